//! The way out of a community, with a question in between.

use std::rc::Rc;

use cop_core::command::Command;
use cop_core::view::CommunityView;

use super::{button, heading};
use crate::dom::{El, el};
use crate::messages::Key;
use crate::session::SliceId;
use crate::widget::{Deed, Widget};

/// The button, and the question that it opens.
pub(super) fn leave(widget: &Rc<Widget>, community: &CommunityView) -> El {
    let asks = widget.look(|ui| ui.asks_to_leave);
    el("div")
        .key("leave")
        .class("leave")
        .child(
            button(widget, "quiet", widget.say(Key::Leave), |widget| {
                widget.update(|ui| {
                    ui.notice = None;
                    ui.asks_to_leave = true;
                });
            })
            .id("leave"),
        )
        .maybe(asks.then(|| question(widget, community)))
}

fn question(widget: &Rc<Widget>, community: &CommunityView) -> El {
    let slice = SliceId::of(&community.id);
    let name = community.name.clone();
    let closing = Rc::clone(widget);
    el("dialog")
        .key("leaving")
        .id("leaving")
        .class("dialog")
        .part("dialog")
        .attr("aria-labelledby", "leaving-title")
        // The browser closes it on Escape.
        .on("close", move |_| {
            if closing.look(|ui| ui.asks_to_leave) {
                stay(&closing);
            }
        })
        .child(
            heading(
                widget,
                1,
                widget.fill(Key::LeaveQuestion, &[("name", &community.name)]),
            )
            .id("leaving-title"),
        )
        .child(el("p").text(widget.say(Key::LeaveWhatNext)))
        .child(
            el("p")
                .class("actions")
                .child(button(widget, "primary", widget.say(Key::Stay), stay))
                .child(button(
                    widget,
                    "secondary",
                    widget.say(Key::LeaveNow),
                    move |widget| {
                        widget.update(|ui| ui.asks_to_leave = false);
                        widget.act(Deed {
                            slice: slice.clone(),
                            command: Command::Leave,
                            form: None,
                            said: Some(widget.fill(Key::YouHaveLeft, &[("name", &name)])),
                            focus: Some("notice".to_owned()),
                        });
                    },
                )),
        )
}

fn stay(widget: &Rc<Widget>) {
    widget.update(|ui| ui.asks_to_leave = false);
    widget.focus("leave");
}
