//! Spreadsheets come in as they are: all or nothing, once, and every bad row is named.

#![allow(clippy::unwrap_used, reason = "a test that finds nothing has to fail")]

mod again;
mod faults;
mod history;

use std::path::{Path, PathBuf};

use cop_core::Model;
use cop_core::activity::{Activity, Role};
use cop_core::community::Community;
use cop_core::id::{CommunityId, PersonId};
use cop_core::time::Timestamp;
use cop_server::import::{self, ImportSummary};
use cop_server::store::{Store, StoreUrl};
use cop_server::verify;

const COMMUNITIES: &str = "community,name,domain,founded\nfalls,Falls,,2024-01-01\n";
const PEOPLE: &str = "person,name,organisation,profession\np1,Ama,Northmoor,\np2,Ben,,\n";
const MEMBERSHIPS: &str = "at,community,person,role,action\n";
const CONTRIBUTIONS: &str = "at,community,person,kind,title,id,in_reply_to,to,text\n";

fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import")
}

/// A folder that is gone when it is dropped.
struct TempFolder(PathBuf);

impl TempFolder {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = std::env::temp_dir().join(format!("cop-import-{}", uuid::Uuid::now_v7()));
        std::fs::create_dir(&folder).unwrap();
        for (name, text) in files {
            std::fs::write(folder.join(name), text).unwrap();
        }
        Self(folder)
    }
}

impl Drop for TempFolder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

fn memory() -> Store {
    Store::open(&StoreUrl::Memory).unwrap()
}

fn now() -> Timestamp {
    at("2026-11-20T09:00:00Z")
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse_lenient(text).unwrap()
}

fn person(id: &str) -> PersonId {
    PersonId::parse(id).unwrap()
}

/// Imports files into a store, which has to go well and to leave it sound.
#[track_caller]
fn bring_in(store: &Store, files: &[(&str, &str)]) -> ImportSummary {
    let folder = TempFolder::new(files);
    let summary = import::run(store, &folder.0, now()).unwrap();
    assert_eq!(verify::run(store).unwrap().damages, Vec::<String>::new());
    summary
}

fn model(store: &Store) -> Model {
    store.fold().unwrap().0
}

fn community<'a>(model: &'a Model, id: &str) -> &'a Community {
    model.community(&CommunityId::parse(id).unwrap()).unwrap()
}

fn log(store: &Store) -> Vec<Activity> {
    let log = store.read(0, 1_000).unwrap();
    log.into_iter().map(|recorded| recorded.activity).collect()
}

fn members(community: &Community) -> Vec<(&str, Vec<Role>)> {
    let members = community.membership.members.iter();
    members
        .map(|(person, member)| (person.as_str(), member.roles.iter().copied().collect()))
        .collect()
}
