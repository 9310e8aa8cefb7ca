//! What came of something, by somebody's word.

use serde::Serialize;

use crate::activity::{
    Activity, Beneficiary, Kind, Reference, Relation, Rung, Source, ValueOutcome, ValueReport,
};
use crate::id::{ActivityId, ContributionId, PersonId};
use crate::reads;
use crate::sorted::SortedMap;
use crate::talk::Reception;
use crate::text::TextRef;
use crate::time::Timestamp;

/// What came of something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The activity that says so.
    pub activity: ActivityId,
    /// By whose word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<PersonId>,
    /// When.
    pub at: Timestamp,
    /// How far it went.
    pub rung: Rung,
    /// What it did.
    pub outcome: ValueOutcome,
    /// What it came from: a thread, a turn, an artefact, an event.
    pub source: Reference,
    /// For whom.
    pub beneficiary: Beneficiary,
    /// The earlier report that it goes on from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub follows: Option<ContributionId>,
    /// What backs it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Source>,
    /// What happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<TextRef>,
    /// Whether whoever said so, or who holds the community, took it back.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_retracted: bool,
    /// Who saw that too.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    pub confirmations: SortedMap<PersonId, Confirmation>,
    /// How it was received.
    #[serde(skip_serializing_if = "Reception::is_empty")]
    pub reception: Reception,
}

reads!(Report {
    activity,
    author,
    at,
    rung,
    outcome,
    source,
    beneficiary,
    follows,
    evidence,
    text,
    is_retracted,
    confirmations,
    reception
});

/// Somebody's word that they saw it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Confirmation {
    /// The activity that says so.
    pub activity: ActivityId,
    /// When.
    pub at: Timestamp,
    /// How they know.
    pub relation: Relation,
}

reads!(Confirmation {
    activity,
    at,
    relation
});

impl Report {
    pub(super) fn new(activity: &Activity, report: &ValueReport) -> Self {
        Self {
            activity: activity.id,
            author: activity.actor.clone(),
            at: activity.at,
            rung: report.rung,
            outcome: report.outcome,
            source: report.source.clone(),
            beneficiary: report.beneficiary,
            follows: report.follows.clone(),
            evidence: report.evidence.clone(),
            text: report.text,
            is_retracted: false,
            confirmations: SortedMap::new(),
            reception: Reception::default(),
        }
    }

    /// Whether it says that something was put to use, or went further.
    #[must_use]
    pub fn is_applied(&self) -> bool {
        match self.rung {
            Rung::Immediate | Rung::Potential => false,
            Rung::Applied | Rung::Realised | Rung::Reframing => true,
        }
    }

    pub(super) fn evolve(&mut self, activity: &Activity) {
        match (&activity.what, &activity.actor) {
            (Kind::ValueConfirmed { relation, .. }, Some(person)) => {
                let confirmation = Confirmation {
                    activity: activity.id,
                    at: activity.at,
                    relation: *relation,
                };
                self.confirmations
                    .get_or_insert_with(person, || confirmation);
            }
            _ => {
                self.reception.take(activity);
            }
        }
    }

    pub(super) fn bury(&mut self) {
        self.is_retracted = true;
        self.evidence = None;
        self.text = None;
    }
}
