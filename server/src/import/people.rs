//! `people.csv`: names, and where people stand on the four boundaries.

use std::collections::BTreeMap;

use cop_core::activity::Kind;
use cop_core::affiliation::{Affiliation, Dimension};
use cop_core::id::{ActivityId, GroupId, IdFault, PersonId};
use cop_core::time::Timestamp;

use super::derived::number;
use super::findings::Findings;
use super::history::History;
use super::table::{Columns, Row, Table};

/// The columns that have to be there, and those that may.
pub(super) const COLUMNS: Columns = (
    &["person", "name", "organisation", "profession"],
    &["sector", "band"],
);

/// A row that is right in itself.
pub(super) struct PersonRow<'a> {
    row: Row<'a>,
    pub(super) id: PersonId,
    name: &'a str,
    stated: Vec<Stated<'a>>,
}

/// What a row says on one dimension: nothing is said where the field is empty.
struct Stated<'a> {
    dimension: Dimension,
    affiliation: Affiliation,
    label: &'a str,
}

pub(super) fn read<'a>(table: &'a Table, findings: &mut Findings) -> Vec<PersonRow<'a>> {
    let mut lines = BTreeMap::new();
    let mut rows = Vec::new();
    for row in table.rows() {
        let id = row.required("person", PersonId::parse, findings);
        let stated: Vec<_> = Dimension::ALL
            .into_iter()
            .filter_map(|dimension| stated(row, dimension, findings))
            .collect();
        let Some(id) = id else { continue };
        if let Some(line) = lines.insert(id.clone(), row.line()) {
            row.fault(
                "person",
                format!("{id} stands in line {line} already"),
                findings,
            );
            continue;
        }
        rows.push(PersonRow {
            row,
            id,
            name: row.field("name"),
            stated,
        });
    }
    rows
}

fn stated<'a>(row: Row<'a>, dimension: Dimension, findings: &mut Findings) -> Option<Stated<'a>> {
    let affiliation = |text: &str| -> Result<Affiliation, IdFault> {
        match text {
            "-" => Ok(Affiliation::NoneDeclared),
            label => GroupId::from_label(label).map(Affiliation::Known),
        }
    };
    let column = column(dimension);
    Some(Stated {
        dimension,
        affiliation: row.optional(column, affiliation, findings)??,
        label: row.field(column),
    })
}

fn column(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Organisation => "organisation",
        Dimension::Profession => "profession",
        Dimension::Sector => "sector",
        Dimension::Band => "band",
    }
}

impl PersonRow<'_> {
    pub(super) fn name_differs_from(&self, name: Option<&str>) -> bool {
        !self.name.is_empty() && name != Some(self.name)
    }

    pub(super) fn name(&self) -> (PersonId, String) {
        (self.id.clone(), self.name.to_owned())
    }

    /// Records what is stated of the person: at `first_at` where no import said anything before, and now where an
    /// import said something else. What the person said themselves stays.
    pub(super) fn record(
        &self,
        first_at: Timestamp,
        history: &mut History,
        findings: &mut Findings,
    ) {
        for stated in &self.stated {
            let before = history.imported_affiliation(&self.id, stated.dimension);
            let (at, nth) = match before {
                Some((affiliation, _)) if *affiliation == stated.affiliation => {
                    history.repeat();
                    continue;
                }
                Some((_, n)) => (history.now(), *n),
                None => (first_at, 0),
            };
            let own = history.model().people().on(&self.id, stated.dimension);
            if nth == 0 && own != Affiliation::Unknown {
                if own != stated.affiliation {
                    self.row.note(
                        "the person said something else here, and that stays",
                        findings,
                    );
                }
                continue;
            }
            let value = match &stated.affiliation {
                Affiliation::Known(group) => group.as_str(),
                Affiliation::NoneDeclared | Affiliation::Unknown => "",
            };
            let parts = [
                self.id.as_str(),
                column(stated.dimension),
                value,
                &nth.to_string(),
            ];
            if let Affiliation::Known(group) = &stated.affiliation {
                history.label(group, stated.label);
            }
            history.record(
                ActivityId::from_u128(number("affiliation", &parts)),
                at,
                None,
                None,
                Kind::AffiliationStated {
                    person: self.id.clone(),
                    dimension: stated.dimension,
                    affiliation: stated.affiliation.clone(),
                },
            );
        }
    }
}
