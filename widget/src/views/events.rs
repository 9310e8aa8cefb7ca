//! When do we meet?

use std::rc::Rc;

use cop_core::id::CommunityId;
use cop_core::membership::Standing;
use cop_core::view::{self, EventView};

use super::{community, heading, link, meeting, meta, not_here, paged};
use crate::dom::{El, el};
use crate::messages::Key;
use crate::route::{Route, Tab};
use crate::session::{Known, SliceId};
use crate::widget::Widget;

/// How many of the meetings that are over are in sight; the others can be opened.
const N_PAST: usize = 4;

/// The meetings of a community: what comes, then what was.
pub(super) fn screen(widget: &Rc<Widget>, id: &CommunityId) -> El {
    let slice = SliceId::of(id);
    let known = widget
        .session
        .look(&slice, |seen| (view::community(seen), view::events(seen)));
    let (shown, events) = match known {
        Known::Here(both) => both,
        known => return not_here(widget, &known),
    };
    let may_answer = matches!(shown.standing, Some(Standing::Member | Standing::Observer));
    // What was called off stays among what comes until its time has passed, so that nobody goes there.
    let (past, coming): (Vec<&EventView>, Vec<&EventView>) =
        events.iter().partition(|event| event.is_over);
    let card = |event: &EventView| {
        el("li")
            .key(event.id.as_str())
            .child(meeting::card(widget, &slice, event, may_answer))
    };
    let list = || el("ul").class("meetings");
    let cards = |events: &[&EventView]| list().children(events.iter().map(|event| card(event)));
    let none_coming = if shown.holds {
        Key::NoMeetingHolder
    } else {
        Key::NoMeetingYet
    };
    community::part(widget, &shown, Tab::Events, Key::ComingUp)
        .child(if coming.is_empty() {
            meta(widget.say(none_coming)).key("coming")
        } else {
            let of = (coming.len(), Key::ShowMoreMeetings);
            paged::list(widget, "coming", list(), of, &|nth| card(coming[nth]))
        })
        .maybe((shown.standing == Some(Standing::Member)).then(|| {
            let meetings = Route::Community(id.clone(), Tab::Meetings);
            el("p")
                .key("more")
                .class("more")
                .child(link(widget, meetings).text(widget.say(Key::PlanAndRecord)))
        }))
        .maybe((!past.is_empty()).then(|| {
            el("div")
                .key("past")
                .class("part")
                .child(heading(widget, 1, widget.say(Key::Past)))
                .child(cards(&past[..past.len().min(N_PAST)]))
                .maybe((past.len() > N_PAST).then(|| {
                    let earlier = &past[N_PAST..];
                    let of = (earlier.len(), Key::ShowMoreMeetings);
                    el("details")
                        .key("earlier")
                        .child(el("summary").text(widget.say(Key::EarlierMeetings)))
                        .child(paged::list(widget, "earlier", list(), of, &|nth| {
                            card(earlier[nth])
                        }))
                }))
        }))
}
