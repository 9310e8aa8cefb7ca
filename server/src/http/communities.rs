//! `GET /v1/communities/{id}` and its parts. Whoever may not see a community gets what they would get for one that
//! is not there, byte for byte.

use axum::Json;
use axum::extract::State;
use cop_core::activity::Recorded;
use cop_core::affiliation::People;
use cop_core::community::Community;
use cop_core::id::{CommunityId, ContributionId, PersonId};
use cop_core::measure::{self, RULES_VERSION, Tallies};
use cop_core::refusal::Refusal;
use cop_core::time::Timestamp;
use cop_core::view::{self, Seen};
use cop_core::{Model, Particulars, view::CommunityView};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::problem::Problem;
use super::read::{CommunityAt, Params, ProblemAt};
use super::{App, blocking};
use crate::clock;
use crate::particulars::Wanted;
use crate::token::Caller;

/// How many activities are read at a time for measures.
const MEASURE_PAGE: usize = 5_000;

/// The part of a community that a person may see, and what is known of the people in it.
pub(super) struct Slice {
    position: u64,
    community: Community,
    people: People,
    by: Option<PersonId>,
    now: Timestamp,
}

impl App {
    pub(super) fn must_see(
        &self,
        community: &CommunityId,
        by: Option<&PersonId>,
    ) -> Result<(), Problem> {
        self.live.look(|folded| {
            folded
                .model
                .visible(community, by)
                .map(|_| ())
                .ok_or_else(Problem::no_such_community)
        })
    }

    pub(super) fn slice(
        &self,
        community: &CommunityId,
        by: Option<&PersonId>,
        thread: Option<&ContributionId>,
    ) -> Result<Slice, Problem> {
        self.live.look(|folded| {
            let community = folded
                .model
                .visible(community, by)
                .and_then(|community| community.excerpt(by, thread))
                .ok_or_else(Problem::no_such_community)?;
            Ok(Slice {
                position: folded.position,
                people: people_of(&folded.model, &community, by),
                community,
                by: by.cloned(),
                now: clock::now(),
            })
        })
    }

    /// A slice with every thread of the community, without their turns.
    fn slice_of_all_threads(
        &self,
        community: &CommunityId,
        by: Option<&PersonId>,
    ) -> Result<Slice, Problem> {
        let mut slice = self.slice(community, by, None)?;
        self.live.look(|folded| {
            if let Some(whole) = folded.model.visible(community, by) {
                slice.community.talk = whole.talk.clone();
                slice.people = people_of(&folded.model, &slice.community, by);
            }
        });
        Ok(slice)
    }
}

/// What is known of the people of a community, as far as this person may know it.
fn people_of(model: &Model, community: &Community, by: Option<&PersonId>) -> People {
    let people = model.people().excerpt(&community.people());
    match by {
        Some(_) => people,
        None => people.for_strangers(|person| {
            let member = community.membership.members.get(person);
            member.is_some_and(|member| !member.roles.is_empty())
        }),
    }
}

impl Slice {
    /// Everything that the slice refers to.
    pub(super) fn particulars(&self, app: &App) -> Result<Particulars, Problem> {
        let wanted =
            Wanted::of_community(&self.community, &self.people, self.by.as_ref(), self.now);
        Ok(wanted.fetch(&app.store)?)
    }

    pub(super) fn seen<'a>(&'a self, particulars: &'a Particulars) -> Seen<'a> {
        Seen {
            community: &self.community,
            people: &self.people,
            particulars,
            by: self.by.as_ref(),
            now: self.now,
        }
    }
}

fn person(caller: Option<&Caller>) -> Option<&PersonId> {
    caller.map(|caller| &caller.person)
}

/// Which page of a list: what comes after the one that is named.
#[derive(Deserialize)]
pub(super) struct Paging {
    #[serde(default)]
    after: Option<String>,
    #[serde(default)]
    limit: Option<usize>,
}

const DEFAULT_LIMIT: usize = 50;
const MAX_LIMIT: usize = 200;

impl Paging {
    /// The page, and the cursor to the next one.
    pub(super) fn page<T>(&self, all: Vec<T>, id: impl Fn(&T) -> &str) -> (Vec<T>, Option<String>) {
        let limit = self.limit.unwrap_or(DEFAULT_LIMIT).clamp(1, MAX_LIMIT);
        let begin = self.after.as_deref().map_or(0, |after| {
            all.iter()
                .position(|entry| id(entry) == after)
                .map_or(all.len(), |found| found + 1)
        });
        let n_left = all.len() - begin;
        let page: Vec<T> = all.into_iter().skip(begin).take(limit).collect();
        let next = page
            .last()
            .filter(|_| n_left > limit)
            .map(|last| id(last).to_owned());
        (page, next)
    }
}

pub(super) async fn community(
    State(app): State<App>,
    caller: Option<Caller>,
    CommunityAt(id): CommunityAt,
) -> Result<Json<CommunityView>, Problem> {
    blocking(move || {
        let slice = app.slice(&id, person(caller.as_ref()), None)?;
        let particulars = slice.particulars(&app)?;
        Ok(Json(view::community(&slice.seen(&particulars))))
    })
    .await
}

pub(super) async fn people(
    State(app): State<App>,
    caller: Option<Caller>,
    CommunityAt(id): CommunityAt,
    Params(paging): Params<Paging>,
) -> Result<Json<Value>, Problem> {
    blocking(move || {
        let slice = app.slice(&id, person(caller.as_ref()), None)?;
        let particulars = slice.particulars(&app)?;
        let people = view::people(&slice.seen(&particulars));
        let total = people.members.len();
        let (members, next) = paging.page(people.members, |member| member.person.id.as_str());
        Ok(Json(json!({
            "members": members,
            "observers": people.observers,
            "requests": people.requests,
            "invited": people.invited,
            "total": total,
            "next": next,
        })))
    })
    .await
}

pub(super) async fn problems(
    State(app): State<App>,
    caller: Option<Caller>,
    CommunityAt(id): CommunityAt,
    Params(paging): Params<Paging>,
) -> Result<Json<Value>, Problem> {
    blocking(move || {
        let slice = app.slice_of_all_threads(&id, person(caller.as_ref()))?;
        // The order does not depend on names and texts, so that only those of the page are looked up.
        let bare = view::problems(&slice.seen(&Particulars::default()));
        let total = bare.len();
        let (page, next) = paging.page(bare, |line| line.id.as_str());
        let ids = page.iter().map(|line| &line.id);
        let particulars = slice.headlines(ids)?.fetch(&app.store)?;
        let mut problems = view::problems(&slice.seen(&particulars));
        problems.retain(|line| page.iter().any(|wanted| wanted.id == line.id));
        Ok(Json(
            json!({ "problems": problems, "total": total, "next": next }),
        ))
    })
    .await
}

impl Slice {
    /// What the headlines of these threads refer to.
    fn headlines<'a>(
        &self,
        threads: impl Iterator<Item = &'a ContributionId>,
    ) -> Result<Wanted, Problem> {
        let mut wanted = Wanted::default();
        let mut authors = Vec::new();
        for thread in threads.filter_map(|id| self.community.talk.thread(id)) {
            wanted.texts(
                [thread.title]
                    .into_iter()
                    .chain(thread.text)
                    .chain(thread.link),
            );
            authors.extend(thread.author.iter());
        }
        wanted.groups_of(&self.people.excerpt(authors.iter().copied()));
        let membership = &self.community.membership;
        for author in authors {
            let has_role = membership
                .members
                .get(author)
                .is_some_and(|member| !member.roles.is_empty());
            if self.by.is_some() || has_role {
                wanted.person(author);
            }
        }
        Ok(wanted)
    }
}

pub(super) async fn artefacts(
    State(app): State<App>,
    caller: Option<Caller>,
    CommunityAt(id): CommunityAt,
    Params(paging): Params<Paging>,
) -> Result<Json<Value>, Problem> {
    blocking(move || {
        let slice = app.slice_of_all_threads(&id, person(caller.as_ref()))?;
        let bare = view::resources(&slice.seen(&Particulars::default()));
        let total = bare.len();
        let (page, next) = paging.page(bare, |line| line.id.as_str());
        let ids = page.iter().map(|line| &line.id);
        let particulars = slice.headlines(ids)?.fetch(&app.store)?;
        let mut artefacts = view::resources(&slice.seen(&particulars));
        artefacts.retain(|line| page.iter().any(|wanted| wanted.id == line.id));
        Ok(Json(
            json!({ "artefacts": artefacts, "total": total, "next": next }),
        ))
    })
    .await
}

pub(super) async fn problem(
    State(app): State<App>,
    caller: Option<Caller>,
    CommunityAt(id): CommunityAt,
    ProblemAt(problem): ProblemAt,
) -> Result<Json<view::ProblemView>, Problem> {
    blocking(move || {
        let slice = app.slice(&id, person(caller.as_ref()), problem.as_ref())?;
        let particulars = slice.particulars(&app)?;
        problem
            .and_then(|problem| view::problem(&slice.seen(&particulars), &problem))
            .map(Json)
            .ok_or_else(|| Refusal::NoSuchContribution.into())
    })
    .await
}

pub(super) async fn events(
    State(app): State<App>,
    caller: Option<Caller>,
    CommunityAt(id): CommunityAt,
    Params(paging): Params<Paging>,
) -> Result<Json<Value>, Problem> {
    blocking(move || {
        let slice = app.slice(&id, person(caller.as_ref()), None)?;
        let particulars = slice.particulars(&app)?;
        let events = view::events(&slice.seen(&particulars));
        let total = events.len();
        let (events, next) = paging.page(events, |event| event.id.as_str());
        Ok(Json(
            json!({ "events": events, "total": total, "next": next }),
        ))
    })
    .await
}

pub(super) async fn measures(
    State(app): State<App>,
    caller: Option<Caller>,
    CommunityAt(id): CommunityAt,
) -> Result<Json<Value>, Problem> {
    blocking(move || {
        app.must_see(&id, person(caller.as_ref()))?;
        let as_of = clock::now();
        let mut tallies = Tallies::new(as_of);
        let mut after = 0;
        loop {
            let page = app.store.read_of(&id, after, MEASURE_PAGE)?;
            let Some(last) = page.last() else { break };
            after = last.position;
            for Recorded { activity, .. } in &page {
                tallies.add(activity);
            }
        }
        let tally = tallies.of(&id);
        Ok(Json(json!({
            "as_of": as_of,
            "rules": RULES_VERSION,
            "measures": {
                "participation": measure::participation(tally, as_of),
                "concentration": measure::concentration(tally),
            },
        })))
    })
    .await
}

/// Which problem the page shows.
#[derive(Deserialize)]
pub(super) struct Shown {
    #[serde(default)]
    problem: Option<ContributionId>,
}

/// What a page folds on.
#[derive(Serialize)]
pub(super) struct StateAnswer {
    epoch: String,
    position: u64,
    community: Community,
    people: People,
    particulars: Particulars,
    server_time: Timestamp,
}

pub(super) async fn state(
    State(app): State<App>,
    caller: Option<Caller>,
    CommunityAt(id): CommunityAt,
    Params(shown): Params<Shown>,
) -> Result<Json<StateAnswer>, Problem> {
    blocking(move || {
        let slice = app.slice(&id, person(caller.as_ref()), shown.problem.as_ref())?;
        let particulars = slice.particulars(&app)?;
        Ok(Json(StateAnswer {
            epoch: app.epoch.clone(),
            position: slice.position,
            community: slice.community,
            people: slice.people,
            particulars,
            server_time: slice.now,
        }))
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(after: Option<&str>, limit: usize, page: &[&'static str], next: Option<&str>) {
        let paging = Paging {
            after: after.map(str::to_owned),
            limit: Some(limit),
        };
        let (found, cursor) = paging.page(vec!["a", "b", "c"], |id| id);
        assert_eq!((found.as_slice(), cursor.as_deref()), (page, next));
    }

    #[test]
    fn a_page_ends_with_the_cursor_to_the_next() {
        check(None, 2, &["a", "b"], Some("b"));
        check(Some("b"), 2, &["c"], None);
        check(None, 3, &["a", "b", "c"], None);
        check(Some("gone"), 2, &[], None);
    }
}
