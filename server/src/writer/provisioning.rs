//! What an identity provider asks the writer for, and what comes of it.

use cop_core::activity::Recorded;
use cop_core::id::{CommunityId, IdFault, PersonId};
use thiserror::Error;

use crate::store::Account;

/// What an identity provider asks for.
#[derive(Debug, Clone)]
pub enum Provisioning {
    /// An account for somebody who has none.
    NewAccount {
        /// Under which pseudonym.
        person: PersonId,
        /// What it is to hold.
        edits: Vec<Edit>,
    },
    /// Changes to an account.
    ChangeAccount {
        /// Whose.
        person: PersonId,
        /// What changes, in order.
        edits: Vec<Edit>,
    },
    /// The end of an account. What the person did stays.
    DeleteAccount {
        /// Whose.
        person: PersonId,
    },
    /// Changes to who is in a community, of the people who have accounts.
    Members {
        /// Which.
        community: CommunityId,
        /// What changes, in order; it comes true together or not at all.
        changes: Vec<MemberChange>,
    },
}

/// A change to an account. An empty value takes away what was there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// What the person signs in with.
    UserName(String),
    /// How the identity provider names them.
    ExternalId(Option<String>),
    /// Their name, for the directory.
    Name(Option<String>),
    /// Where they work.
    Organisation(Option<String>),
    /// What they work as.
    Profession(Option<String>),
    /// Whether their tokens are good.
    Active(bool),
}

/// A change to who is in a community.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MemberChange {
    /// These are in it too.
    Add(Vec<PersonId>),
    /// These are not in it any more.
    Remove(Vec<PersonId>),
    /// These are in it, and of those who have accounts nobody else.
    Replace(Vec<PersonId>),
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provisioned {
    /// The account as it is now, where it was about one.
    pub account: Option<Account>,
    /// What was recorded: nothing where everything was so already.
    pub activities: Vec<Recorded>,
}

/// Why nothing came of it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ProvisionFault {
    /// Nobody has an account under this id.
    #[error("there is no user with this id")]
    NoSuchAccount,
    /// The person has an account.
    #[error("there is a user with this id already")]
    AccountExists,
    /// Somebody else has this user name.
    #[error("there is a user with this userName already")]
    UserNameTaken,
    /// There is no such community.
    #[error("there is no group with this id")]
    NoSuchCommunity,
    /// Somebody who is to be a member has no account.
    #[error("a member is not a user here")]
    NoSuchMember,
    /// Nobody who is left could let people in or give roles.
    #[error("nobody who steers the community would be left in it: give somebody a role first")]
    NobodySteers,
    /// The name of an organisation or a profession can't be one.
    #[error("the name of an organisation or a title is not one: {0}")]
    Label(IdFault),
    /// The store could not; nothing was recorded.
    #[error("nothing was recorded: the store could not")]
    NotRecorded,
}
