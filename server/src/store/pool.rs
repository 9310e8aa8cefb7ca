//! Connections: one that writes, and as many as are needed at a time that read.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::{StoreError, schema};

/// Most connections that wait for the next reader.
const MAX_IDLE: usize = 8;

pub(super) struct Pool {
    writer: Mutex<Connection>,
    readers: Readers,
}

enum Readers {
    /// Each reader has its own connection, so that reading never waits for a write.
    OfFile {
        path: PathBuf,
        idle: Mutex<Vec<Connection>>,
    },
    /// A database in memory belongs to one connection.
    SameAsWriter,
}

impl Pool {
    pub(super) fn of_file(path: &Path) -> Result<Self, StoreError> {
        let writer = connect(path)?;
        schema::prepare(&writer)?;
        Ok(Self {
            writer: Mutex::new(writer),
            readers: Readers::OfFile {
                path: path.to_owned(),
                idle: Mutex::new(Vec::new()),
            },
        })
    }

    pub(super) fn in_memory() -> Result<Self, StoreError> {
        let writer = Connection::open_in_memory()?;
        schema::settings(&writer)?;
        schema::prepare(&writer)?;
        Ok(Self {
            writer: Mutex::new(writer),
            readers: Readers::SameAsWriter,
        })
    }

    pub(super) fn read<T>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        match &self.readers {
            Readers::SameAsWriter => read(&locked(&self.writer)),
            Readers::OfFile { path, idle } => {
                let connection = locked(idle).pop();
                let connection = match connection {
                    Some(connection) => connection,
                    None => connect(path)?,
                };
                let result = read(&connection);
                let mut idle = locked(idle);
                if idle.len() < MAX_IDLE {
                    idle.push(connection);
                }
                result
            }
        }
    }

    /// Runs `write` in one transaction that is undone when it fails.
    pub(super) fn write<T>(
        &self,
        write: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut connection = locked(&self.writer);
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let result = write(&transaction)?;
        transaction.commit()?;
        Ok(result)
    }

    /// Empties the write-ahead log, in which rows stand as they were before something was taken out of them.
    pub(super) fn empty_write_ahead_log(&self) -> Result<(), StoreError> {
        let truncate = "PRAGMA wal_checkpoint(TRUNCATE)";
        Ok(locked(&self.writer).query_row(truncate, [], |_| Ok(()))?)
    }
}

fn connect(path: &Path) -> Result<Connection, StoreError> {
    let connection = Connection::open(path)?;
    schema::settings(&connection)?;
    Ok(connection)
}

/// A transaction that panicked was rolled back when it was dropped, so the connection behind the lock is sound.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
