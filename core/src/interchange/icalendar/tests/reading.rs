use proptest::prelude::*;

use super::*;

/// London, by the name that it has and by one that another program gives it.
struct Known;

impl Zones for Known {
    fn zone(&self, name: &str) -> Option<Zone> {
        match name {
            "Europe/London" | "GMT Standard Time" => Some(london().zone),
            "UTC" => Some(Zone::utc()),
            _ => None,
        }
    }

    fn moment(&self, civil: CivilDateTime, zone: &Zone) -> Timestamp {
        match zone.as_str() {
            "UTC" => civil.as_if_utc(),
            _ => london().moment(civil),
        }
    }

    fn civil(&self, moment: Timestamp, zone: &Zone) -> CivilDateTime {
        match zone.as_str() {
            "UTC" => moment.civil_utc(),
            _ => london().civil(moment),
        }
    }
}

fn calendar_of(lines: &[&str]) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}\r\nEND:VCALENDAR\r\n",
        lines.join("\r\n")
    )
}

fn event_with(lines: &[&str]) -> String {
    let all = [
        &["BEGIN:VEVENT", "UID:1@other", "SUMMARY:Falls\\, a huddle"],
        lines,
        &["END:VEVENT"],
    ];
    calendar_of(&all.concat())
}

#[track_caller]
fn only(text: &str) -> PlannedMeeting {
    let mut reading = read(text, &Known).unwrap();
    assert_eq!(
        (reading.meetings.len(), reading.notes.as_slice()),
        (1, &[][..])
    );
    reading.meetings.remove(0)
}

#[track_caller]
fn refused(lines: &[&str], line: usize, what: &str) {
    let faults = read(&event_with(lines), &Known).unwrap_err();
    let said: Vec<_> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(said, [format!("line {line}: {what}")]);
}

const TEN: &str = "DTSTART;TZID=Europe/London:20261014T100000";

#[test]
fn a_series_is_read_with_its_exceptions_moves_and_calls_off() {
    let text = event_with(&[
        TEN,
        "DTEND;TZID=Europe/London:20261014T113000",
        "RRULE:FREQ=WEEKLY;WKST=SU;UNTIL=20261118T100000Z",
        "EXDATE;TZID=Europe/London:20261021T100000",
        "RDATE:20261022T090000Z",
        "LOCATION:Room 4",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:1@other",
        "RECURRENCE-ID:20261028T100000Z",
        "SUMMARY:Falls",
        "DTSTART;TZID=\"GMT Standard Time\":20261029T140000",
        "DURATION:PT1H",
        "CONFERENCE;VALUE=URI:https://meet.example/falls",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:1@other",
        "RECURRENCE-ID;TZID=Europe/London:20261104T100000",
        TEN,
        "STATUS:CANCELLED",
    ]);
    let meeting = only(&text);
    assert_eq!(meeting.title, "Falls, a huddle");
    assert_eq!(meeting.place.as_deref(), Some("Room 4"));
    let series = meeting.schedule.series.as_ref().unwrap();
    assert_eq!(series.rule.to_string(), "FREQ=WEEKLY;UNTIL=20261118T100000");
    let times: Vec<_> = series
        .occurrences_from(meeting.schedule.starts, meeting.schedule.starts)
        .take(3)
        .map(|time| time.to_string())
        .collect();
    assert_eq!(
        times,
        [
            "2026-10-14T10:00:00",
            "2026-10-22T10:00:00",
            "2026-10-28T10:00:00"
        ]
    );
    let [moved, called_off] = &meeting.changed[..] else {
        panic!("there are two");
    };
    assert_eq!(moved.occurrence, civil("2026-10-28T10:00"));
    assert_eq!(
        (moved.schedule.starts_at, moved.schedule.minutes),
        (at("2026-10-29T14:00:00Z"), 60)
    );
    assert_eq!(moved.place.as_deref(), Some("https://meet.example/falls"));
    assert!(called_off.is_cancelled && !meeting.is_cancelled);
}

#[test]
fn times_are_in_a_zone_in_utc_or_in_the_zone_of_the_calendar() {
    let meeting = only(&event_with(&["DTSTART:20260714T090000Z"]));
    assert_eq!(
        (meeting.schedule.zone, meeting.schedule.minutes),
        (Zone::utc(), 60)
    );
    let floating = event_with(&["DTSTART:20260714T100000", "DURATION:P1DT30M"]);
    let named = floating.replacen("VERSION:2.0", "X-WR-TIMEZONE:Europe/London", 1);
    let meeting = only(&named);
    assert_eq!(meeting.schedule.starts_at, at("2026-07-14T09:00:00Z"));
    assert_eq!(meeting.schedule.minutes, 24 * 60 + 30);
    refused(&["DTSTART:20260714T100000"], 6, "DTSTART has no time zone");
}

#[test]
fn what_is_not_supported_is_named_with_its_line() {
    refused(
        &[TEN, "RRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1"],
        7,
        "RRULE is not supported: a recurrence has no part `BYSETPOS=1` here",
    );
    refused(
        &["DTSTART;TZID=Mars/Olympus:20261014T100000"],
        6,
        "no time zone is known by the name \"Mars/Olympus\"",
    );
    refused(
        &[TEN, "DTEND:20261014T080000Z"],
        7,
        "an event lasts from a minute to two weeks",
    );
    refused(&[TEN, "DURATION:1H"], 7, "DURATION can't be \"1H\"");
    refused(
        &["DTSTART:20261314T100000Z"],
        6,
        "DTSTART can't be \"20261314T100000Z\"",
    );
    refused(&[], 3, "the event has no DTSTART");
    refused(&[TEN, TEN], 7, "DTSTART comes twice");
    refused(
        &["RECURRENCE-ID;RANGE=THISANDFUTURE:20261014T100000Z"],
        6,
        "RANGE is not supported: a series is changed as a whole or one time at a time",
    );
    refused(
        &[
            TEN,
            "RRULE:FREQ=DAILY",
            "RDATE;VALUE=PERIOD:20261014T100000Z/PT1H",
        ],
        8,
        "periods are not supported",
    );
    let long = format!("LOCATION:{}", "x".repeat(301));
    refused(
        &[TEN, &long],
        7,
        "LOCATION: Place has 1 to 300 characters, not 301",
    );
}

#[test]
fn what_is_no_calendar_is_named_with_its_line() {
    let fault = |text: &str| read(text, &Known).unwrap_err()[0].to_string();
    assert_eq!(fault(""), "line 1: there is no calendar");
    assert_eq!(
        fault("hello"),
        "line 1: this is no line of a calendar: it has no colon"
    );
    assert_eq!(
        fault("SUMMARY:x"),
        "line 1: a calendar begins with BEGIN:VCALENDAR"
    );
    assert_eq!(
        fault("BEGIN:VCALENDAR"),
        "line 1: this VCALENDAR has no end"
    );
    assert_eq!(
        fault("BEGIN:VCALENDAR\nEND:VEVENT"),
        "line 2: this ends what has not begun"
    );
    let twice = event_with(&[
        TEN,
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:1@other",
        "SUMMARY:x",
        TEN,
    ]);
    assert_eq!(fault(&twice), "line 8: another event has the same UID");
}

#[test]
fn tasks_and_strays_are_passed_over_and_noted() {
    let text = event_with(&[
        TEN,
        "BEGIN:VALARM",
        "TRIGGER:-PT15M",
        "END:VALARM",
        "END:VEVENT",
        "BEGIN:VTODO",
        "SUMMARY:x",
        "END:VTODO",
        "BEGIN:VEVENT",
        "UID:2@other",
        "RECURRENCE-ID:20261028T100000Z",
        "DTSTART:20261028T110000Z",
    ]);
    let reading = read(&text, &Known).unwrap();
    assert_eq!(reading.meetings.len(), 1);
    let notes: Vec<_> = reading.notes.iter().map(|note| note.line).collect();
    assert_eq!(notes, [11, 14]);
}

fn rules() -> impl Strategy<Value = String> {
    let pattern = prop::sample::select(vec![
        "FREQ=DAILY",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;BYDAY=MO,FR",
        "FREQ=MONTHLY;BYDAY=3WE",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=YEARLY",
    ]);
    let end = prop::sample::select(vec!["", ";COUNT=7", ";UNTIL=20270301T100000"]);
    (pattern, 1_u32..4, end)
        .prop_map(|(pattern, interval, end)| format!("{pattern};INTERVAL={interval}{end}"))
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(
        rule in rules(), day in 0_i64..60, extra in 0_i64..20, title in "[ -~é\\n]{1,80}",
    ) {
        prop_assume!(!title.trim().is_empty());
        let starts = civil("2026-09-20T10:00").plus_minutes(day * 24 * 60);
        let mut planned = schedule(&starts.to_string(), Some(&rule));
        let series = planned.series.as_mut().unwrap();
        series.extra.insert(starts.plus_minutes(extra * 24 * 60 + 30));
        if let Some(second) = series.rule.clone().occurrences(starts).nth(1) {
            series.except.insert(second);
        }
        let text = text(&[(AMA, plan(&title, None, planned.clone()))], None, &[london()]);
        let read = only(&text);
        prop_assert_eq!(read.title, title.trim().replace('\r', ""));
        let times = |schedule: &Schedule| {
            let series = schedule.series.clone().unwrap();
            let from = civil("2026-09-01T00:00");
            series.occurrences_from(schedule.starts, from).take(30).collect::<Vec<_>>()
        };
        prop_assert_eq!(times(&read.schedule), times(&planned));
        prop_assert_eq!(read.schedule.minutes, planned.minutes);
    }

    #[test]
    fn no_text_makes_the_reader_fall_over(text in "\\PC{0,200}", lines in "(BEGIN:VCALENDAR|BEGIN:VEVENT|END:VEVENT|DTSTART|RRULE:|;|:|=|\"|,|\r\n|\n |[0-9TZéPUW]|UID){0,40}") {
        for text in [text, lines] {
            drop(read(&text, &Known));
        }
    }
}

#[test]
fn what_lasts_whole_days_is_passed_over_and_noted() {
    let reading = read(&event_with(&["DTSTART;VALUE=DATE:20261014"]), &Known).unwrap();
    assert!(reading.meetings.is_empty());
    assert_eq!(reading.notes.len(), 1);
}

#[test]
fn a_yearly_rule_may_name_the_day_that_it_begins_on() {
    let rule = "RRULE:FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=14";
    let meeting = only(&event_with(&[TEN, rule]));
    assert_eq!(
        meeting.schedule.series.unwrap().rule.to_string(),
        "FREQ=YEARLY"
    );
    let other = "RRULE:FREQ=YEARLY;BYMONTH=11";
    refused(
        &[TEN, other],
        7,
        "RRULE is not supported: a recurrence has no part `BYMONTH=11` here",
    );
}
