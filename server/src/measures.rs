//! The measures, kept up to date beside the log.
//!
//! They are brought up to the log when somebody asks: what was recorded since is counted, and only where it changes how
//! others have to be read, or was erased, is everything taken again.

use std::sync::{Mutex, PoisonError};

use cop_core::activity::{Kind, Recorded};
use cop_core::id::CommunityId;
use cop_core::measure::{Live, Measures};
use cop_core::time::Timestamp;

use crate::store::{Since, Store, StoreError};
use crate::zones;

/// How many activities are held at a time while the log is read.
const PAGE: usize = 10_000;

/// The measures of all communities of a store, for whoever asks.
pub struct Kept {
    store: Store,
    taken: Mutex<Option<Taken>>,
}

/// What was counted up to a position.
struct Taken {
    live: Live,
    position: u64,
}

impl Kept {
    /// Nothing is taken yet: the log is read when somebody asks.
    #[must_use]
    pub fn new(store: Store) -> Self {
        Self {
            store,
            taken: Mutex::new(None),
        }
    }

    /// The measures of a community at a moment, which is now or has just been: none where nothing happened there.
    ///
    /// # Errors
    /// The log can't be read.
    pub fn of(&self, id: &CommunityId, now: Timestamp) -> Result<Option<Measures>, StoreError> {
        self.look(now, |live| live.measures(id))
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
    pub fn look<T>(&self, now: Timestamp, look: impl FnOnce(&Live) -> T) -> Result<T, StoreError> {
        // Whoever panicked left nothing behind, because what is kept is taken out while it is changed.
        let mut kept = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = match kept.take() {
            Some(taken) => taken.caught_up(&self.store, now)?,
            None => Taken::again(&self.store, now)?,
        };
        Ok(look(&kept.insert(taken).live))
    }
}

impl Taken {
    /// Takes everything from the beginning.
    fn again(store: &Store, now: Timestamp) -> Result<Self, StoreError> {
        let (model, head) = store.fold()?;
        let mut live = Live::knowing(model.amendments().clone(), now, zones::day);
        each(store, head, |Recorded { position, activity }| {
            live.recount(position, &activity);
        })?;
        Ok(Self {
            live,
            position: head,
        })
    }

    fn caught_up(mut self, store: &Store, now: Timestamp) -> Result<Self, StoreError> {
        // The clock of a machine may be set back; what has been counted stays counted.
        if self.live.advance(now).is_err() {
            return Self::again(store, now);
        }
        let since = store.since(self.position, PAGE)?;
        // What was erased is gone from the log, so it can't be taken out of what was counted.
        let is_erased = |recorded: &Recorded| matches!(recorded.activity.what, Kind::Erased { .. });
        let is_long = since.activities.len() == PAGE;
        if is_long || since.activities.iter().any(is_erased) || !self.takes(since) {
            return Self::again(store, now.max(self.live.as_of()));
        }
        Ok(self)
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
                .live
                .take(recorded.position, &recorded.activity, earlier);
            taken.is_ok()
        })
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
