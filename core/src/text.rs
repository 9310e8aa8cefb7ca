//! References to texts, and the bounds that typed text is held to.

use serde::Serialize;

use crate::id::TextId;
use crate::reads;
use crate::refusal::Refusal;

/// Where a text stands in the text store, and how long it is: all that the log knows of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TextRef {
    /// Its place in the text store.
    pub id: TextId,
    /// Its length in Unicode scalar values.
    pub n_chars: u32,
}

reads!(TextRef { id, n_chars });

/// A text that a command carries, named as the person who typed it knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// What a community is called.
    Name,
    /// What a community cares about.
    Domain,
    /// Who a community is for.
    ForWhom,
    /// What a community does.
    WhatWeDo,
    /// A sentence on what brings somebody.
    Note,
    /// Why somebody asks to join.
    Reason,
    /// What a steward answers.
    Message,
    /// The headline of a problem, an announcement, an event.
    Title,
    /// What was written.
    Text,
    /// Where an event takes place.
    Place,
    /// The address of a resource.
    Link,
}

impl Field {
    /// Fewest and most characters, without white space at the ends.
    #[must_use]
    pub const fn bounds(self) -> (usize, usize) {
        match self {
            Field::Name => (1, 120),
            Field::Domain | Field::ForWhom | Field::WhatWeDo => (1, 2_000),
            Field::Note | Field::Reason | Field::Message => (1, 1_000),
            Field::Title => (1, 200),
            Field::Text => (1, 20_000),
            Field::Place => (1, 300),
            Field::Link => (1, 2_000),
        }
    }

    /// The text without white space at its ends.
    ///
    /// # Errors
    /// [`Refusal::TextLength`] when it is too short or too long.
    pub fn parse(self, typed: &str) -> Result<String, Refusal> {
        let text = typed.trim();
        let n_chars = n_chars(text);
        let (min_chars, max_chars) = self.bounds();
        if n_chars < min_chars || n_chars > max_chars {
            return Err(Refusal::TextLength {
                field: self,
                n_chars,
                min_chars,
                max_chars,
            });
        }
        Ok(text.to_owned())
    }
}

/// How many characters a text has, in less code than that of the standard library, which is made for long ones.
#[must_use]
pub fn n_chars(text: &str) -> usize {
    let is_first = |byte: &u8| byte & 0b1100_0000 != 0b1000_0000;
    text.as_bytes().iter().filter(|byte| is_first(byte)).count()
}

/// Texts as one, with something between every two of them.
#[must_use]
pub fn joined(texts: &[impl AsRef<str>], between: &str) -> String {
    let mut all = String::new();
    for (nth, text) in texts.iter().enumerate() {
        if nth > 0 {
            all.push_str(between);
        }
        all.push_str(text.as_ref());
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_not_text() {
        assert_eq!(Field::Title.parse("  Falls\n").unwrap(), "Falls");
        assert!(matches!(
            Field::Title.parse(" \n"),
            Err(Refusal::TextLength { n_chars: 0, .. })
        ));
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert!(Field::Name.parse(&"é".repeat(120)).is_ok());
        assert!(Field::Name.parse(&"é".repeat(121)).is_err());
    }
}
