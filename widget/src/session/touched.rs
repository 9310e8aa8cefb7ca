//! What a change may have changed, so that of a long list only the rows are drawn again that show something else.

use cop_core::activity::Kind;

use super::Session;
use super::wire::Item;

impl Session {
    /// How many changes there were.
    pub fn n_changes(&self) -> u32 {
        self.n_changes.get()
    }

    /// Whether nothing has changed about a contribution or community after that many changes.
    pub fn is_as_before(&self, id: &str, n_changes: u32) -> bool {
        self.all_changed.get() <= n_changes
            && self
                .touched
                .borrow()
                .iter()
                .all(|(at, touched)| *at <= n_changes || touched != id)
    }

    /// Takes note that anything may have changed.
    pub fn touch_all(&self) {
        self.n_changes.set(self.n_changes.get() + 1);
        self.all_changed.set(self.n_changes.get());
        self.touched.borrow_mut().clear();
    }

    /// Takes note of what an item of the stream changes: anything, unless it is known to be one turn, or only what
    /// the directory says of a community.
    pub(super) fn touch(&self, item: &Item) {
        let Some(community) = &item.activity.community else {
            return self.touch_all();
        };
        let turn = match &item.activity.what {
            Kind::Replied(turn) => Some(&turn.turn),
            Kind::InsightMarked { about } => about.contribution(),
            _ => None,
        };
        let is_open = self
            .slices
            .borrow()
            .keys()
            .any(|slice| slice.community == *community);
        if is_open && turn.is_none() {
            return self.touch_all();
        }
        self.n_changes.set(self.n_changes.get() + 1);
        let at = self.n_changes.get();
        let mut touched = self.touched.borrow_mut();
        touched.push((at, community.to_string()));
        touched.extend(turn.map(|turn| (at, turn.to_string())));
    }
}
