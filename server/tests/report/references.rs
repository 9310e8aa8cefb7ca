//! Reference values, given as import folders and read back from the raw report.

use serde_json::json;

use super::*;

const LONG: &str = "Said at some length, so that it counts as more than a word or two.";
const PEOPLE: &str = "person,name,organisation,profession\n";
const MEMBERSHIPS: &str = "at,community,person,role,action\n";
const CONTRIBUTIONS: &str = "at,community,person,kind,title,id,in_reply_to,to,text\n";
const AS_OF: &str = "2026-11-20";

/// The ties of Zachary's karate club, as `networkx.karate_club_graph()` has them: from each, to whom with a greater
/// number.
const KARATE: [(u32, &[u32]); 27] = [
    (0, &[1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31]),
    (1, &[2, 3, 7, 13, 17, 19, 21, 30]),
    (2, &[3, 7, 8, 9, 13, 27, 28, 32]),
    (3, &[7, 12, 13]),
    (4, &[6, 10]),
    (5, &[6, 10, 16]),
    (6, &[16]),
    (8, &[30, 32, 33]),
    (9, &[33]),
    (13, &[33]),
    (14, &[32, 33]),
    (15, &[32, 33]),
    (18, &[32, 33]),
    (19, &[33]),
    (20, &[32, 33]),
    (22, &[32, 33]),
    (23, &[25, 27, 29, 32, 33]),
    (24, &[25, 27, 31]),
    (25, &[31]),
    (26, &[29, 33]),
    (27, &[33]),
    (28, &[31, 33]),
    (29, &[32, 33]),
    (30, &[32, 33]),
    (31, &[32, 33]),
    (32, &[33]),
    (33, &[]),
];

fn is_officer(person: u32) -> bool {
    [9, 14, 15, 18, 20].contains(&person) || person > 21
}

fn karate() -> Store {
    let (mut people, mut memberships) = (PEOPLE.to_owned(), MEMBERSHIPS.to_owned());
    for person in 0..34 {
        let club = if is_officer(person) {
            "Officer"
        } else {
            "Mr. Hi"
        };
        people += &format!("k{person},Person {person},{club},\n");
        memberships += &format!("2026-06-01,karate,k{person},member,join\n");
    }
    let mut contributions = CONTRIBUTIONS.to_owned();
    contributions += "2026-11-01T08:00:00Z,karate,k0,problem,How to train?,root,,,\n";
    let ties = KARATE
        .iter()
        .flat_map(|(from, all)| all.iter().map(move |to| (from, to)));
    for (minute, (from, to)) in ties.enumerate() {
        let at = format!("2026-11-02T{:02}:{:02}:00Z", 8 + minute / 60, minute % 60);
        contributions += &format!("{at},karate,k{from},reply,,,root,k{to},\"{LONG}\"\n");
    }
    let communities = "community,name,domain,founded\nkarate,Karate club,,2026-06-01\n";
    let files = [
        ("communities.csv", communities.to_owned()),
        ("people.csv", people),
        ("memberships.csv", memberships),
        ("contributions.csv", contributions),
    ];
    imported(&files, AS_OF)
}

#[test]
fn the_karate_club_has_the_values_of_the_literature() {
    let report = json(&karate(), AS_OF, "karate");
    let measures = &report["communities"][0]["measures"];
    let mix = &measures["mix"]["organisation"];
    assert_eq!(mix["effective"], json!({ "num": 2, "den": 1 }));
    assert_eq!(mix["differ"], json!({ "num": 17, "den": 33 }));
    let across = &measures["across_boundaries"]["organisation"];
    assert_eq!(across["chance"], json!({ "num": 17, "den": 33 }));
    for counted in ["ties", "exchanges"] {
        let part = |of: &str| across[counted][of].as_u64();
        assert_eq!((part("num"), part("den")), (Some(11), Some(78)), "{across}");
    }
}

#[test]
fn the_karate_club_is_in_the_table_and_to_be_read() {
    let store = karate();
    let table = reported(&store, AS_OF, Format::Csv, None);
    let ties = ",organisation,ties,,0.141026,11,78,";
    assert!(table.contains(ties), "{table}");
    let text = reported(&store, AS_OF, Format::Text, None);
    assert!(text.contains("11 of 78"), "{text}");
}

#[test]
fn what_may_be_shown_is_of_closed_months_and_in_round_numbers() {
    let store = karate();
    let across = |as_of: &str| {
        let report = published(&store, as_of, "karate");
        report["communities"][0]["measures"]["across_boundaries"].clone()
    };
    // The month in which everything was said is not over: until then nothing had been said.
    let before = across(AS_OF);
    assert!(before["organisation"]["ties"].is_null(), "{before}");
    let after = across("2026-12-02");
    let ties = &after["organisation"]["ties"];
    assert_eq!(ties, &json!({ "num": 14, "den": 100 }), "{after}");
    assert!(
        after["organisation"]["groups"]
            .as_array()
            .is_none_or(Vec::is_empty),
        "{after}"
    );
}

#[test]
fn a_few_people_have_no_breakdowns() {
    let report = published(&fixture(), "2026-11-20", "falls");
    let measures = &report["communities"][0]["measures"];
    for name in [
        "mix",
        "across_boundaries",
        "both_ways",
        "single_links",
        "who_is_heard",
    ] {
        assert_eq!(measures[name]["status"], "suppressed", "{name}");
    }
    assert_eq!(measures["participation"]["status"], "shown");
}

/// A turn: by whom, and after which turn, 0 being the beginning; whether it is of substance.
type Turn = (char, usize, bool);

/// What happened in a thread that A began, by whom which turn was an insight, and the grade it has.
type Thread = (&'static str, &'static [Turn], &'static [(char, usize)], u64);

const ANSWERED: &[Turn] = &[('B', 0, true), ('A', 1, true), ('B', 2, true)];

const THREADS: [Thread; 13] = [
    ("one-answer", &[('B', 0, true)], &[], 0),
    ("thanks", &[('B', 0, true), ('A', 1, false)], &[], 0),
    (
        "thanks-marked",
        &[('B', 0, true), ('A', 1, false)],
        &[('A', 1)],
        0,
    ),
    (
        "five-answers",
        &[
            ('B', 0, true),
            ('C', 0, true),
            ('D', 0, true),
            ('E', 0, true),
            ('B', 0, true),
        ],
        &[('A', 2)],
        0,
    ),
    ("worked-through", ANSWERED, &[], 1),
    ("across", ANSWERED, &[('A', 3)], 3),
    (
        "two-nurses",
        &[('C', 0, true), ('A', 1, true), ('C', 2, true)],
        &[('A', 3)],
        2,
    ),
    (
        "unknown",
        &[('D', 0, true), ('A', 1, true), ('D', 2, true)],
        &[('A', 3)],
        2,
    ),
    (
        "nurse-and-carer",
        &[('E', 0, true), ('A', 1, true), ('E', 2, true)],
        &[('A', 3)],
        3,
    ),
    ("own-turn", ANSWERED, &[('B', 3)], 1),
    ("bystander", ANSWERED, &[('E', 3)], 1),
    (
        "monologue",
        &[
            ('A', 0, true),
            ('A', 1, true),
            ('A', 2, true),
            ('A', 3, true),
            ('A', 4, true),
        ],
        &[],
        0,
    ),
    (
        "flat",
        &[('B', 0, true), ('A', 0, true), ('B', 0, true)],
        &[('A', 1)],
        3,
    ),
];

/// The rows of a thread, each a minute after the one before.
fn rows_of((name, turns, insights, _): &Thread, day: usize) -> String {
    let mut minute = 0;
    let mut row = |person: char, rest: String| {
        minute += 1;
        format!("2026-11-{day:02}T08:{minute:02}:00Z,threads,{person},{rest}\n")
    };
    let id = |nth: &usize| match nth {
        0 => (*name).to_owned(),
        nth => format!("{name}-{nth}"),
    };
    let mut rows = row('A', format!("problem,{name}?,{name},,,"));
    for (nth, (person, to, is_long)) in (1..).zip(*turns) {
        let text = if *is_long { LONG } else { "Thanks!" };
        rows += &row(
            *person,
            format!("reply,,{},{},,\"{text}\"", id(&nth), id(to)),
        );
    }
    for (person, to) in *insights {
        rows += &row(*person, format!("insight,,,{},,", id(to)));
    }
    rows
}

#[test]
fn threads_have_the_grades_of_the_reference() {
    let people = "A,Ann,H1,nurse\nB,Ben,H2,commissioner\nC,Cai,H1,nurse\nD,Dot,,\nE,Eve,H1,carer\n";
    let joined = ["A", "B", "C", "D", "E"]
        .map(|person| format!("2026-06-01,threads,{person},member,join\n"));
    let rows: Vec<String> = (1..)
        .zip(&THREADS)
        .map(|(day, thread)| rows_of(thread, day))
        .collect();
    let communities = "community,name,domain,founded\nthreads,Threads,,2026-06-01\n";
    let files = [
        ("communities.csv", communities.to_owned()),
        ("people.csv", format!("{PEOPLE}{people}")),
        (
            "memberships.csv",
            format!("{MEMBERSHIPS}{}", joined.concat()),
        ),
        (
            "contributions.csv",
            format!("{CONTRIBUTIONS}{}", rows.concat()),
        ),
    ];
    let report = json(&imported(&files, AS_OF), AS_OF, "threads");
    let together = &report["communities"][0]["measures"]["thinking_together"];
    let problems = together["problems"].as_array().unwrap();
    for (name, _, _, grade) in THREADS {
        let problem = problems.iter().find(|problem| problem["id"] == name);
        assert_eq!(
            problem.map(|problem| &problem["grade"]),
            Some(&json!(grade)),
            "{name}"
        );
    }
    assert_eq!(problems.len(), THREADS.len());
}
