//! A turn in a thread.

use serde::Serialize;

use super::{Evidence, Reception};
use crate::activity::{Activity, Kind, Turn};
use crate::command::{Command, Intent};
use crate::community::Community;
use crate::decision::{Draft, at_most_twenty, vantage};
use crate::id::{ActivityId, PersonId};
use crate::reads;
use crate::refusal::Refusal;
use crate::text::Field;
use crate::time::Timestamp;

/// A turn as it stands in its thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// The activity that says so.
    pub activity: ActivityId,
    /// Who took it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<PersonId>,
    /// When.
    pub at: Timestamp,
    /// What it says, to whom.
    pub turn: Turn,
    /// Whether whoever took it, or who holds the community, took it back.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_retracted: bool,
    /// How it was received.
    #[serde(skip_serializing_if = "Reception::is_empty")]
    pub reception: Reception,
    /// What it rests on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

reads!(Said { activity, author, at, turn, is_retracted, reception } whole { evidence });

impl Said {
    pub(super) fn new(activity: &Activity, turn: &Turn) -> Self {
        Self {
            activity: activity.id,
            author: activity.actor.clone(),
            at: activity.at,
            turn: turn.clone(),
            is_retracted: false,
            reception: Reception::default(),
            evidence: Vec::new(),
        }
    }

    pub(super) fn bury(&mut self) {
        self.is_retracted = true;
        self.turn.text = None;
        self.turn.vantage = None;
    }

    pub(super) fn excerpt(&self, person: Option<&PersonId>) -> Said {
        Said {
            reception: self.reception.excerpt(person),
            author: self.author.clone(),
            turn: self.turn.clone(),
            evidence: self.evidence.clone(),
            ..*self
        }
    }
}

pub(super) fn decide(
    community: &Community,
    intent: &Intent,
    draft: &mut Draft<'_>,
) -> Result<(), Refusal> {
    let Command::Reply {
        in_reply_to,
        to,
        stance,
        text,
        vantage: typed_vantage,
    } = &intent.command
    else {
        unreachable!("only replies are handed over");
    };
    let by = &intent.by;
    let (root, thread) = community.thread_of(in_reply_to)?;
    at_most_twenty(to.len())?;
    let to: Vec<PersonId> = to.iter().filter(|person| *person != by).cloned().collect();
    if to
        .iter()
        .any(|person| !community.membership.is_member(person) && !thread.has(person))
    {
        return Err(Refusal::NoSuchAddressee);
    }
    let turn = Turn {
        turn: draft.ids.contribution(),
        thread: root.clone(),
        in_reply_to: in_reply_to.clone(),
        addressees: thread.addressees(by, &to, in_reply_to, root),
        to,
        stance: *stance,
        text: Some(draft.text(Field::Text, text)?),
        vantage: vantage(typed_vantage.as_deref())?,
    };
    draft.record(Kind::Replied(turn));
    Ok(())
}
