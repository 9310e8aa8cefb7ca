//! Where this server is found, as addresses in its answers say it.

use axum::http::HeaderMap;
use axum::http::header::HOST;

use super::App;

impl App {
    /// The address of this server, without a slash at its end: the public one, or where none was set the one that
    /// the request was sent to.
    pub(super) fn site(&self, headers: &HeaderMap) -> String {
        if let Some(url) = &self.public_url {
            return url.trim_end_matches('/').to_owned();
        }
        let host = headers.get(HOST).and_then(|host| host.to_str().ok());
        format!("http://{}", host.unwrap_or("localhost"))
    }
}
