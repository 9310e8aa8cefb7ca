//! What a form asks for, field by field.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::super::field::typed;
use crate::dom::{El, el};
use crate::form::{Form, field_id};
use crate::messages::Key;
use crate::widget::Widget;

/// A value with what it is called.
pub(super) type Named = (String, String);

/// A field of a form.
#[derive(Clone)]
pub(super) struct Ask {
    pub(super) name: &'static str,
    label: Key,
    hint: Option<Key>,
    kind: Kind,
    pub(super) is_needed: bool,
    pub(super) is_rare: bool,
    pub(super) initial: String,
}

/// How a field is filled in.
#[derive(Clone)]
enum Kind {
    /// One line, as a browser knows it: `text`, `number`, `date`, `time`.
    Line(&'static str),
    /// So many lines.
    Lines(&'static str),
    /// One of these, which may stand in groups: one without a value begins a group.
    Choice(Vec<Named>),
    /// Any of these.
    Several(Vec<Named>),
    /// For each of these one of those, of which the first says nothing.
    Each(Vec<Named>, Vec<Named>),
}

impl Ask {
    fn new(name: &'static str, label: Key, kind: Kind) -> Self {
        Self {
            name,
            label,
            hint: None,
            kind,
            is_needed: false,
            is_rare: false,
            initial: String::new(),
        }
    }

    /// A line of text.
    pub(super) fn line(name: &'static str, label: Key) -> Self {
        Self::new(name, label, Kind::Line("text"))
    }

    /// A text.
    pub(super) fn text(name: &'static str, label: Key) -> Self {
        Self::new(name, label, Kind::Lines("3"))
    }

    /// A whole number.
    pub(super) fn number(name: &'static str, label: Key) -> Self {
        Self::new(name, label, Kind::Line("number"))
    }

    /// A day.
    pub(super) fn day(name: &'static str, label: Key) -> Self {
        Self::new(name, label, Kind::Line("date"))
    }

    /// A time of day.
    pub(super) fn time(name: &'static str, label: Key) -> Self {
        Self::new(name, label, Kind::Line("time"))
    }

    /// One of some, the first one unless another is chosen.
    pub(super) fn choice(name: &'static str, label: Key, options: Vec<Named>) -> Self {
        let first = options.iter().find(|(value, _)| !value.is_empty());
        let initial = first.map(|(value, _)| value.clone()).unwrap_or_default();
        Self::new(name, label, Kind::Choice(options))
            .needed()
            .with(initial)
    }

    /// One of some, none of them before it is chosen: for what nobody should do by two clicks.
    pub(super) fn open_choice(
        widget: &Widget,
        name: &'static str,
        label: Key,
        mut options: Vec<Named>,
    ) -> Self {
        let none_yet = widget.say(Key::ChooseOne).to_owned();
        options.insert(0, (String::new(), none_yet));
        Self::new(name, label, Kind::Choice(options)).needed()
    }

    /// Any of some.
    pub(super) fn several(name: &'static str, label: Key, options: Vec<Named>) -> Self {
        Self::new(name, label, Kind::Several(options))
    }

    /// For each of some one of others.
    pub(super) fn each(
        name: &'static str,
        label: Key,
        things: Vec<Named>,
        options: Vec<Named>,
    ) -> Self {
        Self::new(name, label, Kind::Each(things, options))
    }

    /// It has to be filled in.
    pub(super) fn needed(mut self) -> Self {
        self.is_needed = true;
        self
    }

    /// Few people need it, so it is shown on demand.
    pub(super) fn rare(mut self) -> Self {
        self.is_rare = true;
        self
    }

    /// A sentence of help.
    pub(super) fn hint(mut self, hint: Key) -> Self {
        self.hint = Some(hint);
        self
    }

    /// What stands in it at first.
    pub(super) fn with(mut self, initial: impl Into<String>) -> Self {
        self.initial = initial.into();
        self
    }

    /// The field on the page.
    pub(super) fn shown(&self, widget: &Rc<Widget>, form: &Form) -> El {
        let id = field_id(self.name);
        let [hint_id, error_id] = ["-hint", "-error"].map(|end| id.clone() + end);
        let error = form
            .error
            .as_ref()
            .filter(|_| form.wrong_field() == self.name);
        let mut described: Vec<&str> = Vec::new();
        described.extend(self.hint.map(|_| hint_id.as_str()));
        described.extend(error.map(|_| error_id.as_str()));
        let label = if !self.is_needed {
            widget.fill(Key::Optional, &[("label", widget.say(self.label))])
        } else {
            widget.say(self.label).to_owned()
        };
        let about = [
            self.hint.map(|hint| {
                el("p")
                    .class("hint")
                    .id(hint_id.clone())
                    .text(widget.say(hint))
            }),
            error.map(|error| {
                el("p")
                    .class("error")
                    .id(error_id.clone())
                    .text(error.clone())
            }),
        ];
        let mut control = match &self.kind {
            Kind::Several(options) => {
                return self.group(label, about, self.ticks(widget, form, options));
            }
            Kind::Each(things, options) => {
                return self.group(label, about, self.each_of(widget, form, things, options));
            }
            Kind::Choice(options) => self.select(widget, form, options),
            Kind::Lines(rows) => self.typing(widget, form, el("textarea").attr("rows", *rows)),
            Kind::Line(kind) => {
                let input = el("input").attr("type", *kind).attr("autocomplete", "off");
                self.typing(widget, form, input)
            }
        };
        if !described.is_empty() {
            control = control.attr("aria-describedby", described.join(" "));
        }
        if error.is_some() {
            control = control.attr("aria-invalid", "true");
        }
        let field = el("div").key(self.name).class(if error.is_some() {
            "field wrong"
        } else {
            "field"
        });
        field
            .child(el("label").attr("for", id).text(label))
            .children(about.into_iter().flatten())
            .child(control)
    }

    fn group(&self, label: String, about: [Option<El>; 2], rows: El) -> El {
        el("fieldset")
            .key(self.name)
            .class("field group")
            .child(el("legend").text(label))
            .children(about.into_iter().flatten())
            .child(rows)
    }

    fn typing(&self, widget: &Rc<Widget>, form: &Form, input: El) -> El {
        let (widget, which, name) = (Rc::clone(widget), form.which.clone(), self.name);
        input
            .id(field_id(name))
            .part("input")
            .attr("dir", "auto")
            .attr("value", form.typed(name).to_owned())
            .on("input", move |event| {
                widget.typed(&which, name, typed(&event));
            })
    }

    fn select(&self, widget: &Rc<Widget>, form: &Form, options: &[Named]) -> El {
        let (widget, which, name) = (Rc::clone(widget), form.which.clone(), self.name);
        let chosen = form.typed(name).to_owned();
        el("select")
            .id(field_id(name))
            .part("input")
            .attr("value", chosen)
            .children(grouped(options))
            .on("change", move |event| {
                widget.typed(&which, name, typed(&event));
            })
    }

    fn ticks(&self, widget: &Rc<Widget>, form: &Form, options: &[Named]) -> El {
        let chosen = several(form, self.name);
        el("ul")
            .class("ticks")
            .children(options.iter().enumerate().map(|(nth, (value, label))| {
                let (widget, which, name) = (Rc::clone(widget), form.which.clone(), self.name);
                let (id, own) = (nth_id(name, nth), value.clone());
                let tick = el("input")
                    .attr("type", "checkbox")
                    .id(id.clone())
                    .flag("checked", chosen.iter().any(|other| other == value))
                    .on("change", move |event| {
                        let form = widget.look(|ui| ui.form(&which).cloned());
                        let mut chosen = form.map_or_else(Vec::new, |form| several(&form, name));
                        chosen.retain(|other| *other != own);
                        if is_ticked(&event) {
                            chosen.push(own.clone());
                        }
                        widget.typed(&which, name, chosen.join("\n"));
                    });
                el("li").key(value.as_str()).child(
                    el("label")
                        .class("tick")
                        .attr("for", id)
                        .child(tick)
                        .child(el("span").text(label.clone())),
                )
            }))
    }

    fn each_of(&self, widget: &Rc<Widget>, form: &Form, things: &[Named], options: &[Named]) -> El {
        let chosen = each(form, self.name);
        el("ul")
            .class("each")
            .children(things.iter().enumerate().map(|(nth, (value, label))| {
                let (widget, which, name) = (Rc::clone(widget), form.which.clone(), self.name);
                let (id, own) = (nth_id(name, nth), value.clone());
                let word = chosen
                    .iter()
                    .find(|(other, _)| other == value)
                    .map(|(_, word)| word.clone())
                    .or(options.first().map(|(none, _)| none.clone()))
                    .unwrap_or_default();
                let select = el("select")
                    .id(id.clone())
                    .part("input")
                    .attr("value", word)
                    .children(grouped(options))
                    .on("change", move |event| {
                        let form = widget.look(|ui| ui.form(&which).cloned());
                        let mut chosen = form.map_or_else(Vec::new, |form| each(&form, name));
                        chosen.retain(|(other, _)| *other != own);
                        chosen.push((own.clone(), typed(&event)));
                        let lines: Vec<String> = chosen
                            .iter()
                            .map(|(thing, word)| [thing, "\t", word].concat())
                            .collect();
                        widget.typed(&which, name, lines.join("\n"));
                    });
                el("li")
                    .key(value.as_str())
                    .child(el("label").attr("for", id).text(label.clone()))
                    .child(select)
            }))
    }
}

/// The first control of a group has the id of the field, so that the focus finds it.
fn nth_id(name: &str, nth: usize) -> String {
    let mut id = field_id(name);
    if nth > 0 {
        id.push('-');
        id.push_str(&nth.to_string());
    }
    id
}

fn grouped(options: &[Named]) -> Vec<El> {
    let mut shown: Vec<El> = Vec::new();
    let mut group: Option<El> = None;
    for (value, label) in options {
        if value.is_empty() {
            shown.extend(group.replace(el("optgroup").attr("label", label.clone())));
            continue;
        }
        let option = el("option")
            .key(value.as_str())
            .attr("value", value.clone())
            .text(label.clone());
        match group.take() {
            Some(open) => group = Some(open.child(option)),
            None => shown.push(option),
        }
    }
    shown.extend(group);
    shown
}

fn is_ticked(event: &web_sys::Event) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        .is_some_and(|input| input.checked())
}

/// What was ticked of several.
pub(super) fn several(form: &Form, name: &str) -> Vec<String> {
    form.typed(name)
        .lines()
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What was chosen for each.
pub(super) fn each(form: &Form, name: &str) -> Vec<(String, String)> {
    form.typed(name)
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(thing, word)| (thing.to_owned(), word.to_owned()))
        .collect()
}
