//! What only whoever runs the server may do: erasing anybody and anything, and joining two accounts of one person.

use cop_core::activity::Erasure;
use cop_core::command::Command;
use cop_core::id::{CommandId, PersonId};
use thiserror::Error;

use crate::store::{Store, StoreError};
use crate::writer::{Accepted, Fault, StartError, Submission, Writer};

/// Why it was not done.
#[derive(Debug, Error)]
pub enum OperateError {
    /// The writer could not start.
    #[error(transparent)]
    Start(#[from] StartError),
    /// It was refused, or could not be recorded.
    #[error(transparent)]
    Refused(#[from] Fault),
    /// The store could not.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Gives a command as whoever runs the server, and says what was recorded.
///
/// A server that runs on the same store takes it over within seconds.
///
/// # Errors
/// [`OperateError`] says why it was not done; then nothing was recorded.
pub async fn run(store: Store, command: Command) -> Result<Accepted, OperateError> {
    let community = match &command {
        Command::Erase {
            of: Erasure::Activity(of),
        } => store.activity(*of)?.and_then(|erased| erased.community),
        _ => None,
    };
    let (writer, _) = Writer::start(store)?;
    let submission = Submission {
        id: CommandId::from_u128(uuid::Uuid::now_v7().as_u128()),
        by: PersonId::parse("operator").expect("a word is an id"),
        name: None,
        community,
        command,
        expected_position: None,
        speaking_as: None,
        is_operator: true,
    };
    Ok(writer.submit(submission).await?)
}
