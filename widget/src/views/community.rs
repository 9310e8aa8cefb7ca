//! What is this, who is here, what is next, what would I do here?

use std::rc::Rc;

use cop_core::command::Command;
use cop_core::id::CommunityId;
use cop_core::membership::Standing;
use cop_core::view::{self, CommunityView};

use super::directory::people_from;
use super::joining::Door;
use super::{
    button, crumb, heading, leaving, link, meeting, meta, not_here, notice, person, problems, title,
};
use crate::dom::{El, el};
use crate::messages::Key;
use crate::platform;
use crate::route::{Route, Tab};
use crate::session::{Known, SliceId};
use crate::widget::{Deed, Widget};

/// A community as it presents itself.
pub(super) fn screen(widget: &Rc<Widget>, id: &CommunityId) -> El {
    let slice = SliceId::of(id);
    let community = match widget.session.look(&slice, view::community) {
        Known::Here(community) => community,
        known => return not_here(widget, &known),
    };
    let may_answer = matches!(
        community.standing,
        Some(Standing::Member | Standing::Observer)
    );
    let screen = el("div")
        .key("screen")
        .child(crumb(
            widget,
            Route::Directory,
            widget.say(Key::AllCommunities),
        ))
        .child(title(widget, community.name.clone()))
        .maybe(community.domain.as_ref().map(|domain| {
            el("p")
                .class("lead")
                .attr("dir", "auto")
                .text(domain.clone())
        }))
        .child(ways_in(widget, &community))
        .maybe(notice(widget))
        .child(tabs(widget, &community, Tab::Now))
        .child(requests_line(widget, &community));
    #[cfg(feature = "whole")]
    let screen = screen
        .maybe(super::whole::why_for_you(widget, &community))
        .maybe(super::whole::next_steps(widget, &community));
    screen
        .child(three(widget, &community))
        .child(
            el("div")
                .key("next")
                .class("part")
                .child(heading(widget, 1, widget.say(Key::NextMeeting)))
                .child(match &community.next {
                    Some(next) => meeting::card(widget, &slice, next, may_answer),
                    None => meta(widget.say(if community.holds {
                        Key::NoMeetingHolder
                    } else {
                        Key::NoMeetingYet
                    })),
                }),
        )
        .child(
            el("div")
                .key("problems")
                .class("part")
                .child(heading(widget, 1, widget.say(Key::ThinkingThrough)))
                .child(problems::list(widget, id, &community.problems, &community))
                .child(problems::raise(widget, id, &community)),
        )
        .child(held_by(widget, &community))
        .maybe(leave(widget, &community))
}

/// The name of a community and its parts, for the screens of the parts.
pub(super) fn part(widget: &Rc<Widget>, community: &CommunityView, tab: Tab, name: Key) -> El {
    let now = Route::Community(community.id.clone(), Tab::Now);
    el("div")
        .key("screen")
        .child(crumb(
            widget,
            Route::Directory,
            widget.say(Key::AllCommunities),
        ))
        .child(
            title(widget, "").child(
                link(widget, now)
                    .class("plain")
                    .text(community.name.clone()),
            ),
        )
        .maybe(notice(widget))
        .child(tabs(widget, community, tab))
        .child(
            heading(widget, 1, widget.say(name))
                .id("part")
                .attr("tabindex", "-1")
                .key("part"),
        )
}

fn tabs(widget: &Rc<Widget>, community: &CommunityView, current: Tab) -> El {
    let is_in = matches!(
        community.standing,
        Some(Standing::Member | Standing::Observer)
    );
    let is_shown = |tab: &Tab| match tab {
        Tab::Meetings | Tab::AllProblems => false,
        Tab::Desk => community.holds,
        Tab::Place => is_in,
        Tab::Now | Tab::Problems | Tab::Events => true,
        Tab::Practice | Tab::People | Tab::Doing => !widget.session.is_snapshot(),
    };
    let current = match current {
        Tab::Meetings => Tab::Events,
        Tab::AllProblems => Tab::Problems,
        tab => tab,
    };
    el("nav")
        .key("tabs")
        .class("tabs")
        .part("tabs")
        .attr("aria-label", community.name.clone())
        .child(
            el("ul").children(Tab::ALL.into_iter().filter(is_shown).map(|tab| {
                let route = Route::Community(community.id.clone(), tab);
                let tab_link = link(widget, route).text(widget.say(tab_name(tab)));
                el("li").child(if tab == current {
                    tab_link.attr("aria-current", "page")
                } else {
                    tab_link
                })
            })),
        )
}

/// What a tab is called.
pub(super) fn tab_name(tab: Tab) -> Key {
    match tab {
        Tab::Now => Key::TabNow,
        Tab::Problems | Tab::AllProblems => Key::TabProblems,
        Tab::Events | Tab::Meetings => Key::TabEvents,
        Tab::Practice => Key::TabPractice,
        Tab::People => Key::TabPeople,
        Tab::Doing => Key::TabDoing,
        Tab::Desk => Key::TabDesk,
        Tab::Place => Key::TabMine,
    }
}

fn ways_in(widget: &Rc<Widget>, community: &CommunityView) -> El {
    let door = Door {
        id: &community.id,
        name: &community.name,
        access: community.access,
        standing: community.standing,
    };
    let slice = SliceId::of(&community.id);
    let follow = |command: Command, label: Key| {
        let slice = slice.clone();
        button(widget, "quiet", widget.say(label), move |widget| {
            widget.act(Deed {
                slice: slice.clone(),
                command: command.clone(),
                form: None,
                said: None,
                focus: Some("follow".to_owned()),
            });
        })
        .id("follow")
        .key("follow")
    };
    let following = match community.standing {
        Some(Standing::Observer) => Some(follow(Command::Unfollow, Key::Unfollow)),
        Some(Standing::Outside | Standing::Asked) => Some(follow(Command::Follow, Key::Follow)),
        Some(Standing::Member | Standing::Invited | Standing::Declined) | None => None,
    };
    el("div")
        .key("ways-in")
        .class("ways-in")
        .child(
            el("div")
                .key("actions")
                .class("actions")
                .child(door.action(widget))
                .maybe((community.standing == Some(Standing::Observer)).then(|| {
                    el("span")
                        .key("observing")
                        .class("state")
                        .text(widget.say(Key::YouFollow))
                }))
                .maybe(following),
        )
        .maybe(door.form(widget))
        .children(
            [&community.welcome_message, &community.declined_message]
                .into_iter()
                .flatten()
                .map(|message| {
                    el("blockquote")
                        .class("answer")
                        .attr("dir", "auto")
                        .text(message.clone())
                }),
        )
}

fn requests_line(widget: &Rc<Widget>, community: &CommunityView) -> El {
    let people = Route::Community(community.id.clone(), Tab::People);
    el("div")
        .key("requests")
        .maybe((community.n_requests > 0).then(|| {
            el("p").class("wants-you").child(
                link(widget, people).text(widget.count(Key::NRequests, community.n_requests)),
            )
        }))
}

fn three(widget: &Rc<Widget>, community: &CommunityView) -> El {
    let unsaid = || widget.say(Key::NotSaidYet).to_owned();
    let care = match &community.terms[..] {
        [] => community.domain.clone().unwrap_or_else(unsaid),
        terms => widget.fill(
            Key::Sentence,
            &[(
                "text",
                &platform::begun_large(&widget.look(|ui| ui.texts.list(terms))),
            )],
        ),
    };
    let mut who = community.for_whom.clone().unwrap_or_default();
    if who.is_empty() && !community.professions.is_empty() {
        who = widget.look(|ui| ui.texts.list(&community.professions));
        who.push('.');
    }
    let counted = people_from(widget, community.n_members, community.n_organisations);
    let pair = |name: Key, texts: Vec<String>| {
        el("div").child(el("dt").text(widget.say(name))).children(
            texts
                .into_iter()
                .filter(|text| !text.is_empty())
                .map(|text| el("dd").attr("dir", "auto").text(text)),
        )
    };
    el("dl")
        .key("three")
        .class("three")
        .child(pair(Key::WhatWeCareAbout, vec![care]))
        .child(pair(Key::WhoWeAre, vec![who, counted]))
        .child(pair(
            Key::WhatWeDo,
            vec![community.what_we_do.clone().unwrap_or_else(unsaid)],
        ))
}

fn held_by(widget: &Rc<Widget>, community: &CommunityView) -> El {
    let names: Vec<String> = community
        .held_by
        .iter()
        .map(|holder| person::name(widget, holder))
        .collect();
    let text = match &names[..] {
        [] => widget.say(Key::HeldByNobody).to_owned(),
        names => {
            let names = widget.look(|ui| ui.texts.list(names));
            widget.fill(Key::HeldBy, &[("names", &names)])
        }
    };
    meta(text).key("held-by")
}

fn leave(widget: &Rc<Widget>, community: &CommunityView) -> Option<El> {
    (community.standing == Some(Standing::Member)).then(|| leaving::leave(widget, community))
}
