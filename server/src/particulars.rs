//! What the log leaves out, gathered for what is about to be shown and for whom.

use std::collections::{BTreeMap, BTreeSet};

use cop_core::activity::{Activity, Kind};
use cop_core::affiliation::{Affiliation, People};
use cop_core::community::Community;
use cop_core::id::{EventId, GroupId, PersonId, TextId};
use cop_core::schedule::{Occurrence, Schedule};
use cop_core::text::TextRef;
use cop_core::time::Timestamp;
use cop_core::{Model, Particulars};

use crate::store::{Store, StoreError};
use crate::zones;

/// What has to be looked up.
#[derive(Debug, Default)]
pub struct Wanted {
    people: BTreeSet<PersonId>,
    groups: BTreeSet<GroupId>,
    texts: Vec<TextId>,
    occurrences: BTreeMap<EventId, Vec<Occurrence>>,
}

impl Wanted {
    /// All that a part of a community refers to, with what is known of its people.
    ///
    /// Whoever is not signed in learns the names only of those who hold a role.
    #[must_use]
    pub fn of_community(
        community: &Community,
        people: &People,
        by: Option<&PersonId>,
        now: Timestamp,
    ) -> Self {
        let mut wanted = Self {
            people: match by {
                Some(_) => community.people().into_iter().collect(),
                None => with_role(community),
            },
            ..Self::default()
        };
        wanted.groups_of(people);
        wanted.texts(community.texts());
        for (event, planned) in community.events.iter() {
            wanted.times(event, &planned.schedule, now);
        }
        wanted
    }

    /// All that an activity refers to.
    #[must_use]
    pub fn of_activity(
        activity: &Activity,
        model: &Model,
        by: Option<&PersonId>,
        now: Timestamp,
    ) -> Self {
        let mut wanted = Self::default();
        wanted.activity(activity, now);
        if by.is_none() {
            let named = activity
                .community
                .as_ref()
                .and_then(|id| model.community(id))
                .map(with_role)
                .unwrap_or_default();
            wanted.people.retain(|person| named.contains(person));
            // What brought people was told to colleagues, not to the world.
            if matches!(activity.what, Kind::Joined { .. }) {
                wanted.texts.clear();
            }
        }
        wanted
    }

    /// One more person.
    pub fn person(&mut self, person: &PersonId) {
        self.people.insert(person.clone());
    }

    /// The groups that these people are in.
    pub fn groups_of(&mut self, people: &People) {
        use cop_core::affiliation::Dimension;
        for (_, affiliations) in people.iter() {
            let known = Dimension::ALL
                .into_iter()
                .filter_map(|dimension| affiliations.on(dimension).known().cloned());
            self.groups.extend(known);
        }
    }

    /// More texts.
    pub fn texts(&mut self, texts: impl IntoIterator<Item = TextRef>) {
        self.texts.extend(texts.into_iter().map(|text| text.id));
    }

    /// The times of an event that are near.
    pub fn times(&mut self, event: &EventId, schedule: &Schedule, now: Timestamp) {
        self.occurrences
            .insert(event.clone(), zones::occurrences(schedule, now));
    }

    /// Looks everything up.
    ///
    /// # Errors
    /// The store could not.
    pub fn fetch(self, store: &Store) -> Result<Particulars, StoreError> {
        let mut particulars = store.particulars(&self.people, &self.groups, &self.texts)?;
        particulars.occurrences = self.occurrences.into_iter().collect();
        Ok(particulars)
    }

    fn activity(&mut self, activity: &Activity, now: Timestamp) {
        self.people.extend(activity.people().into_iter().cloned());
        self.texts(activity.what.texts());
        match &activity.what {
            Kind::AffiliationStated {
                affiliation: Affiliation::Known(group),
                ..
            } => {
                self.groups.insert(group.clone());
            }
            Kind::EventPlanned {
                event, schedule, ..
            }
            | Kind::EventChanged {
                event, schedule, ..
            } => self.times(event, schedule, now),
            _ => {}
        }
    }
}

fn with_role(community: &Community) -> BTreeSet<PersonId> {
    community
        .membership
        .members
        .iter()
        .filter(|(_, member)| !member.roles.is_empty())
        .map(|(person, _)| person.clone())
        .collect()
}
