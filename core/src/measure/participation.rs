//! M3: how people take part, by the months in which they did.

use serde::Serialize;

use super::tally::Acts;
use super::{Measure, NOTHING_LOGGED, RULES, Status, Tally};
use crate::id::PersonId;
use crate::time::Timestamp;

/// How many members take part in which way. Nobody's own level is in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Participation {
    /// Members at the moment.
    pub members: usize,
    /// Contributed in at least four of six months and led in two.
    pub core: usize,
    /// Contributed in two months, or came to half of at least three events.
    pub active: usize,
    /// Contributed in one month.
    pub occasional: usize,
    /// Were there without contributing: they learn, and carry it elsewhere.
    pub peripheral: usize,
    /// Left no trace here, which does not make them inactive.
    pub not_seen: usize,
    /// Members for less than two full months, counted in no level.
    pub new: usize,
    /// People who act here and are no members.
    pub transactional: usize,
}

/// How a member takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Core,
    Active,
    Occasional,
    Peripheral,
    NotSeen,
}

const DOES_NOT_SAY: &str = "Who: levels are counts, not labels. \
     People at the edge learn too, and carry it to where this log does not reach.";

/// How people take part, over the last six calendar months up to `as_of`.
#[must_use]
pub fn participation(tally: Option<&Tally>, as_of: Timestamp) -> Measure<Participation> {
    let mut value = Participation::default();
    for (person, acts) in tally.into_iter().flat_map(|tally| &tally.people) {
        match acts.member_since {
            None => {
                value.transactional += usize::from(recent_months(acts.acted_from_outside) > 0);
            }
            Some(since) => {
                value.members += 1;
                let count = if is_new(since, as_of) {
                    &mut value.new
                } else {
                    let level = level(acts, tally.is_some_and(|tally| attends(tally, person)));
                    value.of(level)
                };
                *count += 1;
            }
        }
    }
    if value.members == 0 && value.transactional == 0 {
        return Measure {
            status: Status::NotApplicable {
                why: NOTHING_LOGGED,
            },
            says: "Nobody has done anything here yet.".to_owned(),
            does_not_say: DOES_NOT_SAY,
        };
    }
    Measure {
        says: format!(
            "{} of {} members contributed in the last six months, {} of them in several.",
            value.core + value.active + value.occasional,
            value.members,
            value.core + value.active,
        ),
        status: Status::Shown(value),
        does_not_say: DOES_NOT_SAY,
    }
}

impl Participation {
    fn of(&mut self, level: Level) -> &mut usize {
        match level {
            Level::Core => &mut self.core,
            Level::Active => &mut self.active,
            Level::Occasional => &mut self.occasional,
            Level::Peripheral => &mut self.peripheral,
            Level::NotSeen => &mut self.not_seen,
        }
    }
}

/// Whether fewer than two full calendar months have passed since the month of joining.
fn is_new(since: Timestamp, as_of: Timestamp) -> bool {
    as_of.date_utc().month_index() - since.date_utc().month_index() <= 2
}

fn attends(tally: &Tally, person: &PersonId) -> bool {
    let n_held = tally.meetings_attended.len();
    let n_attended = tally
        .meetings_attended
        .values()
        .filter(|people| people.contains(person))
        .count();
    n_held >= RULES.events_for_attendance && n_attended * 2 >= n_held
}

/// How many of the months that levels look back are in a mask.
fn recent_months(mask: u64) -> u32 {
    let recent = (1_u64 << RULES.level_months) - 1;
    (mask & recent).count_ones()
}

fn level(acts: &Acts, attends: bool) -> Level {
    let months = recent_months;
    if months(acts.contributed) >= RULES.core_months && months(acts.led) >= RULES.core_lead_months {
        Level::Core
    } else if months(acts.contributed) >= RULES.active_months || attends {
        Level::Active
    } else if months(acts.contributed) == 1 {
        Level::Occasional
    } else if months(acts.observed) >= 1 {
        Level::Peripheral
    } else {
        Level::NotSeen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(contributed: u64, observed: u64, led: u64, expected: Level) {
        let acts = Acts {
            contributed,
            observed,
            led,
            ..Acts::default()
        };
        assert_eq!(level(&acts, false), expected);
    }

    #[test]
    fn months_count_and_not_acts() {
        check(0b00_1111, 0, 0b00_0011, Level::Core);
        check(0b00_1111, 0, 0b00_0001, Level::Active);
        check(0b10_0001, 0, 0, Level::Active);
        check(0b00_1000, 0, 0, Level::Occasional);
        check(0, 0b00_0001, 0, Level::Peripheral);
        check(0, 0, 0, Level::NotSeen);
    }

    #[test]
    fn what_was_more_than_six_months_ago_counts_for_no_level() {
        check(0b1111_0000_0000, 0b100_0000, 0b11_0000_0000, Level::NotSeen);
    }

    #[test]
    fn a_member_is_new_for_two_full_months() {
        let at = |text| Timestamp::parse(text).unwrap();
        assert!(is_new(
            at("2026-09-30T00:00:00Z"),
            at("2026-11-30T23:00:00Z")
        ));
        assert!(!is_new(
            at("2026-08-31T00:00:00Z"),
            at("2026-11-01T00:00:00Z")
        ));
    }
}
