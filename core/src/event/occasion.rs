//! One time of a series where it differs from the others, and what became of a meeting.

use serde::Serialize;

use super::EventState;
use super::answers::Answers;
use crate::activity::{Form, Mode, Part, Presence};
use crate::id::{ActivityId, ContributionId, PersonId};
use crate::schedule::Schedule;
use crate::sorted::SortedMap;
use crate::text::TextRef;
use crate::wire::{Fields, Read, Reading, Value};
use crate::{deserializes, reads};

/// One time of a series, as far as it differs from the others or something happened at it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Occasion {
    /// Where it has a time, a place and a size of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved: Option<Moved>,
    /// Whether it will be.
    pub state: EventState,
    /// What people answered to this time alone.
    #[serde(skip_serializing_if = "Answers::is_empty")]
    pub(super) answers: Answers,
    /// What became of it.
    #[serde(skip_serializing_if = "Record::is_empty")]
    pub record: Record,
}

reads!(Occasion {
    moved,
    state,
    answers,
    record
});

impl Occasion {
    /// Whether it was called off by itself.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        matches!(self.state, EventState::Cancelled { .. })
    }

    /// Keeps what happened and drops what was planned, of a time that the series has no longer.
    pub(super) fn keep_record(&mut self) {
        *self = Self {
            record: std::mem::take(&mut self.record),
            ..Self::default()
        };
    }
}

/// When, where and how large one time of a series is instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// When; it recurs no more.
    pub schedule: Schedule,
    /// Which room, which link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<TextRef>,
    /// How many can come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
    /// Where people are, if not where those of the other times are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    /// What kind of meeting it is, if not what the others are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
    /// The problem that it is about, if not the one of the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<ContributionId>,
}

reads!(Moved { schedule, place, capacity } whole { mode, form, problem });

/// What became of a meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Record {
    /// Those who were there.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    pub attended: SortedMap<PersonId, Attended>,
    /// What was said of it afterwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<Held>,
    /// The problems that people thought through there, in the order in which it was said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<Session>,
}

impl Read for Record {
    fn read(value: Value, reading: &mut Reading) -> Self {
        // Where nothing is known, nothing is written.
        if value == Value::Null {
            return Self::default();
        }
        let mut fields = Fields::of(value, reading);
        Self {
            attended: fields.take("attended"),
            held: fields.take("held"),
            sessions: fields.take("sessions"),
        }
    }
}

deserializes!(Record);

impl Record {
    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.attended.is_empty() && self.held.is_none() && self.sessions.is_empty()
    }

    pub(super) fn people(&self) -> impl Iterator<Item = &PersonId> {
        let participants = self
            .sessions
            .iter()
            .flat_map(|session| &session.participants);
        self.attended.keys().chain(participants)
    }

    pub(super) fn texts(&self) -> impl Iterator<Item = TextRef> {
        self.held
            .iter()
            .flat_map(|held| [held.notes, held.outcome])
            .flatten()
    }
}

/// Somebody who was there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attended {
    /// What said so.
    pub activity: ActivityId,
    /// Doing what.
    pub part: Part,
    /// In the room or on a screen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub presence: Option<Presence>,
}

reads!(Attended {
    activity,
    part,
    presence
});

/// What was said of a meeting that took place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Held {
    /// What last said so.
    pub activity: ActivityId,
    /// What was written down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<TextRef>,
    /// What it came to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<TextRef>,
    /// How many were there, where nobody wrote down who.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub head_count: Option<u32>,
}

reads!(Held {
    activity,
    notes,
    outcome,
    head_count
});

/// Thinking through a problem together, in one room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Session {
    /// What said so.
    pub activity: ActivityId,
    /// On which problem.
    pub problem: ContributionId,
    /// Who took part, by id.
    pub participants: Vec<PersonId>,
}

reads!(Session {
    activity,
    problem,
    participants
});
