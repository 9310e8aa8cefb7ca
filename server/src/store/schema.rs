//! The tables, and the settings that make an append durable.

use std::time::Duration;

use rusqlite::{Connection, OptionalExtension};

use super::StoreError;

/// The format that this version writes.
const FORMAT: i64 = 1;

/// The log holds ids and references only; whatever can be erased stands in the other tables.
const TABLES: &str = "
CREATE TABLE log (
    position INTEGER PRIMARY KEY CHECK (position > 0),
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    community TEXT,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX log_by_community ON log (community, position);
CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE labels (id TEXT PRIMARY KEY, label TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE texts (id BLOB PRIMARY KEY CHECK (length(id) = 16), body TEXT NOT NULL) STRICT;
CREATE TABLE commands (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    by TEXT NOT NULL,
    body_hash BLOB NOT NULL CHECK (length(body_hash) = 32),
    first INTEGER,
    n INTEGER,
    code TEXT,
    detail TEXT,
    CHECK ((first IS NULL) = (n IS NULL) AND (code IS NULL) = (detail IS NULL)
        AND (first IS NULL) <> (code IS NULL))
) STRICT;
CREATE TABLE epoch (id TEXT NOT NULL) STRICT;
";

pub(super) fn settings(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA mmap_size = 0;",
    )?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// Makes the tables where there are none.
pub(super) fn prepare(connection: &Connection) -> Result<(), StoreError> {
    match format(connection)? {
        0 => create(connection),
        FORMAT => Ok(()),
        found => Err(StoreError::Later {
            found,
            known: FORMAT,
        }),
    }
}

fn create(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch("BEGIN IMMEDIATE")?;
    // Two programs may open a file that is not there yet at the same time.
    if format(connection)? == 0 {
        connection.execute_batch(TABLES)?;
        connection.execute(
            "INSERT INTO epoch (id) VALUES (?1)",
            [uuid::Uuid::now_v7().to_string()],
        )?;
        connection.pragma_update(None, "user_version", FORMAT)?;
    }
    connection.execute_batch("COMMIT")?;
    Ok(())
}

fn format(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

pub(super) fn epoch(connection: &Connection) -> Result<String, StoreError> {
    connection
        .query_row("SELECT id FROM epoch", [], |row| row.get(0))
        .optional()?
        .ok_or_else(|| StoreError::Damaged {
            what: "the epoch of the log".into(),
            why: "it is not there".into(),
        })
}
