//! The address of what is shown, to be sent to somebody.

use std::rc::Rc;

use super::super::{button, hidden};
use crate::dom::{El, el};
use crate::messages::Key;
use crate::platform;
use crate::route::Route;
use crate::widget::Widget;

/// The button that copies the address of the screen; the address itself where the browser lets no page copy.
pub(super) fn link(widget: &Rc<Widget>, title: &str) -> El {
    let (route, is_copied) = widget.look(|ui| (ui.route.clone(), ui.is_copied));
    let Some(route) = route.as_ref().map(Route::as_sent) else {
        return place();
    };
    let address = route.address(&widget.session.server);
    if is_copied == Some(false) || !platform::can_copy() {
        return place().text(widget.say(Key::LinkToSend)).text(" ").child(
            el("a")
                .id("address")
                .attr("href", address.clone())
                .text(address),
        );
    }
    let mut about = String::from(" ");
    about.push_str(title);
    let offer = button(widget, "quiet", widget.say(Key::CopyLink), move |widget| {
        copy(widget, address.clone());
    });
    place().child(offer.child(hidden(about))).maybe(
        (is_copied == Some(true))
            .then(|| el("span").class("state").text(widget.say(Key::LinkCopied))),
    )
}

fn place() -> El {
    el("p").key("address").class("address").part("address")
}

/// Copies an address. Where the browser refuses, the reader finds it on the screen.
fn copy(widget: &Rc<Widget>, address: String) {
    let widget = Rc::clone(widget);
    platform::spawn(async move {
        let is_copied = platform::copy(&address).await;
        widget.update(|ui| ui.is_copied = Some(is_copied));
        if is_copied {
            widget.speak(widget.say(Key::LinkCopied).to_owned(), false);
        } else {
            widget.focus("address");
        }
    });
}
