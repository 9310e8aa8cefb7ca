//! Time zones: what the clock on the wall means in UTC, and when an event takes place near now.
//!
//! A time that the clock shows twice is the first of the two; one that it leaves out is moved on by the gap.

use cop_core::command::Command;
use cop_core::schedule::{Occurrence, Schedule};
use cop_core::time::{CivilDateTime, Timestamp, Zone};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use thiserror::Error;

/// How many occurrences to come are told.
const N_TO_COME: usize = 6;

/// The database has no such zone.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("there is no time zone {0}")]
pub struct UnknownZone(pub Zone);

/// Sets the moments in UTC of the schedule that a command carries, whatever its sender believed.
///
/// # Errors
/// [`UnknownZone`] where the database does not have the zone.
pub fn normalise(command: &mut Command) -> Result<(), UnknownZone> {
    match command {
        Command::PlanEvent { schedule, .. } | Command::ChangeEvent { schedule, .. } => {
            schedule.starts_at = resolve(schedule.starts, &schedule.zone)?;
            Ok(())
        }
        _ => Ok(()),
    }
}

/// The moment at which the clock on the wall shows a time.
///
/// # Errors
/// [`UnknownZone`] where the database does not have the zone.
pub fn resolve(civil: CivilDateTime, zone: &Zone) -> Result<Timestamp, UnknownZone> {
    Ok(moment(civil, &time_zone(zone)?))
}

/// The last time that is over and the next ones in order; none where the zone is not known.
#[must_use]
pub fn occurrences(schedule: &Schedule, now: Timestamp) -> Vec<Occurrence> {
    let Ok(zone) = time_zone(&schedule.zone) else {
        return Vec::new();
    };
    let Some(series) = &schedule.series else {
        return vec![occurrence(schedule, schedule.starts, &zone)];
    };
    // Most series met within the last weeks; only for the others it is worth to look further back.
    for days_back in [40, 800] {
        let from = now
            .minus_days(days_back)
            .plus_minutes(-i64::from(schedule.minutes))
            .civil_utc();
        let near = near(
            schedule,
            series.occurrences_from(schedule.starts, from),
            &zone,
            now,
        );
        let is_over = |occurrence: &Occurrence| occurrence.ends_at <= now;
        if near.first().is_some_and(is_over) || from <= schedule.starts {
            return near;
        }
    }
    near(
        schedule,
        series.occurrences_from(schedule.starts, schedule.starts),
        &zone,
        now,
    )
}

fn near(
    schedule: &Schedule,
    starts: impl Iterator<Item = CivilDateTime>,
    zone: &TimeZone,
    now: Timestamp,
) -> Vec<Occurrence> {
    let mut last = None;
    let mut to_come = Vec::with_capacity(N_TO_COME + 1);
    for starts in starts {
        let occurrence = occurrence(schedule, starts, zone);
        if occurrence.ends_at <= now {
            last = Some(occurrence);
        } else {
            to_come.push(occurrence);
            if to_come.len() == N_TO_COME {
                break;
            }
        }
    }
    last.into_iter().chain(to_come).collect()
}

fn occurrence(schedule: &Schedule, starts: CivilDateTime, zone: &TimeZone) -> Occurrence {
    let starts_at = moment(starts, zone);
    Occurrence {
        starts,
        starts_at,
        ends_at: starts_at.plus_minutes(i64::from(schedule.minutes)),
    }
}

fn time_zone(zone: &Zone) -> Result<TimeZone, UnknownZone> {
    TimeZone::get(zone.as_str()).map_err(|_| UnknownZone(zone.clone()))
}

fn moment(civil: CivilDateTime, zone: &TimeZone) -> Timestamp {
    let (date, time) = (civil.date, civil.time);
    let small = |number: u32| i8::try_from(number).expect("months, days and clocks stop at 60");
    let civil = DateTime::constant(
        i16::try_from(date.year()).expect("years stop at 9999"),
        small(date.month()),
        small(date.day()),
        small(time.hour()),
        small(time.minute()),
        small(time.second()),
        0,
    );
    match zone.to_timestamp(civil) {
        Ok(timestamp) => Timestamp::from_ms(timestamp.as_millisecond()),
        // Only in the last hours of the year 9999, which both kinds of timestamp stop at.
        Err(_) => Timestamp::MAX,
    }
}

#[cfg(test)]
mod tests {
    use cop_core::recurrence::{Recurrence, Series};

    use super::*;

    fn civil(text: &str) -> CivilDateTime {
        CivilDateTime::parse(text).unwrap()
    }

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    fn london() -> Zone {
        Zone::parse("Europe/London").unwrap()
    }

    fn schedule(starts: &str, rule: Option<&str>) -> Schedule {
        Schedule {
            starts: civil(starts),
            zone: london(),
            minutes: 60,
            starts_at: resolve(civil(starts), &london()).unwrap(),
            series: rule.map(|rule| Series::new(Recurrence::parse(rule).unwrap())),
        }
    }

    #[track_caller]
    fn check(schedule: &Schedule, now: &str, expected: &[&str]) {
        let found: Vec<String> = occurrences(schedule, at(now))
            .iter()
            .map(|occurrence| occurrence.starts_at.to_string())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_meeting_stays_at_ten_when_the_clocks_change() {
        assert_eq!(
            resolve(civil("2026-07-01T10:00"), &london()),
            Ok(at("2026-07-01T09:00:00Z"))
        );
        assert_eq!(
            resolve(civil("2026-12-01T10:00"), &london()),
            Ok(at("2026-12-01T10:00:00Z"))
        );
    }

    #[test]
    fn a_time_left_out_is_moved_on_and_one_shown_twice_is_the_first() {
        assert_eq!(
            resolve(civil("2026-03-29T01:30"), &london()),
            Ok(at("2026-03-29T01:30:00Z"))
        );
        assert_eq!(
            resolve(civil("2026-10-25T01:30"), &london()),
            Ok(at("2026-10-25T00:30:00Z"))
        );
    }

    #[test]
    fn an_unknown_zone_is_named() {
        let mars = Zone::parse("Mars/Olympus").unwrap();
        assert_eq!(
            resolve(civil("2026-03-29T01:30"), &mars),
            Err(UnknownZone(mars))
        );
    }

    #[test]
    fn of_a_series_the_last_and_the_next_ones_are_near() {
        check(
            &schedule("2026-10-01T10:00", Some("FREQ=WEEKLY;COUNT=6")),
            "2026-10-22T09:30:00Z",
            &[
                "2026-10-15T09:00:00Z",
                "2026-10-22T09:00:00Z",
                "2026-10-29T10:00:00Z",
                "2026-11-05T10:00:00Z",
            ],
        );
    }

    #[test]
    fn the_last_one_is_found_however_long_ago_it_was() {
        check(
            &schedule("2019-05-01T10:00", Some("FREQ=WEEKLY;COUNT=2")),
            "2026-10-22T09:30:00Z",
            &["2019-05-08T09:00:00Z"],
        );
        check(
            &schedule("2020-05-01T10:00", Some("FREQ=YEARLY;COUNT=7")),
            "2026-10-22T09:30:00Z",
            &["2026-05-01T09:00:00Z"],
        );
    }

    #[test]
    fn a_single_meeting_is_its_only_occurrence() {
        check(
            &schedule("2019-05-01T10:00", None),
            "2026-10-22T09:30:00Z",
            &["2019-05-01T09:00:00Z"],
        );
    }
}
