//! `GET /v1/communities`: the directory, and `GET /v1/me`: what the caller is in.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use cop_core::activity::Role;
use cop_core::affiliation::{Dimension, People};
use cop_core::community::Community;
use cop_core::id::{GroupId, PersonId};
use cop_core::membership::Standing;
use cop_core::time::Timestamp;
use cop_core::view::{self, DirectoryEntry, Search, Seen};
use serde::{Deserialize, Serialize};

use super::problem::Problem;
use super::read::Params;
use super::{App, blocking};
use crate::clock;
use crate::particulars::Wanted;
use crate::token::Caller;

/// How many communities one page of the directory has.
const PAGE: usize = 50;

#[derive(Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    pub(super) q: String,
    #[serde(default)]
    topic: String,
    #[serde(default)]
    organisation: Option<String>,
    #[serde(default)]
    my_organisation: bool,
    #[serde(default)]
    my_profession: bool,
    #[serde(default)]
    open: Option<bool>,
    #[serde(default)]
    after: Option<String>,
}

impl Asked {
    /// On what the members have to stand where the caller stands.
    fn own(&self) -> Vec<Dimension> {
        let asked = [
            (Dimension::Organisation, self.my_organisation),
            (Dimension::Profession, self.my_profession),
        ];
        let wanted = asked.into_iter().filter(|(_, is_wanted)| *is_wanted);
        wanted.map(|(dimension, _)| dimension).collect()
    }
}

#[derive(Serialize)]
pub(super) struct Answer {
    epoch: String,
    position: u64,
    pub(super) communities: Vec<DirectoryEntry>,
    next: Option<String>,
    pub(super) total: usize,
    server_time: Timestamp,
}

pub(super) async fn list(
    State(app): State<App>,
    caller: Option<Caller>,
    Params(asked): Params<Asked>,
) -> Result<Json<Answer>, Problem> {
    let by = caller.map(|caller| caller.person);
    blocking(move || Ok(Json(app.directory(asked, by.as_ref())?))).await
}

/// What a directory entry is made of.
struct Excerpt {
    community: Community,
    people: People,
}

impl App {
    pub(super) fn directory(&self, asked: Asked, by: Option<&PersonId>) -> Result<Answer, Problem> {
        self.directory_page(asked, by, PAGE)
    }

    /// The directory of whoever is not signed in, on one page.
    pub(super) fn public_directory(&self) -> Result<Answer, Problem> {
        self.directory_page(Asked::default(), None, usize::MAX)
    }

    fn directory_page(
        &self,
        asked: Asked,
        by: Option<&PersonId>,
        page: usize,
    ) -> Result<Answer, Problem> {
        let organisation = asked.organisation.as_deref().and_then(group);
        let own = asked.own();
        if by.is_none() && !own.is_empty() {
            return Err(Problem::sign_in_needed());
        }
        let (position, excerpts) = self.excerpts(by, |community, people| {
            let is_from_it = organisation.as_ref().is_none_or(|wanted| {
                let members = community.membership.members.keys();
                has_somebody_from(members, people, Dimension::Organisation, wanted)
            });
            let is_with = |by| has_somebody_beside(community, people, by, &own);
            is_from_it && by.is_none_or(is_with)
        });
        let now = clock::now();
        let entries = excerpts
            .iter()
            .map(|excerpt| self.entry(excerpt, by, now))
            .collect::<Result<_, Problem>>()?;
        let search = Search {
            words: asked.q,
            topic: asked.topic,
            organisation,
            open: asked.open.unwrap_or(false),
        };
        let mut communities = view::rank(entries, &search);
        let total = communities.len();
        if let Some(after) = asked.after {
            let begin = communities
                .iter()
                .position(|entry| entry.id.as_str() == after)
                .map_or(total, |found| found + 1);
            communities.drain(..begin);
        }
        let more = communities.len() > page;
        communities.truncate(page);
        Ok(Answer {
            epoch: self.epoch.clone(),
            position,
            next: communities
                .last()
                .filter(|_| more)
                .map(|last| last.id.to_string()),
            communities,
            total,
            server_time: now,
        })
    }

    fn excerpts(
        &self,
        by: Option<&PersonId>,
        is_wanted: impl Fn(&Community, &People) -> bool,
    ) -> (u64, Vec<Excerpt>) {
        self.live.look(|folded| {
            let people = folded.model.people();
            let excerpts = folded
                .model
                .communities()
                .filter(|community| is_wanted(community, people))
                .filter_map(|community| community.excerpt(by, None))
                .map(|community| Excerpt {
                    people: people.excerpt(community.membership.members.keys()),
                    community,
                })
                .collect();
            (folded.position, excerpts)
        })
    }

    fn entry(
        &self,
        excerpt: &Excerpt,
        by: Option<&PersonId>,
        now: Timestamp,
    ) -> Result<DirectoryEntry, Problem> {
        let community = &excerpt.community;
        let mut wanted = Wanted::default();
        wanted.texts(
            [community.frame.purpose.name]
                .into_iter()
                .chain(community.frame.purpose.domain),
        );
        for (event, planned) in community.events.iter() {
            if !planned.is_cancelled() {
                wanted.texts(planned.title);
                wanted.times(event, planned, now);
            }
        }
        let threads = community.talk.threads();
        wanted.texts(threads.filter_map(|(_, thread)| thread.title));
        let particulars = wanted.fetch(&self.store)?;
        Ok(view::directory_entry(&Seen {
            community,
            people: &excerpt.people,
            particulars: &particulars,
            by,
            now,
        }))
    }
}

/// The organisation that somebody typed or that an address carries.
fn group(typed: &str) -> Option<GroupId> {
    Some(typed)
        .filter(|typed| !typed.trim().is_empty())
        .and_then(|typed| GroupId::from_label(typed).ok())
}

fn has_somebody_from<'a>(
    mut members: impl Iterator<Item = &'a PersonId>,
    people: &People,
    dimension: Dimension,
    group: &GroupId,
) -> bool {
    members.any(|person| people.on(person, dimension).known() == Some(group))
}

/// Whether on each of these dimensions some other member is from where the caller is from.
fn has_somebody_beside(
    community: &Community,
    people: &People,
    by: &PersonId,
    dimensions: &[Dimension],
) -> bool {
    dimensions.iter().all(|&dimension| {
        let others = community.membership.members.keys();
        let others = others.filter(|person| *person != by);
        let own = people.on(by, dimension);
        own.known()
            .is_some_and(|group| has_somebody_from(others, people, dimension, group))
    })
}

#[derive(Serialize)]
pub(super) struct Me {
    person: PersonId,
    name: Option<String>,
    /// The names of the groups that the caller stated, by dimension.
    affiliations: BTreeMap<Dimension, String>,
    communities: Vec<Mine>,
}

#[derive(Serialize)]
struct Mine {
    #[serde(flatten)]
    entry: DirectoryEntry,
    roles: Vec<Role>,
    holds: bool,
    n_requests: usize,
}

pub(super) async fn me(State(app): State<App>, caller: Caller) -> Result<Json<Me>, Problem> {
    blocking(move || Ok(Json(app.me(caller)?))).await
}

impl App {
    fn me(&self, caller: Caller) -> Result<Me, Problem> {
        let by = &caller.person;
        let (_, excerpts) = self.excerpts(Some(by), |community, _| {
            !matches!(
                community.membership.standing(by),
                Standing::Outside | Standing::Declined
            )
        });
        let now = clock::now();
        let mut communities = excerpts
            .iter()
            .map(|excerpt| {
                let membership = &excerpt.community.membership;
                let holds = membership.holds(by);
                let member = membership.members.get(by);
                Ok(Mine {
                    entry: self.entry(excerpt, Some(by), now)?,
                    roles: member
                        .map(|member| member.roles.iter().copied().collect())
                        .unwrap_or_default(),
                    holds,
                    n_requests: if holds { membership.requests.len() } else { 0 },
                })
            })
            .collect::<Result<Vec<_>, Problem>>()?;
        communities
            .sort_by_cached_key(|mine| (mine.entry.name.to_lowercase(), mine.entry.id.clone()));

        let people = self.live.look(|folded| folded.model.people().excerpt([by]));
        let mut wanted = Wanted::default();
        wanted.person(by);
        wanted.groups_of(&people);
        let particulars = wanted.fetch(&self.store)?;
        let affiliations = Dimension::ALL
            .into_iter()
            .filter_map(|dimension| Some((dimension, particulars.group(&people, by, dimension)?)))
            .collect();
        Ok(Me {
            name: caller.name.or_else(|| particulars.people.get(by).cloned()),
            affiliations,
            communities,
            person: caller.person,
        })
    }
}
