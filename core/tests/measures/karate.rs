//! The karate club (Zachary 1977), of which the values are known: computed with networkx 3.6.1 and R sna 2.7.1.

use std::collections::BTreeSet;

use super::telling::{activity, club, group, joined, person, said, stated};
use cop_core::activity::Activity;
use cop_core::affiliation::Dimension;
use cop_core::measure::my_bridges::{
    self, Bridges, Roles, gould_fernandez, participation_coefficient,
};
use cop_core::measure::{History, Live, Measures, Ratio, Share, Signed, utc};
use cop_core::time::Timestamp;

fn lines(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_once(',').unwrap())
}

fn ties() -> Vec<(usize, usize)> {
    lines(include_str!("../fixtures/karate_ties.csv"))
        .map(|(one, other)| (one.parse().unwrap(), other.trim().parse().unwrap()))
        .collect()
}

fn clubs() -> Vec<&'static str> {
    lines(include_str!("../fixtures/karate_clubs.csv"))
        .map(|(_, club)| club.trim())
        .collect()
}

fn begin() -> Timestamp {
    Timestamp::parse("2026-01-01T12:00:00Z").unwrap()
}

/// Everybody joins and says with which club they went; then each tie is one exchange, or two, one each way.
fn log(both_ways: bool) -> Vec<Activity> {
    let mut deeds = Vec::new();
    for (nth, club) in clubs().into_iter().enumerate() {
        deeds.push((nth, joined()));
        deeds.push((nth, stated(nth, Dimension::Organisation, group(club))));
    }
    for (nth, (one, other)) in ties().into_iter().enumerate() {
        deeds.push((one, said(nth, other, 40)));
        if both_ways {
            deeds.push((other, said(nth + 1000, one, 40)));
        }
    }
    let deeds = deeds.into_iter().enumerate();
    deeds
        .map(|(nth, (by, what))| activity(nth, begin(), by, what))
        .collect()
}

/// The measures, by the plain definitions and as they are kept, which is the same.
fn measures(log: &[Activity]) -> Measures {
    let as_of = begin().plus_days(1);
    let plain = Measures::batch(&History::of(log, &club(), as_of, utc));
    let live = Live::replay(log, as_of, utc);
    assert_eq!(live.measures(&club()).unwrap(), plain);
    plain
}

fn ratio(num: u64, den: u64) -> Ratio {
    Ratio { num, den }
}

#[test]
fn the_mix_of_the_karate_club() {
    let mix = measures(&log(false)).mix;
    let mix = mix.status.value().unwrap().organisation.value().unwrap();
    assert_eq!(mix.known, Share::of(34, 34));
    assert_eq!(mix.effective, ratio(2, 1));
    assert_eq!(mix.differ, Some(ratio(17, 33)));
    assert_eq!(mix.groups, Some(2));
}

#[test]
fn what_crosses_in_the_karate_club() {
    for both_ways in [false, true] {
        let across = measures(&log(both_ways)).across_boundaries;
        assert!(across.says.english().starts_with("11 of 78 pairs"));
        let across = across.status.value().unwrap().organisation.value().unwrap();
        let times = if both_ways { 2 } else { 1 };
        assert_eq!(across.ties, Share::of(11, 78));
        assert_eq!(across.exchanges, Share::of(11 * times, 78 * times));
        assert_eq!(across.chance, Some(ratio(17, 33)));
        assert_eq!(across.chance_by_degree, Some(ratio(675, 1352)));
        assert_eq!(across.e_i, Signed { num: -28, den: 39 });
        assert_eq!(across.expected_e_i, Some(Signed { num: 1, den: 33 }));
        let groups: Vec<_> = across.groups.iter().map(|of| (of.ties, of.e_i)).collect();
        assert_eq!(
            groups,
            [
                (Share::of(11, 46), Signed { num: -12, den: 23 }),
                (Share::of(11, 43), Signed { num: -21, den: 43 }),
            ]
        );
    }
}

#[test]
fn exchange_between_the_clubs_goes_both_ways_when_every_tie_does() {
    let both = |both_ways| {
        let both = measures(&log(both_ways)).both_ways;
        let both = both.status.value().unwrap().organisation.value().unwrap();
        (both.num, both.den, both.flows.len())
    };
    assert_eq!(both(true), (22, 22, 1));
    let (num, den, n_flows) = both(false);
    assert_eq!((den, n_flows), (11, 1));
    assert!(num < den && num % 2 == 0, "{num}");
}

#[test]
fn the_link_between_the_clubs_rests_on_many() {
    let links = measures(&log(false)).single_links;
    let links = links.status.value().unwrap();
    assert_eq!((links.links, links.single), (1, 0));
    // Thirteen people have a tie to the other club.
    assert_eq!(links.pairs[0].people.iter().sum::<u64>(), 13);
}

#[test]
fn results_go_by_the_names_of_the_contract() {
    let written = serde_json::to_value(measures(&log(true))).unwrap();
    let number = |path: &str| written.pointer(path).and_then(serde_json::Value::as_i64);
    for (path, expected) in [
        ("/mix/organisation/effective/num", 2),
        ("/mix/organisation/differ/den", 33),
        ("/across_boundaries/organisation/ties/num", 11),
        ("/across_boundaries/organisation/exchanges/den", 156),
        ("/across_boundaries/organisation/chance/num", 17),
        ("/across_boundaries/organisation/e_i/num", -28),
        ("/both_ways/organisation/num", 22),
        ("/both_ways/organisation/den", 22),
        ("/single_links/links", 1),
    ] {
        assert_eq!(number(path), Some(expected), "{path}");
    }
    let status = written.pointer("/both_ways/band/status").unwrap();
    assert_eq!(status, "low_coverage");
}

fn arcs() -> BTreeSet<(usize, usize)> {
    let ties = ties().into_iter();
    ties.flat_map(|(one, other)| [(one, other), (other, one)])
        .collect()
}

fn roles(role: Roles) -> [u64; 5] {
    [
        role.coordinator,
        role.itinerant,
        role.gatekeeper,
        role.representative,
        role.liaison,
    ]
}

const KNOWN: [(usize, [u64; 5]); 5] = [
    (0, [174, 0, 15, 15, 0]),
    (2, [10, 12, 23, 23, 0]),
    (8, [0, 0, 5, 5, 0]),
    (31, [14, 0, 5, 5, 0]),
    (33, [156, 6, 40, 40, 0]),
];

#[test]
fn who_stands_between_whom_in_the_karate_club() {
    let clubs = clubs();
    let plain = gould_fernandez(&arcs(), |who| Some(clubs[who]));
    let mut total = [0; 5];
    for found in plain.values() {
        for (sum, n) in total.iter_mut().zip(roles(*found)) {
            *sum += n;
        }
    }
    assert_eq!(total, [510, 20, 128, 128, 0]);
    let mut bridges = Bridges::default();
    for (by, to) in arcs() {
        bridges.add(u32::try_from(by).unwrap(), u32::try_from(to).unwrap());
    }
    for (who, club) in clubs.iter().enumerate() {
        let club = u32::from(*club == clubs[0]);
        bridges.place(u32::try_from(who).unwrap(), Some(club));
    }
    let log = log(true);
    let as_of = begin().plus_days(1);
    let history = History::of(&log, &club(), as_of, utc);
    let counted = Live::replay(&log, as_of, utc);
    let mut kept = Live::new(as_of, utc).with_bridges();
    for (position, activity) in (1..).zip(&log) {
        kept.take(position, activity, |_| None).unwrap();
    }
    for (who, expected) in KNOWN {
        assert_eq!(roles(plain[&who]), expected, "{who}");
        assert_eq!(roles(bridges.roles(u32::try_from(who).unwrap())), expected);
        let own = my_bridges::batch(&history, &person(who));
        assert_eq!(roles(own.status.value().unwrap().roles), expected);
        for live in [&counted, &kept, &counted.clone().with_bridges()] {
            assert_eq!(my_bridges::own(live, &club(), &person(who)).unwrap(), own);
        }
    }
}

#[test]
fn how_the_ties_of_some_are_spread_over_the_clubs() {
    let (arcs, clubs) = (arcs(), clubs());
    for (who, num, den) in [
        (0, 15, 128),
        (2, 12, 25),
        (8, 12, 25),
        (19, 4, 9),
        (33, 84, 289),
    ] {
        let neighbours = arcs.iter().filter(|(by, _)| *by == who);
        let found = participation_coefficient(neighbours.map(|(_, to)| clubs[*to]));
        assert_eq!(found, Some(ratio(num, den)), "{who}");
    }
}
