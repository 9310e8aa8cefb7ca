//! What is kept, as bytes and back: so that a server that starts does not have to take its whole log again.
//!
//! Numbers as they lie in memory, lowest byte first, and how many there are before what there are many of.
//! The bytes are for the version that wrote them: [`super::Live::restored`] takes no other.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;

use super::interner::{Interner, Table};
use crate::id::{ActivityId, CommunityId, ContributionId, EventId, GroupId, PersonId, Term};
use crate::time::{CivilDate, Timestamp, Zone};

/// What can be written as bytes and read from them again.
pub(super) trait Stored: Sized {
    /// Writes it.
    fn store(&self, bytes: &mut Vec<u8>);
    /// Reads it: none where the bytes end too early or are none of its.
    fn restore(bytes: &mut &[u8]) -> Option<Self>;
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Stored for $number {
            fn store(&self, bytes: &mut Vec<u8>) {
                bytes.extend_from_slice(&self.to_le_bytes());
            }

            fn restore(bytes: &mut &[u8]) -> Option<Self> {
                let (number, rest) = bytes.split_first_chunk()?;
                *bytes = rest;
                Some(Self::from_le_bytes(*number))
            }
        }
    )*};
}

numbers!(u8, u16, u32, u64, u128, i8, i32, i64);

/// Writes a struct as its fields, in the order given.
macro_rules! stored {
    ($name:ty { $($field:ident),* $(,)? }) => {
        impl $crate::measure::stored::Stored for $name {
            fn store(&self, bytes: &mut Vec<u8>) {
                $($crate::measure::stored::Stored::store(&self.$field, bytes);)*
            }

            fn restore(bytes: &mut &[u8]) -> Option<Self> {
                Some(Self { $($field: $crate::measure::stored::Stored::restore(bytes)?),* })
            }
        }
    };
}

/// Writes an enum without values as its place among these.
macro_rules! stored_words {
    ($($name:ty [ $($word:expr),* $(,)? ]),* $(,)?) => {$(
        impl $crate::measure::stored::Stored for $name {
            fn store(&self, bytes: &mut Vec<u8>) {
                let place = [$($word),*].iter().position(|word| word == self);
                let place = place.expect("all words are listed");
                bytes.push(u8::try_from(place).expect("there are few words"));
            }

            fn restore(bytes: &mut &[u8]) -> Option<Self> {
                let place = u8::restore(bytes)?;
                [$($word),*].get(usize::from(place)).copied()
            }
        }
    )*};
}

pub(super) use {stored, stored_words};

macro_rules! ids {
    ($($id:ty),*) => {$(
        impl Stored for $id {
            fn store(&self, bytes: &mut Vec<u8>) {
                let text = self.as_str().as_bytes();
                u16::try_from(text.len()).expect("an id is short").store(bytes);
                bytes.extend_from_slice(text);
            }

            fn restore(bytes: &mut &[u8]) -> Option<Self> {
                let length = u16::restore(bytes)?;
                let (text, rest) = bytes.split_at_checked(length.into())?;
                *bytes = rest;
                Self::parse(std::str::from_utf8(text).ok()?).ok()
            }
        }
    )*};
}

ids!(CommunityId, PersonId, ContributionId, EventId, GroupId, Term, Zone);

impl Stored for bool {
    fn store(&self, bytes: &mut Vec<u8>) {
        bytes.push(u8::from(*self));
    }

    fn restore(bytes: &mut &[u8]) -> Option<Self> {
        match u8::restore(bytes)? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl Stored for ActivityId {
    fn store(&self, bytes: &mut Vec<u8>) {
        self.as_u128().store(bytes);
    }

    fn restore(bytes: &mut &[u8]) -> Option<Self> {
        u128::restore(bytes).map(Self::from_u128)
    }
}

impl Stored for Timestamp {
    fn store(&self, bytes: &mut Vec<u8>) {
        self.ms().store(bytes);
    }

    fn restore(bytes: &mut &[u8]) -> Option<Self> {
        i64::restore(bytes).map(Self::from_ms)
    }
}

impl Stored for CivilDate {
    fn store(&self, bytes: &mut Vec<u8>) {
        self.days_since_epoch().store(bytes);
    }

    fn restore(bytes: &mut &[u8]) -> Option<Self> {
        i64::restore(bytes).map(Self::from_days)
    }
}

impl<T: Stored> Stored for Option<T> {
    fn store(&self, bytes: &mut Vec<u8>) {
        self.is_some().store(bytes);
        if let Some(value) = self {
            value.store(bytes);
        }
    }

    fn restore(bytes: &mut &[u8]) -> Option<Self> {
        match bool::restore(bytes)? {
            true => T::restore(bytes).map(Some),
            false => Some(None),
        }
    }
}

impl<T: Stored> Stored for Box<T> {
    fn store(&self, bytes: &mut Vec<u8>) {
        T::store(self, bytes);
    }

    fn restore(bytes: &mut &[u8]) -> Option<Self> {
        T::restore(bytes).map(Box::new)
    }
}

impl<T: Stored, const N: usize> Stored for [T; N] {
    fn store(&self, bytes: &mut Vec<u8>) {
        for value in self {
            value.store(bytes);
        }
    }

    fn restore(bytes: &mut &[u8]) -> Option<Self> {
        let mut values = Vec::with_capacity(N);
        for _ in 0..N {
            values.push(T::restore(bytes)?);
        }
        Self::try_from(values).ok()
    }
}

impl<A: Stored, B: Stored> Stored for (A, B) {
    fn store(&self, bytes: &mut Vec<u8>) {
        self.0.store(bytes);
        self.1.store(bytes);
    }

    fn restore(bytes: &mut &[u8]) -> Option<Self> {
        Some((A::restore(bytes)?, B::restore(bytes)?))
    }
}

impl<A: Stored, B: Stored, C: Stored> Stored for (A, B, C) {
    fn store(&self, bytes: &mut Vec<u8>) {
        self.0.store(bytes);
        self.1.store(bytes);
        self.2.store(bytes);
    }

    fn restore(bytes: &mut &[u8]) -> Option<Self> {
        Some((
            A::restore(bytes)?,
            B::restore(bytes)?,
            C::restore(bytes)?,
        ))
    }
}

fn store_many<'a, T: Stored + 'a>(
    bytes: &mut Vec<u8>,
    values: impl ExactSizeIterator<Item = &'a T>,
) {
    (values.len() as u64).store(bytes);
    for value in values {
        value.store(bytes);
    }
}

/// Reads as many as there are said to be, each of which is at least a byte.
fn restore_many<T: Stored>(bytes: &mut &[u8]) -> Option<Vec<T>> {
    let n = usize::try_from(u64::restore(bytes)?).ok()?;
    if n > bytes.len() {
        return None;
    }
    let mut values = Vec::with_capacity(n);
    for _ in 0..n {
        values.push(T::restore(bytes)?);
    }
    Some(values)
}

impl<T: Stored> Stored for Vec<T> {
    fn store(&self, bytes: &mut Vec<u8>) {
        store_many(bytes, self.iter());
    }

    fn restore(bytes: &mut &[u8]) -> Option<Self> {
        restore_many(bytes)
    }
}

impl<T: Stored + Ord> Stored for BTreeSet<T> {
    fn store(&self, bytes: &mut Vec<u8>) {
        store_many(bytes, self.iter());
    }

    fn restore(bytes: &mut &[u8]) -> Option<Self> {
        restore_many(bytes).map(|values| values.into_iter().collect())
    }
}

impl<K: Stored + Ord, V: Stored> Stored for BTreeMap<K, V> {
    fn store(&self, bytes: &mut Vec<u8>) {
        (self.len() as u64).store(bytes);
        for (key, value) in self {
            key.store(bytes);
            value.store(bytes);
        }
    }

    fn restore(bytes: &mut &[u8]) -> Option<Self> {
        restore_many::<(K, V)>(bytes).map(|values| values.into_iter().collect())
    }
}

/// Tables are written in the order of their keys, so that the same state gives the same bytes.
impl<K: Stored + Eq + Hash + Ord, V: Stored> Stored for Table<K, V> {
    fn store(&self, bytes: &mut Vec<u8>) {
        let mut entries: Vec<(&K, &V)> = self.iter().collect();
        entries.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        (entries.len() as u64).store(bytes);
        for (key, value) in entries {
            key.store(bytes);
            value.store(bytes);
        }
    }

    fn restore(bytes: &mut &[u8]) -> Option<Self> {
        restore_many::<(K, V)>(bytes).map(|values| values.into_iter().collect())
    }
}

impl<T: Stored + Clone + Eq + Hash> Stored for Interner<T> {
    fn store(&self, bytes: &mut Vec<u8>) {
        store_many(bytes, self.ids().iter());
    }

    fn restore(bytes: &mut &[u8]) -> Option<Self> {
        restore_many(bytes).map(Self::of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check<T: Stored + PartialEq + std::fmt::Debug>(value: &T) {
        let mut bytes = Vec::new();
        value.store(&mut bytes);
        let mut rest = bytes.as_slice();
        assert_eq!(T::restore(&mut rest).as_ref(), Some(value));
        assert!(rest.is_empty());
        for n in 0..bytes.len() {
            assert_eq!(T::restore(&mut &bytes[..n]), None, "{n} of {} bytes", bytes.len());
        }
    }

    #[test]
    fn what_is_written_is_read_again_and_no_part_of_it_is() {
        check(&vec![(1_u32, Some(true)), (2, None)]);
        check(&BTreeMap::from([(PersonId::parse("ama").unwrap(), [1_i64, -1])]));
        check(&Timestamp::parse("2026-11-20T09:00:00.5Z").unwrap());
    }

    #[test]
    fn a_number_of_more_than_there_is_asks_for_no_room() {
        let mut bytes = Vec::new();
        u64::MAX.store(&mut bytes);
        assert_eq!(Vec::<u64>::restore(&mut bytes.as_slice()), None);
    }
}
