//! The directory: communities in the order in which they matter to the one who looks, and why.

use serde::Serialize;

use super::words::{contains, words};
use super::{Seen, next_event, problems};
use crate::activity::{Access, Visibility};
use crate::affiliation::Dimension;
use crate::id::{CommunityId, ContributionId, EventId, GroupId};
use crate::membership::Standing;
use crate::order::ordered;
use crate::reads;
use crate::time::{CivilDateTime, Timestamp, Zone};

/// A community in the directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DirectoryEntry {
    /// Which.
    pub id: CommunityId,
    /// What it is called.
    pub name: String,
    /// What it cares about.
    pub domain: Option<String>,
    /// The words it goes by.
    pub terms: Vec<String>,
    /// Who may see it.
    pub visibility: Visibility,
    /// How people become members.
    pub access: Access,
    /// How many members.
    pub n_members: usize,
    /// From how many organisations, as far as known.
    pub n_organisations: usize,
    /// How the one who looks stands to it: none where nobody is signed in.
    pub standing: Option<Standing>,
    /// The next event.
    pub next: Option<NextEvent>,
    /// The problem last raised.
    pub latest_problem: Option<LatestProblem>,
    /// How many problems wait for a first reply.
    pub n_unanswered: usize,
    /// When something last happened in it.
    pub last_at: Timestamp,
    /// The words of the page's topic that it goes by.
    pub matches: Vec<String>,
}

reads!(DirectoryEntry {
    id,
    name,
    domain,
    terms,
    visibility,
    access,
    n_members,
    n_organisations,
    standing,
    next,
    latest_problem,
    n_unanswered,
    last_at,
    matches
});

/// The next event of a community, in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NextEvent {
    /// Which.
    pub id: EventId,
    /// What it is called.
    pub title: String,
    /// On the clock on the wall.
    pub starts: CivilDateTime,
    /// The zone of that clock.
    pub zone: Zone,
    /// In UTC.
    pub starts_at: Timestamp,
}

reads!(NextEvent {
    id,
    title,
    starts,
    zone,
    starts_at
});

/// The problem last raised in a community, in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LatestProblem {
    /// Which.
    pub id: ContributionId,
    /// In a sentence.
    pub title: String,
    /// When it was raised.
    pub at: Timestamp,
    /// Whether somebody answered.
    pub answered: bool,
}

reads!(LatestProblem {
    id,
    title,
    at,
    answered
});

/// What the directory is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// Words that must all be found, each as the beginning of a word.
    pub words: String,
    /// What the page is about: what matches comes first.
    pub topic: String,
    /// Only communities with members from this organisation.
    pub organisation: Option<GroupId>,
    /// Only communities that can be joined without asking.
    pub open: bool,
}

/// A community's place in the directory.
#[must_use]
pub fn directory_entry(seen: &Seen<'_>) -> DirectoryEntry {
    let community = seen.community;
    let members = community.membership.members.keys();
    let problems = problems(seen);
    DirectoryEntry {
        id: community.id.clone(),
        name: seen.name(),
        domain: seen.text(community.frame.purpose.domain),
        terms: community
            .frame
            .purpose
            .terms
            .iter()
            .map(ToString::to_string)
            .collect(),
        visibility: community.visibility,
        access: community.access,
        n_members: community.membership.members.len(),
        n_organisations: seen.people.n_groups(members, Dimension::Organisation),
        standing: seen.by.map(|person| community.membership.standing(person)),
        next: next_event(seen).map(|event| NextEvent {
            id: event.id,
            title: event.title,
            starts: event.when.starts,
            zone: event.zone,
            starts_at: event.when.starts_at,
        }),
        n_unanswered: problems.iter().filter(|problem| !problem.answered).count(),
        latest_problem: problems
            .into_iter()
            .rev()
            .max_by_key(|problem| problem.at)
            .map(|problem| LatestProblem {
                id: problem.id,
                title: problem.title,
                at: problem.at,
                answered: problem.answered,
            }),
        last_at: community.last_at,
        matches: Vec::new(),
    }
}

/// The entries that are asked for: those about the topic first, then by how well the words match,
/// then the one where something last happened.
///
/// `organisation` is for the caller to apply, who knows the members; `open` and the words are applied here.
#[must_use]
pub fn rank(entries: Vec<DirectoryEntry>, search: &Search) -> Vec<DirectoryEntry> {
    let wanted = words(&search.words);
    let topic = words(&search.topic);
    let found: Vec<(usize, usize, DirectoryEntry)> = entries
        .into_iter()
        .filter(|entry| !search.open || entry.access == Access::Open)
        .filter_map(|mut entry| {
            let score = score(&entry, &wanted)?;
            entry.matches = matches(&entry, &topic);
            Some((entry.matches.len(), score, entry))
        })
        .collect();
    let found = ordered(found, |(a_matches, a_score, a), (b_matches, b_score, b)| {
        (b_matches, b_score, b.last_at, &a.id).cmp(&(a_matches, a_score, a.last_at, &b.id))
    });
    found.into_iter().map(|(_, _, entry)| entry).collect()
}

/// How well an entry matches the words: none where one of them is not found.
fn score(entry: &DirectoryEntry, wanted: &[String]) -> Option<usize> {
    let name = words(&entry.name);
    let terms = words(&crate::text::joined(&entry.terms, " "));
    let domain = words(entry.domain.as_deref().unwrap_or_default());
    let problem = entry.latest_problem.as_ref();
    let problem = words(problem.map_or("", |problem| &problem.title));
    let begins = |words: &[String], wanted: &str| words.iter().any(|word| word.starts_with(wanted));
    let mut score = 0;
    for word in wanted {
        let places = [(&name, 4), (&terms, 3), (&domain, 2), (&problem, 1)];
        score += places
            .into_iter()
            .find(|(words, _)| begins(words, word))
            .map(|(_, weight)| weight)?;
    }
    Some(score)
}

/// The terms of an entry, or else its name, that stand in the topic.
fn matches(entry: &DirectoryEntry, topic: &[String]) -> Vec<String> {
    let stands_in_topic = |phrase: &&String| contains(topic, &words(phrase));
    let terms: Vec<String> = entry
        .terms
        .iter()
        .filter(stands_in_topic)
        .cloned()
        .collect();
    if terms.is_empty() {
        Some(&entry.name)
            .filter(stands_in_topic)
            .cloned()
            .into_iter()
            .collect()
    } else {
        terms
    }
}
