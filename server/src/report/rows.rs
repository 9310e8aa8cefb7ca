//! The report as one long table (RFC 4180): a row for each number, so that a spreadsheet can filter and pivot it.
//!
//! A text that a spreadsheet would take for a formula gets an apostrophe before it.

use std::borrow::Cow;
use std::io;

use csv::{Terminator, Writer, WriterBuilder};

use super::tree::{self, Node, Part, Told};
use super::{CommunityReport, Report};

const HEAD: [&str; 24] = [
    "as_of",
    "rules",
    "community",
    "name",
    "measure",
    "code",
    "status",
    "from",
    "to",
    "dimension",
    "number",
    "of",
    "value",
    "num",
    "den",
    "low",
    "high",
    "n",
    "n_people",
    "seen",
    "said",
    "imported",
    "says",
    "does_not_say",
];

/// By what people differ: numbers of each have the same name and stand in rows of their own.
const DIMENSIONS: [&str; 4] = ["organisation", "profession", "sector", "band"];

/// Digits after the point of a ratio; its whole numbers stand beside it.
const DIGITS: usize = 6;

/// One number, and what it is a number of.
#[derive(Debug, Clone, Default, PartialEq)]
struct Row {
    /// Where it is another one than that of the whole measure.
    status: String,
    dimension: String,
    /// The names that lead to it, with points between.
    number: String,
    /// Which of a list.
    of: String,
    value: String,
    num: String,
    den: String,
    low: String,
    high: String,
    is_text: bool,
}

/// Writes the table.
pub(super) fn write(report: &Report, out: impl io::Write) -> Result<(), csv::Error> {
    let mut table = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(out);
    table.write_record(HEAD)?;
    for community in &report.communities {
        for (number, value) in [
            ("members", community.members),
            ("facilitators", community.facilitators),
        ] {
            let row = Row {
                number: number.to_owned(),
                value: value.to_string(),
                ..Row::default()
            };
            record(&mut table, report, community, None, &row)?;
        }
        for told in tree::told(&community.measures) {
            for row in rows(&told) {
                record(&mut table, report, community, Some(&told), &row)?;
            }
        }
    }
    table.flush()?;
    Ok(())
}

fn record(
    table: &mut Writer<impl io::Write>,
    report: &Report,
    community: &CommunityReport,
    told: Option<&Told>,
    row: &Row,
) -> Result<(), csv::Error> {
    let of_measure = |cell: fn(&Told) -> &str| told.map_or("", cell);
    let basis = |basis: &str| {
        let numbers = told.map(|told| told.numbers.iter()).into_iter().flatten();
        let mut bases = numbers.filter(|(key, _)| key == "basis");
        let n = bases.next().and_then(|(_, node)| node.at(basis)?.word());
        n.unwrap_or_default()
    };
    let status = match row.status.as_str() {
        "" => of_measure(|told| &told.status),
        status => status,
    };
    let value = match row.is_text {
        true => text(&row.value),
        false => Cow::Borrowed(row.value.as_str()),
    };
    table.write_record([
        &report.as_of.to_string(),
        report.rules,
        &text(community.id.as_str()),
        &text(&community.name),
        of_measure(|told| &told.measure),
        of_measure(|told| &told.code),
        status,
        of_measure(|told| told.from.as_deref().unwrap_or_default()),
        of_measure(|told| told.to.as_deref().unwrap_or_default()),
        &row.dimension,
        &text(&row.number),
        &text(&row.of),
        &value,
        &row.num,
        &row.den,
        &row.low,
        &row.high,
        of_measure(|told| &told.n),
        of_measure(|told| &told.n_people),
        &basis("seen"),
        &basis("said"),
        &basis("imported"),
        &text(of_measure(|told| &told.says)),
        &text(of_measure(|told| &told.does_not_say)),
    ])
}

/// A text that no spreadsheet takes for a formula.
fn text(text: &str) -> Cow<'_, str> {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => Cow::Owned(format!("'{text}")),
        false => Cow::Borrowed(text),
    }
}

/// The rows of a measure: at least one, which says why there is no number.
fn rows(told: &Told) -> Vec<Row> {
    let mut rows = Vec::new();
    let is_number = |(key, _): &&(String, Node)| key != "basis";
    for (key, node) in told.numbers.iter().filter(is_number) {
        walk(Row::default().under(key), node, &mut rows);
    }
    if rows.is_empty() {
        rows.push(Row::default());
    }
    rows
}

fn walk(mut at: Row, node: &Node, rows: &mut Vec<Row>) {
    if let Some(status) = node.status() {
        status.clone_into(&mut at.status);
    }
    if let Some(part) = node.part() {
        rows.push(at.clone().part(part));
    }
    match node {
        Node::Object(_) => walk_entries(&at, &node.beside_part(), rows),
        Node::List(list) => {
            for (nth, entry) in (1_usize..).zip(list) {
                walk_listed(at.clone(), nth, entry, rows);
            }
        }
        Node::Nothing => {}
        Node::Flag(_) | Node::Number(_) | Node::Text(_) => rows.push(Row {
            value: node.word().unwrap_or_default(),
            is_text: matches!(node, Node::Text(_)),
            ..at
        }),
    }
}

/// What has a status and no number gets a row for the status.
fn walk_entries(at: &Row, entries: &[&(String, Node)], rows: &mut Vec<Row>) {
    let n_before = rows.len();
    for (key, node) in entries {
        walk(at.clone().under(key), node, rows);
    }
    let has_status = !at.status.is_empty() && at.status != "shown";
    if rows.len() == n_before && has_status {
        rows.push(at.clone());
    }
}

/// An entry of a list goes by a name; one that has nothing else is there.
fn walk_listed(mut at: Row, nth: usize, entry: &Node, rows: &mut Vec<Row>) {
    let Some((label, naming)) = entry.label() else {
        return walk(at.entry(&nth.to_string()), entry, rows);
    };
    if let Some(status) = entry.status() {
        status.clone_into(&mut at.status);
    }
    let named = at.entry(&label);
    let entries: Vec<_> = entry
        .entries()
        .iter()
        .filter(|(key, _)| !naming.contains(&key.as_str()) && key != "status")
        .collect();
    let n_before = rows.len();
    walk_entries(&named, &entries, rows);
    if rows.len() == n_before {
        walk(named, &Node::Flag(true), rows);
    }
}

impl Row {
    fn under(mut self, key: &str) -> Self {
        if self.dimension.is_empty() && DIMENSIONS.contains(&key) {
            key.clone_into(&mut self.dimension);
        } else {
            join(&mut self.number, ".", key);
        }
        self
    }

    fn part(mut self, part: Part) -> Self {
        if let Some([low, high]) = part.interval {
            self.low = format!("{low:.6}");
            self.high = format!("{high:.6}");
        }
        self.value = decimal(part, DIGITS);
        self.num = part.num.to_string();
        self.den = part.den.to_string();
        self
    }

    fn entry(mut self, label: &str) -> Self {
        join(&mut self.of, " / ", label);
        self
    }
}

fn join(to: &mut String, between: &str, more: &str) {
    if !to.is_empty() {
        to.push_str(between);
    }
    to.push_str(more);
}

/// A ratio with so many digits after the point, rounded half up; nothing where there is no whole.
pub(super) fn decimal(part: Part, digits: usize) -> String {
    if part.den == 0 {
        return String::new();
    }
    let (num, den) = (u128::from(part.num.unsigned_abs()), u128::from(part.den));
    let one = (0..digits).fold(1_u128, |one, _| one * 10);
    let parts = (num * one * 2 + den) / (den * 2);
    let sign = if part.num < 0 { "-" } else { "" };
    format!("{sign}{}.{:0digits$}", parts / one, parts % one)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(numbers: &str) -> Told {
        let Ok(Node::Object(numbers)) = serde_json::from_str(numbers) else {
            panic!("{numbers} is no object");
        };
        Told {
            measure: "mix".into(),
            code: "M6".into(),
            status: "shown".into(),
            says: "It says.".into(),
            does_not_say: "It does not say.".into(),
            from: None,
            to: None,
            n: "9".into(),
            n_people: "3".into(),
            numbers,
        }
    }

    #[track_caller]
    fn check(numbers: &str, expected: &[&str]) {
        let found: Vec<String> = rows(&told(numbers))
            .iter()
            .map(|row| {
                let Row {
                    dimension,
                    number,
                    of,
                    value,
                    num,
                    den,
                    ..
                } = row;
                format!("{dimension}|{number}|{of}|{value}|{num}|{den}")
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn every_number_has_a_row() {
        check(
            r#"{"core": 3, "is_new": true}"#,
            &["|core||3||", "|is_new||true||"],
        );
        check(
            r#"{"organisation": {"ties": {"num": 11, "den": 78, "interval": [0.08, 0.24]}}}"#,
            &["organisation|ties||0.141026|11|78"],
        );
        check(
            r#"{"problems": [{"id": "p1", "grade": 2}, {"id": "p2", "grade": 0}]}"#,
            &["|problems.grade|p1|2||", "|problems.grade|p2|0||"],
        );
        check(
            r#"{"signs": ["one", "-two"]}"#,
            &["|signs|1|one||", "|signs|2|-two||"],
        );
        check(
            r#"{"profession": {"status": "shown", "num": 4, "den": 6, "flows": [{"from": "a", "to": null, "n": 3, "back": 1}]}}"#,
            &[
                "profession|||0.666667|4|6",
                "profession|flows.n|a · others|3||",
                "profession|flows.back|a · others|1||",
            ],
        );
        check(
            r#"{"sector": {"status": "suppressed"}, "band": {"status": "low_coverage", "known": 1, "total": 9}}"#,
            &["sector|||||", "band|known||1||", "band|total||9||"],
        );
        check(
            r#"{"e_i": {"num": -28, "den": 39}}"#,
            &["|e_i||-0.717949|-28|39"],
        );
        check(r#"{"share": {"num": 0, "den": 0}}"#, &["|share|||0|0"]);
    }

    #[test]
    fn where_there_is_no_number_a_row_says_so() {
        check("{}", &["|||||"]);
        check(r#"{"have": 3, "need": 8}"#, &["|have||3||", "|need||8||"]);
    }

    #[test]
    fn nothing_is_a_formula() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"] {
            assert_eq!(text(formula), format!("'{formula}"));
        }
        assert_eq!(text("a=1"), "a=1");
    }
}
