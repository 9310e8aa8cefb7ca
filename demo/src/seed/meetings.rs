//! The meetings of five years with who said that they come, and those of the coming weeks.

use cop_core::activity::{Answer, Form, Mode, Part, Presence, Reference};
use cop_core::command::{Attendance, Command};
use cop_core::id::PersonId;
use cop_core::time::{CivilDate, Timestamp, Weekday};

use super::calendar::{Calendar, days_between, meeting};
use super::plan::{Plan, contribution, event};
use super::random::Random;
use super::roster::Roster;
use super::talk::Told;
use crate::content::deeds::HELD;
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

/// For how many days back somebody wrote down who was there.
const WRITTEN_DOWN_DAYS: i64 = 400;

/// A meeting that took place.
struct Met {
    handle: String,
    ended: Timestamp,
    accepted: Vec<PersonId>,
}

/// Plans the meetings of a community.
pub fn meetings(roster: &Roster<'_>, told: &[Told<'_>], calendar: Calendar, plan: &mut Plan) {
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
            let met = past(roster, &habit, date, nth, plan, &mut random);
            if let Some(met) = met
                && ago < WRITTEN_DOWN_DAYS
            {
                held(roster, told, &met, plan, &mut random);
            }
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
) -> Option<Met> {
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
        return None;
    }
    let accepted = answers(roster, planned, last, &handle, plan, random);
    Some(Met {
        ended: starts_at.plus_minutes(i64::from(habit.minutes)),
        handle,
        accepted,
    })
}

/// What is written down of a meeting: most of those who said that they would come did.
fn held(roster: &Roster<'_>, told: &[Told<'_>], met: &Met, plan: &mut Plan, random: &mut Random) {
    let at = met.ended.plus_minutes(random.between(20, 900));
    let still = |person: &PersonId| roster.members_at(at).any(|member| member.id == *person);
    let came: Vec<&PersonId> = met
        .accepted
        .iter()
        .filter(|person| still(person) && random.chance(78))
        .collect();
    let holder = &roster.holder_at(at, random).id;
    let people: Vec<Attendance> = came
        .iter()
        .enumerate()
        .map(|(nth, person)| Attendance {
            person: (*person).clone(),
            part: match nth {
                0 => Part::Chair,
                1 | 2 => Part::Spoke,
                _ => random.pick(&[Part::TookPart, Part::TookPart, Part::Present]),
            },
            presence: Some(random.pick(&[Presence::InPerson, Presence::Online])),
        })
        .collect();
    if people.is_empty() {
        return;
    }
    let event = || event(&met.handle);
    let occurrence = None;
    plan.add(
        at,
        holder,
        &roster.id,
        Command::RecordAttendance {
            event: event(),
            occurrence,
            people,
        },
    );
    let (notes, outcome) = random.pick(&HELD);
    plan.add(
        at.plus_minutes(4),
        holder,
        &roster.id,
        Command::ReportEvent {
            event: event(),
            occurrence,
            notes: Some(notes.to_owned()),
            outcome: random.chance(70).then(|| outcome.to_owned()),
            head_count: None,
        },
    );
    let before = told.iter().rfind(|thread| thread.last_at < met.ended);
    if came.len() < 3 || !random.chance(35) {
        return;
    }
    let Some(thread) = before else { return };
    plan.add(
        at.plus_minutes(9),
        holder,
        &roster.id,
        Command::RecordSession {
            event: event(),
            occurrence,
            problem: contribution(&thread.root),
            participants: came
                .iter()
                .take(5)
                .map(|person| (*person).clone())
                .collect(),
        },
    );
    // Whoever planned it may not say so of their own meeting.
    let holds = |person: &PersonId| roster.holders.iter().any(|holder| holder.id == *person);
    for person in came.iter().filter(|person| !holds(person)).take(2) {
        plan.add(
            at.plus_minutes(60),
            person,
            &roster.id,
            Command::MarkInsight {
                about: Reference::Event(event()),
            },
        );
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
/// Gives those who said that they come.
fn answers(
    roster: &Roster<'_>,
    from: Timestamp,
    to: Timestamp,
    handle: &str,
    plan: &mut Plan,
    random: &mut Random,
) -> Vec<PersonId> {
    let mut accepted = Vec::new();
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
        let drawn = drawn_answer(random);
        if drawn == Answer::Accepted {
            accepted.push(person.clone());
        }
        answer(roster, at, person, handle, drawn, plan);
    }
    accepted
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
