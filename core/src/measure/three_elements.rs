//! M0: whether the three elements of a community of practice can be seen: domain, community, practice.
//!
//! The elements are those of Wenger 1998 and Wenger, McDermott and Snyder 2002; by which signs they are seen is ours.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::history::{Act, History};
use super::live::{Here, window};
use super::number::median;
use super::{
    Live, Measure, NOTHING_LOGGED, Name, Provenance, RULES, Ratio, Sentence, Share, Status, Window,
};
use crate::activity::{Kind, Rung};
use crate::id::{ActivityId, ContributionId, PersonId, Term};
use crate::time::{CivilDate, Timestamp};

/// What can be seen of the three elements.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ThreeElements {
    /// What the community is about.
    pub domain: Domain,
    /// Whether people have to do with each other.
    pub community: Community,
    /// Whether something is put to use.
    pub practice: Practice,
}

/// How much can be seen of an element: with both its signs, with one of them, or with none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Seen {
    /// Both its signs are there.
    Present,
    /// One of them is.
    Thin,
    /// None of them is, which does not mean that the element is not there.
    NotSeen,
}

/// What the community is about. Signs: the purpose was put in the last twelve months; half of the problems of the
/// window carry a word of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Domain {
    /// How much can be seen of it.
    pub status: Seen,
    /// Full months since the purpose was put as it is now; none where it never was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose_months_ago: Option<u64>,
    /// Problems of the window that carry a word of the purpose, or any word where the purpose has none; of all.
    pub problems_with_terms: Share,
}

/// Whether people have to do with each other. Signs: some members exchanged something; of those, half did with at
/// least two people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Community {
    /// How much can be seen of it.
    pub status: Seen,
    /// Members in an exchange in the window, on either side, of all.
    pub exchanging: Share,
    /// With how many different people those exchanged something, the median; none where nobody did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partners: Option<Ratio>,
}

/// Whether something is put to use. Signs: an artefact was used by somebody other than its authors; somebody reported
/// that they put something to use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Practice {
    /// How much can be seen of it.
    pub status: Seen,
    /// Artefacts that somebody other than an author used in the window.
    pub artefacts_used: u64,
    /// Reports of the window that something was put to use.
    pub applied: u64,
}

/// What is counted, from which the elements are told.
#[derive(Default)]
struct Counted {
    purpose: Option<CivilDate>,
    problems_with_terms: Share,
    n_members: u64,
    /// How many partners each member in an exchange had.
    partners: Vec<u64>,
    artefacts_used: u64,
    applied: u64,
    basis: Provenance,
    people: u64,
}

/// Whether the three elements can be seen, by the plain definition.
#[must_use]
pub fn batch(history: &History<'_>) -> Measure<ThreeElements> {
    let mut counted = Counted {
        n_members: history.members.len() as u64,
        ..Counted::default()
    };
    let mut people: BTreeSet<&PersonId> = BTreeSet::new();
    let mut words: BTreeSet<&Term> = BTreeSet::new();
    if let Some((act, terms)) = history.acts.iter().rev().find_map(purpose) {
        counted.purpose = Some(act.day);
        counted.basis.count(act.activity.basis, 1);
        people.extend(act.by());
        words.extend(terms);
    }
    let mut partners: BTreeMap<&PersonId, BTreeSet<&PersonId>> = BTreeMap::new();
    let mut used = BTreeSet::new();
    for act in history.recent() {
        for exchange in act.exchanges() {
            partners.entry(exchange.by).or_default().insert(exchange.to);
            partners.entry(exchange.to).or_default().insert(exchange.by);
            counted.basis.count(act.activity.basis, 1);
            people.insert(exchange.by);
        }
        match &act.activity.what {
            Kind::ProblemRaised { terms, .. } => {
                counted.problems_with_terms.den += 1;
                let is_ours = |term: &Term| words.is_empty() || words.contains(term);
                counted.problems_with_terms.num += u64::from(terms.iter().any(is_ours));
            }
            Kind::ArtefactUsed { artefact, .. } if is_by_other(history, act, artefact) => {
                used.insert(artefact);
            }
            Kind::ValueReported(report) if report.rung == Rung::Applied => counted.applied += 1,
            _ => continue,
        }
        counted.basis.count(act.activity.basis, 1);
        people.extend(act.by());
    }
    counted.partners = partners
        .iter()
        .filter(|(person, _)| history.members.contains_key(**person))
        .map(|(_, partners)| partners.len() as u64)
        .collect();
    counted.artefacts_used = used.len() as u64;
    counted.people = people.len() as u64;
    told(counted, history.as_of, history.window())
}

fn purpose<'a>(act: &'a Act<'_>) -> Option<(&'a Act<'a>, &'a [Term])> {
    match &act.activity.what {
        Kind::CommunityFounded { purpose, .. } | Kind::PurposeRevised { purpose, .. } => {
            Some((act, &purpose.terms))
        }
        _ => None,
    }
}

/// Whether somebody who is known not to have written an artefact did something with it.
fn is_by_other(history: &History<'_>, act: &Act<'_>, artefact: &ContributionId) -> bool {
    let mut drafts = history.acts.iter();
    let drafted = drafts.find_map(|drafted| match &drafted.activity.what {
        Kind::ArtefactDrafted(draft) if draft.artefact == *artefact => Some((drafted, draft)),
        _ => None,
    });
    match (drafted, act.by()) {
        (Some((drafted, draft)), Some(by)) => {
            !draft.authors.contains(by) && drafted.by() != Some(by)
        }
        _ => false,
    }
}

/// The activities behind its numbers.
pub(super) fn evidence(history: &History<'_>) -> Vec<(&'static str, Vec<ActivityId>)> {
    let current = history.acts.iter().rev().find_map(purpose);
    let kind = |is_behind: fn(&Kind) -> bool| history.behind(|act| is_behind(&act.activity.what));
    let used = history.recent().filter_map(|act| match &act.activity.what {
        Kind::ArtefactUsed { artefact, .. } => {
            is_by_other(history, act, artefact).then_some(artefact)
        }
        _ => None,
    });
    let used: BTreeSet<&ContributionId> = used.collect();
    vec![
        (
            "purpose_months_ago",
            current
                .map(|(act, _)| act.activity.id)
                .into_iter()
                .collect(),
        ),
        (
            "problems_with_terms",
            kind(|kind| matches!(kind, Kind::ProblemRaised { .. })),
        ),
        (
            "exchanging",
            history.behind(|act| act.exchanges().next().is_some()),
        ),
        ("members", history.memberships()),
        (
            "artefacts_used",
            history.ever_behind(|act| match &act.activity.what {
                Kind::ArtefactUsed { artefact, .. } => used.contains(artefact),
                Kind::ArtefactDrafted(draft) => used.contains(&draft.artefact),
                _ => false,
            }),
        ),
        (
            "applied",
            kind(
                |kind| matches!(kind, Kind::ValueReported(report) if report.rung == Rung::Applied),
            ),
        ),
    ]
}

pub(super) fn live(live: &Live, here: &Here) -> Measure<ThreeElements> {
    let window = window(live.today(here));
    let is_recent = |day: CivilDate| window.includes(day);
    let mut counted = Counted {
        basis: here.window.bases.exchanges,
        ..Counted::default()
    };
    let mut people: BTreeSet<u32> = BTreeSet::new();
    let mut words: &[u32] = &[];
    if let Some(purpose) = here.frame.purpose() {
        counted.purpose = Some(purpose.day);
        counted.basis.count(purpose.basis, 1);
        people.extend(purpose.who);
        words = &purpose.terms;
    }
    let practice = &here.practice;
    for problem in practice.problems.values() {
        if is_recent(problem.day) {
            counted.problems_with_terms.den += 1;
            let mut terms = problem.terms.iter();
            let is_ours = terms.any(|term| words.is_empty() || words.contains(term));
            counted.problems_with_terms.num += u64::from(is_ours);
            counted.basis.count(problem.basis, 1);
            people.extend(problem.who);
        }
    }
    for (_, draft, known) in practice.drafted() {
        let uses = known.uses.values().filter(|one| is_recent(one.day));
        let by_others = uses.filter(|one| one.who.is_some_and(|who| !draft.authors.contains(&who)));
        let mut is_used = false;
        for one in by_others {
            is_used = true;
            counted.basis.count(one.basis, 1);
            people.extend(one.who);
        }
        counted.artefacts_used += u64::from(is_used);
    }
    for report in practice.reports.all.values() {
        if report.rung == Rung::Applied && is_recent(report.day) {
            counted.applied += 1;
            counted.basis.count(report.basis, 1);
            people.extend(report.who);
        }
    }
    let mut partners: BTreeSet<(u32, u32)> = BTreeSet::new();
    for (between, _) in here.exchanges.counted() {
        partners.insert((between.by, between.to));
        partners.insert((between.to, between.by));
        people.insert(between.by);
    }
    for member in here.people.members() {
        counted.n_members += 1;
        let with = partners.range((member.who, 0)..=(member.who, u32::MAX));
        let n_partners = with.count() as u64;
        counted
            .partners
            .extend((n_partners > 0).then_some(n_partners));
    }
    counted.people = people.len() as u64;
    told(counted, live.as_of(), window)
}

/// Full calendar months from one day to another.
fn full_months(from: CivilDate, to: CivilDate) -> u64 {
    let months = to.month_index() - from.month_index() - i64::from(to.day() < from.day());
    u64::try_from(months).unwrap_or_default()
}

/// Whether a day is not longer ago than so many months.
fn is_within_months(months: u32, day: CivilDate, today: CivilDate) -> bool {
    let last = (day.month_index() + i64::from(months), day.day());
    last >= (today.month_index(), today.day())
}

/// With both signs of an element, with one, or with none.
fn seen(signs: [bool; 2]) -> Seen {
    match signs {
        [true, true] => Seen::Present,
        [false, false] => Seen::NotSeen,
        _ => Seen::Thin,
    }
}

impl Counted {
    fn elements(self, today: CivilDate) -> ThreeElements {
        let terms = self.problems_with_terms;
        let is_put_lately = self
            .purpose
            .is_some_and(|day| is_within_months(RULES.purpose_months, day, today));
        let n_exchanging = self.partners.len() as u64;
        let partners = median(self.partners);
        let has_several =
            partners.is_some_and(|partners| partners.num >= RULES.exchange_partners * partners.den);
        ThreeElements {
            domain: Domain {
                status: seen([is_put_lately, terms.num > 0 && terms.num * 2 >= terms.den]),
                purpose_months_ago: self.purpose.map(|day| full_months(day, today)),
                problems_with_terms: terms,
            },
            community: Community {
                status: seen([n_exchanging > 0, has_several]),
                exchanging: Share::of(n_exchanging, self.n_members),
                partners,
            },
            practice: Practice {
                status: seen([self.artefacts_used > 0, self.applied > 0]),
                artefacts_used: self.artefacts_used,
                applied: self.applied,
            },
        }
    }
}

fn told(counted: Counted, as_of: Timestamp, window: Window) -> Measure<ThreeElements> {
    let (basis, people) = (counted.basis, counted.people);
    let (status, says) = if basis.n() == 0 && counted.n_members == 0 {
        let why = Sentence::of(NOTHING_LOGGED);
        (
            Status::NotApplicable { why },
            Sentence::of("three_elements.nothing"),
        )
    } else {
        let value = counted.elements(window.to);
        let says = Sentence::of("three_elements.says")
            .sentence("domain", value.domain.status.word())
            .sentence("community", value.community.status.word())
            .sentence("practice", value.practice.status.word());
        (Status::Shown(value), says)
    };
    Measure {
        name: Name::ThreeElements,
        as_of,
        window,
        status,
        basis,
        people,
        coverage: None,
        says,
    }
}

impl Seen {
    fn word(self) -> Sentence {
        Sentence::of(match self {
            Seen::Present => "three_elements.present",
            Seen::Thin => "three_elements.thin",
            Seen::NotSeen => "three_elements.not_seen",
        })
    }
}

#[cfg(test)]
mod tests;
