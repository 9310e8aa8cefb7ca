//! What stands behind the parts of a breakdown, and whether enough of it changed to draw it anew.

use std::collections::{BTreeMap, BTreeSet};

use super::super::boundaries::Crowd;
use super::super::live::{Between, Names, PersonHere, Place, Profile};
use super::super::{RULES, Share};
use crate::affiliation::{Affiliation, Dimension};
use crate::id::GroupId;
use crate::time::CivilDate;

/// A part of a breakdown, drawn anew now and then.
#[derive(Debug, Clone)]
pub(super) struct Part<V, B> {
    /// What it came to last: none before it was first drawn.
    pub(super) drawn: Option<Drawn<V>>,
    /// What stood behind each drawing: whoever kept the first could subtract the last from it.
    behind: Vec<B>,
}

/// What a part came to.
#[derive(Debug, Clone)]
pub(super) struct Drawn<V> {
    /// The month at whose end it was drawn, by its first day.
    pub(super) month: CivilDate,
    /// What may be shown.
    pub(super) value: V,
}

impl<V, B> Default for Part<V, B> {
    fn default() -> Self {
        Self {
            drawn: None,
            behind: Vec::new(),
        }
    }
}

impl<V, B: Behind> Part<V, B> {
    /// Draws it anew if enough people differ from all that was ever drawn of it, and of what it could be compared with.
    pub(super) fn draw(
        &mut self,
        month: CivilDate,
        now: B,
        beside: &[B],
        value: impl FnOnce(&B) -> V,
    ) {
        // The last is the most alike, so that mostly one look is enough.
        let mut before = self.behind.iter().rev().chain(beside);
        if now.differs_enough(&B::default()) && before.all(|before| now.differs_enough(before)) {
            let value = value(&now);
            self.drawn = Some(Drawn { month, value });
            self.behind.push(now);
        }
    }

    /// The month at whose end it was drawn last.
    pub(super) fn month(&self) -> Option<CivilDate> {
        self.drawn.as_ref().map(|drawn| drawn.month)
    }

    /// What stood behind each drawing.
    pub(super) fn behind(&self) -> &[B] {
        &self.behind
    }

    /// What may be shown.
    pub(super) fn value(&self) -> Option<&V> {
        self.drawn.as_ref().map(|drawn| &drawn.value)
    }

    pub(super) fn renumber(&mut self, numbers: &mut impl Numbers) {
        for behind in &mut self.behind {
            behind.renumber(numbers);
        }
    }
}

/// What stands behind a part, in the numbers of what is kept, and in their order.
pub(super) trait Behind: Default {
    /// Whether at least k people differ between the two, and not only in what they did with one of them.
    fn differs_enough(&self, before: &Self) -> bool;

    /// People and groups go by other numbers, or are to be forgotten.
    fn renumber(&mut self, numbers: &mut impl Numbers);
}

/// Which numbers people and groups have from now on.
pub(super) trait Numbers {
    /// That of a person: none for one who is to be forgotten.
    fn person(&mut self, who: u32) -> Option<u32>;

    /// That of a group.
    fn group(&mut self, group: u32) -> u32;

    /// A place with its group by that number.
    fn place(&mut self, place: Place) -> Place {
        match place {
            Place::Group(group) => Place::Group(self.group(group)),
            place => place,
        }
    }
}

/// Hands over each key that does not have the same value in both, in the order of the keys.
fn each_difference<K: Ord, V: PartialEq>(
    now: &[(K, V)],
    before: &[(K, V)],
    mut each: impl FnMut(&K),
) {
    let (mut now, mut before) = (now.iter().peekable(), before.iter().peekable());
    loop {
        let order = match (now.peek(), before.peek()) {
            (None, None) => return,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some((one, _)), Some((other, _))) => one.cmp(other),
        };
        let one = (order.is_le()).then(|| now.next()).flatten();
        let other = (order.is_ge()).then(|| before.next()).flatten();
        if one.map(|(_, value)| value) != other.map(|(_, value)| value)
            && let Some((key, _)) = one.or(other)
        {
            each(key);
        }
    }
}

/// Sorts, and adds up what has the same key.
fn added<K: Ord + Copy>(mut counted: Vec<(K, u64)>) -> Vec<(K, u64)> {
    counted.sort_unstable_by_key(|(key, _)| *key);
    counted.dedup_by(|(key, n), (kept, sum)| {
        let is_same = key == kept;
        *sum += if is_same { *n } else { 0 };
        is_same
    });
    counted
}

/// People, and where they stand.
#[derive(Debug, Clone, Default)]
pub(super) struct Standing(Vec<(u32, Place)>);

impl Standing {
    pub(super) fn of<'a>(
        names: &Names,
        dimension: Dimension,
        people: impl Iterator<Item = &'a PersonHere>,
    ) -> Self {
        let place = |who| names.place(names.profile_now(who), dimension);
        let people = people.map(|person| (person.who, place(person.who)));
        let mut people: Vec<_> = people.collect();
        people.sort_unstable();
        Self(people)
    }

    pub(super) fn crowd(&self, names: &Names) -> Crowd {
        Crowd::of(self.0.iter().map(|(_, place)| match place {
            Place::Unknown => Affiliation::Unknown,
            Place::Independent => Affiliation::NoneDeclared,
            Place::Group(group) => Affiliation::Known(names.group_id(*group).clone()),
        }))
    }

    /// Those who stand at places of some kind.
    pub(super) fn at(&self, is_there: impl Fn(Place) -> bool) -> People {
        let there = self.0.iter().filter(|(_, place)| is_there(*place));
        People(there.map(|(who, _)| *who).collect())
    }
}

impl Behind for Standing {
    fn differs_enough(&self, before: &Self) -> bool {
        let mut n = 0;
        each_difference(&self.0, &before.0, |_| n += 1);
        n >= RULES.k
    }

    fn renumber(&mut self, numbers: &mut impl Numbers) {
        let people = std::mem::take(&mut self.0).into_iter();
        // Whoever turns out to be another stood where the other stood.
        let people = people.filter_map(|(who, place)| {
            let now = numbers.person(who)?;
            Some((now, now != who, numbers.place(place)))
        });
        let mut people: Vec<_> = people.collect();
        people.sort_unstable();
        people.dedup_by_key(|(who, ..)| *who);
        self.0 = people
            .into_iter()
            .map(|(who, _, place)| (who, place))
            .collect();
    }
}

/// Some people, by number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct People(pub(super) BTreeSet<u32>);

impl People {
    pub(super) fn n(&self) -> u64 {
        self.0.len() as u64
    }

    /// How many are in one of the two only.
    pub(super) fn n_differing(&self, other: &Self) -> u64 {
        self.0.symmetric_difference(&other.0).count() as u64
    }

    pub(super) fn renumber(&mut self, numbers: &mut impl Numbers) {
        let people = std::mem::take(&mut self.0).into_iter();
        self.0 = people.filter_map(|who| numbers.person(who)).collect();
    }
}

/// How much somebody contributed, and where they stood then.
#[derive(Debug, Clone, Default)]
pub(super) struct Gave(Vec<((u32, Place), u64)>);

impl Gave {
    pub(super) fn of(
        names: &Names,
        dimension: Dimension,
        gave: impl Iterator<Item = (u32, Profile, u64)>,
    ) -> Self {
        let gave = gave.map(|(who, from, n)| ((who, names.place(from, dimension)), n));
        Self(added(gave.collect()))
    }

    /// Contributions of which it is known where whoever made them stood, of all.
    pub(super) fn known(&self) -> Share {
        let unknown = self
            .0
            .iter()
            .filter(|((_, place), _)| *place == Place::Unknown);
        let unknown: u64 = unknown.map(|(_, n)| n).sum();
        let all: u64 = self.0.iter().map(|(_, n)| n).sum();
        Share::of(all - unknown, all)
    }

    /// Who contributed from each place, and how much it was.
    pub(super) fn by_place(&self) -> BTreeMap<Place, (BTreeSet<u32>, u64)> {
        let mut by_place: BTreeMap<Place, (BTreeSet<u32>, u64)> = BTreeMap::new();
        for ((who, place), n) in &self.0 {
            let (people, sum) = by_place.entry(*place).or_default();
            people.insert(*who);
            *sum += n;
        }
        by_place
    }
}

impl Behind for Gave {
    fn differs_enough(&self, before: &Self) -> bool {
        // They come by person.
        let (mut n, mut last) = (0, None);
        each_difference(&self.0, &before.0, |(who, _)| {
            n += u64::from(last != Some(*who));
            last = Some(*who);
        });
        n >= RULES.k
    }

    fn renumber(&mut self, numbers: &mut impl Numbers) {
        let gave = std::mem::take(&mut self.0).into_iter();
        let gave = gave.filter_map(|((who, place), n)| {
            Some(((numbers.person(who)?, numbers.place(place)), n))
        });
        self.0 = added(gave.collect());
    }
}

/// By whom to whom, and where both stood then.
type Tie = [(u32, Place); 2];

/// Exchanges, and where people stood then.
#[derive(Debug, Clone, Default)]
pub(super) struct Exchanged(Vec<(Tie, u64)>);

impl Exchanged {
    pub(super) fn of(names: &Names, dimension: Dimension, exchanged: &[(Between, u64)]) -> Self {
        let counted = exchanged.iter().map(|(between, n)| {
            let end = |who, profile| (who, names.place(profile, dimension));
            let tie = [
                end(between.by, between.from),
                end(between.to, between.towards),
            ];
            (tie, *n)
        });
        Self(added(counted.collect()))
    }

    /// What crosses or stays inside, of which it is known where both stood.
    pub(super) fn known(&self) -> impl Iterator<Item = &Tie> {
        let ties = self.0.iter().map(|(tie, _)| tie);
        ties.filter(|tie| {
            let places = tie.map(|(_, place)| place);
            !places.contains(&Place::Unknown) && places != [Place::Independent; 2]
        })
    }

    /// From which group to which other something goes, and between whom.
    pub(super) fn between_groups<'a>(
        &'a self,
        names: &'a Names,
    ) -> impl Iterator<Item = ([&'a GroupId; 2], [u32; 2])> {
        let ties = self.0.iter();
        ties.filter_map(|([(by, from), (to, towards)], _)| match (from, towards) {
            (Place::Group(from), Place::Group(towards)) if from != towards => {
                let groups = [from, towards].map(|group| names.group_id(*group));
                Some((groups, [*by, *to]))
            }
            _ => None,
        })
    }
}

impl Behind for Exchanged {
    fn differs_enough(&self, before: &Self) -> bool {
        let mut with: Vec<(u32, u32)> = Vec::new();
        each_difference(&self.0, &before.0, |[(by, _), (to, _)]| {
            with.extend([(*by, *to), (*to, *by)]);
        });
        with.sort_unstable();
        with.dedup();
        // Without any one person there have to be all others of k: those who changed with that person alone fall away.
        let mut alone_with: BTreeMap<u32, u64> = BTreeMap::new();
        let mut n = 0;
        for others in with.chunk_by(|(who, _), (next, _)| who == next) {
            n += 1;
            if let [(_, other)] = others {
                *alone_with.entry(*other).or_default() += 1;
            }
        }
        let most = alone_with.values().max().copied().unwrap_or_default();
        n >= RULES.k + most
    }

    fn renumber(&mut self, numbers: &mut impl Numbers) {
        let ties = std::mem::take(&mut self.0).into_iter();
        let mut end = |(who, place)| Some((numbers.person(who)?, numbers.place(place)));
        let ties = ties.filter_map(|([by, to], n)| Some(([end(by)?, end(to)?], n)));
        let ties = ties.filter(|([(by, _), (to, _)], _)| by != to);
        self.0 = added(ties.collect());
    }
}
