//! Time zones: what the clock on the wall means in UTC, and when an event takes place near now.
//!
//! A time that the clock shows twice is the first of the two; one that it leaves out is moved on by the gap.

mod calendars;

use cop_core::command::Command;
use cop_core::event::{Event, EventState};
use cop_core::schedule::{Occurrence, Schedule};
use cop_core::time::{CivilDateTime, Timestamp, Zone};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use thiserror::Error;

pub use calendars::{Database, civil, clock_changes, day};

/// How many times to come are told that were not called off, and how many more that were.
const N_TO_COME: usize = 6;
const N_CALLED_OFF: usize = 20;
/// How many times that are over are told.
const N_OVER: usize = 24;

/// The database has no such zone.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("there is no time zone {0}")]
pub struct UnknownZone(pub Zone);

/// Sets the moments in UTC of the schedule that a command carries, whatever its sender believed, and sees to it that
/// the zone of a community is one.
///
/// # Errors
/// [`UnknownZone`] where the database does not have the zone.
pub fn normalise(command: &mut Command) -> Result<(), UnknownZone> {
    match command {
        Command::PlanEvent { schedule, .. } | Command::ChangeEvent { schedule, .. } => {
            schedule.starts_at = resolve(schedule.starts, &schedule.zone)?;
            Ok(())
        }
        Command::FoundCommunity {
            zone: Some(zone), ..
        } => time_zone(zone).map(|_| ()),
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

/// The times of an event that are near, in order: of those that are over the last one and those of which something
/// is recorded, then the next ones.
///
/// A time that was moved is where it was moved to. None where the zone is not known.
#[must_use]
pub fn occurrences(event: &Event, now: Timestamp) -> Vec<Occurrence> {
    let schedule = &event.schedule;
    let Ok(zone) = time_zone(&schedule.zone) else {
        return Vec::new();
    };
    let Some(series) = &schedule.series else {
        return vec![occurrence(schedule, schedule.starts, &zone)];
    };
    let mut near = moved_and_recorded(event, &zone, now);
    // Most series met within the last weeks; only for the others it is worth to look further back. One that has ended
    // is looked at around its end, and one that has not and meets more seldom is soon gone through.
    let now_there = now.plus_minutes(-i64::from(schedule.minutes)).civil_utc();
    let before = |end: CivilDateTime, days: i64| end.plus_minutes(-days * 24 * 60);
    let around_end = event.last_time().filter(|last| *last < now_there);
    let last_look = around_end.map(|last| before(last, 800));
    for from in [
        before(now_there, 40),
        before(now_there, 800),
        last_look.unwrap_or(schedule.starts),
    ] {
        let by_rule = series
            .occurrences_from(schedule.starts, from)
            .filter(|starts| event.moved(Some(*starts)).is_none())
            .map(|starts| occurrence(schedule, starts, &zone));
        let (last, to_come) = last_and_next(event, by_rule, now);
        if last.is_none() && from > schedule.starts {
            continue;
        }
        near.extend(last.into_iter().chain(to_come));
        break;
    }
    near.sort_by_key(|near| (near.starts_at, near.name()));
    near.dedup_by_key(|near| near.name());
    limited(event, near, now)
}

/// The times that were moved and are to come, and those of which something is recorded.
fn moved_and_recorded(event: &Event, zone: &TimeZone, now: Timestamp) -> Vec<Occurrence> {
    event
        .occasions()
        .map(|(name, occasion)| {
            let when = match &occasion.moved {
                Some(moved) => Occurrence {
                    moved_from: Some(name),
                    starts: moved.schedule.starts,
                    starts_at: moved.schedule.starts_at,
                    ends_at: moved.schedule.first_ends_at(),
                },
                None => occurrence(&event.schedule, name, zone),
            };
            (when, occasion)
        })
        .filter(|(when, occasion)| match &occasion.moved {
            Some(_) if when.ends_at > now => true,
            _ => !occasion.record.is_empty(),
        })
        .map(|(when, _)| when)
        .collect()
}

fn last_and_next(
    event: &Event,
    by_rule: impl Iterator<Item = Occurrence>,
    now: Timestamp,
) -> (Option<Occurrence>, Vec<Occurrence>) {
    let mut last = None;
    let mut to_come = Vec::with_capacity(N_TO_COME + 1);
    let mut n_on = 0;
    for occurrence in by_rule {
        if occurrence.ends_at <= now {
            last = Some(occurrence);
            continue;
        }
        n_on += usize::from(is_on(event, &occurrence));
        to_come.push(occurrence);
        if n_on == N_TO_COME || to_come.len() == N_CALLED_OFF + N_TO_COME {
            break;
        }
    }
    (last, to_come)
}

/// Of what is over the latest ones, of what comes the next ones.
fn limited(event: &Event, near: Vec<Occurrence>, now: Timestamp) -> Vec<Occurrence> {
    let (over, mut to_come): (Vec<_>, Vec<_>) =
        near.into_iter().partition(|near| near.ends_at <= now);
    let mut n_on = 0;
    to_come.retain(|near| {
        let is_wanted = n_on < N_TO_COME;
        n_on += usize::from(is_on(event, near));
        is_wanted
    });
    let n_before = over.len().saturating_sub(N_OVER);
    over.into_iter().skip(n_before).chain(to_come).collect()
}

fn is_on(event: &Event, occurrence: &Occurrence) -> bool {
    event.state_at(Some(occurrence.name())) == EventState::Planned
}

fn occurrence(schedule: &Schedule, starts: CivilDateTime, zone: &TimeZone) -> Occurrence {
    let starts_at = moment(starts, zone);
    Occurrence {
        moved_from: None,
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
    use cop_core::Model;
    use cop_core::activity::{
        Access, Activity, Audience, Basis, Form, Kind, Mode, Part, Purpose, VERSION, Visibility,
    };
    use cop_core::id::{ActivityId, CommunityId, EventId, PersonId, TextId};
    use cop_core::recurrence::{Recurrence, Series};
    use cop_core::text::TextRef;

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

    /// An event with this schedule, and what happened to it after it was planned.
    fn event(schedule: &Schedule, changes: Vec<Kind>) -> Event {
        let id = EventId::parse("e1").unwrap();
        let title = TextRef {
            id: TextId::from_u128(1),
            n_chars: 5,
        };
        let community = CommunityId::parse("falls").unwrap();
        let founded = Kind::CommunityFounded {
            purpose: Purpose {
                name: title,
                domain: None,
                for_whom: None,
                what_we_do: None,
                terms: Vec::new(),
            },
            visibility: Visibility::Public,
            access: Access::Open,
            zone: None,
        };
        let planned = Kind::EventPlanned {
            event: id.clone(),
            title,
            form: Form::Working,
            mode: Mode::Online,
            schedule: schedule.clone(),
            place: None,
            capacity: None,
            problem: None,
            with: None,
            host: None,
        };
        let log: Vec<Activity> = [founded, planned]
            .into_iter()
            .chain(changes)
            .zip(1..)
            .map(|(what, nth)| Activity {
                id: ActivityId::from_u128(nth),
                version: VERSION,
                actor: PersonId::parse("ama").ok(),
                recorder: None,
                community: Some(community.clone()),
                at: at("2019-01-01T00:00:00Z"),
                recorded: at("2019-01-01T00:00:00Z"),
                basis: Basis::Seen,
                audience: Audience::Community,
                speaking_as: None,
                what,
            })
            .collect();
        let model = Model::replay(&log);
        let events = &model.community(&community).unwrap().events;
        events.get(&id).unwrap().clone()
    }

    fn moved(name: &str, to: &str) -> Kind {
        Kind::EventChanged {
            event: EventId::parse("e1").unwrap(),
            occurrence: Some(civil(name)),
            schedule: schedule(to, None),
            place: None,
            capacity: None,
            mode: None,
            form: None,
            problem: None,
        }
    }

    fn called_off(name: &str) -> Kind {
        Kind::EventCancelled {
            event: EventId::parse("e1").unwrap(),
            occurrence: Some(civil(name)),
            reason: None,
        }
    }

    fn attended(name: &str) -> Kind {
        Kind::Attended {
            event: EventId::parse("e1").unwrap(),
            occurrence: Some(civil(name)),
            part: Part::Present,
            presence: None,
        }
    }

    #[track_caller]
    fn check(schedule: &Schedule, now: &str, expected: &[&str]) {
        check_after(schedule, Vec::new(), now, expected);
    }

    #[track_caller]
    fn check_after(schedule: &Schedule, changes: Vec<Kind>, now: &str, expected: &[&str]) {
        let found: Vec<String> = occurrences(&event(schedule, changes), at(now))
            .iter()
            .map(|occurrence| occurrence.starts_at.to_string())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_series_is_at_ten_all_year() {
        let found = occurrences(
            &event(&schedule("2026-10-05T10:00", Some("FREQ=WEEKLY")), vec![]),
            at("2026-10-13T00:00:00Z"),
        );
        let clocks: Vec<_> = found.iter().map(|near| near.starts.time).collect();
        assert!(clocks.iter().all(|time| time.to_string() == "10:00"));
        let hours: Vec<_> = found
            .iter()
            .map(|near| near.starts_at.civil_utc().time.hour())
            .collect();
        // Summer time ends on 25 October.
        assert_eq!(hours, [9, 9, 10, 10, 10, 10, 10]);
    }

    #[test]
    fn a_time_that_was_moved_is_where_it_was_moved_to() {
        check_after(
            &schedule("2026-10-01T10:00", Some("FREQ=WEEKLY;COUNT=4")),
            vec![moved("2026-10-15T10:00", "2026-10-30T14:00")],
            "2026-10-09T00:00:00Z",
            &[
                "2026-10-08T09:00:00Z",
                "2026-10-22T09:00:00Z",
                "2026-10-30T14:00:00Z",
            ],
        );
    }

    #[test]
    fn a_time_that_was_called_off_is_told_and_takes_no_place_from_the_next_ones() {
        let found = occurrences(
            &event(
                &schedule("2026-10-01T10:00", Some("FREQ=WEEKLY")),
                vec![called_off("2026-10-08T10:00")],
            ),
            at("2026-10-02T00:00:00Z"),
        );
        assert_eq!(found.len(), 1 + 1 + N_TO_COME);
        assert_eq!(found[1].starts, civil("2026-10-08T10:00"));
    }

    #[test]
    fn what_is_recorded_of_is_told_with_its_moment_however_long_ago() {
        check_after(
            &schedule("2026-06-04T10:00", Some("FREQ=WEEKLY;UNTIL=20261022")),
            vec![attended("2026-06-11T10:00"), attended("2026-10-22T10:00")],
            "2026-12-01T00:00:00Z",
            &["2026-06-11T09:00:00Z", "2026-10-22T09:00:00Z"],
        );
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
