//! What the log leaves out, gathered for what is about to be shown and for whom.

use std::collections::{BTreeMap, BTreeSet};

use cop_core::activity::{Activity, Kind};
use cop_core::affiliation::People;
use cop_core::community::Community;
use cop_core::event::Event;
use cop_core::id::{CommunityId, EventId, GroupId, PersonId, TextId};
use cop_core::schedule::Occurrence;
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
    communities: Vec<(CommunityId, TextRef)>,
    occurrences: BTreeMap<EventId, Vec<Occurrence>>,
}

/// The communities that hold events together with this one, as far as a person may see them, with their names.
#[must_use]
pub fn co_hosts(
    model: &Model,
    community: &Community,
    by: Option<&PersonId>,
) -> Vec<(CommunityId, TextRef)> {
    let events = community.events.iter().chain(community.events.proposals());
    let mut named: BTreeMap<CommunityId, TextRef> = BTreeMap::new();
    for other in events.filter_map(|(_, event)| event.co_host.as_ref()) {
        named.extend(name_of(model, &other.community, by));
    }
    named.into_iter().collect()
}

fn name_of(
    model: &Model,
    id: &CommunityId,
    by: Option<&PersonId>,
) -> Option<(CommunityId, TextRef)> {
    let community = model.visible(id, by)?;
    Some((id.clone(), community.frame.purpose.name))
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
        wanted.groups(community.groups());
        wanted.texts(community.texts());
        for (id, event) in community.events.iter().chain(community.events.proposals()) {
            wanted.times(id, event, now);
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
        wanted.activity(activity, model, now);
        if let Kind::EventPlanned { with, host, .. } = &activity.what {
            let others = with.iter().chain(host);
            wanted.names(others.filter_map(|other| name_of(model, other, by)));
        }
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

    /// More groups.
    pub fn groups(&mut self, groups: impl IntoIterator<Item = GroupId>) {
        self.groups.extend(groups);
    }

    /// More texts.
    pub fn texts(&mut self, texts: impl IntoIterator<Item = TextRef>) {
        self.texts.extend(texts.into_iter().map(|text| text.id));
    }

    /// The names of communities.
    pub fn names(&mut self, communities: impl IntoIterator<Item = (CommunityId, TextRef)>) {
        self.communities.extend(communities);
    }

    /// The times of an event that are near.
    pub fn times(&mut self, id: &EventId, event: &Event, now: Timestamp) {
        self.occurrences
            .insert(id.clone(), zones::occurrences(event, now));
    }

    /// Looks everything up.
    ///
    /// # Errors
    /// The store could not.
    pub fn fetch(mut self, store: &Store) -> Result<Particulars, StoreError> {
        let names = std::mem::take(&mut self.communities);
        self.texts(names.iter().map(|(_, name)| *name));
        let mut particulars = store.particulars(&self.people, &self.groups, &self.texts)?;
        particulars.communities = names
            .into_iter()
            .filter_map(|(id, name)| Some((id, particulars.text(name)?.to_owned())))
            .collect();
        particulars.occurrences = self.occurrences.into_iter().collect();
        Ok(particulars)
    }

    fn activity(&mut self, activity: &Activity, model: &Model, now: Timestamp) {
        self.people.extend(activity.people().into_iter().cloned());
        self.texts(activity.what.texts());
        self.groups(activity.what.groups().into_iter().cloned());
        if let Kind::EventPlanned { event: id, .. } | Kind::EventChanged { event: id, .. } =
            &activity.what
        {
            let community = activity.community.as_ref();
            let event = community
                .and_then(|community| model.community(community))
                .and_then(|community| community.events.get(id));
            if let Some(event) = event {
                self.times(id, event, now);
            }
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
