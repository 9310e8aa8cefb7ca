//! Reads JSON, in as little code as can be.
//!
//! A text is read into a tree, and from there into its types. The fields of an object are handed over in the
//! order in which the type names them, so that the code which finds out which field comes next is left out of
//! the Wasm; so is all code that says what is wrong with a text, because nobody could do anything about it.

mod text;

use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{
    self, DeserializeSeed, EnumAccess, Expected, IntoDeserializer, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};
use serde::{Deserialize, Deserializer, forward_to_deserialize_any};

/// Any JSON. Of numbers there are only whole ones: the server writes no others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number from 0.
    Positive(u64),
    /// A number below 0.
    Negative(i64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object, its fields in the order in which they stand.
    Object(Vec<(String, Json)>),
}

/// Reads a text: none where it is not JSON, or not of this form.
pub fn read<T: de::DeserializeOwned>(text: &str) -> Option<T> {
    Json::parse(text)?.read()
}

impl Json {
    /// Reads a type from the tree: none where it is not of this form.
    pub fn read<'a, T: Deserialize<'a>>(&'a self) -> Option<T> {
        T::deserialize(self).ok()
    }

    fn field(&self, name: &str) -> Option<&Json> {
        let Json::Object(fields) = self else {
            return None;
        };
        fields.iter().find(|(field, _)| field == name).map(|(_, value)| value)
    }
}

/// The text is not of the form that was wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault;

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not the JSON that was wanted")
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Fault
    }
    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Fault
    }
    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Fault
    }
    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Fault
    }
    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Fault
    }
    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Fault
    }
    fn missing_field(_: &'static str) -> Self {
        Fault
    }
    fn duplicate_field(_: &'static str) -> Self {
        Fault
    }
}

impl<'de> Deserializer<'de> for &'de Json {
    type Error = Fault;

    /// For what is tagged by `type`, whose fields are kept until the type is known.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Json::Null => visitor.visit_unit(),
            Json::Bool(is_so) => visitor.visit_bool(*is_so),
            Json::Positive(number) => visitor.visit_u64(*number),
            Json::Negative(number) => visitor.visit_i64(*number),
            Json::Text(text) => visitor.visit_borrowed_str(text),
            Json::List(values) => visitor.visit_seq(Values { left: values }),
            Json::Object(fields) => visitor.visit_map(Pairs { left: fields }),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Json::Bool(is_so) => visitor.visit_bool(*is_so),
            _ => Err(Fault),
        }
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Json::Positive(number) => visitor.visit_u64(*number),
            _ => Err(Fault),
        }
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Json::Negative(number) => visitor.visit_i64(*number),
            _ => self.deserialize_u64(visitor),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Json::Text(text) => visitor.visit_borrowed_str(text),
            _ => Err(Fault),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Json::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Json::List(values) => visitor.visit_seq(Values { left: values }),
            _ => Err(Fault),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self {
            Json::Object(fields) => visitor.visit_map(Pairs { left: fields }),
            _ => Err(Fault),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self {
            Json::Object(_) => visitor.visit_seq(Fields { object: self, left: fields }),
            _ => Err(Fault),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self {
            Json::Text(name) => visitor.visit_enum(Variant { name, value: &Json::Null }),
            Json::Object(fields) => match &fields[..] {
                [(name, value)] => visitor.visit_enum(Variant { name, value }),
                _ => Err(Fault),
            },
            _ => Err(Fault),
        }
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct ignored_any
    }
}

struct Values<'de> {
    left: &'de [Json],
}

impl<'de> SeqAccess<'de> for Values<'de> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Fault> {
        let Some((next, left)) = self.left.split_first() else {
            return Ok(None);
        };
        self.left = left;
        seed.deserialize(next).map(Some)
    }
}

/// The fields of an object in the order of its type. One that is missing is as one that the end came before,
/// which the types that can do without take for their default.
struct Fields<'de> {
    object: &'de Json,
    left: &'static [&'static str],
}

impl<'de> SeqAccess<'de> for Fields<'de> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Fault> {
        let Some((next, left)) = self.left.split_first() else {
            return Ok(None);
        };
        self.left = left;
        match self.object.field(next) {
            Some(value) => seed.deserialize(value).map(Some),
            None => Ok(None),
        }
    }
}

struct Pairs<'de> {
    left: &'de [(String, Json)],
}

impl<'de> MapAccess<'de> for Pairs<'de> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        match self.left.first() {
            Some((key, _)) => seed.deserialize(borrowed(key)).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let ((_, value), left) = self.left.split_first().ok_or(Fault)?;
        self.left = left;
        seed.deserialize(value)
    }
}

struct Variant<'de> {
    name: &'de str,
    value: &'de Json,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Fault;
    type Variant = &'de Json;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Self::Variant), Fault> {
        Ok((seed.deserialize(borrowed(self.name))?, self.value))
    }
}

impl<'de> VariantAccess<'de> for &'de Json {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        match self {
            Json::Null => Ok(()),
            _ => Err(Fault),
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Fault> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Fault> {
        Err(Fault)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_struct("", fields, visitor)
    }
}

fn borrowed(text: &str) -> StrDeserializer<'_, Fault> {
    text.into_deserializer()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use cop_core::activity::{Activity, Kind, Via};
    use cop_core::particulars::Particulars;
    use cop_core::view::DirectoryEntry;
    use serde::Serialize;

    use super::*;

    /// Reads it as serde_json does.
    #[track_caller]
    fn check<T: de::DeserializeOwned + Serialize + fmt::Debug + PartialEq>(json: &str) {
        let expected: Option<T> = serde_json::from_str(json).ok();
        assert!(expected.is_some(), "{json}");
        assert_eq!(read::<T>(json), expected, "{json}");
    }

    #[test]
    fn activities_are_read() {
        let json = r#"{
            "id": "019a9f3e-7c00-7abc-8def-0123456789ab", "v": 1, "actor": "ama", "community": "falls",
            "at": "2026-11-20T09:00:00Z", "recorded": "2026-11-20T09:00:00Z", "basis": "seen",
            "position": 7, "particulars": {"people": {"ama": "Ama Boateng"}},
            "what": {"type": "joined", "via": "open",
                     "note": {"id": "019a9f3e-7c00-7abc-8def-0123456789ac", "n_chars": 3}}
        }"#;
        check::<Activity>(json);
        let activity: Activity = read(json).unwrap();
        assert!(matches!(activity.what, Kind::Joined { via: Via::Open, note: Some(_) }));
    }

    #[test]
    fn particulars_are_read_and_may_be_missing() {
        check::<Particulars>("{}");
        check::<Particulars>(r#"{"people":{"ama":"Ama","rhys":"Rhys"},"labels":{"ward 4":"Ward 4"}}"#);
    }

    #[test]
    fn entries_of_the_directory_are_read() {
        check::<DirectoryEntry>(
            r#"{"id":"falls","name":"Falls prevention","domain":null,"terms":["falls"],
                "visibility":"public","access":"on_request","n_members":64,"n_organisations":12,
                "standing":"asked","next":{"id":"e","title":"Handover","starts":"2026-11-26T12:30:00",
                "zone":"Europe/London","starts_at":"2026-11-26T12:30:00Z"},"latest_problem":null,
                "n_unanswered":0,"last_at":"2026-11-20T09:00:00Z","matches":[]}"#,
        );
    }

    #[test]
    fn what_is_of_another_form_is_not_read() {
        for json in ["[]", "7", "{\"people\":[]}", "{\"people\":{\"ama\":7}}", "{\"people\":{\"a@b\":\"x\"}}"] {
            assert_eq!(read::<Particulars>(json), None, "{json}");
        }
        assert_eq!(read::<BTreeMap<String, u32>>("{\"a\":4294967296}"), None);
    }
}
