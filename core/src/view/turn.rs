//! Turns in a thread, each with whom it is to and how it was received.

use serde::Serialize;

#[cfg(feature = "whole")]
use super::link::{EvidenceView, ReceptionView, evidence, reception};
use super::{PersonView, Seen};
use crate::activity::Stance;
use crate::id::{ActivityId, ContributionId};
use crate::talk::{Said, Thread};
use crate::time::Timestamp;

/// A turn as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TurnView {
    /// Which.
    pub id: ContributionId,
    /// At which place it stands among those that are shown.
    #[serde(skip)]
    pub nth: usize,
    /// Who took it.
    pub author: Option<PersonView>,
    /// When.
    pub at: Timestamp,
    /// To whom it is.
    pub to: Vec<PersonView>,
    /// How it relates to what it answers.
    pub stance: Stance,
    /// What it says.
    pub text: Option<String>,
    /// From where its author sees it.
    pub vantage: Option<String>,
    /// Whom it changed how they see it, by name.
    pub changed: Vec<PersonView>,
    /// Whether the one who looks took it.
    pub is_mine: bool,
    /// Whether the one who looks said that it changed how they see it.
    pub changed_me: bool,
    /// The activity that says so.
    pub activity: ActivityId,
    /// What it answers.
    pub in_reply_to: ContributionId,
    /// What it rests on.
    #[cfg(feature = "whole")]
    pub evidence: Vec<EvidenceView>,
    /// How it was received.
    #[cfg(feature = "whole")]
    pub reception: ReceptionView,
    /// Whether it was taken back, and is shown because somebody answered it.
    pub is_retracted: bool,
}

/// The turns of a thread that are to be shown, in the order of the log.
pub(super) fn shown(thread: &Thread) -> impl Iterator<Item = &Said> {
    let is_answered = |said: &Said| {
        thread
            .turns
            .iter()
            .any(|later| !later.is_retracted && later.turn.in_reply_to == said.turn.turn)
    };
    thread
        .turns
        .iter()
        .filter(move |said| !said.is_retracted || is_answered(said))
}

pub(super) fn turn(seen: &Seen<'_>, said: &Said, nth: usize) -> TurnView {
    TurnView {
        id: said.turn.turn.clone(),
        nth,
        author: said.author.as_ref().map(|author| seen.person(author)),
        at: said.at,
        to: said
            .turn
            .addressees
            .iter()
            .map(|person| seen.person(person))
            .collect(),
        stance: said.turn.stance,
        text: seen.text(said.turn.text),
        vantage: said.turn.vantage.as_ref().map(ToString::to_string),
        changed: seen.by_name(said.reception.changed.keys()),
        is_mine: said.author.is_some() && said.author.as_ref() == seen.by,
        changed_me: seen
            .by
            .is_some_and(|person| said.reception.changed.contains_key(person)),
        activity: said.activity,
        in_reply_to: said.turn.in_reply_to.clone(),
        #[cfg(feature = "whole")]
        evidence: evidence(seen, &said.turn.turn, &said.evidence).collect(),
        #[cfg(feature = "whole")]
        reception: reception(seen, &said.reception),
        is_retracted: said.is_retracted,
    }
}
