//! Maps and sets in the order of their keys.
//!
//! They do what the standard library's trees do, in a tenth of the code for each type of key and value: a page that
//! folds a log has a dozen such types, and every byte of them is downloaded.
//! Keys stand in short runs, so that adding one moves few of them, however many there are.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::IS_WHOLE;
use crate::wire::{Read, Reading, Value};

/// Most entries of a run; in the first part of a page, whose maps are short, all are in one.
const RUN: usize = 128;

/// A map in the order of its keys.
#[derive(Clone)]
pub struct SortedMap<K, V> {
    /// Invariant: no run is empty or longer than [`RUN`], and keys rise within and across runs.
    runs: Vec<Vec<(K, V)>>,
    len: usize,
}

impl<K, V> SortedMap<K, V> {
    /// An empty map.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            runs: Vec::new(),
            len: 0,
        }
    }

    /// How many entries there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no entry.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The entries, in the order of their keys.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> {
        self.runs.iter().flatten().map(|(key, value)| (key, value))
    }

    /// The keys, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> {
        self.runs.iter().flatten().map(|(key, _)| key)
    }

    /// The values, in the order of their keys.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.runs.iter().flatten().map(|(_, value)| value)
    }

    /// The entries, in the order of their keys, with values to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&K, &mut V)> {
        self.runs
            .iter_mut()
            .flatten()
            .map(|(key, value)| (&*key, value))
    }

    /// Takes every entry out.
    pub fn clear(&mut self) {
        self.runs.clear();
        self.len = 0;
    }

    /// Takes the entries out that are not to be kept.
    pub fn retain(&mut self, mut is_kept: impl FnMut(&K, &V) -> bool) {
        for run in &mut self.runs {
            run.retain(|(key, value)| is_kept(key, value));
        }
        self.runs.retain(|run| !run.is_empty());
        self.len = self.runs.iter().map(Vec::len).sum();
    }

    /// The values, in the order of their keys, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.runs.iter_mut().flatten().map(|(_, value)| value)
    }
}

impl<K: Ord, V> SortedMap<K, V> {
    /// The run and the place in it where a key is, or where it would have to be.
    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> (usize, Result<usize, usize>)
    where
        K: Borrow<Q>,
    {
        // The last run that begins at or before the key.
        let run = if IS_WHOLE {
            let run = place_of(self.runs.len(), &|run| {
                self.runs[run][0].0.borrow().cmp(key)
            });
            run.unwrap_or_else(|behind| behind.saturating_sub(1))
        } else {
            0
        };
        let Some(entries) = self.runs.get(run) else {
            return (run, Err(0));
        };
        let place = place_of(entries.len(), &|place| entries[place].0.borrow().cmp(key));
        (run, place)
    }

    /// The value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let (run, place) = self.find(key);
        let place = place.ok()?;
        Some(&self.runs[run][place].1)
    }

    /// The value of a key, to be changed.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let (run, place) = self.find(key);
        let place = place.ok()?;
        Some(&mut self.runs[run][place].1)
    }

    /// Whether there is a value for a key.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.find(key).1.is_ok()
    }

    /// Puts a value under a key, and gives back the one that was there.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.find(&key) {
            (run, Ok(place)) => Some(std::mem::replace(&mut self.runs[run][place].1, value)),
            (run, Err(place)) => {
                self.put(run, place, key, value);
                None
            }
        }
    }

    /// The value of a key, which `make` makes where there is none.
    pub fn get_or_insert_with(&mut self, key: &K, make: impl FnOnce() -> V) -> &mut V
    where
        K: Clone,
    {
        let (run, place) = match self.find(key) {
            (run, Ok(place)) => (run, place),
            (run, Err(place)) => self.put(run, place, key.clone(), make()),
        };
        &mut self.runs[run][place].1
    }

    /// Takes over the entries of another map.
    pub fn learn(&mut self, other: &Self)
    where
        K: Clone,
        V: Clone,
    {
        for (key, value) in other.iter() {
            self.insert(key.clone(), value.clone());
        }
    }

    /// Puts an entry where [`find`](Self::find) says that it has to be, and gives the place where it came to stand.
    fn put(&mut self, run: usize, place: usize, key: K, value: V) -> (usize, usize) {
        self.len += 1;
        if self.runs.is_empty() {
            self.runs.push(Vec::new());
        }
        let entries = &mut self.runs[run];
        entries.insert(place, (key, value));
        if !IS_WHOLE || entries.len() <= RUN {
            return (run, place);
        }
        let half = entries.len() / 2;
        let rest = entries.split_off(half);
        self.runs.insert(run + 1, rest);
        match place.checked_sub(half) {
            Some(place) => (run + 1, place),
            None => (run, place),
        }
    }

    /// Takes the value of a key out.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let (run, place) = self.find(key);
        let place = place.ok()?;
        let (_, value) = self.runs[run].remove(place);
        if self.runs[run].is_empty() {
            self.runs.remove(run);
        }
        self.len -= 1;
        Some(value)
    }
}

/// The place of what is looked for among `n` that rise, or the one where it would have to be; comes once for all types.
fn place_of(n: usize, order: &dyn Fn(usize) -> Ordering) -> Result<usize, usize> {
    let (mut low, mut high) = (0, n);
    while low < high {
        let middle = low.midpoint(high);
        match order(middle) {
            Ordering::Less => low = middle + 1,
            Ordering::Equal => return Ok(middle),
            Ordering::Greater => high = middle,
        }
    }
    Err(low)
}

impl<K, V> Default for SortedMap<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: PartialEq, V: PartialEq> PartialEq for SortedMap<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.iter().eq(other.iter())
    }
}

impl<K: Eq, V: Eq> Eq for SortedMap<K, V> {}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for SortedMap<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<K: Ord, V> Extend<(K, V)> for SortedMap<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        for (key, value) in entries {
            self.insert(key, value);
        }
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for SortedMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::new();
        map.extend(entries);
        map
    }
}

impl<K, V> IntoIterator for SortedMap<K, V> {
    type Item = (K, V);
    type IntoIter = std::iter::Flatten<std::vec::IntoIter<Vec<(K, V)>>>;

    fn into_iter(self) -> Self::IntoIter {
        self.runs.into_iter().flatten()
    }
}

impl<K: Serialize, V: Serialize> Serialize for SortedMap<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len))?;
        for (key, value) in self.iter() {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

/// Keys are read as the texts they are written as.
impl<K: Read + Ord, V: Read> Read for SortedMap<K, V> {
    fn read(value: Value, reading: &mut Reading) -> Self {
        let mut map = Self::new();
        for (key, value) in value.into_entries(reading) {
            map.insert(K::read(Value::Text(key), reading), V::read(value, reading));
        }
        map
    }
}

/// A set in order.
#[derive(Clone)]
pub struct SortedSet<T> {
    items: SortedMap<T, ()>,
}

impl<T> SortedSet<T> {
    /// An empty set.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            items: SortedMap::new(),
        }
    }

    /// How many items there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is no item.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The items, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.items.keys()
    }
}

impl<T: Ord> SortedSet<T> {
    /// Whether an item is in it.
    pub fn contains<Q: Ord + ?Sized>(&self, item: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.items.contains_key(item)
    }

    /// Adds an item: false where it was in it.
    pub fn insert(&mut self, item: T) -> bool {
        self.items.insert(item, ()).is_none()
    }

    /// Takes an item out: false where it was not in it.
    pub fn remove<Q: Ord + ?Sized>(&mut self, item: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.items.remove(item).is_some()
    }
}

impl<T> Default for SortedSet<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: PartialEq> PartialEq for SortedSet<T> {
    fn eq(&self, other: &Self) -> bool {
        self.items == other.items
    }
}

impl<T: Eq> Eq for SortedSet<T> {}

impl<T: fmt::Debug> fmt::Debug for SortedSet<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl<T: Ord> Extend<T> for SortedSet<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        for item in items {
            self.insert(item);
        }
    }
}

impl<T: Ord> FromIterator<T> for SortedSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut set = Self::new();
        set.extend(items);
        set
    }
}

impl<T> IntoIterator for SortedSet<T> {
    type Item = T;
    type IntoIter = std::iter::Map<<SortedMap<T, ()> as IntoIterator>::IntoIter, fn((T, ())) -> T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter().map(|(item, ())| item)
    }
}

impl<'a, T> IntoIterator for &'a SortedSet<T> {
    type Item = &'a T;
    type IntoIter = std::iter::Map<
        std::iter::Flatten<std::slice::Iter<'a, Vec<(T, ())>>>,
        fn(&'a (T, ())) -> &'a T,
    >;

    fn into_iter(self) -> Self::IntoIter {
        self.items.runs.iter().flatten().map(|(item, ())| item)
    }
}

impl<T: Serialize> Serialize for SortedSet<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.len()))?;
        for item in self {
            list.serialize_element(item)?;
        }
        list.end()
    }
}

impl<T: Read + Ord> Read for SortedSet<T> {
    fn read(value: Value, reading: &mut Reading) -> Self {
        let mut set = Self::new();
        for item in value.into_items(reading) {
            set.insert(T::read(item, reading));
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_does_what_a_tree_does(acts in prop::collection::vec((0_u16..700, any::<bool>()), 0..2_000)) {
            let (mut map, mut tree) = (SortedMap::new(), BTreeMap::new());
            for (nth, (key, removes)) in acts.into_iter().enumerate() {
                if removes && nth % 3 == 0 {
                    prop_assert_eq!(map.remove(&key), tree.remove(&key));
                } else if nth % 2 == 0 {
                    prop_assert_eq!(map.insert(key, nth), tree.insert(key, nth));
                } else {
                    *map.get_or_insert_with(&key, || nth) += 1;
                    *tree.entry(key).or_insert(nth) += 1;
                }
                prop_assert_eq!(map.get(&key), tree.get(&key));
            }
            map.retain(|key, _| key % 5 != 0);
            tree.retain(|key, _| key % 5 != 0);
            prop_assert_eq!(map.len(), tree.len());
            prop_assert!(map.iter().eq(tree.iter()));
            prop_assert!(map.runs.iter().all(|run| (1..=RUN).contains(&run.len())));
        }
    }

    #[test]
    fn equal_is_what_holds_the_same_however_it_came_about() {
        let rising: SortedMap<usize, ()> = (0..1_000).map(|key| (key, ())).collect();
        let falling: SortedMap<usize, ()> = (0..1_000).rev().map(|key| (key, ())).collect();
        assert_eq!(rising, falling);
        assert_ne!(rising, SortedMap::new());
    }
}
