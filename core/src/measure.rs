//! How a community is doing: measures with their denominators, and what they do not say.
//!
//! Whole numbers only, so that every machine gives the same answer.
//! The formulas and thresholds are those of the table of measures (M3, M4); each threshold stands in [`Rules`].
//!
//! ```
//! use cop_core::activity::Activity;
//! use cop_core::id::CommunityId;
//! use cop_core::measure::{Tallies, participation};
//!
//! let founded: Activity = serde_json::from_str(r#"{"id":"019a9f3e-7c00-7000-8000-000000000001","v":1,"actor":"ama","community":"falls","at":"2026-11-20T09:00:00Z","recorded":"2026-11-20T09:00:00Z","basis":"seen","what":{"type":"community_founded","purpose":{"name":{"id":"019a9f3e-7c00-7000-8000-000000000002","n_chars":16}},"visibility":"public","access":"open"}}"#)?;
//! let tallies = Tallies::count(&[founded.clone()], founded.at);
//! let tally = tallies.of(&CommunityId::parse("falls").unwrap());
//! let taking_part = participation(tally, tallies.as_of());
//! // Nobody has joined it, and a measure says so instead of 0 %.
//! assert!(taking_part.status.value().is_none_or(|value| value.members == 0));
//! assert!(!taking_part.does_not_say.is_empty());
//! # Ok::<(), serde_json::Error>(())
//! ```

mod concentration;
mod participation;
mod tally;

use serde::Serialize;

pub use concentration::{Concentration, concentration};
pub use participation::{Participation, participation};
pub use tally::{Tallies, Tally};

/// The thresholds that the measures use: ours, not the literature's, so they are named in every result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// Days that a measure looks back.
    pub window_days: i32,
    /// Calendar months that levels look back.
    pub level_months: u32,
    /// Months with a contribution that make a member core, with [`Rules::core_lead_months`].
    pub core_months: u32,
    /// Months with a lead act that make a member core.
    pub core_lead_months: u32,
    /// Months with a contribution that make a member active.
    pub active_months: u32,
    /// Events held in the window from which attendance counts for being active.
    pub events_for_attendance: usize,
    /// Fewest members for a Gini coefficient.
    pub gini_members: usize,
}

/// The thresholds in force.
pub const RULES: Rules = Rules {
    window_days: 180,
    level_months: 6,
    core_months: 4,
    core_lead_months: 2,
    active_months: 2,
    events_for_attendance: 3,
    gini_members: 8,
};

/// The name of [`RULES`]; it changes with any of them.
pub const RULES_VERSION: &str = "1";

/// A share in whole numbers, in lowest terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Ratio {
    /// Above the line.
    pub num: u64,
    /// Below the line; never 0.
    pub den: u64,
}

impl Ratio {
    /// The share in lowest terms: none where the whole is nothing, or either number is too large for its place.
    #[must_use]
    pub fn of(num: u128, den: u128) -> Option<Self> {
        if den == 0 {
            return None;
        }
        let divisor = greatest_common_divisor(num, den);
        Some(Self {
            num: u64::try_from(num / divisor).ok()?,
            den: u64::try_from(den / divisor).ok()?,
        })
    }
}

fn greatest_common_divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// A measure, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Measure<T> {
    /// Whether there is a value.
    #[serde(flatten)]
    pub status: Status<T>,
    /// What it says, in a sentence.
    pub says: String,
    /// What it does not say: to be shown wherever the number is.
    pub does_not_say: &'static str,
}

/// Whether a measure has a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Status<T> {
    /// It has.
    Shown(T),
    /// Too little is there for one.
    TooFew {
        /// How much there is.
        have: usize,
        /// How much there must be.
        need: usize,
    },
    /// It would mean nothing here.
    NotApplicable {
        /// Why.
        why: &'static str,
    },
}

impl<T> Status<T> {
    /// The value, where there is one.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        match self {
            Status::Shown(value) => Some(value),
            Status::TooFew { .. } | Status::NotApplicable { .. } => None,
        }
    }
}

const NOTHING_LOGGED: &str = "nothing logged yet";
