//! Every sentence that the reader sees, by its name, in the reader's language.

use crate::platform;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// A sentence, or a sentence that depends on a number.
#[derive(Debug, Clone, Copy)]
enum Message {
    Plain(&'static str),
    Counted {
        one: &'static str,
        other: &'static str,
    },
}

/// The sentences of one language, and how it writes dates and numbers.
#[derive(Debug, Clone)]
pub struct Texts {
    /// The language and region for dates and numbers.
    pub locale: String,
}

impl Texts {
    /// The sentences for a reader of this language. There is only English yet; dates follow the language.
    pub fn for_language(language: &str) -> Self {
        let primary = language.split('-').next().unwrap_or_default();
        let is_there = primary.eq_ignore_ascii_case("en");
        Self {
            locale: platform::preferred_locale(if is_there { language } else { "en" }),
        }
    }

    /// The language that the sentences are in.
    pub fn language(&self) -> &'static str {
        "en"
    }

    /// A sentence.
    pub fn say(&self, key: Key) -> &'static str {
        match ENGLISH[key as usize] {
            Message::Plain(sentence)
            | Message::Counted {
                other: sentence, ..
            } => sentence,
        }
    }

    /// A sentence with its gaps filled.
    pub fn fill(&self, key: Key, gaps: &[(&str, &str)]) -> String {
        filled(self.say(key), gaps)
    }

    /// A sentence in the form that a number takes; `{n}` is the number.
    pub fn count(&self, key: Key, n: usize, gaps: &[(&str, &str)]) -> String {
        let sentence = match ENGLISH[key as usize] {
            Message::Counted { one, .. } if platform::plural(&self.locale, n) == "one" => one,
            Message::Plain(sentence)
            | Message::Counted {
                other: sentence, ..
            } => sentence,
        };
        filled(
            &filled(sentence, &[("n", &platform::number(&self.locale, n))]),
            gaps,
        )
    }

    /// Several things in one phrase: "a, b and c".
    pub fn list(&self, things: &[String]) -> String {
        platform::list(&self.locale, things)
    }

    /// Why the server or the core refused, by the stable code; the code itself is shown for one that is not known.
    pub fn refusal(&self, code: &str) -> String {
        match REFUSALS.iter().find(|(known, _)| *known == code) {
            Some((_, key)) => self.say(*key).to_owned(),
            None => self.fill(Key::RefusedOtherwise, &[("code", code)]),
        }
    }
}

fn filled(sentence: &str, gaps: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some((before, (name, after))) = rest
        .split_once('{')
        .and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        text.push_str(before);
        match gaps.iter().find(|(gap, _)| *gap == name) {
            Some((_, filling)) => text.push_str(filling),
            // Left for the next round.
            None => {
                text.push('{');
                text.push_str(name);
                text.push('}');
            }
        }
        rest = after;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use cop_core::refusal::Refusal;

    #[test]
    fn every_refusal_and_failure_has_a_sentence() {
        let catalogue = catalogue();
        for code in Refusal::CODES.iter().chain(&crate::session::Failure::CODES) {
            assert!(
                catalogue.contains_key(&format!("refused_{code}")),
                "{code} has no sentence"
            );
        }
        assert!(REFUSALS.iter().any(|(code, _)| *code == "not_a_member"));
    }

    #[test]
    fn gaps_are_filled_and_fillings_are_left_alone() {
        assert_eq!(
            filled("{name} of {whole}", &[("name", "{whole}"), ("whole", "it")]),
            "{whole} of it"
        );
        assert_eq!(filled("no gap {here", &[]), "no gap {here");
    }

    #[test]
    fn every_message_is_used() {
        let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut text = String::new();
        read_all(&source, &mut text);
        for name in catalogue()
            .keys()
            .filter(|name| !name.starts_with("refused_"))
        {
            let variant: String = name
                .split('_')
                .map(|word| word[..1].to_ascii_uppercase() + &word[1..])
                .collect();
            assert!(
                text.contains(&format!("Key::{variant}")),
                "{name} is not used"
            );
        }
    }

    fn catalogue() -> BTreeMap<String, serde_json::Value> {
        serde_json::from_str(include_str!("../messages/en.json")).unwrap()
    }

    fn read_all(folder: &std::path::Path, text: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read_all(&path, text);
            } else if path.extension().is_some_and(|end| end == "rs") {
                text.push_str(&std::fs::read_to_string(&path).unwrap());
            }
        }
    }
}
