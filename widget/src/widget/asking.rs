//! What only the screens of the whole ask for: forms that are checked here, files, and what is the reader's own.

use std::rc::Rc;

use super::{Deed, Notice, Widget};
use crate::form::{Which, field_id};
use crate::messages::Key;
use crate::platform;
use crate::route::Route;
use crate::session::{Failure, Known};

impl Widget {
    /// Says at a field of an open form what is wrong there, and puts the focus into it.
    pub fn fail_at(&self, which: &Which, field: &'static str, reason: String) {
        self.update(|ui| {
            if let Some(form) = ui.form_mut(which) {
                form.fail_at(field, reason.clone());
            }
        });
        self.focus(&field_id(field));
    }

    /// Does something, and goes on at another screen once the server has confirmed it.
    pub fn act_and_go(self: &Rc<Self>, deed: Deed, next: Route) {
        let form = self.update(|ui| {
            ui.notice = None;
            let place = ui
                .forms
                .iter()
                .position(|form| Some(&form.which) == deed.form.as_ref());
            place.map(|place| ui.forms[place].clone())
        });
        let acted = match self.session.act(&deed.slice, deed.command) {
            Ok(acted) => acted,
            Err(failure) => return self.undo(form, &failure, true),
        };
        let widget = Rc::clone(self);
        widget.n_sending.set(widget.n_sending.get() + 1);
        platform::spawn(async move {
            let sent = widget.session.send(&acted).await;
            widget.n_sending.set(widget.n_sending.get() - 1);
            match sent {
                Ok(recorded) => {
                    widget.tell_of(&recorded, &deed.slice);
                    widget.navigate(next);
                    if let Some(said) = deed.said {
                        widget.update(|ui| ui.notice = Some(Notice::Done(said)));
                        widget.focus("notice");
                    }
                }
                Err(failure) => {
                    widget.undo(form, &failure, true);
                    widget.tell_failure(&failure);
                }
            }
        });
    }

    /// Fetches what is the reader's own.
    pub fn fetch_mine(&self) {
        let Some(widget) = self.this.upgrade() else {
            return;
        };
        platform::spawn(async move {
            let mine = match widget.session.token().await {
                Some(_) => widget.session.mine().await,
                None => Err(Failure::SignIn),
            };
            widget.told_outcome(mine.as_ref().err());
            widget.update(|ui| {
                ui.mine = match mine {
                    Ok(mine) => Known::Here(mine),
                    Err(failure) => Known::Failed(failure),
                }
            });
        });
    }

    /// Hands the reader a file of what the server has at an address.
    pub fn save_file(self: &Rc<Self>, path: &'static str, name: &'static str) {
        let widget = Rc::clone(self);
        platform::spawn(async move {
            let notice = match widget.session.my_file(path).await {
                Ok(text) => match platform::download(name, "application/json", &text) {
                    Ok(()) => Notice::Done(widget.fill(Key::FileSaved, &[("name", name)])),
                    Err(_) => Notice::Failed(widget.say(Key::NoFile).to_owned()),
                },
                Err(failure) => Notice::Failed(widget.reason(&failure)),
            };
            widget.update(|ui| ui.notice = Some(notice));
            widget.focus("notice");
        });
    }
}
