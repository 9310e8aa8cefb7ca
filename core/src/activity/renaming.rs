//! An activity as it counts when people in it go by another id, or by none.

use super::{Activity, Erasure, Kind, Reference};
use crate::id::PersonId;

impl Activity {
    /// The activity with each person as `known` has them: none for somebody who was erased.
    ///
    /// An act of nobody stays an act. Where it is about somebody who is nobody now, nothing of it is left: none.
    #[must_use]
    pub fn with_people(&self, known: &dyn Fn(&PersonId) -> Option<PersonId>) -> Option<Activity> {
        let mut renamed = self.clone();
        let was_somebody = self.actor.is_some();
        renamed.actor = self.actor.as_ref().and_then(known);
        renamed.recorder = self.recorder.as_ref().and_then(known);
        rename(&mut renamed.what, known)?;
        if was_somebody && renamed.actor.is_none() {
            renamed.speaking_as = None;
            forget_vantage(&mut renamed.what);
            renamed.what.forget_texts();
        }
        Some(renamed)
    }
}

/// Gives each person the id that they go by: none where one who has to be there is nobody.
fn rename(what: &mut Kind, known: &dyn Fn(&PersonId) -> Option<PersonId>) -> Option<()> {
    match what {
        Kind::RoleGiven { person, .. }
        | Kind::RoleEnded { person, .. }
        | Kind::AffiliationStated { person, .. }
        | Kind::Invited { person }
        | Kind::RequestApproved { person, .. }
        | Kind::RequestDeclined { person, .. }
        | Kind::Welcomed { person, .. }
        | Kind::ContactNoted { person }
        | Kind::Connected {
            to: Reference::Person(person),
            ..
        }
        | Kind::Reacted {
            to: Reference::Person(person),
            ..
        } => *person = known(person)?,
        Kind::Introduced { one, other, .. }
        | Kind::MentoringAgreed {
            mentor: one,
            mentee: other,
        }
        | Kind::MentoringEnded {
            mentor: one,
            mentee: other,
        } => {
            *one = known(one)?;
            *other = known(other)?;
            // Two accounts of one person were never two people.
            if one == other {
                return None;
            }
        }
        Kind::ProjectLinked { people, .. }
        | Kind::SessionWorked {
            participants: people,
            ..
        }
        | Kind::ProblemReframed {
            confirmed_by: people,
            ..
        } => rename_all(people, known),
        Kind::ArtefactDrafted(draft) => rename_all(&mut draft.authors, known),
        Kind::Replied(turn) => {
            rename_all(&mut turn.to, known);
            rename_all(&mut turn.addressees, known);
        }
        Kind::Corrected { patch, .. } => rename(patch, known)?,
        _ => {}
    }
    Some(())
}

fn rename_all(people: &mut Vec<PersonId>, known: &dyn Fn(&PersonId) -> Option<PersonId>) {
    let mut renamed = Vec::with_capacity(people.len());
    for person in people.iter().filter_map(known) {
        if !renamed.contains(&person) {
            renamed.push(person);
        }
    }
    *people = renamed;
}

/// From where somebody saw it can tell who they were.
fn forget_vantage(what: &mut Kind) {
    match what {
        Kind::ProblemRaised { vantage, .. } => *vantage = None,
        Kind::Replied(turn) => turn.vantage = None,
        Kind::Corrected { patch, .. } => forget_vantage(patch),
        _ => {}
    }
}

impl Activity {
    /// What is left of the activity when it was erased itself: that it was, and when, and by whom.
    #[must_use]
    pub fn without_content(&self) -> Activity {
        let mut left = self.clone();
        forget_vantage(&mut left.what);
        left.what.forget_texts();
        left
    }

    /// What is left of the activity in a log that no longer knows a person: the same place, and nothing that leads
    /// to them.
    #[must_use]
    pub fn without_person(&self, person: &PersonId) -> Activity {
        let known = |other: &PersonId| (other != person).then(|| other.clone());
        let left = match &self.what {
            Kind::Erased {
                of: Erasure::Person(erased),
            } if erased == person => None,
            Kind::SamePerson { from, into } if from == person || into == person => None,
            _ => self.with_people(&known),
        };
        left.unwrap_or_else(|| Activity {
            actor: None,
            recorder: None,
            speaking_as: None,
            what: Kind::Erased {
                of: Erasure::Somebody,
            },
            ..self.clone()
        })
    }
}
