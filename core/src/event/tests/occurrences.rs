use super::*;
use crate::Model;
use crate::activity::Answer;
use crate::recurrence::{Recurrence, Series};
use crate::time::Timestamp;

/// When the nth meeting of the weekly series is, which begins on day 50 at noon.
fn nth(nth: usize) -> CivilDateTime {
    day(50 + 7 * nth).civil_utc()
}

fn weekly(rule: &str) -> Schedule {
    let mut schedule = schedule(50);
    schedule.series = Some(Series::new(Recurrence::parse(rule).unwrap()));
    schedule
}

fn series(rule: &str, capacity: Option<u32>) -> (&'static str, Command) {
    let (by, mut command) = plan(50, capacity);
    if let Command::PlanEvent { schedule, .. } = &mut command {
        *schedule = weekly(rule);
    }
    (by, command)
}

fn to(answer: Answer, occurrence: CivilDateTime) -> Command {
    Command::AnswerInvitation {
        event: event(),
        occurrence: Some(occurrence),
        answer,
    }
}

fn move_to(occurrence: CivilDateTime, on_day: usize, capacity: Option<u32>) -> Command {
    Command::ChangeEvent {
        event: event(),
        occurrence: Some(occurrence),
        schedule: schedule(on_day),
        place: None,
        capacity,
        mode: None,
        form: None,
        problem: None,
    }
}

fn call_off(occurrence: CivilDateTime) -> Command {
    Command::CancelEvent {
        event: event(),
        occurrence: Some(occurrence),
        reason: None,
    }
}

fn of(model: &Model) -> &Event {
    model
        .community(&falls())
        .unwrap()
        .events
        .get(&event())
        .unwrap()
}

/// A weekly series of four, with one place each time; Rhys and Joan are members.
fn four() -> Vec<(&'static str, Command)> {
    vec![
        open(),
        series("FREQ=WEEKLY;COUNT=4", Some(1)),
        (RHYS, join()),
        (JOAN, join()),
    ]
}

#[track_caller]
fn check_at(
    given: &[(&str, Command)],
    occurrence: CivilDateTime,
    going: &[&str],
    waiting: &[&str],
) {
    check_roll(&of(&after(given)).roll(Some(occurrence)), going, waiting);
}

#[test]
fn an_answer_for_the_series_is_one_for_every_time_without_its_own() {
    let mut given = four();
    given.push((RHYS, yes()));
    given.push((RHYS, to(Answer::Declined, nth(1))));
    check_at(&given, nth(0), &[RHYS], &[]);
    check_at(&given, nth(1), &[], &[]);
    given.push((RHYS, answer(Answer::Declined)));
    given.push((RHYS, to(Answer::Accepted, nth(2))));
    check_at(&given, nth(0), &[], &[]);
    check_at(&given, nth(2), &[RHYS], &[]);
}

#[test]
fn places_are_filled_each_time_in_the_order_of_saying_yes() {
    let mut given = four();
    given.push((JOAN, to(Answer::Accepted, nth(1))));
    given.push((RHYS, yes()));
    check_at(&given, nth(0), &[RHYS], &[]);
    check_at(&given, nth(1), &[JOAN], &[RHYS]);
    given.push((JOAN, yes()));
    check_at(&given, nth(1), &[JOAN], &[RHYS]);
    check_at(&given, nth(2), &[RHYS], &[JOAN]);
    given.push((RHYS, to(Answer::Declined, nth(2))));
    check_at(&given, nth(2), &[JOAN], &[]);
    let model = after(&given);
    let place = |occurrence| of(&model).roll(Some(occurrence)).place(&person(RHYS));
    assert_eq!(place(nth(1)), Some(Place::Waiting { ahead: 0 }));
    assert_eq!(place(nth(2)), Some(Place::Declined));
}

#[test]
fn an_answer_that_says_what_the_series_was_answered_is_not_recorded() {
    let mut given = four();
    given.push((RHYS, yes()));
    check(&given, (RHYS, to(Answer::Accepted, nth(1))), Ok(vec![]));
    given.push((RHYS, to(Answer::Tentative, nth(1))));
    check(&given, (RHYS, to(Answer::Tentative, nth(1))), Ok(vec![]));
}

#[test]
fn one_time_is_moved_and_has_its_own_size() {
    let mut given = four();
    given.extend([(RHYS, yes()), (JOAN, yes())]);
    given.push((AMA, move_to(nth(1), 60, Some(2))));
    check_at(&given, nth(1), &[RHYS, JOAN], &[]);
    check_at(&given, nth(2), &[RHYS], &[JOAN]);
    let model = after(&given);
    let moved = of(&model).moved(Some(nth(1))).unwrap();
    assert_eq!(
        (moved.schedule.starts_at, of(&model).revision),
        (day(60), 1)
    );
    check(&given, (AMA, move_to(nth(1), 60, Some(2))), Ok(vec![]));
}

#[test]
fn one_time_does_not_recur_by_itself() {
    let mut command = move_to(nth(1), 60, None);
    if let Command::ChangeEvent { schedule, .. } = &mut command {
        schedule.series = weekly("FREQ=DAILY").series;
    }
    let then = Kind::EventChanged {
        event: event(),
        occurrence: Some(nth(1)),
        schedule: schedule(60),
        place: None,
        capacity: None,
        mode: None,
        form: None,
        problem: None,
    };
    check(&four(), (AMA, command), Ok(vec![then]));
}

#[test]
fn a_time_that_was_called_off_is_not_answered_and_the_others_are() {
    let mut given = four();
    given.push((AMA, call_off(nth(1))));
    for command in [
        to(Answer::Accepted, nth(1)),
        move_to(nth(1), 60, None),
        call_off(nth(1)),
    ] {
        refused(&given, (AMA, command), Refusal::EventAlreadyCancelled);
    }
    given.push((RHYS, to(Answer::Accepted, nth(2))));
    check_at(&given, nth(2), &[RHYS], &[]);
    assert!(!of(&after(&given)).is_cancelled());
}

#[test]
fn only_the_times_that_a_series_has_are_spoken_of() {
    let never = day(51).civil_utc();
    for command in [
        to(Answer::Accepted, never),
        move_to(never, 60, None),
        call_off(nth(4)),
    ] {
        refused(&four(), (AMA, command), Refusal::NoSuchOccurrence);
    }
    let single = [open(), plan(50, None)];
    refused(&single, (AMA, call_off(nth(0))), Refusal::NoSuchOccurrence);
}

#[test]
fn times_are_moved_and_called_off_by_those_who_hold_the_community() {
    for command in [move_to(nth(1), 60, None), call_off(nth(1))] {
        refused(&four(), (RHYS, command), Refusal::RoleNeeded);
    }
    let to_the_past = move_to(nth(1), 2, None);
    refused(&four(), (AMA, to_the_past), Refusal::EventInThePast);
}

#[test]
fn another_schedule_keeps_what_is_different_where_it_has_the_time() {
    let mut given = four();
    given.push((AMA, move_to(nth(1), 58, None)));
    given.push((RHYS, to(Answer::Accepted, nth(3))));
    let mut fewer = change(50, None);
    if let Command::ChangeEvent { schedule, .. } = &mut fewer {
        *schedule = weekly("FREQ=WEEKLY;COUNT=3");
    }
    given.push((AMA, fewer));
    let model = after(&given);
    let kept: Vec<_> = of(&model).occasions().map(|(name, _)| name).collect();
    assert_eq!(kept, [nth(1)]);
}

/// The event after these commands, seen on a later day.
#[track_caller]
fn check_over(rule: &str, minutes_after_last: i64, is_over: bool) {
    let model = after(&[open(), series(rule, None)]);
    let now = day(50 + 21).plus_minutes(minutes_after_last);
    assert_eq!(of(&model).is_over(None, now), is_over, "{rule}");
}

#[test]
fn a_series_that_ends_is_over_some_hours_after_its_last_time() {
    check_over("FREQ=WEEKLY;COUNT=4", 60, false);
    check_over("FREQ=WEEKLY;COUNT=4", 60 + 179, false);
    check_over("FREQ=WEEKLY;COUNT=4", 60 + 180, true);
    check_over("FREQ=WEEKLY;UNTIL=20260315", 60 + 180, true);
    check_over("FREQ=WEEKLY", 60 + 180, false);
}

#[test]
fn a_series_is_not_over_while_one_of_its_times_was_moved_to_later() {
    let mut given = four();
    given.push((AMA, move_to(nth(1), 100, None)));
    let model = after(&given);
    assert!(!of(&model).is_over(None, day(99)));
    assert!(of(&model).is_over(None, day(101)));
}

#[test]
fn what_is_over_is_not_answered_whether_one_time_or_all() {
    let mut given = four();
    for _ in 0..50 {
        given.push((JOAN, Command::Follow));
    }
    // The next command is given on day 54, four days after the first time.
    refused(
        &given,
        (RHYS, to(Answer::Accepted, nth(0))),
        Refusal::EventAlreadyOver,
    );
    refused(&given, (AMA, call_off(nth(0))), Refusal::EventAlreadyOver);
    for _ in 0..18 {
        given.push((JOAN, Command::Follow));
    }
    refused(&given, (RHYS, yes()), Refusal::EventAlreadyOver);
}

#[test]
fn leaving_frees_the_places_of_all_times_to_come() {
    let mut given = four();
    given.extend([(RHYS, to(Answer::Accepted, nth(1))), (JOAN, yes())]);
    given.push((RHYS, Command::Leave));
    check_at(&given, nth(1), &[JOAN], &[]);
}

/// At 10:00 in London the whole year: in winter that is 10:00 UTC, in summer 09:00.
#[test]
fn no_time_is_over_too_early_when_clocks_change() {
    let starts = CivilDateTime::parse("2026-01-05T10:00").unwrap();
    let schedule = Schedule {
        starts,
        zone: Zone::parse("Europe/London").unwrap(),
        minutes: 60,
        starts_at: Timestamp::parse("2026-01-05T10:00:00Z").unwrap(),
        series: weekly("FREQ=WEEKLY").series,
    };
    let summer = CivilDateTime::parse("2026-07-06T10:00").unwrap();
    let (begins, ends) = (
        Timestamp::parse("2026-07-06T09:00:00Z").unwrap(),
        Timestamp::parse("2026-07-06T10:00:00Z").unwrap(),
    );
    assert!(schedule.earliest_start(summer) <= begins && ends <= schedule.latest_end(summer));
    assert_eq!(schedule.earliest_start(starts), schedule.starts_at);
    assert_eq!(schedule.latest_end(starts), schedule.first_ends_at());
}

#[test]
fn a_series_began_within_memory_and_has_a_time() {
    let (by, mut ancient) = series("FREQ=WEEKLY", None);
    if let Command::PlanEvent { schedule, .. } = &mut ancient {
        schedule.starts = CivilDateTime::parse("0026-01-01T10:00:00").unwrap();
        schedule.starts_at = schedule.starts.as_if_utc();
    }
    refused(&[open()], (by, ancient), Refusal::EventInThePast);
    let never = series("FREQ=WEEKLY;UNTIL=20200101T000000", None);
    refused(&[open()], never, Refusal::DateRange);
}
