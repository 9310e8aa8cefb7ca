//! Who is heard, and whom a community seeks, for whoever asks again and again.

use super::super::telling::{group, said, stated};
use super::{log, members, published};
use cop_core::activity::{Activity, Kind, Standpoint};
use cop_core::affiliation::{Affiliation, Dimension};
use cop_core::id::{ConstituencyId, TextId};
use cop_core::measure::Share;
use cop_core::text::TextRef;

/// Members of 24, of whom the first so many of the north and of the south contribute.
fn heard(n_north: usize, n_south: usize) -> Vec<(i64, usize, Kind)> {
    let mut deeds = members(0, 0..24, 12);
    let who = (0..n_north).chain(12..12 + n_south);
    deeds.extend(
        who.enumerate()
            .map(|(nth, who)| (1, who, said(nth, 11 - who / 12, 40))),
    );
    deeds
}

/// What anybody sees of who is heard on a day.
fn voices(log: &[Activity], day: i64) -> String {
    let published = published(log, day).unwrap();
    serde_json::to_string(&published.who_is_heard.status).unwrap()
}

#[test]
fn groups_are_heard_from_eight_people_on_and_beside_eight_others() {
    let shown = |n_north, n_south| {
        let published = published(&log(heard(n_north, n_south)), 32).unwrap();
        let heard = published.who_is_heard.status.value().cloned();
        heard.and_then(|heard| heard.organisation.value().cloned())
    };
    let voices = shown(9, 8).unwrap();
    let told: Vec<_> = voices.groups.iter().map(|group| group.heard).collect();
    assert_eq!(told[0].contributions, Share::of(10, 15));
    assert_eq!(told[1].contributions, Share::of(10, 15));
    assert_eq!(told[0].members, Share::of(10, 25));
    assert_eq!(voices.others, None);
    // Seven would be told by subtraction, and nobody can tell seven from none.
    assert_eq!(shown(9, 7), None);
    assert_eq!(voices_of(9, 7), voices_of(9, 0));
}

fn voices_of(n_north: usize, n_south: usize) -> String {
    voices(&log(heard(n_north, n_south)), 32)
}

#[test]
fn whoever_contributes_alone_after_a_month_is_not_seen_to() {
    let first = log(heard(9, 8));
    let mut deeds = heard(9, 8);
    deeds.extend((0..30).map(|nth| (40, 9, said(100 + nth, 12, 40))));
    assert_eq!(voices(&log(deeds.clone()), 100), voices(&first, 32));
    deeds.extend((0..7).map(|nth| (41, nth, said(200 + nth, 12, 40))));
    assert_ne!(voices(&log(deeds), 100), voices(&first, 32));
}

#[test]
fn one_who_joins_is_not_told_of_beside_eight_who_contribute() {
    let mut deeds = heard(9, 8);
    deeds.extend((0..8).map(|nth| (41, nth, said(100 + nth, 12, 40))));
    let before = log(deeds.clone());
    // On the same days one joins the north: the contributions are drawn anew, the members are not.
    deeds.extend(members(40, 24..25, 1));
    deeds.extend(members(40, 25..27, 2));
    let published = |log: &[Activity]| published(log, 100).unwrap().who_is_heard.status;
    assert_eq!(published(&log(deeds)), published(&before));
}

fn sought(id: &str, on: &[(Dimension, &str)]) -> Kind {
    let standpoints = on.iter().map(|(dimension, label)| Standpoint {
        dimension: *dimension,
        affiliation: group(label),
    });
    Kind::ConstituencySought {
        constituency: ConstituencyId::parse(id).unwrap(),
        name: text(),
        standpoints: standpoints.collect(),
    }
}

fn text() -> TextRef {
    TextRef {
        id: TextId::from_u128(9),
        n_chars: 9,
    }
}

/// How many belong to each of those who are sought.
fn n_belonging(deeds: Vec<(i64, usize, Kind)>, day: i64) -> Vec<Option<u64>> {
    let status = published(&log(deeds), day).unwrap().who_is_heard.status;
    let sought = status.value().map(|value| value.constituencies.clone());
    let sought = sought.unwrap_or_default().into_iter();
    sought.map(|sought| sought.members).collect()
}

/// 24 members, of whom the first so many are carers.
fn carers(n: usize) -> Vec<(i64, usize, Kind)> {
    let mut deeds = members(0, 0..24, 12);
    for who in 0..24 {
        // In turn one of the north and one of the south.
        let nth = who % 12 * 2 + who / 12;
        let profession = group(if nth < n { "carer" } else { "nurse" });
        deeds.push((0, who, stated(who, Dimension::Profession, profession)));
    }
    deeds
}

#[test]
fn whom_the_community_seeks_is_told_from_eight_on_and_beside_eight_others() {
    let told = |n| {
        let mut deeds = carers(n);
        deeds.push((1, 0, sought("carers", &[(Dimension::Profession, "carer")])));
        n_belonging(deeds, 32).first().copied().flatten()
    };
    assert_eq!([7, 8, 16, 17].map(told), [None, Some(10), Some(15), None]);
}

#[test]
fn two_who_are_sought_do_not_tell_of_the_few_between_them() {
    // Of the north all but one are carers; so few are none that the mix does not tell of professions.
    let mut deeds = members(0, 0..24, 12);
    for who in 0..24 {
        let is_carer = who < 21 && who != 11;
        let profession = group(if is_carer { "carer" } else { "nurse" });
        deeds.push((0, who, stated(who, Dimension::Profession, profession)));
    }
    let north = (Dimension::Organisation, "north");
    let carer = (Dimension::Profession, "carer");
    deeds.push((1, 0, sought("all of the north", &[north])));
    deeds.push((1, 0, sought("carers of the north", &[north, carer])));
    assert_eq!(n_belonging(deeds.clone(), 32), [Some(10), None]);
    // Nor where the second is sought only later, in the place of the first.
    let later = (
        40,
        0,
        sought(
            "all of the north",
            &[north, (Dimension::Profession, "nurse")],
        ),
    );
    deeds.push(later);
    assert_eq!(n_belonging(deeds, 100), [] as [Option<u64>; 0]);
}

#[test]
fn what_is_known_and_how_many_are_behind_it_tells_nothing_of_one() {
    // Everything but the number of members, which anybody sees anyway, is the same wherever one person stands.
    let seen = |label: Option<&str>| {
        let mut deeds = heard(9, 9);
        let at = label.map_or(Affiliation::Unknown, group);
        deeds.push((40, 3, stated(3, Dimension::Organisation, at)));
        let published = published(&log(deeds), 100).unwrap();
        serde_json::to_string(&published).unwrap()
    };
    assert_eq!(seen(None), seen(Some("west")));
    assert_eq!(seen(Some("south")), seen(Some("west")));
    let published = published(&log(heard(9, 9)), 32).unwrap();
    assert_eq!(published.mix.coverage, Some(Share::of(100, 100)));
    assert_eq!(published.who_is_heard.basis.n(), 0);
    assert_eq!(published.across_boundaries.basis.n(), 0);
}

#[test]
fn an_effective_number_is_in_tenths_and_hides_one_of_a_small_community() {
    let effective = |n_north| {
        let published = published(&log(members(0, 0..16, n_north)), 32).unwrap();
        let mix = published.mix.status.value().cloned();
        mix.and_then(|mix| mix.organisation.value().map(|mix| mix.effective.den))
    };
    assert_eq!(effective(8), Some(10));
    // Of sixteen there are eight on either side only where it is half and half.
    assert_eq!([7, 9].map(effective), [None, None]);
}
