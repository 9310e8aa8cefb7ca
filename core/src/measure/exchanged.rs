//! What is behind the measures of who exchanges something with whom.

use std::collections::BTreeSet;

use super::boundaries::Behind;
use super::history::History;
use super::live::{Between, Here, window};
use super::{Act, Live, Provenance};
use crate::id::PersonId;

/// How the exchanges in the window are known, and how many people they are between, by the plain definition.
pub(super) fn behind(history: &History<'_>) -> Behind {
    let mut basis = Provenance::default();
    let mut people: BTreeSet<&PersonId> = BTreeSet::new();
    for act in history.recent() {
        for exchange in act.exchanges() {
            basis.count(act.activity.basis, 1);
            people.extend([exchange.by, exchange.to]);
        }
    }
    Behind {
        as_of: history.as_of,
        window: history.window(),
        basis,
        people: people.len() as u64,
    }
}

/// The same as it is kept.
pub(super) fn live_behind(live: &Live, here: &Here, exchanged: &[(Between, u64)]) -> Behind {
    let between = exchanged.iter();
    let mut people: Vec<u32> = between
        .flat_map(|(between, _)| [between.by, between.to])
        .collect();
    people.sort_unstable();
    people.dedup();
    Behind {
        as_of: live.as_of(),
        window: window(live.today(here)),
        basis: here.window.bases.exchanges,
        people: people.len() as u64,
    }
}

/// Whether an activity is an exchange.
pub(super) fn is_behind(act: &Act<'_>) -> bool {
    act.exchanges().next().is_some()
}
