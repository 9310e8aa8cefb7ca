//! M5: problems that people thought through together.
//!
//! After Pyrko, Dörfler and Eden 2017, "Thinking together: What makes Communities of Practice work?": the log sees the
//! form of it (two guide each other on one problem), and that it changed something only people can say.

mod episodes;

use std::collections::BTreeSet;

use serde::Serialize;

use super::history::{Act, History};
use super::live::{Here, Place, window};
use super::{
    Live, Measure, NOTHING_LOGGED, Name, Provenance, RULES, Sentence, Share, Status, Window,
};
use crate::activity::{Basis, Kind};
use crate::affiliation::{Affiliation, Dimension};
use crate::id::{ActivityId, ContributionId};
use crate::time::{CivilDate, Timestamp};

pub use episodes::{Episode, episodes};

/// Problems that people thought through together: problems are counted, never turns.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ThinkingTogether {
    /// Problems worked through in the window: two guided each other, nobody has said that it changed anything.
    pub grade_1: u64,
    /// Problems thought through together: somebody in it says that it changed how they see it.
    pub grade_2: u64,
    /// Those thought through together across a boundary.
    pub grade_3: u64,
    /// Different people in the problems of grades 2 and 3.
    pub people: u64,
    /// Different organisations that these people are known to work for now; none where that is not to be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisations: Option<u64>,
    /// How many of the problems of grades 2 and 3 are so by what people said of a meeting, unseen by the log.
    pub said: u64,
    /// When a problem was last thought through together, or worked through where none was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_at: Option<Timestamp>,
    /// Meetings in the window that are said to have worked on a problem.
    pub worked_on: u64,
    /// Every problem that was raised, added to or reached its grade in the window, by id.
    pub problems: Vec<Graded>,
}

/// How far a problem has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Graded {
    /// Which.
    pub id: ContributionId,
    /// 0 nothing yet, 1 worked through, 2 thought through together, 3 across a boundary.
    pub grade: u8,
    /// When it reached that grade, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reached: Option<Timestamp>,
    /// Whether the log saw it or it was said of a meeting, where it has a grade.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
}

/// The grade of a problem beside the window.
#[derive(Debug, Clone, Copy)]
struct Reached {
    grade: u8,
    seen_grade: u8,
    at: Option<Timestamp>,
    is_in_window: bool,
}

/// Problems that people thought through together, by the plain definition.
#[must_use]
pub fn batch(history: &History<'_>) -> Measure<ThinkingTogether> {
    let is_recent = |at: Timestamp| history.is_recent(history.day(at));
    let mut value = ThinkingTogether::default();
    let (mut together, mut working) = (BTreeSet::new(), BTreeSet::new());
    let episodes = episodes(history);
    let is_first = episodes.iter().all(|episode| episode.grade == 0);
    for episode in &episodes {
        let reached = Reached::of(
            episode.grade,
            episode.seen_grade,
            episode.reached,
            is_recent,
        );
        if reached.is_in_window {
            working.extend(&episode.people);
        }
        if reached.is_in_window && episode.grade >= 2 {
            together.extend(&episode.people);
        }
        value.count(reached);
        if reached.is_in_window || is_recent(episode.last_at) {
            value.problems.push(reached.graded(episode.problem.clone()));
        }
    }
    value.people = together.len() as u64;
    let places: Vec<_> = together
        .iter()
        .map(|person| history.people.on(person, Dimension::Organisation))
        .collect();
    let known = places
        .iter()
        .filter(|place| **place != Affiliation::Unknown);
    let coverage = Share::of(known.count() as u64, value.people);
    let organisations: BTreeSet<_> = places.iter().filter_map(Affiliation::known).collect();
    value.organisations = Some(organisations.len() as u64);
    let sessions = |case: &episodes::Case<'_>| {
        let sessions = case.sessions.iter();
        sessions
            .filter(|session| history.is_recent(session.act.day))
            .count() as u64
    };
    value.worked_on = episodes::cases(history).iter().map(sessions).sum();
    let is_empty = episodes.is_empty() && history.members.is_empty();
    let (basis, _) = super::history::basis(history.recent().filter(|act| is_of_it(act)));
    told(
        value,
        is_empty,
        |at| history.day(at),
        Measured {
            is_first,
            as_of: history.as_of,
            window: history.window(),
            basis,
            people: working.len() as u64,
            coverage,
        },
    )
}

/// What it is made of: what is said of problems, and what people say that it changed.
fn is_of_it(act: &Act<'_>) -> bool {
    act.is_in_problem || is_of_problems(&act.activity.what)
}

/// Whether an activity that is no turn bears on how far problems have come.
pub(super) fn is_of_problems(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::ProblemRaised { .. }
            | Kind::ProblemReframed { .. }
            | Kind::SessionWorked { .. }
            | Kind::InsightMarked { .. }
    )
}

/// The activities of all problems that were ever worked through.
pub(super) fn worked_through(history: &History<'_>) -> BTreeSet<ActivityId> {
    let cases = episodes::cases(history);
    let cases = cases.iter().filter(|case| case.episode().grade >= 1);
    let acts = cases.flat_map(|case| case.acts().map(|act| act.activity.id).collect::<Vec<_>>());
    acts.collect()
}

/// The activities of the problems that were thought through together.
pub(super) fn together(history: &History<'_>) -> Vec<ActivityId> {
    let behind = evidence(history).into_iter();
    let together = behind.filter(|(number, _)| *number == "people");
    together.flat_map(|(_, ids)| ids).collect()
}

/// The activities behind its numbers.
pub(super) fn evidence(history: &History<'_>) -> Vec<(&'static str, Vec<ActivityId>)> {
    let is_recent = |at: Timestamp| history.is_recent(history.day(at));
    let of_it = history.recent().filter(|act| is_of_it(act));
    let mut problems: BTreeSet<_> = of_it.map(|act| (act.position, act.activity.id)).collect();
    let mut behind = vec![
        ("grade_1", BTreeSet::new()),
        ("grade_2", BTreeSet::new()),
        ("grade_3", BTreeSet::new()),
        ("worked_on", BTreeSet::new()),
    ];
    for case in episodes::cases(history) {
        let episode = case.episode();
        let of = |act: &Act<'_>| (act.position, act.activity.id);
        problems.extend(case.acts().map(of));
        let reached = Reached::of(
            episode.grade,
            episode.seen_grade,
            episode.reached,
            is_recent,
        );
        if reached.is_in_window {
            behind[usize::from(episode.grade) - 1]
                .1
                .extend(case.acts().map(of));
        }
        let sessions = case.sessions.iter().map(|session| session.act);
        let sessions = sessions.filter(|act| history.is_recent(act.day));
        behind[3].1.extend(sessions.map(of));
    }
    let together = behind[1].1.union(&behind[2].1).copied().collect();
    behind.push(("people", together));
    behind.push(("problems", problems));
    let ids = |acts: BTreeSet<(u64, ActivityId)>| acts.into_iter().map(|(_, id)| id).collect();
    let behind = behind.into_iter();
    let mut behind: Vec<_> = behind.map(|(number, acts)| (number, ids(acts))).collect();
    behind.push(("members", history.memberships()));
    behind.push(("known", history.affiliations()));
    behind
}

pub(super) fn live(live: &Live, here: &Here) -> Measure<ThinkingTogether> {
    let names = live.names();
    let window = window(live.today(here));
    let is_recent = |at: Timestamp| window.includes(live.day(here, at));
    let mut value = ThinkingTogether::default();
    let (mut together, mut working) = (BTreeSet::new(), BTreeSet::new());
    let mut is_empty = here.people.members().next().is_none();
    let mut is_first = true;
    for episode in here.talk.episodes(names) {
        is_empty = false;
        is_first &= episode.grade == 0;
        let reached = Reached::of(
            episode.grade,
            episode.seen_grade,
            episode.reached,
            is_recent,
        );
        if reached.is_in_window {
            working.extend(episode.people());
        }
        if reached.is_in_window && episode.grade >= 2 {
            together.extend(episode.people());
        }
        value.count(reached);
        value.worked_on += episode
            .session_days()
            .filter(|day| window.includes(*day))
            .count() as u64;
        if reached.is_in_window || is_recent(episode.last_at) {
            let id = names.contribution_id(episode.problem).clone();
            value.problems.push(reached.graded(id));
        }
    }
    value
        .problems
        .sort_unstable_by(|one, other| one.id.cmp(&other.id));
    value.people = together.len() as u64;
    let places: Vec<Place> = together
        .iter()
        .map(|who| names.place(names.profile_now(*who), Dimension::Organisation))
        .collect();
    let known = places.iter().filter(|place| **place != Place::Unknown);
    let coverage = Share::of(known.count() as u64, value.people);
    let groups = places.iter().filter_map(|place| match place {
        Place::Group(group) => Some(*group),
        Place::Independent | Place::Unknown => None,
    });
    value.organisations = Some(groups.collect::<BTreeSet<u32>>().len() as u64);
    told(
        value,
        is_empty,
        |at| live.day(here, at),
        Measured {
            is_first,
            as_of: live.as_of(),
            basis: here.talk.of_problems.in_window(&window),
            window,
            people: working.len() as u64,
            coverage,
        },
    )
}

/// How many problems were thought through together in the window.
pub(super) fn n_together(live: &Live, here: &Here) -> u64 {
    let window = window(live.today(here));
    let is_recent = |at: Timestamp| window.includes(live.day(here, at));
    let episodes = here.talk.episodes(live.names());
    let together = episodes.filter(|episode| {
        let nth = usize::from(episode.grade).checked_sub(1);
        let reached = nth.and_then(|nth| episode.reached[nth]);
        episode.grade >= 2 && reached.is_some_and(is_recent)
    });
    together.count() as u64
}

impl Reached {
    fn of(
        grade: u8,
        seen_grade: u8,
        reached: [Option<Timestamp>; 3],
        is_recent: impl Fn(Timestamp) -> bool,
    ) -> Self {
        let nth = usize::from(grade).checked_sub(1);
        let at = nth.and_then(|nth| reached[nth]);
        Self {
            grade,
            seen_grade,
            at,
            is_in_window: at.is_some_and(is_recent),
        }
    }

    fn is_said(self) -> bool {
        self.seen_grade < self.grade
    }

    fn graded(self, id: ContributionId) -> Graded {
        let basis = match self.is_said() {
            true => Basis::Said,
            false => Basis::Seen,
        };
        Graded {
            id,
            grade: self.grade,
            reached: self.at,
            basis: self.at.map(|_| basis),
        }
    }
}

impl ThinkingTogether {
    /// The numbers alone.
    pub(super) fn without_ids(self) -> Self {
        Self {
            problems: Vec::new(),
            ..self
        }
    }

    /// How many problems were thought through together, across a boundary or not.
    #[must_use]
    pub fn together(&self) -> u64 {
        self.grade_2 + self.grade_3
    }

    fn count(&mut self, reached: Reached) {
        if !reached.is_in_window {
            return;
        }
        let is_first_together = reached.grade >= 2 && self.together() == 0;
        match reached.grade {
            1 => self.grade_1 += 1,
            2 => self.grade_2 += 1,
            _ => self.grade_3 += 1,
        }
        self.said += u64::from(reached.is_said());
        if is_first_together {
            self.last_at = reached.at;
        } else if reached.grade >= 2 || self.together() == 0 {
            self.last_at = self.last_at.max(reached.at);
        }
    }
}

/// When it was measured, and what is behind it.
struct Measured {
    /// Whether no problem was ever worked through.
    is_first: bool,
    as_of: Timestamp,
    window: Window,
    basis: Provenance,
    people: u64,
    /// Of how many of those who thought together the organisation is known.
    coverage: Share,
}

fn told(
    value: ThinkingTogether,
    is_empty: bool,
    day: impl Fn(Timestamp) -> CivilDate,
    measured: Measured,
) -> Measure<ThinkingTogether> {
    let last = value.last_at.map(|at| {
        let today = measured.window.to.days_since_epoch();
        u64::try_from(today - day(at).days_since_epoch()).unwrap_or(0)
    });
    let says = match is_empty {
        true => Sentence::of(NOTHING_LOGGED),
        false => says(&value, last, &measured),
    };
    Measure {
        name: Name::ThinkingTogether,
        as_of: measured.as_of,
        window: measured.window,
        status: match is_empty {
            true => Status::NotApplicable {
                why: Sentence::of(NOTHING_LOGGED),
            },
            false => Status::Shown(value),
        },
        basis: measured.basis,
        people: measured.people,
        coverage: (measured.coverage.den > 0).then_some(measured.coverage),
        says,
    }
}

/// The measure as it may be shown: from how many organisations the people are only of at least k people (P1).
pub(super) fn coarse(measure: Measure<ThinkingTogether>) -> Measure<ThinkingTogether> {
    let is_large = |value: &ThinkingTogether| value.people >= RULES.k;
    if measure.status.value().is_none_or(is_large) {
        return measure;
    }
    let without_organisations = measure
        .says
        .without("thinking_together.says_by_people", "organisations");
    let says = match measure.status.value() {
        Some(value) if value.together() > 0 => without_organisations,
        _ => measure.says,
    };
    Measure {
        status: measure.status.map(|value| ThinkingTogether {
            organisations: None,
            ..value
        }),
        coverage: None,
        says,
        ..measure
    }
}

fn says(value: &ThinkingTogether, days_ago: Option<u64>, measured: &Measured) -> Sentence {
    let coverage = measured.coverage;
    let is_known = coverage.num * 100 >= coverage.den * RULES.coverage_percent;
    let (key, problems) = match (value.together(), value.grade_1, value.worked_on) {
        (0, 0, 0) if measured.is_first => ("thinking_together.says_never", 0),
        (0, 0, 0) => ("thinking_together.says_nothing", 0),
        (0, 0, _) => ("thinking_together.says_worked_on", 0),
        (0, n, _) => ("thinking_together.says_worked_through", n),
        (n, ..) if value.organisations.unwrap_or(0) == 0 || !is_known => {
            ("thinking_together.says_by_people", n)
        }
        (n, ..) => ("thinking_together.says", n),
    };
    let last = match days_ago {
        Some(0) => Sentence::of("thinking_together.last_today"),
        days => Sentence::of("thinking_together.last").number("days", days.unwrap_or(0)),
    };
    let said = match value.said {
        0 => Sentence::of("thinking_together.all_seen"),
        n => Sentence::of("thinking_together.some_said").number("said", n),
    };
    Sentence::of(key)
        .number("problems", problems)
        .number("months", MONTHS)
        .number("people", value.people)
        .number("organisations", value.organisations.unwrap_or(0))
        .number("sessions", value.worked_on)
        .sentence("last", last)
        .sentence("said", said)
}

/// The window in months of 30 days, for a sentence.
const MONTHS: u64 = RULES.window_days as u64 / 30;

#[cfg(test)]
mod tests;
