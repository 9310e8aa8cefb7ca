//! Reads an export into an empty store, all or nothing.

use std::io::{self, BufRead};

use thiserror::Error;

use super::{Answered, Header, Line};
use crate::store::{Account, Batch, CommandRecord, Outcome, Store, StoreError};

/// Why nothing was restored.
#[derive(Debug, Error)]
pub enum RestoreError {
    /// There is something in the store.
    #[error("the store is not empty: restore into a new one")]
    NotEmpty,
    /// The file is no export, or one of a later version.
    #[error("this is no export of communities of practice in a version that is known here")]
    Format,
    /// A line can't be read.
    #[error("line {line}: {reason}")]
    Line {
        /// Which, from 1.
        line: u64,
        /// Why not.
        reason: String,
    },
    /// The file ends before the export does.
    #[error("the file ends before the export does")]
    CutOff,
    /// The file could not be read.
    #[error("the file could not be read: {0}")]
    Read(#[from] io::Error),
    /// The store could not.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Reads an export into an empty store and says how many activities it had.
///
/// The store has an epoch of its own, so whoever followed the log that was exported starts from a fresh view.
///
/// # Errors
/// [`RestoreError`] says what is wrong; then nothing was written.
pub fn restore(store: &Store, file: impl BufRead) -> Result<u64, RestoreError> {
    if !is_empty(store)? {
        return Err(RestoreError::NotEmpty);
    }
    let mut lines = (1..).zip(file.lines());
    let header = lines.next().map(|(_, header)| header).transpose()?;
    if !header.is_some_and(|header| is_known(&header)) {
        return Err(RestoreError::Format);
    }
    let mut batch = Batch::default();
    let mut end = None;
    for (line, text) in lines {
        let text = text?;
        let wrong = |reason: String| RestoreError::Line { line, reason };
        if end.is_some() {
            return Err(wrong("there is something after the end".to_owned()));
        }
        let read = serde_json::from_str(&text).map_err(|fault| wrong(fault.to_string()))?;
        end = add(&mut batch, read).map_err(wrong)?;
    }
    match end {
        Some(n) if n == batch.activities.len() as u64 => {
            store.append(0, &batch)?;
            Ok(n)
        }
        Some(_) | None => Err(RestoreError::CutOff),
    }
}

fn is_empty(store: &Store) -> Result<bool, StoreError> {
    Ok(store.head()? == 0
        && store.names()?.is_empty()
        && store.accounts()?.is_empty()
        && store.labels()?.is_empty()
        && store.texts(None, 1)?.is_empty()
        && store.commands(None, 1)?.is_empty())
}

fn is_known(header: &str) -> bool {
    serde_json::from_str::<Header>(header).is_ok_and(|header| {
        header.format == Header::FORMAT && (1..=Header::VERSION).contains(&header.version)
    })
}

/// Adds what a line holds, and gives the number of activities where it is the last line.
fn add(batch: &mut Batch, line: Line) -> Result<Option<u64>, String> {
    match line {
        Line::Name { person, name } => batch.names.push((person, name)),
        Line::Account {
            person,
            user_name,
            external_id,
            is_active,
            organisation,
            profession,
            created,
            changed,
        } => batch.accounts.push(Account {
            person,
            user_name,
            external_id,
            is_active,
            organisation,
            profession,
            created,
            changed,
        }),
        Line::Label { group, label } => batch.labels.push((group, label)),
        Line::Text { id, text } => batch.texts.push((id, text)),
        Line::Command {
            id,
            by,
            body_hash,
            outcome,
        } => batch.commands.push(CommandRecord {
            id,
            by,
            body_hash: hash(&body_hash).ok_or("a hash has 64 hexadecimal digits")?,
            outcome: match outcome {
                Answered::Recorded { first, n } => Outcome::Recorded { first, n },
                Answered::Refused { code, detail } => Outcome::Refused { code, detail },
            },
        }),
        Line::Activity { position, activity } => {
            let next = batch.activities.len() as u64 + 1;
            if position != next {
                return Err(format!(
                    "here comes position {position}, and {next} was due"
                ));
            }
            batch.activities.push(*activity);
        }
        Line::End { activities } => return Ok(Some(activities)),
    }
    Ok(None)
}

fn hash(text: &str) -> Option<[u8; 32]> {
    let mut hash = [0; 32];
    if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    for (byte, digits) in hash.iter_mut().zip(text.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    }
    Some(hash)
}
