//! Makes a type of the names of the messages, so that a sentence that is missing does not compile,
//! and one style sheet of those that stand beside the views.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::{Map, Value};

const CATALOGUE: &str = "messages/en.json";
/// What every screen shares, before what stands beside each view.
const SHARED_STYLE: &str = "src/base.css";
const VIEWS: &str = "src/views";
/// The views that the first part does without.
const VIEWS_OF_WHOLE: &str = "src/views/whole";

fn main() -> Result<(), Box<dyn Error>> {
    for read in [CATALOGUE, "src", "build.rs"] {
        println!("cargo::rerun-if-changed={read}");
    }
    let folder = env::var("OUT_DIR")?;
    fs::write(Path::new(&folder).join("messages.rs"), messages()?)?;
    fs::write(Path::new(&folder).join("style.css"), style()?)?;
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

/// All style sheets as one, those of the views by name, without comments and indentation.
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
    Ok(style)
}

fn is_whole() -> bool {
    env::var_os("CARGO_FEATURE_WHOLE").is_some()
}

/// All sources of this part as one text.
fn sources(folder: &Path, text: &mut String) -> Result<(), Box<dyn Error>> {
    if folder == Path::new(VIEWS_OF_WHOLE) && !is_whole() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sources(&path, text)?;
        } else if path.extension().is_some_and(|end| end == "rs") {
            text.push_str(&fs::read_to_string(&path)?);
        }
    }
    Ok(())
}

/// The source of the type and of the English sentences, without those that this part does not say.
fn messages() -> Result<String, Box<dyn Error>> {
    let catalogue: Map<String, Value> = serde_json::from_str(&fs::read_to_string(CATALOGUE)?)?;
    let mut source = String::new();
    sources(Path::new("src"), &mut source)?;
    let said: BTreeSet<&str> = source
        .split("Key::")
        .skip(1)
        .map(|rest| {
            &rest[..rest
                .find(|c: char| !c.is_alphanumeric())
                .unwrap_or(rest.len())]
        })
        .collect();
    let mut n = 0;
    let mut keys = String::new();
    let mut english = String::new();
    let mut refusals = String::new();
    for (name, message) in &catalogue {
        let sentences = sentences(name, message)?;
        for sentence in sentences.iter().skip(1) {
            if placeholders(sentence) != placeholders(sentences[0]) {
                return Err(format!("{name}: its forms have different placeholders").into());
            }
        }
        let summary = sentences[sentences.len() - 1].replace(['[', ']', '<', '>'], "");
        let variant = variant(name);
        let code = name.strip_prefix("refused_");
        let is_said = match code {
            Some(code) => is_whole() || !REFUSED_TO_WHOLE.contains(&code),
            None => said.contains(variant.as_str()),
        };
        if !is_said {
            continue;
        }
        n += 1;
        keys.push_str(&format!("    /// {summary}\n    {variant},\n"));
        if let Some(code) = code {
            refusals.push_str(&format!("    ({code:?}, Key::{variant}),\n"));
        }
        english.push_str(&match sentences[..] {
            [one, other] => format!("    Message::Counted {{ one: {one:?}, other: {other:?} }},\n"),
            [sentence] => format!("    Message::Plain({sentence:?}),\n"),
            _ => return Err(format!("{name}: a message has one form or two").into()),
        });
    }
    Ok(format!(
        "/// The name of a message.\n\
         #[allow(dead_code, reason = \"those of refusals are found by their codes\")]\n\
         #[derive(Debug, Clone, Copy, PartialEq, Eq)]\npub enum Key {{\n{keys}}}\n\n\
         const REFUSALS: &[(&str, Key)] = &[\n{refusals}];\n\nconst ENGLISH: [Message; {n}] = [\n{english}];\n"
    ))
}

/// The forms of a message: one sentence, or the one for 1 and the one for all other numbers.
fn sentences<'a>(name: &str, message: &'a Value) -> Result<Vec<&'a str>, String> {
    match message {
        Value::String(sentence) => Ok(vec![sentence]),
        Value::Object(forms) => ["one", "other"]
            .into_iter()
            .map(|form| {
                let sentence = forms.get(form).and_then(Value::as_str);
                sentence.ok_or_else(|| format!("{name}: the form `{form}` is missing"))
            })
            .collect(),
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
