//! What the demonstration's store is filled with: the invented organisation, or an imported one.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use cop_core::activity::{Activity, Erasure, Kind};
use cop_core::time::Timestamp;
use cop_server::import::{self, ImportSummary};
use cop_server::store::{Batch, Store, StoreUrl};

use crate::seed::{self, History};
use crate::settings::Settings;

/// The file that the store of these settings is in: each imported folder has its own.
#[must_use]
pub fn path(workspace: &Path, settings: &Settings) -> PathBuf {
    if let Some(file) = &settings.store {
        return file.clone();
    }
    let name = match &settings.import {
        None => "communities.db".to_owned(),
        Some(folder) => {
            let absolute = fs::canonicalize(folder).unwrap_or_else(|_| folder.clone());
            let name: String = absolute
                .to_string_lossy()
                .chars()
                .map(|letter| {
                    if letter.is_alphanumeric() {
                        letter
                    } else {
                        '-'
                    }
                })
                .collect();
            format!("imported{name}.db")
        }
    };
    workspace.join("target/demo").join(name)
}

/// Opens the store, after forgetting what was in it where that is asked for.
///
/// # Errors
/// A sentence that says what to do.
pub fn open(path: &Path, is_fresh: bool) -> Result<Store, String> {
    let failed = |error: &dyn std::fmt::Display| {
        format!(
            "The store {} can't be opened: {error}. With -- --fresh, the demonstration begins anew.",
            path.display()
        )
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| failed(&error))?;
    }
    if is_fresh {
        for end in ["", "-wal", "-shm"] {
            let mut file = path.as_os_str().to_owned();
            file.push(end);
            match fs::remove_file(&file) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(failed(&error));
                }
                Ok(()) | Err(_) => {}
            }
        }
    }
    Store::open(&StoreUrl::Sqlite(path.to_owned())).map_err(|error| failed(&error))
}

/// Writes five years of history into an empty store, and gives the number of activities; 0 where there is one.
///
/// # Errors
/// A sentence on what the store could not do.
pub fn seed(store: &Store, now: Timestamp) -> Result<u64, String> {
    let failed = |error: &dyn std::fmt::Display| format!("The history can't be written: {error}.");
    if store.head().map_err(|error| failed(&error))? > 0 {
        return Ok(0);
    }
    let History { people, decided } = seed::history(now).map_err(|refused| failed(&refused))?;
    let mut batch = Batch::default();
    for person in people {
        batch.names.push((person.id, person.name));
    }
    let mut erased = BTreeSet::new();
    for (_, decision) in &decided {
        for activity in &decision.activities {
            if let Kind::Erased {
                of: Erasure::Activity(of),
            } = activity.what
            {
                erased.insert(of);
            }
        }
    }
    for (_, decision) in decided {
        // As the server does it: of what was erased neither the texts stay nor what leads to them.
        let is_erased = |activity: &Activity| erased.contains(&activity.id);
        if !decision.activities.iter().any(is_erased) {
            batch.texts.extend(decision.texts);
        }
        let activities = decision.activities.into_iter();
        batch
            .activities
            .extend(activities.map(|activity| match is_erased(&activity) {
                true => activity.without_content(),
                false => activity,
            }));
        batch.labels.extend(decision.labels);
    }
    // All at once: a history that was cut off half way would never be completed.
    store.append(0, &batch).map_err(|error| failed(&error))
}

/// Brings a folder of spreadsheets into the store; what is there already is not brought in twice.
///
/// # Errors
/// Every row that is wrong, or a sentence on what the store could not do.
pub fn import(store: &Store, folder: &Path, now: Timestamp) -> Result<ImportSummary, String> {
    import::run(store, folder, now).map_err(|errors| errors.to_string())
}
