//! `events.csv`: when each community meets, as people write it or as calendars do.

use std::collections::{BTreeMap, BTreeSet};

use cop_core::activity::{Form, Kind, Mode};
use cop_core::id::{ActivityId, CommunityId, EventId};
use cop_core::recurrence::{Recurrence, Series};
use cop_core::schedule::{MAX_MINUTES, Schedule};
use cop_core::time::{CivilDateTime, Timestamp, Zone};

use super::derived::number;
use super::findings::Findings;
use super::history::History;
use super::table::{Columns, Row, Table};
use super::written_times::{self, Unreadable};
use crate::zones;

/// The columns that have to be there, and those that may.
pub(super) const COLUMNS: Columns = (
    &["community", "title"],
    &[
        "weekday",
        "time",
        "timezone",
        "frequency",
        "start",
        "end",
        "rrule",
    ],
);

/// How long a meeting is that has no end.
const MINUTES: u32 = 60;

/// A row that is right in itself, but for its times, which may hang on when the community began.
pub(super) struct EventRow<'a> {
    pub(super) row: Row<'a>,
    pub(super) community: CommunityId,
    pub(super) event: EventId,
    title: &'a str,
}

/// The event that each title of a community names.
pub(super) type Titles = BTreeMap<(CommunityId, String), EventId>;

/// When an event is.
pub(super) struct Planned {
    pub(super) schedule: Schedule,
    /// Whether the row says when it began.
    is_start_stated: bool,
}

/// A title as it is compared: the case of letters and the width of spaces are no matter.
pub(super) fn folded(title: &str) -> String {
    title
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

/// The id of the event that is the nth of its title in its community.
pub(super) fn event_id(community: &CommunityId, title: &str, nth: usize) -> EventId {
    let parts = [community.as_str(), &folded(title), &nth.to_string()];
    let number = ActivityId::from_u128(number("event", &parts));
    EventId::parse(&number.to_string()).expect("a UUID is short and printable")
}

pub(super) fn read<'a>(table: &'a Table, findings: &mut Findings) -> Vec<EventRow<'a>> {
    let mut rows = Vec::new();
    let mut seen = BTreeSet::new();
    let mut n_of_title: BTreeMap<(CommunityId, String), usize> = BTreeMap::new();
    for row in table.rows() {
        let community = row.required("community", CommunityId::parse, findings);
        let title = row.field("title");
        if title.is_empty() {
            row.fault("title", "this is empty", findings);
        }
        let (Some(community), false) = (community, title.is_empty()) else {
            continue;
        };
        let columns = COLUMNS.0.iter().chain(COLUMNS.1);
        let fields: Vec<&str> = columns.map(|column| row.field(column)).collect();
        if !seen.insert(fields) {
            row.note("this row is there twice, and counts once", findings);
            continue;
        }
        let n = n_of_title
            .entry((community.clone(), folded(title)))
            .or_default();
        let event = event_id(&community, title, *n);
        *n += 1;
        rows.push(EventRow {
            row,
            event,
            community,
            title,
        });
    }
    rows
}

impl EventRow<'_> {
    /// Adds the event under its title, unless that names an earlier one.
    pub(super) fn enter(&self, titles: &mut Titles, taken: &mut BTreeSet<EventId>) {
        let key = (self.community.clone(), folded(self.title));
        let is_first = titles.get(&key).is_none_or(|known| !taken.contains(known));
        if is_first {
            titles.insert(key, self.event.clone());
        }
        taken.insert(self.event.clone());
    }

    /// When the event is: by start, end and rule, or as people write it, which is counted from the beginning of the
    /// community.
    pub(super) fn planned(&self, founded: Timestamp, findings: &mut Findings) -> Option<Planned> {
        if self.row.field("start").is_empty() {
            self.as_people_write(founded, findings)
        } else {
            self.as_calendars_do(findings)
        }
    }

    fn as_people_write(&self, founded: Timestamp, findings: &mut Findings) -> Option<Planned> {
        let row = self.row;
        let [weekday, time, timezone, frequency] =
            ["weekday", "time", "timezone", "frequency"].map(|column| row.field(column));
        match written_times::read(weekday, time, timezone, frequency, founded.date_utc()) {
            Ok(written) => {
                for note in written.notes {
                    row.note(note, findings);
                }
                Some(Planned {
                    schedule: written.schedule,
                    is_start_stated: written.is_start_stated,
                })
            }
            Err(Unreadable { column, reason }) => {
                row.fault(column, reason, findings);
                None
            }
        }
    }

    fn as_calendars_do(&self, findings: &mut Findings) -> Option<Planned> {
        let row = self.row;
        let zone = self.zone(findings)?;
        let civil = |at: Timestamp| zones::civil(at, &zone);
        let moment =
            |text: &str| CivilDateTime::parse(text).or_else(|_| Timestamp::parse(text).map(civil));
        let rule = |text: &str| Recurrence::parse_in_zone(text, civil);
        let starts = row.required("start", moment, findings);
        let ends = row.optional("end", moment, findings);
        let rule = row.optional("rrule", rule, findings);
        let (Some(starts), Some(ends), Some(rule)) = (starts, ends, rule) else {
            return None;
        };
        let minutes = match ends.map(|ends| u32::try_from(ends.minutes_since(starts))) {
            None => MINUTES,
            Some(Ok(minutes @ 1..=MAX_MINUTES)) => minutes,
            Some(_) => {
                row.fault("end", "an event lasts from a minute to two weeks", findings);
                return None;
            }
        };
        let starts_at = zones::resolve(starts, &zone).ok()?;
        Some(Planned {
            schedule: Schedule {
                starts,
                zone,
                minutes,
                starts_at,
                series: rule.map(|rule| series(rule, starts)),
            },
            is_start_stated: true,
        })
    }

    fn zone(&self, findings: &mut Findings) -> Option<Zone> {
        let row = self.row;
        let zone = match row.field("timezone") {
            "" => {
                if Timestamp::parse(row.field("start")).is_err() {
                    row.note(
                        "without a time zone, the clock is taken to show UTC",
                        findings,
                    );
                }
                Some((Zone::utc(), None))
            }
            text => written_times::zone(text),
        };
        match zone {
            Some((zone, note)) => {
                if let Some(note) = note {
                    row.note(note, findings);
                }
                Some(zone)
            }
            None => {
                row.fault("timezone", "no time zone is known by that name", findings);
                None
            }
        }
    }

    /// Records the event, or where an import said before that it is at another time, that it was moved.
    pub(super) fn record(&self, schedule: &Schedule, at: Timestamp, history: &mut History) {
        match history.imported_schedule(&self.event).cloned() {
            None => {
                let id = ActivityId::from_u128(number("planned", &[self.event.as_str()]));
                let what = Kind::EventPlanned {
                    host: None,
                    with: None,
                    event: self.event.clone(),
                    title: history.text(id, "title", self.title),
                    form: Form::Mixed,
                    mode: Mode::Hybrid,
                    schedule: schedule.clone(),
                    place: None,
                    capacity: None,
                    problem: None,
                };
                history.record(id, at, None, Some(&self.community), what);
            }
            Some((known, _)) if known == *schedule => history.repeat(),
            Some((_, nth)) => {
                let parts = [self.event.as_str(), &nth.to_string()];
                let what = Kind::EventChanged {
                    occurrence: None,
                    event: self.event.clone(),
                    schedule: schedule.clone(),
                    place: None,
                    capacity: None,
                    mode: None,
                    form: None,
                    problem: None,
                };
                let id = ActivityId::from_u128(number("moved", &parts));
                history.record(id, history.now(), None, Some(&self.community), what);
            }
        }
    }
}

impl Planned {
    /// Since when the event is known: from the beginning of its community, or from its stated start where that is
    /// later, but not from after somebody was there, nor from the future.
    pub(super) fn known_at(
        &self,
        founded: Timestamp,
        first_attended: Option<Timestamp>,
        now: Timestamp,
    ) -> Timestamp {
        let at = if self.is_start_stated {
            self.schedule.starts_at.min(now).max(founded)
        } else {
            founded
        };
        first_attended.map_or(at, |attended| at.min(attended))
    }
}

/// A series of which the start is always one time, as in a calendar.
fn series(rule: Recurrence, starts: CivilDateTime) -> Series {
    let is_named = rule.occurrences(starts).next() == Some(starts);
    let mut series = Series::new(rule);
    if !is_named {
        series.extra.insert(starts);
    }
    series
}
