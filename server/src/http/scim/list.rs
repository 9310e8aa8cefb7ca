//! Lists in pages (RFC 7644, section 3.4.2).

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use serde::Deserialize;
use serde_json::{Value, json};

use super::error::ScimError;
use super::filter::{self, Filter};
use super::resource::{LIST, Scim};

/// Most resources in one page, and how many there are where nobody says.
pub(super) const MAX_RESOURCES: usize = 200;
const RESOURCES: usize = 100;

/// What is asked of a list or a resource.
pub(super) struct Asked {
    pub(super) filter: Option<Filter>,
    /// How many matches come before the page.
    pub(super) offset: usize,
    pub(super) limit: usize,
    /// Whether the members of a group are wanted.
    pub(super) with_members: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Params {
    filter: Option<String>,
    start_index: Option<i64>,
    count: Option<i64>,
    excluded_attributes: Option<String>,
}

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = ScimError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ScimError> {
        let Query(params) = Query::<Params>::from_request_parts(parts, state)
            .await
            .map_err(|_| ScimError::value("startIndex and count are whole numbers"))?;
        let count = params.count.map_or(RESOURCES, |count| {
            usize::try_from(count).unwrap_or(0).min(MAX_RESOURCES)
        });
        let start = params.start_index.unwrap_or(1).max(1);
        let excluded = params.excluded_attributes.unwrap_or_default();
        Ok(Self {
            filter: params.filter.as_deref().map(filter::parse).transpose()?,
            offset: usize::try_from(start - 1).unwrap_or(usize::MAX),
            limit: count,
            with_members: !excluded
                .split(',')
                .any(|name| name.trim().eq_ignore_ascii_case("members")),
        })
    }
}

impl Asked {
    /// A page of the matches, and how many matches there are in all.
    pub(super) fn page(&self, total: usize, resources: Vec<Value>) -> Scim {
        Scim::ok(json!({
            "schemas": [LIST],
            "totalResults": total,
            "startIndex": self.offset.saturating_add(1),
            "itemsPerPage": resources.len(),
            "Resources": resources,
        }))
    }
}
