//! Reads what comes as JSON.

use cop_core::wire::{Read, Value};

/// Reads JSON into the one form from which everything is read: none where it is not JSON.
#[cfg(target_arch = "wasm32")]
pub fn value(json: &str) -> Option<Value> {
    crate::platform::parse_json(json)
}

/// The same for the tests, which run where there is no browser.
#[cfg(not(target_arch = "wasm32"))]
pub fn value(json: &str) -> Option<Value> {
    serde_json::from_str(json).ok()
}

/// Reads a type: none where it is not JSON, or not of this form. What is wrong is not said, because nobody in the page
/// could do anything about it.
pub fn read<T: Read>(json: &str) -> Option<T> {
    T::read(value(json)?).ok()
}
