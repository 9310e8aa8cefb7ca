//! The inside of the custom element `<communities-of-practice>`.

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ShadowRoot};

#[wasm_bindgen]
extern "C" {
    /// What the element lends to its inside.
    pub type Host;

    /// Base address of the server, without a slash at its end.
    #[wasm_bindgen(method, getter)]
    pub fn server(this: &Host) -> String;

    /// Tells the page of something that has happened, once the running call is over.
    #[wasm_bindgen(method)]
    pub fn dispatch(this: &Host, name: &str, detail: &str);

    /// Tells the element that this instance can no longer be used.
    #[wasm_bindgen(js_name = copAborted)]
    fn aborted();
}

#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|panic| leptos::logging::error!("{panic}")));
    wasm_bindgen::handler::set_on_abort(aborted);
}

/// A view in a shadow root; freeing it unmounts the view.
#[wasm_bindgen]
pub struct Mounted {
    attributes: ArcRwSignal<String>,
    _view: UnmountHandle<AnyViewState>,
}

/// Shows the widget in `root`; `attributes` is a JSON object of the element's attributes.
#[wasm_bindgen]
pub fn mount(root: ShadowRoot, attributes: String, host: &Host) -> Mounted {
    let server = host.server();
    let attributes = ArcRwSignal::new(attributes);
    let shown = attributes.clone();
    let view = mount_to(root.unchecked_into::<HtmlElement>(), move || {
        view! {
            <section>
                <p>"Communities of practice"</p>
                <p>{server}" "{move || shown.get()}</p>
            </section>
        }
        .into_any()
    });
    host.dispatch("cop-ready", "{}");
    Mounted {
        attributes,
        _view: view,
    }
}

#[wasm_bindgen]
impl Mounted {
    /// Takes over an attribute that changed while the widget is open.
    pub fn set_attribute(&self, name: &str, value: Option<String>) {
        self.attributes
            .set(format!("{name}={}", value.unwrap_or_default()));
    }

    /// Asks the server again for what is shown.
    pub fn refresh(&self) {}
}
