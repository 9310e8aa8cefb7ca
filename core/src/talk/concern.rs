//! What becomes of a concern: several answers may follow one another, the last one counts.

use serde::Serialize;

use super::Root;
use crate::activity::{ConcernOutcome, Kind};
use crate::command::{Command, Intent};
use crate::community::Community;
use crate::decision::Draft;
use crate::id::{ActivityId, PersonId};
use crate::reads;
use crate::refusal::Refusal;
use crate::text::{Field, TextRef};
use crate::time::Timestamp;

/// What became of a concern, by somebody's word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConcernAnswer {
    /// The activity that says so.
    pub activity: ActivityId,
    /// By whose word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
    /// What.
    pub outcome: ConcernOutcome,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<TextRef>,
}

reads!(ConcernAnswer {
    activity,
    by,
    at,
    outcome,
    text
});

pub(super) fn decide(
    community: &Community,
    intent: &Intent,
    draft: &mut Draft<'_>,
) -> Result<(), Refusal> {
    let Command::AnswerConcern {
        concern,
        outcome,
        text,
    } = &intent.command
    else {
        unreachable!("only answers to concerns are handed over");
    };
    let (id, thread) = community.thread_of(concern)?;
    if id != concern || thread.root != Root::Concern {
        return Err(Refusal::NoSuchContribution);
    }
    let by = Some(&intent.by);
    if thread.author.as_ref() == by {
        return Err(Refusal::OwnContribution);
    }
    let text = draft.optional_text(Field::Text, text.as_deref())?;
    let is_said = thread
        .answers
        .last()
        .is_some_and(|last| last.by.as_ref() == by && last.outcome == *outcome && text.is_none());
    if !is_said {
        draft.record(Kind::ConcernAnswered {
            concern: concern.clone(),
            outcome: *outcome,
            text,
        });
    }
    Ok(())
}
