//! What each person did in each community, as far as the measures need it.

use std::collections::{BTreeMap, BTreeSet};

use super::{RULES, Rules};
use crate::activity::{Activity, Kind};
use crate::id::{CommunityId, EventId, PersonId};
use crate::time::{CivilDate, Timestamp};

/// What people did in each community up to a moment: the plain definition, one pass over the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tallies {
    as_of: Timestamp,
    communities: BTreeMap<CommunityId, Tally>,
}

/// What people did in one community.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    pub(super) people: BTreeMap<PersonId, Acts>,
    /// Those who were recorded as there, by meeting in the window: each day of a series is one.
    pub(super) meetings_attended: BTreeMap<(EventId, CivilDate), BTreeSet<PersonId>>,
}

/// What one person did in one community.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Acts {
    /// Whether they are a member now, and since when.
    pub(super) member_since: Option<Timestamp>,
    /// Contributions in the window.
    pub(super) n_contributions: u64,
    /// Those of them that were made while a member.
    pub(super) n_as_member: u64,
    /// Months with a contribution; bit 0 is the month of `as_of`.
    pub(super) contributed: u64,
    /// Months with an observing act.
    pub(super) observed: u64,
    /// Months with a lead act.
    pub(super) led: u64,
    /// Months in which they did something without being a member.
    pub(super) acted_from_outside: u64,
}

impl Acts {
    /// Contributions in the window that the community counts as its own: all of a member's,
    /// and of whoever is none now, those from when they were.
    pub(super) fn own_contributions(&self) -> u64 {
        match self.member_since {
            Some(_) => self.n_contributions,
            None => self.n_as_member,
        }
    }
}

impl Tallies {
    /// Counts what happened up to `as_of`, in the order of the log.
    pub fn count<'a>(log: impl IntoIterator<Item = &'a Activity>, as_of: Timestamp) -> Self {
        let mut tallies = Self::new(as_of);
        for activity in log {
            tallies.add(activity);
        }
        tallies
    }

    /// Nothing counted yet.
    #[must_use]
    pub fn new(as_of: Timestamp) -> Self {
        Self {
            as_of,
            communities: BTreeMap::new(),
        }
    }

    /// The moment up to which is counted.
    #[must_use]
    pub fn as_of(&self) -> Timestamp {
        self.as_of
    }

    /// What people did in a community: none where nothing is logged.
    #[must_use]
    pub fn of(&self, community: &CommunityId) -> Option<&Tally> {
        self.communities.get(community)
    }

    /// Counts the next activity of the log; what lies after `as_of` is left out.
    pub fn add(&mut self, activity: &Activity) {
        let (Some(community), Some(actor)) = (&activity.community, &activity.actor) else {
            return;
        };
        if activity.at > self.as_of {
            return;
        }
        let tally = self.communities.entry(community.clone()).or_default();
        let in_window = in_window(activity.at, self.as_of, &RULES);
        if let (Kind::Attended { event, .. }, true) = (&activity.what, in_window) {
            tally
                .meetings_attended
                .entry((event.clone(), activity.at.date_utc()))
                .or_default()
                .insert(actor.clone());
        }
        let acts = tally.people.entry(actor.clone()).or_default();
        match activity.what {
            Kind::Joined { .. } => acts.member_since = acts.member_since.or(Some(activity.at)),
            Kind::Left => acts.member_since = None,
            _ => {}
        }
        let counts = activity.what.counts();
        let month = month_bit(activity.at, self.as_of);
        let n_new = u64::from(counts.contribution && in_window);
        acts.n_contributions += n_new;
        acts.contributed |= if counts.contribution { month } else { 0 };
        acts.observed |= if counts.observing { month } else { 0 };
        acts.led |= if counts.lead { month } else { 0 };
        if acts.member_since.is_some() {
            acts.n_as_member += n_new;
        } else if counts.contribution || counts.observing {
            acts.acted_from_outside |= month;
        }
    }
}

fn in_window(at: Timestamp, as_of: Timestamp, rules: &Rules) -> bool {
    at > as_of.minus_days(i64::from(rules.window_days))
}

/// The bit of the month in which something happened; 0 for more than 63 months ago.
fn month_bit(at: Timestamp, as_of: Timestamp) -> u64 {
    let months_ago = as_of.date_utc().month_index() - at.date_utc().month_index();
    u32::try_from(months_ago)
        .ok()
        .and_then(|months_ago| 1_u64.checked_shl(months_ago))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::Command;
    use crate::measure::{concentration, participation};
    use crate::testing::{AMA, JOAN, RHYS, after, day, falls, intent, open, person};

    /// The log of an open community in which these commands were given, one a day.
    fn log(given: &[(&str, Command)]) -> Vec<Activity> {
        (0..given.len())
            .flat_map(|nth| {
                let (by, command) = &given[nth];
                let decided = after(&given[..nth]).decide(&intent(nth, by, command));
                decided.unwrap().activities
            })
            .collect()
    }

    fn raise() -> Command {
        Command::RaiseProblem {
            title: "Who has moved handover?".into(),
            text: None,
            terms: vec![],
            vantage: None,
        }
    }

    fn join() -> Command {
        Command::Join { note: None }
    }

    #[test]
    fn what_somebody_gave_stays_in_the_window_when_they_leave() {
        let given = [
            open(),
            (RHYS, join()),
            (RHYS, raise()),
            (RHYS, Command::Leave),
        ];
        let tallies = Tallies::count(&log(&given), day(10));
        let value = concentration(tallies.of(&falls()));
        let value = value.status.value().unwrap();
        assert_eq!(
            (value.people, value.contributors, value.contributions),
            (2, 1, 1)
        );
    }

    #[test]
    fn what_lies_before_the_window_or_after_the_moment_is_left_out() {
        let given = [open(), (AMA, raise()), (RHYS, join()), (RHYS, raise())];
        let log = log(&given);
        let contributions = |as_of| {
            let tallies = Tallies::count(&log, as_of);
            let measure = concentration(tallies.of(&falls()));
            measure
                .status
                .value()
                .map_or(0, |value| value.contributions)
        };
        assert_eq!(contributions(day(0)), 0);
        assert_eq!(contributions(day(1)), 1);
        assert_eq!(contributions(day(180)), 2);
        assert_eq!(contributions(day(181)), 1);
        assert_eq!(contributions(day(183)), 0);
    }

    #[test]
    fn who_comes_back_is_new_again() {
        let given = [
            open(),
            (RHYS, join()),
            (RHYS, Command::Leave),
            (RHYS, join()),
            (JOAN, Command::Follow),
        ];
        let tallies = Tallies::count(&log(&given), day(100));
        let rhys = &tallies.of(&falls()).unwrap().people[&person(RHYS)];
        assert_eq!(rhys.member_since, Some(day(3)));
        let value = participation(tallies.of(&falls()), day(100));
        let value = value.status.value().unwrap();
        assert_eq!((value.members, value.transactional), (2, 1));
    }
}
