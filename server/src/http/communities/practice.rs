//! What a community has learned, and what came of it.

use axum::Json;
use axum::extract::State;
use cop_core::refusal::Refusal;
use cop_core::view::{self, ArtefactLine, ArtefactView, StoryView, ValueLine};
use serde_json::{Value, json};

use super::super::problem::Problem;
use super::super::read::{ArtefactAt, CommunityAt, Params};
use super::super::{App, blocking};
use super::{Paging, Slice, person};
use crate::particulars::Wanted;
use crate::token::Caller;

impl Slice {
    fn artefact(&self, wanted: &mut Wanted, line: &ArtefactLine) {
        self.link(wanted, line.thread.as_ref());
        self.names(wanted, line.authors.iter().map(|author| &author.id));
        if let Some(artefact) = self.community.fabric.practice.artefact(&line.id) {
            wanted.texts(artefact.latest().and_then(|latest| latest.title));
        }
    }

    fn report(&self, wanted: &mut Wanted, line: &ValueLine) {
        self.link(wanted, line.source.as_ref());
        self.names(wanted, line.author.iter().map(|author| &author.id));
        self.names(wanted, line.confirmed_by.iter().map(|word| &word.by.id));
        if let Some(report) = self.community.fabric.value.report(&line.id) {
            wanted.texts(report.text);
        }
    }
}

/// Artefacts in pages, and beside them the newest resources.
pub(in super::super) async fn artefacts(
    State(app): State<App>,
    caller: Option<Caller>,
    CommunityAt(id): CommunityAt,
    Params(paging): Params<Paging>,
) -> Result<Json<Value>, Problem> {
    blocking(move || {
        let slice = app.whole_slice(&id, person(caller.as_ref()))?;
        let artefacts = slice.page(
            &app,
            &paging,
            view::artefacts,
            |line| line.id.as_str(),
            |wanted, line| slice.artefact(wanted, line),
        )?;
        let resources = slice.page(
            &app,
            &paging.of_resources(),
            view::resources,
            |line| line.id.as_str(),
            |wanted, line| slice.headline(wanted, &line.id),
        )?;
        Ok(Json(json!({
            "artefacts": artefacts.lines,
            "total": artefacts.total,
            "next": artefacts.next,
            "resources": resources.lines,
            "resources_total": resources.total,
            "resources_next": resources.next,
        })))
    })
    .await
}

pub(in super::super) async fn artefact(
    State(app): State<App>,
    caller: Option<Caller>,
    CommunityAt(id): CommunityAt,
    ArtefactAt(artefact): ArtefactAt,
) -> Result<Json<ArtefactView>, Problem> {
    blocking(move || {
        let slice = app.slice(&id, person(caller.as_ref()), artefact.as_ref())?;
        let particulars = slice.particulars(&app)?;
        artefact
            .and_then(|artefact| view::artefact(&slice.seen(&particulars), &artefact))
            .map(Json)
            .ok_or_else(|| Refusal::NoSuchContribution.into())
    })
    .await
}

/// Reports in pages, and the stories that they add up to, by the ids of their reports.
pub(in super::super) async fn value(
    State(app): State<App>,
    caller: Option<Caller>,
    CommunityAt(id): CommunityAt,
    Params(paging): Params<Paging>,
) -> Result<Json<Value>, Problem> {
    blocking(move || {
        let slice = app.whole_slice(&id, person(caller.as_ref()))?;
        let reports = slice.page(
            &app,
            &paging,
            view::value,
            |line| line.id.as_str(),
            |wanted, line| slice.report(wanted, line),
        )?;
        let bare = cop_core::Particulars::default();
        let stories: Vec<Value> = view::value_stories(&slice.seen(&bare))
            .into_iter()
            .map(|story: StoryView| {
                let reports: Vec<_> = story.reports.into_iter().map(|line| line.id).collect();
                json!({ "reports": reports, "is_complete": story.is_complete })
            })
            .collect();
        Ok(Json(json!({
            "reports": reports.lines,
            "total": reports.total,
            "next": reports.next,
            "stories": stories,
        })))
    })
    .await
}
