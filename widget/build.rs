//! Makes a type of the names of the messages, so that a sentence that is missing does not compile,
//! and one style sheet of those that stand beside the views.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::{Map, Value};

const CATALOGUE: &str = "messages/en.json";
/// What every screen shares, before what stands beside each view.
const SHARED_STYLE: &str = "src/base.css";
const VIEWS: &str = "src/views";

fn main() -> Result<(), Box<dyn Error>> {
    for read in [CATALOGUE, SHARED_STYLE, VIEWS, "build.rs"] {
        println!("cargo::rerun-if-changed={read}");
    }
    let folder = env::var("OUT_DIR")?;
    fs::write(Path::new(&folder).join("messages.rs"), messages()?)?;
    fs::write(Path::new(&folder).join("style.css"), style()?)?;
    Ok(())
}

/// All style sheets as one, those of the views by name, without comments and indentation.
fn style() -> Result<String, Box<dyn Error>> {
    let mut views: Vec<PathBuf> = fs::read_dir(VIEWS)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
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

/// The source of the type and of the English sentences.
fn messages() -> Result<String, Box<dyn Error>> {
    let catalogue: Map<String, Value> = serde_json::from_str(&fs::read_to_string(CATALOGUE)?)?;
    let mut keys = String::new();
    let mut refusals = String::new();
    let mut english = String::new();
    for (name, message) in &catalogue {
        let sentences = sentences(name, message)?;
        for sentence in sentences.iter().skip(1) {
            if placeholders(sentence) != placeholders(sentences[0]) {
                return Err(format!("{name}: its forms have different placeholders").into());
            }
        }
        let summary = sentences[sentences.len() - 1].replace(['[', ']', '<', '>'], "");
        keys.push_str(&format!("    /// {summary}\n    {},\n", variant(name)));
        if let Some(code) = name.strip_prefix("refused_") {
            refusals.push_str(&format!("    ({code:?}, Key::{}),\n", variant(name)));
        }
        english.push_str(&match sentences[..] {
            [one, other] => format!("    Message::Counted {{ one: {one:?}, other: {other:?} }},\n"),
            [sentence] => format!("    Message::Plain({sentence:?}),\n"),
            _ => return Err(format!("{name}: a message has one form or two").into()),
        });
    }
    let n = catalogue.len();
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
