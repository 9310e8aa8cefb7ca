//! M4: how much rests on few.

use std::collections::BTreeMap;

use serde::Serialize;

use super::history::{History, basis};
use super::live::{Here, window};
use super::{
    Live, Measure, NOTHING_LOGGED, Name, Provenance, RULES, Ratio, Sentence, Status, Window,
};
use crate::id::{ActivityId, PersonId};
use crate::time::Timestamp;

/// How contributions are spread over people in the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Concentration {
    /// Fewest people whose contributions reach half of all (CHAOSS, Contributor Absence Factor).
    pub absence_factor: u64,
    /// Members, with those who contributed as members and have left since.
    pub people: u64,
    /// How many of them contributed.
    pub contributors: u64,
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

/// How much rests on few, by the plain definition.
///
/// Formulas: absence factor after CHAOSS; Gini G = Σ|xᵢ−xⱼ| over pairs, divided by n·Σx.
/// All that a member contributed in the window counts, and of whoever is none now what they did as a member.
#[must_use]
pub fn batch(history: &History<'_>) -> Measure<Concentration> {
    let mut counts: BTreeMap<&PersonId, u64> =
        history.members.keys().map(|member| (member, 0)).collect();
    for act in history.recent().filter(|act| act.counts().contribution) {
        let Some(by) = act.by() else { continue };
        if history.members.contains_key(by) || act.as_member {
            *counts.entry(by).or_default() += 1;
        }
    }
    let (basis, _) = basis(history.recent().filter(|act| act.counts().contribution));
    told(
        counts.into_values().collect(),
        history.as_of,
        history.window(),
        basis,
    )
}

/// The activities behind its numbers.
pub(super) fn evidence(history: &History<'_>) -> Vec<(&'static str, Vec<ActivityId>)> {
    vec![
        (
            "contributions",
            history.behind(|act| act.counts().contribution),
        ),
        ("members", history.memberships()),
    ]
}

pub(super) fn live(live: &Live, here: &Here) -> Measure<Concentration> {
    let counts = here.people.iter().filter_map(|person| {
        let recent = &person.recent;
        match person.since {
            Some(_) => Some(recent.contributions.into()),
            None => (recent.as_member > 0).then(|| recent.as_member.into()),
        }
    });
    let window = window(live.today(here));
    told(
        counts.collect(),
        live.as_of(),
        window,
        here.window.bases.contributions,
    )
}

fn told(
    mut counts: Vec<u64>,
    as_of: Timestamp,
    window: Window,
    basis: Provenance,
) -> Measure<Concentration> {
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let total: u64 = counts.iter().sum();
    let n_contributors = counts.iter().take_while(|count| **count > 0).count();
    let (status, says) = if total == 0 {
        let why = Sentence::of(NOTHING_LOGGED);
        let days = RULES.window_days.unsigned_abs();
        (
            Status::NotApplicable { why },
            Sentence::of("concentration.nothing").number("days", days.into()),
        )
    } else {
        let is_large_enough = counts.len() >= RULES.gini_people;
        let value = Concentration {
            absence_factor: absence_factor(&counts, total) as u64,
            people: counts.len() as u64,
            contributors: n_contributors as u64,
            contributions: total,
            gini: gini(&counts[..n_contributors], total).filter(|_| is_large_enough),
            gini_all: gini(&counts, total).filter(|_| is_large_enough),
            bands: bands(&counts, total),
        };
        let says = Sentence::of("concentration.says")
            .number("factor", value.absence_factor)
            .number("people", value.people);
        (Status::Shown(value), says)
    };
    Measure {
        name: Name::Concentration,
        as_of,
        window,
        status,
        basis,
        people: n_contributors as u64,
        coverage: None,
        says,
    }
}

/// How many of the largest counts reach half of the total.
pub(super) fn absence_factor(descending: &[u64], total: u64) -> usize {
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
    let n = descending.len();
    if n < RULES.band_people {
        return None;
    }
    let (n_top, n_first_ten) = (n.div_ceil(100), n.div_ceil(10));
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
