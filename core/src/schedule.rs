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

impl Schedule {
    /// The end of a single meeting in UTC; none for a series, which the core does not resolve.
    #[must_use]
    pub fn single_ends_at(&self) -> Option<Timestamp> {
        match self.series {
            None => Some(self.starts_at.plus_minutes(i64::from(self.minutes))),
            Some(_) => None,
        }
    }
}

/// One time that an event takes place, with its zone resolved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Occurrence {
    /// On the clock on the wall.
    pub starts: CivilDateTime,
    /// In UTC.
    pub starts_at: Timestamp,
    /// In UTC.
    pub ends_at: Timestamp,
}

reads!(Occurrence {
    starts,
    starts_at,
    ends_at
});
