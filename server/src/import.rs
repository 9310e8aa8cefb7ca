//! Spreadsheets: a folder of CSV files brought into the log as history that happened elsewhere.
//!
//! All or nothing, and every row that is wrong is named.
//! Ids follow from what the rows say, so a second import of a folder adds nothing, and of a grown folder just what is new.
//! History is kept as it was, not as the rules would have had it; what the log holds already is not rewritten.
//! Each module reads one file; `order` brings what they say into the order in which it happened.

mod attendance;
pub mod calendar;
mod communities;
mod contributions;
mod derived;
mod events;
mod findings;
mod folder;
mod history;
mod memberships;
mod order;
mod people;
mod table;
mod written_times;

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::path::Path;

use cop_core::activity::{Activity, Kind};
use cop_core::id::PersonId;
use cop_core::text::TextRef;
use cop_core::time::Timestamp;
use thiserror::Error;

use crate::store::{Store, StoreError};
use events::Titles;
use folder::{Folder, Rows};
use history::History;

use findings::Findings;
pub use findings::{Fault, Note, Source};

/// How many faults are named one by one.
const MAX_FAULTS: usize = 100;

/// What an import added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportSummary {
    /// Communities founded.
    pub communities: usize,
    /// Affiliations stated.
    pub affiliations: usize,
    /// People who joined a community.
    pub joined: usize,
    /// People who left one.
    pub left: usize,
    /// Roles given.
    pub roles: usize,
    /// Meetings and series planned, or moved.
    pub events: usize,
    /// Problems, turns, announcements, resources, concerns, insights and stories.
    pub contributions: usize,
    /// People who were at an event.
    pub attendances: usize,
    /// Names that are new in the directory, or changed.
    pub names: usize,
    /// Activities of the folder that the log had already.
    pub known: usize,
    /// What is worth knowing.
    pub notes: Vec<Note>,
}

/// Why nothing was imported.
#[derive(Debug, Error)]
pub enum ImportErrors {
    /// Rows or files are wrong.
    #[error("{}", lines(.faults, *.n_more))]
    Faults {
        /// The first hundred by file and line.
        faults: Vec<Fault>,
        /// How many more there are.
        n_more: usize,
    },
    /// The store could not.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn lines(faults: &[Fault], n_more: usize) -> String {
    let mut lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    if n_more > 0 {
        lines.push(format!("and {n_more} more"));
    }
    lines.push("Nothing was imported.".to_owned());
    lines.join("\n")
}

/// Imports a folder; `now` is when.
///
/// # Errors
/// [`ImportErrors::Faults`] names every row that is wrong; then, as when the store fails, nothing was imported.
pub fn run(store: &Store, folder: &Path, now: Timestamp) -> Result<ImportSummary, ImportErrors> {
    let mut findings = Findings::default();
    let mut history = History::of(store, now)?;
    let names: HashMap<PersonId, String> = store.names()?.into_iter().collect();
    let folder = Folder::read(folder, &mut findings);
    let rows = folder.rows(&history, &names, &mut findings);
    let titles = known_titles(store, &history)?;
    let acts = order::Acts::of(&rows, titles, &history, &mut findings);
    if !findings.is_sound() {
        let mut faults = findings.into_faults();
        let n_more = faults.len().saturating_sub(MAX_FAULTS);
        faults.truncate(MAX_FAULTS);
        return Err(ImportErrors::Faults { faults, n_more });
    }
    note_changed_communities(store, &rows, &history, &mut findings)?;
    acts.record(&mut history, &mut findings);
    let (head, mut batch, known) = history.into_batch();
    batch.names = rows
        .people
        .iter()
        .filter(|row| row.name_differs_from(names.get(&row.id).map(String::as_str)))
        .map(people::PersonRow::name)
        .collect();
    store.append(head, &batch)?;
    let mut summary = ImportSummary {
        names: batch.names.len(),
        known,
        notes: findings.into_notes(),
        ..ImportSummary::default()
    };
    for activity in &batch.activities {
        summary.count(activity);
    }
    Ok(summary)
}

/// The events that the log knows, by their titles.
fn known_titles(store: &Store, history: &History) -> Result<Titles, StoreError> {
    let events = || {
        history.model().communities().flat_map(|community| {
            community
                .events
                .iter()
                .map(move |(id, event)| (community, id, event))
        })
    };
    let texts: Vec<_> = events()
        .filter_map(|(_, _, event)| Some(event.title?.id))
        .collect();
    let particulars = store.particulars(&BTreeSet::new(), &BTreeSet::new(), &texts)?;
    Ok(events()
        .filter_map(|(community, id, event)| {
            let title = particulars.text(event.title?)?;
            Some(((community.id.clone(), events::folded(title)), id.clone()))
        })
        .collect())
}

/// Notes communities that the log knows under another name or domain, which stay as they are.
fn note_changed_communities(
    store: &Store,
    rows: &Rows<'_>,
    history: &History,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let known: Vec<_> = rows
        .communities
        .iter()
        .filter_map(|row| Some((row, &history.model().community(&row.id)?.frame.purpose)))
        .collect();
    let texts: Vec<_> = known
        .iter()
        .flat_map(|(_, purpose)| std::iter::once(purpose.name).chain(purpose.domain))
        .map(|text: TextRef| text.id)
        .collect();
    let particulars = store.particulars(&BTreeSet::new(), &BTreeSet::new(), &texts)?;
    for (row, purpose) in known {
        let name = particulars.text(purpose.name);
        let domain = purpose.domain.and_then(|domain| particulars.text(domain));
        if row.differs_from(name, domain) {
            row.row.note(
                "the community is in the log with another name or domain, which stays",
                findings,
            );
        }
    }
    Ok(())
}

impl ImportSummary {
    /// How many activities were added.
    #[must_use]
    pub fn n_recorded(&self) -> usize {
        self.communities
            + self.affiliations
            + self.joined
            + self.left
            + self.roles
            + self.events
            + self.contributions
            + self.attendances
    }

    fn count(&mut self, activity: &Activity) {
        *match &activity.what {
            Kind::CommunityFounded { .. } => &mut self.communities,
            Kind::AffiliationStated { .. } => &mut self.affiliations,
            Kind::Joined { .. } => &mut self.joined,
            Kind::Left => &mut self.left,
            Kind::RoleGiven { .. } => &mut self.roles,
            Kind::EventPlanned { .. } | Kind::EventChanged { .. } => &mut self.events,
            Kind::Attended { .. } => &mut self.attendances,
            // Of the other kinds, an import records what was said only.
            _ => &mut self.contributions,
        } += 1;
    }
}

impl fmt::Display for ImportSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for note in &self.notes {
            writeln!(f, "{note}")?;
        }
        let added = [
            (self.communities, "communities"),
            (self.names, "names"),
            (self.affiliations, "affiliations"),
            (self.joined, "joined"),
            (self.left, "left"),
            (self.roles, "roles given"),
            (self.events, "events"),
            (self.contributions, "contributions"),
            (self.attendances, "attendances"),
        ];
        let added: Vec<String> = added
            .iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, what)| format!("{n} {what}"))
            .collect();
        if added.is_empty() {
            write!(f, "Nothing is new.")?;
        } else {
            write!(f, "Added: {}.", added.join(", "))?;
        }
        if self.known > 0 {
            write!(f, " Known already: {}.", self.known)?;
        }
        Ok(())
    }
}
