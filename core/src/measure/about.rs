//! Everything that a person can be shown about themselves (P9): for each measure, what they did or were named in that
//! is behind its numbers.

use std::collections::BTreeSet;

use super::could_meet::{topics, worked_on};
use super::{Act, History, Name, RULES};
use crate::activity::{Kind, Preference};
use crate::id::{ActivityId, PersonId};

/// The activities behind a measure, by the name of the number.
type Evidence = Vec<(&'static str, Vec<ActivityId>)>;

/// For each measure, the activities behind its numbers that a person did or that name them, in the order of the log;
/// numbers behind which there are none are left out.
///
/// Of the measures for one person alone, these are all that they are made of beside what others did.
/// An answer to the pulse is in none: it is recorded without the person.
/// It is for that person alone, and wants their whole history: also what is hidden from other members.
#[must_use]
pub fn about(history: &History<'_>, person: &PersonId) -> Vec<(Name, Evidence)> {
    let acts = history.acts.iter();
    let acts = acts.filter(|act| act.activity.people().contains(&person));
    let mut own: BTreeSet<ActivityId> = acts.map(|act| act.activity.id).collect();
    let stated = history.stated.iter();
    own.extend(stated.filter(|(whom, _)| whom == person).map(|(_, id)| *id));
    let names = Name::ALL.iter().map(|name| {
        let mut evidence = history.evidence(*name);
        evidence.extend(personal(history, person, *name));
        for (_, ids) in &mut evidence {
            ids.retain(|id| own.contains(id));
        }
        evidence.retain(|(_, ids)| !ids.is_empty());
        (*name, evidence)
    });
    names.collect()
}

impl History<'_> {
    /// Everything that a person can be shown about themselves: see [`about`].
    #[must_use]
    pub fn evidence_about(&self, person: &PersonId) -> Vec<(Name, Evidence)> {
        about(self, person)
    }
}

/// What is behind what a measure says to one person.
fn personal(history: &History<'_>, person: &PersonId, name: Name) -> Evidence {
    let own = |is_behind: fn(&Act<'_>) -> bool| {
        history.ever_behind(|act| act.by() == Some(person) && is_behind(act))
    };
    let preferences = |of: &[Preference]| {
        history.ever_behind(|act| match &act.activity.what {
            Kind::PreferenceSet { preference, .. } => of.contains(preference),
            _ => false,
        })
    };
    match name {
        Name::Facilitation => vec![("statement", reached_by(history, person))],
        Name::GoneQuiet => vec![
            ("days", own(is_active)),
            ("members", history.memberships()),
            (
                "away",
                own(|act| matches!(act.activity.what, Kind::Away { .. } | Kind::Returned)),
            ),
            (
                "allowed",
                preferences(&[Preference::Nudges, Preference::NudgesByOthers]),
            ),
            ("cared_about", history.ever_behind(is_on_topic)),
            (
                "contacts",
                history.ever_behind(|act| matches!(act.activity.what, Kind::ContactNoted { .. })),
            ),
            ("roles", roles(history)),
        ],
        Name::CouldMeet => vec![
            ("shared", history.ever_behind(is_on_topic)),
            ("met", history.ever_behind(|act| has_met(history, act))),
            (
                "introduced",
                history.ever_behind(|act| matches!(act.activity.what, Kind::Introduced { .. })),
            ),
            ("allowed", preferences(&[Preference::Introductions])),
            ("members", history.memberships()),
            ("differ", history.affiliations()),
            ("roles", roles(history)),
        ],
        Name::CommunitiesForYou => vec![
            ("words", history.affiliations()),
            ("members", history.memberships()),
        ],
        Name::MyBridges => vec![
            (
                "exchanges",
                history.behind(|act| act.exchanges().next().is_some()),
            ),
            ("known", history.affiliations()),
        ],
        _ => Vec::new(),
    }
}

fn is_active(act: &Act<'_>) -> bool {
    let counts = act.counts();
    counts.contribution || counts.observing || counts.lead || counts.facilitation
}

fn is_on_topic(act: &Act<'_>) -> bool {
    let what = &act.activity.what;
    !topics(what).is_empty() || worked_on(what).is_some()
}

/// Whether it is an exchange of the months in which two who had one are not brought together again.
fn has_met(history: &History<'_>, act: &Act<'_>) -> bool {
    let months_ago = history.today.month_index() - act.day.month_index();
    months_ago <= i64::from(RULES.apart_months) && act.exchanges().next().is_some()
}

fn roles(history: &History<'_>) -> Vec<ActivityId> {
    history.ever_behind(|act| {
        matches!(
            act.activity.what,
            Kind::RoleGiven { .. } | Kind::RoleEnded { .. }
        )
    })
}

/// What a person did to keep the community going, and how they were the first whom somebody met.
fn reached_by(history: &History<'_>, person: &PersonId) -> Vec<ActivityId> {
    history.ever_behind(|act| {
        let is_meeting = matches!(
            act.activity.what,
            Kind::Replied(_) | Kind::Welcomed { .. } | Kind::Introduced { .. }
        );
        act.by() == Some(person) && (act.counts().facilitation || is_meeting)
    })
}

#[cfg(test)]
mod tests;
