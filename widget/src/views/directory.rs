//! Is there a community for what I do?

use std::rc::Rc;

use cop_core::view::DirectoryEntry;

use super::field::typed;
use super::joining::Door;
use super::{button, failed, heading, link, loading, meta, notice, paged, title};
use crate::dom::{El, el};
use crate::messages::Key;
use crate::route::{Route, Tab};
use crate::session::{Caller, Known, SliceId};
use crate::when;
use crate::widget::{ONLY, Widget};

/// All communities, those about the page first.
pub(super) fn screen(widget: &Rc<Widget>) -> El {
    let rest = match widget.session.caller() {
        Caller::Unknown => loading(widget),
        Caller::Failed(failure) => failed(widget, &failure),
        Caller::Nobody | Caller::Person { .. } => widget.look(|ui| match &ui.directory {
            Known::Loading => loading(widget),
            Known::Failed(failure) => failed(widget, failure),
            Known::Here(entries) if entries.is_empty() => nothing(widget),
            Known::Here(entries) => list(widget, entries),
        }),
    };
    el("div")
        .key("directory")
        .child(title(widget, widget.say(Key::AllCommunities)))
        .child(el("p").class("lead").text(widget.say(Key::DirectoryLead)))
        .maybe(notice(widget))
        .child(search(widget))
        .child(rest)
        .maybe((!widget.session.is_snapshot()).then(|| {
            el("p")
                .key("more")
                .class("actions more")
                .child(link(widget, Route::Mine).text(widget.say(Key::MyCommunities)))
                .child(link(widget, Route::Founding).text(widget.say(Key::BeginACommunity)))
        }))
}

fn search(widget: &Rc<Widget>) -> El {
    let words = widget.look(|ui| ui.words.clone());
    let (typing, sending) = (Rc::clone(widget), Rc::clone(widget));
    // Where somebody stands, a server knows of those who are signed in.
    let n_ticks = match widget.session.caller() {
        Caller::Person { .. } => ONLY.len(),
        _ => 1,
    };
    el("form")
        .key("search")
        .class("search")
        .attr("role", "search")
        .attr("aria-label", widget.say(Key::AllCommunities))
        .on("submit", move |event| {
            event.prevent_default();
            sending.search_again();
        })
        .child(
            el("label")
                .attr("for", "words")
                .text(widget.say(Key::SearchLabel)),
        )
        .child(
            el("input")
                .attr("type", "search")
                .id("words")
                .part("input")
                .attr("autocomplete", "off")
                .attr("value", words)
                .on("input", move |event| typing.search_soon(typed(&event))),
        )
        .children((0..n_ticks).map(|nth| tick(widget, nth)))
}

fn tick(widget: &Rc<Widget>, nth: usize) -> El {
    let (name, id) = ONLY[nth];
    let ticking = Rc::clone(widget);
    let mut tick = el("input")
        .attr("type", "checkbox")
        .id(id)
        .on("change", move |_| {
            ticking.update(|ui| ui.only[nth] = !ui.only[nth]);
            ticking.search_again();
        });
    if widget.look(|ui| ui.only[nth]) {
        tick = tick.attr("checked", "");
    }
    el("label")
        .key(id)
        .class("tick")
        .attr("for", id)
        .child(tick)
        .child(el("span").text(widget.say(name)))
}

fn nothing(widget: &Rc<Widget>) -> El {
    let (words, only) = widget.look(|ui| (ui.words.trim().to_owned(), ui.only));
    let is_filtered = only.contains(&true) || !words.is_empty();
    let says = match (words.is_empty(), only) {
        (false, _) => widget.fill(Key::NothingFound, &[("words", &words)]),
        (true, [_, true, _] | [.., true]) => widget.say(Key::NobodyLikeYou).to_owned(),
        (true, [true, ..]) => widget.say(Key::NothingOpen).to_owned(),
        (true, _) => widget.say(Key::NoCommunities).to_owned(),
    };
    el("div")
        .key("nothing")
        .class("empty")
        .child(el("p").attr("role", "status").text(says))
        .maybe(is_filtered.then(|| {
            button(widget, "secondary", widget.say(Key::ShowAll), |widget| {
                widget.update(|ui| {
                    ui.words.clear();
                    ui.only = [false; 3];
                });
                widget.search_again();
                widget.focus("words");
            })
        }))
}

fn list(widget: &Rc<Widget>, entries: &[DirectoryEntry]) -> El {
    let (about, others): (Vec<_>, Vec<_>) =
        entries.iter().partition(|entry| !entry.matches.is_empty());
    let (more, n_found) = widget.look(|ui| (ui.directory_next.is_some(), ui.n_found));
    let fresh = widget.fresh("found").and_then(|nth| entries.get(nth));
    let changed = widget.changed_rows();
    let is_changed = |entry: &&DirectoryEntry| {
        let changed = changed.as_ref();
        changed.is_none_or(|changed| changed.iter().any(|id| id == entry.id.as_str()))
    };
    let rows = |entries: Vec<&DirectoryEntry>| {
        el("ul")
            .class("rows")
            .part_only(changed.is_some())
            .children(entries.into_iter().filter(is_changed).map(|entry| {
                let row = row(widget, entry);
                match fresh {
                    Some(fresh) if fresh.id == entry.id => row.id("found").attr("tabindex", "-1"),
                    _ => row,
                }
            }))
    };
    let name = match (
        about.is_empty(),
        widget.look(|ui| ui.words.trim().is_empty()),
    ) {
        (_, false) => Key::Found,
        (true, true) => Key::AllOfThem,
        (false, true) => Key::OtherCommunities,
    };
    let found = widget.count(Key::NCommunities, n_found);
    el("div")
        .key("list")
        .child(el("p").class("hidden").attr("role", "status").text(found))
        .maybe((!about.is_empty()).then(|| {
            el("div")
                .key("about")
                .class("part")
                .child(heading(widget, 1, widget.say(Key::AboutThisPage)))
                .child(rows(about))
        }))
        .maybe((!others.is_empty()).then(|| {
            el("div")
                .key("others")
                .class("part")
                .child(heading(widget, 1, widget.say(name)))
                .child(rows(others))
        }))
        .maybe(more.then(|| {
            el("p")
                .key("more")
                .class("actions paging")
                .child(button(
                    widget,
                    "secondary",
                    widget.say(Key::ShowMore),
                    |widget| {
                        widget.search_more();
                    },
                ))
                .child(paged::n_of(widget, entries.len(), n_found))
        }))
}

fn row(widget: &Rc<Widget>, entry: &DirectoryEntry) -> El {
    let standing = match widget.session.look(&SliceId::of(&entry.id), |seen| {
        seen.by
            .map(|person| seen.community.membership.standing(person))
    }) {
        Known::Here(standing) => standing,
        Known::Loading | Known::Failed(_) => entry.standing,
    };
    let door = Door {
        id: &entry.id,
        name: &entry.name,
        access: entry.access,
        standing,
    };
    let why = (!entry.matches.is_empty()).then(|| {
        let words = widget.look(|ui| ui.texts.list(&entry.matches));
        el("p")
            .class("why")
            .text(widget.fill(Key::MatchesPage, &[("words", &words)]))
    });
    #[cfg(feature = "whole")]
    let why = why.or_else(|| super::whole::in_directory(widget, entry));
    let name = link(widget, Route::Community(entry.id.clone(), Tab::Now)).text(entry.name.clone());
    let n_new = widget.session.n_new(&entry.id);
    el("li")
        .key(entry.id.as_str())
        .class("row")
        .child(
            el("div")
                .class("about")
                .maybe(why)
                .child(heading(widget, 2, "").child(name))
                .maybe(
                    entry
                        .domain
                        .as_ref()
                        .map(|domain| el("p").attr("dir", "auto").text(domain.clone())),
                )
                .child(meta(facts(widget, entry)))
                .maybe(latest(widget, entry).map(meta))
                .maybe(
                    (n_new > 0).then(|| el("p").class("new").text(widget.count(Key::NNew, n_new))),
                ),
        )
        .child(el("div").class("act").child(door.action(widget)))
        .maybe(door.form(widget))
}

/// "64 people from 12 organisations. Next: Thursday 26 November, 12:30."
fn facts(widget: &Rc<Widget>, entry: &DirectoryEntry) -> String {
    let now = widget.session.now();
    let next = widget.look(|ui| match &entry.next {
        Some(next) => ui.texts.fill(
            Key::NextIs,
            &[
                ("day", &when::day(&ui.texts, now, next.starts_at)),
                ("time", &when::time_and_zone(&ui.texts, next.starts_at)),
            ],
        ),
        None => ui.texts.say(Key::NoMeeting).to_owned(),
    });
    let mut facts = people_from(widget, entry.n_members, entry.n_organisations);
    facts.push(' ');
    facts.push_str(&next);
    facts
}

/// How many people, and from how many organisations where that is known.
pub(super) fn people_from(widget: &Widget, n_people: usize, n_organisations: usize) -> String {
    let people = widget.count(Key::NPeople, n_people);
    if n_organisations == 0 {
        return widget.fill(Key::Sentence, &[("text", &people)]);
    }
    let organisations = widget.count(Key::NOrganisations, n_organisations);
    widget.fill(
        Key::PeopleFrom,
        &[("people", &people), ("organisations", &organisations)],
    )
}

fn latest(widget: &Rc<Widget>, entry: &DirectoryEntry) -> Option<String> {
    if entry.n_unanswered > 1 {
        return Some(widget.count(Key::NUnanswered, entry.n_unanswered));
    }
    let problem = entry.latest_problem.as_ref()?;
    let ago = widget.look(|ui| when::ago(&ui.texts, widget.session.now(), problem.at));
    Some(widget.fill(Key::AskedWhen, &[("when", &ago), ("title", &problem.title)]))
}
