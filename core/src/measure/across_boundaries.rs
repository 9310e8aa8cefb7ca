//! M7: how much of the exchange crosses a boundary.

use serde::Serialize;

use super::history::History;
use super::live::{Here, window};
use super::{Live, Measure, Name, Provenance, Sentence, Status};
use crate::id::ActivityId;

/// How much of the exchange crosses a boundary.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct AcrossBoundaries {}

/// How much of the exchange crosses a boundary, by the plain definition.
#[must_use]
pub fn batch(history: &History<'_>) -> Measure<AcrossBoundaries> {
    let _ = history;
    Measure {
        name: Name::AcrossBoundaries,
        as_of: history.as_of,
        window: history.window(),
        status: Status::Shown(AcrossBoundaries::default()),
        basis: Provenance::default(),
        people: 0,
        coverage: None,
        says: Sentence::of("nothing_logged"),
    }
}

pub(super) fn live(live: &Live, here: &Here) -> Measure<AcrossBoundaries> {
    Measure {
        name: Name::AcrossBoundaries,
        as_of: live.as_of(),
        window: window(live.today(here)),
        status: Status::Shown(AcrossBoundaries::default()),
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
