//! How a community begins.

use std::rc::Rc;

use cop_core::command::Command;
use cop_core::id::CommunityId;
use cop_core::time::Zone;

use super::super::{crumb, notice, title};
use super::act::{Act, offers, words};
use super::ask::Ask;
use super::desk::purpose_asks;
use super::words::{ACCESSES, VISIBILITIES, chosen, options};
use crate::dom::{El, el};
use crate::form::Form;
use crate::messages::Key;
use crate::platform;
use crate::route::{Route, Tab};
use crate::session::{Caller, SliceId};
use crate::widget::Widget;

/// The way to begin a community.
pub(super) fn screen(widget: &Rc<Widget>) -> El {
    let page = el("div")
        .key("screen")
        .child(crumb(
            widget,
            Route::Directory,
            widget.say(Key::AllCommunities),
        ))
        .child(title(widget, widget.say(Key::BeginACommunity)))
        .maybe(notice(widget))
        .child(el("p").class("lead").text(widget.say(Key::FoundingLead)));
    match widget.session.caller() {
        Caller::Unknown => page.child(super::super::loading(widget)),
        Caller::Nobody | Caller::Failed(_) => page.child(super::super::failed(
            widget,
            &crate::session::Failure::SignIn,
        )),
        Caller::Person { .. } => page.maybe(offers(widget, vec![found(widget)])),
    }
}

fn found(widget: &Widget) -> Act {
    // It is not about a community that is there; whose address it gets is typed.
    let nowhere = CommunityId::parse("new").expect("three letters are an id");
    Act::new(&SliceId::of(&nowhere), "found", "", Key::BeginOne)
        .primary()
        .asks(purpose_asks())
        .ask(Ask::choice(
            "visibility",
            Key::WhoSeesIt,
            options(widget, &VISIBILITIES),
        ))
        .ask(Ask::choice(
            "access",
            Key::HowPeopleJoin,
            options(widget, &ACCESSES),
        ))
        .ask(
            Ask::line("address", Key::CommunityAddress)
                .hint(Key::CommunityAddressHint)
                .rare(),
        )
        .send(Key::BeginIt)
        .said(Key::Founded)
        .makes(|form| {
            address(form).ok_or(("address", Key::NotAnAddress))?;
            Ok(Command::FoundCommunity {
                name: form.typed("name").to_owned(),
                domain: form.typed("domain").to_owned(),
                for_whom: form.optional("for_whom"),
                what_we_do: form.optional("what_we_do"),
                terms: words(form, "terms"),
                visibility: chosen(&VISIBILITIES, form.typed("visibility")),
                access: chosen(&ACCESSES, form.typed("access")),
                zone: platform::own_zone().and_then(|zone| Zone::parse(&zone).ok()),
            })
        })
        .goes(|form| {
            let id = address(form)?;
            Some((SliceId::of(&id), Route::Community(id, Tab::Now)))
        })
}

/// The address that was typed, or else one that is made of the name.
fn address(form: &Form) -> Option<CommunityId> {
    let typed = form
        .optional("address")
        .unwrap_or_else(|| from_name(form.typed("name")));
    CommunityId::parse(&typed).ok()
}

fn from_name(name: &str) -> String {
    let mut address = String::new();
    for letter in name.chars().flat_map(char::to_lowercase) {
        if letter.is_ascii_alphanumeric() {
            address.push(letter);
        } else if !address.is_empty() && !address.ends_with('-') {
            address.push('-');
        }
    }
    address.truncate(60);
    address.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_made_of_a_name() {
        assert_eq!(
            from_name("Falls: prevention & care"),
            "falls-prevention-care"
        );
        assert_eq!(from_name("Ciwb 24/7!"), "ciwb-24-7");
    }
}
