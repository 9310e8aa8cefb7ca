//! `GET /v1/communities/{id}` and its parts. Whoever may not see a community gets what they would get for one that
//! is not there, byte for byte.

mod list;
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

use list::Asked;
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

fn person(caller: Option<&Caller>) -> Option<&PersonId> {
    caller.map(|caller| &caller.person)
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

/// Everybody in it: the members in pages, the others beside them.
pub(super) async fn people(asked: Asked) -> Result<Json<Value>, Problem> {
    blocking(move || {
        let slice = asked.slice()?;
        let particulars = slice.particulars(&asked.app)?;
        let people = view::people(&slice.seen(&particulars));
        let members = asked
            .paging
            .page(people.members, |member| member.person.id.as_str());
        Ok(Json(json!({
            "members": members.lines,
            "observers": people.observers,
            "requests": people.requests,
            "invited": people.invited,
            "mentoring": people.mentoring,
            "total": members.total,
            "next": members.next,
        })))
    })
    .await
}

pub(super) async fn events(asked: Asked) -> Result<Json<Value>, Problem> {
    blocking(move || {
        let slice = asked.slice()?;
        let particulars = slice.particulars(&asked.app)?;
        let seen = slice.seen(&particulars);
        let events = asked
            .paging
            .page(view::events(&seen), |event| event.id.as_str());
        Ok(Json(json!({
            "events": events.lines,
            "total": events.total,
            "next": events.next,
            "proposals": view::proposals(&seen),
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
