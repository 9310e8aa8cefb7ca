//! What became of a meeting: who was there, what was worked on, what was written down.

use serde::Serialize;

use super::{near, problem_title};
use crate::activity::{Part, Presence};
use crate::event::{Event, Record};
use crate::id::{ActivityId, ContributionId, EventId};
use crate::schedule::Occurrence;
use crate::time::CivilDateTime;
use crate::view::{PersonView, Seen};

/// What became of a meeting, or of one time of a series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordView {
    /// The time by which the series names it: none for a single meeting, and where no time was named.
    pub occurrence: Option<CivilDateTime>,
    /// When that was: none where no time of a series was named.
    pub when: Option<Occurrence>,
    /// Who was there, in the order of the log's ids.
    pub attended: Vec<AttendedView>,
    /// What last said that it took place: none where nobody has.
    pub held: Option<ActivityId>,
    /// What was written down.
    pub notes: Option<String>,
    /// What it came to.
    pub outcome: Option<String>,
    /// How many were there, where nobody wrote down who.
    pub head_count: Option<u32>,
    /// The problems that people thought through there.
    pub sessions: Vec<SessionView>,
}

/// Somebody who was there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AttendedView {
    /// Who.
    pub person: PersonView,
    /// Doing what.
    pub part: Part,
    /// In the room or on a screen.
    pub presence: Option<Presence>,
    /// What said so.
    pub activity: ActivityId,
}

/// Thinking through a problem together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SessionView {
    /// On which problem.
    pub problem: ContributionId,
    /// What that problem is.
    pub problem_title: Option<String>,
    /// Who took part, by name.
    pub participants: Vec<PersonView>,
    /// What said so.
    pub activity: ActivityId,
}

/// What became of an event, the latest time first.
pub(super) fn records(seen: &Seen<'_>, id: &EventId, event: &Event) -> Vec<RecordView> {
    let whole = (None, &event.record);
    let occasions = event
        .occasions()
        .map(|(occurrence, occasion)| (Some(occurrence), &occasion.record));
    std::iter::once(whole)
        .chain(occasions)
        .filter(|(_, record)| !record.is_empty())
        .map(|(occurrence, record)| view(seen, (id, event, occurrence), record))
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect()
}

fn view(
    seen: &Seen<'_>,
    (id, event, occurrence): (&EventId, &Event, Option<CivilDateTime>),
    record: &Record,
) -> RecordView {
    let held = record.held.as_ref();
    RecordView {
        occurrence,
        when: when(seen, id, event, occurrence),
        attended: record
            .attended
            .iter()
            .map(|(person, there)| AttendedView {
                person: seen.person(person),
                part: there.part,
                presence: there.presence,
                activity: there.activity,
            })
            .collect(),
        held: held.map(|held| held.activity),
        notes: seen.text(held.and_then(|held| held.notes)),
        outcome: seen.text(held.and_then(|held| held.outcome)),
        head_count: held.and_then(|held| held.head_count),
        sessions: record
            .sessions
            .iter()
            .map(|session| SessionView {
                problem: session.problem.clone(),
                problem_title: problem_title(seen, &session.problem),
                participants: seen.by_name(&session.participants),
                activity: session.activity,
            })
            .collect(),
    }
}

/// When it was: as it was resolved, or else as far from UTC as the first time.
fn when(
    seen: &Seen<'_>,
    id: &EventId,
    event: &Event,
    occurrence: Option<CivilDateTime>,
) -> Option<Occurrence> {
    let Some(occurrence) = occurrence else {
        return event.schedule.series.is_none().then(|| super::first(event));
    };
    let resolved = near(seen, id).iter().find(|near| near.name() == occurrence);
    Some(resolved.cloned().unwrap_or_else(|| {
        let (schedule, moved_from) = match event.moved(Some(occurrence)) {
            Some(moved) => (&moved.schedule, Some(occurrence)),
            None => (&event.schedule, None),
        };
        let starts = moved_from.map_or(occurrence, |_| schedule.starts);
        let starts_at = schedule.about(starts);
        Occurrence {
            moved_from,
            starts,
            starts_at,
            ends_at: starts_at.plus_minutes(i64::from(schedule.minutes)),
        }
    }))
}
