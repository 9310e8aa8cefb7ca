//! One artefact: what it says, where it came from, who used it and what came of it.

use std::rc::Rc;

use cop_core::activity::Reference;
use cop_core::command::Command;
use cop_core::id::{CommunityId, ContributionId};
use cop_core::view::{self, ArtefactLine, ArtefactView, CommunityView, Linked};

use super::super::{crumb, hidden, meta, not_here, notice, title};
use super::act::{Act, day, further, offers};
use super::amending::{Now, amendments, of_screen};
use super::ask::{Ask, Named};
use super::contributing::{cite, read};
use super::trace::{by, connections, evidence, linked, names, part, reactions};
use super::words::{ARTEFACT_STATES, chosen, options, reference_in, references, word};
use super::{artefacts, concerns, copying, value};
use crate::dom::{El, el};
use crate::messages::Key;
use crate::rich::rich;
use crate::route::{Route, Tab};
use crate::session::{Failure, Known, SliceId};
use crate::when;
use crate::widget::Widget;

/// An artefact with its history.
pub(super) fn screen(widget: &Rc<Widget>, id: &CommunityId, artefact: &ContributionId) -> El {
    let slice = SliceId::with_thread(id, artefact);
    let known = widget.session.look(&slice, |seen| {
        let places = references(widget, seen, &[Linked::Problem, Linked::Event]);
        let reads = cop_core::activity::Preference::ReadsLogged;
        let allows = |me| seen.community.fabric.relationships.allows(me, reads);
        let reads_are_logged = seen.by.is_some_and(allows);
        view::artefact(seen, artefact)
            .map(|found| (found, view::community(seen), places, reads_are_logged))
    });
    let (shown, community, places, reads_are_logged) = match known {
        Known::Here(Some(all)) => all,
        Known::Here(None) => {
            let failure = Failure::Refused("no_such_contribution".to_owned());
            return not_here::<()>(widget, &Known::Failed(failure));
        }
        known => return not_here(widget, &known),
    };
    let line = &shown.line;
    let to: Reference = line.id.clone().into();
    let name = if line.is_retracted {
        widget.say(Key::WasTakenBack).to_owned()
    } else {
        line.title.clone()
    };
    let mut acts = offered(widget, &slice, &shown, places);
    if reads_are_logged && shown.may_use {
        acts.push(read(&slice, &to, &line.title));
    }
    let terms = (!line.terms.is_empty())
        .then(|| meta(widget.look(|ui| ui.texts.list(&line.terms))).key("terms"));
    el("div")
        .key("screen")
        .child(crumb(
            widget,
            Route::Community(id.clone(), Tab::Practice),
            community.name.clone(),
        ))
        .child(title(widget, name))
        .maybe(notice(widget))
        .child(meta(artefacts::facts(widget, line)).key("facts"))
        .maybe(shown.text.as_ref().map(|text| rich(text).key("text")))
        .maybe(shown.link.as_ref().map(|address| {
            el("p").key("link").child(
                el("a")
                    .attr("href", address.clone())
                    .attr("rel", "noopener nofollow ugc")
                    .text(address.clone()),
            )
        }))
        .maybe(terms)
        .maybe(changed(widget, &shown))
        .maybe(offers(widget, acts))
        .maybe(further(
            widget,
            Key::ChangeOrTakeBack,
            &line.title,
            amend(widget, &slice, &shown, &community),
        ))
        .maybe(origin(widget, &slice, &shown))
        .maybe(outcomes(widget, &slice, &shown, community.holds))
        .maybe(grounds(widget, &slice, &shown))
        .maybe(doubts(widget, &slice, &shown))
        .maybe(history(widget, &shown))
        .child(copying::link(widget, &shown.line.title))
}

fn changed(widget: &Widget, shown: &ArtefactView) -> Option<El> {
    (!shown.changed.is_empty()).then(|| {
        let names = names(widget, &shown.changed);
        el("p").key("changed").class("mark").text(widget.count_with(
            Key::Changed,
            shown.changed.len(),
            &[("names", &names)],
        ))
    })
}

fn offered(widget: &Widget, slice: &SliceId, shown: &ArtefactView, places: Vec<Named>) -> Vec<Act> {
    let line = &shown.line;
    let to: Reference = line.id.clone().into();
    let mut acts = Vec::new();
    if shown.may_use {
        acts.push(used(widget, slice, shown, places));
        acts.push(revise(slice, shown));
    }
    if shown.may_review {
        acts.push(review(widget, slice, &shown.line));
    }
    if shown.may_use && !shown.is_mine {
        if shown.reception.my_insight.is_none() {
            acts.push(
                Act::new(slice, "insight", line.id.as_str(), Key::ChangedMe)
                    .of(line.title.clone())
                    .said(Key::Marked)
                    .does(Command::MarkInsight { about: to.clone() }),
            );
        }
        acts.extend(reactions(slice, &to, &shown.reception, &line.title));
    }
    acts
}

fn used(widget: &Widget, slice: &SliceId, shown: &ArtefactView, places: Vec<Named>) -> Act {
    let artefact = shown.line.id.clone();
    let mut contexts = vec![("none".to_owned(), widget.say(Key::OwnPractice).to_owned())];
    contexts.extend(places);
    Act::new(slice, "use", artefact.as_str(), Key::UsedIt)
        .of(shown.line.title.clone())
        .primary()
        .ask(Ask::text("note", Key::HowItWent))
        .ask(Ask::choice("context", Key::UsedWhere, contexts))
        .send(Key::SaySo)
        .said(Key::UseNoted)
        .makes(move |form| {
            Ok(Command::UseArtefact {
                artefact: artefact.clone(),
                context: reference_in(form, "context"),
                note: form.optional("note"),
            })
        })
}

fn revise(slice: &SliceId, shown: &ArtefactView) -> Act {
    let artefact = shown.line.id.clone();
    Act::new(slice, "revise", artefact.as_str(), Key::Revise)
        .edits()
        .of(shown.line.title.clone())
        .ask(
            Ask::line("title", Key::WhatItIsCalled)
                .needed()
                .with(shown.line.title.clone()),
        )
        .ask(Ask::text("text", Key::WhatItSays).with(shown.text.clone().unwrap_or_default()))
        .ask(
            Ask::line("link", Key::Link)
                .hint(Key::LinkHint)
                .with(shown.link.clone().unwrap_or_default()),
        )
        .ask(Ask::line("note", Key::WhatChanged))
        .send(Key::SaveIt)
        .said(Key::Revised)
        .makes(move |form| {
            Ok(Command::ReviseArtefact {
                artefact: artefact.clone(),
                title: form.typed("title").to_owned(),
                text: form.optional("text"),
                link: form.optional("link"),
                note: form.optional("note"),
            })
        })
}

/// Says whether an artefact still holds.
pub(super) fn review(widget: &Widget, slice: &SliceId, line: &ArtefactLine) -> Act {
    let artefact = line.id.clone();
    Act::new(slice, "review", artefact.as_str(), Key::Review)
        .of(line.title.clone())
        .ask(Ask::choice(
            "state",
            Key::DoesItHold,
            options(widget, &ARTEFACT_STATES),
        ))
        .ask(Ask::day("next_review", Key::LookAgain))
        .ask(Ask::text("note", Key::InYourWords))
        .send(Key::SaySo)
        .said(Key::Reviewed)
        .makes(move |form| {
            Ok(Command::ReviewArtefact {
                artefact: artefact.clone(),
                state: chosen(&ARTEFACT_STATES, form.typed("state")),
                next_review: day(form, "next_review")?,
                note: form.optional("note"),
            })
        })
}

fn amend(
    widget: &Widget,
    slice: &SliceId,
    shown: &ArtefactView,
    community: &CommunityView,
) -> Vec<Act> {
    let line = &shown.line;
    if line.is_retracted {
        return Vec::new();
    }
    // Whoever wrote it anew did not bring it.
    let me = widget.session.person();
    let is_mine = line.authors.first().map(|author| &author.id) == me.as_ref();
    let now = Now {
        terms: Some(line.terms.join(", ")),
        ..Now::default()
    };
    let amendments = amendments(
        widget,
        slice,
        line.activity,
        &line.title,
        (is_mine, community.holds),
        now,
    );
    of_screen(amendments, Tab::Practice)
}

/// Where it came from, and who thought it through there.
fn origin(widget: &Rc<Widget>, slice: &SliceId, shown: &ArtefactView) -> Option<El> {
    let thread = shown.line.thread.as_ref();
    if thread.is_none() && shown.shared.is_empty() && shown.connections.is_empty() {
        return None;
    }
    let people = (!shown.thread_people.is_empty()).then(|| {
        let names = names(widget, &shown.thread_people);
        meta(widget.fill(Key::ThoughtThroughBy, &[("names", &names)]))
    });
    Some(
        part(widget, "origin", Key::WhereItCameFrom)
            .maybe(thread.map(|thread| el("p").child(linked(widget, slice, thread))))
            .maybe(people)
            .children(
                shown
                    .shared
                    .iter()
                    .map(|shared| el("p").child(linked(widget, slice, shared))),
            )
            .maybe(connections(widget, slice, &shown.connections)),
    )
}

fn outcomes(widget: &Rc<Widget>, slice: &SliceId, shown: &ArtefactView, holds: bool) -> Option<El> {
    let is_empty = shown.uses.is_empty() && shown.value.is_empty();
    if is_empty && !shown.may_use {
        return None;
    }
    let act = shown.may_use.then(|| {
        let to = shown.line.id.clone().into();
        value::report(widget, slice, &to, &shown.line.title, &shown.value)
    });
    Some(
        part(widget, "outcomes", Key::WhatCameOfIt)
            .maybe(is_empty.then(|| meta(widget.say(Key::NothingYet))))
            .maybe(artefacts::uses(
                widget,
                slice,
                &shown.uses,
                Some(&shown.line.id),
            ))
            .maybe(value::lines(widget, slice, &shown.value, holds))
            .maybe(offers(widget, act.into_iter().collect())),
    )
}

fn grounds(widget: &Rc<Widget>, slice: &SliceId, shown: &ArtefactView) -> Option<El> {
    let act = shown
        .may_use
        .then(|| cite(slice, &shown.line.id.clone().into(), &shown.line.title));
    if shown.evidence.is_empty() && act.is_none() {
        return None;
    }
    Some(
        part(widget, "grounds", Key::WhatItRestsOn)
            .maybe(evidence(widget, &shown.evidence))
            .maybe(offers(widget, act.into_iter().collect())),
    )
}

fn doubts(widget: &Rc<Widget>, slice: &SliceId, shown: &ArtefactView) -> Option<El> {
    let act = shown
        .may_use
        .then(|| concerns::raise(slice, Some(&shown.line.id.clone().into()), ""));
    if shown.concerns.is_empty() && act.is_none() {
        return None;
    }
    Some(
        part(widget, "doubts", Key::Concerns)
            .maybe(concerns::lines(widget, slice, &shown.concerns))
            .maybe(offers(widget, act.into_iter().collect())),
    )
}

/// How it was written and looked at again, the latest first.
fn history(widget: &Rc<Widget>, shown: &ArtefactView) -> Option<El> {
    if shown.revisions.len() < 2 && shown.reviews.is_empty() {
        return None;
    }
    let day = |at| widget.look(|ui| when::short_day(&ui.texts, at));
    let reviews = shown.reviews.iter().map(|review| {
        let state = word(&ARTEFACT_STATES, &review.state).map_or("", |key| widget.say(key));
        el("li")
            .key(review.activity.to_string())
            .child(
                el("p").child(el("b").text(state)).text(" ").child(
                    el("span")
                        .class("meta")
                        .text(by(widget, review.by.as_ref(), review.at)),
                ),
            )
            .maybe(
                review
                    .note
                    .as_ref()
                    .map(|note| el("p").attr("dir", "auto").text(note.clone())),
            )
    });
    let revisions = shown.revisions.iter().map(|revision| {
        let name = widget.fill(
            Key::RevisionOf,
            &[
                ("n", &revision.revision.to_string()),
                ("day", &day(revision.at)),
            ],
        );
        el("li")
            .key(revision.activity.to_string())
            .child(
                el("p")
                    .id(revision.activity.to_string())
                    .child(el("b").text(name))
                    .text(" ")
                    .child(el("span").class("meta").text(by(
                        widget,
                        revision.author.as_ref(),
                        revision.at,
                    ))),
            )
            .maybe(
                revision
                    .note
                    .as_ref()
                    .map(|note| el("p").attr("dir", "auto").text(note.clone())),
            )
            .child(
                el("details")
                    .child(
                        el("summary")
                            .attr("aria-describedby", revision.activity.to_string())
                            .text(widget.say(Key::WhatItSaid))
                            .child(hidden([" ", &name_of(revision.title.as_ref())].concat())),
                    )
                    .maybe(revision.text.as_ref().map(|text| rich(text))),
            )
    });
    Some(
        part(widget, "history", Key::History)
            .child(el("ul").key("reviews").class("spaced").children(reviews))
            .child(
                el("ul")
                    .key("revisions")
                    .class("spaced")
                    .children(revisions),
            ),
    )
}

fn name_of(title: Option<&String>) -> String {
    title.cloned().unwrap_or_default()
}
