//! A snapshot is a folder of its own, and a second one is the same.

#![allow(clippy::unwrap_used, reason = "a test that finds nothing has to fail")]

use std::fs;
use std::path::{Path, PathBuf};

use cop_core::time::Timestamp;
use cop_server::import;
use cop_server::snapshot::{self, SnapshotError};
use cop_server::store::{Store, StoreUrl};

fn filled() -> Store {
    let store = Store::open(&StoreUrl::Memory).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
    let now = Timestamp::parse_lenient("2026-11-20").unwrap();
    import::run(&store, &folder, now).unwrap();
    store
}

/// A folder that goes when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let name = format!("cop-snapshot-{}", uuid::Uuid::now_v7());
        Self(std::env::temp_dir().join(name))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

#[test]
fn a_second_snapshot_takes_away_what_is_no_longer_there_and_nothing_else() {
    let folder = Folder::new();
    let store = filled();
    let first = snapshot::run(store.clone(), &folder.0).unwrap();
    assert!(first.n_files > 1, "{first}");
    assert_eq!(first.n_removed, 0);
    let communities = folder.0.join("communities");
    fs::create_dir_all(communities.join("gone")).unwrap();
    fs::write(communities.join("gone.json"), "{}").unwrap();
    fs::write(communities.join("gone/problem.json"), "{}").unwrap();
    fs::write(communities.join(".htaccess"), "").unwrap();
    let second = snapshot::run(store, &folder.0).unwrap();
    assert_eq!((second.n_files, second.n_removed), (first.n_files, 2));
    assert!(!communities.join("gone").exists());
    assert!(communities.join(".htaccess").exists());
}

#[test]
fn a_folder_with_something_else_in_it_is_left_alone() {
    let folder = Folder::new();
    fs::create_dir(&folder.0).unwrap();
    fs::write(folder.0.join("thesis.txt"), "").unwrap();
    let refused = snapshot::run(filled(), &folder.0);
    assert!(matches!(refused, Err(SnapshotError::Foreign(_))));
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 1);
}
