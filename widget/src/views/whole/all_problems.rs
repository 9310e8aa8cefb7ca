//! Everything that a community has thought through, also what the page does not hold.

use std::rc::Rc;

use cop_core::id::CommunityId;
use cop_core::membership::Standing;
use cop_core::view::{self, ProblemLine};

use super::super::{button, community, failed, loading, not_here, paged, problems};
use crate::dom::{El, el};
use crate::messages::Key;
use crate::route::Tab;
use crate::session::{Known, Listed, SliceId};
use crate::widget::Widget;

/// All problems of a community, page by page.
pub(super) fn screen(widget: &Rc<Widget>, id: &CommunityId) -> El {
    let known = widget.session.look(&SliceId::of(id), |seen| {
        (view::community(seen), view::problems(seen))
    });
    let (shown, held) = match known {
        Known::Here(both) => both,
        known => return not_here(widget, &known),
    };
    let is_member = shown.standing == Some(Standing::Member);
    let rest = match widget.look(|ui| ui.problems.clone()) {
        Some((of, Known::Here(listed))) if of == *id => list(widget, id, held, &listed, is_member),
        Some((of, Known::Failed(failure))) if of == *id => failed(widget, &failure),
        _ => loading(widget),
    };
    community::part(widget, &shown, Tab::AllProblems, Key::ThinkingThrough).child(rest)
}

/// What the page holds, which is the newest and follows the log, then what the server lists beside it.
fn list(
    widget: &Rc<Widget>,
    id: &CommunityId,
    held: Vec<ProblemLine>,
    listed: &Listed,
    is_member: bool,
) -> El {
    let n_held = held.len();
    let mut all = held;
    for line in &listed.problems {
        if all[..n_held].iter().all(|held| held.id != line.id) {
            all.push(line.clone());
        }
    }
    // What was raised since is not in the number that the server gave.
    let total = listed.total.max(all.len());
    let part = widget.part_of("problems", 0);
    let rows = paged::drawn(&part, &(0..all.len()), &|nth| {
        Some(problems::line(widget, id, &all[nth], is_member))
    });
    el("div")
        .key("all")
        .child(el("ul").class("rows").children(rows))
        .maybe((listed.next.is_some() && all.len() < total).then(|| {
            let n_shown = all.len();
            el("p")
                .key("more")
                .class("actions paging")
                .child(button(
                    widget,
                    "secondary",
                    widget.say(Key::ShowMoreProblems),
                    move |widget| widget.fetch_more_problems(n_shown),
                ))
                .child(paged::n_of(widget, n_shown, total))
        }))
}
