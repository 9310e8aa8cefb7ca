//! Events: what people attend, who said that they come, and who waits for a place.

use serde::Serialize;

use crate::activity::{Activity, Answer, Form, Kind, Mode};
use crate::command::{Command, Intent};
use crate::decision::{Decision, Draft};
use crate::id::{ContributionId, EventId, PersonId};
use crate::membership::Membership;
use crate::refusal::Refusal;
use crate::schedule::{MAX_MINUTES, Schedule};
use crate::sorted::{SortedMap, SortedSet};
use crate::talk::Talk;
use crate::text::{Field, TextRef};
use crate::time::Timestamp;
use crate::wire::{Fields, Read, Unreadable, Value};
use crate::{deserializes, reads};

/// The events of a community, by id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Events {
    events: SortedMap<EventId, Event>,
}

impl Read for Events {
    fn read(value: Value) -> Result<Self, Unreadable> {
        Read::read(value).map(|events| Self { events })
    }
}

deserializes!(Events);

/// A meeting or a series of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Event {
    /// What it is called.
    pub title: TextRef,
    /// What kind of meeting.
    pub form: Form,
    /// Where people are.
    pub mode: Mode,
    /// When.
    pub schedule: Schedule,
    /// Which room, which link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<TextRef>,
    /// How many can come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
    /// The problem it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<ContributionId>,
    /// Who planned it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned_by: Option<PersonId>,
    /// How often it was changed since it was planned.
    pub revision: u32,
    /// Whether it will be.
    pub state: EventState,
    /// Those who said yes, in the order in which they did. Invariant: nobody twice.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    accepted: Vec<PersonId>,
    /// Those who said maybe.
    #[serde(skip_serializing_if = "SortedSet::is_empty")]
    tentative: SortedSet<PersonId>,
    /// Those who said no.
    #[serde(skip_serializing_if = "SortedSet::is_empty")]
    declined: SortedSet<PersonId>,
    /// Those who were there.
    #[serde(skip_serializing_if = "SortedSet::is_empty")]
    attended: SortedSet<PersonId>,
}

reads!(Event {
    title,
    form,
    mode,
    schedule,
    place,
    capacity,
    problem,
    planned_by,
    revision,
    state,
    accepted,
    tentative,
    declined,
    attended
});

/// Whether an event will be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EventState {
    /// It will, or it was.
    Planned,
    /// It was called off.
    Cancelled {
        /// Why.
        reason: Option<TextRef>,
    },
}

impl Read for EventState {
    fn read(value: Value) -> Result<Self, Unreadable> {
        match value {
            Value::Text(word) if word == "planned" => Ok(Self::Planned),
            value => {
                let cancelled = Fields::of(value)?.take("cancelled")?;
                let reason = Fields::of(cancelled)?.take("reason")?;
                Ok(Self::Cancelled { reason })
            }
        }
    }
}

deserializes!(EventState);

/// What a person's answer comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Said yes and has a place.
    Going,
    /// Said yes and waits: this many are before them.
    Waiting {
        /// How many wait before them.
        ahead: u32,
    },
    /// Said maybe.
    Tentative,
    /// Said no.
    Declined,
}

impl Event {
    fn n_places(&self) -> usize {
        match self.capacity {
            Some(capacity) => self
                .accepted
                .len()
                .min(usize::try_from(capacity).unwrap_or(usize::MAX)),
            None => self.accepted.len(),
        }
    }

    /// Those who come, in the order in which they said so: never more than there is room for.
    ///
    /// Whoever said yes later waits, and moves up by itself when somebody before them can't come.
    #[must_use]
    pub fn going(&self) -> &[PersonId] {
        &self.accepted[..self.n_places()]
    }

    /// Those who wait for a place, first come first.
    #[must_use]
    pub fn waiting(&self) -> &[PersonId] {
        &self.accepted[self.n_places()..]
    }

    /// Those who said maybe, by id.
    #[must_use]
    pub fn tentative(&self) -> &SortedSet<PersonId> {
        &self.tentative
    }

    /// Those who were there, by id.
    #[must_use]
    pub fn attended(&self) -> &SortedSet<PersonId> {
        &self.attended
    }

    /// What a person's answer comes to: none where they have not answered.
    #[must_use]
    pub fn place(&self, person: &PersonId) -> Option<Place> {
        if let Some(nth) = self.accepted.iter().position(|other| other == person) {
            Some(match nth.checked_sub(self.n_places()) {
                None => Place::Going,
                Some(ahead) => Place::Waiting {
                    ahead: u32::try_from(ahead).unwrap_or(u32::MAX),
                },
            })
        } else if self.tentative.contains(person) {
            Some(Place::Tentative)
        } else if self.declined.contains(person) {
            Some(Place::Declined)
        } else {
            None
        }
    }

    /// Whether it was called off.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        matches!(self.state, EventState::Cancelled { .. })
    }

    fn is_over(&self, now: Timestamp) -> bool {
        self.schedule.single_ends_at().is_some_and(|end| end <= now)
    }

    fn answer(&self, person: &PersonId) -> Option<Answer> {
        match self.place(person)? {
            Place::Going | Place::Waiting { .. } => Some(Answer::Accepted),
            Place::Tentative => Some(Answer::Tentative),
            Place::Declined => Some(Answer::Declined),
        }
    }

    fn forget(&mut self, person: &PersonId) {
        self.accepted.retain(|other| other != person);
        self.tentative.remove(person);
        self.declined.remove(person);
    }

    fn take(&mut self, person: &PersonId, answer: Answer) {
        // Saying yes again keeps the place in the order.
        if self.answer(person) == Some(answer) {
            return;
        }
        self.forget(person);
        match answer {
            Answer::Accepted => self.accepted.push(person.clone()),
            Answer::Tentative => {
                self.tentative.insert(person.clone());
            }
            Answer::Declined => {
                self.declined.insert(person.clone());
            }
        }
    }
}

impl Events {
    /// An event by its id.
    #[must_use]
    pub fn get(&self, event: &EventId) -> Option<&Event> {
        self.events.get(event)
    }

    /// All events, by id.
    pub fn iter(&self) -> impl Iterator<Item = (&EventId, &Event)> {
        self.events.iter()
    }

    pub(crate) fn decide(
        &self,
        membership: &Membership,
        talk: &Talk,
        intent: &Intent,
    ) -> Result<Decision, Refusal> {
        let by = &intent.by;
        let mut draft = Draft::new(intent);
        match &intent.command {
            Command::PlanEvent {
                title,
                form,
                mode,
                schedule,
                place,
                capacity,
                problem,
            } => {
                membership.must_hold(by)?;
                check_schedule(schedule, *capacity, intent.at)?;
                if let Some(problem) = problem {
                    talk.thread(problem).ok_or(Refusal::NoSuchContribution)?;
                }
                let event = draft.ids.event();
                let title = draft.text(Field::Title, title)?;
                let place = draft.optional_text(Field::Place, place.as_deref())?;
                draft.record(Kind::EventPlanned {
                    event,
                    title,
                    form: *form,
                    mode: *mode,
                    schedule: schedule.clone(),
                    place,
                    capacity: *capacity,
                    problem: problem.clone(),
                });
            }
            Command::ChangeEvent {
                event,
                schedule,
                place,
                capacity,
            } => {
                membership.must_hold(by)?;
                self.must_be_to_come(event, intent.at)?;
                check_schedule(schedule, *capacity, intent.at)?;
                let place = draft.optional_text(Field::Place, place.as_deref())?;
                draft.record(Kind::EventChanged {
                    event: event.clone(),
                    schedule: schedule.clone(),
                    place,
                    capacity: *capacity,
                });
            }
            Command::CancelEvent { event, reason } => {
                membership.must_hold(by)?;
                self.must_be_to_come(event, intent.at)?;
                let reason = draft.optional_text(Field::Reason, reason.as_deref())?;
                draft.record(Kind::EventCancelled {
                    event: event.clone(),
                    reason,
                });
            }
            Command::AnswerInvitation { event, answer } => {
                if !membership.is_member(by) && !membership.observers.contains(by) {
                    return Err(Refusal::NotAMember);
                }
                let planned = self.must_be_to_come(event, intent.at)?;
                if planned.answer(by) != Some(*answer) {
                    draft.record(Kind::InvitationAnswered {
                        event: event.clone(),
                        answer: *answer,
                    });
                }
            }
            _ => unreachable!("the community hands over what is about events only"),
        }
        draft.done()
    }

    fn must_be_to_come(&self, event: &EventId, now: Timestamp) -> Result<&Event, Refusal> {
        let event = self.events.get(event).ok_or(Refusal::NoSuchEvent)?;
        if event.is_cancelled() {
            return Err(Refusal::EventAlreadyCancelled);
        }
        if event.is_over(now) {
            return Err(Refusal::EventAlreadyOver);
        }
        Ok(event)
    }

    pub(crate) fn evolve(&mut self, activity: &Activity) {
        match &activity.what {
            Kind::EventPlanned {
                event,
                title,
                form,
                mode,
                schedule,
                place,
                capacity,
                problem,
            } => {
                self.events.get_or_insert_with(event, || Event {
                    title: *title,
                    form: *form,
                    mode: *mode,
                    schedule: schedule.clone(),
                    place: *place,
                    capacity: *capacity,
                    problem: problem.clone(),
                    planned_by: activity.actor.clone(),
                    revision: 0,
                    state: EventState::Planned,
                    accepted: Vec::new(),
                    tentative: SortedSet::new(),
                    declined: SortedSet::new(),
                    attended: SortedSet::new(),
                });
            }
            Kind::EventChanged {
                event,
                schedule,
                place,
                capacity,
            } => {
                if let Some(event) = self.events.get_mut(event) {
                    event.schedule = schedule.clone();
                    event.place = *place;
                    event.capacity = *capacity;
                    event.revision += 1;
                }
            }
            Kind::EventCancelled { event, reason } => {
                if let Some(event) = self.events.get_mut(event) {
                    event.state = EventState::Cancelled { reason: *reason };
                    event.revision += 1;
                }
            }
            Kind::InvitationAnswered { event, answer } => {
                if let (Some(event), Some(person)) = (self.events.get_mut(event), &activity.actor) {
                    event.take(person, *answer);
                }
            }
            Kind::Attended { event, .. } => {
                if let (Some(event), Some(person)) = (self.events.get_mut(event), &activity.actor) {
                    event.attended.insert(person.clone());
                }
            }
            Kind::Left | Kind::Unfollowed => {
                if let Some(person) = &activity.actor {
                    self.free_places(person, activity.at);
                }
            }
            _ => {}
        }
    }

    /// Frees the places of somebody who went, so that others move up; what is over stays as it was.
    fn free_places(&mut self, person: &PersonId, now: Timestamp) {
        for event in self.events.values_mut() {
            if !event.is_over(now) {
                event.forget(person);
            }
        }
    }

    pub(crate) fn people(&self, people: &mut SortedSet<PersonId>) {
        for event in self.events.values() {
            people.extend(event.planned_by.clone());
            people.extend(event.accepted.iter().cloned());
            people.extend(event.tentative.iter().cloned());
            people.extend(event.attended.iter().cloned());
        }
    }

    pub(crate) fn texts(&self, texts: &mut Vec<TextRef>) {
        for event in self.events.values() {
            texts.push(event.title);
            texts.extend(event.place);
            if let EventState::Cancelled { reason } = event.state {
                texts.extend(reason);
            }
        }
    }
}

fn check_schedule(
    schedule: &Schedule,
    capacity: Option<u32>,
    now: Timestamp,
) -> Result<(), Refusal> {
    if !(1..=MAX_MINUTES).contains(&schedule.minutes) {
        return Err(Refusal::EventLength);
    }
    if capacity.is_some_and(|capacity| !(1..=1_000_000).contains(&capacity)) {
        return Err(Refusal::CapacityRange);
    }
    if schedule
        .single_ends_at()
        .is_some_and(|_| schedule.starts_at < now)
    {
        return Err(Refusal::EventInThePast);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
