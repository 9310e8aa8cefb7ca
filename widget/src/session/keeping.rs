//! What may stay on the device: what the reader did and could not send, and what they have read.
//!
//! Staff share computers: nothing stays unless the page asks for it, and all of it goes when somebody else signs in.

use wasm_bindgen_futures::JsFuture;

use super::Session;
use crate::json;
use crate::widget::Widget;
use std::rc::Rc;

/// Whose it is that is kept.
const OWNER: &str = "s";

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
    pub async fn kept(&self, prefix: &str) -> Vec<String> {
        let (true, Some((widget, place))) = (self.keeps(), self.keeper()) else {
            return Vec::new();
        };
        let kept = JsFuture::from(widget.host().kept(&place, &self.key_of(prefix))).await;
        let kept = kept.ok().and_then(|kept| kept.as_string());
        kept.and_then(|kept| json::read(&kept)).unwrap_or_default()
    }

    /// What is kept of one server is not seen by another.
    fn key_of(&self, key: &str) -> String {
        let mut full = self.server.clone();
        full.push(' ');
        full.push_str(key);
        full
    }

    /// Has the other tabs look at what is kept.
    pub(super) fn call_tabs(&self) {
        if let (true, Some((widget, _))) = (self.keeps(), self.keeper()) {
            widget.host().call_tabs();
        }
    }

    /// Sees to it that only the owner reads what is kept.
    ///
    /// Where there is no token, because nobody can be asked for one without a network, it is whoever was there before.
    /// Of somebody whose token does not tell who they are, nothing is kept.
    pub(super) async fn check_owner(&self, token: Option<&str>) {
        let Some((widget, _)) = self.keeper() else {
            return;
        };
        self.keeps.set(true);
        let Some(token) = token else {
            return;
        };
        let owner = widget.host().subject(token);
        let before = self.kept(OWNER).await.pop();
        if before.is_some() && before != owner {
            self.keep("", None);
        }
        self.keeps.set(owner.is_some());
        self.keep(OWNER, owner.as_deref());
    }

    /// Comes back after the network was gone, or another tab has put something in the outbox or taken it out.
    pub fn wake(&self) {
        let Some(session) = self.this.upgrade() else {
            return;
        };
        self.reconnect();
        crate::platform::spawn(async move {
            if session.keeps() {
                session.read_outbox().await;
            }
            session.send_all();
        });
    }
}
