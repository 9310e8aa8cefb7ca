//! The tables behind the pictures.

use std::rc::Rc;

use cop_core::id::CommunityId;

use super::super::super::hidden;
use super::facts::{self, Fact, Row};
use super::told::Told;
use super::{number, numbers};
use crate::dom::{El, el};
use crate::messages::Key;
use crate::platform;
use crate::widget::Widget;

/// What stands in a table; the first of each row is its heading.
pub(super) struct Table {
    pub(super) head: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

/// The tables behind one sign: none where the sentence says it all.
pub(super) fn behind(
    widget: &Rc<Widget>,
    community: &CommunityId,
    fact: &Fact,
    told: Told<'_>,
) -> Option<El> {
    let mut tables = Vec::new();
    if fact.by_boundary {
        tables.extend(by_boundary(widget, fact.rows, told));
    } else {
        tables.extend(plain(widget, fact.rows, told));
    }
    tables.extend(numbers::tables(widget, community, fact.name, told));
    let name = widget.say(fact.title);
    (!tables.is_empty()).then(|| {
        el("details")
            .key("table")
            .class("behind")
            .child(
                el("summary")
                    .text(widget.say(Key::AsATable))
                    .child(hidden([": ", name].concat())),
            )
            .children(tables.into_iter().map(|table| shown(name, table)))
    })
}

pub(super) fn shown(name: &'static str, table: Table) -> El {
    let head = table.head.into_iter().map(|text| {
        // A cell over the headings of rows heads nothing by itself.
        match text.is_empty() {
            true => el("td"),
            false => el("th").attr("scope", "col").text(text),
        }
    });
    let rows = table.rows.into_iter().map(|row| {
        el("tr").children(row.into_iter().enumerate().map(|(nth, text)| match nth {
            0 => el("th").attr("scope", "row").attr("dir", "auto").text(text),
            _ => el("td").text(text),
        }))
    });
    // A table that is wider than the screen moves by itself, also by keyboard.
    el("div")
        .class("scroll")
        .attr("role", "region")
        .attr("aria-label", name)
        .attr("tabindex", "0")
        .child(
            el("table")
                .child(el("caption").text(name))
                .child(el("thead").child(el("tr").children(head)))
                .child(el("tbody").children(rows)),
        )
}

fn plain(widget: &Widget, rows: &[Row], told: Told<'_>) -> Option<Table> {
    let rows: Vec<Vec<String>> = facts::written(widget, rows, told)
        .into_iter()
        .map(|(value, label)| vec![platform::begun_large(&label), value])
        .collect();
    of(widget, &[Key::WhatIsCounted, Key::HowMany], rows)
}

/// A row for each boundary, a column for each number that any of them has.
fn by_boundary(widget: &Widget, columns: &[Row], told: Told<'_>) -> Option<Table> {
    let on = facts::by_boundary(told);
    let value = |told, (path, kind, _): &Row| facts::value(widget, told, path, *kind);
    let columns: Vec<&Row> = columns
        .iter()
        .filter(|column| on.iter().any(|(_, told)| value(*told, column).is_some()))
        .collect();
    if columns.is_empty() {
        return None;
    }
    let mut head = vec![widget.say(Key::Boundary).to_owned()];
    head.extend(
        columns
            .iter()
            .map(|(_, _, key)| widget.say(*key).to_owned()),
    );
    let rows = on.iter().map(|(key, told)| {
        let mut row = vec![facts::named(widget, *key, *told)];
        row.extend(
            columns
                .iter()
                .map(|column| value(*told, column).unwrap_or_default()),
        );
        row
    });
    Some(Table {
        head,
        rows: rows.collect(),
    })
}

/// A table of numbers, each row of which has a name.
pub(super) fn counted(
    widget: &Widget,
    head: &[Key],
    rows: impl Iterator<Item = (String, Vec<Option<usize>>)>,
) -> Option<Table> {
    let rows: Vec<Vec<String>> = rows
        .map(|(name, cells)| {
            let written = |n: Option<usize>| n.map_or_else(String::new, |n| number(widget, n));
            std::iter::once(name)
                .chain(cells.into_iter().map(written))
                .collect()
        })
        .collect();
    of(widget, head, rows)
}

/// A table with these headings: none without a row.
pub(super) fn of(widget: &Widget, head: &[Key], rows: Vec<Vec<String>>) -> Option<Table> {
    let head = head
        .iter()
        .map(|key| platform::begun_large(widget.say(*key)))
        .collect();
    (!rows.is_empty()).then_some(Table { head, rows })
}
