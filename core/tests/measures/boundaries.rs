//! What is exchanged between groups, in any history of people who join, leave, move, talk and take back.

use super::telling::{activity, club, group, joined, person, said, stated};
use super::{config, kept, kept_with, on};
use cop_core::activity::{Activity, Kind, RetractionReason};
use cop_core::affiliation::{Affiliation, Dimension};
use cop_core::id::ActivityId;
use cop_core::measure::{History, Live, Measures, Share, Status, my_bridges, single_links, utc};
use proptest::prelude::*;

const N_PEOPLE: usize = 7;

/// What somebody does: `what` chooses, `whom` and `how` say to whom and in which way.
pub fn deed(nth: usize, by: usize, whom: usize, what: u8, how: usize) -> Kind {
    match what {
        0..=2 => joined(),
        3 => Kind::Left,
        4 => Kind::Retracted {
            of: ActivityId::from_u128((how * N_PEOPLE + whom) as u128 % (nth as u128 + 1) + 1),
            reason: RetractionReason::Mistake,
        },
        5..=8 => {
            let affiliation = match whom {
                0 => Affiliation::Unknown,
                1 => Affiliation::NoneDeclared,
                _ => group(["north", "south", "west"][how % 3]),
            };
            let dimension = [Dimension::Organisation, Dimension::Profession][how % 2];
            stated(by, dimension, affiliation)
        }
        _ => said(nth, whom, if how == 0 { 39 } else { 40 }),
    }
}

/// Where everybody stands first, and then whatever happens.
fn log(deeds: &[(usize, usize, u8, usize, i64)]) -> Vec<Activity> {
    let standing = (0..N_PEOPLE).map(|nth| {
        let group = group(["north", "south"][nth % 2]);
        (nth, stated(nth, Dimension::Organisation, group), 0)
    });
    let then = deeds.iter().enumerate();
    let then = then.map(|(nth, (by, whom, what, how, day))| {
        (*by, deed(nth + N_PEOPLE, *by, *whom, *what, *how), *day)
    });
    let all = standing.chain(then).enumerate();
    all.map(|(nth, (by, what, day))| activity(nth, on(day), by, what))
        .collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_kept_of_exchanges_is_what_the_plain_definition_says(
        deeds in prop::collection::vec(
            (0..N_PEOPLE, 0..N_PEOPLE, 0_u8..40, 0_usize..12, 0_i64..250),
            0..120,
        ),
        from in 0_usize..120,
        mut moments in prop::collection::vec(0_i64..400, 1..6),
    ) {
        let log = log(&deeds);
        moments.sort_unstable();
        let moments: Vec<_> = moments.into_iter().map(on).collect();
        let from = from.min(log.len());
        let live = kept(&log, from, &moments);
        let history = History::of(&log, &club(), live.as_of(), utc);
        let plain = Measures::batch(&history);
        if let Some(measures) = live.measures(&club()) {
            prop_assert_eq!(&measures.mix, &plain.mix);
            prop_assert_eq!(&measures.across_boundaries, &plain.across_boundaries);
            prop_assert_eq!(&measures.both_ways, &plain.both_ways);
            prop_assert_eq!(&measures.single_links, &plain.single_links);
        }
        let bridged = kept_with(&log, from, &moments, Live::with_bridges);
        for who in (0..N_PEOPLE).map(person) {
            let own = my_bridges::batch(&history, &who);
            for live in [&live, &bridged] {
                if let Some(found) = my_bridges::own(live, &club(), &who) {
                    prop_assert_eq!(&found, &own);
                }
            }
        }
    }
}

/// The measures after these deeds of one day, by both definitions.
fn after(deeds: &[(usize, Kind)]) -> Measures {
    let deeds = deeds.iter().enumerate();
    let log: Vec<Activity> = deeds
        .map(|(nth, (by, what))| activity(nth, on(0), *by, what.clone()))
        .collect();
    let plain = Measures::batch(&History::of(&log, &club(), on(1), utc));
    let live = Live::replay(&log, on(1), utc).measures(&club()).unwrap();
    assert_eq!(live.across_boundaries, plain.across_boundaries);
    assert_eq!(live.both_ways, plain.both_ways);
    assert_eq!(live.single_links, plain.single_links);
    plain
}

fn in_org(who: usize, label: &str) -> (usize, Kind) {
    (who, stated(who, Dimension::Organisation, group(label)))
}

#[test]
fn whoever_moves_has_two_ties_to_one_person() {
    let across = after(&[
        (0, joined()),
        in_org(0, "north"),
        in_org(1, "south"),
        (0, said(1, 1, 40)),
        (1, said(2, 0, 40)),
        in_org(0, "south"),
        (0, said(3, 1, 40)),
    ]);
    let across = across.across_boundaries.status.value().cloned().unwrap();
    let across = across.organisation.value().unwrap().clone();
    assert_eq!(across.ties, Share::of(1, 2));
    assert_eq!(across.exchanges, Share::of(2, 3));
    assert_eq!(across.chance, None);
}

#[test]
fn to_somebody_in_no_group_it_crosses_and_between_two_of_them_it_is_not_counted() {
    let none = |who| {
        (
            who,
            stated(who, Dimension::Organisation, Affiliation::NoneDeclared),
        )
    };
    let measures = after(&[
        (0, joined()),
        in_org(0, "north"),
        none(1),
        none(2),
        in_org(3, "north"),
        (0, said(1, 1, 40)),
        (1, said(2, 2, 40)),
        (0, said(3, 3, 40)),
    ]);
    let across = measures.across_boundaries.status.value().cloned().unwrap();
    let across = across.organisation.value().unwrap().clone();
    assert_eq!(across.ties, Share::of(1, 2));
    assert_eq!(across.known, Share::of(3, 3));
    // Ends are 3 in the north and 1 in none: pairs of ends differ 6 of 16 times, and once in 16 are both in none.
    let chance = across.chance_by_degree.unwrap();
    assert_eq!((chance.num, chance.den), (2, 5));
    // People in no group are no group that something could flow back to.
    let both = measures.both_ways.status;
    assert!(matches!(both, Status::NotApplicable { .. }));
}

#[test]
fn nothing_crosses_where_all_are_of_one_organisation() {
    let measures = after(&[
        (0, joined()),
        in_org(0, "north"),
        in_org(1, "north"),
        (0, said(1, 1, 40)),
    ]);
    assert!(matches!(
        measures.across_boundaries.status,
        Status::NotApplicable { .. }
    ));
    assert!(matches!(
        measures.both_ways.status,
        Status::NotApplicable { .. }
    ));
    assert!(matches!(
        measures.single_links.status,
        Status::NotApplicable { .. }
    ));
    let says = measures.across_boundaries.says.english();
    assert_eq!(
        says,
        "Everyone whose organisation is known is from the same one."
    );
}

#[test]
fn too_much_that_is_unknown_is_said_and_not_guessed() {
    let measures = after(&[
        (0, joined()),
        in_org(0, "north"),
        in_org(1, "south"),
        (0, said(1, 1, 40)),
        (0, said(2, 2, 40)),
    ]);
    let status = measures.across_boundaries.status;
    assert_eq!(status, Status::LowCoverage { known: 1, total: 2 });
}

#[test]
fn a_link_through_one_person_is_told_to_that_person_alone() {
    let deeds = [
        (0, joined()),
        in_org(0, "north"),
        in_org(1, "south"),
        in_org(2, "south"),
        (0, said(1, 1, 40)),
        (0, said(2, 2, 40)),
        (2, said(3, 0, 40)),
    ];
    let links = after(&deeds).single_links.status.value().cloned().unwrap();
    assert_eq!((links.links, links.single), (1, 1));
    assert_eq!(links.pairs[0].people, [1, 2]);
    let deeds = deeds.iter().enumerate();
    let log: Vec<Activity> = deeds
        .map(|(nth, (by, what))| activity(nth, on(0), *by, what.clone()))
        .collect();
    let live = Live::replay(&log, on(1), utc);
    let own = single_links::own(&live, &club(), &person(0));
    assert_eq!(
        own[0].1.english(),
        "The link between north and south runs through you. Would you like company?"
    );
    assert!(single_links::own(&live, &club(), &person(1)).is_empty());
}

#[test]
fn whoever_carries_things_is_told_from_where_into_where() {
    let deeds = [
        (0, joined()),
        in_org(0, "north"),
        in_org(1, "west"),
        in_org(2, "south"),
        (0, said(1, 1, 40)),
        (1, said(2, 2, 40)),
    ];
    let deeds = deeds.into_iter().enumerate();
    let log: Vec<Activity> = deeds
        .map(|(nth, (by, what))| activity(nth, on(0), by, what))
        .collect();
    let history = History::of(&log, &club(), on(1), utc);
    assert_eq!(
        my_bridges::batch(&history, &person(1)).says.english(),
        "You often carry things from north into south."
    );
}

#[test]
fn what_goes_one_way_is_matched_by_what_comes_back() {
    let mut deeds = vec![(0, joined()), in_org(0, "university"), in_org(1, "trust")];
    deeds.extend((0..14).map(|nth| (0, said(nth, 1, 40))));
    deeds.extend((20..23).map(|nth| (1, said(nth, 0, 40))));
    let both = after(&deeds).both_ways.status.value().cloned().unwrap();
    let both = both.organisation.value().unwrap().clone();
    assert_eq!((both.num, both.den), (6, 17));
    assert_eq!((both.flows[0].n, both.flows[0].back), (14, 3));
    assert_eq!(both.flows[0].from.as_ref().unwrap().as_str(), "university");
}
