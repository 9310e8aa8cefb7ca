//! What people say came of something, and who saw it too.

use std::collections::BTreeMap;

use super::super::interner::Table;
use super::super::stored::stored;
use super::practice::keep;
use super::{Deed, Names, Thing};
use crate::activity::{Basis, Kind, Rung, ValueOutcome};
use crate::time::CivilDate;

/// What people say came of something, and who saw it too.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Reports {
    /// Reports, by position.
    pub(in super::super) all: BTreeMap<u64, ReportHere>,
    /// By number of the report, who saw it too, by position.
    confirmed: Table<u32, BTreeMap<u64, Option<u32>>>,
}

stored!(Reports { all, confirmed });

/// What somebody said came of something.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct ReportHere {
    /// Which report.
    pub(in super::super) report: u32,
    /// Who said so.
    pub(in super::super) who: Option<u32>,
    /// On which day.
    pub(in super::super) day: CivilDate,
    /// How far it went.
    pub(in super::super) rung: Rung,
    /// What it did.
    pub(in super::super) outcome: ValueOutcome,
    /// What it came from.
    pub(in super::super) source: Thing,
    /// The report that it goes on from.
    pub(in super::super) follows: Option<u32>,
    /// The source of evidence that backs it.
    pub(in super::super) evidence: Option<u32>,
    /// How it is known.
    pub(in super::super) basis: Basis,
}

stored!(ReportHere {
    report,
    who,
    day,
    rung,
    outcome,
    source,
    follows,
    evidence,
    basis
});

impl Reports {
    /// Whether somebody else saw it too.
    pub(in super::super) fn is_confirmed(&self, report: &ReportHere) -> bool {
        let confirmed = self.confirmed.get(&report.report);
        confirmed.is_some_and(|by| by.values().any(|who| who.is_some() && *who != report.who))
    }

    pub(super) fn count(&mut self, names: &mut Names, deed: &Deed<'_>, sign: i64) {
        match &deed.activity.what {
            Kind::ValueReported(report) => {
                let report = ReportHere {
                    report: names.contribution(&report.report),
                    who: deed.who,
                    day: deed.day,
                    rung: report.rung,
                    outcome: report.outcome,
                    source: names.thing(&report.source),
                    follows: report.follows.as_ref().map(|id| names.contribution(id)),
                    evidence: report.evidence.as_ref().map(|cited| names.source(cited)),
                    basis: deed.activity.basis,
                };
                keep(&mut self.all, deed, report, sign);
            }
            Kind::ValueConfirmed { report, .. } => {
                let report = names.contribution(report);
                let by = self.confirmed.entry(report).or_default();
                keep(by, deed, deed.who, sign);
                if by.is_empty() {
                    self.confirmed.remove(&report);
                }
            }
            _ => {}
        }
    }
}
