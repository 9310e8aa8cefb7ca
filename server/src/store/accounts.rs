//! Accounts: people as an identity provider provisions them. Beside the log like the directory, and erased like it.

use cop_core::id::{GroupId, PersonId};
use cop_core::time::Timestamp;
use rusqlite::{Connection, Params, Row, Transaction, params};

use super::{Store, StoreError, at_most};

/// A person as an identity provider knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Under which pseudonym.
    pub person: PersonId,
    /// What they sign in with, which may be an e-mail address; none once the account was deleted.
    pub user_name: Option<String>,
    /// How the identity provider names them.
    pub external_id: Option<String>,
    /// Whether their tokens are good.
    pub is_active: bool,
    /// The organisation that was provisioned last.
    pub organisation: Option<GroupId>,
    /// The profession that was provisioned last.
    pub profession: Option<GroupId>,
    /// Since when.
    pub created: Timestamp,
    /// When it last changed.
    pub changed: Timestamp,
}

/// Which accounts are asked for, of those that were not deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountFilter {
    /// All of them.
    All,
    /// The one with this user name, however it is capitalised.
    UserName(String),
    /// Those that the identity provider names so.
    ExternalId(String),
    /// The one of this person.
    Person(String),
}

const COLUMNS: &str =
    "person, user_name, external_id, is_active, organisation, profession, created, changed";

impl Store {
    /// The account of a person, also where it was deleted.
    ///
    /// # Errors
    /// The database could not.
    pub fn account(&self, person: &PersonId) -> Result<Option<Account>, StoreError> {
        self.pool.read(|connection| {
            let query = format!("SELECT {COLUMNS} FROM accounts WHERE person = ?1");
            Ok(accounts(connection, &query, [person.as_str()])?.pop())
        })
    }

    /// Accounts by person: how many match, and of those at most `limit` after the first `offset`.
    ///
    /// # Errors
    /// The database could not.
    pub fn find_accounts(
        &self,
        filter: &AccountFilter,
        offset: usize,
        limit: usize,
    ) -> Result<(usize, Vec<Account>), StoreError> {
        let (condition, value) = match filter {
            AccountFilter::All => ("?1 = ''", String::new()),
            AccountFilter::UserName(name) => ("user_key = ?1", user_key(name)),
            AccountFilter::ExternalId(id) => ("external_id = ?1", id.clone()),
            AccountFilter::Person(id) => ("person = ?1", id.clone()),
        };
        self.pool.read(|connection| {
            let condition = format!("user_name IS NOT NULL AND {condition}");
            let n: i64 = connection
                .prepare_cached(&format!("SELECT count(*) FROM accounts WHERE {condition}"))?
                .query_row([&value], |row| row.get(0))?;
            let query = format!(
                "SELECT {COLUMNS} FROM accounts WHERE {condition} ORDER BY person LIMIT ?2 OFFSET ?3"
            );
            let page = params![value, at_most(limit), at_most(offset)];
            let found = accounts(connection, &query, page)?;
            Ok((usize::try_from(n).unwrap_or(usize::MAX), found))
        })
    }

    /// Every account, also those that were deleted, by person.
    ///
    /// # Errors
    /// The database could not.
    pub fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        self.pool.read(|connection| {
            let query = format!("SELECT {COLUMNS} FROM accounts ORDER BY person");
            accounts(connection, &query, [])
        })
    }

    /// Whether a person's account was switched off or deleted.
    ///
    /// # Errors
    /// The database could not.
    pub fn is_shut_out(&self, person: &PersonId) -> Result<bool, StoreError> {
        self.pool.read(|connection| {
            Ok(connection
                .prepare_cached(
                    "SELECT EXISTS (SELECT 1 FROM accounts WHERE person = ?1 AND is_active = 0)",
                )?
                .query_row([person.as_str()], |row| row.get(0))?)
        })
    }
}

/// User names differ by more than capitals (RFC 7643, section 4.1.1).
fn user_key(user_name: &str) -> String {
    user_name.to_lowercase()
}

fn accounts(
    connection: &Connection,
    query: &str,
    parameters: impl Params,
) -> Result<Vec<Account>, StoreError> {
    let mut statement = connection.prepare_cached(query)?;
    let mut rows = statement.query(parameters)?;
    let mut accounts = Vec::new();
    while let Some(row) = rows.next()? {
        accounts.push(account(row)?);
    }
    Ok(accounts)
}

fn account(row: &Row<'_>) -> Result<Account, StoreError> {
    let damaged = |fault: cop_core::id::IdFault| StoreError::Damaged {
        what: "an id of an account".into(),
        why: fault.to_string(),
    };
    let group = |column: usize| -> Result<Option<GroupId>, StoreError> {
        let text: Option<String> = row.get(column)?;
        text.map(|text| GroupId::parse(&text))
            .transpose()
            .map_err(damaged)
    };
    let person: String = row.get(0)?;
    Ok(Account {
        person: PersonId::parse(&person).map_err(damaged)?,
        user_name: row.get(1)?,
        external_id: row.get(2)?,
        is_active: row.get(3)?,
        organisation: group(4)?,
        profession: group(5)?,
        created: Timestamp::from_ms(row.get(6)?),
        changed: Timestamp::from_ms(row.get(7)?),
    })
}

pub(super) fn set(transaction: &Transaction<'_>, accounts: &[Account]) -> Result<(), StoreError> {
    let mut statement = transaction.prepare_cached(&format!(
        "INSERT INTO accounts ({COLUMNS}, user_key)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (person) DO UPDATE SET
             user_name = excluded.user_name, external_id = excluded.external_id,
             is_active = excluded.is_active, organisation = excluded.organisation,
             profession = excluded.profession, created = excluded.created,
             changed = excluded.changed, user_key = excluded.user_key"
    ))?;
    for account in accounts {
        statement.execute(params![
            account.person.as_str(),
            account.user_name,
            account.external_id,
            account.is_active,
            account.organisation.as_ref().map(GroupId::as_str),
            account.profession.as_ref().map(GroupId::as_str),
            account.created.ms(),
            account.changed.ms(),
            account.user_name.as_deref().map(user_key),
        ])?;
    }
    Ok(())
}
