//! Events: what people attend, who said that they come, who waits for a place, and what became of it.
//!
//! A series is one event. What differs at one of its times, or happened at it, stands under the time that the series
//! has for it, as calendars do it (RECURRENCE-ID).
//! Two communities hold an event together when both say so: each has it in its own log under the same id, answers it
//! with its own people and fills its own places, as many as were planned.

mod answers;
mod decide;
mod evolve;
mod occasion;

use serde::Serialize;

use crate::activity::{Form, Mode};
use crate::id::{ActivityId, CommunityId, ContributionId, EventId, PersonId};
use crate::schedule::Schedule;
use crate::sorted::{SortedMap, SortedSet};
use crate::text::TextRef;
use crate::time::{CivilDateTime, Timestamp};
use crate::wire::{Fields, Read, Reading, Value, reads_words};
use crate::{deserializes, reads};

use answers::Answers;
pub use answers::{Place, Roll};
pub use occasion::{Attended, Held, Moved, Occasion, Record, Session};

/// The events of a community, by id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Events {
    events: SortedMap<EventId, Event>,
}

impl Read for Events {
    fn read(value: Value, reading: &mut Reading) -> Self {
        let events = Read::read(value, reading);
        Self { events }
    }
}

deserializes!(Events);

/// A meeting or a series of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Event {
    /// What planned it.
    pub activity: ActivityId,
    /// Whether that was taken back.
    #[serde(skip_serializing_if = "is_false")]
    pub is_retracted: bool,
    /// What it is called: none where it was taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<TextRef>,
    /// What kind of meeting.
    pub form: Form,
    /// Where people are.
    pub mode: Mode,
    /// When.
    pub schedule: Schedule,
    /// Which room, which link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<TextRef>,
    /// How many can come each time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
    /// The problem it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<ContributionId>,
    /// Who planned it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned_by: Option<PersonId>,
    /// When it was planned or last changed.
    pub changed_at: Timestamp,
    /// How often it was changed since it was planned.
    pub revision: u32,
    /// Whether it will be.
    pub state: EventState,
    /// With whom this community holds it, or was asked to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub co_host: Option<CoHost>,
    /// The last time of a series that ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    last: Option<CivilDateTime>,
    /// How many answers there were.
    n_answers: u32,
    #[serde(skip_serializing_if = "Answers::is_empty")]
    answers: Answers,
    /// What became of it, where no time of a series is named.
    #[serde(skip_serializing_if = "Record::is_empty")]
    pub record: Record,
    /// The times of a series that differ, or at which something happened.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    occasions: SortedMap<CivilDateTime, Occasion>,
}

reads!(Event {
    activity,
    is_retracted,
    title,
    form,
    mode,
    schedule,
    place,
    capacity,
    problem,
    planned_by,
    changed_at,
    revision,
    state,
    co_host,
    last,
    n_answers,
    answers,
    record,
    occasions
});

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn is_false(flag: &bool) -> bool {
    !*flag
}

/// Whether an event will be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EventState {
    /// It will, or it was.
    #[default]
    Planned,
    /// It was called off.
    Cancelled {
        /// Why.
        reason: Option<TextRef>,
    },
}

impl Read for EventState {
    fn read(value: Value, reading: &mut Reading) -> Self {
        match value {
            Value::Text(word) if word == "planned" => Self::Planned,
            value => {
                let cancelled = Fields::of(value, reading).take("cancelled");
                let reason = Fields::of(cancelled, reading).take("reason");
                Self::Cancelled { reason }
            }
        }
    }
}

deserializes!(EventState);

impl EventState {
    /// Why it was called off.
    #[must_use]
    pub fn reason(self) -> Option<TextRef> {
        match self {
            Self::Planned => None,
            Self::Cancelled { reason } => reason,
        }
    }
}

/// The other community of an event that two hold together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoHost {
    /// Which.
    pub community: CommunityId,
    /// Whether it planned the event and this one was asked, and not the other way round.
    #[serde(skip_serializing_if = "is_false")]
    pub is_host: bool,
    /// What the one that was asked said.
    pub consent: Consent,
}

reads!(CoHost {
    community,
    is_host,
    consent
});

/// What a community said that was asked to hold an event together with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// Nothing yet.
    Asked,
    /// Yes.
    Given,
    /// No.
    Declined,
    /// Yes, and later no.
    Withdrawn,
}

reads_words!(Consent { "asked" => Asked, "given" => Given, "declined" => Declined, "withdrawn" => Withdrawn });

impl Event {
    /// Whether people thought through a problem there.
    #[must_use]
    pub fn worked_on(&self, problem: &ContributionId) -> bool {
        let of_times = self.occasions.values().map(|occasion| &occasion.record);
        of_times
            .chain([&self.record])
            .flat_map(|record| &record.sessions)
            .any(|session| session.problem == *problem)
    }

    /// The last time of a series that ends.
    #[must_use]
    pub fn last_time(&self) -> Option<CivilDateTime> {
        self.last
    }

    /// Whether it was called off, with all its times.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        matches!(self.state, EventState::Cancelled { .. })
    }

    /// Whether it is an event of this community: not while it is only asked to hold it, nor after it was taken back.
    #[must_use]
    pub fn is_ours(&self) -> bool {
        !self.is_retracted && !self.is_proposal()
    }

    /// Whether another community asked this one to hold it too, and this one has not agreed.
    #[must_use]
    pub fn is_proposal(&self) -> bool {
        self.co_host.as_ref().is_some_and(|other| {
            other.is_host && matches!(other.consent, Consent::Asked | Consent::Declined)
        })
    }

    /// The times of a series that differ or at which something happened, by the time that the series has for each.
    pub fn occasions(&self) -> impl DoubleEndedIterator<Item = (CivilDateTime, &Occasion)> {
        self.occasions
            .iter()
            .map(|(occurrence, occasion)| (*occurrence, occasion))
    }

    /// What is different at one time of a series: none where nothing is.
    #[must_use]
    pub fn occasion(&self, occurrence: CivilDateTime) -> Option<&Occasion> {
        self.occasions.get(&occurrence)
    }

    /// The place and the size of its own that one time of a series has, and when it is.
    #[must_use]
    pub fn moved(&self, occurrence: Option<CivilDateTime>) -> Option<&Moved> {
        self.occasion(occurrence?)?.moved.as_ref()
    }

    /// Where people are at one time of a series, or at all of it.
    #[must_use]
    pub fn mode_at(&self, occurrence: Option<CivilDateTime>) -> Mode {
        let moved = self.moved(occurrence);
        moved.and_then(|moved| moved.mode).unwrap_or(self.mode)
    }

    /// Where it is, at one time of a series or always.
    #[must_use]
    pub fn place_at(&self, occurrence: Option<CivilDateTime>) -> Option<TextRef> {
        self.moved(occurrence)
            .map_or(self.place, |moved| moved.place)
    }

    /// Whether it will be, at one time of a series or at all.
    #[must_use]
    pub fn state_at(&self, occurrence: Option<CivilDateTime>) -> EventState {
        let own = occurrence.and_then(|occurrence| self.occasion(occurrence));
        match (self.state, own) {
            (EventState::Planned, Some(occasion)) => occasion.state,
            (state, _) => state,
        }
    }

    /// Who comes: to one time of a series, to a single meeting, or to all of a series.
    #[must_use]
    pub fn roll(&self, occurrence: Option<CivilDateTime>) -> Roll<'_> {
        let own = occurrence
            .and_then(|occurrence| self.occasion(occurrence))
            .map(|occasion| &occasion.answers);
        let capacity = self
            .moved(occurrence)
            .map_or(self.capacity, |moved| moved.capacity);
        Roll::new(&self.answers, own, capacity)
    }

    /// What a person answered to one time of a series alone, or to all of it.
    #[must_use]
    pub fn answer(
        &self,
        person: &PersonId,
        occurrence: Option<CivilDateTime>,
    ) -> Option<crate::activity::Answer> {
        match occurrence {
            Some(occurrence) => self.occasion(occurrence)?.answers.of(person),
            None => self.answers.of(person),
        }
    }

    /// Everybody who was there, at whichever time.
    #[must_use]
    pub fn attended(&self) -> SortedSet<&PersonId> {
        let occasions = self.occasions.values().map(|occasion| &occasion.record);
        std::iter::once(&self.record)
            .chain(occasions)
            .flat_map(|record| record.attended.keys())
            .collect()
    }

    /// Whether it has begun: at one time of a series, or for the first time.
    ///
    /// Of a time that was not moved, it is true some hours early rather than late, because the core knows no zones.
    #[must_use]
    pub fn has_begun(&self, occurrence: Option<CivilDateTime>, now: Timestamp) -> bool {
        let starts_at = match (occurrence, self.moved(occurrence)) {
            (_, Some(moved)) => moved.schedule.starts_at,
            (Some(occurrence), None) => self.schedule.earliest_start(occurrence),
            (None, None) => self.schedule.starts_at,
        };
        starts_at <= now
    }

    /// Whether it is over: at one time of a series, or for good.
    ///
    /// Of a time that was not moved, it is true some hours late rather than early, because the core knows no zones.
    #[must_use]
    pub fn is_over(&self, occurrence: Option<CivilDateTime>, now: Timestamp) -> bool {
        match (occurrence, &self.schedule.series) {
            (Some(occurrence), _) => self.ends_by(occurrence) <= now,
            (None, None) => self.schedule.first_ends_at() <= now,
            (None, Some(_)) => {
                let mut moved = self.occasions.iter().filter(|(_, own)| own.moved.is_some());
                self.last.is_some_and(|last| self.ends_by(last) <= now)
                    && moved.all(|(occurrence, _)| self.ends_by(*occurrence) <= now)
            }
        }
    }

    fn ends_by(&self, occurrence: CivilDateTime) -> Timestamp {
        match self.moved(Some(occurrence)) {
            Some(moved) => moved.schedule.first_ends_at(),
            None => self.schedule.latest_end(occurrence),
        }
    }

    fn record_at(&self, occurrence: Option<CivilDateTime>) -> Option<&Record> {
        match occurrence {
            Some(occurrence) => Some(&self.occasion(occurrence)?.record),
            None => Some(&self.record),
        }
    }
}

impl Events {
    /// An event by its id, also one that is only proposed or was taken back.
    #[must_use]
    pub fn get(&self, event: &EventId) -> Option<&Event> {
        self.events.get(event)
    }

    /// The events of the community, by id.
    pub fn iter(&self) -> impl Iterator<Item = (&EventId, &Event)> {
        self.events.iter().filter(|(_, event)| event.is_ours())
    }

    /// The events of other communities that this one is asked to hold too, by id.
    pub fn proposals(&self) -> impl Iterator<Item = (&EventId, &Event)> {
        self.events.iter().filter(|(_, event)| {
            let asked = |other: &CoHost| other.is_host && other.consent == Consent::Asked;
            !event.is_retracted && event.co_host.as_ref().is_some_and(asked)
        })
    }

    /// What somebody may see of them: what is only proposed is for those who hold the community.
    pub(crate) fn excerpt(&self, holds: bool) -> Self {
        let mut events = self.events.clone();
        if !holds {
            events.retain(|_, event| !event.is_proposal());
        }
        Self { events }
    }

    pub(crate) fn people(&self, people: &mut SortedSet<PersonId>) {
        for event in self.events.values() {
            people.extend(event.planned_by.clone());
            people.extend(event.answers.people().cloned());
            people.extend(event.record.people().cloned());
            for occasion in event.occasions.values() {
                people.extend(occasion.answers.people().cloned());
                people.extend(occasion.record.people().cloned());
            }
        }
    }

    pub(crate) fn texts(&self, texts: &mut Vec<TextRef>) {
        for event in self.events.values() {
            texts.extend(event.title);
            texts.extend(event.place);
            texts.extend(event.state.reason());
            texts.extend(event.record.texts());
            for occasion in event.occasions.values() {
                texts.extend(occasion.moved.as_ref().and_then(|moved| moved.place));
                texts.extend(occasion.state.reason());
                texts.extend(occasion.record.texts());
            }
        }
    }
}

#[cfg(test)]
#[cfg(feature = "whole")]
mod tests;
