//! What came of something: reports of value, and the way to add one or to say that one saw it too.

use std::rc::Rc;

use cop_core::activity::{Beneficiary, Reference, Rung};
use cop_core::command::{Command, NewReport};
use cop_core::id::ContributionId;
use cop_core::membership::Standing;
use cop_core::view::ValueLine;

use super::super::{meta, paged};
use super::act::{Act, further, offers};
use super::amending::{Now, amendments};
use super::ask::Ask;
use super::trace::{by, linked_from, names, reactions};
use super::words::{
    BENEFICIARIES, RELATIONS, RUNGS, VALUE_OUTCOMES, chosen, options, word, written,
};
use crate::dom::{El, el};
use crate::messages::Key;
use crate::rich::rich;
use crate::session::{Known, SliceId};
use crate::widget::Widget;

/// Reports in a line each; `holds` where the reader holds the community.
pub(super) fn lines(
    widget: &Rc<Widget>,
    slice: &SliceId,
    reports: &[ValueLine],
    holds: bool,
) -> Option<El> {
    (!reports.is_empty()).then(|| {
        let of = (reports.len(), Key::ShowMoreEntries);
        paged::list(widget, "reports", el("ul").class("rows"), of, &|nth| {
            line(widget, slice, &reports[nth], holds)
        })
    })
}

fn line(widget: &Rc<Widget>, slice: &SliceId, report: &ValueLine, holds: bool) -> El {
    let say = |key: Option<Key>| key.map_or("", |key| widget.say(key));
    let what = widget.fill(
        Key::ReportSays,
        &[
            ("rung", say(word(&RUNGS, &report.rung))),
            ("outcome", say(word(&VALUE_OUTCOMES, &report.outcome))),
            (
                "whom",
                match report.beneficiary {
                    Beneficiary::Oneself if !report.is_mine => widget.say(Key::ForThemselves),
                    whom => say(word(&BENEFICIARIES, &whom)),
                },
            ),
        ],
    );
    let whose = by(widget, report.author.as_ref(), report.at);
    let confirmed: Vec<_> = report
        .confirmed_by
        .iter()
        .map(|confirmation| confirmation.by.clone())
        .collect();
    let mut acts = Vec::new();
    if report.may_confirm {
        acts.push(confirm(widget, slice, &report.id, &whose));
    }
    if !report.is_mine && !report.is_retracted && may_react(widget, slice) {
        let to = report.id.clone().into();
        acts.extend(reactions(slice, &to, &report.reception, &whose));
    }
    let now = Now {
        text: report.text.clone(),
        ..Now::default()
    };
    let own = amendments(
        widget,
        slice,
        report.activity,
        &whose,
        (report.is_mine, holds),
        now,
    );
    let evidence = report.evidence.as_ref().map(|source| {
        let source_text = el("bdi").text(source.clone());
        el("p")
            .class("meta")
            .text(widget.say(Key::RestsOn))
            .text(" ")
            .child(match &report.evidence_address {
                Some(address) => el("a").attr("href", address.clone()).child(source_text),
                None => source_text,
            })
    });
    el("li")
        .key(report.id.as_str())
        .class("row")
        .child(
            el("div")
                .class("about")
                .child(el("p").id(report.id.to_string()).child(el("b").text(
                    if report.is_retracted {
                        widget.say(Key::WasTakenBack).to_owned()
                    } else {
                        what
                    },
                )))
                .maybe(report.text.as_ref().map(|text| rich(text)))
                .maybe(report.source.as_ref().map(|source| {
                    el("p")
                        .class("meta")
                        .text(widget.say(Key::CameFrom))
                        .text(" ")
                        .child(linked_from(widget, slice, source, Some(report.id.as_str())))
                }))
                .maybe(evidence)
                .maybe((!confirmed.is_empty()).then(|| {
                    let names = names(widget, &confirmed);
                    el("p")
                        .class("mark")
                        .text(widget.fill(Key::SawItToo, &[("names", &names)]))
                }))
                .child(meta(whose.clone()))
                .maybe(offers(widget, acts)),
        )
        .maybe(further(widget, Key::ChangeOrTakeBack, &whose, own))
}

/// Whether the reader is in the community, be it as an observer.
fn may_react(widget: &Widget, slice: &SliceId) -> bool {
    let standing = widget.session.look(slice, |seen| {
        let me = seen.by?;
        Some(seen.community.membership.standing(me))
    });
    matches!(
        standing,
        Known::Here(Some(Standing::Member | Standing::Observer))
    )
}

fn confirm(widget: &Widget, slice: &SliceId, report: &ContributionId, whose: &str) -> Act {
    let report = report.clone();
    Act::new(slice, "confirm", report.as_str(), Key::ISawItToo)
        .of(whose)
        .ask(Ask::choice(
            "relation",
            Key::HowDoYouKnow,
            options(widget, &RELATIONS),
        ))
        .said(Key::Confirmed)
        .makes(move |form| {
            Ok(Command::ConfirmValue {
                report: report.clone(),
                relation: chosen(&RELATIONS, form.typed("relation")),
            })
        })
}

/// Says what came of something; of earlier reports on it one can be gone on from.
pub(super) fn report(
    widget: &Widget,
    slice: &SliceId,
    source: &Reference,
    whose: &str,
    earlier: &[ValueLine],
) -> Act {
    let mut before: Vec<_> = vec![(
        "none".to_owned(),
        widget.say(Key::NoEarlierReport).to_owned(),
    )];
    before.extend(
        earlier
            .iter()
            .filter(|report| !report.is_retracted)
            .map(|report| {
                let text = report.text.clone().unwrap_or_default();
                let begin: String = text.chars().take(60).collect();
                let name = by(widget, report.author.as_ref(), report.at);
                (
                    report.id.to_string(),
                    [name.as_str(), ": ", &begin].concat(),
                )
            }),
    );
    let has_earlier = before.len() > 1;
    let follows = Ask::choice("follows", Key::GoesOnFrom, before).rare();
    let to = source.clone();
    Act::new(slice, "report", written(source), Key::SayWhatCame)
        .of(whose)
        .ask(Ask::text("text", Key::WhatHappened).hint(Key::WhatHappenedHint))
        .ask(Ask::open_choice(
            widget,
            "rung",
            Key::HowFar,
            options(widget, &RUNGS),
        ))
        .ask(Ask::choice(
            "outcome",
            Key::WhatItDid,
            options(widget, &VALUE_OUTCOMES),
        ))
        .ask(Ask::choice(
            "beneficiary",
            Key::ForWhom,
            options(widget, &BENEFICIARIES),
        ))
        .ask(
            Ask::line("evidence", Key::Source)
                .hint(Key::SourceHint)
                .rare(),
        )
        .asks(has_earlier.then_some(follows))
        .send(Key::ReportIt)
        .said(Key::Reported)
        .makes(move |form| {
            let rung: Rung = chosen(&RUNGS, form.typed("rung"));
            // Whoever says that something was used says where: a tick alone tells nobody anything.
            if rung >= Rung::Applied && form.optional("text").is_none() {
                return Err(("text", Key::FillIn));
            }
            Ok(Command::ReportValue(NewReport {
                rung,
                outcome: chosen(&VALUE_OUTCOMES, form.typed("outcome")),
                source: to.clone(),
                beneficiary: chosen(&BENEFICIARIES, form.typed("beneficiary")),
                follows: form
                    .optional("follows")
                    .filter(|id| id != "none")
                    .and_then(|id| ContributionId::parse(&id).ok()),
                evidence: form.optional("evidence"),
                text: form.optional("text"),
            }))
        })
}
