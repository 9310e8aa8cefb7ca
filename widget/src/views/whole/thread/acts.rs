//! What can be done with a thread and its turns.

use std::rc::Rc;

use cop_core::activity::Reference;
use cop_core::command::Command;
use cop_core::id::ContributionId;
use cop_core::talk::Root;
use cop_core::view::{PersonView, TurnView};

use super::super::super::person;
use super::super::act::Act;
use super::super::amending::{Now, amendments, of_screen};
use super::super::ask::Ask;
use super::super::contributing::{cite, draft, read, summarise};
use super::super::trace::reactions;
use super::super::words::{named, people_in, reference_in};
use super::super::{concerns, value};
use super::Shown;
use super::asking::ask_somebody;
use crate::messages::Key;
use crate::route::Tab;
use crate::widget::Widget;

/// Whose turn it is, for those who hear a button by itself.
pub(super) fn whose(widget: &Widget, author: Option<&PersonView>) -> String {
    let name = match author {
        Some(author) => person::name(widget, author),
        None => widget.say(Key::Unnamed).to_owned(),
    };
    widget.fill(Key::WhatSaid, &[("name", &name)])
}

/// What can be done with what the thread began with.
pub(super) fn on_root(widget: &Widget, shown: &Shown<'_>) -> Vec<Act> {
    let problem = shown.problem;
    let (slice, title) = (shown.slice, problem.line.title.as_str());
    let to: Reference = problem.line.id.clone().into();
    let mut acts = Vec::new();
    if !shown.is_member || problem.line.is_retracted {
        return acts;
    }
    if problem.root == Root::Concern && !problem.is_mine {
        acts.push(concerns::answer(widget, slice, &problem.line.id, title));
    }
    if !problem.is_mine {
        acts.extend(reactions(slice, &to, &problem.links.reception, title));
    }
    acts
}

/// What a thread asks for once people have talked: somebody else, better words, what it came to.
pub(super) fn on_thread(widget: &Widget, shown: &Shown<'_>) -> Vec<Act> {
    let line = &shown.problem.line;
    let of: Reference = line.id.clone().into();
    let mut acts: Vec<Act> = ask_somebody(widget, shown).into_iter().collect();
    if shown.problem.links.may_reframe {
        acts.push(reframe(widget, shown));
    }
    acts.push(summarise(shown.slice, &of, &line.title));
    acts
}

/// What few do with a thread.
pub(super) fn rare_on_thread(widget: &Widget, shown: &Shown<'_>) -> Vec<Act> {
    let (slice, line) = (shown.slice, &shown.problem.line);
    let of: Reference = line.id.clone().into();
    let mut acts = vec![cite(slice, &of, &line.title)];
    if !shown.others.is_empty() {
        acts.push(connect(widget, shown));
    }
    if shown.problem.root != Root::Concern {
        acts.push(concerns::raise(slice, Some(&of), ""));
    }
    if shown.reads_are_logged {
        acts.push(read(slice, &of, &line.title));
    }
    acts
}

fn reframe(widget: &Widget, shown: &Shown<'_>) -> Act {
    let problem: ContributionId = shown.problem.line.id.clone();
    let others = shown
        .problem
        .others
        .iter()
        .map(|other| named(widget, other))
        .collect::<Vec<_>>();
    let now = shown.problem.line.statement.clone().unwrap_or_default();
    let confirmed =
        (!others.is_empty()).then(|| Ask::several("confirmed_by", Key::WhoSeesItSo, others));
    Act::new(shown.slice, "reframe", problem.as_str(), Key::Reframe)
        .lead(Key::ReframeLead)
        .ask(
            Ask::text("statement", Key::ReframeStatement)
                .needed()
                .with(now),
        )
        .asks(confirmed)
        .send(Key::ReframeIt)
        .said(Key::Reframed)
        .makes(move |form| {
            Ok(Command::ReframeProblem {
                problem: problem.clone(),
                statement: form.typed("statement").to_owned(),
                confirmed_by: people_in(form, "confirmed_by"),
            })
        })
}

/// Putting right and taking back what the thread began with.
pub(super) fn amend_root(widget: &Widget, shown: &Shown<'_>) -> Vec<Act> {
    let problem = shown.problem;
    if problem.line.is_retracted {
        return Vec::new();
    }
    let terms = matches!(
        problem.root,
        Root::Problem | Root::Announcement | Root::Resource
    );
    let now = Now {
        title: Some(problem.line.title.clone()),
        text: Some(problem.text.clone().unwrap_or_default()),
        link: matches!(problem.root, Root::Announcement | Root::Resource)
            .then(|| problem.links.link.clone().unwrap_or_default()),
        terms: terms.then(|| problem.terms.join(", ")),
        vantage: (problem.root == Root::Problem)
            .then(|| problem.vantage.clone().unwrap_or_default()),
        part: None,
    };
    let tab = match problem.root {
        Root::Problem => Tab::Problems,
        _ => Tab::Practice,
    };
    let amendments = amendments(
        widget,
        shown.slice,
        problem.line.activity,
        &problem.line.title,
        (problem.is_mine, shown.holds),
        now,
    );
    of_screen(amendments, tab)
}

/// What can be done with a turn beside answering it.
pub(super) fn on_turn(widget: &Widget, shown: &Shown<'_>, said: &TurnView) -> Vec<Act> {
    if !shown.is_member {
        return Vec::new();
    }
    let to: Reference = said.id.clone().into();
    let whose = whose(widget, said.author.as_ref());
    vec![
        cite(shown.slice, &to, &whose),
        value::report(widget, shown.slice, &to, &whose, &shown.problem.links.value),
        concerns::raise(shown.slice, Some(&to), &whose),
    ]
}

/// Writing something for others to use, and saying what came of it.
pub(super) fn on_outcomes(widget: &Rc<Widget>, shown: &Shown<'_>) -> Vec<Act> {
    let line = &shown.problem.line;
    let of: Reference = line.id.clone().into();
    vec![
        draft(widget, shown.slice, Some(line.id.clone()), &line.title),
        value::report(
            widget,
            shown.slice,
            &of,
            &line.title,
            &shown.problem.links.value,
        ),
    ]
}

fn connect(widget: &Widget, shown: &Shown<'_>) -> Act {
    let from = shown.problem.line.id.clone();
    Act::new(shown.slice, "connect", from.as_str(), Key::Connect)
        .ask(Ask::open_choice(
            widget,
            "to",
            Key::WithWhat,
            shown.others.to_vec(),
        ))
        .ask(Ask::text("reason", Key::WhatTheyHave))
        .send(Key::ConnectThem)
        .said(Key::Connected)
        .makes(move |form| {
            Ok(Command::Connect {
                from: from.clone(),
                to: reference_in(form, "to").ok_or(("to", Key::FillIn))?,
                reason: form.optional("reason"),
            })
        })
}
