//! Erasing: rows of the log without what must not be known any more, and texts and names that are gone.
//!
//! It is the only thing that ever changes what was recorded, and it only takes away.

use std::collections::BTreeMap;

use cop_core::activity::{Activity, Erasure, Kind, Recorded};
use cop_core::affiliation::Affiliation;
use cop_core::id::{GroupId, PersonId, TextId};
use rusqlite::{Connection, Transaction, params};

use super::{Store, StoreError, directory, log, texts};

/// What is taken away together with an append.
#[derive(Debug, Clone, Default)]
pub struct Removal {
    /// What is left of each activity.
    pub rows: Vec<Activity>,
    /// Texts that nobody may read any more.
    pub texts: Vec<TextId>,
    /// Groups whose label goes where nobody else speaks of them.
    pub groups: Vec<GroupId>,
    /// The accounts of somebody who is nobody from now on.
    pub people: Vec<PersonId>,
}

impl Store {
    /// What has to be taken away so that nothing is left of what is erased; `accounts` are those of a person.
    ///
    /// # Errors
    /// The log can't be read.
    pub fn removal(
        &self,
        erased: &Erasure,
        accounts: Vec<PersonId>,
    ) -> Result<Removal, StoreError> {
        self.pool.read(|connection| match erased {
            Erasure::Person(_) => of_accounts(connection, accounts),
            Erasure::Activity(id) => {
                let word = id.to_string();
                let mut removal = Removal::default();
                for Recorded { activity, .. } in log::mentioning(connection, &word)? {
                    let is_of = matches!(activity.what, Kind::Corrected { of, .. } if of == *id);
                    if activity.id == *id || is_of {
                        removal.take(&activity, activity.without_content());
                    }
                }
                Ok(removal)
            }
            Erasure::Somebody => Ok(Removal::default()),
        })
    }

    /// Whether anything is known of a person.
    ///
    /// # Errors
    /// The log can't be read.
    pub fn knows(&self, person: &PersonId) -> Result<bool, StoreError> {
        self.pool.read(|connection| {
            let is_named = connection
                .prepare_cached("SELECT EXISTS (SELECT 1 FROM people WHERE id = ?1)")?
                .query_row([person.as_str()], |row| row.get(0))?;
            let removal = of_accounts(connection, vec![person.clone()])?;
            Ok(is_named || !removal.rows.is_empty())
        })
    }
}

fn of_accounts(connection: &Connection, accounts: Vec<PersonId>) -> Result<Removal, StoreError> {
    let mut found = BTreeMap::new();
    for account in &accounts {
        for recorded in log::mentioning(connection, account.as_str())? {
            if recorded.activity.people().contains(&account) {
                found.insert(recorded.position, recorded.activity);
            }
        }
    }
    let mut removal = Removal::default();
    for activity in found.into_values() {
        let left = accounts.iter().fold(activity.clone(), |left, account| {
            left.without_person(account)
        });
        removal.take(&activity, left);
    }
    removal.people = accounts;
    Ok(removal)
}

impl Removal {
    /// Whether nothing is taken away.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.texts.is_empty() && self.people.is_empty()
    }

    /// Takes away what another one takes away as well.
    pub fn add(&mut self, other: Removal) {
        self.rows.extend(other.rows);
        self.texts.extend(other.texts);
        self.groups.extend(other.groups);
        self.people.extend(other.people);
    }

    fn take(&mut self, before: &Activity, left: Activity) {
        let kept = left.what.texts();
        let gone = before.what.texts().into_iter();
        let gone = gone.filter(|text| !kept.contains(text));
        self.texts.extend(gone.map(|text| text.id));
        if let Kind::AffiliationStated {
            affiliation: Affiliation::Known(group),
            ..
        } = &before.what
        {
            self.groups.push(group.clone());
        }
        if left != *before {
            self.rows.push(left);
        }
    }
}

pub(super) fn remove(transaction: &Transaction<'_>, removal: &Removal) -> Result<(), StoreError> {
    log::replace(transaction, &removal.rows)?;
    texts::remove(transaction, &removal.texts)?;
    for person in &removal.people {
        for table in [
            "people WHERE id",
            "accounts WHERE person",
            "addresses WHERE person",
            "commands WHERE by",
        ] {
            let delete = format!("DELETE FROM {table} = ?1");
            transaction.execute(&delete, params![person.as_str()])?;
        }
    }
    directory::forget_labels(transaction, &removal.groups)
}
