//! The example intranet: pages that were there before the widget, on another origin than the server.

mod bar;
mod example;
mod page;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;

pub use bar::Visitor;
use example::EXAMPLES;
pub use page::N_EMBEDDED;
use page::{PAGES, Page};

/// Gives a short-lived token of the server for a person.
pub type Mint = dyn Fn(&Visitor) -> String + Send + Sync;

/// A community that pages embed by name.
#[derive(Debug, Clone)]
pub struct Embedded {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
}

/// What the intranet knows.
pub struct Intranet {
    /// Where the server answers, without a slash at its end.
    pub server: String,
    /// The people one can be.
    pub visitors: Vec<Visitor>,
    /// The communities that pages embed by name: [`N_EMBEDDED`] of them.
    pub embedded: Vec<Embedded>,
    /// Where the tokens come from.
    pub mint: Box<Mint>,
}

/// Whom the bar or a script asks for.
#[derive(Debug, Deserialize)]
struct Choice {
    person: Option<String>,
    back: Option<String>,
}

/// The intranet's routes.
pub fn routes(intranet: Intranet) -> Router {
    let mut router = Router::new()
        .route("/token", get(token))
        .route("/demonstration/person", get(choose))
        .route("/search", get(|| async { found("/") }));
    for page in &PAGES {
        router = router.route(
            page.path,
            get(
                move |State(intranet): State<Arc<Intranet>>, headers: HeaderMap| async move {
                    shown(&intranet, page, &headers)
                },
            ),
        );
    }
    for example in &EXAMPLES {
        router = router.route(
            example.path,
            get(move |State(intranet): State<Arc<Intranet>>| async move {
                let headers = [
                    (CONTENT_TYPE, "text/html; charset=utf-8"),
                    (CACHE_CONTROL, "no-store"),
                ];
                (headers, example.html(&intranet))
            }),
        );
    }
    for asset in &page::ASSETS {
        let answer = (
            [
                (CONTENT_TYPE, asset.content_type),
                (CACHE_CONTROL, "no-cache"),
                (X_CONTENT_TYPE_OPTIONS, "nosniff"),
            ],
            asset.content,
        );
        router = router.route(asset.path, get(move || async move { answer }));
    }
    router.with_state(Arc::new(intranet))
}

fn shown(intranet: &Intranet, page: &Page, headers: &HeaderMap) -> Response {
    let visitor = visitor(intranet, headers, None);
    let html = page::html(intranet, page, visitor, jiff::Zoned::now().date());
    let mut response = (
        [
            (CONTENT_TYPE, "text/html; charset=utf-8"),
            (CACHE_CONTROL, "no-store"),
        ],
        html,
    )
        .into_response();
    if page.is_strict {
        let policy = page::strict_policy(&intranet.server)
            .parse()
            .expect("an address and keywords are a header");
        response
            .headers_mut()
            .insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// A token for whoever is chosen; nothing for nobody.
async fn token(
    State(intranet): State<Arc<Intranet>>,
    Query(choice): Query<Choice>,
    headers: HeaderMap,
) -> Response {
    match visitor(&intranet, &headers, choice.person.as_deref()) {
        Some(visitor) => (
            [
                (CONTENT_TYPE, "text/plain; charset=utf-8"),
                (CACHE_CONTROL, "no-store"),
            ],
            (intranet.mint)(visitor),
        )
            .into_response(),
        None => StatusCode::NO_CONTENT.into_response(),
    }
}

/// Keeps the choice of the bar in the intranet's own cookie, and goes back to the page.
async fn choose(State(intranet): State<Arc<Intranet>>, Query(choice): Query<Choice>) -> Response {
    let chosen = choice
        .person
        .and_then(|person| bar::by_id(&intranet.visitors, &person));
    let value = chosen.map_or_else(
        || bar::NOBODY.to_owned(),
        |visitor| page::percent_encoded(visitor.id.as_str()),
    );
    let cookie = format!(
        "{}={value}; Path=/; SameSite=Lax; HttpOnly",
        bar::COOKIE_NAME
    );
    // Only to pages of this intranet: anything else could lead somewhere strange.
    let back = PAGES
        .iter()
        .map(|page| page.path)
        .find(|path| Some(*path) == choice.back.as_deref())
        .unwrap_or("/");
    let mut response = found(back);
    let cookie = cookie
        .parse()
        .expect("a cookie's value is kept to letters that a header can have");
    response.headers_mut().insert(SET_COOKIE, cookie);
    response
}

fn found(path: &'static str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, path)]).into_response()
}

/// Who looks at the page: whom the address names, else whom the cookie does, else the first of all.
fn visitor<'a>(
    intranet: &'a Intranet,
    headers: &HeaderMap,
    named: Option<&str>,
) -> Option<&'a Visitor> {
    let cookies = headers.get_all(COOKIE).iter();
    let kept = cookies
        .filter_map(|cookies| cookies.to_str().ok())
        .flat_map(|cookies| cookies.split("; "))
        .find_map(|cookie| cookie.strip_prefix(bar::COOKIE_NAME)?.strip_prefix('='));
    match (named, kept) {
        (Some(person), _) => bar::by_id(&intranet.visitors, person),
        (None, Some(value)) => bar::by_cookie(&intranet.visitors, value),
        (None, None) => intranet.visitors.first(),
    }
}
