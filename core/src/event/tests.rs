mod co_hosting;
mod occurrences;
mod records;

use super::*;
use crate::activity::{Answer, Kind, Via};
use crate::command::Command;
use crate::refusal::Refusal;
use crate::schedule::MAX_MINUTES;
use crate::testing::{AMA, JOAN, NEW, RHYS, after, check, day, falls, open, person, refused};
use crate::time::{CivilDateTime, Zone};

/// A meeting on the given day after the first command, at noon.
fn schedule(on_day: usize) -> Schedule {
    let starts_at = day(on_day);
    Schedule {
        starts: starts_at.civil_utc(),
        zone: Zone::utc(),
        minutes: 60,
        starts_at,
        series: None,
    }
}

fn plan(on_day: usize, capacity: Option<u32>) -> (&'static str, Command) {
    let command = Command::PlanEvent {
        with: None,
        title: "Working session".into(),
        form: Form::Working,
        mode: Mode::Hybrid,
        schedule: schedule(on_day),
        place: Some("Room 4".into()),
        capacity,
        problem: None,
    };
    (AMA, command)
}

/// The event that the second command plans.
fn event() -> EventId {
    EventId::parse("00000000-0000-0000-0000-000000000064").unwrap()
}

fn answer(answer: Answer) -> Command {
    Command::AnswerInvitation {
        occurrence: None,
        event: event(),
        answer,
    }
}

fn yes() -> Command {
    answer(Answer::Accepted)
}

fn cancel() -> Command {
    Command::CancelEvent {
        occurrence: None,
        event: event(),
        reason: None,
    }
}

fn change(on_day: usize, capacity: Option<u32>) -> Command {
    Command::ChangeEvent {
        occurrence: None,
        event: event(),
        schedule: schedule(on_day),
        place: None,
        capacity,
        mode: None,
        form: None,
        problem: None,
    }
}

fn join() -> Command {
    Command::Join { note: None }
}

fn full_house() -> Vec<(&'static str, Command)> {
    vec![
        open(),
        plan(50, Some(1)),
        (RHYS, join()),
        (JOAN, join()),
        (RHYS, yes()),
        (JOAN, yes()),
    ]
}

#[track_caller]
fn check_places(given: &[(&str, Command)], going: &[&str], waiting: &[&str]) {
    let model = after(given);
    let event = model
        .community(&falls())
        .unwrap()
        .events
        .get(&event())
        .unwrap();
    check_roll(&event.roll(None), going, waiting);
}

#[track_caller]
fn check_roll(roll: &Roll<'_>, going: &[&str], waiting: &[&str]) {
    let ids = |people: &[&PersonId]| people.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        (ids(roll.going()), ids(roll.waiting())),
        (ids_of(going), ids_of(waiting))
    );
}

fn ids_of(people: &[&str]) -> Vec<String> {
    people.iter().map(|id| (*id).to_owned()).collect()
}

#[test]
fn those_who_hold_the_community_plan_events() {
    refused(&[open()], (RHYS, plan(50, None).1), Refusal::NotAMember);
    let given = [open(), (RHYS, join())];
    refused(&given, (RHYS, plan(50, None).1), Refusal::RoleNeeded);
    refused(&[open()], plan(0, None), Refusal::EventInThePast);
    refused(&[open()], plan(50, Some(0)), Refusal::CapacityRange);
    let mut endless = plan(50, None);
    if let Command::PlanEvent { schedule, .. } = &mut endless.1 {
        schedule.minutes = MAX_MINUTES + 1;
    }
    refused(&[open()], endless, Refusal::EventLength);
}

#[test]
fn an_event_is_about_a_problem_of_the_community() {
    let mut about = plan(50, None);
    if let Command::PlanEvent { problem, .. } = &mut about.1 {
        *problem = ContributionId::parse("nowhere").ok();
    }
    refused(&[open()], about, Refusal::NoSuchContribution);
}

#[test]
fn an_answer_is_recorded_when_it_changes() {
    let given = [open(), plan(50, None), (RHYS, join())];
    let then = Kind::InvitationAnswered {
        as_host: false,
        occurrence: None,
        event: event(),
        answer: Answer::Accepted,
    };
    check(&given, (RHYS, yes()), Ok(vec![then]));
    let given = [open(), plan(50, None), (AMA, yes())];
    check(&given, (AMA, yes()), Ok(vec![]));
}

#[test]
fn observers_come_too_and_outsiders_do_not() {
    let given = [
        open(),
        plan(50, None),
        (RHYS, Command::Follow),
        (RHYS, yes()),
    ];
    check_places(&given, &[RHYS], &[]);
    refused(&given[..2], (NEW, yes()), Refusal::NotAMember);
}

#[test]
fn whoever_finds_no_place_waits_and_moves_up_by_itself() {
    let mut given = full_house();
    check_places(&given, &[RHYS], &[JOAN]);
    given.push((RHYS, answer(Answer::Declined)));
    check_places(&given, &[JOAN], &[]);
    given.push((RHYS, yes()));
    check_places(&given, &[JOAN], &[RHYS]);
}

#[test]
fn leaving_the_community_frees_the_place() {
    let mut given = full_house();
    given.push((RHYS, Command::Leave));
    check_places(&given, &[JOAN], &[]);
}

#[test]
fn a_larger_room_takes_those_who_wait_and_a_smaller_one_sends_the_last_back() {
    let mut given = full_house();
    given.push((AMA, change(50, Some(2))));
    check_places(&given, &[RHYS, JOAN], &[]);
    given.push((AMA, change(50, Some(1))));
    check_places(&given, &[RHYS], &[JOAN]);
}

#[test]
fn what_is_over_or_called_off_is_not_answered_or_changed() {
    let over = [open(), plan(3, None), (AMA, yes()), (RHYS, join())];
    for command in [yes(), cancel(), change(60, None)] {
        refused(&over, (AMA, command), Refusal::EventAlreadyOver);
    }
    let cancelled = [open(), plan(50, None), (AMA, cancel())];
    for command in [yes(), cancel(), change(60, None)] {
        refused(&cancelled, (AMA, command), Refusal::EventAlreadyCancelled);
    }
    refused(&[open()], (AMA, yes()), Refusal::NoSuchEvent);
}

#[test]
fn a_moved_event_keeps_its_answers() {
    let mut given = full_house();
    given.push((AMA, change(60, Some(1))));
    check_places(&given, &[RHYS], &[JOAN]);
    let model = after(&given);
    let moved = model
        .community(&falls())
        .unwrap()
        .events
        .get(&event())
        .unwrap();
    assert_eq!(moved.revision, 1);
    let starts: CivilDateTime = moved.schedule.starts;
    assert_eq!(starts, day(60).civil_utc());
}

#[test]
fn a_change_that_changes_nothing_is_not_recorded() {
    let given = [open(), plan(50, Some(1))];
    let mut same = change(50, Some(1));
    check(&given, (AMA, same.clone()), Ok(vec![moved(50, Some(1))]));
    let given = [open(), plan(50, Some(1)), (AMA, same.clone())];
    check(&given, (AMA, same.clone()), Ok(vec![]));
    if let Command::ChangeEvent { capacity, .. } = &mut same {
        *capacity = Some(2);
    }
    check(&given, (AMA, same), Ok(vec![moved(50, Some(2))]));
}

fn moved(on_day: usize, capacity: Option<u32>) -> Kind {
    Kind::EventChanged {
        event: event(),
        occurrence: None,
        schedule: schedule(on_day),
        place: None,
        capacity,
        mode: None,
        form: None,
        problem: None,
    }
}

#[test]
fn an_event_that_was_taken_back_is_gone_and_its_words_with_it() {
    let mut events = after(&[open(), plan(50, None)])
        .community(&falls())
        .unwrap()
        .events
        .clone();
    let planned = crate::activity::Activity {
        id: events.get(&event()).unwrap().activity,
        version: 1,
        actor: None,
        recorder: None,
        community: Some(falls()),
        at: day(1),
        recorded: day(1),
        basis: crate::activity::Basis::Seen,
        audience: Default::default(),
        speaking_as: None,
        what: planned(),
    };
    events.bury(&planned);
    assert_eq!(events.iter().count(), 0);
    let buried = events.get(&event()).unwrap();
    assert!(buried.is_retracted && buried.title.is_none() && buried.place.is_none());
}

fn planned() -> Kind {
    Kind::EventPlanned {
        event: event(),
        title: TextRef {
            id: crate::id::TextId::from_u128(1),
            n_chars: 5,
        },
        form: Form::Working,
        mode: Mode::Hybrid,
        schedule: schedule(50),
        place: None,
        capacity: None,
        problem: None,
        with: None,
        host: None,
    }
}

#[test]
fn joining_answers_nothing() {
    let given = [open(), plan(50, None)];
    let then = Kind::Joined {
        via: Via::Open,
        note: None,
    };
    check(&given, (RHYS, join()), Ok(vec![then]));
    check_places(&given, &[], &[]);
}
