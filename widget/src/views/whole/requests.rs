//! Those who ask to join, each with a reason, and the answer to them.

use std::rc::Rc;

use cop_core::command::Command;
use cop_core::id::{CommunityId, PersonId};
use cop_core::view::RequestView;

use super::super::field::{Field, field, form, sending};
use super::super::{button, heading, hidden, meta, paged, person};
use crate::dom::{El, el};
use crate::form::{Which, field_id};
use crate::messages::Key;
use crate::session::SliceId;
use crate::when;
use crate::widget::{Deed, Widget};

/// The requests that wait, for those who may answer them.
pub(super) fn list(widget: &Rc<Widget>, id: &CommunityId, requests: &[RequestView]) -> Option<El> {
    if requests.is_empty() {
        return None;
    }
    Some(
        el("div")
            .key("requests")
            .class("part requests")
            .child(heading(
                widget,
                2,
                widget.count(Key::NRequests, requests.len()),
            ))
            .child(paged::list(
                widget,
                "asked",
                el("ul").class("rows"),
                (requests.len(), Key::ShowMorePeople),
                &|nth| row(widget, id, &requests[nth]),
            )),
    )
}

fn row(widget: &Rc<Widget>, id: &CommunityId, request: &RequestView) -> El {
    let who = &request.person;
    let name = person::name(widget, who);
    let ago = widget.look(|ui| when::ago(&ui.texts, widget.session.now(), request.at));
    let mut facts = person::where_from(widget, who);
    if !facts.is_empty() {
        facts.push_str(". ");
    }
    facts.push_str(&widget.fill(Key::AskedAgo, &[("when", &ago)]));
    let (approve, decline) = (
        Which::Approve(id.clone(), who.id.clone()),
        Which::Decline(id.clone(), who.id.clone()),
    );
    let open = widget.look(|ui| ui.form(&approve).or(ui.form(&decline)).cloned());
    let opener = |label: Key, class: &'static str, which: Which| {
        let mut whose = String::from(" ");
        whose.push_str(&name);
        let id = opener_id(&which);
        button(widget, class, widget.say(label), move |widget| {
            widget.open_form(which.clone(), Some(&field_id("message")));
        })
        .id(id)
        .child(hidden(whose))
    };
    el("li")
        .key(who.id.as_str())
        .class("row")
        .child(
            el("div")
                .class("about")
                .child(el("p").class("name").child(person::bold(name.clone())))
                .child(meta(facts))
                .maybe(
                    request
                        .reason
                        .as_ref()
                        .map(|reason| el("blockquote").attr("dir", "auto").text(reason.clone())),
                ),
        )
        .child(
            el("div")
                .class("act")
                .child(opener(Key::LetIn, "primary", approve))
                .child(opener(Key::Decline, "secondary", decline.clone())),
        )
        .maybe(open.map(|open| {
            let declines = open.which == decline;
            answer(widget, id, &who.id, &name, &open, declines)
        }))
}

fn answer(
    widget: &Rc<Widget>,
    id: &CommunityId,
    who: &PersonId,
    name: &str,
    open: &crate::form::Form,
    declines: bool,
) -> El {
    let (slice, who) = (SliceId::of(id), who.clone());
    let (label, hint, send, said) = if declines {
        (
            Key::DeclineMessage,
            Key::DeclineHint,
            Key::DeclineIt,
            Key::HasBeenDeclined,
        )
    } else {
        (Key::ApproveMessage, Key::ApproveHint, Key::LetIn, Key::IsIn)
    };
    let said = widget.fill(said, &[("name", name)]);
    let title = widget.fill(Key::AnswerTo, &[("name", name)]);
    form(widget, open, title, move |widget, form| {
        let person = who.clone();
        let command = if declines {
            Command::DeclineRequest {
                person,
                message: form.typed("message").to_owned(),
            }
        } else {
            Command::ApproveRequest {
                person,
                message: form.optional("message"),
            }
        };
        widget.act(Deed {
            slice: slice.clone(),
            command,
            form: Some(form.which),
            said: Some(said.clone()),
            focus: Some("notice".to_owned()),
        });
    })
    .child(field(
        widget,
        open,
        &Field {
            name: "message",
            label: widget.say(label),
            hint: Some(widget.say(hint)),
            rows: Some("3"),
        },
    ))
    .child(sending(
        widget,
        &open.which,
        widget.say(send),
        opener_id(&open.which),
    ))
}

/// The id of the button that opens a form.
fn opener_id(which: &Which) -> String {
    let (kind, person) = match which {
        Which::Approve(_, person) => ("approve-", person.as_str()),
        Which::Decline(_, person) => ("decline-", person.as_str()),
        _ => ("", ""),
    };
    let mut id = String::from(kind);
    id.push_str(person);
    id
}
