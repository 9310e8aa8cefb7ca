//! Ids that follow from what a row says, so that the same row gives the same ids every time.

use std::collections::HashMap;

use cop_core::id::{ActivityId, TextId};
use sha2::{Digest, Sha256};

/// The number that follows from these parts: 128 bits of their SHA-256, marked as a UUID of version 8.
pub(super) fn number(kind: &str, parts: &[&str]) -> u128 {
    let mut digest = Sha256::new();
    for part in [kind].iter().chain(parts) {
        // The length first, so that no two lists of parts read the same.
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part.as_bytes());
    }
    let bytes = digest.finalize();
    let mut first = [0; 16];
    first.copy_from_slice(&bytes[..16]);
    first[6] = first[6] & 0x0f | 0x80;
    first[8] = first[8] & 0x3f | 0x80;
    u128::from_be_bytes(first)
}

/// The id of a text that belongs to an activity.
pub(super) fn text_id(of: ActivityId, part: &str) -> TextId {
    TextId::from_u128(number("text", &[&of.to_string(), part]))
}

/// Gives rows that say the same their own ids, by counting them.
#[derive(Default)]
pub(super) struct Repeats {
    n_seen: HashMap<u128, u64>,
}

impl Repeats {
    /// The number of the next row that says this.
    pub(super) fn number(&mut self, kind: &str, parts: &[&str]) -> u128 {
        let first = number(kind, parts);
        let n_seen = self.n_seen.entry(first).or_default();
        *n_seen += 1;
        match *n_seen {
            1 => first,
            nth => number(kind, &[&first.to_string(), &nth.to_string()]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_eq!(number("joined", &["a", "b"]), number("joined", &["a", "b"]));
        assert_ne!(number("joined", &["a", "b"]), number("joined", &["ab", ""]));
        assert_ne!(number("joined", &["a", "b"]), number("left", &["a", "b"]));
    }

    #[test]
    fn rows_that_say_the_same_are_told_apart_by_their_number() {
        let mut repeats = Repeats::default();
        let first = repeats.number("shared", &["a"]);
        let second = repeats.number("shared", &["a"]);
        assert_ne!(first, second);
        assert_eq!(Repeats::default().number("shared", &["a"]), first);
    }

    #[test]
    fn the_number_is_a_uuid() {
        let text = ActivityId::from_u128(number("joined", &[])).to_string();
        assert_eq!(&text[14..15], "8");
        assert!("89ab".contains(&text[19..20]));
    }
}
