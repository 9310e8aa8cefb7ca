//! The inside of the custom element `<communities-of-practice>`.
//!
//! The element itself is JavaScript: it fetches this Wasm, calls [`mount`] with its shadow root, and frees what it
//! got when it leaves the page.
//! Nothing here touches anything outside the shadow root but the DOM events that the element dispatches
//! and the entries that it makes in the history of the tab, stores anything on the device unless `persist` allows it, or decides what may happen: `cop-core` does.
//!
//! It is built twice: every page fetches the first part, and who opens a screen that this does not have fetches the
//! `whole`, in which the element goes on.
//!
//! Read `widget` (one element), `session` (one server, shared by all elements), `stream`, then `views`.
//! `platform` alone knows the browser's interfaces, `dom` how views come onto the page,
//! `messages` every sentence.

mod attributes;
mod dom;
mod form;
mod ics;
mod json;
mod luggage;
mod messages;
mod platform;
mod rich;
mod route;
mod session;
mod stream;
mod style;
mod topic;
mod views;
mod when;
mod widget;

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::ShadowRoot;

use attributes::Attributes;
use dom::{El, View};
use session::Session;
use widget::Widget;

#[wasm_bindgen]
extern "C" {
    /// What the element lends to its inside.
    pub type Host;

    /// Base address of the server, without a slash at its end.
    #[wasm_bindgen(method, getter)]
    fn server(this: &Host) -> String;

    /// A promise of a short-lived token, or of null; it is broken where the page could not be asked.
    #[wasm_bindgen(method)]
    fn token(this: &Host) -> js_sys::Promise;

    /// Drops a token that the server did not accept.
    #[wasm_bindgen(method)]
    fn token_rejected(this: &Host, token: &str);

    /// A promise of what the server answered to what was asked already while this was still on its way.
    #[wasm_bindgen(method)]
    fn asked_early(this: &Host, address: &str, token: Option<&str>) -> Option<js_sys::Promise>;

    /// Tells the page of something that has happened, once the running call is over.
    #[wasm_bindgen(method)]
    fn dispatch(this: &Host, name: &str, detail: &str);

    /// Where the published sentences of a language are.
    #[wasm_bindgen(method)]
    fn message_file(this: &Host, language: &str) -> String;

    /// Keeps a text on the device under a key, or all whose keys begin like this no longer.
    #[wasm_bindgen(method)]
    fn keep(this: &Host, place: &str, key: &str, text: Option<&str>);

    /// A promise of the texts whose keys begin like this, as a JSON list in the order of the keys.
    #[wasm_bindgen(method)]
    fn kept(this: &Host, place: &str, prefix: &str) -> js_sys::Promise;

    /// Wakes the widgets in other tabs, and soon those of this page: what has this id waits no longer.
    #[wasm_bindgen(method)]
    fn call_tabs(this: &Host, gone: &str);

    /// Whom a token is about, where it says so.
    #[wasm_bindgen(method)]
    fn subject(this: &Host, token: &str) -> Option<String>;

    /// Whether a click asks the browser for no tab of its own and no file.
    #[wasm_bindgen(method)]
    fn is_plain(this: &Host, click: &web_sys::Event) -> bool;

    /// A promise that the whole widget is there.
    #[wasm_bindgen(method)]
    fn whole(this: &Host) -> js_sys::Promise;

    /// Goes on in the whole widget once the running call is over; `luggage` is what it gets as an attribute of that name.
    #[wasm_bindgen(method)]
    fn enter_whole(this: &Host, luggage: &str);

    /// Tells the element that this instance can no longer be used.
    #[wasm_bindgen(js_name = copAborted)]
    fn aborted();

    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn log_error(text: &str);
}

#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|panic| log_error(&panic.to_string())));
    wasm_bindgen::handler::set_on_abort(aborted);
}

/// A widget in a shadow root; freeing it unmounts it and leaves nothing.
#[wasm_bindgen]
pub struct Mounted {
    widget: Rc<Widget>,
    _view: Rc<View>,
}

/// Shows the widget in `root`; `attributes` is a JSON object of the element's attributes.
#[wasm_bindgen]
pub fn mount(root: ShadowRoot, attributes: &str, host: Host) -> Mounted {
    platform::adopt(&root, style::SHEET);
    let session = Session::with(&host.server());
    let widget = Widget::new(session, host, root.clone(), Attributes::parse(attributes));
    let drawn = Rc::clone(&widget);
    let view = View::mount(&root, widget.triggers(), move || screen(&drawn));
    Mounted {
        widget,
        _view: view,
    }
}

fn screen(widget: &Rc<Widget>) -> El {
    widget.begin_to_draw();
    widget.settle_soon();
    views::screen(widget)
}

#[wasm_bindgen]
impl Mounted {
    /// Takes over an attribute that changed while the widget is open.
    pub fn set_attribute(&self, name: &str, value: Option<String>) {
        self.widget.set_attribute(name, value);
    }

    /// Looks again at what is kept on the device, and for the server where the network is back.
    pub fn wake(&self, news: u8, what: &str) {
        self.widget.session.wake(news, what);
    }

    /// Whether something that the reader did would not be sent if the widget were freed now.
    pub fn is_waiting(&self) -> bool {
        self.widget.session.waits_for_last()
    }

    /// Asks the server again for what is shown, as whoever is signed in now.
    pub fn refresh(&self) {
        self.widget.session.restart_soon();
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.widget.session.sweep(&self.widget);
    }
}
