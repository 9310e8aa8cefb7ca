//! What a key does that is the same on every screen.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

/// Closes the form that the focus is in, by its own button, when Escape is pressed: what was typed is kept.
pub(in super::super) fn pressed(event: &Event) {
    let is_escape = event.dyn_ref::<KeyboardEvent>().is_some_and(|pressed| {
        // What an input method is composing, Escape gives up alone.
        pressed.key() == "Escape" && !pressed.is_composing()
    });
    if is_escape && let Some(close) = closing_button(event) {
        // A dialog or a page around the form is not closed by the same key.
        event.prevent_default();
        event.stop_propagation();
        close.click();
    }
}

fn closing_button(event: &Event) -> Option<HtmlElement> {
    let at: Element = event.target()?.dyn_into().ok()?;
    let form = at.closest("form").ok()??;
    let button = form.query_selector(".actions [type=button]").ok()??;
    button.dyn_into().ok()
}
