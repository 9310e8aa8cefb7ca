//! What stands in place of a screen that only the whole widget has, until that is there.

use std::rc::Rc;

use cop_core::view;

use super::{button, community, crumb, loading, meta, not_here, title};
use crate::dom::{El, el};
use crate::messages::Key;
use crate::route::{Route, Tab};
use crate::session::{Known, SliceId};
use crate::widget::Widget;

/// The frame of the screen, in which everything works already, and how far the rest is.
pub(super) fn screen(widget: &Rc<Widget>, route: &Route) -> El {
    let Route::Community(id, tab) = route else {
        let back = route.community().map_or(Route::Directory, |id| {
            Route::Community(id.clone(), Tab::Now)
        });
        return el("div")
            .key("screen")
            .child(crumb(widget, back, widget.say(Key::Back)))
            .child(title(widget, widget.say(Key::OneCommunity)))
            .child(rest(widget, route.heading()));
    };
    match widget.session.look(&SliceId::of(id), view::community) {
        Known::Here(shown) => community::part(widget, &shown, *tab, community::tab_name(*tab))
            .child(rest(widget, "part")),
        known => not_here(widget, &known),
    }
}

fn rest(widget: &Rc<Widget>, heading: &'static str) -> El {
    if widget.session.is_snapshot() {
        return meta(widget.say(Key::NeedsServer));
    }
    if !widget.look(|ui| ui.lacks_whole) {
        return loading(widget);
    }
    el("div")
        .key("failed")
        .class("failed-screen")
        .child(
            el("p")
                .attr("role", "alert")
                .text(widget.say(Key::NotOpened)),
        )
        .child(el("p").child(button(
            widget,
            "primary",
            widget.say(Key::TryAgain),
            move |widget| {
                widget.focus(heading);
                widget.reach_whole();
            },
        )))
}
