//! A community's first screen: what it is, who is in it, what is next, what it thinks through.

#[cfg(feature = "whole")]
mod frame;

use serde::Serialize;

use super::{EventView, PersonView, ProblemLine, Seen, next_event, problems};
use crate::activity::{Access, Role, Visibility};
use crate::affiliation::Dimension;
use crate::id::{CommunityId, PersonId};
use crate::membership::Standing;
use crate::order::ordered;
use crate::sorted::{SortedMap, SortedSet};
use crate::time::Timestamp;

#[cfg(feature = "whole")]
pub use frame::{ConstituencyView, FrameView, ProjectView, StageView};

/// A community as it presents itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CommunityView {
    /// Which.
    pub id: CommunityId,
    /// What it is called.
    pub name: String,
    /// What it cares about.
    pub domain: Option<String>,
    /// Who it is for.
    pub for_whom: Option<String>,
    /// What it does.
    pub what_we_do: Option<String>,
    /// The words it goes by.
    pub terms: Vec<String>,
    /// Who may see it.
    pub visibility: Visibility,
    /// How people become members.
    pub access: Access,
    /// When it began.
    pub founded_at: Timestamp,
    /// How many members.
    pub n_members: usize,
    /// From how many organisations, as far as known.
    pub n_organisations: usize,
    /// How many follow without joining.
    pub n_observers: usize,
    /// The most common professions among members, most common first, at most five.
    pub professions: Vec<String>,
    /// Those who hold it, by name.
    pub held_by: Vec<PersonView>,
    /// How the one who looks stands to it: none where nobody is signed in.
    pub standing: Option<Standing>,
    /// The roles of the one who looks.
    pub roles: SortedSet<Role>,
    /// Whether the one who looks lets people in and plans events.
    pub holds: bool,
    /// The words with which the one who looks was let in on request.
    pub welcome_message: Option<String>,
    /// The words with which the one who looks was turned down.
    pub declined_message: Option<String>,
    /// The next event.
    pub next: Option<EventView>,
    /// The problems last added to, at most five.
    pub problems: Vec<ProblemLine>,
    /// How many problems wait for a first reply, of the newest.
    pub n_unanswered: usize,
    /// How many requests to join wait, for those who may answer them.
    pub n_requests: usize,
    /// What frames it.
    #[cfg(feature = "whole")]
    #[serde(flatten)]
    pub frame: FrameView,
}

const N_PROBLEMS: usize = 5;
const N_PROFESSIONS: usize = 5;

/// A community as it presents itself to the one who looks.
#[must_use]
pub fn community(seen: &Seen<'_>) -> CommunityView {
    let community = seen.community;
    let membership = &community.membership;
    let members = || membership.members.keys();
    let holds = seen.by.is_some_and(|person| membership.holds(person));
    let all_problems = problems(seen);
    CommunityView {
        id: community.id.clone(),
        name: seen.name(),
        domain: seen.text(community.frame.purpose.domain),
        for_whom: seen.text(community.frame.purpose.for_whom),
        what_we_do: seen.text(community.frame.purpose.what_we_do),
        terms: community
            .frame
            .purpose
            .terms
            .iter()
            .map(ToString::to_string)
            .collect(),
        visibility: community.visibility,
        access: community.access,
        founded_at: community.founded_at,
        n_members: membership.members.len(),
        n_organisations: seen.people.n_groups(members(), Dimension::Organisation),
        n_observers: membership.observers.len(),
        professions: common_professions(seen),
        held_by: seen.by_name(members().filter(|person| membership.holds(person))),
        standing: seen.by.map(|person| membership.standing(person)),
        roles: own_roles(seen),
        holds,
        welcome_message: seen
            .by
            .and_then(|person| seen.text(membership.welcomed.get(person).copied())),
        declined_message: seen
            .by
            .and_then(|person| seen.text(membership.declined.get(person).copied())),
        next: next_event(seen),
        n_unanswered: all_problems.iter().filter(|line| !line.answered).count(),
        problems: all_problems.into_iter().take(N_PROBLEMS).collect(),
        n_requests: if holds { membership.requests.len() } else { 0 },
        #[cfg(feature = "whole")]
        frame: frame::frame(seen),
    }
}

fn own_roles(seen: &Seen<'_>) -> SortedSet<Role> {
    let member = |person: &PersonId| seen.community.membership.members.get(person);
    seen.by
        .and_then(member)
        .map(|member| member.roles.clone())
        .unwrap_or_default()
}

fn common_professions(seen: &Seen<'_>) -> Vec<String> {
    let mut n_by_profession: SortedMap<String, usize> = SortedMap::new();
    for person in seen.community.membership.members.keys() {
        if let Some(profession) = seen
            .particulars
            .group(seen.people, person, Dimension::Profession)
        {
            *n_by_profession.get_or_insert_with(&profession, || 0) += 1;
        }
    }
    let by_name = n_by_profession.into_iter().collect();
    ordered(by_name, |(_, n_a), (_, n_b)| n_b.cmp(n_a))
        .into_iter()
        .take(N_PROFESSIONS)
        .map(|(profession, _)| profession)
        .collect()
}
