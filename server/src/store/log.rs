//! The log: activities by position, from 1, without gaps.

use std::collections::BTreeMap;

use cop_core::Model;
use cop_core::activity::{Activity, Recorded};
use cop_core::id::{ActivityId, CommandId, CommunityId};
use rusqlite::{Connection, Transaction, params};

use super::{Store, StoreError, at_most};

/// How many activities are held at a time while the log is folded.
const FOLD_PAGE: usize = 10_000;

impl Store {
    /// Activities after a position, in order, at most `limit`.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] names the position that can't be read.
    pub fn read(&self, after: u64, limit: usize) -> Result<Vec<Recorded>, StoreError> {
        self.pool.read(|connection| read(connection, after, limit))
    }

    /// Activities of one community after a position, in order, at most `limit`.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] names the position that can't be read.
    pub fn read_of(
        &self,
        community: &CommunityId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<Recorded>, StoreError> {
        self.pool.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT position, body FROM log WHERE community = ?1 AND position > ?2
                 ORDER BY position LIMIT ?3",
            )?;
            recorded(statement.query(params![community.as_str(), signed(after), at_most(limit)])?)
        })
    }

    /// The whole log folded, and the position of its last activity.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] names the position that can't be read.
    pub fn fold(&self) -> Result<(Model, u64), StoreError> {
        let mut model = Model::default();
        let mut position = 0;
        loop {
            let page = self.read(position, FOLD_PAGE)?;
            let Some(last) = page.last() else {
                return Ok((model, position));
            };
            position = last.position;
            for recorded in &page {
                model.evolve(&recorded.activity);
            }
        }
    }

    /// Whether an activity stands in the log.
    ///
    /// # Errors
    /// The database could not.
    pub fn contains(&self, id: ActivityId) -> Result<bool, StoreError> {
        self.pool.read(|connection| {
            Ok(connection
                .prepare_cached("SELECT EXISTS (SELECT 1 FROM log WHERE id = ?1)")?
                .query_row([id.as_u128().to_be_bytes()], |row| row.get(0))?)
        })
    }

    /// Whether one of the `n` ids that begin with a command's own is in use, for an activity or a text.
    ///
    /// # Errors
    /// The database could not.
    pub fn uses_ids_of(&self, command: CommandId, n: usize) -> Result<bool, StoreError> {
        let first = command.as_u128();
        let last = first.saturating_add(n.saturating_sub(1) as u128);
        self.pool.read(|connection| {
            Ok(connection
                .prepare_cached(
                    "SELECT EXISTS (SELECT 1 FROM log WHERE id BETWEEN ?1 AND ?2)
                         OR EXISTS (SELECT 1 FROM texts WHERE id BETWEEN ?1 AND ?2)",
                )?
                .query_row([first.to_be_bytes(), last.to_be_bytes()], |row| row.get(0))?)
        })
    }

    /// The last position of each community that has one.
    ///
    /// # Errors
    /// The database could not.
    pub fn last_positions(&self) -> Result<BTreeMap<CommunityId, u64>, StoreError> {
        self.pool.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT community, max(position) FROM log
                 WHERE community IS NOT NULL GROUP BY community",
            )?;
            let mut rows = statement.query([])?;
            let mut positions = BTreeMap::new();
            while let Some(row) = rows.next()? {
                let text: String = row.get(0)?;
                let id = CommunityId::parse(&text).map_err(|fault| StoreError::Damaged {
                    what: "the community of an activity".into(),
                    why: fault.to_string(),
                })?;
                positions.insert(id, unsigned(row.get(1)?));
            }
            Ok(positions)
        })
    }
}

pub(super) fn head(connection: &Connection) -> Result<u64, StoreError> {
    let head: Option<i64> = connection
        .prepare_cached("SELECT max(position) FROM log")?
        .query_row([], |row| row.get(0))?;
    Ok(head.map_or(0, unsigned))
}

pub(super) fn append(
    transaction: &Transaction<'_>,
    head: u64,
    activities: &[Activity],
) -> Result<u64, StoreError> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO log (position, id, community, body) VALUES (?1, ?2, ?3, ?4)",
    )?;
    let mut position = head;
    for activity in activities {
        position += 1;
        let body = serde_json::to_string(activity).map_err(|fault| StoreError::Damaged {
            what: format!("activity {}", activity.id),
            why: fault.to_string(),
        })?;
        statement.execute(params![
            signed(position),
            activity.id.as_u128().to_be_bytes(),
            activity.community.as_ref().map(CommunityId::as_str),
            body
        ])?;
    }
    Ok(position)
}

fn read(connection: &Connection, after: u64, limit: usize) -> Result<Vec<Recorded>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT position, body FROM log WHERE position > ?1 ORDER BY position LIMIT ?2",
    )?;
    recorded(statement.query(params![signed(after), at_most(limit)])?)
}

fn recorded(mut rows: rusqlite::Rows<'_>) -> Result<Vec<Recorded>, StoreError> {
    let mut recorded = Vec::new();
    while let Some(row) = rows.next()? {
        let position = unsigned(row.get(0)?);
        let body = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
        let activity = serde_json::from_str(body).map_err(|fault| StoreError::Damaged {
            what: format!("the activity at position {position}"),
            why: fault.to_string(),
        })?;
        recorded.push(Recorded { position, activity });
    }
    Ok(recorded)
}

/// A position that a client made up may lie beyond what SQLite counts; there is nothing after it either way.
fn signed(position: u64) -> i64 {
    i64::try_from(position).unwrap_or(i64::MAX)
}

fn unsigned(position: i64) -> u64 {
    u64::try_from(position).expect("the table checks that positions are above 0")
}
