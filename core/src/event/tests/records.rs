use super::*;
use crate::activity::{Activity, Basis, Part, Presence};
use crate::command::Attendance;
use crate::id::ContributionId;
use crate::testing::intent;

fn was_there(person_id: &str, part: Part) -> Attendance {
    Attendance {
        person: person(person_id),
        part,
        presence: Some(Presence::InPerson),
    }
}

fn attendance(people: Vec<Attendance>) -> Command {
    Command::RecordAttendance {
        event: event(),
        occurrence: None,
        people,
    }
}

fn report(notes: Option<&str>, head_count: Option<u32>) -> Command {
    Command::ReportEvent {
        event: event(),
        occurrence: None,
        notes: notes.map(str::to_owned),
        outcome: None,
        head_count,
    }
}

fn session(participants: &[&str]) -> Command {
    Command::RecordSession {
        event: event(),
        occurrence: None,
        problem: problem(),
        participants: participants.iter().map(|id| person(id)).collect(),
    }
}

/// The problem that the third command raises.
fn problem() -> ContributionId {
    ContributionId::parse("00000000-0000-0000-0000-0000000000c8").unwrap()
}

fn raise() -> (&'static str, Command) {
    let command = Command::RaiseProblem {
        title: "Who has moved handover?".into(),
        text: None,
        terms: Vec::new(),
        vantage: None,
    };
    (AMA, command)
}

/// A meeting that has begun by the sixth command; Rhys is a member, Joan follows.
fn begun() -> Vec<(&'static str, Command)> {
    vec![
        open(),
        plan(5, None),
        raise(),
        (RHYS, join()),
        (JOAN, Command::Follow),
    ]
}

fn attended(part: Part) -> Kind {
    Kind::Attended {
        event: event(),
        occurrence: None,
        part,
        presence: Some(Presence::InPerson),
    }
}

#[track_caller]
fn decided(given: &[(&str, Command)], by: &str, command: Command) -> Vec<Activity> {
    after(given)
        .decide(&intent(given.len(), by, &command))
        .unwrap()
        .activities
}

#[test]
fn those_who_hold_the_community_write_down_who_was_there() {
    let people = vec![
        was_there(RHYS, Part::Spoke),
        was_there(JOAN, Part::Present),
        was_there(AMA, Part::Chair),
    ];
    let activities = decided(&begun(), AMA, attendance(people));
    let who: Vec<_> = activities
        .iter()
        .map(|activity| (activity.actor.clone(), activity.recorder.clone()))
        .collect();
    let ama = || Some(person(AMA));
    assert_eq!(
        who,
        [
            (Some(person(RHYS)), ama()),
            (Some(person(JOAN)), ama()),
            (ama(), None)
        ]
    );
    assert!(
        activities
            .iter()
            .all(|activity| activity.basis == Basis::Said)
    );
}

#[test]
fn others_write_down_themselves_only() {
    let own = attendance(vec![was_there(JOAN, Part::Present)]);
    check(&begun(), (JOAN, own), Ok(vec![attended(Part::Present)]));
    let others = attendance(vec![was_there(JOAN, Part::Present)]);
    refused(&begun(), (RHYS, others.clone()), Refusal::RoleNeeded);
    refused(&begun(), (NEW, others), Refusal::NotAMember);
    let outsider = attendance(vec![was_there(NEW, Part::Present)]);
    refused(&begun(), (AMA, outsider), Refusal::PersonNotAMember);
}

#[test]
fn the_same_part_again_is_not_recorded_and_another_is() {
    let took = |part| attendance(vec![was_there(RHYS, part)]);
    let mut given = begun();
    given.push((AMA, took(Part::Present)));
    check(&given, (RHYS, took(Part::Present)), Ok(vec![]));
    check(
        &given,
        (RHYS, took(Part::Spoke)),
        Ok(vec![attended(Part::Spoke)]),
    );
    let twice = attendance(vec![
        was_there(RHYS, Part::Present),
        was_there(RHYS, Part::Chair),
    ]);
    check(&given, (AMA, twice), Ok(vec![attended(Part::Chair)]));
}

#[test]
fn nothing_is_told_of_a_meeting_that_has_not_begun_or_was_called_off() {
    let own = attendance(vec![was_there(AMA, Part::Chair)]);
    let commands = [own, report(None, None), session(&[AMA, RHYS])];
    let mut to_come = begun();
    to_come[1] = plan(50, None);
    for command in commands.clone() {
        refused(&to_come, (AMA, command), Refusal::EventNotBegun);
    }
    to_come.push((AMA, cancel()));
    for command in commands {
        refused(&to_come, (AMA, command), Refusal::EventAlreadyCancelled);
    }
}

#[test]
fn at_least_one_and_at_most_two_hundred_are_written_down_at_once() {
    let range = Refusal::OutOfRange { min: 1, max: 200 };
    refused(&begun(), (AMA, attendance(vec![])), range);
    let crowd = vec![was_there(AMA, Part::Chair); 201];
    refused(&begun(), (AMA, attendance(crowd)), range);
}

#[test]
fn a_report_adds_to_what_was_reported() {
    let mut given = begun();
    given.push((AMA, report(Some("We tried the new sheet."), None)));
    given.push((AMA, report(None, Some(14))));
    let model = after(&given);
    let held = model.community(&falls()).unwrap().events.get(&event());
    let held = held.unwrap().record.held.clone().unwrap();
    assert!(held.notes.is_some());
    assert_eq!(held.head_count, Some(14));
    check(&given, (AMA, report(None, Some(14))), Ok(vec![]));
    check(&given, (AMA, report(None, None)), Ok(vec![]));
}

#[test]
fn those_who_hold_the_community_report_and_no_crowd_is_too_large() {
    refused(&begun(), (RHYS, report(None, None)), Refusal::RoleNeeded);
    let range = Refusal::OutOfRange {
        min: 0,
        max: 100_000,
    };
    refused(&begun(), (AMA, report(None, Some(100_001))), range);
}

#[test]
fn members_say_on_which_problem_they_thought_together() {
    let then = Kind::SessionWorked {
        event: event(),
        occurrence: None,
        problem: problem(),
        participants: vec![person(AMA), person(RHYS)],
    };
    check(
        &begun(),
        (RHYS, session(&[RHYS, AMA, RHYS])),
        Ok(vec![then]),
    );
    let mut given = begun();
    given.push((RHYS, session(&[AMA, RHYS])));
    check(&given, (AMA, session(&[RHYS, AMA])), Ok(vec![]));
}

#[test]
fn a_session_needs_two_members_and_a_problem() {
    let range = Refusal::OutOfRange { min: 2, max: 200 };
    refused(&begun(), (RHYS, session(&[RHYS, RHYS])), range);
    refused(
        &begun(),
        (RHYS, session(&[RHYS, JOAN])),
        Refusal::PersonNotAMember,
    );
    refused(&begun(), (JOAN, session(&[RHYS, AMA])), Refusal::NotAMember);
    let mut given = begun();
    given.remove(2);
    given.push((AMA, Command::Follow));
    refused(
        &given,
        (RHYS, session(&[RHYS, AMA])),
        Refusal::NoSuchContribution,
    );
}

#[test]
fn who_was_there_stays_when_the_series_has_that_time_no_longer() {
    use crate::recurrence::{Recurrence, Series};
    let series = |rule: &str| {
        let mut schedule = schedule(3);
        schedule.series = Some(Series::new(Recurrence::parse(rule).unwrap()));
        schedule
    };
    let mut given = begun();
    if let Command::PlanEvent { schedule, .. } = &mut given[1].1 {
        *schedule = series("FREQ=DAILY");
    }
    let on_day_four = day(4).civil_utc();
    given.push((
        AMA,
        Command::RecordAttendance {
            event: event(),
            occurrence: Some(on_day_four),
            people: vec![was_there(RHYS, Part::Spoke)],
        },
    ));
    let mut weekly = change(3, None);
    if let Command::ChangeEvent { schedule, .. } = &mut weekly {
        *schedule = series("FREQ=WEEKLY");
    }
    given.push((AMA, weekly));
    let model = after(&given);
    let events = &model.community(&falls()).unwrap().events;
    let kept = events.get(&event()).unwrap().occasion(on_day_four).unwrap();
    assert!(kept.record.attended.contains_key(&person(RHYS)));
}
