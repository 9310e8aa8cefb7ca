//! Whoever asks again and again, and knows where everybody but one person stands, learns nothing about the one.

mod heard;

use std::collections::{BTreeMap, BTreeSet};

use super::boundaries::deed;
use super::telling::{activity, club, group, joined, said, stated};
use super::{config, on};
use cop_core::activity::{Activity, Kind, Part, RetractionReason};
use cop_core::affiliation::{Affiliation, Dimension};
use cop_core::id::{ActivityId, EventId, GroupId, PersonId};
use cop_core::measure::disclosure::{Disclosure, Published, Publisher};
use cop_core::measure::{History, Live, Measures, Status, utc};
use cop_core::time::Timestamp;
use proptest::prelude::*;

const K: usize = 8;

/// The n-th of them happens on the day it says, and is recorded then.
fn log(deeds: impl IntoIterator<Item = (i64, usize, Kind)>) -> Vec<Activity> {
    let deeds = deeds.into_iter().enumerate();
    deeds
        .map(|(nth, (day, by, what))| activity(nth, on(day), by, what))
        .collect()
}

/// People join on a day: the first so many from the north, the others from the south.
fn members(day: i64, people: std::ops::Range<usize>, n_north: usize) -> Vec<(i64, usize, Kind)> {
    let mut deeds = Vec::new();
    for (nth, who) in people.enumerate() {
        let at = group(if nth < n_north { "north" } else { "south" });
        deeds.push((day, who, stated(who, Dimension::Organisation, at)));
        deeds.push((day, who, joined()));
    }
    deeds
}

fn published(log: &[Activity], day: i64) -> Option<Published> {
    let publisher = Publisher::replay(log, on(day), utc);
    publisher.published(&club()).cloned()
}

/// What anybody sees of the mix on a day.
fn mix(log: &[Activity], day: i64) -> String {
    let published = published(log, day).unwrap();
    serde_json::to_string(&published.mix.status).unwrap()
}

#[test]
fn a_join_changes_nothing_that_is_broken_down_by_groups() {
    let mut log = log(members(0, 0..24, 12));
    // Asked on 2 February before and after.
    let before = published(&log, 32).unwrap();
    assert!(before.mix.status.value().is_some());
    let joining = members(32, 30..31, 1).into_iter().enumerate();
    log.extend(joining.map(|(nth, (day, by, what))| activity(100 + nth, on(day), by, what)));
    assert_eq!(published(&log, 33).unwrap(), before);
}

#[test]
fn nothing_is_broken_down_before_a_month_is_over_or_for_fewer_than_eight() {
    let shown = |log: &[Activity], day| {
        let publisher = Publisher::replay(log, on(day), utc);
        let shown = publisher.measures(&club(), Disclosure::Published).unwrap();
        shown.mix.status
    };
    let large = log(members(0, 0..24, 12));
    assert_eq!(shown(&large, 20), Status::Suppressed { rule: "P3" });
    assert!(shown(&large, 32).value().is_some());
    let small = log(members(0, 0..7, 3));
    assert_eq!(shown(&small, 90), Status::Suppressed { rule: "P5" });
    let publisher = Publisher::replay(&small, on(90), utc);
    let raw = publisher.measures(&club(), Disclosure::Raw).unwrap();
    assert!(raw.mix.status.value().is_some());
}

#[test]
fn from_where_those_are_who_endorse_the_purpose_is_for_the_operator_alone() {
    let founded = r#"{"type": "community_founded", "purpose": {"name": {"id": "019a9f3e-7c00-7000-8000-000000000002", "n_chars": 5}}, "visibility": "public", "access": "open"}"#;
    let mut deeds = vec![(0, 0, serde_json::from_str::<Kind>(founded).unwrap())];
    deeds.extend(members(0, 0..24, 12));
    deeds.extend((0..16).map(|who| (1, who, Kind::PurposeEndorsed { version: 1 })));
    let publisher = Publisher::replay(&log(deeds), on(40), utc);
    let organisations = |disclosure| {
        let measures = publisher.measures(&club(), disclosure).unwrap();
        let identity = measures.identity.status.value().cloned().unwrap();
        (identity.endorsed.num, identity.organisations)
    };
    assert_eq!(organisations(Disclosure::Raw), (16, Some(2)));
    assert_eq!(organisations(Disclosure::Published), (16, None));
}

#[test]
fn a_join_on_the_last_day_of_a_month_waits_for_seven_more() {
    let mut deeds = members(0, 0..24, 12);
    // 28 February is the 58th day after 1 January.
    deeds.extend(members(58, 24..25, 0));
    let one = log(deeds.clone());
    assert_eq!(mix(&one, 60), mix(&one, 32));
    deeds.extend(members(70, 25..31, 0));
    let seven = log(deeds.clone());
    assert_eq!(mix(&seven, 100), mix(&seven, 32));
    deeds.extend(members(70, 31..32, 0));
    let eight = log(deeds);
    assert_eq!(mix(&eight, 60), mix(&eight, 32));
    assert_ne!(mix(&eight, 100), mix(&eight, 32));
}

#[test]
fn what_is_the_first_picture_but_for_one_is_not_drawn_though_eight_came_and_went() {
    let mut deeds = members(0, 0..24, 12);
    deeds.extend(members(40, 24..32, 0));
    let second = mix(&log(deeds.clone()), 60);
    deeds.extend((24..32).map(|who| (70, who, Kind::Left)));
    deeds.extend(members(70, 32..33, 0));
    // Nine changed since the second; but one since the first.
    assert_eq!(mix(&log(deeds), 100), second);
}

#[test]
fn contributors_are_not_shown_where_they_are_the_members_but_for_one() {
    let contributors = |n: usize| {
        let mut deeds = members(0, 0..24, 12);
        // In turn one from the north and one from the south.
        let who = |nth: usize| nth / 2 + 12 * (nth % 2);
        deeds.extend((0..n).map(|nth| (1, who(nth), said(nth, 0, 40))));
        let published = published(&log(deeds), 32).unwrap();
        let mix = published.mix.status.value().unwrap();
        mix.organisation.value().unwrap().contributors.clone()
    };
    assert_eq!(contributors(23), None);
    assert!(contributors(16).is_some());
}

#[test]
fn one_who_leaves_or_moves_is_not_seen_to() {
    let leaves = (40, 0, Kind::Left);
    let moves = (40, 0, stated(0, Dimension::Organisation, group("west")));
    for deed in [leaves, moves] {
        let mut deeds = members(0, 0..24, 12);
        deeds.push(deed);
        let log = log(deeds);
        assert_eq!(mix(&log, 100), mix(&log, 32));
    }
}

#[test]
fn whoever_talks_to_many_does_not_make_a_new_picture_alone() {
    let mut deeds = members(0, 0..24, 12);
    for who in 0..24 {
        deeds.push((1, who, said(who, (who + 1) % 24, 40)));
        deeds.push((1, who, said(who, (who + 12) % 24, 40)));
    }
    let across = |log: &[Activity], day| {
        let published = published(log, day).unwrap();
        published.across_boundaries.status
    };
    let before = across(&log(deeds.clone()), 100);
    assert!(before.value().is_some());
    // One person who is new speaks with twenty others: twenty people changed, and all of it is about the one.
    deeds.extend(members(40, 24..25, 0));
    deeds.extend((0..20).map(|whom| (41, 24, said(100 + whom, whom, 40))));
    assert_eq!(across(&log(deeds.clone()), 100), before);
    deeds.extend((0..8).map(|nth| (42, nth, said(200 + nth, nth + 8, 40))));
    assert_ne!(across(&log(deeds), 100), before);
}

#[test]
fn one_in_another_group_than_all_others_is_not_seen() {
    let alike = log(members(0, 0..24, 24));
    let all_but_one = log(members(0, 0..24, 23));
    let seen = |log: &[Activity]| serde_json::to_string(&published(log, 32)).unwrap();
    assert_eq!(seen(&alike), seen(&all_but_one));
}

#[test]
fn groups_of_two_boundaries_do_not_meet_in_a_cell() {
    // One carer in the south, with thirteen who are not; and thirteen carers, of whom one is in the south.
    let mut deeds = members(0, 0..26, 12);
    for who in 0..26 {
        let profession = group(if who < 13 { "carer" } else { "nurse" });
        deeds.push((0, who, stated(who, Dimension::Profession, profession)));
    }
    let published = published(&log(deeds), 32).unwrap();
    let mix = published.mix.status.value().unwrap();
    for mix in [&mix.organisation, &mix.profession] {
        let cells = &mix.value().unwrap().cells;
        assert!(
            cells
                .iter()
                .all(|cell| cell.people % 5 == 0 && cell.people >= 5)
        );
    }
    let text = serde_json::to_string(&published).unwrap();
    for cell in text.split('{').filter(|cell| cell.contains("\"people\"")) {
        let named = ["north", "south", "carer", "nurse"];
        let n_named = named.iter().filter(|name| cell.contains(**name)).count();
        assert!(n_named <= 1, "{cell}");
    }
}

#[test]
fn what_was_drawn_of_a_month_stays_and_what_comes_late_is_noted() {
    let mut log = log(members(0, 0..24, 12));
    let drawn = published(&log, 32).unwrap();
    let n = log.len();
    let retracted = |nth: usize| {
        let of = ActivityId::from_u128(nth as u128 + 1);
        let reason = RetractionReason::Mistake;
        activity(n + nth, on(40), 0, Kind::Retracted { of, reason })
    };
    log.extend((0..n).map(retracted));
    assert_eq!(published(&log, 41).unwrap(), drawn);

    let mut late = log[..n].to_vec();
    late.extend(
        members(45, 24..40, 8)
            .into_iter()
            .enumerate()
            .map(|(nth, (day, by, what))| {
                let mut late = activity(n + nth, on(day), by, what);
                late.at = on(10);
                late
            }),
    );
    assert_eq!(published(&late, 50).unwrap(), drawn);
    let next = published(&late, 61).unwrap();
    assert_eq!((drawn.late, next.late), (0, 16));
    assert_ne!(next.mix.status, drawn.mix.status);
}

/// What is shown on a day of all that may tell about groups.
fn shown(log: &[Activity], day: i64) -> Measures {
    let n = log.iter().take_while(|activity| activity.at <= on(day));
    let publisher = Publisher::replay(&log[..n.count()], on(day), utc);
    publisher.measures(&club(), Disclosure::Published).unwrap()
}

#[test]
fn a_community_that_passes_eight_has_to_wait_for_a_month_and_one_that_falls_below_shows_nothing() {
    let mut deeds = members(0, 0..7, 3);
    deeds.extend(members(40, 7..8, 0));
    let is = |deeds: &[(i64, usize, Kind)], day| {
        let shown = shown(&log(deeds.to_vec()), day);
        let breakdowns = serde_json::to_string(&(&shown.mix, &shown.who_is_heard)).unwrap();
        let rules = ["P5", "P3", "P4"].map(|rule| breakdowns.contains(rule));
        (rules, breakdowns.contains("cells"))
    };
    assert_eq!(is(&deeds, 39), ([true, false, false], false));
    assert_eq!(is(&deeds, 41), ([false, true, false], false));
    let mut deeds = members(0, 0..24, 12);
    deeds.extend((7..24).map(|who| (40, who, Kind::Left)));
    assert!(is(&deeds, 39).1);
    assert_eq!(is(&deeds, 41), ([true, false, false], false));
    // Whoever comes back makes it what it was, and not a picture of the eight.
    deeds.extend(members(42, 7..8, 0));
    assert_eq!(
        shown(&log(deeds.clone()), 43).mix.status,
        shown(&log(deeds), 32).mix.status
    );
}

#[test]
fn organisations_of_a_meeting_are_not_told() {
    let mut deeds = members(0, 0..24, 12);
    deeds.extend((0..20).map(|who| {
        let event = EventId::parse("meeting").unwrap();
        let attended = Kind::Attended {
            event,
            occurrence: None,
            part: Part::Spoke,
            presence: None,
        };
        (1, who, attended)
    }));
    let log = log(deeds);
    let raw = Live::replay(&log, on(5), utc).measures(&club()).unwrap();
    let raw = raw.event_card.status.value().unwrap().events[0].clone();
    assert!(raw.effective_organisations.is_some() && raw.groups_that_spoke.is_some());
    let shown = shown(&log, 5);
    let card = &shown.event_card.status.value().unwrap().events[0];
    assert_eq!(
        (card.effective_organisations, card.groups_that_spoke),
        (None, None)
    );
    assert_eq!(card.present, 20);
    let for_strangers = shown.for_strangers();
    let cards = for_strangers.event_card.status.value().unwrap();
    assert_eq!((cards.events.len(), cards.forms.unknown), (0, 1));
}

/// Days of a history, in order, and what happens on each.
type Deeds = Vec<(usize, usize, u8, usize, i64)>;

fn deeds() -> impl Strategy<Value = Deeds> {
    let deed = (0_usize..20, 0_usize..20, 0_u8..24, 0_usize..12, 0_i64..9);
    prop::collection::vec(deed, 60..200).prop_map(|mut deeds: Deeds| {
        let mut day = 0;
        for deed in &mut deeds {
            // Mostly on the same day, and now and then some days later.
            day += (deed.4 - 6).max(0) * 2;
            deed.4 = day;
        }
        deeds
    })
}

/// The history in which everybody stands somewhere first; `turned` gives what one deed is in the other history.
fn told(deeds: &Deeds, turned: impl Fn(usize, Kind) -> Kind) -> Vec<Activity> {
    let first = members(0, 0..16, 8).into_iter();
    let n_first = 32;
    let then = deeds.iter().enumerate();
    let then = then.map(|(nth, (by, whom, what, how, day))| {
        (*day, *by, deed(nth + n_first, *by, *whom, *what, *how))
    });
    let all = first.chain(then);
    log(all.map(|(day, by, what)| (day, by, turned(by, what))))
}

const VICTIM: usize = 3;

/// The same history, but for where one person stands.
fn turned(by: usize, what: Kind) -> Kind {
    match what {
        Kind::AffiliationStated {
            dimension: Dimension::Organisation,
            ..
        } if by == VICTIM => stated(by, Dimension::Organisation, group("elsewhere")),
        what => what,
    }
}

/// Members and where they stand, and who exchanged what with whom, at the end of a month.
#[derive(Debug, Clone, Default, PartialEq)]
struct Known {
    members: BTreeMap<PersonId, Affiliation>,
    contributors: BTreeMap<PersonId, Affiliation>,
    gave: BTreeMap<(PersonId, String), u64>,
    exchanges: BTreeMap<(PersonId, Option<GroupId>, PersonId, Option<GroupId>), u64>,
}

fn known(log: &[Activity], end: Timestamp) -> Known {
    let n = log.iter().take_while(|activity| activity.recorded <= end);
    let n = n.count();
    let history = History::of(&log[..n], &club(), end, utc);
    let stand = |person| history.people.on(person, Dimension::Organisation);
    let members = history.members.keys();
    let mut known = Known {
        members: members
            .map(|person| (person.clone(), stand(person)))
            .collect(),
        contributors: BTreeMap::new(),
        gave: BTreeMap::new(),
        exchanges: BTreeMap::new(),
    };
    for act in history.recent().filter(|act| act.counts().contribution) {
        if let Some(by) = act.by() {
            known.contributors.insert(by.clone(), stand(by));
            let then = format!("{:?}", act.from.on(Dimension::Organisation));
            *known.gave.entry((by.clone(), then)).or_default() += 1;
        }
    }
    for exchange in history.exchanges() {
        let group = |at: &cop_core::affiliation::Affiliations| match at.on(Dimension::Organisation)
        {
            Affiliation::Known(group) => Some(group.clone()),
            Affiliation::NoneDeclared => GroupId::parse("(none)").ok(),
            Affiliation::Unknown => None,
        };
        let key = (
            exchange.by.clone(),
            group(exchange.from),
            exchange.to.clone(),
            group(exchange.towards),
        );
        *known.exchanges.entry(key).or_default() += 1;
    }
    known
}

type Standing = BTreeMap<PersonId, Affiliation>;

fn n_moved(now: &Standing, before: &Standing) -> usize {
    let people: BTreeSet<_> = now.keys().chain(before.keys()).collect();
    let moved = |person: &&&PersonId| now.get(**person) != before.get(**person);
    people.iter().filter(moved).count()
}

/// How many people contributed something else than before.
fn n_heard(now: &Known, before: &Known) -> usize {
    let keys: BTreeSet<_> = now.gave.keys().chain(before.gave.keys()).collect();
    let differ = keys
        .into_iter()
        .filter(|key| now.gave.get(*key) != before.gave.get(*key));
    let people: BTreeSet<&PersonId> = differ.map(|(who, _)| who).collect();
    people.len()
}

/// The fewest people who exchanged something else than before, whichever person is left out of account.
fn n_others(now: &Known, before: &Known) -> usize {
    let ties: BTreeSet<_> = now
        .exchanges
        .keys()
        .chain(before.exchanges.keys())
        .collect();
    let ties: Vec<_> = ties
        .into_iter()
        .filter(|tie| now.exchanges.get(*tie) != before.exchanges.get(*tie))
        .collect();
    let without = |who: &PersonId| {
        let ties = ties.iter().filter(|tie| tie.0 != *who && tie.2 != *who);
        let people: BTreeSet<&PersonId> = ties.flat_map(|tie| [&tie.0, &tie.2]).collect();
        people.len()
    };
    let people: BTreeSet<&PersonId> = ties.iter().flat_map(|tie| [&tie.0, &tie.2]).collect();
    people.into_iter().map(without).min().unwrap_or_default()
}

/// What is shown of organisations, month by month, and whether enough people changed for it to be drawn anew.
#[derive(Debug, PartialEq)]
struct Month {
    mix: String,
    exchanges: String,
    voices: String,
    may_mix: bool,
    may_exchanges: bool,
    may_voices: bool,
}

fn months(log: &[Activity]) -> Vec<Month> {
    let last = log.last().unwrap().at;
    let mut months = Vec::new();
    // Everything that was ever drawn, and nothing.
    let (mut standing, mut exchanged) = (vec![Standing::default()], vec![Known::default()]);
    let (mut gave, mut is_mixed) = (vec![Known::default()], false);
    let mut first = on(0).month_utc();
    while first < last {
        let next = first.plus_days(32).month_utc();
        let end = Timestamp::from_ms(next.ms() - 1);
        first = next;
        let n = log.iter().take_while(|activity| activity.recorded <= end);
        let publisher = Publisher::replay(&log[..n.count()], next.plus_minutes(1), utc);
        let published = publisher.published(&club());
        let now = known(log, end);
        let is_large = now.members.len() >= K;
        let differs = |now: &Standing, drawn: &[Standing]| {
            is_large && drawn.iter().all(|before| n_moved(now, before) >= K)
        };
        let may_mix = differs(&now.members, &standing);
        if may_mix {
            standing.push(now.members.clone());
        }
        if differs(&now.contributors, &standing) {
            standing.push(now.contributors.clone());
        }
        is_mixed |= may_mix;
        let may_voices =
            is_large && is_mixed && gave.iter().all(|before| n_heard(&now, before) >= K);
        if may_voices {
            gave.push(now.clone());
        }
        let mut before = exchanged.iter();
        let may_exchanges = is_large && before.all(|before| n_others(&now, before) >= K - 1);
        if may_exchanges {
            exchanged.push(now);
        }
        // By which rule nothing is shown tells how many there are, which everybody sees anyway.
        let text = |of: &dyn Fn(&Published) -> String| {
            let text = published.map(of).unwrap_or_default();
            let rules = ["P1", "P2", "P3", "P4", "P5"];
            let hides = |text: String, rule| text.replace(rule, "P");
            rules.into_iter().fold(text, hides)
        };
        months.push(Month {
            mix: text(&|published| {
                let mix = published.mix.status.value().cloned().unwrap_or_else(none);
                let mix = mix.organisation.map(|mut mix| {
                    mix.contributors = None;
                    mix
                });
                serde_json::to_string(&mix).unwrap()
            }),
            exchanges: text(&|published| {
                let across = published.across_boundaries.status.value().cloned();
                let across = across.map(|across| {
                    across.organisation.map(|mut across| {
                        across.chance = None;
                        across.expected_e_i = None;
                        across
                    })
                });
                let both = published.both_ways.status.value();
                let both = both.map(|both| both.organisation.clone());
                serde_json::to_string(&(across, both)).unwrap()
            }),
            voices: text(&|published| {
                let heard = published.who_is_heard.status.value();
                let heard = heard.map(|heard| heard.organisation.clone());
                serde_json::to_string(&heard).unwrap()
            }),
            may_mix,
            may_exchanges,
            may_voices,
        });
    }
    months
}

fn none<T>() -> cop_core::measure::ByDimension<Status<T>> {
    cop_core::measure::ByDimension::of(|_| Status::Suppressed { rule: "P3" })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..config() })]

    #[test]
    fn two_histories_that_differ_in_one_person_differ_only_where_eight_changed(deeds in deeds()) {
        let one = months(&told(&deeds, |_, what| what));
        let other = months(&told(&deeds, turned));
        for months in [&one, &other] {
            for pair in months.windows(2) {
                let [before, now] = pair else { unreachable!("windows are of two") };
                prop_assert!(now.may_mix || now.mix == before.mix);
                prop_assert!(now.may_exchanges || now.exchanges == before.exchanges);
                prop_assert!(now.may_voices || now.voices == before.voices || before.voices.is_empty());
            }
        }
        // Where they begin to differ, at least one was drawn anew because at least eight people changed.
        let mix = one.iter().zip(&other).find(|(one, other)| one.mix != other.mix);
        prop_assert!(mix.is_none_or(|(one, other)| one.may_mix || other.may_mix));
        let exchanges = one.iter().zip(&other).find(|(one, other)| one.exchanges != other.exchanges);
        prop_assert!(exchanges.is_none_or(|(one, other)| one.may_exchanges || other.may_exchanges));
        let voices = one.iter().zip(&other).find(|(one, other)| one.voices != other.voices);
        prop_assert!(voices.is_none_or(|(one, other)| one.may_voices || other.may_voices));
    }

    #[test]
    fn taking_one_by_one_shows_what_taking_all_at_once_shows(deeds in deeds()) {
        let log = told(&deeds, |_, what| what);
        let mut publisher = Publisher::new(utc);
        for (nth, activity) in log.iter().enumerate() {
            let earlier = |id| {
                let place = log[..nth].iter().position(|earlier| earlier.id == id)?;
                Some(cop_core::activity::Recorded {
                    position: place as u64 + 1,
                    activity: log[place].clone(),
                })
            };
            if publisher.take(nth as u64 + 1, activity, earlier).is_err() {
                publisher.take_again(&log[..=nth]);
            }
        }
        let end = log.last().unwrap().at.plus_days(40);
        if publisher.advance(end).is_err() {
            publisher.take_again(&log);
        }
        let whole = Publisher::replay(&log, end, utc);
        prop_assert_eq!(publisher.published(&club()), whole.published(&club()));
        let live = Live::replay(&log, end, utc).measures(&club());
        prop_assert_eq!(publisher.measures(&club(), Disclosure::Raw), live.clone());
        prop_assert_eq!(whole.measures(&club(), Disclosure::Raw), live);
    }
}
