//! Problems and the turns in their threads, and the resources beside them.

use serde::Serialize;

use super::{PersonView, Seen};
use crate::activity::Stance;
use crate::affiliation::Dimension;
use crate::id::{ContributionId, PersonId};
use crate::order::ordered;
use crate::talk::{Root, Said, Thread};
use crate::time::Timestamp;

/// A problem in one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProblemLine {
    /// Which.
    pub id: ContributionId,
    /// In a sentence.
    pub title: String,
    /// Who raised it.
    pub author: Option<PersonView>,
    /// When it was raised.
    pub at: Timestamp,
    /// When it was last added to.
    pub last_at: Timestamp,
    /// How many turns it has.
    pub n_turns: u32,
    /// How many people are in it, with its author.
    pub n_people: usize,
    /// From how many organisations, as far as known.
    pub n_organisations: usize,
    /// Whether somebody other than its author took a turn.
    pub answered: bool,
    /// How often somebody said that a turn changed how they see it.
    pub n_insights: u32,
}

/// A problem with its thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProblemView {
    /// The problem in one line.
    #[serde(flatten)]
    pub line: ProblemLine,
    /// In more.
    pub text: Option<String>,
    /// From where its author sees it.
    pub vantage: Option<String>,
    /// The words it goes by.
    pub terms: Vec<String>,
    /// Whom the problem itself changed how they see it.
    pub changed: Vec<PersonView>,
    /// The turns, in the order of the log.
    pub turns: Vec<TurnView>,
    /// Whom a reply may be to, by name: those in the thread but for the one who looks.
    pub others: Vec<PersonView>,
    /// Whether the one who looks may reply.
    pub may_reply: bool,
}

/// A turn as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TurnView {
    /// Which.
    pub id: ContributionId,
    /// Who took it.
    pub author: Option<PersonView>,
    /// When.
    pub at: Timestamp,
    /// To whom it is.
    pub to: Vec<PersonView>,
    /// How it relates to what it answers.
    pub stance: Stance,
    /// What it says.
    pub text: Option<String>,
    /// From where its author sees it.
    pub vantage: Option<String>,
    /// Whom it changed how they see it, by name.
    pub changed: Vec<PersonView>,
    /// Whether the one who looks took it.
    pub is_mine: bool,
    /// Whether the one who looks said that it changed how they see it.
    pub changed_me: bool,
}

/// A resource in one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ResourceLine {
    /// Which.
    pub id: ContributionId,
    /// What it is called.
    pub title: String,
    /// What was said about it.
    pub text: Option<String>,
    /// Where it is.
    pub link: Option<String>,
    /// The words it goes by.
    pub terms: Vec<String>,
    /// Who shared it.
    pub author: Option<PersonView>,
    /// When.
    pub at: Timestamp,
}

/// All problems, the one last added to first.
#[must_use]
pub fn problems(seen: &Seen<'_>) -> Vec<ProblemLine> {
    threads(seen, Root::Problem)
        .into_iter()
        .map(|(id, thread)| line(seen, id, thread))
        .collect()
}

/// All resources, the newest first.
#[must_use]
pub fn resources(seen: &Seen<'_>) -> Vec<ResourceLine> {
    threads(seen, Root::Resource)
        .into_iter()
        .map(|(id, thread)| ResourceLine {
            id: id.clone(),
            title: seen.text(Some(thread.title)).unwrap_or_default(),
            text: seen.text(thread.text),
            link: seen.text(thread.link),
            terms: thread.terms.iter().map(ToString::to_string).collect(),
            author: thread.author.as_ref().map(|author| seen.person(author)),
            at: thread.at,
        })
        .collect()
}

/// A problem with its thread: none where there is no such problem.
#[must_use]
pub fn problem(seen: &Seen<'_>, id: &ContributionId) -> Option<ProblemView> {
    let thread = seen.community.talk.thread(id)?;
    let is_me = |person: &PersonId| Some(person) == seen.by;
    let mut others: Vec<&PersonId> = thread.people().filter(|person| !is_me(person)).collect();
    others.dedup();
    Some(ProblemView {
        line: line(seen, id, thread),
        text: seen.text(thread.text),
        vantage: thread.vantage.as_ref().map(ToString::to_string),
        terms: thread.terms.iter().map(ToString::to_string).collect(),
        changed: seen.by_name(&thread.changed),
        turns: thread.turns.iter().map(|said| turn(seen, said)).collect(),
        others: seen.by_name(others),
        may_reply: seen
            .by
            .is_some_and(|person| seen.community.membership.is_member(person)),
    })
}

fn threads<'a>(seen: &Seen<'a>, root: Root) -> Vec<(&'a ContributionId, &'a Thread)> {
    let threads = seen
        .community
        .talk
        .threads()
        .filter(|(_, thread)| thread.root == root)
        .collect();
    ordered(
        threads,
        |(a_id, a): &(&ContributionId, &Thread), (b_id, b)| {
            (b.last_at, *b_id).cmp(&(a.last_at, *a_id))
        },
    )
}

fn line(seen: &Seen<'_>, id: &ContributionId, thread: &Thread) -> ProblemLine {
    ProblemLine {
        id: id.clone(),
        title: seen.text(Some(thread.title)).unwrap_or_default(),
        author: thread.author.as_ref().map(|author| seen.person(author)),
        at: thread.at,
        last_at: thread.last_at,
        n_turns: thread.n_turns,
        n_people: thread.people().count(),
        n_organisations: seen
            .people
            .n_groups(thread.people(), Dimension::Organisation),
        answered: thread.is_answered(),
        n_insights: thread.n_insights,
    }
}

fn turn(seen: &Seen<'_>, said: &Said) -> TurnView {
    TurnView {
        id: said.turn.turn.clone(),
        author: said.author.as_ref().map(|author| seen.person(author)),
        at: said.at,
        to: said
            .turn
            .addressees
            .iter()
            .map(|person| seen.person(person))
            .collect(),
        stance: said.turn.stance,
        text: seen.text(said.turn.text),
        vantage: said.turn.vantage.as_ref().map(ToString::to_string),
        changed: seen.by_name(&said.changed),
        is_mine: said.author.is_some() && said.author.as_ref() == seen.by,
        changed_me: seen.by.is_some_and(|person| said.changed.contains(person)),
    }
}
