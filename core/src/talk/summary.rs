//! What a thread or a meeting came to, in somebody's words.

use serde::Serialize;

use super::Reception;
use crate::activity::{Activity, Kind, Reference};
use crate::community::Community;
use crate::decision::Draft;
use crate::id::{ActivityId, PersonId};
use crate::reads;
use crate::refusal::Refusal;
use crate::text::{Field, TextRef};
use crate::time::Timestamp;

/// What a thread or a meeting came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// The activity that says so.
    pub activity: ActivityId,
    /// Whose words they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<PersonId>,
    /// When.
    pub at: Timestamp,
    /// Of which thread, by its root, or of which meeting.
    pub of: Reference,
    /// In words: none where it was taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<TextRef>,
    /// Whether whoever wrote it, or who holds the community, took it back.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_retracted: bool,
    /// How it was received.
    #[serde(skip_serializing_if = "Reception::is_empty")]
    pub reception: Reception,
}

reads!(Summary {
    activity,
    author,
    at,
    of,
    text,
    is_retracted,
    reception
});

impl Summary {
    pub(super) fn new(activity: &Activity, of: &Reference, text: TextRef) -> Self {
        Self {
            activity: activity.id,
            author: activity.actor.clone(),
            at: activity.at,
            of: of.clone(),
            text: Some(text),
            is_retracted: false,
            reception: Reception::default(),
        }
    }

    pub(super) fn bury(&mut self) {
        self.is_retracted = true;
        self.text = None;
    }
}

pub(super) fn decide(
    community: &Community,
    (of, text): (&Reference, &str),
    draft: &mut Draft<'_>,
) -> Result<(), Refusal> {
    let of = community.thread_or_event(of)?;
    let summary = draft.ids.contribution();
    let text = draft.text(Field::Text, text)?;
    draft.record(Kind::Summarised { summary, of, text });
    Ok(())
}
