//! How people look after each other: welcomes, introductions, guidance, and who was away.

use cop_core::activity::{Preference, Role};
use cop_core::command::Command;
use cop_core::id::PersonId;
use cop_core::time::Timestamp;

use super::calendar::Calendar;
use super::plan::Plan;
use super::population::Person;
use super::random::Random;
use super::roster::Roster;
use crate::content::deeds::{INTRODUCTIONS, MATCHES};
use crate::content::phrases::WELCOMES;

/// Plans what members do for each other.
pub fn care(roster: &Roster<'_>, calendar: Calendar, plan: &mut Plan) {
    let mut random = Random::named(&format!("{} care", roster.text.id));
    welcomes(roster, calendar, plan, &mut random);
    asking_after_allowed(roster, calendar, plan);
    let open = introductions_allowed(roster, calendar, plan, &mut random);
    introductions(roster, calendar, &open, plan, &mut random);
    guidance(roster, calendar, plan, &mut random);
    absences(roster, calendar, plan, &mut random);
    roles(roster, calendar, plan);
}

fn is_there(roster: &Roster<'_>, person: &PersonId, at: Timestamp) -> bool {
    roster.members_at(at).any(|member| member.id == *person)
}

/// Half of those who come are welcomed within days, and a third say who they are.
fn welcomes(roster: &Roster<'_>, calendar: Calendar, plan: &mut Plan, random: &mut Random) {
    let arrivals: Vec<(PersonId, Timestamp)> = roster
        .arrivals()
        .map(|(person, at)| (person.clone(), at))
        .collect();
    for (person, came) in arrivals {
        let at = came.plus_minutes(random.between(1_500, 7_000));
        if at > calendar.now || !is_there(roster, &person, at) {
            continue;
        }
        let host = roster.holder_at(at, random);
        if host.id != person && random.chance(52) {
            plan.add(
                at,
                &host.id,
                &roster.id,
                Command::Welcome {
                    person: person.clone(),
                    message: random.chance(60).then(|| random.pick(&WELCOMES).to_owned()),
                    in_reply_to: None,
                },
            );
        }
        if random.chance(33) {
            plan.add(
                at,
                &person,
                &roster.id,
                Command::IntroduceSelf {
                    text: random.pick(&INTRODUCTIONS).to_owned(),
                },
            );
        }
    }
}

/// A third of those who come let somebody ask after them when they have been quiet.
fn asking_after_allowed(roster: &Roster<'_>, calendar: Calendar, plan: &mut Plan) {
    for (person, came) in roster.arrivals().step_by(3) {
        let at = came.plus_minutes(90);
        if at <= calendar.now && is_there(roster, person, at) {
            let preference = Preference::NudgesByOthers;
            let allowed = true;
            plan.add(
                at,
                person,
                &roster.id,
                Command::SetPreference {
                    preference,
                    allowed,
                },
            );
        }
    }
}

/// Members who let others introduce them, with the moment from which they do.
fn introductions_allowed<'a>(
    roster: &Roster<'a>,
    calendar: Calendar,
    plan: &mut Plan,
    random: &mut Random,
) -> Vec<(&'a Person, Timestamp)> {
    let mut open = Vec::new();
    for member in roster.members_at(calendar.now) {
        let at = calendar.day(random.between(150, 400), random);
        if random.chance(35) && is_there(roster, &member.id, at) {
            let preference = Preference::Introductions;
            let allowed = true;
            plan.add(
                at,
                &member.id,
                &roster.id,
                Command::SetPreference {
                    preference,
                    allowed,
                },
            );
            open.push((member, at));
        }
    }
    open
}

fn introductions(
    roster: &Roster<'_>,
    calendar: Calendar,
    open: &[(&Person, Timestamp)],
    plan: &mut Plan,
    random: &mut Random,
) {
    for pair in open.chunks_exact(2) {
        let [(one, one_from), (other, other_from)] = pair else {
            continue;
        };
        let at = calendar.before_now(
            one_from
                .max(other_from)
                .plus_minutes(random.between(2_000, 150_000)),
        );
        let host = roster.holder_at(at, random);
        if [&one.id, &other.id].contains(&&host.id) {
            continue;
        }
        plan.add(
            at,
            &host.id,
            &roster.id,
            Command::Introduce {
                one: one.id.clone(),
                other: other.id.clone(),
                reason: Some(random.pick(&MATCHES).to_owned()),
            },
        );
    }
}

/// In each community somebody guides somebody; the first pair has come to its end.
fn guidance(roster: &Roster<'_>, calendar: Calendar, plan: &mut Plan, random: &mut Random) {
    let from = calendar.day(230, random);
    let members: Vec<&Person> = roster
        .members_at(from)
        .filter(|member| is_there(roster, &member.id, calendar.now))
        .collect();
    for (nth, pair) in members.chunks_exact(2).take(3).enumerate() {
        let [mentor, mentee] = [pair[0].id.clone(), pair[1].id.clone()];
        let agree = |mentor: &PersonId, mentee: &PersonId| Command::AgreeMentoring {
            mentor: mentor.clone(),
            mentee: mentee.clone(),
        };
        plan.add(from, &mentor, &roster.id, agree(&mentor, &mentee));
        plan.add(
            from.plus_minutes(900),
            &mentee,
            &roster.id,
            agree(&mentor, &mentee),
        );
        if nth == 0 {
            let ended = calendar.day(60, random);
            plan.add(
                ended,
                &mentee.clone(),
                &roster.id,
                Command::EndMentoring { mentor, mentee },
            );
        }
    }
}

/// Some were away and came back, one is away now; the holders spoke with people in between.
fn absences(roster: &Roster<'_>, calendar: Calendar, plan: &mut Plan, random: &mut Random) {
    let away: Vec<&Person> = roster
        .members_at(calendar.now)
        .filter(|member| roster.holders.iter().all(|holder| holder.id != member.id))
        .collect();
    for (nth, member) in away.iter().step_by(9).enumerate() {
        let days = if nth == 0 { 12 } else { 190 };
        let left = calendar.day(days, random);
        if !is_there(roster, &member.id, left) {
            continue;
        }
        let until = (nth == 0).then(|| calendar.date(40));
        let from = calendar.date(-days);
        plan.add(
            left,
            &member.id,
            &roster.id,
            Command::GoAway { from, until },
        );
        if nth > 0 {
            plan.add(
                calendar.day(days - 90, random),
                &member.id,
                &roster.id,
                Command::Return,
            );
        }
    }
    for (nth, member) in away.iter().step_by(4).enumerate() {
        let at = calendar.day(8 + 23 * (nth as i64 % 14), random);
        if is_there(roster, &member.id, at) {
            plan.add(
                at,
                &roster.holder_at(at, random).id,
                &roster.id,
                Command::NoteContact {
                    person: member.id.clone(),
                },
            );
        }
    }
}

/// Somebody looks after what is written, with time for it, and once handed that over.
fn roles(roster: &Roster<'_>, calendar: Calendar, plan: &mut Plan) {
    let steward = &roster.holders[0].id;
    let from = calendar.hours_ago(24 * 300);
    let mut members = roster.members_at(from).filter(|member| {
        is_there(roster, &member.id, calendar.now)
            && roster.holders.iter().all(|holder| holder.id != member.id)
    });
    let (Some(first), Some(second)) = (members.next(), members.next()) else {
        return;
    };
    plan.add(
        from,
        steward,
        &roster.id,
        Command::GiveRole {
            person: first.id.clone(),
            role: Role::Curator,
            protected_minutes: Some(60),
            recognised_by: first.place.map(str::to_owned),
        },
    );
    plan.add(
        calendar.hours_ago(24 * 100),
        &first.id,
        &roster.id,
        Command::HandOverRole {
            person: second.id.clone(),
            role: Role::Curator,
        },
    );
}
