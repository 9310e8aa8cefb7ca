//! How a community is doing: measures with their denominators, and what they do not say.
//!
//! Each measure is a file: what it comes to, its plain definition over a [`History`] (`batch`), and how it is read from
//! what [`Live`] keeps up to date, activity by activity.
//! Both come to the same, to the bit, on every machine: state holds whole numbers only, and each threshold stands in
//! [`Rules`].
//! What of it members may see says [`disclosure`].
//! The sentences, also those of what a measure does not say, stand in the catalogue of this crate.
//!
//! ```
//! use cop_core::activity::Activity;
//! use cop_core::id::CommunityId;
//! use cop_core::measure::{History, Live, Status, participation, utc};
//!
//! let founded: Activity = serde_json::from_str(r#"{"id":"019a9f3e-7c00-7000-8000-000000000001","v":1,"actor":"ama","community":"falls","at":"2026-11-20T09:00:00Z","recorded":"2026-11-20T09:00:00Z","basis":"seen","what":{"type":"community_founded","purpose":{"name":{"id":"019a9f3e-7c00-7000-8000-000000000002","n_chars":16}},"visibility":"public","access":"open"}}"#)?;
//! let (log, falls) = ([founded], CommunityId::parse("falls").unwrap());
//! let as_of = log[0].at.plus_days(1);
//! let plain = participation::batch(&History::of(&log, &falls, as_of, utc));
//! let live = Live::replay(&log, as_of, utc);
//! assert_eq!(live.measures(&falls).unwrap().participation, plain);
//! // Nobody has joined it, and a measure says so instead of 0 %.
//! assert!(plain.status.value().is_none_or(|value| value.members == 0));
//! assert!(!plain.does_not_say().english().is_empty());
//! # Ok::<(), serde_json::Error>(())
//! ```

mod arrangements;
mod boundaries;
mod bridges;
mod catalogue;
mod classes;
mod evidence;
mod exchanged;
mod history;
mod interner;
mod live;
mod logarithm;
mod measures;
mod number;
mod personal;
mod result;
mod rules;
mod stored;
#[cfg(test)]
mod telling;

pub mod about;
pub mod across_boundaries;
pub mod both_ways;
pub mod communities_for_you;
pub mod concentration;
pub mod concerns;
pub mod could_meet;
pub mod disclosure;
pub mod event_card;
pub mod facilitation;
pub mod four_activities;
pub mod gone_quiet;
pub mod identity;
pub mod memory;
pub mod mix;
pub mod my_bridges;
pub mod network_or_community;
pub mod participation;
pub mod single_links;
pub mod stage;
pub mod thinking_together;
pub mod three_elements;
pub mod unanswered;
pub mod value;
pub mod who_is_heard;

pub use boundaries::ByDimension;
pub use catalogue::{Language, Sentence, serialized_in};
pub use classes::{Bent, Characteristic};
pub use history::{Act, Exchange, History};
pub use live::{Live, TakeAgain};
pub use measures::{Measures, Told};
pub use number::{Ratio, Share, Signed};
pub use personal::Personal;
pub use result::{Measure, Name, Provenance, Status, Window};
pub use rules::{RULES, Rules};

use crate::time::{CivilDate, Timestamp, Zone};

/// Tells on which day a moment is in a zone: zones are resolved by the caller, who has a database of them.
pub type DayOf = fn(&Zone, Timestamp) -> CivilDate;

/// The day in UTC, whatever the zone: for callers without a database of zones.
#[must_use]
pub fn utc(_zone: &Zone, at: Timestamp) -> CivilDate {
    at.date_utc()
}

/// The key of the sentence for a community in which nothing happened.
const NOTHING_LOGGED: &str = "nothing_logged";
