//! How the reader comes from the first part of the widget into the whole, which has all screens.

use wasm_bindgen_futures::JsFuture;

use super::Widget;
use crate::attributes::Attributes;
#[cfg(feature = "whole")]
use crate::form::Form;
#[cfg(not(feature = "whole"))]
use crate::luggage::Luggage;
use crate::platform;
use crate::route::Route;
#[cfg(feature = "whole")]
use crate::session::Session;

/// The screen to begin with, and what gets the focus: where the reader was left, or what the attributes ask for.
pub(super) fn begin(attributes: &Attributes) -> (Option<Route>, Option<String>) {
    #[cfg(feature = "whole")]
    if let Some((place, has_focus)) = attributes.place()
        && let Some(route) = Route::from_address(&place)
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
            #[cfg(not(feature = "whole"))]
            (None, Some(place)) => self.enter_whole_at(place.to_owned()),
            (None, _) => {}
        }
    }

    /// Goes on in the whole once that is there: what is packed before might never be unpacked.
    #[cfg(not(feature = "whole"))]
    fn enter_whole_at(&self, place: String) {
        let whole = JsFuture::from(self.host.whole());
        let Some(widget) = self.this.upgrade() else {
            return;
        };
        platform::spawn(async move {
            if whole.await.is_ok() {
                widget.host.enter_whole(&widget.pack(&place));
            }
        });
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

    /// Goes on in the whole, unless the reader has gone elsewhere by now, or what they did has failed or is being tried
    /// for the first time: then they are told here.
    fn enter_whole(&self) {
        #[cfg(not(feature = "whole"))]
        {
            let has_failed = self.ui.borrow().lacks_whole;
            if self.is_short_of_screen() && !self.session.is_trying() && !has_failed {
                let place = self
                    .ui
                    .borrow()
                    .route
                    .as_ref()
                    .map(|route| route.address(""));
                self.host
                    .enter_whole(&self.pack(&place.unwrap_or_default()));
            }
        }
    }

    /// What goes along into the whole: the place to go on at, what the reader typed, and what waits to be sent.
    #[cfg(not(feature = "whole"))]
    fn pack(&self, place: &str) -> String {
        let ui = self.ui.borrow();
        let mut luggage = Luggage::new();
        luggage.put(place);
        self.session.hand_over(&mut luggage);
        for form in &ui.forms {
            form.pack(&mut luggage);
        }
        luggage.end()
    }
}

/// Takes over what the first part handed on: what waits to be sent, and the forms, which it gives back.
#[cfg(feature = "whole")]
pub(super) fn unpack(attributes: &mut Attributes, session: &Session) -> Vec<Form> {
    let mut luggage = attributes.take_luggage().into_iter();
    let Some(about) = luggage.next() else {
        return Vec::new();
    };
    let (late, forms): (Vec<_>, Vec<_>) = luggage.partition(|texts| texts.len() == 1);
    let owner = about.get(1).map_or("", String::as_str);
    session.take_over(owner, late.into_iter().flatten());
    let forms = forms.iter().zip(1..);
    forms
        .filter_map(|(texts, nth)| Form::unpack(texts, nth))
        .filter(Form::is_worth_keeping)
        .collect()
}
