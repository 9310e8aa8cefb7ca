//! A store goes out as lines and comes back the same to the byte.

#![allow(clippy::unwrap_used, reason = "a test that finds nothing has to fail")]

use std::path::Path;

use cop_core::id::{CommandId, CommunityId, GroupId, PersonId};
use cop_core::time::Timestamp;
use cop_server::export::{self, ExportError, RestoreError};
use cop_server::import;
use cop_server::store::{Account, Batch, CommandRecord, Outcome, Store, StoreUrl};
use cop_server::verify;

fn memory() -> Store {
    Store::open(&StoreUrl::Memory).unwrap()
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse_lenient(text).unwrap()
}

fn falls() -> CommunityId {
    CommunityId::parse("falls").unwrap()
}

fn account(person: &str, user_name: Option<&str>) -> Account {
    Account {
        person: PersonId::parse(person).unwrap(),
        user_name: user_name.map(str::to_owned),
        external_id: None,
        is_active: user_name.is_some(),
        organisation: Some(GroupId::from_label("Northmoor").unwrap()),
        profession: None,
        created: at("2026-11-20"),
        changed: at("2026-11-21"),
    }
}

/// A store with the fixture in it, two answered commands and two accounts, one of them deleted.
fn filled() -> Store {
    let store = memory();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
    import::run(&store, &folder, at("2026-11-20")).unwrap();
    let command = |n, outcome| CommandRecord {
        id: CommandId::from_u128(n),
        by: PersonId::parse("p1").unwrap(),
        body_hash: [n as u8; 32],
        outcome,
    };
    let head = store.head().unwrap();
    let batch = Batch {
        commands: vec![
            command(1, Outcome::Recorded { first: head, n: 1 }),
            command(
                2,
                Outcome::Refused {
                    code: "not_a_member".into(),
                    detail: "only members may do this".into(),
                },
            ),
        ],
        accounts: vec![account("p1", Some("eve@example.org")), account("p9", None)],
        ..Batch::default()
    };
    store.append(head, &batch).unwrap();
    store
}

fn exported(store: &Store, community: Option<&CommunityId>) -> String {
    let mut bytes = Vec::new();
    export::run(store, community, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn restored(lines: &str) -> Store {
    let store = memory();
    export::restore(&store, lines.as_bytes()).unwrap();
    store
}

#[test]
fn what_was_restored_is_exported_as_the_same_bytes() {
    let store = filled();
    let lines = exported(&store, None);
    let copy = restored(&lines);
    assert_eq!(exported(&copy, None), lines);
    assert_eq!(copy.fold().unwrap(), store.fold().unwrap());
    assert_eq!(
        copy.command(CommandId::from_u128(2)).unwrap(),
        store.command(CommandId::from_u128(2)).unwrap()
    );
    assert_eq!(copy.accounts().unwrap(), store.accounts().unwrap());
    assert_ne!(copy.epoch().unwrap(), store.epoch().unwrap());
    assert!(verify::run(&copy).unwrap().is_sound());
}

#[test]
fn an_export_begins_with_its_format_and_ends_with_its_size() {
    let store = filled();
    let lines = exported(&store, None);
    assert_eq!(
        lines.lines().next(),
        Some(r#"{"format":"communities-of-practice","version":2}"#)
    );
    let end = format!(r#"{{"end":{{"activities":{}}}}}"#, store.head().unwrap());
    assert_eq!(lines.lines().last(), Some(end.as_str()));
}

#[test]
fn an_export_of_the_first_version_is_still_read() {
    let lines = exported(&filled(), None);
    let first: String = lines
        .replacen("\"version\":2", "\"version\":1", 1)
        .lines()
        .filter(|line| !line.starts_with("{\"account\""))
        .map(|line| format!("{line}\n"))
        .collect();
    let copy = restored(&first);
    assert_eq!(copy.head().unwrap(), filled().head().unwrap());
    assert_eq!(copy.accounts().unwrap(), []);
}

#[test]
fn one_community_goes_out_with_its_people_and_texts_only() {
    let store = filled();
    let lines = exported(&store, Some(&falls()));
    assert!(lines.contains("Ama Mensah") && lines.contains("Evans, Eve"));
    assert!(!lines.contains("Dev Shah") && !lines.contains("Sunday"));
    assert!(!lines.contains("eve@example.org"));
    let copy = restored(&lines);
    assert_eq!(exported(&copy, None), lines);
    assert_eq!(exported(&copy, Some(&falls())), lines);
    assert!(verify::run(&copy).unwrap().is_sound());
    let (whole, part) = (store.fold().unwrap().0, copy.fold().unwrap().0);
    assert_eq!(part.community(&falls()), whole.community(&falls()));
    assert_eq!(part.communities().count(), 1);
}

#[test]
fn a_community_that_is_not_there_is_no_empty_export() {
    let nowhere = CommunityId::parse("nowhere").unwrap();
    let error = export::run(&filled(), Some(&nowhere), Vec::new()).unwrap_err();
    assert!(matches!(error, ExportError::NoSuchCommunity(_)));
}

#[track_caller]
fn check_refused(lines: &str, expected: &str) {
    let store = memory();
    let error = export::restore(&store, lines.as_bytes()).unwrap_err();
    assert_eq!(error.to_string(), expected);
    assert_eq!((store.head().unwrap(), store.names().unwrap()), (0, vec![]));
}

#[test]
fn a_file_that_is_not_a_whole_export_is_refused_and_leaves_nothing() {
    let lines = exported(&filled(), None);
    let format = "this is no export of communities of practice in a version that is known here";
    check_refused("", format);
    check_refused(&lines.replacen("\"version\":2", "\"version\":3", 1), format);
    let without_end = lines.trim_end().rsplit_once('\n').unwrap().0;
    check_refused(without_end, "the file ends before the export does");
    let (first, last) = without_end.rsplit_once("\n{\"activity\"").unwrap();
    assert!(last.contains("\"position\":52"), "{last}");
    check_refused(
        &lines.replace(&format!("\n{{\"activity\"{last}"), ""),
        "the file ends before the export does",
    );
    let n_lines = first.lines().count();
    check_refused(
        &lines.replace("\"position\":52", "\"position\":53"),
        &format!(
            "line {}: here comes position 53, and 52 was due",
            n_lines + 1
        ),
    );
    check_refused(
        &format!("{lines}{{\"end\":{{\"activities\":52}}}}\n"),
        &format!(
            "line {}: there is something after the end",
            lines.lines().count() + 1
        ),
    );
}

#[test]
fn only_an_empty_store_is_restored_into() {
    let store = filled();
    let lines = exported(&store, None);
    let error = export::restore(&store, lines.as_bytes()).unwrap_err();
    assert!(matches!(error, RestoreError::NotEmpty));
}
