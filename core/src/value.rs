//! What came of it: reports of value, who confirms them, and the stories that they add up to.

mod report;
mod story;

use serde::Serialize;

use crate::activity::{Activity, Kind, Reference, Source, ValueReport};
use crate::command::{Command, Intent, NewReport};
use crate::community::{Community, Referent, Woven};
use crate::decision::{Decision, Draft};
use crate::id::{ContributionId, PersonId};
use crate::order::ordered;
use crate::reads;
use crate::refusal::Refusal;
use crate::sorted::{SortedMap, SortedSet};
use crate::talk::received;
use crate::text::{Field, TextRef};

pub use report::{Confirmation, Report};
pub use story::Story;

/// The reports of what came of something.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Value {
    /// Reports, by id.
    reports: SortedMap<ContributionId, Report>,
}

reads!(Value { reports });

impl Value {
    /// A report by its id.
    #[must_use]
    pub fn report(&self, id: &ContributionId) -> Option<&Report> {
        self.reports.get(id)
    }

    /// All reports, by id.
    pub fn reports(&self) -> impl Iterator<Item = (&ContributionId, &Report)> {
        self.reports.iter()
    }

    pub(crate) fn decide(
        &self,
        community: &Community,
        intent: &Intent,
    ) -> Result<Decision, Refusal> {
        community.membership.must_be_member(&intent.by)?;
        let mut draft = Draft::new(intent);
        match &intent.command {
            Command::ReportValue(new) => report_value(community, new, &mut draft)?,
            Command::ConfirmValue { report, relation } => {
                let held = must_be_report(community, report)?;
                if held.author.as_ref() == Some(&intent.by) {
                    return Err(Refusal::OwnContribution);
                }
                if !held.confirmations.contains_key(&intent.by) {
                    draft.record(Kind::ValueConfirmed {
                        report: report.clone(),
                        relation: *relation,
                    });
                }
            }
            _ => unreachable!("the community hands over what is about value only"),
        }
        draft.done()
    }

    pub(crate) fn evolve(&mut self, activity: &Activity) {
        let about = match &activity.what {
            Kind::ValueReported(report) => {
                self.reports
                    .get_or_insert_with(&report.report, || Report::new(activity, report));
                return;
            }
            Kind::ValueConfirmed { report, .. } => Some(report),
            what => received(what).and_then(Reference::contribution),
        };
        if let Some(report) = about.and_then(|id| self.reports.get_mut(id)) {
            report.evolve(activity);
        }
    }

    /// Marks the report that an activity made as taken back.
    pub(crate) fn bury(&mut self, activity: &Activity) {
        self.evolve(activity);
        if let Kind::ValueReported(report) = &activity.what
            && let Some(report) = self.reports.get_mut(&report.report)
        {
            report.bury();
        }
    }

    /// The newest reports and those that are near.
    pub(crate) fn excerpt(
        &self,
        person: Option<&PersonId>,
        n_newest: usize,
        near: &SortedSet<ContributionId>,
    ) -> Value {
        let newest = ordered(self.reports.iter().collect(), |(a_id, a), (b_id, b)| {
            (b.at, b_id).cmp(&(a.at, a_id))
        });
        let reports = newest
            .into_iter()
            .enumerate()
            .filter(|(nth, (id, _))| *nth < n_newest || near.contains(*id))
            .map(|(_, (id, report))| {
                let reception = report.reception.excerpt(person);
                let report = Report {
                    reception,
                    ..report.clone()
                };
                (id.clone(), report)
            })
            .collect();
        Value { reports }
    }

    pub(crate) fn people(&self, people: &mut SortedSet<PersonId>) {
        for report in self.reports.values() {
            people.extend(report.author.clone());
            people.extend(report.confirmations.keys().cloned());
        }
    }

    pub(crate) fn texts(&self, texts: &mut Vec<TextRef>) {
        texts.extend(self.reports.values().filter_map(|report| report.text));
    }
}

fn must_be_report<'a>(
    community: &'a Community,
    id: &'a ContributionId,
) -> Result<&'a Report, Refusal> {
    match community.find_contribution(id)? {
        Referent::Woven(Woven::Report(report)) => Ok(report),
        _ => Err(Refusal::NoSuchContribution),
    }
}

fn report_value(
    community: &Community,
    new: &NewReport,
    draft: &mut Draft<'_>,
) -> Result<(), Refusal> {
    let report = draft.ids.contribution();
    match community.said_or_met(&new.source)? {
        Referent::Thread(..)
        | Referent::Turn(..)
        | Referent::Woven(Woven::Artefact(..))
        | Referent::Event(..) => {}
        Referent::Summary(_) | Referent::Woven(Woven::Report(_)) | Referent::Person(_) => {
            return Err(Refusal::NoSuchContribution);
        }
    }
    if let Some(follows) = &new.follows {
        must_be_report(community, follows)?;
    }
    let evidence = match new.evidence.as_deref().map(str::trim) {
        Some(typed) if !typed.is_empty() => {
            Some(Source::from_typed(typed).ok_or(Refusal::SourceFormat)?)
        }
        Some(_) | None => None,
    };
    let text = draft.optional_text(Field::Text, new.text.as_deref())?;
    draft.record(Kind::ValueReported(ValueReport {
        report,
        rung: new.rung,
        outcome: new.outcome,
        source: new.source.clone(),
        beneficiary: new.beneficiary,
        follows: new.follows.clone(),
        evidence,
        text,
    }));
    Ok(())
}

#[cfg(test)]
mod tests;
