//! What goes along from the first part of the widget into the whole: a JSON list of texts, in pieces that each end in one
//! that nobody types.

use crate::json;

/// Ends a piece.
const END: &str = "\0";

/// What goes along, while it is being written.
#[cfg(any(test, not(feature = "whole")))]
pub struct Luggage(String);

#[cfg(any(test, not(feature = "whole")))]
impl Luggage {
    /// Nothing yet.
    pub fn new() -> Self {
        Self(String::new())
    }

    /// Adds a text to the piece.
    pub fn put(&mut self, text: &str) {
        self.0.push(if self.0.is_empty() { '[' } else { ',' });
        json::write_text(text, &mut self.0);
    }

    /// Ends the piece.
    pub fn close(&mut self) {
        self.put(END);
    }

    /// All pieces as JSON.
    pub fn end(mut self) -> String {
        self.0.push(']');
        self.0
    }
}

/// The pieces.
#[cfg(any(test, feature = "whole"))]
pub fn open(luggage: &str) -> Vec<Vec<String>> {
    let texts: Vec<String> = json::read(luggage).unwrap_or_default();
    let mut pieces: Vec<Vec<String>> = texts.split(|text| text == END).map(<[_]>::to_vec).collect();
    pieces.pop();
    pieces
}
