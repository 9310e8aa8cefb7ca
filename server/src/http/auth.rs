//! Who calls: the bearer of a token, or somebody who is not signed in. Under `/v1` a cookie says nothing.

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;

use super::App;
use super::problem::{Code, Problem};
use crate::token::{Caller, TokenKey};

/// Who is named by the `Authorization` header: none where there is no such header.
///
/// # Errors
/// A header that names nobody is a problem, so that nobody takes themselves to be signed in.
pub(super) fn bearer(headers: &HeaderMap, key: &TokenKey) -> Result<Option<Caller>, Problem> {
    let Some(header) = headers.get(AUTHORIZATION) else {
        return Ok(None);
    };
    let token = header
        .to_str()
        .ok()
        .and_then(|header| header.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim())
        .ok_or_else(|| {
            Problem::new(
                Code::TokenNotValid,
                "the Authorization header is not `Bearer` and a token",
            )
        })?;
    Ok(Some(key.verify(token)?))
}

impl FromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        bearer(&parts.headers, &app.key)?.ok_or_else(Problem::sign_in_needed)
    }
}

impl OptionalFromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Option<Self>, Problem> {
        bearer(&parts.headers, &app.key)
    }
}
