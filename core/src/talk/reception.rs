//! How something was received: whom it changed, who likes it, who says thank you, who read it.

use serde::Serialize;

use crate::activity::{Activity, Kind, Reaction, Reference};
use crate::community::{Community, Referent};
use crate::decision::Draft;
use crate::id::{ActivityId, PersonId};
use crate::reads;
use crate::refusal::Refusal;
use crate::sorted::{SortedMap, SortedSet};
use crate::time::Timestamp;

/// How something was received, by person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Reception {
    /// Whom it changed how they see it, by their own word.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    pub changed: SortedMap<PersonId, Mark>,
    /// Who likes it.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    pub liked: SortedMap<PersonId, Mark>,
    /// Who says thank you.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    pub thanked: SortedMap<PersonId, Mark>,
    /// Who read it, of those who allow that this is logged. An excerpt holds one's own reading only.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    pub read: SortedMap<PersonId, Mark>,
}

reads!(Reception { changed } whole { liked, thanked, read });

/// One person's word on something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// The activity that says so.
    pub activity: ActivityId,
    /// When.
    pub at: Timestamp,
}

reads!(Mark { activity, at });

impl Reception {
    /// Whether nobody said anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty()
            && self.liked.is_empty()
            && self.thanked.is_empty()
            && self.read.is_empty()
    }

    /// Whether a person said this before.
    pub(crate) fn has(&self, what: &Kind, person: &PersonId) -> bool {
        let marks = match what {
            Kind::InsightMarked { .. } => &self.changed,
            Kind::Reacted { reaction, .. } => match reaction {
                Reaction::Like => &self.liked,
                Reaction::Thanks => &self.thanked,
            },
            Kind::Read { .. } => &self.read,
            _ => return false,
        };
        marks.contains_key(person)
    }

    /// Takes over what somebody said: false where they said it before.
    pub(crate) fn take(&mut self, activity: &Activity) -> bool {
        let Some(person) = &activity.actor else {
            return false;
        };
        let marks = match &activity.what {
            Kind::InsightMarked { .. } => &mut self.changed,
            Kind::Reacted { reaction, .. } => match reaction {
                Reaction::Like => &mut self.liked,
                Reaction::Thanks => &mut self.thanked,
            },
            Kind::Read { .. } => &mut self.read,
            _ => return false,
        };
        let mark = Mark {
            activity: activity.id,
            at: activity.at,
        };
        let is_new = !marks.contains_key(person);
        marks.get_or_insert_with(person, || mark);
        is_new
    }

    /// What somebody may see of it: what others read is theirs.
    pub(crate) fn excerpt(&self, person: Option<&PersonId>) -> Reception {
        let mut seen = self.clone();
        seen.read.retain(|reader, _| Some(reader) == person);
        seen
    }

    pub(crate) fn people(&self, people: &mut SortedSet<PersonId>) {
        people.extend(self.changed.keys().cloned());
    }
}

/// What a word is about that somebody says on something: none for all other activities.
pub(crate) fn received(what: &Kind) -> Option<&Reference> {
    match what {
        Kind::InsightMarked { about: received }
        | Kind::Reacted { to: received, .. }
        | Kind::Read { of: received } => Some(received),
        _ => None,
    }
}

/// Decides a word on something of somebody else; the same word again says nothing new.
pub(super) fn decide(
    community: &Community,
    by: &PersonId,
    what: Kind,
    draft: &mut Draft<'_>,
) -> Result<(), Refusal> {
    let of = received(&what).ok_or(Refusal::NoSuchContribution)?;
    let found = community.said_or_met(of)?;
    let is_no_insight = match found {
        Referent::Summary(_) => true,
        Referent::Woven(woven) => woven.artefact().is_none(),
        _ => false,
    };
    if is_no_insight && matches!(what, Kind::InsightMarked { .. }) {
        return Err(Refusal::NoSuchContribution);
    }
    if found.is_of(by) {
        return Err(Refusal::OwnContribution);
    }
    let before = community.reception(found);
    if before.is_some_and(|reception| reception.has(&what, by)) {
        return Ok(());
    }
    match what {
        // Who read what is for nobody but themselves and those who keep the community going.
        Kind::Read { .. } => draft.record_for_stewards(what),
        _ => draft.record(what),
    }
    Ok(())
}
