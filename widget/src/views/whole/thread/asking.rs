//! Asking somebody who is not in a thread yet, those across a boundary first.

use cop_core::activity::Stance;
use cop_core::affiliation::Dimension;
use cop_core::command::Command;
use cop_core::id::{ContributionId, PersonId};
use cop_core::talk::Root;
use cop_core::view::{self, PersonView, Seen};

use super::super::super::person;
use super::super::act::Act;
use super::super::ask::{Ask, Named};
use super::super::words::person_in;
use super::Shown;
use crate::messages::Key;
use crate::session::{Known, alike};
use crate::widget::Widget;

/// Whether somebody belongs to a group.
type IsIn = fn(&Other) -> bool;

/// Who differs on one of these, as far as is known, stands on another side.
const DIMENSIONS: [Dimension; 3] = [
    Dimension::Organisation,
    Dimension::Profession,
    Dimension::Sector,
];

/// Somebody who could be asked.
struct Other {
    person: PersonView,
    /// Something like this problem that they were in.
    faced: Option<String>,
    is_across: bool,
}

/// Asks somebody in a turn of its own that is addressed to them: none where nobody is left to ask.
pub(super) fn ask_somebody(widget: &Widget, shown: &Shown<'_>) -> Option<Act> {
    let problem: ContributionId = shown.problem.line.id.clone();
    if shown.problem.root != Root::Problem || shown.problem.line.is_retracted {
        return None;
    }
    let me = widget.session.person()?;
    let common = widget.say(Key::CommonWords);
    let known = widget.session.look(shown.slice, |seen| {
        others(seen, &me, &problem, &shown.problem.line.title, common)
    });
    let Known::Here(others) = known else {
        return None;
    };
    if others.is_empty() {
        return None;
    }
    Some(
        Act::new(shown.slice, "ask", problem.as_str(), Key::AskSomebody)
            .lead(Key::AskSomebodyLead)
            .ask(Ask::open_choice(
                widget,
                "whom",
                Key::AskWhom,
                choices(widget, &others),
            ))
            .ask(
                Ask::text("question", Key::WhatToAsk)
                    .needed()
                    .hint(Key::WhatToAskHint),
            )
            .send(Key::SendQuestion)
            .said(Key::TheyAreAsked)
            .makes(move |form| {
                Ok(Command::Reply {
                    in_reply_to: problem.clone(),
                    to: vec![person_in(form, "whom").ok_or(("whom", Key::ChooseOne))?],
                    stance: Stance::Ask,
                    text: form.typed("question").to_owned(),
                    vantage: None,
                })
            }),
    )
}

/// The members who are not in the thread.
fn others(
    seen: &Seen<'_>,
    me: &PersonId,
    problem: &ContributionId,
    title: &str,
    common: &str,
) -> Vec<Other> {
    let talk = &seen.community.talk;
    let within: Vec<&PersonId> = talk
        .thread(problem)
        .into_iter()
        .flat_map(|thread| thread.people())
        .collect();
    let mut problems = view::problems(seen);
    problems.retain(|line| line.id != *problem);
    let near: Vec<_> = alike(title, common, &[&problems])
        .into_iter()
        .filter_map(|(_, nth)| Some((&problems[nth], talk.thread(&problems[nth].id)?)))
        .collect();
    view::people(seen)
        .members
        .into_iter()
        .map(|member| member.person)
        .filter(|person| person.id != *me && !within.contains(&&person.id))
        .map(|person| {
            let faced = near
                .iter()
                .find(|(_, thread)| thread.people().any(|other| *other == person.id))
                .map(|(line, _)| line.title.clone());
            Other {
                faced,
                is_across: is_across(seen, me, &person.id),
                person,
            }
        })
        .collect()
}

/// Whether it is known that they stand elsewhere: what is not known makes nobody different.
fn is_across(seen: &Seen<'_>, one: &PersonId, other: &PersonId) -> bool {
    DIMENSIONS.into_iter().any(|dimension| {
        let [one, other] = [one, other].map(|person| seen.people.on(person, dimension));
        match (one.known(), other.known()) {
            (Some(one), Some(other)) => one != other,
            _ => false,
        }
    })
}

/// Those who faced something like it with what that was, then those across a boundary, then all others.
fn choices(widget: &Widget, others: &[Other]) -> Vec<Named> {
    let named = |other: &Other| {
        let person = &other.person;
        let mut label = person::name(widget, person);
        let place = person::where_from(widget, person);
        if !place.is_empty() {
            label.push_str(", ");
            label.push_str(&place);
        }
        if let Some(faced) = &other.faced {
            label.push_str(": “");
            label.push_str(faced);
            label.push('”');
        }
        (person.id.to_string(), label)
    };
    let groups: [(Key, IsIn); 3] = [
        (Key::HaveFacedThis, |other| other.faced.is_some()),
        (Key::SeeItFromElsewhere, |other| {
            other.faced.is_none() && other.is_across
        }),
        (Key::OthersHere, |other| {
            other.faced.is_none() && !other.is_across
        }),
    ];
    let mut choices = Vec::new();
    for (key, is_in) in groups {
        let members: Vec<Named> = others
            .iter()
            .filter(|other| is_in(other))
            .map(named)
            .collect();
        if !members.is_empty() {
            choices.push((String::new(), widget.say(key).to_owned()));
            choices.extend(members);
        }
    }
    choices
}
