//! M3: how people take part, by the months in which they did.
//!
//! Levels after Wenger, McDermott and Snyder 2002 and Wenger-Trayner, "Levels of participation"; the thresholds are ours.

mod stances;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::history::{History, basis};
use super::live::{DayCounts, Here, PersonHere};
use super::{
    Live, Measure, NOTHING_LOGGED, Name, Provenance, RULES, Sentence, Share, Status, Window,
};
use crate::activity::{Counts, Kind};
use crate::id::{ActivityId, CommunityId, EventId, PersonId};
use crate::time::{CivilDate, Timestamp};

pub use stances::Stances;

/// How many members take part in which way. Nobody's own level is in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Participation {
    /// Members at the moment.
    pub members: u64,
    /// Contributed in at least four of six months and led in two.
    pub core: u64,
    /// Contributed in two months, or came to half of at least three events.
    pub active: u64,
    /// Contributed in one month.
    pub occasional: u64,
    /// Were there without contributing: they learn, and carry it elsewhere.
    pub peripheral: u64,
    /// Left no trace here, which does not make them inactive.
    pub not_seen: u64,
    /// Members for less than two full months, counted in no level.
    pub new: u64,
    /// People who act here and are no members.
    pub transactional: u64,
    /// How many members contributed in the months that levels look back, of those who are more than new.
    pub contributed: Share,
    /// How many of them did in more than one month.
    pub several: u64,
    /// How many people contributed in each of the months that levels look back, the oldest first.
    pub months: Vec<Month>,
    /// How many people make something, are there to learn, and raise concerns.
    #[serde(skip_serializing_if = "Stances::is_empty")]
    pub stances: Stances,
}

/// How many people took part in a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Month {
    /// Its first day.
    pub month: CivilDate,
    /// Who contributed.
    pub contributed: u64,
    /// Who was there without contributing.
    pub observed: u64,
}

/// How a member takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Contributed in at least four of six months and led in two.
    Core,
    /// Contributed in two months, or came to half of at least three events.
    Active,
    /// Contributed in one month.
    Occasional,
    /// Was there without contributing.
    Peripheral,
    /// Left no trace here.
    NotSeen,
    /// A member for less than two full months.
    New,
}

/// The months in which somebody took part; bit 0 is the present month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Masks {
    contributed: u64,
    observed: u64,
    led: u64,
    outside: u64,
}

/// How many months are shown one by one.
const N_MONTHS: i64 = 24;

/// In which months each person took part.
type MasksOf<'a> = BTreeMap<&'a PersonId, Masks>;
/// Who was at each of the latest meetings.
type Meetings<'a> = BTreeMap<(&'a EventId, CivilDate), BTreeSet<&'a PersonId>>;

fn taking_part<'a>(history: &'a History<'_>) -> (MasksOf<'a>, Meetings<'a>) {
    let (mut masks, mut meetings) = (MasksOf::new(), Meetings::new());
    for act in &history.acts {
        let Some(by) = act.by() else { continue };
        let bit = month_bit(act.day, history.today);
        let counts = act.counts();
        let masks = masks.entry(by).or_default();
        masks.contributed |= if counts.contribution { bit } else { 0 };
        masks.observed |= if counts.observing { bit } else { 0 };
        masks.led |= if counts.lead { bit } else { 0 };
        let is_outside = !act.as_member && (counts.contribution || counts.observing);
        masks.outside |= if is_outside { bit } else { 0 };
        if let Kind::Attended { event, .. } = &act.activity.what
            && history.is_recent(act.day)
        {
            meetings.entry((event, act.day)).or_default().insert(by);
        }
    }
    (masks, meetings)
}

fn level_of(
    history: &History<'_>,
    (masks, meetings): &(MasksOf<'_>, Meetings<'_>),
    person: &PersonId,
    since: Timestamp,
) -> Level {
    let masks = masks.get(person).copied().unwrap_or_default();
    let n_attended = meetings.values().filter(|people| people.contains(person));
    let attends = attends(n_attended.count(), meetings.len());
    level(&masks, attends, history.day(since), history.today)
}

/// A member's own level, by the plain definition: none for somebody who is no member.
#[must_use]
pub fn own_level_batch(history: &History<'_>, person: &PersonId) -> Option<Level> {
    let since = history.members.get(person)?;
    Some(level_of(history, &taking_part(history), person, *since))
}

/// How people take part, by the plain definition.
#[must_use]
pub fn batch(history: &History<'_>) -> Measure<Participation> {
    let taking_part = taking_part(history);
    let masks = &taking_part.0;
    let mut value = Participation::default();
    for (person, since) in &history.members {
        let masks = masks.get(person).copied().unwrap_or_default();
        value.count(level_of(history, &taking_part, person, *since), &masks);
    }
    for (person, masks) in masks {
        let is_member = history.members.contains_key(*person);
        value.transactional += u64::from(!is_member && levels(masks.outside) > 0);
    }
    value.months = months(masks.values(), history.today);
    value.stances = stances::batch(history);
    let takes_part = |act: &&super::Act<'_>| act.counts().contribution || act.counts().observing;
    let (basis, people) = basis(history.recent().filter(takes_part));
    told(value, history.as_of, history.window(), basis, people)
}

/// The activities behind its numbers.
pub(super) fn evidence(history: &History<'_>) -> Vec<(&'static str, Vec<ActivityId>)> {
    let in_months = |is_behind: fn(Counts) -> bool| {
        history.ever_behind(|act| {
            let months_ago = history.today.month_index() - act.day.month_index();
            (0..N_MONTHS).contains(&months_ago) && is_behind(act.counts())
        })
    };
    let mut evidence = vec![
        ("members", history.memberships()),
        ("contributed", in_months(|counts| counts.contribution)),
        ("observed", in_months(|counts| counts.observing)),
        ("led", in_months(|counts| counts.lead)),
    ];
    evidence.extend(stances::evidence(history));
    evidence
}

pub(super) fn live(live: &Live, here: &Here) -> Measure<Participation> {
    let today = live.today(here);
    let window = super::live::window(today);
    let mut value = Participation::default();
    let n_meetings = here.meetings.n_recent(today);
    let mut all = Vec::new();
    let mut people = 0;
    for person in here.people.iter() {
        let masks = masks_of(person, today);
        match person.since {
            Some(since) => {
                let n_attended = here.meetings.n_attended(person.who, today);
                let joined = live.day(here, since);
                let attends = attends(n_attended, n_meetings);
                value.count(level(&masks, attends, joined, today), &masks);
            }
            None => value.transactional += u64::from(levels(masks.outside) > 0),
        }
        let recent = |day: &&DayCounts| window.has(day.day) && day.contributed + day.observed > 0;
        people += u64::from(person.days.iter().any(|day| recent(&day)));
        all.push(masks);
    }
    value.months = months(all.iter(), today);
    value.stances = stances::live(here, today);
    let basis = here.window.bases.taking_part;
    told(value, live.as_of(), window, basis, people)
}

/// A member's own level, for themselves only: none for somebody who is no member.
///
/// Their page can work it out from the activities that it gets: what they did, and who was at which meeting, is hidden
/// from no member.
#[must_use]
pub fn own_level(live: &Live, community: &CommunityId, person: &PersonId) -> Option<Level> {
    let here = live.here(community)?;
    let person = here.people.get(live.names().known_person(person)?)?;
    let today = live.today(here);
    let n_attended = here.meetings.n_attended(person.who, today);
    let attends = attends(n_attended, here.meetings.n_recent(today));
    let joined = live.day(here, person.since?);
    Some(level(&masks_of(person, today), attends, joined, today))
}

fn told(
    value: Participation,
    as_of: Timestamp,
    window: Window,
    basis: Provenance,
    people: u64,
) -> Measure<Participation> {
    let is_empty = value.members == 0 && value.transactional == 0;
    let says = match is_empty {
        true => Sentence::of("participation.nothing"),
        false if value.members > 0 && value.contributed.den == 0 => {
            Sentence::of("participation.all_new").number("new", value.new)
        }
        false => Sentence::of("participation.says")
            .number("contributing", value.contributed.num)
            .number("members", value.contributed.den)
            .number("months", RULES.level_months.into())
            .number("several", value.several)
            .sentence("new", not_counted(&value)),
    };
    Measure {
        name: Name::Participation,
        as_of,
        window,
        status: match is_empty {
            true => Status::NotApplicable {
                why: Sentence::of(NOTHING_LOGGED),
            },
            false => Status::Shown(value),
        },
        basis,
        people,
        coverage: None,
        says,
    }
}

fn not_counted(value: &Participation) -> Sentence {
    match value.new {
        0 => Sentence::of("nothing"),
        new => Sentence::of("participation.new").number("new", new),
    }
}

impl Participation {
    fn count(&mut self, level: Level, masks: &Masks) {
        self.members += 1;
        if level != Level::New {
            let n_months = levels(masks.contributed);
            self.contributed.den += 1;
            self.contributed.num += u64::from(n_months > 0);
            self.several += u64::from(n_months > 1);
        }
        *match level {
            Level::Core => &mut self.core,
            Level::Active => &mut self.active,
            Level::Occasional => &mut self.occasional,
            Level::Peripheral => &mut self.peripheral,
            Level::NotSeen => &mut self.not_seen,
            Level::New => &mut self.new,
        } += 1;
    }
}

/// The bit of the month in which something happened; 0 for more than 63 months ago.
fn month_bit(day: CivilDate, today: CivilDate) -> u64 {
    u32::try_from(today.month_index() - day.month_index())
        .ok()
        .and_then(|months_ago| 1_u64.checked_shl(months_ago))
        .unwrap_or(0)
}

fn masks_of(person: &PersonHere, today: CivilDate) -> Masks {
    let mut masks = Masks::default();
    for day in person.days.iter().rev() {
        let bit = month_bit(CivilDate::from_days(day.day.into()), today);
        if bit == 0 {
            break;
        }
        masks.contributed |= if day.contributed > 0 { bit } else { 0 };
        masks.observed |= if day.observed > 0 { bit } else { 0 };
        masks.led |= if day.led > 0 { bit } else { 0 };
        masks.outside |= if day.outside > 0 { bit } else { 0 };
    }
    masks
}

fn months<'a>(masks: impl Iterator<Item = &'a Masks>, today: CivilDate) -> Vec<Month> {
    let mut months: Vec<Month> = (0..N_MONTHS)
        .rev()
        .filter_map(|ago| CivilDate::first_of_month(today.month_index() - ago))
        .map(|month| Month {
            month,
            contributed: 0,
            observed: 0,
        })
        .collect();
    for masks in masks {
        for (ago, month) in months.iter_mut().rev().enumerate() {
            let contributed = masks.contributed >> ago & 1;
            month.contributed += contributed;
            month.observed += masks.observed >> ago & 1 & !contributed;
        }
    }
    let first = months
        .iter()
        .position(|month| month.contributed + month.observed > 0);
    months.drain(..first.unwrap_or(months.len()));
    months
}

/// Whether fewer than two full calendar months have passed since the month of joining.
fn is_new(joined: CivilDate, today: CivilDate) -> bool {
    today.month_index() - joined.month_index() <= RULES.new_months
}

fn attends(n_attended: usize, n_held: usize) -> bool {
    n_held >= RULES.events_for_attendance && n_attended * 2 >= n_held
}

/// How many of the months that levels look back are in a mask.
fn levels(mask: u64) -> u32 {
    let recent = (1_u64 << RULES.level_months) - 1;
    (mask & recent).count_ones()
}

fn level(masks: &Masks, attends: bool, joined: CivilDate, today: CivilDate) -> Level {
    if is_new(joined, today) {
        return Level::New;
    }
    let contributed = levels(masks.contributed);
    if contributed >= RULES.core_months && levels(masks.led) >= RULES.core_lead_months {
        Level::Core
    } else if contributed >= RULES.active_months || attends {
        Level::Active
    } else if contributed == 1 {
        Level::Occasional
    } else if levels(masks.observed) >= 1 {
        Level::Peripheral
    } else {
        Level::NotSeen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> CivilDate {
        CivilDate::parse(text).unwrap()
    }

    #[track_caller]
    fn check(contributed: u64, observed: u64, led: u64, expected: Level) {
        let masks = Masks {
            contributed,
            observed,
            led,
            outside: 0,
        };
        let found = level(&masks, false, date("2020-01-01"), date("2026-11-30"));
        assert_eq!(found, expected);
    }

    #[test]
    fn months_count_and_not_acts() {
        check(0b00_1111, 0, 0b00_0011, Level::Core);
        check(0b00_1111, 0, 0b00_0001, Level::Active);
        check(0b10_0001, 0, 0, Level::Active);
        check(0b00_1000, 0, 0, Level::Occasional);
        check(0, 0b00_0001, 0, Level::Peripheral);
        check(0, 0, 0, Level::NotSeen);
    }

    #[test]
    fn what_was_more_than_six_months_ago_counts_for_no_level() {
        check(0b1111_0000_0000, 0b100_0000, 0b11_0000_0000, Level::NotSeen);
    }

    #[test]
    fn a_member_is_new_for_two_full_months() {
        assert!(is_new(date("2026-09-30"), date("2026-11-30")));
        assert!(!is_new(date("2026-08-31"), date("2026-11-01")));
    }
}
