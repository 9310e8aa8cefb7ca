//! What is mine here?

mod statement;

use std::rc::Rc;

use cop_core::activity::Erasure;
use cop_core::command::Command;
use cop_core::id::CommunityId;
use cop_core::membership::Standing;

use super::super::directory::people_from;
use super::super::{
    button, crumb, failed, heading, hidden, link, loading, meta, notice, paged, title,
};
use super::act::offers;
use super::people::state_affiliation;
use super::trace::part;
use super::words::{ROLES, word};
use crate::dom::{El, el};
use crate::messages::Key;
use crate::route::{Route, Tab};
use crate::session::{Known, MyCommunity, SliceId};
use crate::widget::{Deed, Widget};

/// What the reader is in, and what is kept of them.
pub(super) fn screen(widget: &Rc<Widget>) -> El {
    let mine = widget.look(|ui| ui.mine.clone());
    let rest = match &mine {
        Known::Loading => loading(widget),
        Known::Failed(failure) => failed(widget, failure),
        Known::Here(mine) => el("div")
            .key("mine")
            .child(communities(widget, &mine.communities))
            .child(journal(widget))
            .child(statement::for_you(widget))
            .child(my_data(widget)),
    };
    el("div")
        .key("screen")
        .child(crumb(
            widget,
            Route::Directory,
            widget.say(Key::AllCommunities),
        ))
        .child(title(widget, widget.say(Key::TabMine)))
        .maybe(notice(widget))
        .child(rest)
}

fn communities(widget: &Rc<Widget>, mine: &[MyCommunity]) -> El {
    let page = part(widget, "communities", Key::MyCommunities);
    if mine.is_empty() {
        return page.child(meta(widget.say(Key::InNoCommunity))).child(
            el("p")
                .class("more")
                .child(link(widget, Route::Directory).text(widget.say(Key::SeeAll))),
        );
    }
    let of = (mine.len(), Key::ShowMore);
    page.child(paged::list(
        widget,
        "my-communities",
        el("ul").class("rows"),
        of,
        &|nth| row(widget, &mine[nth]),
    ))
}

fn row(widget: &Rc<Widget>, mine: &MyCommunity) -> El {
    let entry = &mine.entry;
    let roles: Vec<String> = mine
        .roles
        .iter()
        .filter_map(|role| word(&ROLES, role))
        .map(|key| widget.say(key).to_owned())
        .collect();
    let standing = match entry.standing {
        Some(Standing::Observer) => Some(Key::YouFollow),
        Some(Standing::Asked) => Some(Key::Waiting),
        Some(Standing::Invited) => Some(Key::InvitedAccept),
        _ => None,
    };
    let place = Route::Community(entry.id.clone(), Tab::Place);
    let is_in = matches!(entry.standing, Some(Standing::Member | Standing::Observer));
    el("li")
        .key(entry.id.as_str())
        .class("row")
        .child(
            el("div")
                .class("about")
                .child(
                    heading(widget, 2, "").child(
                        link(widget, Route::Community(entry.id.clone(), Tab::Now))
                            .text(entry.name.clone()),
                    ),
                )
                .maybe((!roles.is_empty()).then(|| {
                    el("p")
                        .class("role")
                        .text(widget.look(|ui| ui.texts.list(&roles)))
                }))
                .maybe(standing.map(|key| el("p").class("role").text(widget.say(key))))
                .child(meta(people_from(
                    widget,
                    entry.n_members,
                    entry.n_organisations,
                )))
                .maybe((mine.n_requests > 0).then(|| {
                    el("p").class("wants-you").child(
                        link(widget, Route::Community(entry.id.clone(), Tab::Desk))
                            .text(widget.count(Key::NRequests, mine.n_requests))
                            .child(hidden([" ", &entry.name].concat())),
                    )
                })),
        )
        .maybe(is_in.then(|| {
            el("div").class("act").child(
                link(widget, place)
                    .text(widget.say(Key::MyPlace))
                    .child(hidden([" ", &entry.name].concat())),
            )
        }))
}

fn journal(widget: &Rc<Widget>) -> El {
    part(widget, "journal", Key::Journal)
        .child(meta(widget.say(Key::JournalLead)))
        .child(
            el("p")
                .class("more")
                .child(link(widget, Route::Journal).text(widget.say(Key::OpenJournal))),
        )
}

/// The files that the reader can take, where they work, and the way to be erased.
fn my_data(widget: &Rc<Widget>) -> El {
    let asks = widget.look(|ui| ui.asks_to_erase);
    // What is true of a person everywhere belongs to no community; the server does not ask for one.
    let nowhere = CommunityId::parse("nowhere").expect("a word is an id");
    let slice = SliceId::of(&nowhere);
    part(widget, "data", Key::MyData)
        .child(el("p").text(widget.say(Key::MyDataLead)))
        .child(
            el("p")
                .key("files")
                .class("actions")
                .child(button(
                    widget,
                    "secondary",
                    widget.say(Key::ReadStatement),
                    Widget::fetch_statement,
                ))
                .child(button(
                    widget,
                    "secondary",
                    widget.say(Key::TakeStatement),
                    |widget| {
                        widget.take_statement(statement::as_text);
                    },
                ))
                .child(button(
                    widget,
                    "secondary",
                    widget.say(Key::TakeMyData),
                    |widget| widget.save_file("/v1/me/export", "my-data.json"),
                )),
        )
        .maybe(statement::shown(widget))
        .child(meta(widget.say(Key::EverythingLead)).key("everything"))
        .maybe(offers(widget, vec![state_affiliation(widget, &slice)]))
        .child(
            el("p").key("erase").child(
                button(widget, "quiet", widget.say(Key::EraseMe), |widget| {
                    widget.update(|ui| {
                        ui.notice = None;
                        ui.asks_to_erase = true;
                    });
                })
                .id("erase"),
            ),
        )
        .maybe(asks.then(|| question(widget, &slice)))
}

fn question(widget: &Rc<Widget>, slice: &SliceId) -> El {
    let slice = slice.clone();
    let closing = Rc::clone(widget);
    el("dialog")
        .key("erasing")
        .id("erasing")
        .class("dialog")
        .part("dialog")
        .attr("aria-labelledby", "erasing-title")
        // The browser closes it on Escape.
        .on("close", move |_| {
            if closing.look(|ui| ui.asks_to_erase) {
                stay(&closing);
            }
        })
        .child(heading(widget, 1, widget.say(Key::EraseQuestion)).id("erasing-title"))
        .child(el("p").text(widget.say(Key::EraseWhatNext)))
        .child(el("p").text(widget.say(Key::EraseForGood)))
        .child(
            el("p")
                .class("actions")
                .child(button(widget, "primary", widget.say(Key::KeepMe), stay))
                .child(button(
                    widget,
                    "secondary",
                    widget.say(Key::EraseNow),
                    move |widget| {
                        widget.update(|ui| ui.asks_to_erase = false);
                        let Some(me) = widget.session.person() else {
                            return widget.ask_to_sign_in();
                        };
                        let deed = Deed {
                            slice: slice.clone(),
                            command: Command::Erase {
                                of: Erasure::Person(me),
                            },
                            form: None,
                            said: Some(widget.say(Key::HaveBeenErased).to_owned()),
                            focus: Some("notice".to_owned()),
                        };
                        widget.act_and_go(deed, Route::Directory);
                    },
                )),
        )
}

fn stay(widget: &Rc<Widget>) {
    widget.update(|ui| ui.asks_to_erase = false);
    widget.focus("erase");
}
