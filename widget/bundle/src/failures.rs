//! What is told where the widget cannot start, by the element itself, and what a frame is called: sentences of the
//! catalogues that the Wasm does not say.

use std::error::Error;
use std::fs;
use std::path::Path;

use cop_catalogue::{Catalogue, Catalogues};
use serde_json::{Map, Value, json};

/// With what the names of these sentences begin in the catalogues.
const OF_CATALOGUE: &str = "failed_";
/// What readers are told as well where not even this can be fetched.
const UNFETCHED: &str = "wasm_unavailable";
/// What the widget, which runs by then, says itself.
const SAID_BY_WIDGET: &str = "unreachable";

/// What is told of failures.
pub struct Failures {
    /// The published file: what the editor of the page is told of each code, and in each language what the reader is.
    pub explained: String,
    /// What readers are told where that file does not come, by language.
    pub unexplained: Value,
    /// What a frame with the widget in it is called, by language.
    pub titles: Value,
}

impl Failures {
    /// Reads what the catalogues and `failures.json` in the folder of the element say.
    ///
    /// # Errors
    /// If one of the two knows a failure that the other does not.
    pub fn read(element: &Path) -> Result<Self, Box<dyn Error>> {
        let editor = fs::read_to_string(element.join("failures.json"))?;
        let editor: Map<String, Value> = serde_json::from_str(&editor)?;
        let catalogues = Catalogues::read()?;
        check(&editor, &catalogues.english)?;
        let languages: Vec<(&str, &Catalogue)> = [("en", &catalogues.english)]
            .into_iter()
            .chain(
                catalogues
                    .others
                    .iter()
                    .map(|(language, catalogue)| (language.as_str(), catalogue)),
            )
            .collect();
        let said = |name: &str| -> Value {
            languages
                .iter()
                .map(|(language, catalogue)| ((*language).to_owned(), catalogue[name].clone()))
                .collect::<Map<_, _>>()
                .into()
        };
        let mut explained = json!({ "editor": editor });
        for (language, catalogue) in &languages {
            explained[language] = told(catalogue).into();
        }
        Ok(Self {
            explained: explained.to_string(),
            unexplained: said(&[OF_CATALOGUE, UNFETCHED].concat()),
            titles: said("all_communities"),
        })
    }
}

/// What a language says of failures, by their codes.
fn told(catalogue: &Catalogue) -> Map<String, Value> {
    catalogue
        .iter()
        .filter_map(|(name, sentence)| {
            let code = name.strip_prefix(OF_CATALOGUE)?;
            Some((code.to_owned(), sentence.clone()))
        })
        .collect()
}

fn check(editor: &Map<String, Value>, english: &Catalogue) -> Result<(), String> {
    let reader = told(english);
    if let Some(code) = editor
        .keys()
        .find(|code| *code != SAID_BY_WIDGET && !reader.contains_key(*code))
    {
        return Err(format!("readers are told nothing of the failure {code}"));
    }
    match reader.keys().find(|code| !editor.contains_key(*code)) {
        Some(code) => Err(format!("editors are told nothing of the failure {code}")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_codes(editor: Value, english: Value, expected: Result<(), &str>) {
        let object = |value: Value| value.as_object().cloned().expect("it is an object");
        assert_eq!(
            check(&object(editor), &object(english)),
            expected.map_err(str::to_owned)
        );
    }

    #[test]
    fn a_failure_is_told_to_readers_and_to_editors() {
        check_codes(
            json!({ "crashed": "It crashed.", "unreachable": "It is down." }),
            json!({ "failed_crashed": "It has stopped." }),
            Ok(()),
        );
        check_codes(
            json!({ "crashed": "It crashed." }),
            json!({ "close": "Close" }),
            Err("readers are told nothing of the failure crashed"),
        );
        check_codes(
            json!({}),
            json!({ "failed_crashed": "It has stopped." }),
            Err("editors are told nothing of the failure crashed"),
        );
    }

    #[test]
    fn every_language_is_told_of_every_failure() {
        let element = Path::new(env!("CARGO_MANIFEST_DIR")).join("../element");
        let failures = Failures::read(&element).expect("both know the same failures");
        let explained: Value = serde_json::from_str(&failures.explained).expect("it is JSON");
        let welsh = explained["cy"]["crashed"]
            .as_str()
            .expect("it is a sentence");
        assert_ne!(Some(welsh), explained["en"]["crashed"].as_str());
        assert!(failures.unexplained["ar"].is_string() && failures.titles["de"].is_string());
    }
}
