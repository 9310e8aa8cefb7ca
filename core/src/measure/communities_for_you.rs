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

/// Communities for a person, the nearest first, and one that lies beside last. It is for that person alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CommunitiesForYou {
    /// At most three, of which at most one lies beside and shares no word with the person.
    pub communities: Vec<Suggestion>,
}

/// A community for a person, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// Which.
    pub community: CommunityId,
    /// How near its words are to the person's, or to those of what it lies beside: the cosine in units of 10⁻⁹, for
    /// ranking only.
    pub score: u64,
    /// The words that bring them together most, at most two.
    pub reasons: Vec<Term>,
    /// What it lies beside, where it shares no word with the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beside: Option<Beside>,
    /// Whom the community seeks and has nobody of, if the person would be one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub would_bring: Option<ConstituencyId>,
    /// Why, in words.
    pub says: Sentence,
}

/// What a community lies beside that shares words with it and none with the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Beside {
    /// The nearest of those that are suggested.
    Nearest,
    /// A community of the person's own.
    Own,
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

/// How much each word weighs, in units of 10⁻¹².
type Weights = BTreeMap<Term, u128>;

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
///
/// A place that is left is for one that lies beside: it shares no word with the person, and the most with the nearest of
/// those that do or with a community of their own. That it takes no place from a nearer one is our choice.
///
/// It needs no [`super::Live`]: their own page can call it with the communities that it shows, and what the person says
/// of themselves need not leave it. How often words are used is counted in the threads that the page knows of.
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
    let (own, weighed) = weighed(&own, communities);
    let likeness = |(candidate, weights)| (compare(&own, weights), candidate, weights);
    let all: Vec<Compared<'_>> = communities.iter().zip(&weighed).map(likeness).collect();
    let mut near: Vec<&Compared<'_>> = all
        .iter()
        .filter(|(likeness, candidate, _)| likeness.score > 0 && !candidate.is_member)
        .collect();
    near.sort_by(|(a, one, _), (b, other, _)| {
        let by_score = b.score.cmp(&a.score);
        by_score.then_with(|| one.community.cmp(&other.community))
    });
    near.truncate(RULES.communities_named);
    let says = match near.len() {
        0 => Sentence::of("communities_for_you.nothing"),
        n => Sentence::of("communities_for_you.says").number("communities", n as u64),
    };
    let mut communities: Vec<Suggestion> = near
        .iter()
        .map(|(likeness, candidate, _)| suggestion(likeness.clone(), None, candidate))
        .collect();
    if communities.len() < RULES.communities_named {
        communities.extend(beside(near.first().copied(), &all));
    }
    let value = CommunitiesForYou { communities };
    Personal::shown(Name::CommunitiesForYou, as_of, value, says)
}

/// A community with its weighed words, and how near they are to the person's.
type Compared<'a> = (Likeness, &'a Candidate, &'a Weights);

/// The community that lies beside the nearest, or beside one of the person's own, and shares no word with them.
fn beside(nearest: Option<&Compared<'_>>, all: &[Compared<'_>]) -> Option<Suggestion> {
    let nearest = nearest.map(|(_, _, weights)| (Beside::Nearest, *weights));
    let own = all.iter().filter(|(_, candidate, _)| candidate.is_member);
    let own = own.map(|(_, _, weights)| (Beside::Own, *weights));
    let known: Vec<(Beside, &Weights)> = nearest.into_iter().chain(own).collect();
    let far = all
        .iter()
        .filter(|(likeness, candidate, _)| likeness.reasons.is_empty() && !candidate.is_member);
    let compared = far.flat_map(|(_, candidate, weights)| {
        let known = known.iter();
        known.map(move |(beside, known)| (compare(known, weights), *beside, *candidate))
    });
    let near = compared.filter(|(likeness, _, _)| likeness.score > 0);
    let (likeness, beside, candidate) = near.min_by(|(a, by, one), (b, with, other)| {
        let nearer = (b.score, by, &one.community);
        nearer.cmp(&(a.score, with, &other.community))
    })?;
    Some(suggestion(likeness, Some(beside), candidate))
}

fn suggestion(likeness: Likeness, beside: Option<Beside>, candidate: &Candidate) -> Suggestion {
    let first = likeness.reasons.first().map_or("", Term::as_str);
    let words = match (beside, likeness.reasons.as_slice()) {
        (Some(Beside::Nearest), _) => {
            Sentence::of("communities_for_you.beside_nearest").text("first", first)
        }
        (Some(Beside::Own), _) => {
            Sentence::of("communities_for_you.beside_own").text("first", first)
        }
        (None, [first, second]) => Sentence::of("communities_for_you.two_words")
            .text("first", first.as_str())
            .text("second", second.as_str()),
        (None, _) => Sentence::of("communities_for_you.one_word").text("first", first),
    };
    let says = match candidate.would_bring {
        None => words,
        Some(_) => Sentence::of("communities_for_you.would_bring").sentence("words", words),
    };
    Suggestion {
        community: candidate.community.clone(),
        score: likeness.score,
        reasons: likeness.reasons,
        beside,
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

/// The words of a person and of each community, weighed by how few communities use them.
fn weighed(person: &Words, communities: &[Candidate]) -> (Weights, Vec<Weights>) {
    let communities: Vec<Words> = communities.iter().map(words).collect();
    let mut n_using: BTreeMap<&Term, u64> = BTreeMap::new();
    for term in communities.iter().flat_map(BTreeMap::keys) {
        *n_using.entry(term).or_default() += 1;
    }
    let n = communities.len() as u64;
    let idf: BTreeMap<&Term, u128> = n_using
        .into_iter()
        .map(|(term, n_using)| (term, (ln(1 + n, 1 + n_using) + LOGARITHM_SCALE) / TO_WEIGHT))
        .collect();
    let weigh = |words: &Words| -> Weights {
        // A word that no community uses brings nobody nearer and takes nobody further away.
        let known = words.iter().filter_map(|(term, n)| {
            let idf = idf.get(term)?;
            Some((term.clone(), u128::from(*n) * idf))
        });
        known.collect()
    };
    (weigh(person), communities.iter().map(weigh).collect())
}

/// From logarithms to weights in units of 10⁻¹², whose squares are small enough to be added up.
const TO_WEIGHT: u128 = 1_000_000;

fn compare(one: &Weights, other: &Weights) -> Likeness {
    let mut common: Vec<(u128, &Term)> = one
        .iter()
        .filter_map(|(term, weight)| Some((weight * other.get(term)?, term)))
        .collect();
    common.sort_by(|(a, first), (b, second)| b.cmp(a).then_with(|| first.cmp(second)));
    let product: u128 = common.iter().map(|(product, _)| product).sum();
    let reasons = common.iter().take(RULES.reason_terms);
    Likeness {
        score: by_billion(product, length(one) * length(other)),
        reasons: reasons.map(|(_, term)| (*term).clone()).collect(),
    }
}

fn length(weights: &Weights) -> u128 {
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
