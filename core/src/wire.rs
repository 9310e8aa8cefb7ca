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
    /// A whole number, of which none here is larger.
    Number(i64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// Fields with their names, in the order in which they were written.
    Object(Vec<(String, Value)>),
}

/// What is wrong with a value, and where in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The names of the fields that lead there.
    path: Vec<&'static str>,
    wanted: Wanted,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Wanted {
    A(&'static str),
    OneOf(&'static [&'static str]),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for field in &self.path {
            f.write_str(field)?;
            f.write_str(": ")?;
        }
        f.write_str("expected ")?;
        match self.wanted {
            Wanted::A(wanted) => f.write_str(wanted),
            Wanted::OneOf(words) => {
                f.write_str("one of")?;
                words.iter().try_for_each(|word| write!(f, " {word}"))
            }
        }
    }
}

impl std::error::Error for Unreadable {}

/// Where a reading stands, and what it found wrong first.
///
/// Reading goes on to the end, with anything in place of what it could not read, and what came of it is given to nobody
/// then.
/// To give up in the middle of a struct would mean to drop the fields before, which is half the code of reading it.
#[derive(Debug, Default)]
pub struct Reading {
    path: Vec<&'static str>,
    unreadable: Option<Unreadable>,
}

impl Reading {
    /// Notes that a value is not what was wanted.
    pub fn not(&mut self, wanted: &'static str) {
        self.note(Wanted::A(wanted));
    }

    /// Notes that a value is none of the words that were wanted.
    pub fn none_of(&mut self, words: &'static [&'static str]) {
        self.note(Wanted::OneOf(words));
    }

    fn note(&mut self, wanted: Wanted) {
        if self.unreadable.is_none() {
            self.unreadable = Some(Unreadable {
                path: self.path.clone(),
                wanted,
            });
        }
    }
}

/// What can be read from a [`Value`].
pub trait Read: Sized {
    /// Reads a value; what was not written is [`Value::Null`].
    ///
    /// What is wrong is noted, and anything stands in its place: whoever begins to read calls [`from_value`].
    fn read(value: Value, reading: &mut Reading) -> Self;
}

/// Reads a type from a value.
///
/// # Errors
/// [`Unreadable`] names what was wanted and where.
pub fn from_value<T: Read>(value: Value) -> Result<T, Unreadable> {
    let mut reading = Reading::default();
    let read = T::read(value, &mut reading);
    match reading.unreadable {
        None => Ok(read),
        Some(unreadable) => Err(unreadable),
    }
}

impl Value {
    /// The items of a list: none where there is nothing.
    pub fn into_items(self, reading: &mut Reading) -> Vec<Value> {
        match self {
            Value::List(items) => return items,
            Value::Null => {}
            _ => reading.not("a list"),
        }
        Vec::new()
    }

    /// The entries of a map from names: none where there is nothing.
    pub fn into_entries(self, reading: &mut Reading) -> Vec<(String, Value)> {
        Fields::of(self, reading).left
    }

    /// Which of these words it is.
    pub fn nth_of(&self, words: &'static [&'static str], reading: &mut Reading) -> usize {
        let nth = match self {
            Value::Text(text) => words.iter().position(|word| word == text),
            _ => None,
        };
        nth.unwrap_or_else(|| {
            reading.none_of(words);
            0
        })
    }

    /// The text that it is.
    pub fn into_text(self, wanted: &'static str, reading: &mut Reading) -> String {
        match self {
            Value::Text(text) => text,
            _ => {
                reading.not(wanted);
                String::new()
            }
        }
    }
}

/// The fields of an object while they are taken out of it.
#[derive(Debug)]
pub struct Fields<'a> {
    left: Vec<(String, Value)>,
    reading: &'a mut Reading,
}

impl<'a> Fields<'a> {
    /// The fields of an object: none where nothing was written.
    pub fn of(value: Value, reading: &'a mut Reading) -> Self {
        let left = match value {
            Value::Object(fields) => fields,
            Value::Null => Vec::new(),
            _ => {
                reading.not("an object");
                Vec::new()
            }
        };
        Self { left, reading }
    }

    /// Takes a field out.
    pub fn take<T: Read>(&mut self, name: &'static str) -> T {
        let value = self.enter(name);
        let read = T::read(value, self.reading);
        self.reading.path.pop();
        read
    }

    fn enter(&mut self, name: &'static str) -> Value {
        self.reading.path.push(name);
        match self.left.iter().position(|(other, _)| other == name) {
            Some(at) => self.left.swap_remove(at).1,
            None => Value::Null,
        }
    }

    /// Reads a type from the fields that are left.
    pub fn rest<T: Read>(self) -> T {
        T::read(Value::Object(self.left), self.reading)
    }
}

/// How a struct is read: field by field, by name. What is in the text beside is passed over, and in the first part of
/// a page the fields behind `whole`, which it shows nothing of.
#[macro_export]
macro_rules! reads {
    ($type:ident { $($field:ident),* $(,)? } whole { $($of_whole:ident),* $(,)? }) => {
        impl $crate::wire::Read for $type {
            fn read(value: $crate::wire::Value, reading: &mut $crate::wire::Reading) -> Self {
                let mut fields = $crate::wire::Fields::of(value, reading);
                Self {
                    $($field: fields.take(stringify!($field)),)*
                    $($of_whole: if $crate::IS_WHOLE {
                        fields.take(stringify!($of_whole))
                    } else {
                        Default::default()
                    },)*
                }
            }
        }
        $crate::deserializes!($type);
    };
    ($type:ident { $($field:ident),* $(,)? }) => {
        impl $crate::wire::Read for $type {
            fn read(value: $crate::wire::Value, reading: &mut $crate::wire::Reading) -> Self {
                let mut fields = $crate::wire::Fields::of(value, reading);
                Self { $($field: fields.take(stringify!($field))),* }
            }
        }
        $crate::deserializes!($type);
    };
}

/// How an enum without data is read: by its word.
macro_rules! reads_words {
    ($type:ident { $($word:literal => $variant:ident),* $(,)? } $(or $absent:ident)?) => {
        impl $crate::wire::Read for $type {
            fn read(value: $crate::wire::Value, reading: &mut $crate::wire::Reading) -> Self {
                $(if value == $crate::wire::Value::Null {
                    return Self::$absent;
                })?
                [$(Self::$variant),*][value.nth_of(&[$($word),*], reading)]
            }
        }
        impl $type {
            /// The word that it is written as.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word),*
                }
            }
        }
        $crate::deserializes!($type);
    };
}

/// How an enum is read whose variants are told apart by the field `type`; what stands in for none of them comes last.
/// Where the first part of a page does not need all of them, those that it needs come first, and what it takes the
/// others for behind them.
macro_rules! reads_tagged {
    (
        $type:ident { $($word:literal => $variant:ident $body:tt),* $(,)? }
        whole { $($word_of_whole:literal => $variant_of_whole:ident $body_of_whole:tt),* $(,)? }
        or $unread:ident
        else $standin:ident
    ) => {
        #[cfg(feature = "whole")]
        $crate::wire::reads_tagged!($type {
            $($word => $variant $body,)*
            $($word_of_whole => $variant_of_whole $body_of_whole,)*
        } else $standin);
        #[cfg(not(feature = "whole"))]
        impl $crate::wire::Read for $type {
            fn read(value: $crate::wire::Value, reading: &mut $crate::wire::Reading) -> Self {
                let mut fields = $crate::wire::Fields::of(value, reading);
                let tag: String = fields.take("type");
                match tag.as_str() {
                    $($word => $crate::wire::reads_variant!(fields, $variant $body),)*
                    other => $unread(other),
                }
            }
        }
        #[cfg(not(feature = "whole"))]
        $crate::deserializes!($type);
    };
    ($type:ident { $($word:literal => $variant:ident $body:tt),* $(,)? } else $standin:ident) => {
        impl $crate::wire::Read for $type {
            fn read(value: $crate::wire::Value, reading: &mut $crate::wire::Reading) -> Self {
                let mut fields = $crate::wire::Fields::of(value, reading);
                let tag: String = fields.take("type");
                match tag.as_str() {
                    $($word => $crate::wire::reads_variant!(fields, $variant $body),)*
                    _ => {
                        reading.none_of(&[$($word),*]);
                        Self::$standin
                    }
                }
            }
        }
        $crate::deserializes!($type);
    };
}

/// One variant of an enum that `reads_tagged` reads: its own fields, or those of the one thing it holds.
macro_rules! reads_variant {
    ($fields:ident, $variant:ident { $($field:ident),* }) => {
        Self::$variant { $($field: $fields.take(stringify!($field))),* }
    };
    ($fields:ident, $variant:ident ($inner:ident)) => {
        Self::$variant($fields.rest::<$inner>())
    };
}

/// How a type is read that is written as one text; what stands in where it is none comes last.
macro_rules! reads_text {
    ($type:ty, $wanted:literal, $parse:expr, $standin:expr) => {
        impl $crate::wire::Read for $type {
            fn read(value: $crate::wire::Value, reading: &mut $crate::wire::Reading) -> Self {
                let text = value.into_text($wanted, reading);
                ($parse)(&text).unwrap_or_else(|| {
                    reading.not($wanted);
                    $standin
                })
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
                $crate::wire::from_value(value).map_err(serde::de::Error::custom)
            }
        }
    };
}

pub(crate) use {reads_tagged, reads_text, reads_variant, reads_words};

macro_rules! reads_numbers {
    ($($type:ty),*) => {$(
        impl Read for $type {
            fn read(value: Value, reading: &mut Reading) -> Self {
                <$type>::try_from(number(value, reading)).unwrap_or_else(|_| {
                    reading.not("a number in range");
                    0
                })
            }
        }
    )*};
}

reads_numbers!(u16, u32, u64, usize);

fn number(value: Value, reading: &mut Reading) -> i64 {
    match value {
        Value::Number(number) => number,
        _ => {
            reading.not("a whole number");
            0
        }
    }
}

impl Read for Value {
    fn read(value: Value, _: &mut Reading) -> Self {
        value
    }
}

impl Read for bool {
    fn read(value: Value, reading: &mut Reading) -> Self {
        match value {
            Value::Bool(yes) => yes,
            // What is no by default is not written.
            Value::Null => false,
            _ => {
                reading.not("true or false");
                false
            }
        }
    }
}

impl Read for String {
    fn read(value: Value, reading: &mut Reading) -> Self {
        value.into_text("a text", reading)
    }
}

impl<T: Read> Read for Option<T> {
    fn read(value: Value, reading: &mut Reading) -> Self {
        match value {
            Value::Null => None,
            value => Some(T::read(value, reading)),
        }
    }
}

impl<T: Read> Read for Box<T> {
    fn read(value: Value, reading: &mut Reading) -> Self {
        Box::new(T::read(value, reading))
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(value: Value, reading: &mut Reading) -> Self {
        let items = value.into_items(reading);
        let mut list = Vec::with_capacity(items.len());
        for item in items {
            list.push(T::read(item, reading));
        }
        list
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
        Ok(Value::Number(number))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Value, E> {
        let number = i64::try_from(number);
        number
            .map(Value::Number)
            .map_err(|_| E::custom("a number is too large"))
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
