//! A store as JSON Lines, and back.
//!
//! One line each: the format, then names, accounts, labels, texts and answered commands by id, then the activities in order,
//! and last how many activities there were, so that a file that was cut off is known as such.
//! What was restored from an export gives the same bytes when it is exported again.
//!
//! An export of one community is an export of a store that holds nothing else: its activities with the affiliations
//! of its people, counted from 1 again, and only the names, labels, texts and commands that go with them.
//!
//! Accounts go out with a whole store, because nothing else says which pseudonym an identity provider's users have;
//! an export of one community has none. How far a hook has come stays behind: it belongs to one log on one server.

mod restore;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use cop_core::activity::{Activity, Kind, Recorded};
use cop_core::affiliation::Affiliation;
use cop_core::id::{CommandId, CommunityId, GroupId, PersonId, TextId};
use cop_core::time::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::store::{Account, CommandRecord, Outcome, Store, StoreError};

pub use restore::{RestoreError, restore};

/// How many rows are held at a time.
const PAGE: usize = 10_000;

/// What the first line says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Header {
    format: String,
    version: u64,
}

impl Header {
    const FORMAT: &str = "communities-of-practice";
    /// Version 1 knows no accounts.
    const VERSION: u64 = 2;
}

/// Any other line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    Name {
        person: PersonId,
        name: String,
    },
    Account {
        person: PersonId,
        user_name: Option<String>,
        external_id: Option<String>,
        is_active: bool,
        organisation: Option<GroupId>,
        profession: Option<GroupId>,
        created: Timestamp,
        changed: Timestamp,
    },
    Label {
        group: GroupId,
        label: String,
    },
    Text {
        id: TextId,
        text: String,
    },
    Command {
        id: CommandId,
        by: PersonId,
        body_hash: String,
        outcome: Answered,
    },
    Activity {
        position: u64,
        #[serde(flatten)]
        activity: Box<Activity>,
    },
    End {
        activities: u64,
    },
}

impl From<Account> for Line {
    fn from(account: Account) -> Self {
        Self::Account {
            person: account.person,
            user_name: account.user_name,
            external_id: account.external_id,
            is_active: account.is_active,
            organisation: account.organisation,
            profession: account.profession,
            created: account.created,
            changed: account.changed,
        }
    }
}

/// What a command came to.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answered {
    Recorded { first: u64, n: u64 },
    Refused { code: String, detail: String },
}

/// Why there is no export.
#[derive(Debug, Error)]
pub enum ExportError {
    /// There is no such community.
    #[error("there is no community {0}")]
    NoSuchCommunity(CommunityId),
    /// The store could not.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It could not be written.
    #[error("the export could not be written: {0}")]
    Write(#[from] io::Error),
}

/// Writes a store, or one community of it.
///
/// # Errors
/// [`ExportError::NoSuchCommunity`] where the one that is asked for never did anything.
pub fn run(
    store: &Store,
    community: Option<&CommunityId>,
    out: impl Write,
) -> Result<(), ExportError> {
    let part = Part::of(store, community)?;
    let mut out = io::BufWriter::new(out);
    let header = Header {
        format: Header::FORMAT.to_owned(),
        version: Header::VERSION,
    };
    write(&mut out, &header)?;
    for (person, name) in store.names()? {
        if part.is_whole || part.people.contains(&person) {
            write(&mut out, &Line::Name { person, name })?;
        }
    }
    if part.is_whole {
        for account in store.accounts()? {
            write(&mut out, &Line::from(account))?;
        }
    }
    for (group, label) in store.labels()? {
        if part.is_whole || part.groups.contains(&group) {
            write(&mut out, &Line::Label { group, label })?;
        }
    }
    write_texts(store, &part, &mut out)?;
    write_commands(store, &part, &mut out)?;
    let mut written = 0;
    in_order(store, part.head, |recorded| {
        if part.has(&recorded) {
            written += 1;
            let line = Line::Activity {
                position: written,
                activity: Box::new(recorded.activity),
            };
            write(&mut out, &line)?;
        }
        Ok::<_, ExportError>(())
    })?;
    write(
        &mut out,
        &Line::End {
            activities: written,
        },
    )?;
    out.flush()?;
    Ok(())
}

fn write(out: &mut impl Write, line: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}

fn write_texts(store: &Store, part: &Part, out: &mut impl Write) -> Result<(), ExportError> {
    let mut after = None;
    loop {
        let page = store.texts(after, PAGE)?;
        let Some((last, _)) = page.last() else {
            return Ok(());
        };
        after = Some(*last);
        for (id, text) in page {
            // Whatever came while this is being written belongs to activities that are not in it.
            if part.texts.contains(&id) {
                write(out, &Line::Text { id, text })?;
            }
        }
    }
}

fn write_commands(store: &Store, part: &Part, out: &mut impl Write) -> Result<(), ExportError> {
    let mut after = None;
    loop {
        let page = store.commands(after, PAGE)?;
        let Some(last) = page.last() else {
            return Ok(());
        };
        after = Some(last.id);
        for record in page {
            let CommandRecord {
                id, by, body_hash, ..
            } = record;
            if let Some(outcome) = part.outcome(record.outcome) {
                let body_hash = body_hash.iter().map(|byte| format!("{byte:02x}")).collect();
                let line = Line::Command {
                    id,
                    by,
                    body_hash,
                    outcome,
                };
                write(out, &line)?;
            }
        }
    }
}

/// Which part of a store is written.
#[derive(Default)]
struct Part {
    is_whole: bool,
    /// The last position that was there when it began.
    head: u64,
    people: BTreeSet<PersonId>,
    groups: BTreeSet<GroupId>,
    texts: BTreeSet<TextId>,
    /// Of a part: the positions that its activities have in it, by those in the log.
    positions: BTreeMap<u64, u64>,
}

impl Part {
    fn of(store: &Store, community: Option<&CommunityId>) -> Result<Self, ExportError> {
        let mut part = Self {
            is_whole: community.is_none(),
            head: store.head()?,
            ..Self::default()
        };
        if let Some(community) = community {
            part.add_people_of(store, community)?;
            if part.people.is_empty() && store.read_of(community, 0, 1)?.is_empty() {
                return Err(ExportError::NoSuchCommunity(community.clone()));
            }
        }
        in_order(store, part.head, |recorded| {
            part.add(&recorded, community);
            Ok::<_, ExportError>(())
        })?;
        Ok(part)
    }

    fn add_people_of(&mut self, store: &Store, community: &CommunityId) -> Result<(), StoreError> {
        let mut position = 0;
        loop {
            let page = store.read_of(community, position, PAGE)?;
            let Some(last) = page.last() else {
                return Ok(());
            };
            position = last.position;
            for recorded in page
                .iter()
                .filter(|recorded| recorded.position <= self.head)
            {
                self.people
                    .extend(recorded.activity.people().into_iter().cloned());
            }
        }
    }

    fn add(&mut self, recorded: &Recorded, community: Option<&CommunityId>) {
        let Recorded { position, activity } = recorded;
        if let Some(community) = community {
            let is_in_it = match &activity.community {
                Some(id) => id == community,
                None => activity
                    .people()
                    .iter()
                    .any(|person| self.people.contains(*person)),
            };
            if !is_in_it {
                return;
            }
            let next = self.positions.len() as u64 + 1;
            self.positions.insert(*position, next);
        }
        self.texts
            .extend(activity.what.texts().iter().map(|text| text.id));
        if let Kind::AffiliationStated {
            affiliation: Affiliation::Known(group),
            ..
        } = &activity.what
        {
            self.groups.insert(group.clone());
        }
    }

    fn has(&self, recorded: &Recorded) -> bool {
        self.is_whole || self.positions.contains_key(&recorded.position)
    }

    /// What a command came to, by the positions of this part; none where it goes with something that is not in it.
    fn outcome(&self, outcome: Outcome) -> Option<Answered> {
        match outcome {
            Outcome::Recorded { first, n } if self.is_whole => {
                let last = first.saturating_add(n.saturating_sub(1));
                (last <= self.head).then_some(Answered::Recorded { first, n })
            }
            Outcome::Recorded { n: 0, .. } => None,
            Outcome::Recorded { first, n } => Some(Answered::Recorded {
                first: *self.positions.get(&first)?,
                n,
            }),
            Outcome::Refused { code, detail } => {
                self.is_whole.then_some(Answered::Refused { code, detail })
            }
        }
    }
}

/// Hands over each activity up to a position.
fn in_order<E: From<StoreError>>(
    store: &Store,
    head: u64,
    mut each: impl FnMut(Recorded) -> Result<(), E>,
) -> Result<(), E> {
    let mut position = 0;
    while position < head {
        let page = store.read(position, PAGE)?;
        let Some(last) = page.last() else { break };
        position = last.position;
        for recorded in page {
            if recorded.position <= head {
                each(recorded)?;
            }
        }
    }
    Ok(())
}
