//! Activities: the facts that the log records, and what each counts as.
//!
//! An activity holds ids, lengths and references, never a name or a text.
//! What each kind counts as (contribution, observing, lead, facilitation) stands in [`Kind::counts`].

mod correction;
mod counts;
mod frame;
mod kind;
mod practice;
mod reference;
mod references;
mod renaming;
mod talk;
mod vocabulary;
mod words;

use serde::Serialize;

use crate::deserializes;
use crate::id::{ActivityId, CommunityId, PersonId};
use crate::time::Timestamp;
use crate::wire::{Fields, Read, Reading, Value};

pub use correction::Erasure;
pub use counts::Counts;
pub use frame::{Purpose, Standpoint};
pub use kind::Kind;
pub use practice::{ArtefactDraft, MAX_SOURCE_CHARS, Source, ValueReport};
pub use reference::Reference;
pub use talk::{SUBSTANTIVE_CHARS, Turn};
pub use vocabulary::{
    Access, Answer, Audience, Basis, Form, Mode, Part, Role, Stance, Via, Visibility,
};
pub use words::{
    ArtefactForm, ArtefactState, Beneficiary, ConcernOutcome, JournalQuestion, Preference,
    Presence, PulseItem, Reaction, Relation, RetractionReason, Rung, SpeakingAs, Stage,
    ValueOutcome,
};

/// The version of the activities that this crate writes. It reads every version ever written.
pub const VERSION: u16 = 1;

/// One recorded fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Activity {
    /// The same id twice is once.
    pub id: ActivityId,
    /// The version of the format it was written in.
    #[serde(rename = "v")]
    pub version: u16,
    /// Who did it: none where the system did, which counts for nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<PersonId>,
    /// Who wrote it down for the actor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recorder: Option<PersonId>,
    /// Where it happened: none for what is true of a person everywhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub community: Option<CommunityId>,
    /// When it happened; a late arrival may lie before earlier positions.
    pub at: Timestamp,
    /// When it was written down.
    pub recorded: Timestamp,
    /// How it is known.
    pub basis: Basis,
    /// Who may see it, of those who may see the community.
    #[serde(skip_serializing_if = "Audience::is_community")]
    pub audience: Audience,
    /// As whom the actor spoke, where they said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaking_as: Option<SpeakingAs>,
    /// What happened.
    pub what: Kind,
}

impl Read for Activity {
    fn read(value: Value, reading: &mut Reading) -> Self {
        let mut fields = Fields::of(value, reading);
        Self {
            id: fields.take("id"),
            version: fields.take("v"),
            actor: fields.take("actor"),
            recorder: fields.take("recorder"),
            community: fields.take("community"),
            at: fields.take("at"),
            recorded: fields.take("recorded"),
            basis: fields.take("basis"),
            audience: fields.take("audience"),
            speaking_as: fields.take("speaking_as"),
            what: fields.take("what"),
        }
    }
}

deserializes!(Activity);

/// An activity at its place in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// From 1, without gaps.
    pub position: u64,
    /// The fact.
    pub activity: Activity,
}
