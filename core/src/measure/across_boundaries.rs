//! M7: how much of the exchange crosses a boundary.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::boundaries::{Behind, ByDimension, Crowd, groups, is_covered, one_side, why_not};
use super::exchanged::{behind, is_behind, live_behind};
use super::history::History;
use super::live::{Between, Here, Names, Place};
use super::{Live, Measure, Name, Ratio, Sentence, Share, Signed, Status};
use crate::affiliation::{Affiliation, Dimension};
use crate::id::{ActivityId, GroupId, PersonId};
use crate::time::CivilDate;

/// How much of the exchange crosses each boundary.
pub type AcrossBoundaries = ByDimension<Status<AcrossOn>>;

/// How much of the exchange in the window crosses one boundary, by where people stood when they exchanged something.
///
/// Between somebody in a group and somebody in none it crosses; between two in none it is not counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AcrossOn {
    /// The month at whose end it was drawn, by its first day; none for numbers as they are now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<CivilDate>,
    /// Ties that cross, of those that cross or stay inside. A tie is two people with where each stood, so that one pair
    /// that talks much does not decide it.
    pub ties: Share,
    /// Exchanges that cross, of those that cross or stay inside.
    pub exchanges: Share,
    /// What ties would come to if people talked regardless of group: the chance that two members differ (M6).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chance: Option<Ratio>,
    /// The same if everybody kept as many ties as they have: 1−Σa² (Newman 2003).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chance_by_degree: Option<Ratio>,
    /// E-I index of the ties, (E−I)/(E+I) (Krackhardt & Stern 1988).
    pub e_i: Signed,
    /// What it would be by chance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_e_i: Option<Signed>,
    /// Exchanges of which it is known where both stood, of all.
    pub known: Share,
    /// The ties of each group, by its id.
    pub groups: Vec<TiesOf>,
}

/// The ties of one group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TiesOf {
    /// Which.
    pub group: GroupId,
    /// Ties that cross, of those of the group, each counted once.
    pub ties: Share,
    /// E-I index of the group.
    pub e_i: Signed,
}

/// What was exchanged across one boundary and inside, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Tally {
    /// Exchanges in all.
    all: u64,
    /// Those of which it is known where both stood.
    known: u64,
    exchanges_across: u64,
    exchanges_inside: u64,
    /// Ties of each group: across, inside; none is for those in no group.
    ties: BTreeMap<Option<GroupId>, [u64; 2]>,
}

/// How much crosses a boundary, by the plain definition.
#[must_use]
pub fn batch(history: &History<'_>) -> Measure<AcrossBoundaries> {
    let value = ByDimension::of(|dimension| {
        let members = Crowd::of_members(history, dimension);
        of(dimension, &tally(history, dimension), &members)
    });
    told(value, behind(history))
}

fn tally(history: &History<'_>, dimension: Dimension) -> Tally {
    let mut tally = Tally::default();
    let mut ties: BTreeSet<[(Option<GroupId>, &PersonId); 2]> = BTreeSet::new();
    for exchange in history.exchanges() {
        tally.all += 1;
        let stands = [exchange.from, exchange.towards].map(|stands| stands.on(dimension));
        if stands.contains(&&Affiliation::Unknown) {
            continue;
        }
        tally.known += 1;
        let [from, to] = stands.map(|stands| stands.known().cloned());
        if from.is_none() && to.is_none() {
            continue;
        }
        match from == to {
            true => tally.exchanges_inside += 1,
            false => tally.exchanges_across += 1,
        }
        let mut tie = [(from, exchange.by), (to, exchange.to)];
        tie.sort_unstable();
        ties.insert(tie);
    }
    for [(one, _), (other, _)] in ties {
        if one == other {
            tally.ties.entry(one).or_default()[1] += 1;
        } else {
            tally.ties.entry(one).or_default()[0] += 1;
            tally.ties.entry(other).or_default()[0] += 1;
        }
    }
    tally
}

pub(super) fn live(live: &Live, here: &Here) -> Measure<AcrossBoundaries> {
    let exchanged: Vec<(Between, u64)> = here.exchanges.counted().collect();
    let value = on_each(live.names(), here, &exchanged);
    told(value, live_behind(live, here, &exchanged))
}

/// Each boundary as it is kept.
pub(super) fn on_each(
    names: &Names,
    here: &Here,
    exchanged: &[(Between, u64)],
) -> AcrossBoundaries {
    ByDimension::of(|dimension| {
        let members = Crowd::at_members(names, here, dimension);
        of(dimension, &kept(names, exchanged, dimension), &members)
    })
}

fn kept(names: &Names, exchanged: &[(Between, u64)], dimension: Dimension) -> Tally {
    let mut tally = Tally::default();
    let mut ties: Vec<[(Place, u32); 2]> = Vec::with_capacity(exchanged.len());
    for (between, n) in exchanged {
        tally.all += n;
        let from = names.place(between.from, dimension);
        let to = names.place(between.towards, dimension);
        if from == Place::Unknown || to == Place::Unknown {
            continue;
        }
        tally.known += n;
        if from == Place::Independent && to == Place::Independent {
            continue;
        }
        if from == to {
            tally.exchanges_inside += n;
        } else {
            tally.exchanges_across += n;
        }
        let (one, other) = ((from, between.by), (to, between.to));
        ties.push([one.min(other), one.max(other)]);
    }
    ties.sort_unstable();
    ties.dedup();
    let mut by_place: BTreeMap<Place, [u64; 2]> = BTreeMap::new();
    for [(one, _), (other, _)] in ties {
        by_place.entry(one).or_default()[usize::from(one == other)] += 1;
        if one != other {
            by_place.entry(other).or_default()[0] += 1;
        }
    }
    let group = |place| match place {
        Place::Group(group) => Some(names.group_id(group).clone()),
        Place::Independent | Place::Unknown => None,
    };
    let by_place = by_place.into_iter();
    tally.ties = by_place.map(|(place, ties)| (group(place), ties)).collect();
    tally
}

impl Tally {
    fn ties_across(&self) -> u64 {
        // Each is counted at both of its ends.
        self.ties.values().map(|[across, _]| across).sum::<u64>() / 2
    }

    fn ties_inside(&self) -> u64 {
        self.ties.values().map(|[_, inside]| inside).sum()
    }

    /// Whether all that is known, of members and of exchanges, is of one group.
    fn is_one_sided(&self, members: &Crowd) -> bool {
        let mut sides: BTreeSet<Option<&GroupId>> = self.ties.keys().map(Option::as_ref).collect();
        sides.extend(members.groups.keys().map(Some));
        sides.extend((members.independent > 0).then_some(None));
        sides.len() == 1 && !sides.contains(&None)
    }

    /// Newman's expectation 1−Σa², where two who are in no group do not count as a pair.
    fn chance_by_degree(&self) -> Option<Ratio> {
        let ends = |[across, inside]: &[u64; 2]| u128::from(across + 2 * inside);
        let all: u128 = self.ties.values().map(ends).sum();
        let none = self.ties.get(&None).map_or(0, ends);
        let counted = all * all - none * none;
        let groups = self.ties.iter().filter(|(group, _)| group.is_some());
        let inside: u128 = groups.map(|(_, ties)| ends(ties) * ends(ties)).sum();
        Ratio::of(counted - inside, counted)
    }

    fn groups(&self) -> Vec<TiesOf> {
        let of = |(group, [across, inside]): (&Option<GroupId>, &[u64; 2])| {
            Some(TiesOf {
                group: group.clone()?,
                ties: Share::of(*across, across + inside),
                e_i: Signed::twice_less_one(*across, across + inside)?,
            })
        };
        self.ties.iter().filter_map(of).collect()
    }
}

fn of(dimension: Dimension, tally: &Tally, members: &Crowd) -> Status<AcrossOn> {
    if is_covered(members.known()) && tally.is_one_sided(members) {
        return one_side(dimension);
    }
    let known = Share::of(tally.known, tally.all);
    if !is_covered(known) {
        return Status::LowCoverage {
            known: known.num,
            total: known.den,
        };
    }
    let (across, inside) = (tally.ties_across(), tally.ties_inside());
    let Some(e_i) = Signed::twice_less_one(across, across + inside) else {
        return Status::TooFew { have: 0, need: 1 };
    };
    let chance = members.differ();
    Status::Shown(AcrossOn {
        month: None,
        ties: Share::of(across, across + inside),
        exchanges: Share::of(
            tally.exchanges_across,
            tally.exchanges_across + tally.exchanges_inside,
        ),
        chance,
        chance_by_degree: tally.chance_by_degree(),
        e_i,
        expected_e_i: chance.and_then(|chance| Signed::twice_less_one(chance.num, chance.den)),
        known,
        groups: tally.groups(),
    })
}

/// The measure with what it says, for numbers as they were counted.
fn told(value: AcrossBoundaries, behind: Behind) -> Measure<AcrossBoundaries> {
    let says = |dimension, across: &AcrossOn| {
        Sentence::of("across_boundaries.says")
            .number("across", across.ties.num)
            .number("ties", across.ties.den)
            .sentence("groups", groups(dimension))
            .sentence("chance", by_chance(across))
    };
    told_with(value, behind, says)
}

/// The measure with what it says, for numbers that are rounded to be shown.
pub(super) fn told_roughly(value: AcrossBoundaries, behind: Behind) -> Measure<AcrossBoundaries> {
    let says = |dimension, across: &AcrossOn| {
        Sentence::of("across_boundaries.says_roughly")
            .number("percent", across.ties.num)
            .sentence("groups", groups(dimension))
            .sentence("chance", by_chance(across))
    };
    told_with(value, behind, says)
}

fn by_chance(across: &AcrossOn) -> Sentence {
    match across.chance {
        Some(chance) => {
            Sentence::of("across_boundaries.chance").number("percent", chance.percent())
        }
        None => Sentence::of("across_boundaries.no_chance"),
    }
}

fn told_with(
    value: AcrossBoundaries,
    behind: Behind,
    says: impl Fn(Dimension, &AcrossOn) -> Sentence,
) -> Measure<AcrossBoundaries> {
    let says = match value.first_shown() {
        Some((dimension, across)) => says(dimension, across),
        None => why_not(&value.organisation, Dimension::Organisation),
    };
    Measure {
        name: Name::AcrossBoundaries,
        as_of: behind.as_of,
        window: behind.window,
        coverage: value.first_shown().map(|(_, across)| across.known),
        status: value.overall(),
        basis: behind.basis,
        people: behind.people,
        says,
    }
}

/// The activities behind its numbers.
pub(super) fn evidence(history: &History<'_>) -> Vec<(&'static str, Vec<ActivityId>)> {
    vec![
        ("exchanges", history.behind(is_behind)),
        ("members", history.memberships()),
        ("known", history.affiliations()),
    ]
}
