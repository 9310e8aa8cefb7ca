//! The sentences of the measures, by key: what they say, and what they do not say.
//!
//! They stand in the crate so that nobody who shows a number can leave out what it does not say (P10).
//! A language is one file; a key that is in one and not in the other fails a test.

mod cy;
mod en;

use std::cell::Cell;

use serde::{Serialize, Serializer};

/// A language that the sentences are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// Welsh.
    Welsh,
}

impl Language {
    /// The language of a tag such as `cy-GB` (RFC 5646): English where the sentences are not in it.
    #[must_use]
    pub fn of(tag: &str) -> Self {
        match tag.split('-').next() {
            Some(primary) if primary.eq_ignore_ascii_case("cy") => Language::Welsh,
            _ => Language::English,
        }
    }

    /// Its tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Welsh => "cy",
        }
    }

    fn sentences(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Language::English => en::SENTENCES,
            Language::Welsh => cy::SENTENCES,
        }
    }
}

thread_local! {
    /// What sentences are serialized in: serde hands nothing down to what is inside a result.
    static SERIALIZED_IN: Cell<Language> = const { Cell::new(Language::English) };
}

/// Does something in which sentences are serialized in a language.
pub fn serialized_in<R>(language: Language, write: impl FnOnce() -> R) -> R {
    /// Goes back to the language before, also where `write` panics.
    struct Before(Language);
    impl Drop for Before {
        fn drop(&mut self) {
            SERIALIZED_IN.set(self.0);
        }
    }
    let _before = Before(SERIALIZED_IN.replace(language));
    write()
}

/// A sentence by its key, with what fills its gaps.
///
/// Serialized it is the English text, or the one that [`serialized_in`] asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    key: &'static str,
    gaps: Vec<(&'static str, Gap)>,
}

/// What fills a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Gap {
    Number(u64),
    /// A number with one digit after the point, in tenths.
    Tenths(u64),
    Text(String),
    /// Another sentence.
    Sentence(Sentence),
}

impl Sentence {
    /// The sentence with this key.
    #[must_use]
    pub fn of(key: &'static str) -> Self {
        Self {
            key,
            gaps: Vec::new(),
        }
    }

    /// Fills a gap with a number, which also chooses the form of what is counted.
    #[must_use]
    pub fn number(mut self, gap: &'static str, n: u64) -> Self {
        self.gaps.push((gap, Gap::Number(n)));
        self
    }

    /// Fills a gap with a number in tenths: 52 is 5.2.
    #[must_use]
    pub fn tenths(mut self, gap: &'static str, tenths: u64) -> Self {
        self.gaps.push((gap, Gap::Tenths(tenths)));
        self
    }

    /// Fills a gap with a text.
    #[must_use]
    pub fn text(mut self, gap: &'static str, text: impl Into<String>) -> Self {
        self.gaps.push((gap, Gap::Text(text.into())));
        self
    }

    /// Fills a gap with another sentence.
    #[must_use]
    pub fn sentence(mut self, gap: &'static str, sentence: Sentence) -> Self {
        self.gaps.push((gap, Gap::Sentence(sentence)));
        self
    }

    /// Another sentence with the same fillings but one, which is not to be told.
    pub(super) fn without(&self, key: &'static str, untold: &str) -> Self {
        let gaps = self.gaps.iter().filter(|(gap, _)| *gap != untold);
        Self {
            key,
            gaps: gaps.cloned().collect(),
        }
    }

    /// The key, under which every language has it.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// The sentence in English.
    #[must_use]
    pub fn english(&self) -> String {
        self.in_language(Language::English)
    }

    /// The sentence in a language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> String {
        let pattern = language
            .sentences()
            .iter()
            .find(|(key, _)| *key == self.key)
            .map_or(self.key, |(_, pattern)| pattern);
        let mut text = String::with_capacity(pattern.len());
        let mut rest = pattern;
        while let Some((before, (gap, after))) = rest
            .split_once('{')
            .and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        {
            text.push_str(before);
            self.fill(&mut text, gap, language);
            rest = after;
        }
        text.push_str(rest);
        text
    }

    /// A gap is `{name}`, or `{name:person|people}` for a number with what it counts.
    fn fill(&self, text: &mut String, gap: &str, language: Language) {
        let (name, counted) = match gap.split_once(':') {
            Some((name, forms)) => (name, forms.split_once('|')),
            None => (gap, None),
        };
        let Some((_, filling)) = self.gaps.iter().find(|(gap, _)| *gap == name) else {
            return;
        };
        match filling {
            Gap::Number(n) => {
                text.push_str(&n.to_string());
                if let Some((one, more)) = counted {
                    text.push(' ');
                    text.push_str(if *n == 1 { one } else { more });
                }
            }
            Gap::Tenths(tenths) => text.push_str(&format!("{}.{}", tenths / 10, tenths % 10)),
            Gap::Text(filling) => text.push_str(filling),
            Gap::Sentence(sentence) => text.push_str(&sentence.in_language(language)),
        }
    }
}

impl Serialize for Sentence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.in_language(SERIALIZED_IN.get()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Name;

    #[test]
    fn every_measure_says_what_it_does_not_say() {
        for name in Name::ALL {
            let sentence = Sentence::of(name.does_not_say());
            assert_ne!(sentence.english(), sentence.key(), "no sentence");
        }
    }

    #[test]
    fn a_number_chooses_the_form_of_what_is_counted() {
        let sentence = |n| {
            Sentence::of("concentration.says")
                .number("factor", 1)
                .number("people", n)
                .english()
        };
        assert!(sentence(1).ends_with("1 person."), "{}", sentence(1));
        assert!(sentence(9).ends_with("9 people."), "{}", sentence(9));
    }

    #[test]
    fn keys_are_sorted_and_there_once() {
        assert!(en::SENTENCES.is_sorted_by(|(a, _), (b, _)| a < b));
    }

    #[test]
    fn every_language_has_every_sentence_with_its_gaps() {
        let gaps = |pattern: &'static str| {
            let names = pattern.split('{').skip(1).map(|rest| {
                let end = rest.find([':', '}']).expect("a gap ends");
                &rest[..end]
            });
            names.collect::<std::collections::BTreeSet<_>>()
        };
        let keys = |sentences: &[(&'static str, &'static str)]| {
            sentences.iter().map(|(key, _)| *key).collect::<Vec<_>>()
        };
        assert_eq!(keys(cy::SENTENCES), keys(en::SENTENCES));
        for ((key, english), (_, welsh)) in en::SENTENCES.iter().zip(cy::SENTENCES) {
            assert_eq!(gaps(welsh), gaps(english), "{key}");
        }
    }

    #[test]
    fn sentences_are_serialized_in_the_language_that_is_asked_for() {
        let sentence = Sentence::of("both_ways.does_not_say");
        let written = |language| {
            serialized_in(language, || {
                serde_json::to_string(&sentence).expect("it is a text")
            })
        };
        let welsh = written(Language::of("cy-GB"));
        assert_ne!(welsh, written(Language::of("de")));
        assert_eq!(
            written(Language::English),
            serde_json::to_string(&sentence).expect("it is a text")
        );
    }
}
