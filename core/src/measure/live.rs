//! The measures kept up to date, activity by activity.
//!
//! What is kept are counts and small states: of each person by day, of each pair of people, of each thread, artefact and
//! meeting. An activity changes those that it is about, and leaves them exactly as they were when it is taken back.
//! What a window counts is remembered by day and subtracted when the day leaves the window.
//! Reading a measure goes through the counts, never through the log.

mod arrangements;
mod bridging;
mod care;
mod covered;
mod exchanges;
mod frame;
mod meetings;
mod names;
mod people;
mod practice;
mod reports;
mod sought;
mod stored;
mod talk;
mod tally;
mod topics;
mod window;

use std::collections::BTreeMap;

use super::interner::Interner;
use super::stored::stored;
use super::{DayOf, Measures, RULES};
use crate::activity::{Activity, Counts, Erasure, Kind, Recorded};
use crate::affiliation::Dimension;
use crate::amendment::{Amendments, Standing};
use crate::id::{ActivityId, CommunityId, PersonId};
use crate::time::{CivilDate, Timestamp, Zone};

pub(super) use arrangements::Arranged;
pub(super) use exchanges::{Between, Exchanges};
pub(super) use frame::quarter;
pub(super) use meetings::MeetingHere;
pub(super) use names::{Names, Place, Profile, Thing};
pub(super) use people::{DayCounts, PersonHere, day_number};
pub(super) use reports::ReportHere;
pub(super) use talk::PostKind;
pub(super) use tally::Tally;
pub(super) use window::Window;

/// The measures of all communities, kept up to date.
///
/// A `Live` has a moment, up to which it counts; it goes forward with [`Live::advance`] and never back.
#[derive(Debug, Clone)]
pub struct Live {
    as_of: Timestamp,
    day_of: DayOf,
    names: Names,
    ids: Interner<CommunityId>,
    communities: Vec<Here>,
    amendments: Amendments,
    has_bridges: bool,
    /// What is recorded and has not happened yet.
    ahead: BTreeMap<(Timestamp, u64), Activity>,
    /// The communities in whose window a day is, so that those are not gone through in which none leaves it.
    leaving: BTreeMap<CivilDate, Vec<u32>>,
}

/// The activity changes how others have to be read: everything has to be taken again from the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "what is kept is right only after everything was taken again"]
pub struct TakeAgain;

/// What is kept of one community.
#[derive(Debug, Clone, Default)]
pub(super) struct Here {
    pub(super) zone: Option<Zone>,
    /// The position from which on it is known.
    zone_from: u64,
    pub(super) people: people::People,
    pub(super) window: Window,
    pub(super) exchanges: Exchanges,
    pub(super) meetings: meetings::Meetings,
    pub(super) talk: talk::Talk,
    pub(super) practice: practice::Practice,
    pub(super) frame: frame::Frame,
    pub(super) care: care::Care,
    pub(super) covered: covered::Covered,
    pub(super) arrangements: arrangements::Arrangements,
    pub(super) topics: topics::Topics,
    pub(super) sought: sought::Sought,
    /// How often anything was counted or left the window: nothing changed where this did not.
    pub(super) n_changes: u64,
}

stored!(Here {
    zone,
    zone_from,
    people,
    window,
    exchanges,
    meetings,
    talk,
    practice,
    frame,
    care,
    covered,
    arrangements,
    topics,
    sought,
    n_changes,
});

/// An activity with what was so when it was recorded.
pub(super) struct Deed<'a> {
    /// Its place in the log.
    pub(super) position: u64,
    /// What happened.
    pub(super) activity: &'a Activity,
    /// The day it happened on, in the community's zone.
    pub(super) day: CivilDate,
    /// Whether that is within the window.
    pub(super) is_recent: bool,
    /// Who did it, by number; none where the system did.
    pub(super) who: Option<u32>,
    /// Where they stood then.
    pub(super) from: Profile,
    /// Whether they were a member then.
    pub(super) as_member: bool,
    /// What it counts as.
    pub(super) counts: Counts,
    /// Whether it was said in the thread of a problem.
    pub(super) is_in_problem: bool,
}

impl Live {
    /// Nothing taken yet, as of a moment.
    #[must_use]
    pub fn new(as_of: Timestamp, day_of: DayOf) -> Self {
        Self {
            as_of,
            day_of,
            names: Names::default(),
            ids: Interner::default(),
            communities: Vec::new(),
            amendments: Amendments::default(),
            has_bridges: false,
            ahead: BTreeMap::new(),
            leaving: BTreeMap::new(),
        }
    }

    /// Nothing taken yet, as of a moment, where it is known what was said later of activities: for a log that is taken
    /// page by page with [`Live::recount`].
    #[must_use]
    pub fn knowing(amendments: Amendments, as_of: Timestamp, day_of: DayOf) -> Self {
        Self {
            amendments,
            ..Self::new(as_of, day_of)
        }
    }

    /// Takes a log from its beginning; the position of its first activity is 1.
    #[must_use]
    pub fn replay(log: &[Activity], as_of: Timestamp, day_of: DayOf) -> Self {
        let mut amendments = Amendments::default();
        for activity in log {
            amendments.take(activity);
        }
        let mut live = Self::knowing(amendments, as_of, day_of);
        for (position, activity) in (1..).zip(log) {
            live.recount(position, activity);
        }
        live
    }

    /// The same, and from now on it keeps who stands between whom (M22), at O(d_a + d_b) for each new tie.
    #[must_use]
    pub fn with_bridges(mut self) -> Self {
        self.has_bridges = true;
        for here in &mut self.communities {
            here.exchanges.bridge(&self.names);
        }
        self
    }

    /// The moment up to which it counts.
    #[must_use]
    pub fn as_of(&self) -> Timestamp {
        self.as_of
    }

    /// Goes forward to a moment: what was ahead of it happens, what leaves the window is not counted any more.
    ///
    /// # Errors
    /// [`TakeAgain`] where what was ahead changes how others have to be read, as a joining at a later moment does that
    /// was recorded before what has been taken since.
    pub fn advance(&mut self, to: Timestamp) -> Result<(), TakeAgain> {
        if to <= self.as_of {
            return Ok(());
        }
        self.as_of = to;
        let happened = match self.ahead.is_empty() {
            true => BTreeMap::new(),
            false => {
                let later = self.ahead.split_off(&(Timestamp::from_ms(to.ms() + 1), 0));
                std::mem::replace(&mut self.ahead, later)
            }
        };
        if happened
            .values()
            .any(|activity| changes_how_others_are_read(&activity.what))
        {
            return Err(TakeAgain);
        }
        for ((_, position), activity) in happened {
            self.count(position, &activity, 1);
        }
        self.expire();
        Ok(())
    }

    /// Leaves out of every window what its days have left behind.
    fn expire(&mut self) {
        // In some zone it may be tomorrow.
        let last = Window::last_before(self.as_of.date_utc().plus_days(1));
        if self.leaving.keys().next().is_none_or(|first| *first > last) {
            return;
        }
        let staying = self.leaving.split_off(&last.plus_days(1));
        for (day, places) in std::mem::replace(&mut self.leaving, staying) {
            for place in places {
                let here = &mut self.communities[place as usize];
                here.expire(day_in(self.day_of, here.zone.as_ref(), self.as_of));
                if here.window.has_day(day) {
                    self.leaving.entry(day).or_default().push(place);
                }
            }
        }
    }

    /// Takes over what was recorded next. `earlier` finds what was recorded before, for corrections and retractions.
    ///
    /// # Errors
    /// [`TakeAgain`] where it changes how others have to be read, as a retracted joining does.
    pub fn take(
        &mut self,
        position: u64,
        activity: &Activity,
        earlier: impl FnOnce(ActivityId) -> Option<Recorded>,
    ) -> Result<(), TakeAgain> {
        let of = match &activity.what {
            Kind::Corrected { of, .. } | Kind::Retracted { of, .. } => *of,
            Kind::Erased {
                of: Erasure::Activity(of),
            } => *of,
            Kind::Erased { .. } | Kind::SamePerson { .. } => {
                return match self.amendments.take(activity) {
                    true => Err(TakeAgain),
                    false => Ok(()),
                };
            }
            _ => {
                self.recount(position, activity);
                return Ok(());
            }
        };
        let Some(original) = earlier(of) else {
            self.amendments.take(activity);
            return Ok(());
        };
        let before = self.counted(&original.activity);
        if !self.amendments.take(activity) {
            return Ok(());
        }
        let after = self.counted(&original.activity);
        if before == after && !original.activity.what.is_amendment() {
            return Ok(());
        }
        let frames = |activity: &Activity| changes_how_others_are_read(&activity.what);
        if frames(&original.activity) || after.as_ref().is_some_and(frames) {
            return Err(TakeAgain);
        }
        if let Some(before) = before {
            self.count(original.position, &before, -1);
        }
        if let Some(after) = after {
            self.count(original.position, &after, 1);
        }
        Ok(())
    }

    /// The measures of a community: none where nothing happened at that address.
    #[must_use]
    pub fn measures(&self, id: &CommunityId) -> Option<Measures> {
        Some(Measures::live(self, self.here(id)?))
    }

    /// What is kept of a community.
    pub(super) fn here(&self, id: &CommunityId) -> Option<&Here> {
        Some(&self.communities[self.ids.known(id)? as usize])
    }

    /// What is kept of each community.
    pub(super) fn communities(&self) -> impl Iterator<Item = (&CommunityId, &Here)> {
        let nth = |(nth, here)| (self.ids.id(nth), here);
        (0..).zip(&self.communities).map(nth)
    }

    /// What numbers stand for.
    pub(super) fn names(&self) -> &Names {
        &self.names
    }

    /// What numbers stand for, to number what is compared with what is kept.
    pub(super) fn names_mut(&mut self) -> &mut Names {
        &mut self.names
    }

    /// The day that it is in a community.
    pub(super) fn today(&self, here: &Here) -> CivilDate {
        self.day(here, self.as_of)
    }

    /// The day of a moment in a community.
    pub(super) fn day(&self, here: &Here, at: Timestamp) -> CivilDate {
        day_in(self.day_of, here.zone.as_ref(), at)
    }

    fn counted(&self, activity: &Activity) -> Option<Activity> {
        self.amendments
            .counted(activity)
            .map(std::borrow::Cow::into_owned)
    }

    /// Takes the next activity of a log that is taken again, as it counts after all that was said of it later.
    pub fn recount(&mut self, position: u64, activity: &Activity) {
        if activity.what.is_amendment() {
            return;
        }
        match self.amendments.standing(activity) {
            Standing::AsRecorded => self.count(position, activity, 1),
            Standing::As(counts) => self.count(position, &counts, 1),
            Standing::Retracted => self.remember_root(activity),
            Standing::Nothing => {}
        }
    }

    fn remember_root(&mut self, activity: &Activity) {
        if let (Some(id), Some((root, is_problem))) =
            (&activity.community, super::history::begun(&activity.what))
        {
            let nth = self.community(id);
            self.names.root(root, nth, is_problem);
        }
    }

    fn community(&mut self, id: &CommunityId) -> usize {
        let nth = self.ids.number(id) as usize;
        if nth == self.communities.len() {
            let mut here = Here::default();
            if self.has_bridges {
                here.exchanges.bridge(&self.names);
            }
            self.communities.push(here);
        }
        nth
    }

    fn move_bridges(&mut self, person: &PersonId) {
        let who = self.names.person(person);
        let group = self.names.group_now(who, Dimension::Organisation);
        for here in &mut self.communities {
            here.exchanges.place(who, group);
        }
    }

    /// Counts an activity, or takes it out again exactly as it was counted.
    fn count(&mut self, position: u64, activity: &Activity, sign: i64) {
        // Also of a problem whose date lies ahead: whoever answered it already answered a problem.
        if sign > 0 {
            self.remember_root(activity);
        }
        if activity.at > self.as_of {
            match sign {
                1 => self.ahead.insert((activity.at, position), activity.clone()),
                _ => self.ahead.remove(&(activity.at, position)),
            };
            return;
        }
        if let Kind::AffiliationStated {
            person,
            dimension,
            affiliation,
        } = &activity.what
        {
            self.names.state(position, person, *dimension, affiliation);
            if self.has_bridges && *dimension == Dimension::Organisation {
                self.move_bridges(person);
            }
        }
        let Some(id) = &activity.community else {
            return;
        };
        let nth = self.community(id);
        let here = &mut self.communities[nth];
        if let Kind::CommunityFounded { zone, .. } = &activity.what
            && here.zone.is_none()
        {
            here.zone.clone_from(zone);
            here.zone_from = position;
        }
        let today = day_in(self.day_of, here.zone.as_ref(), self.as_of);
        // What was recorded before the zone was known was counted without it, and is taken back without it.
        let zone = here.zone.as_ref().filter(|_| position >= here.zone_from);
        let day = day_in(self.day_of, zone, activity.at);
        let who = activity
            .actor
            .as_ref()
            .map(|actor| self.names.person(actor));
        if let Some(who) = who
            && sign > 0
        {
            here.people.join_or_leave(who, position, activity);
        }
        let is_in_problem = match &activity.what {
            Kind::Replied(turn) => self.names.is_problem(&turn.thread),
            _ => false,
        };
        let deed = Deed {
            position,
            activity,
            day,
            is_recent: Window::has(today, day),
            who,
            from: who.map_or(Profile::UNKNOWN, |who| self.names.profile(who, position)),
            as_member: who.is_some_and(|who| here.people.was_member(who, position)),
            counts: activity.what.counts(),
            is_in_problem,
        };
        let n_days = here.window.n_days();
        here.count(&mut self.names, &deed, sign);
        if here.window.n_days() > n_days {
            let place = u32::try_from(nth).expect("communities are numbered by u32");
            self.leaving.entry(day).or_default().push(place);
        }
    }
}

impl Here {
    fn count(&mut self, names: &mut Names, deed: &Deed<'_>, sign: i64) {
        self.n_changes += 1;
        if let Some(who) = deed.who {
            self.people.count(who, deed, sign);
        }
        if deed.is_recent {
            self.window.count(&mut self.people, deed, sign);
            self.exchanges.count(names, &mut self.window, deed, sign);
        }
        self.meetings.count(names, deed, sign);
        self.talk.count(names, deed, sign);
        self.practice.count(names, deed, sign);
        self.frame.count(names, deed, sign);
        self.care.count(names, deed, sign);
        self.covered.count(names, deed, sign);
        self.arrangements.count(names, deed, sign);
        self.topics.count(names, deed, sign);
        self.sought.count(deed, sign);
    }

    fn expire(&mut self, today: CivilDate) {
        while let Some(past) = self.window.leaves(today) {
            self.n_changes += 1;
            // Backwards, so that what was taken back is not missed in between.
            for small in past.deeds.iter().rev() {
                self.window.add(&mut self.people, small, -1);
            }
            for small in past.exchanges.iter().rev() {
                let basis = &mut self.window.bases.exchanges;
                basis.count(small.basis, -small.sign);
                self.exchanges.add(small.between, -small.sign);
            }
        }
    }
}

/// The days that most measures look back from a day.
pub(super) fn window(today: CivilDate) -> super::Window {
    super::Window {
        from: Some(today.plus_days(1 - i64::from(RULES.window_days))),
        to: today,
    }
}

fn day_in(day_of: DayOf, zone: Option<&Zone>, at: Timestamp) -> CivilDate {
    match zone {
        Some(zone) => day_of(zone, at),
        None => at.date_utc(),
    }
}

/// Whether taking it back changes what others count as: who was a member then, where somebody stood then.
fn changes_how_others_are_read(kind: &Kind) -> bool {
    kind.is_amendment()
        || matches!(
            kind,
            Kind::CommunityFounded { .. }
                | Kind::AffiliationStated { .. }
                | Kind::Joined { .. }
                | Kind::Left
        )
}
