//! What somebody saw to have to do with each other: a thread, and another thread, an artefact or a member.

use serde::Serialize;

use crate::activity::{Kind, Reference};
use crate::command::{Command, Intent};
use crate::community::{Community, Referent};
use crate::decision::Draft;
use crate::id::{ActivityId, ContributionId, PersonId};
use crate::reads;
use crate::refusal::Refusal;
use crate::text::{Field, TextRef};
use crate::time::Timestamp;

/// Two things that have to do with each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Connection {
    /// The activity that says so.
    pub activity: ActivityId,
    /// Who saw it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
    /// The thread.
    pub from: ContributionId,
    /// The other thread, the artefact, the member.
    pub to: Reference,
    /// What they have to do with each other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<TextRef>,
}

reads!(Connection {
    activity,
    by,
    at,
    from,
    to,
    reason
});

impl Connection {
    /// What a thread or an artefact is connected with: none where it is neither of the two.
    #[must_use]
    pub fn other_end(&self, one: &ContributionId) -> Option<Reference> {
        if self.from == *one {
            Some(self.to.clone())
        } else if self.to.contribution() == Some(one) {
            Some(self.from.clone().into())
        } else {
            None
        }
    }
}

pub(super) fn decide(
    community: &Community,
    intent: &Intent,
    draft: &mut Draft<'_>,
) -> Result<(), Refusal> {
    let Command::Connect { from, to, reason } = &intent.command else {
        unreachable!("only connections are handed over");
    };
    let (from, _) = community.thread_of(from)?;
    let to: Reference = match community.find(to)? {
        Referent::Thread(root, _) | Referent::Turn(root, _, _) => root.clone().into(),
        Referent::Woven(woven) => match woven.artefact() {
            Some(artefact) => artefact.clone().into(),
            None => return Err(Refusal::NoSuchContribution),
        },
        Referent::Person(person) if *person == intent.by => return Err(Refusal::NotOneself),
        Referent::Person(person) => Reference::Person(person.clone()),
        Referent::Summary(_) | Referent::Event(..) => {
            return Err(Refusal::NoSuchContribution);
        }
    };
    let reason = draft.optional_text(Field::Reason, reason.as_deref())?;
    let is_itself = to.contribution() == Some(from);
    let is_said = community
        .talk
        .connections()
        .any(|connection| connection.other_end(from).as_ref() == Some(&to));
    if !is_itself && (!is_said || reason.is_some()) {
        draft.record(Kind::Connected {
            from: from.clone(),
            to,
            reason,
        });
    }
    Ok(())
}
