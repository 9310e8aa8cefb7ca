use super::*;
use crate::activity::Stance;
use crate::command::Command;
use crate::measure::utc;
use crate::testing::{AMA, RHYS, day, falls, log_after, open};

#[track_caller]
fn measured(given: &[(&str, Command)], on: usize) -> Measure<ThreeElements> {
    let log = log_after(given);
    let plain = batch(&History::of(log.activities(), &falls(), day(on), utc));
    let kept = Live::replay(log.activities(), day(on), utc);
    assert_eq!(kept.measures(&falls()).unwrap().three_elements, plain);
    plain
}

fn problem(term: &str) -> (&'static str, Command) {
    let raise = Command::RaiseProblem {
        title: "Who has moved handover?".into(),
        text: None,
        terms: vec![term.into()],
        vantage: None,
    };
    (AMA, raise)
}

#[test]
fn a_purpose_is_put_lately_for_twelve_months_to_the_day() {
    let date = |text| CivilDate::parse(text).unwrap();
    assert!(is_within_months(12, date("2025-11-20"), date("2026-11-20")));
    assert!(!is_within_months(
        12,
        date("2025-11-19"),
        date("2026-11-20")
    ));
    assert_eq!(full_months(date("2025-11-21"), date("2026-11-20")), 11);
    assert_eq!(full_months(date("2025-11-20"), date("2026-11-20")), 12);
}

#[test]
fn a_domain_is_present_when_problems_carry_its_words() {
    let given = [open(), problem("Falls")];
    let told = measured(&given, 5);
    let domain = &told.status.value().unwrap().domain;
    assert_eq!(domain.status, Seen::Present);
    assert_eq!(domain.problems_with_terms, Share::of(1, 1));
    let told = measured(&[open(), problem("Parking")], 5);
    assert_eq!(told.status.value().unwrap().domain.status, Seen::Thin);
    let told = measured(&given, 400);
    assert_eq!(told.status.value().unwrap().domain.status, Seen::NotSeen);
}

#[test]
fn a_reply_is_an_exchange_of_two_people() {
    let turn = Command::Reply {
        in_reply_to: ContributionId::parse(&ActivityId::from_u128(200).to_string()).unwrap(),
        to: vec![],
        stance: Stance::Offer,
        text: "We keep two items for the corridor and say the rest.".into(),
        vantage: None,
    };
    let given = [
        open(),
        (RHYS, Command::Join { note: None }),
        problem("Falls"),
        (RHYS, turn),
    ];
    let told = measured(&given, 9);
    let community = &told.status.value().unwrap().community;
    assert_eq!(community.exchanging, Share::of(2, 2));
    assert_eq!(community.partners, Ratio::of(1, 1));
    assert_eq!(community.status, Seen::Thin);
    let told = measured(&given, 300);
    let value = told.status.value().unwrap();
    assert_eq!(value.community.status, Seen::NotSeen);
    assert_eq!(value.practice.status, Seen::NotSeen);
}

#[test]
fn of_nothing_nothing_is_said() {
    let told = batch(&History::of(&[], &falls(), day(0), utc));
    assert!(told.status.value().is_none());
}
