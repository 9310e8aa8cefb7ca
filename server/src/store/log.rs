//! The log: activities by position, from 1, without gaps.

use std::collections::{BTreeMap, BTreeSet};

use cop_core::activity::{Activity, Kind, Recorded};
use cop_core::id::{ActivityId, CommandId, CommunityId, PersonId};
use cop_core::{Evolved, Model, Scope};
use rusqlite::{Connection, Transaction, params};

use super::{Batch, Store, StoreError, at_most};

/// How many activities are held at a time while the log is folded.
const FOLD_PAGE: usize = 10_000;

/// What is about to be written, and is not on the disk yet.
#[derive(Debug, Clone, Copy, Default)]
pub struct Pending<'a> {
    /// What is left of activities that are there, where something of them is erased.
    pub rows: &'a [Activity],
    /// Activities that are appended.
    pub activities: &'a [Activity],
}

/// What was recorded since a position.
#[derive(Debug, Clone, Default)]
pub struct Since {
    /// In order.
    pub activities: Vec<Recorded>,
    /// What the corrections and retractions among them are about, where it is in the log.
    pub earlier: BTreeMap<ActivityId, Recorded>,
}

impl<'a> Pending<'a> {
    /// What is about to be written with a batch.
    #[must_use]
    pub fn of(batch: &'a Batch) -> Self {
        Self {
            rows: &batch.removal.rows,
            activities: &batch.activities,
        }
    }

    fn rows(&self) -> BTreeMap<ActivityId, &'a Activity> {
        self.rows.iter().map(|row| (row.id, row)).collect()
    }
}

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

    /// Activities after a position, in order, at most `limit`, and what those among them are about that change what was
    /// recorded before: all as it stood at one moment, also where somebody erases meanwhile.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] names the position that can't be read.
    pub fn since(&self, after: u64, limit: usize) -> Result<Since, StoreError> {
        self.pool.read(|connection| {
            let moment = connection.unchecked_transaction()?;
            let activities = read(&moment, after, limit)?;
            let mut earlier = BTreeMap::new();
            for Recorded { activity, .. } in &activities {
                if let Kind::Corrected { of, .. } | Kind::Retracted { of, .. } = &activity.what
                    && let Some(found) = by_id(&moment, *of)?
                {
                    earlier.insert(*of, found);
                }
            }
            Ok(Since {
                activities,
                earlier,
            })
        })
    }

    /// What is behind the state of one community, in order: its own activities, and those that belong to none.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] names the position that can't be read.
    pub fn behind(&self, community: &CommunityId) -> Result<Vec<Recorded>, StoreError> {
        self.pool.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT position, body FROM log WHERE community = ?1 OR community IS NULL
                 ORDER BY position",
            )?;
            recorded(statement.query([community.as_str()])?)
        })
    }

    /// Activities of one community before a position, the newest first, at most `limit`.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] names the position that can't be read.
    pub fn newest_of(
        &self,
        community: &CommunityId,
        before: u64,
        limit: usize,
    ) -> Result<Vec<Recorded>, StoreError> {
        self.pool.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT position, body FROM log WHERE community = ?1 AND position < ?2
                 ORDER BY position DESC LIMIT ?3",
            )?;
            recorded(statement.query(params![
                community.as_str(),
                signed(before),
                at_most(limit)
            ])?)
        })
    }

    /// The whole log folded, and the position of its last activity.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] names the position that can't be read.
    pub fn fold(&self) -> Result<(Model, u64), StoreError> {
        self.fold_with(&Pending::default())
    }

    /// The whole log folded as it will be when something more is written, and the position of its last activity now.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] names the position that can't be read.
    pub fn fold_with(&self, pending: &Pending<'_>) -> Result<(Model, u64), StoreError> {
        let mut model = Model::default();
        let mut again = BTreeSet::new();
        let mut evolve = |activity: &Activity| {
            if let Evolved::FoldAgain(scope) = model.evolve(activity) {
                again.insert(scope);
            }
        };
        let rows = pending.rows();
        let mut position = 0;
        loop {
            let page = self.read(position, FOLD_PAGE)?;
            let Some(last) = page.last() else { break };
            position = last.position;
            for Recorded { activity, .. } in &page {
                evolve(rows.get(&activity.id).copied().unwrap_or(activity));
            }
        }
        pending.activities.iter().for_each(evolve);
        self.fold_again(&mut model, &again, position, pending)?;
        Ok((model, position))
    }

    /// Folds parts of the log again, up to a position, as they will be when something more is written.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] names the position that can't be read.
    pub fn fold_again(
        &self,
        model: &mut Model,
        scopes: &BTreeSet<Scope>,
        head: u64,
        pending: &Pending<'_>,
    ) -> Result<(), StoreError> {
        let everything = BTreeSet::from([Scope::Everything]);
        let scopes = if scopes.contains(&Scope::Everything) {
            &everything
        } else {
            scopes
        };
        let rows = pending.rows();
        for scope in scopes {
            model.forget(scope);
            let mut position = 0;
            loop {
                let page = match scope {
                    Scope::Community(id) => self.read_of(id, position, FOLD_PAGE)?,
                    Scope::Everything => self.read(position, FOLD_PAGE)?,
                };
                let Some(last) = page.last() else { break };
                position = last.position;
                for Recorded { activity, .. } in
                    page.iter().filter(|recorded| recorded.position <= head)
                {
                    let activity = rows.get(&activity.id).copied().unwrap_or(activity);
                    model.recount(scope, activity);
                }
            }
            for activity in pending.activities {
                model.recount(scope, activity);
            }
        }
        Ok(())
    }

    /// Activities that a person did, wrote down, or that are about them, in order.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] names the position that can't be read.
    pub fn concerning(&self, person: &PersonId) -> Result<Vec<Recorded>, StoreError> {
        self.pool.read(|connection| {
            let mut found = mentioning(connection, person.as_str())?;
            found.retain(|recorded| recorded.activity.concerns(person));
            Ok(found)
        })
    }

    /// An activity by its id.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] where it can't be read.
    pub fn activity(&self, id: ActivityId) -> Result<Option<Activity>, StoreError> {
        let found = self.pool.read(|connection| by_id(connection, id))?;
        Ok(found.map(|recorded| recorded.activity))
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

fn by_id(connection: &Connection, id: ActivityId) -> Result<Option<Recorded>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT position, body FROM log WHERE id = ?1")?;
    Ok(recorded(statement.query([id.as_u128().to_be_bytes()])?)?.pop())
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
        let body = written(activity)?;
        statement.execute(params![
            signed(position),
            activity.id.as_u128().to_be_bytes(),
            activity.community.as_ref().map(CommunityId::as_str),
            body
        ])?;
    }
    Ok(position)
}

/// Activities whose row has a word in it, in order; not all of them mean it.
pub(super) fn mentioning(connection: &Connection, word: &str) -> Result<Vec<Recorded>, StoreError> {
    let written = as_json(word)?;
    let mut statement = connection.prepare_cached(
        "SELECT position, body FROM log WHERE instr(body, ?1) > 0 ORDER BY position",
    )?;
    recorded(statement.query([written])?)
}

/// An id as it stands in a row, so that one with a quotation mark is found as well.
pub(super) fn as_json(id: &str) -> Result<String, StoreError> {
    serde_json::to_string(id).map_err(|fault| StoreError::Damaged {
        what: "an id".into(),
        why: fault.to_string(),
    })
}

/// Puts what is left of activities in their place.
pub(super) fn replace(
    transaction: &Transaction<'_>,
    activities: &[Activity],
) -> Result<(), StoreError> {
    let mut statement = transaction.prepare_cached("UPDATE log SET body = ?2 WHERE id = ?1")?;
    for activity in activities {
        statement.execute(params![
            activity.id.as_u128().to_be_bytes(),
            written(activity)?
        ])?;
    }
    Ok(())
}

fn written(activity: &Activity) -> Result<String, StoreError> {
    serde_json::to_string(activity).map_err(|fault| StoreError::Damaged {
        what: format!("activity {}", activity.id),
        why: fault.to_string(),
    })
}

pub(super) fn read(
    connection: &Connection,
    after: u64,
    limit: usize,
) -> Result<Vec<Recorded>, StoreError> {
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
