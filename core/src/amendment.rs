//! What changes what was recorded before: corrections, retractions, erasures, and accounts of one person.
//!
//! Nothing that was recorded is edited. What counts instead is worked out when the log is folded, so a correction
//! reaches everything that was ever made of an activity, and so does taking the correction back.

use std::borrow::Cow;

use crate::activity::{Activity, Erasure, Kind};
use crate::id::{ActivityId, PersonId};
use crate::sorted::{SortedMap, SortedSet};
use crate::time::Timestamp;

/// What was said later of activities and people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Amendments {
    /// Retractions and corrections by what they are of, in the order of the log.
    of: SortedMap<ActivityId, Vec<Amendment>>,
    /// Activities that were erased.
    erased: SortedSet<ActivityId>,
    /// People who were erased.
    gone: SortedSet<PersonId>,
    /// Accounts that are not used any more, by id.
    accounts: SortedMap<PersonId, Account>,
    /// How many there are in all.
    n: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Amendment {
    /// Which activity says so.
    by: ActivityId,
    /// Its place among the amendments.
    nth: u64,
    change: Change,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Change {
    Retract,
    Correct {
        at: Option<Timestamp>,
        what: Box<Kind>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Account {
    into: PersonId,
    by: ActivityId,
    nth: u64,
}

/// What an activity comes to after all that was said of it later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It counts, as it was recorded.
    AsRecorded,
    /// It counts like this.
    As(Box<Activity>),
    /// It counts as if it had not been; others may refer to it.
    Retracted,
    /// Nothing of it is left.
    Nothing,
}

impl Amendments {
    /// Whether nothing was ever amended.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.n == 0
    }

    /// How many there are in all.
    #[cfg(feature = "whole")]
    pub(crate) fn n(&self) -> u64 {
        self.n
    }

    /// Takes over what an activity says of others. Whether it says anything new.
    pub(crate) fn take(&mut self, activity: &Activity) -> bool {
        let nth = self.n;
        let is_new = match &activity.what {
            Kind::Retracted { of, .. } => self.amend(*of, activity.id, Change::Retract),
            Kind::Corrected { of, at, patch } => {
                let change = Change::Correct {
                    at: *at,
                    what: patch.clone(),
                };
                self.amend(*of, activity.id, change)
            }
            Kind::Erased {
                of: Erasure::Activity(of),
            } => self.erased.insert(*of),
            Kind::Erased {
                of: Erasure::Person(person),
            } => self.gone.insert(person.clone()),
            // Their id is not in the log any more; whoever folded it before has to fold it again.
            Kind::Erased {
                of: Erasure::Somebody,
            } => true,
            Kind::SamePerson { from, into } => {
                let is_new = !self.accounts.contains_key(from);
                if is_new {
                    let account = Account {
                        into: into.clone(),
                        by: activity.id,
                        nth,
                    };
                    self.accounts.insert(from.clone(), account);
                }
                is_new
            }
            _ => false,
        };
        self.n += u64::from(is_new);
        is_new
    }

    fn amend(&mut self, of: ActivityId, by: ActivityId, change: Change) -> bool {
        let nth = self.n;
        let amendments = self.of.get_or_insert_with(&of, Vec::new);
        if amendments.iter().any(|amendment| amendment.by == by) {
            return false;
        }
        amendments.push(Amendment { by, nth, change });
        true
    }

    /// Whether an activity was taken back, or erased.
    #[must_use]
    pub fn is_retracted(&self, id: ActivityId) -> bool {
        self.erased.contains(&id) || self.is_retracted_since(id, 0)
    }

    /// Whether something that was said later than `since` takes it back. A retraction that was taken back itself
    /// does not, which only something later still can have done, so this comes to an end.
    fn is_retracted_since(&self, id: ActivityId, since: u64) -> bool {
        self.of.get(&id).is_some_and(|amendments| {
            amendments.iter().any(|amendment| {
                amendment.nth >= since
                    && amendment.change == Change::Retract
                    && self.stands(amendment.by, amendment.nth)
            })
        })
    }

    /// Whether something that was said at this place among the amendments was neither taken back later nor erased.
    fn stands(&self, id: ActivityId, nth: u64) -> bool {
        !self.erased.contains(&id) && !self.is_retracted_since(id, nth + 1)
    }

    /// Whether a person was erased.
    #[must_use]
    pub fn is_gone(&self, person: &PersonId) -> bool {
        self.gone.contains(person)
    }

    /// The id that a person goes by: none for somebody who was erased.
    #[must_use]
    pub fn person(&self, person: &PersonId) -> Option<PersonId> {
        let mut person = person;
        // Each step leads to another account; a circle of them would end where it began.
        for _ in 0..=self.accounts.len() {
            // Whoever is erased is erased with every account that leads to theirs.
            if self.is_gone(person) {
                return None;
            }
            match self.accounts.get(person) {
                Some(account) if self.stands(account.by, account.nth) => {
                    person = &account.into;
                }
                _ => break,
            }
        }
        (!self.is_gone(person)).then(|| person.clone())
    }

    /// Every account of a person, by id: the one they go by, and those that lead to it.
    #[must_use]
    pub fn accounts_of(&self, person: &PersonId) -> SortedSet<PersonId> {
        let known = self.person(person);
        let mut accounts = SortedSet::new();
        accounts.insert(person.clone());
        accounts.extend(known.clone());
        accounts.extend(
            self.accounts
                .keys()
                .filter(|account| known.is_some() && self.person(account) == known)
                .cloned(),
        );
        accounts
    }

    /// What an activity comes to.
    #[must_use]
    pub fn standing(&self, activity: &Activity) -> Standing {
        if self.is_empty() {
            return Standing::AsRecorded;
        }
        if self.is_retracted(activity.id) {
            return Standing::Retracted;
        }
        if let Kind::Corrected { of, .. } = &activity.what
            && (self.is_retracted(*of) || !self.is_last_word(*of, activity.id))
        {
            return Standing::Nothing;
        }
        let correction = self.correction(activity.id).map(|(_, at, what)| (at, what));
        if correction.is_none() && self.gone.is_empty() && self.accounts.is_empty() {
            return Standing::AsRecorded;
        }
        let corrected = correction.map(|(at, what)| Activity {
            at: at.unwrap_or(activity.at),
            what: what.clone(),
            ..activity.clone()
        });
        match self.renamed(corrected.as_ref().unwrap_or(activity)) {
            Some(renamed) if renamed == *activity => Standing::AsRecorded,
            Some(renamed) => Standing::As(Box::new(renamed)),
            None => Standing::Nothing,
        }
    }

    /// What corrects an activity last: by which one, and to what.
    fn correction(&self, of: ActivityId) -> Option<(ActivityId, Option<Timestamp>, &Kind)> {
        let amendments = self.of.get(&of)?;
        amendments
            .iter()
            .rev()
            .find_map(|amendment| match &amendment.change {
                Change::Correct { at, what } if self.stands(amendment.by, amendment.nth) => {
                    Some((amendment.by, *at, &**what))
                }
                Change::Correct { .. } | Change::Retract => None,
            })
    }

    /// Whether no later correction of the same activity takes the place of this one.
    fn is_last_word(&self, of: ActivityId, correction: ActivityId) -> bool {
        self.correction(of)
            .is_none_or(|(by, _, _)| by == correction)
    }

    /// The activity as it counts: none where nothing of it is left.
    #[must_use]
    pub fn counted<'a>(&self, activity: &'a Activity) -> Option<Cow<'a, Activity>> {
        match self.standing(activity) {
            Standing::AsRecorded => Some(Cow::Borrowed(activity)),
            Standing::As(counts) => Some(Cow::Owned(*counts)),
            Standing::Retracted | Standing::Nothing => None,
        }
    }

    /// The activity with everybody as they go by now: none where nothing is left of it.
    #[must_use]
    pub fn renamed(&self, activity: &Activity) -> Option<Activity> {
        if self.gone.is_empty() && self.accounts.is_empty() {
            return Some(activity.clone());
        }
        activity.with_people(&|person| self.person(person))
    }
}

impl Kind {
    /// Whether it says how earlier activities count, and nothing else.
    #[must_use]
    pub fn is_amendment(&self) -> bool {
        matches!(
            self,
            Kind::Corrected { .. }
                | Kind::Retracted { .. }
                | Kind::Erased { .. }
                | Kind::SamePerson { .. }
        )
    }

    /// Whether whoever holds no log, as a page does, has to read the state again after it.
    #[must_use]
    pub fn needs_reading_again(&self) -> bool {
        #[cfg(not(feature = "whole"))]
        if matches!(self, Kind::Unread { .. }) {
            return true;
        }
        self.is_amendment()
    }

    /// Whether others may refer to what it made, so that a trace of it stays when it is taken back.
    #[must_use]
    pub fn is_referred_to(&self) -> bool {
        matches!(
            self,
            Kind::EventPlanned { .. }
                | Kind::ProblemRaised { .. }
                | Kind::Announced { .. }
                | Kind::ResourceShared { .. }
                | Kind::Replied(_)
                | Kind::ConcernRaised { .. }
                | Kind::StoryTold { .. }
                | Kind::JournalShared { .. }
                | Kind::Summarised { .. }
                | Kind::ArtefactDrafted(_)
                | Kind::ValueReported(_)
        )
    }
}

#[cfg(test)]
#[cfg(feature = "whole")]
mod tests;
