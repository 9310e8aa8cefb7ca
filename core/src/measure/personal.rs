//! What a measure says to one person, or of one to whoever cares for them.

use serde::{Serialize, Serializer};

use super::{Name, RULES, Sentence, Status};
use crate::time::Timestamp;

/// What a measure says to one person. It is kept nowhere and counted in nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Personal<T> {
    /// Which.
    pub name: Name,
    /// As of when.
    pub as_of: Timestamp,
    /// Whether there is something to say.
    pub status: Status<T>,
    /// What it says.
    pub says: Sentence,
}

#[derive(Serialize)]
struct Written<'a, T> {
    #[serde(flatten)]
    status: &'a Status<T>,
    says: &'a Sentence,
    does_not_say: Sentence,
    measure: &'static str,
    rules: &'static str,
    as_of: Timestamp,
}

impl<T> Personal<T> {
    /// What it does not say: to be shown wherever it is (P10).
    #[must_use]
    pub fn does_not_say(&self) -> Sentence {
        Sentence::of(self.name.does_not_say())
    }

    pub(super) fn shown(name: Name, as_of: Timestamp, value: T, says: Sentence) -> Self {
        Self {
            name,
            as_of,
            status: Status::Shown(value),
            says,
        }
    }

    pub(super) fn not_applicable(name: Name, as_of: Timestamp, why: &'static str) -> Self {
        Self {
            name,
            as_of,
            status: Status::NotApplicable {
                why: Sentence::of(why),
            },
            says: Sentence::of(why),
        }
    }
}

impl<T: Serialize> Serialize for Personal<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Written {
            status: &self.status,
            says: &self.says,
            does_not_say: self.does_not_say(),
            measure: self.name.code(),
            rules: RULES.version,
            as_of: self.as_of,
        }
        .serialize(serializer)
    }
}
