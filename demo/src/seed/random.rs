//! Numbers that look random and are the same on every machine.

/// A splitmix64 generator: the same name gives the same numbers.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// The generator of this name, so that adding to one part of the history leaves the others as they are.
    #[must_use]
    pub fn named(name: &str) -> Self {
        // FNV-1a, because the hash of the standard library may change between releases.
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        Self(hash)
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to and without `n`, which is at least 1.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    /// A number from `least` to `most`, both included.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        least + (self.next() % (most - least + 1).unsigned_abs()) as i64
    }

    /// True in so many of a hundred cases.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }

    /// One of these; there is at least one.
    pub fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    /// The place of one of these, each as likely as its weight; some weight is above 0.
    pub fn weighted(&mut self, weights: impl Iterator<Item = u32> + Clone) -> usize {
        let total: u64 = weights.clone().map(u64::from).sum();
        let mut left = self.next() % total;
        for (nth, weight) in weights.enumerate() {
            let weight = u64::from(weight);
            if left < weight {
                return nth;
            }
            left -= weight;
        }
        unreachable!("the weights add up to their total")
    }

    /// Puts these in another order.
    pub fn shuffle<T>(&mut self, deck: &mut [T]) {
        for nth in (1..deck.len()).rev() {
            deck.swap(nth, self.below(nth + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_name_gives_the_same_numbers() {
        let numbers = |name| {
            let mut random = Random::named(name);
            [random.next(), random.next()]
        };
        assert_eq!(numbers("falls"), numbers("falls"));
        assert_ne!(numbers("falls"), numbers("wounds"));
    }

    #[test]
    fn what_weighs_nothing_is_never_chosen() {
        let mut random = Random::named("weights");
        assert!((0..1_000).all(|_| random.weighted([0, 3, 0].into_iter()) == 1));
    }
}
