//! Numbers made so coarse, and cells so large, that nobody can be made out by them.

use std::collections::{BTreeMap, BTreeSet};

use super::super::across_boundaries::AcrossOn;
use super::super::both_ways::{BothWaysOn, Flow};
use super::super::boundaries::{Crowd, is_covered};
use super::super::live::{Names, Place};
use super::super::mix::{Cell, Contributors, MixOn};
use super::super::single_links::{Link, SingleLinks};
use super::super::who_is_heard::{GroupHeard, Heard, Voices};
use super::super::{RULES, Ratio, Share, Signed, Status};
use super::drawn::{Exchanged, Gave};
use crate::affiliation::Dimension;
use crate::id::GroupId;
use crate::time::CivilDate;

/// Few people on one side of a share.
const ONE_SIDED: &str = "P4";

/// To the nearest five.
pub(super) fn rounded(n: u64) -> u64 {
    (n + RULES.round_to / 2) / RULES.round_to * RULES.round_to
}

fn percent(ratio: Ratio) -> Ratio {
    Ratio {
        num: ratio.percent(),
        den: 100,
    }
}

fn tenths(ratio: Ratio) -> Ratio {
    Ratio {
        num: ratio.tenths(),
        den: 10,
    }
}

fn percent_of(share: Share) -> Share {
    let ratio = Ratio::of(share.num.into(), share.den.into());
    Share::of(ratio.map_or(0, Ratio::percent), 100)
}

/// How much is known, of a hundred to the nearest ten: one in a hundred could be one person.
pub(super) fn coverage(share: Share) -> Share {
    let ratio = Ratio::of(share.num.into(), share.den.into());
    Share::of(ratio.map_or(0, Ratio::tenths) * 10, 100)
}

fn low_coverage<T>(known: Share) -> Status<T> {
    let known = coverage(known);
    Status::LowCoverage {
        known: known.num,
        total: known.den,
    }
}

/// Cells of at least k, in fives; all others together, with at least two of them and at least k in all (P1, P2).
///
/// Without any cell of its own there is nothing to tell.
pub(super) fn cells(groups: &BTreeMap<GroupId, u64>) -> Vec<Cell> {
    let mut named: Vec<(&GroupId, u64)> = groups.iter().map(|(group, n)| (group, *n)).collect();
    named.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let n_named = named.iter().take_while(|(_, n)| *n >= RULES.k).count();
    let mut others = named.split_off(n_named);
    let is_safe = |others: &[(&GroupId, u64)]| {
        let n: u64 = others.iter().map(|(_, n)| n).sum();
        others.is_empty() || (others.len() > 1 && n >= RULES.k)
    };
    while !is_safe(&others)
        && let Some(next) = named.pop()
    {
        others.push(next);
    }
    if named.is_empty() {
        return Vec::new();
    }
    let cell = |group: Option<&GroupId>, n| Cell {
        group: group.cloned(),
        people: rounded(n),
    };
    let all = others.iter().map(|(_, n)| n).sum();
    let others = (!others.is_empty()).then(|| cell(None, all));
    let named = named.into_iter().map(|(group, n)| cell(Some(group), n));
    named.chain(others).collect()
}

/// Whether at least k people belong to another group than the largest.
fn has_remainder(crowd: &Crowd) -> bool {
    let largest = crowd.groups.values().max().copied().unwrap_or_default();
    crowd.groups.values().sum::<u64>() >= largest + RULES.k
}

pub(super) fn mix(crowd: &Crowd, month: CivilDate) -> Status<MixOn> {
    if !is_covered(crowd.known()) {
        return low_coverage(crowd.known());
    }
    let Some(effective) = crowd.effective().filter(|_| has_remainder(crowd)) else {
        return Status::Suppressed { rule: ONE_SIDED };
    };
    let is_many = |n: u64| n >= RULES.k && crowd.total - n >= RULES.k;
    Status::Shown(MixOn {
        month: Some(month),
        known: coverage(crowd.known()),
        effective: tenths(effective),
        differ: crowd.differ().map(percent),
        groups: None,
        independent: is_many(crowd.independent).then(|| rounded(crowd.independent)),
        cells: cells(&crowd.groups),
        contributors: None,
    })
}

pub(super) fn contributors(crowd: &Crowd, month: CivilDate) -> Option<Contributors> {
    if !is_covered(crowd.known()) || !has_remainder(crowd) {
        return None;
    }
    Some(Contributors {
        month: Some(month),
        known: coverage(crowd.known()),
        effective: tenths(crowd.effective()?),
        differ: crowd.differ().map(percent),
    })
}

/// Whose contributions there are beside who is a member, for the members that a mix was drawn of.
///
/// A group is named if the mix names it and at least k people contributed from it; all others stand together, with at
/// least two groups, k members and k who contributed (P1, P2). Whoever said to be in no group is left out of all of it
/// unless the mix tells how many they are and k of them contributed.
pub(super) fn voices(
    (members, mix): (&Crowd, &Status<MixOn>),
    gave: &Gave,
    names: &Names,
    month: CivilDate,
) -> Status<Voices> {
    let mix = match mix {
        Status::Shown(mix) => mix,
        Status::LowCoverage { known, total } => {
            return Status::LowCoverage {
                known: *known,
                total: *total,
            };
        }
        _ => return Status::Suppressed { rule: ONE_SIDED },
    };
    if !is_covered(gave.known()) {
        return low_coverage(gave.known());
    }
    let mut contributed: BTreeMap<Option<&GroupId>, (BTreeSet<u32>, u64)> = BTreeMap::new();
    for (place, heard) in gave.by_place() {
        match place {
            Place::Group(group) => contributed.insert(Some(names.group_id(group)), heard),
            Place::Independent => contributed.insert(None, heard),
            Place::Unknown => None,
        };
    }
    let independent = contributed.remove(&None).unwrap_or_default();
    let independent = Voice {
        group: None,
        n_members: members.independent,
        n_contributions: independent.1,
        people: independent.0,
    };
    let independent = Some(independent)
        .filter(|voice| mix.independent.is_some() && voice.people.len() as u64 >= RULES.k);
    let groups: BTreeSet<&GroupId> = members
        .groups
        .keys()
        .chain(contributed.keys().copied().flatten())
        .collect();
    let voices = groups.into_iter().map(|group| {
        let (people, n) = contributed.get(&Some(group)).cloned().unwrap_or_default();
        Voice {
            group: Some(group),
            n_members: members.groups.get(group).copied().unwrap_or_default(),
            n_contributions: n,
            people,
        }
    });
    let is_named = |voice: &Voice<'_>| {
        let mut cells = mix.cells.iter();
        voice.people.len() as u64 >= RULES.k && cells.any(|cell| cell.group.as_ref() == voice.group)
    };
    let (named, others): (Vec<_>, Vec<_>) = voices.partition(is_named);
    heard(named, others, independent, month)
}

/// A group, with its members and those who contributed from it.
struct Voice<'a> {
    group: Option<&'a GroupId>,
    n_members: u64,
    n_contributions: u64,
    people: BTreeSet<u32>,
}

fn heard<'a>(
    mut named: Vec<Voice<'a>>,
    mut others: Vec<Voice<'a>>,
    independent: Option<Voice<'a>>,
    month: CivilDate,
) -> Status<Voices> {
    let sum =
        |voices: &[Voice<'_>], of: &dyn Fn(&Voice<'_>) -> u64| voices.iter().map(of).sum::<u64>();
    let members = |voices: &[Voice<'_>]| sum(voices, &|voice| voice.n_members);
    let contributions = |voices: &[Voice<'_>]| sum(voices, &|voice| voice.n_contributions);
    let is_safe = |others: &[Voice<'_>]| {
        let people: BTreeSet<u32> = others
            .iter()
            .flat_map(|voice| &voice.people)
            .copied()
            .collect();
        let is_many = members(others) >= RULES.k && people.len() as u64 >= RULES.k;
        others.is_empty() || (others.len() > 1 && is_many)
    };
    named.sort_by_key(|voice| std::cmp::Reverse(voice.people.len()));
    while !is_safe(&others)
        && let Some(next) = named.pop()
    {
        others.push(next);
    }
    let n_cells =
        named.len() + usize::from(!others.is_empty()) + usize::from(independent.is_some());
    if named.is_empty() || n_cells < 2 {
        return Status::Suppressed { rule: ONE_SIDED };
    }
    named.sort_by_key(|voice| voice.group);
    let all: Vec<&Voice<'_>> = named.iter().chain(&others).chain(&independent).collect();
    let n_members: u64 = all.iter().map(|voice| voice.n_members).sum();
    let n_contributions: u64 = all.iter().map(|voice| voice.n_contributions).sum();
    let told = |contributed, belong| Heard {
        contributions: Share::of(rounded(contributed), rounded(n_contributions)),
        members: Share::of(rounded(belong), rounded(n_members)),
    };
    let groups = named.iter().filter_map(|voice| {
        Some(GroupHeard {
            group: voice.group?.clone(),
            heard: told(voice.n_contributions, voice.n_members),
        })
    });
    Status::Shown(Voices {
        month: Some(month),
        groups: groups.collect(),
        others: (!others.is_empty()).then(|| told(contributions(&others), members(&others))),
        independent: independent
            .as_ref()
            .map(|voice| told(voice.n_contributions, voice.n_members)),
    })
}

/// How much crosses; the chance beside it is told with the members it is of.
pub(super) fn across(
    raw: &Status<AcrossOn>,
    exchanged: &Exchanged,
    month: CivilDate,
) -> Status<AcrossOn> {
    let mut sides: [BTreeSet<u32>; 2] = Default::default();
    for [(by, from), (to, towards)] in exchanged.known() {
        sides[usize::from(from == towards)].extend([*by, *to]);
    }
    let is_many = sides.iter().all(|side| side.len() as u64 >= RULES.k);
    let across = match raw {
        Status::LowCoverage { known, total } => return low_coverage(Share::of(*known, *total)),
        Status::Shown(across) if is_many => across,
        _ => return Status::Suppressed { rule: ONE_SIDED },
    };
    let ties = percent_of(across.ties);
    let Some(e_i) = Signed::twice_less_one(ties.num, ties.den) else {
        return Status::Suppressed { rule: ONE_SIDED };
    };
    Status::Shown(AcrossOn {
        month: Some(month),
        ties,
        exchanges: percent_of(across.exchanges),
        chance: None,
        chance_by_degree: across.chance_by_degree.map(percent),
        e_i,
        expected_e_i: None,
        known: coverage(across.known),
        groups: Vec::new(),
    })
}

/// Whoever takes part in what goes between each two groups, by the ids of the groups, the first first.
fn by_pair<'a>(
    exchanged: &'a Exchanged,
    names: &'a Names,
) -> BTreeMap<[&'a GroupId; 2], BTreeSet<u32>> {
    let mut pairs: BTreeMap<[&GroupId; 2], BTreeSet<u32>> = BTreeMap::new();
    for (mut groups, people) in exchanged.between_groups(names) {
        groups.sort_unstable();
        pairs.entry(groups).or_default().extend(people);
    }
    pairs
}

pub(super) fn both_ways(
    raw: &Status<BothWaysOn>,
    exchanged: &Exchanged,
    (names, members): (&Names, &Crowd),
    month: CivilDate,
) -> Status<BothWaysOn> {
    let both = match raw {
        Status::LowCoverage { known, total } => return low_coverage(Share::of(*known, *total)),
        Status::Shown(both) => both,
        _ => return Status::Suppressed { rule: ONE_SIDED },
    };
    let pairs = by_pair(exchanged, names);
    let flows = || both.flows.iter().filter_map(|flow| named(flow, &pairs));
    let people = |is_behind: &dyn Fn(&Flow) -> bool| {
        let flows = flows().filter(|(flow, _)| is_behind(flow));
        let people: BTreeSet<u32> = flows.flat_map(|(_, people)| people).copied().collect();
        people.len() as u64
    };
    if people(&|flow| flow.back > 0) < RULES.k || people(&|flow| flow.n > flow.back) < RULES.k {
        return Status::Suppressed { rule: ONE_SIDED };
    }
    let matched = percent_of(Share::of(both.num, both.den));
    Status::Shown(BothWaysOn {
        month: Some(month),
        num: matched.num,
        den: matched.den,
        flows: coarse_flows(flows().collect(), members),
    })
}

fn named<'a>(
    flow: &'a Flow,
    pairs: &'a BTreeMap<[&GroupId; 2], BTreeSet<u32>>,
) -> Option<(&'a Flow, &'a BTreeSet<u32>)> {
    let (from, to) = (flow.from.as_ref()?, flow.to.as_ref()?);
    let people = pairs.get(&[from.min(to), from.max(to)])?;
    Some((flow, people))
}

/// What goes between two groups of at least k members each, with at least k people in it; all else together (P1, P2).
fn coarse_flows(flows: Vec<(&Flow, &BTreeSet<u32>)>, members: &Crowd) -> Vec<Flow> {
    let is_large = |group: &Option<GroupId>| {
        let n = group.as_ref().and_then(|group| members.groups.get(group));
        n.is_some_and(|n| *n >= RULES.k)
    };
    let (mut shown, mut others): (Vec<_>, Vec<_>) =
        flows.into_iter().partition(|(flow, people)| {
            people.len() as u64 >= RULES.k && is_large(&flow.from) && is_large(&flow.to)
        });
    shown.sort_by_key(|(_, people)| std::cmp::Reverse(people.len()));
    let is_safe = |others: &[(&Flow, &BTreeSet<u32>)]| {
        let people: BTreeSet<u32> = others
            .iter()
            .flat_map(|(_, people)| *people)
            .copied()
            .collect();
        others.is_empty() || (others.len() > 1 && people.len() as u64 >= RULES.k)
    };
    while !is_safe(&others)
        && let Some(next) = shown.pop()
    {
        others.push(next);
    }
    if shown.is_empty() {
        return Vec::new();
    }
    let others = (!others.is_empty()).then(|| Flow {
        from: None,
        to: None,
        n: rounded(others.iter().map(|(flow, _)| flow.n).sum()),
        back: rounded(others.iter().map(|(flow, _)| flow.back).sum()),
    });
    let shown = shown.into_iter().map(|(flow, _)| Flow {
        n: rounded(flow.n),
        back: rounded(flow.back),
        ..flow.clone()
    });
    shown.chain(others).collect()
}

/// The links on one boundary, and those that rest on one person between groups of at least k members.
#[derive(Debug, Clone)]
pub(super) struct Links {
    pub(super) links: u64,
    pub(super) single: u64,
    pub(super) for_stewards: Vec<Link>,
}

/// None with fewer than k people in what goes between groups, or where too little is known.
pub(super) fn links(
    raw: &SingleLinks,
    dimension: Dimension,
    exchanged: &Exchanged,
    (names, members): (&Names, &Crowd),
) -> Option<Links> {
    let people: BTreeSet<u32> = exchanged
        .between_groups(names)
        .flat_map(|(_, people)| people)
        .collect();
    if !raw.dimensions.contains(&dimension) || (people.len() as u64) < RULES.k {
        return None;
    }
    let links = || raw.pairs.iter().filter(|link| link.dimension == dimension);
    let is_large = |group| members.groups.get(group).is_some_and(|n| *n >= RULES.k);
    let single = || links().filter(|link| link.is_single());
    let for_stewards = single().filter(|link| link.between.iter().all(is_large));
    Some(Links {
        links: links().count() as u64,
        single: single().count() as u64,
        for_stewards: for_stewards.map(coarse_link).collect(),
    })
}

fn coarse_link(link: &Link) -> Link {
    Link {
        exchanges: rounded(link.exchanges),
        // One is what it is about, so two are not to look like it.
        people: link.people.map(|n| rounded(n).max(n.min(2))),
        ..link.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cells of groups of these sizes, the first called `g0`.
    fn check(sizes: &[u64], expected: &[(&str, u64)]) {
        let groups = sizes.iter().enumerate().map(|(nth, n)| {
            let group = GroupId::from_label(&format!("g{nth}")).unwrap();
            (group, *n)
        });
        let cells = cells(&groups.collect());
        let found = cells.iter().map(|cell| {
            let group = cell.group.as_ref().map_or("others", GroupId::as_str);
            (group, cell.people)
        });
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn cells_of_fewer_than_eight_stand_together() {
        check(&[40, 12, 5, 4], &[("g0", 40), ("g1", 10), ("others", 10)]);
        check(&[8, 7], &[]);
    }

    #[test]
    fn a_cell_that_alone_would_be_hidden_takes_the_next_smallest_with_it() {
        check(&[20, 9, 3], &[("g0", 20), ("others", 10)]);
        // Nine would be enough people, and are one cell.
        check(&[20, 18, 7], &[("g0", 20), ("others", 25)]);
    }

    #[test]
    fn a_hidden_sum_of_fewer_than_eight_takes_the_next_smallest_with_it() {
        check(&[20, 9, 3, 3], &[("g0", 20), ("others", 15)]);
    }

    #[test]
    fn counts_are_in_fives() {
        check(&[12, 13], &[("g1", 15), ("g0", 10)]);
        assert_eq!([2, 3, 7, 8].map(rounded), [0, 5, 5, 10]);
    }

    #[test]
    fn a_share_has_many_people_on_either_side() {
        let month = CivilDate::first_of_month(24_000).unwrap();
        let crowd = |sizes: &[u64]| Crowd {
            total: sizes.iter().sum(),
            independent: 0,
            groups: sizes
                .iter()
                .enumerate()
                .map(|(nth, n)| (GroupId::from_label(&format!("g{nth}")).unwrap(), *n))
                .collect(),
        };
        let hidden = Status::Suppressed { rule: "P4" };
        // Nobody can tell "everybody is of one group" from "all but a few are".
        assert_eq!(mix(&crowd(&[20]), month), hidden);
        assert_eq!(mix(&crowd(&[20, 7]), month), hidden);
        let shown = mix(&crowd(&[20, 8]), month);
        let shown = shown.value().unwrap();
        assert_eq!(shown.effective, Ratio { num: 17, den: 10 });
        assert_eq!(shown.differ, Some(Ratio { num: 42, den: 100 }));
    }
}
