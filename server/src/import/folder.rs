//! The folder: its files as tables, and their rows with every id in them known.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use cop_core::id::{CommunityId, PersonId};

use super::attendance::{self, AttendanceRow};
use super::communities::{self, CommunityRow};
use super::contributions::{self, ContributionRow};
use super::events::{self, EventRow};
use super::findings::{Findings, Source};
use super::history::History;
use super::memberships::{self, MembershipRow};
use super::people::{self, PersonRow};
use super::table::{Row, Table};

/// The files that are there and are tables.
pub(super) struct Folder {
    communities: Option<Table>,
    people: Option<Table>,
    memberships: Option<Table>,
    events: Option<Table>,
    contributions: Option<Table>,
    attendance: Option<Table>,
    has_people: bool,
}

/// The rows that are right in themselves.
pub(super) struct Rows<'a> {
    pub(super) communities: Vec<CommunityRow<'a>>,
    pub(super) people: Vec<PersonRow<'a>>,
    pub(super) memberships: Vec<MembershipRow<'a>>,
    pub(super) events: Vec<EventRow<'a>>,
    pub(super) contributions: Vec<ContributionRow<'a>>,
    pub(super) attendance: Vec<AttendanceRow<'a>>,
}

impl Folder {
    pub(super) fn read(folder: &Path, findings: &mut Findings) -> Self {
        let is_there = |source: Source| folder.join(source.file_name()).exists();
        if !is_there(Source::Communities) {
            findings.fault(
                Source::Communities,
                None,
                None,
                format!("there is no such file in {}", folder.display()),
            );
        }
        let has_people = is_there(Source::People);
        if !has_people {
            findings.note(
                Source::People,
                None,
                "there is no such file, so nobody gets a name",
            );
        }
        let mut table = |source, columns| Table::read(folder, source, columns, findings);
        Self {
            communities: table(Source::Communities, communities::COLUMNS),
            people: table(Source::People, people::COLUMNS),
            memberships: table(Source::Memberships, memberships::COLUMNS),
            events: table(Source::Events, events::COLUMNS),
            contributions: table(Source::Contributions, contributions::COLUMNS),
            attendance: table(Source::Attendance, attendance::COLUMNS),
            has_people,
        }
    }

    /// The rows, after every id in them was checked.
    pub(super) fn rows(
        &self,
        history: &History,
        names: &HashMap<PersonId, String>,
        findings: &mut Findings,
    ) -> Rows<'_> {
        let rows = Rows {
            communities: rows(&self.communities, communities::read, findings),
            people: rows(&self.people, people::read, findings),
            memberships: rows(&self.memberships, memberships::read, findings),
            events: rows(&self.events, events::read, findings),
            contributions: rows(&self.contributions, contributions::read, findings),
            attendance: rows(&self.attendance, attendance::read, findings),
        };
        let known = Known {
            communities: written(self.communities.as_ref(), "community"),
            people: self
                .has_people
                .then(|| written(self.people.as_ref(), "person"))
                .flatten(),
            history,
            names,
        };
        for row in &rows.memberships {
            known.check(row.row, &row.community, Some(&row.person), findings);
        }
        for row in &rows.events {
            known.check(row.row, &row.community, None, findings);
        }
        for row in &rows.contributions {
            known.check(row.row, &row.community, Some(&row.person), findings);
            for person in &row.to {
                known.check_person(row.row, "to", person, findings);
            }
        }
        for row in &rows.attendance {
            known.check(row.row, &row.community, Some(&row.person), findings);
        }
        if let Some(table) = &self.contributions {
            contributions::check(table, &rows.contributions, history, findings);
        }
        rows
    }
}

fn rows<'a, T>(
    table: &'a Option<Table>,
    read: impl FnOnce(&'a Table, &mut Findings) -> Vec<T>,
    findings: &mut Findings,
) -> Vec<T> {
    table
        .as_ref()
        .map(|table| read(table, findings))
        .unwrap_or_default()
}

/// Every id in a column, also of rows that are wrong in another way: those are named once, where they are.
fn written<'a>(table: Option<&'a Table>, column: &str) -> Option<HashSet<&'a str>> {
    Some(table?.rows().map(|row| row.field(column)).collect())
}

/// Which communities and people there are; none where the file that says so can't be read.
struct Known<'a> {
    communities: Option<HashSet<&'a str>>,
    people: Option<HashSet<&'a str>>,
    history: &'a History,
    names: &'a HashMap<PersonId, String>,
}

impl Known<'_> {
    fn check(
        &self,
        row: Row<'_>,
        community: &CommunityId,
        person: Option<&PersonId>,
        findings: &mut Findings,
    ) {
        let is_known = self
            .communities
            .as_ref()
            .is_none_or(|known| known.contains(community.as_str()))
            || self.history.model().community(community).is_some();
        if !is_known {
            let reason = format!("communities.csv has no community {community}");
            row.fault("community", reason, findings);
        }
        if let Some(person) = person {
            self.check_person(row, "person", person, findings);
        }
    }

    fn check_person(&self, row: Row<'_>, column: &str, person: &PersonId, findings: &mut Findings) {
        let is_known = self
            .people
            .as_ref()
            .is_none_or(|known| known.contains(person.as_str()))
            || self.names.contains_key(person)
            || self.history.knows(person);
        if !is_known {
            row.fault(
                column,
                format!("people.csv has no person {person}"),
                findings,
            );
        }
    }
}
