//! M20: communities for a person, by the words that both go by.
//!
//! Words are weighed by how few communities use them, and compared by the angle between them: tf-idf and cosine, with
//! idf = ln((1+N)/(1+n)) + 1. Nothing that somebody read or did is looked at.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::logarithm::{LOGARITHM_SCALE, ln};
use super::{Name, Personal, RULES, Sentence};
use crate::affiliation::{Affiliations, Dimension, People};
use crate::frame::Frame;
use crate::id::{CommunityId, ConstituencyId, PersonId, Term};
use crate::membership::Membership;
use crate::time::Timestamp;

/// Communities for a person, the nearest first. It is for that person alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CommunitiesForYou {
    /// At most three.
    pub communities: Vec<Suggestion>,
}

/// A community for a person, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// Which.
    pub community: CommunityId,
    /// How near its words are to the person's: the cosine in units of 10⁻⁹, for ranking only.
    pub score: u64,
    /// The words that bring them together most, at most two.
    pub reasons: Vec<Term>,
    /// Whom the community seeks and has nobody of, if the person would be one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub would_bring: Option<ConstituencyId>,
    /// Why, in words.
    pub says: Sentence,
}

/// A community as it is compared with a person.
///
/// Whoever calls hands over only those that the person may see: one that is not among them leaves no trace in what is
/// suggested, not even in how its words are weighed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Which.
    pub community: CommunityId,
    /// Whether the person is a member already: its words are weighed, and it is not suggested.
    pub is_member: bool,
    /// The words of its purpose.
    pub purpose: Vec<Term>,
    /// In how many of its threads each word is used.
    pub threads: BTreeMap<Term, u64>,
    /// Whom it seeks and has nobody of, if the person would be one: see [`would_bring`].
    pub would_bring: Option<ConstituencyId>,
}

/// How often each word counts.
type Words = BTreeMap<Term, u64>;

/// The words that a person goes by: their profession and the sector they work in, with what they named themselves.
///
/// A profession alone is enough to begin with.
#[must_use]
pub fn words_of(known: &Affiliations, named: impl IntoIterator<Item = Term>) -> BTreeSet<Term> {
    let groups = [Dimension::Profession, Dimension::Sector].into_iter();
    let groups = groups.filter_map(|dimension| known.on(dimension).known());
    let groups = groups.filter_map(|group| Term::parse(group.as_str()).ok());
    groups.chain(named).collect()
}

/// Whom a community seeks and has nobody of, if the person would be one: the first by id.
#[must_use]
pub fn would_bring(
    frame: &Frame,
    membership: &Membership,
    person: &PersonId,
    people: &People,
) -> Option<ConstituencyId> {
    let mut sought = frame.constituencies.iter();
    let sought = sought.find(|(_, sought)| {
        let mut members = membership.members.keys();
        sought.has(person, people) && !members.any(|member| sought.has(member, people))
    });
    sought.map(|(constituency, _)| constituency.clone())
}

/// Communities for somebody who goes by these words, of those that they may see.
#[must_use]
pub fn suggest(
    person: &BTreeSet<Term>,
    communities: &[Candidate],
    as_of: Timestamp,
) -> Personal<CommunitiesForYou> {
    if person.is_empty() {
        let why = "communities_for_you.no_words";
        return Personal::not_applicable(Name::CommunitiesForYou, as_of, why);
    }
    let own: Words = person.iter().map(|term| (term.clone(), 1)).collect();
    let words: Vec<Words> = communities.iter().map(words).collect();
    let near = likeness(&own, &words).into_iter().zip(communities);
    let mut near: Vec<(Likeness, &Candidate)> = near
        .filter(|(likeness, candidate)| likeness.score > 0 && !candidate.is_member)
        .collect();
    near.sort_by(|(a, one), (b, other)| {
        let by_score = b.score.cmp(&a.score);
        by_score.then_with(|| one.community.cmp(&other.community))
    });
    near.truncate(RULES.communities_named);
    let suggestions = near
        .into_iter()
        .map(|(likeness, candidate)| suggestion(likeness, candidate));
    let communities: Vec<Suggestion> = suggestions.collect();
    let says = match communities.len() {
        0 => Sentence::of("communities_for_you.nothing"),
        n => Sentence::of("communities_for_you.says").number("communities", n as u64),
    };
    let value = CommunitiesForYou { communities };
    Personal::shown(Name::CommunitiesForYou, as_of, value, says)
}

fn suggestion(likeness: Likeness, candidate: &Candidate) -> Suggestion {
    let words = match likeness.reasons.as_slice() {
        [first, second] => Sentence::of("communities_for_you.two_words")
            .text("first", first.as_str())
            .text("second", second.as_str()),
        reasons => Sentence::of("communities_for_you.one_word")
            .text("first", reasons.first().map_or("", Term::as_str)),
    };
    let says = match candidate.would_bring {
        None => words,
        Some(_) => Sentence::of("communities_for_you.would_bring").sentence("words", words),
    };
    Suggestion {
        community: candidate.community.clone(),
        score: likeness.score,
        reasons: likeness.reasons,
        would_bring: candidate.would_bring.clone(),
        says,
    }
}

fn words(candidate: &Candidate) -> Words {
    let mut words = Words::new();
    let purpose: BTreeSet<&Term> = candidate.purpose.iter().collect();
    for term in purpose {
        *words.entry(term.clone()).or_default() += RULES.purpose_weight;
    }
    for (term, n) in &candidate.threads {
        *words.entry(term.clone()).or_default() += (*n).min(RULES.thread_terms);
    }
    words.retain(|_, n| *n > 0);
    words
}

/// How near two are, and by which words most.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Likeness {
    /// The cosine, in units of 10⁻⁹.
    score: u64,
    reasons: Vec<Term>,
}

/// How near each community's words are to a person's.
fn likeness(person: &Words, communities: &[Words]) -> Vec<Likeness> {
    let mut n_using: BTreeMap<&Term, u64> = BTreeMap::new();
    for term in communities.iter().flat_map(BTreeMap::keys) {
        *n_using.entry(term).or_default() += 1;
    }
    let n = communities.len() as u64;
    let idf: BTreeMap<&Term, u128> = n_using
        .into_iter()
        .map(|(term, n_using)| (term, (ln(1 + n, 1 + n_using) + LOGARITHM_SCALE) / TO_WEIGHT))
        .collect();
    let weighed = |words: &Words| -> BTreeMap<Term, u128> {
        // A word that no community uses brings nobody nearer and takes nobody further away.
        let known = words.iter().filter_map(|(term, n)| {
            let idf = idf.get(term)?;
            Some((term.clone(), u128::from(*n) * idf))
        });
        known.collect()
    };
    let person = weighed(person);
    let communities = communities
        .iter()
        .map(|words| compare(&person, &weighed(words)));
    communities.collect()
}

/// From logarithms to weights in units of 10⁻¹², whose squares are small enough to be added up.
const TO_WEIGHT: u128 = 1_000_000;

fn compare(person: &BTreeMap<Term, u128>, community: &BTreeMap<Term, u128>) -> Likeness {
    let mut common: Vec<(u128, &Term)> = person
        .iter()
        .filter_map(|(term, weight)| Some((weight * community.get(term)?, term)))
        .collect();
    common.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.cmp(other)));
    let product: u128 = common.iter().map(|(product, _)| product).sum();
    let reasons = common.iter().take(RULES.reason_terms);
    Likeness {
        score: by_billion(product, length(person) * length(community)),
        reasons: reasons.map(|(_, term)| (*term).clone()).collect(),
    }
}

fn length(weights: &BTreeMap<Term, u128>) -> u128 {
    weights
        .values()
        .map(|weight| weight * weight)
        .sum::<u128>()
        .isqrt()
}

/// A part of a whole in units of 10⁻⁹, rounded half up; 0 of nothing.
fn by_billion(part: u128, whole: u128) -> u64 {
    const UNITS: u128 = 1_000_000_000;
    // Both are near 10²⁴ or 0, so that this much of them can be spared to leave room for the units.
    const SPARED: u128 = 1_000_000;
    let (part, whole) = (part / SPARED, whole / SPARED);
    if whole == 0 {
        return 0;
    }
    u64::try_from((part * UNITS + whole / 2) / whole).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests;
