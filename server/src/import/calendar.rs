//! A calendar of another program, brought into a community as events that were planned elsewhere.
//!
//! An event is known again by its UID, so a second import of a calendar adds nothing, and of a changed one what has
//! changed. What people changed here since stays until the calendar says something new.

use std::collections::BTreeSet;
use std::fmt;

use cop_core::Model;
use cop_core::activity::{Activity, Basis, Form, Kind, Mode};
use cop_core::event::{Event, EventState};
use cop_core::id::{ActivityId, CommunityId, EventId};
use cop_core::interchange::icalendar::{self, ChangedMeeting, Fault, PlannedMeeting};
use cop_core::schedule::Schedule;
use cop_core::text::TextRef;
use cop_core::time::{CivilDateTime, Timestamp};
use thiserror::Error;

use super::derived::number;
use super::history::History;
use crate::store::{Store, StoreError};
use crate::zones;

/// How many activities are held at a time while the log is read.
const PAGE: usize = 10_000;

/// What an import of a calendar added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CalendarSummary {
    /// Events and series planned.
    pub planned: usize,
    /// Events, and times of a series, that were moved.
    pub changed: usize,
    /// Events, and times of a series, that were called off.
    pub cancelled: usize,
    /// Events of which the calendar says what it said before.
    pub known: usize,
    /// What was passed over.
    pub notes: Vec<Fault>,
}

/// Why nothing was imported.
#[derive(Debug, Error)]
pub enum CalendarError {
    /// There is no such community.
    #[error("there is no community {0}. Nothing was imported.")]
    NoSuchCommunity(CommunityId),
    /// Lines are wrong, or say something that events here do not have.
    #[error("{}", lines(.0))]
    Faults(Vec<Fault>),
    /// The store could not.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn lines(faults: &[Fault]) -> String {
    let mut lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    lines.push("Nothing was imported.".to_owned());
    lines.join("\n")
}

/// Imports a calendar into a community; `now` is when.
///
/// # Errors
/// [`CalendarError::Faults`] names every line that is wrong; then, as when the store fails, nothing was imported.
pub fn run(
    store: &Store,
    text: &str,
    community: &CommunityId,
    now: Timestamp,
) -> Result<CalendarSummary, CalendarError> {
    let reading = icalendar::read(text, &zones::Database).map_err(CalendarError::Faults)?;
    let history = History::of(store, now)?;
    let founded = history
        .model()
        .community(community)
        .ok_or_else(|| CalendarError::NoSuchCommunity(community.clone()))?
        .founded_at;
    let mut import = Import {
        store,
        community,
        founded,
        said: said_by_imports(store, community)?,
        history,
        summary: CalendarSummary {
            notes: reading.notes,
            ..CalendarSummary::default()
        },
    };
    for meeting in &reading.meetings {
        import.meeting(meeting)?;
    }
    let (head, batch, _) = import.history.into_batch();
    store.append(head, &batch)?;
    Ok(import.summary)
}

/// The community as it would be if only imports had ever spoken of its events.
fn said_by_imports(store: &Store, community: &CommunityId) -> Result<Model, StoreError> {
    let mut said = Model::default();
    let mut after = 0;
    loop {
        let page = store.read_of(community, after, PAGE)?;
        let Some(last) = page.last() else {
            return Ok(said);
        };
        after = last.position;
        for recorded in &page {
            let is_of_event = matches!(
                recorded.activity.what,
                Kind::EventPlanned { .. } | Kind::EventChanged { .. } | Kind::EventCancelled { .. }
            );
            let is_beginning = matches!(recorded.activity.what, Kind::CommunityFounded { .. });
            if is_beginning || (is_of_event && recorded.activity.basis == Basis::Imported) {
                take_over(&mut said, &recorded.activity);
            }
        }
    }
}

/// Of what an import says of events, nothing changes what was recorded before.
fn take_over(said: &mut Model, activity: &Activity) {
    let evolved = said.evolve(activity);
    debug_assert_eq!(evolved, cop_core::Evolved::Done);
}

struct Import<'a> {
    store: &'a Store,
    community: &'a CommunityId,
    founded: Timestamp,
    said: Model,
    history: History,
    summary: CalendarSummary,
}

impl Import<'_> {
    fn meeting(&mut self, meeting: &PlannedMeeting) -> Result<(), StoreError> {
        let number = ActivityId::from_u128(number(
            "calendar event",
            &[self.community.as_str(), &meeting.uid],
        ));
        let id = EventId::parse(&number.to_string()).expect("a UUID is short and printable");
        let n_before = self.summary.n_recorded();
        match self.event(&id).cloned() {
            None => self.plan(&id, meeting),
            Some(event) => self.compare(&id, &event, meeting)?,
        }
        for changed in &meeting.changed {
            self.occurrence(&id, meeting, changed)?;
        }
        self.put_back(&id, meeting)?;
        if meeting.is_cancelled && self.state(&id, None) == Some(EventState::Planned) {
            self.cancel(&id, None);
        }
        if self.summary.n_recorded() == n_before {
            self.summary.known += 1;
        }
        Ok(())
    }

    fn event(&self, id: &EventId) -> Option<&Event> {
        self.said.community(self.community)?.events.get(id)
    }

    fn state(&self, id: &EventId, occurrence: Option<CivilDateTime>) -> Option<EventState> {
        Some(self.event(id)?.state_at(occurrence))
    }

    fn plan(&mut self, id: &EventId, meeting: &PlannedMeeting) {
        let activity = ActivityId::from_u128(number("calendar planned", &[id.as_str()]));
        let title = self.history.text(activity, "title", &meeting.title);
        let place = self.place(activity, meeting.place.as_deref());
        // It is known since it began, where that lies in the past.
        let at = meeting
            .schedule
            .starts_at
            .min(self.history.now())
            .max(self.founded);
        self.summary.planned += 1;
        self.record(
            activity,
            at,
            Kind::EventPlanned {
                event: id.clone(),
                title,
                form: Form::Mixed,
                mode: mode(meeting.place.as_deref()),
                schedule: meeting.schedule.clone(),
                place,
                capacity: None,
                problem: None,
                with: None,
                host: None,
            },
        );
    }

    /// Records what is different from what the calendar said before.
    fn compare(
        &mut self,
        id: &EventId,
        event: &Event,
        meeting: &PlannedMeeting,
    ) -> Result<(), StoreError> {
        if self.text(event.title)? != Some(meeting.title.clone()) {
            self.note(
                meeting.line,
                "the event has another title here, which stays",
            );
        }
        if event.is_cancelled() {
            if !meeting.is_cancelled {
                self.note(
                    meeting.line,
                    "the event was called off before, and stays so",
                );
            }
            return Ok(());
        }
        if event.schedule != meeting.schedule || self.text(event.place)? != meeting.place {
            self.change(id, None, &meeting.schedule, meeting.place.as_deref());
        }
        Ok(())
    }

    fn occurrence(
        &mut self,
        id: &EventId,
        meeting: &PlannedMeeting,
        changed: &ChangedMeeting,
    ) -> Result<(), StoreError> {
        let occurrence = Some(changed.occurrence);
        if self.state(id, occurrence) != Some(EventState::Planned) {
            if !changed.is_cancelled && !meeting.is_cancelled {
                self.note(
                    changed.line,
                    "this time was called off before, and stays so",
                );
            }
            return Ok(());
        }
        if changed.is_cancelled {
            self.cancel(id, occurrence);
            return Ok(());
        }
        let (known, place) = self.as_said(id, meeting, changed.occurrence)?;
        if (&known, &place) != (&changed.schedule, &changed.place) {
            self.change(id, occurrence, &changed.schedule, changed.place.as_deref());
        }
        Ok(())
    }

    /// Moves those times back that the calendar no longer has elsewhere.
    fn put_back(&mut self, id: &EventId, meeting: &PlannedMeeting) -> Result<(), StoreError> {
        let Some(event) = self.event(id) else {
            return Ok(());
        };
        let is_changed = |occurrence: &CivilDateTime| {
            let mut changed = meeting.changed.iter();
            changed.any(|changed| changed.occurrence == *occurrence)
        };
        let elsewhere: Vec<CivilDateTime> = event
            .occasions()
            .filter(|(occurrence, occasion)| {
                occasion.moved.is_some() && !occasion.is_cancelled() && !is_changed(occurrence)
            })
            .map(|(occurrence, _)| occurrence)
            .collect();
        for occurrence in elsewhere {
            let usual = usual(&meeting.schedule, occurrence);
            let (known, place) = self.as_said(id, meeting, occurrence)?;
            if (&known, &place) != (&usual, &meeting.place) {
                self.change(id, Some(occurrence), &usual, meeting.place.as_deref());
            }
        }
        Ok(())
    }

    /// When and where a time of the series is, as far as imports have said.
    fn as_said(
        &self,
        id: &EventId,
        meeting: &PlannedMeeting,
        occurrence: CivilDateTime,
    ) -> Result<(Schedule, Option<String>), StoreError> {
        let moved = self
            .event(id)
            .and_then(|event| event.moved(Some(occurrence)));
        Ok(match moved {
            Some(moved) => (moved.schedule.clone(), self.text(moved.place)?),
            None => (usual(&meeting.schedule, occurrence), meeting.place.clone()),
        })
    }

    fn change(
        &mut self,
        id: &EventId,
        occurrence: Option<CivilDateTime>,
        schedule: &Schedule,
        place: Option<&str>,
    ) {
        let activity = self.next_id(id);
        let place = self.place(activity, place);
        self.summary.changed += 1;
        self.record(
            activity,
            self.history.now(),
            Kind::EventChanged {
                event: id.clone(),
                occurrence,
                schedule: schedule.clone(),
                place,
                capacity: None,
                mode: None,
                form: None,
                problem: None,
            },
        );
    }

    fn cancel(&mut self, id: &EventId, occurrence: Option<CivilDateTime>) {
        let activity = self.next_id(id);
        self.summary.cancelled += 1;
        self.record(
            activity,
            self.history.now(),
            Kind::EventCancelled {
                event: id.clone(),
                occurrence,
                reason: None,
            },
        );
    }

    /// The id of the next change of an event: imports count them.
    fn next_id(&self, id: &EventId) -> ActivityId {
        let nth = self.event(id).map_or(0, |event| event.revision);
        ActivityId::from_u128(number("calendar changed", &[id.as_str(), &nth.to_string()]))
    }

    fn record(&mut self, id: ActivityId, at: Timestamp, what: Kind) {
        let recorded = self
            .history
            .record(id, at, None, Some(self.community), what);
        if let Some(activity) = recorded {
            take_over(&mut self.said, &activity);
        }
    }

    fn place(&mut self, activity: ActivityId, place: Option<&str>) -> Option<TextRef> {
        place.map(|place| self.history.text(activity, "place", place))
    }

    fn text(&self, reference: Option<TextRef>) -> Result<Option<String>, StoreError> {
        let Some(reference) = reference else {
            return Ok(None);
        };
        if let Some(added) = self.history.added_text(reference.id) {
            return Ok(Some(added.to_owned()));
        }
        let none = BTreeSet::new();
        let particulars = self
            .store
            .particulars(&none, &BTreeSet::new(), &[reference.id])?;
        Ok(particulars.text(reference).map(str::to_owned))
    }

    fn note(&mut self, line: usize, what: &str) {
        self.summary.notes.push(Fault {
            line,
            what: what.to_owned(),
        });
    }
}

/// When a time of a series is that was not moved.
fn usual(series: &Schedule, occurrence: CivilDateTime) -> Schedule {
    Schedule {
        starts: occurrence,
        starts_at: zones::resolve(occurrence, &series.zone).unwrap_or(series.starts_at),
        series: None,
        ..series.clone()
    }
}

/// Where one can go by clicking, people are on a screen; where it is anywhere else, there may be some of each.
fn mode(place: Option<&str>) -> Mode {
    match place {
        Some(place) if place.starts_with("https://") || place.starts_with("http://") => {
            Mode::Online
        }
        Some(_) | None => Mode::Hybrid,
    }
}

impl CalendarSummary {
    /// How many activities were added.
    #[must_use]
    pub fn n_recorded(&self) -> usize {
        self.planned + self.changed + self.cancelled
    }
}

impl fmt::Display for CalendarSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for note in &self.notes {
            writeln!(f, "{note}")?;
        }
        let added: Vec<String> = [
            (self.planned, "planned"),
            (self.changed, "changed"),
            (self.cancelled, "called off"),
        ]
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| format!("{n} {what}"))
        .collect();
        if added.is_empty() {
            write!(f, "Nothing is new.")?;
        } else {
            write!(f, "Added: {}.", added.join(", "))?;
        }
        if self.known > 0 {
            write!(f, " Known already: {}.", self.known)?;
        }
        Ok(())
    }
}
