//! How the reader comes from the first part of the widget into the whole, which has all screens.

use wasm_bindgen_futures::JsFuture;

use super::Widget;
use crate::attributes::Attributes;
use crate::platform;
use crate::route::Route;

/// The screen to begin with, and what gets the focus: where the reader was left, or what the attributes ask for.
pub(super) fn begin(attributes: &Attributes) -> (Option<Route>, Option<String>) {
    #[cfg(feature = "whole")]
    if let Some((place, has_focus)) = attributes.place()
        && let Some(route) = Route::from_address(place)
    {
        let focus = has_focus.then(|| route.heading().to_owned());
        return (Some(route), focus);
    }
    (Route::from_attributes(attributes), None)
}

impl Widget {
    /// Goes back or forward to where the reader was, at this address, or where the attributes lead.
    pub(super) fn come_back(&self, place: Option<&str>) {
        let route = match place {
            Some(place) => self.been_at(place),
            None => Route::from_attributes(&self.ui.borrow().attributes),
        };
        match (route, place) {
            (Some(route), _) => self.go(route, None),
            (None, Some(place)) => self.host.enter_whole(place),
            (None, None) => {}
        }
    }

    /// The first part knows the addresses of the screens where it has been; the whole can read those of all.
    #[cfg(not(feature = "whole"))]
    fn been_at(&self, place: &str) -> Option<Route> {
        let been = self.been.borrow();
        let route = been.iter().find(|route| route.address("") == place);
        route.cloned()
    }

    #[cfg(feature = "whole")]
    fn been_at(&self, place: &str) -> Option<Route> {
        Route::from_address(place)
    }

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
