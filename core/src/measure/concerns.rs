//! M12: what happens to concerns.
//!
//! People who doubt are a normal part of a community, and whether they are answered is what can be counted. Nobody is
//! counted by their concerns.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::history::{Act, History};
use super::live::{Here, PostKind, window};
use super::{Live, Measure, Name, Provenance, RULES, Sentence, Share, Status, Window};
use crate::activity::{ConcernOutcome, Kind};
use crate::id::{ActivityId, ContributionId, PersonId};
use crate::time::Timestamp;

/// What happens to the concerns that were raised in the window.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Concerns {
    /// How many were raised.
    pub raised: u64,
    /// How many of them somebody other than whoever raised them has answered by now.
    pub answered: u64,
    /// How many of those at least 30 days old were answered within 30 days.
    pub in_time: Share,
    /// Of the answered: something was changed, by the latest answer.
    pub changed: u64,
    /// Of the answered: it was explained.
    pub explained: u64,
    /// Of the answered: it was heard, and seen otherwise.
    pub disagreed: u64,
    /// How many of them nobody else has answered yet.
    pub open: u64,
    /// Days since the oldest of the open ones was raised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oldest_open_days: Option<u64>,
    /// How many that were raised before the window are open still.
    pub open_earlier: u64,
}

/// One concern, with the answers of others: when, at which place in the log, and what.
struct Concern {
    at: Timestamp,
    /// Days since it was raised.
    days: i64,
    is_recent: bool,
    first_at: Option<Timestamp>,
    latest: Option<ConcernOutcome>,
}

/// What happens to concerns, by the plain definition.
#[must_use]
pub fn batch(history: &History<'_>) -> Measure<Concerns> {
    let mut value = Concerns::default();
    let mut basis = Provenance::default();
    let mut people: BTreeSet<&PersonId> = BTreeSet::new();
    for (raised, answers) in concerns(history).values() {
        let is_recent = history.is_recent(raised.day);
        if is_recent {
            basis.count(raised.activity.basis, 1);
            people.extend(raised.by());
            people.extend(answers.iter().filter_map(|act| act.by()));
        }
        let in_order = answers
            .iter()
            .map(|act| (act.activity.at, act.position, outcome(act)));
        value.count(
            history.as_of,
            &Concern {
                at: raised.activity.at,
                days: history.today.days_since_epoch() - raised.day.days_since_epoch(),
                is_recent,
                first_at: answers.iter().map(|act| act.activity.at).min(),
                latest: in_order.max().and_then(|(.., outcome)| outcome),
            },
        );
    }
    let people = people.len() as u64;
    told(value, history.as_of, history.window(), basis, people)
}

/// The concerns, with the answers of others.
fn concerns<'a>(
    history: &'a History<'a>,
) -> BTreeMap<&'a ContributionId, (&'a Act<'a>, Vec<&'a Act<'a>>)> {
    let mut concerns = BTreeMap::new();
    for act in &history.acts {
        if let Kind::ConcernRaised { contribution, .. } = &act.activity.what {
            concerns.insert(contribution, (act, Vec::new()));
        }
    }
    for act in &history.acts {
        if let Kind::ConcernAnswered { concern, .. } = &act.activity.what
            && let Some((raised, answers)) = concerns.get_mut(concern)
            && act.by().is_some()
            && act.by() != raised.by()
        {
            answers.push(act);
        }
    }
    concerns
}

fn outcome(act: &Act<'_>) -> Option<ConcernOutcome> {
    match &act.activity.what {
        Kind::ConcernAnswered { outcome, .. } => Some(*outcome),
        _ => None,
    }
}

/// The activities behind its numbers.
pub(super) fn evidence(history: &History<'_>) -> Vec<(&'static str, Vec<ActivityId>)> {
    let (mut raised, mut answered, mut open) = (Vec::new(), Vec::new(), Vec::new());
    for (concern, answers) in concerns(history).values() {
        if history.is_recent(concern.day) {
            raised.push(concern.activity.id);
            answered.extend(answers.iter().map(|act| act.activity.id));
        }
        if answers.is_empty() {
            open.push(concern.activity.id);
        }
    }
    vec![("raised", raised), ("answered", answered), ("open", open)]
}

pub(super) fn live(live: &Live, here: &Here) -> Measure<Concerns> {
    let today = live.today(here);
    let window = window(today);
    let mut value = Concerns::default();
    let mut basis = Provenance::default();
    let mut people: BTreeSet<u32> = BTreeSet::new();
    for (post, thread) in here.talk.posts() {
        if post.kind != PostKind::Concern {
            continue;
        }
        let is_recent = window.includes(post.day);
        if is_recent {
            basis.count(post.basis, 1);
            people.extend(post.by);
            people.extend(thread.answers().filter_map(|answer| answer.by));
        }
        let latest = thread
            .answers()
            .max_by_key(|answer| (answer.at, answer.position));
        value.count(
            live.as_of(),
            &Concern {
                at: post.at,
                days: today.days_since_epoch() - post.day.days_since_epoch(),
                is_recent,
                first_at: thread.answers().map(|answer| answer.at).min(),
                latest: latest.map(|answer| answer.outcome),
            },
        );
    }
    told(value, live.as_of(), window, basis, people.len() as u64)
}

impl Concerns {
    fn count(&mut self, as_of: Timestamp, concern: &Concern) {
        if !concern.is_recent {
            self.open_earlier += u64::from(concern.latest.is_none());
            return;
        }
        self.raised += 1;
        let due = concern.at.plus_days(RULES.concern_days);
        if due <= as_of {
            self.in_time.den += 1;
            self.in_time.num += u64::from(concern.first_at.is_some_and(|at| at <= due));
        }
        let Some(outcome) = concern.latest else {
            self.open += 1;
            let days = u64::try_from(concern.days).ok();
            self.oldest_open_days = self.oldest_open_days.max(days);
            return;
        };
        self.answered += 1;
        *match outcome {
            ConcernOutcome::Changed => &mut self.changed,
            ConcernOutcome::Explained => &mut self.explained,
            ConcernOutcome::Disagreed => &mut self.disagreed,
        } += 1;
    }
}

fn told(
    value: Concerns,
    as_of: Timestamp,
    window: Window,
    basis: Provenance,
    people: u64,
) -> Measure<Concerns> {
    let is_empty = value.raised == 0 && value.open_earlier == 0;
    let says = says(&value);
    Measure {
        name: Name::Concerns,
        as_of,
        window,
        status: match is_empty {
            true => Status::NotApplicable { why: says.clone() },
            false => Status::Shown(value),
        },
        basis,
        people,
        coverage: None,
        says,
    }
}

fn says(value: &Concerns) -> Sentence {
    let earlier = match value.open_earlier {
        0 => Sentence::of("concerns.none_earlier"),
        n => Sentence::of("concerns.earlier").number("earlier", n),
    };
    if value.raised == 0 {
        return Sentence::of("concerns.says_none")
            .number("days", RULES.window_days.unsigned_abs().into())
            .sentence("earlier", earlier);
    }
    let answers = match value.answered {
        0 => Sentence::of("concerns.no_answer"),
        n => Sentence::of("concerns.answers")
            .number("answered", n)
            .number("changed", value.changed)
            .number("explained", value.explained)
            .number("disagreed", value.disagreed),
    };
    let open = match value.oldest_open_days {
        None => Sentence::of("concerns.none_open"),
        Some(days) => Sentence::of("concerns.open")
            .number("open", value.open)
            .number("days", days),
    };
    Sentence::of("concerns.says")
        .number("raised", value.raised)
        .sentence("answers", answers)
        .sentence("open", open)
        .sentence("earlier", earlier)
}

#[cfg(test)]
mod tests;
