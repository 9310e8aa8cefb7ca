//! What each format says.

use cop_core::measure::Name;

use super::*;

#[test]
fn a_report_is_of_what_had_happened_by_then() {
    let store = fixture();
    let then = json(&store, "2024-04-10", "falls");
    let falls = &then["communities"][0];
    assert_eq!(then["as_of"], "2024-04-10T00:00:00Z");
    assert_eq!(
        (&falls["members"], &falls["facilitators"]),
        (&3.into(), &1.into())
    );
    assert_eq!(falls["name"], "Falls prevention");
    assert_eq!(falls["measures"]["participation"]["status"], "shown");
    assert_eq!(falls["measures"]["concentration"]["absence_factor"], 1);

    let later = json(&store, "2024-10-01", "falls");
    let falls = &later["communities"][0];
    assert_eq!(
        (&falls["members"], &falls["facilitators"]),
        (&2.into(), &0.into())
    );
}

#[test]
fn every_measure_of_a_community_is_there_under_its_name_with_what_it_does_not_say() {
    let report = json(&fixture(), "2024-04-10", "falls");
    let measures = &report["communities"][0]["measures"];
    let of_one_person = [
        Name::GoneQuiet,
        Name::CouldMeet,
        Name::CommunitiesForYou,
        Name::MyBridges,
    ];
    let expected = Name::ALL
        .iter()
        .filter(|name| !of_one_person.contains(name));
    let expected: Vec<&str> = expected.map(|name| name.as_str()).collect();
    for name in &expected {
        let measure = &measures[name];
        for field in ["status", "says", "does_not_say"] {
            let text = measure[field].as_str();
            assert!(
                text.is_some_and(|text| !text.is_empty()),
                "{name} {field}: {measure}"
            );
        }
    }
    assert_eq!(measures.as_object().unwrap().len(), expected.len());
    assert_eq!(report["rules"], measures["mix"]["rules"]);
}

#[test]
fn the_report_to_read_is_aligned_and_says_what_it_does_not_say() {
    let text = reported(&fixture(), "2024-04-10", Format::Text, Some("falls"));
    let lines: Vec<&str> = text.lines().collect();
    assert!(
        lines[2].starts_with("Community                 Members  Facil."),
        "{text}"
    );
    assert!(
        lines[3].starts_with("Falls prevention (falls)        3       1"),
        "{text}"
    );
    for told in [
        "What the table does not say:",
        "It does not say:",
        "M3  How people take part",
    ] {
        assert!(text.contains(told), "{told} is not in {text}");
    }
    let longest = lines.iter().map(|line| line.chars().count()).max();
    assert!(longest <= Some(100), "{longest:?}: {text}");
    assert!(!text.contains('\u{1b}'), "{text}");
}

#[test]
fn many_communities_are_a_table_and_a_line_each() {
    let mut communities = "community,name,domain,founded\n".to_owned();
    for n in 1..=6 {
        communities += &format!("c{n},Community {n},,2024-01-01\n");
    }
    let files = [
        ("communities.csv", communities),
        (
            "people.csv",
            "person,name,organisation,profession\n".to_owned(),
        ),
        (
            "memberships.csv",
            "at,community,person,role,action\n".to_owned(),
        ),
    ];
    let store = imported(&files, "2024-02-01");
    let text = reported(&store, "2024-02-01", Format::Text, None);
    assert!(text.contains("cop-server report --community c1"), "{text}");
    assert!(!text.contains("It does not say"), "{text}");
    let one = reported(&store, "2024-02-01", Format::Text, Some("c2"));
    assert!(one.contains("It does not say"), "{one}");
}

#[test]
fn the_table_has_a_row_for_each_number_and_no_formula() {
    let files = [
        (
            "communities.csv",
            "community,name,domain,founded\nfalls,\"=1+1, \"\"x\"\"\",,2024-01-01\n".to_owned(),
        ),
        (
            "people.csv",
            "person,name,organisation,profession\np1,Ama,Northmoor,\n".to_owned(),
        ),
        (
            "memberships.csv",
            "at,community,person,role,action\n2024-01-01,falls,p1,facilitator,join\n".to_owned(),
        ),
    ];
    let store = imported(&files, "2024-02-01");
    let table = reported(&store, "2024-02-01", Format::Csv, None);
    let mut lines = table.split("\r\n");
    assert_eq!(
        lines.next(),
        Some(
            "as_of,rules,community,name,measure,code,status,from,to,dimension,number,of,value,num,den,low,high,n,n_people,seen,said,imported,says,does_not_say"
        )
    );
    let members = lines.next().unwrap();
    assert!(
        members.starts_with("2024-02-01T00:00:00Z,2,falls,\"'=1+1, \"\"x\"\"\",,,,,,,members,,1,"),
        "{members}"
    );
    let core =
        lines.find(|line| line.contains(",participation,M3,shown,") && line.contains(",new,,1,"));
    assert!(core.is_some(), "{table}");
}
