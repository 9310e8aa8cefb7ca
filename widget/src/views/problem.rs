//! What are we thinking through together?

use std::rc::Rc;

use cop_core::activity::{Kind, Stance};
use cop_core::command::Command;
use cop_core::id::{CommunityId, ContributionId, PersonId};
use cop_core::view::{self, PersonView, ProblemView, Seen, TurnView};

use super::field::{Field, field, form, form_key, typed};
use super::{
    button, crumb, for_members, heading, hidden, link, meta, not_here, notice, paged, person, title,
};
use crate::dom::{El, el};
use crate::form::{Form, Which, field_id};
use crate::messages::Key;
use crate::rich::rich;
use crate::route::{Route, Tab};
use crate::session::{Failure, Known, SliceId};
use crate::when;
use crate::widget::{Deed, Widget};

/// How a turn can relate to what it answers, and what that is called.
const STANCES: [(&str, Stance, Key); 7] = [
    ("offer", Stance::Offer, Key::StanceOffer),
    ("ask", Stance::Ask, Key::StanceAsk),
    ("experience", Stance::Experience, Key::StanceExperience),
    ("build", Stance::Build, Key::StanceBuild),
    ("challenge", Stance::Challenge, Key::StanceChallenge),
    ("agree", Stance::Agree, Key::StanceAgree),
    ("thanks", Stance::Thanks, Key::StanceThanks),
];

/// A problem with its turns, and the way to take the next one.
pub(super) fn screen(widget: &Rc<Widget>, id: &CommunityId, problem: &ContributionId) -> El {
    let slice = SliceId::with_thread(id, problem);
    let known = widget.session.look(&slice, |seen| {
        looked_at(widget, seen, problem).map(|found| (found, view::community(seen).name))
    });
    let (shown, name) = match known {
        Known::Here(Some(both)) => both,
        Known::Here(None) => {
            let failure = Failure::Refused("no_such_contribution".to_owned());
            return not_here::<()>(widget, &Known::Failed(failure));
        }
        known => return not_here(widget, &known),
    };
    el("div")
        .key("screen")
        .child(crumb(widget, Route::Community(id.clone(), Tab::Now), name))
        .child(title(widget, shown.line.title.clone()))
        .maybe(notice(widget))
        .child(root(widget, &slice, &shown))
        .child(turns(widget, &shown, &|said| {
            turn(widget, &slice, said, &shown)
        }))
        .child(if shown.may_reply {
            reply(widget, &slice, problem, &shown)
        } else {
            for_members(widget, Key::ReplyAsMember).key("reply")
        })
        .maybe((!widget.session.is_snapshot()).then(|| {
            el("p").key("more").class("more").child(
                link(widget, Route::Thread(id.clone(), problem.clone()))
                    .text(widget.say(Key::MoreAboutProblem)),
            )
        }))
}

/// A problem with as many of its turns as are shown.
pub(super) fn looked_at(
    widget: &Widget,
    seen: &Seen<'_>,
    problem: &ContributionId,
) -> Option<ProblemView> {
    // The whole says more of a problem than turn by turn.
    let changed = widget.changed_rows().filter(|_| !cfg!(feature = "whole"));
    view::problem_from(
        seen,
        problem,
        |n| paged::begin(widget, "turns", n),
        &|turn| is_among(turn, changed.as_ref()),
    )
}

fn is_among(turn: &ContributionId, changed: Option<&Vec<String>>) -> bool {
    changed.is_none_or(|changed| changed.iter().any(|id| id == turn.as_str()))
}

/// The turns that are shown, in their order.
pub(super) fn turns(
    widget: &Rc<Widget>,
    shown: &ProblemView,
    turn: &dyn Fn(&TurnView) -> El,
) -> El {
    let changed = widget.changed_rows();
    let list = el("ol")
        .class("turns")
        .attr("aria-label", widget.say(Key::Turns))
        .part_only(changed.is_some());
    let of = (shown.n_shown, Key::ShowEarlierTurns);
    paged::latest(widget, "turns", list, of, &|nth| {
        let at = shown.turns.binary_search_by_key(&nth, |said| said.nth);
        let said = &shown.turns[at.ok()?];
        is_among(&said.id, changed.as_ref()).then(|| turn(said))
    })
}

pub(super) fn root(widget: &Rc<Widget>, slice: &SliceId, problem: &ProblemView) -> El {
    let line = &problem.line;
    let author = line.author.as_ref();
    let mut by: Vec<String> = Vec::new();
    if let Some(author) = author {
        by.push(person::name(widget, author));
        by.push(person::where_from(widget, author));
    }
    by.extend(
        problem
            .vantage
            .as_ref()
            .map(|vantage| widget.fill(Key::SpeakingAsWhom, &[("vantage", vantage)])),
    );
    by.retain(|part| !part.is_empty());
    let mut by = cop_core::text::joined(&by, widget.say(Key::Comma));
    by.push_str(". ");
    by.push_str(&widget.look(|ui| when::day(&ui.texts, widget.session.now(), line.at)));
    by.push('.');
    let is_mine = author.map(|author| &author.id) == widget.session.person().as_ref();
    el("div")
        .key("root")
        .class("root")
        .maybe(
            problem
                .text
                .as_ref()
                .map(|text| rich(text).class("rich lead")),
        )
        .child(meta(by).id(line.id.as_str().to_owned()))
        .maybe(changed(widget, &problem.changed))
        .maybe(
            (problem.may_reply && !is_mine && !changed_me(widget, &problem.changed))
                .then(|| mark(widget, slice, &line.id, author)),
        )
}

fn changed_me(widget: &Widget, changed: &[PersonView]) -> bool {
    widget
        .session
        .person()
        .is_some_and(|me| changed.iter().any(|person| person.id == me))
}

pub(super) fn turn(
    widget: &Rc<Widget>,
    slice: &SliceId,
    turn: &TurnView,
    problem: &ProblemView,
) -> El {
    let now = widget.session.now();
    let mut header = el("p").class("from").id(turn.id.as_str().to_owned());
    if let Some(author) = &turn.author {
        header = header.child(person::bold(person::name(widget, author)));
        let place = person::where_from(widget, author);
        if !place.is_empty() {
            header = header.text(", ").child(el("bdi").text(place));
        }
    } else {
        header = header.child(person::bold(widget.say(Key::Unnamed)));
    }
    if let Some(vantage) = &turn.vantage {
        let speaking = widget.fill(Key::SpeakingAsWhom, &[("vantage", vantage)]);
        let vantage = el("bdi").text(speaking);
        #[cfg(feature = "whole")]
        let vantage = vantage.class("vantage");
        header = header.text(", ").child(vantage);
    }
    let to: Vec<String> = turn
        .to
        .iter()
        .map(|to| person::first_name(widget, to))
        .collect();
    if !to.is_empty() {
        let names = widget.look(|ui| ui.texts.list(&to));
        header = header.text(" ").child(
            el("span")
                .class("to")
                .text(widget.fill(Key::ToWhom, &[("names", &names)])),
        );
    }
    let ago = widget.look(|ui| when::ago(&ui.texts, now, turn.at));
    let header = header.text(" ").child(
        el("time")
            .class("to")
            .attr("datetime", turn.at.to_string())
            .text(ago),
    );
    let may_mark = problem.may_reply && !turn.is_mine && !turn.changed_me;
    let is_late = widget
        .session
        .is_late(&|what| matches!(what, Kind::Replied(said) if said.turn == turn.id));
    el("li")
        .key(turn.id.as_str())
        .class(if turn.changed.is_empty() {
            "turn"
        } else {
            "turn marked"
        })
        .child(header)
        .child(match &turn.text {
            Some(text) => rich(text),
            None => meta(widget.say(Key::TextErased)),
        })
        .maybe(is_late.then(|| meta(widget.say(Key::LateOther))))
        .maybe(changed(widget, &turn.changed))
        .maybe(may_mark.then(|| mark(widget, slice, &turn.id, turn.author.as_ref())))
}

fn changed(widget: &Widget, people: &[PersonView]) -> Option<El> {
    if people.is_empty() {
        return None;
    }
    let names: Vec<String> = people
        .iter()
        .map(|changed| {
            if Some(&changed.id) == widget.session.person().as_ref() {
                widget.say(Key::You).to_owned()
            } else {
                person::first_name(widget, changed)
            }
        })
        .collect();
    let names = widget.look(|ui| ui.texts.list(&names));
    // "You see it", and not "you sees it".
    let is_only_me = people.len() == 1 && names == widget.say(Key::You);
    let n = if is_only_me { 2 } else { people.len() };
    Some(
        el("p")
            .class("mark")
            .text(widget.count_with(Key::Changed, n, &[("names", &names)])),
    )
}

fn mark(
    widget: &Rc<Widget>,
    slice: &SliceId,
    about: &ContributionId,
    author: Option<&PersonView>,
) -> El {
    let (slice, about) = (slice.clone(), about.clone());
    let said = about.as_str().to_owned();
    let whose = author
        .map(|author| hidden(widget.fill(Key::TurnOf, &[("name", &person::name(widget, author))])));
    button(
        widget,
        "quiet mark-it",
        widget.say(Key::ChangedMe),
        move |widget| {
            widget.act(Deed {
                slice: slice.clone(),
                command: Command::MarkInsight {
                    about: about.clone().into(),
                },
                form: None,
                said: Some(widget.say(Key::Marked).to_owned()),
                focus: Some("notice".to_owned()),
            });
        },
    )
    .key("mark")
    .attr("aria-describedby", said)
    .maybe(whose)
}

pub(super) fn reply(
    widget: &Rc<Widget>,
    slice: &SliceId,
    problem: &ContributionId,
    shown: &ProblemView,
) -> El {
    let which = Which::Reply(slice.community.clone(), problem.clone());
    let Some(open) = widget.look(|ui| ui.form(&which).cloned()) else {
        return el("div").key("reply");
    };
    let name = widget.say(Key::TakeATurn);
    // It says who is in the thread, and who spoke last.
    let changed = widget.changed_rows();
    if changed.is_some() && !is_among(problem, changed.as_ref()) {
        return el("form").key(form_key(&open, name)).part_only(true);
    }
    let to = addressee(widget, slice, problem, &open, shown);
    let to_whom = shown
        .others
        .iter()
        .find(|other| Some(&other.id) == to.as_ref())
        .map(|other| person::first_name(widget, other));
    let label = match &to_whom {
        Some(name) => widget.fill(Key::ReplyTo, &[("name", name)]),
        None => widget.say(Key::ReplyToAll).to_owned(),
    };
    let answers = problem.clone();
    let (sent_to, slice) = (to.clone(), slice.clone());
    let (beginning, begun, begun_to) = (Rc::clone(widget), which.clone(), to.clone());
    let said = widget.say(Key::TurnTaken);
    let text = Field {
        name: "turn",
        label: widget.say(Key::YourTurn),
        hint: None,
        rows: Some("4"),
    };
    let vantage = Field {
        name: "turn-vantage",
        label: widget.say(Key::SpeakingAs),
        hint: Some(widget.say(Key::SpeakingAsHint)),
        rows: None,
    };
    form(widget, &open, name.to_owned(), move |widget, form| {
        widget.act(Deed {
            slice: slice.clone(),
            command: Command::Reply {
                in_reply_to: answered(widget, &slice, &answers, sent_to.as_ref()),
                to: sent_to.clone().into_iter().collect(),
                stance: stance(&form),
                text: form.typed("turn").to_owned(),
                vantage: form.optional("turn-vantage"),
            },
            form: Some(form.which),
            said: Some(said.to_owned()),
            focus: Some("notice".to_owned()),
        });
    })
    .on("focusin", move |_| {
        // Whoever speaks in the meantime does not become the one whom this is to.
        let is_said = beginning.look(|ui| {
            ui.form(&begun)
                .is_some_and(|form| !form.typed("turn-to").is_empty())
        });
        if !is_said {
            let to = begun_to.as_ref().map_or(EVERYBODY, PersonId::as_str);
            beginning.typed(&begun, "turn-to", to.to_owned());
        }
    })
    .child(heading(widget, 1, name))
    .child(choice(
        widget,
        &open,
        "turn-to",
        widget.say(Key::To),
        whom(widget, to.as_ref(), shown),
    ))
    .child(field(widget, &open, &text))
    .child(
        el("details")
            .key("more")
            .child(el("summary").text(widget.say(Key::MoreAboutTurn)))
            .child(field(widget, &open, &vantage))
            .child(choice(
                widget,
                &open,
                "turn-stance",
                widget.say(Key::StanceLabel),
                stances(widget, &open),
            )),
    )
    .child(
        el("p").class("actions").child(
            el("button")
                .attr("type", "submit")
                .class("primary")
                .part("button primary")
                .text(label),
        ),
    )
}

/// To whom the turn is: as chosen, else whoever spoke last. None for everybody.
fn addressee(
    widget: &Widget,
    slice: &SliceId,
    problem: &ContributionId,
    form: &Form,
    shown: &ProblemView,
) -> Option<PersonId> {
    match form.typed("turn-to") {
        "" => {
            let is_other =
                |person: &&PersonId| shown.others.iter().any(|other| other.id == **person);
            let last = widget.session.look(slice, |seen| {
                let thread = seen.community.talk.thread(problem)?;
                let said = thread.turns.iter().filter(|said| !said.is_retracted);
                let speakers = said.rev().filter_map(|said| said.author.as_ref());
                let mut speakers = speakers.chain(thread.author.as_ref());
                speakers.find(is_other).cloned()
            });
            match last {
                Known::Here(last) => last,
                Known::Loading | Known::Failed(_) => None,
            }
        }
        EVERYBODY => None,
        chosen => PersonId::parse(chosen).ok(),
    }
}

/// No id of a person has white space at its ends.
const EVERYBODY: &str = " ";

/// What the turn answers: the last that its addressee said.
fn answered(
    widget: &Widget,
    slice: &SliceId,
    problem: &ContributionId,
    to: Option<&PersonId>,
) -> ContributionId {
    let last = widget.session.look(slice, |seen| {
        let said = seen.community.talk.thread(problem)?.turns.iter();
        let mut theirs = said.filter(|said| to.is_some() && said.author.as_ref() == to);
        Some(theirs.next_back()?.turn.turn.clone())
    });
    match last {
        Known::Here(Some(last)) => last,
        _ => problem.clone(),
    }
}

fn stance(form: &Form) -> Stance {
    STANCES
        .iter()
        .find(|(name, _, _)| *name == form.typed("turn-stance"))
        .map_or(Stance::Offer, |(_, stance, _)| *stance)
}

fn whom(widget: &Widget, to: Option<&PersonId>, shown: &ProblemView) -> Vec<El> {
    let everybody = el("option")
        .attr("value", EVERYBODY)
        .flag("selected", to.is_none())
        .text(widget.say(Key::Everybody));
    shown
        .others
        .iter()
        .map(|other| {
            el("option")
                .attr("value", other.id.to_string())
                .flag("selected", Some(&other.id) == to)
                .text(person::name(widget, other))
        })
        .chain([everybody])
        .collect()
}

fn stances(widget: &Widget, form: &Form) -> Vec<El> {
    let chosen = stance(form);
    STANCES
        .iter()
        .map(|(name, stance, label)| {
            el("option")
                .attr("value", *name)
                .flag("selected", *stance == chosen)
                .text(widget.say(*label))
        })
        .collect()
}

fn choice(
    widget: &Rc<Widget>,
    form: &Form,
    name: &'static str,
    label: &'static str,
    options: Vec<El>,
) -> El {
    let (choosing, which) = (Rc::clone(widget), form.which.clone());
    el("div")
        .key(name)
        .class("field choice")
        .child(el("label").attr("for", field_id(name)).text(label))
        .child(
            el("select")
                .id(field_id(name))
                .part("input")
                .children(options)
                .on("change", move |event| {
                    choosing.typed(&which, name, typed(&event));
                    // The button names whom the turn is to.
                    choosing.update(|_| ());
                }),
        )
}
