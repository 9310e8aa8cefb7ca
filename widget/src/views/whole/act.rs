//! Something that can be done: the button that begins it, what has to be typed for it, and the command it comes to.

use std::rc::Rc;

use cop_core::command::Command;
use cop_core::time::CivilDate;

use super::super::field::{form, sending};
use super::super::{button, heading, hidden};
use super::ask::Ask;
use crate::dom::{El, el};
use crate::form::{Form, Which, field_id};
use crate::messages::Key;
use crate::route::{Route, Tab};
use crate::session::SliceId;
use crate::widget::{Deed, Widget};

/// What is wrong with what was typed: at which field, and why.
pub(super) type Wrong = (&'static str, Key);

type Make = Rc<dyn Fn(&Form) -> Result<Command, Wrong>>;
type Going = Rc<dyn Fn(&Form) -> Option<(SliceId, Route)>>;

/// Something that can be done.
#[derive(Clone)]
pub(super) struct Act {
    slice: SliceId,
    name: &'static str,
    about: String,
    label: Key,
    count: usize,
    /// What it is about, for those who hear the button without what stands around it.
    whose: Option<String>,
    /// The id of what tells it from others that are called the same.
    told_apart_by: Option<String>,
    lead: Option<Key>,
    send: Option<Key>,
    said: Option<Key>,
    asks: Vec<Ask>,
    is_primary: bool,
    is_pressed: Option<bool>,
    make: Option<Make>,
    going: Option<Going>,
    /// Whether it changes what is there, and so has nothing to do where nothing was typed anew.
    is_edit: bool,
    takes_away: bool,
}

impl Act {
    /// An act on something; `name` and `about` tell it from all others on the screen.
    pub(super) fn new(
        slice: &SliceId,
        name: &'static str,
        about: impl Into<String>,
        label: Key,
    ) -> Self {
        Self {
            slice: slice.clone(),
            name,
            about: about.into(),
            label,
            count: 0,
            whose: None,
            told_apart_by: None,
            lead: None,
            send: None,
            said: None,
            asks: Vec::new(),
            is_primary: false,
            is_pressed: None,
            make: None,
            going: None,
            is_edit: false,
            takes_away: false,
        }
    }

    /// What it is about, heard only.
    pub(super) fn of(mut self, whose: impl Into<String>) -> Self {
        self.whose = Some(whose.into());
        self
    }

    /// A sentence before the fields: what will happen.
    pub(super) fn lead(mut self, lead: Key) -> Self {
        self.lead = Some(lead);
        self
    }

    /// A field.
    pub(super) fn ask(mut self, ask: Ask) -> Self {
        self.asks.push(ask);
        self
    }

    /// Fields.
    pub(super) fn asks(mut self, asks: impl IntoIterator<Item = Ask>) -> Self {
        self.asks.extend(asks);
        self
    }

    /// What the button that sends it says, where that is not what the first one says.
    pub(super) fn send(mut self, send: Key) -> Self {
        self.send = Some(send);
        self
    }

    /// What is said once it is done.
    pub(super) fn said(mut self, said: Key) -> Self {
        self.said = Some(said);
        self
    }

    /// What the screen is there for.
    pub(super) fn primary(mut self) -> Self {
        self.is_primary = true;
        self
    }

    /// Whether it is done already, for what can be done and undone; and by how many.
    pub(super) fn pressed(mut self, is_pressed: bool, count: usize) -> Self {
        self.is_pressed = Some(is_pressed);
        self.count = count;
        self
    }

    /// The command that it comes to.
    pub(super) fn makes(
        mut self,
        make: impl Fn(&Form) -> Result<Command, Wrong> + 'static,
    ) -> Self {
        self.make = Some(Rc::new(make));
        self
    }

    /// The command, where nothing that is typed changes it.
    pub(super) fn does(self, command: Command) -> Self {
        self.makes(move |_| Ok(command.clone()))
    }

    /// Where it is decided, and where the reader goes then.
    pub(super) fn goes(
        mut self,
        going: impl Fn(&Form) -> Option<(SliceId, Route)> + 'static,
    ) -> Self {
        self.going = Some(Rc::new(going));
        self
    }

    /// It changes what is there.
    pub(super) fn edits(mut self) -> Self {
        self.is_edit = true;
        self
    }

    /// It takes away what it is about.
    pub(super) fn takes_away(mut self) -> Self {
        self.takes_away = true;
        self
    }

    /// Whether what it is about is there afterwards.
    pub(super) fn keeps_what_it_is_about(&self) -> bool {
        !self.takes_away
    }

    /// What the screen is about is gone then, so the reader goes on to a list.
    pub(super) fn leads_to(self, tab: Tab) -> Self {
        let slice = self.slice.clone();
        self.goes(move |_| {
            let list = Route::Community(slice.community.clone(), tab);
            Some((slice.clone(), list))
        })
    }

    fn which(&self) -> Which {
        Which::Act(self.name, self.about.clone())
    }

    fn opener_id(&self) -> String {
        ["act-", self.name, "-", &self.about].concat()
    }

    fn needs_form(&self) -> bool {
        !self.asks.is_empty() || self.lead.is_some()
    }

    fn opener(&self, widget: &Rc<Widget>) -> El {
        let act = self.clone();
        let which = self.which();
        let is_open = widget.look(|ui| ui.form(&which).is_some());
        let class = match (self.is_primary, self.is_pressed) {
            (true, _) => "primary",
            (false, Some(_)) => "quiet toggle",
            (false, None) => "quiet",
        };
        let mut opener = button(widget, class, widget.say(self.label), move |widget| {
            act.begin(widget);
        })
        .id(self.opener_id())
        .key(self.opener_id());
        if self.needs_form() {
            opener = opener.attr("aria-expanded", if is_open { "true" } else { "false" });
        }
        if let Some(is_pressed) = self.is_pressed {
            opener = opener.attr("aria-pressed", if is_pressed { "true" } else { "false" });
        }
        if let Some(id) = &self.told_apart_by {
            opener = opener.attr("aria-describedby", id.clone());
        }
        opener = opener.maybe(begun(widget, &which));
        if self.count > 0 {
            opener = opener.child(el("span").class("n").text(self.count.to_string()));
        }
        opener.maybe(self.whose.as_ref().map(|whose| {
            let mut whose = whose.clone();
            whose.insert(0, ' ');
            hidden(whose)
        }))
    }

    fn begin(&self, widget: &Rc<Widget>) {
        let which = self.which();
        if !self.needs_form() {
            if let Some(make) = &self.make
                && let Ok(command) = make(&Form::new(which, 0))
            {
                let said = self.said.map(|said| widget.say(said).to_owned());
                widget.act(Deed {
                    slice: self.slice.clone(),
                    command,
                    form: None,
                    focus: said.as_ref().map(|_| "notice".to_owned()),
                    said,
                });
            }
            return;
        }
        if widget.look(|ui| ui.form(&which).is_some()) {
            widget.close_form(&which, &self.opener_id());
            return;
        }
        let first = self.asks.iter().find(|ask| !ask.is_rare);
        let focus = first.map_or_else(|| form_id(self.name), |ask| field_id(ask.name));
        // What was typed before the form was closed stands in it again.
        let has_draft = widget.look(|ui| ui.has_draft(&which));
        widget.open_form(which.clone(), Some(&focus));
        if !has_draft {
            for ask in &self.asks {
                widget.preset(&which, ask.name, ask.initial.clone());
            }
        }
    }

    fn form(&self, widget: &Rc<Widget>) -> Option<El> {
        let open = widget.look(|ui| ui.form(&self.which()).cloned())?;
        let mut title = widget.say(self.label).to_owned();
        if let Some(whose) = &self.whose {
            title.push_str(": ");
            title.push_str(whose);
        }
        let act = self.clone();
        let (rare, usual): (Vec<&Ask>, Vec<&Ask>) = self.asks.iter().partition(|ask| ask.is_rare);
        Some(
            form(widget, &open, title.clone(), move |widget, form| {
                act.finish(widget, form);
            })
            .child(
                heading(widget, 2, title)
                    .id(form_id(self.name))
                    .attr("tabindex", "-1"),
            )
            .maybe(self.lead.map(|lead| el("p").text(widget.say(lead))))
            .children(usual.iter().map(|ask| ask.shown(widget, &open)))
            .maybe((!rare.is_empty()).then(|| {
                el("details")
                    .key("rare")
                    .child(el("summary").text(widget.say(Key::MoreFields)))
                    .children(rare.iter().map(|ask| ask.shown(widget, &open)))
            }))
            .child(sending(
                widget,
                &open.which,
                widget.say(self.send.unwrap_or(self.label)),
                self.opener_id(),
            )),
        )
    }

    fn finish(&self, widget: &Rc<Widget>, form: Form) {
        let missing = self
            .asks
            .iter()
            .find(|ask| ask.is_needed && form.typed(ask.name).trim().is_empty());
        if let Some(ask) = missing {
            let reason = widget.say(Key::FillIn).to_owned();
            return widget.fail_at(&form.which, ask.name, reason);
        }
        let is_same = |ask: &Ask| form.typed(ask.name).trim() == ask.initial.trim();
        if self.is_edit
            && let Some(first) = self.asks.first()
            && self.asks.iter().all(is_same)
        {
            let reason = widget.say(Key::RefusedNothingToCorrect).to_owned();
            return widget.fail_at(&form.which, first.name, reason);
        }
        let Some(make) = &self.make else { return };
        let command = match make(&form) {
            Ok(command) => command,
            Err((field, key)) => {
                return widget.fail_at(&form.which, field, widget.say(key).to_owned());
            }
        };
        let going = self.going.as_ref().map(|going| going(&form));
        let deed = Deed {
            slice: self.slice.clone(),
            command,
            form: Some(form.which),
            said: self.said.map(|said| widget.say(said).to_owned()),
            focus: Some("notice".to_owned()),
        };
        match going.flatten() {
            Some((slice, next)) => widget.act_and_go(Deed { slice, ..deed }, next),
            None => widget.act(deed),
        }
    }
}

/// Says at a button that the form which it opens was begun before.
pub(in super::super) fn begun(widget: &Widget, which: &Which) -> Option<El> {
    let is_begun = widget.look(|ui| ui.form(which).is_none() && ui.has_draft(which));
    let text = || [" ", widget.say(Key::Begun)].concat();
    is_begun.then(|| el("span").class("begun").text(text()))
}

fn form_id(name: &str) -> String {
    ["form-", name].concat()
}

/// Acts on one of several things that are called the same; `id` is that of what tells it from the others.
pub(super) fn told_apart(acts: Vec<Act>, id: &str) -> Vec<Act> {
    let told = |act| Act {
        told_apart_by: Some(id.to_owned()),
        ..act
    };
    acts.into_iter().map(told).collect()
}

/// Buttons for what can be done, and the form of the one that was begun: none where nothing can.
pub(super) fn offers(widget: &Rc<Widget>, acts: Vec<Act>) -> Option<El> {
    if acts.is_empty() {
        return None;
    }
    let form = acts.iter().find_map(|act| act.form(widget));
    Some(
        el("div")
            .key("offers")
            .class("offers")
            .child(
                el("div")
                    .key("buttons")
                    .class("actions")
                    .children(acts.iter().map(|act| act.opener(widget))),
            )
            .maybe(form),
    )
}

/// The same, out of sight until somebody asks for it.
pub(super) fn further(widget: &Rc<Widget>, name: Key, whose: &str, acts: Vec<Act>) -> Option<El> {
    let mut whose = whose.to_owned();
    whose.insert(0, ' ');
    let told_apart_by = acts.first().and_then(|act| act.told_apart_by.clone());
    offers(widget, acts).map(|offers| {
        let mut summary = el("summary").text(widget.say(name)).child(hidden(whose));
        if let Some(id) = told_apart_by {
            summary = summary.attr("aria-describedby", id);
        }
        el("details")
            .key("further")
            .class("further")
            .child(summary)
            .child(offers)
    })
}

/// A day that may be left out.
pub(super) fn day(form: &Form, name: &'static str) -> Result<Option<CivilDate>, Wrong> {
    match form.optional(name) {
        None => Ok(None),
        Some(typed) => CivilDate::parse(&typed)
            .map(Some)
            .map_err(|_| (name, Key::NotADay)),
    }
}

/// A whole number that may be left out.
pub(super) fn number(form: &Form, name: &'static str) -> Result<Option<u32>, Wrong> {
    match form.optional(name) {
        None => Ok(None),
        Some(typed) => typed.parse().map(Some).map_err(|_| (name, Key::NotANumber)),
    }
}

/// Words that were typed with commas between them.
pub(super) fn words(form: &Form, name: &str) -> Vec<String> {
    form.typed(name)
        .split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}
