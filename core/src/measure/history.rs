//! A community's log as the plain definitions of the measures read it: every activity as it counts, with what was so
//! when it happened.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::classes::{Bent, bent, characteristics};
use super::{Characteristic, DayOf, Name, Provenance, RULES, Window};
use crate::activity::{Activity, Counts, Kind};
use crate::affiliation::{Affiliations, People};
use crate::amendment::{Amendments, Standing};
use crate::id::{ActivityId, CommunityId, ContributionId, PersonId};
use crate::time::{CivilDate, Timestamp, Zone};

/// What happened in one community up to a moment.
///
/// Each measure has its plain definition on it: a function `batch` that goes through it from the beginning.
/// What [`super::Live`] keeps up to date has to come to the same.
#[derive(Debug, Clone)]
pub struct History<'a> {
    /// Up to when.
    pub as_of: Timestamp,
    /// The day that is, in the community's zone.
    pub today: CivilDate,
    /// What happened, in the order of the log.
    pub acts: Vec<Act<'a>>,
    /// What is known of everybody now.
    pub people: People,
    /// Members now, by id, and since when.
    pub members: BTreeMap<PersonId, Timestamp>,
    day_of: DayOf,
    zone: Option<Zone>,
    /// Where people stand and stood: of whom it was stated, and by which activity.
    pub(super) stated: Vec<(PersonId, ActivityId)>,
    /// What threads began with: whether it was a problem, be it taken back since.
    roots: BTreeMap<ContributionId, bool>,
}

/// One activity as it counts, with what was so when it was recorded.
#[derive(Debug, Clone)]
pub struct Act<'a> {
    /// Its place in the log.
    pub position: u64,
    /// What happened.
    pub activity: Cow<'a, Activity>,
    /// The day it happened on, in the community's zone.
    pub day: CivilDate,
    /// Whether the actor was a member at that place in the log.
    pub as_member: bool,
    /// Where the actor stood then.
    pub from: Affiliations,
    /// Whom it was to, if it was a turn, and where each of them stood then.
    pub to: Vec<(PersonId, Affiliations)>,
    /// Whether it was said in the thread of a problem.
    pub is_in_problem: bool,
}

impl<'a> History<'a> {
    /// Reads a log from its beginning; the position of its first activity is 1.
    ///
    /// Later corrections and retractions hold for every moment before; what lies after `as_of` is left out.
    pub fn of(log: &'a [Activity], id: &CommunityId, as_of: Timestamp, day_of: DayOf) -> Self {
        let mut amendments = Amendments::default();
        for activity in log {
            amendments.take(activity);
        }
        let mut history = Self {
            as_of,
            today: as_of.date_utc(),
            acts: Vec::new(),
            people: People::default(),
            members: BTreeMap::new(),
            day_of,
            zone: None,
            stated: Vec::new(),
            roots: BTreeMap::new(),
        };
        for (position, activity) in (1..).zip(log) {
            if activity.what.is_amendment() {
                continue;
            }
            let is_here = activity.community.as_ref().is_none_or(|at| at == id);
            match amendments.standing(activity) {
                _ if !is_here => {}
                Standing::AsRecorded => history.take(position, Cow::Borrowed(activity)),
                Standing::As(counts) => history.take(position, Cow::Owned(*counts)),
                Standing::Retracted => history.remember_root(activity),
                Standing::Nothing => {}
            }
        }
        history.today = history.day(as_of);
        history
    }

    /// The day of a moment, in the community's zone.
    #[must_use]
    pub fn day(&self, at: Timestamp) -> CivilDate {
        match &self.zone {
            Some(zone) => (self.day_of)(zone, at),
            None => at.date_utc(),
        }
    }

    /// The days that most measures look back.
    #[must_use]
    pub fn window(&self) -> Window {
        Window {
            from: Some(self.today.plus_days(1 - i64::from(RULES.window_days))),
            to: self.today,
        }
    }

    /// Whether a day lies within them.
    #[must_use]
    pub fn is_recent(&self, day: CivilDate) -> bool {
        self.window().from.is_some_and(|from| day >= from) && day <= self.today
    }

    /// What happened within them.
    pub fn recent(&self) -> impl Iterator<Item = &Act<'a>> {
        self.acts.iter().filter(|act| self.is_recent(act.day))
    }

    /// The exchanges among them: a substantive turn, by whom and to whom.
    pub fn exchanges(&self) -> impl Iterator<Item = Exchange<'_>> {
        self.recent().flat_map(Act::exchanges)
    }

    /// Whether a thread began with a problem.
    #[must_use]
    pub fn is_problem(&self, root: &ContributionId) -> bool {
        self.roots.get(root).copied().unwrap_or_default()
    }

    /// The ids behind the numbers of a measure, by the name of the number.
    #[must_use]
    pub fn evidence(&self, name: Name) -> Vec<(&'static str, Vec<ActivityId>)> {
        super::evidence::of(self, name)
    }

    fn remember_root(&mut self, activity: &Activity) {
        if let Some((root, is_problem)) = begun(&activity.what) {
            self.roots.entry(root.clone()).or_insert(is_problem);
        }
    }

    fn take(&mut self, position: u64, activity: Cow<'a, Activity>) {
        // Also of a problem whose date lies ahead: whoever answered it already answered a problem.
        self.remember_root(&activity);
        if activity.at > self.as_of {
            return;
        }
        match (&activity.what, &activity.actor) {
            (Kind::CommunityFounded { zone, .. }, _) if self.zone.is_none() => {
                self.zone.clone_from(zone);
            }
            (
                Kind::AffiliationStated {
                    person,
                    dimension,
                    affiliation,
                },
                _,
            ) => {
                self.people.state(person, *dimension, affiliation.clone());
                self.stated.push((person.clone(), activity.id));
            }
            (Kind::Joined { .. }, Some(actor)) => {
                self.members.entry(actor.clone()).or_insert(activity.at);
            }
            (Kind::Left, Some(actor)) => {
                self.members.remove(actor);
            }
            _ => {}
        }
        if activity.community.is_none() {
            return;
        }
        let (to, is_in_problem) = match &activity.what {
            Kind::Replied(turn) => {
                let to = turn.addressees.iter();
                let to = to.map(|person| (person.clone(), self.people.affiliations(person)));
                (to.collect(), self.is_problem(&turn.thread))
            }
            _ => (Vec::new(), false),
        };
        let from = activity.actor.as_ref();
        self.acts.push(Act {
            position,
            day: self.day(activity.at),
            as_member: from.is_some_and(|actor| self.members.contains_key(actor)),
            from: from
                .map(|actor| self.people.affiliations(actor))
                .unwrap_or_default(),
            to,
            is_in_problem,
            activity,
        });
    }
}

/// A substantive turn by one person to another: the only thing that makes a tie.
#[derive(Debug, Clone)]
pub struct Exchange<'a> {
    /// By whom.
    pub by: &'a PersonId,
    /// Where they stood then.
    pub from: &'a Affiliations,
    /// To whom.
    pub to: &'a PersonId,
    /// Where they stood then.
    pub towards: &'a Affiliations,
}

impl Act<'_> {
    /// Who did it.
    #[must_use]
    pub fn by(&self) -> Option<&PersonId> {
        self.activity.actor.as_ref()
    }

    /// What it counts as.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.activity.what.counts()
    }

    /// Which of the four characteristic activities it serves.
    #[must_use]
    pub fn characteristics(&self) -> &'static [Characteristic] {
        characteristics(&self.activity.what)
    }

    /// Whether it passes on or works on something.
    #[must_use]
    pub fn bent(&self) -> Option<Bent> {
        bent(&self.activity.what, self.is_in_problem)
    }

    /// The exchanges it is.
    pub fn exchanges(&self) -> impl Iterator<Item = Exchange<'_>> {
        let by = match (&self.activity.what, &self.activity.actor) {
            (Kind::Replied(turn), Some(by)) if turn.is_substantive() => Some(by),
            _ => None,
        };
        by.into_iter().flat_map(move |by| {
            self.to
                .iter()
                .filter(move |(to, _)| to != by)
                .map(move |(to, towards)| Exchange {
                    by,
                    from: &self.from,
                    to,
                    towards,
                })
        })
    }
}

/// How what is behind a measure is known, and how many different people are behind it.
pub(super) fn basis<'a>(acts: impl IntoIterator<Item = &'a Act<'a>>) -> (Provenance, u64) {
    let mut provenance = Provenance::default();
    let mut people = std::collections::BTreeSet::new();
    for act in acts {
        provenance.count(act.activity.basis, 1);
        people.extend(act.by());
    }
    (provenance, people.len() as u64)
}

/// What a thread began with, and whether that is a problem.
pub(super) fn begun(kind: &Kind) -> Option<(&ContributionId, bool)> {
    match kind {
        Kind::ProblemRaised { problem, .. } => Some((problem, true)),
        Kind::Announced { contribution, .. }
        | Kind::ResourceShared { contribution, .. }
        | Kind::ConcernRaised { contribution, .. }
        | Kind::StoryTold { contribution, .. }
        | Kind::JournalShared { contribution, .. } => Some((contribution, false)),
        _ => None,
    }
}
