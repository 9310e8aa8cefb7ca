//! When an event is: on the clock on the wall where it takes place.

use serde::Serialize;

use crate::reads;
use crate::recurrence::Series;
use crate::time::{CivilDateTime, Timestamp, Zone};

/// When an event is.
///
/// The wall clock and the zone are what people agreed on; a meeting at 10:00 in London stays at 10:00 all year.
/// `starts_at` is the same moment in UTC, found by whoever made the command, because the core knows no time zones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Schedule {
    /// The first time, on the clock on the wall.
    pub starts: CivilDateTime,
    /// The zone of that clock.
    pub zone: Zone,
    /// How long it lasts.
    pub minutes: u32,
    /// The first time, in UTC.
    pub starts_at: Timestamp,
    /// When it comes again: none for a single meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub series: Option<Series>,
}

reads!(Schedule {
    starts,
    zone,
    minutes,
    starts_at,
    series
});

/// Longest meeting: two weeks.
pub const MAX_MINUTES: u32 = 14 * 24 * 60;

/// By how much a later time of a series can be off in UTC, when the zone is taken to be as far from UTC as it was
/// the first time. Clocks are set by two hours at most twice a year, and laws have moved them by one more.
const CLOCK_SLACK_MINUTES: i64 = 3 * 60;

impl Schedule {
    /// The end of the first time in UTC, which of a single meeting is the only one.
    #[must_use]
    pub fn first_ends_at(&self) -> Timestamp {
        self.starts_at.plus_minutes(i64::from(self.minutes))
    }

    /// Whether it is a series that has this time.
    #[must_use]
    pub fn has(&self, occurrence: CivilDateTime) -> bool {
        self.series
            .as_ref()
            .is_some_and(|series| series.has(self.starts, occurrence))
    }

    /// The moment before which a time of a series does not begin.
    #[must_use]
    pub fn earliest_start(&self, occurrence: CivilDateTime) -> Timestamp {
        self.about(occurrence)
            .plus_minutes(-self.slack_minutes(occurrence))
    }

    /// The moment by which a time of a series has ended.
    ///
    /// The core knows no zones, so it is late by up to some hours rather than early: nobody is told that a meeting is
    /// over in which people still sit.
    #[must_use]
    pub fn latest_end(&self, occurrence: CivilDateTime) -> Timestamp {
        self.about(occurrence)
            .plus_minutes(i64::from(self.minutes) + self.slack_minutes(occurrence))
    }

    /// When a time of a series begins, if its zone is as far from UTC then as it is the first time.
    pub(crate) fn about(&self, occurrence: CivilDateTime) -> Timestamp {
        self.starts_at
            .plus_minutes(occurrence.minutes_since(self.starts))
    }

    fn slack_minutes(&self, occurrence: CivilDateTime) -> i64 {
        if occurrence == self.starts {
            0
        } else {
            CLOCK_SLACK_MINUTES
        }
    }
}

/// One time that an event takes place, with its zone resolved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Occurrence {
    /// The time that the series has for it, by which it is named, where it was moved to another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved_from: Option<CivilDateTime>,
    /// On the clock on the wall.
    pub starts: CivilDateTime,
    /// In UTC.
    pub starts_at: Timestamp,
    /// In UTC.
    pub ends_at: Timestamp,
}

reads!(Occurrence {
    moved_from,
    starts,
    starts_at,
    ends_at
});

impl Occurrence {
    /// The time by which it is named: the one that the series has for it.
    #[must_use]
    pub fn name(&self) -> CivilDateTime {
        self.moved_from.unwrap_or(self.starts)
    }
}
