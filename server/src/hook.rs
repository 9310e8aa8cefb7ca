//! The hook: every activity that is recorded is told to another program, as a CloudEvent that is signed.
//!
//! In order, one at a time, and at least once: the log is read after the last position that the receiver took, so
//! there is no queue that could overflow and nothing between two runs of the server is missed. The writer knows
//! nothing of it. What is told is what the log holds: ids and the short words that people choose, never a name or a
//! text. The hook is the operator's own, who holds the log, so it is told of every community and every activity,
//! whoever may see them.

mod cloud_event;
mod delivery;
mod pace;
mod receiver;
mod signature;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::Uri;
use sha2::{Digest, Sha256};
use thiserror::Error;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::live::Live;
use crate::store::{HookKey, Store, StoreError};
use delivery::Delivery;
use receiver::Receiver;
use signature::Secret;

pub use pace::Pace;
pub use signature::SecretFault;

/// Where activities are told to, and how.
pub struct Hook {
    url: Uri,
    secret: Secret,
    /// Where it begins if it is new: after this position; at the head of the log where there is none.
    pub from: Option<u64>,
    /// How long it waits for what.
    pub pace: Pace,
}

/// Why there is no hook.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum HookFault {
    /// The address can't be used.
    #[error("a hook's address begins with https://, or with http:// on this very machine")]
    Address,
    /// The secret can't be used.
    #[error(transparent)]
    Secret(#[from] SecretFault),
    /// The system knows no certificates.
    #[error("no certificate authority is known on this machine, so https can't be checked")]
    NoCertificates,
}

impl Hook {
    /// A hook that begins at the head of the log and takes its time as it is set unless told otherwise.
    ///
    /// # Errors
    /// [`HookFault`] says what can't be used.
    pub fn new(url: &str, secret: &str) -> Result<Self, HookFault> {
        let url: Uri = url.parse().map_err(|_| HookFault::Address)?;
        let is_here = matches!(url.host(), Some("localhost" | "127.0.0.1" | "[::1]"));
        match url.scheme_str() {
            Some("https") => {}
            Some("http") if is_here => {}
            _ => return Err(HookFault::Address),
        }
        Ok(Self {
            url,
            secret: Secret::parse(secret)?,
            from: None,
            pace: Pace::default(),
        })
    }

    /// Another address is another hook. Only its hash is kept, because an address may hold a secret.
    fn key(&self) -> HookKey {
        Sha256::digest(self.url.to_string()).into()
    }
}

/// How far a hook has come, for the metrics.
#[derive(Debug, Default)]
pub(crate) struct Progress {
    position: AtomicU64,
    delivered: AtomicU64,
    failed: AtomicU64,
}

impl Progress {
    /// The last position that the receiver took.
    pub(crate) fn position(&self) -> u64 {
        self.position.load(Ordering::Relaxed)
    }

    /// How many activities the receiver took since the server started.
    pub(crate) fn delivered(&self) -> u64 {
        self.delivered.load(Ordering::Relaxed)
    }

    /// How many attempts failed since the server started.
    pub(crate) fn failed(&self) -> u64 {
        self.failed.load(Ordering::Relaxed)
    }
}

/// A hook at work, until the server closes.
pub(crate) struct Running {
    pub(crate) progress: Arc<Progress>,
    pub(crate) task: JoinHandle<()>,
}

/// Why a hook did not start.
#[derive(Debug, Error)]
pub enum StartFault {
    /// It can't be used.
    #[error(transparent)]
    Hook(#[from] HookFault),
    /// The store could not.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Begins to deliver what is recorded after the last position that was delivered.
pub(crate) fn start(
    hook: Hook,
    store: Store,
    live: &Live,
    closing: watch::Receiver<bool>,
) -> Result<Running, StartFault> {
    let receiver = Receiver::new(hook.url.clone(), hook.pace.attempt)?;
    let key = hook.key();
    let position = match store.hook_position(&key)? {
        Some(position) => position,
        None => {
            let head = store.head()?;
            let position = hook.from.map_or(head, |from| from.min(head));
            // Kept at once: what is recorded from now on is to be told, even if the server ends before.
            store.set_hook_position(&key, position)?;
            position
        }
    };
    let progress = Arc::new(Progress::default());
    progress.position.store(position, Ordering::Relaxed);
    let delivery = Delivery {
        epoch: store.epoch()?,
        store,
        key,
        receiver,
        secret: hook.secret,
        pace: hook.pace,
        bell: live.bell(),
        closing,
        progress: progress.clone(),
        kept: position,
    };
    Ok(Running {
        progress,
        task: tokio::spawn(delivery.run()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    #[test]
    fn what_is_told_goes_over_https_or_stays_on_the_machine() {
        for url in [
            "https://hooks.example.org/cop",
            "http://127.0.0.1:9000/",
            "http://localhost:9000/cop",
            "http://[::1]:9000/",
        ] {
            assert!(Hook::new(url, SECRET).is_ok(), "{url}");
        }
        for url in [
            "http://hooks.example.org/",
            "hooks.example.org",
            "ftp://localhost/",
            "",
        ] {
            assert_eq!(
                Hook::new(url, SECRET).err(),
                Some(HookFault::Address),
                "{url}"
            );
        }
    }
}
