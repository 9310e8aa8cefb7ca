//! The screens that only the whole widget has, and those of which it has more.

mod act;
mod all_problems;
mod amending;
mod arriving;
mod artefact;
mod artefacts;
mod ask;
mod concerns;
mod contributing;
mod copying;
mod desk;
mod doing;
mod faced;
mod for_you;
mod founding;
mod journal;
mod keys;
mod kinds;
mod measured;
mod meetings;
mod mine;
mod own;
mod people;
mod place;
mod practice;
mod requests;
mod thread;
mod trace;
mod value;
mod words;

use std::rc::Rc;

use crate::dom::{El, el};
use crate::route::{Route, Tab};
use crate::widget::Widget;

pub(super) use act::begun;
pub(super) use arriving::next_steps;
pub(super) use faced::raising;
pub use faced::{common_words, says_found};
pub(super) use for_you::{in_directory, why_for_you};
pub(super) use keys::pressed;

/// One of them.
pub(super) fn screen(widget: &Rc<Widget>, route: &Route) -> El {
    match route {
        Route::Community(id, Tab::AllProblems) => all_problems::screen(widget, id),
        Route::Community(id, Tab::Events | Tab::Meetings) => meetings::screen(widget, id),
        Route::Community(id, Tab::Practice) => practice::screen(widget, id),
        Route::Community(id, Tab::People) => people::screen(widget, id),
        Route::Community(id, Tab::Doing) => doing::screen(widget, id),
        Route::Community(id, Tab::Desk) => desk::screen(widget, id),
        Route::Community(id, Tab::Place) => place::screen(widget, id),
        Route::Problem(id, root) | Route::Thread(id, root) => thread::screen(widget, id, root),
        Route::Artefact(id, artefact) => artefact::screen(widget, id, artefact),
        Route::Event(id, event) => meetings::one(widget, id, event),
        Route::Mine => mine::screen(widget),
        Route::Journal => journal::screen(widget),
        Route::Founding => founding::screen(widget),
        // Those that the first part has as well are drawn beside it.
        Route::Directory | Route::Community(_, Tab::Now | Tab::Problems) => el("div"),
    }
}
