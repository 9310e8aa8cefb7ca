//! What is said: threads, who answers whom in them, meetings that worked on a problem, and whom it changed.

mod dialogue;
mod held;
mod newcomers;
mod session;
mod tally;
mod thread;

use super::super::interner::Table;
use super::super::stored::stored;
use super::super::thinking_together::is_of_problems;
use super::{Deed, Names};
use crate::activity::{Kind, Reference};
use crate::time::Timestamp;

use held::Held;
use newcomers::Newcomers;
use session::{Session, Sessions};
use tally::Tally;
use thread::{Answer, Said};

pub(in super::super) use thread::{Episode, Post, PostKind, Thread};

/// What is said in a community.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Talk {
    /// Where the thread is that began with a contribution.
    places: Table<u32, u32>,
    threads: Vec<Thread>,
    /// The turns that count.
    turns: Table<u32, Words>,
    /// Whom a contribution changed, also one that was taken back and may return.
    insights: Table<u32, Vec<Insight>>,
    sessions: Sessions,
    /// How what is said of problems is known, by day.
    pub(in super::super) of_problems: Tally,
    /// What members contributed first, and what was said to them.
    pub(in super::super) newcomers: Newcomers,
    /// Which meetings took place, in which form.
    pub(in super::super) held: Held,
}

stored!(Talk {
    places,
    threads,
    turns,
    insights,
    sessions,
    of_problems,
    newcomers,
    held
});

/// In which thread something is said, by whom and when.
#[derive(Debug, Clone, Copy)]
struct Words {
    thread: usize,
    by: Option<u32>,
    at: Timestamp,
}

stored!(Words { thread, by, at });

/// Somebody said that something changed how they see it.
#[derive(Debug, Clone, Copy)]
struct Insight {
    position: u64,
    by: u32,
    at: Timestamp,
}

stored!(Insight { position, by, at });

impl Talk {
    /// How far each problem has come that was not taken back, in the order in which they were first met.
    pub(in super::super) fn episodes<'a>(
        &'a self,
        names: &'a Names,
    ) -> impl Iterator<Item = Episode<'a>> {
        let threads = self.threads.iter();
        threads.filter_map(|thread| thread.episode(&self.sessions, names))
    }

    /// What threads began with that was not taken back, and the threads.
    pub(in super::super) fn posts(&self) -> impl Iterator<Item = (&Post, &Thread)> {
        let threads = self.threads.iter();
        threads.filter_map(|thread| Some((thread.post.as_ref()?, thread)))
    }

    pub(super) fn count(&mut self, names: &mut Names, deed: &Deed<'_>, sign: i64) {
        let what = &deed.activity.what;
        if deed.is_in_problem || is_of_problems(what) {
            let basis = deed.activity.basis;
            self.of_problems.count(deed.day, basis, sign);
        }
        self.newcomers.count(names, deed, sign);
        self.held.count(names, deed, sign);
        match what {
            Kind::Replied(turn) => {
                let thread = self.thread(names.contribution(&turn.thread));
                self.say(thread, Said::new(names, deed, turn), sign);
            }
            Kind::InsightMarked {
                about: Reference::Contribution(about),
            } => self.mark(names.contribution(about), deed, sign),
            Kind::InsightMarked {
                about: Reference::Event(event),
            } => self.sessions.mark(names.event(event), deed, sign),
            Kind::Attended {
                event, occurrence, ..
            } => {
                let event = names.event(event);
                self.sessions.attend((event, *occurrence), deed, sign);
            }
            Kind::ProblemReframed {
                problem,
                confirmed_by,
                ..
            } => {
                let thread = self.thread(names.contribution(problem));
                let confirmed_by = confirmed_by.iter().map(|who| names.person(who)).collect();
                self.threads[thread].reframe(deed, confirmed_by, sign);
                if sign < 0 {
                    self.threads[thread].read_again(&self.insights);
                }
            }
            Kind::SessionWorked {
                event,
                occurrence,
                problem,
                participants,
            } => {
                let thread = self.thread(names.contribution(problem));
                let occasion = (names.event(event), *occurrence);
                let session = Session::new(names, deed, occasion, participants);
                self.threads[thread].meet(session, sign);
            }
            Kind::ConcernAnswered {
                concern, outcome, ..
            } => {
                let thread = self.thread(names.contribution(concern));
                let answer = Answer {
                    position: deed.position,
                    by: deed.who,
                    at: deed.activity.at,
                    outcome: *outcome,
                };
                self.threads[thread].answer(answer, sign);
            }
            what => {
                if let Some((root, post)) = Post::of(names, deed, what) {
                    let thread = self.thread(root);
                    self.threads[thread].post = (sign > 0).then_some(post);
                    self.threads[thread].read_again(&self.insights);
                }
            }
        }
    }

    fn say(&mut self, thread: usize, said: Said, sign: i64) {
        if sign > 0 {
            let words = Words {
                thread,
                by: said.by,
                at: said.at,
            };
            self.turns.insert(said.turn, words);
            self.threads[thread].hear(said, &self.insights);
        } else {
            self.turns.remove(&said.turn);
            self.threads[thread].unhear(said);
            self.threads[thread].read_again(&self.insights);
        }
    }

    fn mark(&mut self, about: u32, deed: &Deed<'_>, sign: i64) {
        let Some(by) = deed.who else { return };
        let insight = Insight {
            position: deed.position,
            by,
            at: deed.activity.at,
        };
        let insights = self.insights.entry(about).or_default();
        put(insights, insight, |insight| insight.position, sign);
        let Some(words) = self.words(about) else {
            return;
        };
        let thread = &mut self.threads[words.thread];
        match sign > 0 {
            true => thread.attest(words.by, words.at, &insight),
            false => thread.read_again(&self.insights),
        }
    }

    /// What counts of a contribution: a turn, or what a thread began with.
    fn words(&self, contribution: u32) -> Option<Words> {
        if let Some(words) = self.turns.get(&contribution) {
            return Some(*words);
        }
        let thread = *self.places.get(&contribution)? as usize;
        let post = self.threads[thread].post?;
        Some(Words {
            thread,
            by: post.by,
            at: post.at,
        })
    }

    fn thread(&mut self, root: u32) -> usize {
        let fresh = u32::try_from(self.threads.len()).expect("threads are numbered by u32");
        let place = *self.places.entry(root).or_insert(fresh);
        if place == fresh {
            self.threads.push(Thread::new(root));
        }
        place as usize
    }
}

/// Puts something into a list in order, mostly by its position in the log, or takes it out there.
fn put<T, K: Ord>(list: &mut Vec<T>, item: T, key: impl Fn(&T) -> K, sign: i64) {
    let at = key(&item);
    // Mostly it is the last.
    let place = match list.last() {
        Some(last) if key(last) >= at => list.partition_point(|item| key(item) < at),
        _ => list.len(),
    };
    if sign > 0 {
        list.insert(place, item);
    } else {
        list.remove(place);
    }
}
