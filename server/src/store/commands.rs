//! What commands came to, so that giving one twice is giving it once.

use cop_core::id::{CommandId, PersonId};
use rusqlite::{Connection, Row, Transaction, params};

use super::{Store, StoreError, at_most};

/// A command that was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandRecord {
    /// Which.
    pub id: CommandId,
    /// Who gave it.
    pub by: PersonId,
    /// SHA-256 of what was asked for.
    pub body_hash: [u8; 32],
    /// What it came to.
    pub outcome: Outcome,
}

/// What a command came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Its activities stand in the log.
    Recorded {
        /// The position of the first one; where there is none, the head at the time.
        first: u64,
        /// How many.
        n: u64,
    },
    /// It was refused.
    Refused {
        /// The stable code of the refusal.
        code: String,
        /// The sentence that went with it.
        detail: String,
    },
}

const COLUMNS: &str = "id, by, body_hash, first, n, code, detail";

impl Store {
    /// What a command came to: none where it was never answered.
    ///
    /// # Errors
    /// The database could not.
    pub fn command(&self, id: CommandId) -> Result<Option<CommandRecord>, StoreError> {
        self.pool.read(|connection| {
            let query = format!("SELECT {COLUMNS} FROM commands WHERE id = ?1");
            let mut found = records(connection, &query, params![id.as_u128().to_be_bytes()])?;
            Ok(found.pop())
        })
    }

    /// Answered commands after an id, by id, at most `limit`; from the first where none is named.
    ///
    /// # Errors
    /// The database could not.
    pub fn commands(
        &self,
        after: Option<CommandId>,
        limit: usize,
    ) -> Result<Vec<CommandRecord>, StoreError> {
        self.pool.read(|connection| {
            let query = format!(
                "SELECT {COLUMNS} FROM commands WHERE ?1 IS NULL OR id > ?1 ORDER BY id LIMIT ?2"
            );
            let after = after.map(|id| id.as_u128().to_be_bytes());
            records(connection, &query, params![after, at_most(limit)])
        })
    }
}

fn records(
    connection: &Connection,
    query: &str,
    parameters: impl rusqlite::Params,
) -> Result<Vec<CommandRecord>, StoreError> {
    let mut statement = connection.prepare_cached(query)?;
    let mut rows = statement.query(parameters)?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        records.push(record(row)?);
    }
    Ok(records)
}

fn record(row: &Row<'_>) -> Result<CommandRecord, StoreError> {
    let by: String = row.get(1)?;
    let by = PersonId::parse(&by).map_err(|fault| StoreError::Damaged {
        what: "who gave a command".into(),
        why: fault.to_string(),
    })?;
    let recorded: Option<(i64, i64)> = row
        .get::<_, Option<i64>>(3)?
        .zip(row.get::<_, Option<i64>>(4)?);
    let outcome = match recorded {
        Some((first, n)) => Outcome::Recorded {
            first: first.unsigned_abs(),
            n: n.unsigned_abs(),
        },
        None => Outcome::Refused {
            code: row.get(5)?,
            detail: row.get(6)?,
        },
    };
    Ok(CommandRecord {
        id: CommandId::from_u128(u128::from_be_bytes(row.get(0)?)),
        by,
        body_hash: row.get(2)?,
        outcome,
    })
}

pub(super) fn add(
    transaction: &Transaction<'_>,
    records: &[CommandRecord],
) -> Result<(), StoreError> {
    let mut statement = transaction.prepare_cached(&format!(
        "INSERT INTO commands ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
    ))?;
    for record in records {
        let (first, n, code, detail) = match &record.outcome {
            Outcome::Recorded { first, n } => (Some(*first), Some(*n), None, None),
            Outcome::Refused { code, detail } => (None, None, Some(code), Some(detail)),
        };
        statement.execute(params![
            record.id.as_u128().to_be_bytes(),
            record.by.as_str(),
            record.body_hash,
            first.map(u64::cast_signed),
            n.map(u64::cast_signed),
            code,
            detail
        ])?;
    }
    Ok(())
}
