//! M17: who could meet, because they took part in the same things from different places and never spoke.
//!
//! Score after Adamic and Adar 2003, "Friends and neighbors on the Web": Σ 1/ln(people on a shared topic), so that a
//! topic of few weighs more than one of many.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::arrangements::Arrangements;
use super::history::begun;
use super::live::{Here, PersonHere};
use super::logarithm::{LOGARITHM_SCALE, ln};
use super::stored::stored_variants;
use super::{History, Live, Name, Personal, RULES, Sentence};
use crate::activity::{Kind, Preference, Role};
use crate::affiliation::{Affiliation, Dimension};
use crate::id::{CommunityId, ContributionId, PersonId, Term};
use crate::time::{CivilDate, Timestamp};

/// Something that several people took part in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// A problem, or another thread, by what it began with.
    Thread(ContributionId),
    /// A word that they used for what they raised, shared or wrote.
    Term(Term),
}

stored_variants!(Topic { 0 => Thread(root), 1 => Term(term) });

/// Pairs of people who could meet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CouldMeet {
    /// Which, those who share most first.
    pub pairs: Vec<Pair>,
}

/// Two people who could meet, and why. Both said that they may be introduced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pair {
    /// The one, the lesser id.
    pub one: PersonId,
    /// The other.
    pub other: PersonId,
    /// How much they share: Σ 1/ln(people on the topic), in units of 10⁻¹², for ranking only.
    pub score: u64,
    /// What they both took part in.
    pub shared: Vec<Topic>,
    /// On which boundaries they are known to stand in different places.
    pub differ: Vec<Dimension>,
    /// Why, in words.
    pub says: Sentence,
}

/// What an activity that gives something shows its actor to take part in.
pub(super) fn topics(kind: &Kind) -> Vec<Topic> {
    let mut topics = Vec::new();
    topics.extend(begun(kind).map(|(root, _)| Topic::Thread(root.clone())));
    let terms = match kind {
        Kind::ProblemRaised { terms, .. }
        | Kind::Announced { terms, .. }
        | Kind::ResourceShared { terms, .. } => terms,
        Kind::ArtefactDrafted(draft) => &draft.terms,
        Kind::Replied(turn) if turn.is_substantive() => {
            return vec![Topic::Thread(turn.thread.clone())];
        }
        Kind::ConcernAnswered { concern, .. } => return vec![Topic::Thread(concern.clone())],
        Kind::ProblemReframed { problem, .. } => return vec![Topic::Thread(problem.clone())],
        _ => return topics,
    };
    topics.extend(terms.iter().cloned().map(Topic::Term));
    topics
}

/// The problem that a session was about, and who took part in it.
pub(super) fn worked_on(kind: &Kind) -> Option<(Topic, &[PersonId])> {
    match kind {
        Kind::SessionWorked {
            problem,
            participants,
            ..
        } => Some((Topic::Thread(problem.clone()), participants)),
        _ => None,
    }
}

/// A member who may be introduced, and was not of late.
#[derive(Debug, Clone)]
struct Candidate {
    person: PersonId,
    stands: [Affiliation; 4],
    topics: BTreeSet<Topic>,
}

/// Whom a person could meet, by the plain definition.
#[must_use]
pub fn for_person_batch(history: &History<'_>, person: &PersonId) -> Personal<CouldMeet> {
    let (candidates, n_people) = candidates(history);
    let met = met(history);
    let has_met = |one: &PersonId, other: &PersonId| met.contains(&[one, other]);
    let pairs = pairs(&candidates, &n_people, has_met, Some(person));
    let preferences = Arrangements::of(history).preferences;
    let allows = preferences.get(&(person.clone(), Preference::Introductions));
    told_person(pairs, allows == Some(&true), history.as_of)
}

/// All pairs who could meet, for somebody who brings people together, by the plain definition.
#[must_use]
pub fn all_batch(history: &History<'_>, facilitator: &PersonId) -> Personal<CouldMeet> {
    let (candidates, n_people) = candidates(history);
    let met = met(history);
    let has_met = |one: &PersonId, other: &PersonId| met.contains(&[one, other]);
    let pairs = pairs(&candidates, &n_people, has_met, None);
    let roles = Arrangements::of(history).roles;
    let mut roles = roles.keys().filter(|(whose, _)| whose == facilitator);
    told_facilitator(
        pairs,
        roles.any(|(_, role)| introduces(*role)),
        history.as_of,
    )
}

fn candidates(history: &History<'_>) -> (Vec<Candidate>, BTreeMap<Topic, u64>) {
    let mut topics_of: BTreeMap<&PersonId, BTreeSet<Topic>> = BTreeMap::new();
    let mut introduced = BTreeSet::new();
    for act in &history.acts {
        let what = &act.activity.what;
        if let Some(by) = act.by() {
            topics_of.entry(by).or_default().extend(topics(what));
        }
        if let Some((problem, people)) = worked_on(what) {
            for person in people {
                topics_of.entry(person).or_default().insert(problem.clone());
            }
        }
        if let (Kind::Introduced { one, other, .. }, Some(by)) = (what, act.by())
            && one != other
            && one != by
            && other != by
            && is_of_late(act.day, history.today)
        {
            introduced.extend([one, other]);
        }
    }
    let mut n_people: BTreeMap<Topic, u64> = BTreeMap::new();
    for topic in topics_of.values().flatten() {
        *n_people.entry(topic.clone()).or_default() += 1;
    }
    let preferences = Arrangements::of(history).preferences;
    let members = history.members.keys().filter(|member| {
        let allows = preferences.get(&((*member).clone(), Preference::Introductions));
        allows == Some(&true) && !introduced.contains(*member)
    });
    let candidates = members.map(|member| Candidate {
        person: member.clone(),
        stands: Dimension::ALL.map(|dimension| history.people.on(member, dimension)),
        topics: topics_of.get(member).cloned().unwrap_or_default(),
    });
    (candidates.collect(), n_people)
}

/// Who had an exchange with whom in these months, the lesser id first.
fn met<'a>(history: &'a History<'_>) -> BTreeSet<[&'a PersonId; 2]> {
    let recent = history.acts.iter();
    let recent = recent.filter(|act| !is_apart(act.day, history.today));
    let exchanges = recent.flat_map(super::Act::exchanges);
    let pairs = exchanges.map(|exchange| {
        let (by, to) = (exchange.by, exchange.to);
        [by.min(to), by.max(to)]
    });
    pairs.collect()
}

/// Whom a person could meet: none for a community that there is not.
///
/// It wants more than a member may see, activity by activity: where others stand, and whether these let themselves be
/// introduced. A page that has its member's activities only finds nobody, and names nobody who did not allow it; let the
/// server answer, or take [`Kind::AffiliationStated`] and [`Kind::PreferenceSet`] of what the page shows of people first.
#[must_use]
pub fn for_person(
    live: &Live,
    community: &CommunityId,
    person: &PersonId,
) -> Option<Personal<CouldMeet>> {
    let here = live.here(community)?;
    let who = live.names().known_person(person);
    let arranged = who.map(|who| here.arrangements.now(&here.people, who));
    let allows = arranged.is_some_and(|arranged| {
        arranged.preferences.get(&Preference::Introductions) == Some(&true)
    });
    let pairs = live_pairs(live, here, Some(person));
    Some(told_person(pairs, allows, live.as_of()))
}

/// All pairs who could meet, for somebody who brings people together: none for a community that there is not.
#[must_use]
pub fn all(
    live: &Live,
    community: &CommunityId,
    facilitator: &PersonId,
) -> Option<Personal<CouldMeet>> {
    let here = live.here(community)?;
    let who = live.names().known_person(facilitator);
    let arranged = who.map(|who| here.arrangements.now(&here.people, who));
    let holds =
        arranged.is_some_and(|arranged| arranged.roles.keys().any(|role| introduces(*role)));
    let pairs = live_pairs(live, here, None);
    Some(told_facilitator(pairs, holds, live.as_of()))
}

fn live_pairs(live: &Live, here: &Here, only: Option<&PersonId>) -> Vec<Pair> {
    let names = live.names();
    let today = live.today(here);
    let mut introduced = BTreeSet::new();
    for ((one, other), days) in here.care.introductions() {
        let last = days.last().map(|day| CivilDate::from_days(day.into()));
        if last.is_some_and(|day| is_of_late(day, today)) {
            introduced.extend([one, other]);
        }
    }
    let mut candidates = Vec::new();
    let mut n_people = BTreeMap::new();
    for PersonHere { who, .. } in here.people.members() {
        let preferences = here.arrangements.now(&here.people, *who).preferences;
        let allows = preferences.get(&Preference::Introductions) == Some(&true);
        if !allows || introduced.contains(who) {
            continue;
        }
        let profile = names.profile_now(*who);
        let mut topics = BTreeSet::new();
        for (topic, _, n) in here.topics.of(*who) {
            topics.insert(topic.clone());
            n_people.insert(topic.clone(), n);
        }
        candidates.push(Candidate {
            person: names.person_id(*who).clone(),
            stands: Dimension::ALL.map(|dimension| names.affiliation(profile, dimension)),
            topics,
        });
    }
    candidates.sort_by(|a, b| a.person.cmp(&b.person));
    let has_met = |one: &PersonId, other: &PersonId| {
        let (Some(one), Some(other)) = (names.known_person(one), names.known_person(other)) else {
            return false;
        };
        let last = here
            .care
            .exchanges(one, other)
            .and_then(super::live::Tally::last);
        last.is_some_and(|day| !is_apart(CivilDate::from_days(day.into()), today))
    };
    pairs(&candidates, &n_people, has_met, only)
}

/// Those who could meet, of candidates sorted by id; `only` those that somebody is one of.
fn pairs(
    candidates: &[Candidate],
    n_people: &BTreeMap<Topic, u64>,
    has_met: impl Fn(&PersonId, &PersonId) -> bool,
    only: Option<&PersonId>,
) -> Vec<Pair> {
    let mut on_topic: BTreeMap<&Topic, Vec<usize>> = BTreeMap::new();
    for (nth, candidate) in candidates.iter().enumerate() {
        for topic in &candidate.topics {
            if n_people[topic] <= RULES.topic_people as u64 {
                on_topic.entry(topic).or_default().push(nth);
            }
        }
    }
    let is_asked = |nth: usize| only.is_none_or(|only| candidates[nth].person == *only);
    let mut shared: BTreeMap<(usize, usize), Vec<&Topic>> = BTreeMap::new();
    for (topic, people) in on_topic {
        for (place, one) in people.iter().enumerate() {
            for other in &people[place + 1..] {
                if is_asked(*one) || is_asked(*other) {
                    shared.entry((*one, *other)).or_default().push(topic);
                }
            }
        }
    }
    let mut pairs: Vec<Pair> = shared
        .into_iter()
        .filter(|(_, topics)| topics.len() >= RULES.shared_topics)
        .filter_map(|((one, other), topics)| {
            let (one, other) = (&candidates[one], &candidates[other]);
            let differ = differ(&one.stands, &other.stands);
            if differ.is_empty() || has_met(&one.person, &other.person) {
                return None;
            }
            let score = score(topics.iter().map(|topic| n_people[*topic]));
            Some(pair(one, other, &topics, differ, score))
        })
        .collect();
    // Sorted by ids before, which settles ties.
    pairs.sort_by_key(|pair| std::cmp::Reverse(pair.score));
    pairs
}

fn pair(
    one: &Candidate,
    other: &Candidate,
    topics: &[&Topic],
    differ: Vec<Dimension>,
    score: u64,
) -> Pair {
    let reason = match differ[0] {
        Dimension::Organisation => "could_meet.organisation",
        Dimension::Profession => "could_meet.profession",
        Dimension::Sector => "could_meet.sector",
        Dimension::Band => "could_meet.band",
    };
    let says = Sentence::of("could_meet.reason")
        .number("topics", topics.len() as u64)
        .sentence("difference", Sentence::of(reason));
    Pair {
        one: one.person.clone(),
        other: other.person.clone(),
        score,
        shared: topics.iter().copied().cloned().collect(),
        differ,
        says,
    }
}

/// Σ 1/ln(people on the topic), in units of 10⁻¹². Two people share each of the topics, so none has fewer.
fn score(n_people: impl Iterator<Item = u64>) -> u64 {
    const UNITS: u128 = 1_000_000_000_000;
    let weight = |n: u64| {
        let ln = ln(n, 1);
        (LOGARITHM_SCALE * UNITS + ln / 2) / ln
    };
    let sum: u128 = n_people.filter(|n| *n > 1).map(weight).sum();
    u64::try_from(sum).unwrap_or(u64::MAX)
}

/// On which boundaries two are known to stand in different places; somebody in no group stands elsewhere than
/// somebody in one.
fn differ(one: &[Affiliation; 4], other: &[Affiliation; 4]) -> Vec<Dimension> {
    let differs = |dimension: &Dimension| {
        let (one, other) = (&one[*dimension as usize], &other[*dimension as usize]);
        *one != Affiliation::Unknown && *other != Affiliation::Unknown && one != other
    };
    Dimension::ALL.into_iter().filter(differs).collect()
}

fn is_of_late(introduced: CivilDate, today: CivilDate) -> bool {
    introduced > today.plus_days(-RULES.introduced_days)
}

/// Whether so many full months lie between.
fn is_apart(exchanged: CivilDate, today: CivilDate) -> bool {
    today.month_index() - exchanged.month_index() > i64::from(RULES.apart_months)
}

fn introduces(role: Role) -> bool {
    matches!(role, Role::Steward | Role::Facilitator | Role::Convenor)
}

fn told_person(pairs: Vec<Pair>, allows: bool, as_of: Timestamp) -> Personal<CouldMeet> {
    match allows {
        true => told(pairs, "could_meet.own", as_of),
        false => Personal::not_applicable(Name::CouldMeet, as_of, "could_meet.not_allowed"),
    }
}

fn told_facilitator(pairs: Vec<Pair>, holds: bool, as_of: Timestamp) -> Personal<CouldMeet> {
    match holds {
        true => told(pairs, "could_meet.says", as_of),
        false => Personal::not_applicable(Name::CouldMeet, as_of, "could_meet.no_facilitator"),
    }
}

fn told(pairs: Vec<Pair>, says: &'static str, as_of: Timestamp) -> Personal<CouldMeet> {
    let says = match pairs.len() {
        0 => Sentence::of("could_meet.nobody"),
        n => Sentence::of(says).number("pairs", n as u64),
    };
    Personal::shown(Name::CouldMeet, as_of, CouldMeet { pairs }, says)
}

#[cfg(test)]
mod tests;
