//! What the reader does in a widget: shown at once, and undone with a reason where it does not work.

use std::rc::Rc;

use cop_core::activity::{Activity, Kind};
use cop_core::command::Command;

use super::{Notice, Widget};
use crate::form::{Form, Which};
use crate::json::Object;
use crate::session::{Failure, SliceId};

/// What the reader does.
pub struct Deed {
    /// Where.
    pub slice: SliceId,
    /// What.
    pub command: Command,
    /// The form it came from, which closes.
    pub form: Option<Which>,
    /// What they are told: nothing where the screen says it.
    pub said: Option<String>,
    /// Where the focus goes.
    pub focus: Option<String>,
}

impl Widget {
    /// Does something: it is shown at once, and undone where the server refuses.
    pub fn act(self: &Rc<Self>, deed: Deed) {
        let form = self.update(|ui| {
            ui.notice = None;
            let place = ui
                .forms
                .iter()
                .position(|form| Some(&form.which) == deed.form.as_ref());
            place.map(|place| ui.forms.remove(place))
        });
        let focus = deed.focus.clone();
        let widget = Rc::clone(self);
        let slice = deed.slice.clone();
        let lost = form.clone();
        let has_moved_focus = focus.is_some();
        let answered = move |answer: Result<Vec<Activity>, Failure>| match answer {
            Ok(recorded) => {
                widget.tell_of(&recorded, &slice);
                widget.reach_whole();
            }
            Err(failure) => {
                widget.undo(lost, &failure, has_moved_focus);
                widget.tell_failure(&failure);
            }
        };
        let acted = self
            .session
            .act(&deed.slice, deed.command, Box::new(answered));
        if let Err(failure) = acted {
            self.undo(form, &failure, has_moved_focus);
            return;
        }
        // There is always a form to take the next turn with.
        self.fetch();
        if let Some(said) = &deed.said {
            self.update(|ui| ui.notice = Some(Notice::Did(said.clone())));
        }
        if let Some(focus) = &focus {
            self.focus(focus);
        }
    }

    /// Says no longer of what the reader did that it is done.
    pub fn it_waits(&self) {
        self.update(|ui| {
            if let Some(Notice::Did(said)) = &mut ui.notice {
                ui.notice = Some(Notice::Late(std::mem::take(said)));
            }
        });
    }

    /// Says nothing of what is not to be sent any more.
    pub fn it_is_dropped(&self) {
        self.update(|ui| {
            if matches!(ui.notice, Some(Notice::Late(_))) {
                ui.notice = None;
            }
        });
    }

    /// Opens the form again with what was typed, or says at the top of the screen why something did not work.
    pub(super) fn undo(&self, form: Option<Form>, failure: &Failure, has_moved_focus: bool) {
        if *failure == Failure::SignIn {
            self.ask_to_sign_in();
        }
        // Going on in the whole would leave behind what was typed.
        self.update(|ui| ui.lacks_whole = true);
        let reason = self.reason(failure);
        let Some(mut form) = form else {
            if *failure != Failure::SignIn {
                self.update(|ui| ui.notice = Some(Notice::Failed(reason.clone())));
                // Where what had the focus is gone, the reason gets it; else it is only spoken.
                if has_moved_focus {
                    self.focus("notice");
                } else {
                    self.speak(reason, true);
                }
            }
            return;
        };
        form.fail(failure.code(), reason.clone());
        let field = crate::form::field_id(form.wrong_field());
        self.update(|ui| {
            ui.notice = None;
            let mut since = ui.forms.iter();
            let since = since.position(|other| other.which == form.which);
            if let Some(since) = since.map(|since| ui.forms.remove(since)) {
                form.take_along(&since);
            }
            ui.forms.push(form);
        });
        *self.homeless_reason.borrow_mut() = Some(reason);
        self.focus(&field);
    }

    /// Tells the page of what the server has recorded of the reader.
    pub fn tell_of(&self, recorded: &[Activity], slice: &SliceId) {
        for activity in recorded {
            // Ids, never names.
            let (mut event_id, mut contribution) = (None, None);
            let name = match &activity.what {
                Kind::Joined { .. } if activity.recorder.is_none() => "cop-joined",
                Kind::Left => "cop-left",
                Kind::InvitationAnswered { event, .. } => {
                    event_id = Some(event.as_str());
                    "cop-answered-invitation"
                }
                Kind::ProblemRaised { problem, .. } => {
                    contribution = Some(problem.as_str());
                    "cop-contributed"
                }
                Kind::Replied(turn) => {
                    contribution = Some(turn.turn.as_str());
                    "cop-contributed"
                }
                Kind::InsightMarked { about } => {
                    contribution = about.contribution().map(|about| about.as_str());
                    "cop-contributed"
                }
                _ => continue,
            };
            let detail = Object::new()
                .text("community", slice.community.as_str())
                .maybe("event", event_id)
                .maybe("contribution", contribution);
            self.tell(name, &detail.end());
        }
    }
}
