//! The report: the measures of each community at a moment, as JSON or as text to read.
//!
//! Both measures count a whole community, so there is nothing to suppress or to round,
//! and `raw` gives the same numbers.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use cop_core::Model;
use cop_core::activity::Role;
use cop_core::community::Community;
use cop_core::id::CommunityId;
use cop_core::measure::{
    Concentration, Measure, Participation, RULES_VERSION, Tallies, concentration, participation,
};
use cop_core::time::Timestamp;
use serde::Serialize;
use thiserror::Error;

use crate::store::{Store, StoreError};

/// How many activities are held at a time while the log is read.
const PAGE: usize = 10_000;

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Lines to read.
    Text,
    /// One JSON document.
    Json,
}

/// What a report is to say.
#[derive(Debug, Clone)]
pub struct Scope {
    /// Of one community only.
    pub community: Option<CommunityId>,
    /// As of when: what happened later is left out.
    pub as_of: Timestamp,
}

/// Why there is no report.
#[derive(Debug, Error)]
pub enum ReportError {
    /// There is no such community at that moment.
    #[error("there is no community {0} at that moment")]
    NoSuchCommunity(CommunityId),
    /// The store could not.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The report could not be written.
    #[error("the report could not be written: {0}")]
    Write(#[from] io::Error),
}

/// The measures of communities at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// As of when.
    pub as_of: Timestamp,
    /// Which thresholds were used.
    pub rules: &'static str,
    /// By id.
    pub communities: Vec<CommunityReport>,
}

/// The measures of one community.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CommunityReport {
    /// Which.
    pub id: CommunityId,
    /// What it is called; its id where the name was erased.
    pub name: String,
    /// How many members.
    pub members: usize,
    /// How many of them facilitate.
    pub facilitators: usize,
    /// The measures by their names.
    pub measures: Measures,
}

/// The measures by their names, in the order of the table of measures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Measures {
    /// M3.
    pub participation: Measure<Participation>,
    /// M4.
    pub concentration: Measure<Concentration>,
}

/// Makes a report.
///
/// # Errors
/// [`ReportError::NoSuchCommunity`] where a community is asked for that was not there then.
pub fn report(store: &Store, scope: &Scope) -> Result<Report, ReportError> {
    let (model, tallies) = as_of(store, scope.as_of)?;
    let communities: Vec<&Community> = match &scope.community {
        Some(id) => vec![
            model
                .community(id)
                .ok_or_else(|| ReportError::NoSuchCommunity(id.clone()))?,
        ],
        None => model.communities().collect(),
    };
    let names: Vec<_> = communities
        .iter()
        .map(|community| community.frame.purpose.name.id)
        .collect();
    let names = store.particulars(&BTreeSet::new(), &BTreeSet::new(), &names)?;
    let of = |community: &&Community| {
        let tally = tallies.of(&community.id);
        let name = names.text(community.frame.purpose.name);
        CommunityReport {
            id: community.id.clone(),
            name: name.unwrap_or(community.id.as_str()).to_owned(),
            members: community.membership.members.len(),
            facilitators: community.membership.with_role(Role::Facilitator).count(),
            measures: Measures {
                participation: participation(tally, scope.as_of),
                concentration: concentration(tally),
            },
        }
    };
    Ok(Report {
        as_of: scope.as_of,
        rules: RULES_VERSION,
        communities: communities.iter().map(of).collect(),
    })
}

/// Makes a report and writes it.
///
/// # Errors
/// As [`report`], and where it can't be written.
pub fn run(
    store: &Store,
    scope: &Scope,
    format: Format,
    mut out: impl io::Write,
) -> Result<(), ReportError> {
    let report = report(store, scope)?;
    match format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &report).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        Format::Text => out.write_all(text(&report).as_bytes())?,
    }
    out.flush()?;
    Ok(())
}

/// The state of everything at a moment, and what people had done until then.
fn as_of(store: &Store, as_of: Timestamp) -> Result<(Model, Tallies), StoreError> {
    // What was said later of an activity holds for every moment before.
    let (now, _) = store.fold()?;
    let mut model = Model::default();
    let mut tallies = Tallies::new(as_of);
    let mut position = 0;
    loop {
        let page = store.read(position, PAGE)?;
        let Some(last) = page.last() else {
            return Ok((model, tallies));
        };
        position = last.position;
        for recorded in page.iter().filter(|recorded| recorded.activity.at <= as_of) {
            if let Some(activity) = now.amendments().counted(&recorded.activity)
                && !activity.what.is_amendment()
            {
                let evolved = model.evolve(&activity);
                debug_assert_eq!(evolved, cop_core::Evolved::Done);
                tallies.add(&activity);
            }
        }
    }
}

/// The report to read: a line for each community, and under them what the numbers say and don't.
fn text(report: &Report) -> String {
    let head = [
        "Community",
        "Members",
        "Facil.",
        "Core",
        "Active",
        "Occas.",
        "Periph.",
        "Unseen",
        "New",
        "Outside",
        "Half from",
    ];
    let mut rows = vec![head.map(str::to_owned)];
    rows.extend(report.communities.iter().map(row));
    let widths: Vec<usize> = (0..head.len())
        .map(|nth| {
            rows.iter()
                .map(|row| row[nth].chars().count())
                .max()
                .unwrap_or_default()
        })
        .collect();
    let mut text = format!("As of {}, by rules {}.\n\n", report.as_of, report.rules);
    for row in &rows {
        let (name, numbers) = row
            .split_first()
            .expect("the first column is the community");
        let mut line = format!("{name:<width$}", width = widths[0]);
        for (number, width) in numbers.iter().zip(&widths[1..]) {
            line.push_str(&format!("  {number:>width$}"));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text.push_str(&does_not_say(report));
    text
}

fn row(community: &CommunityReport) -> [String; 11] {
    let Measures {
        participation,
        concentration,
    } = &community.measures;
    let level = |count: fn(&Participation) -> usize| match participation.status.value() {
        Some(value) => count(value).to_string(),
        None => "-".to_owned(),
    };
    [
        format!("{} ({})", community.name, community.id),
        community.members.to_string(),
        community.facilitators.to_string(),
        level(|value| value.core),
        level(|value| value.active),
        level(|value| value.occasional),
        level(|value| value.peripheral),
        level(|value| value.not_seen),
        level(|value| value.new),
        level(|value| value.transactional),
        match concentration.status.value() {
            Some(value) => format!("{} of {}", value.absence_factor, value.people),
            None => "-".to_owned(),
        },
    ]
}

/// A number never stands without the sentence of what it does not say.
fn does_not_say(report: &Report) -> String {
    let mut sentences = BTreeMap::new();
    for community in &report.communities {
        let Measures {
            participation,
            concentration,
        } = &community.measures;
        sentences.insert("Core to Outside", participation.does_not_say);
        sentences.insert("Half from", concentration.does_not_say);
    }
    let mut text = String::new();
    if !sentences.is_empty() {
        text.push_str("\nWhat this does not say:\n");
    }
    for (columns, sentence) in sentences {
        text.push_str(&format!("{columns}: {sentence}\n"));
    }
    text
}
