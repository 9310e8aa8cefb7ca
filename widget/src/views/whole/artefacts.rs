//! Artefacts in a line each, and where they were used.

use std::rc::Rc;

use cop_core::id::ContributionId;
use cop_core::view::{ArtefactLine, UseView};

use super::super::{heading, link, meta, paged};
use super::act::{Act, offers};
use super::trace::{by, linked, linked_from, names};
use super::words::{ARTEFACT_FORMS, ARTEFACT_STATES, word};
use crate::dom::{El, el};
use crate::messages::Key;
use crate::route::Route;
use crate::session::SliceId;
use crate::when;
use crate::widget::Widget;

/// Artefacts in a line each: none where there are none.
pub(super) fn list(widget: &Rc<Widget>, slice: &SliceId, found: &[ArtefactLine]) -> Option<El> {
    list_with(widget, slice, found, |_| Vec::new())
}

/// The same, each with what can be done about it.
pub(super) fn list_with(
    widget: &Rc<Widget>,
    slice: &SliceId,
    found: &[ArtefactLine],
    acts: impl Fn(&ArtefactLine) -> Vec<Act>,
) -> Option<El> {
    (!found.is_empty()).then(|| {
        let of = (found.len(), Key::ShowMoreEntries);
        paged::list(widget, "artefacts", el("ul").class("rows"), of, &|nth| {
            row(widget, slice, &found[nth], acts(&found[nth]))
        })
    })
}

fn row(widget: &Rc<Widget>, slice: &SliceId, line: &ArtefactLine, acts: Vec<Act>) -> El {
    let route = Route::Artefact(slice.community.clone(), line.id.clone());
    el("li").key(line.id.as_str()).class("row").child(
        el("div")
            .class("about")
            .child(
                heading(widget, 2, "")
                    .id(line.id.to_string())
                    .child(link(widget, route).text(line.title.clone())),
            )
            .child(meta(facts(widget, line)))
            .maybe(line.thread.as_ref().map(|thread| {
                el("p")
                    .class("meta")
                    .text(widget.say(Key::CameFrom))
                    .text(" ")
                    .child(linked_from(widget, slice, thread, Some(line.id.as_str())))
            }))
            .maybe(offers(widget, acts)),
    )
}

/// "Guide by Ama Boateng. Still holds, looked at on 3 May 2026. Used by 4 others."
pub(super) fn facts(widget: &Widget, line: &ArtefactLine) -> String {
    let form = word(&ARTEFACT_FORMS, &line.form).map_or("", |key| widget.say(key));
    let day = |at| widget.look(|ui| when::short_day(&ui.texts, at));
    let mut facts = vec![widget.fill(
        Key::WrittenBy,
        &[
            ("form", form),
            ("names", &names(widget, &line.authors)),
            ("day", &day(line.at)),
        ],
    )];
    let state = word(&ARTEFACT_STATES, &line.state).map_or("", |key| widget.say(key));
    facts.push(match line.reviewed_at {
        Some(at) => widget.fill(Key::ReviewedOn, &[("state", state), ("day", &day(at))]),
        None => widget.say(Key::NotReviewed).to_owned(),
    });
    if line.is_due {
        facts.push(widget.say(Key::ReviewIsDue).to_owned());
    }
    if line.n_used_by_others > 0 {
        facts.push(widget.count(Key::NUsedIt, line.n_used_by_others));
    }
    if line.n_reports > 0 {
        facts.push(widget.count(Key::NReports, line.n_reports));
    }
    facts.join(" ")
}

/// Where artefacts were used: none where they were not. `here` is the one that the screen is about.
pub(super) fn uses(
    widget: &Rc<Widget>,
    slice: &SliceId,
    found: &[UseView],
    here: Option<&ContributionId>,
) -> Option<El> {
    (!found.is_empty()).then(|| {
        el("ul")
            .key("uses")
            .class("rows plain-rows")
            .children(found.iter().map(|used| {
                el("li").key(used.activity.to_string()).class("row").child(
                    el("div")
                        .class("about")
                        .maybe(where_used(widget, slice, used, here))
                        .maybe(
                            used.note
                                .as_ref()
                                .map(|note| el("p").attr("dir", "auto").text(note.clone())),
                        )
                        .child(meta(by(widget, used.by.as_ref(), used.at))),
                )
            }))
    })
}

fn where_used(
    widget: &Rc<Widget>,
    slice: &SliceId,
    used: &UseView,
    here: Option<&ContributionId>,
) -> Option<El> {
    let is_here = used.artefact.to.contribution() == here;
    if is_here && used.context.is_none() {
        return None;
    }
    let artefact = (!is_here).then(|| linked(widget, slice, &used.artefact));
    let context = used.context.as_ref().map(|context| {
        el("span")
            .text(" ")
            .text(widget.say(Key::UsedIn))
            .text(" ")
            .child(linked(widget, slice, context))
    });
    Some(
        el("p")
            .text(widget.say(Key::Used))
            .text(" ")
            .maybe(artefact)
            .maybe(context),
    )
}
