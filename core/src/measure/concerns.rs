//! M12: what happens to concerns.

use serde::Serialize;

use super::history::History;
use super::live::{Here, window};
use super::{Live, Measure, Name, Provenance, Sentence, Status};
use crate::id::ActivityId;

/// What happens to concerns.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Concerns {}

/// What happens to concerns, by the plain definition.
#[must_use]
pub fn batch(history: &History<'_>) -> Measure<Concerns> {
    let _ = history;
    Measure {
        name: Name::Concerns,
        as_of: history.as_of,
        window: history.window(),
        status: Status::Shown(Concerns::default()),
        basis: Provenance::default(),
        people: 0,
        coverage: None,
        says: Sentence::of("nothing_logged"),
    }
}

pub(super) fn live(live: &Live, here: &Here) -> Measure<Concerns> {
    Measure {
        name: Name::Concerns,
        as_of: live.as_of(),
        window: window(live.today(here)),
        status: Status::Shown(Concerns::default()),
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
