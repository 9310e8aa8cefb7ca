//! M4: how much rests on few.

use serde::Serialize;

use super::tally::Acts;
use super::{Measure, NOTHING_LOGGED, RULES, Ratio, Status, Tally};

/// How contributions are spread over people in the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Concentration {
    /// Fewest people whose contributions reach half of all (CHAOSS, Contributor Absence Factor).
    pub absence_factor: usize,
    /// Members, with those who contributed and have left since.
    pub people: usize,
    /// How many of them contributed.
    pub contributors: usize,
    /// How many contributions.
    pub contributions: u64,
    /// Gini coefficient among contributors, without small-sample correction;
    /// none for fewer people than the rules ask for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gini: Option<Ratio>,
    /// Gini coefficient among all people, likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gini_all: Option<Ratio>,
    /// The share of the most active hundredth, of the next nine and of the rest; none below 100 people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bands: Option<[Ratio; 3]>,
}

const DOES_NOT_SAY: &str = "Whether this is good or bad: in most communities few people give most. \
     It asks what would happen if these few left.";

/// How much rests on few, of what was contributed in the window.
///
/// Formulas: absence factor after CHAOSS; Gini G = Σ|xᵢ−xⱼ| over pairs, divided by n·Σx.
#[must_use]
pub fn concentration(tally: Option<&Tally>) -> Measure<Concentration> {
    let mut counts: Vec<u64> = tally
        .into_iter()
        .flat_map(|tally| tally.people.values())
        .filter(|acts| acts.member_since.is_some() || acts.n_as_member > 0)
        .map(Acts::own_contributions)
        .collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let total: u64 = counts.iter().sum();
    if total == 0 {
        return Measure {
            status: Status::NotApplicable {
                why: NOTHING_LOGGED,
            },
            says: "Nothing was contributed in the last 180 days.".to_owned(),
            does_not_say: DOES_NOT_SAY,
        };
    }
    let n_contributors = counts.iter().take_while(|count| **count > 0).count();
    let contributors = &counts[..n_contributors];
    let absence_factor = absence_factor(&counts, total);
    let is_large_enough = counts.len() >= RULES.gini_members;
    let value = Concentration {
        absence_factor,
        people: counts.len(),
        contributors: n_contributors,
        contributions: total,
        gini: gini(contributors, total).filter(|_| is_large_enough),
        gini_all: gini(&counts, total).filter(|_| is_large_enough),
        bands: bands(&counts, total),
    };
    Measure {
        says: format!(
            "Half of what was contributed came from {absence_factor} of {} people.",
            value.people
        ),
        status: Status::Shown(value),
        does_not_say: DOES_NOT_SAY,
    }
}

/// How many of the largest counts reach half of the total.
fn absence_factor(descending: &[u64], total: u64) -> usize {
    let mut sum = 0;
    descending
        .iter()
        .take_while(|count| {
            let is_short = sum * 2 < total;
            sum += **count;
            is_short
        })
        .count()
}

/// Σ over pairs of |xᵢ−xⱼ|, by n·Σx: in descending order each count stands above those after it
/// and below those before it.
fn gini(descending: &[u64], total: u64) -> Option<Ratio> {
    let n = descending.len() as i128;
    let spread: i128 = (0_i128..)
        .zip(descending)
        .map(|(i, count)| i128::from(*count) * (n - 1 - 2 * i))
        .sum();
    let spread =
        u128::try_from(spread).expect("larger counts come first, so the sum is not negative");
    Ratio::of(spread, descending.len() as u128 * u128::from(total))
}

fn bands(descending: &[u64], total: u64) -> Option<[Ratio; 3]> {
    const HUNDRED: usize = 100;
    let n = descending.len();
    if n < HUNDRED {
        return None;
    }
    let (n_top, n_first_ten) = (n.div_ceil(HUNDRED), n.div_ceil(HUNDRED / 10));
    let share = |counts: &[u64]| Ratio::of(counts.iter().sum::<u64>().into(), total.into());
    Some([
        share(&descending[..n_top])?,
        share(&descending[n_top..n_first_ten])?,
        share(&descending[n_first_ten..])?,
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_gini(counts: &[u64], expected: (u64, u64)) {
        let mut counts = counts.to_vec();
        counts.sort_unstable_by(|a, b| b.cmp(a));
        let total = counts.iter().sum();
        let (num, den) = expected;
        assert_eq!(gini(&counts, total), Ratio::of(num.into(), den.into()));
    }

    fn hundred_members() -> Vec<u64> {
        [(4, 20), (6, 5), (10, 2), (20, 1), (60, 0)]
            .into_iter()
            .flat_map(|(n, count)| std::iter::repeat_n(count, n))
            .collect()
    }

    #[test]
    fn the_published_example_of_the_absence_factor_holds() {
        let counts = [1000, 433, 343, 332, 202, 90, 42, 33];
        assert_eq!(absence_factor(&counts, counts.iter().sum()), 2);
        assert_eq!(absence_factor(&[10; 8], 80), 4);
    }

    #[test]
    fn gini_of_the_reference_vectors() {
        check_gini(&[5, 5, 5, 5], (0, 1));
        check_gini(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 7], (9, 10));
        check_gini(&[1000, 433, 343, 332, 202, 90, 42, 33], (9613, 19800));
        check_gini(&hundred_members(), (623, 750));
    }

    #[test]
    fn bands_of_the_reference_vector() {
        let counts = hundred_members();
        let total = counts.iter().sum();
        let ratio = |num, den| Ratio { num, den };
        assert_eq!(
            bands(&counts, total),
            Some([ratio(2, 15), ratio(3, 5), ratio(4, 15)])
        );
        assert_eq!(bands(&counts[..99], total), None);
    }
}
