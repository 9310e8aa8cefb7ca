//! The store: the log of activities, and beside it the names, labels and texts that the log leaves out.
//!
//! It knows SQL and nothing of HTTP or of rules. One write connection stands behind a mutex; readers have their own.
//! An append is one transaction that is on the disk when the call returns.

mod accounts;
mod addresses;
mod commands;
mod directory;
mod erasing;
mod hooks;
mod log;
mod pool;
mod schema;
mod texts;

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;

use cop_core::activity::Activity;
use cop_core::id::{GroupId, PersonId, TextId};
use thiserror::Error;

pub use accounts::{Account, AccountFilter};
pub use addresses::{Address, MAX_ADDRESSES, Purpose};
pub use commands::{CommandRecord, Outcome};
pub use erasing::Removal;
pub use hooks::HookKey;
pub use log::{Pending, Since};

/// Where a store is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreUrl {
    /// A file: `sqlite:PATH`.
    Sqlite(PathBuf),
    /// Nowhere: gone when the last handle is dropped.
    Memory,
    /// A PostgreSQL server, which this version can't use yet.
    Postgres(String),
}

impl FromStr for StoreUrl {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, StoreError> {
        if let Some(path) = text.strip_prefix("sqlite:")
            && !path.is_empty()
        {
            Ok(Self::Sqlite(PathBuf::from(path)))
        } else if text == "memory:" {
            Ok(Self::Memory)
        } else if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Ok(Self::Postgres(text.to_owned()))
        } else {
            Err(StoreError::Url(text.to_owned()))
        }
    }
}

impl fmt::Display for StoreUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Memory => f.write_str("memory:"),
            // The address may hold a password.
            Self::Postgres(_) => f.write_str("postgres://"),
        }
    }
}

/// Why the store could not do what was asked.
#[derive(Debug, Error)]
pub enum StoreError {
    /// Somebody else appended since.
    #[error("the log has moved on to position {head}")]
    Moved {
        /// Where the log is now.
        head: u64,
    },
    /// SQLite could not.
    #[error("the database could not: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// A row can't be read as what it should be.
    #[error("{what} can't be read: {why}")]
    Damaged {
        /// Which row.
        what: String,
        /// Why not.
        why: String,
    },
    /// The database was written by a later version.
    #[error("the database has format {found}, and this version reads up to {known}")]
    Later {
        /// The format of the database.
        found: i64,
        /// The latest format that this version reads.
        known: i64,
    },
    /// PostgreSQL is not there yet.
    #[error("PostgreSQL stores are not in this version yet: use sqlite:PATH or memory:")]
    Postgres,
    /// Not the address of a store.
    #[error("{0:?} is not the address of a store: write sqlite:PATH or memory:")]
    Url(String),
}

/// What one append writes, all or nothing.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// For the log, in order.
    pub activities: Vec<Activity>,
    /// For the text store; a text that is there already stays as it is.
    pub texts: Vec<(TextId, String)>,
    /// For the directory: names of groups; the first spelling stays.
    pub labels: Vec<(GroupId, String)>,
    /// For the directory: names of people; the last one stands.
    pub names: Vec<(PersonId, String)>,
    /// For the directory: people whose names it is to forget.
    pub forgotten: Vec<PersonId>,
    /// Accounts that are new, or changed.
    pub accounts: Vec<Account>,
    /// What commands came to, so that giving one again gives the first answer again.
    pub commands: Vec<CommandRecord>,
    /// What is taken away for ever.
    pub removal: Removal,
}

/// A handle on a store: cheap to clone, and all clones are the same store.
#[derive(Clone)]
pub struct Store {
    pool: Arc<pool::Pool>,
}

impl Store {
    /// Opens a store, and makes it where there is none yet.
    ///
    /// # Errors
    /// [`StoreError::Postgres`] for what is not built yet, [`StoreError::Later`] for a database of a later version.
    pub fn open(url: &StoreUrl) -> Result<Self, StoreError> {
        let pool = match url {
            StoreUrl::Sqlite(path) => pool::Pool::of_file(path)?,
            StoreUrl::Memory => pool::Pool::in_memory()?,
            StoreUrl::Postgres(_) => return Err(StoreError::Postgres),
        };
        Ok(Self {
            pool: Arc::new(pool),
        })
    }

    /// The UUID of this log: positions of another epoch mean nothing here.
    ///
    /// # Errors
    /// The database could not.
    pub fn epoch(&self) -> Result<String, StoreError> {
        self.pool.read(schema::epoch)
    }

    /// The last position: 0 for an empty log.
    ///
    /// # Errors
    /// The database could not.
    pub fn head(&self) -> Result<u64, StoreError> {
        self.pool.read(log::head)
    }

    /// Writes a batch in one transaction, durable when it returns, and gives the new head.
    ///
    /// # Errors
    /// [`StoreError::Moved`] if the log is no longer at `expected_head`; then nothing was written.
    pub fn append(&self, expected_head: u64, batch: &Batch) -> Result<u64, StoreError> {
        let head = self.pool.write(|transaction| {
            let head = log::head(transaction)?;
            if head != expected_head {
                return Err(StoreError::Moved { head });
            }
            let head = log::append(transaction, head, &batch.activities)?;
            texts::add(transaction, &batch.texts)?;
            directory::add_labels(transaction, &batch.labels)?;
            directory::set_names(transaction, &batch.names)?;
            directory::forget_names(transaction, &batch.forgotten)?;
            accounts::set(transaction, &batch.accounts)?;
            commands::add(transaction, &batch.commands)?;
            erasing::remove(transaction, &batch.removal)?;
            Ok(head)
        })?;
        if !batch.removal.is_empty()
            && let Err(fault) = self.pool.empty_write_ahead_log()
        {
            // It is recorded all the same, and the next checkpoint writes over what is left.
            tracing::warn!(%fault, "what was erased may stand in the write-ahead log for a while");
        }
        Ok(head)
    }
}

fn at_most(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use cop_core::activity::{Basis, Kind, Recorded, VERSION, Via};
    use cop_core::id::{ActivityId, CommandId, CommunityId};
    use cop_core::time::Timestamp;

    use super::*;

    fn joined(n: u128) -> Activity {
        Activity {
            speaking_as: None,
            id: ActivityId::from_u128(n),
            version: VERSION,
            actor: Some(PersonId::parse("ama").unwrap()),
            recorder: None,
            community: Some(CommunityId::parse("falls").unwrap()),
            at: Timestamp::from_ms(1_000),
            recorded: Timestamp::from_ms(1_000),
            basis: Basis::Seen,
            audience: Default::default(),
            what: Kind::Joined {
                via: Via::Open,
                note: None,
            },
        }
    }

    fn batch(ids: impl IntoIterator<Item = u128>) -> Batch {
        Batch {
            activities: ids.into_iter().map(joined).collect(),
            ..Batch::default()
        }
    }

    fn memory() -> Store {
        Store::open(&StoreUrl::Memory).unwrap()
    }

    struct TempFile(PathBuf);

    impl TempFile {
        fn new() -> Self {
            let name = format!("cop-store-{}.db", uuid::Uuid::now_v7());
            Self(std::env::temp_dir().join(name))
        }

        fn open(&self) -> Store {
            Store::open(&StoreUrl::Sqlite(self.0.clone())).unwrap()
        }
    }

    impl Drop for TempFile {
        fn drop(&mut self) {
            for ending in ["", "-wal", "-shm"] {
                std::fs::remove_file(format!("{}{ending}", self.0.display())).ok();
            }
        }
    }

    #[test]
    fn what_is_appended_is_read_in_order_also_after_reopening() {
        let file = TempFile::new();
        let store = file.open();
        let epoch = store.epoch().unwrap();
        assert_eq!(store.append(0, &batch([7, 3])).unwrap(), 2);
        assert_eq!(store.append(2, &batch([5])).unwrap(), 3);
        drop(store);

        let store = file.open();
        let expected: Vec<Recorded> = [(1, 7), (2, 3), (3, 5)]
            .map(|(position, n)| Recorded {
                position,
                activity: joined(n),
            })
            .into();
        assert_eq!(store.read(0, 10).unwrap(), expected);
        assert_eq!(store.read(1, 1).unwrap(), expected[1..2]);
        assert_eq!(store.read(3, 10).unwrap(), []);
        assert_eq!((store.head().unwrap(), store.epoch().unwrap()), (3, epoch));
    }

    #[test]
    fn of_two_writers_one_is_told_that_the_log_moved() {
        let file = TempFile::new();
        let (ana, ben) = (file.open(), file.open());
        ana.append(0, &batch([1])).unwrap();
        assert!(matches!(
            ben.append(0, &batch([2])),
            Err(StoreError::Moved { head: 1 })
        ));
        assert_eq!(ben.append(1, &batch([2])).unwrap(), 2);
        assert_eq!(ana.head().unwrap(), 2);
    }

    #[test]
    fn an_id_stands_in_the_log_once_and_a_failed_append_leaves_nothing() {
        let store = memory();
        store.append(0, &batch([1])).unwrap();
        assert!(matches!(
            store.append(1, &batch([2, 1])),
            Err(StoreError::Sqlite(_))
        ));
        assert_eq!(store.head().unwrap(), 1);
        assert!(!store.contains(ActivityId::from_u128(2)).unwrap());
        assert!(store.contains(ActivityId::from_u128(1)).unwrap());
    }

    #[test]
    fn every_log_has_an_epoch_of_its_own() {
        assert_ne!(memory().epoch().unwrap(), memory().epoch().unwrap());
    }

    #[test]
    fn names_texts_and_answers_to_commands_are_kept_beside_the_log() {
        let store = memory();
        let ama = PersonId::parse("ama").unwrap();
        let trust = GroupId::from_label("Northmoor").unwrap();
        let record = CommandRecord {
            id: CommandId::from_u128(9),
            by: ama.clone(),
            body_hash: [7; 32],
            outcome: Outcome::Refused {
                code: "ask_first".into(),
                detail: "ask".into(),
            },
        };
        let all = Batch {
            texts: vec![(TextId::from_u128(4), "Falls".into())],
            labels: vec![(trust.clone(), "Northmoor".into())],
            names: vec![(ama.clone(), "Ama".into())],
            commands: vec![record.clone()],
            ..Batch::default()
        };
        store.append(0, &all).unwrap();
        let particulars = store
            .particulars(
                &[ama.clone()].into(),
                &[trust.clone()].into(),
                &[TextId::from_u128(4), TextId::from_u128(5)],
            )
            .unwrap();
        assert_eq!(particulars.people.get(&ama).unwrap(), "Ama");
        assert_eq!(particulars.labels.get(&trust).unwrap(), "Northmoor");
        assert_eq!(particulars.texts.len(), 1);
        assert_eq!(store.command(record.id).unwrap(), Some(record));
        assert_eq!(store.command(CommandId::from_u128(8)).unwrap(), None);
    }

    #[test]
    fn an_address_says_which_store_is_meant() {
        assert_eq!(
            "sqlite:a/b.db".parse::<StoreUrl>().unwrap(),
            StoreUrl::Sqlite("a/b.db".into())
        );
        assert_eq!("memory:".parse::<StoreUrl>().unwrap(), StoreUrl::Memory);
        let postgres: StoreUrl = "postgres://db/cop".parse().unwrap();
        assert!(matches!(Store::open(&postgres), Err(StoreError::Postgres)));
        assert!("communities.db".parse::<StoreUrl>().is_err());
    }
}
