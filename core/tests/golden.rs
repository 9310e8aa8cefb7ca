//! Every activity and command ever written can be read: golden files are added, never edited.
//!
//! A kind without a file fails the test: write it by hand, once, as the first version writes it.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use cop_core::activity::Activity;
use cop_core::command::Command;
use serde::Serialize;
use serde::de::DeserializeOwned;

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name)
}

/// Reads each file of a folder, writes it again, and gives the tags that were found.
fn read_all<T: DeserializeOwned + Serialize>(
    name: &str,
    tag: fn(&serde_json::Value) -> String,
) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder(name)).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let golden: serde_json::Value = serde_json::from_str(&text).unwrap();
        let read: T = serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(
            serde_json::to_value(&read).unwrap(),
            golden,
            "{}",
            path.display()
        );
        found.insert(tag(&golden));
    }
    found
}

/// The tags that an enum knows, from the message with which serde refuses an unknown one.
fn known_tags<T: DeserializeOwned + std::fmt::Debug>() -> BTreeSet<String> {
    let refused = serde_json::from_str::<T>(r#"{"type":"?"}"#)
        .unwrap_err()
        .to_string();
    let (_, list) = refused.split_once("expected one of ").unwrap();
    let list = list.split(" at line").next().unwrap();
    list.split_whitespace()
        .map(|tag| tag.trim_matches(['`', ',']).to_owned())
        .collect()
}

#[test]
fn every_kind_of_activity_ever_written_is_read() {
    let found = read_all::<Activity>("activities", |golden| {
        golden["what"]["type"].as_str().unwrap().to_owned()
    });
    assert_eq!(found, known_tags::<cop_core::activity::Kind>());
}

#[cfg(feature = "whole")]
#[test]
fn every_command_ever_written_is_read() {
    let found = read_all::<Command>("commands", |golden| {
        golden["type"].as_str().unwrap().to_owned()
    });
    assert_eq!(found, known_tags::<Command>());
}

/// Without the feature, only the commands that a first part gives can be written.
#[cfg(not(feature = "whole"))]
#[test]
fn the_commands_that_a_first_part_gives_are_written_as_ever() {
    let mut written = BTreeSet::new();
    for entry in fs::read_dir(folder("commands")).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let golden: serde_json::Value = serde_json::from_str(&text).unwrap();
        let read: Command = serde_json::from_str(&text).unwrap();
        if let Ok(again) = serde_json::to_value(&read) {
            assert_eq!(again, golden);
            written.insert(golden["type"].as_str().unwrap().to_owned());
        }
    }
    assert_eq!(written.len(), 10, "{written:?}");
}

/// What a page is sent of a community in which everything has happened once; the widget's tests read it.
#[test]
fn the_state_that_a_page_is_sent_is_the_one_that_was_agreed() {
    let stage = super::stage::founded();
    let community = stage.log.model().communities().next().unwrap();
    let steward = super::stage::person("steward");
    let thread = community.talk.threads().next().map(|(root, _)| root);
    let sent = community.excerpt(Some(&steward), thread).unwrap();
    let written = serde_json::to_string_pretty(&sent).unwrap() + "\n";
    let path = folder("state.json");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, &written).unwrap();
    }
    let agreed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        agreed == written,
        "if this is meant, run with UPDATE_EXPECT=1"
    );
}
