//! The text store: what people wrote, by the ids that the log refers to.

use std::collections::BTreeMap;

use cop_core::id::TextId;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::{Store, StoreError, at_most};

impl Store {
    /// Texts after an id, by id, at most `limit`; from the first where none is named.
    ///
    /// # Errors
    /// The database could not.
    pub fn texts(
        &self,
        after: Option<TextId>,
        limit: usize,
    ) -> Result<Vec<(TextId, String)>, StoreError> {
        self.pool.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, body FROM texts WHERE ?1 IS NULL OR id > ?1 ORDER BY id LIMIT ?2",
            )?;
            let after = after.map(|id| id.as_u128().to_be_bytes());
            let mut rows = statement.query(params![after, at_most(limit)])?;
            let mut texts = Vec::new();
            while let Some(row) = rows.next()? {
                let id = u128::from_be_bytes(row.get(0)?);
                texts.push((TextId::from_u128(id), row.get(1)?));
            }
            Ok(texts)
        })
    }
}

pub(super) fn find(
    connection: &Connection,
    ids: &[TextId],
) -> Result<BTreeMap<TextId, String>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT body FROM texts WHERE id = ?1")?;
    let mut texts = BTreeMap::new();
    for id in ids {
        if let Some(text) = statement
            .query_row([id.as_u128().to_be_bytes()], |row| row.get(0))
            .optional()?
        {
            texts.insert(*id, text);
        }
    }
    Ok(texts)
}

pub(super) fn remove(transaction: &Transaction<'_>, texts: &[TextId]) -> Result<(), StoreError> {
    let mut statement = transaction.prepare_cached("DELETE FROM texts WHERE id = ?1")?;
    for id in texts {
        statement.execute(params![id.as_u128().to_be_bytes()])?;
    }
    Ok(())
}

pub(super) fn add(
    transaction: &Transaction<'_>,
    texts: &[(TextId, String)],
) -> Result<(), StoreError> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO texts (id, body) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING",
    )?;
    for (id, text) in texts {
        statement.execute(params![id.as_u128().to_be_bytes(), text])?;
    }
    Ok(())
}
