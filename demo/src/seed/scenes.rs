//! What the demonstration wants to find: a meeting that is nearly full, one that is, two series,
//! requests that wait for an answer, an invitation that waits for a yes.

use cop_core::activity::{Answer, Beneficiary, Form, Mode, Rung, ValueOutcome};
use cop_core::command::{Command, NewReport};
use cop_core::recurrence::{Recurrence, Series};
use cop_core::schedule::Schedule;
use cop_core::time::{CivilDate, Weekday};

use super::calendar::{Calendar, meeting};
use super::meetings::answer;
use super::plan::{Plan, contribution};
use super::population::{Person, cast_id};
use super::random::Random;
use super::roster::Roster;
use super::talk::problem_handle;

/// Plans what belongs to one community.
pub fn scenes(roster: &Roster<'_>, people: &[Person], calendar: Calendar, plan: &mut Plan) {
    match roster.text.id {
        "falls-prevention" => {
            bedside_session(roster, calendar, plan);
            what_came_of_the_class(roster, calendar, plan);
        }
        "medicines-safety" => full_session(roster, calendar, plan),
        "dementia-friendly-wards" => {
            let first = calendar.next(Weekday::Tuesday, -40);
            let schedule = series(first, "14:00", 90, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU");
            let place = "Outside the ward: Harbottle, Kielder and Rede take turns";
            let title = "Ward visit with fresh eyes";
            repeated(
                roster,
                calendar,
                title,
                Mode::InPerson,
                place,
                schedule,
                plan,
            );
        }
        "working-well-at-night" => {
            let first = calendar.next(Weekday::Wednesday, -30);
            let schedule = series(first, "02:00", 20, "FREQ=WEEKLY;BYDAY=WE");
            let place = "Online: meet.northmoor.example/room-2";
            let title = "Two in the morning";
            repeated(roster, calendar, title, Mode::Online, place, schedule, plan);
        }
        "discharge-that-holds" => requests(roster, people, calendar, plan),
        "safeguarding-supervision" => invitation(roster, calendar, plan),
        _ => {}
    }
}

/// The meeting of the drawings: next Thursday, ten of twelve places taken.
fn bedside_session(roster: &Roster<'_>, calendar: Calendar, plan: &mut Plan) {
    let mut random = Random::named("bedside session");
    let handle = "falls-prevention/coming";
    let ama = roster.by_key("ama");
    let planned = calendar.hours_ago(50);
    plan.make(
        planned,
        &ama.id,
        &roster.id,
        handle,
        Command::PlanEvent {
            with: None,
            title: "Working session: the bedside handover problem".to_owned(),
            form: Form::Working,
            mode: Mode::Hybrid,
            schedule: meeting(calendar.next(Weekday::Thursday, 3), "12:30", 60),
            place: Some("Online, and room 4 at Northmoor General".to_owned()),
            capacity: Some(12),
            problem: Some(contribution(&problem_handle(roster, 0))),
        },
    );
    let stays_free = cast_id("dilip");
    let coming = ["ama", "rhys", "joan", "thandi"].map(|key| roster.by_key(key));
    let others = roster
        .members_at(planned)
        .filter(|member| Some(&member.id) != stays_free.as_ref())
        .filter(|member| coming.iter().all(|other| other.id != member.id));
    for (nth, member) in coming.into_iter().chain(others).take(16).enumerate() {
        let at = planned.plus_minutes(20 + 150 * nth as i64 + random.between(0, 90));
        let said = match nth {
            0..10 => Answer::Accepted,
            10..13 => Answer::Tentative,
            _ => Answer::Declined,
        };
        answer(
            roster,
            calendar.before_now(at),
            &member.id,
            handle,
            said,
            plan,
        );
    }
}

/// What people took away from the problem of the balance class, what they did with it, and what it changed.
fn what_came_of_the_class(roster: &Roster<'_>, calendar: Calendar, plan: &mut Plan) {
    let problem = problem_handle(roster, 3);
    let told = [
        (33, "ama", Rung::Potential, None, ""),
        (31, "elin", Rung::Potential, None, ""),
        (29, "rhys", Rung::Potential, None, ""),
        (
            16,
            "elin",
            Rung::Applied,
            Some(1),
            "Week four of the Thursday class now says what week ten is for.",
        ),
        (
            11,
            "rhys",
            Rung::Applied,
            Some(2),
            "Tea in the middle, at the leisure centre. No change yet.",
        ),
        (
            2,
            "elin",
            Rung::Realised,
            Some(3),
            "Nine of twelve were still there in week eight. It used to be five.",
        ),
    ];
    for (nth, (days_ago, who, rung, follows, text)) in told.into_iter().enumerate() {
        let outcome = match nth {
            4 => ValueOutcome::NoDifference,
            _ => ValueOutcome::Helped,
        };
        let handle = |nth: usize| format!("{problem}/came-{nth}");
        let report = NewReport {
            rung,
            outcome,
            source: contribution(&problem).into(),
            beneficiary: match rung {
                Rung::Potential => Beneficiary::Oneself,
                _ => Beneficiary::ServiceUsers,
            },
            follows: follows.map(|before| contribution(&handle(before))),
            evidence: None,
            text: (!text.is_empty()).then(|| text.to_owned()),
        };
        plan.make(
            calendar.hours_ago(24 * days_ago),
            &roster.by_key(who).id,
            &roster.id,
            &handle(nth),
            Command::ReportValue(report),
        );
    }
}

/// A small room with more people than places: three wait.
fn full_session(roster: &Roster<'_>, calendar: Calendar, plan: &mut Plan) {
    let handle = "medicines-safety/coming";
    let planned = calendar.hours_ago(4 * 24);
    plan.make(
        planned,
        &roster.holders[0].id,
        &roster.id,
        handle,
        Command::PlanEvent {
            with: None,
            title: "Insulin: what the chart makes us do".to_owned(),
            form: Form::Working,
            mode: Mode::InPerson,
            schedule: meeting(calendar.next(Weekday::Tuesday, 4), "15:30", 60),
            place: Some("Pharmacy training room, Northmoor General".to_owned()),
            capacity: Some(8),
            problem: Some(contribution(&problem_handle(roster, 0))),
        },
    );
    for (nth, member) in roster.members_at(planned).take(11).enumerate() {
        let at = planned.plus_minutes(30 + 400 * nth as i64);
        answer(roster, at, &member.id, handle, Answer::Accepted, plan);
    }
}

fn repeated(
    roster: &Roster<'_>,
    calendar: Calendar,
    title: &str,
    mode: Mode,
    place: &str,
    schedule: Schedule,
    plan: &mut Plan,
) {
    let handle = format!("{}/series", roster.text.id);
    let planned = schedule.starts_at.minus_days(9);
    plan.make(
        planned,
        &roster.holder_at(planned, &mut Random::named(title)).id,
        &roster.id,
        &handle,
        Command::PlanEvent {
            with: None,
            title: title.to_owned(),
            form: Form::Working,
            mode,
            schedule,
            place: Some(place.to_owned()),
            capacity: None,
            problem: None,
        },
    );
    for (nth, member) in roster
        .members_at(planned)
        .enumerate()
        .filter(|(nth, _)| nth % 3 != 1)
    {
        let at = planned.plus_minutes(45 + 610 * nth as i64);
        let said = if nth % 7 == 3 {
            Answer::Tentative
        } else {
            Answer::Accepted
        };
        if roster
            .members_at(calendar.now)
            .any(|other| other.id == member.id)
        {
            answer(
                roster,
                calendar.before_now(at),
                &member.id,
                &handle,
                said,
                plan,
            );
        }
    }
}

fn series(first: CivilDate, time: &str, minutes: u32, rule: &str) -> Schedule {
    Schedule {
        series: Some(Series::new(
            Recurrence::parse(rule).expect("the rules here are written well"),
        )),
        ..meeting(first, time, minutes)
    }
}

/// Three people who asked and have no answer yet.
fn requests(roster: &Roster<'_>, people: &[Person], calendar: Calendar, plan: &mut Plan) {
    let asked = [
        (
            "care home nurse",
            92,
            "I run nights at Harbour House. People come back to us at nine in the evening with a bag and no letter. I would like to be where that is talked about.",
        ),
        (
            "technician",
            51,
            "I pack the bags that go home. I hear afterwards what was wrong with them, and I would rather hear before.",
        ),
        (
            "volunteer",
            7,
            "I drive people home for Village Drivers, about six a week. I see the kitchens. Somebody told me that you might want to know.",
        ),
    ];
    for (key, hours, reason) in asked {
        let person = people
            .iter()
            .filter(|person| person.key == key)
            .find(|person| !roster.knows(&person.id))
            .expect("not all of a profession are in one community");
        plan.add(
            calendar.hours_ago(hours),
            &person.id,
            &roster.id,
            Command::AskToJoin {
                reason: reason.to_owned(),
            },
        );
    }
}

fn invitation(roster: &Roster<'_>, calendar: Calendar, plan: &mut Plan) {
    plan.add(
        calendar.hours_ago(28),
        &roster.holders[0].id,
        &roster.id,
        Command::Invite {
            person: cast_id("gareth").expect("gareth is in the cast"),
        },
    );
}
