//! How far each hook has come: the last position of this log that its receiver took.

use rusqlite::{OptionalExtension, params};

use super::{Store, StoreError};

/// A hook by the SHA-256 of its address, which may hold a secret.
pub type HookKey = [u8; 32];

impl Store {
    /// The last position that a hook delivered: none for a hook that is new.
    ///
    /// # Errors
    /// The database could not.
    pub fn hook_position(&self, hook: &HookKey) -> Result<Option<u64>, StoreError> {
        self.pool.read(|connection| {
            let position: Option<i64> = connection
                .prepare_cached("SELECT position FROM hooks WHERE hook = ?1")?
                .query_row([hook], |row| row.get(0))
                .optional()?;
            Ok(position.map(i64::cast_unsigned))
        })
    }

    /// Keeps the last position that a hook delivered.
    ///
    /// # Errors
    /// The database could not.
    pub fn set_hook_position(&self, hook: &HookKey, position: u64) -> Result<(), StoreError> {
        self.pool.write(|transaction| {
            transaction
                .prepare_cached(
                    "INSERT INTO hooks (hook, position) VALUES (?1, ?2)
                     ON CONFLICT (hook) DO UPDATE SET position = excluded.position",
                )?
                .execute(params![hook, position.cast_signed()])?;
            Ok(())
        })
    }
}
