//! What stands beside what was said: whose word it is and when, where links lead, what was received how.

use std::rc::Rc;

use cop_core::activity::{Reaction, Reference, RetractionReason};
use cop_core::command::Command;
use cop_core::time::Timestamp;
use cop_core::view::{ConnectionView, EvidenceView, LinkView, Linked, PersonView, ReceptionView};

use super::super::{heading, link, meta, person};
use super::act::Act;
use super::words::kind_of;
use crate::dom::{El, el};
use crate::messages::Key;
use crate::route::{Route, Tab};
use crate::session::SliceId;
use crate::when;
use crate::widget::Widget;

/// A part of a screen with its heading.
pub(super) fn part(widget: &Widget, key: &'static str, name: Key) -> El {
    el("div")
        .key(key)
        .class("part")
        .child(heading(widget, 1, widget.say(name)))
}

/// Whose word it is, and when: "Ama Boateng, two hours ago".
pub(super) fn by(widget: &Widget, who: Option<&PersonView>, at: Timestamp) -> String {
    let name = match who {
        Some(who) => person::name(widget, who),
        None => widget.say(Key::Unnamed).to_owned(),
    };
    let ago = widget.look(|ui| when::ago(&ui.texts, widget.session.now(), at));
    widget.fill(Key::ByWhen, &[("name", &name), ("when", &ago)])
}

/// Names in one phrase.
pub(super) fn names(widget: &Widget, people: &[PersonView]) -> String {
    let names: Vec<String> = people
        .iter()
        .map(|other| person::name(widget, other))
        .collect();
    widget.look(|ui| ui.texts.list(&names))
}

/// A link to what something has to do with: only its name where there is no screen for it.
pub(super) fn linked(widget: &Rc<Widget>, slice: &SliceId, to: &LinkView) -> El {
    linked_from(widget, slice, to, None)
}

/// The same in one of several rows: `row` is the id of what tells it from the others.
pub(super) fn linked_from(
    widget: &Rc<Widget>,
    slice: &SliceId,
    to: &LinkView,
    row: Option<&str>,
) -> El {
    let community = slice.community.clone();
    let title = match (&to.title, &to.person) {
        (Some(title), _) => title.clone(),
        (None, Some(who)) => person::name(widget, who),
        (None, None) => widget.say(Key::TextErased).to_owned(),
    };
    let route = match (&to.to, to.what) {
        (Reference::Contribution(id), Linked::Artefact) => Route::Artefact(community, id.clone()),
        (Reference::Contribution(_), Linked::Report) => Route::Community(community, Tab::Practice),
        (Reference::Contribution(id), _) => {
            Route::Thread(community, to.thread.clone().unwrap_or_else(|| id.clone()))
        }
        (Reference::Event(_), _) => Route::Community(community, Tab::Meetings),
        (Reference::Person(_), _) => Route::Community(community, Tab::People),
    };
    let there = link(widget, route).attr("dir", "auto").text(title);
    el("span")
        .class("linked")
        .child(
            el("span")
                .class("kind")
                .text(widget.say(kind_of(to)))
                .text(" "),
        )
        .child(match row {
            Some(row) => there.attr("aria-describedby", row.to_owned()),
            None => there,
        })
}

/// What something is connected with.
pub(super) fn connections(
    widget: &Rc<Widget>,
    slice: &SliceId,
    found: &[ConnectionView],
) -> Option<El> {
    (!found.is_empty()).then(|| {
        el("ul")
            .key("connections")
            .class("rows plain-rows")
            .children(found.iter().map(|one| {
                el("li").key(one.activity.to_string()).class("row").child(
                    el("div")
                        .class("about")
                        .child(el("p").child(linked(widget, slice, &one.link)))
                        .maybe(
                            one.reason
                                .as_ref()
                                .map(|why| el("p").attr("dir", "auto").text(why.clone())),
                        )
                        .child(meta(by(widget, one.by.as_ref(), one.at))),
                )
            }))
    })
}

/// What something rests on.
pub(super) fn evidence(widget: &Widget, found: &[EvidenceView]) -> Option<El> {
    (!found.is_empty()).then(|| {
        el("ul")
            .key("evidence")
            .class("bullets")
            .children(found.iter().map(|one| {
                let source = el("bdi").text(one.source.clone());
                el("li")
                    .key(one.activity.to_string())
                    .child(match &one.address {
                        Some(address) => el("a")
                            .attr("href", address.clone())
                            .attr("rel", "noopener")
                            .child(source),
                        None => source,
                    })
                    .child(el("span").class("meta").text(" ").text(by(
                        widget,
                        one.by.as_ref(),
                        one.at,
                    )))
            }))
    })
}

/// Liking something and saying thank you, each of which can be taken back.
pub(super) fn reactions(
    slice: &SliceId,
    to: &Reference,
    reception: &ReceptionView,
    whose: &str,
) -> Vec<Act> {
    let react = |reaction: Reaction, mine, n, name, label| {
        let command = match mine {
            Some(of) => Command::Retract {
                of,
                reason: RetractionReason::OwnWish,
            },
            None => Command::React {
                to: to.clone(),
                reaction,
            },
        };
        Act::new(slice, name, super::words::written(to), label)
            .of(whose)
            .pressed(mine.is_some(), n)
            .does(command)
    };
    let insight = reception.my_insight.map(|of| {
        Act::new(
            slice,
            "no-insight",
            super::words::written(to),
            Key::ChangedMeNot,
        )
        .of(whose)
        .does(Command::Retract {
            of,
            reason: RetractionReason::OwnWish,
        })
    });
    let both = [
        react(
            Reaction::Like,
            reception.my_like,
            reception.n_likes,
            "like",
            Key::Like,
        ),
        react(
            Reaction::Thanks,
            reception.my_thanks,
            reception.n_thanks,
            "thank",
            Key::Thank,
        ),
    ];
    both.into_iter().chain(insight).collect()
}
