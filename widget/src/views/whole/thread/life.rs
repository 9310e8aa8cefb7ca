//! The life of a problem: when it was raised, talked about, seen anew, summed up and put to use.

use cop_core::time::Timestamp;
use cop_core::view::ProblemView;

use super::super::super::heading;
use super::super::doing::{pictures, table};
use crate::dom::{El, el};
use crate::messages::Key;
use crate::when;
use crate::widget::Widget;

/// From how many things on that happened there is a life to draw.
const N_FOR_LIFE: usize = 3;

/// Something that happened to it: when, what, and whether it is more than talk.
type Moment = (Timestamp, Key, bool);

/// Its life along a line, with a table behind it: none where too little happened.
pub(super) fn shown(widget: &Widget, problem: &ProblemView) -> Option<El> {
    let all = moments(problem);
    let (first, last) = (all.first()?.0, all.last()?.0);
    if all.len() < N_FOR_LIFE {
        return None;
    }
    let day = |at| widget.look(|ui| when::short_day(&ui.texts, at));
    let says = widget.count_with(
        Key::LifeOfProblem,
        all.iter().filter(|(_, _, is_more)| *is_more).count(),
        &[("from", &day(first)), ("to", &day(last))],
    );
    let span = (last.ms() - first.ms()).max(1);
    let points: Vec<(usize, bool)> = all
        .iter()
        .map(|(at, _, is_more)| {
            let along = (at.ms() - first.ms()) * 1000 / span;
            (usize::try_from(along).unwrap_or_default(), *is_more)
        })
        .collect();
    let rows = all
        .iter()
        .map(|(at, key, _)| vec![day(*at), widget.say(*key).to_owned()])
        .collect();
    let name = widget.say(Key::ItsLife);
    Some(
        el("div")
            .key("life")
            .class("part")
            .child(heading(widget, 1, name))
            .child(el("p").text(says.clone()))
            .child(pictures::line(&says, &points))
            .child(
                el("details")
                    .key("table")
                    .class("behind")
                    .child(el("summary").text(widget.say(Key::AsATable)))
                    .maybe(table(widget, name, &[Key::TheDay, Key::WhichAct], rows)),
            ),
    )
}

fn moments(problem: &ProblemView) -> Vec<Moment> {
    let links = &problem.links;
    let turns = problem.turns.iter().filter(|turn| !turn.is_retracted);
    let mut all: Vec<Moment> = vec![(problem.line.at, Key::DidProblemRaised, false)];
    all.extend(turns.map(|turn| (turn.at, Key::DidReplied, false)));
    let reframings = links.reframings.iter().map(|one| one.at);
    let insights = links.insights.iter().map(|one| one.at);
    let summaries = links.summaries.iter().map(|one| one.at);
    let artefacts = links.artefacts.iter().map(|one| one.at);
    let value = links.value.iter().map(|one| one.at);
    all.extend(reframings.map(|at| (at, Key::DidProblemReframed, true)));
    all.extend(insights.map(|at| (at, Key::DidInsightMarked, true)));
    all.extend(summaries.map(|at| (at, Key::DidSummarised, true)));
    all.extend(artefacts.map(|at| (at, Key::DidArtefactDrafted, true)));
    all.extend(value.map(|at| (at, Key::DidValueReported, true)));
    all.sort_by_key(|(at, ..)| *at);
    all
}
