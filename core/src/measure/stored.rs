//! What is kept, as bytes and back: so that a server that starts does not have to take its whole log again.
//!
//! Numbers lowest byte first, and how many there are before what there are many of.
//! Around it stand what wrote it and a sum over all of it, so that only whole bytes of this version are read.

mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

use super::RULES;
use super::interner::{Interner, Mix, Table};
use crate::activity::Source;
use crate::id::{
    ActivityId, CommunityId, ConstituencyId, ContributionId, EventId, GroupId, PersonId, ProjectId,
    Term,
};
use crate::time::{CivilDate, CivilDateTime, Timestamp, Zone};

/// How it is written: to be raised with every change of what is kept or of what it means.
const FORMAT: u32 = 2;

/// Bytes with what they are before them, and a sum over all of it at the end.
pub(super) fn sealed(write: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut bytes = header();
    write(&mut bytes);
    let sum = sum(&bytes);
    sum.store(&mut bytes);
    bytes
}

/// What is between the two: none where a bit of it is not as it was written, or another version wrote it.
pub(super) fn opened(bytes: &[u8]) -> Option<&[u8]> {
    let (bytes, last) = bytes.split_last_chunk()?;
    let is_sound = u64::from_le_bytes(*last) == sum(bytes);
    bytes.strip_prefix(header().as_slice()).filter(|_| is_sound)
}

fn header() -> Vec<u8> {
    let mut header = Vec::new();
    FORMAT.store(&mut header);
    store_text(RULES.version, &mut header);
    header
}

/// Each step of it can be undone, so that two texts of one length that differ in one place never have the same.
fn sum(bytes: &[u8]) -> u64 {
    // Four at a time, because each waits for the one before.
    let mut lanes: [Mix; 4] = Default::default();
    let mut chunks = bytes.chunks_exact(32);
    for chunk in &mut chunks {
        for (lane, word) in lanes.iter_mut().zip(chunk.chunks_exact(8)) {
            lane.write_u64(u64::from_le_bytes(word.try_into().expect("it has eight")));
        }
    }
    let mut all = Mix::default();
    all.write(chunks.remainder());
    for lane in lanes {
        all.write_u64(lane.finish());
    }
    all.finish()
}

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
    ($name:ident $(<$($of:ident),*>)? { $($field:tt),* $(,)? }) => {
        impl $(<$($of: $crate::measure::stored::Stored),*>)? $crate::measure::stored::Stored
            for $name $(<$($of),*>)?
        {
            fn store(&self, bytes: &mut Vec<u8>) {
                $($crate::measure::stored::Stored::store(&self.$field, bytes);)*
            }

            fn restore(bytes: &mut &[u8]) -> Option<Self> {
                Some(Self { $($field: $crate::measure::stored::Stored::restore(bytes)?),* })
            }
        }
    };
}

/// Writes an enum as the number of its variant and what is in it.
macro_rules! stored_variants {
    ($name:ty { $($nth:literal => $variant:ident $(($($value:ident),+))?),* $(,)? }) => {
        impl $crate::measure::stored::Stored for $name {
            fn store(&self, bytes: &mut Vec<u8>) {
                match self {$(
                    Self::$variant $(($($value),+))? => {
                        bytes.push($nth);
                        $($($crate::measure::stored::Stored::store($value, bytes);)+)?
                    }
                )*}
            }

            fn restore(bytes: &mut &[u8]) -> Option<Self> {
                match <u8 as $crate::measure::stored::Stored>::restore(bytes)? {
                    $($nth => {
                        $($(let $value = $crate::measure::stored::Stored::restore(bytes)?;)+)?
                        Some(Self::$variant $(($($value),+))?)
                    })*
                    _ => None,
                }
            }
        }
    };
}

pub(super) use {stored, stored_variants};

pub(super) fn store_text(text: &str, bytes: &mut Vec<u8>) {
    u32::try_from(text.len())
        .expect("a text is short")
        .store(bytes);
    bytes.extend_from_slice(text.as_bytes());
}

pub(super) fn restore_text<'a>(bytes: &mut &'a [u8]) -> Option<&'a str> {
    let length = usize::try_from(u32::restore(bytes)?).ok()?;
    let (text, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    std::str::from_utf8(text).ok()
}

macro_rules! texts {
    ($($text:ty, $read:expr;)*) => {$(
        impl Stored for $text {
            fn store(&self, bytes: &mut Vec<u8>) {
                store_text(self.as_str(), bytes);
            }

            fn restore(bytes: &mut &[u8]) -> Option<Self> {
                $read(restore_text(bytes)?)
            }
        }
    )*};
}

texts! {
    CommunityId, |text| CommunityId::parse(text).ok();
    ConstituencyId, |text| ConstituencyId::parse(text).ok();
    ContributionId, |text| ContributionId::parse(text).ok();
    EventId, |text| EventId::parse(text).ok();
    GroupId, |text| GroupId::parse(text).ok();
    PersonId, |text| PersonId::parse(text).ok();
    ProjectId, |text| ProjectId::parse(text).ok();
    Term, |text| Term::parse(text).ok();
    Zone, |text| Zone::parse(text).ok();
    Source, Source::from_typed;
    String, |text| Some(String::from(text));
}

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
        let days = i32::try_from(self.days_since_epoch());
        days.expect("a date is within i32 days of 1970")
            .store(bytes);
    }

    fn restore(bytes: &mut &[u8]) -> Option<Self> {
        i32::restore(bytes).map(|days| Self::from_days(days.into()))
    }
}

impl Stored for CivilDateTime {
    fn store(&self, bytes: &mut Vec<u8>) {
        self.as_if_utc().store(bytes);
    }

    fn restore(bytes: &mut &[u8]) -> Option<Self> {
        Timestamp::restore(bytes).map(Timestamp::civil_utc)
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
        let values: [Option<T>; N] = std::array::from_fn(|_| T::restore(bytes));
        match values.iter().all(Option::is_some) {
            true => Some(values.map(|value| value.expect("all are there"))),
            false => None,
        }
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
        Some((A::restore(bytes)?, B::restore(bytes)?, C::restore(bytes)?))
    }
}

fn store_many<'a, T: Stored + 'a>(
    bytes: &mut Vec<u8>,
    values: impl ExactSizeIterator<Item = &'a T>,
) {
    store_n(values.len(), bytes);
    for value in values {
        value.store(bytes);
    }
}

impl Stored for usize {
    fn store(&self, bytes: &mut Vec<u8>) {
        store_n(*self, bytes);
    }

    fn restore(bytes: &mut &[u8]) -> Option<Self> {
        usize::try_from(u32::restore(bytes)?).ok()
    }
}

/// How many there are said to be, each of which is at least a byte.
fn restore_n(bytes: &mut &[u8]) -> Option<usize> {
    let n = usize::try_from(u32::restore(bytes)?).ok()?;
    (n <= bytes.len()).then_some(n)
}

fn store_n(n: usize, bytes: &mut Vec<u8>) {
    u32::try_from(n)
        .expect("there are fewer than fit into memory")
        .store(bytes);
}

fn restore_many<T: Stored>(bytes: &mut &[u8]) -> Option<Vec<T>> {
    let n = restore_n(bytes)?;
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
        store_n(self.len(), bytes);
        for (key, value) in self {
            key.store(bytes);
            value.store(bytes);
        }
    }

    fn restore(bytes: &mut &[u8]) -> Option<Self> {
        // Most have few, and for those a list in between would cost more than they do.
        const FEW: usize = 12;
        let mut ahead = *bytes;
        let n = restore_n(&mut ahead)?;
        if n > FEW {
            let entries = restore_many::<(K, V)>(bytes)?;
            return Some(entries.into_iter().collect());
        }
        *bytes = ahead;
        let mut map = Self::new();
        for _ in 0..n {
            map.insert(K::restore(bytes)?, V::restore(bytes)?);
        }
        Some(map)
    }
}

/// Tables are written in the order of their keys, so that the same state gives the same bytes.
impl<K: Stored + Eq + Hash + Ord, V: Stored> Stored for Table<K, V> {
    fn store(&self, bytes: &mut Vec<u8>) {
        let mut entries: Vec<(&K, &V)> = self.iter().collect();
        entries.sort_unstable_by_key(|(key, _)| *key);
        store_n(entries.len(), bytes);
        for (key, value) in entries {
            key.store(bytes);
            value.store(bytes);
        }
    }

    fn restore(bytes: &mut &[u8]) -> Option<Self> {
        let n = restore_n(bytes)?;
        let mut table = Self::with_capacity_and_hasher(n, Default::default());
        for _ in 0..n {
            table.insert(K::restore(bytes)?, V::restore(bytes)?);
        }
        Some(table)
    }
}

impl<T: Stored + Clone + Eq + Hash> Stored for Interner<T> {
    fn store(&self, bytes: &mut Vec<u8>) {
        store_many(bytes, self.ids().iter());
    }

    fn restore(bytes: &mut &[u8]) -> Option<Self> {
        let n = restore_n(bytes)?;
        let mut interner = Self::with_capacity(n);
        for _ in 0..n {
            interner.add(T::restore(bytes)?);
        }
        Some(interner)
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
            assert_eq!(
                T::restore(&mut &bytes[..n]),
                None,
                "{n} of {} bytes",
                bytes.len()
            );
        }
    }

    #[test]
    fn what_is_written_is_read_again_and_no_part_of_it_is() {
        check(&vec![(1_u32, Some(true)), (2, None)]);
        check(&BTreeMap::from([(
            PersonId::parse("ama").unwrap(),
            [1_i64, -1],
        )]));
        check(&Timestamp::parse("2026-11-20T09:00:00.5Z").unwrap());
    }

    #[test]
    fn a_number_of_more_than_there_is_asks_for_no_room() {
        let mut bytes = Vec::new();
        u32::MAX.store(&mut bytes);
        assert_eq!(Vec::<u64>::restore(&mut bytes.as_slice()), None);
    }
}
