//! The writer: the one place in the server that writes the log.
//!
//! One thread decides the commands that wait, appends what they came to in one transaction, and only when that is on
//! the disk lets others see it and answers. Each command is decided against what the ones before it came to.

mod desk;
mod provisioning;

use std::io;

use cop_core::activity::{Erasure, Recorded, SpeakingAs};
use cop_core::command::Command;
use cop_core::id::{CommandId, CommunityId, PersonId};
use sha2::{Digest, Sha256};
use thiserror::Error;
use tokio::sync::{mpsc, oneshot};

use crate::live::Live;
use crate::store::{Store, StoreError};

pub use provisioning::{Edit, MemberChange, ProvisionFault, Provisioned, Provisioning};

/// How many commands may wait before the next one waits outside.
const MAX_WAITING: usize = 1_024;

/// A command as it came in.
#[derive(Debug, Clone)]
pub struct Submission {
    /// Names the command.
    pub id: CommandId,
    /// Who gives it.
    pub by: PersonId,
    /// Under which name.
    pub name: Option<String>,
    /// The community it is for.
    pub community: Option<CommunityId>,
    /// What is asked for.
    pub command: Command,
    /// The last position of the community that the sender knows of: refused if there is a later one.
    pub expected_position: Option<u64>,
    /// As whom they speak, where they said so.
    pub speaking_as: Option<SpeakingAs>,
    /// Whether it comes from whoever runs the server.
    pub is_operator: bool,
}

/// A command that was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The position of the last activity; where there is none, the head at the time.
    pub position: u64,
    /// What was recorded: nothing where there was nothing to do.
    pub activities: Vec<Recorded>,
}

/// Why a command was not accepted.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    /// A rule stands against it.
    #[error("{detail}")]
    Refused {
        /// The stable code.
        code: String,
        /// The sentence.
        detail: String,
    },
    /// Another command has that id, or one of those that would follow from it.
    #[error("another command has this id")]
    IdReused,
    /// Something happened in the community since.
    #[error("the community is at position {position} by now")]
    ChangedSince {
        /// The last position of the community.
        position: u64,
    },
    /// The store could not; nothing was recorded.
    #[error("nothing was recorded: the store could not")]
    NotRecorded,
}

/// What the thread is asked for.
enum Message {
    /// To decide a command.
    Decide(Box<Waiting>),
    /// To record what an identity provider says.
    Provision(Box<Provision>),
    /// To take over what another program appended to the same store.
    CatchUp,
}

struct Waiting {
    submission: Submission,
    body_hash: [u8; 32],
    answer: oneshot::Sender<Result<Accepted, Fault>>,
}

impl Waiting {
    /// Whether it takes something away for ever.
    fn is_erasing(&self) -> bool {
        matches!(self.submission.command, Command::Erase { .. })
    }

    /// Whether it takes a person away for ever.
    fn is_erasing_a_person(&self) -> bool {
        matches!(
            self.submission.command,
            Command::Erase {
                of: Erasure::Person(_)
            }
        )
    }

    /// Whose command it was, as far as that is kept: nobody is to know who answered the pulse.
    fn recorded_as(&self) -> PersonId {
        match self.submission.command {
            Command::AnswerPulse { .. } => PersonId::parse("-").expect("one character is an id"),
            _ => self.submission.by.clone(),
        }
    }
}

struct Provision {
    provisioning: Provisioning,
    answer: oneshot::Sender<Result<Provisioned, ProvisionFault>>,
}

/// A handle on the writer's thread, which ends when the last handle is dropped.
#[derive(Clone)]
pub struct Writer {
    queue: mpsc::Sender<Message>,
}

/// Why the writer could not start.
#[derive(Debug, Error)]
pub enum StartError {
    /// The store can't be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The operating system gives no thread.
    #[error("there is no thread for the writer: {0}")]
    Thread(#[from] io::Error),
}

impl Writer {
    /// Folds the log and starts the thread.
    ///
    /// # Errors
    /// The log can't be read.
    pub fn start(store: Store) -> Result<(Self, Live), StartError> {
        let desk = desk::Desk::open(store)?;
        let live = desk.live();
        let (queue, messages) = mpsc::channel(MAX_WAITING);
        std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || desk.run(messages))?;
        Ok((Self { queue }, live))
    }

    /// Hands a command over and waits for what it comes to.
    ///
    /// # Errors
    /// [`Fault`] says why it was not accepted.
    pub async fn submit(&self, submission: Submission) -> Result<Accepted, Fault> {
        let body_hash = body_hash(&submission);
        let (answer, answered) = oneshot::channel();
        let waiting = Waiting {
            submission,
            body_hash,
            answer,
        };
        self.queue
            .send(Message::Decide(Box::new(waiting)))
            .await
            .map_err(|_| Fault::NotRecorded)?;
        answered.await.unwrap_or(Err(Fault::NotRecorded))
    }

    /// Hands over what an identity provider asks for and waits for what comes of it.
    ///
    /// # Errors
    /// [`ProvisionFault`] says why nothing did.
    pub async fn provision(
        &self,
        provisioning: Provisioning,
    ) -> Result<Provisioned, ProvisionFault> {
        let (answer, answered) = oneshot::channel();
        let provision = Provision {
            provisioning,
            answer,
        };
        self.queue
            .send(Message::Provision(Box::new(provision)))
            .await
            .map_err(|_| ProvisionFault::NotRecorded)?;
        answered.await.unwrap_or(Err(ProvisionFault::NotRecorded))
    }

    /// Asks to take over what another program appended to the same store; what waits already does so anyway.
    pub(crate) fn catch_up(&self) {
        self.queue.try_send(Message::CatchUp).ok();
    }

    /// Whether the thread is there.
    #[must_use]
    pub fn is_running(&self) -> bool {
        !self.queue.is_closed()
    }
}

/// What makes two commands the same, however their JSON was written.
fn body_hash(submission: &Submission) -> [u8; 32] {
    let body = serde_json::to_vec(&(&submission.community, &submission.command))
        .expect("commands have text keys only");
    Sha256::digest(body).into()
}
