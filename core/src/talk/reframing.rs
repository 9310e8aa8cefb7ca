//! How a problem is put anew when it is seen otherwise by now.

use serde::Serialize;

use super::Root;
use crate::activity::Kind;
use crate::command::{Command, Intent};
use crate::community::Community;
use crate::decision::{Draft, at_most_twenty};
use crate::id::{ActivityId, PersonId};
use crate::reads;
use crate::refusal::Refusal;
use crate::text::{Field, TextRef};
use crate::time::Timestamp;

/// A problem as it was put anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reframing {
    /// The activity that says so.
    pub activity: ActivityId,
    /// Who put it so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
    /// As it was put.
    pub statement: TextRef,
    /// Who sees it so too, by the word of whoever put it so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub confirmed_by: Vec<PersonId>,
}

reads!(Reframing {
    activity,
    by,
    at,
    statement,
    confirmed_by
});

pub(super) fn decide(
    community: &Community,
    intent: &Intent,
    draft: &mut Draft<'_>,
) -> Result<(), Refusal> {
    let Command::ReframeProblem {
        problem,
        statement,
        confirmed_by,
    } = &intent.command
    else {
        unreachable!("only reframings are handed over");
    };
    let by = &intent.by;
    let (id, thread) = community.thread_of(problem)?;
    if id != problem || thread.root != Root::Problem {
        return Err(Refusal::NoSuchContribution);
    }
    if !thread.has(by) && !community.membership.holds(by) {
        return Err(Refusal::NotYours);
    }
    at_most_twenty(confirmed_by.len())?;
    let mut confirming = Vec::with_capacity(confirmed_by.len());
    for person in confirmed_by {
        if person == by {
            return Err(Refusal::NotOneself);
        }
        if !thread.has(person) {
            return Err(Refusal::NoSuchAddressee);
        }
        if !confirming.contains(person) {
            confirming.push(person.clone());
        }
    }
    let statement = draft.text(Field::Text, statement)?;
    draft.record(Kind::ProblemReframed {
        problem: problem.clone(),
        statement,
        confirmed_by: confirming,
    });
    Ok(())
}
