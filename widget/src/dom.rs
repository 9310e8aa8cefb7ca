//! Elements as values, and how a tree of them is brought onto the page.
//!
//! A screen is a function that returns one [`El`]. A [`View`] calls the function again when a trigger of Leptos was
//! pulled, and changes the page where the two trees differ.
//! All elements are of one type, where the views of Leptos' macro are a type each, whose code comes again for
//! every one of them: ten screens have to fit into one small Wasm.
//! Text goes into text nodes and attributes only, so there is no place where text could become markup.

mod live;
mod redrawn;

use std::borrow::Cow;

use web_sys::Event;

pub use live::was_missing;
pub use redrawn::View;

pub(crate) type Handler = Box<dyn FnMut(Event)>;

/// An element as it should be.
///
/// It is handed on as one pointer from call to call: were it moved, the code of the screens would be a
/// fifth longer.
pub struct El(Box<Wanted>);

struct Wanted {
    tag: &'static str,
    key: Option<String>,
    attributes: Vec<(&'static str, Cow<'static, str>)>,
    handlers: Vec<(&'static str, Handler)>,
    children: Vec<Child>,
    is_part: bool,
}

enum Child {
    Element(El),
    Text(String),
}

/// An element with this tag and nothing in it.
pub fn el(tag: &'static str) -> El {
    El(Box::new(Wanted {
        tag,
        key: None,
        attributes: Vec::new(),
        handlers: Vec::new(),
        children: Vec::new(),
        is_part: false,
    }))
}

impl El {
    /// Names the element among its siblings, so that it keeps its place on the page when others come and go.
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.0.key = Some(key.into());
        self
    }

    /// It stands on the page already: of its children only those that are given here are changed, or come behind the
    /// others, and all else of it stays as it is. Where it does not stand there after all, everything is drawn again.
    pub fn part_only(mut self, is_part: bool) -> Self {
        self.0.is_part = is_part;
        self
    }

    /// An attribute. `value` and `checked` are set as properties: what the reader sees, not what it began with.
    pub fn attr(mut self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.0.attributes.push((name, value.into()));
        self
    }

    /// An attribute that says yes by being there.
    pub fn flag(self, name: &'static str, is_set: bool) -> Self {
        if is_set { self.attr(name, "") } else { self }
    }

    /// The names by which the style sheets know it.
    pub fn class(self, names: &'static str) -> Self {
        self.attr("class", names)
    }

    /// The name by which the page's own style sheets may reach it.
    pub fn part(self, names: &'static str) -> Self {
        self.attr("part", names)
    }

    /// Its name within this widget.
    pub fn id(self, id: impl Into<Cow<'static, str>>) -> Self {
        self.attr("id", id)
    }

    /// A text in it.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.0.children.push(Child::Text(text.into()));
        self
    }

    /// An element in it.
    pub fn child(mut self, child: El) -> Self {
        self.0.children.push(Child::Element(child));
        self
    }

    /// An element in it, if there is one.
    pub fn maybe(self, child: Option<El>) -> Self {
        match child {
            Some(child) => self.child(child),
            None => self,
        }
    }

    /// Elements in it.
    pub fn children(mut self, children: impl IntoIterator<Item = El>) -> Self {
        for child in children {
            self.0.children.push(Child::Element(child));
        }
        self
    }

    /// What happens on an event of it.
    pub fn on(mut self, event: &'static str, handler: impl FnMut(Event) + 'static) -> Self {
        self.0.handlers.push((event, Box::new(handler)));
        self
    }
}
