//! Counters for whoever runs the server: by route and status, never by person, community or query.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::hook::Progress;

#[derive(Default)]
pub(super) struct Metrics {
    requests: Mutex<BTreeMap<Kind, Answers>>,
    streams: Arc<AtomicI64>,
}

/// Requests that are counted together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kind {
    pub(super) method: String,
    /// The template, such as `/v1/communities/{community}`.
    pub(super) route: String,
    pub(super) status: u16,
}

#[derive(Default)]
struct Answers {
    n: u64,
    took: Duration,
}

/// An open stream, counted until it is dropped.
pub(super) struct OpenStream(Arc<AtomicI64>);

impl Drop for OpenStream {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Metrics {
    pub(super) fn answered(&self, kind: Kind, took: Duration) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        let answers = requests.entry(kind).or_default();
        answers.n += 1;
        answers.took += took;
    }

    pub(super) fn stream_opened(&self) -> OpenStream {
        self.streams.fetch_add(1, Ordering::Relaxed);
        OpenStream(self.streams.clone())
    }

    /// The counters in the text format of Prometheus.
    pub(super) fn text(&self, position: u64, hook: Option<&Progress>) -> String {
        let mut text = String::from(
            "# HELP cop_requests_total Answered requests.\n# TYPE cop_requests_total counter\n",
        );
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        let mut seconds = String::from(
            "# HELP cop_request_seconds_total Time until the answer began.\n\
             # TYPE cop_request_seconds_total counter\n",
        );
        for (kind, answers) in requests.iter() {
            let Kind {
                method,
                route,
                status,
            } = kind;
            let labels = format!("method=\"{method}\",route=\"{route}\",status=\"{status}\"");
            let took = answers.took.as_secs_f64();
            writeln!(text, "cop_requests_total{{{labels}}} {}", answers.n)
                .and_then(|()| writeln!(seconds, "cop_request_seconds_total{{{labels}}} {took}"))
                .expect("a string takes everything");
        }
        let streams = self.streams.load(Ordering::Relaxed);
        text + &seconds
            + &format!(
                "# HELP cop_streams Open streams.\n# TYPE cop_streams gauge\ncop_streams {streams}\n\
                 # HELP cop_log_position Last position of the log.\n\
                 # TYPE cop_log_position gauge\ncop_log_position {position}\n"
            )
            + &hook.map_or_else(String::new, |hook| hook_text(hook, position))
    }
}

fn hook_text(hook: &Progress, position: u64) -> String {
    let (delivered, failed) = (hook.delivered(), hook.failed());
    let lag = position.saturating_sub(hook.position());
    format!(
        "# HELP cop_hook_delivered_total Activities that the hook's receiver took.\n\
         # TYPE cop_hook_delivered_total counter\ncop_hook_delivered_total {delivered}\n\
         # HELP cop_hook_failed_total Attempts to deliver that failed.\n\
         # TYPE cop_hook_failed_total counter\ncop_hook_failed_total {failed}\n\
         # HELP cop_hook_lag Activities that the hook has yet to deliver.\n\
         # TYPE cop_hook_lag gauge\ncop_hook_lag {lag}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_counted_by_route_and_status() {
        let metrics = Metrics::default();
        let kind = Kind {
            method: "GET".into(),
            route: "/v1/me".into(),
            status: 401,
        };
        metrics.answered(kind.clone(), Duration::from_millis(2));
        metrics.answered(kind, Duration::from_millis(3));
        let open = metrics.stream_opened();
        let text = metrics.text(7, None);
        assert!(
            text.contains("cop_requests_total{method=\"GET\",route=\"/v1/me\",status=\"401\"} 2\n")
        );
        assert!(text.contains("\ncop_streams 1\n") && text.contains("\ncop_log_position 7\n"));
        drop(open);
        assert!(metrics.text(7, None).contains("\ncop_streams 0\n"));
    }
}
