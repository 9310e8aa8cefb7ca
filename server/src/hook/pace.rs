//! How long the hook waits: for an answer, before it tries again, before it keeps how far it has come.

use std::time::Duration;

/// How long the hook waits for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pace {
    /// Before the second attempt; each later wait is at most twice as long as the one before it could be.
    pub first: Duration,
    /// The longest wait between two attempts, and the usual one after an answer that another attempt won't change.
    pub longest: Duration,
    /// The longest wait that a receiver may ask for.
    pub longest_asked: Duration,
    /// For an answer.
    pub attempt: Duration,
    /// Between two notes of how far it has come, so that the writer never waits for many of them.
    pub between_notes: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            first: Duration::from_secs(1),
            longest: Duration::from_secs(5 * 60),
            longest_asked: Duration::from_secs(60 * 60),
            attempt: Duration::from_secs(20),
            between_notes: Duration::from_secs(1),
        }
    }
}

impl Pace {
    /// How long to wait after so many attempts failed: at least half of what it could be, so that receivers that
    /// come back are not met by everybody at once and a broken one is not asked at once again.
    pub(super) fn after(&self, n_failed: u32, chance: f64) -> Duration {
        let doubled = 2_u32.saturating_pow(n_failed.saturating_sub(1));
        let most = self.first.saturating_mul(doubled).min(self.longest);
        most.mul_f64(0.5 + chance / 2.0)
    }
}

/// A number from 0 up to 1.
pub(super) fn chance() -> f64 {
    // Without randomness there is no jitter, and nothing else is lost.
    getrandom::u32().map_or(1.0, |random| f64::from(random) / f64::from(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_the_longest_and_differ() {
        let pace = Pace::default();
        let seconds = |n_failed, chance| pace.after(n_failed, chance).as_secs_f64();
        let most: Vec<f64> = (1..=4).map(|n_failed| seconds(n_failed, 1.0)).collect();
        assert_eq!(most, [1.0, 2.0, 4.0, 8.0]);
        assert_eq!((seconds(1, 0.0), seconds(3, 0.0)), (0.5, 2.0));
        assert_eq!((seconds(50, 1.0), seconds(u32::MAX, 0.0)), (300.0, 150.0));
    }

    #[test]
    fn chance_is_between_nothing_and_one() {
        assert!((0.0..=1.0).contains(&chance()));
    }
}
