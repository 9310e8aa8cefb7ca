//! Makes a type of the names of the messages, so that a sentence that is missing does not compile, the published files of
//! the languages beside English, and one style sheet of those that stand beside the views.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

const CATALOGUES: &str = "messages";
/// The languages beside English that say everything; the others have to say what the first part does.
const COMPLETE: [&str; 1] = ["cy"];
/// What every screen shares, before what stands beside each view.
const SHARED_STYLE: &str = "src/base.css";
const VIEWS: &str = "src/views";
/// The views that the first part does without.
const VIEWS_OF_WHOLE: &str = "src/views/whole";

fn main() -> Result<(), Box<dyn Error>> {
    for read in [CATALOGUES, "src", "build.rs"] {
        println!("cargo::rerun-if-changed={read}");
    }
    let folder = env::var("OUT_DIR")?;
    let folder = Path::new(&folder);
    let sentences = Sentences::read()?;
    for (name, message) in &sentences.english {
        check_gaps(name, message, message).map_err(|reason| format!("en.json: {reason}"))?;
    }
    let mut source = sentences.source()?;
    source.push_str(&languages(&sentences, &folder.join("messages"))?);
    fs::write(folder.join("messages.rs"), source)?;
    fs::write(folder.join("style.css"), style()?)?;
    Ok(())
}

/// Refusals of what only the whole asks for.
const REFUSED_TO_WHOLE: [&str; 30] = [
    "held_together",
    "community_exists",
    "community_id_format",
    "community_needed",
    "role_needed",
    "already_a_member",
    "no_such_request",
    "person_not_a_member",
    "event_in_the_past",
    "event_length",
    "capacity_range",
    "link_scheme",
    "unknown_zone",
    "no_such_activity",
    "not_yours",
    "nothing_to_correct",
    "already_retracted",
    "founding_stands",
    "operator_needed",
    "no_consent",
    "not_oneself",
    "purpose_revised_since",
    "no_such_project",
    "no_such_constituency",
    "no_such_occurrence",
    "event_not_begun",
    "artefact_retired",
    "source_format",
    "date_range",
    "out_of_range",
];

/// All style sheets as one, those of the views by name, without comments and spaces.
fn style() -> Result<String, Box<dyn Error>> {
    let mut views: Vec<PathBuf> = Vec::new();
    for folder in [VIEWS].iter().chain(is_whole().then_some(&VIEWS_OF_WHOLE)) {
        for entry in fs::read_dir(folder)? {
            views.push(entry?.path());
        }
    }
    views.retain(|path| path.extension().is_some_and(|end| end == "css"));
    views.sort();
    let mut style = String::new();
    for path in [PathBuf::from(SHARED_STYLE)].iter().chain(&views) {
        let sheet = fs::read_to_string(path)?;
        let mut rest = sheet.as_str();
        while let Some((before, after)) = rest.split_once("/*") {
            style.extend(before.lines().map(str::trim));
            rest = after.split_once("*/").ok_or("a comment has no end")?.1;
        }
        style.extend(rest.lines().map(str::trim));
    }
    Ok(tight(&style))
}

/// Without the spaces that mean nothing; what stands in quotes stays as it is.
fn tight(style: &str) -> String {
    const SPACES: [(&str, &str); 8] = [
        (": ", ":"),
        (" {", "{"),
        ("{ ", "{"),
        ("; ", ";"),
        (" }", "}"),
        (";}", "}"),
        (", ", ","),
        (" > ", ">"),
    ];
    let pieces = style.split('"').enumerate().map(|(nth, piece)| {
        let spaces = SPACES.iter().filter(|_| nth % 2 == 0);
        spaces.fold(piece.to_owned(), |piece, (space, sign)| {
            piece.replace(space, sign)
        })
    });
    pieces.collect::<Vec<_>>().join("\"")
}

fn is_whole() -> bool {
    env::var_os("CARGO_FEATURE_WHOLE").is_some()
}

/// The names of the sentences that a folder of sources says.
fn said(folder: &Path, is_whole: bool) -> Result<BTreeSet<String>, Box<dyn Error>> {
    let mut source = String::new();
    sources(folder, is_whole, &mut source)?;
    let said = source.split("Key::").skip(1).map(|rest| {
        let end = rest.find(|c: char| !c.is_alphanumeric());
        rest[..end.unwrap_or(rest.len())].to_owned()
    });
    Ok(said.collect())
}

/// All sources of a part as one text.
fn sources(folder: &Path, is_whole: bool, text: &mut String) -> Result<(), Box<dyn Error>> {
    if folder == Path::new(VIEWS_OF_WHOLE) && !is_whole {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sources(&path, is_whole, text)?;
        } else if path.extension().is_some_and(|end| end == "rs") {
            text.push_str(&fs::read_to_string(&path)?);
        }
    }
    Ok(())
}

/// What is said, in the order in which both parts count it: first what the first part says.
struct Sentences {
    english: Map<String, Value>,
    names: Vec<String>,
    n_of_first: usize,
}

impl Sentences {
    fn read() -> Result<Self, Box<dyn Error>> {
        let english: Map<String, Value> =
            serde_json::from_str(&fs::read_to_string(Path::new(CATALOGUES).join("en.json"))?)?;
        let of_first = said(Path::new("src"), false)?;
        let of_whole = said(Path::new("src"), true)?;
        let is_of_first = |name: &str| match name.strip_prefix("refused_") {
            Some(code) => !REFUSED_TO_WHOLE.contains(&code),
            None => of_first.contains(&variant(name)),
        };
        let (mut names, others): (Vec<String>, Vec<String>) = english
            .keys()
            .filter(|name| name.starts_with("refused_") || of_whole.contains(&variant(name)))
            .cloned()
            .partition(|name| is_of_first(name));
        let n_of_first = names.len();
        names.extend(others);
        Ok(Self {
            english,
            names,
            n_of_first,
        })
    }

    /// The source of the type and of the English sentences of this part.
    fn source(&self) -> Result<String, Box<dyn Error>> {
        let mut keys = String::new();
        let mut english = String::new();
        let mut refusals = String::new();
        let n = if is_whole() {
            self.names.len()
        } else {
            self.n_of_first
        };
        for name in &self.names[..n] {
            let forms = forms(name, &self.english[name])?;
            let summary = forms[forms.len() - 1].1.replace(['[', ']', '<', '>'], "");
            let variant = variant(name);
            keys.push_str(&format!("    /// {summary}\n    {variant},\n"));
            if let Some(code) = name.strip_prefix("refused_") {
                refusals.push_str(&format!("    ({code:?}, Key::{variant}),\n"));
            }
            english.push_str(&match forms[..] {
                [("", sentence)] => format!("    Message::Plain({sentence:?}),\n"),
                _ => format!("    Message::Counted(&{forms:?}),\n"),
            });
        }
        Ok(format!(
            "/// The name of a message.\n\
             #[allow(dead_code, reason = \"those of refusals are found by their codes\")]\n\
             #[derive(Debug, Clone, Copy, PartialEq, Eq)]\npub enum Key {{\n{keys}}}\n\n\
             const REFUSALS: &[(&str, Key)] = &[\n{refusals}];\n\nconst ENGLISH: [Message; {n}] = [\n{english}];\n"
        ))
    }

    /// Another language as it is published: the sentences in their order, and null for what only English says.
    fn published(&self, language: &str) -> Result<String, Box<dyn Error>> {
        let path = Path::new(CATALOGUES).join(language).with_extension("json");
        let mut catalogue: Map<String, Value> = serde_json::from_str(&fs::read_to_string(path)?)?;
        let n_needed = if COMPLETE.contains(&language) {
            self.names.len()
        } else {
            self.n_of_first
        };
        let mut published = Vec::new();
        for (nth, name) in self.names.iter().enumerate() {
            let sentence = match catalogue.remove(name) {
                Some(message) => {
                    check_gaps(name, &self.english[name], &message)
                        .map_err(|reason| format!("{language}.json: {reason}"))?;
                    message
                }
                None if nth < n_needed => {
                    return Err(format!("{language}.json: {name} is missing").into());
                }
                None => Value::Null,
            };
            published.push(sentence);
        }
        match catalogue
            .keys()
            .find(|name| !self.english.contains_key(*name))
        {
            Some(name) => Err(format!("{language}.json: {name} is not in English").into()),
            None => Ok(serde_json::to_string(&published)?),
        }
    }
}

/// Writes the languages beside English into `folder`, and returns the source that names them with their hashes.
fn languages(sentences: &Sentences, folder: &Path) -> Result<String, Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let mut languages: Vec<String> = Vec::new();
    for entry in fs::read_dir(CATALOGUES)? {
        let path = entry?.path();
        let name = path.file_stem().and_then(|name| name.to_str());
        languages.extend(name.filter(|name| *name != "en").map(str::to_owned));
    }
    languages.sort();
    let mut listed = String::new();
    for language in &languages {
        let published = sentences.published(language)?;
        let hash = BASE64_STANDARD.encode(Sha256::digest(&published));
        fs::write(folder.join(language).with_extension("json"), published)?;
        listed.push_str(&format!(
            "    ({language:?}, {:?}),\n",
            format!("sha256-{hash}")
        ));
    }
    Ok(format!(
        "/// The languages beside English, with the hashes of their published files.\n\
         const LANGUAGES: [(&str, &str); {}] = [\n{listed}];\n",
        languages.len()
    ))
}

/// Sees to it that every form of a translation has the gaps of the English.
fn check_gaps(name: &str, english: &Value, message: &Value) -> Result<(), String> {
    let wanted = placeholders(forms(name, english)?[0].1);
    match forms(name, message)?
        .iter()
        .find(|(_, sentence)| placeholders(sentence) != wanted)
    {
        Some((_, sentence)) => Err(format!(
            "{name}: “{sentence}” has other gaps than {wanted:?}"
        )),
        None => Ok(()),
    }
}

/// The forms of a message: one sentence without a name, or one for each class of numbers that the language tells apart
/// (CLDR's plural categories), `other` last.
fn forms<'a>(name: &str, message: &'a Value) -> Result<Vec<(&'a str, &'a str)>, String> {
    match message {
        Value::String(sentence) => Ok(vec![("", sentence)]),
        Value::Object(forms) => {
            const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];
            if let Some(form) = forms
                .keys()
                .find(|form| !CATEGORIES.contains(&form.as_str()))
            {
                return Err(format!("{name}: `{form}` is no form"));
            }
            let given: Vec<(&str, &str)> = CATEGORIES
                .into_iter()
                .filter_map(|form| Some((form, forms.get(form)?.as_str()?)))
                .collect();
            match given.last() {
                Some(("other", _)) if given.len() == forms.len() => Ok(given),
                _ => Err(format!(
                    "{name}: the form `other` is missing, or a form is no text"
                )),
            }
        }
        _ => Err(format!("{name}: a message is a text or an object of forms")),
    }
}

fn placeholders(sentence: &str) -> Vec<&str> {
    let mut found: Vec<&str> = sentence
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
        // Only the number itself may be left out of a form: "a person".
        .filter(|name| *name != "n")
        .collect();
    found.sort_unstable();
    found
}

/// `ask_to_join` becomes `AskToJoin`.
fn variant(name: &str) -> String {
    name.split('_')
        .map(|word| {
            let (first, rest) = word.split_at(1);
            first.to_ascii_uppercase() + rest
        })
        .collect()
}
