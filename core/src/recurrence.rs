//! When an event recurs: the part of RFC 5545 that people use, on the clock of the place where it happens.
//!
//! It knows no time zone: an occurrence is a civil time, also where the clock shows that time twice or not at all.

mod occurrences;
mod text;

use serde::Serialize;

use crate::reads;
use crate::sorted::SortedSet;

use crate::time::{CivilDateTime, Weekday};

pub use occurrences::Occurrences;
pub use text::RecurrenceError;

/// How often something recurs, and until when.
///
/// ```
/// use cop_core::recurrence::Recurrence;
/// use cop_core::time::CivilDateTime;
///
/// let third_wednesday = Recurrence::parse("FREQ=MONTHLY;BYDAY=3WE;COUNT=2").unwrap();
/// let start = CivilDateTime::parse("2026-12-16T16:00:00").unwrap();
/// let times: Vec<String> = third_wednesday.occurrences(start).map(|time| time.to_string()).collect();
/// assert_eq!(times, ["2026-12-16T16:00:00", "2027-01-20T16:00:00"]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurrence {
    pattern: Pattern,
    interval: u32,
    end: End,
}

/// Which days recur.
///
/// Where a list of days is empty, the day is that of the first occurrence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pattern {
    /// Every day.
    Daily,
    /// On these days of every week, which begins on Monday.
    Weekly(SortedSet<Weekday>),
    /// On the days of every month that are in both lists, or in the one that is not empty.
    Monthly {
        /// Weekdays, such as the third Wednesday.
        weekdays: SortedSet<MonthlyWeekday>,
        /// Days of the month from 1 to 31, or counted from its end from -1 to -31.
        days: SortedSet<i8>,
    },
    /// On the same day of every year; a 29 February only in leap years.
    Yearly,
}

/// A weekday of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MonthlyWeekday {
    /// From 1 to 5, or counted from the month's end from -1 to -5; 0 for each one of the month.
    pub ordinal: i8,
    /// The weekday.
    pub weekday: Weekday,
}

/// Where a recurrence ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Nowhere.
    Never,
    /// After that many occurrences, counting those that were called off.
    Count(u32),
    /// With the last occurrence that is not later.
    Until(CivilDateTime),
}

impl Recurrence {
    /// Largest number of days, weeks, months or years from one occurrence to the next.
    pub const MAX_INTERVAL: u32 = 1_000;
    /// Largest number of occurrences that an end can give.
    pub const MAX_COUNT: u32 = 10_000;
    /// Longest text of a rule, in bytes.
    pub const MAX_BYTES: usize = 1_000;

    /// Which days recur.
    #[must_use]
    pub const fn pattern(&self) -> &Pattern {
        &self.pattern
    }

    /// Every how many days, weeks, months or years: 1 to [`MAX_INTERVAL`](Self::MAX_INTERVAL).
    #[must_use]
    pub const fn interval(&self) -> u32 {
        self.interval
    }

    /// Where it ends.
    #[must_use]
    pub const fn end(&self) -> End {
        self.end
    }

    /// Occurrences in order, none before `start`.
    ///
    /// `start` itself is one of them only when the rule names its day.
    #[must_use]
    pub fn occurrences(&self, start: CivilDateTime) -> Occurrences<'_> {
        Occurrences::new(self, start, start)
    }

    /// Occurrences of what began at `start`, in order, none before `from`.
    ///
    /// Passes over the time before `from` without counting through it, unless the rule ends after a number of
    /// occurrences.
    #[must_use]
    pub fn occurrences_from(&self, start: CivilDateTime, from: CivilDateTime) -> Occurrences<'_> {
        Occurrences::new(self, start, from)
    }
}

/// A recurrence with its exceptions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Series {
    /// How often it recurs.
    pub rule: Recurrence,
    /// Occurrences called off or moved away.
    #[serde(skip_serializing_if = "SortedSet::is_empty")]
    pub except: SortedSet<CivilDateTime>,
    /// Occurrences that the rule does not give.
    #[serde(skip_serializing_if = "SortedSet::is_empty")]
    pub extra: SortedSet<CivilDateTime>,
}

reads!(Series {
    rule,
    except,
    extra
});

impl Series {
    /// A recurrence without exceptions.
    #[must_use]
    pub const fn new(rule: Recurrence) -> Self {
        Self {
            rule,
            except: SortedSet::new(),
            extra: SortedSet::new(),
        }
    }

    /// Occurrences of what began at `start`, in order and each once, none before `from`.
    pub fn occurrences_from(
        &self,
        start: CivilDateTime,
        from: CivilDateTime,
    ) -> impl Iterator<Item = CivilDateTime> {
        let mut ruled = self.rule.occurrences_from(start, from).peekable();
        let mut extra = self
            .extra
            .iter()
            .copied()
            .skip_while(move |extra| *extra < from)
            .peekable();
        let merged = std::iter::from_fn(move || match (ruled.peek(), extra.peek()) {
            (Some(next), Some(other)) if next == other => {
                extra.next();
                ruled.next()
            }
            (Some(next), Some(other)) if next > other => extra.next(),
            (Some(_), _) => ruled.next(),
            (None, _) => extra.next(),
        });
        merged.filter(|occurrence| !self.except.contains(occurrence))
    }

    /// Whether what began at `start` takes place at this time.
    #[must_use]
    pub fn has(&self, start: CivilDateTime, occurrence: CivilDateTime) -> bool {
        self.those_of(start)(occurrence)
    }

    /// Tells of one time after the other whether what began at `start` takes place then.
    ///
    /// A rule that ends after a number of occurrences is counted through once, of at most
    /// [`MAX_COUNT`](Recurrence::MAX_COUNT); of others just the days around each time are looked at.
    pub fn those_of(&self, start: CivilDateTime) -> impl Fn(CivilDateTime) -> bool {
        let counted: Option<SortedSet<CivilDateTime>> = match self.rule.end {
            End::Count(_) => Some(self.rule.occurrences(start).collect()),
            End::Never | End::Until(_) => None,
        };
        move |occurrence| {
            let is_ruled = || match &counted {
                Some(counted) => counted.contains(&occurrence),
                None => {
                    let mut near = self.rule.occurrences_from(start, occurrence);
                    occurrence.time == start.time && near.next() == Some(occurrence)
                }
            };
            !self.except.contains(&occurrence) && (self.extra.contains(&occurrence) || is_ruled())
        }
    }

    /// The last time of what began at `start`, or `start` where it has none: nothing where it never ends.
    #[must_use]
    pub fn last(&self, start: CivilDateTime) -> Option<CivilDateTime> {
        let is_kept = |occurrence: &CivilDateTime| !self.except.contains(occurrence);
        let ruled = match self.rule.end {
            End::Never => return None,
            End::Count(_) => self.rule.occurrences(start).filter(is_kept).last(),
            // What recurs often is found in the last days, without counting through the years before.
            End::Until(until) => [40, 400, 4_000, 40_000, 4_000_000]
                .into_iter()
                .find_map(|days| {
                    let from = until.plus_minutes(-days * 24 * 60);
                    self.rule
                        .occurrences_from(start, from)
                        .filter(is_kept)
                        .last()
                }),
        };
        let extra = self.extra.iter().copied().rfind(is_kept);
        Some(ruled.max(extra).unwrap_or(start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn civil(text: &str) -> CivilDateTime {
        CivilDateTime::parse(text).unwrap()
    }

    #[test]
    fn exceptions_are_left_out_and_extra_dates_come_in_their_place() {
        let mut series = Series::new(Recurrence::parse("FREQ=WEEKLY;COUNT=3").unwrap());
        series.except.insert(civil("2026-11-27T12:00"));
        series.extra.insert(civil("2026-11-26T12:00"));
        series.extra.insert(civil("2026-12-04T12:00"));
        series.extra.insert(civil("2027-01-01T09:00"));
        let start = civil("2026-11-20T12:00");
        let found: Vec<_> = series
            .occurrences_from(start, civil("2026-11-21T00:00"))
            .map(|occurrence| occurrence.to_string())
            .collect();
        assert_eq!(
            found,
            [
                "2026-11-26T12:00:00",
                "2026-12-04T12:00:00",
                "2027-01-01T09:00:00"
            ]
        );
    }

    #[track_caller]
    fn check_last(rule: &str, last: Option<&str>) {
        let mut series = Series::new(Recurrence::parse(rule).unwrap());
        series.except.insert(civil("2026-12-11T12:00"));
        let start = civil("2026-11-20T12:00");
        assert_eq!(series.last(start), last.map(civil), "{rule}");
    }

    #[test]
    fn a_series_that_ends_has_a_last_time_and_it_is_none_that_was_called_off() {
        check_last("FREQ=WEEKLY", None);
        check_last("FREQ=WEEKLY;COUNT=3", Some("2026-12-04T12:00"));
        check_last("FREQ=WEEKLY;COUNT=4", Some("2026-12-04T12:00"));
        check_last("FREQ=WEEKLY;UNTIL=20261215", Some("2026-12-04T12:00"));
        check_last("FREQ=DAILY;UNTIL=99991231", Some("9999-12-31T12:00"));
        check_last(
            "FREQ=YEARLY;INTERVAL=1000;UNTIL=99991231",
            Some("9026-11-20T12:00"),
        );
        check_last("FREQ=DAILY;UNTIL=20261101", Some("2026-11-20T12:00"));
    }

    #[test]
    fn a_series_knows_its_own_times() {
        let mut series = Series::new(Recurrence::parse("FREQ=WEEKLY;COUNT=3").unwrap());
        series.except.insert(civil("2026-11-27T12:00"));
        series.extra.insert(civil("2026-11-28T09:00"));
        let start = civil("2026-11-20T12:00");
        let has = |text: &str| series.has(start, civil(text));
        assert!(has("2026-11-20T12:00") && has("2026-11-28T09:00") && has("2026-12-04T12:00"));
        assert!(!has("2026-11-27T12:00") && !has("2026-12-11T12:00") && !has("2026-12-04T12:30"));
        assert!(!has("2026-11-13T12:00"));
        let endless = Series::new(Recurrence::parse("FREQ=WEEKLY").unwrap());
        assert!(endless.has(start, civil("9999-12-24T12:00")));
        assert!(!endless.has(start, civil("9999-12-23T12:00")));
    }

    #[test]
    fn a_series_without_exceptions_is_its_rule() {
        let series = Series::new(Recurrence::parse("FREQ=DAILY").unwrap());
        let json = serde_json::to_string(&series).unwrap();
        assert_eq!(json, r#"{"rule":"FREQ=DAILY"}"#);
        assert_eq!(serde_json::from_str::<Series>(&json).unwrap(), series);
    }
}
