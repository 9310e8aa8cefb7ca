//! People: who is in a community and who wants to be.

use serde::Serialize;

use super::{PersonView, Seen};
use crate::activity::{Preference, Role};
use crate::id::PersonId;
use crate::membership::Member;
use crate::order::ordered;
use crate::relationships::Absence;
use crate::sorted::SortedSet;
use crate::time::Timestamp;

/// The people of a community.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PeopleView {
    /// Members, those who hold it first, then by name.
    pub members: Vec<MemberView>,
    /// Those who follow without joining, by name.
    pub observers: Vec<PersonView>,
    /// Those who asked to join, the longest wait first; only for those who may answer.
    pub requests: Vec<RequestView>,
    /// Those who were asked in and have not joined yet, by name; only for those who may ask.
    pub invited: Vec<PersonView>,
    /// Who guides whom, in the order in which it was said; what only one of them said is only for the two.
    pub mentoring: Vec<MentoringView>,
}

/// A member as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MemberView {
    /// Who.
    #[serde(flatten)]
    pub person: PersonView,
    /// Since when.
    pub since: Timestamp,
    /// What they do for the community.
    pub roles: SortedSet<Role>,
    /// What brought them.
    pub note: Option<String>,
    /// Who they are, in their own words.
    pub introduction: Option<String>,
    /// When they are away, where that is not over.
    pub away: Option<Absence>,
    /// Who welcomed them, by name.
    pub welcomed_by: Vec<PersonView>,
    /// With which words last.
    pub welcome: Option<String>,
    /// Whether they allow to be introduced to others.
    pub allows_introductions: bool,
    /// When somebody who keeps the community going last spoke with them; only for those who do.
    pub contacted_at: Option<Timestamp>,
}

/// One who guides another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MentoringView {
    /// Who guides.
    pub mentor: PersonView,
    /// Who is guided.
    pub mentee: PersonView,
    /// Since when.
    pub since: Timestamp,
    /// Whether both said so.
    pub is_agreed: bool,
    /// Whether the one who looks is one of them and said so.
    pub agreed_by_me: bool,
}

/// A request to join as shown to those who may answer it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RequestView {
    /// Who asks.
    #[serde(flatten)]
    pub person: PersonView,
    /// Since when.
    pub at: Timestamp,
    /// Why.
    pub reason: Option<String>,
}

/// The people of a community.
#[must_use]
pub fn people(seen: &Seen<'_>) -> PeopleView {
    let membership = &seen.community.membership;
    let holds = seen.by.is_some_and(|person| membership.holds(person));
    let members: Vec<MemberView> = seen
        .by_name(membership.members.keys())
        .into_iter()
        .filter_map(|person| {
            let member = membership.members.get(&person.id)?;
            Some(member_view(seen, member, person))
        })
        .collect();
    // Equal ones stay as they were, so names stay in order within.
    let holds_it = |member: &MemberView| membership.holds(&member.person.id);
    let members = ordered(members, |a, b| holds_it(b).cmp(&holds_it(a)));
    PeopleView {
        members,
        observers: seen.by_name(&membership.observers),
        requests: if holds { requests(seen) } else { Vec::new() },
        invited: if holds {
            seen.by_name(membership.invitations.keys())
        } else {
            Vec::new()
        },
        mentoring: mentoring(seen),
    }
}

fn member_view(seen: &Seen<'_>, member: &Member, person: PersonView) -> MemberView {
    let relationships = &seen.community.fabric.relationships;
    let id = &person.id;
    let welcome = relationships.welcomes.get(id);
    let today = seen.now.date_utc();
    MemberView {
        since: member.since,
        roles: member.roles.clone(),
        note: seen.text(member.note),
        introduction: seen.text(
            seen.community
                .fabric
                .identity
                .introductions
                .get(id)
                .copied(),
        ),
        away: relationships
            .away
            .get(id)
            .copied()
            .filter(|absence| absence.until.is_none_or(|until| today <= until)),
        welcomed_by: welcome.map_or_else(Vec::new, |welcome| seen.by_name(&welcome.by)),
        welcome: seen.text(welcome.and_then(|welcome| welcome.message)),
        allows_introductions: relationships.allows(id, Preference::Introductions),
        contacted_at: relationships.contacts.get(id).copied(),
        person,
    }
}

fn mentoring(seen: &Seen<'_>) -> Vec<MentoringView> {
    let is_me = |person: &PersonId| Some(person) == seen.by;
    let pairs = seen.community.fabric.relationships.mentoring.iter();
    pairs
        .filter(|pair| pair.is_agreed() || is_me(&pair.mentor) || is_me(&pair.mentee))
        .map(|pair| MentoringView {
            mentor: seen.person(&pair.mentor),
            mentee: seen.person(&pair.mentee),
            since: pair.since,
            is_agreed: pair.is_agreed(),
            agreed_by_me: pair.agreed_by.iter().any(is_me),
        })
        .collect()
}

fn requests(seen: &Seen<'_>) -> Vec<RequestView> {
    let requests: Vec<RequestView> = seen
        .community
        .membership
        .requests
        .iter()
        .map(|(person, request)| RequestView {
            person: seen.person(person),
            at: request.at,
            reason: seen.text(Some(request.reason)),
        })
        .collect();
    ordered(requests, |a, b| {
        (a.at, &a.person.id).cmp(&(b.at, &b.person.id))
    })
}
