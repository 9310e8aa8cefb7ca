//! The log as it happens, as server-sent events.
//!
//! Replay and live are one path: on every ring of the bell the log is read after the last position that was sent.
//! So nothing is missing between the two, nothing is sent twice, and a slow reader just reads later.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use futures_util::stream;
use tokio::sync::watch;
use tokio::time::Instant;

use super::activities::Follower;
use super::{App, blocking, metrics};
use crate::clock;

const HEARTBEAT: Duration = Duration::from_secs(15);
/// The longest that a stream without a token stays open; whoever reads it comes back where they were.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

struct Feed {
    app: App,
    follower: Follower,
    /// The last position that was gone through.
    after: u64,
    ready: VecDeque<Event>,
    bell: watch::Receiver<u64>,
    closing: watch::Receiver<bool>,
    ends: Instant,
    _counted: metrics::OpenStream,
}

/// Everything after a position that the follower may see, now and as it happens, until their token ends.
pub(super) fn follow(
    app: App,
    follower: Follower,
    after: u64,
) -> Sse<impl Stream<Item = Result<Event, Infallible>> + Send + 'static> {
    let feed = Feed {
        after,
        ready: VecDeque::new(),
        bell: app.live.bell(),
        closing: app.closing.clone(),
        ends: Instant::now() + open_for(&follower),
        _counted: app.metrics.stream_opened(),
        app,
        follower,
    };
    Sse::new(stream::unfold(feed, |mut feed| async move {
        let event = feed.next().await?;
        Some((Ok(event), feed))
    }))
    .keep_alive(KeepAlive::new().interval(HEARTBEAT))
}

fn open_for(follower: &Follower) -> Duration {
    match &follower.caller {
        Some(caller) => {
            let ms = caller.until.ms().saturating_sub(clock::now().ms());
            Duration::from_millis(u64::try_from(ms).unwrap_or(0)).min(LONGEST)
        }
        None => LONGEST,
    }
}

impl Feed {
    /// The next event: none when the stream is to end.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if Instant::now() >= self.ends || *self.closing.borrow() {
                return None;
            }
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            if *self.bell.borrow_and_update() > self.after {
                self.read().await?;
            } else {
                tokio::select! {
                    rung = self.bell.changed() => rung.ok()?,
                    // It only ever changes once, to say that the server is closing.
                    _ = self.closing.changed() => return None,
                    () = tokio::time::sleep_until(self.ends) => return None,
                }
            }
        }
    }

    async fn read(&mut self) -> Option<()> {
        let (app, follower, after) = (self.app.clone(), self.follower.clone(), self.after);
        // The reason was logged where it arose; the reader comes back with the last position they have.
        let page = blocking(move || {
            if let Some(caller) = &follower.caller {
                app.must_be_active(&caller.person)?;
            }
            app.page(&follower, after)
        })
        .await
        .ok()?;
        self.after = page.position;
        for item in &page.items {
            let event = Event::default()
                .id(item.position.to_string())
                .json_data(item)
                .ok()?;
            self.ready.push_back(event);
        }
        Some(())
    }
}
