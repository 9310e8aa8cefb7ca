//! All that is kept, as bytes and back.

use super::super::DayOf;
use super::super::stored::{Stored, opened, sealed};
use super::Live;
use crate::activity::Activity;
use crate::amendment::Amendments;

impl Live {
    /// What is kept as bytes, for [`Live::restored`]. The same state gives the same bytes.
    ///
    /// What was said later of activities is not in them, nor is what lies ahead, of which they have the positions.
    #[must_use]
    pub fn stored(&self) -> Vec<u8> {
        sealed(|bytes| self.store(bytes))
    }

    /// What was kept when it was stored, with what had been said later of activities by then.
    ///
    /// `recorded` finds what stands at a position of the log. None where the bytes are damaged or were written by
    /// another version of this crate or of its rules, or where the log is another: then it is to be taken again.
    #[must_use]
    pub fn restored(
        bytes: &[u8],
        amendments: Amendments,
        day_of: DayOf,
        recorded: impl FnMut(u64) -> Option<Activity>,
    ) -> Option<Self> {
        let mut bytes = opened(bytes)?;
        let live = Self::restore(&mut bytes, amendments, day_of, recorded)?;
        bytes.is_empty().then_some(live)
    }

    fn store(&self, bytes: &mut Vec<u8>) {
        self.as_of.store(bytes);
        self.amendments.n().store(bytes);
        self.names.store(bytes);
        self.ids.store(bytes);
        self.communities.store(bytes);
        self.has_bridges.store(bytes);
        let ahead: Vec<u64> = self.ahead.keys().map(|(_, position)| *position).collect();
        ahead.store(bytes);
    }

    fn restore(
        bytes: &mut &[u8],
        amendments: Amendments,
        day_of: DayOf,
        mut recorded: impl FnMut(u64) -> Option<Activity>,
    ) -> Option<Self> {
        let as_of = Stored::restore(bytes)?;
        let is_of_log = u64::restore(bytes)? == amendments.n();
        let mut live = Self {
            names: Stored::restore(bytes)?,
            ids: Stored::restore(bytes)?,
            communities: Stored::restore(bytes)?,
            has_bridges: Stored::restore(bytes)?,
            ..Self::knowing(amendments, as_of, day_of)
        };
        for (place, here) in (0..).zip(&live.communities) {
            for day in here.window.all_days() {
                live.leaving.entry(day).or_default().push(place);
            }
        }
        for position in Vec::<u64>::restore(bytes)? {
            let activity = live.counted(&recorded(position)?)?;
            live.ahead.insert((activity.at, position), activity);
        }
        let is_ahead = live.ahead.keys().all(|(at, _)| *at > as_of);
        (is_of_log && is_ahead).then_some(live)
    }
}
