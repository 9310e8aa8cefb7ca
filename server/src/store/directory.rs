//! The directory: names of people and labels of groups, all that can be erased without touching the log.

use std::collections::BTreeSet;

use cop_core::Particulars;
use cop_core::id::{GroupId, IdFault, PersonId, TextId};
use rusqlite::{Connection, OptionalExtension, Transaction};

use super::{Store, StoreError, log, texts};

impl Store {
    /// Names, labels and texts, as far as they are there. Occurrences are left empty: they take a zone database.
    ///
    /// # Errors
    /// The database could not.
    pub fn particulars(
        &self,
        people: &BTreeSet<PersonId>,
        groups: &BTreeSet<GroupId>,
        texts: &[TextId],
    ) -> Result<Particulars, StoreError> {
        self.pool.read(|connection| {
            let mut particulars = Particulars::default();
            let mut name = connection.prepare_cached("SELECT name FROM people WHERE id = ?1")?;
            for person in people {
                if let Some(name) = name
                    .query_row([person.as_str()], |row| row.get(0))
                    .optional()?
                {
                    particulars.people.insert(person.clone(), name);
                }
            }
            let mut label = connection.prepare_cached("SELECT label FROM labels WHERE id = ?1")?;
            for group in groups {
                if let Some(label) = label
                    .query_row([group.as_str()], |row| row.get(0))
                    .optional()?
                {
                    particulars.labels.insert(group.clone(), label);
                }
            }
            particulars.texts = texts::find(connection, texts)?.into_iter().collect();
            Ok(particulars)
        })
    }

    /// Every name in the directory, by id.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] for an id that can't be read.
    pub fn names(&self) -> Result<Vec<(PersonId, String)>, StoreError> {
        self.pool.read(|connection| {
            all(
                connection,
                "SELECT id, name FROM people ORDER BY id",
                PersonId::parse,
            )
        })
    }

    /// Every label in the directory, by id.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] for an id that can't be read.
    pub fn labels(&self) -> Result<Vec<(GroupId, String)>, StoreError> {
        self.pool.read(|connection| {
            all(
                connection,
                "SELECT id, label FROM labels ORDER BY id",
                GroupId::parse,
            )
        })
    }
}

fn all<T>(
    connection: &Connection,
    query: &str,
    parse: fn(&str) -> Result<T, IdFault>,
) -> Result<Vec<(T, String)>, StoreError> {
    let mut statement = connection.prepare_cached(query)?;
    let mut rows = statement.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let id: String = row.get(0)?;
        let id = parse(&id).map_err(|fault| StoreError::Damaged {
            what: "an id in the directory".into(),
            why: fault.to_string(),
        })?;
        all.push((id, row.get(1)?));
    }
    Ok(all)
}

pub(super) fn add_labels(
    transaction: &Transaction<'_>,
    labels: &[(GroupId, String)],
) -> Result<(), StoreError> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO labels (id, label) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING",
    )?;
    for (group, label) in labels {
        statement.execute([group.as_str(), label])?;
    }
    Ok(())
}

pub(super) fn set_names(
    transaction: &Transaction<'_>,
    names: &[(PersonId, String)],
) -> Result<(), StoreError> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO people (id, name) VALUES (?1, ?2)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name",
    )?;
    for (person, name) in names {
        statement.execute([person.as_str(), name])?;
    }
    Ok(())
}

pub(super) fn forget_names(
    transaction: &Transaction<'_>,
    people: &[PersonId],
) -> Result<(), StoreError> {
    let mut statement = transaction.prepare_cached("DELETE FROM people WHERE id = ?1")?;
    for person in people {
        statement.execute([person.as_str()])?;
    }
    Ok(())
}

/// Forgets the labels of groups that nobody speaks of any more: one that a single person typed leads to them.
pub(super) fn forget_labels(
    transaction: &Transaction<'_>,
    groups: &[GroupId],
) -> Result<(), StoreError> {
    let mut statement = transaction.prepare_cached(
        "DELETE FROM labels WHERE id = ?1
         AND NOT EXISTS (SELECT 1 FROM log WHERE instr(body, ?2) > 0)
         AND NOT EXISTS (SELECT 1 FROM accounts WHERE ?1 IN (organisation, profession))",
    )?;
    for group in groups {
        statement.execute([group.as_str(), &log::as_json(group.as_str())?])?;
    }
    Ok(())
}
