//! What a community has learned, and what came of it.

use axum::Json;
use axum::extract::State;
use cop_core::refusal::Refusal;
use cop_core::view::{self, ArtefactLine, ArtefactView, ResourceLine, StoryView, ValueLine};
use serde_json::{Value, json};

use super::super::problem::Problem;
use super::super::read::{ArtefactAt, CommunityAt};
use super::super::{App, blocking};
use super::list::{Asked, Line};
use super::{Slice, person};
use crate::particulars::Wanted;
use crate::token::Caller;

impl Line for ArtefactLine {
    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn refer(&self, slice: &Slice, wanted: &mut Wanted) {
        slice.link(wanted, self.thread.as_ref());
        slice.names(wanted, self.authors.iter().map(|author| &author.id));
        if let Some(artefact) = slice.community.fabric.practice.artefact(&self.id) {
            wanted.texts(artefact.latest().and_then(|latest| latest.title));
        }
    }
}

impl Line for ResourceLine {
    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn refer(&self, slice: &Slice, wanted: &mut Wanted) {
        slice.headline(wanted, &self.id);
    }
}

impl Line for ValueLine {
    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn refer(&self, slice: &Slice, wanted: &mut Wanted) {
        slice.link(wanted, self.source.as_ref());
        slice.names(wanted, self.author.iter().map(|author| &author.id));
        slice.names(wanted, self.confirmed_by.iter().map(|word| &word.by.id));
        if let Some(report) = slice.community.fabric.value.report(&self.id) {
            wanted.texts(report.text);
        }
    }
}

/// Artefacts in pages, and beside them the newest resources.
pub(in super::super) async fn artefacts(asked: Asked) -> Result<Json<Value>, Problem> {
    blocking(move || {
        let Asked { app, paging, .. } = &asked;
        let slice = asked.whole_slice()?;
        let artefacts = slice.page(app, paging, view::artefacts)?;
        let resources = slice.page(app, &paging.of_resources(), view::resources)?;
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
pub(in super::super) async fn value(asked: Asked) -> Result<Json<Value>, Problem> {
    blocking(move || {
        let slice = asked.whole_slice()?;
        let reports = slice.page(&asked.app, &asked.paging, view::value)?;
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
