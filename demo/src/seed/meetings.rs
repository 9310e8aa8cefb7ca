//! The meetings of five years with who said that they come, and those of the coming weeks.

use cop_core::activity::{Answer, Form, Mode};
use cop_core::command::Command;
use cop_core::id::PersonId;
use cop_core::time::{CivilDate, Timestamp, Weekday};

use super::calendar::{Calendar, days_between, meeting};
use super::plan::{Plan, event};
use super::random::Random;
use super::roster::Roster;
use crate::content::phrases::{CANCELLATIONS, PLACES};

const WEEKDAYS: [Weekday; 5] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
];
const TIMES: [&str; 6] = ["09:00", "10:00", "12:30", "14:00", "15:30", "17:00"];

/// Communities whose coming meeting is planned as a scene, or that have a series instead.
const PLANNED_ELSEWHERE: [&str; 4] = [
    "falls-prevention",
    "medicines-safety",
    "dementia-friendly-wards",
    "working-well-at-night",
];
/// A community that plans nothing at the moment.
const PLANS_NOTHING: &str = "end-of-life-conversations";

/// How a community meets: on the same weekday, at the same time, mostly in the same place.
struct Habit {
    weekday: Weekday,
    time: &'static str,
    minutes: u32,
    place: &'static str,
    capacity: Option<u32>,
    interval: i64,
}

/// Plans the meetings of a community.
pub fn meetings(roster: &Roster<'_>, calendar: Calendar, plan: &mut Plan) {
    let mut random = Random::named(&format!("{} meetings", roster.text.id));
    let habit = Habit {
        weekday: random.pick(&WEEKDAYS),
        time: random.pick(&TIMES),
        minutes: random.pick(&[45, 60, 60, 90]),
        place: random.pick(&PLACES),
        capacity: random.pick(&[None, None, Some(16), Some(20), Some(24)]),
        interval: random.pick(&[14, 21, 21, 28]),
    };
    let mut ago = days_between(roster.founded, calendar.now) - 35;
    let mut nth = 0;
    while ago > 4 {
        let date = calendar.next(habit.weekday, -ago);
        if calendar.date(-1) > date {
            past(roster, &habit, date, nth, plan, &mut random);
        }
        ago -= habit.interval;
        nth += 1;
    }
    let id = roster.text.id;
    if !PLANNED_ELSEWHERE.contains(&id) && id != PLANS_NOTHING {
        let date = calendar.next(habit.weekday, random.between(3, 18));
        coming(roster, &habit, calendar, date, plan, &mut random);
    }
}

fn past(
    roster: &Roster<'_>,
    habit: &Habit,
    date: CivilDate,
    nth: usize,
    plan: &mut Plan,
    random: &mut Random,
) {
    let schedule = meeting(date, habit.time, habit.minutes);
    let starts_at = schedule.starts_at;
    let planned = starts_at.plus_minutes(-random.between(9 * 1_440, 16 * 1_440));
    let handle = format!("{}/meeting-{nth}", roster.text.id);
    plan_one(roster, habit, planned, &handle, schedule, nth, plan, random);
    let last = starts_at.plus_minutes(-90);
    if random.chance(4) {
        let called_off = starts_at.plus_minutes(-1_500);
        answers(
            roster,
            planned,
            called_off.plus_minutes(-60),
            &handle,
            plan,
            random,
        );
        plan.add(
            called_off,
            &roster.holder_at(called_off, random).id,
            &roster.id,
            Command::CancelEvent {
                occurrence: None,
                event: event(&handle),
                reason: Some(random.pick(&CANCELLATIONS).to_owned()),
            },
        );
    } else {
        answers(roster, planned, last, &handle, plan, random);
    }
}

fn coming(
    roster: &Roster<'_>,
    habit: &Habit,
    calendar: Calendar,
    date: CivilDate,
    plan: &mut Plan,
    random: &mut Random,
) {
    let planned = calendar.day(random.between(4, 8), random);
    let schedule = meeting(date, habit.time, habit.minutes);
    let handle = format!("{}/coming", roster.text.id);
    let nth = days_between(roster.founded, calendar.now).unsigned_abs() as usize;
    plan_one(roster, habit, planned, &handle, schedule, nth, plan, random);
    answers(
        roster,
        planned,
        calendar.hours_ago(1),
        &handle,
        plan,
        random,
    );
}

#[expect(clippy::too_many_arguments, reason = "a meeting has as many parts")]
fn plan_one(
    roster: &Roster<'_>,
    habit: &Habit,
    planned: Timestamp,
    handle: &str,
    schedule: cop_core::schedule::Schedule,
    nth: usize,
    plan: &mut Plan,
    random: &mut Random,
) {
    let place: &str = if random.chance(80) {
        habit.place
    } else {
        random.pick(&PLACES)
    };
    let titles = roster.text.meetings;
    plan.make(
        planned,
        &roster.holder_at(planned, random).id,
        &roster.id,
        handle,
        Command::PlanEvent {
            with: None,
            title: titles[nth % titles.len()].to_owned(),
            form: random.pick(&[Form::Working, Form::Working, Form::Mixed, Form::Broadcast]),
            mode: if place.starts_with("Online") {
                Mode::Online
            } else {
                random.pick(&[Mode::InPerson, Mode::Hybrid])
            },
            schedule,
            place: Some(place.to_owned()),
            capacity: habit.capacity,
            problem: None,
        },
    );
}

/// Who said what between two moments: more of those who also speak, and hardly anybody changes their mind.
fn answers(
    roster: &Roster<'_>,
    from: Timestamp,
    to: Timestamp,
    handle: &str,
    plan: &mut Plan,
    random: &mut Random,
) {
    let members: Vec<(&PersonId, u32)> = roster
        .voices_at(from)
        .map(|(person, voice)| (&person.id, voice))
        .collect();
    let staying: Vec<&PersonId> = roster.members_at(to).map(|person| &person.id).collect();
    let minutes = ((to.ms() - from.ms()) / 60_000).max(2);
    for (person, voice) in members {
        if !staying.contains(&person) || !random.chance(u64::from(18 + 9 * voice.min(6))) {
            continue;
        }
        let at = from.plus_minutes(random.between(1, minutes - 1));
        answer(roster, at, person, handle, drawn_answer(random), plan);
    }
}

fn drawn_answer(random: &mut Random) -> Answer {
    match random.below(100) {
        0..62 => Answer::Accepted,
        62..78 => Answer::Tentative,
        _ => Answer::Declined,
    }
}

/// Plans one answer to an invitation.
pub fn answer(
    roster: &Roster<'_>,
    at: Timestamp,
    person: &PersonId,
    handle: &str,
    answer: Answer,
    plan: &mut Plan,
) {
    plan.add(
        at,
        person,
        &roster.id,
        Command::AnswerInvitation {
            occurrence: None,
            event: event(handle),
            answer,
        },
    );
}
