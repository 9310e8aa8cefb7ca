//! Who said something substantive to whom in the window.

use super::super::interner::Table;
use super::{Deed, Names, Profile, Window};
use crate::activity::{Basis, Kind};

/// Exchanges in the window, counted by the two people and where each of them stood then.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Exchanges {
    n: Table<Between, u32>,
}

/// By whom and to whom, and where each of them stood then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in super::super) struct Between {
    /// By whom.
    pub(in super::super) by: u32,
    /// To whom.
    pub(in super::super) to: u32,
    /// Where the one who said it stood.
    pub(in super::super) from: Profile,
    /// Where the other stood.
    pub(in super::super) towards: Profile,
}

/// What is to be subtracted of an exchange when its day leaves the window.
#[derive(Debug, Clone, Copy)]
pub(super) struct SmallExchange {
    pub(super) between: Between,
    pub(super) sign: i64,
    pub(super) basis: Basis,
}

impl Exchanges {
    /// How many there were between whom, in the order of the numbers.
    pub(in super::super) fn counted(&self) -> impl Iterator<Item = (Between, u64)> {
        let mut counted: Vec<(Between, u64)> = self
            .n
            .iter()
            .map(|(between, n)| (*between, u64::from(*n)))
            .collect();
        counted.sort_unstable();
        counted.into_iter()
    }

    pub(super) fn count(
        &mut self,
        names: &mut Names,
        window: &mut Window,
        deed: &Deed<'_>,
        sign: i64,
    ) {
        let (Kind::Replied(turn), Some(by)) = (&deed.activity.what, deed.who) else {
            return;
        };
        if !turn.is_substantive() {
            return;
        }
        for addressee in &turn.addressees {
            let to = names.person(addressee);
            if to == by {
                continue;
            }
            let between = Between {
                by,
                to,
                from: deed.from,
                towards: names.profile(to, deed.position),
            };
            self.add(between, sign);
            let basis = deed.activity.basis;
            window.bases.exchanges.count(basis, sign);
            window.day(deed.day).exchanges.push(SmallExchange {
                between,
                sign,
                basis,
            });
        }
    }

    pub(super) fn add(&mut self, between: Between, sign: i64) {
        let n = self.n.entry(between).or_insert(0);
        *n = if sign > 0 { *n + 1 } else { *n - 1 };
        if *n == 0 {
            self.n.remove(&between);
        }
    }
}
