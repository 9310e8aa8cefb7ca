//! M15: who holds it.
//!
//! After Tarmizi and de Vreede 2005: facilitation is internal and external work, and what it leads to is seen elsewhere.
//! What counts as facilitation counts for whoever does it, with a role or without; what the system did counts for nobody.

mod statement;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::arrangements::Arrangements;
use super::concentration::absence_factor;
use super::history::{History, basis};
use super::live::{Here, day_number, window};
use super::{Live, Measure, NOTHING_LOGGED, Name, Provenance, RULES, Sentence, Share, Status};
use crate::activity::{Kind, Reference};
use crate::id::{ActivityId, ContributionId, EventId, PersonId};
use crate::membership::RoleTerms;
use crate::time::{CivilDate, Timestamp};

pub use statement::{Done, FacilitationStatement, statement};

/// Who holds the community, and what comes of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Facilitation {
    /// Acts of facilitation that people did in the window. They are set against nothing: as a community grows, its
    /// facilitators' share of all acts falls while their work does not.
    pub acts: u64,
    /// Who did them, in people.
    pub people: u64,
    /// Fewest people whose acts reach half of them (CHAOSS, Contributor Absence Factor).
    pub absence_factor: u64,
    /// What somebody cared for.
    pub covered: CaredFor,
    /// What came of it.
    pub took_hold: TookHold,
    /// People who were first welcomed, or first introduced to somebody, in the window.
    pub reached: u64,
    /// How far it is acknowledged.
    pub recognised: Recognised,
}

/// Of what happened in the window, what had at least one act of facilitation, whenever that was.
///
/// A meeting is cared for by whoever planned it, changed it, reported it, led a session of it or summed it up; a problem
/// by whoever connected it, summed it up, worked on it in a session, planned a meeting about it or welcomed with it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct CaredFor {
    /// Meetings: each day on which an event took place.
    pub events: Share,
    /// Problems that were raised.
    pub problems: Share,
}

/// Of what was done in the window, what took hold.
///
/// What was done counts in the whole once its days are over, or as soon as it took hold.
/// Days are those of the calendar: what took hold did so on a later day than it began.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct TookHold {
    /// Of people first welcomed, those who contributed on a later day within 30 days.
    pub welcomed: Share,
    /// Of pairs first introduced, those who had an exchange on a later day within 60 days.
    pub introduced: Share,
    /// Of summaries, those from which, or from whose thread, somebody else went on within 60 days: connected it, cited
    /// evidence for it, made an artefact of it, reported what came of it.
    pub summaries: Share,
}

/// Roles held now, and the time that is kept free for them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Recognised {
    /// Of the roles, those that an organisation acknowledges.
    pub roles: Share,
    /// Minutes a week kept free for those.
    pub minutes: u64,
    /// Minutes a week kept free for roles that no organisation acknowledges.
    pub other_minutes: u64,
}

/// The meeting that an activity shows to have taken place.
pub(super) fn took_place(kind: &Kind) -> Option<&EventId> {
    match kind {
        Kind::Attended { event, .. }
        | Kind::EventHeld { event, .. }
        | Kind::SessionWorked { event, .. } => Some(event),
        _ => None,
    }
}

/// The event for all of whose meetings an activity cares.
pub(super) fn series_held(kind: &Kind) -> Option<&EventId> {
    match kind {
        Kind::EventPlanned { event, .. }
        | Kind::EventChanged { event, .. }
        | Kind::Summarised {
            of: Reference::Event(event),
            ..
        } => Some(event),
        _ => None,
    }
}

/// The contributions for which an activity cares, where they are problems.
pub(super) fn problems_held(kind: &Kind) -> impl Iterator<Item = &ContributionId> {
    let held = match kind {
        Kind::EventPlanned { problem, .. } | Kind::EventChanged { problem, .. } => {
            [problem.as_ref(), None]
        }
        Kind::SessionWorked { problem, .. } => [Some(problem), None],
        Kind::Summarised { of, .. } => [of.contribution(), None],
        Kind::Connected { from, to, .. } => [Some(from), to.contribution()],
        Kind::Welcomed { in_reply_to, .. } => [in_reply_to.as_ref(), None],
        _ => [None, None],
    };
    held.into_iter().flatten()
}

/// The contributions that an activity goes on from.
pub(super) fn links(kind: &Kind) -> impl Iterator<Item = &ContributionId> {
    let linked = match kind {
        Kind::Connected { from, to, .. } => [Some(from), to.contribution()],
        Kind::EvidenceCited { by, .. } => [by.contribution(), None],
        Kind::ArtefactDrafted(draft) => [draft.thread.as_ref(), None],
        Kind::ValueReported(report) => [report.source.contribution(), None],
        _ => [None, None],
    };
    linked.into_iter().flatten()
}

/// Who holds it, by the plain definition.
#[must_use]
pub fn batch(history: &History<'_>) -> Measure<Facilitation> {
    let mut counts: BTreeMap<&PersonId, u64> = BTreeMap::new();
    for act in history.recent().filter(|act| act.counts().facilitation) {
        if let Some(by) = act.by() {
            *counts.entry(by).or_default() += 1;
        }
    }
    let (welcomed, newcomers) = welcomed(history);
    let (introduced, brought_together) = introduced(history);
    let reached: BTreeSet<&PersonId> = newcomers.union(&brought_together).copied().collect();
    let arrangements = Arrangements::of(history);
    let value = Facilitation {
        covered: CaredFor {
            events: meetings(history),
            problems: problems(history),
        },
        took_hold: TookHold {
            welcomed,
            introduced,
            summaries: summaries(history),
        },
        reached: reached.len() as u64,
        recognised: Recognised::of(arrangements.roles.values()),
        ..Facilitation::default()
    };
    let (basis, _) = basis(history.recent().filter(|act| act.counts().facilitation));
    let counts = counts.into_values().collect();
    told(value, counts, history.as_of, history.window(), basis)
}

fn meetings(history: &History<'_>) -> Share {
    let mut held_series = BTreeSet::new();
    let mut held = BTreeSet::new();
    for act in history.acts.iter().filter(|act| act.by().is_some()) {
        held_series.extend(series_held(&act.activity.what));
        if let (Some(event), true) = (took_place(&act.activity.what), act.counts().facilitation) {
            held.insert((act.day, event));
        }
    }
    let recent = history
        .recent()
        .filter_map(|act| Some((act.day, took_place(&act.activity.what)?)));
    let recent: BTreeSet<(CivilDate, &EventId)> = recent.collect();
    let is_held = |meeting: &&(CivilDate, &EventId)| {
        held_series.contains(meeting.1) || held.contains(*meeting)
    };
    Share::of(
        recent.iter().filter(is_held).count() as u64,
        recent.len() as u64,
    )
}

fn problems(history: &History<'_>) -> Share {
    let somebodys = history.acts.iter().filter(|act| act.by().is_some());
    let held: BTreeSet<&ContributionId> = somebodys
        .flat_map(|act| problems_held(&act.activity.what))
        .collect();
    let raised = history.recent().filter_map(|act| match &act.activity.what {
        Kind::ProblemRaised { problem, .. } => Some(problem),
        _ => None,
    });
    let raised: BTreeSet<&ContributionId> = raised.collect();
    Share::of(
        raised.intersection(&held).count() as u64,
        raised.len() as u64,
    )
}

/// The share of the welcomed who contributed, and who was first welcomed in the window.
fn welcomed<'a>(history: &'a History<'_>) -> (Share, BTreeSet<&'a PersonId>) {
    let mut first: BTreeMap<&PersonId, CivilDate> = BTreeMap::new();
    let mut contributed: BTreeMap<&PersonId, BTreeSet<CivilDate>> = BTreeMap::new();
    for act in &history.acts {
        let Some(by) = act.by() else { continue };
        if let Kind::Welcomed { person, .. } = &act.activity.what
            && person != by
        {
            let day = first.entry(person).or_insert(act.day);
            *day = act.day.min(*day);
        }
        if act.counts().contribution {
            contributed.entry(by).or_default().insert(act.day);
        }
    }
    first.retain(|_, day| history.is_recent(*day));
    let mut share = Share::default();
    for (person, welcomed) in &first {
        let days = contributed.get(person);
        let until = welcomed.plus_days(RULES.welcome_days);
        let has_contributed = days.is_some_and(|days| {
            let mut after = days.iter().filter(|day| *day > welcomed);
            after.any(|day| *day <= until)
        });
        count(&mut share, has_contributed, history.today > until);
    }
    (share, first.into_keys().collect())
}

/// The share of the pairs introduced who had an exchange, and who was first introduced in the window.
fn introduced<'a>(history: &'a History<'_>) -> (Share, BTreeSet<&'a PersonId>) {
    let mut first: BTreeMap<[&PersonId; 2], CivilDate> = BTreeMap::new();
    let mut exchanged: BTreeMap<[&PersonId; 2], BTreeSet<CivilDate>> = BTreeMap::new();
    for act in &history.acts {
        if let (Kind::Introduced { one, other, .. }, Some(by)) = (&act.activity.what, act.by())
            && one != other
            && one != by
            && other != by
        {
            let day = first.entry(pair(one, other)).or_insert(act.day);
            *day = act.day.min(*day);
        }
        for exchange in act.exchanges() {
            let days = exchanged.entry(pair(exchange.by, exchange.to)).or_default();
            days.insert(act.day);
        }
    }
    let mut share = Share::default();
    for (pair, introduced) in &first {
        if !history.is_recent(*introduced) {
            continue;
        }
        let until = introduced.plus_days(RULES.introduction_days);
        let has_exchanged = exchanged.get(pair).is_some_and(|days| {
            let mut after = days.iter().filter(|day| *day > introduced);
            after.any(|day| *day <= until)
        });
        count(&mut share, has_exchanged, history.today > until);
    }
    let mut people: BTreeMap<&PersonId, CivilDate> = BTreeMap::new();
    for ([one, other], day) in &first {
        for person in [one, other] {
            let first = people.entry(person).or_insert(*day);
            *first = (*first).min(*day);
        }
    }
    people.retain(|_, day| history.is_recent(*day));
    (share, people.into_keys().collect())
}

fn pair<'a>(one: &'a PersonId, other: &'a PersonId) -> [&'a PersonId; 2] {
    [one.min(other), one.max(other)]
}

fn summaries(history: &History<'_>) -> Share {
    let mut made = BTreeMap::new();
    let mut linked: BTreeSet<(&ContributionId, &PersonId, CivilDate)> = BTreeSet::new();
    for act in &history.acts {
        let Some(by) = act.by() else { continue };
        if let Kind::Summarised { summary, of, .. } = &act.activity.what {
            made.insert(summary, (of.contribution(), by, act.day));
        }
        for link in links(&act.activity.what) {
            linked.insert((link, by, act.day));
        }
    }
    let mut share = Share::default();
    for (summary, (thread, author, day)) in made {
        if !history.is_recent(day) {
            continue;
        }
        let until = day.plus_days(RULES.summary_days);
        let is_linked = linked.iter().any(|(link, by, on)| {
            let is_of_it = *link == summary || Some(*link) == thread;
            is_of_it && *by != author && *on > day && *on <= until
        });
        count(&mut share, is_linked, history.today > until);
    }
    share
}

fn count(share: &mut Share, took_hold: bool, is_over: bool) {
    share.num += u64::from(took_hold);
    share.den += u64::from(took_hold || is_over);
}

/// The activities behind its numbers.
pub(super) fn evidence(history: &History<'_>) -> Vec<(&'static str, Vec<ActivityId>)> {
    let (_, welcomed) = welcomed(history);
    let mut introduced = BTreeSet::new();
    let mut summed_up = BTreeSet::new();
    for act in &history.acts {
        match &act.activity.what {
            Kind::Introduced { one, other, .. } => {
                introduced.insert(pair(one, other));
            }
            Kind::Summarised { summary, of, .. } => {
                summed_up.extend([Some(summary), of.contribution()].into_iter().flatten());
            }
            _ => {}
        }
    }
    let is_somebodys = |act: &super::Act<'_>| act.by().is_some();
    let behind = |is_behind: fn(&Kind) -> bool| history.behind(|act| is_behind(&act.activity.what));
    let roles = history.acts.iter().filter(|act| {
        matches!(
            act.activity.what,
            Kind::RoleGiven { .. } | Kind::RoleEnded { .. }
        )
    });
    vec![
        (
            "acts",
            history.behind(|act| act.counts().facilitation && is_somebodys(act)),
        ),
        ("events", behind(|what| took_place(what).is_some())),
        (
            "problems",
            behind(|what| matches!(what, Kind::ProblemRaised { .. })),
        ),
        (
            "held",
            history.ever_behind(|act| {
                let what = &act.activity.what;
                series_held(what).is_some() || problems_held(what).next().is_some()
            }),
        ),
        (
            "welcomed",
            history.ever_behind(|act| {
                let has_contributed = act.by().is_some_and(|by| welcomed.contains(by));
                matches!(act.activity.what, Kind::Welcomed { .. })
                    || has_contributed && act.counts().contribution
            }),
        ),
        (
            "introduced",
            history.ever_behind(|act| {
                let mut exchanges = act.exchanges();
                matches!(act.activity.what, Kind::Introduced { .. })
                    || exchanges
                        .any(|exchange| introduced.contains(&pair(exchange.by, exchange.to)))
            }),
        ),
        (
            "summaries",
            history.ever_behind(|act| {
                let what = &act.activity.what;
                matches!(what, Kind::Summarised { .. })
                    || links(what).any(|id| summed_up.contains(id))
            }),
        ),
        ("roles", roles.map(|act| act.activity.id).collect()),
        ("members", history.memberships()),
    ]
}

pub(super) fn live(live: &Live, here: &Here) -> Measure<Facilitation> {
    let today = live.today(here);
    let counts = here.people.iter().map(|person| &person.recent.facilitation);
    let counts: Vec<u64> = counts.map(|n| u64::from(*n)).filter(|n| *n > 0).collect();
    let mut reached = BTreeSet::new();
    let members = here.people.members();
    let arranged: Vec<_> = members
        .map(|member| here.arrangements.now(&here.people, member.who))
        .collect();
    let value = Facilitation {
        covered: CaredFor {
            events: here.covered.meetings(today),
            problems: here.covered.problems(today),
        },
        took_hold: TookHold {
            welcomed: live_welcomed(here, today, &mut reached),
            introduced: live_introduced(here, today, &mut reached),
            summaries: live_summaries(here, today),
        },
        reached: reached.len() as u64,
        recognised: Recognised::of(arranged.iter().flat_map(|arranged| arranged.roles.values())),
        ..Facilitation::default()
    };
    let basis = here.window.bases.facilitation;
    told(value, counts, live.as_of(), window(today), basis)
}

fn live_welcomed(here: &Here, today: CivilDate, reached: &mut BTreeSet<u32>) -> Share {
    let mut share = Share::default();
    for (who, days) in here.care.welcomes() {
        let Some(first) = days.first().filter(|day| window(today).has(*day)) else {
            continue;
        };
        reached.insert(who);
        let until = day_number(CivilDate::from_days(i64::from(first) + RULES.welcome_days));
        let took_hold = here.people.get(who).is_some_and(|person| {
            let later = person.days.partition_point(|day| day.day <= first);
            let mut within = person.days[later..].iter();
            within.any(|day| day.contributed > 0 && day.day <= until)
        });
        count(&mut share, took_hold, day_number(today) > until);
    }
    share
}

fn live_introduced(here: &Here, today: CivilDate, reached: &mut BTreeSet<u32>) -> Share {
    let mut share = Share::default();
    let mut first_of: BTreeMap<u32, i32> = BTreeMap::new();
    for ((one, other), days) in here.care.introductions() {
        let Some(first) = days.first() else { continue };
        for who in [one, other] {
            let first_of = first_of.entry(who).or_insert(first);
            *first_of = first.min(*first_of);
        }
        if !window(today).has(first) {
            continue;
        }
        let until = day_number(CivilDate::from_days(
            i64::from(first) + RULES.introduction_days,
        ));
        let took_hold = here
            .care
            .exchanges(one, other)
            .is_some_and(|exchanges| exchanges.has_between(first + 1, until));
        count(&mut share, took_hold, day_number(today) > until);
    }
    first_of.retain(|_, day| window(today).has(*day));
    reached.extend(first_of.into_keys());
    share
}

fn live_summaries(here: &Here, today: CivilDate) -> Share {
    let mut share = Share::default();
    for (day, links) in here.care.summaries() {
        if !window(today).has(day) {
            continue;
        }
        let until = day_number(CivilDate::from_days(i64::from(day) + RULES.summary_days));
        let took_hold = links.iter().any(|days| days.has_between(day + 1, until));
        count(&mut share, took_hold, day_number(today) > until);
    }
    share
}

impl Recognised {
    fn of<'a>(roles: impl IntoIterator<Item = &'a RoleTerms>) -> Self {
        let mut recognised = Self::default();
        for terms in roles {
            let minutes = u64::from(terms.protected_minutes.unwrap_or_default());
            let is_acknowledged = terms.recognised_by.is_some();
            recognised.roles.den += 1;
            recognised.roles.num += u64::from(is_acknowledged);
            match is_acknowledged {
                true => recognised.minutes += minutes,
                false => recognised.other_minutes += minutes,
            }
        }
        recognised
    }
}

fn told(
    mut value: Facilitation,
    mut counts: Vec<u64>,
    as_of: Timestamp,
    window: super::Window,
    basis: Provenance,
) -> Measure<Facilitation> {
    counts.sort_unstable_by(|a, b| b.cmp(a));
    value.acts = counts.iter().sum();
    value.people = counts.len() as u64;
    value.absence_factor = absence_factor(&counts, value.acts) as u64;
    let days = u64::from(RULES.window_days.unsigned_abs());
    let people = value.people;
    let is_empty = value.acts + value.covered.events.den + value.covered.problems.den == 0;
    let (status, says) = if is_empty {
        let why = Sentence::of(NOTHING_LOGGED);
        let says = Sentence::of("facilitation.nothing").number("days", days);
        (Status::NotApplicable { why }, says)
    } else {
        let covered = &value.covered;
        let says = Sentence::of("facilitation.says")
            .number("acts", value.acts)
            .number("days", days)
            .number("people", people)
            .number("minutes", value.recognised.minutes)
            .number("covered_events", covered.events.num)
            .number("events", covered.events.den)
            .number("covered_problems", covered.problems.num)
            .number("problems", covered.problems.den);
        (Status::Shown(value), says)
    };
    Measure {
        name: Name::Facilitation,
        as_of,
        window,
        status,
        basis,
        people,
        coverage: None,
        says,
    }
}

#[cfg(test)]
mod tests;
