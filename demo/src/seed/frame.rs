//! What communities are for over the years, where they say they stand, whom they look for and what they work on.

use cop_core::activity::{Preference, PulseItem};
use cop_core::affiliation::Dimension;
use cop_core::command::{Command, StatedAffiliation, StatedStandpoint};

use super::calendar::{Calendar, days_between};
use super::plan::{Plan, constituency, project};
use super::random::Random;
use super::roster::Roster;
use crate::content::deeds::{PROJECTS, STAGES};

/// After how many days the first words of the founder were put as they stand today.
const REVISED_AFTER_DAYS: i64 = 60;

/// Plans what a community says of itself.
pub fn frame(roster: &Roster<'_>, calendar: Calendar, plan: &mut Plan) {
    let mut random = Random::named(&format!("{} frame", roster.text.id));
    let steward = &roster.holders[0].id;
    let age = days_between(roster.founded, calendar.now);
    let at = |days: i64| roster.founded.plus_days(days).plus_minutes(135);
    let text = roster.text;
    plan.add(
        at(REVISED_AFTER_DAYS),
        steward,
        &roster.id,
        Command::RevisePurpose {
            name: text.name.to_owned(),
            domain: text.domain.to_owned(),
            for_whom: Some(text.for_whom.to_owned()),
            what_we_do: Some(text.what_we_do.to_owned()),
            terms: text.terms.iter().map(|&term| term.to_owned()).collect(),
        },
    );
    for (stage, days, reason) in STAGES.into_iter().filter(|(_, days, _)| days + 20 < age) {
        plan.add(
            at(days),
            steward,
            &roster.id,
            Command::DeclareStage {
                stage,
                reason: Some(reason.to_owned()),
            },
        );
    }
    sought(roster, age, plan);
    projects(roster, age, plan, &mut random);
    standing_behind(roster, calendar, age, plan, &mut random);
}

/// Whom the community misses; the students are not looked for any more.
fn sought(roster: &Roster<'_>, age: i64, plan: &mut Plan) {
    let steward = &roster.holders[0].id;
    let of_sector = |sector: &str| StatedStandpoint {
        dimension: Dimension::Sector,
        affiliation: StatedAffiliation::Known(sector.to_owned()),
    };
    let sought = [
        ("Those who buy the services", "Commissioning", 95),
        ("Charities", "Charity", 120),
        ("Researchers", "University", 130),
    ];
    for (name, sector, days) in sought {
        let handle = format!("{}/sought-{sector}", roster.text.id);
        plan.make(
            roster.founded.plus_days(days).plus_minutes(40),
            steward,
            &roster.id,
            &handle,
            Command::SeekConstituency {
                name: name.to_owned(),
                standpoints: vec![of_sector(sector)],
            },
        );
        if sector == "University" && age > 420 {
            plan.add(
                roster.founded.plus_days(400),
                steward,
                &roster.id,
                Command::DropConstituency {
                    constituency: constituency(&handle),
                },
            );
        }
    }
}

fn projects(roster: &Roster<'_>, age: i64, plan: &mut Plan, random: &mut Random) {
    let title = random.pick(&PROJECTS);
    for (nth, days) in [150, 520].into_iter().enumerate() {
        if days + 40 > age {
            return;
        }
        let handle = format!("{}/project-{nth}", roster.text.id);
        let at = roster.founded.plus_days(days);
        plan.make(
            at,
            &roster.holders[0].id,
            &roster.id,
            &handle,
            Command::LinkProject {
                title: match nth {
                    0 => title.to_owned(),
                    _ => format!("{title}, second year"),
                },
                people: roster
                    .members_at(at)
                    .take(4)
                    .map(|member| member.id.clone())
                    .collect(),
            },
        );
        if nth == 0 && age > 480 {
            plan.add(
                roster.founded.plus_days(470),
                &roster.holders[0].id,
                &roster.id,
                Command::UnlinkProject {
                    project: project(&handle),
                },
            );
        }
    }
}

/// Who stands behind the purpose, and how people feel about the community.
fn standing_behind(
    roster: &Roster<'_>,
    calendar: Calendar,
    age: i64,
    plan: &mut Plan,
    random: &mut Random,
) {
    let endorsed_from = roster.founded.plus_days(REVISED_AFTER_DAYS + 1);
    for (nth, member) in roster.members_at(calendar.now).enumerate() {
        let days = random.between(2, (age - REVISED_AFTER_DAYS - 5).min(300));
        let at = calendar.day(days, random).max(endorsed_from);
        if !random.chance(40) || roster.members_at(at).all(|other| other.id != member.id) {
            continue;
        }
        plan.add(
            at,
            &member.id,
            &roster.id,
            Command::EndorsePurpose { version: 2 },
        );
        if nth % 17 == 5 {
            let later = calendar.before_now(at.plus_days(20));
            plan.add(later, &member.id, &roster.id, Command::WithdrawEndorsement);
        }
        if nth % 9 == 2 {
            plan.add(
                at,
                &member.id,
                &roster.id,
                Command::SetPreference {
                    preference: Preference::NamedCredit,
                    allowed: true,
                },
            );
        }
    }
    for quarter in 0..4 {
        let at = calendar.day(20 + 91 * quarter, random);
        let asked: Vec<_> = roster.members_at(at).collect();
        for member in asked {
            if random.chance(22) {
                plan.add(
                    at,
                    &member.id,
                    &roster.id,
                    Command::AnswerPulse {
                        item: PulseItem::Identification,
                        value: random.pick(&[3, 4, 5, 5, 6, 6, 7]),
                    },
                );
            }
        }
    }
}
