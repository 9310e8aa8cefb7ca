//! What is said: a turn, and when it is more than a word or two.

use serde::Serialize;

use super::Stance;
use crate::id::{ContributionId, PersonId, Term};
use crate::reads;
use crate::text::TextRef;

/// A turn in a thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Turn {
    /// This turn.
    pub turn: ContributionId,
    /// The contribution that the thread began with.
    pub thread: ContributionId,
    /// What it answers: the thread's root or an earlier turn.
    pub in_reply_to: ContributionId,
    /// To whom it was said to be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<PersonId>,
    /// To whom it is: `to`, else the author of what it answers, else the last other speaker.
    /// Resolved once, when it is recorded.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub addressees: Vec<PersonId>,
    /// How it relates to what it answers.
    pub stance: Stance,
    /// What was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<TextRef>,
    /// From where the speaker sees it, in their own words: "as a carer".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vantage: Option<Term>,
}

reads!(Turn {
    turn,
    thread,
    in_reply_to,
    to,
    addressees,
    stance,
    text,
    vantage
});

/// Fewest characters of a turn that counts as substantive.
///
/// It only removes "+1 great"; it is no test of quality.
pub const SUBSTANTIVE_CHARS: u32 = 40;

impl Turn {
    /// Whether the turn gives something, by form: not thanks or agreement, and not just a word or two.
    #[must_use]
    pub fn is_substantive(&self) -> bool {
        let gives = match self.stance {
            Stance::Ask
            | Stance::Offer
            | Stance::Experience
            | Stance::Build
            | Stance::Challenge => true,
            Stance::Thanks | Stance::Agree => false,
        };
        gives
            && self
                .text
                .is_some_and(|text| text.n_chars >= SUBSTANTIVE_CHARS)
    }
}
