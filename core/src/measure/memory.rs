//! M14: what the community remembers.
//!
//! After Walsh and Ungson 1991 (organisational memory) and, for the path of evidence, Graham et al. 2006 (knowledge to
//! action). How many artefacts there are is no measure of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::history::{Act, History, basis};
use super::live::{Here, Thing};
use super::number::median;
use super::{
    Live, Measure, NOTHING_LOGGED, Name, Provenance, RULES, Ratio, Sentence, Share, Status, Window,
    thinking_together,
};
use crate::activity::{
    ArtefactDraft, ArtefactForm, ArtefactState, Kind, Reference, Rung, Source, ValueOutcome,
};
use crate::id::{ActivityId, ContributionId, PersonId};
use crate::time::{CivilDate, Timestamp};

/// What the community keeps, and whether it comes back to it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Memory {
    /// Artefacts that somebody other than an author used, reported to have put to use or linked to another thread
    /// within 180 days, of those that are as old.
    pub used_by_others: Share,
    /// Artefacts whose next review lies ahead, of those that were not retired.
    pub current: Share,
    /// Artefacts that were not retired and that nobody ever reviewed: they are not current.
    pub never_reviewed: u64,
    /// Problems that were worked through and then quiet for 30 days, and of them those with a summary or an artefact.
    pub harvested: Share,
    /// Problems of the window, at least 14 days old, and of them those that were linked to an older artefact by then.
    pub remembered: Share,
    /// How far the evidence that was cited has come.
    pub evidence_path: EvidencePath,
}

/// How far evidence has come, in different sources. One may have skipped a step.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct EvidencePath {
    /// Sources on which something here rests.
    pub cited: u64,
    /// Those of them that were put to use, by themselves or in an artefact that cites them.
    pub tried: u64,
    /// Those of them of which somebody said that it made a difference, for better or worse.
    pub difference: u64,
    /// Those of them that a protocol cites.
    pub adopted: u64,
    /// Days from being cited to being tried, the median; none for fewer cases than the rules ask for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_to_trial: Option<Ratio>,
}

/// When each source was first cited and first tried, and which made a difference and were adopted.
struct Path<S> {
    cited: BTreeMap<S, CivilDate>,
    tried: BTreeMap<S, CivilDate>,
    difference: BTreeSet<S>,
    adopted: BTreeSet<S>,
}

/// What the community remembers, by the plain definition.
#[must_use]
pub fn batch(history: &History<'_>) -> Measure<Memory> {
    let drafts = drafts(history);
    let mut value = Memory {
        harvested: harvested(history, &drafts),
        remembered: remembered(history, &drafts),
        evidence_path: evidence_path(history, &drafts),
        ..Memory::default()
    };
    for (artefact, (drafted, draft)) in &drafts {
        if drafted.day.days_until(history.today) >= RULES.artefact_days {
            value.used_by_others.den += 1;
            let mut acts = history.acts.iter();
            let is_used = acts.any(|act| is_use_by_other(act, artefact, drafted, draft));
            value.used_by_others.num += u64::from(is_used);
        }
        let reviews = history.acts.iter().rev();
        let mut reviews = reviews.filter_map(|act| match &act.activity.what {
            Kind::ArtefactReviewed {
                artefact: reviewed,
                state,
                next_review,
                ..
            } if reviewed == *artefact => Some((*state, *next_review)),
            _ => None,
        });
        value.count_review(reviews.next(), history.today);
    }
    let (basis, people) = basis(history.acts.iter().filter(is_about_artefact));
    told(value, history.as_of, history.today, basis, people)
}

type Drafts<'a> = BTreeMap<&'a ContributionId, (&'a Act<'a>, &'a ArtefactDraft)>;

/// Artefacts that are there, with how each was first drafted.
fn drafts<'a>(history: &'a History<'_>) -> Drafts<'a> {
    let mut drafts = Drafts::new();
    for act in &history.acts {
        if let Kind::ArtefactDrafted(draft) = &act.activity.what {
            drafts.entry(&draft.artefact).or_insert((act, draft));
        }
    }
    drafts
}

fn is_about_artefact(act: &&Act<'_>) -> bool {
    matches!(
        act.activity.what,
        Kind::ArtefactDrafted(_)
            | Kind::ArtefactReviewed { .. }
            | Kind::ArtefactUsed { .. }
            | Kind::EvidenceCited { .. }
    )
}

/// Whether somebody who did not write an artefact used it soon enough. A link counts from any thread but the one
/// that the artefact came from.
fn is_use_by_other(
    act: &Act<'_>,
    artefact: &ContributionId,
    drafted: &Act<'_>,
    draft: &ArtefactDraft,
) -> bool {
    let is_use = match &act.activity.what {
        Kind::ArtefactUsed { artefact: used, .. } => used == artefact,
        Kind::ValueReported(report) => {
            report.rung >= Rung::Applied && report.source.contribution() == Some(artefact)
        }
        Kind::Connected { from, to, .. } => {
            to.contribution() == Some(artefact) && draft.thread.as_ref() != Some(from)
        }
        Kind::ResourceShared {
            artefact: shared, ..
        } => shared.as_ref() == Some(artefact),
        _ => false,
    };
    let is_other = |by: &PersonId| !draft.authors.contains(by) && drafted.by() != Some(by);
    is_use && act.by().is_some_and(is_other) && is_in_time(drafted.day, act.day)
}

fn is_in_time(drafted: CivilDate, used: CivilDate) -> bool {
    (0..=RULES.artefact_days).contains(&drafted.days_until(used))
}

/// In which thread each turn that counts was taken.
fn threads<'a>(history: &'a History<'_>) -> BTreeMap<&'a ContributionId, &'a ContributionId> {
    let turns = history.acts.iter();
    let turns = turns.filter_map(|act| match &act.activity.what {
        Kind::Replied(turn) => Some((&turn.turn, &turn.thread)),
        _ => None,
    });
    turns.collect()
}

fn harvested(history: &History<'_>, drafts: &Drafts<'_>) -> Share {
    let threads = threads(history);
    let summaries = history.acts.iter();
    let summaries = summaries.filter_map(|act| match &act.activity.what {
        Kind::Summarised { of, .. } => of.contribution(),
        _ => None,
    });
    let drafted = drafts
        .values()
        .filter_map(|(_, draft)| draft.thread.as_ref());
    let kept = summaries.chain(drafted);
    let kept: BTreeSet<&ContributionId> = kept
        .map(|id| threads.get(id).copied().unwrap_or(id))
        .collect();
    let mut share = Share::default();
    for episode in thinking_together::episodes(history) {
        let quiet = history.day(episode.last_at).days_until(history.today);
        if episode.grade >= 1 && quiet >= RULES.harvest_days {
            share.den += 1;
            share.num += u64::from(kept.contains(&episode.problem));
        }
    }
    share
}

fn remembered(history: &History<'_>, drafts: &Drafts<'_>) -> Share {
    let threads = threads(history);
    let mut share = Share::default();
    for raised in history.recent() {
        let Kind::ProblemRaised { problem, .. } = &raised.activity.what else {
            continue;
        };
        if raised.day.days_until(history.today) < RULES.answer_days {
            continue;
        }
        share.den += 1;
        let mut acts = history.acts.iter();
        let is_remembered = acts.any(|act| {
            let (artefact, within) = match &act.activity.what {
                Kind::ArtefactUsed {
                    artefact,
                    context: Some(Reference::Contribution(context)),
                    ..
                } => (artefact, context),
                Kind::Connected {
                    from,
                    to: Reference::Contribution(to),
                    ..
                } => (to, from),
                _ => return false,
            };
            let thread = threads.get(within).copied().unwrap_or(within);
            let is_older = drafts
                .get(artefact)
                .is_some_and(|(drafted, _)| drafted.activity.at < raised.activity.at);
            thread == problem && is_older && is_soon(raised.day, act.day)
        });
        share.num += u64::from(is_remembered);
    }
    share
}

fn is_soon(raised: CivilDate, linked: CivilDate) -> bool {
    (0..=RULES.answer_days).contains(&raised.days_until(linked))
}

fn evidence_path(history: &History<'_>, drafts: &Drafts<'_>) -> EvidencePath {
    let mut path = Path::<&Source>::new();
    let mut rests_on: BTreeMap<&ContributionId, BTreeSet<&Source>> = BTreeMap::new();
    for act in &history.acts {
        match &act.activity.what {
            Kind::EvidenceCited { by, source } => {
                path.cite(source, act.day);
                if let Some(by) = by.contribution().filter(|by| drafts.contains_key(by)) {
                    rests_on.entry(by).or_default().insert(source);
                }
            }
            Kind::ArtefactDrafted(draft) => {
                for source in &draft.cites {
                    path.cite(source, act.day);
                    rests_on.entry(&draft.artefact).or_default().insert(source);
                }
            }
            _ => {}
        }
    }
    for act in &history.acts {
        if let Kind::ValueReported(report) = &act.activity.what {
            let about = report.source.contribution().and_then(|id| rests_on.get(id));
            for source in about.into_iter().flatten().copied().chain(&report.evidence) {
                path.report(source, report.rung, report.outcome, act.day);
            }
        }
    }
    for (artefact, (_, draft)) in drafts {
        if draft.form == ArtefactForm::Protocol {
            let sources = rests_on.get(artefact).into_iter().flatten();
            path.adopted.extend(sources.copied());
        }
    }
    path.told()
}

/// The activities behind its numbers.
pub(super) fn evidence(history: &History<'_>) -> Vec<(&'static str, Vec<ActivityId>)> {
    let ids = |is_behind: &dyn Fn(&Kind) -> bool| {
        let acts = history.acts.iter();
        let acts = acts.filter(|act| is_behind(&act.activity.what));
        acts.map(|act| act.activity.id).collect()
    };
    let worked_through = thinking_together::worked_through(history);
    let drafts = drafts(history);
    let used = history.acts.iter().filter(|act| {
        let mut drafts = drafts.iter();
        drafts.any(|(artefact, (drafted, draft))| is_use_by_other(act, artefact, drafted, draft))
    });
    vec![
        ("used_by_others", used.map(|act| act.activity.id).collect()),
        (
            "artefacts",
            history.ever_behind(|act| is_about_artefact(&act)),
        ),
        (
            "current",
            ids(&|kind| {
                matches!(
                    kind,
                    Kind::ArtefactDrafted(_) | Kind::ArtefactReviewed { .. }
                )
            }),
        ),
        (
            "harvested",
            history.ever_behind(|act| match &act.activity.what {
                Kind::Summarised { of, .. } => of.contribution().is_some(),
                Kind::ArtefactDrafted(draft) => draft.thread.is_some(),
                _ => worked_through.contains(&act.activity.id),
            }),
        ),
        (
            "remembered",
            ids(&|kind| match kind {
                Kind::ProblemRaised { .. } => true,
                Kind::ArtefactUsed { context, .. } => context.is_some(),
                Kind::Connected { to, .. } => {
                    to.contribution().is_some_and(|to| drafts.contains_key(to))
                }
                _ => false,
            }),
        ),
        (
            "evidence_path",
            ids(&|kind| match kind {
                Kind::EvidenceCited { .. } => true,
                Kind::ArtefactDrafted(draft) => !draft.cites.is_empty(),
                Kind::ValueReported(report) => report.rung >= Rung::Applied,
                _ => false,
            }),
        ),
    ]
}

pub(super) fn live(live: &Live, here: &Here) -> Measure<Memory> {
    let today = live.today(here);
    let practice = &here.practice;
    let mut value = Memory {
        harvested: harvested_live(live, here),
        remembered: remembered_live(here, today),
        evidence_path: evidence_path_live(here),
        ..Memory::default()
    };
    let mut put_to_use: BTreeMap<u32, Vec<(Option<u32>, CivilDate)>> = BTreeMap::new();
    for report in practice.reports.all.values() {
        if let (Thing::Contribution(source), true) = (report.source, report.rung >= Rung::Applied) {
            let reports = put_to_use.entry(source).or_default();
            reports.push((report.who, report.day));
        }
    }
    for (artefact, draft, known) in practice.drafted() {
        if draft.day.days_until(today) >= RULES.artefact_days {
            let uses = known.uses.values().map(|one| (one.who, one.day));
            let links = known.links.values();
            let links = links.filter(|link| link.within != draft.thread);
            let links = links.map(|one| (one.who, one.day));
            let reports = put_to_use.get(&artefact).into_iter().flatten().copied();
            let is_by_other =
                |who: Option<u32>| who.is_some_and(|who| !draft.authors.contains(&who));
            let is_used = uses
                .chain(links)
                .chain(reports)
                .any(|(who, day)| is_by_other(who) && is_in_time(draft.day, day));
            value.used_by_others.den += 1;
            value.used_by_others.num += u64::from(is_used);
        }
        value.count_review(known.last_review(), today);
    }
    let people = practice.people.len() as u64;
    told(value, live.as_of(), today, practice.basis, people)
}

fn harvested_live(live: &Live, here: &Here) -> Share {
    let practice = &here.practice;
    let drafted = practice.drafted().filter_map(|(_, draft, _)| draft.thread);
    let kept: BTreeSet<u32> = practice
        .summaries
        .values()
        .copied()
        .chain(drafted)
        .map(|id| practice.thread_of(id))
        .collect();
    let today = live.today(here);
    let mut share = Share::default();
    for episode in here.talk.episodes(live.names()) {
        let quiet = live.day(here, episode.last_at).days_until(today);
        if episode.grade >= 1 && quiet >= RULES.harvest_days {
            share.den += 1;
            share.num += u64::from(kept.contains(&episode.problem));
        }
    }
    share
}

fn remembered_live(here: &Here, today: CivilDate) -> Share {
    let practice = &here.practice;
    let window = super::live::window(today);
    let problems = practice.problems.values().filter(|problem| {
        window.includes(problem.day) && problem.day.days_until(today) >= RULES.answer_days
    });
    let problems: BTreeMap<u32, (Timestamp, CivilDate)> = problems
        .map(|problem| (problem.problem, (problem.at, problem.day)))
        .collect();
    let mut remembered = BTreeSet::new();
    for (_, draft, known) in practice.drafted() {
        for link in known.uses.values().chain(known.links.values()) {
            let Some(within) = link.within else { continue };
            let thread = practice.thread_of(within);
            if let Some((at, day)) = problems.get(&thread)
                && draft.at < *at
                && is_soon(*day, link.day)
            {
                remembered.insert(thread);
            }
        }
    }
    Share::of(remembered.len() as u64, problems.len() as u64)
}

fn evidence_path_live(here: &Here) -> EvidencePath {
    let practice = &here.practice;
    let mut path = Path::<u32>::new();
    let mut rests_on: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for (artefact, _, known) in practice.drafted() {
        let on = rests_on.entry(artefact).or_default();
        for draft in known.drafts.values() {
            for source in &draft.cites {
                path.cite(*source, draft.day);
                on.insert(*source);
            }
        }
    }
    for cited in practice.cited.values() {
        path.cite(cited.source, cited.day);
        if let Thing::Contribution(by) = cited.by
            && let Some(on) = rests_on.get_mut(&by)
        {
            on.insert(cited.source);
        }
    }
    for report in practice.reports.all.values() {
        let about = match report.source {
            Thing::Contribution(source) => rests_on.get(&source),
            Thing::Event(_) | Thing::Person(_) => None,
        };
        for source in about.into_iter().flatten().copied().chain(report.evidence) {
            path.report(source, report.rung, report.outcome, report.day);
        }
    }
    for (artefact, draft, _) in practice.drafted() {
        if draft.form == ArtefactForm::Protocol {
            path.adopted
                .extend(rests_on.get(&artefact).into_iter().flatten());
        }
    }
    path.told()
}

impl<S: Ord + Copy> Path<S> {
    fn new() -> Self {
        Self {
            cited: BTreeMap::new(),
            tried: BTreeMap::new(),
            difference: BTreeSet::new(),
            adopted: BTreeSet::new(),
        }
    }

    fn cite(&mut self, source: S, day: CivilDate) {
        let first = self.cited.entry(source).or_insert(day);
        *first = (*first).min(day);
    }

    fn report(&mut self, source: S, rung: Rung, outcome: ValueOutcome, day: CivilDate) {
        match rung {
            Rung::Applied => {
                let first = self.tried.entry(source).or_insert(day);
                *first = (*first).min(day);
            }
            Rung::Realised if outcome != ValueOutcome::NoDifference => {
                self.difference.insert(source);
            }
            Rung::Immediate | Rung::Potential | Rung::Realised | Rung::Reframing => {}
        }
    }

    fn told(&self) -> EvidencePath {
        let mut days = Vec::new();
        let mut path = EvidencePath::default();
        for (source, cited) in &self.cited {
            path.cited += 1;
            path.difference += u64::from(self.difference.contains(source));
            path.adopted += u64::from(self.adopted.contains(source));
            if let Some(tried) = self.tried.get(source) {
                path.tried += 1;
                // What was tried before it was cited took no time to be.
                days.extend(u64::try_from(cited.days_until(*tried)));
            }
        }
        let is_enough = days.len() >= RULES.median_cases;
        path.days_to_trial = median(days).filter(|_| is_enough);
        path
    }
}

impl Memory {
    fn count_review(&mut self, last: Option<(ArtefactState, Option<CivilDate>)>, today: CivilDate) {
        let (is_ahead, is_retired) = match last {
            Some((state, next)) => (
                next.is_some_and(|next| next >= today),
                state == ArtefactState::Retired,
            ),
            None => (false, false),
        };
        if is_retired {
            return;
        }
        self.current.den += 1;
        self.current.num += u64::from(is_ahead);
        self.never_reviewed += u64::from(last.is_none());
    }
}

fn told(
    value: Memory,
    as_of: Timestamp,
    today: CivilDate,
    basis: Provenance,
    people: u64,
) -> Measure<Memory> {
    let is_empty = basis.n() == 0 && value.harvested.den == 0 && value.remembered.den == 0;
    let (status, says) = if is_empty {
        let why = Sentence::of(NOTHING_LOGGED);
        (
            Status::NotApplicable { why },
            Sentence::of("memory.nothing"),
        )
    } else {
        let says = Sentence::of("memory.says")
            .number("used", value.used_by_others.num)
            .number("old", value.used_by_others.den)
            .number("current", value.current.num)
            .number("kept", value.current.den)
            .number("remembered", value.remembered.num)
            .number("problems", value.remembered.den);
        (Status::Shown(value), says)
    };
    Measure {
        name: Name::Memory,
        as_of,
        window: Window {
            from: None,
            to: today,
        },
        status,
        basis,
        people,
        coverage: None,
        says,
    }
}

#[cfg(test)]
mod tests;
