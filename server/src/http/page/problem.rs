//! The page of one problem, or of whatever else began a thread: what was said, by whom to whom, and what came of it.

use cop_core::activity::{Rung, ValueOutcome};
use cop_core::talk::Root;
use cop_core::time::Zone;
use cop_core::view::{
    ArtefactLine, CommunityView, ConcernAnswerView, ProblemView, ReframingView, SummaryView,
    TurnView, UseView, ValueLine,
};

use super::frame;
use super::html::Html;
use super::written::{author, name, names, on_the_day};
use crate::token::Caller;

/// Who reads, and by which clock.
struct Reading<'a> {
    caller: Option<&'a Caller>,
    zone: &'a Zone,
}

const REMOVED: &str = "<p class=\"meta\">This text was removed.</p>\n";
const TAKEN_BACK: &str = "<p class=\"meta\">This was taken back.</p>\n";

pub(super) fn page(
    problem: &ProblemView,
    community: &CommunityView,
    zone: &Zone,
    caller: Option<&Caller>,
) -> String {
    let reading = Reading { caller, zone };
    let line = &problem.line;
    let title = if line.is_retracted {
        "This was taken back"
    } else {
        &line.title
    };
    let main = frame::way_back(community)
        .if_some(kind(problem.root), |html, kind| {
            html.raw("<p class=\"meta\">").raw(kind).raw("</p>\n")
        })
        .raw("<h1 dir=\"auto\">")
        .text(title)
        .raw("</h1>\n");
    let main = if line.is_retracted {
        main
    } else {
        main.add(reading.put(problem))
    };
    let main = main
        .add(reading.reframed(&problem.links.reframings))
        .add(reading.answers(&problem.links.answers))
        .add(reading.turns(&problem.turns))
        .add(reading.summaries(&problem.links.summaries))
        .add(reading.outcomes(problem));
    let here = frame::problem_address(community, &line.id);
    frame::page(title, caller, frame::way_on(main, community, caller, &here))
}

/// What it is, where it is not a problem.
fn kind(root: Root) -> Option<&'static str> {
    match root {
        Root::Problem => None,
        Root::Announcement => Some("News"),
        Root::Resource => Some("Resource"),
        Root::Concern => Some("Concern"),
        Root::Story => Some("Story"),
        Root::Journal => Some("From a journal"),
    }
}

fn speaking_as(html: Html, vantage: Option<&String>) -> Html {
    html.if_some(vantage, |html, vantage| {
        html.raw(", <bdi>speaking as ").text(vantage).raw("</bdi>")
    })
}

fn text(html: Html, text: Option<&String>) -> Html {
    match text {
        Some(text) => html.rich(text),
        None => html.raw(REMOVED),
    }
}

impl Reading<'_> {
    /// Who did something, and on which day.
    fn by(&self, html: Html, by: Html, at: cop_core::time::Timestamp) -> Html {
        on_the_day(html.add(by).raw(". "), at, self.zone).raw(".")
    }

    /// The problem as it was put at first.
    fn put(&self, problem: &ProblemView) -> Html {
        let by = author(problem.line.author.as_ref(), self.caller);
        let by = speaking_as(by, problem.vantage.as_ref());
        let html = Html::new()
            .if_some(problem.text.as_ref(), |html, text| {
                html.raw("<div class=\"lead\">").rich(text).raw("</div>\n")
            })
            .if_some(problem.links.link.as_ref(), |html, link| html.rich(link))
            .raw("<p class=\"meta\">");
        let html = self.by(html, by, problem.line.at).raw("</p>\n");
        self.changed(html, &problem.changed)
    }

    fn changed(&self, html: Html, people: &[cop_core::view::PersonView]) -> Html {
        if people.is_empty() {
            return html;
        }
        html.raw("<p class=\"mark\">Changed how it is seen by ")
            .add(names(people, self.caller))
            .raw(".</p>\n")
    }

    /// How it is put by now, and before that how it was put in between.
    fn reframed(&self, reframings: &[ReframingView]) -> Html {
        let Some((latest, before)) = reframings.split_last() else {
            return Html::new();
        };
        let html = Html::new()
            .raw("<section class=\"reframed\" aria-labelledby=\"reframed\">\n<h2 id=\"reframed\">How we see it by now</h2>\n")
            .add(self.reframing(latest));
        let html = if before.is_empty() {
            html
        } else {
            html.raw("<details><summary>How it was put before</summary>\n")
                .each(before.iter().rev(), |html, reframing| {
                    html.add(self.reframing(reframing))
                })
                .raw("</details>\n")
        };
        html.raw("</section>\n")
    }

    fn reframing(&self, reframing: &ReframingView) -> Html {
        let html = match &reframing.statement {
            Some(statement) => Html::new()
                .raw("<p class=\"statement\" dir=\"auto\">")
                .text(statement)
                .raw("</p>\n"),
            None => Html::new().raw(REMOVED),
        };
        let by = author(reframing.by.as_ref(), self.caller);
        let html = self.by(html.raw("<p class=\"meta\">"), by, reframing.at);
        let html = if reframing.confirmed_by.is_empty() {
            html
        } else {
            html.raw(" Seen so too by ")
                .add(names(&reframing.confirmed_by, self.caller))
                .raw(".")
        };
        html.raw("</p>\n")
    }

    /// What became of a concern.
    fn answers(&self, answers: &[ConcernAnswerView]) -> Html {
        if answers.is_empty() {
            return Html::new();
        }
        Html::new()
            .raw("<h2>What became of it</h2>\n")
            .each(answers, |html, answer| {
                let html = text(html, answer.text.as_ref()).raw("<p class=\"meta\">");
                let by = author(answer.by.as_ref(), self.caller);
                self.by(html, by, answer.at).raw("</p>\n")
            })
    }

    fn turns(&self, turns: &[TurnView]) -> Html {
        let html = Html::new().raw("<h2>Turns so far</h2>\n");
        if turns.is_empty() {
            return html.raw("<p>It waits for a first reply.</p>\n");
        }
        html.raw("<ol class=\"rows\">\n")
            .each(turns, |html, turn| html.add(self.turn(turn)))
            .raw("</ol>\n")
    }

    fn turn(&self, turn: &TurnView) -> Html {
        let by = author(turn.author.as_ref(), self.caller);
        let by = speaking_as(by, turn.vantage.as_ref());
        let by = if turn.to.is_empty() {
            by
        } else {
            by.raw(", to ").add(names(&turn.to, self.caller))
        };
        let html = self.by(Html::new().raw("<li>\n<p class=\"meta\">"), by, turn.at);
        let html = html.raw("</p>\n");
        let html = if turn.is_retracted {
            html.raw(TAKEN_BACK)
        } else {
            self.changed(text(html, turn.text.as_ref()), &turn.changed)
        };
        html.raw("</li>\n")
    }

    fn summaries(&self, summaries: &[SummaryView]) -> Html {
        if summaries.is_empty() {
            return Html::new();
        }
        Html::new()
            .raw("<h2>What it came to</h2>\n")
            .each(summaries, |html, summary| {
                let html = text(html, summary.text.as_ref()).raw("<p class=\"meta\">");
                let by = author(summary.author.as_ref(), self.caller);
                self.by(html, by, summary.at).raw("</p>\n")
            })
    }

    /// What was written for others to use, where that was used, and what people report.
    fn outcomes(&self, problem: &ProblemView) -> Html {
        let links = &problem.links;
        if links.artefacts.is_empty() && links.uses.is_empty() && links.value.is_empty() {
            return Html::new();
        }
        Html::new()
            .raw("<h2>What came of it</h2>\n<ul class=\"rows\">\n")
            .each(&links.artefacts, |html, line| html.add(self.artefact(line)))
            .each(&links.uses, |html, used| html.add(self.used(used)))
            .each(&links.value, |html, line| html.add(self.value(line)))
            .raw("</ul>\n")
    }

    fn artefact(&self, line: &ArtefactLine) -> Html {
        let html = Html::new()
            .raw("<li><p dir=\"auto\">")
            .text(&line.title)
            .raw("</p>\n<p class=\"meta\">Written by ")
            .add(names(&line.authors, self.caller))
            .raw(". ");
        on_the_day(html, line.at, self.zone).raw(".</p></li>\n")
    }

    fn used(&self, used: &UseView) -> Html {
        let by = match &used.by {
            Some(by) => name(by, self.caller),
            None => "somebody whose name was removed",
        };
        let html = Html::new()
            .raw("<li><p><bdi>")
            .text(used.artefact.title.as_deref().unwrap_or("It"))
            .raw("</bdi> was used by <bdi>")
            .text(by)
            .raw("</bdi>.</p>\n")
            .if_some(used.note.as_ref(), |html, note| html.rich(note))
            .raw("<p class=\"meta\">");
        on_the_day(html, used.at, self.zone).raw(".</p></li>\n")
    }

    fn value(&self, line: &ValueLine) -> Html {
        if line.is_retracted {
            return Html::new().raw("<li>").raw(TAKEN_BACK).raw("</li>\n");
        }
        let html = Html::new()
            .raw("<li><p>")
            .raw(rung(line.rung))
            .raw(": ")
            .raw(outcome(line.outcome))
            .raw(".</p>\n")
            .if_some(line.text.as_ref(), |html, text| html.rich(text))
            .raw("<p class=\"meta\">");
        let by = author(line.author.as_ref(), self.caller);
        self.by(html, by, line.at).raw("</p></li>\n")
    }
}

fn rung(rung: Rung) -> &'static str {
    match rung {
        Rung::Immediate => "A good exchange",
        Rung::Potential => "Something to use later",
        Rung::Applied => "Put to use",
        Rung::Realised => "Things went better",
        Rung::Reframing => "We see differently what counts as better",
    }
}

fn outcome(outcome: ValueOutcome) -> &'static str {
    match outcome {
        ValueOutcome::Helped => "it helped",
        ValueOutcome::NoDifference => "it made no difference",
        ValueOutcome::Worse => "it made things worse",
    }
}
