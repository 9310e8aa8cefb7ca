//! What came of it: reports of value, and the stories that they add up to.

use serde::Serialize;

use super::link::{ReceptionView, link, reception};
use super::{LinkView, PersonView, Seen};
use crate::activity::{Beneficiary, Reference, Relation, Rung, ValueOutcome};
use crate::id::{ActivityId, ContributionId};
use crate::order::ordered;
use crate::time::Timestamp;
use crate::value::Report;

/// A report of what came of something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ValueLine {
    /// Which.
    pub id: ContributionId,
    /// The activity that says so.
    pub activity: ActivityId,
    /// By whose word.
    pub author: Option<PersonView>,
    /// When.
    pub at: Timestamp,
    /// How far it went.
    pub rung: Rung,
    /// What it did.
    pub outcome: ValueOutcome,
    /// For whom.
    pub beneficiary: Beneficiary,
    /// What it came from: none where the page does not hold it.
    pub source: Option<LinkView>,
    /// The earlier report that it goes on from.
    pub follows: Option<ContributionId>,
    /// The reports that go on from it.
    pub followed_by: Vec<ContributionId>,
    /// What backs it: a DOI, or the id of a guideline.
    pub evidence: Option<String>,
    /// The address of a DOI.
    pub evidence_address: Option<String>,
    /// What happened.
    pub text: Option<String>,
    /// Who saw that too, the first word first.
    pub confirmed_by: Vec<ConfirmationView>,
    /// How it was received.
    pub reception: ReceptionView,
    /// Whether the one who looks said so.
    pub is_mine: bool,
    /// Whether the one who looks may say that they saw it too.
    pub may_confirm: bool,
    /// Whether it was taken back, and is shown because somebody went on from it.
    pub is_retracted: bool,
}

/// Somebody's word that they saw it too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConfirmationView {
    /// The activity that says so.
    pub activity: ActivityId,
    /// Who.
    pub by: PersonView,
    /// When.
    pub at: Timestamp,
    /// How they know.
    pub relation: Relation,
}

/// Reports that go on from one another, the first one first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StoryView {
    /// The reports.
    pub reports: Vec<ValueLine>,
    /// Whether it tells how something was put to use and then made a difference.
    pub is_complete: bool,
}

/// All reports, the latest first.
#[must_use]
pub fn value(seen: &Seen<'_>) -> Vec<ValueLine> {
    reports(seen, |_| true)
}

/// The stories that reports add up to, the latest first.
#[must_use]
pub fn value_stories(seen: &Seen<'_>) -> Vec<StoryView> {
    seen.community
        .fabric
        .value
        .stories()
        .into_iter()
        .map(|story| StoryView {
            is_complete: story.is_complete(),
            reports: story
                .reports
                .into_iter()
                .map(|(id, report)| line(seen, id, report))
                .collect(),
        })
        .collect()
}

/// The reports on these sources, the latest first.
pub(super) fn reports_on(
    seen: &Seen<'_>,
    is_source: impl Fn(&Reference) -> bool,
) -> Vec<ValueLine> {
    reports(seen, |report| is_source(&report.source))
}

pub(super) fn reports(seen: &Seen<'_>, wanted: impl Fn(&Report) -> bool) -> Vec<ValueLine> {
    let found = seen
        .community
        .fabric
        .value
        .reports()
        .filter(|(_, report)| wanted(report))
        .map(|(id, report)| line(seen, id, report))
        .filter(|line| !line.is_retracted || !line.followed_by.is_empty())
        .collect();
    ordered(found, |a: &ValueLine, b: &ValueLine| {
        (b.at, &b.id).cmp(&(a.at, &a.id))
    })
}

fn line(seen: &Seen<'_>, id: &ContributionId, report: &Report) -> ValueLine {
    let is_mine = report.author.is_some() && report.author.as_ref() == seen.by;
    let may_confirm = seen.by.is_some_and(|person| {
        seen.community.membership.is_member(person)
            && !is_mine
            && !report.is_retracted
            && !report.confirmations.contains_key(person)
    });
    let confirmed_by = report
        .confirmations
        .iter()
        .map(|(person, confirmation)| ConfirmationView {
            activity: confirmation.activity,
            by: seen.person(person),
            at: confirmation.at,
            relation: confirmation.relation,
        })
        .collect();
    let followed_by = seen
        .community
        .fabric
        .value
        .reports()
        .filter(|(_, later)| !later.is_retracted && later.follows.as_ref() == Some(id))
        .map(|(later, _)| later.clone())
        .collect();
    let evidence = report.evidence.as_ref();
    ValueLine {
        id: id.clone(),
        activity: report.activity,
        author: report.author.as_ref().map(|author| seen.person(author)),
        at: report.at,
        rung: report.rung,
        outcome: report.outcome,
        beneficiary: report.beneficiary,
        source: link(seen, &report.source),
        follows: report.follows.clone(),
        followed_by,
        evidence: evidence.map(|source| source.as_str().to_owned()),
        evidence_address: evidence.and_then(crate::activity::Source::address),
        text: seen.text(report.text),
        confirmed_by: ordered(confirmed_by, |a: &ConfirmationView, b| {
            (a.at, a.activity).cmp(&(b.at, b.activity))
        }),
        reception: reception(seen, &report.reception),
        is_mine,
        may_confirm,
        is_retracted: report.is_retracted,
    }
}
