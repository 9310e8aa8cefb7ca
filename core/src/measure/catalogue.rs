//! The sentences of the measures, by key: what they say, and what they do not say.
//!
//! They stand in the crate so that nobody who shows a number can leave out what it does not say (P10).
//! A language is one file; a key that is in one and not in the other fails a test.

mod en;

use serde::{Serialize, Serializer};

use super::stored::{Stored, restore_text, store_text, stored_variants};

/// A sentence by its key, with what fills its gaps.
///
/// Serialized it is the English text.
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

stored_variants!(Gap { 0 => Number(n), 1 => Tenths(n), 2 => Text(text), 3 => Sentence(sentence) });

impl Stored for Sentence {
    fn store(&self, bytes: &mut Vec<u8>) {
        store_text(self.key, bytes);
        bytes.push(u8::try_from(self.gaps.len()).expect("a sentence has few gaps"));
        for (gap, filling) in &self.gaps {
            store_text(gap, bytes);
            filling.store(bytes);
        }
    }

    fn restore(bytes: &mut &[u8]) -> Option<Self> {
        let key = restore_text(bytes)?;
        let mut keys = en::SENTENCES.iter().map(|(key, _)| *key);
        let mut sentence = Self::of(keys.find(|known| *known == key)?);
        for _ in 0..u8::restore(bytes)? {
            let gap = restore_text(bytes)?;
            let mut known = en::SENTENCES.iter().flat_map(|(_, pattern)| gaps(pattern));
            let gap = known.find(|known| *known == gap)?;
            sentence.gaps.push((gap, Gap::restore(bytes)?));
        }
        Some(sentence)
    }
}

/// The names of the gaps of a pattern.
fn gaps(pattern: &str) -> impl Iterator<Item = &str> {
    let gaps = pattern.split('{').skip(1);
    gaps.filter_map(|gap| gap.split([':', '}']).next())
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

    /// The key, under which every language has it.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// The sentence in English.
    #[must_use]
    pub fn english(&self) -> String {
        let pattern = en::SENTENCES
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
            self.fill(&mut text, gap);
            rest = after;
        }
        text.push_str(rest);
        text
    }

    /// A gap is `{name}`, or `{name:person|people}` for a number with what it counts.
    fn fill(&self, text: &mut String, gap: &str) {
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
            Gap::Sentence(sentence) => text.push_str(&sentence.english()),
        }
    }
}

impl Serialize for Sentence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.english())
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
}
