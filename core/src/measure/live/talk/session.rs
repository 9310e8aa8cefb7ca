//! Meetings that worked on a problem: who was there, and whom it changed.

use std::collections::BTreeSet;

use super::super::super::interner::Table;
use super::super::super::stored::stored;
use super::super::{Deed, Names, Profile};
use super::put;
use crate::id::PersonId;
use crate::time::{CivilDate, CivilDateTime, Timestamp};

/// An event, and which one of a series.
type Occasion = (u32, Option<CivilDateTime>);

/// Who was at which meeting, and whom events changed.
#[derive(Debug, Clone, Default)]
pub(super) struct Sessions {
    /// When each person was recorded as there, by position.
    attended: Table<(u32, Occasion), Vec<(u64, Timestamp)>>,
    insights: Table<u32, Vec<Insight>>,
}

stored!(Sessions { attended, insights });

/// Somebody said that an event changed how they see something.
#[derive(Debug, Clone, Copy)]
struct Insight {
    position: u64,
    by: u32,
    at: Timestamp,
    /// Where they stood then.
    from: Profile,
}

stored!(Insight {
    position,
    by,
    at,
    from
});

/// A meeting that worked on a problem.
#[derive(Debug, Clone)]
pub(super) struct Session {
    pub(super) position: u64,
    pub(super) at: Timestamp,
    pub(super) day: CivilDate,
    occasion: Occasion,
    participants: Vec<u32>,
    /// Who said so, and who wrote it down for them.
    recorded_by: [Option<u32>; 2],
}

stored!(Session {
    position,
    at,
    day,
    occasion,
    participants,
    recorded_by
});

/// That enough people who were there say that it changed something.
pub(super) struct Together {
    /// Since when.
    pub(super) at: Timestamp,
    /// Since when two of them are known to stand at different points.
    pub(super) across_at: Option<Timestamp>,
    /// Whoever took part in it, and whoever says so.
    pub(super) people: BTreeSet<u32>,
}

impl Session {
    pub(super) fn new(
        names: &mut Names,
        deed: &Deed<'_>,
        occasion: Occasion,
        participants: &[PersonId],
    ) -> Self {
        let recorder = deed.activity.recorder.as_ref();
        let participants = participants.iter().map(|who| names.person(who)).collect();
        Self {
            position: deed.position,
            at: deed.activity.at,
            day: deed.day,
            occasion,
            participants,
            recorded_by: [deed.who, recorder.map(|who| names.person(who))],
        }
    }
}

impl Sessions {
    pub(super) fn attend(&mut self, occasion: Occasion, deed: &Deed<'_>, sign: i64) {
        let Some(who) = deed.who else { return };
        let attended = self.attended.entry((who, occasion)).or_default();
        let at = (deed.position, deed.activity.at);
        put(attended, at, |(position, _)| *position, sign);
        if attended.is_empty() {
            self.attended.remove(&(who, occasion));
        }
    }

    pub(super) fn mark(&mut self, event: u32, deed: &Deed<'_>, sign: i64) {
        let Some(by) = deed.who else { return };
        let insight = Insight {
            position: deed.position,
            by,
            at: deed.activity.at,
            from: deed.from,
        };
        let insights = self.insights.entry(event).or_default();
        put(insights, insight, |insight| insight.position, sign);
    }

    /// Whether two who were there say that it changed something, and one of them did not record it.
    pub(super) fn together(&self, session: &Session, names: &Names) -> Option<Together> {
        let attesting = self.attesting(session);
        let mut people = BTreeSet::new();
        let mut is_by_another = false;
        let enough = attesting.iter().find(|(by, ..)| {
            people.insert(*by);
            is_by_another |= !session.recorded_by.contains(&Some(*by));
            people.len() >= 2 && is_by_another
        });
        let (_, at, _) = *enough?;
        let mut across_at = None;
        for (nth, (one, _, from)) in attesting.iter().enumerate() {
            // In the order of the moments, so the later of two is the first that stands apart from one before.
            let mut before = attesting[..nth].iter();
            if before.any(|(other, _, theirs)| one != other && names.differ(*from, *theirs)) {
                across_at = Some(attesting[nth].1.max(at));
                break;
            }
        }
        people.extend(attesting.iter().map(|(by, ..)| *by));
        people.extend(&session.participants);
        Some(Together {
            at,
            across_at,
            people,
        })
    }

    /// Who of those who were there says that it changed something, since when, in the order of the moments.
    fn attesting(&self, session: &Session) -> Vec<(u32, Timestamp, Profile)> {
        let insights = self.insights.get(&session.occasion.0).into_iter().flatten();
        let of_those_there = insights.filter_map(|insight| {
            let there_at = if session.participants.contains(&insight.by) {
                session.at
            } else {
                let attended = self.attended.get(&(insight.by, session.occasion))?;
                attended.iter().map(|(_, at)| *at).min()?.max(session.at)
            };
            Some((insight.by, insight.at.max(there_at), insight.from))
        });
        let mut attesting: Vec<_> = of_those_there.collect();
        attesting.sort_unstable_by_key(|(by, at, _)| (*at, *by));
        attesting
    }
}
