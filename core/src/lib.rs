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
//! Without its feature `whole` it is what the first part of a page downloads: it reads every activity and command, but
//! folds, decides and shows no more than that part does.
//! A command that it does not decide leads to nothing, and the server decides it alone.
//!
//! Read `id`, `text`, `time` first, then `activity`, `command`, `refusal`, then the aggregates
//! (`community`, `membership`, `event`, `talk`), then `model`, and `view`, `measure` and `interchange` last.
//! Programs to begin with stand in `core/examples`.
//!
//! ```
//! use cop_core::Log;
//! use cop_core::command::{Context, Intent};
//! use cop_core::id::{CommandId, CommunityId, PersonId};
//! use cop_core::time::Timestamp;
//!
//! # if cfg!(not(feature = "whole")) { return Ok::<(), Box<dyn std::error::Error>>(()); }
//! let mut log = Log::default();
//! for (nth, (by, command)) in [
//!     ("ama", r#"{"type": "found_community", "name": "Falls", "domain": "Staying on one's feet.", "visibility": "public", "access": "open"}"#),
//!     ("rhys", r#"{"type": "join"}"#),
//!     ("ama", r#"{"type": "raise_problem", "title": "Who moved handover?", "terms": ["handover"]}"#),
//!     ("rhys", r#"{"type": "reply", "in_reply_to": "00000000-0000-0000-0000-000000000200", "stance": "experience", "text": "We did."}"#),
//!     ("ama", r#"{"type": "raise_problem", "title": "How long is yours?", "terms": ["handover"]}"#),
//! ].into_iter().enumerate() {
//!     log.give(&Intent {
//!         id: CommandId::from_u128(0x100 * nth as u128),
//!         by: PersonId::parse(by)?,
//!         at: Timestamp::parse("2026-11-20T09:00:00Z")?,
//!         community: Some(CommunityId::parse("falls")?),
//!         command: serde_json::from_str(command)?,
//!         context: Context::default(),
//!     })?;
//! }
//!
//! // Who could help whom: whoever answered about a word that an unanswered problem goes by.
//! let mut helped = Vec::new();
//! let threads = || log.model().communities().flat_map(|community| community.talk.threads());
//! for (problem, unanswered) in threads().filter(|(_, thread)| !thread.is_answered()) {
//!     for (_, thread) in threads().filter(|(_, thread)| thread.terms == unanswered.terms) {
//!         helped.extend(thread.speakers.iter().map(|person| format!("{person} could help with {problem}")));
//!     }
//! }
//! assert_eq!(helped, ["rhys could help with 00000000-0000-0000-0000-000000000400"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
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

pub mod amendment;

pub mod community;
pub mod event;
pub mod frame;
#[cfg(feature = "whole")]
pub mod identity;
pub mod membership;
#[cfg(feature = "whole")]
pub mod practice;
#[cfg(feature = "whole")]
pub mod relationships;
pub mod talk;
#[cfg(feature = "whole")]
pub mod value;

mod correcting;
mod log;
mod model;

pub mod particulars;
pub mod view;

#[cfg(feature = "whole")]
pub mod measure;

#[cfg(feature = "whole")]
pub mod interchange;

pub mod markdown;

#[cfg(test)]
#[cfg(feature = "whole")]
mod testing;

pub use decision::Decision;
pub use log::Log;
pub use model::{Evolved, Model, Scope};
pub use particulars::Particulars;

/// Whether everything is in it, or just what the first part of a page folds, decides and shows.
///
/// What stands behind it where it is false is compiled and not linked, so that there is one text of it.
const IS_WHOLE: bool = cfg!(feature = "whole");
