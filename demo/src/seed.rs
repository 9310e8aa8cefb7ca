//! Five years of the example organisation, decided by the core command by command.
//!
//! It does not read a clock or draw real random numbers: the same moment gives the same history.

mod amends;
mod calendar;
mod care;
mod frame;
mod meetings;
mod plan;
mod population;
mod practice;
mod random;
mod roster;
mod scenes;
mod talk;

use std::collections::BTreeMap;

use cop_core::Decision;
use cop_core::command::{Command, Intent};
use cop_core::id::PersonId;
use cop_core::time::Timestamp;

use crate::content::communities::COMMUNITIES;
use calendar::Calendar;
use plan::Plan;
pub use plan::Refused;
pub use population::{Person, cast_id};
use random::Random;
use roster::Roster;

/// A history with the people in it.
#[derive(Debug)]
pub struct History {
    /// Everybody, with the names that the log does not hold.
    pub people: Vec<Person>,
    /// Every command with what it led to, in order.
    pub decided: Vec<(Intent, Decision)>,
}

/// The history of the five years before a moment.
///
/// # Errors
/// The first command that the core refuses; there is none.
pub fn history(now: Timestamp) -> Result<History, Box<Refused>> {
    let calendar = Calendar { now };
    let people = population::population();
    let mut plan = Plan::default();
    let mut arrivals: BTreeMap<PersonId, Timestamp> = BTreeMap::new();
    let mut open_to_all = None;
    for text in COMMUNITIES {
        let roster = Roster::draw(text, &people, calendar, &mut plan);
        frame::frame(&roster, calendar, &mut plan);
        let told = talk::talk(&roster, calendar, &mut plan);
        meetings::meetings(&roster, &told, calendar, &mut plan);
        care::care(&roster, calendar, &mut plan);
        practice::practice(&roster, &told, calendar, &mut plan);
        amends::amends(&roster, &told, calendar, &mut plan);
        scenes::scenes(&roster, &people, calendar, &mut plan);
        for (person, at) in roster.arrivals() {
            arrivals
                .entry(person.clone())
                .and_modify(|first| *first = at.min(*first))
                .or_insert(at);
        }
        if text.id == "reading-and-health-literacy" {
            open_to_all = Some(roster);
        }
    }
    if let Some(roster) = &open_to_all {
        amends::two_accounts(roster, &people, &arrivals, calendar, &mut plan);
    }
    state_affiliations(&people, &arrivals, calendar, &mut plan);
    let decided = plan.run()?;
    Ok(History { people, decided })
}

/// Everybody said where they stand some days before they joined anything.
fn state_affiliations(
    people: &[Person],
    arrivals: &BTreeMap<PersonId, Timestamp>,
    calendar: Calendar,
    plan: &mut Plan,
) {
    let mut random = Random::named("affiliations");
    for person in people {
        let at = match arrivals.get(&person.id) {
            Some(first) => first.plus_minutes(-random.between(1_500, 60_000)),
            None if person.key == "lena" => calendar.hours_ago(70),
            None => calendar.day(random.between(5, 1_700), &mut random),
        };
        for (dimension, affiliation) in &person.affiliations {
            plan.add_everywhere(
                at,
                &person.id,
                Command::StateAffiliation {
                    dimension: *dimension,
                    affiliation: affiliation.clone(),
                },
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const NOW: &str = "2026-11-20T09:00:00Z";

    fn history_at(now: &str) -> History {
        match history(Timestamp::parse(now).unwrap()) {
            Ok(history) => history,
            Err(refused) => panic!("{now}: {refused}"),
        }
    }

    #[test]
    fn the_rules_hold_for_every_command_whenever_the_demonstration_starts() {
        for now in [
            NOW,
            "2026-11-24T23:59:00Z",
            "2026-11-26T12:45:00Z",
            "2027-01-01T00:00:00Z",
            "2027-03-28T01:30:00Z",
            "2028-02-29T06:05:00Z",
        ] {
            let decided = history_at(now).decided;
            let n_activities: usize = decided
                .iter()
                .map(|(_, decision)| decision.activities.len())
                .sum();
            assert!((15_000..35_000).contains(&n_activities), "{n_activities}");
            let last = decided.last().expect("there is a history");
            assert!(last.0.at < Timestamp::parse(now).unwrap());
        }
    }

    #[test]
    fn everything_that_can_happen_has_happened() {
        let decided = history_at(NOW).decided;
        let found: BTreeSet<&str> = decided
            .iter()
            .flat_map(|(_, decision)| &decision.activities)
            .map(|activity| activity.what.word())
            .collect();
        let golden = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../core/tests/golden/activities"
        );
        let mut missing = BTreeSet::new();
        for entry in std::fs::read_dir(golden).unwrap() {
            let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            let known: serde_json::Value = serde_json::from_str(&text).unwrap();
            let word = known["what"]["type"].as_str().unwrap().to_owned();
            if !found.contains(word.as_str()) {
                missing.insert(word);
            }
        }
        assert_eq!(missing, BTreeSet::new());
    }

    #[test]
    fn the_same_moment_gives_the_same_history() {
        let activities = |history: History| -> Vec<_> {
            let decided = history.decided.into_iter();
            decided
                .flat_map(|(_, decision)| decision.activities)
                .collect()
        };
        assert_eq!(activities(history_at(NOW)), activities(history_at(NOW)));
    }
}
