//! What one thing has to do with another, shown on both: where a link leads, and what it is called there.

use serde::Serialize;

use super::{PersonView, Seen};
use crate::activity::Reference;
use crate::id::{ActivityId, ContributionId};
use crate::order::ordered;
use crate::talk::{Connection, Evidence, Mark, Reception, Root, Summary};
use crate::time::Timestamp;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// To what.
    pub to: Reference,
    /// What that is.
    pub what: Linked,
    /// What it is called: of a turn its thread; none where it was taken back.
    pub title: Option<String>,
    /// Whose it is, or who it is.
    pub person: Option<PersonView>,
    /// The thread of a turn.
    pub thread: Option<ContributionId>,
}

/// What a link leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Linked {
    /// A problem.
    Problem,
    /// Something told to the community.
    Announcement,
    /// A document, a tool, a link.
    Resource,
    /// A doubt.
    Concern,
    /// What happened to somebody.
    Story,
    /// A part of somebody's journal.
    Journal,
    /// A turn in a thread.
    Turn,
    /// What a thread or a meeting came to.
    Summary,
    /// Something written for others to use.
    Artefact,
    /// What came of something.
    Report,
    /// A meeting or a series of them.
    Event,
    /// A person.
    Person,
}

impl From<Root> for Linked {
    fn from(root: Root) -> Self {
        match root {
            Root::Problem => Linked::Problem,
            Root::Announcement => Linked::Announcement,
            Root::Resource => Linked::Resource,
            Root::Concern => Linked::Concern,
            Root::Story => Linked::Story,
            Root::Journal => Linked::Journal,
        }
    }
}

/// Two things that have to do with each other, seen from one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConnectionView {
    /// The activity that says so.
    pub activity: ActivityId,
    /// The other end.
    #[serde(flatten)]
    pub link: LinkView,
    /// What they have to do with each other.
    pub reason: Option<String>,
    /// Who saw it.
    pub by: Option<PersonView>,
    /// When.
    pub at: Timestamp,
}

/// What something rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EvidenceView {
    /// The activity that says so.
    pub activity: ActivityId,
    /// What rests on it: a thread by its root, a turn, an artefact.
    pub cited_by: ContributionId,
    /// A DOI, or the id of a guideline.
    pub source: String,
    /// The address of a DOI.
    pub address: Option<String>,
    /// Who cited it.
    pub by: Option<PersonView>,
    /// When.
    pub at: Timestamp,
}

/// What a thread or a meeting came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SummaryView {
    /// Which.
    pub id: ContributionId,
    /// The activity that says so.
    pub activity: ActivityId,
    /// Whose words they are.
    pub author: Option<PersonView>,
    /// When.
    pub at: Timestamp,
    /// In words.
    pub text: Option<String>,
    /// How it was received.
    pub reception: ReceptionView,
    /// Whether the one who looks wrote it.
    pub is_mine: bool,
}

/// How something was received, and what the one who looks said of it, by the activity that they may take back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ReceptionView {
    /// How many like it.
    pub n_likes: usize,
    /// How many say thank you.
    pub n_thanks: usize,
    /// Where the one who looks said that it changed how they see it.
    pub my_insight: Option<ActivityId>,
    /// Where they like it.
    pub my_like: Option<ActivityId>,
    /// Where they said thank you.
    pub my_thanks: Option<ActivityId>,
}

/// Where a reference leads: none where the page does not hold it.
pub(super) fn link(seen: &Seen<'_>, to: &Reference) -> Option<LinkView> {
    let (what, title, author, thread) = match to {
        Reference::Person(person) => (Linked::Person, None, Some(person), None),
        Reference::Event(event) => {
            let event = seen.community.events.get(event)?;
            let title = seen.text(event.title);
            (Linked::Event, title, event.planned_by.as_ref(), None)
        }
        Reference::Contribution(id) => contribution(seen, id)?,
    };
    Some(LinkView {
        to: to.clone(),
        what,
        title,
        person: author.map(|author| seen.person(author)),
        thread,
    })
}

type Found<'a> = (
    Linked,
    Option<String>,
    Option<&'a crate::id::PersonId>,
    Option<ContributionId>,
);

fn contribution<'a>(seen: &Seen<'a>, id: &ContributionId) -> Option<Found<'a>> {
    let talk = &seen.community.talk;
    if let Some(thread) = talk.thread(id) {
        let title = seen.text(thread.statement());
        return Some((thread.root.into(), title, thread.author.as_ref(), None));
    }
    if let Some(root) = talk.root_of(id) {
        let thread = talk.thread(root)?;
        let author = thread.said(id).and_then(|said| said.author.as_ref());
        let title = seen.text(thread.statement());
        return Some((Linked::Turn, title, author, Some(root.clone())));
    }
    if let Some(summary) = talk.summary(id) {
        let of = link(seen, &summary.of)?;
        let thread = summary.of.contribution().cloned();
        return Some((Linked::Summary, of.title, summary.author.as_ref(), thread));
    }
    if let Some(artefact) = seen.community.fabric.practice.artefact(id) {
        let title = seen.text(artefact.latest().and_then(|latest| latest.title));
        return Some((Linked::Artefact, title, artefact.authors.first(), None));
    }
    let report = seen.community.fabric.value.report(id)?;
    Some((Linked::Report, None, report.author.as_ref(), None))
}

/// What a thread or an artefact is connected with, the latest first.
pub(super) fn connections(seen: &Seen<'_>, one: &ContributionId) -> Vec<ConnectionView> {
    let connections = seen.community.talk.connections();
    let other_end = |connection: &Connection| connection.other_end(one);
    views(seen, connections, other_end)
}

/// What a member is connected with, the latest first.
#[must_use]
pub fn connected_with(seen: &Seen<'_>, person: &crate::id::PersonId) -> Vec<ConnectionView> {
    let connections = seen.community.talk.connections();
    let other_end = |connection: &Connection| {
        (connection.to.person() == Some(person)).then(|| connection.from.clone().into())
    };
    views(seen, connections, other_end)
}

fn views<'a>(
    seen: &Seen<'_>,
    connections: impl Iterator<Item = &'a Connection>,
    other_end: impl Fn(&Connection) -> Option<Reference>,
) -> Vec<ConnectionView> {
    let found = connections
        .filter_map(|connection| {
            Some(ConnectionView {
                activity: connection.activity,
                link: link(seen, &other_end(connection)?)?,
                reason: seen.text(connection.reason),
                by: connection.by.as_ref().map(|by| seen.person(by)),
                at: connection.at,
            })
        })
        .collect();
    ordered(found, |a, b| (b.at, b.activity).cmp(&(a.at, a.activity)))
}

/// What something rests on, in the order in which it was cited.
pub(super) fn evidence<'a>(
    seen: &'a Seen<'_>,
    cited_by: &'a ContributionId,
    evidence: &'a [Evidence],
) -> impl Iterator<Item = EvidenceView> + 'a {
    evidence.iter().map(|cited| EvidenceView {
        activity: cited.activity,
        cited_by: cited_by.clone(),
        source: cited.source.as_str().to_owned(),
        address: cited.source.address(),
        by: cited.by.as_ref().map(|by| seen.person(by)),
        at: cited.at,
    })
}

/// What a thread or a meeting came to, the latest word first.
#[must_use]
pub fn summaries(seen: &Seen<'_>, of: &Reference) -> Vec<SummaryView> {
    let found = seen
        .community
        .talk
        .summaries()
        .filter(|(_, summary)| summary.of == *of && !summary.is_retracted)
        .map(|(id, summary)| summary_view(seen, id, summary))
        .collect();
    ordered(found, |a: &SummaryView, b: &SummaryView| {
        (b.at, &b.id).cmp(&(a.at, &a.id))
    })
}

fn summary_view(seen: &Seen<'_>, id: &ContributionId, summary: &Summary) -> SummaryView {
    SummaryView {
        id: id.clone(),
        activity: summary.activity,
        author: summary.author.as_ref().map(|author| seen.person(author)),
        at: summary.at,
        text: seen.text(summary.text),
        reception: reception(seen, &summary.reception),
        is_mine: summary.author.is_some() && summary.author.as_ref() == seen.by,
    }
}

pub(super) fn reception(seen: &Seen<'_>, reception: &Reception) -> ReceptionView {
    let mine = |marks: &crate::sorted::SortedMap<_, Mark>| {
        let mark = seen.by.and_then(|person| marks.get(person));
        mark.map(|mark| mark.activity)
    };
    ReceptionView {
        n_likes: reception.liked.len(),
        n_thanks: reception.thanked.len(),
        my_insight: mine(&reception.changed),
        my_like: mine(&reception.liked),
        my_thanks: mine(&reception.thanked),
    }
}
