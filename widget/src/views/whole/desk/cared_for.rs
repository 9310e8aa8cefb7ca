//! Whom those who hold a community may ask how they are, and introduce: the server names nobody who did not allow it.

use std::rc::Rc;

use cop_core::id::{ContributionId, PersonId};
use cop_core::view;

use super::super::super::{link, meta, person};
use super::super::act::offers;
use super::super::doing::{Told, day};
use super::super::measured;
use super::super::own::{find, people};
use super::super::people::{introduce_these, note_contact};
use super::super::trace::part;
use super::N_SHOWN;
use crate::dom::{El, el};
use crate::messages::Key;
use crate::route::Route;
use crate::session::{Known, SliceId};
use crate::widget::Widget;

/// What was sent of the desk of a community, as far as it is there.
pub(super) fn shown(widget: &Rc<Widget>, slice: &SliceId) -> Vec<El> {
    widget.look(|ui| match &ui.desk {
        Some((of, Known::Here(sent))) if *of == slice.community => {
            let sent = Told(sent);
            let quiet = sent.at("gone_quiet");
            let pairs = sent.at("could_meet");
            quiet
                .and_then(|told| gone_quiet(widget, slice, told))
                .into_iter()
                .chain(pairs.and_then(|told| to_introduce(widget, slice, told)))
                .collect()
        }
        _ => Vec::new(),
    })
}

/// Who has gone quiet and would not mind being asked, with what they cared about last.
fn gone_quiet(widget: &Rc<Widget>, slice: &SliceId, told: Told<'_>) -> Option<El> {
    let known = people(widget, slice);
    let threads = match widget.session.look(slice, view::problems) {
        Known::Here(threads) => threads,
        Known::Loading | Known::Failed(_) => Vec::new(),
    };
    let row = |quiet: Told<'_>| {
        let who = PersonId::parse(quiet.text("person")?).ok()?;
        let name = person::name(widget, find(&known, &who)?);
        let last = day(widget, quiet.text("last")?);
        let thread = quiet.text("cared_about").and_then(|id| {
            let id = ContributionId::parse(id).ok()?;
            let line = threads.iter().find(|line| line.id == id)?;
            let title = link(widget, Route::Thread(slice.community.clone(), id));
            Some(
                el("p")
                    .class("meta")
                    .text(widget.say(Key::CaredAboutLast))
                    .text(" ")
                    .child(title.attr("dir", "auto").text(line.title.clone())),
            )
        });
        let spoke = note_contact(slice, "contact-quiet", &who, &name);
        let about = el("div")
            .class("about")
            .child(el("p").class("name").child(person::bold(name)))
            .child(meta(widget.fill(Key::LastHere, &[("when", &last)])))
            .maybe(thread)
            .maybe(offers(widget, vec![spoke]));
        Some(el("li").key(who.as_str()).class("row").child(about))
    };
    let rows: Vec<El> = told
        .list("members")
        .iter()
        .filter_map(|quiet| row(Told(quiet)))
        .collect();
    (!rows.is_empty()).then(|| {
        part(widget, "gone-quiet", Key::GoneQuiet)
            .child(measured::sentence(
                widget,
                "p",
                told.text("says").unwrap_or_default(),
            ))
            .child(meta(widget.say(Key::AsksHowYouAre)))
            .child(el("ul").class("rows").children(rows))
            .child(does_not_say(widget, told))
    })
}

/// Who could be introduced to whom, each pair with why.
fn to_introduce(widget: &Rc<Widget>, slice: &SliceId, told: Told<'_>) -> Option<El> {
    let known = people(widget, slice);
    let row = |pair: Told<'_>| {
        let who = |end| find(&known, &PersonId::parse(pair.text(end)?).ok()?);
        let (one, other) = (who("one")?, who("other")?);
        let names = [one, other].map(|who| person::name(widget, who));
        let why = pair.text("says").unwrap_or_default();
        let act = introduce_these(widget, slice, (one, other), why);
        let about = el("div")
            .class("about")
            .child(
                el("p")
                    .class("name")
                    .child(person::bold(widget.look(|ui| ui.texts.list(&names)))),
            )
            .child(measured::marked(widget, meta(why)))
            .maybe(offers(widget, vec![act]));
        let key = [one.id.as_str(), " ", other.id.as_str()].concat();
        Some(el("li").key(key).class("row").child(about))
    };
    let rows: Vec<El> = told
        .list("pairs")
        .iter()
        .filter_map(|pair| row(Told(pair)))
        .take(N_SHOWN / 2)
        .collect();
    (!rows.is_empty()).then(|| {
        part(widget, "could-meet", Key::CouldMeetPairs)
            .child(el("ul").class("rows").children(rows))
            .child(does_not_say(widget, told))
    })
}

fn does_not_say(widget: &Widget, told: Told<'_>) -> El {
    let text = told.text("does_not_say").unwrap_or_default();
    measured::does_not_say(widget, text)
}
