//! The four boundaries: a value for each, and who stands where.

use std::collections::BTreeMap;

use serde::Serialize;

use super::history::History;
use super::live::{Here, Names, Place, Profile};
use super::{Provenance, RULES, Ratio, Sentence, Share, Status, Window};
use crate::affiliation::{Affiliation, Dimension};
use crate::id::GroupId;
use crate::time::Timestamp;

/// One of a thing for each of the four boundaries.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ByDimension<T> {
    /// Between organisations.
    pub organisation: T,
    /// Between professions.
    pub profession: T,
    /// Between sectors.
    pub sector: T,
    /// Between bands of the hierarchy.
    pub band: T,
}

impl<T> ByDimension<T> {
    /// What is worked out for each.
    #[must_use]
    pub fn of(mut each: impl FnMut(Dimension) -> T) -> Self {
        Self {
            organisation: each(Dimension::Organisation),
            profession: each(Dimension::Profession),
            sector: each(Dimension::Sector),
            band: each(Dimension::Band),
        }
    }

    /// That of one boundary.
    #[must_use]
    pub fn on(&self, dimension: Dimension) -> &T {
        match dimension {
            Dimension::Organisation => &self.organisation,
            Dimension::Profession => &self.profession,
            Dimension::Sector => &self.sector,
            Dimension::Band => &self.band,
        }
    }
}

impl<T> ByDimension<T> {
    /// That of one boundary, to change it.
    pub(super) fn on_mut(&mut self, dimension: Dimension) -> &mut T {
        match dimension {
            Dimension::Organisation => &mut self.organisation,
            Dimension::Profession => &mut self.profession,
            Dimension::Sector => &mut self.sector,
            Dimension::Band => &mut self.band,
        }
    }
}

impl<T> ByDimension<Status<T>> {
    /// The first boundary, organisations before all others, for which there is a value.
    #[must_use]
    pub fn first_shown(&self) -> Option<(Dimension, &T)> {
        Dimension::ALL
            .into_iter()
            .find_map(|dimension| Some((dimension, self.on(dimension).value()?)))
    }

    /// Shown where any boundary is, and else whatever holds for organisations.
    pub(super) fn overall(self) -> Status<Self> {
        if self.first_shown().is_some() {
            return Status::Shown(self);
        }
        match self.organisation {
            Status::Shown(_) => Status::Shown(self),
            Status::TooFew { have, need } => Status::TooFew { have, need },
            Status::LowCoverage { known, total } => Status::LowCoverage { known, total },
            Status::Suppressed { rule } => Status::Suppressed { rule },
            Status::NotApplicable { why } => Status::NotApplicable { why },
        }
    }
}

/// What a measure is told with, besides its numbers.
pub(super) struct Behind {
    pub(super) as_of: Timestamp,
    pub(super) window: Window,
    pub(super) basis: Provenance,
    pub(super) people: u64,
}

/// How many people stand where on one boundary.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Crowd {
    /// How many there are.
    pub(super) total: u64,
    /// How many said that they belong to no group.
    pub(super) independent: u64,
    /// How many belong to each group, by its id.
    pub(super) groups: BTreeMap<GroupId, u64>,
}

impl Crowd {
    /// The people who stand at these places.
    pub(super) fn of(standing: impl IntoIterator<Item = Affiliation>) -> Self {
        let mut crowd = Self::default();
        for affiliation in standing {
            crowd.total += 1;
            match affiliation {
                Affiliation::Known(group) => *crowd.groups.entry(group).or_default() += 1,
                Affiliation::NoneDeclared => crowd.independent += 1,
                Affiliation::Unknown => {}
            }
        }
        crowd
    }

    /// The people with these profiles, on one boundary.
    pub(super) fn at(
        names: &Names,
        dimension: Dimension,
        profiles: impl IntoIterator<Item = Profile>,
    ) -> Self {
        let mut crowd = Self::default();
        let mut groups: BTreeMap<u32, u64> = BTreeMap::new();
        for profile in profiles {
            crowd.total += 1;
            match names.place(profile, dimension) {
                Place::Group(group) => *groups.entry(group).or_default() += 1,
                Place::Independent => crowd.independent += 1,
                Place::Unknown => {}
            }
        }
        let groups = groups.into_iter();
        crowd.groups = groups
            .map(|(group, n)| (names.group_id(group).clone(), n))
            .collect();
        crowd
    }

    /// Members now, by the plain definition.
    pub(super) fn of_members(history: &History<'_>, dimension: Dimension) -> Self {
        let members = history.members.keys();
        Self::of(members.map(|member| history.people.on(member, dimension)))
    }

    /// Members now, as they are kept.
    pub(super) fn at_members(names: &Names, here: &Here, dimension: Dimension) -> Self {
        let members = here.people.members();
        Self::at(
            names,
            dimension,
            members.map(|member| names.profile_now(member.who)),
        )
    }

    /// Of how many it is known where they stand, be it in no group.
    pub(super) fn known(&self) -> Share {
        Share::of(self.in_groups() + self.independent, self.total)
    }

    /// Effective number of groups, 1/Σp² (Simpson 1949, Hill 1973): as many groups of one size would be as varied.
    pub(super) fn effective(&self) -> Option<Ratio> {
        let n = u128::from(self.in_groups());
        Ratio::of(n * n, self.squares())
    }

    /// Chance that two of them, picked at random, differ: 1−Σn(n−1)/N(N−1) (Simpson 1949, Blau 1977).
    pub(super) fn differ(&self) -> Option<Ratio> {
        let n = u128::from(self.in_groups());
        Some(Ratio::of(self.squares() - n, n * n.checked_sub(1)?)?.rest())
    }

    fn in_groups(&self) -> u64 {
        self.groups.values().sum()
    }

    fn squares(&self) -> u128 {
        let sizes = self.groups.values().map(|n| u128::from(*n));
        sizes.map(|n| n * n).sum()
    }
}

/// Whether enough is known to speak of groups.
pub(super) fn is_covered(known: Share) -> bool {
    known.num * 100 >= known.den * RULES.coverage_percent
}

/// What is said where the measure has no value.
pub(super) fn why_not<T>(status: &Status<T>, dimension: Dimension) -> Sentence {
    match status {
        Status::NotApplicable { why } => why.clone(),
        Status::LowCoverage { known, total } => Sentence::of("boundaries.low_coverage")
            .sentence("group", group(dimension))
            .number("known", *known)
            .number("total", *total),
        Status::TooFew { .. } | Status::Shown(_) => Sentence::of("boundaries.too_few")
            .sentence("groups", groups(dimension))
            .number("days", RULES.window_days.unsigned_abs().into()),
        Status::Suppressed { .. } => Sentence::of("boundaries.suppressed"),
    }
}

/// Nothing crosses a boundary that has one side.
pub(super) fn one_side<T>(dimension: Dimension) -> Status<T> {
    let why = Sentence::of("boundaries.one_group").sentence("group", group(dimension));
    Status::NotApplicable { why }
}

/// The word for one group on a boundary.
pub(super) fn group(dimension: Dimension) -> Sentence {
    Sentence::of(match dimension {
        Dimension::Organisation => "group.organisation",
        Dimension::Profession => "group.profession",
        Dimension::Sector => "group.sector",
        Dimension::Band => "group.band",
    })
}

/// The word for groups on a boundary.
pub(super) fn groups(dimension: Dimension) -> Sentence {
    Sentence::of(match dimension {
        Dimension::Organisation => "groups.organisation",
        Dimension::Profession => "groups.profession",
        Dimension::Sector => "groups.sector",
        Dimension::Band => "groups.band",
    })
}
