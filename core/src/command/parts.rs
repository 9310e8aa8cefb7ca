//! What commands are made of, as typed.

use serde::{Deserialize, Serialize};

use crate::activity::{ArtefactForm, Beneficiary, Part, Presence, Reference, Rung, ValueOutcome};
use crate::affiliation::Dimension;
use crate::id::{ContributionId, PersonId};
use crate::time::Timestamp;

/// What was different about an activity: what is not named stays as it was.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patch {
    /// When it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// Its headline or name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its main text, of whatever it is: a reason, a message, a summary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The address in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// The words it goes by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Vec<String>>,
    /// From where the actor sees it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vantage: Option<String>,
    /// The part that somebody took in a meeting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
}

/// Somebody at a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    /// Who.
    pub person: PersonId,
    /// Doing what.
    pub part: Part,
    /// In the room or on a screen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub presence: Option<Presence>,
}

/// A place on a boundary as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedStandpoint {
    /// On which boundary.
    pub dimension: Dimension,
    /// In which group.
    pub affiliation: StatedAffiliation,
}

/// An affiliation as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatedAffiliation {
    /// The name of the group.
    Known(String),
    /// There is none.
    NoneDeclared,
    /// It is not said, or no longer.
    Unknown,
}

/// An artefact as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewArtefact {
    /// What it is.
    pub form: ArtefactForm,
    /// What it is called.
    pub title: String,
    /// What it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Where it is, by http or https, when it is kept elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// Who wrote it too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<PersonId>,
    /// The thread that it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread: Option<ContributionId>,
    /// The evidence that it rests on: DOIs, ids of guidelines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cites: Vec<String>,
    /// The words it goes by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<String>,
}

/// A report of value as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewReport {
    /// How far it went.
    pub rung: Rung,
    /// What it did.
    pub outcome: ValueOutcome,
    /// What it came from: a thread, a turn, an artefact, a meeting.
    pub source: Reference,
    /// For whom.
    pub beneficiary: Beneficiary,
    /// The earlier report that it goes on from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<ContributionId>,
    /// What backs it: a DOI, the id of a guideline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// What happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}
