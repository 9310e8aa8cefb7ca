//! Long lists: as much of them as the reader has asked for, and the button for more.

use std::ops::Range;
use std::rc::Rc;

use super::button;
use crate::dom::{El, el};
use crate::messages::Key;
use crate::widget::{Part, Widget};

/// How many of a list are shown at first. Each time the reader asks for more, as many again as are shown:
/// so seven times lead through five thousand, by keyboard too.
const N_AT_FIRST: usize = 50;

/// The first ones of a list, before the button for more. `id` names the list among those of the screen.
pub(super) fn list(
    widget: &Rc<Widget>,
    id: &'static str,
    rows: El,
    (n, label): (usize, Key),
    row: &dyn Fn(usize) -> El,
) -> El {
    let part = widget.part_of(id, N_AT_FIRST);
    let shown = 0..part.edge.min(n);
    let next = Part {
        fresh: Some(shown.end),
        edge: shown.end * 2,
        ..part
    };
    el("div")
        .key(id)
        .child(rows.children(drawn(&part, &shown, &|nth| Some(row(nth)))))
        .maybe(more(widget, shown, n, next, label))
}

/// Where the part begins that is shown of a list whose last ones are.
pub(super) fn begin(widget: &Widget, id: &'static str, n: usize) -> usize {
    // It is kept: what comes in the meantime does not push out what somebody is reading.
    widget.part_of(id, n.saturating_sub(N_AT_FIRST)).edge.min(n)
}

/// The last ones of a list, under the button for earlier ones. A row that is none stays as it stands.
pub(super) fn latest(
    widget: &Rc<Widget>,
    id: &'static str,
    rows: El,
    (n, label): (usize, Key),
    row: &dyn Fn(usize) -> Option<El>,
) -> El {
    let shown = begin(widget, id, n)..n;
    let part = widget.part_of(id, shown.start);
    let edge = shown.start.saturating_sub(shown.len());
    let next = Part {
        fresh: Some(edge),
        edge,
        ..part
    };
    el("div")
        .key(id)
        .maybe(more(widget, shown.clone(), n, next, label))
        .child(rows.children(drawn(&part, &shown, row)))
}

/// The rows that are shown; the first that was not shown before can take the focus.
pub(super) fn drawn(
    part: &Part,
    shown: &Range<usize>,
    row: &dyn Fn(usize) -> Option<El>,
) -> Vec<El> {
    let mut drawn = Vec::new();
    for nth in shown.clone() {
        match (row(nth), part.fresh) {
            (Some(row), Some(fresh)) if fresh == nth => {
                drawn.push(row.id(part.list).attr("tabindex", "-1"));
            }
            (row, _) => drawn.extend(row),
        }
    }
    drawn
}

/// The button that shows `next`, and how many of how many are shown: none where all are.
fn more(widget: &Rc<Widget>, shown: Range<usize>, n: usize, next: Part, label: Key) -> Option<El> {
    let n_shown = shown.len();
    (n_shown < n).then(|| {
        el("p")
            .key("paging")
            .class("actions paging")
            .child(button(
                widget,
                "secondary",
                widget.say(label),
                move |widget| {
                    let said = said(widget, n.min(n_shown * 2), n);
                    widget.show_part(next, said);
                },
            ))
            .child(n_of(widget, n_shown, n))
    })
}

/// How many of how many are shown.
pub(super) fn n_of(widget: &Widget, n_shown: usize, n: usize) -> El {
    el("span").class("meta").text(said(widget, n_shown, n))
}

/// "50 of 5,000 are shown"
fn said(widget: &Widget, n_shown: usize, n: usize) -> String {
    let shown = widget.look(|ui| crate::platform::number(&ui.texts.locale, n_shown));
    widget.count_with(Key::NShown, n, &[("shown", &shown)])
}
