//! M10: whose contributions there are, beside who is a member.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::boundaries::{Behind, ByDimension, groups, why_not};
use super::history::{History, basis};
use super::live::{Here, window};
use super::thinking_together;
use super::{
    Live, Measure, NOTHING_LOGGED, Name, Provenance, RULES, Sentence, Share, Status, Window,
};
use crate::activity::{Kind, Standpoint};
use crate::affiliation::{Affiliation, Dimension};
use crate::id::{ActivityId, ConstituencyId, GroupId, PersonId};
use crate::time::{CivilDate, Timestamp};

/// Whose contributions there are in the window, beside who is a member now.
///
/// It is a breakdown and stands here as counted; what may be shown of it to whom is decided elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WhoIsHeard {
    /// By organisation.
    pub organisation: Status<Voices>,
    /// By profession.
    pub profession: Status<Voices>,
    /// By sector.
    pub sector: Status<Voices>,
    /// By band.
    pub band: Status<Voices>,
    /// Those whom the community seeks, sorted by id.
    pub constituencies: Vec<ConstituencyHeard>,
}

/// Whose contributions there are, on one boundary.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Voices {
    /// The month at whose end it was drawn, by its first day; none for numbers as they are now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<CivilDate>,
    /// Every group that has a member or a contribution, sorted by group; only some where not all are to be told.
    pub groups: Vec<GroupHeard>,
    /// All groups that are not named, together, where there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub others: Option<Heard>,
    /// Those who said that they are in none; none also where that is not to be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub independent: Option<Heard>,
}

/// How much of what was contributed came from a group, beside its share of the members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroupHeard {
    /// Which.
    pub group: GroupId,
    /// How much.
    #[serde(flatten)]
    pub heard: Heard,
}

/// How much of what was contributed came from some, beside their share of the members. Of whom nothing is known is in
/// neither whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Heard {
    /// Of the contributions, by where people stood when they made them.
    pub contributions: Share,
    /// Of the members, by where they stand now.
    pub members: Share,
}

/// How far those are there whom the community seeks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConstituencyHeard {
    /// Which.
    pub constituency: ConstituencyId,
    /// How many members belong to it; none where that is not to be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub members: Option<u64>,
    /// How many of them contributed in the window; none likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heard: Option<u64>,
    /// How many of them are in a problem that was thought through together in the window; none likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_problem: Option<u64>,
}

/// How many there are of something, by where people stand on one boundary.
#[derive(Debug, Clone, Default)]
struct Stood {
    unknown: u64,
    /// By group; none for those who said that they are in none.
    known: BTreeMap<Option<GroupId>, u64>,
}

impl Stood {
    fn add(&mut self, affiliation: &Affiliation, n: u64) {
        let group = match affiliation {
            Affiliation::Unknown => {
                self.unknown += n;
                return;
            }
            Affiliation::NoneDeclared => None,
            Affiliation::Known(group) => Some(group.clone()),
        };
        *self.known.entry(group).or_default() += n;
    }

    fn n_known(&self) -> u64 {
        self.known.values().sum()
    }

    fn coverage(&self) -> Share {
        let known = self.n_known();
        Share::of(known, known + self.unknown)
    }

    fn of(&self, group: &Option<GroupId>) -> Share {
        let n = self.known.get(group).copied().unwrap_or_default();
        Share::of(n, self.n_known())
    }
}

/// Contributions and members by where they stand, on the four boundaries in their order.
#[derive(Debug, Clone, Default)]
struct Tallied {
    contributions: [Stood; 4],
    members: [Stood; 4],
    n_contributions: u64,
    n_members: u64,
}

/// Whose contributions there are, by the plain definition.
#[must_use]
pub fn batch(history: &History<'_>) -> Measure<WhoIsHeard> {
    let mut tallied = Tallied::default();
    let mut heard = BTreeSet::new();
    for act in history.recent().filter(|act| act.counts().contribution) {
        let Some(by) = act.by() else { continue };
        heard.insert(by);
        tallied.n_contributions += 1;
        for dimension in Dimension::ALL {
            tallied.contributions[dimension as usize].add(act.from.on(dimension), 1);
        }
    }
    for member in history.members.keys() {
        tallied.n_members += 1;
        for dimension in Dimension::ALL {
            let now = history.people.on(member, dimension);
            tallied.members[dimension as usize].add(&now, 1);
        }
    }
    let window = history.window();
    let together = thinking_together::episodes(history).into_iter();
    let together = together
        .filter(|episode| episode.reached[1].is_some_and(|at| window.includes(history.day(at))));
    let together: BTreeSet<PersonId> = together.flat_map(|episode| episode.people).collect();
    let sought = sought(history);
    let sought = sought.into_iter().map(|(constituency, standpoints)| {
        let belongs = |member: &&PersonId| {
            standpoints.iter().all(|standpoint| {
                history.people.on(member, standpoint.dimension) == standpoint.affiliation
            })
        };
        let members: Vec<&PersonId> = history.members.keys().filter(belongs).collect();
        let heard = members.iter().filter(|member| heard.contains(*member));
        let in_problem = members.iter().filter(|member| together.contains(**member));
        ConstituencyHeard {
            constituency: constituency.clone(),
            members: Some(members.len() as u64),
            heard: Some(heard.count() as u64),
            in_problem: Some(in_problem.count() as u64),
        }
    });
    let (basis, people) = basis(history.recent().filter(|act| act.counts().contribution));
    told(
        &tallied,
        sought.collect(),
        history.as_of,
        window,
        basis,
        people,
    )
}

fn sought<'a>(history: &'a History<'_>) -> BTreeMap<&'a ConstituencyId, &'a [Standpoint]> {
    let mut sought = BTreeMap::new();
    for act in &history.acts {
        match &act.activity.what {
            Kind::ConstituencySought {
                constituency,
                standpoints,
                ..
            } => {
                sought.insert(constituency, standpoints.as_slice());
            }
            Kind::ConstituencyDropped { constituency } => {
                sought.remove(constituency);
            }
            _ => {}
        }
    }
    sought
}

/// The activities behind its numbers.
pub(super) fn evidence(history: &History<'_>) -> Vec<(&'static str, Vec<ActivityId>)> {
    let contributions = |act: &super::Act<'_>| act.counts().contribution && act.by().is_some();
    let frames = history.acts.iter().filter(|act| {
        matches!(
            act.activity.what,
            Kind::ConstituencySought { .. } | Kind::ConstituencyDropped { .. }
        )
    });
    vec![
        ("contributions", history.behind(contributions)),
        ("members", history.memberships()),
        ("known", history.affiliations()),
        ("in_problem", thinking_together::together(history)),
        (
            "constituencies",
            frames.map(|act| act.activity.id).collect(),
        ),
    ]
}

pub(super) fn live(live: &Live, here: &Here) -> Measure<WhoIsHeard> {
    let names = live.names();
    let mut tallied = Tallied::default();
    for (from, n) in here.window.heard() {
        tallied.n_contributions += n;
        for dimension in Dimension::ALL {
            let then = names.affiliation(from, dimension);
            tallied.contributions[dimension as usize].add(&then, n);
        }
    }
    let mut members = Vec::new();
    for member in here.people.members() {
        let profile = names.profile_now(member.who);
        let now = Dimension::ALL.map(|dimension| names.affiliation(profile, dimension));
        tallied.n_members += 1;
        for (stood, now) in tallied.members.iter_mut().zip(&now) {
            stood.add(now, 1);
        }
        members.push((now, member));
    }
    let window = window(live.today(here));
    let together = together(live, here);
    let sought = here.sought.now().into_iter();
    let sought = sought.map(|(constituency, standpoints)| {
        let belongs = |now: &[Affiliation; 4]| {
            let mut standpoints = standpoints.iter();
            standpoints.all(|sought| now[sought.dimension as usize] == sought.affiliation)
        };
        let members = members.iter().filter(|(now, _)| belongs(now));
        ConstituencyHeard {
            constituency: constituency.clone(),
            members: Some(members.clone().count() as u64),
            heard: Some(
                members
                    .clone()
                    .filter(|(_, member)| member.recent.contributions > 0)
                    .count() as u64,
            ),
            in_problem: Some(
                members
                    .filter(|(_, member)| together.contains(&member.who))
                    .count() as u64,
            ),
        }
    });
    let people = here.people.iter();
    let people = people.filter(|person| person.recent.contributions > 0);
    told(
        &tallied,
        sought.collect(),
        live.as_of(),
        window,
        here.window.bases.contributions,
        people.count() as u64,
    )
}

/// Everybody in a problem that was thought through together in the window.
pub(super) fn together(live: &Live, here: &Here) -> BTreeSet<u32> {
    let window = window(live.today(here));
    let together = here.talk.episodes(live.names());
    let together = together
        .filter(|episode| episode.reached[1].is_some_and(|at| window.includes(live.day(here, at))));
    together
        .flat_map(|episode| episode.people().collect::<Vec<_>>())
        .collect()
}

fn told(
    tallied: &Tallied,
    constituencies: Vec<ConstituencyHeard>,
    as_of: Timestamp,
    window: Window,
    basis: Provenance,
    people: u64,
) -> Measure<WhoIsHeard> {
    let (status, says) = if tallied.n_contributions == 0 || tallied.n_members == 0 {
        let why = Sentence::of(NOTHING_LOGGED);
        let days = u64::from(RULES.window_days.unsigned_abs());
        let says = Sentence::of("who_is_heard.nothing").number("days", days);
        (Status::NotApplicable { why }, says)
    } else {
        let on = |dimension| on(tallied, dimension);
        let value = WhoIsHeard {
            organisation: on(Dimension::Organisation),
            profession: on(Dimension::Profession),
            sector: on(Dimension::Sector),
            band: on(Dimension::Band),
            constituencies,
        };
        let says = says(&value);
        (Status::Shown(value), says)
    };
    Measure {
        name: Name::WhoIsHeard,
        as_of,
        window,
        status,
        basis,
        people,
        coverage: None,
        says,
    }
}

fn on(tallied: &Tallied, dimension: Dimension) -> Status<Voices> {
    let contributions = &tallied.contributions[dimension as usize];
    let members = &tallied.members[dimension as usize];
    for Share { num, den } in [members.coverage(), contributions.coverage()] {
        if num * 100 < den * RULES.coverage_percent {
            return Status::LowCoverage {
                known: num,
                total: den,
            };
        }
    }
    let groups = contributions.known.keys().chain(members.known.keys());
    let groups: BTreeSet<&Option<GroupId>> = groups.collect();
    if groups.len() < 2 {
        let why = match dimension {
            Dimension::Organisation => "who_is_heard.one_organisation",
            Dimension::Profession => "who_is_heard.one_profession",
            Dimension::Sector => "who_is_heard.one_sector",
            Dimension::Band => "who_is_heard.one_band",
        };
        let why = Sentence::of(why);
        return Status::NotApplicable { why };
    }
    let mut voices = Voices::default();
    for group in groups {
        let heard = Heard {
            contributions: contributions.of(group),
            members: members.of(group),
        };
        match group {
            None => voices.independent = Some(heard),
            Some(group) => voices.groups.push(GroupHeard {
                group: group.clone(),
                heard,
            }),
        }
    }
    Status::Shown(voices)
}

/// Names no group: which may be named to whom is decided elsewhere.
fn says(value: &WhoIsHeard) -> Sentence {
    let sought = value.constituencies.len() as u64;
    let heard = value
        .constituencies
        .iter()
        .filter(|sought| sought.heard > Some(0));
    let kind = match (&value.organisation, sought) {
        (_, 1..) => "who_is_heard.sought",
        (Status::Shown(_), 0) => "who_is_heard.says",
        _ => "who_is_heard.elsewhere",
    };
    let silent = value.organisation.value().map_or(0, |voices| {
        let silent = voices
            .groups
            .iter()
            .filter(|group| group.heard.members.num > 0 && group.heard.contributions.num == 0);
        silent.count()
    });
    let groups = value
        .organisation
        .value()
        .map_or(0, |voices| voices.groups.len());
    Sentence::of(kind)
        .number("days", u64::from(RULES.window_days.unsigned_abs()))
        .number("sought", sought)
        .number("heard", heard.count() as u64)
        .number("silent", silent as u64)
        .number("groups", groups as u64)
}

/// The measure for numbers as they may be shown: of whom nothing was heard is not among them.
pub(super) fn told_roughly(
    on: ByDimension<Status<Voices>>,
    constituencies: Vec<ConstituencyHeard>,
    behind: Behind,
) -> Measure<WhoIsHeard> {
    let shown = on.first_shown();
    let n_told = constituencies.iter();
    let n_told = n_told.filter(|sought| sought.members.is_some()).count();
    let says = match shown {
        Some((dimension, voices)) => Sentence::of("who_is_heard.says_roughly")
            .number("named", voices.groups.len() as u64)
            .sentence("groups", groups(dimension)),
        None if n_told > 0 => Sentence::of("who_is_heard.sought_roughly")
            .number("told", n_told as u64)
            .number("sought", constituencies.len() as u64),
        None => why_not(&on.organisation, Dimension::Organisation),
    };
    let is_shown = shown.is_some() || n_told > 0;
    let why = on.organisation.clone();
    let value = WhoIsHeard {
        organisation: on.organisation,
        profession: on.profession,
        sector: on.sector,
        band: on.band,
        constituencies,
    };
    Measure {
        name: Name::WhoIsHeard,
        as_of: behind.as_of,
        window: behind.window,
        status: match is_shown {
            true => Status::Shown(value),
            false => why.map(|_| value),
        },
        basis: behind.basis,
        people: behind.people,
        coverage: None,
        says,
    }
}

#[cfg(test)]
mod tests;
