//! What a community talks about: problems, concerns, and what people told of themselves and to the others.

use axum::Json;
use axum::extract::State;
use cop_core::id::ContributionId;
use cop_core::refusal::Refusal;
use cop_core::talk::Root;
use cop_core::view::{self, ConcernLine, ProblemLine, ProblemView, Seen};
use serde::Serialize;
use serde_json::{Value, json};

use super::super::problem::Problem;
use super::super::read::{CommunityAt, Params, ProblemAt};
use super::super::{App, blocking};
use super::{Paging, Slice, person};
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

    fn concern(&self, wanted: &mut Wanted, line: &ConcernLine) {
        self.headline(wanted, &line.id);
        self.link(wanted, line.about.as_ref());
        if let Some(thread) = self.community.talk.thread(&line.id) {
            for answer in &thread.answers {
                wanted.texts(answer.text);
                self.names(wanted, &answer.by);
            }
        }
    }
}

pub(in super::super) async fn problems(
    State(app): State<App>,
    caller: Option<Caller>,
    CommunityAt(id): CommunityAt,
    Params(paging): Params<Paging>,
) -> Result<Json<Value>, Problem> {
    blocking(move || {
        let slice = app.whole_slice(&id, person(caller.as_ref()))?;
        let listed = slice.page(
            &app,
            &paging,
            view::problems,
            |line| line.id.as_str(),
            |wanted, line| slice.headline(wanted, &line.id),
        )?;
        Ok(Json(json!({
            "problems": listed.lines,
            "total": listed.total,
            "next": listed.next,
        })))
    })
    .await
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

pub(in super::super) async fn concerns(
    State(app): State<App>,
    caller: Option<Caller>,
    CommunityAt(id): CommunityAt,
    Params(paging): Params<Paging>,
) -> Result<Json<Value>, Problem> {
    blocking(move || {
        let slice = app.whole_slice(&id, person(caller.as_ref()))?;
        let listed = slice.page(
            &app,
            &paging,
            view::concerns,
            |line| line.id.as_str(),
            |wanted, line| slice.concern(wanted, line),
        )?;
        Ok(Json(json!({
            "concerns": listed.lines,
            "total": listed.total,
            "next": listed.next,
        })))
    })
    .await
}

/// Something that was told, with what kind of telling it is.
#[derive(Serialize)]
struct Told {
    root: Root,
    #[serde(flatten)]
    line: ProblemLine,
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

pub(in super::super) async fn stories(
    State(app): State<App>,
    caller: Option<Caller>,
    CommunityAt(id): CommunityAt,
    Params(paging): Params<Paging>,
) -> Result<Json<Value>, Problem> {
    blocking(move || {
        let slice = app.whole_slice(&id, person(caller.as_ref()))?;
        let listed = slice.page(
            &app,
            &paging,
            told,
            |told| told.line.id.as_str(),
            |wanted, told| slice.headline(wanted, &told.line.id),
        )?;
        Ok(Json(json!({
            "stories": listed.lines,
            "total": listed.total,
            "next": listed.next,
        })))
    })
    .await
}
