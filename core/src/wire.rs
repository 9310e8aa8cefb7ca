//! Reads what was written as JSON, in little code.
//!
//! What serde derives for reading comes once for every type and every kind of reader, which makes up half of a Wasm
//! that reads a log.
//! Here anything is read into one [`Value`] first, and from there into its type by a few lines that `reads!` and its
//! sisters write; `Deserialize` goes the same way, so that there is one description of how each type is read.
//! Writing is serde's own. That both agree is what the golden files and the laws check.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// Anything that JSON can say, but for fractions, which nothing here has.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Number(i128),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// Fields with their names, in the order in which they were written.
    Object(Vec<(String, Value)>),
}

/// What is wrong with a value, and where in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable(Box<Fault>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Fault {
    /// The names of the fields that lead there, the innermost first.
    path: Vec<&'static str>,
    wanted: Wanted,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Wanted {
    A(&'static str),
    OneOf(&'static [&'static str]),
}

impl Unreadable {
    /// A value that is not what was wanted.
    #[must_use]
    pub fn not(wanted: &'static str) -> Self {
        Self::but(Wanted::A(wanted))
    }

    /// A value that is none of the words that were wanted.
    #[must_use]
    pub fn none_of(words: &'static [&'static str]) -> Self {
        Self::but(Wanted::OneOf(words))
    }

    fn but(wanted: Wanted) -> Self {
        Self(Box::new(Fault {
            path: Vec::new(),
            wanted,
        }))
    }

    fn in_field(mut self, field: &'static str) -> Self {
        self.0.path.push(field);
        self
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for field in self.0.path.iter().rev() {
            f.write_str(field)?;
            f.write_str(": ")?;
        }
        f.write_str("expected ")?;
        match self.0.wanted {
            Wanted::A(wanted) => f.write_str(wanted),
            Wanted::OneOf(words) => {
                f.write_str("one of")?;
                words.iter().try_for_each(|word| write!(f, " {word}"))
            }
        }
    }
}

impl std::error::Error for Unreadable {}

/// What can be read from a [`Value`].
pub trait Read: Sized {
    /// Reads a value; what was not written is [`Value::Null`].
    ///
    /// # Errors
    /// [`Unreadable`] names what was wanted and where.
    fn read(value: Value) -> Result<Self, Unreadable>;
}

impl Value {
    /// The items of a list: none where there is nothing.
    ///
    /// # Errors
    /// It is no list.
    pub fn into_items(self) -> Result<Vec<Value>, Unreadable> {
        match self {
            Value::List(items) => Ok(items),
            Value::Null => Ok(Vec::new()),
            _ => Err(Unreadable::not("a list")),
        }
    }

    /// The entries of a map from names: none where there is nothing.
    ///
    /// # Errors
    /// It is no object.
    pub fn into_entries(self) -> Result<Vec<(String, Value)>, Unreadable> {
        match self {
            Value::Object(entries) => Ok(entries),
            Value::Null => Ok(Vec::new()),
            _ => Err(Unreadable::not("an object")),
        }
    }

    /// Which of these words it is.
    ///
    /// # Errors
    /// It is none of them.
    pub fn nth_of(&self, words: &'static [&'static str]) -> Result<usize, Unreadable> {
        let nth = match self {
            Value::Text(text) => words.iter().position(|word| word == text),
            _ => None,
        };
        nth.ok_or_else(|| Unreadable::none_of(words))
    }
}

/// The fields of an object while they are taken out of it.
#[derive(Debug)]
pub struct Fields(Vec<(String, Value)>);

impl Fields {
    /// The fields of an object.
    ///
    /// # Errors
    /// The value is no object.
    pub fn of(value: Value) -> Result<Self, Unreadable> {
        match value {
            Value::Object(fields) => Ok(Self(fields)),
            _ => Err(Unreadable::not("an object")),
        }
    }

    /// Takes a field out.
    ///
    /// # Errors
    /// It is missing and has to be there, or it can't be read.
    pub fn take<T: Read>(&mut self, name: &'static str) -> Result<T, Unreadable> {
        T::read(self.value(name)).map_err(|fault| fault.in_field(name))
    }

    fn value(&mut self, name: &str) -> Value {
        match self.0.iter().position(|(other, _)| other == name) {
            Some(at) => self.0.swap_remove(at).1,
            None => Value::Null,
        }
    }

    /// What is left, as an object.
    #[must_use]
    pub fn rest(self) -> Value {
        Value::Object(self.0)
    }
}

/// How a struct is read: field by field, by name. What is in the text beside is passed over.
#[macro_export]
macro_rules! reads {
    ($type:ident { $($field:ident),* $(,)? }) => {
        impl $crate::wire::Read for $type {
            fn read(value: $crate::wire::Value) -> Result<Self, $crate::wire::Unreadable> {
                #[allow(unused_mut, reason = "a struct without fields takes none out")]
                let mut fields = $crate::wire::Fields::of(value)?;
                Ok(Self { $($field: fields.take(stringify!($field))?),* })
            }
        }
        $crate::deserializes!($type);
    };
}

/// How an enum without data is read: by its word.
macro_rules! reads_words {
    ($type:ident { $($word:literal => $variant:ident),* $(,)? } $(or $absent:ident)?) => {
        impl $crate::wire::Read for $type {
            fn read(value: $crate::wire::Value) -> Result<Self, $crate::wire::Unreadable> {
                $(if value == $crate::wire::Value::Null {
                    return Ok(Self::$absent);
                })?
                value.nth_of(&[$($word),*]).map(|nth| [$(Self::$variant),*][nth])
            }
        }
        $crate::deserializes!($type);
    };
}

/// How an enum is read whose variants are told apart by the field `type`.
macro_rules! reads_tagged {
    ($type:ident { $($word:literal => $variant:ident $body:tt),* $(,)? }) => {
        impl $crate::wire::Read for $type {
            fn read(value: $crate::wire::Value) -> Result<Self, $crate::wire::Unreadable> {
                let mut fields = $crate::wire::Fields::of(value)?;
                let tag: String = fields.take("type")?;
                match tag.as_str() {
                    $($word => $crate::wire::reads_variant!(fields, $variant $body),)*
                    _ => Err($crate::wire::Unreadable::none_of(&[$($word),*])),
                }
            }
        }
        $crate::deserializes!($type);
    };
}

/// One variant of an enum that `reads_tagged` reads: its own fields, or those of the one thing it holds.
macro_rules! reads_variant {
    ($fields:ident, $variant:ident { $($field:ident),* }) => {
        Ok(Self::$variant { $($field: $fields.take(stringify!($field))?),* })
    };
    ($fields:ident, $variant:ident ($inner:ident)) => {
        Ok(Self::$variant($inner::read($fields.rest())?))
    };
}

/// How a type is read that is written as one text.
macro_rules! reads_text {
    ($type:ty, $wanted:literal, $parse:expr) => {
        impl $crate::wire::Read for $type {
            fn read(value: $crate::wire::Value) -> Result<Self, $crate::wire::Unreadable> {
                match value {
                    $crate::wire::Value::Text(text) => {
                        ($parse)(&text).ok_or($crate::wire::Unreadable::not($wanted))
                    }
                    _ => Err($crate::wire::Unreadable::not($wanted)),
                }
            }
        }
        $crate::deserializes!($type);
    };
}

/// `Deserialize` by way of [`Read`](crate::wire::Read).
#[macro_export]
macro_rules! deserializes {
    ($type:ty) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = $crate::wire::Value::deserialize(deserializer)?;
                <Self as $crate::wire::Read>::read(value).map_err(serde::de::Error::custom)
            }
        }
    };
}

pub(crate) use {reads_tagged, reads_text, reads_variant, reads_words};

macro_rules! reads_numbers {
    ($($type:ty),*) => {$(
        impl Read for $type {
            fn read(value: Value) -> Result<Self, Unreadable> {
                match value {
                    Value::Number(number) => <$type>::try_from(number)
                        .map_err(|_| Unreadable::not("a number in range")),
                    _ => Err(Unreadable::not("a whole number")),
                }
            }
        }
    )*};
}

reads_numbers!(u16, u32, u64, usize);

impl Read for Value {
    fn read(value: Value) -> Result<Self, Unreadable> {
        Ok(value)
    }
}

impl Read for bool {
    fn read(value: Value) -> Result<Self, Unreadable> {
        match value {
            Value::Bool(yes) => Ok(yes),
            _ => Err(Unreadable::not("true or false")),
        }
    }
}

impl Read for String {
    fn read(value: Value) -> Result<Self, Unreadable> {
        match value {
            Value::Text(text) => Ok(text),
            _ => Err(Unreadable::not("a text")),
        }
    }
}

impl<T: Read> Read for Option<T> {
    fn read(value: Value) -> Result<Self, Unreadable> {
        match value {
            Value::Null => Ok(None),
            value => T::read(value).map(Some),
        }
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(value: Value) -> Result<Self, Unreadable> {
        let items = value.into_items()?;
        let mut list = Vec::with_capacity(items.len());
        for item in items {
            list.push(T::read(item)?);
        }
        Ok(list)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON without fractions")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, yes: bool) -> Result<Value, E> {
        Ok(Value::Bool(yes))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            fields.push(entry);
        }
        Ok(Value::Object(fields))
    }
}
