//! `GET /v1/activities` in the words of ActivityStreams 2.0, for programs that ask for `application/activity+json`.

use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use cop_core::Particulars;
use cop_core::id::CommunityId;
use cop_core::interchange::as2::{self, MEDIA_TYPE, Names};

use super::App;
use super::activities::Page;
use super::page::in_path;
use super::problem::{Code, Problem};

/// What the page was asked for with.
pub(super) struct Query<'a> {
    pub(super) after: u64,
    pub(super) community: Option<&'a CommunityId>,
    /// Whether names of people and groups go with it.
    pub(super) with_names: bool,
    /// Whether titles and texts go with it.
    pub(super) with_texts: bool,
}

impl Query<'_> {
    fn address(&self, site: &str, after: Option<u64>) -> String {
        let mut parts = Vec::new();
        if let Some(community) = self.community {
            parts.push(format!("community={}", in_path(community.as_str())));
        }
        if self.with_names {
            parts.push("names=true".to_owned());
        }
        if self.with_texts {
            parts.push("texts=true".to_owned());
        }
        parts.extend(after.map(|after| format!("after={after}")));
        let mark = if parts.is_empty() { "" } else { "?" };
        format!("{site}/v1/activities{mark}{}", parts.join("&"))
    }
}

/// A page of the log, with nothing in it that the caller may not see.
pub(super) fn answer(
    app: &App,
    headers: &HeaderMap,
    page: &Page,
    query: &Query<'_>,
) -> Result<Response, Problem> {
    let site = app.site(headers);
    let mut particulars = Particulars::default();
    for item in &page.items {
        particulars.learn(&item.particulars);
    }
    let (base, vocabulary) = (format!("{site}/v1/"), format!("{site}/v1/openapi.json#"));
    let mut names = Names::new(&base, &vocabulary);
    if query.with_names {
        names = names.with_people(&particulars);
    }
    if query.with_texts {
        names = names.with_texts(&particulars);
    }
    let next = query.address(&site, Some(page.position));
    let document = as2::to_page(
        page.items.iter().map(|item| &item.activity),
        as2::Page {
            id: &query.address(&site, Some(query.after)),
            part_of: &query.address(&site, None),
            next: page.more.then_some(next.as_str()),
            position: page.position,
        },
        &names,
    );
    let body = serde_json::to_vec(&document)
        .map_err(|_| Problem::new(Code::Internal, "the page could not be written"))?;
    Ok(([(CONTENT_TYPE, MEDIA_TYPE)], body).into_response())
}
