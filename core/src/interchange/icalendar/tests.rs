mod reading;

use super::*;
use crate::activity::{Answer, Form, Mode};
use crate::command::Command;
use crate::id::EventId;
use crate::particulars::Particulars;
use crate::recurrence::{Recurrence, Series};
use crate::schedule::Schedule;
use crate::testing::{AMA, RHYS, falls, intent, open, person};
use crate::time::{CivilDateTime, Timestamp, Zone};
use crate::{Evolved, Model};

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

fn civil(text: &str) -> CivilDateTime {
    CivilDateTime::parse(text).unwrap()
}

/// The clocks of London around the winter of 2026.
fn london() -> ClockChanges {
    let change = |moment: &str, ahead_seconds| ClockChange {
        at: at(moment),
        ahead_seconds,
    };
    ClockChanges {
        zone: Zone::parse("Europe/London").unwrap(),
        from: (at("2026-06-01T00:00:00Z"), 3_600),
        changes: vec![
            change("2026-10-25T01:00:00Z", 0),
            change("2027-03-28T01:00:00Z", 3_600),
        ],
    }
}

fn schedule(starts: &str, rule: Option<&str>) -> Schedule {
    Schedule {
        starts: civil(starts),
        zone: london().zone,
        minutes: 90,
        starts_at: london().moment(civil(starts)),
        series: rule.map(|rule| Series::new(Recurrence::parse(rule).unwrap())),
    }
}

fn event() -> EventId {
    EventId::parse("00000000-0000-0000-0000-000000000064").unwrap()
}

fn plan(title: &str, place: Option<&str>, schedule: Schedule) -> Command {
    Command::PlanEvent {
        title: title.into(),
        form: Form::Working,
        mode: Mode::Online,
        schedule,
        place: place.map(str::to_owned),
        capacity: None,
        problem: None,
        with: None,
    }
}

/// The lines of the calendar after these commands, unfolded: that of the community, or that of a person.
fn written(given: &[(&str, Command)], by: Option<&str>, zones: &[ClockChanges]) -> Vec<String> {
    let text = text(given, by, zones);
    text.replace("\r\n ", "")
        .lines()
        .map(str::to_owned)
        .collect()
}

fn text(given: &[(&str, Command)], by: Option<&str>, zones: &[ClockChanges]) -> String {
    let mut model = Model::default();
    let mut particulars = Particulars::default();
    for (nth, (by, command)) in std::iter::once(&open()).chain(given).enumerate() {
        let decision = model.decide(&intent(nth, by, command)).unwrap();
        for activity in &decision.activities {
            assert_eq!(model.evolve(activity), Evolved::Done);
        }
        particulars.texts.extend(decision.texts);
    }
    let events = &model.community(&falls()).unwrap().events;
    let by = by.map(person);
    calendar(&Calendar {
        name: "Falls prevention",
        zones,
        entries: events
            .iter()
            .map(|(id, event)| Entry {
                uid: format!("{id}@falls"),
                event,
                particulars: &particulars,
                address: "https://cop.example/c/falls".into(),
                by: by.as_ref(),
            })
            .collect(),
    })
}

#[track_caller]
fn check(lines: &[String], expected: &[&str]) {
    for line in expected {
        assert!(
            lines.iter().any(|other| other == line),
            "{line} is not in\n{}",
            lines.join("\n")
        );
    }
}

fn weekly() -> (&'static str, Command) {
    let schedule = schedule(
        "2026-10-14T10:00",
        Some("FREQ=WEEKLY;UNTIL=20261118T120000"),
    );
    (AMA, plan("Falls huddle", Some("Room 4"), schedule))
}

fn moved(occurrence: &str, to: &str) -> (&'static str, Command) {
    let command = Command::ChangeEvent {
        event: event(),
        occurrence: Some(civil(occurrence)),
        schedule: schedule(to, None),
        place: Some("https://meet.example/falls".into()),
        capacity: None,
        mode: None,
        form: None,
        problem: None,
    };
    (AMA, command)
}

fn called_off(occurrence: &str) -> (&'static str, Command) {
    let command = Command::CancelEvent {
        event: event(),
        occurrence: Some(civil(occurrence)),
        reason: Some("Half term".into()),
    };
    (AMA, command)
}

fn answered(occurrence: Option<&str>, answer: Answer) -> (&'static str, Command) {
    let command = Command::AnswerInvitation {
        event: event(),
        occurrence: occurrence.map(civil),
        answer,
    };
    (RHYS, command)
}

fn join() -> (&'static str, Command) {
    (RHYS, Command::Join { note: None })
}

#[test]
fn a_series_stays_on_the_clock_of_its_zone_and_ends_in_utc() {
    let lines = written(&[weekly()], None, &[london()]);
    check(
        &lines,
        &[
            "UID:00000000-0000-0000-0000-000000000064@falls",
            "DTSTAMP:20260102T120000Z",
            "SEQUENCE:0",
            "DTSTART;TZID=Europe/London:20261014T100000",
            "DTEND;TZID=Europe/London:20261014T113000",
            // The last time is at ten in winter; an hour later it is past.
            "RRULE:FREQ=WEEKLY;UNTIL=20261118T110000Z",
            "SUMMARY:Falls huddle",
            "LOCATION:Room 4",
            "URL:https://cop.example/c/falls",
            "CATEGORIES:WORKING",
            "STATUS:CONFIRMED",
            "TZID:Europe/London",
            "DTSTART:20261025T020000",
            "TZOFFSETFROM:+0100",
            "TZOFFSETTO:+0000",
        ],
    );
    assert!(!lines.iter().any(|line| line.starts_with("TRANSP")));
}

#[test]
fn a_zone_that_nobody_knows_is_written_in_utc() {
    let single = plan("Talk", None, schedule("2026-11-26T12:30", None));
    let lines = written(&[(AMA, single)], None, &[]);
    check(
        &lines,
        &["DTSTART:20261126T123000Z", "DTEND:20261126T140000Z"],
    );
}

#[test]
fn a_meeting_over_a_change_of_the_clocks_lasts_as_long_as_it_does() {
    let night = plan("Night", None, schedule("2026-10-25T00:30", None));
    let lines = written(&[(AMA, night)], None, &[london()]);
    check(
        &lines,
        &[
            "DTSTART;TZID=Europe/London:20261025T003000",
            "DTEND;TZID=Europe/London:20261025T010000",
        ],
    );
}

#[test]
fn a_moved_time_and_a_called_off_one_are_events_of_their_own() {
    let given = [
        weekly(),
        moved("2026-10-28T10:00", "2026-10-29T14:00"),
        called_off("2026-11-04T10:00"),
    ];
    let lines = written(&given, None, &[london()]);
    check(
        &lines,
        &[
            "RECURRENCE-ID;TZID=Europe/London:20261028T100000",
            "DTSTART;TZID=Europe/London:20261029T140000",
            "CONFERENCE;VALUE=URI:https://meet.example/falls",
            "RECURRENCE-ID;TZID=Europe/London:20261104T100000",
            "STATUS:CANCELLED",
            "COMMENT:Half term",
            "SEQUENCE:2",
        ],
    );
    assert_eq!(
        lines.iter().filter(|line| *line == "BEGIN:VEVENT").count(),
        3
    );
}

#[test]
fn a_start_that_the_rule_does_not_name_is_no_time_of_it() {
    let mut tuesdays = schedule("2026-10-14T10:00", Some("FREQ=WEEKLY;COUNT=3;BYDAY=TU"));
    if let Some(series) = &mut tuesdays.series {
        series.extra.insert(civil("2026-10-15T10:00"));
        series.except.insert(civil("2026-10-27T10:00"));
    }
    let lines = written(&[(AMA, plan("Huddle", None, tuesdays))], None, &[london()]);
    check(
        &lines,
        &[
            "DTSTART;TZID=Europe/London:20261020T100000",
            "RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=TU",
            "RDATE;TZID=Europe/London:20261015T100000",
            "EXDATE;TZID=Europe/London:20261027T100000",
        ],
    );
}

#[test]
fn what_somebody_declined_is_not_in_their_calendar() {
    let mut given = vec![weekly(), join(), answered(None, Answer::Accepted)];
    given.push(answered(Some("2026-10-21T10:00"), Answer::Declined));
    let lines = written(&given, Some(RHYS), &[london()]);
    check(
        &lines,
        &[
            "EXDATE;TZID=Europe/London:20261021T100000",
            "X-COP-ANSWER:ACCEPTED",
            "TRANSP:OPAQUE",
        ],
    );
    given.push(answered(None, Answer::Declined));
    given.push(answered(Some("2026-10-28T10:00"), Answer::Accepted));
    let lines = written(&given, Some(RHYS), &[london()]);
    check(
        &lines,
        &["RECURRENCE-ID;TZID=Europe/London:20261028T100000"],
    );
    assert_eq!(
        lines.iter().filter(|line| *line == "BEGIN:VEVENT").count(),
        1
    );
    let unanswered = written(&given, Some(AMA), &[london()]);
    check(
        &unanswered,
        &["X-COP-ANSWER:NEEDS-ACTION", "TRANSP:TRANSPARENT"],
    );
}

#[test]
fn whoever_waits_at_the_series_may_have_a_place_at_one_time() {
    let (by, mut small) = weekly();
    if let Command::PlanEvent { capacity, .. } = &mut small {
        *capacity = Some(1);
    }
    let given = vec![
        (by, small),
        join(),
        (AMA, answered(None, Answer::Accepted).1),
        answered(None, Answer::Accepted),
        (AMA, answered(Some("2026-10-21T10:00"), Answer::Declined).1),
    ];
    let lines = written(&given, Some(RHYS), &[london()]);
    let series = lines.iter().position(|line| line == "X-COP-ANSWER:WAITING");
    let once = lines
        .iter()
        .position(|line| line == "X-COP-ANSWER:ACCEPTED");
    assert!(series.unwrap() < once.unwrap(), "{lines:#?}");
    check(
        &lines,
        &["RECURRENCE-ID;TZID=Europe/London:20261021T100000"],
    );
}

#[test]
fn long_lines_are_folded_between_characters_and_end_as_they_should() {
    let title = "é".repeat(120);
    let plan = plan(&title, None, schedule("2026-11-26T12:30", None));
    let text = text(&[(AMA, plan)], None, &[]);
    assert!(text.split("\r\n").all(|line| line.len() <= 75));
    assert!(text.replace("\r\n ", "").contains(&title));
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
}

#[test]
fn text_can_not_add_properties() {
    let evil = "a\r\nATTENDEE:mailto:x@y.example, b;\\";
    let place = "https://meet.example/\r\nATTENDEE:mailto:x@y.example";
    let single = plan(evil, Some(place), schedule("2026-11-26T12:30", None));
    let lines = written(&[(AMA, single)], None, &[]);
    check(
        &lines,
        &["SUMMARY:a\\nATTENDEE:mailto:x@y.example\\, b\\;\\\\"],
    );
    assert!(
        !lines
            .iter()
            .any(|line| line.starts_with("ATTENDEE") || line.starts_with("CONFERENCE"))
    );
}
