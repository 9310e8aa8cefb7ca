//! Who else has faced the problem that somebody is putting.

use std::rc::Rc;

use cop_core::id::CommunityId;

use super::super::person;
use super::super::problems::life_in_words;
use super::super::{link, meta};
use crate::dom::{El, el};
use crate::messages::Key;
use crate::route::Route;
use crate::widget::{Found, Widget};

/// The words that say nothing of a problem.
pub fn common_words(widget: &Widget) -> &'static str {
    widget.say(Key::CommonWords)
}

/// What those hear who do not see that something was found.
pub fn says_found(widget: &Widget, n: usize) -> String {
    widget.count(Key::NFaced, n)
}

/// One box to begin with, what others have faced under it, and all else on demand.
pub(in super::super) fn raising(
    widget: &Rc<Widget>,
    id: &CommunityId,
    form: El,
    mut fields: impl Iterator<Item = El>,
) -> El {
    let form = match fields.next() {
        Some(first) => form.child(first),
        None => form,
    };
    form.child(
        el("div")
            .key("faced")
            .class("faced")
            .maybe(found(widget, id)),
    )
    .child(
        el("details")
            .key("more")
            .child(el("summary").text(widget.say(Key::SayMore)))
            .children(fields),
    )
}

fn found(widget: &Rc<Widget>, id: &CommunityId) -> Option<El> {
    let found = widget.look(|ui| match &ui.faced.found {
        Some((of, found)) if of == id && !found.is_empty() => Some(found.clone()),
        _ => None,
    })?;
    Some(
        el("div")
            .key("found")
            .child(meta(widget.say(Key::OthersFaced)))
            .child(
                el("ul")
                    .attr("aria-label", widget.say(Key::OthersFaced))
                    .children(found.iter().map(|one| row(widget, one))),
            )
            .child(meta(widget.say(Key::DraftStays))),
    )
}

fn row(widget: &Rc<Widget>, found: &Found) -> El {
    let line = &found.line;
    let route = Route::Problem(found.community.clone(), line.id.clone());
    let author = line.author.as_ref().map(|author| {
        let place = person::where_from(widget, author);
        let name = person::name(widget, author);
        match place.is_empty() {
            true => name,
            false => [&name, ", ", &place].concat(),
        }
    });
    let whose: Vec<String> = author.into_iter().chain(found.place.clone()).collect();
    el("li")
        .key([found.community.as_str(), " ", line.id.as_str()].concat())
        .child(
            el("p").class("entry-title").child(
                link(widget, route)
                    .attr("dir", "auto")
                    .text(line.title.clone()),
            ),
        )
        .maybe((!whose.is_empty()).then(|| meta(whose.join(". "))))
        .child(match &found.came_to {
            Some(text) => el("p")
                .attr("dir", "auto")
                .text(widget.fill(Key::ItCameTo, &[("text", text)])),
            None => el("p").text(life_in_words(widget, line)),
        })
}
