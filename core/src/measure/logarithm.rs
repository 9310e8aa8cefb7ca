//! Natural logarithms in whole numbers, so that every machine ranks alike.

/// What a logarithm is multiplied by to be a whole number.
pub(super) const LOGARITHM_SCALE: u128 = 1_000_000_000_000_000_000;

/// The natural logarithm of `num` by `den`, for a ratio of at least 1, times [`LOGARITHM_SCALE`].
///
/// ln x = k·ln 2 + 2·artanh((m−1)/(m+1)) where x = m·2ᵏ and m is below 2. It is right to fifteen digits after the point.
///
/// # Panics
/// Where the ratio is below 1.
pub(super) fn ln(num: u64, den: u64) -> u128 {
    let (num, mut den) = (u128::from(num), u128::from(den));
    assert!(num >= den && den > 0, "the ratio is at least 1");
    let mut n_halved = 0;
    while num >= den * 2 {
        den *= 2;
        n_halved += 1;
    }
    n_halved * 2 * artanh(1, 3) + 2 * artanh(num - den, num + den)
}

/// The series z + z³/3 + z⁵/5 + …, for z of at most a third.
fn artanh(num: u128, den: u128) -> u128 {
    let z = num * LOGARITHM_SCALE / den;
    let squared = z * z / LOGARITHM_SCALE;
    let (mut power, mut sum, mut odd) = (z, 0, 1);
    while power > 0 {
        sum += power / odd;
        power = power * squared / LOGARITHM_SCALE;
        odd += 2;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(num: u64, den: u64, digits: u128) {
        let found = ln(num, den);
        assert!(found.abs_diff(digits) < 1_000, "{found}");
    }

    #[test]
    fn logarithms_are_right_to_fifteen_digits() {
        check(1, 1, 0);
        check(2, 1, 693_147_180_559_945_309);
        check(5, 3, 510_825_623_765_990_683);
        check(10, 1, 2_302_585_092_994_045_684);
        check(50, 1, 3_912_023_005_428_146_058);
    }
}
