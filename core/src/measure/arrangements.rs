//! What members arranged, by the plain definition: the roles they hold, what they allow, when they are away.

use std::collections::BTreeMap;

use super::History;
use crate::activity::{Kind, Preference, Role};
use crate::id::PersonId;
use crate::membership::RoleTerms;
use crate::relationships::Absence;

/// What holds of members now. Whoever leaves lets go of all of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Arrangements {
    /// The roles that people hold, and on which terms.
    pub(super) roles: BTreeMap<(PersonId, Role), RoleTerms>,
    /// What people said they allow or do not.
    pub(super) preferences: BTreeMap<(PersonId, Preference), bool>,
    /// When people are away.
    pub(super) away: BTreeMap<PersonId, Absence>,
}

impl Arrangements {
    pub(super) fn of(history: &History<'_>) -> Self {
        let mut now = Self::default();
        let mut members = std::collections::BTreeSet::new();
        for act in &history.acts {
            let by = act.by().cloned();
            match (&act.activity.what, by) {
                (Kind::Joined { .. }, Some(by)) => {
                    members.insert(by);
                }
                (Kind::Left, Some(by)) => {
                    members.remove(&by);
                    now.leave(&by);
                }
                (Kind::RoleEnded { person, role }, _) => {
                    now.roles.remove(&(person.clone(), *role));
                }
                (
                    Kind::RoleGiven {
                        person,
                        role,
                        protected_minutes,
                        recognised_by,
                    },
                    _,
                ) if members.contains(person) => {
                    let terms = RoleTerms {
                        protected_minutes: *protected_minutes,
                        recognised_by: recognised_by.clone(),
                    };
                    now.roles.insert((person.clone(), *role), terms);
                }
                (what, Some(by)) if members.contains(&by) => now.take(what, by),
                _ => {}
            }
        }
        now
    }

    fn take(&mut self, what: &Kind, by: PersonId) {
        match what {
            Kind::PreferenceSet {
                preference,
                allowed,
            } => {
                self.preferences.insert((by, *preference), *allowed);
            }
            Kind::Away { from, until } => {
                let absence = Absence {
                    from: *from,
                    until: *until,
                };
                self.away.insert(by, absence);
            }
            Kind::Returned => {
                self.away.remove(&by);
            }
            _ => {}
        }
    }

    fn leave(&mut self, person: &PersonId) {
        self.roles.retain(|(whose, _), _| whose != person);
        self.preferences.retain(|(whose, _), _| whose != person);
        self.away.remove(person);
    }
}
