//! What a community talks about: problems, concerns, and what people told of themselves and to the others.

use axum::Json;
use axum::extract::State;
use cop_core::id::ContributionId;
use cop_core::refusal::Refusal;
use cop_core::talk::Root;
use cop_core::view::{self, ConcernLine, ProblemLine, ProblemView, Seen};
use serde::Serialize;
use serde_json::Value;

use super::super::problem::Problem;
use super::super::read::{CommunityAt, ProblemAt};
use super::super::{App, blocking};
use super::list::{Asked, Line};
use super::{Slice, person};
use crate::particulars::Wanted;
use crate::token::Caller;

/// What people tell without asking for anything: what happened to them, a part of their journal, news.
const TOLD: [Root; 3] = [Root::Story, Root::Journal, Root::Announcement];

impl Slice {
    /// What the headline of a thread refers to.
    pub(super) fn headline(&self, wanted: &mut Wanted, thread: &ContributionId) {
        if let Some(thread) = self.community.talk.thread(thread) {
            let texts = [thread.title, thread.statement(), thread.text, thread.link];
            wanted.texts(texts.into_iter().flatten());
            self.names(wanted, &thread.author);
        }
    }
}

impl Line for ProblemLine {
    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn refer(&self, slice: &Slice, wanted: &mut Wanted) {
        slice.headline(wanted, &self.id);
    }
}

impl Line for ConcernLine {
    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn refer(&self, slice: &Slice, wanted: &mut Wanted) {
        slice.headline(wanted, &self.id);
        slice.link(wanted, self.about.as_ref());
        if let Some(thread) = slice.community.talk.thread(&self.id) {
            for answer in &thread.answers {
                wanted.texts(answer.text);
                slice.names(wanted, &answer.by);
            }
        }
    }
}

pub(in super::super) async fn problems(asked: Asked) -> Result<Json<Value>, Problem> {
    asked.list("problems", view::problems).await
}

/// A problem, or whatever else began a thread.
pub(in super::super) async fn problem(
    State(app): State<App>,
    caller: Option<Caller>,
    CommunityAt(id): CommunityAt,
    ProblemAt(problem): ProblemAt,
) -> Result<Json<ProblemView>, Problem> {
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

pub(in super::super) async fn concerns(asked: Asked) -> Result<Json<Value>, Problem> {
    asked.list("concerns", view::concerns).await
}

/// Something that was told, with what kind of telling it is.
#[derive(Serialize)]
struct Told {
    root: Root,
    #[serde(flatten)]
    line: ProblemLine,
}

impl Line for Told {
    fn id(&self) -> &str {
        self.line.id()
    }

    fn refer(&self, slice: &Slice, wanted: &mut Wanted) {
        self.line.refer(slice, wanted);
    }
}

fn told(seen: &Seen<'_>) -> Vec<Told> {
    let mut told: Vec<Told> = TOLD
        .into_iter()
        .flat_map(|root| {
            let threads = view::threads_from(seen, root).into_iter();
            threads.map(move |line| Told { root, line })
        })
        .collect();
    told.sort_by(|a, b| (b.line.last_at, &b.line.id).cmp(&(a.line.last_at, &a.line.id)));
    told
}

pub(in super::super) async fn stories(asked: Asked) -> Result<Json<Value>, Problem> {
    asked.list("stories", told).await
}
