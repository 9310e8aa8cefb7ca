//! Elements on the page, and how they are changed to what they should be.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::mem;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, Node, Text};

use super::{Child, El, Handler};

thread_local! {
    static IS_MISSING: Cell<bool> = const { Cell::new(false) };
}

/// Whether something that was to be left as it stands was not there, in what was drawn last.
pub fn was_missing() -> bool {
    IS_MISSING.take()
}

type Attributes = Vec<(&'static str, Cow<'static, str>)>;

/// An element on the page.
pub struct Live {
    tag: &'static str,
    key: Option<String>,
    element: Element,
    attributes: Attributes,
    listeners: Vec<Listener>,
    children: Vec<LiveChild>,
}

enum LiveChild {
    Element(Live),
    Text(Text, String),
}

impl Live {
    /// Makes the element.
    pub(super) fn build(mut wanted: El, document: &Document) -> Self {
        let element = create(wanted.0.tag, document);
        if wanted.0.is_part {
            IS_MISSING.set(true);
        }
        let mut live = Self {
            tag: wanted.0.tag,
            key: wanted.0.key.take(),
            element,
            attributes: Vec::new(),
            listeners: Vec::new(),
            children: Vec::new(),
        };
        live.patch(wanted, document);
        live
    }

    /// Changes the element to what it should be; the tags must be the same.
    pub(super) fn patch(&mut self, wanted: El, document: &Document) {
        let wanted = *wanted.0;
        if wanted.is_part {
            self.patch_part(wanted.children, document);
            return;
        }
        self.listen(wanted.handlers);
        self.patch_children(wanted.children, document);
        // A choice can only be shown once its options are there.
        self.patch_attributes(wanted.attributes);
    }

    fn patch_attributes(&mut self, wanted: Attributes) {
        for (name, _) in &self.attributes {
            if !wanted.iter().any(|(other, _)| other == name) {
                unset(&self.element, name);
            }
        }
        for (name, value) in &wanted {
            if !self
                .attributes
                .iter()
                .any(|before| before.0 == *name && before.1 == *value)
            {
                set(&self.element, name, value);
            }
        }
        self.attributes = wanted;
    }

    fn listen(&mut self, wanted: Vec<(&'static str, Handler)>) {
        self.listeners
            .retain(|listener| wanted.iter().any(|(event, _)| *event == listener.event));
        for (event, handler) in wanted {
            match self
                .listeners
                .iter()
                .find(|listener| listener.event == event)
            {
                Some(listener) => *listener.handler.borrow_mut() = handler,
                None => self
                    .listeners
                    .push(Listener::new(&self.element, event, handler)),
            }
        }
    }

    fn patch_part(&mut self, wanted: Vec<Child>, document: &Document) {
        for child in wanted {
            match self.children.iter_mut().find(|live| live.is_same(&child)) {
                Some(live) => live.patch(child, document),
                None => {
                    let live = LiveChild::build(child, document);
                    self.element
                        .append_child(live.node())
                        .expect("what has children takes one more");
                    self.children.push(live);
                }
            }
        }
    }

    fn patch_children(&mut self, wanted: Vec<Child>, document: &Document) {
        let mut before: Vec<Option<LiveChild>> = mem::take(&mut self.children)
            .into_iter()
            .map(Some)
            .collect();
        let mut first_left = 0;
        // How many of the first children follow each other as they did: nobody has to ask the page for these.
        let (mut n_in_order, mut last) = (0, None);
        for child in wanted {
            while before.get(first_left).is_some_and(Option::is_none) {
                first_left += 1;
            }
            let is_same =
                |old: &Option<LiveChild>| old.as_ref().is_some_and(|old| old.is_same(&child));
            let same = before[first_left..].iter().position(is_same);
            let same = same.map(|nth| first_left + nth);
            if n_in_order == self.children.len() && same > last {
                n_in_order += 1;
                last = same;
            }
            let live = match same.and_then(|nth| before[nth].take()) {
                Some(mut live) => {
                    live.patch(child, document);
                    live
                }
                None => LiveChild::build(child, document),
            };
            self.children.push(live);
        }
        for gone in before.into_iter().flatten() {
            gone.remove(&self.element);
        }
        self.order_children(n_in_order);
    }

    /// Puts the children behind the first ones into the page in their order, moving none that stands right: moving
    /// loses the focus.
    fn order_children(&self, n_in_order: usize) {
        let (in_order, others) = self.children.split_at(n_in_order);
        if others.is_empty() {
            return;
        }
        let mut next = match in_order.last() {
            Some(last) => last.node().next_sibling(),
            None => self.element.first_child(),
        };
        for child in others {
            let node = child.node();
            if next.as_ref() == Some(node) {
                next = node.next_sibling();
            } else {
                done(self.element.insert_before(node, next.as_ref()));
            }
        }
    }
}

/// Whether something is missing that was to be left as it stands.
pub(super) fn is_missing() -> bool {
    IS_MISSING.get()
}

/// Tags and names are written in the source, and elements take children, listeners and their own properties:
/// the page has nothing to object.
fn done<T>(asked: Result<T, JsValue>) -> T {
    asked.expect("the page takes what the source gives it")
}

/// Makes an element: what a picture consists of is written `svg:rect`.
fn create(tag: &'static str, document: &Document) -> Element {
    #[cfg(feature = "whole")]
    let made = match tag.strip_prefix("svg:") {
        Some(name) => document.create_element_ns(Some("http://www.w3.org/2000/svg"), name),
        None => document.create_element(tag),
    };
    #[cfg(not(feature = "whole"))]
    let made = document.create_element(tag);
    done(made)
}

impl Live {
    /// Puts the element on the page.
    pub(super) fn stand_in(&self, parent: &Node) {
        done(parent.append_child(&self.element));
    }

    /// Takes the element off the page.
    pub(super) fn remove(&self) {
        self.element.remove();
    }
}

impl LiveChild {
    fn build(wanted: Child, document: &Document) -> Self {
        match wanted {
            Child::Element(wanted) => LiveChild::Element(Live::build(wanted, document)),
            Child::Text(text) => LiveChild::Text(document.create_text_node(&text), text),
        }
    }

    fn is_same(&self, wanted: &Child) -> bool {
        match (self, wanted) {
            (LiveChild::Element(live), Child::Element(wanted)) => {
                live.tag == wanted.0.tag && live.key == wanted.0.key
            }
            (LiveChild::Text(..), Child::Text(_)) => true,
            (LiveChild::Element(_), Child::Text(_)) | (LiveChild::Text(..), Child::Element(_)) => {
                false
            }
        }
    }

    fn patch(&mut self, wanted: Child, document: &Document) {
        match (self, wanted) {
            (LiveChild::Element(live), Child::Element(wanted)) => live.patch(wanted, document),
            (LiveChild::Text(node, before), Child::Text(text)) => {
                if *before != text {
                    node.set_data(&text);
                    *before = text;
                }
            }
            (LiveChild::Element(_), Child::Text(_)) | (LiveChild::Text(..), Child::Element(_)) => {
                unreachable!("only the same is patched")
            }
        }
    }

    fn node(&self) -> &Node {
        match self {
            LiveChild::Element(live) => &live.element,
            LiveChild::Text(node, _) => node,
        }
    }

    fn remove(self, parent: &Element) {
        // Whoever took it away before has done what is wanted.
        parent.remove_child(self.node()).ok();
    }
}

fn set(element: &Element, name: &'static str, value: &str) {
    match name {
        "value" => {
            // Setting what is there already would move the cursor.
            let now = js_sys::Reflect::get(element, &"value".into()).ok();
            if now.and_then(|now| now.as_string()).as_deref() != Some(value) {
                set_property(element, "value", &value.into());
            }
        }
        "checked" => set_property(element, "checked", &JsValue::TRUE),
        _ => done(element.set_attribute(name, value)),
    }
}

fn unset(element: &Element, name: &'static str) {
    match name {
        "value" => set_property(element, "value", &"".into()),
        "checked" => set_property(element, "checked", &JsValue::FALSE),
        _ => done(element.remove_attribute(name)),
    }
}

fn set_property(element: &Element, name: &str, value: &JsValue) {
    done(js_sys::Reflect::set(element, &name.into(), value));
}

/// What an element does on an event; undone when dropped.
struct Listener {
    event: &'static str,
    handler: Rc<RefCell<Handler>>,
    element: Element,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    fn new(element: &Element, event: &'static str, handler: Handler) -> Self {
        let handler = Rc::new(RefCell::new(handler));
        let called = Rc::clone(&handler);
        let closure = Closure::new(move |event| {
            // An event that the handler itself sets off is not one of the reader's.
            if let Ok(mut handler) = called.try_borrow_mut() {
                handler(event);
            }
        });
        let listener = closure.as_ref().unchecked_ref();
        done(element.add_event_listener_with_callback(event, listener));
        Self {
            event,
            handler,
            element: element.clone(),
            closure,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let listener = self.closure.as_ref().unchecked_ref();
        done(
            self.element
                .remove_event_listener_with_callback(self.event, listener),
        );
    }
}
