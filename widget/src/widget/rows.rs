//! The rows of lists: which of them are shown, and which stand on the page as they have to.

use super::Widget;
use crate::dom;

/// Which part of a long list is shown.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// Which list, and the id of its first row that was not shown before.
    pub list: &'static str,
    /// Where the part ends that begins at the first row, or where the part begins that ends at the last.
    pub edge: usize,
    /// The first row that was not shown before the reader asked for more.
    pub fresh: Option<usize>,
}

impl Widget {
    /// The part of a list that is shown; `edge` is that of one that nobody has asked more of.
    pub fn part_of(&self, list: &'static str, edge: usize) -> Part {
        let parts = &mut self.ui.borrow_mut().parts;
        let known = parts.iter().find(|part| part.list == list).copied();
        known.unwrap_or_else(|| {
            let part = Part {
                list,
                edge,
                fresh: None,
            };
            parts.push(part);
            part
        })
    }

    /// The first row of a list that was not shown before the reader asked for more.
    pub fn fresh(&self, list: &str) -> Option<usize> {
        let parts = &self.ui.borrow().parts;
        parts.iter().find(|part| part.list == list)?.fresh
    }

    /// Shows more of a list; the focus goes to the first row that was not shown before.
    pub fn show_part(&self, part: Part, said: String) {
        self.session.touch_all();
        self.focus(part.list);
        self.speak(said, false);
        self.set_part(part);
    }

    pub(super) fn set_part(&self, part: Part) {
        let parts = &mut self.ui.borrow_mut().parts;
        parts.retain(|other| other.list != part.list);
        parts.push(part);
    }

    /// Takes note of what is drawn now, and of what was drawn before.
    pub fn begin_to_draw(&self) {
        let (before, _) = self.drawn_at.get();
        // What was to be left as it stands did not stand there: everything is drawn anew.
        let before = if dom::was_missing() { 0 } else { before };
        self.drawn_at.set((self.session.n_changes(), before));
    }

    /// Which contributions and communities show something else than when they were drawn: none where anything may.
    pub fn changed_rows(&self) -> Option<Vec<String>> {
        let (_, before) = self.drawn_at.get();
        self.session.touched_after(before)
    }
}
