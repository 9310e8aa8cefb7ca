//! Who calls: the bearer of a token, or somebody who is not signed in. Under `/v1` a cookie says nothing.

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use cop_core::id::PersonId;
use cop_core::sorted::SortedSet;

use super::problem::{Code, Problem};
use super::{App, blocking};
use crate::token::Caller;

impl App {
    /// Whom a token names, unless their account was switched off since it was issued.
    ///
    /// # Errors
    /// A token that names nobody who may call is a problem.
    pub(super) async fn caller(&self, token: &str) -> Result<Caller, Problem> {
        let caller = self.key.verify(token)?;
        let (app, person) = (self.clone(), caller.person.clone());
        blocking(move || app.must_be_active(&person)).await?;
        Ok(self.as_known(caller))
    }

    /// That no account of a person is shut out: of somebody with two, either shuts out both.
    pub(super) fn must_be_active(&self, person: &PersonId) -> Result<(), Problem> {
        for account in self.accounts_of(person) {
            if self.store.is_shut_out(&account)? {
                return Err(Problem::account_inactive());
            }
        }
        Ok(())
    }

    /// Every account of a person.
    pub(super) fn accounts_of(&self, person: &PersonId) -> SortedSet<PersonId> {
        self.live
            .look(|folded| folded.model.amendments().accounts_of(person))
    }

    /// The caller under the id that they go by: somebody with two accounts is one person.
    fn as_known(&self, caller: Caller) -> Caller {
        let person = self
            .live
            .look(|folded| folded.model.amendments().person(&caller.person));
        Caller {
            person: person.unwrap_or(caller.person),
            ..caller
        }
    }
}

/// Who is named by the `Authorization` header: none where there is no such header.
///
/// # Errors
/// A header that names nobody is a problem, so that nobody takes themselves to be signed in.
pub(super) async fn bearer(headers: &HeaderMap, app: &App) -> Result<Option<Caller>, Problem> {
    if !headers.contains_key(AUTHORIZATION) {
        return Ok(None);
    }
    let token = bearer_token(headers).ok_or_else(|| {
        Problem::new(
            Code::TokenNotValid,
            "the Authorization header is not `Bearer` and a token",
        )
    })?;
    app.caller(token).await.map(Some)
}

/// What stands after `Bearer` in the `Authorization` header.
pub(super) fn bearer_token(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

impl FromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        bearer(&parts.headers, app)
            .await?
            .ok_or_else(Problem::sign_in_needed)
    }
}

impl OptionalFromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Option<Self>, Problem> {
        bearer(&parts.headers, app).await
    }
}
