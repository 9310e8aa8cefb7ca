//! Welcomes, introductions and summaries with what came of them, and contacts.

use std::collections::BTreeMap;

use super::super::facilitation::links;
use super::super::interner::Table;
use super::super::stored::stored;
use super::people::day_number;
use super::tally::Tally;
use super::{Deed, Names};
use crate::activity::Kind;
use crate::time::CivilDate;

/// Welcomes, introductions and summaries with what came of them, and contacts.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Care {
    /// When each person was welcomed by somebody.
    welcomes: BTreeMap<u32, Tally>,
    /// When two were brought together by a third, the lesser number first.
    introductions: BTreeMap<(u32, u32), Tally>,
    /// When two had an exchange, likewise: for all time, as a pair may be introduced years later.
    exchanges: Table<(u32, u32), Tally>,
    summaries: BTreeMap<u32, Summary>,
    /// When somebody went on from a contribution, by the contribution and who did.
    links: BTreeMap<(u32, u32), Tally>,
    /// With whom somebody spoke, by day, by whom and with whom.
    contacts: BTreeMap<(CivilDate, Option<u32>, u32), u32>,
}

stored!(Care {
    welcomes,
    introductions,
    exchanges,
    summaries,
    links,
    contacts
});

/// By whom a summary is, of which thread if of one, and of which day.
#[derive(Debug, Clone, Copy)]
struct Summary {
    author: u32,
    thread: Option<u32>,
    day: i32,
}

stored!(Summary {
    author,
    thread,
    day
});

impl Care {
    /// When people were welcomed, by number.
    pub(in super::super) fn welcomes(&self) -> impl Iterator<Item = (u32, &Tally)> {
        self.welcomes.iter().map(|(who, days)| (*who, days))
    }

    /// When pairs were introduced, by number.
    pub(in super::super) fn introductions(&self) -> impl Iterator<Item = ((u32, u32), &Tally)> {
        self.introductions.iter().map(|(pair, days)| (*pair, days))
    }

    /// When two had an exchange: none if never.
    pub(in super::super) fn exchanges(&self, one: u32, other: u32) -> Option<&Tally> {
        self.exchanges.get(&pair(one, other))
    }

    /// Of which day each summary is, and when others than its author went on from it or from its thread.
    pub(in super::super) fn summaries(&self) -> impl Iterator<Item = (i32, Vec<&Tally>)> {
        self.summaries.iter().map(|(id, summary)| {
            let of = [Some(*id), summary.thread].into_iter().flatten();
            let links = of.flat_map(|of| self.links.range((of, 0)..=(of, u32::MAX)));
            let by_others = links.filter(|((_, by), _)| *by != summary.author);
            (summary.day, by_others.map(|(_, days)| days).collect())
        })
    }

    /// Who spoke with whom since a day: the day, by whom, with whom, and how often.
    pub(in super::super) fn contacts_since(
        &self,
        day: CivilDate,
    ) -> impl Iterator<Item = (CivilDate, Option<u32>, u32, u32)> {
        let since = self.contacts.range((day, None, 0)..);
        since.map(|((day, by, with), n)| (*day, *by, *with, *n))
    }

    pub(super) fn count(&mut self, names: &mut Names, deed: &Deed<'_>, sign: i64) {
        let day = day_number(deed.day);
        if let Kind::ContactNoted { person } = &deed.activity.what {
            let contact = (deed.day, deed.who, names.person(person));
            let n = self.contacts.entry(contact).or_default();
            *n = if sign > 0 { *n + 1 } else { *n - 1 };
            if *n == 0 {
                self.contacts.remove(&contact);
            }
        }
        let Some(by) = deed.who else {
            return;
        };
        match &deed.activity.what {
            Kind::Welcomed { person, .. } => {
                let whom = names.person(person);
                if whom != by {
                    add(&mut self.welcomes, whom, day, sign);
                }
            }
            Kind::Introduced { one, other, .. } => {
                let (one, other) = (names.person(one), names.person(other));
                if one != other && one != by && other != by {
                    add(&mut self.introductions, pair(one, other), day, sign);
                }
            }
            Kind::Replied(turn) if turn.is_substantive() => {
                for addressee in &turn.addressees {
                    let to = names.person(addressee);
                    if to != by {
                        self.exchange(pair(by, to), day, sign);
                    }
                }
            }
            Kind::Summarised { summary, of, .. } => {
                let id = names.contribution(summary);
                let summary = Summary {
                    author: by,
                    thread: of.contribution().map(|thread| names.contribution(thread)),
                    day,
                };
                if sign > 0 {
                    self.summaries.insert(id, summary);
                } else {
                    self.summaries.remove(&id);
                }
            }
            _ => {}
        }
        for linked in links(&deed.activity.what) {
            add(&mut self.links, (names.contribution(linked), by), day, sign);
        }
    }

    fn exchange(&mut self, pair: (u32, u32), day: i32, sign: i64) {
        let days = self.exchanges.entry(pair).or_default();
        days.add(day, sign);
        if days.is_empty() {
            self.exchanges.remove(&pair);
        }
    }
}

fn pair(one: u32, other: u32) -> (u32, u32) {
    (one.min(other), one.max(other))
}

fn add<K: Ord + Copy>(tallies: &mut BTreeMap<K, Tally>, of: K, day: i32, sign: i64) {
    let days = tallies.entry(of).or_default();
    days.add(day, sign);
    if days.is_empty() {
        tallies.remove(&of);
    }
}
