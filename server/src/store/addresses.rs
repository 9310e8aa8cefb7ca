//! Personal addresses: what a calendar program or a feed reader shows in place of a token, which it can't send.
//!
//! Of the key in an address only the hash is kept, so whoever reads the database can't use it.

use cop_core::id::{CommunityId, PersonId};
use cop_core::time::Timestamp;
use rusqlite::{OptionalExtension, Row, params};
use serde::{Deserialize, Serialize, Serializer};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Store, StoreError};

/// What an address is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Reading calendars.
    Calendar,
    /// Reading feeds.
    Feed,
}

impl Purpose {
    fn as_str(self) -> &'static str {
        match self {
            Self::Calendar => "calendar",
            Self::Feed => "feed",
        }
    }
}

/// An address that stands for a person, for one purpose, until they take it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Address {
    /// Which.
    #[serde(serialize_with = "as_text")]
    pub id: Uuid,
    /// Whose.
    #[serde(skip)]
    pub person: PersonId,
    /// What for.
    #[serde(rename = "for")]
    pub purpose: Purpose,
    /// Of which community: none for what is the person's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub community: Option<CommunityId>,
    /// Since when.
    pub created: Timestamp,
}

fn as_text<S: Serializer>(id: &Uuid, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(id)
}

/// Most addresses that somebody has at a time.
pub const MAX_ADDRESSES: usize = 20;

const COLUMNS: &str = "id, person, purpose, community, created";

impl Store {
    /// Adds an address with its key; false where the person has as many as they can have.
    ///
    /// # Errors
    /// The database could not.
    pub fn add_address(&self, address: &Address, key: &str) -> Result<bool, StoreError> {
        self.pool.write(|transaction| {
            let n: i64 = transaction
                .prepare_cached("SELECT count(*) FROM addresses WHERE person = ?1")?
                .query_row([address.person.as_str()], |row| row.get(0))?;
            if usize::try_from(n).is_ok_and(|n| n >= MAX_ADDRESSES) {
                return Ok(false);
            }
            transaction.execute(
                "INSERT INTO addresses (id, key_hash, person, purpose, community, created)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    address.id.as_bytes(),
                    hash(key),
                    address.person.as_str(),
                    address.purpose.as_str(),
                    address.community.as_ref().map(CommunityId::as_str),
                    address.created.ms(),
                ],
            )?;
            Ok(true)
        })
    }

    /// The addresses of a person, oldest first.
    ///
    /// # Errors
    /// The database could not.
    pub fn addresses(&self, person: &PersonId) -> Result<Vec<Address>, StoreError> {
        self.pool.read(|connection| {
            let query =
                format!("SELECT {COLUMNS} FROM addresses WHERE person = ?1 ORDER BY created, id");
            let mut statement = connection.prepare_cached(&query)?;
            let rows = statement.query_map([person.as_str()], row)?;
            rows.map(|row| address(row?)).collect()
        })
    }

    /// The address that a key belongs to: none where it was taken back, or never was.
    ///
    /// # Errors
    /// The database could not.
    pub fn address_of(&self, key: &str) -> Result<Option<Address>, StoreError> {
        self.pool.read(|connection| {
            let query = format!("SELECT {COLUMNS} FROM addresses WHERE key_hash = ?1");
            let found = connection
                .prepare_cached(&query)?
                .query_row([hash(key)], row)
                .optional()?;
            found.map(address).transpose()
        })
    }

    /// Takes an address of a person back; false where they have no such address.
    ///
    /// # Errors
    /// The database could not.
    pub fn remove_address(&self, person: &PersonId, id: Uuid) -> Result<bool, StoreError> {
        self.pool.write(|transaction| {
            let n = transaction.execute(
                "DELETE FROM addresses WHERE id = ?1 AND person = ?2",
                params![id.as_bytes(), person.as_str()],
            )?;
            Ok(n > 0)
        })
    }
}

/// Keys are drawn by chance and long, so that a plain hash is as good as a slow one.
fn hash(key: &str) -> [u8; 32] {
    Sha256::digest(key.as_bytes()).into()
}

type Columns = ([u8; 16], String, String, Option<String>, i64);

fn row(row: &Row<'_>) -> rusqlite::Result<Columns> {
    Ok((
        row.get(0)?,
        row.get(1)?,
        row.get(2)?,
        row.get(3)?,
        row.get(4)?,
    ))
}

fn address((id, person, purpose, community, created): Columns) -> Result<Address, StoreError> {
    let id = Uuid::from_bytes(id);
    let damaged = |why: String| StoreError::Damaged {
        what: format!("the address {id}"),
        why,
    };
    Ok(Address {
        person: PersonId::parse(&person).map_err(|fault| damaged(fault.to_string()))?,
        purpose: match purpose.as_str() {
            "calendar" => Purpose::Calendar,
            "feed" => Purpose::Feed,
            other => return Err(damaged(format!("it is for {other:?}"))),
        },
        community: community
            .map(|community| CommunityId::parse(&community))
            .transpose()
            .map_err(|fault| damaged(fault.to_string()))?,
        created: Timestamp::from_ms(created),
        id,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Batch, Removal, StoreUrl};

    fn ama() -> PersonId {
        PersonId::parse("ama").unwrap()
    }

    fn of(person: PersonId) -> Address {
        Address {
            id: Uuid::now_v7(),
            person,
            purpose: Purpose::Calendar,
            community: CommunityId::parse("falls").ok(),
            created: Timestamp::from_ms(1_000),
        }
    }

    fn store() -> Store {
        Store::open(&StoreUrl::Memory).unwrap()
    }

    #[test]
    fn an_address_is_found_by_its_key_until_its_person_takes_it_back() {
        let store = store();
        let address = of(ama());
        assert!(store.add_address(&address, "secret").unwrap());
        assert_eq!(store.address_of("secret").unwrap().as_ref(), Some(&address));
        assert_eq!(store.address_of("Secret").unwrap(), None);
        let rhys = PersonId::parse("rhys").unwrap();
        assert!(!store.remove_address(&rhys, address.id).unwrap());
        assert!(store.remove_address(&ama(), address.id).unwrap());
        assert_eq!(store.address_of("secret").unwrap(), None);
        assert_eq!(store.addresses(&ama()).unwrap(), []);
    }

    #[test]
    fn nobody_has_more_than_twenty() {
        let store = store();
        for n in 0..MAX_ADDRESSES {
            assert!(store.add_address(&of(ama()), &n.to_string()).unwrap());
        }
        assert!(!store.add_address(&of(ama()), "one more").unwrap());
        assert_eq!(store.addresses(&ama()).unwrap().len(), MAX_ADDRESSES);
    }

    #[test]
    fn whoever_is_erased_has_no_address() {
        let store = store();
        store.add_address(&of(ama()), "secret").unwrap();
        let erased = Batch {
            removal: Removal {
                people: vec![ama()],
                ..Removal::default()
            },
            ..Batch::default()
        };
        store.append(0, &erased).unwrap();
        assert_eq!(store.address_of("secret").unwrap(), None);
    }
}
