//! Who could I talk to?

use std::rc::Rc;

use cop_core::activity::Role;
use cop_core::id::CommunityId;
use cop_core::view::{self, MemberView, PersonView};

use super::directory::people_from;
use super::{community, heading, meta, not_here, person, requests};
use crate::dom::{El, el};
use crate::messages::Key;
use crate::route::Tab;
use crate::session::{Known, SliceId};
use crate::widget::Widget;

/// The people of a community, those who hold it first.
pub(super) fn screen(widget: &Rc<Widget>, id: &CommunityId) -> El {
    let known = widget.session.look(&SliceId::of(id), |seen| {
        (view::community(seen), view::people(seen))
    });
    let (shown, people) = match known {
        Known::Here(both) => both,
        known => return not_here(widget, &known),
    };
    let n_holders = shown.held_by.len();
    let (holders, others) = people.members.split_at(n_holders.min(people.members.len()));
    let group = |name: Key, members: &[MemberView]| {
        (!members.is_empty()).then(|| {
            el("div")
                .key(widget.say(name))
                .class("part")
                .child(heading(widget, 2, widget.say(name)))
                .child(
                    el("ul")
                        .class("people")
                        .children(members.iter().map(|other| member(widget, other))),
                )
        })
    };
    community::part(widget, &shown, Tab::People, Key::TabPeople)
        .child(meta(people_from(widget, shown.n_members, shown.n_organisations)).key("count"))
        .maybe(requests::list(widget, id, &people.requests))
        .maybe(group(Key::HeldByHeading, holders))
        .maybe(group(Key::Members, others))
        .maybe((!people.observers.is_empty()).then(|| {
            el("div")
                .key("observers")
                .class("part")
                .child(heading(widget, 2, widget.say(Key::Observers)))
                .child(
                    el("ul")
                        .class("people")
                        .children(people.observers.iter().map(|other| observer(widget, other))),
                )
        }))
}

fn member(widget: &Widget, member: &MemberView) -> El {
    let roles: Vec<String> = member
        .roles
        .iter()
        .map(|role| {
            widget
                .say(match role {
                    Role::Steward => Key::RoleSteward,
                    Role::Facilitator => Key::RoleFacilitator,
                    Role::Convenor => Key::RoleConvenor,
                    Role::Curator => Key::RoleCurator,
                    Role::Sponsor => Key::RoleSponsor,
                })
                .to_owned()
        })
        .collect();
    let roles = (!roles.is_empty()).then(|| {
        el("p")
            .class("role")
            .text(widget.look(|ui| ui.texts.list(&roles)))
    });
    observer(widget, &member.person).maybe(roles).children(
        member
            .note
            .as_ref()
            .map(|note| el("p").class("note").attr("dir", "auto").text(note.clone())),
    )
}

fn observer(widget: &Widget, person: &PersonView) -> El {
    let place = person::where_from(person);
    el("li")
        .key(person.id.as_str())
        .class("person")
        .child(
            el("p")
                .class("name")
                .child(person::bold(person::name(widget, person))),
        )
        .maybe((!place.is_empty()).then(|| meta(place)))
}
