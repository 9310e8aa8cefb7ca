//! What have we learned that I can use?

use std::rc::Rc;

use cop_core::id::CommunityId;
use cop_core::membership::Standing;
use cop_core::talk::Root;
use cop_core::view::{self, ProblemLine, ResourceLine};

use super::super::{community, heading, link, meta, not_here, paged};
use super::act::offers;
use super::contributing::{announce, draft, share_journal, share_resource, tell_story};
use super::trace::{by, part};
use super::{artefacts, concerns, value};
use crate::dom::{El, el};
use crate::messages::Key;
use crate::rich::rich;
use crate::route::{Route, Tab};
use crate::session::{Known, SliceId};
use crate::widget::Widget;

/// What a community has learned, and the ways to add to it.
pub(super) fn screen(widget: &Rc<Widget>, id: &CommunityId) -> El {
    let slice = SliceId::of(id);
    let known = widget.session.look(&slice, |seen| {
        let mut told = view::threads_from(seen, Root::Story);
        told.extend(view::threads_from(seen, Root::Journal));
        (
            view::community(seen),
            view::artefacts(seen),
            view::value(seen),
            view::concerns(seen),
            told,
            view::resources(seen),
            view::threads_from(seen, Root::Announcement),
        )
    });
    let (shown, found, reports, doubts, told, resources, announced) = match known {
        Known::Here(all) => all,
        known => return not_here(widget, &known),
    };
    let is_member = shown.standing == Some(Standing::Member);
    let held = found
        .iter()
        .map(|line| (line.id.to_string(), line.title.clone()))
        .collect();
    let acts = if is_member {
        vec![
            draft(widget, &slice, None, "").primary(),
            tell_story(&slice),
            share_resource(widget, &slice, held),
            announce(&slice),
            share_journal(widget, &slice),
        ]
    } else {
        Vec::new()
    };
    let raise = if is_member {
        vec![concerns::raise(&slice, None, "")]
    } else {
        Vec::new()
    };
    let none = found.is_empty().then(|| {
        meta(widget.say(if is_member {
            Key::NoArtefacts
        } else {
            Key::NoArtefactsYet
        }))
    });
    community::part(widget, &shown, Tab::Practice, Key::WhatWeHaveLearned)
        .maybe(offers(widget, acts))
        .maybe(none)
        .maybe(artefacts::list(widget, &slice, &found))
        .maybe((!reports.is_empty()).then(|| {
            part(widget, "value", Key::WhatCameOfAll).maybe(value::lines(
                widget,
                &slice,
                &reports,
                shown.holds,
            ))
        }))
        .maybe(threads(widget, id, "told", Key::Stories, &told))
        .maybe(shared(widget, id, &resources))
        .maybe(threads(
            widget,
            id,
            "announced",
            Key::Announcements,
            &announced,
        ))
        .maybe((is_member || !doubts.is_empty()).then(|| {
            part(widget, "doubts", Key::Concerns)
                .maybe(doubts.is_empty().then(|| meta(widget.say(Key::NoConcerns))))
                .maybe(concerns::lines(widget, &slice, &doubts))
                .maybe(offers(widget, raise))
        }))
}

fn threads(
    widget: &Rc<Widget>,
    id: &CommunityId,
    key: &'static str,
    name: Key,
    lines: &[ProblemLine],
) -> Option<El> {
    (!lines.is_empty()).then(|| {
        let of = (lines.len(), Key::ShowMoreEntries);
        let row = |nth: usize| {
            let line = &lines[nth];
            let route = Route::Thread(id.clone(), line.id.clone());
            let about = el("div")
                .class("about")
                .child(heading(widget, 2, "").child(named(link(widget, route), line)))
                .child(meta(by(widget, line.author.as_ref(), line.at)).id(line.id.to_string()));
            el("li").key(line.id.as_str()).class("row").child(about)
        };
        let rows = el("ul").class("rows");
        part(widget, key, name).child(paged::list(widget, key, rows, of, &row))
    })
}

/// A link by its title, told apart by who wrote it and when: several may be called the same.
fn named(link: El, line: &ProblemLine) -> El {
    link.attr("aria-describedby", line.id.to_string())
        .text(line.title.clone())
}

fn shared(widget: &Rc<Widget>, id: &CommunityId, lines: &[ResourceLine]) -> Option<El> {
    let lines: Vec<&ResourceLine> = lines.iter().filter(|line| !line.is_retracted).collect();
    (!lines.is_empty()).then(|| {
        let of = (lines.len(), Key::ShowMoreEntries);
        let rows = el("ul").class("rows");
        part(widget, "shared", Key::Resources).child(paged::list(
            widget,
            "shared",
            rows,
            of,
            &|nth| {
                let line = lines[nth];
                let route = Route::Thread(id.clone(), line.id.clone());
                let about = el("div")
                    .class("about")
                    .child(
                        heading(widget, 2, "").child(
                            link(widget, route)
                                .attr("aria-describedby", line.id.to_string())
                                .text(line.title.clone()),
                        ),
                    )
                    .maybe(line.text.as_ref().map(|text| rich(text)))
                    .maybe(line.link.as_ref().map(|address| {
                        el("p").class("address").child(
                            el("a")
                                .attr("href", address.clone())
                                .attr("rel", "noopener nofollow ugc")
                                .text(address.clone()),
                        )
                    }))
                    .child(meta(by(widget, line.author.as_ref(), line.at)).id(line.id.to_string()));
                el("li").key(line.id.as_str()).class("row").child(about)
            },
        ))
    })
}
