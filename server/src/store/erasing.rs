//! Erasing: rows of the log without what must not be known any more, and texts and names that are gone.
//!
//! It is the only thing that ever changes what was recorded, and it only takes away.

use std::collections::BTreeMap;

use cop_core::activity::{Activity, Erasure, Kind, Recorded};
use cop_core::affiliation::Affiliation;
use cop_core::id::{GroupId, PersonId, TextId};
use rusqlite::{Connection, Transaction, params};

use super::{Store, StoreError, directory, log, texts};

/// How many rows are looked through at once.
const PAGE: usize = 2_000;

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
                let mut changed = Vec::new();
                for recorded in log::mentioning(connection, &word)? {
                    let activity = &recorded.activity;
                    let is_of = matches!(activity.what, Kind::Corrected { of, .. } if of == *id);
                    if activity.id == *id || is_of {
                        let left = activity.without_content();
                        changed.push((recorded, left));
                    }
                }
                Removal::of(connection, changed)
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
    let changed = found
        .into_iter()
        .map(|(position, activity)| {
            let left = accounts.iter().fold(activity.clone(), |left, account| {
                left.without_person(account)
            });
            (Recorded { position, activity }, left)
        })
        .collect();
    let mut removal = Removal::of(connection, changed)?;
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

    /// What goes with what rows said before and what is left of them does not say.
    ///
    /// A text belongs to the row that had it first: with that one it goes, from the rows as well that say it again,
    /// as a correction does or the log of a community that holds an event too. From one of those alone it does not.
    fn of(connection: &Connection, changed: Vec<(Recorded, Activity)>) -> Result<Self, StoreError> {
        let mut removal = Self::default();
        let mut lost: BTreeMap<TextId, u64> = BTreeMap::new();
        for (before, left) in changed {
            let kept = left.what.texts();
            for text in before.activity.what.texts() {
                if !kept.contains(&text) {
                    lost.entry(text.id).or_insert(before.position);
                }
            }
            if let Kind::AffiliationStated {
                affiliation: Affiliation::Known(group),
                ..
            } = &before.activity.what
            {
                removal.groups.push(group.clone());
            }
            if left != before.activity {
                removal.rows.push(left);
            }
        }
        if lost.is_empty() {
            return Ok(removal);
        }
        let mut first_seen: BTreeMap<TextId, u64> = BTreeMap::new();
        let mut after = 0;
        loop {
            let page = log::read(connection, after, PAGE)?;
            let Some(last) = page.last() else { break };
            after = last.position;
            for Recorded { position, activity } in page {
                let texts = activity.what.texts();
                for text in texts.iter().filter(|text| lost.contains_key(&text.id)) {
                    let first = *first_seen.entry(text.id).or_insert(position);
                    if first == lost[&text.id] && first < position {
                        removal.forget(&activity, text.id);
                    }
                }
            }
        }
        let is_first = |(text, position): &(TextId, u64)| first_seen.get(text) == Some(position);
        let texts = lost.into_iter().filter(is_first);
        removal.texts = texts.map(|(text, _)| text).collect();
        Ok(removal)
    }

    /// Has a row not say a text any more.
    fn forget(&mut self, activity: &Activity, text: TextId) {
        match self.rows.iter_mut().find(|left| left.id == activity.id) {
            Some(left) => left.what.forget_text(text),
            None => {
                let mut left = activity.clone();
                left.what.forget_text(text);
                self.rows.push(left);
            }
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
