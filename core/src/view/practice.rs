//! What the community has learned: artefacts, where each came from, who used it and what came of it.

use serde::Serialize;

use super::concern::concerns_that;
use super::link::{connections, evidence, link, reception};
use super::value::reports_on;
use super::{
    ConcernLine, ConnectionView, EvidenceView, LinkView, PersonView, ReceptionView, Seen, ValueLine,
};
use crate::activity::{ArtefactForm, ArtefactState, Reference, Role};
use crate::id::{ActivityId, ContributionId, PersonId};
use crate::order::ordered;
use crate::practice::{Artefact, Review, Revision};
use crate::sorted::SortedSet;
use crate::talk::Root;
use crate::time::{CivilDate, Timestamp};

/// An artefact in one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArtefactLine {
    /// Which.
    pub id: ContributionId,
    /// The activity that brought it.
    pub activity: ActivityId,
    /// What it is.
    pub form: ArtefactForm,
    /// What it is called.
    pub title: String,
    /// Who wrote it first, the one who brought it first of all.
    pub authors: Vec<PersonView>,
    /// When it was last written.
    pub at: Timestamp,
    /// Which revision that was, from 1.
    pub revision: u32,
    /// The thread that it came from.
    pub thread: Option<LinkView>,
    /// The words it goes by.
    pub terms: Vec<String>,
    /// What the last review found.
    pub state: ArtefactState,
    /// When somebody last looked whether it still holds.
    pub reviewed_at: Option<Timestamp>,
    /// When somebody should look again.
    pub next_review: Option<CivilDate>,
    /// Whether that is today or was before.
    pub is_due: bool,
    /// How often somebody said that they used it.
    pub n_uses: usize,
    /// How many other than its authors used it.
    pub n_used_by_others: usize,
    /// How many reports tell what came of it.
    pub n_reports: usize,
    /// Whether it was taken back, and is shown because somebody worked with it.
    pub is_retracted: bool,
}

/// An artefact with its history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArtefactView {
    /// The artefact in one line.
    #[serde(flatten)]
    pub line: ArtefactLine,
    /// What it says.
    pub text: Option<String>,
    /// Where it is, when it is kept elsewhere.
    pub link: Option<String>,
    /// Those who took part in the thread that it came from, by name.
    pub thread_people: Vec<PersonView>,
    /// How it was written and written anew, the latest first.
    pub revisions: Vec<RevisionView>,
    /// Who looked whether it still holds, the latest first.
    pub reviews: Vec<ReviewView>,
    /// What it rests on, in the order in which it was cited.
    pub evidence: Vec<EvidenceView>,
    /// Who used it, the latest first.
    pub uses: Vec<UseView>,
    /// What came of it, the latest first.
    pub value: Vec<ValueLine>,
    /// Where it was shared, the latest first.
    pub shared: Vec<LinkView>,
    /// What it is connected with, the latest first.
    pub connections: Vec<ConnectionView>,
    /// What is doubted about it.
    pub concerns: Vec<ConcernLine>,
    /// Whom it changed how they see it, by name.
    pub changed: Vec<PersonView>,
    /// How it was received.
    pub reception: ReceptionView,
    /// Whether the one who looks wrote it, at first or anew.
    pub is_mine: bool,
    /// Whether the one who looks may write it anew, use it and say what came of it.
    pub may_use: bool,
    /// Whether the one who looks may say whether it still holds.
    pub may_review: bool,
}

/// An artefact as it was written once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RevisionView {
    /// The activity that wrote it.
    pub activity: ActivityId,
    /// Which one, from 1.
    pub revision: u32,
    /// Who wrote it.
    pub author: Option<PersonView>,
    /// When.
    pub at: Timestamp,
    /// What it was called.
    pub title: Option<String>,
    /// What it said.
    pub text: Option<String>,
    /// Where it was.
    pub link: Option<String>,
    /// What was changed, and why.
    pub note: Option<String>,
}

/// A look whether an artefact still holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReviewView {
    /// The activity that says so.
    pub activity: ActivityId,
    /// Who looked.
    pub by: Option<PersonView>,
    /// When.
    pub at: Timestamp,
    /// What they found.
    pub state: ArtefactState,
    /// When somebody should look again.
    pub next_review: Option<CivilDate>,
    /// In words.
    pub note: Option<String>,
}

/// A time that somebody used an artefact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UseView {
    /// The activity that says so.
    pub activity: ActivityId,
    /// What was used.
    pub artefact: LinkView,
    /// Who used it.
    pub by: Option<PersonView>,
    /// When they said so.
    pub at: Timestamp,
    /// In which thread or meeting; none for their own practice.
    pub context: Option<LinkView>,
    /// What happened.
    pub note: Option<String>,
}

/// All artefacts: what is current first, what is retired last, and the one written last first within.
#[must_use]
pub fn artefacts(seen: &Seen<'_>) -> Vec<ArtefactLine> {
    artefacts_that(seen, |_| true)
}

/// The artefacts at which somebody should look today whether they still hold, the longest wait first.
#[must_use]
pub fn due_for_review(seen: &Seen<'_>) -> Vec<ArtefactLine> {
    let due = seen.community.fabric.practice.due(seen.now.date_utc());
    let due = due.map(|(id, artefact)| line(seen, id, artefact)).collect();
    ordered(due, |a: &ArtefactLine, b: &ArtefactLine| {
        (a.next_review, &a.id).cmp(&(b.next_review, &b.id))
    })
}

pub(super) fn artefacts_that(
    seen: &Seen<'_>,
    wanted: impl Fn(&Artefact) -> bool,
) -> Vec<ArtefactLine> {
    let found = seen
        .community
        .fabric
        .practice
        .artefacts()
        .filter(|(_, artefact)| !artefact.is_retracted && wanted(artefact))
        .map(|(id, artefact)| line(seen, id, artefact))
        .collect();
    ordered(found, |a: &ArtefactLine, b: &ArtefactLine| {
        (a.state, b.at, &b.id).cmp(&(b.state, a.at, &a.id))
    })
}

/// An artefact with its history: none where there is no such artefact.
#[must_use]
pub fn artefact(seen: &Seen<'_>, id: &ContributionId) -> Option<ArtefactView> {
    let artefact = seen.community.fabric.practice.artefact(id)?;
    if !artefact.is_shown() {
        return None;
    }
    let talk = &seen.community.talk;
    let membership = &seen.community.membership;
    let is_it = |reference: &Reference| reference.contribution() == Some(id);
    let thread = artefact
        .thread
        .as_ref()
        .and_then(|thread| talk.thread(thread));
    let is_mine = seen.by.is_some_and(|person| artefact.is_by(person));
    let is_member = seen.by.is_some_and(|person| membership.is_member(person));
    let looks_after = seen.by.is_some_and(|person| {
        membership.holds(person) || membership.has_role(person, Role::Curator)
    });
    let latest = artefact.latest();
    Some(ArtefactView {
        text: seen.text(latest.and_then(|latest| latest.text)),
        link: seen.text(latest.and_then(|latest| latest.link)),
        thread_people: thread.map_or_else(Vec::new, |thread| seen.by_name(thread.people())),
        revisions: artefact
            .revisions
            .iter()
            .rev()
            .map(|revision| revision_view(seen, revision))
            .collect(),
        reviews: artefact
            .reviews
            .iter()
            .rev()
            .map(|review| review_view(seen, review))
            .collect(),
        evidence: evidence(seen, id, &artefact.evidence).collect(),
        uses: uses(seen, |other, _| other == id),
        value: reports_on(seen, is_it),
        shared: shared(seen, is_it),
        connections: connections(seen, id),
        concerns: concerns_that(seen, |thread| thread.about.as_ref().is_some_and(is_it)),
        changed: seen.by_name(artefact.reception.changed.keys()),
        reception: reception(seen, &artefact.reception),
        is_mine,
        may_use: is_member && !artefact.is_retracted && artefact.state() != ArtefactState::Retired,
        may_review: is_member && !artefact.is_retracted && (is_mine || looks_after),
        line: line(seen, id, artefact),
    })
}

fn line(seen: &Seen<'_>, id: &ContributionId, artefact: &Artefact) -> ArtefactLine {
    let latest = artefact.latest();
    let is_it = |reference: &Reference| reference.contribution() == Some(id);
    let reports = seen.community.fabric.value.reports();
    let thread = artefact.thread.as_ref();
    let users: SortedSet<PersonId> = artefact
        .uses
        .iter()
        .filter_map(|used| used.by.clone())
        .filter(|person| !artefact.is_by(person))
        .collect();
    ArtefactLine {
        id: id.clone(),
        activity: artefact.activity,
        form: artefact.form,
        title: seen
            .text(latest.and_then(|latest| latest.title))
            .unwrap_or_default(),
        authors: artefact
            .authors
            .iter()
            .map(|author| seen.person(author))
            .collect(),
        at: latest.map_or(seen.community.founded_at, |latest| latest.at),
        revision: latest.map_or(0, |latest| latest.revision),
        thread: thread.and_then(|thread| link(seen, &thread.clone().into())),
        terms: artefact.terms.iter().map(ToString::to_string).collect(),
        state: artefact.state(),
        reviewed_at: artefact.reviews.last().map(|review| review.at),
        next_review: artefact.next_review(),
        is_due: artefact.is_due(seen.now.date_utc()),
        n_uses: artefact.uses.len(),
        n_used_by_others: users.len(),
        n_reports: reports
            .filter(|(_, report)| !report.is_retracted && is_it(&report.source))
            .count(),
        is_retracted: artefact.is_retracted,
    }
}

/// The uses of these artefacts in these contexts, the latest first.
pub(super) fn uses(
    seen: &Seen<'_>,
    wanted: impl Fn(&ContributionId, Option<&Reference>) -> bool,
) -> Vec<UseView> {
    let mut found = Vec::new();
    for (id, artefact) in seen.community.fabric.practice.artefacts() {
        for used in &artefact.uses {
            if wanted(id, used.context.as_ref())
                && let Some(artefact) = link(seen, &id.clone().into())
            {
                found.push(UseView {
                    activity: used.activity,
                    artefact,
                    by: used.by.as_ref().map(|by| seen.person(by)),
                    at: used.at,
                    context: used
                        .context
                        .as_ref()
                        .and_then(|context| link(seen, context)),
                    note: seen.text(used.note),
                });
            }
        }
    }
    ordered(found, |a, b| (b.at, b.activity).cmp(&(a.at, a.activity)))
}

/// Where an artefact was shared.
fn shared(seen: &Seen<'_>, is_it: impl Fn(&Reference) -> bool) -> Vec<LinkView> {
    let threads = seen.community.talk.threads();
    let shared = threads
        .filter(|(_, thread)| {
            thread.root == Root::Resource
                && !thread.is_retracted
                && thread.about.as_ref().is_some_and(&is_it)
        })
        .collect();
    ordered(shared, |(a_id, a), (b_id, b)| {
        (b.at, b_id).cmp(&(a.at, a_id))
    })
    .into_iter()
    .filter_map(|(id, _)| link(seen, &id.clone().into()))
    .collect()
}

fn revision_view(seen: &Seen<'_>, revision: &Revision) -> RevisionView {
    RevisionView {
        activity: revision.activity,
        revision: revision.revision,
        author: revision.author.as_ref().map(|author| seen.person(author)),
        at: revision.at,
        title: seen.text(revision.title),
        text: seen.text(revision.text),
        link: seen.text(revision.link),
        note: seen.text(revision.note),
    }
}

fn review_view(seen: &Seen<'_>, review: &Review) -> ReviewView {
    ReviewView {
        activity: review.activity,
        by: review.by.as_ref().map(|by| seen.person(by)),
        at: review.at,
        state: review.state,
        next_review: review.next_review,
        note: seen.text(review.note),
    }
}
