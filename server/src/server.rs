//! The server as a whole: a store, a listener, a key, and what else there is to set.

use std::future::Future;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::http::HeaderValue;
use axum::serve::ListenerExt;
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::clock;
use crate::hook::{self, Hook, StartFault};
use crate::http::{self, App, ScimAccess};
use crate::measures::Kept;
use crate::store::{Store, StoreError};
use crate::token::TokenKey;
use crate::writer::{StartError, Writer};

const LOOK_FOR_OTHERS: Duration = Duration::from_secs(1);

/// What a server is made of.
pub struct Server {
    /// Where everything is kept.
    pub store: Store,
    /// Where it listens.
    pub listener: TcpListener,
    /// What tokens are signed with.
    pub key: TokenKey,
    /// The folder that holds the built widget.
    pub widget_dir: PathBuf,
    /// The sites whose pages may call, such as `https://intranet.example.org`; where there are none, all may.
    pub allowed_origins: Vec<String>,
    /// The sites whose pages may show the widget in a frame, such as `https://intranet.example.org`; where there are
    /// none, only the server's own may.
    pub allowed_frames: Vec<String>,
    /// Where browsers find it, if that is not where it listens.
    pub public_url: Option<String>,
    /// Where every activity is told to.
    pub hook: Option<Hook>,
    /// What an identity provider shows that provisions people; without it, there is no SCIM.
    pub scim_token: Option<String>,
}

impl Server {
    /// A server with what is set unless told otherwise.
    #[must_use]
    pub fn new(store: Store, listener: TcpListener, key: TokenKey) -> Self {
        Self {
            store,
            listener,
            key,
            widget_dir: PathBuf::from("target/widget"),
            allowed_origins: Vec::new(),
            allowed_frames: Vec::new(),
            public_url: None,
            hook: None,
            scim_token: None,
        }
    }
}

/// Why a server did not start, or ended.
#[derive(Debug, Error)]
pub enum ServeError {
    /// The log can't be read.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The store can't be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Not the address of a site.
    #[error("{0:?} is not the address of a site: write https://intranet.example.org")]
    Origin(String),
    /// The hook can't begin.
    #[error(transparent)]
    Hook(#[from] StartFault),
    /// The network could not.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Answers until `shutdown` is done, then lets what was begun come to its end.
///
/// # Errors
/// [`ServeError`] says why it could not start.
pub async fn serve(
    server: Server,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    let Server {
        store,
        listener,
        key,
        widget_dir,
        allowed_origins,
        allowed_frames,
        public_url,
        hook,
        scim_token,
    } = server;
    let allowed_origins = allowed_origins
        .into_iter()
        .map(|origin| site(&origin).ok_or(ServeError::Origin(origin)))
        .collect::<Result<Vec<_>, _>>()?;
    if let Some(frame) = allowed_frames.iter().find(|frame| !is_exact(frame)) {
        return Err(ServeError::Origin(frame.clone()));
    }
    let epoch = store.epoch()?;
    let (writer, live) = Writer::start(store.clone())?;
    let (close, closing) = watch::channel(false);
    let hook = hook
        .map(|hook| hook::start(hook, store.clone(), &live, closing.clone()))
        .transpose()?;
    let (progress, telling) = hook.map(|hook| (hook.progress, hook.task)).unzip();
    let measures = Arc::new(Kept::new(store.clone()));
    let first = measures.clone();
    tokio::task::spawn_blocking(move || {
        if let Err(fault) = first.catch_up(clock::now()) {
            tracing::error!(%fault, "the measures could not be taken");
        }
    });
    let watching = tokio::spawn(watch_others(writer.clone()));
    let public_url = public_url.as_deref();
    let scim = scim_token.map(|token| ScimAccess::new(&token, public_url));
    let app = App::new(
        (store, epoch),
        (writer, live, measures),
        key,
        (widget_dir, allowed_frames),
        public_url,
        closing,
        (scim, progress),
    );
    let routes = http::routes(app, &allowed_origins);
    // Events are small and must not wait for more to fill a packet; where the system refuses, they just wait.
    let listener = listener.tap_io(|connection| {
        connection.set_nodelay(true).ok();
    });
    let served = axum::serve(listener, routes)
        .with_graceful_shutdown(async move {
            shutdown.await;
            // Streams would stay open for ever.
            close.send_replace(true);
        })
        .await;
    watching.abort();
    if let Some(telling) = telling
        && let Err(fault) = telling.await
    {
        tracing::error!(%fault, "the hook broke off");
    }
    Ok(served?)
}

/// Looks from time to time for what another program, such as an import, appended to the same store.
async fn watch_others(writer: Writer) {
    let mut ticks = tokio::time::interval(LOOK_FOR_OTHERS);
    loop {
        ticks.tick().await;
        writer.catch_up();
    }
}

fn site(origin: &str) -> Option<HeaderValue> {
    let (scheme, host) = origin.split_once("://")?;
    let is_site = matches!(scheme, "http" | "https") && !host.is_empty() && !host.contains('/');
    HeaderValue::from_str(origin).ok().filter(|_| is_site)
}

/// Whether it is written as browsers write the address of a site, so that the two can be compared, and so that it can
/// stand in a policy.
fn is_exact(origin: &str) -> bool {
    let letters = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let is_plain = |byte| letters(byte) || b":/.-[]_".contains(&byte);
    let default_port = match origin.starts_with("https:") {
        true => ":443",
        false => ":80",
    };
    site(origin).is_some() && origin.bytes().all(is_plain) && !origin.ends_with(default_port)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_named_without_a_path() {
        assert!(site("https://intranet.example.org").is_some());
        assert!(site("http://localhost:8081").is_some());
        for wrong in [
            "intranet.example.org",
            "https://intranet.example.org/",
            "*",
            "file://x",
        ] {
            assert!(site(wrong).is_none(), "{wrong}");
        }
    }
    #[test]
    fn a_site_around_a_frame_is_written_as_browsers_write_it() {
        assert!(is_exact("https://intranet.example.org"));
        assert!(is_exact("http://localhost:8081"));
        for wrong in [
            "https://*.example.org",
            "https://Intranet.example.org",
            "https://intranet.example.org:443",
            "https://a.example; script-src *",
            "https://a.example https://b.example",
        ] {
            assert!(!is_exact(wrong), "{wrong}");
        }
    }
}
