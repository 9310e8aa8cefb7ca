//! History is kept as the rows tell it.

use std::collections::BTreeSet;

use cop_core::activity::{Access, Kind, Part, Role, Turn, Visibility};
use cop_core::affiliation::{Affiliation, Dimension};
use cop_core::id::{ContributionId, GroupId};
use cop_core::text::TextRef;
use cop_server::import;
use cop_server::store::Store;
use cop_server::verify;

use super::{at, community, fixture, log, members, memory, model, now, person};

fn text(store: &Store, text: TextRef) -> String {
    let found = store.particulars(&BTreeSet::new(), &BTreeSet::new(), &[text.id]);
    found.unwrap().text(text).unwrap().to_owned()
}

#[test]
fn a_folder_comes_in_once_and_says_what_it_added() {
    let store = memory();
    let summary = import::run(&store, &fixture(), now()).unwrap();
    let notes: Vec<String> = summary.notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "communities.csv, line 1: the column \"colour\" is not known here and was ignored",
            "communities.csv, line 2: falls acted before it was founded on 2024-03-01: \
             it was founded when it first acted, on 2024-02-20",
            "communities.csv, line 4: a community without a founding and without an act begins with the earliest \
             moment of this folder",
            "memberships.csv, line 12: the role member makes nobody a member, only `join` does: nothing was recorded",
            "contributions.csv, line 4: a reply with a text is kept without its title",
            "attendance.csv, line 5: there is no such event, so one was recorded on the day of its first attendance",
        ]
    );
    assert_eq!(
        summary.to_string().lines().last().unwrap(),
        "Added: 3 communities, 5 names, 15 affiliations, 5 joined, 2 left, 5 roles given, 5 events, \
         12 contributions, 5 attendances."
    );
    assert_eq!(verify::run(&store).unwrap().damages, Vec::<String>::new());

    let head = store.head().unwrap();
    assert_eq!(head, summary.n_recorded() as u64);
    let again = import::run(&store, &fixture(), at("2027-01-01")).unwrap();
    assert_eq!((again.n_recorded(), again.names), (0, 0));
    assert_eq!(store.head().unwrap(), head);
}

#[test]
fn communities_are_as_they_were_and_keep_their_ids() {
    let store = memory();
    import::run(&store, &fixture(), now()).unwrap();
    let model = model(&store);
    let falls = community(&model, "falls");
    assert_eq!(falls.founded_at, at("2024-02-20T09:00:00Z"));
    assert_eq!(
        (falls.visibility, falls.access),
        (Visibility::Public, Access::Open)
    );
    assert_eq!(text(&store, falls.frame.purpose.name), "Falls prevention");
    let sepsis = community(&model, "sepsis");
    assert_eq!(sepsis.founded_at, at("2024-01-10"));
    assert_eq!(
        (sepsis.visibility, sepsis.access),
        (Visibility::Organisation, Access::OnRequest)
    );
    let wounds = community(&model, "Wounds & Dressings");
    assert_eq!(wounds.founded_at, at("2024-01-10"));
}

#[test]
fn roles_add_up_and_leaving_ends_them_all() {
    let store = memory();
    import::run(&store, &fixture(), now()).unwrap();
    let model = model(&store);
    assert_eq!(
        members(community(&model, "falls")),
        [("p2", vec![Role::Convenor]), ("p3", vec![Role::Steward])]
    );
    assert_eq!(
        members(community(&model, "sepsis")),
        [("p4", vec![Role::Facilitator])]
    );
}

#[test]
fn unknown_and_none_declared_are_told_apart() {
    let store = memory();
    import::run(&store, &fixture(), now()).unwrap();
    let model = model(&store);
    let on = |id, dimension| model.people().on(&person(id), dimension);
    let northmoor = GroupId::from_label("Northmoor Hospital").unwrap();
    assert_eq!(
        on("p1", Dimension::Organisation),
        Affiliation::Known(northmoor.clone())
    );
    assert_eq!(
        on("p3", Dimension::Organisation),
        Affiliation::Known(northmoor)
    );
    assert_eq!(on("p4", Dimension::Organisation), Affiliation::Unknown);
    assert_eq!(on("p5", Dimension::Band), Affiliation::NoneDeclared);
    let stated = log(&store).into_iter().find(|activity| {
        matches!(&activity.what, Kind::AffiliationStated { person, .. } if person.as_str() == "p1")
    });
    assert_eq!(stated.unwrap().at, at("2024-02-20T09:00:00Z"));
}

#[test]
fn replies_find_their_thread_and_whom_they_answer() {
    let store = memory();
    import::run(&store, &fixture(), now()).unwrap();
    let turns: Vec<(String, String, Vec<String>)> = log(&store)
        .into_iter()
        .filter_map(|activity| match activity.what {
            Kind::Replied(Turn {
                turn,
                thread,
                addressees,
                ..
            }) => {
                let addressees = addressees.iter().map(ToString::to_string).collect();
                Some((turn.to_string(), thread.to_string(), addressees))
            }
            _ => None,
        })
        .collect();
    let expected = [
        ("t1", vec!["p1"]),
        ("t2", vec!["p2"]),
        ("t3", vec!["p1"]),
        ("t4", vec!["p2"]),
        ("t5", vec!["p3", "p2"]),
    ]
    .map(|(turn, to)| {
        let to = to.into_iter().map(str::to_owned).collect();
        (turn.to_owned(), "q1".to_owned(), to)
    });
    assert_eq!(turns, expected);
    let model = model(&store);
    let question = ContributionId::parse("q1").unwrap();
    let thread = community(&model, "falls").talk.thread(&question).unwrap();
    assert_eq!((thread.n_turns, thread.n_insights), (5, 1));
}

#[test]
fn the_length_of_what_was_written_decides_what_is_substantive() {
    let store = memory();
    import::run(&store, &fixture(), now()).unwrap();
    let substantive: Vec<String> = log(&store)
        .into_iter()
        .filter_map(|activity| match activity.what {
            Kind::Replied(turn) if turn.is_substantive() => Some(turn.turn.to_string()),
            _ => None,
        })
        .collect();
    assert_eq!(substantive, ["t1", "t2", "t3"]);
}

#[test]
fn any_other_kind_is_a_resource_that_goes_by_the_word_also_twice() {
    let store = memory();
    import::run(&store, &fixture(), now()).unwrap();
    let terms: Vec<String> = log(&store)
        .into_iter()
        .filter_map(|activity| match activity.what {
            Kind::ResourceShared { terms, .. } => Some(terms[0].to_string()),
            _ => None,
        })
        .collect();
    assert_eq!(terms, ["guide", "guide"]);
}

#[test]
fn meetings_are_read_as_people_write_them_and_as_calendars_do() {
    let store = memory();
    import::run(&store, &fixture(), now()).unwrap();
    let mut found = Vec::new();
    for activity in log(&store) {
        if let Kind::EventPlanned {
            title, schedule, ..
        } = activity.what
        {
            let mut times = match &schedule.series {
                Some(series) => series
                    .occurrences_from(schedule.starts, schedule.starts)
                    .take(2)
                    .map(|time| time.to_string())
                    .collect(),
                None => vec![schedule.starts.to_string()],
            };
            times.push(format!("{} {}", schedule.zone, schedule.minutes));
            found.push((text(&store, title), times));
        }
    }
    found.sort();
    let expected = [
        (
            "Case review",
            ["2024-02-05T12:00:00", "2024-02-06T12:00:00", "UTC 45"].as_slice(),
        ),
        ("Kick-off", &["2024-02-24T00:00:00", "UTC 60"]),
        (
            "Open hour",
            &[
                "2024-04-04T10:00:00",
                "2024-04-18T10:00:00",
                "Europe/London 60",
            ],
        ),
        ("Study day", &["2024-07-01T09:00:00", "Europe/London 420"]),
        (
            "Ward round",
            &[
                "2024-02-21T16:00:00",
                "2024-03-20T16:00:00",
                "America/Los_Angeles 60",
            ],
        ),
    ]
    .map(|(title, times)| {
        (
            title.to_owned(),
            times.iter().map(|time| (*time).to_owned()).collect(),
        )
    });
    assert_eq!(found, expected);
}

#[test]
fn who_was_there_is_known_by_title_and_a_repeated_row_changes_nothing() {
    let store = memory();
    import::run(&store, &fixture(), now()).unwrap();
    let parts: Vec<(String, Part)> = log(&store)
        .into_iter()
        .filter_map(|activity| match activity.what {
            Kind::Attended { part, .. } => Some((activity.actor.unwrap().to_string(), part)),
            _ => None,
        })
        .collect();
    let expected = [
        ("p2", Part::TookPart),
        ("p1", Part::Spoke),
        ("p1", Part::Chair),
        ("p2", Part::Present),
        ("p4", Part::Present),
    ];
    assert_eq!(parts, expected.map(|(id, part)| (id.to_owned(), part)));
    let model = model(&store);
    let falls = community(&model, "falls");
    let attended: Vec<usize> = falls
        .events
        .iter()
        .map(|(_, event)| event.attended().len())
        .collect();
    assert_eq!(attended.iter().sum::<usize>(), 4);
}
