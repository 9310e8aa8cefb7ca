//! M8: whether exchange between groups goes both ways.

use std::collections::BTreeMap;

use serde::Serialize;

use super::boundaries::{Behind, ByDimension, Crowd, groups, is_covered, one_side, why_not};
use super::exchanged::{behind, is_behind, live_behind};
use super::history::History;
use super::live::{Between, Here, Names, Place};
use super::{Live, Measure, Name, Sentence, Share, Status};
use crate::affiliation::{Affiliation, Dimension};
use crate::id::{ActivityId, GroupId};
use crate::time::CivilDate;

/// Whether exchange across each boundary goes both ways.
pub type BothWays = ByDimension<Status<BothWaysOn>>;

/// Whether exchange in the window between the groups on one boundary goes both ways.
///
/// R = Σ min(F_gh, F_hg) / Σ F_gh over ordered pairs of different groups (Squartini et al. 2013), where F_gh is how
/// often somebody then in g said something to somebody then in h.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BothWaysOn {
    /// The month at whose end it was drawn, by its first day; none for numbers as they are now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<CivilDate>,
    /// Exchanges that are matched by one the other way.
    pub num: u64,
    /// Exchanges between groups.
    pub den: u64,
    /// Between which groups, those with most exchanges first.
    pub flows: Vec<Flow>,
}

/// What goes between two groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flow {
    /// The group from which more comes; none for all that are not named, together.
    pub from: Option<GroupId>,
    /// The other; none likewise.
    pub to: Option<GroupId>,
    /// Exchanges from the one to the other.
    pub n: u64,
    /// Exchanges back.
    pub back: u64,
}

/// Exchanges from group to group on one boundary.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Flows {
    known: Share,
    n: BTreeMap<(GroupId, GroupId), u64>,
    /// Groups that members come from or that exchange anything.
    groups: Vec<GroupId>,
}

/// Whether exchange goes both ways, by the plain definition.
#[must_use]
pub fn batch(history: &History<'_>) -> Measure<BothWays> {
    let value = ByDimension::of(|dimension| {
        let members = Crowd::of_members(history, dimension);
        of(dimension, flows(history, dimension), &members)
    });
    told(value, behind(history))
}

fn flows(history: &History<'_>, dimension: Dimension) -> Flows {
    let mut flows = Flows::default();
    for exchange in history.exchanges() {
        flows.known.den += 1;
        let (from, to) = (exchange.from.on(dimension), exchange.towards.on(dimension));
        if *from == Affiliation::Unknown || *to == Affiliation::Unknown {
            continue;
        }
        flows.known.num += 1;
        flows.groups.extend(from.known().cloned());
        flows.groups.extend(to.known().cloned());
        if let (Some(from), Some(to)) = (from.known(), to.known())
            && from != to
        {
            let between = (from.clone(), to.clone());
            *flows.n.entry(between).or_default() += 1;
        }
    }
    flows
}

pub(super) fn live(live: &Live, here: &Here) -> Measure<BothWays> {
    let exchanged: Vec<(Between, u64)> = here.exchanges.counted().collect();
    let value = on_each(live.names(), here, &exchanged);
    told(value, live_behind(live, here, &exchanged))
}

/// Each boundary as it is kept.
pub(super) fn on_each(names: &Names, here: &Here, exchanged: &[(Between, u64)]) -> BothWays {
    ByDimension::of(|dimension| {
        let members = Crowd::at_members(names, here, dimension);
        of(dimension, kept(names, exchanged, dimension), &members)
    })
}

fn kept(names: &Names, exchanged: &[(Between, u64)], dimension: Dimension) -> Flows {
    let mut flows = Flows::default();
    let mut by_number: BTreeMap<(u32, u32), u64> = BTreeMap::new();
    let mut groups: Vec<u32> = Vec::new();
    for (between, n) in exchanged {
        flows.known.den += n;
        let places = [between.from, between.towards].map(|at| names.place(at, dimension));
        if places.contains(&Place::Unknown) {
            continue;
        }
        flows.known.num += n;
        for place in places {
            if let Place::Group(group) = place {
                groups.push(group);
            }
        }
        if let [Place::Group(from), Place::Group(to)] = places
            && from != to
        {
            *by_number.entry((from, to)).or_default() += n;
        }
    }
    groups.sort_unstable();
    groups.dedup();
    let id = |group: u32| names.group_id(group).clone();
    flows.groups = groups.into_iter().map(id).collect();
    let by_number = by_number.into_iter();
    flows.n = by_number
        .map(|((from, to), n)| ((id(from), id(to)), n))
        .collect();
    flows
}

impl Flows {
    /// What goes between each two groups, those with most first.
    fn pairs(&self) -> Vec<Flow> {
        let mut pairs: Vec<Flow> = Vec::new();
        for ((from, to), n) in &self.n {
            let back = self.n.get(&(to.clone(), from.clone())).copied();
            let back = back.unwrap_or_default();
            // The stronger side stands first, and of two that are even the first by id.
            if *n > back || (*n == back && from < to) {
                pairs.push(Flow {
                    from: Some(from.clone()),
                    to: Some(to.clone()),
                    n: *n,
                    back,
                });
            }
        }
        pairs.sort_by_key(|flow| std::cmp::Reverse(flow.n + flow.back));
        pairs
    }
}

fn of(dimension: Dimension, mut flows: Flows, members: &Crowd) -> Status<BothWaysOn> {
    flows.groups.extend(members.groups.keys().cloned());
    flows.groups.sort_unstable();
    flows.groups.dedup();
    if is_covered(members.known()) && flows.groups.len() == 1 {
        return one_side(dimension);
    }
    if !is_covered(flows.known) {
        return Status::LowCoverage {
            known: flows.known.num,
            total: flows.known.den,
        };
    }
    let pairs = flows.pairs();
    if pairs.is_empty() {
        return Status::TooFew { have: 0, need: 1 };
    }
    Status::Shown(BothWaysOn {
        month: None,
        // The smaller of the two counts for both directions.
        num: pairs.iter().map(|flow| 2 * flow.back).sum(),
        den: pairs.iter().map(|flow| flow.n + flow.back).sum(),
        flows: pairs,
    })
}

/// The measure with what it says, for numbers as they were counted.
fn told(value: BothWays, behind: Behind) -> Measure<BothWays> {
    told_with(value, behind, "both_ways.says")
}

/// The measure with what it says, for numbers that are rounded to be shown.
pub(super) fn told_roughly(value: BothWays, behind: Behind) -> Measure<BothWays> {
    told_with(value, behind, "both_ways.says_roughly")
}

fn told_with(value: BothWays, behind: Behind, key: &'static str) -> Measure<BothWays> {
    let says = match value.first_shown() {
        Some((dimension, both)) => Sentence::of(key)
            .number("matched", both.num)
            .number("exchanges", both.den)
            .sentence("groups", groups(dimension)),
        None => why_not(&value.organisation, Dimension::Organisation),
    };
    Measure {
        name: Name::BothWays,
        as_of: behind.as_of,
        window: behind.window,
        status: value.overall(),
        basis: behind.basis,
        people: behind.people,
        coverage: None,
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
