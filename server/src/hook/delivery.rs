//! Delivery: the log after a position, one activity after the other, each until it is taken.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use cop_core::activity::Recorded;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, sleep_until};

use super::pace::chance;
use super::receiver::{Failure, Outcome, Post, Receiver};
use super::signature::Secret;
use super::{Pace, Progress, cloud_event};
use crate::clock;
use crate::store::{HookKey, Store, StoreError};

/// How many activities are held at a time.
const PAGE: usize = 100;
/// How long an answer is waited for once the server closes; without it, the next run tells the same again.
const LAST_ANSWER: Duration = Duration::from_secs(5);

pub(super) struct Delivery {
    pub(super) store: Store,
    pub(super) epoch: String,
    pub(super) key: HookKey,
    pub(super) receiver: Receiver,
    pub(super) secret: Secret,
    pub(super) pace: Pace,
    pub(super) bell: watch::Receiver<u64>,
    pub(super) closing: watch::Receiver<bool>,
    pub(super) progress: Arc<Progress>,
    /// The position that the store knows: what comes after it may be delivered once more after a crash.
    pub(super) kept: u64,
}

impl Delivery {
    pub(super) async fn run(mut self) {
        let mut next_note = Instant::now();
        while self
            .deliver_what_is_there(&mut next_note)
            .await
            .is_continue()
        {
            let is_behind = self.kept < self.progress.position();
            tokio::select! {
                rung = self.bell.changed() => if rung.is_err() { break },
                () = closed(&mut self.closing) => break,
                () = sleep_until(next_note), if is_behind => self.note(&mut next_note).await,
            }
        }
        self.note(&mut next_note).await;
    }

    /// Breaks off when the server closes or the receiver wants nothing any more.
    async fn deliver_what_is_there(&mut self, next_note: &mut Instant) -> ControlFlow<()> {
        loop {
            // Looked at before the log is read, so that what is recorded meanwhile rings again.
            let head = *self.bell.borrow_and_update();
            if self.progress.position() >= head {
                return ControlFlow::Continue(());
            }
            let page = match self.read().await {
                Ok(page) => page,
                Err(fault) => {
                    tracing::error!(%fault, "the hook could not read the log");
                    self.wait(self.pace.longest).await?;
                    continue;
                }
            };
            for recorded in &page {
                self.deliver(recorded).await?;
                if Instant::now() >= *next_note {
                    self.note(next_note).await;
                }
            }
            if page.is_empty() {
                return ControlFlow::Continue(());
            }
        }
    }

    async fn read(&self) -> Result<Vec<Recorded>, StoreError> {
        let (store, after) = (self.store.clone(), self.progress.position());
        unbroken(tokio::task::spawn_blocking(move || store.read(after, PAGE)).await)
    }

    /// Posts an activity until it is taken.
    async fn deliver(&mut self, recorded: &Recorded) -> ControlFlow<()> {
        let body = match cloud_event::json(recorded, &self.epoch) {
            Ok(body) => body,
            Err(fault) => {
                tracing::error!(%fault, position = recorded.position, "the hook can't write this");
                return ControlFlow::Break(());
            }
        };
        let mut n_failed = 0;
        let mut said = None;
        loop {
            if *self.closing.borrow() {
                return ControlFlow::Break(());
            }
            let outcome = self.attempt(recorded, &body).await?;
            let (why, wait) = match outcome {
                Outcome::Taken => {
                    self.progress.delivered.fetch_add(1, Ordering::Relaxed);
                    self.progress
                        .position
                        .store(recorded.position, Ordering::Relaxed);
                    if n_failed > 0 {
                        tracing::info!("the hook's receiver takes deliveries again");
                    }
                    return ControlFlow::Continue(());
                }
                Outcome::Gone => {
                    self.progress.failed.fetch_add(1, Ordering::Relaxed);
                    tracing::warn!("the hook's receiver is gone for good: nothing more is told");
                    return ControlFlow::Break(());
                }
                Outcome::Later(failure, asked) => {
                    n_failed += 1;
                    let wait = self.pace.after(n_failed, chance());
                    (failure, wait.max(self.asked(asked)))
                }
                Outcome::Refused(status, asked) => {
                    n_failed += 1;
                    let wait = self.pace.longest.max(self.asked(asked));
                    (Failure::Answered(status), wait)
                }
            };
            self.progress.failed.fetch_add(1, Ordering::Relaxed);
            // Once for each reason: whoever reads the log knows by then.
            if said.replace(why) != Some(why) {
                match why {
                    Failure::Answered(status) => tracing::warn!(
                        status = status.as_u16(),
                        "the hook's receiver does not take a delivery"
                    ),
                    Failure::Unreachable => tracing::warn!("the hook's receiver can't be reached"),
                    Failure::TimedOut => {
                        tracing::warn!("the hook's receiver does not answer in time");
                    }
                }
            }
            self.wait(wait).await?;
        }
    }

    fn asked(&self, asked: Option<Duration>) -> Duration {
        asked.unwrap_or_default().min(self.pace.longest_asked)
    }

    async fn attempt(&self, recorded: &Recorded, body: &str) -> ControlFlow<(), Outcome> {
        let id = recorded.activity.id.to_string();
        let now = clock::now();
        let timestamp = now.ms().div_euclid(1_000);
        let post = Post {
            signature: self.secret.sign(&id, timestamp, body),
            id,
            timestamp,
            body: body.to_owned(),
        };
        let mut closing = self.closing.clone();
        let given_up = async {
            closed(&mut closing).await;
            sleep(LAST_ANSWER).await;
        };
        tokio::select! {
            outcome = self.receiver.post(post, now) => ControlFlow::Continue(outcome),
            () = given_up => ControlFlow::Break(()),
        }
    }

    async fn wait(&mut self, wait: Duration) -> ControlFlow<()> {
        tokio::select! {
            () = sleep(wait) => ControlFlow::Continue(()),
            () = closed(&mut self.closing) => ControlFlow::Break(()),
        }
    }

    /// Keeps how far the receiver has come.
    async fn note(&mut self, next_note: &mut Instant) {
        let position = self.progress.position();
        if position == self.kept {
            return;
        }
        let (store, key) = (self.store.clone(), self.key);
        let noting = move || store.set_hook_position(&key, position);
        match unbroken(tokio::task::spawn_blocking(noting).await) {
            Ok(()) => self.kept = position,
            Err(fault) => tracing::error!(%fault, "how far the hook has come could not be kept"),
        }
        *next_note = Instant::now() + self.pace.between_notes;
    }
}

/// Done when the server closes: also when nobody is there any more to say so.
async fn closed(closing: &mut watch::Receiver<bool>) {
    closing.wait_for(|is_closing| *is_closing).await.ok();
}

fn unbroken<T>(joined: Result<T, tokio::task::JoinError>) -> T {
    match joined {
        Ok(value) => value,
        Err(fault) => match fault.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(fault) => panic!("a task that nobody cancels was cancelled: {fault}"),
        },
    }
}
