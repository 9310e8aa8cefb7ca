//! Who was at which meeting, and who carried on with what it was about.

use std::collections::{BTreeMap, BTreeSet};

use super::super::interner::Table;
use super::super::stored::stored;
use super::practice::keep;
use super::{Deed, Names, Profile, Window};
use crate::activity::{Basis, Form, Kind, Part};
use crate::time::{CivilDate, CivilDateTime};

/// Who was at which meeting: each day of a series is one.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Meetings {
    /// By day and event, how often each person was recorded as there.
    attended: BTreeMap<(CivilDate, u32), Table<u32, u32>>,
    /// By number of the event.
    events: BTreeMap<u32, EventHere>,
    /// By thread, day and person: how often they gave something to it.
    gave: BTreeMap<(u32, CivilDate, u32), u32>,
}

stored!(Meetings {
    attended,
    events,
    gave
});

/// What is known of an event or a series.
#[derive(Debug, Clone, Default)]
struct EventHere {
    /// By when the rule of the series has it; what is known of all times, or of a single meeting, has none.
    times: BTreeMap<Option<CivilDateTime>, Time>,
    /// The days on which somebody marked an insight about it, by position.
    insights: BTreeMap<u64, CivilDate>,
}

stored!(EventHere { times, insights });

/// What is known of one time of an event; each by position.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Time {
    plans: BTreeMap<u64, Plan>,
    /// Who was there.
    pub(in super::super) there: BTreeMap<u64, There>,
    /// That it took place.
    pub(in super::super) held: BTreeMap<u64, Held>,
    /// On which problems people worked.
    worked: BTreeMap<u64, u32>,
}

stored!(Time {
    plans,
    there,
    held,
    worked
});

/// What an event was to be, or was changed to.
#[derive(Debug, Clone, Copy)]
struct Plan {
    /// On which day: none for a series, whose times say so themselves.
    day: Option<CivilDate>,
    form: Option<Form>,
    problem: Option<u32>,
}

stored!(Plan { day, form, problem });

/// That somebody was there.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct There {
    /// Who.
    pub(in super::super) who: Option<u32>,
    /// Where they stood then.
    pub(in super::super) from: Profile,
    /// Doing what.
    pub(in super::super) part: Part,
    /// How it is known.
    pub(in super::super) basis: Basis,
    day: CivilDate,
}

stored!(There {
    who,
    from,
    part,
    basis,
    day
});

/// That a meeting took place.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Held {
    /// How many were there, where nobody wrote down who.
    pub(in super::super) head_count: Option<u32>,
    /// How it is known.
    pub(in super::super) basis: Basis,
    day: CivilDate,
}

stored!(Held {
    head_count,
    basis,
    day
});

/// One meeting that took place.
#[derive(Debug, Clone)]
pub(in super::super) struct MeetingHere<'a> {
    /// Which event, by number.
    pub(in super::super) event: u32,
    /// Which time of a series.
    pub(in super::super) occurrence: Option<CivilDateTime>,
    /// On which day.
    pub(in super::super) day: CivilDate,
    /// What kind of meeting: none where nothing says so.
    pub(in super::super) form: Option<Form>,
    /// Who was there, and what else is known of it.
    pub(in super::super) time: &'a Time,
    /// How many insights about it were marked.
    pub(in super::super) insights: u64,
    planned_problem: Option<u32>,
}

impl MeetingHere<'_> {
    /// The problems that it was about.
    pub(in super::super) fn problems(&self) -> BTreeSet<u32> {
        let worked = self.time.worked.values().copied();
        worked.chain(self.planned_problem).collect()
    }
}

impl Time {
    /// Whether somebody was there, or it is said to have been held.
    fn took_place(&self) -> bool {
        !self.there.is_empty() || !self.held.is_empty()
    }

    /// The day on which it was first written down.
    fn written(&self) -> Option<CivilDate> {
        let there = self.there.values().map(|there| there.day).min();
        there.or_else(|| self.held.values().map(|held| held.day).min())
    }

    fn last<T>(&self, of: impl Fn(&Plan) -> Option<T>) -> Option<T> {
        self.plans.values().rev().find_map(of)
    }
}

impl EventHere {
    /// What the last plan of one time says, or else the last of all.
    fn planned<T>(&self, time: &Time, of: impl Fn(&Plan) -> Option<T>) -> Option<T> {
        let of_all = || self.times.get(&None)?.last(&of);
        time.last(&of).or_else(of_all)
    }

    /// Those times of it that took place, by day.
    fn meetings(&self, event: u32) -> Vec<MeetingHere<'_>> {
        let times = self.times.iter().filter(|(_, time)| time.took_place());
        let mut meetings: Vec<MeetingHere<'_>> = times
            .filter_map(|(occurrence, time)| {
                let named = occurrence.map(|occurrence| occurrence.date);
                let day = time.last(|plan| plan.day).or(named);
                Some(MeetingHere {
                    event,
                    occurrence: *occurrence,
                    day: day.or_else(|| time.written())?,
                    form: self.planned(time, |plan| plan.form),
                    time,
                    insights: 0,
                    planned_problem: self.planned(time, |plan| plan.problem),
                })
            })
            .collect();
        meetings.sort_by_key(|meeting| (meeting.day, meeting.occurrence));
        for day in self.insights.values() {
            let before = meetings.partition_point(|meeting| meeting.day <= *day);
            // What was marked before the first is about the first.
            if let Some(meeting) = meetings.get_mut(before.saturating_sub(1)) {
                meeting.insights += 1;
            }
        }
        meetings
    }
}

impl Meetings {
    /// How many meetings there were in the window to which somebody came.
    pub(in super::super) fn n_recent(&self, today: CivilDate) -> usize {
        self.attended(today).count()
    }

    /// To how many of them a person came.
    pub(in super::super) fn n_attended(&self, who: u32, today: CivilDate) -> usize {
        let recent = self.attended(today);
        recent.filter(|people| people.contains_key(&who)).count()
    }

    /// All meetings that took place, by number of the event and then by day.
    pub(in super::super) fn all(&self) -> impl Iterator<Item = MeetingHere<'_>> {
        let events = self.events.iter();
        events.flat_map(|(event, here)| here.meetings(*event))
    }

    /// Those in the window that ends today.
    pub(in super::super) fn recent(
        &self,
        today: CivilDate,
    ) -> impl Iterator<Item = MeetingHere<'_>> {
        self.all().filter(move |one| Window::has(today, one.day))
    }

    /// Whether a person gave something to a thread after a day, within some more.
    pub(in super::super) fn carried_on(
        &self,
        who: u32,
        thread: u32,
        after: CivilDate,
        days: i64,
    ) -> bool {
        let from = (thread, after.plus_days(1), 0);
        let to = (thread, after.plus_days(days), u32::MAX);
        self.gave.range(from..=to).any(|((_, _, by), _)| *by == who)
    }

    fn attended(&self, today: CivilDate) -> impl Iterator<Item = &Table<u32, u32>> {
        let recent = self.attended.iter();
        recent
            .filter(move |((day, _), _)| Window::has(today, *day))
            .map(|(_, people)| people)
    }

    pub(super) fn count(&mut self, names: &mut Names, deed: &Deed<'_>, sign: i64) {
        self.count_attendance(names, deed, sign);
        self.count_thread(names, deed, sign);
        let event = match &deed.activity.what {
            Kind::EventPlanned { event, .. }
            | Kind::EventChanged { event, .. }
            | Kind::Attended { event, .. }
            | Kind::EventHeld { event, .. }
            | Kind::SessionWorked { event, .. } => event,
            Kind::InsightMarked { about } => match about.event() {
                Some(event) => event,
                None => return,
            },
            _ => return,
        };
        let event = names.event(event);
        let occurrence = match &deed.activity.what {
            Kind::EventChanged { occurrence, .. }
            | Kind::Attended { occurrence, .. }
            | Kind::EventHeld { occurrence, .. }
            | Kind::SessionWorked { occurrence, .. } => *occurrence,
            _ => None,
        };
        let here = self.events.entry(event).or_default();
        let time = here.times.entry(occurrence).or_default();
        match &deed.activity.what {
            Kind::EventPlanned { .. } | Kind::EventChanged { .. } => {
                if let Some(plan) = Plan::of(names, &deed.activity.what) {
                    keep(&mut time.plans, deed, plan, sign);
                }
            }
            Kind::Attended { part, .. } => {
                let there = There {
                    who: deed.who,
                    from: deed.from,
                    part: *part,
                    basis: deed.activity.basis,
                    day: deed.day,
                };
                keep(&mut time.there, deed, there, sign);
            }
            Kind::EventHeld { head_count, .. } => {
                let held = Held {
                    head_count: *head_count,
                    basis: deed.activity.basis,
                    day: deed.day,
                };
                keep(&mut time.held, deed, held, sign);
            }
            Kind::SessionWorked { problem, .. } => {
                keep(&mut time.worked, deed, names.contribution(problem), sign);
            }
            _ => keep(&mut here.insights, deed, deed.day, sign),
        }
    }

    fn count_attendance(&mut self, names: &mut Names, deed: &Deed<'_>, sign: i64) {
        let (Kind::Attended { event, .. }, Some(who)) = (&deed.activity.what, deed.who) else {
            return;
        };
        let meeting = (deed.day, names.event(event));
        let people = self.attended.entry(meeting).or_default();
        let n = people.entry(who).or_insert(0);
        *n = if sign > 0 { *n + 1 } else { *n - 1 };
        if *n == 0 {
            people.remove(&who);
        }
        if people.is_empty() {
            self.attended.remove(&meeting);
        }
    }

    fn count_thread(&mut self, names: &mut Names, deed: &Deed<'_>, sign: i64) {
        let (Some(thread), Some(who)) = (given_to(&deed.activity.what), deed.who) else {
            return;
        };
        let key = (names.contribution(thread), deed.day, who);
        let n = self.gave.entry(key).or_insert(0);
        *n = if sign > 0 { *n + 1 } else { *n - 1 };
        if *n == 0 {
            self.gave.remove(&key);
        }
    }
}

impl Plan {
    fn of(names: &mut Names, kind: &Kind) -> Option<Plan> {
        let (schedule, form, problem) = match kind {
            Kind::EventPlanned {
                schedule,
                form,
                problem,
                ..
            } => (schedule, Some(*form), problem),
            Kind::EventChanged {
                schedule,
                form,
                problem,
                ..
            } => (schedule, *form, problem),
            _ => return None,
        };
        let is_single = schedule.series.is_none();
        Some(Plan {
            day: is_single.then_some(schedule.starts.date),
            form,
            problem: problem.as_ref().map(|id| names.contribution(id)),
        })
    }
}

/// The thread that a contribution carries further.
fn given_to(kind: &Kind) -> Option<&crate::id::ContributionId> {
    match kind {
        Kind::Replied(turn) if turn.is_substantive() => Some(&turn.thread),
        Kind::ProblemReframed { problem, .. } => Some(problem),
        Kind::Summarised { of, .. } => of.contribution(),
        Kind::Connected { from, .. } => Some(from),
        Kind::ArtefactDrafted(draft) => draft.thread.as_ref(),
        _ => None,
    }
}
