//! What each person did in each community, as far as the measures need it.

use std::collections::{BTreeMap, BTreeSet};

use super::{RULES, Rules};
use crate::activity::{Activity, Kind};
use crate::id::{CommunityId, EventId, PersonId};
use crate::time::Timestamp;

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
    /// Events that took place in the window, by whether somebody was recorded as there.
    pub(super) events_attended: BTreeMap<EventId, BTreeSet<PersonId>>,
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
    /// Whether they did anything without being a member.
    pub(super) acted_from_outside: bool,
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
                .events_attended
                .entry(event.clone())
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
        } else {
            acts.acted_from_outside |= counts.contribution || counts.observing;
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
