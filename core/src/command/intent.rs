//! A command with who gives it, when and where, and what has to be known beside the state.

use super::Command;
use crate::activity::{Activity, Erasure, SpeakingAs};
use crate::id::{ActivityId, CommandId, CommunityId, PersonId};
use crate::time::Timestamp;

/// A command with who gives it, when, and where.
#[derive(Debug, Clone)]
pub struct Intent {
    /// Names the command; everything that it makes takes its id from this one.
    pub id: CommandId,
    /// Who gives it.
    pub by: PersonId,
    /// When, by the clock of whoever decides.
    pub at: Timestamp,
    /// The community it is for: none for what is true of a person everywhere.
    pub community: Option<CommunityId>,
    /// What is asked for.
    pub command: Command,
    /// What else has to be known to decide it.
    pub context: Context,
}

/// What has to be known to decide some commands, beside the state; for most of them nothing.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// As whom the person speaks, where they said so.
    pub speaking_as: Option<SpeakingAs>,
    /// The activity that is to be corrected, retracted or erased, as the log has it: looked up by whoever decides,
    /// because a state does not hold the log. None where the log has no such activity.
    pub earlier: Option<Activity>,
    /// Whether the command comes from whoever runs the server, and not from a person in the page.
    pub is_operator: bool,
}

impl Intent {
    /// The same, for what is true of a person everywhere and belongs to no community.
    pub(crate) fn everywhere(&self) -> Self {
        Self {
            community: None,
            ..self.clone()
        }
    }
}

impl Command {
    /// The earlier activity that it is about, which has to be handed in with its [`Context`].
    #[must_use]
    pub fn earlier(&self) -> Option<ActivityId> {
        match self {
            Command::Correct { of, .. }
            | Command::Retract { of, .. }
            | Command::Erase {
                of: Erasure::Activity(of),
            } => Some(*of),
            _ => None,
        }
    }
}
