//! The message catalogues of `widget/messages`, one file a language, as build scripts read them: every sentence that
//! a reader sees, of the widget, of the element around it and of the server's plain pages.
//!
//! It sees to it that every language says what English does, and writes the names of the sentences as Rust, so that a
//! sentence that is missing does not compile.
//! It knows nothing of what the sentences are for, and is in no program that runs.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

/// The sentences of one language by their names.
pub type Catalogue = Map<String, Value>;

/// The language that the others are compared with.
const ENGLISH: &str = "en";

/// All catalogues.
#[derive(Debug)]
pub struct Catalogues {
    /// What English says.
    pub english: Catalogue,
    /// The languages beside English by their tags, in the order of these.
    pub others: Vec<(String, Catalogue)>,
}

impl Catalogues {
    /// The folder of the files.
    #[must_use]
    pub fn folder() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../messages")
    }

    /// Reads every file of the folder.
    ///
    /// # Errors
    /// If a language lacks a sentence of the English, has one more, or leaves other gaps in one.
    pub fn read() -> Result<Self, Box<dyn Error>> {
        let mut english = None;
        let mut others = Vec::new();
        for entry in fs::read_dir(Self::folder())? {
            let path = entry?.path();
            let language = path.file_stem().and_then(|name| name.to_str());
            let language = language.ok_or("a catalogue is named by no language")?;
            let catalogue: Catalogue = serde_json::from_str(&fs::read_to_string(&path)?)
                .map_err(|reason| format!("{language}.json: {reason}"))?;
            if language == ENGLISH {
                english = Some(catalogue);
            } else {
                others.push((language.to_owned(), catalogue));
            }
        }
        others.sort_by(|one, other| one.0.cmp(&other.0));
        let english = english.ok_or("en.json is missing")?;
        check(&english, &english).map_err(|reason| format!("en.json: {reason}"))?;
        for (language, catalogue) in &others {
            check(&english, catalogue).map_err(|reason| format!("{language}.json: {reason}"))?;
        }
        Ok(Self { english, others })
    }
}

/// Sees to it that a catalogue says what the English does.
fn check(english: &Catalogue, catalogue: &Catalogue) -> Result<(), String> {
    if let Some(name) = catalogue.keys().find(|name| !english.contains_key(*name)) {
        return Err(format!("{name} is not in English"));
    }
    for (name, message) in english {
        let translated = catalogue
            .get(name)
            .ok_or_else(|| format!("{name} is missing"))?;
        let wanted = gaps(forms(name, message)?[0].1);
        let forms = forms(name, translated)?;
        if let Some((_, sentence)) = forms.iter().find(|(_, form)| gaps(form) != wanted) {
            return Err(format!(
                "{name}: “{sentence}” has other gaps than {wanted:?}"
            ));
        }
    }
    Ok(())
}

/// The forms of a message: one sentence without a name, or one for each class of numbers that the language tells apart
/// (CLDR's plural categories), `other` last.
fn forms<'a>(name: &str, message: &'a Value) -> Result<Vec<(&'a str, &'a str)>, String> {
    const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];
    match message {
        Value::String(sentence) => Ok(vec![("", sentence)]),
        Value::Object(forms) => {
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

/// The names of the gaps in a sentence, in the order of the alphabet.
fn gaps(sentence: &str) -> Vec<&str> {
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

/// Which sentences a source says, by the names of their variants: what stands after `Key::`.
#[must_use]
pub fn said(source: &str) -> BTreeSet<&str> {
    let said = source.split("Key::").skip(1).map(|rest| {
        let end = rest.find(|c: char| !c.is_alphanumeric());
        &rest[..end.unwrap_or(rest.len())]
    });
    said.collect()
}

/// The variant of a name: `ask_to_join` becomes `AskToJoin`.
#[must_use]
pub fn variant(name: &str) -> String {
    name.split('_')
        .map(|word| {
            let (first, rest) = word.split_at(1);
            first.to_ascii_uppercase() + rest
        })
        .collect()
}

/// The source of the type `Key`, with a variant for each of these names.
///
/// # Errors
/// If English does not say one.
pub fn key_type(english: &Catalogue, names: &[String]) -> Result<String, String> {
    let mut variants = String::new();
    for name in names {
        let forms = forms(name, message(english, name)?)?;
        let summary = forms[forms.len() - 1].1.replace(['[', ']', '<', '>'], "");
        variants.push_str(&format!("    /// {summary}\n    {},\n", variant(name)));
    }
    Ok(format!(
        "/// The name of a message.\n\
         #[allow(dead_code, reason = \"those of refusals are found by their codes\")]\n\
         #[derive(Debug, Clone, Copy, PartialEq, Eq)]\npub enum Key {{\n{variants}}}\n\n"
    ))
}

/// The source of a list of the codes that have a sentence whose name begins with `prefix`, with their keys.
#[must_use]
pub fn keys_of_codes(names: &[String], prefix: &str) -> String {
    let listed: String = names
        .iter()
        .filter_map(|name| Some((name.strip_prefix(prefix)?, variant(name))))
        .map(|(code, variant)| format!("    ({code:?}, Key::{variant}),\n"))
        .collect();
    format!("&[\n{listed}]")
}

/// The source of a list of `Message`s, in the order of the names.
///
/// # Errors
/// If the catalogue does not say one.
pub fn messages(catalogue: &Catalogue, names: &[String]) -> Result<String, String> {
    let mut listed = String::new();
    for name in names {
        let forms = forms(name, message(catalogue, name)?)?;
        listed.push_str(&match forms[..] {
            [("", sentence)] => format!("    Message::Plain({sentence:?}),\n"),
            _ => format!("    Message::Counted(&{forms:?}),\n"),
        });
    }
    Ok(format!("[\n{listed}]"))
}

fn message<'a>(catalogue: &'a Catalogue, name: &str) -> Result<&'a Value, String> {
    catalogue
        .get(name)
        .ok_or_else(|| format!("{name} is missing"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check_against(english: Value, translated: Value, expected: Result<(), &str>) {
        let catalogue = |value: Value| {
            value
                .as_object()
                .cloned()
                .expect("a catalogue is an object")
        };
        match (check(&catalogue(english), &catalogue(translated)), expected) {
            (Ok(()), Ok(())) => {}
            (Err(reason), Err(part)) => assert!(reason.contains(part), "{reason}"),
            (checked, _) => panic!("{checked:?}"),
        }
    }

    #[test]
    fn a_language_that_says_the_same_is_taken() {
        check_against(
            json!({ "stay": "Stay", "n_left": { "one": "{n} place in {room}", "other": "{n} places in {room}" } }),
            json!({ "stay": "Aros", "n_left": { "two": "{n} le yn {room}", "other": "{n} o leoedd yn {room}" } }),
            Ok(()),
        );
    }

    #[test]
    fn a_language_that_lacks_a_sentence_is_not() {
        check_against(
            json!({ "stay": "Stay", "leave": "Leave" }),
            json!({ "stay": "Aros" }),
            Err("leave is missing"),
        );
    }

    #[test]
    fn a_sentence_that_english_does_not_say_is_said_nowhere() {
        check_against(
            json!({ "stay": "Stay" }),
            json!({ "stay": "Aros", "stray": "Crwydro" }),
            Err("stray is not in English"),
        );
    }

    #[test]
    fn a_sentence_keeps_its_gaps_in_every_form() {
        check_against(
            json!({ "from": "From {day}" }),
            json!({ "from": { "one": "O {day}", "other": "O {dydd}" } }),
            Err("other gaps"),
        );
    }

    #[test]
    fn a_message_that_counts_has_the_form_for_all_other_numbers() {
        check_against(
            json!({ "n": "{n}" }),
            json!({ "n": { "one": "{n}" } }),
            Err("the form `other` is missing"),
        );
    }

    #[test]
    fn every_language_says_what_english_does() {
        let read = Catalogues::read().expect("the catalogues say the same");
        assert!(
            read.others.len() >= 3,
            "only {} files found",
            read.others.len()
        );
    }

    #[test]
    fn what_a_source_says_is_found() {
        let said = said("widget.say(Key::AskToJoin), Key::Stay)");
        assert_eq!(said.into_iter().collect::<Vec<_>>(), ["AskToJoin", "Stay"]);
    }
}
