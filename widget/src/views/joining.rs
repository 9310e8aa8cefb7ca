//! The way into a community: one button that says what it does, and the short form behind it.

use std::rc::Rc;

use cop_core::activity::Access;
use cop_core::command::Command;
use cop_core::id::CommunityId;
use cop_core::membership::Standing;

use super::field::{Field, field, form, sending};
use super::{button, hidden, plain_click};
use crate::dom::{El, el};
use crate::form::Which;
use crate::messages::Key;
use crate::route::{Route, Tab};
use crate::session::SliceId;
use crate::widget::{Deed, Widget};

/// A community that somebody may come into.
pub(super) struct Door<'a> {
    pub(super) id: &'a CommunityId,
    pub(super) name: &'a str,
    pub(super) access: Access,
    /// How the reader stands to it: none where nobody is signed in.
    pub(super) standing: Option<Standing>,
}

impl Door<'_> {
    /// The id of what stands there, which takes the focus when it changes.
    fn place(&self) -> String {
        place(self.id)
    }

    /// The one thing to do, or how it stands.
    pub(super) fn action(&self, widget: &Rc<Widget>) -> El {
        if widget.session.is_snapshot() {
            return el("span");
        }
        let key = match (self.standing, self.access) {
            (None, Access::ByInvitation)
            | (Some(Standing::Outside | Standing::Observer), Access::ByInvitation) => {
                return self.state(widget.say(Key::ByInvitation), "state plain");
            }
            (None, _) => return self.sign_in(widget),
            (Some(Standing::Member), _) => {
                return self.state(widget.say(Key::YouAreAMember), "state");
            }
            (Some(Standing::Asked), _) => return self.waiting(widget),
            (Some(Standing::Declined), Access::OnRequest | Access::ByInvitation) => {
                return self.state(widget.say(Key::Declined), "state plain");
            }
            (Some(Standing::Invited), _) => Key::InvitedAccept,
            (Some(_), Access::Open) => Key::Join,
            (Some(_), Access::OnRequest) => {
                return self.opener(
                    widget,
                    Key::AskToJoin,
                    "secondary",
                    Which::Ask(self.id.clone()),
                );
            }
        };
        self.opener(widget, key, "primary", Which::Join(self.id.clone()))
    }

    fn state(&self, text: &'static str, class: &'static str) -> El {
        el("span")
            .key("state")
            .class(class)
            .id(self.place())
            .attr("tabindex", "-1")
            .text(text)
    }

    fn opener(&self, widget: &Rc<Widget>, label: Key, class: &'static str, which: Which) -> El {
        let is_open = widget.look(|ui| ui.form(&which).is_some());
        let slice = SliceId::of(self.id);
        button(widget, class, widget.say(label), move |widget| {
            // What is decided in the page is decided on this.
            widget.session.want(&slice);
            widget.open_form(
                which.clone(),
                Some(&crate::form::field_id(which.main_field())),
            );
        })
        .key("opener")
        .id(self.place())
        .attr("aria-expanded", if is_open { "true" } else { "false" })
        .child(self.hidden_name())
    }

    /// Buttons that read alike are told apart by what they are for.
    fn hidden_name(&self) -> El {
        let mut name = String::from(" ");
        name.push_str(self.name);
        hidden(name)
    }

    fn sign_in(&self, widget: &Rc<Widget>) -> El {
        let address = Route::Community(self.id.clone(), Tab::Now).address(&widget.session.server);
        el("a")
            .key("sign-in")
            .class("button secondary")
            .part("button")
            .attr("href", address)
            .text(widget.say(Key::SignInToJoin))
            .child(self.hidden_name())
            .on(
                "click",
                plain_click(widget, |widget| widget.ask_to_sign_in()),
            )
    }

    fn waiting(&self, widget: &Rc<Widget>) -> El {
        let slice = SliceId::of(self.id);
        el("span")
            .key("waiting")
            .class("waiting")
            .child(self.state(widget.say(Key::Waiting), "state plain"))
            .child(
                button(widget, "quiet", widget.say(Key::TakeBack), move |widget| {
                    widget.act(Deed {
                        focus: Some(place(&slice.community)),
                        slice: slice.clone(),
                        command: Command::WithdrawRequest,
                        form: None,
                        said: None,
                    });
                })
                .child(self.hidden_name()),
            )
    }

    /// The form that is open, if one is.
    pub(super) fn form(&self, widget: &Rc<Widget>) -> Option<El> {
        let (join, ask) = (Which::Join(self.id.clone()), Which::Ask(self.id.clone()));
        let open = widget.look(|ui| ui.form(&join).or(ui.form(&ask)).cloned())?;
        let asks = open.which == ask;
        let (label, what_next, send) = if asks {
            (Key::AskReason, Key::AskWhatNext, Key::SendRequest)
        } else {
            (Key::JoinNote, Key::JoinWhatNext, Key::Join)
        };
        let slice = SliceId::of(self.id);
        let name = widget.fill(
            if asks {
                Key::AskToJoinName
            } else {
                Key::JoinName
            },
            &[("name", self.name)],
        );
        let form = form(widget, &open, name, move |widget, form| {
            let command = if asks {
                Command::AskToJoin {
                    reason: form.typed("reason").to_owned(),
                }
            } else {
                Command::Join {
                    note: form.optional("note"),
                }
            };
            widget.act(Deed {
                focus: Some(place(&slice.community)),
                slice: slice.clone(),
                command,
                form: Some(form.which),
                said: None,
            });
        });
        Some(
            form.child(field(
                widget,
                &open,
                &Field {
                    name: open.which.main_field(),
                    label: widget.say(label),
                    hint: Some(widget.say(what_next)),
                    rows: Some("2"),
                },
            ))
            .child(sending(widget, &open.which, widget.say(send), self.place())),
        )
    }
}

fn place(id: &CommunityId) -> String {
    let mut place = String::from("standing-");
    place.push_str(id.as_str());
    place
}
