//! The report: the measures of each community at a moment, as JSON, as a table for a spreadsheet, or to read.

mod rows;
mod text;
mod tree;

use std::collections::BTreeSet;
use std::io;

use cop_core::Model;
use cop_core::activity::Role;
use cop_core::community::Community;
use cop_core::id::CommunityId;
use cop_core::measure::{Live, Measures, RULES, disclosure};
use cop_core::time::Timestamp;
use serde::Serialize;
use thiserror::Error;

use crate::measures;
use crate::store::{Store, StoreError};
use crate::zones;

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// To read, in lines of at most a hundred characters.
    Text,
    /// One JSON document.
    Json,
    /// One long table for a spreadsheet, with a row for each number.
    Csv,
}

/// What a report is to say.
#[derive(Debug, Clone)]
pub struct Scope {
    /// Of one community only.
    pub community: Option<CommunityId>,
    /// As of when: what happened later is left out.
    pub as_of: Timestamp,
    /// Without suppression and rounding.
    pub is_raw: bool,
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

/// Makes a report.
///
/// # Errors
/// [`ReportError::NoSuchCommunity`] where a community is asked for that was not there then.
pub fn report(store: &Store, scope: &Scope) -> Result<Report, ReportError> {
    let (model, live) = as_of(store, scope.as_of)?;
    let publisher = match scope.is_raw {
        true => None,
        false => Some(measures::published(store, scope.as_of)?),
    };
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
        let name = names.text(community.frame.purpose.name);
        Some(CommunityReport {
            id: community.id.clone(),
            name: name.unwrap_or(community.id.as_str()).to_owned(),
            members: community.membership.members.len(),
            facilitators: community.membership.with_role(Role::Facilitator).count(),
            measures: match &publisher {
                None => live.measures(&community.id)?,
                Some(publisher) => {
                    let published = publisher.published(&community.id);
                    disclosure::shown(live.measures(&community.id)?, published)
                }
            },
        })
    };
    Ok(Report {
        as_of: scope.as_of,
        rules: RULES.version,
        communities: communities.iter().filter_map(of).collect(),
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
        Format::Csv => rows::write(&report, &mut out).map_err(io::Error::from)?,
        Format::Text => out.write_all(text::written(&report, scope).as_bytes())?,
    }
    out.flush()?;
    Ok(())
}

/// The state of everything at a moment, and the measures of it.
fn as_of(store: &Store, as_of: Timestamp) -> Result<(Model, Live), StoreError> {
    // What was said later of an activity holds for every moment before.
    let (now, head) = store.fold()?;
    let amendments = now.amendments();
    let mut model = Model::default();
    let mut live = Live::knowing(amendments.clone(), as_of, zones::day);
    measures::each(store, head, |recorded| {
        if recorded.activity.at <= as_of
            && !recorded.activity.what.is_amendment()
            && let Some(activity) = amendments.counted(&recorded.activity)
        {
            let evolved = model.evolve(&activity);
            debug_assert_eq!(evolved, cop_core::Evolved::Done);
        }
        live.recount(recorded.position, &recorded.activity);
    })?;
    Ok((model, live))
}
