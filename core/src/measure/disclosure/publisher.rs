//! Breakdowns drawn month by month.

use std::collections::BTreeMap;

use super::super::boundaries::{Behind as Told, ByDimension};
use super::super::live::{Between, Here, window};
use super::super::single_links::{Link, SingleLinks};
use super::super::stored::{Stored, Whole, opened, sealed, stored};
use super::super::{
    DayOf, Live, Measures, RULES, Signed, Status, TakeAgain, across_boundaries, both_ways, mix,
    single_links, who_is_heard,
};
use super::coarse::{self, Links};
use super::drawn::{Exchanged, Part, Standing};
use super::{Disclosure, Hidden, Published, shown};
use crate::activity::{Activity, Basis, Erasure, Kind, Recorded};
use crate::affiliation::Dimension;
use crate::amendment::Amendments;
use crate::id::{ActivityId, CommunityId, PersonId};
use crate::time::{CivilDate, Timestamp};

/// The measures of all communities as they may be shown: whole counts live, breakdowns from closed months.
///
/// Its clock is when things became known: the latest moment at which anything was recorded, and for what was imported
/// the moment at which it happened. A month closes when the clock goes past its end, in UTC.
#[derive(Debug, Clone)]
pub struct Publisher {
    live: Live,
    day_of: DayOf,
    clock: Option<Timestamp>,
    /// The last month that was closed, as [`CivilDate::month_index`] counts.
    closed: Option<i64>,
    n_taken: usize,
    /// Whether `live` has to be taken again before it is read.
    is_stale: bool,
    communities: BTreeMap<CommunityId, Drawn>,
}

/// What was drawn of one community.
#[derive(Debug, Clone, Default)]
struct Drawn {
    members: ByDimension<Part<Status<mix::MixOn>, Standing>>,
    contributors: ByDimension<Part<Option<mix::Contributors>, Standing>>,
    exchanges: ByDimension<Part<OfExchanges, Exchanged>>,
    late: u64,
    published: Option<Published>,
}

stored!(Drawn {
    members,
    contributors,
    exchanges,
    late,
    published
});

/// What is drawn of exchanges on one boundary.
#[derive(Debug, Clone)]
struct OfExchanges {
    across: Status<across_boundaries::AcrossOn>,
    both_ways: Status<both_ways::BothWaysOn>,
    links: Option<Links>,
}

stored!(OfExchanges {
    across,
    both_ways,
    links
});

impl Publisher {
    /// Nothing taken yet.
    #[must_use]
    pub fn new(day_of: DayOf) -> Self {
        Self {
            live: Live::new(Timestamp::from_ms(0), day_of),
            day_of,
            clock: None,
            closed: None,
            n_taken: 0,
            is_stale: false,
            communities: BTreeMap::new(),
        }
    }

    /// Takes a log from its beginning, as it became known, and goes on to a moment.
    #[must_use]
    pub fn replay(log: &[Activity], as_of: Timestamp, day_of: DayOf) -> Self {
        let mut publisher = Self::new(day_of);
        publisher.catch_up(log);
        publisher.go(log, as_of);
        publisher.refresh(log);
        publisher
    }

    /// All of it as bytes, for [`Publisher::restored`]: what was drawn of closed months is in no log.
    #[must_use]
    pub fn stored(&self) -> Vec<u8> {
        sealed(Whole::Publisher, |bytes| {
            self.live.store(bytes);
            self.clock.store(bytes);
            self.closed.store(bytes);
            self.n_taken.store(bytes);
            self.is_stale.store(bytes);
            self.communities.store(bytes);
        })
    }

    /// What was stored, as [`Live::restored`] restores it.
    #[must_use]
    pub fn restored(
        bytes: &[u8],
        amendments: Amendments,
        day_of: DayOf,
        recorded: impl FnMut(u64) -> Option<Activity>,
    ) -> Option<Self> {
        let bytes = &mut opened(Whole::Publisher, bytes)?;
        let publisher = Self {
            live: Live::restore(bytes, amendments, day_of, recorded)?,
            day_of,
            clock: Stored::restore(bytes)?,
            closed: Stored::restore(bytes)?,
            n_taken: Stored::restore(bytes)?,
            is_stale: Stored::restore(bytes)?,
            communities: Stored::restore(bytes)?,
        };
        bytes.is_empty().then_some(publisher)
    }

    /// Takes over what was recorded next, as [`Live::take`] does, and closes the months that are over by then.
    ///
    /// # Errors
    /// [`TakeAgain`] where everything has to be taken again with [`Publisher::take_again`].
    pub fn take(
        &mut self,
        position: u64,
        activity: &Activity,
        earlier: impl FnOnce(ActivityId) -> Option<Recorded>,
    ) -> Result<(), TakeAgain> {
        self.advance(self.clock_with(activity))?;
        self.note(activity);
        let taken = self.live.take(position, activity, earlier);
        self.is_stale = taken.is_err();
        taken
    }

    /// Goes forward to a moment and closes the months that are over by then.
    ///
    /// # Errors
    /// [`TakeAgain`] as of [`Live::advance`].
    pub fn advance(&mut self, to: Timestamp) -> Result<(), TakeAgain> {
        let to = self.forward(to);
        while let Some((month, end)) = self.due() {
            self.live
                .advance(end)
                .inspect_err(|_| self.is_stale = true)?;
            self.close(month);
        }
        self.live.advance(to).inspect_err(|_| self.is_stale = true)
    }

    /// Takes the whole log again; what was drawn of closed months stays.
    pub fn take_again(&mut self, log: &[Activity]) {
        self.is_stale = true;
        self.catch_up(log);
        self.refresh(log);
    }

    /// Everything as it is now: what is of a whole community may be shown from it.
    #[must_use]
    pub fn live(&self) -> &Live {
        &self.live
    }

    /// The breakdowns of a community: none before its first month is over, and while it has always been small.
    #[must_use]
    pub fn published(&self, id: &CommunityId) -> Option<&Published> {
        self.communities.get(id)?.published.as_ref()
    }

    /// The measures of a community: none where nothing happened at that address.
    #[must_use]
    pub fn measures(&self, id: &CommunityId, disclosure: Disclosure) -> Option<Measures> {
        let measures = self.live.measures(id)?;
        Some(match disclosure {
            Disclosure::Raw => measures,
            Disclosure::Published => shown(measures, self.published(id)),
        })
    }

    fn clock_with(&self, activity: &Activity) -> Timestamp {
        let known = match activity.basis {
            Basis::Imported => activity.at.min(activity.recorded),
            Basis::Seen | Basis::Said => activity.recorded,
        };
        self.clock.map_or(known, |clock| clock.max(known))
    }

    fn forward(&mut self, to: Timestamp) -> Timestamp {
        let to = self.clock.map_or(to, |clock| clock.max(to));
        self.clock = Some(to);
        self.closed.get_or_insert(to.date_utc().month_index() - 1);
        to
    }

    /// The next month that is over and not closed, and its last moment.
    fn due(&self) -> Option<(CivilDate, Timestamp)> {
        let month = self.closed? + 1;
        let end = Timestamp::from_ms(first_moment(month + 1)?.ms() - 1);
        (end < self.clock?).then_some((CivilDate::first_of_month(month)?, end))
    }

    /// Goes to a moment, with the log up to it for what has to be taken again.
    fn go(&mut self, log: &[Activity], to: Timestamp) {
        let to = self.forward(to);
        while let Some((month, end)) = self.due() {
            if self.is_stale || self.live.advance(end).is_err() {
                self.live = Live::replay(log, end, self.day_of);
                self.is_stale = false;
            }
            self.close(month);
        }
        self.is_stale = self.is_stale || self.live.advance(to).is_err();
    }

    fn catch_up(&mut self, log: &[Activity]) {
        if let Some(clock) = self.clock {
            self.go(&log[..self.n_taken.min(log.len())], clock);
        }
        let mut places: BTreeMap<ActivityId, usize> = BTreeMap::new();
        for (place, activity) in log.iter().enumerate() {
            places.entry(activity.id).or_insert(place);
        }
        for (place, activity) in log.iter().enumerate().skip(self.n_taken) {
            self.go(&log[..place], self.clock_with(activity));
            self.note(activity);
            let earlier = |id| {
                let place = *places.get(&id).filter(|earlier| **earlier < place)?;
                Some(Recorded {
                    position: place as u64 + 1,
                    activity: log[place].clone(),
                })
            };
            if !self.is_stale {
                self.is_stale = self.live.take(place as u64 + 1, activity, earlier).is_err();
            }
        }
    }

    fn refresh(&mut self, log: &[Activity]) {
        if let (true, Some(clock)) = (self.is_stale, self.clock) {
            self.live = Live::replay(log, clock, self.day_of);
            self.is_stale = false;
        }
    }

    /// What an activity changes in what was drawn: it may come late, and people may be renamed or forgotten.
    fn note(&mut self, activity: &Activity) {
        self.n_taken += 1;
        match &activity.what {
            Kind::SamePerson { from, into } => self.rename(from, Some(into)),
            Kind::Erased {
                of: Erasure::Person(person),
            } => self.rename(person, None),
            _ => {}
        }
        let (Some(community), Some(closed)) = (&activity.community, self.closed) else {
            return;
        };
        if activity.at.date_utc().month_index() <= closed && !activity.what.is_amendment() {
            self.communities.entry(community.clone()).or_default().late += 1;
        }
    }

    fn rename(&mut self, from: &PersonId, into: Option<&PersonId>) {
        for drawn in self.communities.values_mut() {
            for dimension in Dimension::ALL {
                drawn.members.on_mut(dimension).rename(from, into);
                drawn.contributors.on_mut(dimension).rename(from, into);
                drawn.exchanges.on_mut(dimension).rename(from, into);
            }
        }
    }

    fn close(&mut self, month: CivilDate) {
        self.closed = Some(month.month_index());
        for (id, here) in self.live.communities() {
            let drawn = self.communities.entry(id.clone()).or_default();
            if here.people.members().count() as u64 >= RULES.k {
                drawn.draw(&self.live, here, month);
            }
            drawn.late = 0;
        }
    }
}

/// The first moment of a month, in UTC.
fn first_moment(month_index: i64) -> Option<Timestamp> {
    let first = CivilDate::first_of_month(month_index)?;
    Some(Timestamp::from_ms(
        first.days_since_epoch() * 24 * 60 * 60 * 1000,
    ))
}

impl Drawn {
    fn draw(&mut self, live: &Live, here: &Here, month: CivilDate) {
        let names = live.names();
        let exchanged: Vec<(Between, u64)> = here.exchanges.counted().collect();
        let across = across_boundaries::on_each(names, here, &exchanged);
        let ways = both_ways::on_each(names, here, &exchanged);
        let links = single_links::live(live, here);
        for dimension in Dimension::ALL {
            let members = Standing::of(names, dimension, here.people.members());
            let crowd = members.crowd();
            let beside = self.contributors.on(dimension).behind();
            let part = self.members.on_mut(dimension);
            part.draw(month, members, beside, |now| {
                coarse::mix(&now.crowd(), month)
            });
            let people = here.people.iter();
            let contributors = people.filter(|person| person.recent.contributions > 0);
            let contributors = Standing::of(names, dimension, contributors);
            let beside = self.members.on(dimension).behind();
            let part = self.contributors.on_mut(dimension);
            part.draw(month, contributors, beside, |now| {
                coarse::contributors(&now.crowd(), month)
            });
            let exchanged = Exchanged::of(names, dimension, &exchanged);
            let part = self.exchanges.on_mut(dimension);
            part.draw(month, exchanged, &[], |now| OfExchanges {
                across: coarse::across(across.on(dimension), now, month),
                both_ways: coarse::both_ways(ways.on(dimension), now, &crowd, month),
                links: links
                    .status
                    .value()
                    .and_then(|raw| coarse::links(raw, dimension, now, &crowd)),
            });
        }
        self.publish(live, here);
    }

    fn publish(&mut self, live: &Live, here: &Here) {
        let months = Dimension::ALL.into_iter().flat_map(|dimension| {
            [
                self.members.on(dimension).month(),
                self.contributors.on(dimension).month(),
                self.exchanges.on(dimension).month(),
            ]
        });
        let Some(month) = months.flatten().max() else {
            return;
        };
        let told = || Told {
            as_of: live.as_of(),
            window: window(live.today(here)),
            basis: super::Provenance::default(),
            people: here.people.members().count() as u64,
        };
        let (links, links_for_stewards) = self.links();
        self.published = Some(Published {
            month,
            late: self.late,
            mix: mix::told(ByDimension::of(|on| self.mix(on)), told()),
            across_boundaries: across_boundaries::told_roughly(
                ByDimension::of(|on| self.across(on)),
                told(),
            ),
            both_ways: both_ways::told_roughly(
                ByDimension::of(|on| self.exchanges(on, |part| part.both_ways.clone())),
                told(),
            ),
            single_links: single_links::told_of(links, told()),
            who_is_heard: Hidden::NO_MONTH.of(&who_is_heard::live(live, here)),
            links_for_stewards,
        });
    }

    fn mix(&self, dimension: Dimension) -> Status<mix::MixOn> {
        let Some(members) = self.members.on(dimension).value() else {
            return Status::Suppressed { rule: "P3" };
        };
        let contributors = self.contributors.on(dimension).value();
        members.clone().map(|mix| mix::MixOn {
            contributors: contributors.cloned().flatten(),
            ..mix
        })
    }

    fn exchanges<T>(
        &self,
        dimension: Dimension,
        of: impl Fn(&OfExchanges) -> Status<T>,
    ) -> Status<T> {
        match self.exchanges.on(dimension).value() {
            Some(value) => of(value),
            None => Status::Suppressed { rule: "P3" },
        }
    }

    fn across(&self, dimension: Dimension) -> Status<across_boundaries::AcrossOn> {
        let mix = self.mix(dimension);
        let chance = mix.value().and_then(|mix| mix.differ);
        self.exchanges(dimension, |part| {
            part.across
                .clone()
                .map(|across| across_boundaries::AcrossOn {
                    chance,
                    expected_e_i: chance
                        .and_then(|chance| Signed::twice_less_one(chance.num, chance.den)),
                    ..across
                })
        })
    }

    fn links(&self) -> (Status<SingleLinks>, Vec<Link>) {
        let mut value = SingleLinks::default();
        let mut for_stewards = Vec::new();
        for dimension in Dimension::ALL {
            if let Some(drawn) = &self.exchanges.on(dimension).drawn
                && let Some(links) = &drawn.value.links
            {
                value.links += links.links;
                value.single += links.single;
                value.dimensions.push(dimension);
                value.months.push(drawn.month);
                for_stewards.extend(links.for_stewards.iter().cloned());
            }
        }
        match value.dimensions.is_empty() {
            false => (Status::Shown(value), for_stewards),
            true => (Status::Suppressed { rule: "P1" }, for_stewards),
        }
    }
}
