//! How the reader comes from the first part of the widget into the whole, which has all screens.

use wasm_bindgen_futures::JsFuture;

use super::Widget;
use crate::attributes::Attributes;
use crate::platform;
use crate::route::Route;

/// The screen to begin with, and what gets the focus: where the first part was left, or what the attributes ask for.
pub(super) fn begin(attributes: &Attributes) -> (Option<Route>, Option<String>) {
    let left = cfg!(feature = "whole")
        .then(|| attributes.place())
        .flatten()
        .and_then(|(place, has_focus)| Some((Route::from_address(place)?, has_focus)));
    match left {
        Some((route, has_focus)) => {
            let focus = has_focus.then(|| route.heading().to_owned());
            (Some(route), focus)
        }
        None => (Route::from_attributes(attributes), None),
    }
}

impl Widget {
    /// Whether the screen is one that this part of the widget does not have.
    fn is_short_of_screen(&self) -> bool {
        let ui = self.ui.borrow();
        cfg!(not(feature = "whole"))
            && !self.session.is_snapshot()
            && ui.route.as_ref().is_some_and(Route::is_of_whole)
    }

    /// Asks for the whole where the screen is one of it, and goes on there.
    pub fn reach_whole(&self) {
        let (true, Some(widget)) = (self.is_short_of_screen(), self.this.upgrade()) else {
            return;
        };
        self.update(|ui| ui.lacks_whole = false);
        let whole = JsFuture::from(self.host.whole());
        platform::spawn(async move {
            match whole.await {
                Ok(_) => widget.enter_whole(),
                Err(_) => widget.update(|ui| ui.lacks_whole = true),
            }
        });
    }

    /// Goes on in the whole, unless the reader has gone elsewhere by now, or what they did has failed or could still
    /// fail: then they are told here.
    fn enter_whole(&self) {
        let has_failed = self.ui.borrow().lacks_whole;
        if self.is_short_of_screen() && self.session.has_sent_all() && !has_failed {
            let route = self.ui.borrow().route.clone();
            let place = route.map(|route| route.address(""));
            self.host.enter_whole(&place.unwrap_or_default());
        }
    }
}
