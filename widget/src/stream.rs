//! The live stream: what happens at the server, as it happens, with nothing missing and nothing twice.

mod sse;

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo::timers::callback::Timeout;
use web_sys::AbortController;

use crate::platform::{self, Chunks};
use crate::session::{Item, Session};

/// First wait before the stream is opened again; it doubles up to the longest.
const FIRST_WAIT_MS: u32 = 1_000;
const LONGEST_WAIT_MS: u32 = 30_000;
/// How long it may be silent: the server sends something four times as often.
const LONGEST_SILENCE_MS: u32 = 60_000;
/// How many times in a row it fails before the reader is told.
const N_QUIET_FAILURES: u32 = 2;

/// A stream that opens itself again when it breaks; closed when dropped.
#[must_use = "dropping it closes the stream"]
pub struct Stream {
    closer: Rc<RefCell<Closer>>,
}

#[derive(Default)]
enum Closer {
    #[default]
    Waiting,
    Open(AbortController),
    Closed,
}

impl Stream {
    /// Follows the log after a position.
    pub fn open(session: Weak<Session>, epoch: &str, position: u64) -> Self {
        let closer = Rc::default();
        let following = Following {
            session,
            closer: Rc::clone(&closer),
            epoch: epoch.to_owned(),
            position,
            n_failures: 0,
        };
        platform::spawn(following.run());
        Self { closer }
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        if let Closer::Open(open) = self.closer.replace(Closer::Closed) {
            open.abort();
        }
    }
}

struct Following {
    session: Weak<Session>,
    closer: Rc<RefCell<Closer>>,
    epoch: String,
    position: u64,
    n_failures: u32,
}

impl Following {
    async fn run(mut self) {
        while let Some(session) = self.session.upgrade() {
            let opened = self.open(&session).await;
            drop(session);
            if self.is_closed() {
                return;
            }
            match opened {
                Opened::Chunks(chunks) => {
                    if let Ok(mut closer) = self.closer.try_borrow_mut() {
                        *closer = Closer::Open(chunks.closer());
                    }
                    self.read(chunks).await;
                }
                Opened::OtherLog => {
                    if let Some(session) = self.session.upgrade() {
                        session.restart();
                    }
                    return;
                }
                Opened::Nothing => {}
            }
            if self.is_closed() {
                return;
            }
            self.n_failures += 1;
            if self.n_failures > N_QUIET_FAILURES
                && let Some(session) = self.session.upgrade()
            {
                session.set_cut_off(true);
            }
            platform::pause(wait_ms(self.n_failures, self.position)).await;
        }
    }

    fn is_closed(&self) -> bool {
        matches!(*self.closer.borrow(), Closer::Closed)
    }

    async fn open(&self, session: &Session) -> Opened {
        let Ok(token) = session.token_of_reader().await else {
            return Opened::Nothing;
        };
        let mut address = session.server.clone();
        address.push_str("/v1/activities?after=");
        address.push_str(&self.position.to_string());
        address.push_str("&epoch=");
        address.push_str(&crate::route::escaped(&self.epoch));
        match platform::open_stream(&address, token.as_deref()).await {
            Ok((_, Some(chunks))) => Opened::Chunks(chunks),
            Ok((410, None)) => Opened::OtherLog,
            Ok((401, None)) => {
                if let Some(token) = token {
                    session.reject(&token);
                }
                Opened::Nothing
            }
            Ok((_, None)) | Err(platform::Unreachable) => Opened::Nothing,
        }
    }

    async fn read(&mut self, mut chunks: Chunks) {
        let mut reader = sse::Reader::default();
        loop {
            // Where the machine slept, or a router has forgotten the connection, nobody says that it is gone.
            let closer = chunks.closer();
            let watch = Timeout::new(LONGEST_SILENCE_MS, move || closer.abort());
            let Some(piece) = chunks.next().await else {
                return;
            };
            drop(watch);
            let Some(session) = self.session.upgrade() else {
                return;
            };
            if self.is_closed() {
                return;
            }
            self.n_failures = 0;
            session.set_cut_off(false);
            for message in reader.read(&piece) {
                let Some(item) = Item::parse(&message.data) else {
                    continue;
                };
                // A position that was passed already came twice.
                if item.position > self.position {
                    self.position = item.position;
                    session.take(item);
                }
            }
        }
    }
}

enum Opened {
    Chunks(Chunks),
    OtherLog,
    Nothing,
}

/// How long to wait after that many failures in a row: up to twice as long each time, and not the same for all.
pub fn wait_ms(n_failures: u32, position: u64) -> u32 {
    let doubled = FIRST_WAIT_MS << n_failures.saturating_sub(1).min(5);
    let longest = doubled.min(LONGEST_WAIT_MS);
    // Knuth's multiplicative hash spreads neighbouring positions.
    let spread = (position as u32).wrapping_mul(2_654_435_761) >> 16;
    longest / 2 + spread % (longest / 2 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_stay_within_bounds() {
        for position in 0..100 {
            for n_failures in 1..40 {
                let wait = wait_ms(n_failures, position);
                assert!(
                    (FIRST_WAIT_MS / 2..=LONGEST_WAIT_MS).contains(&wait),
                    "{wait}"
                );
            }
            assert!(wait_ms(9, position) > wait_ms(1, position));
        }
    }

    #[test]
    fn pages_do_not_all_come_back_at_once() {
        let waits: std::collections::BTreeSet<u32> =
            (0..50).map(|position| wait_ms(6, position)).collect();
        assert!(waits.len() > 40);
    }
}
