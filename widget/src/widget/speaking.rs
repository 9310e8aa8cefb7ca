//! What is said to those who do not see it.

use gloo::timers::callback::Timeout;
use leptos::prelude::Notify;

use super::Widget;

/// How long a live region has been there before it speaks.
const SPEAK_AFTER_MS: u32 = 150;

impl Widget {
    /// Says something to those who do not see it, at once or when there is a pause.
    pub fn speak(&self, text: String, at_once: bool) {
        self.be_silent();
        let this = self.this.clone();
        // A region that is changed while it is being made is not spoken.
        *self.speech_timer.borrow_mut() = Some(Timeout::new(SPEAK_AFTER_MS, move || {
            if let Some(widget) = this.upgrade() {
                let ui = &mut *widget.ui.borrow_mut();
                *(if at_once {
                    &mut ui.assertive
                } else {
                    &mut ui.polite
                }) = text;
                widget.changed.notify();
            }
        }));
    }

    fn be_silent(&self) {
        let mut ui = self.ui.borrow_mut();
        ui.polite.clear();
        ui.assertive.clear();
        self.changed.notify();
    }
}
