//! The server's boundary: addresses, and what is said to whom. It knows the writer and the store's reading side.

mod activities;
mod addresses;
mod as2;
mod auth;
mod calendar;
mod commands;
mod communities;
mod desk;
mod directory;
mod embed;
mod feed;
mod health;
mod me;
mod measures;
mod metrics;
mod page;
pub mod problem;
mod read;
mod scim;
mod site;
pub(crate) mod snapshot;
mod stream;
mod texts;

use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::header::{AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, delete, get, post};
use tokio::sync::watch;
use tower_http::compression::CompressionLayer;
use tower_http::cors::{AllowOrigin, Any, CorsLayer};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::hook::Progress;
use crate::live::Live;
use crate::measures::Kept;
use crate::store::Store;
use crate::token::TokenKey;
use crate::writer::Writer;
use problem::{Code, Problem};
pub(crate) use scim::ScimAccess;

const MAX_BODY_BYTES: usize = 64 * 1024;

/// What every request can reach.
#[derive(Clone)]
pub(crate) struct App(pub(crate) Arc<Parts>);

pub(crate) struct Parts {
    pub(crate) store: Store,
    pub(crate) live: Live,
    pub(crate) measures: Arc<Kept>,
    pub(crate) writer: Writer,
    pub(crate) key: TokenKey,
    pub(crate) epoch: String,
    pub(crate) widget_dir: PathBuf,
    /// The sites whose pages may show the widget in a frame.
    pub(crate) allowed_frames: Vec<String>,
    /// Where browsers find the server, if it is not where they called.
    pub(crate) public_url: Option<String>,
    pub(crate) is_https: bool,
    pub(crate) closing: watch::Receiver<bool>,
    /// Set where an identity provider may provision people.
    pub(crate) scim: Option<ScimAccess>,
    /// How the hook is doing, where there is one.
    pub(crate) hook: Option<Arc<Progress>>,
    metrics: metrics::Metrics,
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl App {
    pub(crate) fn new(
        (store, epoch): (Store, String),
        (writer, live, measures): (Writer, Live, Arc<Kept>),
        key: TokenKey,
        (widget_dir, allowed_frames): (PathBuf, Vec<String>),
        public_url: Option<&str>,
        closing: watch::Receiver<bool>,
        (scim, hook): (Option<ScimAccess>, Option<Arc<Progress>>),
    ) -> Self {
        Self(Arc::new(Parts {
            store,
            live,
            measures,
            writer,
            key,
            epoch,
            widget_dir,
            allowed_frames,
            public_url: public_url.map(|url| url.trim_end_matches('/').to_owned()),
            is_https: public_url.is_some_and(|url| url.starts_with("https://")),
            closing,
            scim,
            hook,
            metrics: metrics::Metrics::default(),
        }))
    }
}

/// Runs what waits for the disk where it holds nobody up.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(fault) => {
            tracing::error!(%fault, "a request broke off");
            Err(Problem::new(
                Code::Internal,
                "something is wrong in the server",
            ))
        }
    }
}

type Route = (&'static str, MethodRouter<App>);

/// The document that describes what stands under `/v1`.
pub const OPENAPI: &str = include_str!("../openapi.json");

fn api() -> Vec<Route> {
    vec![
        ("/v1/commands", post(commands::post)),
        ("/v1/activities", get(activities::get)),
        ("/v1/communities", get(directory::list)),
        ("/v1/communities/{community}", get(communities::community)),
        (
            "/v1/communities/{community}/people",
            get(communities::people),
        ),
        (
            "/v1/communities/{community}/problems",
            get(communities::problems),
        ),
        (
            "/v1/communities/{community}/problems/{problem}",
            get(communities::problem),
        ),
        (
            "/v1/communities/{community}/events",
            get(communities::events),
        ),
        (
            "/v1/communities/{community}/artefacts",
            get(communities::artefacts),
        ),
        (
            "/v1/communities/{community}/artefacts/{artefact}",
            get(communities::artefact),
        ),
        (
            "/v1/communities/{community}/concerns",
            get(communities::concerns),
        ),
        ("/v1/communities/{community}/value", get(communities::value)),
        (
            "/v1/communities/{community}/stories",
            get(communities::stories),
        ),
        ("/v1/communities/{community}/measures", get(measures::get)),
        (
            "/v1/communities/{community}/measures/{measure}/evidence",
            get(measures::evidence),
        ),
        ("/v1/communities/{community}/desk", get(desk::get)),
        ("/v1/communities/{community}/state", get(communities::state)),
        ("/v1/communities/{community}/feed.atom", get(feed::get)),
        (
            "/v1/communities/{community}/calendar.ics",
            get(calendar::of_community),
        ),
        ("/v1/me", get(directory::me).delete(me::erase)),
        (
            "/v1/me/addresses",
            get(addresses::list).post(addresses::add),
        ),
        ("/v1/me/addresses/{address}", delete(addresses::remove)),
        ("/v1/me/calendar.ics", get(calendar::mine)),
        ("/v1/me/export", get(me::export)),
        ("/v1/me/statement", get(me::statement)),
        ("/v1/openapi.json", get(openapi)),
    ]
}

fn pages() -> Vec<Route> {
    vec![
        ("/", get(page::root)),
        ("/c", get(page::directory)),
        ("/c/style.css", get(page::style)),
        ("/c/{community}", get(page::community)),
        ("/c/{community}/calendar.ics", get(page::calendar)),
        ("/c/{community}/join", post(page::join)),
        ("/sign-in", post(page::sign_in)),
        ("/sign-out", post(page::sign_out)),
    ]
}

fn files() -> Vec<Route> {
    vec![
        ("/embed/v1/cop.js", get(embed::newest)),
        ("/embed/v1/frame.js", get(embed::newest_frame)),
        ("/embed/v1/frame", get(embed::frame)),
        ("/embed/{version}/{*file}", get(embed::released)),
        ("/healthz", get(health::alive)),
        ("/readyz", get(health::ready)),
        ("/metrics", get(health::metrics)),
    ]
}

/// Every address under `/v1`, as the OpenAPI document writes it.
#[must_use]
pub fn api_paths() -> Vec<&'static str> {
    api().into_iter().map(|(path, _)| path).collect()
}

fn router(routes: Vec<Route>) -> Router<App> {
    routes
        .into_iter()
        .fold(Router::new(), |router, (path, methods)| {
            router.route(path, methods.fallback(no_such_method))
        })
}

/// Everything that the server answers.
pub(crate) fn routes(app: App, allowed_origins: &[HeaderValue]) -> Router {
    let not_stored =
        SetResponseHeaderLayer::if_not_present(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let as_declared = SetResponseHeaderLayer::if_not_present(
        X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    let packed = CompressionLayer::new().br(true).gzip(true);
    let api = router(api())
        .layer(packed.clone())
        .layer(cors(allowed_origins))
        .layer(not_stored.clone());
    let pages = router(pages())
        .layer(middleware::from_fn(page::guard))
        .layer(packed)
        .layer(not_stored.clone());
    let scim = scim::routes(&app).layer(not_stored);
    Router::new()
        .merge(api)
        .merge(scim)
        .merge(pages)
        .merge(router(files()))
        .fallback(no_such_page)
        .layer(as_declared)
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(middleware::from_fn_with_state(app.clone(), observe))
        .with_state(app)
}

fn cors(allowed_origins: &[HeaderValue]) -> CorsLayer {
    let origins = if allowed_origins.is_empty() {
        AllowOrigin::from(Any)
    } else {
        AllowOrigin::list(allowed_origins.iter().cloned())
    };
    CorsLayer::new()
        .allow_origin(origins)
        .allow_methods([Method::GET, Method::POST, Method::DELETE])
        .allow_headers([
            AUTHORIZATION,
            CONTENT_TYPE,
            HeaderName::from_static("last-event-id"),
        ])
        .max_age(Duration::from_secs(7_200))
}

/// Logs and counts a request: by its route, never by what stands in its address, its headers or its body.
async fn observe(
    State(app): State<App>,
    route: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> Response {
    let began = Instant::now();
    let method = match *request.method() {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::OPTIONS => "OPTIONS",
        Method::HEAD => "HEAD",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        _ => "OTHER",
    };
    let response = next.run(request).await;
    let route = route.as_ref().map_or("none", MatchedPath::as_str);
    let status = response.status().as_u16();
    let took = began.elapsed();
    tracing::info!(
        method,
        route,
        status,
        ms = took.as_secs_f64() * 1_000.0,
        "answered"
    );
    app.metrics.answered(
        metrics::Kind {
            method: method.to_owned(),
            route: route.to_owned(),
            status,
        },
        took,
    );
    response
}

async fn openapi() -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], OPENAPI)
}

async fn no_such_page() -> Problem {
    Problem::new(Code::NoSuchPage, "there is nothing at this address")
}

async fn no_such_method() -> Problem {
    Problem::new(Code::MethodNotAllowed, "this address takes another method")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use cop_core::activity::Kind;
    use cop_core::command::Command;
    use cop_core::refusal::Refusal;
    use serde::de::DeserializeOwned;

    use super::*;

    fn document() -> serde_json::Value {
        serde_json::from_str(OPENAPI).unwrap()
    }

    #[test]
    fn the_document_describes_every_address_and_no_other() {
        let document = document();
        let described: BTreeSet<&str> = document["paths"]
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        assert_eq!(described, api_paths().into_iter().collect());
    }

    #[test]
    fn the_document_names_every_code_and_no_other() {
        let document = document();
        let code = &document["components"]["schemas"]["Problem"]["properties"]["code"];
        let named: BTreeSet<&str> = code["enum"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|code| code.as_str())
            .collect();
        let known = Refusal::CODES
            .into_iter()
            .chain(Code::ALL.map(Code::as_str))
            .collect();
        assert_eq!(named, known);
    }

    /// The words that an enum knows, from the message with which serde refuses an unknown one.
    fn known<T: DeserializeOwned + std::fmt::Debug>() -> BTreeSet<String> {
        let refused = serde_json::from_str::<T>(r#"{"type":"?"}"#)
            .unwrap_err()
            .to_string();
        let (_, list) = refused.split_once("expected one of ").unwrap();
        let list = list.split(" at line").next().unwrap();
        list.split_whitespace()
            .map(|word| word.trim_matches(['`', ',']).to_owned())
            .collect()
    }

    #[track_caller]
    fn check_words(schema: &str, known: &BTreeSet<String>) {
        let document = document();
        let variants = document["components"]["schemas"][schema]["oneOf"].as_array();
        let words: Vec<String> = variants
            .unwrap()
            .iter()
            .map(|variant| variant["properties"]["type"]["const"].as_str().unwrap())
            .map(str::to_owned)
            .collect();
        assert_eq!(words.iter().cloned().collect::<BTreeSet<_>>(), *known);
        assert_eq!(words.len(), known.len(), "{schema} names one twice");
    }

    #[test]
    fn the_document_names_every_command_and_every_kind_and_no_other() {
        check_words("Command", &known::<Command>());
        check_words("Kind", &known::<Kind>());
    }

    #[test]
    fn the_document_refers_to_nothing_that_it_lacks() {
        let document = document();
        let schemas = document["components"]["schemas"].as_object().unwrap();
        let mut named = BTreeSet::new();
        for part in OPENAPI.split("\"#/components/schemas/").skip(1) {
            named.insert(part.split('"').next().unwrap());
        }
        assert_eq!(named, schemas.keys().map(String::as_str).collect());
    }
}
