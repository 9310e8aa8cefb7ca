//! Events: what comes, then what was, each with what the one who looks answered.

mod record;

use serde::Serialize;

use super::{PersonView, Seen};
use crate::activity::{Answer, Form, Mode};
use crate::event::{Consent, Event, EventState, Place};
use crate::id::{ActivityId, CommunityId, ContributionId, EventId};
use crate::order::ordered;
use crate::schedule::Occurrence;
use crate::time::{CivilDateTime, Timestamp, Zone};

pub use record::{AttendedView, RecordView, SessionView};

/// An event as shown. Of a series, what hangs on the time is that of `when`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EventView {
    /// Which.
    pub id: EventId,
    /// What planned it.
    pub activity: ActivityId,
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
    /// The next time that was not called off, or the last where none is to come.
    pub when: Occurrence,
    /// The other times to come, in order; one that was called off may lie before `when`.
    pub later: Vec<OccurrenceView>,
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
    /// How many were there, at whichever time.
    pub n_attended: usize,
    /// What the answer of the one who looks comes to.
    pub mine: Option<Place>,
    /// What the one who looks answered to a whole series: none for a single meeting.
    pub mine_of_series: Option<Answer>,
    /// The problem it is about.
    pub problem: Option<ContributionId>,
    /// What that problem is.
    pub problem_title: Option<String>,
    /// How often it was changed; calendars call it the sequence.
    pub revision: u32,
    /// The community that holds it too, or was asked to: none where the one who looks may not see that.
    pub co_host: Option<CoHostView>,
    /// What became of it, the latest time first.
    pub records: Vec<RecordView>,
}

/// One time of a series to come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OccurrenceView {
    /// When.
    #[serde(flatten)]
    pub when: Occurrence,
    /// The time by which commands name it.
    pub occurrence: CivilDateTime,
    /// Which room, which link.
    pub place: Option<String>,
    /// Whether it was called off.
    pub is_cancelled: bool,
    /// Why it was called off.
    pub cancel_reason: Option<String>,
    /// How many can come: none where there is room for all.
    pub capacity: Option<u32>,
    /// How many places are left: none where there is room for all.
    pub places_left: Option<u32>,
    /// How many come.
    pub n_going: usize,
    /// How many wait for a place.
    pub n_waiting: usize,
    /// What the answer of the one who looks comes to.
    pub mine: Option<Place>,
}

/// The other community of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoHostView {
    /// Which.
    pub community: CommunityId,
    /// What it is called.
    pub name: String,
    /// Whether it planned the event and this one was asked.
    pub is_host: bool,
    /// What the one that was asked said.
    pub consent: Consent,
}

/// All events: what comes first, soonest first; then what was or was called off, latest first.
#[must_use]
pub fn events(seen: &Seen<'_>) -> Vec<EventView> {
    in_order(seen, seen.community.events.iter())
}

/// What other communities ask this one to hold with them, soonest first.
#[must_use]
pub fn proposals(seen: &Seen<'_>) -> Vec<EventView> {
    in_order(seen, seen.community.events.proposals())
}

fn in_order<'a>(
    seen: &Seen<'_>,
    events: impl Iterator<Item = (&'a EventId, &'a Event)>,
) -> Vec<EventView> {
    let events = events.map(|(id, event)| view(seen, id, event)).collect();
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
        .map(|(id, event)| (when(seen, id, event), id, event))
        .filter(|(when, _, event)| {
            when.ends_at > seen.now && event.state_at(named(event, when)) == EventState::Planned
        })
        .min_by_key(|(when, id, _)| (when.starts_at, (*id).clone()))
        .map(|(_, id, event)| view(seen, id, event))
}

fn view(seen: &Seen<'_>, id: &EventId, event: &Event) -> EventView {
    let when = when(seen, id, event);
    let occurrence = named(event, &when);
    let state = event.state_at(occurrence);
    let roll = event.roll(occurrence);
    let schedule = event
        .moved(occurrence)
        .map_or(&event.schedule, |moved| &moved.schedule);
    let later = near(seen, id)
        .iter()
        .filter(|later| later.ends_at > seen.now && later.name() != when.name());
    EventView {
        id: id.clone(),
        activity: event.activity,
        title: seen.text(event.title).unwrap_or_default(),
        form: event.form,
        mode: event.mode_at(occurrence),
        place: seen.text(event.place_at(occurrence)),
        zone: schedule.zone.clone(),
        minutes: schedule.minutes,
        rule: event
            .schedule
            .series
            .as_ref()
            .map(|series| series.rule.to_string()),
        later: later.map(|later| later_view(seen, event, later)).collect(),
        is_over: when.ends_at <= seen.now,
        is_cancelled: state != EventState::Planned,
        cancel_reason: seen.text(state.reason()),
        capacity: roll.capacity(),
        places_left: roll.places_left(),
        going: roll
            .going()
            .iter()
            .map(|person| seen.person(person))
            .collect(),
        n_waiting: roll.waiting().len(),
        n_tentative: roll.n_tentative(),
        n_attended: event.attended().len(),
        mine: seen.by.and_then(|person| roll.place(person)),
        mine_of_series: seen
            .by
            .filter(|_| event.schedule.series.is_some())
            .and_then(|person| event.answer(person, None)),
        problem: event.problem.clone(),
        problem_title: event
            .problem
            .as_ref()
            .and_then(|problem| problem_title(seen, problem)),
        revision: event.revision,
        co_host: co_host(seen, event),
        records: record::records(seen, id, event),
        when,
    }
}

fn later_view(seen: &Seen<'_>, event: &Event, when: &Occurrence) -> OccurrenceView {
    let occurrence = Some(when.name());
    let state = event.state_at(occurrence);
    let roll = event.roll(occurrence);
    OccurrenceView {
        occurrence: when.name(),
        place: seen.text(event.place_at(occurrence)),
        is_cancelled: state != EventState::Planned,
        cancel_reason: seen.text(state.reason()),
        capacity: roll.capacity(),
        places_left: roll.places_left(),
        n_going: roll.going().len(),
        n_waiting: roll.waiting().len(),
        mine: seen.by.and_then(|person| roll.place(person)),
        when: when.clone(),
    }
}

fn co_host(seen: &Seen<'_>, event: &Event) -> Option<CoHostView> {
    let other = event.co_host.as_ref()?;
    Some(CoHostView {
        community: other.community.clone(),
        name: seen.particulars.communities.get(&other.community)?.clone(),
        is_host: other.is_host,
        consent: other.consent,
    })
}

fn problem_title(seen: &Seen<'_>, problem: &ContributionId) -> Option<String> {
    let thread = seen.community.talk.thread(problem)?;
    seen.text(thread.title)
}

fn near<'a>(seen: &Seen<'a>, id: &EventId) -> &'a [Occurrence] {
    seen.particulars
        .occurrences
        .get(id)
        .map_or(&[], Vec::as_slice)
}

/// The time by which a series names an occurrence: none for a single meeting.
fn named(event: &Event, when: &Occurrence) -> Option<CivilDateTime> {
    event.schedule.series.as_ref().map(|_| when.name())
}

/// The first time that is not over nor called off, else the last that was, else the first there ever was.
fn when(seen: &Seen<'_>, id: &EventId, event: &Event) -> Occurrence {
    let near = near(seen, id);
    let is_on = |near: &&Occurrence| event.state_at(named(event, near)) == EventState::Planned;
    near.iter()
        .filter(|near| near.ends_at > seen.now)
        .find(|near| event.is_cancelled() || is_on(near))
        .or_else(|| {
            let mut past = near.iter().filter(|near| near.ends_at <= seen.now);
            past.rfind(is_on).or(near.last())
        })
        .cloned()
        .unwrap_or_else(|| first(event))
}

fn first(event: &Event) -> Occurrence {
    let schedule = &event.schedule;
    let ends_at: Timestamp = schedule.first_ends_at();
    Occurrence {
        moved_from: None,
        starts: schedule.starts,
        starts_at: schedule.starts_at,
        ends_at,
    }
}
