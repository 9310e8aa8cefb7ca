//! A problem, or whatever else began a thread, with all that came of it.

mod acts;
mod asking;
mod life;
mod steps;

use std::rc::Rc;

use cop_core::id::{CommunityId, ContributionId};
use cop_core::talk::{Meaning, Root};
use cop_core::view::{self, CommunityView, Linked, ProblemView, TurnView};

use super::super::{crumb, heading, link, meta, not_here, notice, problem, title};
use super::act::{further, offers, told_apart};
use super::amending::{Now, amendments};
use super::ask::Named;
use super::trace::{by, connections, evidence, linked, names, part, reactions};
use super::words::{JOURNAL_QUESTIONS, references, word};
use super::{artefacts, concerns, copying, value};
use crate::dom::{El, el};
use crate::messages::Key;
use crate::rich::rich;
use crate::route::{Route, Tab};
use crate::session::{Failure, Known, SliceId};
use crate::when;
use crate::widget::Widget;

/// What the screen is drawn from.
struct Shown<'a> {
    slice: &'a SliceId,
    problem: &'a ProblemView,
    is_member: bool,
    holds: bool,
    reads_are_logged: bool,
    /// What it can be connected with.
    others: &'a [Named],
}

/// A thread with all that came of it.
pub(super) fn screen(widget: &Rc<Widget>, id: &CommunityId, root: &ContributionId) -> El {
    let slice = SliceId::with_thread(id, root);
    let known = widget.session.look(&slice, |seen| {
        let kinds = [Linked::Problem, Linked::Artefact, Linked::Person];
        let mut others = references(widget, seen, &kinds);
        let own = ["c:", root.as_str()].concat();
        let me = seen.by.map(|me| ["p:", me.as_str()].concat());
        others.retain(|(value, _)| *value != own && Some(value) != me.as_ref());
        view::problem(seen, root).map(|found| {
            let reads = cop_core::activity::Preference::ReadsLogged;
            let allows = |me| seen.community.fabric.relationships.allows(me, reads);
            (
                found,
                view::community(seen),
                others,
                seen.by.is_some_and(allows),
            )
        })
    });
    let (shown, community, others, reads_are_logged) = match known {
        Known::Here(Some(all)) => all,
        Known::Here(None) => {
            let failure = Failure::Refused("no_such_contribution".to_owned());
            return not_here::<()>(widget, &Known::Failed(failure));
        }
        known => return not_here(widget, &known),
    };
    let shown = Shown {
        slice: &slice,
        problem: &shown,
        is_member: shown.may_reply,
        holds: community.holds,
        reads_are_logged,
        others: &others,
    };
    drawn(widget, &shown, &community)
}

fn drawn(widget: &Rc<Widget>, shown: &Shown<'_>, community: &CommunityView) -> El {
    let Shown { slice, problem, .. } = shown;
    let tab = match problem.root {
        Root::Problem => Tab::Now,
        _ => Tab::Practice,
    };
    let back = Route::Community(slice.community.clone(), tab);
    let name = if problem.line.is_retracted {
        widget.say(Key::WasTakenBack).to_owned()
    } else {
        problem.line.title.clone()
    };
    el("div")
        .key("screen")
        .child(crumb(widget, back, community.name.clone()))
        .maybe(
            kind(problem.root).map(|key| el("p").class("kind").key("kind").text(widget.say(key))),
        )
        .child(title(widget, name))
        .maybe(notice(widget))
        .maybe(
            problem
                .links
                .question
                .and_then(|question| word(&JOURNAL_QUESTIONS, &question))
                .map(|key| meta(widget.say(key))),
        )
        .maybe(steps::shown(widget, shown))
        .child(
            problem::root(widget, slice, problem)
                .maybe(about(widget, shown))
                .maybe(meanings(widget, problem))
                .maybe(offers(widget, acts::on_root(widget, shown)))
                .maybe(further(
                    widget,
                    Key::ChangeOrTakeBack,
                    &problem.line.title,
                    acts::amend_root(widget, shown),
                )),
        )
        .maybe(
            (problem.root == Root::Concern)
                .then(|| concerns::answers(widget, &problem.links.answers)),
        )
        .maybe(reframed(widget, shown))
        .child(problem::turns(widget, problem, &|said| {
            turn(widget, shown, said)
        }))
        .child(if problem.may_reply {
            problem::reply(widget, slice, &problem.line.id, problem)
        } else {
            meta(widget.say(Key::ReplyAsMember)).key("reply")
        })
        .maybe(foot(widget, shown))
        .maybe(summaries(widget, shown))
        .maybe(outcomes(widget, shown))
        .maybe(
            (problem.root == Root::Problem)
                .then(|| life::shown(widget, problem))
                .flatten(),
        )
        .maybe(grounds(widget, shown))
        .maybe(ties(widget, shown))
        .maybe(doubts(widget, shown))
        .child(copying::link(widget, &problem.line.title))
}

/// What it is, where it is not a problem.
fn kind(root: Root) -> Option<Key> {
    match root {
        Root::Problem => None,
        Root::Announcement => Some(Key::KindAnnouncement),
        Root::Resource => Some(Key::KindResource),
        Root::Concern => Some(Key::KindConcern),
        Root::Story => Some(Key::KindStory),
        Root::Journal => Some(Key::KindJournal),
    }
}

/// Where a resource is, and what a concern is about.
fn about(widget: &Rc<Widget>, shown: &Shown<'_>) -> Option<El> {
    let problem = shown.problem;
    if problem.links.link.is_none() && problem.links.about.is_none() {
        return None;
    }
    Some(
        el("p")
            .key("about")
            .maybe(problem.links.link.as_ref().map(|address| {
                el("a")
                    .attr("href", address.clone())
                    .attr("rel", "noopener nofollow ugc")
                    .text(address.clone())
            }))
            .maybe(
                problem
                    .links
                    .about
                    .as_ref()
                    .map(|about| linked(widget, shown.slice, about)),
            ),
    )
}

fn meanings(widget: &Widget, problem: &ProblemView) -> Option<El> {
    let words: Vec<String> = problem
        .line
        .meanings
        .iter()
        .map(|meaning| {
            let key = match meaning {
                Meaning::Risk => Key::MeansRisk,
                Meaning::Challenge => Key::MeansChallenge,
                Meaning::Solution => Key::MeansSolution,
            };
            widget.say(key).to_owned()
        })
        .collect();
    (!words.is_empty()).then(|| meta(widget.look(|ui| ui.texts.list(&words))).key("meanings"))
}

/// How it is put by now, and how it was put before.
fn reframed(widget: &Rc<Widget>, shown: &Shown<'_>) -> Option<El> {
    let problem = shown.problem;
    let (latest, before) = problem.links.reframings.split_last()?;
    let one = |framing: &view::ReframingView| {
        let confirmed = (!framing.confirmed_by.is_empty()).then(|| {
            let names = names(widget, &framing.confirmed_by);
            widget.count_with(
                Key::ConfirmedBy,
                framing.confirmed_by.len(),
                &[("names", &names)],
            )
        });
        let mut who = by(widget, framing.by.as_ref(), framing.at);
        if let Some(confirmed) = confirmed {
            who.push_str(". ");
            who.push_str(&confirmed);
        }
        let text = framing.statement.clone();
        el("div")
            .key(framing.activity.to_string())
            .child(meta(who))
            .child(
                el("p")
                    .class("statement")
                    .attr("dir", "auto")
                    .text(text.unwrap_or_else(|| widget.say(Key::TextErased).to_owned())),
            )
    };
    Some(
        el("div")
            .key("reframed")
            .class("reframed")
            .child(heading(widget, 1, widget.say(Key::SeenDifferently)))
            .child(one(latest))
            .maybe((!before.is_empty()).then(|| {
                el("details")
                    .key("before")
                    .child(el("summary").text(widget.say(Key::PutBefore)))
                    .children(before.iter().rev().map(one))
            })),
    )
}

fn turn(widget: &Rc<Widget>, shown: &Shown<'_>, said: &TurnView) -> El {
    if said.is_retracted {
        return el("li")
            .key(said.id.as_str())
            .class("turn")
            .child(meta(by(widget, said.author.as_ref(), said.at)))
            .child(meta(widget.say(Key::WasTakenBack)));
    }
    let whose = acts::whose(widget, said.author.as_ref());
    let to = said.id.clone().into();
    let mut usual = Vec::new();
    if shown.is_member && !said.is_mine {
        usual.extend(reactions(shown.slice, &to, &said.reception, &whose));
    }
    let now = Now {
        text: said.text.clone(),
        vantage: Some(said.vantage.clone().unwrap_or_default()),
        ..Now::default()
    };
    let mut rare = acts::on_turn(widget, shown, said);
    rare.extend(amendments(
        widget,
        shown.slice,
        said.activity,
        &whose,
        (said.is_mine, shown.holds),
        now,
    ));
    problem::turn(widget, shown.slice, said, shown.problem)
        .maybe(evidence(widget, &said.evidence))
        .maybe(offers(widget, told_apart(usual, said.id.as_str())))
        .maybe(further(
            widget,
            Key::More,
            &whose,
            told_apart(rare, said.id.as_str()),
        ))
}

/// What is done with a thread as a whole, where it ends: what is done often, and all else on demand.
fn foot(widget: &Rc<Widget>, shown: &Shown<'_>) -> Option<El> {
    let line = &shown.problem.line;
    if !shown.is_member || line.is_retracted {
        return None;
    }
    Some(
        el("div")
            .key("foot")
            .class("foot")
            .maybe(offers(widget, acts::on_thread(widget, shown)))
            .maybe(further(
                widget,
                Key::More,
                &line.title,
                acts::rare_on_thread(widget, shown),
            )),
    )
}

fn summaries(widget: &Rc<Widget>, shown: &Shown<'_>) -> Option<El> {
    let problem = shown.problem;
    if problem.links.summaries.is_empty() {
        return None;
    }
    Some(
        part(widget, "summaries", Key::WhatItCameTo).children(problem.links.summaries.iter().map(
            |summary| {
                let whose = by(widget, summary.author.as_ref(), summary.at);
                let now = Now {
                    text: summary.text.clone(),
                    ..Now::default()
                };
                let own = amendments(
                    widget,
                    shown.slice,
                    summary.activity,
                    &whose,
                    (summary.is_mine, shown.holds),
                    now,
                );
                let to = summary.id.clone().into();
                let usual = if shown.is_member && !summary.is_mine {
                    reactions(shown.slice, &to, &summary.reception, &whose)
                } else {
                    Vec::new()
                };
                el("div")
                    .key(summary.id.as_str())
                    .class("reframed")
                    .maybe(summary.text.as_ref().map(|text| rich(text)))
                    .child(meta(whose.clone()))
                    .maybe(offers(widget, usual))
                    .maybe(further(widget, Key::ChangeOrTakeBack, &whose, own))
            },
        )),
    )
}

/// What came of it: what was written, where that was used, what people report.
fn outcomes(widget: &Rc<Widget>, shown: &Shown<'_>) -> Option<El> {
    let Shown { slice, problem, .. } = shown;
    let acts = if shown.is_member {
        acts::on_outcomes(widget, shown)
    } else {
        Vec::new()
    };
    let is_empty = problem.links.artefacts.is_empty()
        && problem.links.uses.is_empty()
        && problem.links.value.is_empty();
    if is_empty && acts.is_empty() {
        return None;
    }
    Some(
        part(widget, "outcomes", Key::WhatCameOfIt)
            .maybe(is_empty.then(|| meta(widget.say(Key::NothingYet))))
            .maybe(artefacts::list(widget, slice, &problem.links.artefacts))
            .maybe(artefacts::uses(widget, slice, &problem.links.uses, None))
            .maybe(value::lines(
                widget,
                slice,
                &problem.links.value,
                shown.holds,
            ))
            .maybe(offers(widget, acts)),
    )
}

fn grounds(widget: &Rc<Widget>, shown: &Shown<'_>) -> Option<El> {
    let root = &shown.problem.line.id;
    let of_root: Vec<_> = shown
        .problem
        .links
        .evidence
        .iter()
        .filter(|one| one.cited_by == *root)
        .cloned()
        .collect();
    let evidence = evidence(widget, &of_root)?;
    Some(part(widget, "grounds", Key::WhatItRestsOn).child(evidence))
}

fn ties(widget: &Rc<Widget>, shown: &Shown<'_>) -> Option<El> {
    let Shown { slice, problem, .. } = shown;
    if problem.links.connections.is_empty() && problem.links.events.is_empty() {
        return None;
    }
    let meetings = problem.links.events.iter().map(|event| {
        let day = widget.look(|ui| when::day(&ui.texts, widget.session.now(), event.starts_at));
        let route = Route::Event(slice.community.clone(), event.id.clone());
        el("p")
            .key(event.id.as_str())
            .child(
                el("span")
                    .class("kind")
                    .text(widget.say(Key::KindEvent))
                    .text(" "),
            )
            .child(link(widget, route).text(event.title.clone()))
            .text(" ")
            .child(el("span").class("meta").text(day))
    });
    Some(
        part(widget, "ties", Key::ConnectedWith)
            .children(meetings)
            .maybe(connections(widget, slice, &problem.links.connections)),
    )
}

fn doubts(widget: &Rc<Widget>, shown: &Shown<'_>) -> Option<El> {
    let Shown { slice, problem, .. } = shown;
    let lines = concerns::lines(widget, slice, &problem.links.concerns)?;
    Some(part(widget, "doubts", Key::Concerns).child(lines))
}
