//! What measures say. The core has their sentences in fewer languages than the widget has its own: what stands in
//! another language than all around it says so, so that it is read out in that language.

use cop_core::measure::Language;

use super::super::meta;
use crate::dom::{El, el};
use crate::messages::Key;
use crate::widget::Widget;

/// A sentence of a measure, as an element of its own.
pub(super) fn sentence(widget: &Widget, tag: &'static str, text: impl Into<String>) -> El {
    marked(widget, el(tag).text(text))
}

/// What is spoken in the language of measures.
pub(super) fn marked(widget: &Widget, spoken: El) -> El {
    let language = Language::of(widget.language()).tag();
    if language == widget.language() {
        spoken
    } else {
        // None of those that the measures are told in goes from right to left.
        spoken.attr("lang", language).attr("dir", "ltr")
    }
}

/// An element with a sentence of the widget that has one of a measure in its last open gap.
pub(super) fn within(widget: &Widget, around: El, said: &str, text: &str) -> El {
    let (before, rest) = said.split_once('{').unwrap_or((said, ""));
    let (_, after) = rest.split_once('}').unwrap_or_default();
    around
        .text(before)
        .child(sentence(widget, "span", text))
        .text(after)
}

/// What a measure does not say.
pub(super) fn does_not_say(widget: &Widget, text: &str) -> El {
    within(widget, meta(""), widget.say(Key::DoesNotSay), text)
}
