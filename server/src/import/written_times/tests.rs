//! Rows as they are found, and what they mean.

use cop_core::time::Weekday;

use super::*;

fn date(text: &str) -> CivilDate {
    CivilDate::parse(text).unwrap()
}

/// A Monday.
const FOUNDED: &str = "2024-01-01";

fn read_row([weekday, time, timezone, frequency]: [&str; 4]) -> Result<Written, Unreadable> {
    read(weekday, time, timezone, frequency, date(FOUNDED))
}

/// Weekday, time, zone and frequency as written; start, zone and rule as meant.
#[track_caller]
fn check(row: [&str; 4], starts: &str, zone: &str, rule: &str) -> Vec<String> {
    let found = read_row(row).unwrap_or_else(|error| panic!("{error:?}"));
    let schedule = found.schedule;
    let series = schedule.series.unwrap();
    assert_eq!(
        (
            schedule.starts.to_string().as_str(),
            schedule.zone.as_str(),
            series.rule.to_string().as_str()
        ),
        (format!("{starts}:00").as_str(), zone, rule),
        "{row:?}"
    );
    let first = series
        .occurrences_from(schedule.starts, schedule.starts)
        .next();
    assert_eq!(
        first,
        Some(schedule.starts),
        "the start is the first meeting"
    );
    found.notes
}

/// What a frequency means for Thursdays.
#[track_caller]
fn check_frequency(frequency: &str, rule: &str) {
    let found = read_row(["Thursday", "9:00", "UTC", frequency])
        .unwrap_or_else(|error| panic!("{error:?}"));
    assert_eq!(
        found.schedule.series.unwrap().rule.to_string(),
        rule,
        "{frequency}"
    );
}

/// What a weekday column means on its own.
#[track_caller]
fn check_weekday(weekday: &str, rule: &str) {
    let found = read_row([weekday, "9:00", "UTC", ""]).unwrap_or_else(|error| panic!("{error:?}"));
    assert_eq!(
        found.schedule.series.unwrap().rule.to_string(),
        rule,
        "{weekday}"
    );
}

const PT: &str = "PT (Pacific Time)";
const CET: &str = "CET (Central European Time)";
const LA: &str = "America/Los_Angeles";

#[test]
fn meetings_of_every_week_are_read() {
    check(
        [
            "Monday",
            "9:00",
            PT,
            "weekly, you must be signed into a free zoom account to join",
        ],
        "2024-01-01T09:00",
        LA,
        "FREQ=WEEKLY;BYDAY=MO",
    );
    check(
        ["Tuesday", "15:30", "UTC", "weekly"],
        "2024-01-02T15:30",
        "UTC",
        "FREQ=WEEKLY;BYDAY=TU",
    );
    check(
        ["Thursday", "17:00", "Poland", "weekly"],
        "2024-01-04T17:00",
        "Europe/Warsaw",
        "FREQ=WEEKLY;BYDAY=TH",
    );
    check(
        ["Tuesday", "12:15", "Eastern Time (ET)", "weekly"],
        "2024-01-02T12:15",
        "America/New_York",
        "FREQ=WEEKLY;BYDAY=TU",
    );
    check(
        ["Thursday", "2PM", "EST (Eastern Time)", "weekly"],
        "2024-01-04T14:00",
        "America/New_York",
        "FREQ=WEEKLY;BYDAY=TH",
    );
    check(
        [
            "Thursdays (starting February 15th 2024)",
            "4PM",
            CET,
            "weekly",
        ],
        "2024-02-15T16:00",
        "Europe/Berlin",
        "FREQ=WEEKLY;BYDAY=TH",
    );
}

#[test]
fn meetings_of_every_other_week_are_read() {
    for frequency in [
        "biweekly",
        "Biweekly",
        "bi-weekly",
        "biweekly, you must be signed into a free zoom account to join",
    ] {
        let notes = check(
            ["Wednesday", "09:00", PT, frequency],
            "2024-01-03T09:00",
            LA,
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
        );
        assert!(
            notes.iter().any(|note| note.contains("is not said")),
            "{notes:?}"
        );
    }
    check(
        [
            "Thursday",
            "18:30",
            "UTC",
            "bi-weekly ([upcoming meeting dates](#upcoming-meeting-dates))",
        ],
        "2024-01-04T18:30",
        "UTC",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH",
    );
    check(
        ["Wednesday", "09:00", PT, "every four weeks"],
        "2024-01-03T09:00",
        LA,
        "FREQ=WEEKLY;INTERVAL=4;BYDAY=WE",
    );
}

#[test]
fn a_stated_start_is_the_first_meeting() {
    for (row, starts) in [
        (
            [
                "Tuesday (starting September 10th 2024)",
                "08:00",
                PT,
                "bi-weekly",
            ],
            "2024-09-10T08:00",
        ),
        (
            [
                "Tuesday",
                "06:00",
                PT,
                "biweekly starting Tuesday Oct 28, 2025",
            ],
            "2025-10-28T06:00",
        ),
        (
            [
                "Tuesday",
                "13:00",
                PT,
                "bi-weekly starting Tuesday April 16, 2024",
            ],
            "2024-04-16T13:00",
        ),
        (
            [
                "Tuesday",
                "10:00",
                PT,
                "bi-weekly starting Tuesday August 13, 2019",
            ],
            "2019-08-13T10:00",
        ),
    ] {
        let notes = check(row, starts, LA, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU");
        assert!(notes.is_empty(), "{notes:?}");
    }
    for (time, frequency, starts) in [
        (
            "9:00",
            "biweekly starting Tuesday Feb 11, 2025",
            "2025-02-11T09:00",
        ),
        (
            "14:30",
            "biweekly starting Tuesday Feb 27, 2024",
            "2024-02-27T14:30",
        ),
        (
            "19:30",
            "biweekly starting Tuesday March 12, 2024",
            "2024-03-12T19:30",
        ),
    ] {
        check(
            ["Tuesday", time, CET, frequency],
            starts,
            "Europe/Berlin",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
        );
    }
    check(
        [
            "Thursday",
            "9:00",
            PT,
            "biweekly starting Thursday June 7, 2018",
        ],
        "2018-06-07T09:00",
        LA,
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH",
    );
    let notes = check(
        ["Tuesday", "9:00", "UTC", "weekly from 2025-01-01"],
        "2025-01-07T09:00",
        "UTC",
        "FREQ=WEEKLY;BYDAY=TU",
    );
    assert_eq!(
        notes,
        ["the stated start is no such day: the first one after it is 2025-01-07"]
    );
}

#[test]
fn meetings_that_alternate_take_the_weeks_between() {
    check(
        ["Friday", "8:30", PT, "biweekly"],
        "2024-01-05T08:30",
        LA,
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
    );
    check(
        [
            "Friday",
            "8:30",
            PT,
            "biweekly - alternating with regular meeting",
        ],
        "2024-01-12T08:30",
        LA,
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
    );
    check(
        [
            "Wednesday",
            "7:30",
            "UTC",
            "Biweekly, interleaved with the Regular SIG Meeting",
        ],
        "2024-01-10T07:30",
        "UTC",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
    );
}

#[test]
fn meetings_of_every_month_are_read() {
    check(
        ["third Wednesday", "8:00", PT, "monthly"],
        "2024-01-17T08:00",
        LA,
        "FREQ=MONTHLY;BYDAY=3WE",
    );
    check(
        ["first Wednesday", "8:00", PT, "monthly"],
        "2024-01-03T08:00",
        LA,
        "FREQ=MONTHLY;BYDAY=1WE",
    );
    check(
        ["Wednesday", "18:00", "UTC", "First Wednesday of the month"],
        "2024-01-03T18:00",
        "UTC",
        "FREQ=MONTHLY;BYDAY=1WE",
    );
    check(
        ["Monday", "15:00", "UTC", "first Monday of the month"],
        "2024-01-01T15:00",
        "UTC",
        "FREQ=MONTHLY;BYDAY=1MO",
    );
    let notes = check(
        ["Thursday", "8:00", PT, "monthly"],
        "2024-01-04T08:00",
        LA,
        "FREQ=MONTHLY;BYDAY=1TH",
    );
    assert_eq!(
        notes,
        ["which one of the month is not said: the first is taken"]
    );
}

#[test]
fn the_day_after_a_weekday_of_the_month_is_exact() {
    let row = [
        "Wednesday",
        "05:30",
        "UTC",
        "monthly - Wednesday, after the fourth Tuesday, every month",
    ];
    check(
        row,
        "2024-01-24T05:30",
        "UTC",
        "FREQ=MONTHLY;BYMONTHDAY=23,24,25,26,27,28,29;BYDAY=WE",
    );
    let found = read_row(row).unwrap();
    let schedule = found.schedule;
    let series = schedule.series.unwrap();
    let meetings: Vec<_> = series
        .occurrences_from(schedule.starts, schedule.starts)
        .map(|meeting| meeting.date)
        .take_while(|date| date.year() < 2070)
        .collect();
    let mut tuesdays = 0;
    let mut expected = Vec::new();
    let mut day = date(FOUNDED);
    while day.year() < 2070 {
        if day.day() == 1 {
            tuesdays = 0;
        }
        if day.weekday() == Weekday::Tuesday {
            tuesdays += 1;
            if tuesdays == 4 {
                expected.push(day.plus_days(1));
            }
        }
        day = day.plus_days(1);
    }
    assert_eq!(meetings, expected);
    assert!(
        expected.contains(&date("2034-03-01")),
        "also when February has 28 days"
    );
}

#[test]
fn frequencies_are_read_in_other_words() {
    for frequency in [
        "weekly",
        "every week",
        "once a week",
        "every Thursday",
        "Thursdays",
        "each Thursday",
        "Weekly.",
    ] {
        check_frequency(frequency, "FREQ=WEEKLY;BYDAY=TH");
    }
    for frequency in [
        "fortnightly",
        "every fortnight",
        "every two weeks",
        "every 2 weeks",
        "every other week",
        "every second week",
        "alternate Thursdays",
        "every other Thursday",
        "every second Thursday",
        "every 2nd Thursday",
    ] {
        check_frequency(frequency, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH");
    }
    for frequency in ["every 3 weeks", "every third week", "every three weeks"] {
        check_frequency(frequency, "FREQ=WEEKLY;INTERVAL=3;BYDAY=TH");
    }
    for frequency in [
        "second Thursday",
        "2nd Thursday of the month",
        "second Thursday of each month",
        "every second Thursday of the month",
        "monthly, on the second Thursday",
        "every 2nd week of the month",
    ] {
        check_frequency(frequency, "FREQ=MONTHLY;BYDAY=2TH");
    }
    for frequency in [
        "first and third Thursday",
        "1st & 3rd Thursdays",
        "1st/3rd Thursday of the month",
        "twice a month",
        "biweekly (first and third Thursday)",
    ] {
        check_frequency(frequency, "FREQ=MONTHLY;BYDAY=1TH,3TH");
    }
    check_frequency("last Thursday of the month", "FREQ=MONTHLY;BYDAY=-1TH");
    check_frequency("second to last Thursday", "FREQ=MONTHLY;BYDAY=-2TH");
    check_frequency("quarterly", "FREQ=MONTHLY;INTERVAL=3;BYDAY=1TH");
    check_frequency(
        "first Thursday of every quarter",
        "FREQ=MONTHLY;INTERVAL=3;BYDAY=1TH",
    );
    check_frequency("every other month", "FREQ=MONTHLY;INTERVAL=2;BYDAY=1TH");
    check_frequency("annually", "FREQ=MONTHLY;INTERVAL=12;BYDAY=1TH");
    check_frequency("monthly starting May 16, 2024", "FREQ=MONTHLY;BYDAY=3TH");
}

#[test]
fn the_column_of_weekdays_may_say_it_all() {
    check_weekday("every Tuesday", "FREQ=WEEKLY;BYDAY=TU");
    check_weekday("Tuesdays", "FREQ=WEEKLY;BYDAY=TU");
    check_weekday("last Friday", "FREQ=MONTHLY;BYDAY=-1FR");
    check_weekday("first and third Wednesday", "FREQ=MONTHLY;BYDAY=1WE,3WE");
    check_weekday("2nd Tuesday of the month", "FREQ=MONTHLY;BYDAY=2TU");
    check_weekday("every other Tue", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU");
    check_weekday("Mon-Fri", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR");
    check_weekday("Friday to Sunday", "FREQ=WEEKLY;BYDAY=FR,SA,SU");
    check_weekday("weekdays", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR");
    check_weekday("daily", "FREQ=DAILY");
    check_weekday("15th of every month", "FREQ=MONTHLY;BYMONTHDAY=15");
    check(
        ["Tue/Thu", "noon", "", "weekly"]
            .map(|text| if text == "noon" { "noon GMT" } else { text }),
        "2024-01-02T12:00",
        "Europe/London",
        "FREQ=WEEKLY;BYDAY=TU,TH",
    );
    check(
        ["", "9:00-10:30", "UTC", "daily"],
        "2024-01-01T09:00",
        "UTC",
        "FREQ=DAILY",
    );
    assert_eq!(
        read_row(["", "9:00-10:30", "UTC", "daily"])
            .unwrap()
            .schedule
            .minutes,
        90
    );
}

#[test]
fn what_cannot_be_read_names_its_column() {
    for (row, column, reason) in [
        (
            ["Tuesday", "TBD", "UTC", "weekly"],
            "time",
            "`TBD` is not a time of day",
        ),
        (
            ["Tuesday", "9:00", "Mars", "weekly"],
            "timezone",
            "`Mars` is no time zone that is known",
        ),
        (
            ["Tuesday", "9:00", "", "weekly"],
            "timezone",
            "`` is no time zone that is known",
        ),
        (
            ["Tuesday", "9:00", "UTC", "as needed"],
            "frequency",
            "`as needed` doesn't say how often",
        ),
        (
            ["Tuesday", "9:00", "UTC", ""],
            "frequency",
            "`` doesn't say how often",
        ),
        (
            ["TBD", "9:00", "UTC", "weekly"],
            "weekday",
            "`TBD` names no weekday",
        ),
        (
            ["Tuesday", "9:00", "UTC", "first Wednesday"],
            "frequency",
            "`first Wednesday` names another weekday than the column of weekdays",
        ),
        (
            ["every other Tuesday", "9:00", "UTC", "weekly"],
            "frequency",
            "`weekly` says two different things",
        ),
        (
            ["first Tuesday", "9:00", "UTC", "weekly"],
            "frequency",
            "`weekly` doesn't go with named weeks of the month",
        ),
        (
            ["Tuesday", "9:00", "UTC", "daily"],
            "frequency",
            "`daily` is more often than the one weekday",
        ),
        (
            ["Tuesday", "9:00", "UTC", "twice a week"],
            "weekday",
            "`Tuesday` would have to be two weekdays",
        ),
        (
            ["Monday", "9:00", "UTC", "monthly, after the fourth Tuesday"],
            "frequency",
            "`monthly, after the fourth Tuesday` is more than a rule can say",
        ),
    ] {
        let fault = read_row(row).unwrap_err();
        assert_eq!((fault.column, fault.reason.as_str()), (column, reason));
    }
}
