//! Who said something substantive to whom in the window.

use super::super::bridges::Roles;
use super::super::interner::Table;
use super::super::stored::stored;
use super::bridging::Bridging;
use super::{Deed, Names, Profile, Window};
use crate::activity::{Basis, Kind};
use crate::affiliation::Dimension;

/// Exchanges in the window, counted by the two people and where each of them stood then.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Exchanges {
    n: Table<Between, u32>,
    /// Who stands between whom: none where nobody asked for it, because it costs more than all the rest.
    bridging: Option<Box<Bridging>>,
}

stored!(Exchanges { n, bridging });

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

stored!(Between {
    by,
    to,
    from,
    towards
});

/// What is to be subtracted of an exchange when its day leaves the window.
#[derive(Debug, Clone, Copy)]
pub(super) struct SmallExchange {
    pub(super) between: Between,
    pub(super) sign: i64,
    pub(super) basis: Basis,
}

stored!(SmallExchange {
    between,
    sign,
    basis
});

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

    /// Keeps from now on who stands between whom.
    pub(super) fn bridge(&mut self, names: &Names) {
        let mut bridging = Bridging::default();
        for (between, n) in self.counted() {
            for who in [between.by, between.to] {
                bridging.meet(who, names.group_now(who, Dimension::Organisation));
            }
            let n = u32::try_from(n).expect("they are counted in u32");
            bridging.exchange(between.by, between.to, n, 1);
        }
        self.bridging = Some(Box::new(bridging));
    }

    /// Somebody is in another organisation from now on.
    pub(super) fn place(&mut self, who: u32, group: Option<u32>) {
        if let Some(bridging) = &mut self.bridging {
            bridging.place(who, group);
        }
    }

    /// How often somebody stands between two others, where that is kept.
    pub(in super::super) fn bridges(&self, who: u32) -> Option<Roles> {
        Some(self.bridging.as_ref()?.roles(who))
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
            if let Some(bridging) = &mut self.bridging {
                for who in [by, to] {
                    bridging.meet(who, names.group_now(who, Dimension::Organisation));
                }
            }
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
        if let Some(bridging) = &mut self.bridging {
            bridging.exchange(between.by, between.to, 1, sign);
        }
    }
}
