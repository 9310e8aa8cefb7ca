//! The measures, kept up to date beside the log, and what may be shown of them.
//!
//! They are brought up to the log when somebody asks: what was recorded since is counted, and only where it changes how
//! others have to be read, or was erased, is everything taken again.
//! What was published of a closed month is worked out from the log as it became known, so it is the same whoever asks
//! when. After a restart it is worked out again, without anybody who was erased since.

use std::sync::{Mutex, PoisonError};

use cop_core::activity::{Activity, Basis, Kind, Recorded};
use cop_core::id::CommunityId;
use cop_core::measure::Measures;
use cop_core::measure::disclosure::{Disclosure, Publisher};
use cop_core::measure::single_links::Link;
use cop_core::time::{CivilDate, Timestamp};

use crate::store::{Since, Store, StoreError};
use crate::zones;

/// How many activities are held at a time while the log is read.
const PAGE: usize = 10_000;

/// The measures of all communities of a store, for whoever asks.
pub struct Kept {
    store: Store,
    taken: Mutex<Taken>,
}

/// What was counted up to a position.
struct Taken {
    publisher: Publisher,
    position: u64,
    /// Whether it is what the log up to there comes to; otherwise everything is to be taken again.
    is_right: bool,
}

/// What may be shown of the measures of a community.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The month that breakdowns are of, by its first day: none before the first is over.
    pub month: Option<CivilDate>,
    /// All of them.
    pub measures: Measures,
}

impl Kept {
    /// Nothing is taken yet: the log is read when somebody asks.
    #[must_use]
    pub fn new(store: Store) -> Self {
        Self {
            store,
            taken: Mutex::new(Taken {
                publisher: Publisher::new(zones::day),
                position: 0,
                is_right: false,
            }),
        }
    }

    /// What may be shown of a community at a moment, which is now or has just been: none where nothing happened there.
    ///
    /// # Errors
    /// The log can't be read.
    pub fn shown(&self, id: &CommunityId, now: Timestamp) -> Result<Option<Shown>, StoreError> {
        self.look(now, |publisher| {
            Some(Shown {
                measures: publisher.measures(id, Disclosure::Published)?,
                month: publisher.published(id).map(|published| published.month),
            })
        })
    }

    /// Brings what is kept up to the log, so that the first who asks does not wait for it.
    ///
    /// # Errors
    /// The log can't be read.
    pub fn catch_up(&self, now: Timestamp) -> Result<(), StoreError> {
        self.look(now, |_| ())
    }

    /// Looks at all that is kept, at a moment as above. Whoever else asks waits meanwhile.
    ///
    /// # Errors
    /// The log can't be read.
    pub fn look<T>(
        &self,
        now: Timestamp,
        look: impl FnOnce(&Publisher) -> T,
    ) -> Result<T, StoreError> {
        // Where somebody panicked meanwhile, it is not right and is taken again.
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.catch_up(&self.store, now)?;
        Ok(look(&taken.publisher))
    }
}

/// The links that rest on one person and may be named to those who hold a community.
#[must_use]
pub fn links(publisher: &Publisher, id: &CommunityId) -> Vec<Link> {
    // Where the community has become too small for breakdowns, they are hidden with all others.
    let measures = publisher.measures(id, Disclosure::Published);
    let is_shown = measures.is_some_and(|it| it.single_links.status.value().is_some());
    let published = publisher.published(id).filter(|_| is_shown);
    published.map_or_else(Vec::new, |published| published.links_for_stewards.clone())
}

impl Taken {
    fn catch_up(&mut self, store: &Store, now: Timestamp) -> Result<(), StoreError> {
        if !self.is_right {
            return self.take_again(store, now);
        }
        let since = store.since(self.position, PAGE)?;
        self.is_right = false;
        // What was erased is gone from the log, so it can't be taken out of what was counted.
        let is_erased = |recorded: &Recorded| matches!(recorded.activity.what, Kind::Erased { .. });
        let is_long = since.activities.len() == PAGE;
        let is_right = !is_long && !since.activities.iter().any(is_erased) && self.takes(since);
        // Last, so that what was recorded in a month counts before the month is closed.
        self.is_right = is_right && self.publisher.advance(now).is_ok();
        match self.is_right {
            true => Ok(()),
            false => self.take_again(store, now),
        }
    }

    /// Whether all of it could be taken over.
    fn takes(&mut self, since: Since) -> bool {
        let Since {
            activities,
            earlier,
        } = since;
        activities.iter().all(|recorded| {
            self.position = recorded.position;
            let earlier = |of| earlier.get(&of).cloned();
            let taken = self
                .publisher
                .take(recorded.position, &recorded.activity, earlier);
            taken.is_ok()
        })
    }

    /// Takes everything from the beginning; what was published stays.
    fn take_again(&mut self, store: &Store, now: Timestamp) -> Result<(), StoreError> {
        let log = whole(store)?;
        self.publisher.take_again(&log);
        // Where what was recorded ahead has happened by now, once more with it.
        if self.publisher.advance(now).is_err() {
            self.publisher.take_again(&log);
        }
        self.position = log.len() as u64;
        self.is_right = true;
        Ok(())
    }
}

/// The log, in order; positions have no gaps.
fn whole(store: &Store) -> Result<Vec<Activity>, StoreError> {
    let mut log = Vec::new();
    each(store, u64::MAX, |recorded| log.push(recorded.activity))?;
    Ok(log)
}

/// What was published by a moment, from what had become known until then.
pub(crate) fn published(store: &Store, as_of: Timestamp) -> Result<Publisher, StoreError> {
    let mut log = whole(store)?;
    log.retain(|activity| known_at(activity) <= as_of);
    Ok(Publisher::replay(&log, as_of, zones::day))
}

/// When an activity became known: what was imported, when it happened.
fn known_at(activity: &Activity) -> Timestamp {
    match activity.basis {
        Basis::Imported => activity.at.min(activity.recorded),
        Basis::Seen | Basis::Said => activity.recorded,
    }
}

/// Goes through the log up to a position, page by page.
///
/// # Errors
/// The log can't be read.
pub(crate) fn each(
    store: &Store,
    head: u64,
    mut each: impl FnMut(Recorded),
) -> Result<(), StoreError> {
    let mut position = 0;
    while position < head {
        let page = store.read(position, PAGE)?;
        let Some(last) = page.last() else { break };
        position = last.position;
        page.into_iter()
            .filter(|recorded| recorded.position <= head)
            .for_each(&mut each);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
