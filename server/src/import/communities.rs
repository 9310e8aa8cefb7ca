//! `communities.csv`: what each community is called, what it cares about, when it began.

use std::collections::BTreeMap;

use cop_core::activity::{Access, Kind, Purpose, Visibility};
use cop_core::id::{ActivityId, CommunityId};
use cop_core::time::Timestamp;

use super::derived::number;
use super::findings::Findings;
use super::history::History;
use super::table::{Columns, Row, Table};

/// The columns that have to be there, and those that may.
pub(super) const COLUMNS: Columns = (
    &["community", "name", "domain", "founded"],
    &["visibility", "access"],
);

/// A row that is right in itself.
pub(super) struct CommunityRow<'a> {
    pub(super) row: Row<'a>,
    pub(super) id: CommunityId,
    name: &'a str,
    domain: &'a str,
    pub(super) founded: Option<Timestamp>,
    visibility: Visibility,
    access: Access,
}

pub(super) fn read<'a>(table: &'a Table, findings: &mut Findings) -> Vec<CommunityRow<'a>> {
    let mut lines = BTreeMap::new();
    let mut rows = Vec::new();
    for row in table.rows() {
        let id = row.required("community", CommunityId::parse, findings);
        let founded = row.optional("founded", Timestamp::parse_lenient, findings);
        let visibility = row.optional("visibility", visibility, findings);
        let access = row.optional("access", access, findings);
        let (Some(id), Some(founded), Some(visibility), Some(access)) =
            (id, founded, visibility, access)
        else {
            continue;
        };
        if let Some(line) = lines.insert(id.clone(), row.line()) {
            row.fault(
                "community",
                format!("{id} stands in line {line} already"),
                findings,
            );
            continue;
        }
        let name = match row.field("name") {
            "" => {
                row.note("without a name, the id of the community is shown", findings);
                row.field("community")
            }
            name => name,
        };
        rows.push(CommunityRow {
            row,
            id,
            name,
            domain: row.field("domain"),
            founded,
            visibility: visibility.unwrap_or(Visibility::Organisation),
            access: access.unwrap_or(Access::Open),
        });
    }
    rows
}

fn visibility(text: &str) -> Result<Visibility, &'static str> {
    match words(text).as_str() {
        "public" => Ok(Visibility::Public),
        "organisation" => Ok(Visibility::Organisation),
        "members" => Ok(Visibility::Members),
        _ => Err("the visibility is public, organisation or members"),
    }
}

fn access(text: &str) -> Result<Access, &'static str> {
    match words(text).as_str() {
        "open" => Ok(Access::Open),
        "on request" => Ok(Access::OnRequest),
        "by invitation" => Ok(Access::ByInvitation),
        _ => Err("the access is open, on_request or by_invitation"),
    }
}

fn words(text: &str) -> String {
    text.to_ascii_lowercase().replace(['_', '-'], " ")
}

impl CommunityRow<'_> {
    /// Records that the community began, unless the log knows it.
    ///
    /// The id of the founding follows from the community alone, because a community is founded once.
    pub(super) fn record(&self, at: Timestamp, history: &mut History) {
        let id = ActivityId::from_u128(number("founded", &[self.id.as_str()]));
        if history.is_recorded(id) {
            return;
        }
        let purpose = Purpose {
            name: history.text(id, "name", self.name),
            domain: history.optional_text(id, "domain", self.domain),
            for_whom: None,
            what_we_do: None,
            terms: Vec::new(),
        };
        history.record(
            id,
            at,
            None,
            Some(&self.id),
            Kind::CommunityFounded {
                zone: None,
                purpose,
                visibility: self.visibility,
                access: self.access,
            },
        );
    }

    /// Whether the row says something else than these words of the store.
    pub(super) fn differs_from(&self, name: Option<&str>, domain: Option<&str>) -> bool {
        name != Some(self.name) || domain.unwrap_or_default() != self.domain
    }
}
