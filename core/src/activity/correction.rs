//! What changes what was recorded before: nothing is edited, it is said what counts instead.

use serde::{Serialize, Serializer};

use crate::deserializes;
use crate::id::{ActivityId, PersonId};
use crate::wire::{Fields, Read, Reading, Value};

/// What was erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Erasure {
    /// A person: they are nobody from now on, in all that was ever recorded.
    Person(PersonId),
    /// Somebody whose id is not in the log any more.
    Somebody,
    /// One activity with its texts.
    Activity(ActivityId),
}

impl Serialize for Erasure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(Some(1))?;
        match self {
            Erasure::Person(person) => map.serialize_entry("person", person)?,
            Erasure::Somebody => map.serialize_entry("somebody", &true)?,
            Erasure::Activity(activity) => map.serialize_entry("activity", activity)?,
        }
        map.end()
    }
}

impl Read for Erasure {
    fn read(value: Value, reading: &mut Reading) -> Self {
        let mut fields = Fields::of(value, reading);
        if let Some(person) = fields.take("person") {
            return Erasure::Person(person);
        }
        if fields.take("somebody") {
            return Erasure::Somebody;
        }
        Erasure::Activity(fields.take("activity"))
    }
}

deserializes!(Erasure);
