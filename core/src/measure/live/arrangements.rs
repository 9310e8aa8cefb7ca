//! What members arranged: the roles they hold, what they allow, when they are away.

use std::collections::BTreeMap;

use super::super::interner::Table;
use super::super::stored::{stored, stored_variants};
use super::people::People;
use super::{Deed, Names};
use crate::activity::{Kind, Preference, Role};
use crate::membership::RoleTerms;
use crate::relationships::Absence;

/// What members arranged, by person and in the order of the log: the last word holds.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Arrangements {
    said: Table<u32, BTreeMap<u64, Arrangement>>,
}

stored!(Arrangements { said });

/// One thing that was arranged.
#[derive(Debug, Clone)]
enum Arrangement {
    Given(Role, RoleTerms),
    Ended(Role),
    Allows(Preference, bool),
    Away(Absence),
    Returned,
}

stored_variants!(Arrangement {
    0 => Given(role, terms),
    1 => Ended(role),
    2 => Allows(preference, allowed),
    3 => Away(absence),
    4 => Returned,
});

/// What holds of a member now.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Arranged {
    /// The roles they hold, and on which terms.
    pub(in super::super) roles: BTreeMap<Role, RoleTerms>,
    /// What they said they allow or do not.
    pub(in super::super) preferences: BTreeMap<Preference, bool>,
    /// When they are away.
    pub(in super::super) away: Option<Absence>,
}

impl Arrangements {
    /// What holds of somebody now: whatever was arranged before they last left, or while they were no member, does not.
    pub(in super::super) fn now(&self, people: &People, who: u32) -> Arranged {
        let mut now = Arranged::default();
        for (position, said) in self.said.get(&who).into_iter().flatten() {
            if people.has_stayed_since(who, *position) {
                now.take(said);
            }
        }
        now
    }

    pub(super) fn count(&mut self, names: &mut Names, deed: &Deed<'_>, sign: i64) {
        let Some((who, said)) = arrangement(names, deed) else {
            return;
        };
        let of_person = self.said.entry(who).or_default();
        if sign > 0 {
            of_person.insert(deed.position, said);
        } else {
            of_person.remove(&deed.position);
            if of_person.is_empty() {
                self.said.remove(&who);
            }
        }
    }
}

fn arrangement(names: &mut Names, deed: &Deed<'_>) -> Option<(u32, Arrangement)> {
    Some(match &deed.activity.what {
        Kind::RoleGiven {
            person,
            role,
            protected_minutes,
            recognised_by,
        } => {
            let terms = RoleTerms {
                protected_minutes: *protected_minutes,
                recognised_by: recognised_by.clone(),
            };
            (names.person(person), Arrangement::Given(*role, terms))
        }
        Kind::RoleEnded { person, role } => (names.person(person), Arrangement::Ended(*role)),
        Kind::PreferenceSet {
            preference,
            allowed,
        } => (deed.who?, Arrangement::Allows(*preference, *allowed)),
        Kind::Away { from, until } => {
            let absence = Absence {
                from: *from,
                until: *until,
            };
            (deed.who?, Arrangement::Away(absence))
        }
        Kind::Returned => (deed.who?, Arrangement::Returned),
        _ => return None,
    })
}

impl Arranged {
    fn take(&mut self, said: &Arrangement) {
        match said {
            Arrangement::Given(role, terms) => {
                self.roles.insert(*role, terms.clone());
            }
            Arrangement::Ended(role) => {
                self.roles.remove(role);
            }
            Arrangement::Allows(preference, allowed) => {
                self.preferences.insert(*preference, *allowed);
            }
            Arrangement::Away(absence) => self.away = Some(*absence),
            Arrangement::Returned => self.away = None,
        }
    }
}
