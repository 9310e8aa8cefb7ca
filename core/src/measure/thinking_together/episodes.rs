//! How far each problem has come, by the plain definition (after Pyrko, Dörfler and Eden 2017, "Thinking together").

use std::collections::{BTreeMap, BTreeSet};

use super::super::RULES;
use super::super::history::{Act, History};
use crate::activity::{Kind, Reference, Turn};
use crate::affiliation::{Affiliation, Affiliations, Dimension};
use crate::id::{ContributionId, EventId, PersonId, Term};
use crate::time::{CivilDateTime, Timestamp};

/// How far one problem has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Episode {
    /// Which problem.
    pub problem: ContributionId,
    /// 0 nothing yet, 1 worked through, 2 thought through together, 3 across a boundary.
    pub grade: u8,
    /// When each of the grades 1, 2 and 3 was first reached by what still counts, whatever arrived when.
    pub reached: [Option<Timestamp>; 3],
    /// How much of the grade was reached in the thread, where the log saw it; the rest was said of a meeting.
    pub seen_grade: u8,
    /// When it was raised, last answered or last worked on in a meeting.
    pub last_at: Timestamp,
    /// Everybody in it: whoever raised it, whoever took a turn that still counts, and whoever took part in a meeting
    /// of which enough people say that it changed something.
    pub people: BTreeSet<PersonId>,
}

/// What happened to one problem, and what was said of it.
pub(super) struct Case<'a> {
    pub(super) problem: &'a ContributionId,
    pub(super) raised: &'a Act<'a>,
    vantage: Option<&'a Term>,
    turns: Vec<(&'a Act<'a>, &'a Turn)>,
    /// Insights about the problem or a turn, with what they are about.
    insights: Vec<(&'a Act<'a>, &'a ContributionId)>,
    /// Reframings, with whoever sees it so too.
    reframings: Vec<(&'a Act<'a>, &'a [PersonId])>,
    pub(super) sessions: Vec<Session<'a>>,
}

/// A meeting that worked on a problem.
pub(super) struct Session<'a> {
    pub(super) act: &'a Act<'a>,
    participants: &'a [PersonId],
    /// Whoever was recorded as there.
    attended: Vec<&'a Act<'a>>,
    /// Insights about the event.
    insights: Vec<&'a Act<'a>>,
}

/// How far each problem has come, by id, by the plain definition.
#[must_use]
pub fn episodes(history: &History<'_>) -> Vec<Episode> {
    cases(history).iter().map(Case::episode).collect()
}

/// All problems that were not taken back, by id.
pub(super) fn cases<'a>(history: &'a History<'a>) -> Vec<Case<'a>> {
    let mut cases = BTreeMap::new();
    for act in &history.acts {
        if let Kind::ProblemRaised {
            problem, vantage, ..
        } = &act.activity.what
        {
            cases.entry(problem).or_insert(Case {
                problem,
                raised: act,
                vantage: vantage.as_ref(),
                turns: Vec::new(),
                insights: Vec::new(),
                reframings: Vec::new(),
                sessions: Vec::new(),
            });
        }
    }
    let met = Met::of(history);
    let mut threads: BTreeMap<&ContributionId, &ContributionId> = BTreeMap::new();
    for act in &history.acts {
        match &act.activity.what {
            Kind::ProblemRaised { problem, .. } => {
                threads.insert(problem, problem);
            }
            Kind::Replied(turn) => {
                threads.insert(&turn.turn, &turn.thread);
                if let Some(case) = cases.get_mut(&turn.thread) {
                    case.turns.push((act, turn));
                }
            }
            Kind::ProblemReframed {
                problem,
                confirmed_by,
                ..
            } => {
                if let Some(case) = cases.get_mut(problem) {
                    case.reframings.push((act, confirmed_by));
                }
            }
            Kind::SessionWorked {
                event,
                occurrence,
                problem,
                participants,
            } => {
                if let Some(case) = cases.get_mut(problem) {
                    let session = Session {
                        act,
                        participants,
                        attended: met
                            .attended
                            .get(&(event, *occurrence))
                            .cloned()
                            .unwrap_or_default(),
                        insights: met.insights.get(event).cloned().unwrap_or_default(),
                    };
                    case.sessions.push(session);
                }
            }
            _ => {}
        }
    }
    for act in &history.acts {
        if let Kind::InsightMarked {
            about: Reference::Contribution(about),
        } = &act.activity.what
            && let Some(thread) = threads.get(about)
            && let Some(case) = cases.get_mut(*thread)
        {
            case.insights.push((act, about));
        }
    }
    cases.into_values().collect()
}

/// Whether two stand at different points on a boundary, as far as it is known of both. Having no group there is known.
fn differ(one: &Affiliations, other: &Affiliations) -> bool {
    Dimension::ALL.into_iter().any(|dimension| {
        let (one, other) = (one.on(dimension), other.on(dimension));
        let are_known = *one != Affiliation::Unknown && *other != Affiliation::Unknown;
        are_known && one != other
    })
}

/// What is known of events: who was recorded as there, and whom they changed.
#[derive(Default)]
struct Met<'a> {
    attended: BTreeMap<(&'a EventId, Option<CivilDateTime>), Vec<&'a Act<'a>>>,
    insights: BTreeMap<&'a EventId, Vec<&'a Act<'a>>>,
}

impl<'a> Met<'a> {
    fn of(history: &'a History<'a>) -> Self {
        let mut met = Self::default();
        for act in &history.acts {
            match &act.activity.what {
                Kind::Attended {
                    event, occurrence, ..
                } => met
                    .attended
                    .entry((event, *occurrence))
                    .or_default()
                    .push(act),
                Kind::InsightMarked {
                    about: Reference::Event(event),
                } => met.insights.entry(event).or_default().push(act),
                _ => {}
            }
        }
        met
    }
}

impl<'a> Case<'a> {
    pub(super) fn episode(&self) -> Episode {
        let mut moments: Vec<Timestamp> = self.acts().map(|act| act.activity.at).collect();
        moments.sort_unstable();
        // What is there grows from moment to moment, and no grade sinks by it.
        let first = |grade: u8| {
            let nth = moments.partition_point(|moment| self.grade_at(*moment) < grade);
            moments.get(nth).copied()
        };
        let seen_grade = self.thread_grade_at(Timestamp::MAX);
        let turns = self.turns.iter().map(|(act, _)| *act);
        let sessions = self.sessions.iter().map(|session| session.act);
        let mut people = self.participants_at(Timestamp::MAX);
        for session in &self.sessions {
            if session.grade_at(Timestamp::MAX) > 0 {
                people.extend(session.participants);
                people.extend(
                    session
                        .attesting_at(Timestamp::MAX)
                        .iter()
                        .filter_map(|act| act.by()),
                );
            }
        }
        Episode {
            problem: self.problem.clone(),
            grade: self.grade_at(Timestamp::MAX),
            reached: [first(1), first(2), first(3)],
            seen_grade,
            last_at: turns
                .chain(sessions)
                .map(|act| act.activity.at)
                .fold(self.raised.activity.at, Ord::max),
            people: people.into_iter().cloned().collect(),
        }
    }

    /// Everything that bears on its grade.
    pub(super) fn acts(&self) -> impl Iterator<Item = &'a Act<'a>> {
        let sessions = self.sessions.iter().flat_map(|session| {
            let there = session.attended.iter().chain(&session.insights);
            std::iter::once(session.act).chain(there.copied())
        });
        std::iter::once(self.raised)
            .chain(self.turns.iter().map(|(act, _)| *act))
            .chain(self.insights.iter().map(|(act, _)| *act))
            .chain(self.reframings.iter().map(|(act, _)| *act))
            .chain(sessions)
    }

    fn grade_at(&self, moment: Timestamp) -> u8 {
        if self.raised.activity.at > moment {
            return 0;
        }
        let sessions = self.sessions.iter().map(|session| session.grade_at(moment));
        sessions.fold(self.thread_grade_at(moment), Ord::max)
    }

    /// 1 with mutual guidance (TT2), 2 if somebody says that it changed something (TT4), 3 if two who guided each
    /// other stand at different points (TT3).
    fn thread_grade_at(&self, moment: Timestamp) -> u8 {
        let mut n_to: BTreeMap<(&PersonId, &PersonId), u32> = BTreeMap::new();
        let mut across = BTreeSet::new();
        for (act, _) in self.turns_at(moment) {
            let pairs: BTreeSet<_> = act.exchanges().map(|said| (said.by, said.to)).collect();
            for pair in pairs {
                *n_to.entry(pair).or_default() += 1;
            }
            let differing = act
                .exchanges()
                .filter(|said| differ(said.from, said.towards));
            across.extend(differing.flat_map(|said| [(said.by, said.to), (said.to, said.by)]));
        }
        let vantages = self.vantages_at(moment);
        let are_apart = |one, other| {
            let others = vantages.iter().filter(|(by, _)| *by == other);
            let mut theirs = others.map(|(_, vantage)| *vantage);
            theirs.any(|theirs| {
                vantages
                    .iter()
                    .any(|(by, own)| *by == one && *own != theirs)
            })
        };
        let guide_each_other = n_to.iter().filter_map(|((one, other), n)| {
            let back = n_to.get(&(*other, *one))?;
            (n + back >= RULES.mutual_turns).then_some((*one, *other))
        });
        let guide_each_other: Vec<_> = guide_each_other.collect();
        if guide_each_other.is_empty() {
            return 0;
        }
        if !self.is_attested_at(moment) {
            return 1;
        }
        let mut pairs = guide_each_other.into_iter();
        match pairs.any(|(one, other)| across.contains(&(one, other)) || are_apart(one, other)) {
            true => 3,
            false => 2,
        }
    }

    /// Whether somebody in it says that what somebody else in it said changed how they see it, or sees the problem as
    /// somebody else put it anew.
    fn is_attested_at(&self, moment: Timestamp) -> bool {
        let participants = self.participants_at(moment);
        let author = |of: &ContributionId| {
            if of == self.problem {
                return self.raised.by();
            }
            let (act, _) = self.turns_at(moment).find(|(_, turn)| turn.turn == *of)?;
            act.by()
        };
        let changed = self.insights.iter().any(|(act, about)| {
            let is_of_another = match (act.by(), author(about)) {
                (Some(by), Some(author)) => by != author && participants.contains(by),
                _ => false,
            };
            act.activity.at <= moment && is_of_another
        });
        let is_seen_anew = self.reframings.iter().any(|(act, confirmed_by)| {
            let others = confirmed_by
                .iter()
                .filter(|person| Some(*person) != act.by());
            let mut others = others.filter(|person| participants.contains(person));
            act.activity.at <= moment && act.by().is_some() && others.next().is_some()
        });
        changed || is_seen_anew
    }

    /// Whoever raised it, and whoever took a turn.
    fn participants_at(&self, moment: Timestamp) -> BTreeSet<&'a PersonId> {
        let raised = std::iter::once(self.raised).filter(|act| act.activity.at <= moment);
        let turns = self.turns_at(moment).map(|(act, _)| *act);
        raised.chain(turns).filter_map(Act::by).collect()
    }

    /// From where people say that they see it.
    fn vantages_at(&self, moment: Timestamp) -> BTreeSet<(&'a PersonId, &'a Term)> {
        let turns = self.turns_at(moment);
        let turns = turns.filter_map(|(act, turn)| Some((act.by()?, turn.vantage.as_ref()?)));
        let raised = (self.raised.activity.at <= moment)
            .then_some(self.raised.by().zip(self.vantage))
            .flatten();
        turns.chain(raised).collect()
    }

    fn turns_at(&self, moment: Timestamp) -> impl Iterator<Item = &(&'a Act<'a>, &'a Turn)> {
        self.turns
            .iter()
            .filter(move |(act, _)| act.activity.at <= moment)
    }
}

impl<'a> Session<'a> {
    /// 2 if two who were there say that it changed something and one of them did not record it, 3 if two of them
    /// stood at different points.
    fn grade_at(&self, moment: Timestamp) -> u8 {
        let attesting = self.attesting_at(moment);
        let people: BTreeSet<&PersonId> = attesting.iter().filter_map(|act| act.by()).collect();
        let recorder = self.act.activity.recorder.as_ref();
        let recorded =
            |person: &PersonId| self.act.by() == Some(person) || recorder == Some(person);
        if people.len() < 2 || people.iter().all(|person| recorded(person)) {
            return 0;
        }
        let are_apart = |one: &Act<'_>, other: &Act<'_>| {
            one.by() != other.by() && differ(&one.from, &other.from)
        };
        let mut all = attesting.iter();
        match all.any(|one| attesting.iter().any(|other| are_apart(one, other))) {
            true => 3,
            false => 2,
        }
    }

    /// The insights of those who were there.
    fn attesting_at(&self, moment: Timestamp) -> Vec<&'a Act<'a>> {
        if self.act.activity.at > moment {
            return Vec::new();
        }
        let attended = self.attended.iter().filter(|act| act.activity.at <= moment);
        let attended: BTreeSet<&PersonId> = attended.filter_map(|act| act.by()).collect();
        let was_there =
            |person: &PersonId| self.participants.contains(person) || attended.contains(person);
        let insights = self.insights.iter().copied();
        insights
            .filter(|act| act.activity.at <= moment && act.by().is_some_and(was_there))
            .collect()
    }
}
