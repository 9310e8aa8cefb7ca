//! What one person did to keep a community going: theirs to keep and to show.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::activity::Kind;
use crate::id::PersonId;
use crate::measure::{Act, History, Name, Sentence};
use crate::time::{CivilDate, Timestamp};

/// What one person did to keep a community going, over all of its history. It is for that person alone, who may show
/// it to whom they like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FacilitationStatement {
    /// As of when.
    pub as_of: Timestamp,
    /// The day of the first act of facilitation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<CivilDate>,
    /// The day of the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<CivilDate>,
    /// How many there were, by kind, sorted by its word.
    pub acts: Vec<Done>,
    /// People whose first answer, first welcome or first introduction here came from this person.
    pub reached: u64,
    /// What it says.
    pub says: Sentence,
    /// What it does not say.
    pub does_not_say: Sentence,
}

/// How often something was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Done {
    /// The word of the kind of activity, such as `welcomed`.
    pub kind: &'static str,
    /// How often.
    pub n: u64,
}

/// What a person did to keep the community going.
#[must_use]
pub fn statement(history: &History<'_>, person: &PersonId) -> FacilitationStatement {
    let own = history.acts.iter().filter(|act| act.by() == Some(person));
    let own: Vec<&Act<'_>> = own.filter(|act| act.counts().facilitation).collect();
    let mut acts: BTreeMap<&'static str, u64> = BTreeMap::new();
    for act in &own {
        *acts.entry(act.activity.what.word()).or_default() += 1;
    }
    let reached = reached(history, person);
    FacilitationStatement {
        as_of: history.as_of,
        from: own.iter().map(|act| act.day).min(),
        to: own.iter().map(|act| act.day).max(),
        acts: acts.into_iter().map(|(kind, n)| Done { kind, n }).collect(),
        reached,
        says: Sentence::of("facilitation.statement")
            .number("acts", own.len() as u64)
            .number("reached", reached),
        does_not_say: Sentence::of(Name::Facilitation.does_not_say()),
    }
}

/// How somebody can be met for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Meeting {
    Answered,
    Welcomed,
    Introduced,
}

fn reached(history: &History<'_>, person: &PersonId) -> u64 {
    let mut first: BTreeMap<(&PersonId, Meeting), (Timestamp, u64, &PersonId)> = BTreeMap::new();
    for act in &history.acts {
        let Some(by) = act.by() else { continue };
        for (whom, how) in met(act) {
            let meeting = (act.activity.at, act.position, by);
            if whom != by {
                let first = first.entry((whom, how)).or_insert(meeting);
                *first = meeting.min(*first);
            }
        }
    }
    let by_them = first.iter().filter(|(_, (_, _, by))| *by == person);
    let people: BTreeSet<&PersonId> = by_them.map(|((whom, _), _)| *whom).collect();
    people.len() as u64
}

fn met<'a>(act: &'a Act<'_>) -> Vec<(&'a PersonId, Meeting)> {
    match &act.activity.what {
        Kind::Replied(_) => {
            let to = act.to.iter();
            to.map(|(person, _)| (person, Meeting::Answered)).collect()
        }
        Kind::Welcomed { person, .. } => vec![(person, Meeting::Welcomed)],
        Kind::Introduced { one, other, .. } => {
            vec![(one, Meeting::Introduced), (other, Meeting::Introduced)]
        }
        _ => Vec::new(),
    }
}
