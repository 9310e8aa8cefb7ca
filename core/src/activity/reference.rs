//! What an activity points at: a contribution, an event, a person.

use serde::{Serialize, Serializer};

use crate::deserializes;
use crate::id::{ContributionId, EventId, PersonId};
use crate::wire::{Fields, Read, Reading, Value};

/// What an activity points at.
///
/// A contribution is written as its id, everything else with the word that tells what it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reference {
    /// A problem, a turn, a concern, an artefact, a report: whatever somebody contributed.
    Contribution(ContributionId),
    /// A meeting or a series of them.
    Event(EventId),
    /// A person.
    Person(PersonId),
}

impl Reference {
    /// The contribution, where it is one.
    #[must_use]
    pub fn contribution(&self) -> Option<&ContributionId> {
        match self {
            Reference::Contribution(id) => Some(id),
            Reference::Event(_) | Reference::Person(_) => None,
        }
    }

    /// The event, where it is one.
    #[must_use]
    pub fn event(&self) -> Option<&EventId> {
        match self {
            Reference::Event(id) => Some(id),
            Reference::Contribution(_) | Reference::Person(_) => None,
        }
    }

    /// The person, where it is one.
    #[must_use]
    pub fn person(&self) -> Option<&PersonId> {
        match self {
            Reference::Person(id) => Some(id),
            Reference::Contribution(_) | Reference::Event(_) => None,
        }
    }
}

impl From<ContributionId> for Reference {
    fn from(id: ContributionId) -> Self {
        Reference::Contribution(id)
    }
}

impl Serialize for Reference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let (word, id) = match self {
            Reference::Contribution(id) => return id.serialize(serializer),
            Reference::Event(id) => ("event", id.as_str()),
            Reference::Person(id) => ("person", id.as_str()),
        };
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(word, id)?;
        map.end()
    }
}

impl Read for Reference {
    fn read(value: Value, reading: &mut Reading) -> Self {
        if let Value::Text(_) = value {
            return Reference::Contribution(ContributionId::read(value, reading));
        }
        let mut fields = Fields::of(value, reading);
        if let Some(event) = fields.take("event") {
            return Reference::Event(event);
        }
        Reference::Person(fields.take("person"))
    }
}

deserializes!(Reference);

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(reference: &Reference, written: &str) {
        assert_eq!(serde_json::to_string(reference).unwrap(), written);
        assert_eq!(
            serde_json::from_str::<Reference>(written).unwrap(),
            *reference
        );
    }

    #[test]
    fn a_reference_is_read_as_it_is_written() {
        check(
            &Reference::Contribution(ContributionId::parse("c1").unwrap()),
            r#""c1""#,
        );
        check(
            &Reference::Event(EventId::parse("e1").unwrap()),
            r#"{"event":"e1"}"#,
        );
        check(
            &Reference::Person(PersonId::parse("ama").unwrap()),
            r#"{"person":"ama"}"#,
        );
    }
}
