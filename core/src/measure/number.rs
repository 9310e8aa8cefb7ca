//! Whole-number ratios, and the interval in which a share may lie.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

/// A ratio in whole numbers, in lowest terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Ratio {
    /// Above the line.
    pub num: u64,
    /// Below the line; never 0.
    pub den: u64,
}

impl Ratio {
    /// The ratio in lowest terms: none where the whole is nothing, or either number is too large for its place.
    #[must_use]
    pub fn of(num: u128, den: u128) -> Option<Self> {
        if den == 0 {
            return None;
        }
        let divisor = greatest_common_divisor(num, den);
        Some(Self {
            num: u64::try_from(num / divisor).ok()?,
            den: u64::try_from(den / divisor).ok()?,
        })
    }

    /// What is missing to one, for a ratio that is at most one.
    #[must_use]
    pub fn rest(self) -> Self {
        Self {
            num: self.den.saturating_sub(self.num),
            den: self.den,
        }
    }

    /// As tenths, rounded half up, for a sentence.
    #[must_use]
    pub fn tenths(self) -> u64 {
        rounded(self, 10)
    }

    /// As a percentage, rounded half up, for a sentence.
    #[must_use]
    pub fn percent(self) -> u64 {
        rounded(self, 100)
    }
}

/// The middle of some numbers, between the two middle ones where they are even in number: none of nothing.
pub(super) fn median(mut numbers: Vec<u64>) -> Option<Ratio> {
    numbers.sort_unstable();
    let upper = *numbers.get(numbers.len() / 2)?;
    let lower = numbers[(numbers.len() - 1) / 2];
    Ratio::of(u128::from(lower) + u128::from(upper), 2)
}

/// A ratio in whole numbers that may be below nought, in lowest terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Signed {
    /// Above the line.
    pub num: i64,
    /// Below the line; never 0.
    pub den: u64,
}

impl Signed {
    /// Twice a share less one: −1 where it is nothing, 1 where it is all; none where it is of nothing.
    #[must_use]
    pub fn twice_less_one(num: u64, den: u64) -> Option<Self> {
        let above = 2 * i128::from(num) - i128::from(den);
        let ratio = Ratio::of(above.unsigned_abs(), den.into())?;
        let num = i64::try_from(ratio.num).ok()?;
        Some(Self {
            num: if above < 0 { -num } else { num },
            den: ratio.den,
        })
    }
}

fn rounded(ratio: Ratio, parts: u128) -> u64 {
    let (num, den) = (u128::from(ratio.num), u128::from(ratio.den));
    u64::try_from((num * parts * 2 + den) / (den * 2)).unwrap_or(u64::MAX)
}

fn greatest_common_divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// So many of so many, as they were counted: "3 of 4", never "75 %".
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// How many of them.
    pub num: u64,
    /// How many there are.
    pub den: u64,
}

impl Share {
    /// So many of so many.
    #[must_use]
    pub fn of(num: u64, den: u64) -> Self {
        Self { num, den }
    }

    /// Wilson's 95 % interval (Wilson 1927), for fewer than a hundred and more than none.
    ///
    /// Only for display: it is worked out from the whole numbers each time, with operations that every machine
    /// rounds alike.
    #[must_use]
    pub fn interval(self) -> Option<[f64; 2]> {
        const Z: f64 = 1.959_963_984_540_054;
        if self.den == 0 || self.den >= 100 || self.num > self.den {
            return None;
        }
        #[expect(clippy::cast_precision_loss, reason = "both are below a hundred")]
        let (k, n) = (self.num as f64, self.den as f64);
        let share = k / n;
        let middle = (share + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
        let spread =
            Z / (1.0 + Z * Z / n) * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
        // At the ends the formula gives exactly 0 or 1, but for the last digit.
        let low = if self.num == 0 { 0.0 } else { middle - spread };
        let high = if self.num == self.den {
            1.0
        } else {
            middle + spread
        };
        Some([low, high])
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let interval = self.interval();
        let mut fields =
            serializer.serialize_struct("Share", 2 + usize::from(interval.is_some()))?;
        fields.serialize_field("num", &self.num)?;
        fields.serialize_field("den", &self.den)?;
        if let Some(interval) = interval {
            fields.serialize_field("interval", &interval)?;
        }
        fields.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(num: u64, den: u64, low: f64, high: f64) {
        let [below, above] = Share::of(num, den).interval().unwrap();
        assert!((below - low).abs() < 1e-10, "{below}");
        assert!((above - high).abs() < 1e-10, "{above}");
    }

    #[test]
    fn the_interval_is_that_of_the_reference() {
        check(0, 5, 0.0, 0.434_482_464_8);
        check(3, 4, 0.300_641_842_6, 0.954_412_739_2);
        check(9, 12, 0.467_694_665_1, 0.911_058_331_6);
        check(5, 5, 0.565_517_535_2, 1.0);
        assert_eq!(Share::of(60, 100).interval(), None);
    }

    #[test]
    fn the_median_of_an_even_number_is_between_the_two_in_the_middle() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![7, 1, 3]), Ratio::of(3, 1));
        assert_eq!(median(vec![4, 1, 7, 3]), Ratio::of(7, 2));
    }

    #[test]
    fn a_ratio_is_in_lowest_terms_and_rounds_half_up() {
        let ratio = Ratio::of(578, 1122).unwrap();
        assert_eq!((ratio.num, ratio.den), (17, 33));
        assert_eq!(ratio.percent(), 52);
        assert_eq!(Ratio::of(5, 2).unwrap().tenths(), 25);
        assert_eq!(Ratio::of(1, 0), None);
    }
}
