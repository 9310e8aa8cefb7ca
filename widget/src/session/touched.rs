//! What a change may have changed, so that of a long list only the rows are drawn again that show something else.

use cop_core::activity::Kind;

use super::Session;
use super::wire::Item;

/// How many changes of single ones are remembered: more than one page of the directory brings.
const MAX_TOUCHED: usize = 100;

impl Session {
    /// How many changes there were.
    pub fn n_changes(&self) -> u32 {
        self.n_changes.get()
    }

    /// Which contributions and communities have changed after that many changes: none where anything may have.
    pub fn touched_after(&self, n_changes: u32) -> Option<Vec<String>> {
        let mut changed = Vec::new();
        for (at, id) in self.touched.borrow().iter() {
            if *at > n_changes {
                changed.push(id.clone());
            }
        }
        (self.all_changed.get() <= n_changes).then_some(changed)
    }

    /// Takes note that anything may have changed.
    pub fn touch_all(&self) {
        self.n_changes.set(self.n_changes.get() + 1);
        self.all_changed.set(self.n_changes.get());
        self.touched.borrow_mut().clear();
    }

    /// Takes note that these have changed, and nothing else.
    pub fn touch_only(&self, ids: Vec<String>) {
        let at = self.n_changes.get() + 1;
        self.n_changes.set(at);
        let mut touched = self.touched.borrow_mut();
        for id in ids {
            touched.push((at, id));
        }
        // Whoever has not drawn since what is dropped here draws everything.
        while touched.len() > MAX_TOUCHED {
            self.all_changed.set(touched.remove(0).0);
        }
    }

    /// Takes note of what an item of the stream changes: anything, unless it is known to be one turn, or only what
    /// the directory says of a community. A turn that was added changes the thread as well.
    pub(super) fn touch(&self, item: &Item) {
        let Some(community) = &item.activity.community else {
            return self.touch_all();
        };
        let (turn, thread) = match &item.activity.what {
            Kind::Replied(turn) => (Some(&turn.turn), Some(&turn.thread)),
            Kind::InsightMarked { about } => (about.contribution(), None),
            _ => (None, None),
        };
        let is_open = self
            .slices
            .borrow()
            .keys()
            .any(|slice| slice.community == *community);
        if is_open && turn.is_none() {
            return self.touch_all();
        }
        let mut ids = vec![community.to_string()];
        for contribution in [turn, thread].into_iter().flatten() {
            ids.push(contribution.to_string());
        }
        self.touch_only(ids);
    }
}
