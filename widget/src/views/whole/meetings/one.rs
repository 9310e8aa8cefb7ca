//! One meeting, or a series of them, by itself: where its address leads.

use std::rc::Rc;

use cop_core::id::{CommunityId, EventId};
use cop_core::membership::Standing;
use cop_core::view::{self, Linked};

use super::super::super::{crumb, not_here, notice, title};
use super::super::copying;
use super::super::words::references;
use super::{Around, card, meeting_of, other_communities};
use crate::dom::{El, el};
use crate::messages::Key;
use crate::route::{Route, Tab};
use crate::session::{Failure, Known, SliceId};
use crate::widget::Widget;

/// The meeting, with the way to all others.
pub(in super::super) fn screen(widget: &Rc<Widget>, id: &CommunityId, event: &EventId) -> El {
    let slice = SliceId::of(id);
    let all = Route::Community(id.clone(), Tab::Events);
    let known = widget.session.look(&slice, |seen| {
        let mut events = view::events(seen).into_iter();
        let found = events.find(|found| found.id == *event)?;
        let problems = references(widget, seen, &[Linked::Problem]);
        Some((view::community(seen), meeting_of(seen, found), problems))
    });
    let (community, meeting, problems) = match known {
        Known::Here(Some(found)) => found,
        Known::Here(None) => return gone(widget, all),
        known => return not_here(widget, &known),
    };
    let communities = other_communities(widget, id);
    let around = Around {
        slice: &slice,
        holds: community.holds,
        is_member: community.standing == Some(Standing::Member),
        problems: &problems,
        communities: &communities,
    };
    let may_answer = matches!(
        community.standing,
        Some(Standing::Member | Standing::Observer)
    );
    el("div")
        .key("screen")
        .child(crumb(widget, all, community.name.clone()))
        .child(title(widget, meeting.view.title.clone()))
        .maybe(notice(widget))
        .child(card(widget, &around, &meeting, may_answer))
        .child(copying::link(widget, &meeting.view.title))
}

/// What stands in place of a meeting that there is not, or not any more.
fn gone(widget: &Rc<Widget>, all: Route) -> El {
    let failure = Failure::Refused("no_such_event".to_owned());
    el("div")
        .key("screen")
        .child(crumb(widget, all, widget.say(Key::TabEvents)))
        .child(title(widget, widget.say(Key::NotShown)))
        .child(el("p").attr("role", "alert").text(widget.reason(&failure)))
}
