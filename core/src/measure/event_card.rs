//! M21: each meeting of the window.
//!
//! A meeting is an event, or one time of a series, to which somebody was recorded as having come, or that was recorded as
//! held. Having accepted is not having come, and who stayed away is listed nowhere.

mod evidence;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::history::{Act, History};
use super::live::{Here, MeetingHere, Place, Profile, window};
use super::{
    Live, Measure, NOTHING_LOGGED, Name, Provenance, RULES, Ratio, Sentence, Share, Status, Window,
};
use crate::activity::{Form, Kind, Part, Reference};
use crate::affiliation::{Affiliation, Dimension};
use crate::id::{ContributionId, EventId, GroupId, PersonId};
use crate::schedule::Schedule;
use crate::time::{CivilDate, CivilDateTime, Timestamp};

pub(super) use evidence::{evidence, records};

/// The meetings of the window.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct EventCards {
    /// How many there were of each kind.
    pub forms: Forms,
    /// Each of them, the earliest first.
    pub events: Vec<EventCard>,
}

/// How many meetings there were of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Forms {
    /// People worked on something together.
    pub working: u64,
    /// One spoke, the others listened.
    pub broadcast: u64,
    /// People got to know each other.
    pub social: u64,
    /// Some of each.
    pub mixed: u64,
    /// Nothing says which.
    pub unknown: u64,
}

/// One meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EventCard {
    /// Which event or series.
    pub event: EventId,
    /// Which time of a series, by when the rule has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occurrence: Option<CivilDateTime>,
    /// On which day it was.
    pub day: CivilDate,
    /// What kind of meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
    /// People of whom it is recorded that they were there.
    pub present: u64,
    /// How many were there by somebody's count, where nobody wrote down who.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub head_count: Option<u32>,
    /// Those who led it or spoke; none where it was noted of nobody what they did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spoke: Option<u64>,
    /// Those who took part in the work; none likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub took_part: Option<u64>,
    /// As many equally large organisations would be as varied as those who were there, whoever has none being of one
    /// more (Hill 1973); none for fewer people of whom it is known than the rules ask for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective_organisations: Option<Ratio>,
    /// Organisations of those who led it or spoke; none likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub groups_that_spoke: Option<u64>,
    /// Those of them who, so far, gave something to a problem it was about in the 14 days after it; none where it
    /// was about none, or nobody was recorded as there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carry_on: Option<Share>,
    /// Insights that were marked about it; of a series, about the last time before.
    pub insights: u64,
}

/// How many meetings there were in the window of each kind, by the plain definition.
pub(super) fn forms(history: &History<'_>) -> Forms {
    let mut forms = Forms::default();
    for meeting in meetings(history) {
        if history.is_recent(meeting.day) {
            forms.count(meeting.form);
        }
    }
    forms
}

/// How many meetings there were in the window of each kind.
pub(super) fn live_forms(here: &Here, today: CivilDate) -> Forms {
    let mut forms = Forms::default();
    for meeting in here.meetings.recent(today) {
        forms.count(meeting.form);
    }
    forms
}

/// The days of all meetings, whenever.
pub(super) fn days(history: &History<'_>) -> Vec<CivilDate> {
    let meetings = meetings(history).into_iter();
    meetings.map(|meeting| meeting.day).collect()
}

/// Each meeting, by the plain definition.
///
/// Of several records of one person the last counts.
/// The day is the one on which it was planned last; where nothing says so, the first for which anything was recorded.
#[must_use]
pub fn batch(history: &History<'_>) -> Measure<EventCards> {
    let meetings = meetings(history);
    let mut basis = Provenance::default();
    let mut people = BTreeSet::new();
    let mut events = Vec::new();
    for meeting in &meetings {
        if !history.is_recent(meeting.day) {
            continue;
        }
        let mut there: BTreeMap<&PersonId, (Part, &Affiliation)> = BTreeMap::new();
        let mut head_count = None;
        for act in &history.acts {
            let (event, occurrence) = match &act.activity.what {
                Kind::Attended {
                    event, occurrence, ..
                }
                | Kind::EventHeld {
                    event, occurrence, ..
                } => (event, *occurrence),
                _ => continue,
            };
            if (event, occurrence) != (meeting.event, meeting.occurrence) {
                continue;
            }
            basis.count(act.activity.basis, 1);
            match (&act.activity.what, act.by()) {
                (Kind::Attended { part, .. }, Some(by)) => {
                    there.insert(by, (*part, act.from.on(Dimension::Organisation)));
                    people.insert(by);
                }
                (Kind::EventHeld { head_count: n, .. }, _) => head_count = n.or(head_count),
                _ => {}
            }
        }
        let group = |affiliation: &Affiliation| match affiliation {
            Affiliation::Known(group) => Some(Some(group.clone())),
            Affiliation::NoneDeclared => Some(None),
            Affiliation::Unknown => None,
        };
        let parts: Vec<(Part, Option<Option<GroupId>>)> = there
            .values()
            .map(|(part, affiliation)| (*part, group(affiliation)))
            .collect();
        let mut card = EventCard::of(meeting.event, meeting.occurrence, meeting.day, &parts);
        card.form = meeting.form;
        card.head_count = head_count;
        card.insights = meetings_insights(history, &meetings, meeting);
        let problems = problems(history, meeting);
        let n_carrying = there
            .keys()
            .filter(|person| carries_on(history, person, &problems, meeting.day))
            .count();
        card.carry_on = (!problems.is_empty() && !there.is_empty())
            .then(|| Share::of(n_carrying as u64, there.len() as u64));
        events.push(card);
    }
    let people = people.len() as u64;
    let forms = forms(history);
    told(
        EventCards { forms, events },
        history.as_of,
        history.window(),
        basis,
        people,
    )
}

/// A meeting as the plain definition finds it.
struct Meeting<'a> {
    event: &'a EventId,
    occurrence: Option<CivilDateTime>,
    day: CivilDate,
    form: Option<Form>,
}

/// All meetings that took place, whenever.
fn meetings<'a>(history: &'a History<'_>) -> Vec<Meeting<'a>> {
    let mut attended: BTreeMap<(&EventId, Option<CivilDateTime>), CivilDate> = BTreeMap::new();
    let mut held = attended.clone();
    for act in &history.acts {
        let (first, key) = match &act.activity.what {
            Kind::Attended {
                event, occurrence, ..
            } => (&mut attended, (event, *occurrence)),
            Kind::EventHeld {
                event, occurrence, ..
            } => (&mut held, (event, *occurrence)),
            _ => continue,
        };
        let first = first.entry(key).or_insert(act.day);
        *first = (*first).min(act.day);
    }
    let mut written = held;
    written.extend(attended);
    let written = written.into_iter();
    written
        .map(|((event, occurrence), written)| {
            let plans = plans(history, event);
            let of = |about: Option<CivilDateTime>| {
                plans.iter().rev().filter(move |plan| plan.0 == about)
            };
            let day = of(occurrence).find_map(|(_, schedule, _, _)| {
                schedule.series.is_none().then_some(schedule.starts.date)
            });
            let form = of(occurrence).chain(of(None)).find_map(|plan| plan.2);
            let named = occurrence.map(|occurrence| occurrence.date);
            Meeting {
                event,
                occurrence,
                day: day.or(named).unwrap_or(written),
                form,
            }
        })
        .collect()
}

type PlanAs<'a> = (
    Option<CivilDateTime>,
    &'a Schedule,
    Option<Form>,
    Option<&'a ContributionId>,
);

/// What an event was to be and was changed to: which time of it, when, in which form, about which problem.
fn plans<'a>(history: &'a History<'_>, of: &EventId) -> Vec<PlanAs<'a>> {
    let plans = history
        .acts
        .iter()
        .filter_map(|act| match &act.activity.what {
            Kind::EventPlanned {
                event,
                schedule,
                form,
                problem,
                ..
            } if event == of => Some((None, schedule, Some(*form), problem.as_ref())),
            Kind::EventChanged {
                event,
                occurrence,
                schedule,
                form,
                problem,
                ..
            } if event == of => Some((*occurrence, schedule, *form, problem.as_ref())),
            _ => None,
        });
    plans.collect()
}

/// The problems that a meeting was about: the one planned last, and those that people worked on.
fn problems<'a>(history: &'a History<'_>, meeting: &Meeting<'_>) -> BTreeSet<&'a ContributionId> {
    let plans = plans(history, meeting.event);
    let of = |about: Option<CivilDateTime>| plans.iter().rev().filter(move |plan| plan.0 == about);
    let planned = of(meeting.occurrence)
        .chain(of(None))
        .find_map(|plan| plan.3);
    let worked = history
        .acts
        .iter()
        .filter_map(|act| match &act.activity.what {
            Kind::SessionWorked {
                event,
                occurrence,
                problem,
                ..
            } if event == meeting.event && *occurrence == meeting.occurrence => Some(problem),
            _ => None,
        });
    worked.chain(planned).collect()
}

fn carries_on(
    history: &History<'_>,
    person: &PersonId,
    problems: &BTreeSet<&ContributionId>,
    day: CivilDate,
) -> bool {
    let mut acts = history.acts.iter();
    acts.any(|act| act.by() == Some(person) && is_carrying_on(act, problems, day))
}

fn is_carrying_on(act: &Act<'_>, problems: &BTreeSet<&ContributionId>, day: CivilDate) -> bool {
    let thread = match &act.activity.what {
        Kind::Replied(turn) if act.counts().contribution => Some(&turn.thread),
        Kind::ProblemReframed { problem, .. } => Some(problem),
        Kind::Summarised {
            of: Reference::Contribution(of),
            ..
        } => Some(of),
        Kind::Connected { from, .. } => Some(from),
        Kind::ArtefactDrafted(draft) => draft.thread.as_ref(),
        _ => None,
    };
    thread.is_some_and(|thread| problems.contains(thread))
        && (1..=RULES.carry_on_days).contains(&day.days_until(act.day))
}

/// Insights about the event, of which this was the last time before, or the first of all.
fn meetings_insights(history: &History<'_>, meetings: &[Meeting<'_>], this: &Meeting<'_>) -> u64 {
    let mut times: Vec<(CivilDate, Option<CivilDateTime>)> = meetings
        .iter()
        .filter(|meeting| meeting.event == this.event)
        .map(|meeting| (meeting.day, meeting.occurrence))
        .collect();
    times.sort_unstable();
    let days = history
        .acts
        .iter()
        .filter_map(|act| match &act.activity.what {
            Kind::InsightMarked { about } if about.event() == Some(this.event) => Some(act.day),
            _ => None,
        });
    let about = days.map(|marked| {
        let before = times.iter().rev().find(|(day, _)| *day <= marked);
        before.or(times.first()).copied()
    });
    let this = Some((this.day, this.occurrence));
    about.filter(|about| *about == this).count() as u64
}

pub(super) fn live(live: &Live, here: &Here) -> Measure<EventCards> {
    let today = live.today(here);
    let mut basis = Provenance::default();
    let mut people = BTreeSet::new();
    let mut events = Vec::new();
    for meeting in here.meetings.recent(today) {
        let mut there: BTreeMap<u32, (Part, Profile)> = BTreeMap::new();
        for one in meeting.time.there.values() {
            basis.count(one.basis, 1);
            if let Some(who) = one.who {
                there.insert(who, (one.part, one.from));
            }
        }
        for held in meeting.time.held.values() {
            basis.count(held.basis, 1);
        }
        people.extend(there.keys().copied());
        events.push(card(live, here, &meeting, &there));
    }
    let people = people.len() as u64;
    let forms = live_forms(here, today);
    told(
        EventCards { forms, events },
        live.as_of(),
        window(today),
        basis,
        people,
    )
}

fn card(
    live: &Live,
    here: &Here,
    meeting: &MeetingHere<'_>,
    there: &BTreeMap<u32, (Part, Profile)>,
) -> EventCard {
    let names = live.names();
    let place = |profile| match names.place(profile, Dimension::Organisation) {
        Place::Group(group) => Some(Some(group)),
        Place::Independent => Some(None),
        Place::Unknown => None,
    };
    let parts: Vec<(Part, Option<Option<u32>>)> = there
        .values()
        .map(|(part, from)| (*part, place(*from)))
        .collect();
    let event = names.event_id(meeting.event);
    let mut card = EventCard::of(event, meeting.occurrence, meeting.day, &parts);
    card.form = meeting.form;
    let held = meeting.time.held.values().rev();
    card.head_count = held.filter_map(|held| held.head_count).next();
    card.insights = meeting.insights;
    let problems = meeting.problems();
    if !problems.is_empty() && !there.is_empty() {
        let carrying = there.keys().filter(|who| {
            let days = RULES.carry_on_days;
            let mut problems = problems.iter();
            problems.any(|of| here.meetings.carried_on(**who, *of, meeting.day, days))
        });
        card.carry_on = Some(Share::of(carrying.count() as u64, there.len() as u64));
    }
    card
}

impl EventCard {
    /// What follows from who was there doing what, and where each of them stood: unknown, or a group, or none.
    fn of<G: Ord>(
        event: &EventId,
        occurrence: Option<CivilDateTime>,
        day: CivilDate,
        there: &[(Part, Option<Option<G>>)],
    ) -> Self {
        let n_doing = |parts: &[Part]| {
            let doing = there.iter().filter(|(part, _)| parts.contains(part));
            doing.count() as u64
        };
        let is_noted = there.iter().any(|(part, _)| *part != Part::Present);
        let mut groups: BTreeMap<&Option<G>, u64> = BTreeMap::new();
        let mut n_known = 0_u64;
        for group in there.iter().filter_map(|(_, group)| group.as_ref()) {
            *groups.entry(group).or_default() += 1;
            n_known += 1;
        }
        let squares = groups.values().map(|n| u128::from(*n) * u128::from(*n));
        let effective = Ratio::of(u128::from(n_known) * u128::from(n_known), squares.sum());
        let spoke = there
            .iter()
            .filter(|(part, _)| matches!(part, Part::Chair | Part::Spoke));
        let spoke: Vec<&G> = spoke
            .filter_map(|(_, group)| group.as_ref()?.as_ref())
            .collect();
        let groups_that_spoke = spoke.iter().collect::<BTreeSet<_>>().len() as u64;
        Self {
            event: event.clone(),
            occurrence,
            day,
            form: None,
            present: there.len() as u64,
            head_count: None,
            spoke: is_noted.then(|| n_doing(&[Part::Chair, Part::Spoke])),
            took_part: is_noted.then(|| n_doing(&[Part::TookPart])),
            effective_organisations: effective,
            groups_that_spoke: (!spoke.is_empty()).then_some(groups_that_spoke),
            carry_on: None,
            insights: 0,
        }
    }
}

impl EventCards {
    /// The numbers alone.
    pub(super) fn without_ids(self) -> Self {
        Self {
            events: Vec::new(),
            ..self
        }
    }

    /// Without the organisations of those who were there: somebody recorded later would show by them where they
    /// stand (P3).
    pub(super) fn coarse(mut self) -> Self {
        for card in &mut self.events {
            card.effective_organisations = None;
            card.groups_that_spoke = None;
        }
        self
    }
}

impl Forms {
    fn count(&mut self, form: Option<Form>) {
        *match form {
            Some(Form::Working) => &mut self.working,
            Some(Form::Broadcast) => &mut self.broadcast,
            Some(Form::Social) => &mut self.social,
            Some(Form::Mixed) => &mut self.mixed,
            None => &mut self.unknown,
        } += 1;
    }
}

fn told(
    mut value: EventCards,
    as_of: Timestamp,
    window: Window,
    basis: Provenance,
    people: u64,
) -> Measure<EventCards> {
    value.events.sort_by(|a, b| {
        let key = |card: &EventCard| (card.day, card.occurrence);
        key(a).cmp(&key(b)).then_with(|| a.event.cmp(&b.event))
    });
    let days = RULES.window_days.unsigned_abs().into();
    let (status, says) = match value.events.len() as u64 {
        0 => (
            Status::NotApplicable {
                why: Sentence::of(NOTHING_LOGGED),
            },
            Sentence::of("event_card.nothing").number("days", days),
        ),
        n => {
            let says = Sentence::of("event_card.says")
                .number("meetings", n)
                .number("days", days)
                .number("people", people)
                .number("working", value.forms.working)
                .number("broadcast", value.forms.broadcast);
            (Status::Shown(value), says)
        }
    };
    Measure {
        name: Name::EventCard,
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
