use super::*;
use crate::command::Command;
use crate::measure::utc;
use crate::testing::{AMA, RHYS, day, falls, log_after, open, person};

#[track_caller]
fn check(active_days: &[i32], today: i32, expected: Rhythm) {
    assert_eq!(state(active_days, today), expected);
}

#[test]
fn the_reference_vectors_hold() {
    let weekly = [0, 7, 14, 21, 28];
    check(&weekly, 72, Rhythm::AsUsual);
    check(&weekly, 73, Rhythm::AsUsual);
    check(&weekly, 74, Rhythm::Quiet);
    check(&weekly, 393, Rhythm::Quiet);
    check(&weekly, 394, Rhythm::Lapsed);
    let rarely = [0, 60, 120, 180];
    check(&rarely, 360, Rhythm::AsUsual);
    check(&rarely, 361, Rhythm::Quiet);
    check(&[0, 5], 200, Rhythm::TooEarly);
    check(&[], 200, Rhythm::NotApplicable);
}

#[test]
fn only_the_last_ten_days_make_a_rhythm() {
    // Weekly for years, and every hundred days since.
    let mut days: Vec<i32> = (0..50).map(|nth| nth * 7).collect();
    days.extend((1..=9).map(|nth| 343 + nth * 100));
    check(&days, 1243 + 300, Rhythm::AsUsual);
    check(&days, 1243 + 301, Rhythm::Quiet);
}

#[test]
fn the_median_of_an_even_number_of_gaps_may_be_a_half() {
    // Gaps 10, 20, 21, 30: the median is 20.5 and three times that 61.5 days.
    let days = [0, 10, 30, 51, 81];
    check(&days, 81 + 61, Rhythm::AsUsual);
    check(&days, 81 + 62, Rhythm::Quiet);
}

#[test]
fn whoever_comes_less_than_once_a_year_is_not_lapsed_before_they_are_due() {
    check(&[0, 200, 400, 600], 1_200, Rhythm::AsUsual);
    check(&[0, 200, 400, 600], 1_201, Rhythm::Lapsed);
}

type Given = (&'static str, Command);

/// Somebody who is there four times, with what they say of others asking after them before, and a steward who is there
/// every day.
fn silence(by_others: &[bool], n_days: usize) -> Vec<Given> {
    let mut given = vec![open(), (RHYS, Command::Join { note: None })];
    let said = by_others.iter();
    given.extend(said.map(|allowed| allow(Preference::NudgesByOthers, *allowed)));
    given.extend([raise(RHYS), raise(RHYS), raise(RHYS)]);
    given.extend(std::iter::repeat_n(raise(AMA), n_days));
    given
}

fn allow(preference: Preference, allowed: bool) -> Given {
    let allow = Command::SetPreference {
        preference,
        allowed,
    };
    (RHYS, allow)
}

fn raise(by: &'static str) -> Given {
    let raise = Command::RaiseProblem {
        title: "Who has moved handover?".into(),
        text: None,
        terms: vec![],
        vantage: None,
    };
    (by, raise)
}

#[track_caller]
fn check_told(given: &[Given], on: usize, expected: &[&str]) {
    let log = log_after(given);
    let live = Live::replay(log.activities(), day(on), utc);
    let told = for_steward(&live, &falls(), &person(AMA)).unwrap();
    let members = &told.status.value().unwrap().members;
    let named: Vec<&str> = members.iter().map(|quiet| quiet.person.as_str()).collect();
    assert_eq!(named, expected);
    let history = History::of(log.activities(), &falls(), day(on), utc);
    assert_eq!(for_steward_batch(&history, &person(AMA)), told);
}

#[test]
fn a_steward_is_told_of_those_only_who_said_so() {
    // Last there on the fifth day, and due 45 days later.
    let allowed = silence(&[true], 0);
    check_told(&allowed, 50, &[]);
    check_told(&allowed, 51, &[RHYS]);
    check_told(&allowed, 5 + 365, &[RHYS]);
    check_told(&allowed, 6 + 365, &[]);
    check_told(&silence(&[], 0), 100, &[]);
    check_told(&silence(&[true, false], 0), 100, &[]);
}

#[test]
fn reminders_for_oneself_allow_nobody_else_to_ask() {
    let mut given = silence(&[], 0);
    given.push(allow(Preference::Nudges, false));
    given.push(allow(Preference::Nudges, true));
    check_told(&given, 100, &[]);
}

#[test]
fn whoever_wants_no_reminders_is_asked_by_nobody() {
    let mut given = silence(&[true], 0);
    given.push(allow(Preference::Nudges, false));
    check_told(&given, 100, &[]);
}

#[test]
fn whoever_was_asked_in_their_silence_is_left_in_peace() {
    let contact = Command::NoteContact {
        person: person(RHYS),
    };
    let mut given = silence(&[true], 10);
    given.push((AMA, contact.clone()));
    check_told(&given, 100, &[RHYS]);
    let mut given = silence(&[true], 46);
    check_told(&given, 100, &[RHYS]);
    given.push((AMA, contact));
    check_told(&given, 100, &[]);
}

#[test]
fn whoever_is_away_is_not_missed() {
    let mut given = silence(&[true], 0);
    let from = day(20).date_utc();
    let until = Some(day(80).date_utc());
    given.push((RHYS, Command::GoAway { from, until }));
    check_told(&given, 80, &[]);
    check_told(&given, 81, &[RHYS]);
}

#[test]
fn everybody_knows_their_own_rhythm_and_nobody_elses() {
    let log = log_after(&silence(&[], 0));
    let live = Live::replay(log.activities(), day(60), utc);
    let of = |who: &str| own(&live, &falls(), &person(who)).unwrap();
    let rhythm = of(RHYS).status.value().unwrap().clone();
    assert_eq!(rhythm.rhythm, Rhythm::Quiet);
    assert_eq!(rhythm.last, day(4).date_utc());
    assert_eq!(rhythm.due, day(49).date_utc());
    assert!(matches!(
        of(AMA).status,
        Status::TooFew { have: 0, need: 3 }
    ));
    let by_other = for_steward(&live, &falls(), &person(RHYS)).unwrap();
    assert!(by_other.status.value().is_none());
}
