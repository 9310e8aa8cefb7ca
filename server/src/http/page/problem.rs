//! The page of one problem, or of whatever else began a thread: what was said, by whom to whom, and what came of it.

use cop_core::activity::{ArtefactForm, Beneficiary, Rung, ValueOutcome};
use cop_core::talk::Root;
use cop_core::time::{Timestamp, Zone};
use cop_core::view::{
    ArtefactLine, CommunityView, ConcernAnswerView, PersonView, ProblemView, ReframingView,
    SummaryView, TurnView, UseView, ValueLine,
};

use super::frame;
use super::html::Html;
use super::written::{apart, author, joined, names, on_the_day};
use crate::http::texts::{Key, Texts};
use crate::token::Caller;

/// Who reads, in which language, and by which clock.
struct Reading<'a> {
    texts: &'a Texts,
    caller: Option<&'a Caller>,
    zone: &'a Zone,
}

pub(super) fn page(
    problem: &ProblemView,
    community: &CommunityView,
    texts: &Texts,
    zone: &Zone,
    caller: Option<&Caller>,
) -> String {
    let reading = Reading {
        texts,
        caller,
        zone,
    };
    let line = &problem.line;
    let title = if line.is_retracted {
        texts.say(Key::WasTakenBack)
    } else {
        &line.title
    };
    let main = frame::way_back(community, texts)
        .if_some(kind(problem.root), |html, kind| {
            html.add(reading.note(kind))
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
    let main = frame::way_on(main, community, texts, caller, &here);
    frame::page(title, texts, caller, main)
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

impl Reading<'_> {
    fn heading(&self, key: Key) -> Html {
        Html::new()
            .raw("<h2>")
            .text(self.texts.say(key))
            .raw("</h2>\n")
    }

    fn note(&self, key: Key) -> Html {
        Html::new()
            .raw("<p class=\"meta\">")
            .text(self.texts.say(key))
            .raw("</p>\n")
    }

    fn sentence(&self, key: Key, gap: &'static str, filling: Html) -> Html {
        Html::new().sentence(self.texts.say(key), &[(gap, filling)])
    }

    fn author(&self, person: Option<&PersonView>) -> Html {
        author(person, self.texts, self.caller)
    }

    fn names(&self, people: &[PersonView]) -> Html {
        names(people, self.texts, self.caller)
    }

    /// A sentence about people, in the form that their number takes.
    fn of_people(&self, key: Key, people: &[PersonView]) -> Html {
        let sentence = self.texts.counted(key, people.len());
        Html::new().sentence(sentence, &[("names", self.names(people))])
    }

    fn text(&self, html: Html, text: Option<&String>) -> Html {
        match text {
            Some(text) => html.rich(text),
            None => html.add(self.note(Key::TextErased)),
        }
    }

    /// Who did something, and on which day.
    fn by(&self, by: Html, at: Timestamp) -> Html {
        let gaps = [
            ("name", by),
            ("when", on_the_day(self.texts, at, self.zone)),
        ];
        Html::new().sentence(self.texts.say(Key::ByWhen), &gaps)
    }

    /// Who said something, from where they see it, and to whom.
    fn said_by(
        &self,
        by: Option<&PersonView>,
        vantage: Option<&String>,
        to: &[PersonView],
    ) -> Html {
        let speaking =
            vantage.map(|vantage| self.sentence(Key::SpeakingAsWhom, "vantage", apart(vantage)));
        let to = (!to.is_empty()).then(|| self.sentence(Key::ToWhom, "names", self.names(to)));
        let all = [Some(self.author(by)), speaking, to];
        joined(self.texts, all.into_iter().flatten())
    }

    /// The problem as it was put at first.
    fn put(&self, problem: &ProblemView) -> Html {
        let line = &problem.line;
        let by = self.said_by(line.author.as_ref(), problem.vantage.as_ref(), &[]);
        Html::new()
            .if_some(problem.text.as_ref(), |html, text| {
                html.raw("<div class=\"lead\">").rich(text).raw("</div>\n")
            })
            .if_some(problem.links.link.as_ref(), |html, link| html.rich(link))
            .raw("<p class=\"meta\">")
            .add(self.by(by, line.at))
            .raw("</p>\n")
            .add(self.changed(&problem.changed))
    }

    fn changed(&self, people: &[PersonView]) -> Html {
        if people.is_empty() {
            return Html::new();
        }
        Html::new()
            .raw("<p class=\"mark\">")
            .add(self.of_people(Key::Changed, people))
            .raw("</p>\n")
    }

    /// How it is put by now, and before that how it was put in between.
    fn reframed(&self, reframings: &[ReframingView]) -> Html {
        let Some((latest, before)) = reframings.split_last() else {
            return Html::new();
        };
        let html = Html::new()
            .raw("<section class=\"reframed\" aria-labelledby=\"reframed\">\n<h2 id=\"reframed\">")
            .text(self.texts.say(Key::SeenDifferently))
            .raw("</h2>\n")
            .add(self.reframing(latest));
        let html = if before.is_empty() {
            html
        } else {
            html.raw("<details><summary>")
                .text(self.texts.say(Key::PutBefore))
                .raw("</summary>\n")
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
            None => self.note(Key::TextErased),
        };
        let by = self.author(reframing.by.as_ref());
        let html = html
            .raw("<p class=\"meta\">")
            .add(self.by(by, reframing.at))
            .raw("</p>\n");
        let agreed = &reframing.confirmed_by;
        if agreed.is_empty() {
            return html;
        }
        html.raw("<p class=\"meta\">")
            .add(self.of_people(Key::ConfirmedBy, agreed))
            .raw("</p>\n")
    }

    /// What became of a concern.
    fn answers(&self, answers: &[ConcernAnswerView]) -> Html {
        if answers.is_empty() {
            return Html::new();
        }
        self.heading(Key::WhatBecameOfIt)
            .each(answers, |html, answer| {
                let by = self.author(answer.by.as_ref());
                self.text(html, answer.text.as_ref())
                    .raw("<p class=\"meta\">")
                    .add(self.by(by, answer.at))
                    .raw("</p>\n")
            })
    }

    fn turns(&self, turns: &[TurnView]) -> Html {
        let html = self.heading(Key::Turns);
        if turns.is_empty() {
            return html
                .raw("<p>")
                .text(self.texts.say(Key::ConcernOpen))
                .raw("</p>\n");
        }
        html.raw("<ol class=\"rows\">\n")
            .each(turns, |html, turn| html.add(self.turn(turn)))
            .raw("</ol>\n")
    }

    fn turn(&self, turn: &TurnView) -> Html {
        let by = self.said_by(turn.author.as_ref(), turn.vantage.as_ref(), &turn.to);
        let html = Html::new()
            .raw("<li>\n<p class=\"meta\">")
            .add(self.by(by, turn.at))
            .raw("</p>\n");
        let html = if turn.is_retracted {
            html.add(self.note(Key::WasTakenBack))
        } else {
            self.text(html, turn.text.as_ref())
                .add(self.changed(&turn.changed))
        };
        html.raw("</li>\n")
    }

    fn summaries(&self, summaries: &[SummaryView]) -> Html {
        if summaries.is_empty() {
            return Html::new();
        }
        self.heading(Key::WhatItCameTo)
            .each(summaries, |html, summary| {
                let by = self.author(summary.author.as_ref());
                self.text(html, summary.text.as_ref())
                    .raw("<p class=\"meta\">")
                    .add(self.by(by, summary.at))
                    .raw("</p>\n")
            })
    }

    /// What was written for others to use, where that was used, and what people report.
    fn outcomes(&self, problem: &ProblemView) -> Html {
        let links = &problem.links;
        if links.artefacts.is_empty() && links.uses.is_empty() && links.value.is_empty() {
            return Html::new();
        }
        self.heading(Key::WhatCameOfIt)
            .raw("<ul class=\"rows\">\n")
            .each(&links.artefacts, |html, line| html.add(self.artefact(line)))
            .each(&links.uses, |html, used| html.add(self.used(used)))
            .each(&links.value, |html, line| html.add(self.value(line)))
            .raw("</ul>\n")
    }

    fn artefact(&self, line: &ArtefactLine) -> Html {
        let gaps = [
            ("form", Html::new().text(self.texts.say(form(line.form)))),
            ("names", self.names(&line.authors)),
            ("day", on_the_day(self.texts, line.at, self.zone)),
        ];
        Html::new()
            .raw("<li><p dir=\"auto\">")
            .text(&line.title)
            .raw("</p>\n<p class=\"meta\">")
            .sentence(self.texts.say(Key::WrittenBy), &gaps)
            .raw("</p></li>\n")
    }

    fn used(&self, used: &UseView) -> Html {
        let what = match &used.artefact.title {
            Some(title) => apart(title),
            None => Html::new().text(self.texts.say(Key::TextErased)),
        };
        Html::new()
            .raw("<li><p>")
            .text(self.texts.say(Key::Used))
            .raw(" ")
            .add(what)
            .raw("</p>\n")
            .if_some(used.note.as_ref(), |html, note| html.rich(note))
            .raw("<p class=\"meta\">")
            .add(self.by(self.author(used.by.as_ref()), used.at))
            .raw("</p></li>\n")
    }

    fn value(&self, line: &ValueLine) -> Html {
        if line.is_retracted {
            return Html::new()
                .raw("<li>")
                .add(self.note(Key::WasTakenBack))
                .raw("</li>\n");
        }
        let say = |key| self.texts.say(key);
        let gaps = [
            ("rung", say(rung(line.rung))),
            ("outcome", say(outcome(line.outcome))),
            ("whom", say(whom(line))),
        ];
        Html::new()
            .raw("<li><p>")
            .text(self.texts.fill(Key::ReportSays, &gaps))
            .raw("</p>\n")
            .if_some(line.text.as_ref(), |html, text| html.rich(text))
            .raw("<p class=\"meta\">")
            .add(self.by(self.author(line.author.as_ref()), line.at))
            .raw("</p></li>\n")
    }
}

fn form(form: ArtefactForm) -> Key {
    match form {
        ArtefactForm::Guide => Key::FormGuide,
        ArtefactForm::Case => Key::FormCase,
        ArtefactForm::Tool => Key::FormTool,
        ArtefactForm::Protocol => Key::FormProtocol,
        ArtefactForm::Summary => Key::FormSummary,
        ArtefactForm::Recording => Key::FormRecording,
    }
}

fn rung(rung: Rung) -> Key {
    match rung {
        Rung::Immediate => Key::RungImmediate,
        Rung::Potential => Key::RungPotential,
        Rung::Applied => Key::RungApplied,
        Rung::Realised => Key::RungRealised,
        Rung::Reframing => Key::RungReframing,
    }
}

fn outcome(outcome: ValueOutcome) -> Key {
    match outcome {
        ValueOutcome::Helped => Key::OutcomeHelped,
        ValueOutcome::NoDifference => Key::OutcomeNoDifference,
        ValueOutcome::Worse => Key::OutcomeWorse,
    }
}

fn whom(line: &ValueLine) -> Key {
    match line.beneficiary {
        Beneficiary::Oneself if line.is_mine => Key::ForMyself,
        Beneficiary::Oneself => Key::ForThemselves,
        Beneficiary::Team => Key::ForTeam,
        Beneficiary::ServiceUsers => Key::ForServiceUsers,
        Beneficiary::Organisation => Key::ForOrganisation,
    }
}
