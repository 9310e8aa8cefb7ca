//! People as others see them.

use cop_core::view::PersonView;

use crate::dom::{El, el};
use crate::messages::Key;
use crate::widget::Widget;

/// The name of a person; where it is not known here, by what they go in the log, and to strangers that it is somebody.
/// Whoever was erased is nobody any more, and not a person without a name.
pub(super) fn name(widget: &Widget, person: &PersonView) -> String {
    match &person.name {
        Some(name) => name.clone(),
        None if widget.session.person().is_some() => person.id.to_string(),
        None => widget.say(Key::AMember).to_owned(),
    }
}

/// The name that a person is called by.
pub(super) fn first_name(widget: &Widget, person: &PersonView) -> String {
    let name = name(widget, person);
    match (&person.name, name.split_whitespace().next()) {
        (Some(_), Some(first)) => first.to_owned(),
        _ => name,
    }
}

/// What a person is and where: "physiotherapist, Community Trust".
pub(super) fn where_from(widget: &Widget, person: &PersonView) -> String {
    let parts = [&person.profession, &person.organisation];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    cop_core::text::joined(&parts, widget.say(Key::Comma))
}

/// A name, set apart from the text around it whichever way it is written.
pub(super) fn bold(name: impl Into<String>) -> El {
    el("b").child(el("bdi").text(name))
}
