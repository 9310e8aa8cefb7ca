//! Ids as small numbers, so that counting is an index and not a comparison of texts.

#![expect(
    clippy::disallowed_types,
    reason = "it is never gone through, only asked by key, and its hash is the same in every run"
)]

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};

/// A map that is asked by key only.
pub(super) type Table<K, V> = HashMap<K, V, BuildHasherDefault<Mix>>;

/// A quick hash that is the same everywhere: multiply and rotate, as in the Rust compiler's.
#[derive(Default)]
pub(super) struct Mix(u64);

impl Mix {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        // The upper bits are the better mixed, and the table takes the lower.
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            let mut word = [0; 8];
            word.copy_from_slice(chunk);
            self.add(u64::from_le_bytes(word));
        }
        let mut word = [0; 8];
        let rest = chunks.remainder();
        word[..rest.len()].copy_from_slice(rest);
        self.add(u64::from_le_bytes(word) ^ ((rest.len() as u64) << 56));
    }

    fn write_u8(&mut self, n: u8) {
        self.add(n.into());
    }

    fn write_u32(&mut self, n: u32) {
        self.add(n.into());
    }

    fn write_u64(&mut self, n: u64) {
        self.add(n);
    }

    fn write_usize(&mut self, n: usize) {
        self.add(n as u64);
    }
}

/// Ids by the order in which they were first met.
#[derive(Debug, Clone)]
pub(super) struct Interner<T> {
    ids: Vec<T>,
    numbers: Table<T, u32>,
}

impl<T> Default for Interner<T> {
    fn default() -> Self {
        Self {
            ids: Vec::new(),
            numbers: Table::default(),
        }
    }
}

impl<T: Clone + Eq + Hash> Interner<T> {
    /// The number of an id, a new one if it is met for the first time.
    pub(super) fn number(&mut self, id: &T) -> u32 {
        if let Some(number) = self.numbers.get(id) {
            return *number;
        }
        self.add(id.clone())
    }

    /// Gives a number to an id that was not met before.
    pub(super) fn add(&mut self, id: T) -> u32 {
        let number =
            u32::try_from(self.ids.len()).expect("there are fewer ids than fit into memory");
        self.numbers.insert(id.clone(), number);
        self.ids.push(id);
        number
    }

    /// The number of an id that was met.
    pub(super) fn known<Q: Eq + Hash + ?Sized>(&self, id: &Q) -> Option<u32>
    where
        T: Borrow<Q>,
    {
        self.numbers.get(id).copied()
    }

    /// The id of a number.
    pub(super) fn id(&self, number: u32) -> &T {
        &self.ids[number as usize]
    }

    /// All of them, in the order of their numbers.
    pub(super) fn ids(&self) -> &[T] {
        &self.ids
    }

    /// Nothing yet, with room for so many.
    pub(super) fn with_capacity(n: usize) -> Self {
        Self {
            ids: Vec::with_capacity(n),
            numbers: Table::with_capacity_and_hasher(n, BuildHasherDefault::default()),
        }
    }
}
