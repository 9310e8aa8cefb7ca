//! For whoever runs the server: is it alive, does it answer, what does it do.

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;

use super::problem::{Code, Problem};
use super::{App, blocking};

pub(super) async fn alive() -> &'static str {
    "alive\n"
}

/// Ready is who can read the log and has a writer.
pub(super) async fn ready(State(app): State<App>) -> Result<&'static str, Problem> {
    if !app.writer.is_running() {
        return Err(Problem::new(Code::NotReady, "the writer has stopped"));
    }
    blocking(move || Ok(app.store.head()?))
        .await
        .map(|_| "ready\n")
        .map_err(|_| Problem::new(Code::NotReady, "the store can't be read"))
}

pub(super) async fn metrics(State(app): State<App>) -> impl IntoResponse {
    (
        [(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")],
        app.metrics.text(app.live.position(), app.hook.as_deref()),
    )
}
