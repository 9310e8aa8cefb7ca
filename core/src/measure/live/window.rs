//! What happened in the window, by day, so that it can be subtracted when its day leaves the window.

use std::collections::BTreeMap;

use super::super::classes::{Bent, bent, characteristics};
use super::super::interner::Table;
use super::super::stored::stored;
use super::super::{Provenance, RULES};
use super::exchanges::SmallExchange;
use super::people::{People, Recent};
use super::{Deed, Profile};
use crate::activity::Basis;
use crate::time::CivilDate;

/// What happened in the window, by day.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Window {
    days: BTreeMap<CivilDate, Day>,
    /// What everybody did in it, also those who were erased since.
    pub(in super::super) totals: Recent,
    /// How it is known.
    pub(in super::super) bases: Bases,
    /// Contributions by who made them and where they stood then.
    heard: Table<(u32, Profile), u64>,
}

stored!(Window {
    days,
    totals,
    bases,
    heard
});

/// How what happened in the window is known, by what it counts as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in super::super) struct Bases {
    /// Contributions and observing acts.
    pub(in super::super) taking_part: Provenance,
    /// Contributions.
    pub(in super::super) contributions: Provenance,
    /// What serves one of the four characteristic activities.
    pub(in super::super) characteristic: Provenance,
    /// What passes on or works on something.
    pub(in super::super) bent: Provenance,
    /// What passes on something.
    pub(in super::super) disseminating: Provenance,
    /// What keeps the community going.
    pub(in super::super) facilitation: Provenance,
    /// Exchanges.
    pub(in super::super) exchanges: Provenance,
}

stored!(Bases {
    taking_part,
    contributions,
    characteristic,
    bent,
    disseminating,
    facilitation,
    exchanges,
});

/// What happened on one day: what was taken back stands in it twice, once with each sign.
#[derive(Debug, Clone, Default)]
pub(super) struct Day {
    pub(super) deeds: Vec<SmallDeed>,
    pub(super) exchanges: Vec<SmallExchange>,
}

stored!(Day { deeds, exchanges });

/// What is to be subtracted of an activity when its day leaves the window.
#[derive(Debug, Clone, Copy)]
pub(super) struct SmallDeed {
    /// None for somebody who was erased: what they did stays in the totals.
    pub(super) who: Option<u32>,
    /// Where they stood then.
    from: Profile,
    flags: u16,
    pub(super) sign: i8,
    basis: Basis,
}

stored!(SmallDeed {
    who,
    from,
    flags,
    sign,
    basis
});

impl SmallDeed {
    pub(super) const CONTRIBUTION: u16 = 1;
    pub(super) const AS_MEMBER: u16 = 1 << 1;
    pub(super) const PRACTICE: u16 = 1 << 2;
    pub(super) const DISSEMINATING: u16 = 1 << 3;
    pub(super) const FACILITATION: u16 = 1 << 4;
    /// The first of the four characteristic activities; the others follow.
    pub(super) const CHARACTERISTIC: u16 = 1 << 5;
    pub(super) const OBSERVING: u16 = 1 << 9;
    const ANY: u16 = Self::CONTRIBUTION
        | Self::OBSERVING
        | Self::PRACTICE
        | Self::DISSEMINATING
        | Self::FACILITATION
        | (Self::CHARACTERISTIC * 0b1111);

    pub(super) fn has(self, flags: u16) -> bool {
        self.flags & flags == flags
    }

    fn of(deed: &Deed<'_>, sign: i64) -> Self {
        let flag = |is_set: bool, flag: u16| if is_set { flag } else { 0 };
        let what = &deed.activity.what;
        let bent = bent(what, deed.is_in_problem);
        let mut flags = flag(deed.counts.contribution, Self::CONTRIBUTION)
            | flag(deed.counts.observing, Self::OBSERVING)
            | flag(deed.as_member, Self::AS_MEMBER)
            | flag(bent == Some(Bent::Practice), Self::PRACTICE)
            | flag(bent == Some(Bent::Disseminating), Self::DISSEMINATING)
            | flag(deed.counts.facilitation, Self::FACILITATION);
        for characteristic in characteristics(what) {
            flags |= Self::CHARACTERISTIC << *characteristic as u16;
        }
        Self {
            who: deed.who,
            from: deed.from,
            flags,
            sign: if sign > 0 { 1 } else { -1 },
            basis: deed.activity.basis,
        }
    }
}

impl Bases {
    pub(super) fn count(&mut self, deed: &SmallDeed, sign: i64) {
        let sign = sign * i64::from(deed.sign);
        let any = |flags: u16| deed.flags & flags != 0;
        for (n, is_counted) in [
            (
                &mut self.taking_part,
                any(SmallDeed::CONTRIBUTION | SmallDeed::OBSERVING),
            ),
            (&mut self.contributions, any(SmallDeed::CONTRIBUTION)),
            (
                &mut self.characteristic,
                any(SmallDeed::CHARACTERISTIC * 0b1111),
            ),
            (
                &mut self.bent,
                any(SmallDeed::PRACTICE | SmallDeed::DISSEMINATING),
            ),
            (&mut self.disseminating, any(SmallDeed::DISSEMINATING)),
            (&mut self.facilitation, any(SmallDeed::FACILITATION)),
        ] {
            if is_counted {
                n.count(deed.basis, sign);
            }
        }
    }
}

impl Window {
    /// The last day before the window that ends today.
    pub(super) fn last_before(today: CivilDate) -> CivilDate {
        today.plus_days(-i64::from(RULES.window_days))
    }

    /// Whether a day is in the window that ends today.
    pub(super) fn has(today: CivilDate, day: CivilDate) -> bool {
        day <= today && day > Self::last_before(today)
    }

    pub(super) fn count(&mut self, people: &mut People, deed: &Deed<'_>, sign: i64) {
        let small = SmallDeed::of(deed, sign);
        if small.flags & SmallDeed::ANY == 0 {
            return;
        }
        self.add(people, &small, 1);
        self.day(deed.day).deeds.push(small);
    }

    pub(super) fn add(&mut self, people: &mut People, small: &SmallDeed, sign: i64) {
        self.totals.count(small, sign);
        self.bases.count(small, sign);
        if let Some(who) = small.who {
            people.recent_mut(who).count(small, sign);
            if small.has(SmallDeed::CONTRIBUTION) {
                self.hear((who, small.from), sign * i64::from(small.sign));
            }
        }
    }

    /// How many contributions came from whom, by where they stood then, in the order of the numbers.
    pub(in super::super) fn heard(&self) -> Vec<(Profile, u64)> {
        let mut heard: BTreeMap<Profile, u64> = BTreeMap::new();
        for ((_, from), n) in &self.heard {
            *heard.entry(*from).or_default() += n;
        }
        heard.into_iter().collect()
    }

    /// How many contributions came from whom, with where they stood then.
    pub(in super::super) fn gave(&self) -> impl Iterator<Item = (u32, Profile, u64)> {
        self.heard.iter().map(|((who, from), n)| (*who, *from, *n))
    }

    fn hear(&mut self, from: (u32, Profile), sign: i64) {
        let n = self.heard.entry(from).or_insert(0);
        *n = n.saturating_add_signed(sign);
        if *n == 0 {
            self.heard.remove(&from);
        }
    }

    pub(super) fn day(&mut self, day: CivilDate) -> &mut Day {
        self.days.entry(day).or_default()
    }

    /// On how many days something happened that is in it.
    pub(super) fn n_days(&self) -> usize {
        self.days.len()
    }

    /// Whether something that happened on a day is in it.
    pub(super) fn has_day(&self, day: CivilDate) -> bool {
        self.days.contains_key(&day)
    }

    /// The days on which something happened that is in it.
    pub(super) fn all_days(&self) -> impl Iterator<Item = CivilDate> {
        self.days.keys().copied()
    }

    /// The first day that is not in the window any more.
    pub(super) fn leaves(&mut self, today: CivilDate) -> Option<Day> {
        let first = self.days.first_entry()?;
        match Self::has(today, *first.key()) {
            true => None,
            false => Some(first.remove()),
        }
    }
}
