//! The activities behind the cards of meetings.

use std::collections::BTreeSet;

use super::{is_carrying_on, meetings, problems};
use crate::activity::{Kind, Part};
use crate::id::{ActivityId, EventId};
use crate::measure::History;
use crate::time::CivilDateTime;

/// What is recorded of the meetings of the window, and how they were planned.
pub(in crate::measure) fn records(history: &History<'_>) -> Vec<ActivityId> {
    let meetings = meetings(history);
    let shown = meetings
        .iter()
        .filter(|meeting| history.is_recent(meeting.day));
    let shown: BTreeSet<&EventId> = shown.map(|meeting| meeting.event).collect();
    history.ever_behind(|act| match &act.activity.what {
        Kind::EventPlanned { event, .. }
        | Kind::EventChanged { event, .. }
        | Kind::EventHeld { event, .. }
        | Kind::SessionWorked { event, .. }
        | Kind::Attended { event, .. } => shown.contains(event),
        _ => false,
    })
}

/// What those who were there gave, after a meeting of the window, to the problems that it was about.
fn carrying_on(history: &History<'_>) -> Vec<ActivityId> {
    let meetings = meetings(history);
    let shown = meetings
        .iter()
        .filter(|meeting| history.is_recent(meeting.day));
    let about: Vec<_> = shown
        .map(|meeting| (meeting.day, problems(history, meeting)))
        .collect();
    history.ever_behind(|act| {
        let mut about = about.iter();
        about.any(|(day, problems)| is_carrying_on(act, problems, *day))
    })
}

/// The activities behind its numbers.
pub(in crate::measure) fn evidence(history: &History<'_>) -> Vec<(&'static str, Vec<ActivityId>)> {
    let meetings = meetings(history);
    let is_shown = |event: &EventId, occurrence: Option<CivilDateTime>| {
        let mut meetings = meetings.iter();
        meetings.any(|meeting| {
            (meeting.event, meeting.occurrence) == (event, occurrence)
                && history.is_recent(meeting.day)
        })
    };
    let ids = |is_behind: &dyn Fn(&Kind) -> bool| {
        let acts = history.acts.iter();
        let acts = acts.filter(|act| is_behind(&act.activity.what));
        acts.map(|act| act.activity.id).collect()
    };
    vec![
        ("events", records(history)),
        ("carry_on", carrying_on(history)),
        ("known", history.affiliations()),
        (
            "present",
            ids(&|kind| match kind {
                Kind::Attended {
                    event, occurrence, ..
                } => is_shown(event, *occurrence),
                _ => false,
            }),
        ),
        (
            "spoke",
            ids(&|kind| match kind {
                Kind::Attended {
                    event,
                    occurrence,
                    part: Part::Chair | Part::Spoke,
                    ..
                } => is_shown(event, *occurrence),
                _ => false,
            }),
        ),
        (
            "head_count",
            ids(&|kind| match kind {
                Kind::EventHeld {
                    event, occurrence, ..
                } => is_shown(event, *occurrence),
                _ => false,
            }),
        ),
        (
            "insights",
            ids(&|kind| match kind {
                Kind::InsightMarked { about } => about.event().is_some_and(|event| {
                    let mut meetings = meetings.iter();
                    meetings.any(|one| one.event == event && history.is_recent(one.day))
                }),
                _ => false,
            }),
        ),
    ]
}
