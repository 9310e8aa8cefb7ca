//! `attendance.csv`: who was at which event.

use std::collections::BTreeMap;

use cop_core::activity::{Form, Kind, Mode, Part};
use cop_core::id::{ActivityId, CommunityId, EventId, IdFault, PersonId};
use cop_core::schedule::Schedule;
use cop_core::time::{CivilDateTime, Timestamp, Zone};

use super::derived::number;
use super::events::{Titles, event_id, folded};
use super::findings::Findings;
use super::history::History;
use super::table::{Columns, Row, Table};
use crate::zones::civil;

/// The columns that have to be there, and those that may.
pub(super) const COLUMNS: Columns = (&["at", "community", "event", "person"], &["part"]);

/// How long a meeting is taken to have lasted that is known from its attendance only.
const MINUTES: u32 = 60;

/// A row that is right in itself.
pub(super) struct AttendanceRow<'a> {
    pub(super) row: Row<'a>,
    pub(super) at: Timestamp,
    pub(super) community: CommunityId,
    pub(super) person: PersonId,
    part: Part,
}

pub(super) fn read<'a>(table: &'a Table, findings: &mut Findings) -> Vec<AttendanceRow<'a>> {
    let mut rows = Vec::new();
    for row in table.rows() {
        let at = row.required("at", Timestamp::parse_lenient, findings);
        let community = row.required("community", CommunityId::parse, findings);
        let person = row.required("person", PersonId::parse, findings);
        let event = row.required("event", |_| Ok::<_, IdFault>(()), findings);
        let part = row.optional("part", part, findings);
        let (Some(at), Some(community), Some(person), Some(_), Some(part)) =
            (at, community, person, event, part)
        else {
            continue;
        };
        rows.push(AttendanceRow {
            row,
            at,
            community,
            person,
            part: part.unwrap_or(Part::Present),
        });
    }
    rows
}

fn part(text: &str) -> Result<Part, &'static str> {
    match text.to_ascii_lowercase().replace('_', " ").as_str() {
        "chair" => Ok(Part::Chair),
        "spoke" => Ok(Part::Spoke),
        "took part" => Ok(Part::TookPart),
        "present" => Ok(Part::Present),
        _ => Err("the part is chair, spoke, took part or present"),
    }
}

/// Gives each row its event, and tells which events are known from their attendance only, with when they first were.
pub(super) fn events<'a>(
    rows: &[AttendanceRow<'a>],
    titles: &mut Titles,
    history: &History,
    findings: &mut Findings,
) -> (Vec<EventId>, Vec<Attended<'a>>) {
    let mut only_attended: BTreeMap<EventId, Attended<'a>> = BTreeMap::new();
    let mut of_rows = Vec::with_capacity(rows.len());
    for row in rows {
        let title = row.row.field("event");
        let key = (row.community.clone(), folded(title));
        let event = match titles
            .get(&key)
            .cloned()
            .or_else(|| row.event_by_id(history))
        {
            Some(event) => event,
            None => {
                let event = event_id(&row.community, title, 0);
                row.row.note(
                    "there is no such event, so one was recorded on the day of its first attendance",
                    findings,
                );
                titles.insert(key, event.clone());
                let attended = Attended {
                    event: event.clone(),
                    community: row.community.clone(),
                    title,
                    at: row.at,
                };
                only_attended.insert(event.clone(), attended);
                event
            }
        };
        if let Some(attended) = only_attended.get_mut(&event) {
            attended.at = attended.at.min(row.at);
        }
        of_rows.push(event);
    }
    (of_rows, only_attended.into_values().collect())
}

/// An event that is known from its attendance only.
pub(super) struct Attended<'a> {
    event: EventId,
    community: CommunityId,
    title: &'a str,
    pub(super) at: Timestamp,
}

impl Attended<'_> {
    pub(super) fn record(&self, history: &mut History) {
        let id = ActivityId::from_u128(number("planned", &[self.event.as_str()]));
        let what = Kind::EventPlanned {
            host: None,
            with: None,
            event: self.event.clone(),
            title: history.text(id, "title", self.title),
            form: Form::Mixed,
            mode: Mode::Hybrid,
            schedule: Schedule {
                starts: self.at.civil_utc(),
                zone: Zone::utc(),
                minutes: MINUTES,
                starts_at: self.at,
                series: None,
            },
            place: None,
            capacity: None,
            problem: None,
        };
        history.record(id, self.at, None, Some(&self.community), what);
    }
}

impl AttendanceRow<'_> {
    fn event_by_id(&self, history: &History) -> Option<EventId> {
        let event = EventId::parse(self.row.field("event")).ok()?;
        let community = history.model().community(&self.community)?;
        community.events.get(&event).map(|_| event)
    }

    /// Which time of a series it was: the one of that day, in the series' own zone; none of a single meeting.
    fn occurrence(&self, event: &EventId, history: &History) -> Option<CivilDateTime> {
        let community = history.model().community(&self.community)?;
        let schedule = &community.events.get(event)?.schedule;
        schedule.series.as_ref()?;
        let date = civil(self.at, &schedule.zone).date;
        Some(CivilDateTime::new(date, schedule.starts.time))
    }

    /// Records that the person was there; a row that says the same again changes nothing.
    pub(super) fn record(&self, event: &EventId, history: &mut History) {
        let parts = [
            &self.at.to_string(),
            self.community.as_str(),
            event.as_str(),
            self.person.as_str(),
            part_name(self.part),
        ];
        let occurrence = self.occurrence(event, history);
        history.record(
            ActivityId::from_u128(number("attended", &parts)),
            self.at,
            Some(&self.person),
            Some(&self.community),
            Kind::Attended {
                occurrence,
                presence: None,
                event: event.clone(),
                part: self.part,
            },
        );
    }
}

fn part_name(part: Part) -> &'static str {
    match part {
        Part::Chair => "chair",
        Part::Spoke => "spoke",
        Part::TookPart => "took part",
        Part::Present => "present",
    }
}
