//! What the reader did to keep communities going, to be read here; and communities for them.

use std::rc::Rc;

use cop_core::activity::Role;
use cop_core::wire::{Value, from_value};

use super::super::super::{button, failed, heading, link, loading, meta};
use super::super::doing::{Told, day, table};
use super::super::kinds::kind;
use super::super::measured;
use super::super::trace::part;
use super::super::words::{ROLES, word};
use crate::dom::{El, el};
use crate::messages::Key;
use crate::route::{Route, Tab};
use crate::session::{ForYou, Known};
use crate::widget::Widget;

/// The statement, once somebody wants to read it.
pub(super) fn shown(widget: &Rc<Widget>) -> Option<El> {
    widget.look(|ui| {
        let known = ui.statement.as_ref()?;
        let frame = el("div").key("statement").class("statement-read").child(
            heading(widget, 2, widget.say(Key::MyStatement))
                .id("statement")
                .attr("tabindex", "-1"),
        );
        Some(match known {
            Known::Loading => frame.child(loading(widget)),
            Known::Failed(failure) => frame.child(failed(widget, failure)),
            Known::Here(sent) => frame.children(read_out(widget, Told(sent))),
        })
    })
}

fn read_out(widget: &Widget, sent: Told<'_>) -> Vec<El> {
    let of = whose(widget, sent);
    let communities = sent.list("communities");
    let mut read = vec![meta(of)];
    if communities.is_empty() {
        read.push(el("p").text(widget.say(Key::NothingFacilitated)));
    }
    read.extend(communities.iter().map(|one| in_one(widget, Told(one))));
    read
}

fn whose(widget: &Widget, sent: Told<'_>) -> String {
    let on = |name| {
        sent.text(name)
            .map_or_else(String::new, |text| day(widget, text))
    };
    widget.fill(
        Key::StatementOf,
        &[
            ("name", sent.text("name").unwrap_or_default()),
            ("from", &on("from")),
            ("to", &on("until")),
        ],
    )
}

fn roles(widget: &Widget, one: Told<'_>) -> Vec<String> {
    one.list("roles")
        .iter()
        .filter_map(|held| role(widget, Told(held)))
        .collect()
}

fn months(widget: &Widget, one: Told<'_>) -> Option<String> {
    let months = one.n("months").filter(|n| *n > 0)?;
    Some(widget.count(Key::InNMonths, months))
}

/// What was done, and how often.
fn acts(widget: &Widget, one: Told<'_>) -> Vec<Vec<String>> {
    let acts = one.at("acts").and_then(Told::items).unwrap_or_default();
    acts.iter()
        .filter_map(|(word, n)| {
            let (key, n) = (kind(word)?, Told(n).as_n()?);
            Some(vec![widget.say(key).to_owned(), n.to_string()])
        })
        .collect()
}

fn in_one(widget: &Widget, one: Told<'_>) -> El {
    let name = one.text("name").unwrap_or_default();
    let roles = roles(widget, one);
    el("div")
        .key(one.text("id").unwrap_or_default())
        .child(
            el("p")
                .class("name")
                .child(el("b").attr("dir", "auto").text(name)),
        )
        .maybe((!roles.is_empty()).then(|| {
            el("p")
                .class("role")
                .text(widget.look(|ui| ui.texts.list(&roles)))
        }))
        .maybe(months(widget, one).map(meta))
        .maybe(table(
            widget,
            widget.say(Key::MyStatement),
            &[Key::WhichAct, Key::TimesDone],
            acts(widget, one),
        ))
}

/// The same as a text to take along.
pub(super) fn as_text(widget: &Widget, sent: &Value) -> String {
    let sent = Told(sent);
    let mut lines = vec![widget.say(Key::MyStatement).to_owned(), whose(widget, sent)];
    let communities = sent.list("communities");
    if communities.is_empty() {
        lines.push(String::new());
        lines.push(widget.say(Key::NothingFacilitated).to_owned());
    }
    for one in communities.iter().map(Told) {
        lines.push(String::new());
        lines.push(one.text("name").unwrap_or_default().to_owned());
        let roles = roles(widget, one);
        lines.extend((!roles.is_empty()).then(|| widget.look(|ui| ui.texts.list(&roles))));
        lines.extend(months(widget, one));
        lines.extend(acts(widget, one).into_iter().map(|act| act.join(": ")));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// "facilitator (60 minutes a week, recognised by Northmoor)"
fn role(widget: &Widget, held: Told<'_>) -> Option<String> {
    let role: Role = from_value(Value::Text(held.text("role")?.to_owned())).ok()?;
    let name = word(&ROLES, &role).map_or("", |key| widget.say(key));
    let minutes = held.n("protected_minutes_per_week");
    let minutes = minutes.map(|n| widget.count(Key::NMinutesAWeek, n));
    let group = held.text("recognised_by");
    let group = group.map(|group| widget.fill(Key::RecognisedByWhom, &[("name", group)]));
    let terms: Vec<String> = minutes.into_iter().chain(group).collect();
    Some(match terms.is_empty() {
        true => name.to_owned(),
        false => [name, " (", &widget.look(|ui| ui.texts.list(&terms)), ")"].concat(),
    })
}

/// Communities for the reader, once they want to know.
pub(super) fn for_you(widget: &Rc<Widget>) -> El {
    let page = part(widget, "for-you", Key::ForYou)
        .child(meta(widget.say(Key::ForYouLead)))
        .child(el("p").class("actions").child(button(
            widget,
            "secondary",
            widget.say(Key::FindForMe),
            Widget::find_for_me,
        )));
    let found = widget.look(|ui| {
        let known = ui.for_you.as_ref()?;
        let frame = el("div").key("found").id("for-you").attr("tabindex", "-1");
        Some(match known {
            Known::Loading => frame.child(loading(widget)),
            Known::Failed(failure) => frame.child(failed(widget, failure)),
            Known::Here(found) => frame.children(suggested(widget, found)),
        })
    });
    page.maybe(found)
}

fn suggested(widget: &Rc<Widget>, for_you: &ForYou) -> Vec<El> {
    let found = &for_you.found;
    let communities = found
        .status
        .value()
        .map_or(&[][..], |found| &found.communities[..]);
    let rows: Vec<El> = communities
        .iter()
        .filter_map(|one| {
            let entry = for_you
                .directory
                .iter()
                .find(|entry| entry.id == one.community)?;
            let route = Route::Community(entry.id.clone(), Tab::Now);
            let about = el("div")
                .class("about")
                .child(heading(widget, 2, "").child(link(widget, route).text(entry.name.clone())))
                .children(
                    entry
                        .domain
                        .as_ref()
                        .map(|domain| el("p").attr("dir", "auto").text(domain.clone())),
                )
                .child(measured::marked(widget, meta(widget.told(&one.says))));
            Some(el("li").key(entry.id.as_str()).class("row").child(about))
        })
        .collect();
    vec![
        measured::sentence(widget, "p", widget.told(&found.says)),
        el("ul").class("rows").children(rows),
        measured::does_not_say(widget, &widget.told(&found.does_not_say())),
    ]
}
