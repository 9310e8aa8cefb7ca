//! Problems and the turns in their threads, and the resources beside them.

#[cfg(feature = "whole")]
mod linked;

use serde::Serialize;

use super::turn::{shown, turn};
use super::{PersonView, Seen, TurnView};
use crate::activity::Reference;
use crate::affiliation::Dimension;
use crate::id::{ActivityId, ContributionId, PersonId};
use crate::order::ordered;
use crate::talk::{Meaning, Root, Thread};
use crate::time::Timestamp;

#[cfg(feature = "whole")]
pub use linked::{AdoptionView, InsightView, ProblemEvent, ProblemLinks, ReframingView};

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
    /// The activity that raised it.
    pub activity: ActivityId,
    /// As it is put by now, where somebody put it anew.
    pub statement: Option<String>,
    /// What it is marked as.
    pub meanings: Vec<Meaning>,
    /// Whether it was taken back, and is shown because somebody answered.
    pub is_retracted: bool,
}

#[cfg(feature = "whole")]
crate::reads!(ProblemLine {
    id,
    title,
    author,
    at,
    last_at,
    n_turns,
    n_people,
    n_organisations,
    answered,
    n_insights,
    activity,
    statement,
    meanings,
    is_retracted
});

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
    /// How many turns there are to be shown, with those that are left out.
    #[serde(skip)]
    pub n_shown: usize,
    /// Whom a reply may be to, by name: those in the thread but for the one who looks.
    pub others: Vec<PersonView>,
    /// Whether the one who looks may reply.
    pub may_reply: bool,
    /// What the thread began with.
    pub root: Root,
    /// Whether the one who looks raised it.
    pub is_mine: bool,
    /// What it is linked with, and what was said of it.
    #[cfg(feature = "whole")]
    #[serde(flatten)]
    pub links: ProblemLinks,
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
    /// The activity that shared it.
    pub activity: ActivityId,
    /// The artefact that it is.
    pub artefact: Option<ContributionId>,
    /// Whether it was taken back, and is shown because somebody answered.
    pub is_retracted: bool,
}

/// All problems, the one last added to first.
#[must_use]
pub fn problems(seen: &Seen<'_>) -> Vec<ProblemLine> {
    threads_from(seen, Root::Problem)
}

/// All threads that began alike, the one last added to first.
#[must_use]
pub fn threads_from(seen: &Seen<'_>, root: Root) -> Vec<ProblemLine> {
    threads(seen, root)
        .into_iter()
        .map(|(id, thread)| line(seen, id, thread))
        .collect()
}

/// All resources, the one last added to first.
#[must_use]
pub fn resources(seen: &Seen<'_>) -> Vec<ResourceLine> {
    threads(seen, Root::Resource)
        .into_iter()
        .map(|(id, thread)| ResourceLine {
            id: id.clone(),
            title: seen.text(thread.title).unwrap_or_default(),
            text: seen.text(thread.text),
            link: seen.text(thread.link),
            terms: thread.terms.iter().map(ToString::to_string).collect(),
            author: thread.author.as_ref().map(|author| seen.person(author)),
            at: thread.at,
            activity: thread.activity,
            artefact: thread
                .about
                .as_ref()
                .and_then(Reference::contribution)
                .cloned(),
            is_retracted: thread.is_retracted,
        })
        .collect()
}

/// A problem, or whatever else began a thread, with its turns and what came of it: none where there is no such thread.
#[must_use]
pub fn problem(seen: &Seen<'_>, id: &ContributionId) -> Option<ProblemView> {
    problem_from(seen, id, |_| 0, &|_| true)
}

/// The same with only some of its turns: `n_skipped` says of how many turns how many of the first are left out, and
/// `is_wanted` which of the others are not.
#[must_use]
pub fn problem_from(
    seen: &Seen<'_>,
    id: &ContributionId,
    n_skipped: impl FnOnce(usize) -> usize,
    is_wanted: &dyn Fn(&ContributionId) -> bool,
) -> Option<ProblemView> {
    let thread = seen.community.talk.thread(id)?;
    let n_shown = shown(thread).count();
    let n_skipped = n_skipped(n_shown);
    if !thread.is_shown() {
        return None;
    }
    let membership = &seen.community.membership;
    let is_me = |person: &PersonId| Some(person) == seen.by;
    let may_reply = seen.by.is_some_and(|person| membership.is_member(person));
    let mut turns = Vec::new();
    for (nth, said) in shown(thread).enumerate() {
        if nth >= n_skipped && is_wanted(&said.turn.turn) {
            turns.push(turn(seen, said, nth));
        }
    }
    let mut others: Vec<&PersonId> = thread.people().filter(|person| !is_me(person)).collect();
    others.dedup();
    Some(ProblemView {
        line: line(seen, id, thread),
        text: seen.text(thread.text),
        vantage: thread.vantage.as_ref().map(ToString::to_string),
        terms: thread.terms.iter().map(ToString::to_string).collect(),
        changed: seen.by_name(thread.reception.changed.keys()),
        turns,
        n_shown,
        others: seen.by_name(others),
        may_reply,
        root: thread.root,
        is_mine: thread.author.as_ref().is_some_and(is_me),
        #[cfg(feature = "whole")]
        links: linked::links(seen, id, thread),
    })
}

fn threads<'a>(seen: &Seen<'a>, root: Root) -> Vec<(&'a ContributionId, &'a Thread)> {
    let threads = seen
        .community
        .talk
        .threads()
        .filter(|(_, thread)| thread.root == root && thread.is_shown())
        .collect();
    ordered(
        threads,
        |(a_id, a): &(&ContributionId, &Thread), (b_id, b)| {
            (b.last_at, *b_id).cmp(&(a.last_at, *a_id))
        },
    )
}

fn line(seen: &Seen<'_>, id: &ContributionId, thread: &Thread) -> ProblemLine {
    let is_reframed = !thread.reframings.is_empty();
    ProblemLine {
        id: id.clone(),
        title: seen.text(thread.title).unwrap_or_default(),
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
        activity: thread.activity,
        statement: seen.text(thread.statement().filter(|_| is_reframed)),
        meanings: thread.meanings().collect(),
        is_retracted: thread.is_retracted,
    }
}
