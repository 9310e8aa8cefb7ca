//! A folder that is imported again, as it was or grown or changed.

use cop_core::affiliation::{Affiliation, Dimension};
use cop_core::id::GroupId;
use cop_server::import;

use super::{
    COMMUNITIES, CONTRIBUTIONS, MEMBERSHIPS, PEOPLE, TempFolder, at, bring_in, community, log,
    members, memory, model, person,
};

#[test]
fn a_grown_folder_adds_just_what_is_new() {
    let store = memory();
    let first = "2024-02-01,falls,p1,member,join\n2024-04-01,falls,p1,member,leave\n";
    bring_in(
        &store,
        &[
            ("communities.csv", COMMUNITIES),
            ("people.csv", PEOPLE),
            ("memberships.csv", &format!("{MEMBERSHIPS}{first}")),
        ],
    );
    let more = format!("{MEMBERSHIPS}{first}2024-05-01,falls,p2,lead,join\n");
    let summary = bring_in(
        &store,
        &[
            ("communities.csv", COMMUNITIES),
            (
                "people.csv",
                &PEOPLE.replace("p2,Ben,,", "p2,Benedict,Eastvale,"),
            ),
            ("memberships.csv", &more),
            (
                "contributions.csv",
                &format!("{CONTRIBUTIONS}2024-03-01,falls,p1,guide,How to,,,,\n"),
            ),
        ],
    );
    assert_eq!(
        summary.to_string(),
        "Added: 1 names, 1 affiliations, 1 joined, 1 roles given, 1 contributions. Known already: 3."
    );
    let names = store.names().unwrap();
    assert_eq!(
        names,
        [
            (person("p1"), "Ama".to_owned()),
            (person("p2"), "Benedict".to_owned())
        ]
    );
}

#[test]
fn a_changed_affiliation_holds_from_now_on() {
    let store = memory();
    let files = |people| [("communities.csv", COMMUNITIES), ("people.csv", people)];
    bring_in(&store, &files(PEOPLE));
    let moved = PEOPLE.replace("Northmoor", "Eastvale");
    let folder = TempFolder::new(&files(&moved));
    let later = at("2027-01-01");
    for expected in [1, 0] {
        let summary = import::run(&store, &folder.0, later).unwrap();
        assert_eq!(summary.affiliations, expected);
    }
    let last = log(&store).pop().unwrap();
    assert_eq!(last.at, later);
    // Moving back is a change again.
    assert_eq!(bring_in(&store, &files(PEOPLE)).affiliations, 1);
    assert_eq!(
        model(&store)
            .people()
            .on(&person("p1"), Dimension::Organisation),
        Affiliation::Known(GroupId::from_label("Northmoor").unwrap())
    );
}

#[test]
fn a_change_of_membership_that_comes_late_does_not_undo_later_ones() {
    let store = memory();
    let first =
        format!("{MEMBERSHIPS}2024-02-01,falls,p1,member,join\n2024-06-01,falls,p1,member,leave\n");
    let late =
        format!("{first}2024-03-01,falls,p1,member,leave\n2024-04-01,falls,p1,facilitator,join\n");
    let files = |rows| [("communities.csv", COMMUNITIES), ("memberships.csv", rows)];
    bring_in(&store, &files(first.as_str()));
    bring_in(&store, &files(late.as_str()));
    let model = model(&store);
    assert_eq!(members(community(&model, "falls")), []);
    assert_eq!(bring_in(&store, &files(late.as_str())).n_recorded(), 0);
}

#[test]
fn a_meeting_that_is_at_another_time_was_moved() {
    let store = memory();
    let events = |time| {
        format!(
            "community,title,weekday,time,timezone,frequency\nfalls,Round,Monday,{time},UTC,weekly\n"
        )
    };
    let (nine, ten) = (events("9:00"), events("10:00"));
    let files = |rows| [("communities.csv", COMMUNITIES), ("events.csv", rows)];
    for (rows, expected) in [(&nine, 1), (&nine, 0), (&ten, 1), (&ten, 0)] {
        assert_eq!(bring_in(&store, &files(rows.as_str())).events, expected);
    }
    let model = model(&store);
    let mut events = community(&model, "falls").events.iter();
    assert_eq!(
        events.next().unwrap().1.schedule.starts.to_string(),
        "2024-01-01T10:00:00"
    );
    assert!(events.next().is_none());
}

#[test]
fn without_people_the_ids_stand_for_themselves() {
    let store = memory();
    let rows = format!("{MEMBERSHIPS}2024-02-01,falls,anybody,member,join\n");
    let summary = bring_in(
        &store,
        &[("communities.csv", COMMUNITIES), ("memberships.csv", &rows)],
    );
    assert_eq!((summary.joined, summary.names), (1, 0));
}
