//! M19: the stage that a community declared, beside the signs of each stage that can be seen.
//!
//! The stages are those of Wenger, McDermott and Snyder 2002; the signs are ours. Signs are met or not, stage by stage;
//! they never say which stage it is.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::history::{History, basis};
use super::live::{DayCounts, Here, PersonHere, quarter, window};
use super::thinking_together;
use super::{Live, Measure, NOTHING_LOGGED, Name, Provenance, RULES, Sentence, Status, Window};
use crate::activity::{ArtefactState, Counts, Kind, Role, Rung, Stage as Word};
use crate::id::{ActivityId, ContributionId, PersonId};
use crate::time::{CivilDate, Timestamp};

/// The stage that was declared, and the signs of each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stage {
    /// What the community said last of where it stands; none where it never did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declared: Option<Declared>,
    /// The signs of each stage.
    pub signs: Signs,
}

/// Where a community said that it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Declared {
    /// Where.
    pub stage: Word,
    /// Since which day.
    pub since: CivilDate,
}

/// The signs of each stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signs {
    /// People find each other: `purpose_stated`, `few_events` (fewer than three, ever), `mostly_by_roles` (people who
    /// hold a role made more than half of the contributions of the window).
    pub potential: Vec<Sign>,
    /// They begin to meet: `events` (three in the window), `worked_through` (a first problem, in the window),
    /// `joined` (half of the members, in the window), `returning` (somebody contributed in each of the last two
    /// quarters that are over).
    pub coalescing: Vec<Sign>,
    /// They know what they are for: `purpose_revised`, `more_contributors` (than in the window before),
    /// `led_by_several` (three people in the window), `artefacts_from_threads` (in the window).
    pub maturing: Vec<Sign>,
    /// They keep what they have and stay open: `events_all_year` and `thinking_all_year` (in both halves of the last
    /// twelve months), `became_core` (a member within twelve months), `reviews_on_time` (some are due and none
    /// overdue), `put_to_use` (reported in the window).
    pub stewardship: Vec<Sign>,
    /// They become something else, or end: `fewer_contributors` (in each of the last two quarters that are over, less
    /// than half as many as in the best of the eight), `declared`.
    pub transformation: Vec<Sign>,
}

/// Something that can be seen, or cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Sign {
    /// What.
    pub sign: &'static str,
    /// Whether it can be seen.
    pub met: bool,
}

/// How many quarters that are over are looked at for the best of them.
const QUARTERS: usize = RULES.stage_quarters;

/// Nothing that lies more months back matters: quarters reach back farthest, with the one that is not over.
const FARTHEST_MONTH: i64 = (QUARTERS as i64 + 1) * 3;

/// What is counted, from which the signs are told.
#[derive(Default)]
struct Counted {
    declared: Option<Declared>,
    has_purpose: bool,
    has_domain: bool,
    is_revised: bool,
    n_members: u64,
    n_joined: u64,
    /// The days of all meetings.
    meetings: Vec<CivilDate>,
    contributions: u64,
    by_roles: u64,
    contributors: u64,
    contributors_before: u64,
    n_led: u64,
    has_artefact_of_thread: bool,
    is_put_to_use: bool,
    has_become_core: bool,
    /// Of the reviews that lie ahead or behind, how many are and how many are overdue.
    reviews: (u64, u64),
    /// How many contributed in each quarter that is over, the last first.
    quarters: [u64; QUARTERS],
    is_returning: bool,
    /// The days on which problems came to be worked through, and thought through together.
    worked_through: Vec<CivilDate>,
    thought_through: Vec<CivilDate>,
    basis: Provenance,
    people: u64,
}

/// The months in which somebody contributed and in which they led, counted back from the present one.
#[derive(Default)]
struct Months {
    contributed: BTreeSet<i64>,
    led: BTreeSet<i64>,
}

/// The stage that was declared and the signs of each, by the plain definition.
///
/// Roles count as they are held now: none of somebody who left.
#[must_use]
pub fn batch(history: &History<'_>) -> Measure<Stage> {
    let mut counted = Counted {
        n_members: history.members.len() as u64,
        ..Counted::default()
    };
    for act in &history.acts {
        match &act.activity.what {
            Kind::CommunityFounded { purpose, .. } | Kind::PurposeRevised { purpose, .. } => {
                counted.has_purpose = true;
                counted.has_domain = purpose.domain.is_some();
                counted.is_revised |= matches!(act.activity.what, Kind::PurposeRevised { .. });
            }
            Kind::StageDeclared { stage, .. } => {
                counted.declared = Some(Declared {
                    stage: *stage,
                    since: act.day,
                });
            }
            Kind::ArtefactDrafted(draft) => {
                counted.has_artefact_of_thread |=
                    draft.thread.is_some() && history.is_recent(act.day);
            }
            Kind::ValueReported(report) => {
                counted.is_put_to_use |= report.rung >= Rung::Applied && history.is_recent(act.day);
            }
            _ => {}
        }
    }
    let joined = history.members.values();
    let joined = joined.filter(|since| history.is_recent(history.day(**since)));
    counted.n_joined = joined.count() as u64;
    counted.meetings = super::event_card::days(history);
    count_people(history, &mut counted);
    counted.reviews = reviews(history);
    let episodes = thinking_together::episodes(history);
    let reached = episodes.iter().map(|episode| episode.reached);
    counted.take_episodes(reached, |at| history.day(at));
    let taking_part = |act: &&super::Act<'_>| act.counts().contribution || act.counts().observing;
    (counted.basis, counted.people) = basis(history.recent().filter(taking_part));
    told(counted, history.as_of, history.window())
}

fn count_people(history: &History<'_>, counted: &mut Counted) {
    let with_role = with_role(history);
    let window = i64::from(RULES.window_days);
    let (mut now, mut before, mut led) = <(BTreeSet<_>, BTreeSet<_>, BTreeSet<_>)>::default();
    let mut months: BTreeMap<&PersonId, Months> = BTreeMap::new();
    let mut quarters: [BTreeSet<&PersonId>; QUARTERS] = Default::default();
    for act in &history.acts {
        let counts = act.counts();
        let is_recent = history.is_recent(act.day);
        counted.contributions += u64::from(counts.contribution && is_recent);
        let Some(by) = act.by() else { continue };
        let of = months.entry(by).or_default();
        let month = history.today.month_index() - act.day.month_index();
        if counts.lead {
            of.led.insert(month);
            led.extend(is_recent.then_some(by));
        }
        if !counts.contribution {
            continue;
        }
        of.contributed.insert(month);
        if is_recent {
            now.insert(by);
            counted.by_roles += u64::from(with_role.contains(by));
        }
        if history.is_recent(act.day.plus_days(window)) {
            before.insert(by);
        }
        let ago = quarter(history.today) - 1 - quarter(act.day);
        if let Some(people) = usize::try_from(ago)
            .ok()
            .and_then(|ago| quarters.get_mut(ago))
        {
            people.insert(by);
        }
    }
    let mut members = months
        .iter()
        .filter(|(person, _)| history.members.contains_key(**person));
    counted.has_become_core = members.any(|(_, months)| months.became_core());
    counted.contributors = now.len() as u64;
    counted.contributors_before = before.len() as u64;
    counted.n_led = led.len() as u64;
    counted.is_returning = !quarters[0].is_disjoint(&quarters[1]);
    counted.quarters = quarters.map(|people| people.len() as u64);
}

/// Who holds a role now.
fn with_role<'a>(history: &'a History<'_>) -> BTreeSet<&'a PersonId> {
    let mut held: BTreeSet<(&PersonId, Role)> = BTreeSet::new();
    for act in &history.acts {
        match (&act.activity.what, act.by()) {
            (Kind::RoleGiven { person, role, .. }, _) => {
                held.insert((person, *role));
            }
            (Kind::RoleEnded { person, role }, _) => {
                held.remove(&(person, *role));
            }
            (Kind::Left, Some(by)) => held.retain(|(person, _)| *person != by),
            _ => {}
        }
    }
    held.into_iter().map(|(person, _)| person).collect()
}

/// How many artefacts in use are to be looked at again, and how many of them should have been by now.
fn reviews(history: &History<'_>) -> (u64, u64) {
    let mut last: BTreeMap<&ContributionId, (ArtefactState, Option<CivilDate>)> = BTreeMap::new();
    let mut drafted = BTreeSet::new();
    for act in &history.acts {
        match &act.activity.what {
            Kind::ArtefactDrafted(draft) => {
                drafted.insert(&draft.artefact);
            }
            Kind::ArtefactReviewed {
                artefact,
                state,
                next_review,
                ..
            } => {
                last.insert(artefact, (*state, *next_review));
            }
            _ => {}
        }
    }
    let last = last
        .into_iter()
        .filter(|(artefact, _)| drafted.contains(artefact));
    due(last.map(|(_, review)| review), history.today)
}

fn due(
    reviews: impl Iterator<Item = (ArtefactState, Option<CivilDate>)>,
    today: CivilDate,
) -> (u64, u64) {
    let mut due = (0, 0);
    for (state, next) in reviews {
        if let (Some(next), true) = (next, state != ArtefactState::Retired) {
            due.0 += 1;
            due.1 += u64::from(next < today);
        }
    }
    due
}

/// The activities behind its signs.
pub(super) fn evidence(history: &History<'_>) -> Vec<(&'static str, Vec<ActivityId>)> {
    let kind = |is_behind: fn(&Kind) -> bool| {
        let acts = history.acts.iter();
        let acts = acts.filter(|act| is_behind(&act.activity.what));
        acts.map(|act| act.activity.id).collect()
    };
    let in_quarters = |is_behind: fn(Counts) -> bool| {
        history.ever_behind(|act| {
            let months_ago = history.today.month_index() - act.day.month_index();
            (0..=FARTHEST_MONTH).contains(&months_ago) && is_behind(act.counts())
        })
    };
    vec![
        (
            "declared",
            kind(|kind| matches!(kind, Kind::StageDeclared { .. })),
        ),
        (
            "purpose",
            kind(|kind| {
                matches!(
                    kind,
                    Kind::CommunityFounded { .. } | Kind::PurposeRevised { .. }
                )
            }),
        ),
        (
            "events",
            kind(|kind| {
                matches!(
                    kind,
                    Kind::EventPlanned { .. }
                        | Kind::EventChanged { .. }
                        | Kind::Attended { .. }
                        | Kind::EventHeld { .. }
                )
            }),
        ),
        ("joined", history.memberships()),
        (
            "roles",
            kind(|kind| matches!(kind, Kind::RoleGiven { .. } | Kind::RoleEnded { .. })),
        ),
        ("contributions", in_quarters(|counts| counts.contribution)),
        ("taking_part", history.behind(|act| act.counts().observing)),
        ("led_by_several", in_quarters(|counts| counts.lead)),
        (
            "worked_through",
            thinking_together::worked_through(history)
                .into_iter()
                .collect(),
        ),
        (
            "artefacts_from_threads",
            history.behind(|act| match &act.activity.what {
                Kind::ArtefactDrafted(draft) => draft.thread.is_some(),
                _ => false,
            }),
        ),
        (
            "reviews_on_time",
            kind(|kind| {
                matches!(
                    kind,
                    Kind::ArtefactDrafted(_) | Kind::ArtefactReviewed { .. }
                )
            }),
        ),
        (
            "put_to_use",
            history.behind(|act| match &act.activity.what {
                Kind::ValueReported(report) => report.rung >= Rung::Applied,
                _ => false,
            }),
        ),
    ]
}

pub(super) fn live(live: &Live, here: &Here) -> Measure<Stage> {
    let today = live.today(here);
    let window = window(today);
    let is_recent = |day: CivilDate| window.includes(day);
    let frame = &here.frame;
    let practice = &here.practice;
    let mut counted = Counted {
        has_purpose: frame.purpose().is_some(),
        has_domain: frame.purpose().is_some_and(|purpose| purpose.has_domain),
        is_revised: frame.is_revised(),
        meetings: here.meetings.all().map(|meeting| meeting.day).collect(),
        contributions: here.window.totals.contributions.into(),
        basis: here.window.bases.taking_part,
        ..Counted::default()
    };
    let last = frame.stages.last_key_value();
    counted.declared = last.map(|(_, (stage, since))| Declared {
        stage: *stage,
        since: *since,
    });
    for member in here.people.members() {
        counted.n_members += 1;
        let since = member.since.map(|since| live.day(here, since));
        counted.n_joined += u64::from(since.is_some_and(is_recent));
    }
    for person in here.people.iter() {
        counted.take_person(person, frame.has_role(person.who), today);
    }
    let drafts = practice
        .artefacts
        .values()
        .flat_map(|one| one.drafts.values());
    let mut of_threads = drafts.filter(|draft| draft.thread.is_some());
    counted.has_artefact_of_thread = of_threads.any(|draft| is_recent(draft.day));
    let reports = practice.reports.all.values();
    let mut applied = reports.filter(|report| report.rung >= Rung::Applied);
    counted.is_put_to_use = applied.any(|report| is_recent(report.day));
    let reviews = practice.drafted();
    counted.reviews = due(
        reviews.filter_map(|(_, _, known)| known.last_review()),
        today,
    );
    let episodes = here.talk.episodes(live.names());
    let reached = episodes.map(|episode| episode.reached);
    counted.take_episodes(reached, |at| live.day(here, at));
    told(counted, live.as_of(), window)
}

impl Counted {
    fn take_person(&mut self, person: &PersonHere, has_role: bool, today: CivilDate) {
        let now = window(today);
        let before = window(today.plus_days(-i64::from(RULES.window_days)));
        let in_window = |window: &Window, is_it: fn(&DayCounts) -> bool| {
            let mut days = person.days.iter().rev();
            days.any(|day| is_it(day) && window.has(day.day))
        };
        if has_role {
            self.by_roles += u64::from(person.recent.contributions);
        }
        self.contributors += u64::from(in_window(&now, |day| day.contributed > 0));
        self.contributors_before += u64::from(in_window(&before, |day| day.contributed > 0));
        self.n_led += u64::from(in_window(&now, |day| day.led > 0));
        self.people += u64::from(in_window(&now, |day| day.contributed + day.observed > 0));
        let mut months = Months::default();
        let mut quarters = [false; QUARTERS];
        for day in person.days.iter().rev() {
            let of = CivilDate::from_days(day.day.into());
            let month = today.month_index() - of.month_index();
            if month > FARTHEST_MONTH {
                break;
            }
            if day.contributed > 0 {
                months.contributed.insert(month);
                let ago = quarter(today) - 1 - quarter(of);
                let ago = usize::try_from(ago).ok();
                if let Some(is_in) = ago.and_then(|ago| quarters.get_mut(ago)) {
                    *is_in = true;
                }
            }
            if day.led > 0 {
                months.led.insert(month);
            }
        }
        for (n, is_in) in self.quarters.iter_mut().zip(quarters) {
            *n += u64::from(is_in);
        }
        self.is_returning |= quarters[0] && quarters[1];
        self.has_become_core |= person.since.is_some() && months.became_core();
    }

    /// Takes when each problem reached the grades 1, 2 and 3.
    fn take_episodes(
        &mut self,
        reached: impl Iterator<Item = [Option<Timestamp>; 3]>,
        day: impl Fn(Timestamp) -> CivilDate,
    ) {
        for [worked_through, thought_through, _] in reached {
            self.worked_through.extend(worked_through.map(&day));
            self.thought_through.extend(thought_through.map(&day));
        }
    }

    fn signs(&self, window: Window) -> Signs {
        let is_recent = |day: &CivilDate| window.includes(*day);
        let n_recent = self.meetings.iter().filter(|day| is_recent(day)).count();
        let year = RULES.stage_months;
        let in_both_halves = |days: &[CivilDate]| {
            let ago = |day: &CivilDate| months_back(*day, window.to);
            days.iter().any(|day| ago(day) < year / 2)
                && days.iter().any(|day| (year / 2..year).contains(&ago(day)))
        };
        let best = self.quarters.iter().max().copied().unwrap_or_default();
        let sign = |sign, met| Sign { sign, met };
        Signs {
            potential: vec![
                sign("purpose_stated", self.has_domain),
                sign("few_events", self.meetings.len() < RULES.stage_events),
                sign("mostly_by_roles", self.by_roles * 2 > self.contributions),
            ],
            coalescing: vec![
                sign("events", n_recent >= RULES.stage_events),
                sign("worked_through", self.worked_through.iter().any(is_recent)),
                sign(
                    "joined",
                    self.n_joined > 0 && self.n_joined * 2 >= self.n_members,
                ),
                sign("returning", self.is_returning),
            ],
            maturing: vec![
                sign("purpose_revised", self.is_revised),
                sign(
                    "more_contributors",
                    self.contributors > self.contributors_before,
                ),
                sign("led_by_several", self.n_led >= RULES.stage_leaders),
                sign("artefacts_from_threads", self.has_artefact_of_thread),
            ],
            stewardship: vec![
                sign("events_all_year", in_both_halves(&self.meetings)),
                sign("thinking_all_year", in_both_halves(&self.thought_through)),
                sign("became_core", self.has_become_core),
                sign("reviews_on_time", self.reviews.0 > 0 && self.reviews.1 == 0),
                sign("put_to_use", self.is_put_to_use),
            ],
            transformation: vec![
                sign(
                    "fewer_contributors",
                    self.quarters[..2].iter().all(|n| n * 2 < best),
                ),
                sign(
                    "declared",
                    self.declared
                        .is_some_and(|declared| declared.stage == Word::Transformation),
                ),
            ],
        }
    }
}

impl Months {
    /// Whether somebody was core, by the months alone, at the end of one of the last twelve months and not before them.
    fn became_core(&self) -> bool {
        (0..RULES.stage_months).any(|ago| self.is_core(ago)) && !self.is_core(RULES.stage_months)
    }

    fn is_core(&self, ago: i64) -> bool {
        let n_in = |months: &BTreeSet<i64>| {
            let level = ago..ago + i64::from(RULES.level_months);
            months.range(level).count()
        };
        n_in(&self.contributed) >= RULES.core_months as usize
            && n_in(&self.led) >= RULES.core_lead_months as usize
    }
}

/// How many full months a day lies back; negative for what is to come.
fn months_back(day: CivilDate, today: CivilDate) -> i64 {
    today.month_index() - day.month_index() - i64::from(today.day() < day.day())
}

fn told(counted: Counted, as_of: Timestamp, window: Window) -> Measure<Stage> {
    let (status, says) = if !counted.has_purpose && counted.n_members == 0 {
        let why = Sentence::of(NOTHING_LOGGED);
        (Status::NotApplicable { why }, Sentence::of("stage.nothing"))
    } else {
        let signs = counted.signs(window);
        let declared = match counted.declared {
            Some(declared) => {
                Sentence::of("stage.declared").sentence("stage", word(declared.stage))
            }
            None => Sentence::of("stage.undeclared"),
        };
        let mut says = Sentence::of("stage.says").sentence("declared", declared);
        for (met, of, signs) in [
            ("potential", "of_potential", &signs.potential),
            ("coalescing", "of_coalescing", &signs.coalescing),
            ("maturing", "of_maturing", &signs.maturing),
            ("stewardship", "of_stewardship", &signs.stewardship),
            ("transformation", "of_transformation", &signs.transformation),
        ] {
            let n_met = signs.iter().filter(|sign| sign.met).count() as u64;
            says = says.number(met, n_met).number(of, signs.len() as u64);
        }
        let value = Stage {
            declared: counted.declared,
            signs,
        };
        (Status::Shown(value), says)
    };
    Measure {
        name: Name::Stage,
        as_of,
        window,
        status,
        basis: counted.basis,
        people: counted.people,
        coverage: None,
        says,
    }
}

fn word(stage: Word) -> Sentence {
    Sentence::of(match stage {
        Word::Potential => "stage.potential",
        Word::Coalescing => "stage.coalescing",
        Word::Maturing => "stage.maturing",
        Word::Stewardship => "stage.stewardship",
        Word::Transformation => "stage.transformation",
    })
}

#[cfg(test)]
mod tests;
