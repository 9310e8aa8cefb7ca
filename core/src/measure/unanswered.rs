//! M11: whether anyone is left unanswered.
//!
//! Of newcomers who got a reply more wrote again, whatever the reply was worth (Joyce and Kraut 2006), so any reply by
//! somebody else counts. All that is old enough to have had its time is in the whole: a mean over what was answered
//! would hide the rest.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::history::{Act, History};
use super::live::{Here, PostKind, window};
use super::{Live, Measure, Name, Provenance, RULES, Sentence, Share, Status, Window};
use crate::activity::{Kind, Via};
use crate::id::{ActivityId, ContributionId, PersonId};
use crate::time::Timestamp;

/// Who was answered, of the problems and concerns of the window, and of those who were new in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Unanswered {
    /// Of the problems and concerns at least 14 days old: how many somebody else replied to within 14 days.
    pub answered: Share,
    /// Of the newcomers whose first contribution is at least 7 days old: to how many somebody else turned within 7
    /// days, by a reply to it, a turn to them or a welcome.
    pub newcomers: Share,
    /// Of the newcomers whose first contribution is at least 60 days old: how many contributed again within 60 days.
    pub again: Share,
    /// The problems and concerns that nobody else has replied to yet, old enough or not, the oldest first: for those
    /// who keep the community going.
    pub waiting: Vec<ContributionId>,
}

impl Unanswered {
    /// The numbers alone.
    pub(super) fn without_ids(self) -> Self {
        Self {
            waiting: Vec::new(),
            ..self
        }
    }
}

/// A problem or a concern, or somebody's first contribution, and when it was answered.
struct Waits {
    since: Timestamp,
    answered_at: Option<Timestamp>,
}

/// Whether anyone is left unanswered, by the plain definition.
#[must_use]
pub fn batch(history: &History<'_>) -> Measure<Unanswered> {
    let mut value = Unanswered::default();
    let mut basis = Provenance::default();
    let mut people = BTreeSet::new();
    let mut waiting = Vec::new();
    let replies = Replies::of(history);
    let mut replied_to: BTreeMap<u64, Option<Timestamp>> = BTreeMap::new();
    for (id, post) in posts(history) {
        basis.count(post.activity.basis, 1);
        people.extend(post.by());
        let waits = Waits {
            since: post.activity.at,
            answered_at: replies.replied_at(id, post),
        };
        value.count_post(history.as_of, &waits);
        if waits.answered_at.is_none() {
            waiting.push((post.activity.at, id.clone()));
        }
        replied_to.insert(post.position, waits.answered_at);
    }
    for (person, acts) in newcomers(history) {
        people.insert(person);
        let first = acts[0];
        let turned_to_at = replies.turned_to_at(person, first);
        let replied_at = replied_to.get(&first.position).copied().flatten();
        let waits = Waits {
            since: first.activity.at,
            answered_at: turned_to_at.into_iter().chain(replied_at).min(),
        };
        let again_at = acts.get(1).map(|act| act.activity.at);
        value.count_newcomer(history.as_of, &waits, again_at);
    }
    value.wait(waiting);
    let people = people.len() as u64;
    told(value, history.as_of, history.window(), basis, people)
}

/// The problems and concerns of the window.
fn posts<'a>(history: &'a History<'a>) -> impl Iterator<Item = (&'a ContributionId, &'a Act<'a>)> {
    history.recent().filter_map(|act| match &act.activity.what {
        Kind::ProblemRaised { problem, .. } => Some((problem, act)),
        Kind::ConcernRaised { contribution, .. } => Some((contribution, act)),
        _ => None,
    })
}

/// What was said after posts and to people, by the plain definition.
struct Replies<'a> {
    /// Turns and answers by the post that their thread began with.
    after: BTreeMap<&'a ContributionId, Vec<&'a Act<'a>>>,
    /// Turns and welcomes by whom they were to.
    to: BTreeMap<&'a PersonId, Vec<&'a Act<'a>>>,
}

impl<'a> Replies<'a> {
    fn of(history: &'a History<'a>) -> Self {
        let (mut after, mut to) = (BTreeMap::new(), BTreeMap::new());
        for act in history.acts.iter().filter(|act| act.by().is_some()) {
            match &act.activity.what {
                Kind::Replied(turn) => {
                    after.entry(&turn.thread).or_insert_with(Vec::new).push(act);
                    for person in &turn.addressees {
                        to.entry(person).or_insert_with(Vec::new).push(act);
                    }
                }
                Kind::ConcernAnswered { concern, .. } => {
                    after.entry(concern).or_insert_with(Vec::new).push(act);
                }
                Kind::Welcomed { person, .. } => {
                    to.entry(person).or_insert_with(Vec::new).push(act);
                }
                _ => {}
            }
        }
        Self { after, to }
    }

    /// When somebody else first took a turn in its thread or answered the concern.
    fn replied_at(&self, id: &ContributionId, post: &Act<'_>) -> Option<Timestamp> {
        let replies = self.after.get(id).into_iter().flatten();
        let by_others = replies.filter(|act| act.by() != post.by());
        by_others.map(|act| act.activity.at).min()
    }

    /// When somebody else first turned to a newcomer, on or after their first contribution.
    fn turned_to_at(&self, newcomer: &PersonId, first: &Act<'_>) -> Option<Timestamp> {
        let turns = self.to.get(newcomer).into_iter().flatten();
        let by_others = turns.filter(|act| act.by() != Some(newcomer));
        let moments = by_others.map(|act| act.activity.at);
        moments.filter(|at| *at >= first.activity.at).min()
    }
}

/// Whoever contributed as a member for the first time in the window, with all that they contributed since, in order.
/// Those who have left again are among them; founders are not.
fn newcomers<'a>(history: &'a History<'a>) -> BTreeMap<&'a PersonId, Vec<&'a Act<'a>>> {
    let mut contributed: BTreeMap<&PersonId, Vec<&Act<'_>>> = BTreeMap::new();
    for act in &history.acts {
        if let Some(by) = act.by()
            && act.as_member
            && act.counts().contribution
        {
            contributed.entry(by).or_default().push(act);
        }
    }
    for act in &history.acts {
        if let (
            Kind::Joined {
                via: Via::Founding, ..
            },
            Some(by),
        ) = (&act.activity.what, act.by())
        {
            contributed.remove(by);
        }
    }
    for acts in contributed.values_mut() {
        acts.sort_by_key(|act| (act.activity.at, act.position));
    }
    contributed.retain(|_, acts| history.is_recent(history.day(acts[0].activity.at)));
    contributed
}

/// The activities behind its numbers.
pub(super) fn evidence(history: &History<'_>) -> Vec<(&'static str, Vec<ActivityId>)> {
    let mut behind = vec![("answered", Vec::new()), ("waiting", Vec::new())];
    let replies = Replies::of(history);
    for (id, post) in posts(history) {
        let is_answered = replies.replied_at(id, post).is_some();
        behind[usize::from(!is_answered)].1.push(post.activity.id);
    }
    let to_posts = posts(history).flat_map(|(id, _)| replies.after.get(id).into_iter().flatten());
    behind.push(("replies", to_posts.map(|act| act.activity.id).collect()));
    let (mut newcomers_first, mut turned_to, mut again) = (Vec::new(), Vec::new(), Vec::new());
    for (newcomer, acts) in newcomers(history) {
        newcomers_first.push(acts[0].activity.id);
        let turns = replies.to.get(newcomer).into_iter().flatten();
        turned_to.extend(turns.map(|act| act.activity.id));
        again.extend(acts.get(1).map(|act| act.activity.id));
    }
    behind.push(("newcomers", newcomers_first));
    behind.push(("turned_to", turned_to));
    behind.push(("again", again));
    behind.push(("members", history.memberships()));
    behind
}

pub(super) fn live(live: &Live, here: &Here) -> Measure<Unanswered> {
    let window = window(live.today(here));
    let mut value = Unanswered::default();
    let mut basis = Provenance::default();
    let mut people = BTreeSet::new();
    let mut waiting = Vec::new();
    let mut replied_at = BTreeMap::new();
    for (post, thread) in here.talk.posts() {
        let is_asking = matches!(post.kind, PostKind::Problem | PostKind::Concern);
        if !is_asking || !window.includes(post.day) {
            continue;
        }
        basis.count(post.basis, 1);
        people.extend(post.by);
        let waits = Waits {
            since: post.at,
            answered_at: thread.replied_at(),
        };
        value.count_post(live.as_of(), &waits);
        match waits.answered_at {
            Some(at) => {
                replied_at.insert(post.position, at);
            }
            None => {
                let id = live.names().contribution_id(thread.root).clone();
                waiting.push((post.at, id));
            }
        }
    }
    for (who, newcomer) in here.talk.newcomers.iter() {
        let Some((since, position)) = newcomer.first() else {
            continue;
        };
        if !window.includes(live.day(here, since)) {
            continue;
        }
        people.insert(who);
        let turned_to_at = newcomer.turned_to_from(since);
        let replied_at = replied_at.get(&position).copied();
        let waits = Waits {
            since,
            answered_at: turned_to_at.into_iter().chain(replied_at).min(),
        };
        value.count_newcomer(live.as_of(), &waits, newcomer.again_at());
    }
    value.wait(waiting);
    told(value, live.as_of(), window, basis, people.len() as u64)
}

impl Unanswered {
    fn count_post(&mut self, as_of: Timestamp, post: &Waits) {
        let days = RULES.answer_days;
        count_in_time(
            &mut self.answered,
            as_of,
            post.since,
            post.answered_at,
            days,
        );
    }

    fn count_newcomer(&mut self, as_of: Timestamp, first: &Waits, again_at: Option<Timestamp>) {
        let (days, again_days) = (RULES.newcomer_answer_days, RULES.newcomer_again_days);
        count_in_time(
            &mut self.newcomers,
            as_of,
            first.since,
            first.answered_at,
            days,
        );
        count_in_time(&mut self.again, as_of, first.since, again_at, again_days);
    }

    fn wait(&mut self, mut waiting: Vec<(Timestamp, ContributionId)>) {
        waiting.sort_unstable();
        self.waiting = waiting.into_iter().map(|(_, id)| id).collect();
    }
}

/// Counts what has had its time, and whether it was answered in time.
fn count_in_time(
    share: &mut Share,
    as_of: Timestamp,
    since: Timestamp,
    answered_at: Option<Timestamp>,
    days: i64,
) {
    let due = since.plus_days(days);
    if due <= as_of {
        share.den += 1;
        share.num += u64::from(answered_at.is_some_and(|at| at <= due));
    }
}

fn told(
    value: Unanswered,
    as_of: Timestamp,
    window: Window,
    basis: Provenance,
    people: u64,
) -> Measure<Unanswered> {
    let is_empty = people == 0 && basis.n() == 0;
    let says = match is_empty {
        true => Sentence::of("unanswered.nothing")
            .number("window", RULES.window_days.unsigned_abs().into()),
        false => says(&value),
    };
    Measure {
        name: Name::Unanswered,
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

fn says(value: &Unanswered) -> Sentence {
    let key = match value.answered.den {
        0 => "unanswered.says_too_early",
        _ => "unanswered.says",
    };
    let newcomers = match value.newcomers.den {
        0 => Sentence::of("unanswered.no_newcomers"),
        n => Sentence::of("unanswered.newcomers")
            .number("turned_to", value.newcomers.num)
            .number("newcomers", n)
            .number("days", RULES.newcomer_answer_days.unsigned_abs()),
    };
    Sentence::of(key)
        .number("answered", value.answered.num)
        .number("posts", value.answered.den)
        .number("days", RULES.answer_days.unsigned_abs())
        .number("waiting", value.waiting.len() as u64)
        .sentence("newcomers", newcomers)
}

#[cfg(test)]
mod tests;
