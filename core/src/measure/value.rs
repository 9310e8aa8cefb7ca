//! M13: what came of it, by what people say.
//!
//! The rungs are the cycles of value creation after Wenger, Trayner and de Laat 2011. They are neither strictly causal nor
//! a hierarchy, so they are never added up, averaged or turned into a rate.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::history::{Act, History, basis};
use super::interner::Table;
use super::live::{Here, ReportHere, Thing, window};
use super::{Live, Measure, NOTHING_LOGGED, Name, Provenance, RULES, Sentence, Status, Window};
use crate::activity::{Kind, Reference, Rung, ValueOutcome, ValueReport};
use crate::id::{ActivityId, ContributionId, PersonId};
use crate::time::Timestamp;

/// What people reported in the window, rung by rung.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Value {
    /// Rung 1: something good happened in the exchange itself.
    pub immediate: OnRung,
    /// Rung 2: something was gained that may be of use.
    pub potential: OnRung,
    /// Rung 3: it was put to use.
    pub applied: OnRung,
    /// Rung 4: things went better for it, or worse.
    pub realised: OnRung,
    /// Rung 5: what counts as better was seen anew.
    pub reframing: OnRung,
    /// Reports that it helped.
    pub helped: u64,
    /// Reports that it made no difference.
    pub no_difference: u64,
    /// Reports that it made things worse.
    pub worse: u64,
    /// Reports that somebody other than the reporter confirmed.
    pub confirmed: u64,
    /// First reports, made at any time, from which reports go on through rung 3 to rung 4 or 5 in the window.
    pub complete_stories: u64,
    /// Reports on rung 4 or 5 that go on from no report.
    pub not_linked: u64,
}

/// What was reported on one rung.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct OnRung {
    /// Different people who reported.
    pub people: u64,
    /// Different things that it came from.
    pub sources: u64,
}

/// What came of it, by the plain definition.
///
/// Reports of the window count; what they go on from may be older.
/// A report goes on from one that was recorded before it and still counts.
#[must_use]
pub fn batch(history: &History<'_>) -> Measure<Value> {
    let reports: Vec<(&Act<'_>, &ValueReport)> = history.acts.iter().filter_map(report).collect();
    let mut confirmed: BTreeMap<&ContributionId, BTreeSet<&PersonId>> = BTreeMap::new();
    for act in &history.acts {
        if let (Kind::ValueConfirmed { report, .. }, Some(by)) = (&act.activity.what, act.by()) {
            confirmed.entry(report).or_default().insert(by);
        }
    }
    let mut value = Value::default();
    let mut people: BTreeMap<Rung, BTreeSet<&PersonId>> = BTreeMap::new();
    let mut sources: BTreeMap<Rung, BTreeSet<&Reference>> = BTreeMap::new();
    let mut stories = BTreeSet::new();
    for (act, report) in &reports {
        if !history.is_recent(act.day) {
            continue;
        }
        people.entry(report.rung).or_default().extend(act.by());
        sources
            .entry(report.rung)
            .or_default()
            .insert(&report.source);
        value.count_outcome(report.outcome);
        let mut others = confirmed.get(&report.report).into_iter().flatten();
        value.confirmed += u64::from(others.any(|by| Some(*by) != act.by()));
        if report.rung >= Rung::Realised {
            let chain = chain(&reports, act, report);
            value.not_linked += u64::from(chain.is_empty());
            if chain.iter().any(|before| before.rung == Rung::Applied) {
                stories.extend(chain.last().map(|first| &first.report));
            }
        }
    }
    for rung in Rung::ALL {
        let on_rung = value.on(*rung);
        on_rung.people = people.get(rung).map_or(0, |people| people.len() as u64);
        on_rung.sources = sources.get(rung).map_or(0, |sources| sources.len() as u64);
    }
    value.complete_stories = stories.len() as u64;
    let (basis, people) = basis(history.recent().filter(|act| report(act).is_some()));
    told(value, history.as_of, history.window(), basis, people)
}

fn report<'a>(act: &'a Act<'_>) -> Option<(&'a Act<'a>, &'a ValueReport)> {
    match &act.activity.what {
        Kind::ValueReported(report) => Some((act, report)),
        _ => None,
    }
}

/// The reports that one goes on from, the nearest first.
fn chain<'a>(
    reports: &[(&'a Act<'a>, &'a ValueReport)],
    act: &Act<'_>,
    report: &ValueReport,
) -> Vec<&'a ValueReport> {
    let mut chain = Vec::new();
    let (mut position, mut follows) = (act.position, report.follows.as_ref());
    while let Some(id) = follows {
        let mut before = reports.iter().rev();
        let found = before.find(|(act, report)| act.position < position && report.report == *id);
        let Some((act, report)) = found else { break };
        chain.push(*report);
        (position, follows) = (act.position, report.follows.as_ref());
    }
    chain
}

/// The activities behind its numbers.
pub(super) fn evidence(history: &History<'_>) -> Vec<(&'static str, Vec<ActivityId>)> {
    let on = |rung: Rung| {
        history.behind(|act| report(act).is_some_and(|(_, report)| report.rung == rung))
    };
    let with = |outcome: ValueOutcome| {
        history.behind(|act| report(act).is_some_and(|(_, report)| report.outcome == outcome))
    };
    let mut reported = BTreeSet::new();
    for (_, report) in history.recent().filter_map(report) {
        reported.insert(&report.report);
    }
    let confirming = history.acts.iter().filter(|act| match &act.activity.what {
        Kind::ValueConfirmed { report, .. } => reported.contains(report),
        _ => false,
    });
    let reports: Vec<(&Act<'_>, &ValueReport)> = history.acts.iter().filter_map(report).collect();
    let mut in_stories: BTreeSet<&ContributionId> = BTreeSet::new();
    for (act, report) in &reports {
        if report.rung >= Rung::Realised && history.is_recent(act.day) {
            in_stories.insert(&report.report);
            let chain = chain(&reports, act, report).into_iter();
            in_stories.extend(chain.map(|before| &before.report));
        }
    }
    let is_in_story =
        |act: &Act<'_>| report(act).is_some_and(|(_, report)| in_stories.contains(&report.report));
    vec![
        ("immediate", on(Rung::Immediate)),
        ("potential", on(Rung::Potential)),
        ("applied", on(Rung::Applied)),
        ("realised", on(Rung::Realised)),
        ("reframing", on(Rung::Reframing)),
        ("helped", with(ValueOutcome::Helped)),
        ("no_difference", with(ValueOutcome::NoDifference)),
        ("worse", with(ValueOutcome::Worse)),
        ("confirmed", confirming.map(|act| act.activity.id).collect()),
        ("complete_stories", history.ever_behind(is_in_story)),
    ]
}

pub(super) fn live(live: &Live, here: &Here) -> Measure<Value> {
    let window = window(live.today(here));
    let is_recent = |one: &ReportHere| window.includes(one.day);
    let reports = &here.practice.reports;
    let mut value = Value::default();
    let mut basis = Provenance::default();
    let (mut people, mut sources, mut stories) = <(
        BTreeSet<(Rung, u32)>,
        BTreeSet<(Rung, Thing)>,
        BTreeSet<u32>,
    )>::default();
    // Of each report so far: where its chain begins, and whether something was put to use on the way to it or in it.
    let mut chains: Table<u32, (u32, bool)> = Table::default();
    for one in reports.all.values() {
        let before = one
            .follows
            .and_then(|follows| chains.get(&follows))
            .copied();
        let root = before.map_or(one.report, |(root, _)| root);
        let was_applied = before.is_some_and(|(_, was_applied)| was_applied);
        chains.insert(one.report, (root, was_applied || one.rung == Rung::Applied));
        if !is_recent(one) {
            continue;
        }
        basis.count(one.basis, 1);
        people.extend(one.who.map(|who| (one.rung, who)));
        sources.insert((one.rung, one.source));
        value.count_outcome(one.outcome);
        value.confirmed += u64::from(reports.is_confirmed(one));
        if one.rung >= Rung::Realised {
            value.not_linked += u64::from(before.is_none());
            if was_applied {
                stories.insert(root);
            }
        }
    }
    for rung in Rung::ALL {
        let on_rung = value.on(*rung);
        on_rung.people = people.iter().filter(|(on, _)| on == rung).count() as u64;
        on_rung.sources = sources.iter().filter(|(on, _)| on == rung).count() as u64;
    }
    value.complete_stories = stories.len() as u64;
    let people: BTreeSet<u32> = people.into_iter().map(|(_, who)| who).collect();
    told(value, live.as_of(), window, basis, people.len() as u64)
}

fn told(
    value: Value,
    as_of: Timestamp,
    window: Window,
    basis: Provenance,
    people: u64,
) -> Measure<Value> {
    let days = RULES.window_days.unsigned_abs().into();
    let (status, says) = match basis.n() {
        0 => (
            Status::NotApplicable {
                why: Sentence::of(NOTHING_LOGGED),
            },
            Sentence::of("value.nothing").number("days", days),
        ),
        _ => {
            let says = Sentence::of("value.says")
                .number("days", days)
                .number("applied", value.applied.people)
                .number("realised", value.realised.people)
                .number("helped", value.helped)
                .number("no_difference", value.no_difference)
                .number("worse", value.worse)
                .number("confirmed", value.confirmed);
            (Status::Shown(value), says)
        }
    };
    Measure {
        name: Name::Value,
        as_of,
        window,
        status,
        basis,
        people,
        coverage: None,
        says,
    }
}

impl Value {
    fn on(&mut self, rung: Rung) -> &mut OnRung {
        match rung {
            Rung::Immediate => &mut self.immediate,
            Rung::Potential => &mut self.potential,
            Rung::Applied => &mut self.applied,
            Rung::Realised => &mut self.realised,
            Rung::Reframing => &mut self.reframing,
        }
    }

    fn count_outcome(&mut self, outcome: ValueOutcome) {
        *match outcome {
            ValueOutcome::Helped => &mut self.helped,
            ValueOutcome::NoDifference => &mut self.no_difference,
            ValueOutcome::Worse => &mut self.worse,
        } += 1;
    }
}

#[cfg(test)]
mod tests;
