//! Makes a type of the names of the messages, so that a sentence that is missing does not compile.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use serde_json::{Map, Value};

const CATALOGUE: &str = "messages/en.json";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={CATALOGUE}");
    println!("cargo::rerun-if-changed=build.rs");
    let catalogue: Map<String, Value> = serde_json::from_str(&fs::read_to_string(CATALOGUE)?)?;
    let mut keys = String::new();
    let mut names = String::new();
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
        names.push_str(&format!("    {name:?},\n"));
        english.push_str(&match sentences[..] {
            [one, other] => format!("    Message::Counted {{ one: {one:?}, other: {other:?} }},\n"),
            [sentence] => format!("    Message::Plain({sentence:?}),\n"),
            _ => return Err(format!("{name}: a message has one form or two").into()),
        });
    }
    let n = catalogue.len();
    let code = format!(
        "/// The name of a message.\n\
         #[allow(dead_code, reason = \"those of refusals are found by their codes\")]\n\
         #[derive(Debug, Clone, Copy, PartialEq, Eq)]\npub enum Key {{\n{keys}}}\n\n\
         const NAMES: [&str; {n}] = [\n{names}];\n\nconst ENGLISH: [Message; {n}] = [\n{english}];\n"
    );
    fs::write(Path::new(&env::var("OUT_DIR")?).join("messages.rs"), code)?;
    Ok(())
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
