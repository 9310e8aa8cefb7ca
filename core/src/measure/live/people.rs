//! What each person did in a community: by day, and in the window.

use super::super::classes::is_producing;
use super::super::interner::Table;
use super::super::stored::stored;
use super::Deed;
use super::window::SmallDeed;
use crate::activity::{Activity, Kind};
use crate::time::{CivilDate, Timestamp};

/// Everybody who ever did something in a community.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct People {
    places: Table<u32, u32>,
    list: Vec<PersonHere>,
}

stored!(People { places, list });

/// What one person did in a community.
#[derive(Debug, Clone)]
pub(in super::super) struct PersonHere {
    /// Who, by number.
    pub(in super::super) who: u32,
    /// Whether they are a member now, and since when.
    pub(in super::super) since: Option<Timestamp>,
    /// From which position on they were a member, and were none.
    membership: Vec<(u64, bool)>,
    /// The days on which they did something, in order.
    pub(in super::super) days: Vec<DayCounts>,
    /// What they did in the window.
    pub(in super::super) recent: Recent,
}

stored!(PersonHere {
    who,
    since,
    membership,
    days,
    recent
});

/// What somebody did on one day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in super::super) struct DayCounts {
    /// Which, in days since 1970-01-01.
    pub(in super::super) day: i32,
    /// Acts that count as anything.
    pub(in super::super) acts: u32,
    /// Contributions.
    pub(in super::super) contributed: u32,
    /// Observing acts.
    pub(in super::super) observed: u32,
    /// Lead acts.
    pub(in super::super) led: u32,
    /// Contributions and observing acts while not a member.
    pub(in super::super) outside: u32,
    /// Acts that make something.
    pub(in super::super) produced: u32,
    /// Concerns raised.
    pub(in super::super) concerned: u32,
}

stored!(DayCounts {
    day,
    acts,
    contributed,
    observed,
    led,
    outside,
    produced,
    concerned
});

/// What somebody did in the window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in super::super) struct Recent {
    /// Contributions.
    pub(in super::super) contributions: u32,
    /// Those of them made while a member.
    pub(in super::super) as_member: u32,
    /// Acts by the four characteristic activities.
    pub(in super::super) characteristic: [u32; 4],
    /// Acts of working on something.
    pub(in super::super) practice: u32,
    /// Acts of passing something on.
    pub(in super::super) disseminating: u32,
    /// Facilitation acts.
    pub(in super::super) facilitation: u32,
}

stored!(Recent {
    contributions,
    as_member,
    characteristic,
    practice,
    disseminating,
    facilitation
});

impl People {
    /// All of them.
    pub(in super::super) fn iter(&self) -> impl Iterator<Item = &PersonHere> {
        self.list.iter()
    }

    /// One of them.
    pub(in super::super) fn get(&self, who: u32) -> Option<&PersonHere> {
        Some(&self.list[*self.places.get(&who)? as usize])
    }

    /// Members now.
    pub(in super::super) fn members(&self) -> impl Iterator<Item = &PersonHere> + Clone {
        self.list.iter().filter(|person| person.since.is_some())
    }

    pub(super) fn recent_mut(&mut self, who: u32) -> &mut Recent {
        &mut self.person(who).recent
    }

    pub(super) fn was_member(&self, who: u32, position: u64) -> bool {
        self.get(who).is_some_and(|person| {
            let changes = person.membership.iter().rev();
            let mut before = changes.skip_while(|(since, _)| *since > position);
            before.next().is_some_and(|(_, is_member)| *is_member)
        })
    }

    /// Whether somebody was a member at a place in the log and has been ever since.
    pub(in super::super) fn has_stayed_since(&self, who: u32, position: u64) -> bool {
        self.get(who).is_some_and(|person| {
            let last = person.membership.last();
            last.is_some_and(|(since, is_member)| *is_member && *since <= position)
        })
    }

    pub(super) fn join_or_leave(&mut self, who: u32, position: u64, activity: &Activity) {
        let joined = match activity.what {
            Kind::Joined { .. } => true,
            Kind::Left => false,
            _ => return,
        };
        let person = self.person(who);
        if joined == person.since.is_some() {
            return;
        }
        person.since = joined.then_some(activity.at);
        person.membership.push((position, joined));
    }

    pub(super) fn count(&mut self, who: u32, deed: &Deed<'_>, sign: i64) {
        let counts = deed.counts;
        let is_outside = !deed.as_member && (counts.contribution || counts.observing);
        if !(counts.contribution || counts.observing || counts.lead || counts.facilitation) {
            // They are known to have been here all the same.
            self.person(who);
            return;
        }
        let days = &mut self.person(who).days;
        let day = day_number(deed.day);
        // Mostly it is today.
        let place = match days.last() {
            Some(last) if last.day < day => Err(days.len()),
            _ => days.binary_search_by_key(&day, |counts| counts.day),
        };
        let place = place.unwrap_or_else(|place| {
            let fresh = DayCounts {
                day,
                ..DayCounts::default()
            };
            days.insert(place, fresh);
            place
        });
        let of_day = &mut days[place];
        add(&mut of_day.acts, true, sign);
        add(&mut of_day.contributed, counts.contribution, sign);
        add(&mut of_day.observed, counts.observing, sign);
        add(&mut of_day.led, counts.lead, sign);
        add(&mut of_day.outside, is_outside, sign);
        let what = &deed.activity.what;
        add(&mut of_day.produced, is_producing(what), sign);
        let is_concern = matches!(what, Kind::ConcernRaised { .. });
        add(&mut of_day.concerned, is_concern, sign);
        if of_day.acts == 0 {
            days.remove(place);
        }
    }

    fn person(&mut self, who: u32) -> &mut PersonHere {
        let fresh = u32::try_from(self.list.len()).expect("people are numbered by u32");
        let place = *self.places.entry(who).or_insert(fresh) as usize;
        if place == self.list.len() {
            self.list.push(PersonHere {
                who,
                since: None,
                membership: Vec::new(),
                days: Vec::new(),
                recent: Recent::default(),
            });
        }
        &mut self.list[place]
    }
}

impl Recent {
    pub(super) fn count(&mut self, deed: &SmallDeed, sign: i64) {
        let sign = sign * i64::from(deed.sign);
        add(
            &mut self.contributions,
            deed.has(SmallDeed::CONTRIBUTION),
            sign,
        );
        let own = SmallDeed::CONTRIBUTION | SmallDeed::AS_MEMBER;
        add(&mut self.as_member, deed.has(own), sign);
        for (nth, n) in self.characteristic.iter_mut().enumerate() {
            add(n, deed.has(SmallDeed::CHARACTERISTIC << nth), sign);
        }
        add(&mut self.practice, deed.has(SmallDeed::PRACTICE), sign);
        add(
            &mut self.disseminating,
            deed.has(SmallDeed::DISSEMINATING),
            sign,
        );
        add(
            &mut self.facilitation,
            deed.has(SmallDeed::FACILITATION),
            sign,
        );
    }
}

/// Days since 1970-01-01.
pub(in super::super) fn day_number(day: CivilDate) -> i32 {
    i32::try_from(day.days_since_epoch()).expect("a date is within i32 days of 1970")
}

fn add(n: &mut u32, counts: bool, sign: i64) {
    if counts {
        *n = if sign > 0 { *n + 1 } else { *n - 1 };
    }
}
