//! M18: what people are trying to do as a whole.
//!
//! Who stands behind the purpose as it is put now; the pulse, a single question of social identification after Postmes
//! and others 2013; and as whom people speak. The three are never made into one number.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::history::{Act, History};
use super::live::{Here, Place, quarter, window};
use super::number::median;
use super::{
    Live, Measure, NOTHING_LOGGED, Name, Provenance, RULES, Ratio, Sentence, Share, Status, Window,
};
use crate::activity::{Basis, Kind, PulseItem, SpeakingAs};
use crate::affiliation::Dimension;
use crate::id::{ActivityId, PersonId};
use crate::time::{CivilDate, Timestamp};

/// Who stands behind the purpose, and as whom people speak.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Identity {
    /// The version of the purpose that is in force.
    pub version: u32,
    /// Members who endorse it, of all. Nobody who does not is named.
    pub endorsed: Share,
    /// From how many organisations they are; none below so many people that it could tell something about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisations: Option<u64>,
    /// The first day of the last quarter that is over, about which the rest is.
    pub quarter: CivilDate,
    /// How the pulse was answered in it, question by question.
    pub pulse: Vec<Pulse>,
    /// As whom people spoke in it.
    pub speaking_as: Status<Speakers>,
}

/// How one question of the pulse was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pulse {
    /// Which.
    pub item: PulseItem,
    /// How, where enough answered and not all alike.
    #[serde(flatten)]
    pub answers: Status<Answers>,
}

/// How many answered, and what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answers {
    /// The middle answer, from 1, not at all, to 7, fully.
    pub median: Ratio,
    /// How many answers.
    pub n: u64,
}

/// As whom people spoke, of the turns of which they said so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Speakers {
    /// What enough people did.
    pub cells: Vec<Speaking>,
    /// All else together, where there is anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub others: Option<Spoken>,
}

/// How much was said as one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Speaking {
    /// As whom.
    pub speaking_as: SpeakingAs,
    /// How much.
    #[serde(flatten)]
    pub spoken: Spoken,
}

/// How much was said, rounded so that it tells nothing about one person (P1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Spoken {
    /// How many turns.
    pub turns: u64,
    /// By how many different people.
    pub people: u64,
}

/// What is counted before it is known what may be shown.
struct Counted {
    version: u32,
    endorsed: Share,
    /// From how many organisations the endorsers are, and of how many of them it is known.
    organisations: (u64, u64),
    pulse: Vec<(PulseItem, Vec<u64>)>,
    speaking_as: Status<Speakers>,
}

/// What people are trying to do as a whole, by the plain definition.
///
/// A member endorses what they endorsed last, unless they withdrew it or left since.
/// The pulse and as whom people speak are about the last quarter that is over.
#[must_use]
pub fn batch(history: &History<'_>) -> Measure<Identity> {
    let versions = history.acts.iter().rev();
    let mut versions = versions.filter_map(|act| match act.activity.what {
        Kind::CommunityFounded { .. } => Some(1),
        Kind::PurposeRevised { version, .. } => Some(version),
        _ => None,
    });
    let mut basis = Provenance::default();
    let Some(version) = versions.next() else {
        return told(None, history.as_of, history.window(), basis, history.today);
    };
    let mut endorsements: BTreeMap<&PersonId, (u32, Basis)> = BTreeMap::new();
    for act in &history.acts {
        let Some(by) = act.by() else { continue };
        match act.activity.what {
            Kind::PurposeEndorsed { version } => {
                endorsements.insert(by, (version, act.activity.basis));
            }
            Kind::EndorsementWithdrawn { .. } | Kind::Left => {
                endorsements.remove(by);
            }
            _ => {}
        }
    }
    let mut counted = Counted {
        version,
        endorsed: Share::of(0, history.members.len() as u64),
        organisations: (0, 0),
        pulse: Vec::new(),
        speaking_as: speakers(said_as(history)),
    };
    let mut organisations = BTreeSet::new();
    for member in history.members.keys() {
        let Some((_, known)) = endorsements.get(member).filter(|(of, _)| *of == version) else {
            continue;
        };
        counted.endorsed.num += 1;
        basis.count(*known, 1);
        let organisation = history.people.on(member, Dimension::Organisation);
        counted.organisations.1 += u64::from(organisation.known().is_some());
        organisations.extend(organisation.known().cloned());
    }
    counted.organisations.0 = organisations.len() as u64;
    for item in PulseItem::ALL {
        let answers = history.acts.iter().filter_map(|act| answer(history, act));
        let answers = answers.filter(|(of, _)| of == item);
        counted
            .pulse
            .push((*item, answers.map(|(_, value)| value).collect()));
    }
    told(
        Some(counted),
        history.as_of,
        history.window(),
        basis,
        history.today,
    )
}

/// An answer to the pulse in the last quarter that is over; it stands on the first of its month in UTC.
fn answer(history: &History<'_>, act: &Act<'_>) -> Option<(PulseItem, u64)> {
    match act.activity.what {
        Kind::PulseAnswered { item, value } => {
            let is_then = quarter(act.activity.at.date_utc()) == quarter(history.today) - 1;
            let is_answer = (1..=7).contains(&value);
            (is_then && is_answer).then_some((item, value.into()))
        }
        _ => None,
    }
}

/// Turns and speakers of the last quarter that is over, by as whom they said to speak.
fn said_as<'a>(history: &'a History<'_>) -> Vec<(SpeakingAs, u64, BTreeSet<&'a PersonId>)> {
    let all = SpeakingAs::ALL.iter().map(|speaking_as| {
        let turns = history.acts.iter().filter(|act| {
            matches!(act.activity.what, Kind::Replied(_))
                && act.activity.speaking_as == Some(*speaking_as)
                && quarter(act.day) == quarter(history.today) - 1
        });
        let turns: Vec<&Act<'_>> = turns.collect();
        let people = turns.iter().filter_map(|act| act.by()).collect();
        (*speaking_as, turns.len() as u64, people)
    });
    all.collect()
}

/// The activities behind its numbers.
pub(super) fn evidence(history: &History<'_>) -> Vec<(&'static str, Vec<ActivityId>)> {
    let ids = |is_behind: &dyn Fn(&Act<'_>) -> bool| {
        let acts = history.acts.iter().filter(|act| is_behind(act));
        acts.map(|act| act.activity.id).collect()
    };
    let endorsing = |act: &Act<'_>| {
        matches!(
            act.activity.what,
            Kind::PurposeEndorsed { .. } | Kind::EndorsementWithdrawn { .. }
        )
    };
    let framing = |act: &Act<'_>| {
        matches!(
            act.activity.what,
            Kind::CommunityFounded { .. } | Kind::PurposeRevised { .. }
        )
    };
    let speaking = |act: &Act<'_>| {
        matches!(act.activity.what, Kind::Replied(_))
            && act.activity.speaking_as.is_some()
            && quarter(act.day) == quarter(history.today) - 1
    };
    vec![
        ("version", ids(&framing)),
        ("endorsed", ids(&endorsing)),
        ("members", history.memberships()),
        ("organisations", history.affiliations()),
        ("pulse", ids(&|act| answer(history, act).is_some())),
        ("speaking_as", ids(&speaking)),
    ]
}

pub(super) fn live(live: &Live, here: &Here) -> Measure<Identity> {
    let today = live.today(here);
    let frame = &here.frame;
    let names = live.names();
    let mut basis = Provenance::default();
    let Some(purpose) = frame.purpose() else {
        return told(None, live.as_of(), window(today), basis, today);
    };
    let mut endorsed = Share::default();
    let (mut n_known, mut organisations) = (0, BTreeSet::new());
    for member in here.people.members() {
        endorsed.den += 1;
        let Some(known) = frame.endorses(member.who, purpose.version) else {
            continue;
        };
        endorsed.num += 1;
        basis.count(known, 1);
        let profile = names.profile_now(member.who);
        if let Place::Group(group) = names.place(profile, Dimension::Organisation) {
            n_known += 1;
            organisations.insert(group);
        }
    }
    let last = quarter(today) - 1;
    let pulse = PulseItem::ALL.iter().map(|item| {
        let n_each = frame.pulse.get(&(last, *item)).copied().unwrap_or_default();
        let answers = (1..).zip(n_each);
        let answers = answers.flat_map(|(value, n)| (0..n).map(move |_| value));
        (*item, answers.collect())
    });
    let said_as = SpeakingAs::ALL.iter().map(|speaking_as| {
        let turns = frame
            .speaking
            .get(&(last, *speaking_as))
            .into_iter()
            .flatten();
        let turns: Vec<(Option<u32>, u64)> = turns
            .map(|(who, n)| (*who, *n))
            .filter(|(_, n)| *n > 0)
            .collect();
        let people = turns.iter().filter_map(|(who, _)| *who).collect();
        (*speaking_as, turns.iter().map(|(_, n)| n).sum(), people)
    });
    let counted = Counted {
        version: purpose.version,
        endorsed,
        organisations: (organisations.len() as u64, n_known),
        pulse: pulse.collect(),
        speaking_as: speakers(said_as.collect::<Vec<(_, _, BTreeSet<u32>)>>()),
    };
    told(Some(counted), live.as_of(), window(today), basis, today)
}

/// Shows what enough people did, and puts the rest together so that nothing can be told by subtraction (P1, P2).
fn speakers<P: Ord>(cells: Vec<(SpeakingAs, u64, BTreeSet<P>)>) -> Status<Speakers> {
    let all: BTreeSet<&P> = cells.iter().flat_map(|(_, _, people)| people).collect();
    let have = all.len() as u64;
    if have < RULES.k {
        return Status::TooFew {
            have,
            need: RULES.k,
        };
    }
    let mut cells: Vec<_> = cells
        .into_iter()
        .filter(|(_, turns, _)| *turns > 0)
        .collect();
    // The smallest last, so that it is the first to be put to the others.
    cells.sort_by_key(|(speaking_as, _, people)| (std::cmp::Reverse(people.len()), *speaking_as));
    let mut others: (usize, u64, BTreeSet<P>) = (0, 0, BTreeSet::new());
    while let Some((_, _, people)) = cells.last() {
        let is_small = (people.len() as u64) < RULES.k;
        let is_too_few = others.0 == 1 || (others.0 > 0 && (others.2.len() as u64) < RULES.k);
        if !is_small && !is_too_few {
            break;
        }
        if let Some((_, turns, people)) = cells.pop() {
            others.0 += 1;
            others.1 += turns;
            others.2.extend(people);
        }
    }
    if cells.is_empty() {
        return Status::Suppressed { rule: "P2" };
    }
    cells.sort_by_key(|(speaking_as, _, _)| *speaking_as);
    let cells = cells
        .into_iter()
        .map(|(speaking_as, turns, people)| Speaking {
            speaking_as,
            spoken: Spoken::rounded(turns, people.len()),
        });
    Status::Shown(Speakers {
        cells: cells.collect(),
        others: (others.0 > 0).then(|| Spoken::rounded(others.1, others.2.len())),
    })
}

impl Spoken {
    fn rounded(turns: u64, n_people: usize) -> Self {
        let to = RULES.round_to;
        let rounded = |n: u64| (n + to / 2) / to * to;
        Self {
            turns: rounded(turns),
            people: rounded(n_people as u64),
        }
    }
}

/// The middle answer, where enough people answered and not all alike: else it would tell what each of them said.
fn answers(values: Vec<u64>) -> Status<Answers> {
    let n = values.len() as u64;
    if n < RULES.k_attitudes {
        return Status::TooFew {
            have: n,
            need: RULES.k_attitudes,
        };
    }
    let is_mixed = values.iter().any(|value| *value != values[0]);
    match median(values).filter(|_| is_mixed) {
        Some(median) => Status::Shown(Answers { median, n }),
        None => Status::Suppressed { rule: "P1" },
    }
}

fn told(
    counted: Option<Counted>,
    as_of: Timestamp,
    window: Window,
    basis: Provenance,
    today: CivilDate,
) -> Measure<Identity> {
    let counted = counted.filter(|counted| counted.endorsed.den > 0);
    let people = counted.as_ref().map_or(0, |counted| counted.endorsed.num);
    let last = (quarter(today) - 1) * 3;
    let (status, says) = match (counted, CivilDate::first_of_month(last)) {
        (Some(counted), Some(quarter)) => {
            let (n_organisations, n_known) = counted.organisations;
            let pulse = counted.pulse.into_iter().map(|(item, values)| Pulse {
                item,
                answers: answers(values),
            });
            let says = Sentence::of("identity.says")
                .number("endorsed", counted.endorsed.num)
                .number("members", counted.endorsed.den);
            let value = Identity {
                version: counted.version,
                endorsed: counted.endorsed,
                organisations: (n_known >= RULES.k).then_some(n_organisations),
                quarter,
                pulse: pulse.collect(),
                speaking_as: counted.speaking_as,
            };
            (Status::Shown(value), says)
        }
        _ => {
            let why = Sentence::of(NOTHING_LOGGED);
            (
                Status::NotApplicable { why },
                Sentence::of("identity.nothing"),
            )
        }
    };
    Measure {
        name: Name::Identity,
        as_of,
        window,
        status,
        basis,
        people,
        coverage: None,
        says,
    }
}

#[cfg(test)]
mod tests;
