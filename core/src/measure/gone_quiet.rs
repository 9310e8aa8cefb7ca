//! M16: who has gone quiet, by their own rhythm.
//!
//! It is a prompt to care: it goes to the person first, to a steward only when the person allows it, and no further.
//! The thresholds are ours; compare the models of repeat customers (Fader, Hardie and Lee 2005).

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::arrangements::Arrangements;
use super::could_meet::{Topic, topics, worked_on};
use super::live::{Arranged, Here, PersonHere, day_number};
use super::{History, Live, Name, Personal, RULES, Sentence, Status};
use crate::activity::{Kind, Preference, Role};
use crate::id::{CommunityId, ContributionId, PersonId};
use crate::time::{CivilDate, Timestamp};

/// How somebody's silence compares with their own rhythm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rhythm {
    /// They never did anything here, so there is no silence.
    NotApplicable,
    /// They did something on too few days to have a rhythm.
    TooEarly,
    /// They are not due yet.
    AsUsual,
    /// They are past due.
    Quiet,
    /// They are past due and silent for more than a year: nobody is asked any more.
    Lapsed,
}

/// A person's own rhythm, for that person alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnRhythm {
    /// How their silence compares with it.
    pub rhythm: Rhythm,
    /// The last day they did something.
    pub last: CivilDate,
    /// The last day on which their silence is as usual.
    pub due: CivilDate,
}

/// Members whom one steward may ask how they are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct GoneQuiet {
    /// Who, the longest past due first.
    pub members: Vec<QuietMember>,
    /// How many more there are than one steward is asked to look after in a week.
    pub waiting: u64,
}

/// A member who has gone quiet and allows that a steward is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuietMember {
    /// Who.
    pub person: PersonId,
    /// The last day they did something.
    pub last: CivilDate,
    /// The last day on which their silence was as usual.
    pub due: CivilDate,
    /// What they cared about last: the thread in which they last took part; of several on one day, the one with the
    /// greatest id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cared_about: Option<ContributionId>,
}

/// How a silence compares with the rhythm of these days, in days since any day and in order.
#[must_use]
pub fn state(active_days: &[i32], today: i32) -> Rhythm {
    let Some(last) = active_days.last() else {
        return Rhythm::NotApplicable;
    };
    let Some(due) = due(active_days) else {
        return Rhythm::TooEarly;
    };
    let silent = i64::from(today) - i64::from(*last);
    if i64::from(today) <= due {
        Rhythm::AsUsual
    } else if silent <= RULES.lapsed_days {
        Rhythm::Quiet
    } else {
        Rhythm::Lapsed
    }
}

/// The last day on which silence is as usual: none where too little is known.
fn due(active_days: &[i32]) -> Option<i64> {
    let first = active_days.len().saturating_sub(RULES.quiet_last_days);
    let days = &active_days[first..];
    let mut gaps: Vec<i64> = days
        .windows(2)
        .map(|days| i64::from(days[1]) - i64::from(days[0]))
        .collect();
    if gaps.len() < RULES.quiet_gaps {
        return None;
    }
    gaps.sort_unstable();
    // Twice the median, which of an even number of gaps is the mean of the two in the middle.
    let middle = gaps.len() / 2;
    let twice = match gaps.len() % 2 {
        0 => gaps[middle - 1] + gaps[middle],
        _ => gaps[middle] * 2,
    };
    let last = i64::from(*days.last()?);
    Some(last + (RULES.quiet_days * 2).max(RULES.quiet_times * twice) / 2)
}

/// What is known of a member.
#[derive(Debug, Clone, Default)]
struct Known {
    /// The days on which they did anything, in order.
    active_days: Vec<i32>,
    is_away: bool,
    /// Whether they allow the widget to remind them.
    allows_nudges: bool,
    /// Whether they allow that others ask after them.
    allows_others: bool,
    last_thread: Option<(i32, ContributionId)>,
    last_contact: Option<CivilDate>,
}

/// A person's own rhythm, by the plain definition.
#[must_use]
pub fn own_batch(history: &History<'_>, person: &PersonId) -> Personal<OwnRhythm> {
    let known = known(history);
    told_own(known.get(person), history.today, history.as_of)
}

/// Whom one steward may ask how they are, by the plain definition.
#[must_use]
pub fn for_steward_batch(history: &History<'_>, steward: &PersonId) -> Personal<GoneQuiet> {
    let since = history.today.plus_days(1 - RULES.nudge_week_days);
    let contacts = history.acts.iter().filter(|act| {
        let is_contact = matches!(act.activity.what, Kind::ContactNoted { .. });
        is_contact && act.by() == Some(steward) && act.day >= since
    });
    let roles = Arrangements::of(history).roles;
    let holds = holds(
        roles
            .keys()
            .filter(|(whose, _)| whose == steward)
            .map(|(_, role)| role),
    );
    let members = known(history);
    let n_contacts = contacts.count();
    told_steward(
        holds,
        members,
        steward,
        n_contacts,
        history.today,
        history.as_of,
    )
}

fn known(history: &History<'_>) -> BTreeMap<PersonId, Known> {
    let arrangements = Arrangements::of(history);
    let mut active: BTreeMap<&PersonId, BTreeSet<i32>> = BTreeMap::new();
    let mut threads: BTreeMap<&PersonId, BTreeSet<(i32, ContributionId)>> = BTreeMap::new();
    let mut contacts: BTreeMap<&PersonId, CivilDate> = BTreeMap::new();
    for act in &history.acts {
        let day = day_number(act.day);
        let what = &act.activity.what;
        let counts = act.counts();
        if let Some(by) = act.by() {
            if counts.contribution || counts.observing || counts.lead || counts.facilitation {
                active.entry(by).or_default().insert(day);
            }
            for topic in topics(what) {
                threads.entry(by).or_default().extend(thread(day, topic));
            }
        }
        if let Some((problem, people)) = worked_on(what) {
            for person in people {
                let threads = threads.entry(person).or_default();
                threads.extend(thread(day, problem.clone()));
            }
        }
        if let Kind::ContactNoted { person } = what {
            let last = contacts.entry(person).or_insert(act.day);
            *last = act.day.max(*last);
        }
    }
    let allows = |member: &PersonId, preference: Preference| {
        let said = arrangements.preferences.get(&(member.clone(), preference));
        said.copied().unwrap_or(preference.default_allowed())
    };
    let of = |member: &PersonId| Known {
        active_days: active.get(member).into_iter().flatten().copied().collect(),
        is_away: arrangements
            .away
            .get(member)
            .is_some_and(|away| away.covers(history.today)),
        allows_nudges: allows(member, Preference::Nudges),
        allows_others: allows(member, Preference::NudgesByOthers),
        last_thread: threads
            .get(member)
            .and_then(|threads| threads.last().cloned()),
        last_contact: contacts.get(member).copied(),
    };
    let members = history.members.keys();
    members.map(|member| (member.clone(), of(member))).collect()
}

fn thread(day: i32, topic: Topic) -> Option<(i32, ContributionId)> {
    match topic {
        Topic::Thread(thread) => Some((day, thread)),
        Topic::Term(_) => None,
    }
}

/// A person's own rhythm: none for a community that there is not.
///
/// All that it is made of a member may see themselves, so that their page can work it out from the activities that it
/// gets: their own, with what they allow and when they are away.
#[must_use]
pub fn own(live: &Live, community: &CommunityId, person: &PersonId) -> Option<Personal<OwnRhythm>> {
    let here = live.here(community)?;
    let today = live.today(here);
    let who = live.names().known_person(person);
    let member = who.and_then(|who| here.people.get(who));
    let member = member.filter(|member| member.since.is_some());
    let known = member.map(|member| {
        let arranged = here.arrangements.now(&here.people, member.who);
        live_known(here, member, &arranged, today)
    });
    Some(told_own(known.as_ref(), today, live.as_of()))
}

/// Whom one steward may ask how they are: none for a community that there is not.
///
/// Members are named who are quiet and not away, and were asked by nobody since they were due, if they said that others
/// may ask after them ([`Preference::NudgesByOthers`], off until then).
/// What others allow is shown to those only who hold the community: elsewhere nobody is found.
/// Whoever switched off even their own reminders is left in peace: this goes to the person first, or to nobody.
#[must_use]
pub fn for_steward(
    live: &Live,
    community: &CommunityId,
    steward: &PersonId,
) -> Option<Personal<GoneQuiet>> {
    let here = live.here(community)?;
    let today = live.today(here);
    let number = live.names().known_person(steward);
    let arranged = |who: u32| here.arrangements.now(&here.people, who);
    let holds = number.is_some_and(|number| holds(arranged(number).roles.keys()));
    let mut contacts: BTreeMap<u32, CivilDate> = BTreeMap::new();
    let mut n_contacts = 0;
    let week = today.plus_days(1 - RULES.nudge_week_days);
    for (day, by, with, n) in here.care.contacts_since(CivilDate::MIN) {
        contacts.insert(with, day);
        if day >= week && number.is_some() && by == number {
            n_contacts += n as usize;
        }
    }
    let members = here.people.members().map(|member| {
        let mut known = live_known(here, member, &arranged(member.who), today);
        known.last_contact = contacts.get(&member.who).copied();
        (live.names().person_id(member.who).clone(), known)
    });
    Some(told_steward(
        holds,
        members.collect(),
        steward,
        n_contacts,
        today,
        live.as_of(),
    ))
}

fn live_known(here: &Here, member: &PersonHere, arranged: &Arranged, today: CivilDate) -> Known {
    let topics = here.topics.of(member.who);
    let allows = |preference: Preference| {
        let said = arranged.preferences.get(&preference);
        said.copied().unwrap_or(preference.default_allowed())
    };
    let threads = topics.filter_map(|(topic, days, _)| thread(days.last()?, topic.clone()));
    Known {
        active_days: member.days.iter().map(|day| day.day).collect(),
        is_away: arranged.away.is_some_and(|away| away.covers(today)),
        allows_nudges: allows(Preference::Nudges),
        allows_others: allows(Preference::NudgesByOthers),
        last_thread: threads.max(),
        last_contact: None,
    }
}

fn holds<'a>(mut roles: impl Iterator<Item = &'a Role>) -> bool {
    roles.any(|role| matches!(role, Role::Steward | Role::Facilitator | Role::Convenor))
}

fn told_own(known: Option<&Known>, today: CivilDate, as_of: Timestamp) -> Personal<OwnRhythm> {
    let nothing = |why| Personal::not_applicable(Name::GoneQuiet, as_of, why);
    let Some(known) = known else {
        return nothing("gone_quiet.no_member");
    };
    if known.is_away {
        return nothing("gone_quiet.away");
    } else if !known.allows_nudges {
        return nothing("gone_quiet.switched_off");
    }
    let today = day_number(today);
    let (Some(last), rhythm) = (known.active_days.last(), state(&known.active_days, today)) else {
        return nothing("gone_quiet.nothing");
    };
    let Some(due) = due(&known.active_days) else {
        let (have, need) = (known.active_days.len() - 1, RULES.quiet_gaps);
        return Personal {
            name: Name::GoneQuiet,
            as_of,
            status: Status::TooFew {
                have: have as u64,
                need: need as u64,
            },
            says: Sentence::of("gone_quiet.too_early"),
        };
    };
    let says = match rhythm {
        Rhythm::Quiet => "gone_quiet.own",
        Rhythm::Lapsed => "gone_quiet.lapsed",
        _ if *last >= today => "gone_quiet.today",
        Rhythm::AsUsual | Rhythm::TooEarly | Rhythm::NotApplicable => "gone_quiet.as_usual",
    };
    let silent = u64::try_from(today - last).unwrap_or_default();
    let value = OwnRhythm {
        rhythm,
        last: CivilDate::from_days((*last).into()),
        due: CivilDate::from_days(due),
    };
    let says = Sentence::of(says).number("days", silent);
    Personal::shown(Name::GoneQuiet, as_of, value, says)
}

fn told_steward(
    holds: bool,
    members: BTreeMap<PersonId, Known>,
    steward: &PersonId,
    n_contacts: usize,
    today: CivilDate,
    as_of: Timestamp,
) -> Personal<GoneQuiet> {
    if !holds {
        return Personal::not_applicable(Name::GoneQuiet, as_of, "gone_quiet.no_steward");
    }
    let quiet = members.into_iter().filter(|(person, _)| person != steward);
    let mut quiet: Vec<QuietMember> = quiet
        .filter_map(|(person, known)| quiet_member(person, known, today))
        .collect();
    quiet.sort_by(|a, b| (a.due, &a.person).cmp(&(b.due, &b.person)));
    let n = quiet.len();
    quiet.truncate(RULES.nudges_a_week.saturating_sub(n_contacts));
    let value = GoneQuiet {
        waiting: (n - quiet.len()) as u64,
        members: quiet,
    };
    let says = match n {
        0 => Sentence::of("gone_quiet.nobody"),
        _ => {
            let key = match (value.members.len(), value.waiting) {
                (0, _) => "gone_quiet.says_enough",
                (_, 0) => "gone_quiet.says",
                _ => "gone_quiet.says_waiting",
            };
            Sentence::of(key)
                .number("members", value.members.len() as u64)
                .number("waiting", value.waiting)
        }
    };
    Personal::shown(Name::GoneQuiet, as_of, value, says)
}

fn quiet_member(person: PersonId, known: Known, today: CivilDate) -> Option<QuietMember> {
    let is_quiet = state(&known.active_days, day_number(today)) == Rhythm::Quiet;
    let allows = known.allows_nudges && known.allows_others;
    if !is_quiet || known.is_away || !allows {
        return None;
    }
    let due = CivilDate::from_days(due(&known.active_days)?);
    // One nudge in a silence: whoever was asked since is left in peace.
    if known.last_contact.is_some_and(|contact| contact > due) {
        return None;
    }
    Some(QuietMember {
        person,
        last: CivilDate::from_days((*known.active_days.last()?).into()),
        due,
        cared_about: known.last_thread.map(|(_, thread)| thread),
    })
}

#[cfg(test)]
mod tests;
