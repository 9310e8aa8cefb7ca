//! Communities of practice as an append-only log of activities.
//!
//! The crate decides what may happen ([`Model::decide`]), folds what did ([`Model::evolve`]), shows it
//! ([`view`]) and says how a community is doing ([`measure`]).
//! It runs in the browser, in the server and in other programs, and gives the same answer everywhere.
//!
//! It does **not** read a clock, a file, a socket or randomness, knows no time zones and holds no names or texts:
//! times and ids are handed in, zones are resolved by the caller, names stand in a directory and texts in a
//! text store that the caller keeps ([`Particulars`]).
//!
//! Read `id`, `text`, `time` first, then `activity`, `command`, `refusal`, then the aggregates
//! (`community`, `membership`, `event`, `talk`), then `model`, and `view` and `measure` last.
//!
//! ```
//! use cop_core::activity::{Access, Visibility};
//! use cop_core::command::{Command, Intent};
//! use cop_core::id::{CommandId, CommunityId, PersonId};
//! use cop_core::time::Timestamp;
//! use cop_core::Model;
//!
//! let mut model = Model::default();
//! let intent = |id, by, command| Intent {
//!     id: CommandId::from_u128(id),
//!     by: PersonId::parse(by).expect("a short word is an id"),
//!     at: Timestamp::parse("2026-11-20T09:00:00Z").expect("it is RFC 3339"),
//!     community: Some(CommunityId::parse("falls-prevention").expect("it is short")),
//!     command,
//! };
//!
//! let founding = model.decide(&intent(0, "ama", Command::FoundCommunity {
//!     name: "Falls prevention".into(),
//!     domain: "Keeping people on their feet.".into(),
//!     for_whom: None,
//!     what_we_do: None,
//!     terms: vec!["falls".into()],
//!     visibility: Visibility::Organisation,
//!     access: Access::Open,
//! }))?;
//! for activity in &founding.activities {
//!     model.evolve(activity);
//! }
//!
//! let joining = model.decide(&intent(1_000, "rhys", Command::Join { note: None }))?;
//! assert_eq!(joining.activities.len(), 1);
//! # Ok::<(), cop_core::refusal::Refusal>(())
//! ```

pub mod wire;

pub mod sorted;

pub mod id;
pub mod text;
pub mod time;

pub mod recurrence;
pub mod schedule;

pub mod affiliation;

pub mod activity;
pub mod command;
pub mod refusal;

mod decision;
mod order;

pub mod community;
pub mod event;
pub mod membership;
pub mod talk;

mod model;

pub mod particulars;
pub mod view;

pub mod measure;

pub mod markdown;

#[cfg(test)]
mod testing;

pub use decision::Decision;
pub use model::Model;
pub use particulars::Particulars;
