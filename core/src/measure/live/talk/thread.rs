//! One thread: what it began with, the turns in it that count, and how far it has come if it is a problem.

use std::collections::BTreeSet;

use super::super::super::interner::Table;
use super::super::super::stored::{stored, stored_variants};
use super::super::{Deed, Names};
use super::dialogue::{Dialogue, Earliest};
use super::session::{Session, Sessions};
use super::{Insight, put};
use crate::activity::{Basis, ConcernOutcome, Kind, Turn};
use crate::time::{CivilDate, Timestamp};

/// One thread.
#[derive(Debug, Clone)]
pub(in super::super::super) struct Thread {
    /// What it began with, by number.
    pub(in super::super::super) root: u32,
    /// None where it was taken back.
    pub(super) post: Option<Post>,
    turns: Vec<Said>,
    reframings: Vec<Reframing>,
    sessions: Vec<Session>,
    /// Of a concern.
    answers: Vec<Answer>,
    last_turn: Option<Timestamp>,
    /// The first turn by somebody else.
    replied: Earliest,
    /// The first substantive one.
    replied_in_substance: Earliest,
    dialogue: Dialogue,
}

stored!(Thread {
    root,
    post,
    turns,
    reframings,
    sessions,
    answers,
    last_turn,
    replied,
    replied_in_substance,
    dialogue,
});

/// What a thread began with.
#[derive(Debug, Clone, Copy)]
pub(in super::super::super) struct Post {
    pub(in super::super::super) kind: PostKind,
    pub(in super::super::super) position: u64,
    pub(in super::super::super) by: Option<u32>,
    pub(in super::super::super) at: Timestamp,
    pub(in super::super::super) day: CivilDate,
    pub(in super::super::super) basis: Basis,
    vantage: Option<u32>,
}

stored!(Post {
    kind,
    position,
    by,
    at,
    day,
    basis,
    vantage
});

/// What a thread begins with whose answers are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super::super) enum PostKind {
    Problem,
    Concern,
    Announcement,
    Resource,
}

stored_variants!(PostKind { 0 => Problem, 1 => Concern, 2 => Announcement, 3 => Resource });

/// What became of a concern, by somebody's word.
#[derive(Debug, Clone, Copy)]
pub(in super::super::super) struct Answer {
    pub(in super::super::super) position: u64,
    pub(in super::super::super) by: Option<u32>,
    pub(in super::super::super) at: Timestamp,
    pub(in super::super::super) outcome: ConcernOutcome,
}

stored!(Answer {
    position,
    by,
    at,
    outcome
});

/// A turn.
#[derive(Debug, Clone)]
pub(super) struct Said {
    position: u64,
    pub(super) turn: u32,
    pub(super) by: Option<u32>,
    pub(super) at: Timestamp,
    vantage: Option<u32>,
    is_substantive: bool,
    /// To whom it is, if it is substantive, and whether they stood at different points.
    to: Vec<(u32, bool)>,
}

stored!(Said {
    position,
    turn,
    by,
    at,
    vantage,
    is_substantive,
    to
});

/// A problem was put anew.
#[derive(Debug, Clone)]
struct Reframing {
    position: u64,
    at: Timestamp,
    /// Who sees it so too, beside whoever put it so.
    confirmed_by: Vec<u32>,
}

stored!(Reframing {
    position,
    at,
    confirmed_by
});

/// How far a problem has come.
pub(in super::super::super) struct Episode<'a> {
    /// Which, by number.
    pub(in super::super::super) problem: u32,
    /// 0 nothing yet, 1 worked through, 2 thought through together, 3 across a boundary.
    pub(in super::super::super) grade: u8,
    /// How much of it was reached in the thread.
    pub(in super::super::super) seen_grade: u8,
    /// When each of the grades 1, 2 and 3 was first reached.
    pub(in super::super::super) reached: [Option<Timestamp>; 3],
    /// When it was raised, last answered or last worked on in a meeting.
    pub(in super::super::super) last_at: Timestamp,
    thread: &'a Thread,
    /// Those in meetings of which enough people say that it changed something.
    met: BTreeSet<u32>,
}

impl Post {
    pub(super) fn of(names: &mut Names, deed: &Deed<'_>, what: &Kind) -> Option<(u32, Self)> {
        let (kind, root, vantage) = match what {
            Kind::ProblemRaised {
                problem, vantage, ..
            } => (PostKind::Problem, problem, vantage.as_ref()),
            Kind::ConcernRaised { contribution, .. } => (PostKind::Concern, contribution, None),
            Kind::Announced { contribution, .. } => (PostKind::Announcement, contribution, None),
            Kind::ResourceShared { contribution, .. } => (PostKind::Resource, contribution, None),
            _ => return None,
        };
        let post = Self {
            kind,
            position: deed.position,
            by: deed.who,
            at: deed.activity.at,
            day: deed.day,
            basis: deed.activity.basis,
            vantage: vantage.map(|vantage| names.term(vantage)),
        };
        Some((names.contribution(root), post))
    }
}

impl Said {
    pub(super) fn new(names: &mut Names, deed: &Deed<'_>, turn: &Turn) -> Self {
        let mut to: Vec<(u32, bool)> = Vec::new();
        let is_substantive = turn.is_substantive();
        if deed.who.is_some() && is_substantive {
            for addressee in &turn.addressees {
                let who = names.person(addressee);
                let towards = names.profile(who, deed.position);
                if Some(who) != deed.who && to.iter().all(|(other, _)| *other != who) {
                    to.push((who, names.differ(deed.from, towards)));
                }
            }
        }
        Self {
            position: deed.position,
            turn: names.contribution(&turn.turn),
            by: deed.who,
            at: deed.activity.at,
            vantage: turn.vantage.as_ref().map(|vantage| names.term(vantage)),
            is_substantive,
            to,
        }
    }
}

impl Thread {
    pub(super) fn new(root: u32) -> Self {
        Self {
            root,
            post: None,
            turns: Vec::new(),
            reframings: Vec::new(),
            sessions: Vec::new(),
            answers: Vec::new(),
            last_turn: None,
            replied: Earliest::default(),
            replied_in_substance: Earliest::default(),
            dialogue: Dialogue::default(),
        }
    }

    pub(super) fn hear(&mut self, said: Said, insights: &Table<u32, Vec<Insight>>) {
        self.take(&said, insights);
        put(&mut self.turns, said, |said| said.position, 1);
    }

    pub(super) fn unhear(&mut self, said: Said) {
        put(&mut self.turns, said, |said| said.position, -1);
    }

    pub(super) fn meet(&mut self, session: Session, sign: i64) {
        let position = |session: &Session| session.position;
        put(&mut self.sessions, session, position, sign);
    }

    pub(super) fn answer(&mut self, answer: Answer, sign: i64) {
        put(&mut self.answers, answer, |answer| answer.position, sign);
    }

    /// What became of a concern by the word of others, in the order of the log.
    pub(in super::super::super) fn answers(&self) -> impl Iterator<Item = &Answer> {
        let raised_by = self.post.and_then(|post| post.by);
        let answers = self.answers.iter();
        answers.filter(move |answer| answer.by.is_some() && answer.by != raised_by)
    }

    /// When somebody else first took a turn in it or answered the concern.
    pub(in super::super::super) fn replied_at(&self) -> Option<Timestamp> {
        let mut first = self.replied;
        for answer in self.answers() {
            first.put(answer.at);
        }
        first.0
    }

    /// Whether somebody else took a substantive turn in it.
    pub(in super::super::super) fn is_two_way(&self) -> bool {
        self.replied_in_substance.0.is_some()
    }

    fn is_problem(&self) -> bool {
        self.post.is_some_and(|post| post.kind == PostKind::Problem)
    }

    pub(super) fn reframe(&mut self, deed: &Deed<'_>, mut confirmed_by: Vec<u32>, sign: i64) {
        let Some(by) = deed.who else { return };
        confirmed_by.retain(|who| *who != by);
        let reframing = Reframing {
            position: deed.position,
            at: deed.activity.at,
            confirmed_by,
        };
        self.confirm(&reframing);
        let position = |reframing: &Reframing| reframing.position;
        put(&mut self.reframings, reframing, position, sign);
    }

    /// Somebody says that what was said here, by whom and when, changed how they see it.
    pub(super) fn attest(&mut self, author: Option<u32>, said_at: Timestamp, insight: &Insight) {
        if self.is_problem() && author.is_some_and(|author| author != insight.by) {
            self.dialogue.attest(insight.by, insight.at.max(said_at));
        }
    }

    /// Finds again, after something was taken back, all that follows from what is left.
    pub(super) fn read_again(&mut self, insights: &Table<u32, Vec<Insight>>) {
        self.last_turn = None;
        self.replied = Earliest::default();
        self.replied_in_substance = Earliest::default();
        self.dialogue = Dialogue::default();
        if let Some(post) = self.post.filter(|_| self.is_problem()) {
            if let Some(by) = post.by {
                self.dialogue.take_part(by, post.at, post.vantage);
            }
            for insight in insights.get(&self.root).into_iter().flatten() {
                self.attest(post.by, post.at, insight);
            }
        }
        let turns = std::mem::take(&mut self.turns);
        for said in &turns {
            self.take(said, insights);
        }
        self.turns = turns;
        let reframings = std::mem::take(&mut self.reframings);
        for reframing in &reframings {
            self.confirm(reframing);
        }
        self.reframings = reframings;
    }

    fn take(&mut self, said: &Said, insights: &Table<u32, Vec<Insight>>) {
        self.last_turn = self.last_turn.max(Some(said.at));
        let (Some(post), Some(by)) = (&self.post, said.by) else {
            return;
        };
        if post.by != said.by {
            self.replied.put(said.at);
            if said.is_substantive {
                self.replied_in_substance.put(said.at);
            }
        }
        if post.kind != PostKind::Problem {
            return;
        }
        self.dialogue.take_part(by, said.at, said.vantage);
        for (to, is_across) in &said.to {
            self.dialogue.address(by, *to, said.at, *is_across);
        }
        for insight in insights.get(&said.turn).into_iter().flatten() {
            self.attest(said.by, said.at, insight);
        }
    }

    fn confirm(&mut self, reframing: &Reframing) {
        for who in &reframing.confirmed_by {
            self.dialogue.attest(*who, reframing.at);
        }
    }

    pub(super) fn episode(&self, sessions: &Sessions, names: &Names) -> Option<Episode<'_>> {
        let post = self.post.filter(|_| self.is_problem())?;
        let mut reached = self.dialogue.reached().map(Earliest);
        let seen_grade = grade(&reached);
        let mut met = BTreeSet::new();
        for session in &self.sessions {
            let Some(together) = sessions.together(session, names) else {
                continue;
            };
            reached[0].put(together.at);
            reached[1].put(together.at);
            if let Some(at) = together.across_at {
                reached[2].put(at);
            }
            met.extend(together.people);
        }
        let last_session = self.sessions.iter().map(|session| session.at).max();
        let last_ats = [self.last_turn, last_session].into_iter().flatten();
        Some(Episode {
            problem: self.root,
            grade: grade(&reached),
            seen_grade,
            reached: reached.map(|at| Some(at.0?.max(post.at))),
            last_at: last_ats.fold(post.at, Ord::max),
            thread: self,
            met,
        })
    }
}

impl Episode<'_> {
    /// Everybody in it, in no order, some of them more than once.
    pub(in super::super::super) fn people(&self) -> impl Iterator<Item = u32> {
        let in_thread = self.thread.dialogue.people();
        in_thread.chain(self.met.iter().copied())
    }

    /// The days of the meetings that worked on it.
    pub(in super::super::super) fn session_days(&self) -> impl Iterator<Item = CivilDate> {
        self.thread.sessions.iter().map(|session| session.day)
    }
}

/// The highest grade that was reached.
fn grade(reached: &[Earliest; 3]) -> u8 {
    let grades = (1..=3).zip(reached);
    let reached = grades.filter(|(_, at)| at.0.is_some());
    reached.map(|(grade, _)| grade).max().unwrap_or(0)
}
