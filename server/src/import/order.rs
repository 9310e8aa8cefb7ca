//! The rows in the order in which what they say happened.

use std::collections::{BTreeMap, BTreeSet};

use cop_core::id::{CommunityId, EventId, PersonId};
use cop_core::schedule::Schedule;
use cop_core::time::Timestamp;

use super::attendance::{self, AttendanceRow, Attended};
use super::communities::CommunityRow;
use super::contributions::ContributionRow;
use super::events::{EventRow, Titles};
use super::findings::Findings;
use super::folder::Rows;
use super::history::History;
use super::memberships::{MembershipRow, Roster};
use super::people::PersonRow;

/// What a row says, in the order in which rows of the same moment are recorded.
enum Act<'a> {
    Founding(&'a CommunityRow<'a>),
    Affiliation(&'a PersonRow<'a>),
    Membership(&'a MembershipRow<'a>),
    Event(&'a EventRow<'a>, Schedule),
    OnlyAttended(Attended<'a>),
    Contribution(&'a ContributionRow<'a>),
    Attendance(&'a AttendanceRow<'a>, EventId),
}

impl Act<'_> {
    fn rank(&self) -> u8 {
        match self {
            Act::Founding(_) => 0,
            Act::Affiliation(_) => 1,
            Act::Membership(_) => 2,
            Act::Event(..) | Act::OnlyAttended(_) => 3,
            Act::Contribution(_) => 4,
            Act::Attendance(..) => 5,
        }
    }
}

/// All that the rows say, by when it happened; what happened at the same moment stays in the order of the files.
pub(super) struct Acts<'a> {
    acts: Vec<(Timestamp, Act<'a>)>,
}

impl<'a> Acts<'a> {
    pub(super) fn of(
        rows: &'a Rows<'a>,
        mut titles: Titles,
        history: &History,
        findings: &mut Findings,
    ) -> Self {
        let firsts = Firsts::of(rows);
        let mut acts = Vec::new();
        let mut founded_at = BTreeMap::new();
        for row in &rows.communities {
            let at = match history.model().community(&row.id) {
                Some(community) => community.founded_at,
                None => {
                    let at = firsts.founding(row, history.now(), findings);
                    acts.push((at, Act::Founding(row)));
                    at
                }
            };
            founded_at.insert(&row.id, at);
        }
        let beginning = firsts.beginning.unwrap_or(history.now());
        for row in &rows.people {
            let at = firsts.by_person.get(&row.id).copied().unwrap_or(beginning);
            acts.push((at, Act::Affiliation(row)));
        }
        acts.extend(
            rows.memberships
                .iter()
                .map(|row| (row.at, Act::Membership(row))),
        );

        let mut taken = BTreeSet::new();
        for row in &rows.events {
            row.enter(&mut titles, &mut taken);
        }
        let (attended, only_attended) =
            attendance::events(&rows.attendance, &mut titles, history, findings);
        let mut first_attended: BTreeMap<&EventId, Timestamp> = BTreeMap::new();
        for (row, event) in rows.attendance.iter().zip(&attended) {
            earliest(first_attended.entry(event).or_insert(row.at), row.at);
        }
        for row in &rows.events {
            let founded = founded_at.get(&row.community).copied().or_else(|| {
                let community = history.model().community(&row.community)?;
                Some(community.founded_at)
            });
            // Of an unknown community, which is named as such.
            let Some(founded) = founded else { continue };
            if let Some(planned) = row.planned(founded, findings) {
                let first_attended = first_attended.get(&row.event).copied();
                let at = planned.known_at(founded, first_attended, history.now());
                acts.push((at, Act::Event(row, planned.schedule)));
            }
        }
        acts.extend(
            only_attended
                .into_iter()
                .map(|event| (event.at, Act::OnlyAttended(event))),
        );
        acts.extend(
            rows.contributions
                .iter()
                .map(|row| (row.at, Act::Contribution(row))),
        );
        let attendance = rows.attendance.iter().zip(attended);
        acts.extend(attendance.map(|(row, event)| (row.at, Act::Attendance(row, event))));
        acts.sort_by_key(|(at, act)| (*at, act.rank()));
        Self { acts }
    }

    /// Records everything in order.
    pub(super) fn record(&self, history: &mut History, findings: &mut Findings) {
        let mut roster = Roster::default();
        for (at, act) in &self.acts {
            match act {
                Act::Founding(row) => row.record(*at, history),
                Act::Affiliation(row) => row.record(*at, history, findings),
                Act::Membership(row) => row.record(&mut roster, history, findings),
                Act::Event(row, schedule) => row.record(schedule, *at, history),
                Act::OnlyAttended(event) => event.record(history),
                Act::Contribution(row) => row.record(history, findings),
                Act::Attendance(row, event) => row.record(event, history),
            }
        }
    }
}

/// When each community and each person first did something, by the rows.
struct Firsts<'a> {
    by_community: BTreeMap<&'a CommunityId, Timestamp>,
    by_person: BTreeMap<&'a PersonId, Timestamp>,
    /// The earliest moment in any row.
    beginning: Option<Timestamp>,
}

impl<'a> Firsts<'a> {
    fn of(rows: &'a Rows<'a>) -> Self {
        let memberships = rows
            .memberships
            .iter()
            .map(|row| (&row.community, &row.person, row.at));
        let contributions = rows
            .contributions
            .iter()
            .map(|row| (&row.community, &row.person, row.at));
        let attendance = rows
            .attendance
            .iter()
            .map(|row| (&row.community, &row.person, row.at));
        let mut by_community = BTreeMap::new();
        let mut by_person = BTreeMap::new();
        for (community, person, at) in memberships.chain(contributions).chain(attendance) {
            earliest(by_community.entry(community).or_insert(at), at);
            earliest(by_person.entry(person).or_insert(at), at);
        }
        let founded = rows.communities.iter().filter_map(|row| row.founded);
        let beginning = by_community.values().copied().chain(founded).min();
        Self {
            by_community,
            by_person,
            beginning,
        }
    }

    /// When a community began: as it says, but not after it first acted.
    fn founding(
        &self,
        row: &CommunityRow<'_>,
        now: Timestamp,
        findings: &mut Findings,
    ) -> Timestamp {
        match (row.founded, self.by_community.get(&row.id)) {
            (Some(stated), Some(first)) if *first < stated => {
                row.row.note(
                    format!("{} acted before it was founded on {}: it was founded when it first acted, on {}", row.id, stated.date_utc(), first.date_utc()),
                    findings,
                );
                *first
            }
            (Some(stated), _) => stated,
            (None, Some(first)) => *first,
            (None, None) => {
                row.row.note(
                    "a community without a founding and without an act begins with the earliest moment of this folder",
                    findings,
                );
                self.beginning.unwrap_or(now)
            }
        }
    }
}

fn earliest(known: &mut Timestamp, at: Timestamp) {
    *known = at.min(*known);
}
