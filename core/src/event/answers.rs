//! Who said that they come: to a meeting, to a whole series, or to one time of it.

use serde::Serialize;

use crate::activity::Answer;
use crate::id::PersonId;
use crate::order::ordered;
use crate::reads;
use crate::sorted::SortedSet;
use crate::wire::{Fields, Read, Reading, Value};

/// What people answered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Answers {
    /// Those who said yes, in the order in which they did. Invariant: nobody twice.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    accepted: Vec<Yes>,
    /// Those who said maybe.
    #[serde(skip_serializing_if = "SortedSet::is_empty")]
    tentative: SortedSet<PersonId>,
    /// Those who said no.
    #[serde(skip_serializing_if = "SortedSet::is_empty")]
    declined: SortedSet<PersonId>,
}

impl Read for Answers {
    fn read(value: Value, reading: &mut Reading) -> Self {
        // Where nobody has answered, nothing is written.
        if value == Value::Null {
            return Self::default();
        }
        let mut fields = Fields::of(value, reading);
        Self {
            accepted: fields.take("accepted"),
            tentative: fields.take("tentative"),
            declined: fields.take("declined"),
        }
    }
}

/// A yes, and the how manieth answer to the event it was: answers to a series and to one time of it stand in one
/// queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Yes {
    person: PersonId,
    nth: u32,
}

reads!(Yes { person, nth });

impl Answers {
    pub(super) fn is_empty(&self) -> bool {
        self.accepted.is_empty() && self.tentative.is_empty() && self.declined.is_empty()
    }

    pub(super) fn of(&self, person: &PersonId) -> Option<Answer> {
        if self.accepted.iter().any(|yes| yes.person == *person) {
            Some(Answer::Accepted)
        } else if self.tentative.contains(person) {
            Some(Answer::Tentative)
        } else if self.declined.contains(person) {
            Some(Answer::Declined)
        } else {
            None
        }
    }

    pub(super) fn take(&mut self, person: &PersonId, answer: Answer, nth: u32) {
        // Saying yes again keeps the place in the queue.
        if self.of(person) == Some(answer) {
            return;
        }
        self.forget(person);
        match answer {
            Answer::Accepted => self.accepted.push(Yes {
                person: person.clone(),
                nth,
            }),
            Answer::Tentative => {
                self.tentative.insert(person.clone());
            }
            Answer::Declined => {
                self.declined.insert(person.clone());
            }
        }
    }

    pub(super) fn forget(&mut self, person: &PersonId) {
        self.accepted.retain(|yes| yes.person != *person);
        self.tentative.remove(person);
        self.declined.remove(person);
    }

    /// Everybody who did not say no.
    pub(super) fn people(&self) -> impl Iterator<Item = &PersonId> {
        self.accepted
            .iter()
            .map(|yes| &yes.person)
            .chain(self.tentative.iter())
    }
}

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

/// Who comes to one meeting, and who waits for a place.
#[derive(Debug, Clone)]
pub struct Roll<'a> {
    /// Those who said yes, in the order in which they did.
    accepted: Vec<&'a PersonId>,
    tentative: Vec<&'a PersonId>,
    declined: Vec<&'a PersonId>,
    capacity: Option<u32>,
}

impl<'a> Roll<'a> {
    /// Those who answered this time count as they did, the others as they answered the series.
    pub(super) fn new(
        series: &'a Answers,
        own: Option<&'a Answers>,
        capacity: Option<u32>,
    ) -> Self {
        let of_series = |person: &PersonId| own.is_none_or(|own| own.of(person).is_none());
        let accepted = series
            .accepted
            .iter()
            .filter(|yes| of_series(&yes.person))
            .chain(own.iter().flat_map(|own| &own.accepted))
            .collect();
        let either = |part: fn(&Answers) -> &SortedSet<PersonId>| {
            let series = part(series).iter().filter(|person| of_series(person));
            series
                .chain(own.into_iter().flat_map(|own| part(own).iter()))
                .collect()
        };
        Self {
            accepted: ordered(accepted, |a: &&Yes, b: &&Yes| a.nth.cmp(&b.nth))
                .into_iter()
                .map(|yes| &yes.person)
                .collect(),
            tentative: either(|answers| &answers.tentative),
            declined: either(|answers| &answers.declined),
            capacity,
        }
    }

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
    pub fn going(&self) -> &[&'a PersonId] {
        &self.accepted[..self.n_places()]
    }

    /// Those who wait for a place, first come first.
    #[must_use]
    pub fn waiting(&self) -> &[&'a PersonId] {
        &self.accepted[self.n_places()..]
    }

    /// How many said maybe.
    #[must_use]
    pub fn n_tentative(&self) -> usize {
        self.tentative.len()
    }

    /// How many can come: none where there is room for all.
    #[must_use]
    pub fn capacity(&self) -> Option<u32> {
        self.capacity
    }

    /// How many places are left: none where there is room for all.
    #[must_use]
    pub fn places_left(&self) -> Option<u32> {
        let n_going = u32::try_from(self.n_places()).unwrap_or(u32::MAX);
        self.capacity
            .map(|capacity| capacity.saturating_sub(n_going))
    }

    /// What a person's answer comes to: none where they have not answered.
    #[must_use]
    pub fn place(&self, person: &PersonId) -> Option<Place> {
        if let Some(nth) = self.accepted.iter().position(|other| *other == person) {
            Some(match nth.checked_sub(self.n_places()) {
                None => Place::Going,
                Some(ahead) => Place::Waiting {
                    ahead: u32::try_from(ahead).unwrap_or(u32::MAX),
                },
            })
        } else if self.tentative.contains(&person) {
            Some(Place::Tentative)
        } else if self.declined.contains(&person) {
            Some(Place::Declined)
        } else {
            None
        }
    }
}
