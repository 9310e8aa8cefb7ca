//! `GET /v1/communities/{id}` and its parts. Whoever may not see a community gets what they would get for one that
//! is not there, byte for byte.

mod practice;
mod talk;

use axum::Json;
use axum::extract::State;
use cop_core::activity::Reference;
use cop_core::affiliation::People;
use cop_core::community::Community;
use cop_core::id::{CommunityId, ContributionId, PersonId};
use cop_core::text::TextRef;
use cop_core::time::Timestamp;
use cop_core::view::{self, LinkView, Seen};
use cop_core::{Model, Particulars, view::CommunityView};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::problem::Problem;
use super::read::{CommunityAt, Params};
use super::{App, blocking};
use crate::clock;
use crate::particulars::{Wanted, co_hosts};
use crate::token::Caller;

pub(super) use practice::{artefact, artefacts, value};
pub(super) use talk::{concerns, problem, problems, stories};

/// The part of a community that a person may see, and what is known of the people in it.
pub(super) struct Slice {
    position: u64,
    community: Community,
    people: People,
    co_hosts: Vec<(CommunityId, TextRef)>,
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
                co_hosts: co_hosts(&folded.model, &community, by),
                community,
                by: by.cloned(),
                now: clock::now(),
            })
        })
    }

    /// A slice with every thread, artefact and report of the community, and not just the newest.
    fn whole_slice(
        &self,
        community: &CommunityId,
        by: Option<&PersonId>,
    ) -> Result<Slice, Problem> {
        let mut slice = self.slice(community, by, None)?;
        self.live.look(|folded| {
            if let Some(whole) = folded.model.visible(community, by) {
                slice.community.talk = whole.talk.clone();
                slice.community.fabric.practice = whole.fabric.practice.clone();
                slice.community.fabric.value = whole.fabric.value.clone();
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
        let mut wanted =
            Wanted::of_community(&self.community, &self.people, self.by.as_ref(), self.now);
        wanted.names(self.co_hosts.iter().cloned());
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

    /// A page of a list whose order does not depend on names and texts, so that only those of the page are looked
    /// up: `refers` says what a line refers to.
    fn page<T>(
        &self,
        app: &App,
        paging: &Paging,
        list: impl Fn(&Seen<'_>) -> Vec<T>,
        id: impl Fn(&T) -> &str,
        refers: impl Fn(&mut Wanted, &T),
    ) -> Result<Listed<T>, Problem> {
        let bare = list(&self.seen(&Particulars::default()));
        let total = bare.len();
        let (page, next) = paging.page(bare, &id);
        let mut wanted = Wanted::default();
        for line in &page {
            refers(&mut wanted, line);
        }
        let particulars = wanted.fetch(&app.store)?;
        let mut lines = list(&self.seen(&particulars));
        lines.retain(|line| page.iter().any(|wanted| id(wanted) == id(line)));
        Ok(Listed { lines, total, next })
    }

    /// The names of these people, as far as the one who looks may know them, and of their groups.
    fn names<'a>(&self, wanted: &mut Wanted, people: impl IntoIterator<Item = &'a PersonId>) {
        for person in people {
            wanted.groups_of(&self.people.excerpt([person]));
            let member = self.community.membership.members.get(person);
            if self.by.is_some() || member.is_some_and(|member| !member.roles.is_empty()) {
                wanted.person(person);
            }
        }
    }

    /// What stands where a link leads.
    fn link(&self, wanted: &mut Wanted, link: Option<&LinkView>) {
        let Some(link) = link else { return };
        self.names(wanted, link.person.iter().map(|person| &person.id));
        let talk = &self.community.talk;
        let summed_up = |id| Some(talk.summary(id)?.of.clone());
        let to = match &link.to {
            Reference::Contribution(id) => summed_up(id).unwrap_or_else(|| link.to.clone()),
            Reference::Event(_) | Reference::Person(_) => link.to.clone(),
        };
        match &to {
            Reference::Contribution(id) => {
                let thread = talk.root_of(id).and_then(|root| talk.thread(root));
                let artefact = self.community.fabric.practice.artefact(id);
                let latest = artefact.and_then(|artefact| artefact.latest());
                wanted.texts(thread.and_then(|thread| thread.statement()));
                wanted.texts(latest.and_then(|latest| latest.title));
            }
            Reference::Event(id) => {
                let event = self.community.events.get(id);
                wanted.texts(event.and_then(|event| event.title));
            }
            Reference::Person(_) => {}
        }
    }
}

/// A page of a list.
struct Listed<T> {
    lines: Vec<T>,
    total: usize,
    next: Option<String>,
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
    /// The same, for the resources that stand beside artefacts.
    #[serde(default)]
    resources_after: Option<String>,
}

const DEFAULT_LIMIT: usize = 50;
const MAX_LIMIT: usize = 200;

impl Paging {
    /// Which page of the list beside this one.
    fn of_resources(&self) -> Self {
        Self {
            after: self.resources_after.clone(),
            limit: self.limit,
            resources_after: None,
        }
    }

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
            "mentoring": people.mentoring,
            "total": total,
            "next": next,
        })))
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
        let seen = slice.seen(&particulars);
        let events = view::events(&seen);
        let total = events.len();
        let (events, next) = paging.page(events, |event| event.id.as_str());
        let proposals = view::proposals(&seen);
        Ok(Json(json!({
            "events": events,
            "total": total,
            "next": next,
            "proposals": proposals,
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
        let by = person(caller.as_ref());
        Ok(Json(app.state(&id, by, shown.problem.as_ref())?))
    })
    .await
}

impl App {
    /// What a page folds on, with the turns of one thread or of none.
    pub(super) fn state(
        &self,
        community: &CommunityId,
        by: Option<&PersonId>,
        problem: Option<&ContributionId>,
    ) -> Result<StateAnswer, Problem> {
        let slice = self.slice(community, by, problem)?;
        let particulars = slice.particulars(self)?;
        Ok(StateAnswer {
            epoch: self.epoch.clone(),
            position: slice.position,
            community: slice.community,
            people: slice.people,
            particulars,
            server_time: slice.now,
        })
    }

    /// The problems that whoever is not signed in finds on the page of a community.
    pub(super) fn public_problems(
        &self,
        community: &CommunityId,
    ) -> Result<Vec<ContributionId>, Problem> {
        let slice = self.slice(community, None, None)?;
        let problems = view::problems(&slice.seen(&Particulars::default()));
        Ok(problems.into_iter().map(|problem| problem.id).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(after: Option<&str>, limit: usize, page: &[&'static str], next: Option<&str>) {
        let paging = Paging {
            after: after.map(str::to_owned),
            limit: Some(limit),
            resources_after: None,
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
