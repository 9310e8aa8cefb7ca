//! What did I do that has not been sent yet?

use std::rc::Rc;

use cop_core::text::joined;
use web_sys::Event;

use super::field::typed;
use super::{button, hidden, meta};
use crate::dom::{El, el};
use crate::messages::Key;
use crate::rich::rich;
use crate::session::{Failure, Waiting};
use crate::widget::Widget;

/// What could not be sent at once, each with its words to change: nothing where all is sent.
pub(super) fn outbox(widget: &Rc<Widget>) -> Option<El> {
    let late = widget
        .session
        .look_late(|waiting| (one(widget, waiting), waiting.refused.is_none()));
    if late.is_empty() {
        return None;
    }
    // Of what was refused the reasons say what to do.
    let stays = match late.iter().any(|(_, is_for_network)| *is_for_network) {
        true if widget.session.would_lose() => widget.say(Key::LatePage),
        true => widget.say(Key::LateKept),
        false => "",
    };
    Some(
        el("div")
            .key("late")
            .class("notice late")
            .part("outbox")
            .child(
                el("p")
                    .attr("role", "status")
                    .text(widget.count(Key::Late, late.len()))
                    .text(" ")
                    .text(stays),
            )
            .child(el("ul").children(late.into_iter().map(|(row, _)| row))),
    )
}

fn one(widget: &Rc<Widget>, waiting: &Waiting) -> El {
    let what = widget.say(match waiting.what().as_deref() {
        Some("reply") => Key::LateReply,
        Some("raise_problem") => Key::LateProblem,
        Some("join" | "ask_to_join") => Key::LateJoin,
        Some("answer_invitation") => Key::LateComing,
        _ => Key::LateOther,
    });
    let id = waiting.id.clone();
    let mut words = waiting.words().into_iter();
    let first = words.next().map(|words| {
        let [beginning, holding, sending] = [(); 3].map(|()| (Rc::clone(widget), id.clone()));
        let before = words.clone();
        let hold = |(widget, id): &(Rc<Widget>, String), event: &Event| {
            widget.session.hold(id, Some(typed(event)));
        };
        el("textarea")
            .attr("rows", "2")
            .attr("dir", "auto")
            .part("input")
            .attr("aria-label", what)
            .flag("readonly", widget.session.is_sending())
            .attr("value", words)
            .on("focus", move |event| hold(&beginning, &event))
            .on("input", move |event| hold(&holding, &event))
            .on("blur", move |event| {
                let (widget, id) = &sending;
                let now = typed(&event);
                if now == before {
                    widget.session.hold(id, None);
                } else {
                    widget.session.send_again(id, Some(&now));
                }
            })
    });
    let rest = words
        .filter(|words| !words.is_empty())
        .map(|words| rich(&words));
    let refused = waiting.refused.as_ref().map(|failure| {
        let reason = widget.reason(failure);
        el("p")
            .class("error")
            .attr("role", "alert")
            .text(widget.fill(Key::LateRefused, &[("reason", &reason)]))
    });
    let sign_in = (waiting.refused == Some(Failure::SignIn)).then(|| {
        button(widget, "secondary", widget.say(Key::SignIn), |widget| {
            widget.ask_to_sign_in();
        })
        .key("sign-in")
    });
    let what_again = joined(&["", what], " ");
    let (again, tried) = (widget.say(Key::TryAgain), id.clone());
    // There also while nothing is refused: it stands next to the words, and whoever leaves them by keyboard gets there.
    let again = button(widget, "secondary", again, move |widget| {
        widget.session.send_again(&tried, None);
    })
    .key("again")
    .child(hidden(what_again));
    let discard = widget.fill(Key::DoNotSend, &[("what", what)]);
    el("li")
        .key(waiting.row.as_str())
        .class("field")
        .child(meta(what))
        .maybe(first)
        .children(rest)
        .maybe(refused)
        .child(again)
        .maybe(sign_in)
        .child(
            button(widget, "quiet", discard, move |widget| {
                widget.session.discard(&id);
            })
            .key("discard"),
        )
}
