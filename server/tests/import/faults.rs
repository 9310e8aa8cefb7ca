//! Every bad row is named, and nothing of its folder comes in.

use cop_server::import::{self, ImportErrors};

use super::{COMMUNITIES, CONTRIBUTIONS, MEMBERSHIPS, PEOPLE, TempFolder, memory, now};

/// Imports rows of a file that can't come in, and gives what is said of it.
#[track_caller]
fn check_faults(file: &str, rows: &str, expected: &[&str]) {
    let mut files = vec![("communities.csv", COMMUNITIES), ("people.csv", PEOPLE)];
    files.retain(|(name, _)| *name != file);
    files.push((file, rows));
    let folder = TempFolder::new(&files);
    let store = memory();
    let Err(ImportErrors::Faults { faults, n_more: 0 }) = import::run(&store, &folder.0, now())
    else {
        panic!("{rows:?} came in");
    };
    let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(faults, expected);
    assert_eq!(store.head().unwrap(), 0);
    assert_eq!(store.names().unwrap(), []);
}

#[test]
fn bad_rows_are_named_by_file_line_column_and_reason() {
    check_faults(
        "memberships.csv",
        &format!(
            "{MEMBERSHIPS}yesterday,falls,p1,boss,enter\n\
             2024-02-01,wounds,p9,member,join\n\
             2024-02-01,falls,ama@northmoor.example,member,join\n\
             2024-02-30,falls,,member,join\n"
        ),
        &[
            "memberships.csv, line 2, column action: the action is join, leave or role",
            "memberships.csv, line 2, column at: a date is written 2026-11-20",
            "memberships.csv, line 2, column role: the role is member, lead, facilitator or steward",
            "memberships.csv, line 3, column community: communities.csv has no community wounds",
            "memberships.csv, line 3, column person: people.csv has no person p9",
            "memberships.csv, line 4, column person: a person's id can't be an e-mail address, \
             because ids stay in the log: use a pseudonym",
            "memberships.csv, line 5, column at: the calendar has no such day",
            "memberships.csv, line 5, column person: this is empty",
        ],
    );
    check_faults(
        "communities.csv",
        "community,name,domain,founded,visibility,access\n\
         falls,Falls,,soon,secret,ajar\nsepsis,Sepsis,,,,\nsepsis,Sepsis,,,,\n",
        &[
            "communities.csv, line 2, column access: the access is open, on_request or by_invitation",
            "communities.csv, line 2, column founded: a date is written 2026-11-20",
            "communities.csv, line 2, column visibility: the visibility is public, organisation or members",
            "communities.csv, line 4, column community: sepsis stands in line 3 already",
        ],
    );
    check_faults(
        "people.csv",
        "person,name,organisation\np1,Ama,\n",
        &["people.csv, line 1, column profession: this column is missing"],
    );
    check_faults(
        "events.csv",
        "community,title,weekday,time,timezone,frequency,start,end,rrule\n\
         falls,Round,Monday,9:00,Mars,weekly,,,\n\
         falls,Round,,,,,2024-02-01T09:00,2024-02-01T08:00,\n\
         falls,Round,,,,,2024-02-01T09:00,,FREQ=HOURLY\n\
         falls,,Monday,9:00,UTC,weekly,,,\n",
        &[
            "events.csv, line 2, column timezone: `Mars` is no time zone that is known",
            "events.csv, line 3, column end: an event lasts from a minute to two weeks",
            "events.csv, line 4, column rrule: FREQ can't be `HOURLY`",
            "events.csv, line 5, column title: this is empty",
        ],
    );
    check_faults(
        "attendance.csv",
        "at,community,event,person,part\n2024-02-01,falls,,p1,slept\n",
        &[
            "attendance.csv, line 2, column event: this is empty",
            "attendance.csv, line 2, column part: the part is chair, spoke, took part or present",
        ],
    );
}

#[test]
fn what_is_answered_was_there_before() {
    check_faults(
        "contributions.csv",
        &format!(
            "{CONTRIBUTIONS}2024-02-02,falls,p1,problem,Stairs?,q1,,,\n\
             2024-02-03,falls,p1,problem,Again?,q1,,,\n\
             2024-02-01,falls,p2,reply,,t1,q1,,early\n\
             2024-02-03,falls,p2,reply,,t2,q7,,where\n\
             2024-02-03,falls,p2,reply,,t3,,,what\n\
             2024-02-03,falls,p2,reply,,t4,t4,,myself\n\
             2024-02-03,falls,p2,insight,,i1,q1,,\n\
             2024-02-04,falls,p2,reply,,t5,i1,p1 p9,no\n\
             2024-02-04,falls,p2,story,,,,,\n"
        ),
        &[
            "contributions.csv, line 3, column id: q1 stands in line 2 already",
            "contributions.csv, line 4, column in_reply_to: q1 (line 2) comes later than what answers it",
            "contributions.csv, line 5, column in_reply_to: falls has no contribution q7",
            "contributions.csv, line 6, column in_reply_to: this is empty, and has to say what is answered",
            "contributions.csv, line 7, column in_reply_to: t4 (line 7) comes later than what answers it",
            "contributions.csv, line 9, column in_reply_to: i1 is an insight, which has no answers",
            "contributions.csv, line 9, column to: people.csv has no person p9",
            "contributions.csv, line 10, column title: this is empty",
        ],
    );
}

#[test]
fn a_folder_without_communities_is_none() {
    let store = memory();
    let folder = TempFolder::new(&[("people.csv", PEOPLE)]);
    let error = import::run(&store, &folder.0, now())
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("communities.csv: there is no such file in "),
        "{error}"
    );
    assert!(error.ends_with("Nothing was imported."), "{error}");
}

#[test]
fn after_a_hundred_bad_rows_the_others_are_counted() {
    let rows = "2024-02-01,falls,p9,member,join\n".repeat(130);
    let folder = TempFolder::new(&[
        ("communities.csv", COMMUNITIES),
        ("people.csv", PEOPLE),
        ("memberships.csv", &format!("{MEMBERSHIPS}{rows}")),
    ]);
    let error = import::run(&memory(), &folder.0, now()).unwrap_err();
    assert!(matches!(&error, ImportErrors::Faults { faults, n_more: 30 } if faults.len() == 100));
    assert!(
        error
            .to_string()
            .contains("line 101, column person: people.csv has no person p9\nand 30 more\n")
    );
}
