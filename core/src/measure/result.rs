//! What a measure says, and whether it can say anything.

use serde::{Serialize, Serializer};

use super::catalogue::Sentence;
use super::stored::stored;
use super::{RULES, Share};
use crate::activity::Basis;
use crate::time::{CivilDate, Timestamp};

macro_rules! names {
    ($($(#[$doc:meta])* $code:literal $word:literal => $name:ident),* $(,)?) => {
        /// The measures, in the order of the table of measures.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Name {
            $($(#[$doc])* $name),*
        }

        impl Name {
            /// All of them, in that order.
            pub const ALL: &'static [Name] = &[$(Name::$name),*];

            /// The name by which results go.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Name::$name => $word),* }
            }

            /// Its place in the table of measures, such as `M5`.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Name::$name => $code),* }
            }

            /// The key of the sentence of what it does not say.
            pub(super) fn does_not_say(self) -> &'static str {
                match self { $(Name::$name => concat!($word, ".does_not_say")),* }
            }
        }
    };
}

names! {
    /// Whether domain, community and practice can be seen.
    "M0" "three_elements" => ThreeElements,
    /// Passing on, or working on?
    "M1" "network_or_community" => NetworkOrCommunity,
    /// The four activities that communities of practice have in common.
    "M2" "four_activities" => FourActivities,
    /// How people take part.
    "M3" "participation" => Participation,
    /// How much rests on few.
    "M4" "concentration" => Concentration,
    /// Problems that people thought through together.
    "M5" "thinking_together" => ThinkingTogether,
    /// How mixed the members are.
    "M6" "mix" => Mix,
    /// How much of the exchange crosses a boundary.
    "M7" "across_boundaries" => AcrossBoundaries,
    /// Whether exchange between groups goes both ways.
    "M8" "both_ways" => BothWays,
    /// Links between groups that rest on one person.
    "M9" "single_links" => SingleLinks,
    /// Whose contributions there are, beside who is a member.
    "M10" "who_is_heard" => WhoIsHeard,
    /// Whether anyone is left unanswered.
    "M11" "unanswered" => Unanswered,
    /// What happens to concerns.
    "M12" "concerns" => Concerns,
    /// What came of it.
    "M13" "value" => Value,
    /// What the community remembers.
    "M14" "memory" => Memory,
    /// Who holds it.
    "M15" "facilitation" => Facilitation,
    /// Members who have gone quiet.
    "M16" "gone_quiet" => GoneQuiet,
    /// People who could meet.
    "M17" "could_meet" => CouldMeet,
    /// What people are trying to do as a whole.
    "M18" "identity" => Identity,
    /// The stage that was declared, and signs of each.
    "M19" "stage" => Stage,
    /// Communities for a person.
    "M20" "communities_for_you" => CommunitiesForYou,
    /// One meeting.
    "M21" "event_card" => EventCard,
    /// A person's own bridges.
    "M22" "my_bridges" => MyBridges,
}

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// The days that a measure looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Window {
    /// The first day, in the community's zone: none where everything counts that ever happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<CivilDate>,
    /// The last day.
    pub to: CivilDate,
}

impl Window {
    /// Whether a day lies within it.
    pub(super) fn includes(&self, day: CivilDate) -> bool {
        self.from.is_none_or(|from| day >= from) && day <= self.to
    }

    /// Whether a day, in days since 1970-01-01, lies within it.
    pub(super) fn has(&self, day: i32) -> bool {
        self.includes(CivilDate::from_days(day.into()))
    }
}

/// How what is behind a measure is known, in activities.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Provenance {
    /// The log saw it happen.
    pub seen: u64,
    /// Somebody said so.
    pub said: u64,
    /// It came in with an import.
    pub imported: u64,
}

stored!(Provenance {
    seen,
    said,
    imported,
});

impl Provenance {
    /// Counts one more, or one less.
    pub fn count(&mut self, basis: Basis, sign: i64) {
        let n = match basis {
            Basis::Seen => &mut self.seen,
            Basis::Said => &mut self.said,
            Basis::Imported => &mut self.imported,
        };
        *n = n.saturating_add_signed(sign);
    }

    /// How many in all.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.seen + self.said + self.imported
    }
}

/// A measure of a community at a moment, or why there is none.
///
/// Serialized it is one object: `status`, `says`, `does_not_say` and what the measure is made of, with the values
/// beside them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure<T> {
    /// Which.
    pub name: Name,
    /// As of when.
    pub as_of: Timestamp,
    /// The days it looks at.
    pub window: Window,
    /// Whether there is a value.
    pub status: Status<T>,
    /// How many activities are behind it, by how they are known.
    pub basis: Provenance,
    /// How many different people are behind it.
    pub people: u64,
    /// How much of what it is about is known, where it may be unknown.
    pub coverage: Option<Share>,
    /// What it says.
    pub says: Sentence,
}

#[derive(Serialize)]
struct Written<'a, T> {
    #[serde(flatten)]
    status: &'a Status<T>,
    says: &'a Sentence,
    does_not_say: Sentence,
    measure: &'static str,
    rules: &'static str,
    as_of: Timestamp,
    window: Window,
    n: u64,
    n_people: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<Share>,
    basis: Provenance,
}

impl<T: Serialize> Serialize for Measure<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Written {
            status: &self.status,
            says: &self.says,
            does_not_say: self.does_not_say(),
            measure: self.name.code(),
            rules: RULES.version,
            as_of: self.as_of,
            window: self.window,
            n: self.basis.n(),
            n_people: self.people,
            coverage: self.coverage,
            basis: self.basis,
        }
        .serialize(serializer)
    }
}

impl<T> Measure<T> {
    /// What it does not say: to be shown wherever the number is (P10).
    #[must_use]
    pub fn does_not_say(&self) -> Sentence {
        Sentence::of(self.name.does_not_say())
    }

    /// The measure with another value in it.
    #[must_use]
    pub fn map<U>(self, with: impl FnOnce(T) -> U) -> Measure<U> {
        Measure {
            name: self.name,
            as_of: self.as_of,
            window: self.window,
            status: self.status.map(with),
            basis: self.basis,
            people: self.people,
            coverage: self.coverage,
            says: self.says,
        }
    }
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
        have: u64,
        /// How much there must be.
        need: u64,
    },
    /// Too much of what it is about is unknown.
    LowCoverage {
        /// How much is known.
        known: u64,
        /// Of how much.
        total: u64,
    },
    /// Showing it could tell something about a person.
    Suppressed {
        /// The privacy rule, such as `P1`.
        rule: &'static str,
    },
    /// It would mean nothing here.
    NotApplicable {
        /// Why.
        why: Sentence,
    },
}

impl<T> Status<T> {
    /// The value, where there is one.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        match self {
            Status::Shown(value) => Some(value),
            _ => None,
        }
    }

    /// The status with another value.
    #[must_use]
    pub fn map<U>(self, with: impl FnOnce(T) -> U) -> Status<U> {
        match self {
            Status::Shown(value) => Status::Shown(with(value)),
            Status::TooFew { have, need } => Status::TooFew { have, need },
            Status::LowCoverage { known, total } => Status::LowCoverage { known, total },
            Status::Suppressed { rule } => Status::Suppressed { rule },
            Status::NotApplicable { why } => Status::NotApplicable { why },
        }
    }
}
