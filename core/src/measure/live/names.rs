//! What is known by number: people, groups, where somebody stood when, what threads began with.

use super::super::interner::{Interner, Table};
use super::super::stored::{stored, stored_variants};
use crate::activity::{Reference, Source};
use crate::affiliation::{Affiliation, Dimension};
use crate::id::{ContributionId, EventId, GroupId, PersonId, Term};

/// What numbers stand for, for all communities.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Names {
    people: Interner<PersonId>,
    groups: Interner<GroupId>,
    events: Interner<EventId>,
    contributions: Interner<ContributionId>,
    sources: Interner<Source>,
    terms: Interner<Term>,
    profiles: Interner<[Place; 4]>,
    /// Where each person said to stand, with the position from which on that is so.
    stated: Vec<Vec<(u64, Profile)>>,
    /// What threads began with, by number: the community, and whether it was a problem.
    roots: Table<u32, (u32, bool)>,
}

stored!(Names {
    people,
    groups,
    events,
    contributions,
    sources,
    terms,
    profiles,
    stated,
    roots
});

/// What an activity points at, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in super::super) enum Thing {
    /// A contribution.
    Contribution(u32),
    /// A meeting or a series of them.
    Event(u32),
    /// A person.
    Person(u32),
}

stored_variants!(Thing { 0 => Contribution(n), 1 => Event(n), 2 => Person(n) });

/// Where somebody stands on one boundary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in super::super) enum Place {
    /// Nothing was said.
    Unknown,
    /// They said that there is none.
    Independent,
    /// In this group.
    Group(u32),
}

stored_variants!(Place { 0 => Unknown, 1 => Independent, 2 => Group(n) });

/// Where somebody stands on all four boundaries, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in super::super) struct Profile(u32);

stored!(Profile { 0 });

impl Profile {
    /// Nothing is known on any of them.
    pub(in super::super) const UNKNOWN: Profile = Profile(0);
}

impl Names {
    /// The number of a person.
    pub(in super::super) fn person(&mut self, id: &PersonId) -> u32 {
        self.people.number(id)
    }

    /// The number of a person who was met before.
    pub(in super::super) fn known_person(&self, id: &PersonId) -> Option<u32> {
        self.people.known(id)
    }

    /// The person with a number.
    pub(in super::super) fn person_id(&self, who: u32) -> &PersonId {
        self.people.id(who)
    }

    /// The number of an event.
    pub(in super::super) fn event(&mut self, id: &EventId) -> u32 {
        self.events.number(id)
    }

    /// The event with a number.
    pub(in super::super) fn event_id(&self, event: u32) -> &EventId {
        self.events.id(event)
    }

    /// The number of a contribution.
    pub(in super::super) fn contribution(&mut self, id: &ContributionId) -> u32 {
        self.contributions.number(id)
    }

    /// The number of a source of evidence.
    pub(in super::super) fn source(&mut self, source: &Source) -> u32 {
        self.sources.number(source)
    }

    /// The contribution with a number.
    pub(in super::super) fn contribution_id(&self, contribution: u32) -> &ContributionId {
        self.contributions.id(contribution)
    }

    /// The number of a term.
    pub(in super::super) fn term(&mut self, term: &Term) -> u32 {
        self.terms.number(term)
    }

    /// What an activity points at, by number.
    pub(in super::super) fn thing(&mut self, reference: &Reference) -> Thing {
        match reference {
            Reference::Contribution(id) => Thing::Contribution(self.contribution(id)),
            Reference::Event(id) => Thing::Event(self.event(id)),
            Reference::Person(id) => Thing::Person(self.person(id)),
        }
    }

    /// The number of a group.
    pub(in super::super) fn group(&mut self, id: &GroupId) -> u32 {
        self.groups.number(id)
    }

    /// The group with a number.
    pub(in super::super) fn group_id(&self, group: u32) -> &GroupId {
        self.groups.id(group)
    }

    /// Where a profile is on a boundary.
    pub(in super::super) fn place(&self, profile: Profile, dimension: Dimension) -> Place {
        match profile {
            Profile::UNKNOWN => Place::Unknown,
            Profile(nth) => self.profiles.id(nth - 1)[dimension as usize],
        }
    }

    /// Whether two profiles differ on a boundary, as far as it is known in both. Having no group there is known.
    pub(in super::super) fn differ(&self, one: Profile, other: Profile) -> bool {
        if one == other {
            return false;
        }
        Dimension::ALL.into_iter().any(|dimension| {
            let (one, other) = (self.place(one, dimension), self.place(other, dimension));
            one != Place::Unknown && other != Place::Unknown && one != other
        })
    }

    /// The affiliation of a profile on a boundary.
    pub(in super::super) fn affiliation(
        &self,
        profile: Profile,
        dimension: Dimension,
    ) -> Affiliation {
        match self.place(profile, dimension) {
            Place::Unknown => Affiliation::Unknown,
            Place::Independent => Affiliation::NoneDeclared,
            Place::Group(group) => Affiliation::Known(self.group_id(group).clone()),
        }
    }

    /// Where a person stood at a place in the log.
    pub(in super::super) fn profile(&self, who: u32, position: u64) -> Profile {
        let stated = self.stated.get(who as usize).map_or(&[][..], Vec::as_slice);
        let stated = stated.iter().rev();
        let mut before = stated.skip_while(|(since, _)| *since > position);
        before
            .next()
            .map_or(Profile::UNKNOWN, |(_, profile)| *profile)
    }

    /// How often it was said where a person stands.
    pub(in super::super) fn n_stated(&self, who: u32) -> usize {
        self.stated.get(who as usize).map_or(0, Vec::len)
    }

    /// Where a person stands now.
    pub(in super::super) fn profile_now(&self, who: u32) -> Profile {
        self.profile(who, u64::MAX)
    }

    /// In which group a person is now on a boundary, by number.
    pub(in super::super) fn group_now(&self, who: u32, dimension: Dimension) -> Option<u32> {
        match self.place(self.profile_now(who), dimension) {
            Place::Group(group) => Some(group),
            Place::Independent | Place::Unknown => None,
        }
    }

    pub(super) fn state(
        &mut self,
        position: u64,
        person: &PersonId,
        dimension: Dimension,
        affiliation: &Affiliation,
    ) {
        let who = self.person(person);
        let mut places = match self.profile_now(who) {
            Profile::UNKNOWN => [Place::Unknown; 4],
            Profile(nth) => *self.profiles.id(nth - 1),
        };
        places[dimension as usize] = match affiliation {
            Affiliation::Known(group) => Place::Group(self.groups.number(group)),
            Affiliation::NoneDeclared => Place::Independent,
            Affiliation::Unknown => Place::Unknown,
        };
        let profile = match places {
            [
                Place::Unknown,
                Place::Unknown,
                Place::Unknown,
                Place::Unknown,
            ] => Profile::UNKNOWN,
            places => Profile(self.profiles.number(&places) + 1),
        };
        if self.stated.len() <= who as usize {
            self.stated.resize_with(who as usize + 1, Vec::new);
        }
        self.stated[who as usize].push((position, profile));
    }

    pub(super) fn root(&mut self, root: &ContributionId, community: usize, is_problem: bool) {
        let community = u32::try_from(community).expect("communities are numbered by u32");
        let root = self.contribution(root);
        self.roots.entry(root).or_insert((community, is_problem));
    }

    /// Whether a thread began with a problem.
    pub(in super::super) fn is_problem(&self, root: &ContributionId) -> bool {
        let root = self.contributions.known(root);
        let root = root.and_then(|root| self.roots.get(&root));
        root.is_some_and(|(_, is_problem)| *is_problem)
    }
}
