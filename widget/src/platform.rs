//! The browser: the only place that knows its interfaces.

mod intl;
mod net;
mod page;

pub use intl::{
    DateParts, begun_large, civil, date, in_capitals, list, number, offset_minutes, own_zone,
    plural, preferred_locale, relative, writes,
};
pub use net::{Answer, Chunks, Unreachable, fetch, fetch_file, open_stream};
pub use page::{adopt, document, download, focus, page_texts, show_dialog, surrounding_language};
#[cfg(feature = "whole")]
pub use page::{can_copy, chosen_file, copy};

use std::pin::Pin;

use gloo::timers::callback::Timeout;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Does something once the running call is over. What runs it comes once, and not for each of those that run.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    let task: Pin<Box<dyn Future<Output = ()>>> = Box::pin(task);
    wasm_bindgen_futures::spawn_local(task);
}

/// Milliseconds since 1970-01-01T00:00Z by the clock of the device.
pub fn now_ms() -> i64 {
    js_sys::Date::now() as i64
}

/// Bytes that nobody can guess.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    web_sys::window()
        .and_then(|window| window.crypto().ok())
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).ok())
        .expect("every browser gives random bytes to a page");
    bytes
}

/// Waits that long.
pub async fn pause(ms: u32) {
    let elapsed = js_sys::Promise::new(&mut |resolve, _| {
        Timeout::new(ms, move || {
            resolve
                .call0(&JsValue::NULL)
                .expect("a promise can be resolved");
        })
        .forget();
    });
    JsFuture::from(elapsed).await.ok();
}
