//! People: who is in a community and who wants to be.

use serde::Serialize;

use super::{PersonView, Seen};
use crate::activity::Role;
use crate::order::ordered;
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
            Some(MemberView {
                since: member.since,
                roles: member.roles.clone(),
                note: seen.text(member.note),
                person,
            })
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
    }
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
