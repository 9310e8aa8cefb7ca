//! Is this working, and for whom?
//!
//! Signs for a conversation: each a sentence, the number with its denominator, a picture with a table behind it, and
//! what it does not say. What can't be said yet stands at the end, with what is missing.

mod drawn;
mod facts;
mod numbers;
pub(super) mod pictures;
mod tables;
mod told;

use std::rc::Rc;

use cop_core::id::CommunityId;
use cop_core::view::{self, CommunityView};
use cop_core::wire::Value;

use super::super::{community, failed, heading, loading, meta, not_here};
use super::measured;
use crate::dom::{El, el};
use crate::messages::Key;
use crate::platform;
use crate::route::Tab;
use crate::session::{Known, SliceId};
use crate::widget::Widget;
pub(super) use drawn::group_name;
use facts::{FACTS, Fact};
pub(super) use told::{State, Told};

/// From how many members on groups of them are told apart: below, everybody sees for themselves.
const N_FOR_GROUPS: usize = 8;

/// How a community is doing.
pub(super) fn screen(widget: &Rc<Widget>, id: &CommunityId) -> El {
    let shown = match widget.session.look(&SliceId::of(id), view::community) {
        Known::Here(shown) => shown,
        known => return not_here(widget, &known),
    };
    let page = community::part(widget, &shown, Tab::Doing, Key::TabDoing);
    widget.look(|ui| match &ui.doing {
        Some((of, Known::Here(sent))) if of == id => page.children(all(widget, &shown, sent)),
        Some((of, Known::Failed(failure))) if of == id => page.child(failed(widget, failure)),
        _ => page.child(loading(widget)),
    })
}

fn all(widget: &Rc<Widget>, shown: &CommunityView, sent: &Value) -> Vec<El> {
    let sent = Told(sent);
    let Some(measures) = sent.at("measures") else {
        return vec![el("p").text(widget.say(Key::NothingCounted))];
    };
    let told: Vec<(&'static Fact, Told<'_>)> = FACTS
        .iter()
        .filter_map(|fact| Some((fact, measures.at(fact.name)?)))
        .collect();
    let (said, unsaid): (Vec<_>, Vec<_>) = told
        .into_iter()
        .partition(|(_, told)| told.state() == State::Shown);
    let (front, more): (Vec<_>, Vec<_>) = said.into_iter().partition(|(fact, _)| fact.is_front);
    let facts = |of: &[(&'static Fact, Told<'_>)]| {
        el("ul").class("facts").children(
            of.iter()
                .map(|(fact, told)| shown_as(widget, shown, fact, *told)),
        )
    };
    let mut parts = vec![
        el("p")
            .key("lead")
            .class("lead")
            .text(widget.say(Key::DoingLead)),
        meta(period(widget, sent)).key("period"),
    ];
    if shown.n_members < N_FOR_GROUPS {
        parts.push(
            el("p")
                .key("few")
                .text(widget.count(Key::FewEnough, shown.n_members)),
        );
    }
    if front.is_empty() && more.is_empty() {
        parts.push(
            el("p")
                .key("nothing")
                .text(widget.say(Key::NothingToSayYet)),
        );
    }
    if !front.is_empty() {
        parts.push(facts(&front).key("front"));
    }
    if !more.is_empty() {
        parts.push(
            el("details")
                .key("more")
                .class("more-facts")
                .child(el("summary").text(widget.count(Key::MoreSigns, more.len())))
                .child(facts(&more)),
        );
    }
    parts.extend(missing(widget, &unsaid));
    parts
}

/// The days that the signs are of, and the month of those that tell groups apart.
fn period(widget: &Widget, sent: Told<'_>) -> String {
    let window = sent
        .at("measures")
        .and_then(|measures| measures.items())
        .and_then(|all| {
            all.iter()
                .find_map(|(_, one)| Told(one).at("window")?.day("from"))
        });
    let until = sent.text("as_of").and_then(day_of);
    let mut says = match (window, until) {
        (Some(from), Some(to)) => widget.fill(
            Key::FromTo,
            &[("from", &short(widget, from)), ("to", &short(widget, to))],
        ),
        _ => String::new(),
    };
    if sent.text("month").is_some() {
        says.push(' ');
        says.push_str(widget.say(Key::GroupsOfMonths));
    }
    says
}

/// One sign: what it says first, then the number, the picture, what it does not say and how it is known.
fn shown_as(widget: &Rc<Widget>, community: &CommunityView, fact: &Fact, told: Told<'_>) -> El {
    let says = told.text("says").unwrap_or_default();
    let numbers = facts::lead(widget, fact, told);
    el("li")
        .key(fact.name)
        .class("fact")
        .child(heading(widget, 2, widget.say(fact.title)))
        .child(measured::sentence(widget, "p", says).class("says"))
        .children(numbers.into_iter().map(|(number, label)| {
            el("p")
                .class("number")
                .child(el("b").text(number))
                .text(" ")
                .child(el("span").text(label))
        }))
        .children((fact.picture)(widget, community, told, says))
        .children(tables::behind(widget, &community.id, fact, told))
        .child(
            measured::does_not_say(widget, told.text("does_not_say").unwrap_or_default())
                .key("not"),
        )
        .maybe(known_by(widget, told).map(|known| meta(known).key("known")))
}

/// From how many acts it is counted, and how those are known.
fn known_by(widget: &Widget, told: Told<'_>) -> Option<String> {
    let basis = told.at("basis");
    let part = |name: &str, key: Key| {
        let n = basis.and_then(|basis| basis.n(name)).unwrap_or_default();
        (n > 0).then(|| widget.count(key, n))
    };
    let parts: Vec<String> = [
        part("seen", Key::NSeen),
        part("said", Key::NSaid),
        part("imported", Key::NImported),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() {
        return None;
    }
    let mut says = widget.fill(
        Key::KnownBy,
        &[("how", &widget.look(|ui| ui.texts.list(&parts)))],
    );
    if let Some(coverage) = told.share("coverage") {
        says.push(' ');
        says.push_str(&widget.fill(Key::KnownOf, &[("share", &share(widget, coverage))]));
    }
    Some(says)
}

/// What can't be said yet, and what it would take.
fn missing(widget: &Widget, unsaid: &[(&'static Fact, Told<'_>)]) -> Option<El> {
    (!unsaid.is_empty()).then(|| {
        el("div")
            .key("missing")
            .class("part")
            .child(heading(widget, 1, widget.say(Key::NotToBeSaid)))
            .child(
                el("ul")
                    .class("missing")
                    .children(unsaid.iter().map(|(fact, told)| {
                        el("li")
                            .key(fact.name)
                            .child(el("b").text(widget.say(fact.title)))
                            .text(" ")
                            .child(why_not(widget, *told))
                    })),
            )
    })
}

fn why_not(widget: &Widget, told: Told<'_>) -> El {
    let why = el("span").child(said_of(widget, told));
    let numbers = told.n("have").zip(told.n("need"));
    match numbers.filter(|_| told.state() == State::TooFew) {
        Some((have, need)) => why.text(" ").text(widget.fill(
            Key::HaveOfNeed,
            &[
                ("have", &number(widget, have)),
                ("need", &number(widget, need)),
            ],
        )),
        None => why,
    }
}

fn said_of(widget: &Widget, told: Told<'_>) -> El {
    let says = told.text("says").unwrap_or_default();
    match told.state() {
        State::LowCoverage => {
            let known = told.n("known").zip(told.n("total"));
            let known = known.map_or_else(String::new, |known| share(widget, known));
            el("span").text(widget.fill(Key::TooLittleKnown, &[("share", &known)]))
        }
        State::Suppressed if says.is_empty() => el("span").text(widget.say(Key::WouldTellOfPerson)),
        State::NotApplicable => {
            measured::sentence(widget, "span", told.text("why").unwrap_or(says))
        }
        State::TooFew | State::Suppressed | State::Shown => {
            measured::sentence(widget, "span", says)
        }
    }
}

/// A number as it is written.
fn number(widget: &Widget, n: usize) -> String {
    widget.look(|ui| platform::number(&ui.texts.locale, n))
}

/// "11 of 78"
fn share(widget: &Widget, (num, den): (usize, usize)) -> String {
    widget.fill(
        Key::NOf,
        &[("n", &number(widget, num)), ("all", &number(widget, den))],
    )
}

type Moment = cop_core::time::Timestamp;

/// Noon of a day, so that it is the same day wherever the reader is.
fn day_of(text: &str) -> Option<Moment> {
    let day = text.get(..10)?;
    Moment::parse(&[day, "T12:00:00Z"].concat()).ok()
}

fn month_of(text: &str) -> Option<Moment> {
    Moment::parse(&[text.get(..7)?, "-15T12:00:00Z"].concat()).ok()
}

/// A day in words, as it was written in numbers.
pub(super) fn day(widget: &Widget, text: &str) -> String {
    day_of(text).map_or_else(|| text.to_owned(), |moment| short(widget, moment))
}

/// A table by itself: none without a row.
pub(super) fn table(
    widget: &Widget,
    name: &'static str,
    head: &[Key],
    rows: Vec<Vec<String>>,
) -> Option<El> {
    tables::of(widget, head, rows).map(|table| tables::shown(name, table))
}

fn short(widget: &Widget, moment: Moment) -> String {
    widget.look(|ui| crate::when::short_day(&ui.texts, moment))
}

fn month_in_words(widget: &Widget, moment: Moment) -> String {
    widget
        .look(|ui| crate::when::month(&ui.texts, moment))
        .unwrap_or_else(|| moment.to_string())
}
