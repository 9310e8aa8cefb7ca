//! M15: who holds it.

use serde::Serialize;

use super::history::History;
use super::live::{Here, window};
use super::{Live, Measure, Name, Provenance, Sentence, Status};
use crate::id::ActivityId;

/// Who holds it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Facilitation {}

/// Who holds it, by the plain definition.
#[must_use]
pub fn batch(history: &History<'_>) -> Measure<Facilitation> {
    let _ = history;
    Measure {
        name: Name::Facilitation,
        as_of: history.as_of,
        window: history.window(),
        status: Status::Shown(Facilitation::default()),
        basis: Provenance::default(),
        people: 0,
        coverage: None,
        says: Sentence::of("nothing_logged"),
    }
}

pub(super) fn live(live: &Live, here: &Here) -> Measure<Facilitation> {
    Measure {
        name: Name::Facilitation,
        as_of: live.as_of(),
        window: window(live.today(here)),
        status: Status::Shown(Facilitation::default()),
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
