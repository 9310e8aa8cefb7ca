//! What somebody who has just become a member could do next.

use std::rc::Rc;

use cop_core::id::CommunityId;
use cop_core::membership::Standing;
use cop_core::view::{CommunityView, ProblemLine};

use super::super::{heading, link};
use super::act::offers;
use super::people::introduce_self;
use crate::dom::{El, el};
use crate::form::field_id;
use crate::messages::Key;
use crate::route::{Route, Tab};
use crate::session::{Known, SliceId};
use crate::widget::Widget;

/// For how many days somebody has just come.
const NEW_FOR_DAYS: i64 = 30;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// The next steps of a member who came lately and has not said who they are: none for anybody else.
pub(in super::super) fn next_steps(widget: &Rc<Widget>, community: &CommunityView) -> Option<El> {
    let slice = SliceId::of(&community.id);
    let is_new = widget.session.look(&slice, |seen| {
        let me = seen.by?;
        let since = seen.community.membership.members.get(me)?.since;
        let is_new = seen.now.ms() - since.ms() < NEW_FOR_DAYS * DAY_MS;
        let said = &seen.community.fabric.identity.introductions;
        Some(is_new && !said.contains_key(me))
    });
    let is_member = community.standing == Some(Standing::Member) && !community.holds;
    if !is_member || !matches!(is_new, Known::Here(Some(true))) {
        return None;
    }
    let me = widget.session.person();
    let waiting = community.problems.iter().find(|problem| {
        let author = problem.author.as_ref().map(|author| &author.id);
        !problem.answered && author != me.as_ref()
    });
    Some(
        el("div")
            .key("arriving")
            .class("part arriving")
            .child(heading(widget, 1, widget.say(Key::YouAreIn)))
            .maybe(offers(widget, vec![introduce_self(&slice, None)]))
            .maybe(waiting.map(|problem| answer(widget, &community.id, problem)))
            .maybe((community.next.is_some()).then(|| {
                let meetings = Route::Community(community.id.clone(), Tab::Meetings);
                el("p")
                    .key("meet")
                    .child(link(widget, meetings).text(widget.say(Key::ComeToNext)))
            })),
    )
}

fn answer(widget: &Rc<Widget>, id: &CommunityId, problem: &ProblemLine) -> El {
    let route = Route::Problem(id.clone(), problem.id.clone());
    let (to, next) = (Rc::clone(widget), route.clone());
    el("p")
        .key("answer")
        .text(widget.say(Key::WaitsForAnswer))
        .text(" ")
        .child(
            el("a")
                .attr("href", route.address(&widget.session.server))
                .attr("dir", "auto")
                .text(problem.title.clone())
                .on(
                    "click",
                    super::super::plain_click(widget, move |_| {
                        to.navigate(next.clone());
                        to.focus(&field_id("turn"));
                    }),
                ),
        )
}
