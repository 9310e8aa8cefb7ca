//! What a community thinks through, and the way to put something to it.

use std::rc::Rc;

use cop_core::command::Command;
use cop_core::id::CommunityId;
use cop_core::membership::Standing;
use cop_core::view::{self, CommunityView, ProblemLine};

use super::directory::people_from;
use super::field::{Field, field, form, sending};
use super::{button, community, for_members, heading, hidden, link, meta, not_here, paged};
use crate::dom::{El, el};
use crate::form::Which;
use crate::messages::Key;
use crate::route::{Route, Tab};
use crate::session::{Known, SliceId};
use crate::when;
use crate::widget::{Deed, Widget};

/// How many problems the page holds at most of those that were there before.
const N_HELD: usize = 60;
/// How many steps the life of a problem has.
const N_STEPS: usize = 4;

/// All problems of a community.
pub(super) fn screen(widget: &Rc<Widget>, id: &CommunityId) -> El {
    let known = widget.session.look(&SliceId::of(id), |seen| {
        (view::community(seen), view::problems(seen))
    });
    let (shown, problems) = match known {
        Known::Here(both) => both,
        known => return not_here(widget, &known),
    };
    community::part(widget, &shown, Tab::Problems, Key::ThinkingThrough)
        .child(raise(widget, id, &shown))
        .child(list(widget, id, &problems, &shown))
        .maybe((problems.len() >= N_HELD).then(|| {
            let all = Route::Community(id.clone(), Tab::AllProblems);
            el("p")
                .key("all")
                .class("more")
                .child(link(widget, all).text(widget.say(Key::AllProblems)))
        }))
}

/// Problems in a line each, or how to begin where there is none.
pub(super) fn list(
    widget: &Rc<Widget>,
    id: &CommunityId,
    problems: &[ProblemLine],
    community: &CommunityView,
) -> El {
    if problems.is_empty() {
        return meta(widget.say(Key::NoProblems)).key("none");
    }
    let is_member = community.standing == Some(Standing::Member);
    let of = (problems.len(), Key::ShowMoreProblems);
    paged::list(widget, "problems", el("ul").class("rows"), of, &|nth| {
        line(widget, id, &problems[nth], is_member)
    })
}

pub(super) fn line(
    widget: &Rc<Widget>,
    id: &CommunityId,
    problem: &ProblemLine,
    is_member: bool,
) -> El {
    let route = Route::Problem(id.clone(), problem.id.clone());
    let answer = (is_member && !problem.answered && !is_mine(widget, problem)).then(|| {
        let route = route.clone();
        let mut title = String::from(" ");
        title.push_str(&problem.title);
        el("div").class("act").child(
            button(
                widget,
                "secondary",
                widget.say(Key::AnswerIt),
                move |widget| {
                    widget.navigate(route.clone());
                    widget.focus(&crate::form::field_id("turn"));
                },
            )
            .child(hidden(title)),
        )
    });
    el("li")
        .key(problem.id.as_str())
        .class("row")
        .child(
            el("div")
                .class("about")
                .child(
                    heading(widget, 2, "").child(link(widget, route).text(problem.title.clone())),
                )
                .child(
                    el("p")
                        .class("meta")
                        .child(life(problem))
                        .text(life_in_words(widget, problem)),
                ),
        )
        .maybe(answer)
}

fn is_mine(widget: &Widget, problem: &ProblemLine) -> bool {
    let author = problem.author.as_ref().map(|author| &author.id);
    author.is_some() && author == widget.session.person().as_ref()
}

/// How far a problem has come: raised, answered, thought through by several, seen differently.
pub(super) fn n_steps(problem: &ProblemLine) -> usize {
    match (problem.answered, problem.n_insights, problem.n_people) {
        (_, 1.., _) => N_STEPS,
        (true, 0, 3..) => 3,
        (true, 0, _) => 2,
        (false, 0, _) => 1,
    }
}

fn life(problem: &ProblemLine) -> El {
    let n_steps = n_steps(problem);
    el("span")
        .class("life")
        .attr("aria-hidden", "true")
        .children((0..N_STEPS).map(|step| el("i").class(if step < n_steps { "on" } else { "off" })))
}

pub(super) fn life_in_words(widget: &Rc<Widget>, problem: &ProblemLine) -> String {
    let now = widget.session.now();
    let ago = |moment| widget.look(|ui| when::ago(&ui.texts, now, moment));
    let people = || people_from(widget, problem.n_people, problem.n_organisations);
    let key = match n_steps(problem) {
        1 => return widget.fill(Key::LifeRaised, &[("when", &ago(problem.at))]),
        2 => Key::LifeAnswered,
        3 => Key::LifeTogether,
        _ => Key::LifeChanged,
    };
    widget.fill(
        key,
        &[("people", &people()), ("when", &ago(problem.last_at))],
    )
}

/// The button and the form with which a member puts a problem; what others can do instead.
pub(super) fn raise(widget: &Rc<Widget>, id: &CommunityId, community: &CommunityView) -> El {
    if community.standing != Some(Standing::Member) {
        return for_members(widget, Key::RaiseAsMember).key("raise");
    }
    let which = Which::Raise(id.clone());
    let open = widget.look(|ui| ui.form(&which).cloned());
    let place = el("div").key("raise").class("raise");
    let Some(open) = open else {
        #[cfg(feature = "whole")]
        let begun = super::whole::begun(widget, &which);
        let button = button(
            widget,
            "secondary",
            widget.say(Key::RaiseAProblem),
            move |widget| {
                widget.open_form(which.clone(), Some(&crate::form::field_id("title")));
            },
        )
        .id("raise");
        #[cfg(feature = "whole")]
        let button = button.maybe(begun);
        return place.child(button);
    };
    let slice = SliceId::of(id);
    let said = widget.say(Key::ProblemRaised);
    let form = form(
        widget,
        &open,
        widget.say(Key::RaiseAProblem).to_owned(),
        move |widget, form| {
            widget.act(Deed {
                slice: slice.clone(),
                command: Command::RaiseProblem {
                    title: form.typed("title").to_owned(),
                    text: form.optional("details"),
                    terms: Vec::new(),
                    vantage: form.optional("vantage"),
                },
                form: Some(form.which),
                said: Some(said.to_owned()),
                focus: Some("notice".to_owned()),
            });
        },
    );
    let fields = [
        Field {
            name: "title",
            label: widget.say(Key::RaiseTitle),
            hint: Some(widget.say(Key::RaiseHint)),
            rows: Some("2"),
        },
        Field {
            name: "details",
            label: widget.say(Key::RaiseDetails),
            hint: None,
            rows: Some("4"),
        },
        Field {
            name: "vantage",
            label: widget.say(Key::SpeakingAs),
            hint: Some(widget.say(Key::SpeakingAsHint)),
            rows: None,
        },
    ];
    let fields = fields.iter().map(|wanted| field(widget, &open, wanted));
    #[cfg(not(feature = "whole"))]
    let form = form.children(fields);
    #[cfg(feature = "whole")]
    let form = super::whole::raising(widget, id, form, fields);
    place.child(form.child(sending(
        widget,
        &open.which,
        widget.say(Key::RaiseIt),
        "raise".to_owned(),
    )))
}
