//! How far a problem has come, in one line.

use cop_core::talk::Root;

use super::super::super::hidden;
use super::super::super::problems::n_steps;
use super::Shown;
use crate::dom::{El, el};
use crate::messages::Key;
use crate::widget::Widget;

/// What is to come: what it is called, and what could be done for it.
struct Step {
    name: Key,
    is_reached: bool,
    next: Option<Key>,
}

/// From being raised to what came of it; each step says by itself whether it is reached.
pub(super) fn shown(widget: &Widget, shown: &Shown<'_>) -> Option<El> {
    if shown.problem.root != Root::Problem {
        return None;
    }
    let steps = steps(shown);
    let next = steps
        .iter()
        .find(|step| !step.is_reached)
        .and_then(|step| step.next);
    Some(
        el("div")
            .key("steps")
            .class("steps")
            .child(
                el("ol")
                    .attr("aria-label", widget.say(Key::HowFarItCame))
                    .children(steps.iter().map(|step| one(widget, step))),
            )
            .maybe(next.map(|key| el("p").class("meta").text(widget.say(key)))),
    )
}

fn one(widget: &Widget, step: &Step) -> El {
    let name = widget.say(step.name);
    // The sign that is seen is not heard.
    match step.is_reached {
        true => el("li")
            .class("step reached")
            .text(name)
            .child(hidden([" ", widget.say(Key::StepReached)].concat())),
        false => el("li")
            .class("step")
            .text([name, " ", widget.say(Key::StepNotYet)].concat()),
    }
}

fn steps(shown: &Shown<'_>) -> [Step; 6] {
    let problem = shown.problem;
    let links = &problem.links;
    // The list of problems counts the first four alike.
    let n = n_steps(&problem.line);
    let step = |name, is_reached, next| Step {
        name,
        is_reached,
        next,
    };
    let has_come_of_it =
        !links.artefacts.is_empty() || !links.uses.is_empty() || !links.value.is_empty();
    [
        step(Key::StepRaised, true, None),
        step(Key::StepAnswered, n >= 2, Some(Key::NextAnswer)),
        step(Key::StepTogether, n >= 3, Some(Key::NextTogether)),
        step(Key::StepChanged, n >= 4, Some(Key::NextChanged)),
        step(
            Key::StepSummedUp,
            !links.summaries.is_empty(),
            Some(Key::NextSumUp),
        ),
        step(Key::StepCameOfIt, has_come_of_it, Some(Key::NextCameOfIt)),
    ]
}
