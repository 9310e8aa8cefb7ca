//! M5: problems that people thought through together.

use serde::Serialize;

use super::history::History;
use super::live::{Here, window};
use super::{Live, Measure, Name, Provenance, Sentence, Status};
use crate::id::ActivityId;

/// Problems that people thought through together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ThinkingTogether {}

/// Problems that people thought through together, by the plain definition.
#[must_use]
pub fn batch(history: &History<'_>) -> Measure<ThinkingTogether> {
    let _ = history;
    Measure {
        name: Name::ThinkingTogether,
        as_of: history.as_of,
        window: history.window(),
        status: Status::Shown(ThinkingTogether::default()),
        basis: Provenance::default(),
        people: 0,
        coverage: None,
        says: Sentence::of("nothing_logged"),
    }
}

pub(super) fn live(live: &Live, here: &Here) -> Measure<ThinkingTogether> {
    Measure {
        name: Name::ThinkingTogether,
        as_of: live.as_of(),
        window: window(live.today(here)),
        status: Status::Shown(ThinkingTogether::default()),
        basis: Provenance::default(),
        people: 0,
        coverage: None,
        says: Sentence::of("nothing_logged"),
    }
}

/// The activities behind its numbers.
pub(super) fn evidence(history: &History<'_>) -> Vec<(&'static str, Vec<ActivityId>)> {
    let _ = history;
    Vec::new()
}

/// How far one problem has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Episode {
    /// Which problem.
    pub problem: crate::id::ContributionId,
    /// 0 nothing yet, 1 worked through, 2 thought through together, 3 across a boundary.
    pub grade: u8,
    /// When grades 1, 2 and 3 were first reached by what still counts.
    pub reached: [Option<crate::time::Timestamp>; 3],
    /// When it was last added to.
    pub last_at: crate::time::Timestamp,
    /// Everybody in it: whoever raised it and whoever took a turn that still counts.
    pub people: std::collections::BTreeSet<crate::id::PersonId>,
}

/// How far each problem has come, by id, by the plain definition.
#[must_use]
pub fn episodes(history: &History<'_>) -> Vec<Episode> {
    let _ = history;
    Vec::new()
}
