//! Who guides whom in the thread of a problem, and since when.
//!
//! What is kept are the earliest moments: of each person, of each pair, and of the whole. More that is said can only
//! make them earlier, so a turn touches one pair and two people, in whatever order turns arrive.

use super::super::super::RULES;
use super::super::super::interner::Table;
use super::super::super::stored::stored;
use crate::time::Timestamp;

/// Since when people guide each other, across a boundary or not, and say that it changed something.
#[derive(Debug, Clone, Default)]
pub(super) struct Dialogue {
    voices: Table<u32, Voice>,
    pairs: Table<(u32, u32), Pair>,
    mutual: Earliest,
    across: Earliest,
    attested: Earliest,
}

stored!(Dialogue {
    voices,
    pairs,
    mutual,
    across,
    attested
});

/// The first of the moments that were put in.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Earliest(pub(super) Option<Timestamp>);

stored!(Earliest { 0 });

/// One person in the thread.
#[derive(Debug, Clone, Default)]
struct Voice {
    /// Since when they take part.
    takes_part: Earliest,
    /// Since when they say that somebody else changed how they see it.
    says_changed: Earliest,
    /// From where they say that they see it, and since when.
    vantages: Vec<(u32, Earliest)>,
    /// Those with whom they are a pair.
    partners: Vec<u32>,
}

stored!(Voice {
    takes_part,
    says_changed,
    vantages,
    partners
});

/// Two people in the thread.
#[derive(Debug, Clone, Default)]
struct Pair {
    /// The first substantive turns of each to the other; those of the lower number first.
    turns: [Firsts; 2],
    /// Since when they are known to stand at different points.
    apart: Earliest,
}

stored!(Pair { turns, apart });

const N_FIRSTS: usize = RULES.mutual_turns as usize;

/// The earliest few moments, in order.
type Firsts = [Option<Timestamp>; N_FIRSTS];

impl Earliest {
    /// Whether this is earlier than all before.
    pub(super) fn put(&mut self, at: Timestamp) -> bool {
        let is_earlier = self.0.is_none_or(|earliest| at < earliest);
        if is_earlier {
            self.0 = Some(at);
        }
        is_earlier
    }

    /// When both are so.
    fn with(self, other: Self) -> Option<Timestamp> {
        Some(self.0?.max(other.0?))
    }
}

impl Dialogue {
    /// When grades 1, 2 and 3 were reached.
    pub(super) fn reached(&self) -> [Option<Timestamp>; 3] {
        [
            self.mutual.0,
            self.mutual.with(self.attested),
            self.across.with(self.attested),
        ]
    }

    /// Everybody who takes part, in no order.
    pub(super) fn people(&self) -> impl Iterator<Item = u32> {
        let voices = self.voices.iter();
        let taking_part = voices.filter(|(_, voice)| voice.takes_part.0.is_some());
        taking_part.map(|(who, _)| *who)
    }

    /// Somebody raised the problem or took a turn.
    pub(super) fn take_part(&mut self, who: u32, at: Timestamp, vantage: Option<u32>) {
        if self.voices.entry(who).or_default().takes_part.put(at) {
            self.settle_voice(who);
        }
        if let Some(vantage) = vantage {
            self.stand(who, vantage, at);
        }
    }

    /// Somebody took a substantive turn to somebody else.
    pub(super) fn address(&mut self, by: u32, to: u32, at: Timestamp, is_across: bool) {
        let key = (by.min(to), by.max(to));
        if !self.pairs.contains_key(&key) {
            let pair = Pair {
                apart: self.apart(by, to),
                ..Pair::default()
            };
            self.pairs.insert(key, pair);
            self.voices.entry(by).or_default().partners.push(to);
            self.voices.entry(to).or_default().partners.push(by);
        }
        let pair = self.pairs.entry(key).or_default();
        put_first(&mut pair.turns[usize::from(by > to)], at);
        if is_across {
            pair.apart.put(at);
        }
        self.settle_pair(key);
    }

    /// Somebody says, of what somebody else said, that it changed how they see it.
    pub(super) fn attest(&mut self, who: u32, at: Timestamp) {
        if self.voices.entry(who).or_default().says_changed.put(at) {
            self.settle_voice(who);
        }
    }

    fn stand(&mut self, who: u32, vantage: u32, at: Timestamp) {
        let voice = self.voices.entry(who).or_default();
        let mut known = voice.vantages.iter_mut();
        match known.find(|(known, _)| *known == vantage) {
            Some((_, since)) => {
                if !since.put(at) {
                    return;
                }
            }
            None => voice.vantages.push((vantage, Earliest(Some(at)))),
        }
        for partner in voice.partners.clone() {
            let key = (who.min(partner), who.max(partner));
            if let Some(since) = self.apart(who, partner).0
                && let Some(pair) = self.pairs.get_mut(&key)
                && pair.apart.put(since)
            {
                self.settle_pair(key);
            }
        }
    }

    /// Since when two say that they see it from different points.
    fn apart(&self, one: u32, other: u32) -> Earliest {
        let vantages = |who: u32| {
            let voice = self.voices.get(&who);
            voice.map_or(&[][..], |voice| voice.vantages.as_slice())
        };
        let mut apart = Earliest::default();
        for (own, since) in vantages(one) {
            for (theirs, their_since) in vantages(other) {
                if own != theirs
                    && let Some(at) = since.with(*their_since)
                {
                    apart.put(at);
                }
            }
        }
        apart
    }

    fn settle_voice(&mut self, who: u32) {
        if let Some(voice) = self.voices.get(&who)
            && let Some(at) = voice.takes_part.with(voice.says_changed)
        {
            self.attested.put(at);
        }
    }

    fn settle_pair(&mut self, key: (u32, u32)) {
        let Some(pair) = self.pairs.get(&key) else {
            return;
        };
        let mutual = Earliest(pair.mutual());
        if let Some(at) = mutual.0 {
            self.mutual.put(at);
        }
        if let Some(at) = mutual.with(pair.apart) {
            self.across.put(at);
        }
    }
}

impl Pair {
    /// Since when each said something to the other, and enough in all.
    fn mutual(&self) -> Option<Timestamp> {
        let [there, back] = &self.turns;
        let both = there[0]?.max(back[0]?);
        let mut all: Vec<Timestamp> = there.iter().chain(back).flatten().copied().collect();
        all.sort_unstable();
        Some(both.max(*all.get(N_FIRSTS - 1)?))
    }
}

fn put_first(firsts: &mut Firsts, mut at: Timestamp) {
    for first in firsts {
        match first {
            Some(earlier) if *earlier <= at => {}
            Some(later) => std::mem::swap(later, &mut at),
            None => {
                *first = Some(at);
                return;
            }
        }
    }
}
