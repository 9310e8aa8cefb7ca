//! What members contributed, the first of it first, and when somebody turned to them.

use super::super::super::interner::Table;
use super::super::super::stored::stored;
use super::super::{Deed, Names};
use super::put;
use crate::activity::{Kind, Via};
use crate::time::Timestamp;

/// A moment and a place in the log.
type Moment = (Timestamp, u64);

/// Whoever ever contributed as a member, or was turned to.
#[derive(Debug, Clone, Default)]
pub(in super::super::super) struct Newcomers {
    people: Table<u32, Newcomer>,
}

stored!(Newcomers { people });

/// One of them.
#[derive(Debug, Clone, Default)]
pub(in super::super::super) struct Newcomer {
    /// Whether they founded the community, so that they never were new to it.
    is_founder: bool,
    /// What they contributed as a member, in the order of the moments.
    contributions: Vec<Moment>,
    /// When others took a turn to them or welcomed them, in the order of the moments.
    turned_to: Vec<Moment>,
}

stored!(Newcomer {
    is_founder,
    contributions,
    turned_to
});

impl Newcomers {
    /// All of them who contributed, in no order.
    pub(in super::super::super) fn iter(&self) -> impl Iterator<Item = (u32, &Newcomer)> {
        let people = self.people.iter().map(|(who, newcomer)| (*who, newcomer));
        people.filter(|(_, newcomer)| !newcomer.is_founder && !newcomer.contributions.is_empty())
    }

    pub(super) fn count(&mut self, names: &mut Names, deed: &Deed<'_>, sign: i64) {
        let Some(by) = deed.who else { return };
        let moment = (deed.activity.at, deed.position);
        if deed.as_member && deed.counts.contribution {
            let contributions = &mut self.people.entry(by).or_default().contributions;
            put(contributions, moment, |moment| *moment, sign);
        }
        let mut to: Vec<u32> = match &deed.activity.what {
            Kind::Joined {
                via: Via::Founding, ..
            } => {
                self.people.entry(by).or_default().is_founder = true;
                return;
            }
            Kind::Replied(turn) => turn
                .addressees
                .iter()
                .map(|who| names.person(who))
                .collect(),
            Kind::Welcomed { person, .. } => vec![names.person(person)],
            _ => return,
        };
        to.sort_unstable();
        to.dedup();
        for who in to.into_iter().filter(|who| *who != by) {
            let turned_to = &mut self.people.entry(who).or_default().turned_to;
            put(turned_to, moment, |moment| *moment, sign);
        }
    }
}

impl Newcomer {
    /// What they contributed first.
    pub(in super::super::super) fn first(&self) -> Option<Moment> {
        self.contributions.first().copied()
    }

    /// When they contributed again.
    pub(in super::super::super) fn again_at(&self) -> Option<Timestamp> {
        self.contributions.get(1).map(|(at, _)| *at)
    }

    /// When somebody first turned to them from a moment on.
    pub(in super::super::super) fn turned_to_from(&self, from: Timestamp) -> Option<Timestamp> {
        let nth = self.turned_to.partition_point(|(at, _)| *at < from);
        self.turned_to.get(nth).map(|(at, _)| *at)
    }
}
