//! Who reads a plain page: the bearer of a token, in a header or in a cookie of this server's own.

use axum::extract::FromRequestParts;
use axum::http::header::{COOKIE, HOST, ORIGIN};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};

use crate::clock;
use crate::http::problem::{Code, Problem};
use crate::http::{App, auth};
use crate::token::Caller;

const NAME: &str = "cop_session";

/// Somebody who reads pages, and is perhaps signed in.
pub(in crate::http) struct Reader(pub(super) Option<Caller>);

impl FromRequestParts<App> for Reader {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        if let Some(caller) = auth::bearer(&parts.headers, app).await? {
            return Ok(Self(Some(caller)));
        }
        Ok(Self(match cookie(&parts.headers) {
            // A cookie that has expired is that of somebody who is not signed in any more.
            Some(token) => app.caller(token).await.ok(),
            None => None,
        }))
    }
}

/// A form that was sent from a page of this server.
pub(in crate::http) struct SameSite;

impl FromRequestParts<App> for SameSite {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        if is_same_site(&parts.headers) {
            Ok(Self)
        } else {
            Err(Problem::new(
                Code::CrossSite,
                "this form was sent from another site",
            ))
        }
    }
}

/// Every browser says where a form comes from; what says nothing is no browser and carries nobody's cookie.
fn is_same_site(headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    let Some(origin) = headers.get(ORIGIN) else {
        return true;
    };
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let origin = origin
        .to_str()
        .ok()
        .and_then(|origin| origin.split_once("://"));
    matches!((origin, host), (Some((_, origin)), Some(host)) if origin == host)
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|cookies| cookies.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .find_map(|cookie| cookie.trim().strip_prefix(NAME)?.strip_prefix('='))
}

/// The header that signs somebody in for as long as their token is good.
pub(super) fn signed_in(token: &str, caller: &Caller, is_https: bool) -> Option<HeaderValue> {
    let seconds = caller.until.ms().saturating_sub(clock::now().ms()).max(0) / 1_000;
    header(token, seconds, is_https)
}

/// The header that signs somebody out.
pub(super) fn signed_out(is_https: bool) -> Option<HeaderValue> {
    header("", 0, is_https)
}

fn header(value: &str, seconds: i64, is_https: bool) -> Option<HeaderValue> {
    let secure = if is_https { "; Secure" } else { "" };
    HeaderValue::try_from(format!(
        "{NAME}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}"
    ))
    .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers<const N: usize>(pairs: [(&'static str, &'static str); N]) -> HeaderMap {
        pairs
            .into_iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect()
    }

    #[test]
    fn a_form_of_another_site_is_told_apart() {
        assert!(is_same_site(&headers([("sec-fetch-site", "same-origin")])));
        assert!(!is_same_site(&headers([("sec-fetch-site", "cross-site")])));
        assert!(!is_same_site(&headers([("sec-fetch-site", "same-site")])));
        let here = ("host", "cop.example:8080");
        assert!(is_same_site(&headers([
            here,
            ("origin", "http://cop.example:8080")
        ])));
        assert!(!is_same_site(&headers([
            here,
            ("origin", "http://cop.example:8081")
        ])));
        assert!(!is_same_site(&headers([here, ("origin", "null")])));
        assert!(is_same_site(&headers([here])));
    }

    #[test]
    fn the_cookie_is_found_among_others() {
        assert_eq!(
            cookie(&headers([(
                "cookie",
                "a=1; cop_session=x.y.z; cop_sessions=2"
            )])),
            Some("x.y.z")
        );
        assert_eq!(cookie(&headers([("cookie", "cop_sessions=2")])), None);
    }
}
