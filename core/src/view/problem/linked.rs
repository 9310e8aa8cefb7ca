//! What a problem is linked with, shown on it: what was said of it, what came of it, what it is about.

use serde::Serialize;

use crate::activity::{JournalQuestion, Reference};
use crate::id::{ActivityId, ContributionId, EventId, PersonId};
use crate::order::ordered;
use crate::sorted::SortedSet;
use crate::talk::{Mark, Meaning, Reframing, Root, Thread};
use crate::time::Timestamp;
use crate::view::concern::{answers, concerns_that};
use crate::view::link::{connections, evidence, link, reception, summaries};
use crate::view::practice::{artefacts_that, uses};
use crate::view::value::reports;
use crate::view::{
    ArtefactLine, ConcernAnswerView, ConcernLine, ConnectionView, EvidenceView, LinkView,
    PersonView, ReceptionView, Seen, SummaryView, UseView, ValueLine,
};

/// What a problem is linked with, and what was said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProblemLinks {
    /// Where a resource is; where an announcement was first told.
    pub link: Option<String>,
    /// What a concern is about; the artefact that a resource is.
    pub about: Option<LinkView>,
    /// What prompted a part of a journal.
    pub question: Option<JournalQuestion>,
    /// How it was put anew, the first time first.
    pub reframings: Vec<ReframingView>,
    /// What became of a concern, the first answer first.
    pub answers: Vec<ConcernAnswerView>,
    /// What it came to, the latest word first.
    pub summaries: Vec<SummaryView>,
    /// What changed how somebody sees it, the first word first.
    pub insights: Vec<InsightView>,
    /// What it rests on: the problem itself first, then its turns.
    pub evidence: Vec<EvidenceView>,
    /// The artefacts that came from it.
    pub artefacts: Vec<ArtefactLine>,
    /// Where those were used, and what was used here, the latest first.
    pub uses: Vec<UseView>,
    /// What came of it, of its turns and of the artefacts from it, the latest first.
    pub value: Vec<ValueLine>,
    /// Where it was taken up: none where it is not marked as a solution.
    pub adoption: Option<AdoptionView>,
    /// What it is connected with, the latest first.
    pub connections: Vec<ConnectionView>,
    /// What is doubted about it and what was said on it.
    pub concerns: Vec<ConcernLine>,
    /// The meetings that are about it, by when they were planned to be.
    pub events: Vec<ProblemEvent>,
    /// How it was received.
    pub reception: ReceptionView,
    /// Whether the one who looks may put it anew.
    pub may_reframe: bool,
}

/// A problem as it was put anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReframingView {
    /// The activity that says so.
    pub activity: ActivityId,
    /// Who put it so.
    pub by: Option<PersonView>,
    /// When.
    pub at: Timestamp,
    /// As it was put.
    pub statement: Option<String>,
    /// Who sees it so too, by name.
    pub confirmed_by: Vec<PersonView>,
}

/// Somebody's word that something changed how they see a problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InsightView {
    /// The activity that says so.
    pub activity: ActivityId,
    /// What changed it: the problem itself, or a turn.
    pub about: ContributionId,
    /// Who.
    pub by: PersonView,
    /// When.
    pub at: Timestamp,
}

/// Where a solution was taken up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AdoptionView {
    /// The uses of artefacts that came from it, the latest first.
    pub uses: Vec<UseView>,
    /// The reports that it was put to use, or made a difference, the latest first.
    pub value: Vec<ValueLine>,
}

/// A meeting that is about a problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProblemEvent {
    /// Which.
    pub id: EventId,
    /// What it is called.
    pub title: String,
    /// When it was planned to be, the first time of a series.
    pub starts_at: Timestamp,
    /// Whether it was called off.
    pub is_cancelled: bool,
}

pub(super) fn links(seen: &Seen<'_>, id: &ContributionId, thread: &Thread) -> ProblemLinks {
    let membership = &seen.community.membership;
    let is_me = |person: &PersonId| Some(person) == seen.by;
    let may_reframe = seen.by.is_some_and(|person| membership.is_member(person))
        && thread.root == Root::Problem
        && !thread.is_retracted
        && (thread.people().any(is_me) || seen.by.is_some_and(|person| membership.holds(person)));
    let from_it: SortedSet<ContributionId> = seen
        .community
        .fabric
        .practice
        .artefacts()
        .filter(|(_, artefact)| artefact.thread.as_ref() == Some(id))
        .map(|(artefact, _)| artefact.clone())
        .collect();
    let uses = uses(seen, |artefact, context| {
        let is_here = context.and_then(Reference::contribution) == Some(id);
        is_here || from_it.contains(artefact)
    });
    let value = reports(seen, |report| {
        let source = report.source.contribution();
        source.is_some_and(|source| stands_in(seen, source, id) || from_it.contains(source))
    });
    ProblemLinks {
        link: seen.text(thread.link),
        about: thread.about.as_ref().and_then(|about| link(seen, about)),
        question: thread.question,
        reframings: thread
            .reframings
            .iter()
            .map(|reframing| reframing_view(seen, reframing))
            .collect(),
        answers: answers(seen, &thread.answers),
        summaries: summaries(seen, &id.clone().into()),
        insights: insights(seen, id, thread),
        evidence: evidence_in(seen, id, thread),
        artefacts: artefacts_that(seen, |artefact| artefact.thread.as_ref() == Some(id)),
        adoption: adoption(thread, &from_it, &uses, &value, seen),
        uses,
        value,
        connections: connections(seen, id),
        concerns: concerns_that(seen, |concern| {
            let about = concern.about.as_ref().and_then(Reference::contribution);
            about.is_some_and(|about| stands_in(seen, about, id))
        }),
        events: events(seen, id),
        reception: reception(seen, &thread.reception),
        may_reframe,
    }
}

/// Whether a contribution is a thread's root or one of its turns.
fn stands_in(seen: &Seen<'_>, id: &ContributionId, root: &ContributionId) -> bool {
    seen.community.talk.root_of(id) == Some(root)
}

fn adoption(
    thread: &Thread,
    from_it: &SortedSet<ContributionId>,
    uses: &[UseView],
    value: &[ValueLine],
    seen: &Seen<'_>,
) -> Option<AdoptionView> {
    let is_solution = thread
        .meanings()
        .any(|meaning| meaning == Meaning::Solution);
    let is_from_it = |used: &&UseView| {
        let artefact = used.artefact.to.contribution();
        artefact.is_some_and(|artefact| from_it.contains(artefact))
    };
    let is_applied = |line: &&ValueLine| {
        let report = seen.community.fabric.value.report(&line.id);
        report.is_some_and(|report| report.is_applied() && !report.is_retracted)
    };
    is_solution.then(|| AdoptionView {
        uses: uses.iter().filter(is_from_it).cloned().collect(),
        value: value.iter().filter(is_applied).cloned().collect(),
    })
}

fn reframing_view(seen: &Seen<'_>, reframing: &Reframing) -> ReframingView {
    ReframingView {
        activity: reframing.activity,
        by: reframing.by.as_ref().map(|by| seen.person(by)),
        at: reframing.at,
        statement: seen.text(Some(reframing.statement)),
        confirmed_by: seen.by_name(&reframing.confirmed_by),
    }
}

fn insights(seen: &Seen<'_>, id: &ContributionId, thread: &Thread) -> Vec<InsightView> {
    let insight = |about: &ContributionId, (person, mark): (&PersonId, &Mark)| InsightView {
        activity: mark.activity,
        about: about.clone(),
        by: seen.person(person),
        at: mark.at,
    };
    let mut found: Vec<InsightView> = Vec::new();
    let of_root = thread.reception.changed.iter();
    found.extend(of_root.map(|mark| insight(id, mark)));
    for said in &thread.turns {
        let of_turn = said.reception.changed.iter();
        found.extend(of_turn.map(|mark| insight(&said.turn.turn, mark)));
    }
    ordered(found, |a, b| (a.at, a.activity).cmp(&(b.at, b.activity)))
}

fn evidence_in(seen: &Seen<'_>, id: &ContributionId, thread: &Thread) -> Vec<EvidenceView> {
    let mut found: Vec<EvidenceView> = evidence(seen, id, &thread.evidence).collect();
    for said in &thread.turns {
        found.extend(evidence(seen, &said.turn.turn, &said.evidence));
    }
    found
}

fn events(seen: &Seen<'_>, problem: &ContributionId) -> Vec<ProblemEvent> {
    let about_it = seen
        .community
        .events
        .iter()
        .filter(|(_, event)| event.problem.as_ref() == Some(problem) || event.worked_on(problem))
        .map(|(id, event)| ProblemEvent {
            id: id.clone(),
            title: seen.text(event.title).unwrap_or_default(),
            starts_at: event.schedule.starts_at,
            is_cancelled: event.is_cancelled(),
        })
        .collect();
    ordered(about_it, |a: &ProblemEvent, b: &ProblemEvent| {
        (a.starts_at, &a.id).cmp(&(b.starts_at, &b.id))
    })
}
