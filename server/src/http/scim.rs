//! SCIM 2.0 (RFC 7643 and 7644): an identity provider tells who works here and who is in which community.
//!
//! A `User` is a person in the directory. Its id is the pseudonym that the log knows: the `externalId`, else the
//! `userName`, unless they are e-mail addresses, else a random one. `displayName` or `name.formatted` is the name,
//! `organization` of the enterprise extension the organisation, `title` the profession; `active` says whether the
//! person's tokens are good. `userType` says how somebody is employed and no profession, so it is not taken, and
//! neither are e-mail addresses, `manager`, `employeeNumber`, `costCenter` or anything else. The user name is kept,
//! also where it is an e-mail address, because the protocol asks for it back; it stands beside the log.
//!
//! A `Group` is a community, whoever may see it. An identity provider sees and changes the membership of the people it
//! provisioned and of nobody else. It founds no community: that is for people to do.

mod discovery;
mod error;
mod filter;
mod group;
mod groups;
mod list;
mod patch;
mod resource;
mod user;
mod users;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::HeaderMap;
use axum::http::header::HOST;
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{MethodRouter, get};
use sha2::{Digest, Sha256};

use super::page::in_path;
use super::{App, auth};
use error::ScimError;

/// A community of thousands is put in one body.
const MAX_BODY_BYTES: usize = 1024 * 1024;

/// What opens the door to an identity provider.
pub(crate) struct ScimAccess {
    token_hash: [u8; 32],
    /// Where the server is found from outside, without a slash at its end.
    public_url: Option<String>,
}

impl ScimAccess {
    pub(crate) fn new(token: &str, public_url: Option<&str>) -> Self {
        Self {
            token_hash: Sha256::digest(token).into(),
            public_url: public_url.map(|url| url.trim_end_matches('/').to_owned()),
        }
    }

    /// Hashes are compared, so that neither the length nor the beginning of a token shows in the time it takes.
    fn opens(&self, headers: &HeaderMap) -> bool {
        auth::bearer_token(headers).is_some_and(|token| {
            verify_slices_are_equal(&self.token_hash, &Sha256::digest(token)).is_ok()
        })
    }
}

/// The addresses of SCIM: none where no token opens them.
pub(super) fn routes(app: &App) -> Router<App> {
    if app.scim.is_none() {
        return Router::new();
    }
    let routes: [(&str, MethodRouter<App>); 9] = [
        (
            "/scim/v2/ServiceProviderConfig",
            get(discovery::service_provider_config),
        ),
        ("/scim/v2/ResourceTypes", get(discovery::resource_types)),
        ("/scim/v2/ResourceTypes/{id}", get(discovery::resource_type)),
        ("/scim/v2/Schemas", get(discovery::schemas)),
        ("/scim/v2/Schemas/{id}", get(discovery::schema)),
        ("/scim/v2/Users", get(users::list).post(users::post)),
        (
            "/scim/v2/Users/{id}",
            get(users::get)
                .put(users::put)
                .patch(users::patch)
                .delete(users::delete),
        ),
        ("/scim/v2/Groups", get(groups::list).post(groups::post)),
        (
            "/scim/v2/Groups/{id}",
            get(groups::get).put(groups::put).patch(groups::patch),
        ),
    ];
    routes
        .into_iter()
        .fold(Router::new(), |router, (path, methods)| {
            router.route(path, methods.fallback(no_such_method))
        })
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(middleware::from_fn_with_state(app.clone(), let_in))
}

async fn let_in(
    State(app): State<App>,
    request: Request,
    next: Next,
) -> Result<Response, ScimError> {
    match &app.scim {
        Some(access) if access.opens(request.headers()) => Ok(next.run(request).await),
        Some(_) | None => Err(ScimError::not_let_in()),
    }
}

async fn no_such_method() -> ScimError {
    ScimError::no_such_method()
}

/// Where resources are found, as whoever asks sees it.
struct Base(String);

impl Base {
    fn of(app: &App, headers: &HeaderMap) -> Self {
        let public = app
            .scim
            .as_ref()
            .and_then(|access| access.public_url.clone());
        Self(public.unwrap_or_else(|| {
            let host = headers.get(HOST).and_then(|host| host.to_str().ok());
            format!("http://{}", host.unwrap_or("localhost"))
        }))
    }

    fn location(&self, kind: &str, id: &str) -> String {
        format!("{}/scim/v2/{kind}/{}", self.0, in_path(id))
    }
}
