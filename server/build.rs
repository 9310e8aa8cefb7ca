//! Makes a type of the names of the sentences that pages say, so that one that is missing does not compile, with what
//! every language says.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use cop_catalogue::{Catalogue, Catalogues, variant};

/// What only pages of the server say has names that begin so.
const OF_PAGES: &str = "page_";
/// Why something was refused, as the widget says it, and where pages put it in other words.
const REFUSED: &str = "refused_";
const REFUSED_ON_PAGE: &str = "page_refused_";

const SOURCES: &str = "src/http";

fn main() -> Result<(), Box<dyn Error>> {
    for read in [
        Path::new(SOURCES),
        Path::new("build.rs"),
        &Catalogues::folder(),
    ] {
        println!("cargo::rerun-if-changed={}", read.display());
    }
    let catalogues = Catalogues::read()?;
    let english = &catalogues.english;
    let mut source = String::new();
    sources(Path::new(SOURCES), &mut source)?;
    let said = cop_catalogue::said(&source);
    let is_said = |name: &&String| {
        said.contains(variant(name).as_str())
            || name.starts_with(REFUSED)
            || name.starts_with(REFUSED_ON_PAGE)
    };
    let names: Vec<String> = english.keys().filter(is_said).cloned().collect();
    if let Some(name) = english
        .keys()
        .find(|name| name.starts_with(OF_PAGES) && !names.contains(name))
    {
        return Err(format!("no page says {name}").into());
    }
    let written = [
        cop_catalogue::key_type(english, &names)?,
        format!(
            "const REFUSALS: [&[(&str, Key)]; 2] = [{}, {}];\n",
            cop_catalogue::keys_of_codes(&names, REFUSED_ON_PAGE),
            cop_catalogue::keys_of_codes(&names, REFUSED)
        ),
        languages(&catalogues, &names)?,
    ];
    let file = Path::new(&env::var("OUT_DIR")?).join("messages.rs");
    fs::write(file, written.concat())?;
    Ok(())
}

/// The source of all languages, English first.
fn languages(catalogues: &Catalogues, names: &[String]) -> Result<String, Box<dyn Error>> {
    let others = catalogues.others.iter();
    let all: Vec<(&str, &Catalogue)> = [("en", &catalogues.english)]
        .into_iter()
        .chain(others.map(|(tag, catalogue)| (tag.as_str(), catalogue)))
        .collect();
    let mut listed = String::new();
    for (tag, catalogue) in &all {
        let messages = cop_catalogue::messages(catalogue, names)?;
        listed.push_str(&format!("({tag:?}, {messages}),\n"));
    }
    let (n_languages, n_messages) = (all.len(), names.len());
    Ok(format!(
        "static LANGUAGES: [(&str, [Message; {n_messages}]); {n_languages}] = [\n{listed}];\n"
    ))
}

/// All sources of a folder as one text.
fn sources(folder: &Path, text: &mut String) -> Result<(), Box<dyn Error>> {
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
