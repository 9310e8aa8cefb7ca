//! What those who hold a community could do next, each with the reason for it and the one step that does it.

use std::rc::Rc;

use cop_core::activity::Reference;
use cop_core::affiliation::Dimension;
use cop_core::command::Command;
use cop_core::id::{CommunityId, ContributionId, PersonId};
use cop_core::measure::RULES;
use cop_core::talk::Thread;
use cop_core::view::{self, CommunityView, PersonView, ProblemLine, Seen};

use super::super::super::{heading, link, meta, person};
use super::super::act::{Act, offers};
use super::super::ask::{Ask, Named};
use super::super::contributing::summarise;
use super::super::doing::{State, Told, group_name};
use super::super::measured;
use super::super::people::hand_over;
use super::super::trace::{by, part};
use super::super::words::{named, person_in};
use super::N_SHOWN;
use crate::dom::{El, el};
use crate::messages::Key;
use crate::route::{Route, Tab};
use crate::session::{Known, SliceId};
use crate::when;
use crate::widget::Widget;

/// How many people are named for one problem.
const N_ASKED: usize = 3;

/// How many words of a title say as much as one word that the problem was given.
const ENOUGH_WORDS: usize = 2;
/// From how many letters on a word of a title says what it is about.
const N_LETTERS: usize = 6;

/// A problem without a reply, with those who may have faced it elsewhere.
pub(super) struct Waiting {
    pub(super) line: ProblemLine,
    /// Each with the title of what they took part in.
    could_help: Vec<(PersonView, String)>,
}

/// Problems without a reply, the one last raised first.
pub(super) fn waiting(seen: &Seen<'_>) -> Vec<Waiting> {
    let mut lines = view::problems(seen);
    lines.retain(|line| !line.answered && !line.is_retracted);
    lines.truncate(N_SHOWN);
    lines
        .into_iter()
        .map(|line| Waiting {
            could_help: could_help(seen, &line.id),
            line,
        })
        .collect()
}

/// Whoever took part in a thread that goes by the same words and works elsewhere than who raised this one.
fn could_help(seen: &Seen<'_>, problem: &ContributionId) -> Vec<(PersonView, String)> {
    let Some(thread) = seen.community.talk.thread(problem) else {
        return Vec::new();
    };
    let own = words(seen, thread);
    let mut alike: Vec<(usize, &ContributionId, &Thread)> = seen
        .community
        .talk
        .threads()
        .filter(|(id, other)| *id != problem && other.is_shown())
        .map(|(id, other)| {
            let has = |term| thread.terms.iter().any(|own| own == term);
            let n_terms = other.terms.iter().filter(|term| has(*term)).count();
            let others = words(seen, other);
            let n_words = others.iter().filter(|word| own.contains(word)).count();
            (n_terms * ENOUGH_WORDS + n_words, id, other)
        })
        .filter(|(n_shared, ..)| *n_shared >= ENOUGH_WORDS)
        .collect();
    alike.sort_by(|a, b| (b.0, b.2.last_at, b.1).cmp(&(a.0, a.2.last_at, a.1)));
    let mut found: Vec<(&PersonId, String)> = Vec::new();
    for (_, _, other) in alike {
        for who in other.people() {
            let is_new = found.iter().all(|(known, _)| *known != who);
            if is_new && is_elsewhere(seen, thread, who) && found.len() < N_ASKED {
                let title = other.title.and_then(|title| seen.particulars.text(title));
                found.push((who, title.unwrap_or_default().to_owned()));
            }
        }
    }
    let members = view::people(seen).members;
    found
        .into_iter()
        .filter_map(|(who, title)| {
            let member = members.iter().find(|member| member.person.id == *who)?;
            Some((member.person.clone(), title))
        })
        .collect()
}

/// The words of a title that are long enough to say what it is about.
fn words(seen: &Seen<'_>, thread: &Thread) -> Vec<String> {
    let title = thread.title.and_then(|title| seen.particulars.text(title));
    let mut words: Vec<String> = title
        .unwrap_or_default()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.chars().count() >= N_LETTERS)
        .map(str::to_lowercase)
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Whether a member is known to work for another organisation than who began a thread.
fn is_elsewhere(seen: &Seen<'_>, thread: &Thread, who: &PersonId) -> bool {
    let Some(author) = &thread.author else {
        return false;
    };
    let at = |person| seen.people.on(person, Dimension::Organisation);
    let (here, there) = (at(author), at(who));
    let is_known = here.known().is_some() && there.known().is_some();
    is_known && here != there && seen.community.membership.is_member(who) && seen.by != Some(who)
}

/// Problems without a reply, each with whom to ask.
pub(super) fn without_reply(widget: &Rc<Widget>, slice: &SliceId, all: &[Waiting]) -> Option<El> {
    (!all.is_empty()).then(|| {
        part(widget, "unanswered", Key::WithoutReply).child(el("ul").class("rows").children(
            all.iter().map(|waiting| {
                let reasons: Vec<String> = waiting
                    .could_help
                    .iter()
                    .map(|(who, title)| took_part(widget, who, title))
                    .collect();
                let about = line(widget, slice, &waiting.line);
                let about = if reasons.is_empty() {
                    about
                } else {
                    let reasons = reasons.into_iter().map(|reason| el("li").text(reason));
                    about
                        .child(meta(widget.say(Key::CouldBeAsked)))
                        .child(el("ul").class("bullets meta").children(reasons))
                        .maybe(offers(widget, vec![ask_across(widget, slice, waiting)]))
                };
                row(waiting.line.id.as_str(), about)
            }),
        ))
    })
}

/// "Rhys Evans, physiotherapist, Community Trust, took part in “Bedside handover”."
fn took_part(widget: &Widget, who: &PersonView, title: &str) -> String {
    let place = person::where_from(widget, who);
    let mut name = person::name(widget, who);
    if !place.is_empty() {
        name.push_str(", ");
        name.push_str(&place);
        name.push(',');
    }
    widget.fill(Key::TookPartIn, &[("name", &name), ("title", title)])
}

/// Asks somebody who may have faced it: it shows on the problem, with the reason, and they choose.
fn ask_across(widget: &Widget, slice: &SliceId, waiting: &Waiting) -> Act {
    let from = waiting.line.id.clone();
    let people: Vec<Named> = waiting
        .could_help
        .iter()
        .map(|(who, _)| named(widget, who))
        .collect();
    Act::new(slice, "ask-across", from.as_str(), Key::AskAcross)
        .of(waiting.line.title.clone())
        .lead(Key::AskAcrossLead)
        .ask(Ask::choice("person", Key::WhomToAsk, people))
        .ask(Ask::text("reason", Key::WhyThem).with(widget.say(Key::WhyThemFirst)))
        .send(Key::AskThem)
        .said(Key::HaveBeenAsked)
        .makes(move |form| {
            let to = person_in(form, "person").ok_or(("person", Key::FillIn))?;
            Ok(Command::Connect {
                from: from.clone(),
                to: Reference::Person(to),
                reason: form.optional("reason"),
            })
        })
}

/// Problems that were answered, are quiet by now, and came to nothing that could be read up, the latest first.
pub(super) fn quiet(seen: &Seen<'_>) -> Vec<ProblemLine> {
    let before = seen.now.minus_days(RULES.harvest_days);
    let mut lines = view::problems(seen);
    lines.retain(|line| {
        let is_of_it = |reference: &Reference| *reference == Reference::from(line.id.clone());
        let is_summed_up = seen
            .community
            .talk
            .summaries()
            .any(|(_, summary)| is_of_it(&summary.of) && !summary.is_retracted);
        line.answered && !line.is_retracted && line.last_at < before && !is_summed_up
    });
    lines.truncate(N_SHOWN / 2);
    lines
}

/// The same with the way to sum each up.
pub(super) fn to_sum_up(widget: &Rc<Widget>, slice: &SliceId, all: &[ProblemLine]) -> Option<El> {
    (!all.is_empty()).then(|| {
        part(widget, "quiet-problems", Key::QuietProblems).child(el("ul").class("rows").children(
            all.iter().map(|problem| {
                let ago =
                    widget.look(|ui| when::ago(&ui.texts, widget.session.now(), problem.last_at));
                let act = summarise(slice, &problem.id.clone().into(), &problem.title);
                let about = line(widget, slice, problem)
                    .child(meta(widget.fill(Key::QuietSince, &[("when", &ago)])))
                    .maybe(offers(widget, vec![act]));
                row(problem.id.as_str(), about)
            }),
        ))
    })
}

/// The links between groups that rest on one person, as they are told of closed months.
pub(super) fn single_links(widget: &Rc<Widget>, id: &CommunityId) -> Option<El> {
    widget.look(|ui| {
        let Some((of, Known::Here(sent))) = &ui.doing else {
            return None;
        };
        let told = Told(sent).at("measures.single_links")?;
        if *of != *id || told.state() != State::Shown || told.n("single")? == 0 {
            return None;
        }
        // Between which groups is for those who hold the community, and comes with what the desk is about.
        let named = match &ui.desk {
            Some((of, Known::Here(sent))) if *of == *id => Told(sent).list("single_links"),
            _ => &[],
        };
        let pairs = named.iter().map(|one| {
            let between: Vec<String> = Told(one)
                .list("between")
                .iter()
                .filter_map(|group| Some(group_name(widget, id, Told(group).as_text()?)))
                .collect();
            el("li").text(widget.look(|ui| ui.texts.list(&between)))
        });
        let route = Route::Community(id.clone(), Tab::Doing);
        Some(
            part(widget, "single-links", Key::LinksOnOnePerson)
                .child(measured::sentence(
                    widget,
                    "p",
                    told.text("says").unwrap_or_default(),
                ))
                .child(el("ul").class("bullets").children(pairs))
                .child(meta(widget.say(Key::LinksOnOneNext)))
                .child(el("p").child(link(widget, route).text(widget.say(Key::SeeHowWeAreDoing)))),
        )
    })
}

/// Where the community rests on one pair of hands: the reader's own.
pub(super) fn held_alone(
    widget: &Rc<Widget>,
    slice: &SliceId,
    shown: &CommunityView,
) -> Option<El> {
    let me = widget.session.person()?;
    let is_alone = matches!(&shown.held_by[..], [only] if only.id == me);
    if !is_alone || shown.n_members < 2 {
        return None;
    }
    let acts = shown
        .roles
        .iter()
        .map(|role| hand_over(widget, slice, *role))
        .collect();
    let people = Route::Community(slice.community.clone(), Tab::People);
    Some(
        part(widget, "alone", Key::RestsOnYou)
            .child(el("p").text(widget.say(Key::RestsOnYouWhy)))
            .child(el("p").child(link(widget, people).text(widget.say(Key::GiveRoleThere))))
            .maybe(offers(widget, acts)),
    )
}

fn line(widget: &Rc<Widget>, slice: &SliceId, problem: &ProblemLine) -> El {
    let route = Route::Thread(slice.community.clone(), problem.id.clone());
    el("div")
        .class("about")
        .child(heading(widget, 2, "").child(link(widget, route).text(problem.title.clone())))
        .child(meta(by(widget, problem.author.as_ref(), problem.at)))
}

fn row(key: &str, about: El) -> El {
    el("li").key(key).class("row").child(about)
}
