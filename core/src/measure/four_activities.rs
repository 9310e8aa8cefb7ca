//! M2: the four activities that communities of practice have in common.

use std::collections::BTreeSet;

use serde::Serialize;

use super::history::{History, basis};
use super::live::{Here, window};
use super::{
    Characteristic, Live, Measure, NOTHING_LOGGED, Name, Provenance, RULES, Sentence, Status,
    Window,
};
use crate::id::ActivityId;
use crate::time::Timestamp;

/// The four characteristic activities in the window (Li et al. 2009, Implementation Science 4:27).
///
/// One act may serve two of them, so they have no sum; none of them is a target.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct FourActivities {
    /// SI: being with each other.
    pub social_interaction: Activeness,
    /// KS: passing on what somebody knows.
    pub knowledge_sharing: Activeness,
    /// KC: working out what nobody knew.
    pub knowledge_creation: Activeness,
    /// ID: becoming somebody who belongs.
    pub identity_building: Activeness,
}

/// How much of one activity there was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Activeness {
    /// Different people who did it.
    pub people: u64,
    /// How often it was done, also by those who were erased since.
    pub acts: u64,
}

/// The four characteristic activities, by the plain definition.
#[must_use]
pub fn batch(history: &History<'_>) -> Measure<FourActivities> {
    let of = Characteristic::ALL.map(|characteristic| {
        let serves = |act: &&super::Act<'_>| act.characteristics().contains(&characteristic);
        let people: BTreeSet<_> = history
            .recent()
            .filter(serves)
            .filter_map(super::Act::by)
            .collect();
        Activeness {
            people: people.len() as u64,
            acts: history.recent().filter(serves).count() as u64,
        }
    });
    let any = history
        .recent()
        .filter(|act| !act.characteristics().is_empty());
    let (basis, people) = basis(any);
    told(of, history.as_of, history.window(), basis, people)
}

/// The activities behind its numbers.
pub(super) fn evidence(history: &History<'_>) -> Vec<(&'static str, Vec<ActivityId>)> {
    let names = [
        "social_interaction",
        "knowledge_sharing",
        "knowledge_creation",
        "identity_building",
    ];
    let of = |characteristic| history.behind(|act| act.characteristics().contains(&characteristic));
    names.into_iter().zip(Characteristic::ALL.map(of)).collect()
}

pub(super) fn live(live: &Live, here: &Here) -> Measure<FourActivities> {
    let mut of = here.window.totals.characteristic.map(|acts| Activeness {
        people: 0,
        acts: acts.into(),
    });
    let mut people = 0;
    for person in here.people.iter() {
        let own = &person.recent.characteristic;
        for (activeness, n) in of.iter_mut().zip(own) {
            activeness.people += u64::from(*n > 0);
        }
        people += u64::from(own.iter().any(|n| *n > 0));
    }
    let window = window(live.today(here));
    let basis = here.window.bases.characteristic;
    told(of, live.as_of(), window, basis, people)
}

fn told(
    of: [Activeness; 4],
    as_of: Timestamp,
    window: Window,
    basis: Provenance,
    people: u64,
) -> Measure<FourActivities> {
    let days = u64::from(RULES.window_days.unsigned_abs());
    let [social, sharing, creation, identity] = of;
    let (status, says) = if of.iter().all(|activeness| activeness.acts == 0) {
        let why = Sentence::of(NOTHING_LOGGED);
        let says = Sentence::of("four_activities.nothing").number("days", days);
        (Status::NotApplicable { why }, says)
    } else {
        let says = Sentence::of("four_activities.says")
            .number("days", days)
            .number("social", social.people)
            .number("sharing", sharing.people)
            .number("creation", creation.people)
            .number("identity", identity.people);
        let value = FourActivities {
            social_interaction: social,
            knowledge_sharing: sharing,
            knowledge_creation: creation,
            identity_building: identity,
        };
        (Status::Shown(value), says)
    };
    Measure {
        name: Name::FourActivities,
        as_of,
        window,
        status,
        basis,
        people,
        coverage: None,
        says,
    }
}

#[cfg(test)]
mod tests;
