//! Makes a type of the names of the messages, so that a sentence that is missing does not compile, the published files of
//! the languages beside English, and one style sheet of those that stand beside the views.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use cop_catalogue::{Catalogues, variant};
use sha2::{Digest, Sha256};

/// What every screen shares, before what stands beside each view.
const SHARED_STYLE: &str = "src/base.css";
const VIEWS: &str = "src/views";
/// The views that the first part does without.
const VIEWS_OF_WHOLE: &str = "src/views/whole";

fn main() -> Result<(), Box<dyn Error>> {
    for read in ["messages", "src", "build.rs"] {
        println!("cargo::rerun-if-changed={read}");
    }
    let folder = env::var("OUT_DIR")?;
    let folder = Path::new(&folder);
    let sentences = Sentences::read()?;
    let mut source = sentences.source()?;
    source.push_str(&sentences.publish(&folder.join("messages"))?);
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
    let said = cop_catalogue::said(&source);
    Ok(said.into_iter().map(str::to_owned).collect())
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
    catalogues: Catalogues,
    names: Vec<String>,
    n_of_first: usize,
}

impl Sentences {
    fn read() -> Result<Self, Box<dyn Error>> {
        let catalogues = Catalogues::read()?;
        let of_first = said(Path::new("src"), false)?;
        let of_whole = said(Path::new("src"), true)?;
        let is_of_first = |name: &str| match name.strip_prefix("refused_") {
            Some(code) => !REFUSED_TO_WHOLE.contains(&code),
            None => of_first.contains(&variant(name)),
        };
        let (mut names, others): (Vec<String>, Vec<String>) = catalogues
            .english
            .keys()
            .filter(|name| name.starts_with("refused_") || of_whole.contains(&variant(name)))
            .cloned()
            .partition(|name| is_of_first(name));
        let n_of_first = names.len();
        names.extend(others);
        Ok(Self {
            catalogues,
            names,
            n_of_first,
        })
    }

    /// The source of the type and of the English sentences of this part.
    fn source(&self) -> Result<String, Box<dyn Error>> {
        let n = if is_whole() {
            self.names.len()
        } else {
            self.n_of_first
        };
        let (english, names) = (&self.catalogues.english, &self.names[..n]);
        let mut source = cop_catalogue::key_type(english, names)?;
        source.push_str(&format!(
            "const REFUSALS: &[(&str, Key)] = {};\n\nconst ENGLISH: [Message; {n}] = {};\n",
            cop_catalogue::keys_of_codes(names, "refused_"),
            cop_catalogue::messages(english, names)?
        ));
        Ok(source)
    }

    /// Writes the languages beside English into `folder` as they are published, the sentences in their order, and
    /// returns the source that names them with their hashes.
    fn publish(&self, folder: &Path) -> Result<String, Box<dyn Error>> {
        fs::create_dir_all(folder)?;
        let mut listed = String::new();
        for (language, catalogue) in &self.catalogues.others {
            let published: Vec<_> = self.names.iter().map(|name| &catalogue[name]).collect();
            let published = serde_json::to_string(&published)?;
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
            self.catalogues.others.len()
        ))
    }
}
