//! A document in the making: what JSON can say, and nothing that needs a crate for it.

use serde::ser::{Serialize, SerializeMap, Serializer};

/// A document of ActivityStreams 2.0, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum As2 {
    /// A word, a text, an address, a time.
    Text(String),
    /// A whole number.
    Number(u64),
    /// Yes or no.
    Bool(bool),
    /// A list.
    List(Vec<As2>),
    /// Properties, in the order in which they are written.
    Object(Vec<(&'static str, As2)>),
}

impl As2 {
    /// A property of an object: none where this is no object or does not have it.
    #[must_use]
    pub fn get(&self, property: &str) -> Option<&As2> {
        match self {
            As2::Object(properties) => properties
                .iter()
                .find(|(name, _)| *name == property)
                .map(|(_, value)| value),
            As2::Text(_) | As2::Number(_) | As2::Bool(_) | As2::List(_) => None,
        }
    }

    /// The text, where it is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            As2::Text(text) => Some(text),
            As2::Number(_) | As2::Bool(_) | As2::List(_) | As2::Object(_) => None,
        }
    }

    /// An object of one type or of several at once.
    pub(super) fn of(types: &[&'static str]) -> Self {
        let words = match types {
            [only] => As2::from(*only),
            types => As2::List(types.iter().copied().map(As2::from).collect()),
        };
        As2::Object(vec![("type", words)])
    }

    pub(super) fn with(mut self, property: &'static str, value: impl Into<As2>) -> Self {
        if let As2::Object(properties) = &mut self {
            properties.push((property, value.into()));
        }
        self
    }

    pub(super) fn maybe(self, property: &'static str, value: Option<impl Into<As2>>) -> Self {
        match value {
            Some(value) => self.with(property, value),
            None => self,
        }
    }

    /// A list under a property, which is left out where nothing is in it.
    pub(super) fn each(self, property: &'static str, values: impl Iterator<Item = As2>) -> Self {
        let values: Vec<As2> = values.collect();
        if values.is_empty() {
            self
        } else {
            self.with(property, As2::List(values))
        }
    }

    /// The properties of both.
    pub(super) fn and(mut self, other: As2) -> Self {
        if let (As2::Object(properties), As2::Object(more)) = (&mut self, other) {
            properties.extend(more);
        }
        self
    }
}

impl Serialize for As2 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            As2::Text(text) => serializer.serialize_str(text),
            As2::Number(number) => serializer.serialize_u64(*number),
            As2::Bool(flag) => serializer.serialize_bool(*flag),
            As2::List(values) => values.serialize(serializer),
            As2::Object(properties) => {
                let mut map = serializer.serialize_map(Some(properties.len()))?;
                for (property, value) in properties {
                    map.serialize_entry(property, value)?;
                }
                map.end()
            }
        }
    }
}

impl From<&str> for As2 {
    fn from(text: &str) -> Self {
        As2::Text(text.to_owned())
    }
}

impl From<String> for As2 {
    fn from(text: String) -> Self {
        As2::Text(text)
    }
}

impl From<u32> for As2 {
    fn from(number: u32) -> Self {
        As2::Number(number.into())
    }
}

impl From<u64> for As2 {
    fn from(number: u64) -> Self {
        As2::Number(number)
    }
}

impl From<bool> for As2 {
    fn from(flag: bool) -> Self {
        As2::Bool(flag)
    }
}
