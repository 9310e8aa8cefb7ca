//! What stands behind the parts of a breakdown, and whether enough of it changed to draw it anew.

use std::collections::{BTreeMap, BTreeSet};

use super::super::RULES;
use super::super::boundaries::Crowd;
use super::super::live::{Between, Names, PersonHere, Place, Profile};
use super::super::stored::{stored, stored_variants};
use crate::affiliation::{Affiliation, Dimension};
use crate::id::{GroupId, PersonId};
use crate::time::CivilDate;

/// A part of a breakdown, drawn anew now and then.
#[derive(Debug, Clone)]
pub(super) struct Part<V, B> {
    /// What it came to last: none before it was first drawn.
    pub(super) drawn: Option<Drawn<V>>,
    /// What stood behind each drawing: whoever kept the first could subtract the last from it.
    behind: Vec<B>,
}

stored!(Part<V, B> { drawn, behind });

/// What a part came to.
#[derive(Debug, Clone)]
pub(super) struct Drawn<V> {
    /// The month at whose end it was drawn, by its first day.
    pub(super) month: CivilDate,
    /// What may be shown.
    pub(super) value: V,
}

stored!(Drawn<V> { month, value });

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
        let mut before = self.behind.iter().chain(beside);
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

    pub(super) fn rename(&mut self, from: &PersonId, into: Option<&PersonId>) {
        for behind in &mut self.behind {
            behind.rename(from, into);
        }
    }
}

/// What stands behind a part: by the people themselves, because numbers do not outlive what is taken again.
pub(super) trait Behind: Default {
    /// Whether at least k people differ between the two, and not only in what they did with one of them.
    fn differs_enough(&self, before: &Self) -> bool;

    /// Somebody goes by another id, or is to be forgotten.
    fn rename(&mut self, from: &PersonId, into: Option<&PersonId>);
}

/// Where somebody stands on one boundary.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stand {
    Unknown,
    Independent,
    Group(GroupId),
}

stored_variants!(Stand { 0 => Unknown, 1 => Independent, 2 => Group(group) });

impl Stand {
    pub(super) fn of(names: &Names, profile: Profile, dimension: Dimension) -> Self {
        match names.place(profile, dimension) {
            Place::Unknown => Self::Unknown,
            Place::Independent => Self::Independent,
            Place::Group(group) => Self::Group(names.group_id(group).clone()),
        }
    }
}

/// People, and where they stand.
#[derive(Debug, Clone, Default)]
pub(super) struct Standing(BTreeMap<PersonId, Stand>);

stored!(Standing { 0 });

impl Standing {
    pub(super) fn of<'a>(
        names: &Names,
        dimension: Dimension,
        people: impl Iterator<Item = &'a PersonHere>,
    ) -> Self {
        let stand = |person: &PersonHere| {
            let profile = names.profile_now(person.who);
            let id = names.person_id(person.who).clone();
            (id, Stand::of(names, profile, dimension))
        };
        Self(people.map(stand).collect())
    }

    pub(super) fn crowd(&self) -> Crowd {
        Crowd::of(self.0.values().map(|stand| match stand {
            Stand::Unknown => Affiliation::Unknown,
            Stand::Independent => Affiliation::NoneDeclared,
            Stand::Group(group) => Affiliation::Known(group.clone()),
        }))
    }
}

impl Behind for Standing {
    fn differs_enough(&self, before: &Self) -> bool {
        let people: BTreeSet<&PersonId> = self.0.keys().chain(before.0.keys()).collect();
        let differs = |person: &&&PersonId| self.0.get(**person) != before.0.get(**person);
        people.iter().filter(differs).count() as u64 >= RULES.k
    }

    fn rename(&mut self, from: &PersonId, into: Option<&PersonId>) {
        if let (Some(stand), Some(into)) = (self.0.remove(from), into) {
            self.0.entry(into.clone()).or_insert(stand);
        }
    }
}

/// By whom to whom, and where both stood then.
type Tie = [(PersonId, Stand); 2];

/// Exchanges, and where people stood then.
#[derive(Debug, Clone, Default)]
pub(super) struct Exchanged(BTreeMap<Tie, u64>);

stored!(Exchanged { 0 });

impl Exchanged {
    pub(super) fn of(names: &Names, dimension: Dimension, exchanged: &[(Between, u64)]) -> Self {
        let mut counted = BTreeMap::new();
        for (between, n) in exchanged {
            let end = |who, profile| {
                let id = names.person_id(who).clone();
                (id, Stand::of(names, profile, dimension))
            };
            let tie = [
                end(between.by, between.from),
                end(between.to, between.towards),
            ];
            *counted.entry(tie).or_default() += n;
        }
        Self(counted)
    }

    /// What crosses or stays inside, of which it is known where both stood.
    pub(super) fn known(&self) -> impl Iterator<Item = &Tie> {
        self.0.keys().filter(|tie| {
            let stands = tie.each_ref().map(|(_, stand)| stand);
            !stands.contains(&&Stand::Unknown) && stands != [&Stand::Independent; 2]
        })
    }

    /// What goes from a group to another, with how often.
    pub(super) fn between_groups(&self) -> impl Iterator<Item = ([&GroupId; 2], [&PersonId; 2])> {
        self.0
            .keys()
            .filter_map(|[(by, from), (to, towards)]| match (from, towards) {
                (Stand::Group(from), Stand::Group(towards)) if from != towards => {
                    Some(([from, towards], [by, to]))
                }
                _ => None,
            })
    }
}

impl Behind for Exchanged {
    fn differs_enough(&self, before: &Self) -> bool {
        let ties: BTreeSet<&Tie> = self.0.keys().chain(before.0.keys()).collect();
        let differs = |tie: &&&Tie| self.0.get(**tie) != before.0.get(**tie);
        let mut with: BTreeMap<&PersonId, BTreeSet<&PersonId>> = BTreeMap::new();
        for [(by, _), (to, _)] in ties.iter().filter(differs) {
            with.entry(by).or_default().insert(to);
            with.entry(to).or_default().insert(by);
        }
        // Without any one person there have to be all others of k: those who changed with that person alone fall away.
        let mut alone_with: BTreeMap<&PersonId, u64> = BTreeMap::new();
        for others in with.values().filter(|others| others.len() == 1) {
            *alone_with
                .entry(others.iter().next().copied().expect("it has one"))
                .or_default() += 1;
        }
        let most = alone_with.values().max().copied().unwrap_or_default();
        with.len() as u64 >= RULES.k + most
    }

    fn rename(&mut self, from: &PersonId, into: Option<&PersonId>) {
        let is_of = |tie: &Tie| tie.iter().any(|(who, _)| who == from);
        let touched: Vec<Tie> = self.0.keys().filter(|tie| is_of(tie)).cloned().collect();
        for mut tie in touched {
            let n = self.0.remove(&tie).unwrap_or_default();
            let Some(into) = into else { continue };
            for (who, _) in tie.iter_mut().filter(|(who, _)| who == from) {
                *who = into.clone();
            }
            if tie[0].0 != tie[1].0 {
                *self.0.entry(tie).or_default() += n;
            }
        }
    }
}
