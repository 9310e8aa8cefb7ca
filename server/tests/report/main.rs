//! The report: the measures of what was imported, as JSON, as a table and to read.

#![allow(clippy::unwrap_used, reason = "a test that finds nothing has to fail")]

mod formats;
mod references;

use std::path::{Path, PathBuf};

use cop_core::id::CommunityId;
use cop_core::time::Timestamp;
use cop_server::import;
use cop_server::report::{self, Format, Scope};
use cop_server::store::{Store, StoreUrl};
use serde_json::Value;

fn memory() -> Store {
    Store::open(&StoreUrl::Memory).unwrap()
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse_lenient(text).unwrap()
}

fn fixture() -> Store {
    let store = memory();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
    import::run(&store, &folder, at("2026-11-20")).unwrap();
    store
}

/// A store with a folder of these files in it.
fn imported(files: &[(&str, String)], now: &str) -> Store {
    let folder: PathBuf = std::env::temp_dir().join(format!("cop-report-{}", uuid::Uuid::now_v7()));
    std::fs::create_dir(&folder).unwrap();
    for (name, text) in files {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let store = memory();
    let done = import::run(&store, &folder, at(now));
    std::fs::remove_dir_all(&folder).ok();
    done.unwrap();
    store
}

fn scope(as_of: &str, community: Option<&str>) -> Scope {
    Scope {
        community: community.map(|id| CommunityId::parse(id).unwrap()),
        as_of: at(as_of),
        is_raw: true,
    }
}

fn reported(store: &Store, as_of: &str, format: Format, community: Option<&str>) -> String {
    written(store, &scope(as_of, community), format)
}

fn written(store: &Store, scope: &Scope, format: Format) -> String {
    let mut bytes = Vec::new();
    report::run(store, scope, format, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// What may be shown to members.
fn published(store: &Store, as_of: &str, community: &str) -> Value {
    let scope = Scope {
        is_raw: false,
        ..scope(as_of, Some(community))
    };
    serde_json::from_str(&written(store, &scope, Format::Json)).unwrap()
}

fn json(store: &Store, as_of: &str, community: &str) -> Value {
    serde_json::from_str(&reported(store, as_of, Format::Json, Some(community))).unwrap()
}
