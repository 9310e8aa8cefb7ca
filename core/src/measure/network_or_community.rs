//! M1: passing on, or working on?
//!
//! Networks pass on, communities of practice work on something together, and most do some of both (Wenger, Trayner and
//! de Laat 2011). Attendance is left out, and meetings stand beside it by their form: one webinar with a hundred
//! people would outweigh everything else.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::history::{Act, History};
use super::live::{Here, PostKind, window};
use super::{
    Bent, Live, Measure, Name, Provenance, RULES, Sentence, Share, Status, Window, event_card,
    thinking_together,
};
use crate::activity::{Basis, Form, Kind};
use crate::id::{ActivityId, ContributionId, EventId, PersonId};
use crate::time::{CivilDate, CivilDateTime, Timestamp};

/// Whether people pass things on to each other or work on something, and three other signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NetworkOrCommunity {
    /// What all of it comes to.
    pub verdict: Verdict,
    /// Of the acts of passing on and of working on: how many work on something.
    pub share: Share,
    /// Of the acts of passing on: how many came in with an import.
    pub imported: Share,
    /// Of the problems, announcements and resources at least 14 days old: how many somebody else replied to in
    /// substance.
    pub two_way: Share,
    /// Of those who contributed in the last closed quarter: how many did in the quarter before too.
    pub coming_back: Share,
    /// Problems thought through together in the window.
    pub episodes: u64,
    /// Meetings in the window, by form.
    pub events: Meetings,
}

/// What passing on and working on come to. Neither is the better one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// At least half is work on something, and a problem was thought through together.
    Community,
    /// Less than a third is, and none was.
    Network,
    /// Some of both.
    Both,
}

/// How many meetings took place, by form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Meetings {
    /// One speaks, the others listen.
    pub broadcast: u64,
    /// People work on something together.
    pub working: u64,
    /// People get to know each other.
    pub social: u64,
    /// Some of each.
    pub mixed: u64,
}

impl Meetings {
    pub(super) fn count(&mut self, form: Form) {
        *match form {
            Form::Broadcast => &mut self.broadcast,
            Form::Working => &mut self.working,
            Form::Social => &mut self.social,
            Form::Mixed => &mut self.mixed,
        } += 1;
    }
}

/// What is counted of a community.
#[derive(Debug, Clone, Copy)]
struct Signs {
    practice: u64,
    disseminating: u64,
    imported: u64,
    two_way: Share,
    coming_back: Share,
    episodes: u64,
    events: Meetings,
}

/// Passing on, or working on, by the plain definition.
#[must_use]
pub fn batch(history: &History<'_>) -> Measure<NetworkOrCommunity> {
    let n = |bent: Bent, is_counted: fn(&Act<'_>) -> bool| {
        let acts = history.recent().filter(|act| act.bent() == Some(bent));
        acts.filter(|act| is_counted(act)).count() as u64
    };
    let is_imported = |act: &Act<'_>| act.activity.basis == Basis::Imported;
    let together = thinking_together::batch(history);
    let signs = Signs {
        practice: n(Bent::Practice, |_| true),
        disseminating: n(Bent::Disseminating, |_| true),
        imported: n(Bent::Disseminating, is_imported),
        two_way: two_way(history),
        coming_back: coming_back(history),
        episodes: together.status.value().map_or(0, |value| value.together()),
        events: meetings(history),
    };
    let bent = history.recent().filter(|act| act.bent().is_some());
    let (basis, people) = super::history::basis(bent);
    told(signs, history.as_of, history.window(), basis, people)
}

/// The problems, announcements and resources of the window.
fn posts<'a>(history: &'a History<'a>) -> impl Iterator<Item = (&'a ContributionId, &'a Act<'a>)> {
    history.recent().filter_map(|act| match &act.activity.what {
        Kind::ProblemRaised { problem, .. } => Some((problem, act)),
        Kind::Announced { contribution, .. } | Kind::ResourceShared { contribution, .. } => {
            Some((contribution, act))
        }
        _ => None,
    })
}

fn two_way(history: &History<'_>) -> Share {
    let mut repliers: BTreeMap<&ContributionId, BTreeSet<&PersonId>> = BTreeMap::new();
    for act in &history.acts {
        if let (Kind::Replied(turn), Some(by)) = (&act.activity.what, act.by())
            && turn.is_substantive()
        {
            repliers.entry(&turn.thread).or_default().insert(by);
        }
    }
    let mut two_way = Share::default();
    for (id, post) in posts(history) {
        if post.activity.at.plus_days(RULES.answer_days) <= history.as_of {
            let mut repliers = repliers.get(id).into_iter().flatten();
            two_way.den += 1;
            two_way.num += u64::from(repliers.any(|by| Some(*by) != post.by()));
        }
    }
    two_way
}

/// Who contributed in the last closed quarter, and of them who did in the one before.
fn coming_back(history: &History<'_>) -> Share {
    let contributed = |ago: i64| -> BTreeSet<&PersonId> {
        let acts = history.acts.iter().filter(|act| act.counts().contribution);
        acts.filter(|act| quarter(act.day) == quarter(history.today) - ago)
            .filter_map(Act::by)
            .collect()
    };
    let (last, before) = (contributed(1), contributed(2));
    Share::of(last.intersection(&before).count() as u64, last.len() as u64)
}

/// The meetings of the window: held by somebody's word, or attended, by the form that the event was to have last.
fn meetings(history: &History<'_>) -> Meetings {
    let mut forms: BTreeMap<&EventId, Form> = BTreeMap::new();
    let mut held: BTreeSet<(&EventId, Option<CivilDateTime>)> = BTreeSet::new();
    for act in &history.acts {
        match &act.activity.what {
            Kind::EventPlanned { event, form, .. }
            | Kind::EventChanged {
                event,
                occurrence: None,
                form: Some(form),
                ..
            } => {
                forms.insert(event, *form);
            }
            Kind::EventHeld {
                event, occurrence, ..
            }
            | Kind::Attended {
                event, occurrence, ..
            } if history.is_recent(act.day) => {
                held.insert((event, *occurrence));
            }
            _ => {}
        }
    }
    let mut meetings = Meetings::default();
    for form in held.iter().filter_map(|(event, _)| forms.get(event)) {
        meetings.count(*form);
    }
    meetings
}

/// The activities behind its numbers.
pub(super) fn evidence(history: &History<'_>) -> Vec<(&'static str, Vec<ActivityId>)> {
    let roots: BTreeSet<&ContributionId> = posts(history).map(|(root, _)| root).collect();
    let replies = history.ever_behind(|act| match &act.activity.what {
        Kind::Replied(turn) => turn.is_substantive() && roots.contains(&turn.thread),
        _ => false,
    });
    let mut two_way: Vec<ActivityId> = posts(history).map(|(_, act)| act.activity.id).collect();
    two_way.extend(replies);
    let coming_back = history.ever_behind(|act| {
        let ago = quarter(history.today) - quarter(act.day);
        act.counts().contribution && (1..=2).contains(&ago)
    });
    vec![
        (
            "practice",
            history.behind(|act| act.bent() == Some(Bent::Practice)),
        ),
        (
            "disseminating",
            history.behind(|act| act.bent() == Some(Bent::Disseminating)),
        ),
        ("two_way", two_way),
        ("coming_back", coming_back),
        ("episodes", thinking_together::together(history)),
        ("events", event_card::records(history)),
    ]
}

pub(super) fn live(live: &Live, here: &Here) -> Measure<NetworkOrCommunity> {
    let today = live.today(here);
    let window = window(today);
    let mut two_way = Share::default();
    for (post, thread) in here.talk.posts() {
        let is_old_enough = post.at.plus_days(RULES.answer_days) <= live.as_of();
        if post.kind != PostKind::Concern && window.includes(post.day) && is_old_enough {
            two_way.den += 1;
            two_way.num += u64::from(thread.is_two_way());
        }
    }
    let mut coming_back = Share::default();
    let mut people = 0;
    for person in here.people.iter() {
        let in_quarter = |ago: i64| {
            let days = person.days.iter().rev();
            let mut quarters = days
                .filter(|day| day.contributed > 0)
                .map(|day| quarter(CivilDate::from_days(day.day.into())))
                .skip_while(|nth| *nth > quarter(today) - ago);
            quarters.next() == Some(quarter(today) - ago)
        };
        let came = in_quarter(1);
        coming_back.den += u64::from(came);
        coming_back.num += u64::from(came && in_quarter(2));
        let bent = person.recent.practice + person.recent.disseminating;
        people += u64::from(bent > 0);
    }
    let totals = here.window.totals;
    let signs = Signs {
        practice: totals.practice.into(),
        disseminating: totals.disseminating.into(),
        imported: here.window.bases.disseminating.imported,
        two_way,
        coming_back,
        episodes: thinking_together::n_together(live, here),
        events: here.talk.held.in_window(&window),
    };
    told(signs, live.as_of(), window, here.window.bases.bent, people)
}

/// The number of a calendar quarter.
fn quarter(day: CivilDate) -> i64 {
    day.month_index().div_euclid(3)
}

fn told(
    signs: Signs,
    as_of: Timestamp,
    window: Window,
    basis: Provenance,
    people: u64,
) -> Measure<NetworkOrCommunity> {
    let acts = signs.practice + signs.disseminating;
    let verdict = verdict(&signs);
    let says = says(&signs, verdict);
    Measure {
        name: Name::NetworkOrCommunity,
        as_of,
        window,
        status: match acts {
            0 => Status::NotApplicable { why: says.clone() },
            have if have < RULES.network_acts => Status::TooFew {
                have,
                need: RULES.network_acts,
            },
            _ => Status::Shown(NetworkOrCommunity {
                verdict,
                share: Share::of(signs.practice, acts),
                imported: Share::of(signs.imported, signs.disseminating),
                two_way: signs.two_way,
                coming_back: signs.coming_back,
                episodes: signs.episodes,
                events: signs.events,
            }),
        },
        basis,
        people,
        coverage: None,
        says,
    }
}

fn verdict(signs: &Signs) -> Verdict {
    let acts = signs.practice + signs.disseminating;
    if signs.practice * 2 >= acts && signs.episodes > 0 {
        Verdict::Community
    } else if signs.practice * 3 < acts && signs.episodes == 0 {
        Verdict::Network
    } else {
        Verdict::Both
    }
}

fn says(signs: &Signs, verdict: Verdict) -> Sentence {
    let acts = signs.practice + signs.disseminating;
    let key = match (acts, verdict) {
        (0, _) => "network_or_community.nothing",
        (n, _) if n < RULES.network_acts => "network_or_community.too_little",
        (_, Verdict::Community) => "network_or_community.says_community",
        (_, Verdict::Network) => "network_or_community.says_network",
        (_, Verdict::Both) => "network_or_community.says_both",
    };
    let imported = match signs.disseminating {
        n if n > 0 && n == signs.imported => "network_or_community.imported",
        _ => "network_or_community.not_imported",
    };
    Sentence::of(key)
        .number("days", RULES.window_days.unsigned_abs().into())
        .number("acts", acts)
        .number("need", RULES.network_acts)
        .number("practice", signs.practice)
        .number("episodes", signs.episodes)
        .sentence("imported", Sentence::of(imported))
}

#[cfg(test)]
mod tests;
