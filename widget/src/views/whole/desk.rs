//! Who or what needs me today? For those who hold a community.

mod cared_for;
mod frame;
mod suggested;

pub(super) use frame::purpose_asks;

use std::rc::Rc;

use cop_core::id::CommunityId;
use cop_core::view::{self, ArtefactLine, CommunityView, MemberView};

use super::super::{community, meta, not_here, person};
use super::act::offers;
use super::people::{note_contact, welcome};
use super::trace::part;
use super::{artefact, artefacts, concerns, requests};
use crate::dom::{El, el};
use crate::messages::Key;
use crate::route::Tab;
use crate::session::{Known, SliceId};
use crate::when;
use crate::widget::Widget;

/// For how long somebody is new.
const NEW_DAYS: i64 = 90;
/// How many of a kind are shown at once.
const N_SHOWN: usize = 10;

/// What those who hold a community have to see to.
pub(super) fn screen(widget: &Rc<Widget>, id: &CommunityId) -> El {
    let slice = SliceId::of(id);
    let known = widget.session.look(&slice, |seen| {
        let since = seen.now.minus_days(NEW_DAYS);
        let people = view::people(seen);
        let welcomes = &seen.community.fabric.relationships.welcomes;
        let newcomers: Vec<MemberView> = people
            .members
            .into_iter()
            .filter(|member| {
                member.since > since
                    && !welcomes.contains_key(&member.person.id)
                    && Some(&member.person.id) != seen.by
            })
            .collect();
        let mut doubts = view::concerns(seen);
        doubts.retain(|concern| concern.is_open);
        (
            view::community(seen),
            people.requests,
            newcomers,
            suggested::waiting(seen),
            doubts,
            view::due_for_review(seen),
            suggested::quiet(seen),
            frame::of(seen),
        )
    });
    let (shown, asking, newcomers, unanswered, doubts, due, quiet, framed) = match known {
        Known::Here(all) => all,
        known => return not_here(widget, &known),
    };
    let page = community::part(widget, &shown, Tab::Desk, Key::WhatNeedsYou);
    if !shown.holds {
        return page.child(meta(widget.say(Key::DeskForHolders)));
    }
    let is_quiet = asking.is_empty()
        && newcomers.is_empty()
        && unanswered.is_empty()
        && doubts.is_empty()
        && due.is_empty()
        && quiet.is_empty();
    page.maybe(is_quiet.then(|| el("p").key("quiet").text(widget.say(Key::NothingWaits))))
        .maybe(requests::list(widget, id, &asking))
        .maybe(not_welcomed(widget, &slice, &newcomers))
        .maybe(suggested::without_reply(widget, &slice, &unanswered))
        .maybe((!doubts.is_empty()).then(|| {
            part(widget, "doubts", Key::OpenConcerns)
                .maybe(concerns::lines(widget, &slice, &doubts))
        }))
        .maybe(to_review(widget, &slice, &due))
        .maybe(suggested::to_sum_up(widget, &slice, &quiet))
        .children(cared_for::shown(widget, &slice))
        .maybe(suggested::single_links(widget, id))
        .maybe(suggested::held_alone(widget, &slice, &shown))
        .child(frame::shown(widget, &slice, &shown, &framed))
}

fn not_welcomed(widget: &Rc<Widget>, slice: &SliceId, people: &[MemberView]) -> Option<El> {
    (!people.is_empty()).then(|| {
        part(widget, "newcomers", Key::NotWelcomed).child(el("ul").class("rows").children(
            people.iter().take(N_SHOWN).map(|member| {
                let name = person::name(widget, &member.person);
                let id = &member.person.id;
                let ago =
                    widget.look(|ui| when::ago(&ui.texts, widget.session.now(), member.since));
                let acts = vec![
                    welcome(slice, id, &name),
                    note_contact(slice, "contact", id, &name),
                ];
                let about =
                    el("div")
                        .class("about")
                        .child(el("p").class("name").child(person::bold(name.clone())))
                        .child(meta(widget.fill(Key::JoinedAgo, &[("when", &ago)])))
                        .maybe(member.note.as_ref().map(|note| {
                            el("p").class("note").attr("dir", "auto").text(note.clone())
                        }))
                        .maybe(offers(widget, acts));
                el("li").key(id.as_str()).class("row").child(about)
            }),
        ))
    })
}

fn to_review(widget: &Rc<Widget>, slice: &SliceId, due: &[ArtefactLine]) -> Option<El> {
    (!due.is_empty()).then(|| {
        let review = |line: &ArtefactLine| vec![artefact::review(widget, slice, line)];
        part(widget, "due", Key::DueForReview)
            .maybe(artefacts::list_with(widget, slice, due, review))
    })
}

/// What a community is for, whom it seeks and what it works on, for those who may change it.
pub(super) fn about(shown: &CommunityView) -> [(&'static str, String); 5] {
    [
        ("name", shown.name.clone()),
        ("domain", shown.domain.clone().unwrap_or_default()),
        ("for_whom", shown.for_whom.clone().unwrap_or_default()),
        ("what_we_do", shown.what_we_do.clone().unwrap_or_default()),
        ("terms", shown.terms.join(", ")),
    ]
}
