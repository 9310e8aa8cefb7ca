//! Concerns: what somebody doubts, and what became of it.

use serde::Serialize;

use super::link::link;
use super::{LinkView, PersonView, Seen};
use crate::activity::ConcernOutcome;
use crate::id::{ActivityId, ContributionId};
use crate::order::ordered;
use crate::talk::{ConcernAnswer, Root, Thread};
use crate::time::Timestamp;

/// A concern in one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConcernLine {
    /// Which.
    pub id: ContributionId,
    /// The activity that raised it.
    pub activity: ActivityId,
    /// In a sentence.
    pub title: String,
    /// In more.
    pub text: Option<String>,
    /// Who raised it.
    pub author: Option<PersonView>,
    /// When it was raised.
    pub at: Timestamp,
    /// When it was last added to.
    pub last_at: Timestamp,
    /// What it is about.
    pub about: Option<LinkView>,
    /// Whether it waits for a first answer.
    pub is_open: bool,
    /// What became of it, by the last answer.
    pub outcome: Option<ConcernOutcome>,
    /// All answers, the first one first.
    pub answers: Vec<ConcernAnswerView>,
    /// How many turns it has.
    pub n_turns: u32,
    /// Whether the one who looks raised it.
    pub is_mine: bool,
    /// Whether the one who looks may answer it.
    pub may_answer: bool,
    /// Whether it was taken back, and is shown because somebody answered.
    pub is_retracted: bool,
}

/// What became of a concern, by somebody's word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConcernAnswerView {
    /// The activity that says so.
    pub activity: ActivityId,
    /// By whose word.
    pub by: Option<PersonView>,
    /// When.
    pub at: Timestamp,
    /// What.
    pub outcome: ConcernOutcome,
    /// In words.
    pub text: Option<String>,
}

/// All concerns: those that wait for an answer first, then the one last added to.
#[must_use]
pub fn concerns(seen: &Seen<'_>) -> Vec<ConcernLine> {
    concerns_that(seen, |_| true)
}

pub(super) fn concerns_that(seen: &Seen<'_>, wanted: impl Fn(&Thread) -> bool) -> Vec<ConcernLine> {
    let found = seen
        .community
        .talk
        .threads()
        .filter(|(_, thread)| thread.root == Root::Concern && thread.is_shown() && wanted(thread))
        .map(|(id, thread)| line(seen, id, thread))
        .collect();
    ordered(found, |a: &ConcernLine, b: &ConcernLine| {
        (b.is_open, b.last_at, &b.id).cmp(&(a.is_open, a.last_at, &a.id))
    })
}

fn line(seen: &Seen<'_>, id: &ContributionId, thread: &Thread) -> ConcernLine {
    let is_mine = thread.author.is_some() && thread.author.as_ref() == seen.by;
    let is_member = |person| seen.community.membership.is_member(person);
    ConcernLine {
        id: id.clone(),
        activity: thread.activity,
        title: seen.text(thread.title).unwrap_or_default(),
        text: seen.text(thread.text),
        author: thread.author.as_ref().map(|author| seen.person(author)),
        at: thread.at,
        last_at: thread.last_at,
        about: thread.about.as_ref().and_then(|about| link(seen, about)),
        is_open: thread.is_open() && !thread.is_retracted,
        outcome: thread.answers.last().map(|answer| answer.outcome),
        answers: answers(seen, &thread.answers),
        n_turns: thread.n_turns,
        is_mine,
        may_answer: seen.by.is_some_and(is_member) && !is_mine && !thread.is_retracted,
        is_retracted: thread.is_retracted,
    }
}

pub(super) fn answers(seen: &Seen<'_>, answers: &[ConcernAnswer]) -> Vec<ConcernAnswerView> {
    answers
        .iter()
        .map(|answer| ConcernAnswerView {
            activity: answer.activity,
            by: answer.by.as_ref().map(|by| seen.person(by)),
            at: answer.at,
            outcome: answer.outcome,
            text: seen.text(answer.text),
        })
        .collect()
}
