//! What something rests on.

use serde::Serialize;

use crate::activity::{Activity, Source};
use crate::id::{ActivityId, PersonId};
use crate::reads;
use crate::time::Timestamp;

/// One source that something rests on, and who said so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The activity that says so.
    pub activity: ActivityId,
    /// Who cited it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
    /// Which.
    pub source: Source,
}

reads!(Evidence {
    activity,
    by,
    at,
    source
});

/// Adds a source to what something rests on, once.
pub(crate) fn cite(evidence: &mut Vec<Evidence>, activity: &Activity, source: &Source) {
    if evidence.iter().all(|cited| cited.source != *source) {
        evidence.push(Evidence {
            activity: activity.id,
            by: activity.actor.clone(),
            at: activity.at,
            source: source.clone(),
        });
    }
}
