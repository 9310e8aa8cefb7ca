//! Meetings and problems, and whether somebody did something to keep them going.

use std::collections::BTreeMap;

use super::super::Share;
use super::super::facilitation::{problems_held, series_held, took_place};
use super::super::interner::Table;
use super::super::stored::stored;
use super::{Deed, Names, Window};
use crate::activity::Kind;
use crate::time::CivilDate;

/// Meetings and problems, and how many acts of facilitation each had.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Covered {
    /// By day and event: each day of a series is a meeting.
    meetings: BTreeMap<(CivilDate, u32), Meeting>,
    /// Acts for all meetings of an event.
    of_events: Table<u32, u32>,
    /// By day and problem, how often it was raised: once, unless it was taken back.
    raised: BTreeMap<(CivilDate, u32), u32>,
    of_problems: Table<u32, u32>,
}

stored!(Covered {
    meetings,
    of_events,
    raised,
    of_problems
});

/// How often it is known that a meeting took place, and by how many acts of facilitation.
#[derive(Debug, Clone, Copy, Default)]
struct Meeting {
    n: u32,
    n_held: u32,
}

stored!(Meeting { n, n_held });

impl Covered {
    /// Of the meetings in the window, how many had an act of facilitation.
    pub(in super::super) fn meetings(&self, today: CivilDate) -> Share {
        let recent = self.meetings.iter();
        let recent = recent.filter(|((day, _), _)| Window::has(today, *day));
        share(
            recent.map(|((_, event), meeting)| {
                meeting.n_held > 0 || self.of_events.contains_key(event)
            }),
        )
    }

    /// Of the problems raised in the window, how many had an act of facilitation.
    pub(in super::super) fn problems(&self, today: CivilDate) -> Share {
        let recent = self.raised.keys();
        let recent = recent.filter(|(day, _)| Window::has(today, *day));
        share(recent.map(|(_, problem)| self.of_problems.contains_key(problem)))
    }

    pub(super) fn count(&mut self, names: &mut Names, deed: &Deed<'_>, sign: i64) {
        let what = &deed.activity.what;
        let is_somebodys = deed.who.is_some();
        if let Some(event) = took_place(what) {
            let is_held = is_somebodys && deed.counts.facilitation;
            self.count_meeting((deed.day, names.event(event)), is_held, sign);
        }
        if let Kind::ProblemRaised { problem, .. } = what {
            let raised = (deed.day, names.contribution(problem));
            let n = self.raised.entry(raised).or_default();
            *n = if sign > 0 { *n + 1 } else { *n - 1 };
            if *n == 0 {
                self.raised.remove(&raised);
            }
        }
        if !is_somebodys {
            return;
        }
        if let Some(event) = series_held(what) {
            count(&mut self.of_events, names.event(event), sign);
        }
        for problem in problems_held(what) {
            count(&mut self.of_problems, names.contribution(problem), sign);
        }
    }

    fn count_meeting(&mut self, place: (CivilDate, u32), is_held: bool, sign: i64) {
        let meeting = self.meetings.entry(place).or_default();
        if sign > 0 {
            meeting.n += 1;
            meeting.n_held += u32::from(is_held);
        } else {
            meeting.n -= 1;
            meeting.n_held -= u32::from(is_held);
        }
        if meeting.n == 0 {
            self.meetings.remove(&place);
        }
    }
}

fn share(covered: impl Iterator<Item = bool>) -> Share {
    let mut share = Share::default();
    for is_covered in covered {
        share.num += u64::from(is_covered);
        share.den += 1;
    }
    share
}

fn count(counts: &mut Table<u32, u32>, of: u32, sign: i64) {
    let n = counts.entry(of).or_insert(0);
    *n = if sign > 0 { *n + 1 } else { *n - 1 };
    if *n == 0 {
        counts.remove(&of);
    }
}
