//! A published snapshot: what anybody may read, as files that any web server can hand out, for pages with no server of
//! communities.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use thiserror::Error;
use tokio::sync::watch;

use crate::http::App;
use crate::http::problem::Problem;
use crate::measures::Kept;
use crate::store::{Store, StoreError};
use crate::token::TokenKey;
use crate::writer::{StartError, Writer};

/// Why there is no snapshot.
#[derive(Debug, Error)]
pub enum SnapshotError {
    /// The log can't be read.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The store can't be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What is to be in it can't be had.
    #[error("{0}")]
    Unread(String),
    /// The folder holds something else.
    #[error("{} is not empty and holds no snapshot: name a folder of its own", .0.display())]
    Foreign(PathBuf),
    /// A file can't be written.
    #[error("{}: {why}", .path.display())]
    Unwritten {
        /// Which.
        path: PathBuf,
        /// Why.
        why: io::Error,
    },
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// How many files.
    pub n_files: usize,
    /// How many files of an earlier snapshot were taken away.
    pub n_removed: usize,
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { n_files, n_removed } = self;
        write!(f, "{n_files} files written, {n_removed} old ones removed.")
    }
}

/// Writes a snapshot into a folder: new, empty, or with an earlier snapshot in it.
///
/// Each file is replaced at once, so that whoever reads meanwhile gets a whole one; what is no longer to be seen by
/// everybody is taken away at the end.
///
/// # Errors
/// [`SnapshotError`] says why it is not there, or not whole.
pub fn run(store: Store, folder: &Path) -> Result<Written, SnapshotError> {
    let is_used = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if is_used && !folder.join("communities.json").is_file() {
        return Err(SnapshotError::Foreign(folder.to_owned()));
    }
    let files = reader(store)?
        .snapshot()
        .map_err(|problem: Problem| SnapshotError::Unread(problem.detail().to_owned()))?;
    let mut kept = BTreeSet::new();
    for file in &files {
        let path = folder.join(&file.path);
        write(&path, &file.body).map_err(|why| SnapshotError::Unwritten {
            path: path.clone(),
            why,
        })?;
        kept.insert(path);
    }
    let below = folder.join("communities");
    let n_removed = remove_others(&below, &kept)
        .map_err(|why| SnapshotError::Unwritten { path: below, why })?;
    Ok(Written {
        n_files: files.len(),
        n_removed,
    })
}

/// What answers requests, without a server around it.
fn reader(store: Store) -> Result<App, SnapshotError> {
    let epoch = store.epoch()?;
    let (writer, live) = Writer::start(store.clone())?;
    let measures = Arc::new(Kept::new(store.clone()));
    let (_, closing) = watch::channel(false);
    Ok(App::new(
        (store, epoch),
        (writer, live, measures),
        TokenKey::ephemeral(),
        (PathBuf::new(), Vec::new()),
        None,
        closing,
        (None, None),
    ))
}

fn write(path: &Path, body: &[u8]) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    fs::write(&beside, body)?;
    fs::rename(&beside, path)
}

/// Removes the JSON files that an earlier snapshot left, and folders that are empty then; returns how many files.
fn remove_others(folder: &Path, kept: &BTreeSet<PathBuf>) -> io::Result<usize> {
    if !folder.is_dir() {
        return Ok(0);
    }
    let mut n_removed = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            n_removed += remove_others(&path, kept)?;
            if fs::read_dir(&path)?.next().is_none() {
                fs::remove_dir(&path)?;
            }
        } else if path.extension().is_some_and(|ending| ending == "json") && !kept.contains(&path) {
            fs::remove_file(&path)?;
            n_removed += 1;
        }
    }
    Ok(n_removed)
}
