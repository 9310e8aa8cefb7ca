//! Events: what comes, then what was, each with what the one who looks answered.

use serde::Serialize;

use super::{PersonView, Seen};
use crate::activity::{Form, Mode};
use crate::event::{Event, EventState, Place};
use crate::id::{ContributionId, EventId};
use crate::order::ordered;
use crate::schedule::Occurrence;
use crate::time::{Timestamp, Zone};

/// An event as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EventView {
    /// Which.
    pub id: EventId,
    /// What it is called.
    pub title: String,
    /// What kind of meeting.
    pub form: Form,
    /// Where people are.
    pub mode: Mode,
    /// Which room, which link.
    pub place: Option<String>,
    /// The zone of the clock on the wall.
    pub zone: Zone,
    /// How long it lasts.
    pub minutes: u32,
    /// The recurrence rule of a series, as RFC 5545 writes it.
    pub rule: Option<String>,
    /// The next time, or the last where none is to come.
    pub when: Occurrence,
    /// The times after that, in order.
    pub later: Vec<Occurrence>,
    /// Whether it is over.
    pub is_over: bool,
    /// Whether it was called off.
    pub is_cancelled: bool,
    /// Why it was called off.
    pub cancel_reason: Option<String>,
    /// How many can come: none where there is room for all.
    pub capacity: Option<u32>,
    /// How many places are left: none where there is room for all.
    pub places_left: Option<u32>,
    /// Who comes, in the order in which they said so.
    pub going: Vec<PersonView>,
    /// How many wait for a place.
    pub n_waiting: usize,
    /// How many said maybe.
    pub n_tentative: usize,
    /// How many were there.
    pub n_attended: usize,
    /// What the answer of the one who looks comes to.
    pub mine: Option<Place>,
    /// The problem it is about.
    pub problem: Option<ContributionId>,
    /// What that problem is.
    pub problem_title: Option<String>,
    /// How often it was changed; calendars call it the sequence.
    pub revision: u32,
}

/// All events: what comes first, soonest first; then what was or was called off, latest first.
#[must_use]
pub fn events(seen: &Seen<'_>) -> Vec<EventView> {
    let events = seen
        .community
        .events
        .iter()
        .map(|(id, event)| view(seen, id, event))
        .collect();
    ordered(events, |a: &EventView, b: &EventView| {
        (a.order(), &a.id).cmp(&(b.order(), &b.id))
    })
}

impl EventView {
    /// What comes before what was, what is sooner before what is later, and the other way round in the past.
    fn order(&self) -> (bool, i64) {
        let starts_ms = self.when.starts_at.ms();
        let is_past = self.is_over || self.is_cancelled;
        (is_past, if is_past { -starts_ms } else { starts_ms })
    }
}

/// The event that comes next.
#[must_use]
pub fn next_event(seen: &Seen<'_>) -> Option<EventView> {
    seen.community
        .events
        .iter()
        .filter(|(_, event)| !event.is_cancelled())
        .map(|(id, event)| (when(seen, id, event), id, event))
        .filter(|(when, _, _)| when.ends_at > seen.now)
        .min_by_key(|(when, id, _)| (when.starts_at, (*id).clone()))
        .map(|(_, id, event)| view(seen, id, event))
}

fn view(seen: &Seen<'_>, id: &EventId, event: &Event) -> EventView {
    let when = when(seen, id, event);
    let problem_title = event
        .problem
        .as_ref()
        .and_then(|problem| seen.community.talk.thread(problem))
        .and_then(|thread| seen.text(Some(thread.title)));
    EventView {
        id: id.clone(),
        title: seen.text(Some(event.title)).unwrap_or_default(),
        form: event.form,
        mode: event.mode,
        place: seen.text(event.place),
        zone: event.schedule.zone.clone(),
        minutes: event.schedule.minutes,
        rule: event
            .schedule
            .series
            .as_ref()
            .map(|series| series.rule.to_string()),
        later: occurrences(seen, id)
            .iter()
            .filter(|later| later.starts_at > when.starts_at)
            .cloned()
            .collect(),
        is_over: when.ends_at <= seen.now,
        when,
        is_cancelled: event.is_cancelled(),
        cancel_reason: match event.state {
            EventState::Planned => None,
            EventState::Cancelled { reason } => seen.text(reason),
        },
        capacity: event.capacity,
        places_left: event.capacity.map(|capacity| {
            capacity.saturating_sub(u32::try_from(event.going().len()).unwrap_or(u32::MAX))
        }),
        going: event
            .going()
            .iter()
            .map(|person| seen.person(person))
            .collect(),
        n_waiting: event.waiting().len(),
        n_tentative: event.tentative().len(),
        n_attended: event.attended().len(),
        mine: seen.by.and_then(|person| event.place(person)),
        problem: event.problem.clone(),
        problem_title,
        revision: event.revision,
    }
}

fn occurrences<'a>(seen: &Seen<'a>, id: &EventId) -> &'a [Occurrence] {
    seen.particulars
        .occurrences
        .get(id)
        .map_or(&[], Vec::as_slice)
}

/// The first time that is not over, else the last, else the first there ever was.
fn when(seen: &Seen<'_>, id: &EventId, event: &Event) -> Occurrence {
    let near = occurrences(seen, id);
    near.iter()
        .find(|near| near.ends_at > seen.now)
        .or(near.last())
        .cloned()
        .unwrap_or_else(|| first(event))
}

fn first(event: &Event) -> Occurrence {
    let schedule = &event.schedule;
    let ends_at: Timestamp = schedule.starts_at.plus_minutes(i64::from(schedule.minutes));
    Occurrence {
        starts: schedule.starts,
        starts_at: schedule.starts_at,
        ends_at,
    }
}
