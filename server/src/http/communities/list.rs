//! Lists of a community, page by page.

use axum::Json;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use cop_core::Particulars;
use cop_core::id::{CommunityId, PersonId};
use cop_core::view::Seen;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::super::problem::Problem;
use super::super::read::{CommunityAt, Params};
use super::super::{App, auth, blocking};
use super::Slice;
use crate::particulars::Wanted;

const DEFAULT_LIMIT: usize = 50;
const MAX_LIMIT: usize = 200;

/// Who asks for a list of which community, and for which page of it.
pub(in super::super) struct Asked {
    pub(super) app: App,
    pub(super) paging: Paging,
    community: CommunityId,
    by: Option<PersonId>,
}

impl FromRequestParts<App> for Asked {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let caller = auth::bearer(&parts.headers, app).await?;
        let CommunityAt(community) = CommunityAt::from_request_parts(parts, app).await?;
        let Params(paging) = Params::from_request_parts(parts, app).await?;
        Ok(Self {
            app: app.clone(),
            paging,
            community,
            by: caller.map(|caller| caller.person),
        })
    }
}

impl Asked {
    pub(super) fn slice(&self) -> Result<Slice, Problem> {
        self.app.slice(&self.community, self.by.as_ref(), None)
    }

    /// The same with every thread, artefact and report, and not just the newest.
    pub(super) fn whole_slice(&self) -> Result<Slice, Problem> {
        self.app.whole_slice(&self.community, self.by.as_ref())
    }

    /// The page that is asked for, under the name of its list.
    pub(super) async fn list<T: Line + Serialize + 'static>(
        self,
        name: &'static str,
        list: fn(&Seen<'_>) -> Vec<T>,
    ) -> Result<Json<Value>, Problem> {
        blocking(move || {
            let page = self.whole_slice()?.page(&self.app, &self.paging, list)?;
            Ok(Json(json!({
                name: page.lines,
                "total": page.total,
                "next": page.next,
            })))
        })
        .await
    }
}

/// A line of a list whose order does not depend on names and texts.
pub(super) trait Line {
    /// By which a page says where it ends.
    fn id(&self) -> &str;

    /// Says what the line refers to.
    fn refer(&self, slice: &Slice, wanted: &mut Wanted);
}

impl Slice {
    /// A page of a list; only the names and texts of the page are looked up.
    pub(super) fn page<T: Line>(
        &self,
        app: &App,
        paging: &Paging,
        list: fn(&Seen<'_>) -> Vec<T>,
    ) -> Result<Page<T>, Problem> {
        let mut page = paging.page(list(&self.seen(&Particulars::default())), T::id);
        let mut wanted = Wanted::default();
        for line in &page.lines {
            line.refer(self, &mut wanted);
        }
        let particulars = wanted.fetch(&app.store)?;
        let mut lines = list(&self.seen(&particulars));
        lines.retain(|line| page.lines.iter().any(|wanted| wanted.id() == line.id()));
        page.lines = lines;
        Ok(page)
    }
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

/// A page of a list.
pub(super) struct Page<T> {
    pub(super) lines: Vec<T>,
    /// How many there are on all pages.
    pub(super) total: usize,
    /// The cursor to the next page.
    pub(super) next: Option<String>,
}

impl Paging {
    /// Which page of the list beside this one.
    pub(super) fn of_resources(&self) -> Self {
        Self {
            after: self.resources_after.clone(),
            limit: self.limit,
            resources_after: None,
        }
    }

    pub(super) fn page<T>(&self, all: Vec<T>, id: impl Fn(&T) -> &str) -> Page<T> {
        let limit = self.limit.unwrap_or(DEFAULT_LIMIT).clamp(1, MAX_LIMIT);
        let total = all.len();
        let begin = self.after.as_deref().map_or(0, |after| {
            all.iter()
                .position(|entry| id(entry) == after)
                .map_or(total, |found| found + 1)
        });
        let lines: Vec<T> = all.into_iter().skip(begin).take(limit).collect();
        let next = lines
            .last()
            .filter(|_| total - begin > limit)
            .map(|last| id(last).to_owned());
        Page { lines, total, next }
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
        let found = paging.page(vec!["a", "b", "c"], |id| id);
        assert_eq!(
            (found.lines.as_slice(), found.next.as_deref()),
            (page, next)
        );
        assert_eq!(found.total, 3);
    }

    #[test]
    fn a_page_ends_with_the_cursor_to_the_next() {
        check(None, 2, &["a", "b"], Some("b"));
        check(Some("b"), 2, &["c"], None);
        check(None, 3, &["a", "b", "c"], None);
        check(Some("gone"), 2, &[], None);
    }
}
