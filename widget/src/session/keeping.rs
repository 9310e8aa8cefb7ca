//! What may stay on the device: what the reader did and could not send, and what they have read.
//!
//! Staff share computers: nothing stays unless the page asks for it, and all of it goes when somebody else signs in.

use std::rc::Rc;

use cop_core::text::joined;
use wasm_bindgen_futures::JsFuture;

use super::Session;
use crate::json;
use crate::widget::Widget;

/// Whose it is that is kept: no key of a reader begins so.
const OWNER: &str = "|owner";

async fn kept_at(widget: &Widget, place: &str, prefix: &str) -> Option<Vec<String>> {
    let kept = JsFuture::from(widget.host().kept(place, prefix)).await;
    json::read(&kept.ok()?.as_string()?)
}

impl Session {
    fn keeper(&self) -> Option<(Rc<Widget>, String)> {
        self.widgets().into_iter().find_map(|widget| {
            let place = widget.look(|ui| ui.attributes.persist())?;
            Some((widget, place))
        })
    }

    /// Whether anything may stay on the device.
    pub fn keeps(&self) -> bool {
        self.keeps.get() && !self.is_snapshot()
    }

    /// Keeps a text on the device, or all whose keys begin like this no longer.
    pub fn keep(&self, key: &str, text: Option<&str>) {
        if let (true, Some((widget, place))) = (self.keeps(), self.keeper()) {
            widget.host().keep(&place, &self.key_of(key), text);
        }
    }

    /// The texts whose keys begin like this, in the order of their keys.
    ///
    /// None where nothing is kept, or it cannot be read.
    pub async fn kept(&self, prefix: &str) -> Option<Vec<String>> {
        match (self.keeps(), self.keeper()) {
            (true, Some((widget, place))) => kept_at(&widget, &place, &self.key_of(prefix)).await,
            _ => None,
        }
    }

    /// What is kept of one server, or for one reader, is not seen by another.
    fn key_of(&self, key: &str) -> String {
        let subject = self.subject.borrow();
        let subject = subject.as_deref().unwrap_or_default();
        joined(&[&self.server, subject, key], " ")
    }

    /// Has the other tabs look at what is kept.
    pub(super) fn call_tabs(&self) {
        if let (true, Some((widget, _))) = (self.keeps(), self.keeper()) {
            widget.host().call_tabs();
        }
    }

    fn subject_of(&self, token: Option<&str>) -> Option<String> {
        self.widgets().first()?.host().subject(token?)
    }

    /// Whether a token says that it is about somebody else than the reader.
    pub(super) fn is_of_another(&self, token: Option<&str>) -> bool {
        let reader = self.subject.borrow();
        let subject = self.subject_of(token);
        reader.is_some() && subject.is_some() && subject != *reader
    }

    /// Sees to it that only the owner reads what is kept.
    ///
    /// Where there is no token, because nobody can be asked for one without a network, it is whoever was there before.
    /// Of somebody whose token does not tell who they are, nothing is kept.
    pub(super) async fn check_owner(&self, token: Option<&str>) {
        *self.subject.borrow_mut() = self.subject_of(token);
        self.keeps.set(false);
        let Some((widget, place)) = self.keeper() else {
            return;
        };
        let owner = joined(&[&self.server, OWNER], "");
        let before = kept_at(&widget, &place, &owner).await;
        let before = before.and_then(|mut kept| kept.pop());
        if token.is_none() {
            *self.subject.borrow_mut() = before;
        } else if before.is_some() && before != *self.subject.borrow() {
            widget
                .host()
                .keep(&place, &joined(&[&self.server, " "], ""), None);
        }
        let subject = self.subject.borrow();
        self.keeps.set(subject.is_some());
        if subject.is_some() {
            widget.host().keep(&place, &owner, subject.as_deref());
        }
    }

    /// Comes back after the network was gone, or another tab has put something in the outbox or taken it out.
    pub fn wake(&self, is_back: bool) {
        let Some(session) = self.this.upgrade() else {
            return;
        };
        if is_back {
            self.reconnect();
        }
        crate::platform::spawn(async move {
            session.read_outbox().await;
            session.send_all();
        });
    }
}
