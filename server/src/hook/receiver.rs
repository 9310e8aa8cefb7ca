//! The receiver: where deliveries are posted to, and what its answers mean.

use std::error::Error;
use std::time::Duration;

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, USER_AGENT};
use axum::http::{HeaderMap, Method, Request, StatusCode, Uri};
use cop_core::time::Timestamp;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use jiff::fmt::rfc2822;

use super::HookFault;
use super::cloud_event::MEDIA_TYPE;

/// Most bytes of an answer that are read so that its connection can be used again.
const MAX_ANSWER_BYTES: usize = 16 * 1024;

/// What an attempt came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The receiver took it.
    Taken,
    /// The receiver wants nothing any more.
    Gone,
    /// Another attempt may help.
    Later(Failure, Option<Duration>),
    /// Another attempt helps only when somebody mends something.
    Refused(StatusCode, Option<Duration>),
}

/// Why an attempt failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failure {
    /// It answered so.
    Answered(StatusCode),
    /// It could not be reached.
    Unreachable,
    /// It took too long.
    TimedOut,
}

/// A body with what goes into its head.
pub(super) struct Post {
    pub(super) id: String,
    pub(super) timestamp: i64,
    pub(super) signature: String,
    pub(super) body: String,
}

pub(super) struct Receiver {
    url: Uri,
    attempt: Duration,
    client: Transport,
}

/// Two kinds, because on this machine nobody needs to know a certificate.
enum Transport {
    Plain(Client<HttpConnector, Body>),
    Tls(Client<HttpsConnector<HttpConnector>, Body>),
}

impl Receiver {
    pub(super) fn new(url: Uri, attempt: Duration) -> Result<Self, HookFault> {
        let builder = Client::builder(TokioExecutor::new());
        let client = if url.scheme_str() == Some("https") {
            let connector = HttpsConnectorBuilder::new()
                .with_native_roots()
                .map_err(|_| HookFault::NoCertificates)?
                .https_only()
                .enable_http1()
                .build();
            Transport::Tls(builder.build(connector))
        } else {
            Transport::Plain(builder.build(HttpConnector::new()))
        };
        Ok(Self {
            url,
            attempt,
            client,
        })
    }

    /// Posts once. An address that the receiver sends on to is not followed: it was not what was set.
    pub(super) async fn post(&self, post: Post, now: Timestamp) -> Outcome {
        let request = Request::builder()
            .method(Method::POST)
            .uri(&self.url)
            .header(CONTENT_TYPE, MEDIA_TYPE)
            .header(
                USER_AGENT,
                concat!("communities-of-practice/", env!("CARGO_PKG_VERSION")),
            )
            .header("webhook-id", post.id)
            .header("webhook-timestamp", post.timestamp)
            .header("webhook-signature", post.signature)
            .body(Body::from(post.body))
            .expect("ids, numbers and base64 are header values");
        let answering = async {
            let answer = match &self.client {
                Transport::Plain(client) => client.request(request),
                Transport::Tls(client) => client.request(request),
            }
            .await?;
            let (head, body) = answer.into_parts();
            // Its end is worth waiting for only so that the connection can be used again.
            axum::body::to_bytes(Body::new(body), MAX_ANSWER_BYTES)
                .await
                .ok();
            Ok::<_, Box<dyn Error + Send + Sync>>(head)
        };
        match tokio::time::timeout(self.attempt, answering).await {
            Err(_) => Outcome::Later(Failure::TimedOut, None),
            Ok(Err(_)) => Outcome::Later(Failure::Unreachable, None),
            Ok(Ok(head)) => outcome(head.status, retry_after(&head.headers, now)),
        }
    }
}

fn outcome(status: StatusCode, retry_after: Option<Duration>) -> Outcome {
    match status {
        StatusCode::GONE => Outcome::Gone,
        status if status.is_success() => Outcome::Taken,
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_EARLY | StatusCode::TOO_MANY_REQUESTS => {
            Outcome::Later(Failure::Answered(status), retry_after)
        }
        status if status.is_server_error() => {
            Outcome::Later(Failure::Answered(status), retry_after)
        }
        status => Outcome::Refused(status, retry_after),
    }
}

/// Seconds, or a date (RFC 9110, section 10.2.3).
fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = rfc2822::parse(text).ok()?.timestamp().as_millisecond();
    let ms = u64::try_from(until.saturating_sub(now.ms())).unwrap_or(0);
    Some(Duration::from_millis(ms))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_says_whether_to_go_on_to_try_again_or_to_stop() {
        let is = |code: u16| outcome(StatusCode::from_u16(code).unwrap(), None);
        assert_eq!((is(200), is(204)), (Outcome::Taken, Outcome::Taken));
        assert_eq!(is(410), Outcome::Gone);
        for code in [408, 429, 500, 503] {
            assert!(matches!(is(code), Outcome::Later(..)), "{code}");
        }
        for code in [301, 400, 401, 404] {
            assert!(matches!(is(code), Outcome::Refused(..)), "{code}");
        }
    }

    #[test]
    fn a_receiver_says_when_to_come_back_in_seconds_or_by_a_date() {
        let now = Timestamp::parse("1994-11-06T08:49:00Z").unwrap();
        let wait = |text: &str| {
            let headers = [(RETRY_AFTER, text.parse().unwrap())].into_iter().collect();
            retry_after(&headers, now)
        };
        assert_eq!(wait("120"), Some(Duration::from_secs(120)));
        let date = "Sun, 06 Nov 1994 08:49:37 GMT";
        assert_eq!(wait(date), Some(Duration::from_secs(37)));
        assert_eq!(wait("Sun, 06 Nov 1994 08:00:00 GMT"), Some(Duration::ZERO));
        assert_eq!(wait("soon"), None);
    }
}
