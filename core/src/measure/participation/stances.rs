//! How many people make something, are there to learn, and raise concerns: stances that overlap, counted as what people
//! did and never as what they are.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::super::classes::is_producing;
use super::super::history::History;
use super::super::live::{DayCounts, Here};
use super::super::{Act, RULES, Window};
use crate::activity::Kind;
use crate::id::{ActivityId, PersonId};
use crate::time::CivilDate;

/// How many people did what in the last 365 days, members or not, each at most once in each number.
///
/// The numbers overlap, and each is there only where it is of enough people (P1).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Stances {
    /// Reframed a problem, summarised, drafted or revised an artefact, reported a value of rung 3 or more, or work on a
    /// project that was linked in those days and still is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub producers: Option<u64>,
    /// Were there and contributed nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub observers: Option<u64>,
    /// Raised a concern.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub raised_a_concern: Option<u64>,
}

impl Stances {
    fn of(producers: usize, observers: usize, concerned: usize) -> Self {
        let shown = |n: usize| Some(n as u64).filter(|n| *n >= RULES.k);
        Self {
            producers: shown(producers),
            observers: shown(observers),
            raised_a_concern: shown(concerned),
        }
    }

    /// Whether none of them is of enough people.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

fn window(today: CivilDate) -> Window {
    Window {
        from: Some(today.plus_days(1 - RULES.stance_days)),
        to: today,
    }
}

/// The stances, by the plain definition.
pub(super) fn batch(history: &History<'_>) -> Stances {
    let window = window(history.today);
    let who = |is_it: fn(&Act<'_>) -> bool| -> BTreeSet<&PersonId> {
        let acts = history.acts.iter();
        let those = acts.filter(|act| window.includes(act.day) && is_it(act));
        those.filter_map(Act::by).collect()
    };
    let mut producers = who(|act| is_producing(&act.activity.what));
    producers.extend(on_projects(history, &window));
    let contributed = who(|act| act.counts().contribution);
    let observed = who(|act| act.counts().observing);
    let concerned = who(|act| matches!(act.activity.what, Kind::ConcernRaised { .. }));
    let observers = observed.difference(&contributed).count();
    Stances::of(producers.len(), observers, concerned.len())
}

fn on_projects<'a>(history: &'a History<'_>, window: &Window) -> Vec<&'a PersonId> {
    let mut linked = BTreeMap::new();
    for act in &history.acts {
        match &act.activity.what {
            Kind::ProjectLinked {
                project, people, ..
            } => {
                linked.insert(project, (act.day, people));
            }
            Kind::ProjectUnlinked { project } => {
                linked.remove(project);
            }
            _ => {}
        }
    }
    let recent = linked.values().filter(|(day, _)| window.includes(*day));
    recent.flat_map(|(_, people)| people.iter()).collect()
}

/// The activities behind producing, and behind raising a concern.
pub(super) fn evidence(history: &History<'_>) -> [(&'static str, Vec<ActivityId>); 2] {
    let window = window(history.today);
    let behind = |is_it: fn(&Kind) -> bool| {
        history.ever_behind(|act| window.includes(act.day) && is_it(&act.activity.what))
    };
    // That a project is linked no longer takes its people out, whenever it was recorded to have happened.
    let produced = history.ever_behind(|act| match &act.activity.what {
        Kind::ProjectLinked { .. } | Kind::ProjectUnlinked { .. } => true,
        kind => window.includes(act.day) && is_producing(kind),
    });
    let concerned = behind(|kind| matches!(kind, Kind::ConcernRaised { .. }));
    [("produced", produced), ("raised_a_concern", concerned)]
}

pub(super) fn live(here: &Here, today: CivilDate) -> Stances {
    let window = window(today);
    let mut producers: BTreeSet<u32> = here.frame.on_projects(&window).collect();
    let (mut observers, mut concerned) = (0, 0);
    for person in here.people.iter() {
        let recent = person.days.iter().filter(|day| window.has(day.day));
        let did = |n: fn(&DayCounts) -> u32| recent.clone().any(|day| n(day) > 0);
        if did(|day| day.produced) {
            producers.insert(person.who);
        }
        observers += usize::from(did(|day| day.observed) && !did(|day| day.contributed));
        concerned += usize::from(did(|day| day.concerned));
    }
    Stances::of(producers.len(), observers, concerned)
}

#[cfg(test)]
mod tests;
