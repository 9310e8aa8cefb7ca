//! What may stay on the device: what the reader did and could not send, and what they have read.
//!
//! Staff share computers: nothing stays unless the page asks for it, and all of it goes when somebody else signs in.

use std::rc::Rc;

use cop_core::text::joined;
use wasm_bindgen_futures::JsFuture;

use super::Session;
use super::outbox::OnDevice;
use super::wire::Failure;
use crate::json;
use crate::widget::Widget;

/// Whose it is that is kept: no key of a reader begins so.
const OWNER: &str = "|owner";

/// What a widget wakes for, beside that another has kept something: the network is back, or something could not be kept.
const BACK: u8 = 1;
const NOT_KEPT: u8 = 2;

/// Where a widget lets things stay.
pub fn place_of(widget: &Widget) -> Option<String> {
    widget.look(|ui| ui.attributes.persist())
}

async fn kept_at(widget: &Widget, place: &str, prefix: &str) -> Option<Vec<String>> {
    let kept = JsFuture::from(widget.host().kept(place, prefix)).await;
    json::read(&kept.ok()?.as_string()?)
}

impl Session {
    fn keeper(&self) -> Option<(Rc<Widget>, String)> {
        self.widgets().into_iter().find_map(|widget| {
            let place = place_of(&widget)?;
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

    /// Has the other tabs, and the other part of the widget, look at what is kept, and forget what has this id: none has where
    /// it is empty.
    pub(super) fn call_tabs(&self, gone: &str) {
        if let Some(widget) = self.widgets().first() {
            widget.host().call_tabs(gone);
        }
    }

    fn wipe(&self, widget: &Widget, place: &str, end: &str) {
        let all = joined(&[&self.server, end], "");
        widget.host().keep(place, &all, None);
    }

    /// Takes away what was kept where a widget let it stay before, and begins anew where it may stay now.
    pub fn keep_elsewhere(&self, widget: &Widget, before: Option<String>) {
        if let Some(place) = before {
            self.wipe(widget, &place, " ");
            self.wipe(widget, &place, OWNER);
        }
        for waiting in self.outbox.borrow_mut().iter_mut() {
            waiting.kept = OnDevice::Unknown;
        }
        #[cfg(feature = "whole")]
        self.journal.borrow_mut().begin_again();
        self.keeps.set(false);
        self.notify();
        if self.keeper().is_some() {
            self.restart_soon();
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
    /// Where nobody could be asked for a token, as without a network, it is whoever was there before; whoever has signed
    /// out is nobody. Of somebody whose token does not tell who they are, nothing is kept.
    pub(super) async fn check_owner(&self, token: &Result<Option<String>, Failure>, round: u32) {
        self.keeps.set(false);
        if let Ok(token) = token {
            *self.subject.borrow_mut() = self.subject_of(token.as_deref());
            if token.is_none() {
                return;
            }
        }
        let Some((widget, place)) = self.keeper() else {
            return;
        };
        let owner = joined(&[&self.server, OWNER], "");
        let Some(mut before) = kept_at(&widget, &place, &owner).await else {
            // The browser keeps nothing.
            return;
        };
        if round != self.round.get() {
            return;
        }
        let before = before.pop();
        let mut subject = self.subject.borrow_mut();
        if token.is_err() && subject.is_none() {
            *subject = before.clone();
        }
        if before != *subject {
            if token.is_err() {
                // It is somebody else's by now.
                return;
            }
            if before.is_some() {
                self.wipe(&widget, &place, " ");
            }
        }
        self.keeps.set(subject.is_some());
        if subject.is_some() {
            widget.host().keep(&place, &owner, subject.as_deref());
        }
    }

    /// Reads what is kept beside what was read from the server.
    pub(super) async fn read_all(&self) {
        self.read_outbox().await;
        #[cfg(feature = "whole")]
        self.read_notes_again().await;
    }

    /// Looks again at what is kept. `what` could not be kept, where the news is that, or else it waits no longer.
    pub fn wake(&self, news: u8, what: &str) {
        let Some(session) = self.this.upgrade() else {
            return;
        };
        match news {
            BACK => {
                // Somebody of whom the page could not be asked may be taken for nobody.
                if self.person().is_none() {
                    self.restart_soon();
                }
                self.reconnect();
                self.send_all();
            }
            NOT_KEPT => {
                if !self.not_kept(what) {
                    return;
                }
            }
            _ => self.drop_waiting(what),
        }
        crate::platform::spawn(async move { session.read_all().await });
    }
}
