//! Why a community may be for the reader, as their own page works it out.

use std::rc::Rc;

use cop_core::membership::Standing;
use cop_core::view::{CommunityView, DirectoryEntry};

use super::super::{heading, meta};
use crate::dom::{El, el};
use crate::messages::Key;
use crate::session::{Known, SliceId};
use crate::widget::Widget;

/// Why the community that is shown may be for somebody who is not in it: none where there is no reason.
pub(in super::super) fn why_for_you(widget: &Rc<Widget>, community: &CommunityView) -> Option<El> {
    if community.standing == Some(Standing::Member) {
        return None;
    }
    let reasons = widget.look(|ui| match &ui.for_you {
        Some(Known::Here(for_you)) => {
            let slice = SliceId::of(&community.id);
            match widget.session.look(&slice, |seen| for_you.reasons(seen)) {
                Known::Here(reasons) => Some(reasons),
                Known::Loading | Known::Failed(_) => None,
            }
        }
        _ => None,
    })?;
    let meets = reasons
        .meets_profession
        .then(|| widget.say(Key::ProfessionMeets).to_owned());
    let brings = reasons
        .would_bring
        .map(|whom| widget.fill(Key::WouldBring, &[("whom", &whom)]));
    let lines: Vec<String> = reasons
        .words
        .map(|words| widget.told(&words))
        .into_iter()
        .chain(meets)
        .chain(brings)
        .collect();
    if lines.is_empty() {
        return None;
    }
    Some(
        el("div")
            .key("why-for-you")
            .class("why-for-you")
            .child(heading(widget, 1, widget.say(Key::WhyForYou)))
            .children(lines.into_iter().map(|line| el("p").text(line)))
            .child(meta(widget.say(Key::WorkedOutHere))),
    )
}

/// Why a community in the directory is among the nearest, once that has been worked out.
pub(in super::super) fn in_directory(widget: &Widget, entry: &DirectoryEntry) -> Option<El> {
    widget.look(|ui| match &ui.for_you {
        Some(Known::Here(for_you)) => {
            let says = widget.told(&for_you.nearest(entry)?.says);
            Some(el("p").class("why").text(says))
        }
        _ => None,
    })
}
