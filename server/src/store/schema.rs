//! The tables, and the settings that make an append durable.

use std::time::Duration;

use rusqlite::{Connection, OptionalExtension};

use super::StoreError;

/// What each format added to the one before it, the first to nothing. What a version has written stays as it is.
const STEPS: [&str; 3] = [FIRST, ACCOUNTS_AND_HOOKS, ADDRESSES];

/// The format that this version writes.
const FORMAT: usize = STEPS.len();

/// The log holds ids and references only; whatever can be erased stands in the other tables.
const FIRST: &str = "
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

/// Of an account that was deleted, only the pseudonym is left, so that its tokens stay refused.
const ACCOUNTS_AND_HOOKS: &str = "
CREATE TABLE accounts (
    person TEXT PRIMARY KEY,
    user_name TEXT,
    user_key TEXT UNIQUE,
    external_id TEXT,
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    organisation TEXT,
    profession TEXT,
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    CHECK ((user_name IS NULL) = (user_key IS NULL)),
    CHECK (user_name IS NOT NULL OR is_active = 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX accounts_by_external_id ON accounts (external_id);
CREATE TABLE hooks (
    hook BLOB PRIMARY KEY CHECK (length(hook) = 32),
    position INTEGER NOT NULL CHECK (position >= 0)
) STRICT, WITHOUT ROWID;
";

/// Personal addresses, each with the hash of its key.
const ADDRESSES: &str = "
CREATE TABLE addresses (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    key_hash BLOB NOT NULL UNIQUE CHECK (length(key_hash) = 32),
    person TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('calendar', 'feed')),
    community TEXT,
    created INTEGER NOT NULL
) STRICT;
CREATE INDEX addresses_by_person ON addresses (person, created);
";

pub(super) fn settings(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA mmap_size = 0;",
    )?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// Makes the tables where there are none, and adds those that came after the version that made the others.
pub(super) fn prepare(connection: &Connection) -> Result<(), StoreError> {
    if steps_since(format(connection)?)?.is_empty() {
        return Ok(());
    }
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let added = add_steps(connection);
    connection.execute_batch(if added.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    added
}

fn add_steps(connection: &Connection) -> Result<(), StoreError> {
    // Asked again: two programs may open the same file at the same time.
    let found = format(connection)?;
    for step in steps_since(found)? {
        connection.execute_batch(step)?;
    }
    if found == 0 {
        connection.execute(
            "INSERT INTO epoch (id) VALUES (?1)",
            [uuid::Uuid::now_v7().to_string()],
        )?;
    }
    connection.pragma_update(None, "user_version", FORMAT as i64)?;
    Ok(())
}

fn steps_since(found: i64) -> Result<&'static [&'static str], StoreError> {
    usize::try_from(found)
        .ok()
        .and_then(|found| STEPS.get(found..))
        .ok_or(StoreError::Later {
            found,
            known: FORMAT as i64,
        })
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A database as the first version left it.
    fn first() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(FIRST).unwrap();
        connection
            .execute_batch(
                "INSERT INTO epoch (id) VALUES ('the-epoch');
                 INSERT INTO people (id, name) VALUES ('ama', 'Ama');
                 PRAGMA user_version = 1;",
            )
            .unwrap();
        connection
    }

    #[test]
    fn a_database_of_the_first_format_keeps_what_it_holds_and_gets_the_tables_it_lacks() {
        let connection = first();
        prepare(&connection).unwrap();
        let kept: (String, String) = connection
            .query_row("SELECT epoch.id, name FROM epoch, people", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .unwrap();
        assert_eq!(kept, ("the-epoch".into(), "Ama".into()));
        let n: i64 = connection
            .query_row(
                "SELECT count(*) + (SELECT count(*) FROM hooks) FROM accounts",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!((n, format(&connection).unwrap()), (0, FORMAT as i64));
        prepare(&connection).unwrap();
    }

    #[test]
    fn a_database_of_a_later_format_is_left_alone() {
        let connection = first();
        connection
            .pragma_update(None, "user_version", FORMAT as i64 + 1)
            .unwrap();
        assert!(matches!(
            prepare(&connection),
            Err(StoreError::Later { .. })
        ));
    }

    #[test]
    fn a_step_that_fails_leaves_the_database_as_it_was() {
        let connection = first();
        connection
            .execute_batch("CREATE TABLE hooks (taken TEXT)")
            .unwrap();
        assert!(prepare(&connection).is_err());
        assert_eq!(format(&connection).unwrap(), 1);
        assert!(connection.prepare("SELECT * FROM accounts").is_err());
    }
}
