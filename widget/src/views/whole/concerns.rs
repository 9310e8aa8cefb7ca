//! What somebody doubts, and what became of it.

use std::rc::Rc;

use cop_core::activity::Reference;
use cop_core::command::Command;
use cop_core::id::ContributionId;
use cop_core::view::{ConcernAnswerView, ConcernLine};

use super::super::{heading, link, meta, paged};
use super::act::{Act, offers};
use super::ask::Ask;
use super::trace::{by, linked};
use super::words::{CONCERN_OUTCOMES, chosen, options, word, written};
use crate::dom::{El, el};
use crate::messages::Key;
use crate::rich::rich;
use crate::route::Route;
use crate::session::SliceId;
use crate::widget::Widget;

/// Concerns in a line each, with the way to answer them.
pub(super) fn lines(widget: &Rc<Widget>, slice: &SliceId, concerns: &[ConcernLine]) -> Option<El> {
    (!concerns.is_empty()).then(|| {
        let of = (concerns.len(), Key::ShowMoreEntries);
        paged::list(widget, "concerns", el("ul").class("rows"), of, &|nth| {
            line(widget, slice, &concerns[nth])
        })
    })
}

fn line(widget: &Rc<Widget>, slice: &SliceId, concern: &ConcernLine) -> El {
    let route = Route::Thread(slice.community.clone(), concern.id.clone());
    let acts = if concern.may_answer {
        vec![answer(widget, slice, &concern.id, &concern.title)]
    } else {
        Vec::new()
    };
    el("li").key(concern.id.as_str()).class("row").child(
        el("div")
            .class("about")
            .child(
                heading(widget, 2, "").child(
                    link(widget, route)
                        .attr("aria-describedby", concern.id.to_string())
                        .text(concern.title.clone()),
                ),
            )
            .maybe(concern.text.as_ref().map(|text| rich(text)))
            .maybe(concern.about.as_ref().map(|about| {
                el("p")
                    .class("meta")
                    .text(widget.say(Key::AboutWhat))
                    .text(" ")
                    .child(linked(widget, slice, about))
            }))
            .child(meta(by(widget, concern.author.as_ref(), concern.at)).id(concern.id.to_string()))
            .child(if concern.is_open {
                el("p")
                    .class("called-off")
                    .text(widget.say(Key::ConcernOpen))
            } else {
                answers(widget, &concern.answers)
            })
            .maybe(offers(widget, acts)),
    )
}

/// What became of a concern, by each answer.
pub(super) fn answers(widget: &Rc<Widget>, answers: &[ConcernAnswerView]) -> El {
    el("div")
        .key("answers")
        .children(answers.iter().map(|answer| {
            let outcome = word(&CONCERN_OUTCOMES, &answer.outcome).map(|key| widget.say(key));
            el("blockquote")
                .key(answer.activity.to_string())
                .child(el("p").child(el("b").text(outcome.unwrap_or_default())))
                .maybe(answer.text.as_ref().map(|text| rich(text)))
                .child(meta(by(widget, answer.by.as_ref(), answer.at)))
        }))
}

/// Says what became of a concern.
pub(super) fn answer(
    widget: &Widget,
    slice: &SliceId,
    concern: &ContributionId,
    title: &str,
) -> Act {
    let concern = concern.clone();
    Act::new(
        slice,
        "answer-concern",
        concern.as_str(),
        Key::AnswerConcern,
    )
    .of(title)
    .ask(Ask::open_choice(
        widget,
        "outcome",
        Key::WhatBecameOfIt,
        options(widget, &CONCERN_OUTCOMES),
    ))
    .ask(Ask::text("text", Key::InYourWords))
    .send(Key::AnswerIt)
    .said(Key::ConcernAnswered)
    .makes(move |form| {
        Ok(Command::AnswerConcern {
            concern: concern.clone(),
            outcome: chosen(&CONCERN_OUTCOMES, form.typed("outcome")),
            text: form.optional("text"),
        })
    })
}

/// Doubts something, or whatever the community does.
pub(super) fn raise(slice: &SliceId, about: Option<&Reference>, whose: &str) -> Act {
    let to = about.cloned();
    let place = about.map_or_else(String::new, written);
    let act = Act::new(slice, "raise-concern", place, Key::RaiseConcern)
        .lead(Key::RaiseConcernLead)
        .ask(Ask::line("title", Key::ConcernTitle).needed())
        .ask(Ask::text("text", Key::InMore))
        .send(Key::RaiseIt)
        .said(Key::ConcernRaised)
        .makes(move |form| {
            Ok(Command::RaiseConcern {
                title: form.typed("title").to_owned(),
                text: form.optional("text"),
                about: to.clone(),
            })
        });
    if whose.is_empty() { act } else { act.of(whose) }
}
