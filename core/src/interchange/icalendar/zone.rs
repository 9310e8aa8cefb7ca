//! What the clocks of a zone show, by the moments at which they change.

use super::lines::{Text, civil};
use crate::time::{CivilDateTime, Timestamp, Zone};

/// When the clocks of a zone change, for as long as a calendar needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockChanges {
    /// Which zone.
    pub zone: Zone,
    /// The first moment that is known of, and by how much clocks are ahead of UTC then, in seconds.
    pub from: (Timestamp, i64),
    /// The changes after it, in order.
    pub changes: Vec<ClockChange>,
}

/// A moment from which clocks are ahead of UTC by another amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockChange {
    /// When.
    pub at: Timestamp,
    /// By how much they are ahead from then on, in seconds.
    pub ahead_seconds: i64,
}

impl ClockChanges {
    fn ahead_seconds(&self, moment: Timestamp) -> i64 {
        self.changes
            .iter()
            .rev()
            .find(|change| change.at <= moment)
            .map_or(self.from.1, |change| change.ahead_seconds)
    }

    /// What the clocks show at a moment.
    pub(super) fn civil(&self, moment: Timestamp) -> CivilDateTime {
        later(moment, self.ahead_seconds(moment)).civil_utc()
    }

    /// The moment at which the clocks show a time: the first of two, and moved on by the gap where they leave it out.
    pub(super) fn moment(&self, civil: CivilDateTime) -> Timestamp {
        let as_if_utc = civil.as_if_utc();
        // No clock is further from UTC than a day.
        let (before, after) = (
            self.ahead_seconds(as_if_utc.minus_days(1)),
            self.ahead_seconds(as_if_utc.plus_days(1)),
        );
        let first = later(as_if_utc, -before);
        let second = later(as_if_utc, -after);
        if self.civil(first) != civil && self.civil(second) == civil {
            second
        } else {
            first
        }
    }

    pub(super) fn write(&self, text: &mut Text) {
        text.line("BEGIN:VTIMEZONE");
        text.property("TZID", self.zone.as_str());
        let mut ahead = self.from.1;
        observance(text, self.from.0, ahead, ahead);
        for change in &self.changes {
            observance(text, change.at, ahead, change.ahead_seconds);
            ahead = change.ahead_seconds;
        }
        text.line("END:VTIMEZONE");
    }
}

fn observance(text: &mut Text, at: Timestamp, before: i64, from_then: i64) {
    let name = if from_then > before {
        "DAYLIGHT"
    } else {
        "STANDARD"
    };
    text.property("BEGIN", name);
    text.property("DTSTART", &civil(later(at, before).civil_utc()));
    text.property("TZOFFSETFROM", &offset(before));
    text.property("TZOFFSETTO", &offset(from_then));
    text.property("END", name);
}

fn later(moment: Timestamp, seconds: i64) -> Timestamp {
    Timestamp::from_ms(moment.ms() + seconds * 1_000)
}

fn offset(seconds: i64) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let seconds = seconds.abs();
    let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    match rest {
        0 => format!("{sign}{hours:02}{minutes:02}"),
        rest => format!("{sign}{hours:02}{minutes:02}{rest:02}"),
    }
}
