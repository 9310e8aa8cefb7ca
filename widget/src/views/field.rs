//! Fields of forms, and the forms around them.

use std::rc::Rc;

use web_sys::Event;

use super::button;
use crate::dom::{El, el};
use crate::form::{Form, Which, field_id};
use crate::messages::Key;
use crate::widget::Widget;

/// A box to type into.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) hint: Option<&'static str>,
    /// How many lines it shows: one that takes no more has none.
    pub(super) rows: Option<&'static str>,
}

/// A form with its fields; what was typed is handed over when it is sent.
pub(super) fn form(
    widget: &Rc<Widget>,
    form: &Form,
    name: String,
    send: impl Fn(&Rc<Widget>, Form) + 'static,
) -> El {
    let (widget, which) = (Rc::clone(widget), form.which.clone());
    el("form")
        .key(form_key(form, &name))
        .class("form")
        .attr("novalidate", "")
        .attr("aria-label", name)
        .on("submit", move |event| {
            event.prevent_default();
            let form = widget.look(|ui| ui.form(&which).cloned());
            if let Some(form) = form {
                send(&widget, form);
            }
        })
}

/// By what a form is known among its siblings.
pub(super) fn form_key(form: &Form, name: &str) -> String {
    let mut key = String::from(name);
    key.push_str(&form.nth.to_string());
    key
}

/// A field with its label, its hint and what is wrong with it.
pub(super) fn field(widget: &Rc<Widget>, form: &Form, field: &Field) -> El {
    let id = field_id(field.name);
    let [hint_id, error_id] = ["-hint", "-error"].map(|end| id.clone() + end);
    let error = form
        .error
        .as_ref()
        .filter(|_| form.wrong_field() == field.name);
    let mut described: Vec<&str> = Vec::new();
    described.extend(field.hint.map(|_| hint_id.as_str()));
    described.extend(error.map(|_| error_id.as_str()));
    let mut input = match field.rows {
        Some(rows) => el("textarea").attr("rows", rows),
        None => el("input").attr("type", "text").attr("autocomplete", "off"),
    };
    if !described.is_empty() {
        input = input.attr("aria-describedby", cop_core::text::joined(&described, " "));
    }
    if error.is_some() {
        input = input.attr("aria-invalid", "true");
    }
    let (typing, which, name) = (Rc::clone(widget), form.which.clone(), field.name);
    let input = input
        .id(id.clone())
        .part("input")
        .attr("dir", "auto")
        .attr("value", form.typed(field.name).to_owned())
        .on("input", move |event| {
            typing.typed(&which, name, typed(&event));
        });
    el("div")
        .key(field.name)
        .class(if error.is_some() {
            "field wrong"
        } else {
            "field"
        })
        .child(el("label").attr("for", id).text(field.label))
        .maybe(
            field
                .hint
                .map(|hint| el("p").class("hint").id(hint_id.clone()).text(hint)),
        )
        .maybe(error.map(|error| {
            el("p")
                .class("error")
                .id(error_id.clone())
                .text(error.clone())
        }))
        .child(input)
}

/// The button that sends a form, and the one that closes it and goes back to where it was opened.
pub(super) fn sending(
    widget: &Rc<Widget>,
    which: &Which,
    label: impl Into<String>,
    opener: String,
) -> El {
    let which = which.clone();
    el("p")
        .class("actions")
        .child(
            el("button")
                .attr("type", "submit")
                .class("primary")
                .part("button primary")
                .text(label),
        )
        .child(button(
            widget,
            "quiet",
            widget.say(Key::NotNow),
            move |widget| {
                widget.close_form(&which, &opener);
            },
        ))
}

/// What stands in the field that an event is about, of whatever kind it is.
pub(super) fn typed(event: &Event) -> String {
    let field = event.target();
    let value = field.and_then(|field| js_sys::Reflect::get(&field, &"value".into()).ok());
    value
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}
