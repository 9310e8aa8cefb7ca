//! What may be shown of the measures, and to whom.
//!
//! Counts of a whole community are shown as they are now.
//! Breakdowns by groups are shown as they were at the end of a month, because two of them a moment apart would tell
//! about the one person who joined, left or moved in between (P3). [`Publisher`] keeps them:
//!
//! - A part of a breakdown is what one kind of people or exchange comes to on one boundary. It is drawn at the end of a
//!   month and then stays, whatever is taken back or arrives late. The next takes its place only when at least
//!   [`super::Rules::k`] people differ between it and each that was ever drawn, so that subtracting one from the other
//!   tells about all of them together; of exchanges they have to differ without whatever any single person had a part in.
//!   Members and contributors are compared with each other likewise.
//! - Behind a share there are at least k people on either side (P4), behind a cell at least k people, and cells that are
//!   not named stand together with at least one more, and with at least k people (P1, P2).
//! - Shares are in hundredths, effective numbers in tenths, counts in fives, and how much is known in tens of a hundred.
//! - A community with fewer than k members has no breakdowns (P5).
//!
//! - Contributions are told beside the members that the mix was last drawn of, for groups that it names and from which at
//!   least k people contributed. Whom the community seeks are sets of people that may overlap with each other and with
//!   groups: a number of them is drawn when at least k people are in the set, at least k are not, and at least k differ
//!   from any other set that was drawn of them and from what the mix tells.
//!
//! Of what is shown as it is now, two things tell of groups. From how many organisations those are who thought together
//! is told of at least k people, because it is one number of the whole community; it is live, so that somebody from an
//! organisation that was not there yet shows in it. Of a meeting and of those who endorse the
//! purpose the organisations are not told at all: whoever is recorded late as having been there, or endorses it next,
//! would show by them where they stand.
//! Whoever sees a community without being a member of it gets the numbers without lists of posts and meetings:
//! [`Measures::for_strangers`].
//!
//! What this does not protect: whatever members can see anyway, as who replied to whom.
//! Whoever knows where everybody but one person stands may learn from a first month where that person stands, as from
//! any exact number; what they can't do is to learn from what *changed* about fewer than k people.
//! Nor are two communities compared: what is drawn of the one can be subtracted from the other where nearly the same
//! people are in both.
//! Months are those of UTC, for all communities.

mod coarse;
mod drawn;
mod publisher;
mod sought;

use serde::Serialize;

use super::across_boundaries::AcrossBoundaries;
use super::both_ways::BothWays;
use super::identity::Identity;
use super::mix::Mix;
use super::single_links::{Link, SingleLinks};
use super::who_is_heard::WhoIsHeard;
use super::{
    Measure, Measures, Provenance, RULES, Sentence, Status, Window, event_card, thinking_together,
};
use crate::time::{CivilDate, Timestamp};

pub use publisher::Publisher;

/// For whom measures are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disclosure {
    /// As they were counted, for whoever runs the server and has the log anyway.
    Raw,
    /// As they may be shown to members.
    Published,
}

/// The breakdowns of a community as they may be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Published {
    /// The month whose end the newest part tells of, by its first day. Each part names its own.
    pub month: CivilDate,
    /// How many activities have arrived since the month before was closed that belong into a closed month: they are
    /// not in what was drawn for that month, and count from now on.
    pub late: u64,
    /// M6.
    pub mix: Measure<Mix>,
    /// M7.
    pub across_boundaries: Measure<AcrossBoundaries>,
    /// M8.
    pub both_ways: Measure<BothWays>,
    /// M9, without the groups.
    pub single_links: Measure<SingleLinks>,
    /// M10.
    pub who_is_heard: Measure<WhoIsHeard>,
    /// The links of M9 that rest on one person, between groups of at least k members, for stewards only.
    #[serde(skip)]
    pub links_for_stewards: Vec<Link>,
}

impl Published {
    /// Another month is over, and nothing changed in it.
    fn go(&mut self, as_of: Timestamp, window: Window, late: u64) {
        self.late = late;
        macro_rules! go {
            ($($measure:ident),*) => {$(
                self.$measure.as_of = as_of;
                self.$measure.window = window;
            )*};
        }
        go!(
            mix,
            across_boundaries,
            both_ways,
            single_links,
            who_is_heard
        );
    }
}

/// The measures of a community as they may be shown: breakdowns as they were published, all else as it is now.
#[must_use]
pub fn shown(measures: Measures, published: Option<&Published>) -> Measures {
    let is_small = measures.mix.people < RULES.k;
    let measures = of_the_whole(measures);
    let hidden = match published {
        _ if is_small => Hidden::SMALL,
        None => Hidden::NO_MONTH,
        Some(published) => {
            return Measures {
                mix: published.mix.clone(),
                across_boundaries: published.across_boundaries.clone(),
                both_ways: published.both_ways.clone(),
                single_links: published.single_links.clone(),
                who_is_heard: published.who_is_heard.clone(),
                ..measures
            };
        }
    };
    Measures {
        mix: hidden.of(&measures.mix),
        across_boundaries: hidden.of(&measures.across_boundaries),
        both_ways: hidden.of(&measures.both_ways),
        single_links: hidden.of(&measures.single_links),
        who_is_heard: hidden.of(&measures.who_is_heard),
        ..measures
    }
}

/// What is shown as it is now, without what it tells of where people stand.
fn of_the_whole(measures: Measures) -> Measures {
    let together = thinking_together::coarse(measures.thinking_together);
    let (event_card, identity) = (measures.event_card, measures.identity);
    Measures {
        thinking_together: Measure {
            coverage: together.coverage.map(coarse::coverage),
            ..together
        },
        event_card: Measure {
            status: event_card.status.map(event_card::EventCards::coarse),
            ..event_card
        },
        identity: Measure {
            status: identity.status.map(|value| Identity {
                organisations: None,
                ..value
            }),
            ..identity
        },
        ..measures
    }
}

/// Why a breakdown is not shown.
struct Hidden {
    rule: &'static str,
    key: &'static str,
}

impl Hidden {
    const NO_MONTH: Self = Self {
        rule: "P3",
        key: "disclosure.no_month",
    };
    const SMALL: Self = Self {
        rule: "P5",
        key: "disclosure.small",
    };

    /// Nothing of the measure but what it is of.
    fn of<T>(&self, measure: &Measure<T>) -> Measure<T> {
        Measure {
            name: measure.name,
            as_of: measure.as_of,
            window: measure.window,
            status: Status::Suppressed { rule: self.rule },
            basis: Provenance::default(),
            people: 0,
            coverage: None,
            says: Sentence::of(self.key),
        }
    }
}
