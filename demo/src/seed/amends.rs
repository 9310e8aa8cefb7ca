//! What was put right later: a wrong title, a turn that was taken back, one that was erased, an account that somebody
//! had twice, and a meeting that two communities hold together.

use std::collections::BTreeMap;

use cop_core::activity::{Erasure, Form, Mode, Preference, RetractionReason, Stance};
use cop_core::command::{Command, Patch};
use cop_core::id::{CommunityId, PersonId};
use cop_core::time::{Timestamp, Weekday};

use super::calendar::{Calendar, meeting};
use super::plan::{Plan, contribution, event};
use super::population::Person;
use super::random::Random;
use super::roster::Roster;
use super::talk::{Told, problem_handle};

/// Plans it for the communities that have it.
pub fn amends(roster: &Roster<'_>, told: &[Told<'_>], calendar: Calendar, plan: &mut Plan) {
    match roster.text.id {
        "falls-prevention" => together(roster, calendar, plan),
        "medicines-safety" => second_thoughts(roster, told, calendar, plan),
        _ => {}
    }
}

/// Two communities meet together, which both wanted.
fn together(roster: &Roster<'_>, calendar: Calendar, plan: &mut Plan) {
    let handle = "falls-prevention/together";
    let other = CommunityId::parse("dementia-friendly-wards").expect("ids in the texts are ids");
    let command = Command::PlanEvent {
        title: "Walking at night: where dementia and falls meet".to_owned(),
        form: Form::Mixed,
        mode: Mode::Hybrid,
        schedule: meeting(calendar.next(Weekday::Monday, 12), "14:00", 90),
        place: Some("Old chapel, Northmoor General".to_owned()),
        capacity: Some(30),
        problem: None,
        with: Some(other.clone()),
    };
    plan.make(
        calendar.hours_ago(190),
        &roster.by_key("ama").id,
        &roster.id,
        handle,
        command,
    );
    // Whoever steers the other community at the beginning of its text.
    plan.add_by_steward(
        calendar.hours_ago(160),
        &other,
        Command::AnswerCoHosting {
            event: event(handle),
            accepted: true,
        },
    );
    let day = calendar.next(Weekday::Monday, 12);
    plan.add(
        calendar.hours_ago(140),
        &roster.by_key("ama").id,
        &roster.id,
        Command::ChangeEvent {
            event: event(handle),
            occurrence: None,
            schedule: meeting(day, "14:30", 90),
            place: Some("Old chapel, Northmoor General".to_owned()),
            capacity: Some(40),
            mode: None,
            form: None,
            problem: None,
        },
    );
}

/// One corrected what they had said, one took it back, one had it erased.
fn second_thoughts(roster: &Roster<'_>, told: &[Told<'_>], calendar: Calendar, plan: &mut Plan) {
    let mut random = Random::named("second thoughts");
    let root = problem_handle(roster, 0);
    let at = calendar.hours_ago(40);
    let mut members = roster.members_at(calendar.hours_ago(24 * 90));
    let mut said = |nth: usize, text: &str, plan: &mut Plan| {
        let by = members
            .next()
            .expect("it has more members than that")
            .id
            .clone();
        let handle = format!("{root}/late-{nth}");
        let command = Command::Reply {
            in_reply_to: contribution(&root),
            to: Vec::new(),
            stance: Stance::Experience,
            text: text.to_owned(),
            vantage: None,
        };
        plan.make(
            at.plus_minutes(7 * nth as i64),
            &by,
            &roster.id,
            &handle,
            command,
        );
        (by, handle)
    };
    let (by, handle) = said(
        0,
        "We write the unit in full. It has halfed the calls.",
        plan,
    );
    plan.amend(at.plus_minutes(60), &by, &roster.id, &handle, |of| {
        Command::Correct {
            of,
            patch: Patch {
                text: Some("We write the unit in full. It has halved the calls.".to_owned()),
                ..Patch::default()
            },
        }
    });
    let (by, handle) = said(
        1,
        "On our ward nobody would dare to ask that, would they?",
        plan,
    );
    plan.amend(at.plus_minutes(70), &by, &roster.id, &handle, |of| {
        Command::Retract {
            of,
            reason: RetractionReason::OwnWish,
        }
    });
    let (by, handle) = said(2, "Mrs H in bed four had it twice on Monday.", plan);
    plan.amend(at.plus_minutes(80), &by, &roster.id, &handle, |of| {
        Command::Erase {
            of: Erasure::Activity(of),
        }
    });
    // One who lets it be known what they read.
    let reader = &roster.holders[0].id;
    let preference = Preference::ReadsLogged;
    plan.add(
        at,
        reader,
        &roster.id,
        Command::SetPreference {
            preference,
            allowed: true,
        },
    );
    for thread in told
        .iter()
        .rev()
        .take(6)
        .filter(|thread| thread.author.id != *reader)
    {
        let later = at.plus_minutes(90 + random.between(1, 60));
        let of = contribution(&thread.root).into();
        plan.add(later, reader, &roster.id, Command::MarkRead { of });
    }
}

/// Somebody who had two accounts; what they did with either is theirs.
pub fn two_accounts(
    roster: &Roster<'_>,
    people: &[Person],
    arrivals: &BTreeMap<PersonId, Timestamp>,
    calendar: Calendar,
    plan: &mut Plan,
) {
    let joined = calendar.hours_ago(24 * 90);
    let mut members = roster.members_at(joined);
    let into = members.next().expect("it has members");
    let other = people
        .iter()
        .rev()
        .find(|person| !arrivals.contains_key(&person.id) && !roster.knows(&person.id))
        .expect("not everybody is in a community");
    let note = Some("Back again, with a new badge.".to_owned());
    plan.add(joined, &other.id, &roster.id, Command::Follow);
    plan.add(joined, &other.id, &roster.id, Command::Join { note });
    plan.add_as_operator(
        calendar.hours_ago(24 * 30),
        &into.id,
        Command::RecordSamePerson {
            from: other.id.clone(),
            into: into.id.clone(),
        },
    );
}
