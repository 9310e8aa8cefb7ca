//! Spreadsheets: a file of the folder as rows that know their line and give their fields by the name of the column.

use std::fmt;
use std::io;
use std::path::Path;

use csv::{ReaderBuilder, StringRecord};

use super::findings::{Findings, Source};

/// Longest field, in bytes: far beyond what anybody writes, and small enough for a page.
const MAX_FIELD_BYTES: usize = 1_000_000;

/// The names of columns that have to be there, and of those that may.
pub(super) type Columns = (&'static [&'static str], &'static [&'static str]);

/// A file that was read.
pub(super) struct Table {
    source: Source,
    columns: Vec<Column>,
    rows: Vec<(u64, StringRecord)>,
}

struct Column {
    name: &'static str,
    nth: usize,
}

/// A row of a file.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    table: &'a Table,
    line: u64,
    record: &'a StringRecord,
}

impl Table {
    /// Reads a file of the folder: none where it is not there, or is no table with the required columns.
    pub(super) fn read(
        folder: &Path,
        source: Source,
        columns: Columns,
        findings: &mut Findings,
    ) -> Option<Self> {
        match std::fs::read(folder.join(source.file_name())) {
            Ok(bytes) => Self::parse(source, &bytes, columns, findings),
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => None,
            Err(fault) => {
                findings.fault(source, None, None, format!("it can't be read: {fault}"));
                None
            }
        }
    }

    fn parse(
        source: Source,
        bytes: &[u8],
        (required, optional): Columns,
        findings: &mut Findings,
    ) -> Option<Self> {
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
            Err(fault) => {
                let line = 1 + n_newlines(&bytes[..fault.valid_up_to()]);
                findings.fault(
                    source,
                    Some(line),
                    None,
                    "this is not UTF-8: save the file as CSV UTF-8",
                );
                return None;
            }
        };
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut rows = Vec::new();
        let mut record = StringRecord::new();
        loop {
            let begins_at = reader.position().clone();
            match reader.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => break,
                Err(fault) => {
                    findings.fault(source, Some(begins_at.line()), None, fault);
                    return None;
                }
            }
            let begin = usize::try_from(begins_at.byte()).expect("the file is in memory");
            let end = usize::try_from(reader.position().byte()).expect("the file is in memory");
            let raw = &text.as_bytes()[begin..end];
            // The reader passes over empty lines before it comes to a record.
            let empty = raw.iter().take_while(|byte| b"\r\n".contains(byte)).count();
            let line = begins_at.line() + n_newlines(&raw[..empty]);
            if end == text.len() && is_quote_open(&raw[empty..]) {
                findings.fault(
                    source,
                    Some(line),
                    None,
                    "a quotation mark opens a field and none closes it",
                );
            }
            rows.push((line, record.clone()));
        }
        let mut rows = rows.into_iter();
        let Some((line, header)) = rows.next() else {
            findings.fault(source, Some(1), None, "the header row is missing");
            return None;
        };
        let columns = columns(source, line, &header, required, optional, findings)?;
        let n_columns = header.len();
        let rows = rows
            .filter(|(_, record)| record.iter().any(|field| !field.trim().is_empty()))
            .filter(|(line, record)| is_sound(source, *line, record, n_columns, findings))
            .collect();
        Some(Self {
            source,
            columns,
            rows,
        })
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, record)| Row {
            table: self,
            line: *line,
            record,
        })
    }
}

fn columns(
    source: Source,
    line: u64,
    header: &StringRecord,
    required: &[&'static str],
    optional: &[&'static str],
    findings: &mut Findings,
) -> Option<Vec<Column>> {
    let mut columns: Vec<Column> = Vec::new();
    let mut is_complete = true;
    for (nth, written) in header.iter().enumerate() {
        let name = written.trim();
        let known = required
            .iter()
            .chain(optional)
            .find(|known| known.eq_ignore_ascii_case(name));
        match known {
            Some(known) if columns.iter().any(|column| column.name == *known) => {
                findings.fault(
                    source,
                    Some(line),
                    Some(known),
                    "this column is there twice",
                );
                is_complete = false;
            }
            Some(known) => columns.push(Column { name: known, nth }),
            None if name.is_empty() => {}
            None => findings.note(
                source,
                Some(line),
                format!("the column \"{name}\" is not known here and was ignored"),
            ),
        }
    }
    for name in required {
        if !columns.iter().any(|column| column.name == *name) {
            let hint = if header.len() == 1 && header[0].contains([';', '\t']) {
                ": columns are separated by commas"
            } else {
                ""
            };
            findings.fault(
                source,
                Some(line),
                Some(name),
                format!("this column is missing{hint}"),
            );
            is_complete = false;
        }
    }
    is_complete.then_some(columns)
}

fn is_sound(
    source: Source,
    line: u64,
    record: &StringRecord,
    n_columns: usize,
    findings: &mut Findings,
) -> bool {
    // Spreadsheets leave out empty fields at the end of a row, or add some.
    if record
        .iter()
        .skip(n_columns)
        .any(|field| !field.trim().is_empty())
    {
        let n = record.len();
        findings.fault(
            source,
            Some(line),
            None,
            format!("this row has {n} fields, and the header has {n_columns}: a text with a comma stands in quotation marks"),
        );
        return false;
    }
    for field in record {
        if field.len() > MAX_FIELD_BYTES {
            let n = field.len();
            findings.fault(
                source,
                Some(line),
                None,
                format!("a field has {n} bytes, and at most {MAX_FIELD_BYTES} are read"),
            );
            return false;
        }
        if field.contains('\0') {
            findings.fault(source, Some(line), None, "a field holds a zero character");
            return false;
        }
    }
    true
}

fn n_newlines(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}

/// Whether a record ends inside a quoted field, which the reader takes for the end of the field.
fn is_quote_open(record: &[u8]) -> bool {
    enum At {
        FieldStart,
        Unquoted,
        Quoted,
        QuoteInQuoted,
    }
    let mut at = At::FieldStart;
    for byte in record {
        at = match (at, byte) {
            (At::FieldStart | At::QuoteInQuoted, b'"') => At::Quoted,
            (At::Quoted, b'"') => At::QuoteInQuoted,
            (At::Quoted, _) => At::Quoted,
            (At::FieldStart | At::Unquoted | At::QuoteInQuoted, b',') => At::FieldStart,
            (At::FieldStart | At::Unquoted | At::QuoteInQuoted, _) => At::Unquoted,
        };
    }
    matches!(at, At::Quoted)
}

impl<'a> Row<'a> {
    pub(super) fn source(self) -> Source {
        self.table.source
    }

    pub(super) fn line(self) -> u64 {
        self.line
    }

    /// A field without white space at its ends: empty where the column is not there.
    pub(super) fn field(self, column: &str) -> &'a str {
        self.table
            .columns
            .iter()
            .find(|known| known.name == column)
            .and_then(|known| self.record.get(known.nth))
            .map_or("", str::trim)
    }

    /// A field that has to be there, as what it means.
    pub(super) fn required<T, E: fmt::Display>(
        self,
        column: &str,
        parse: impl FnOnce(&str) -> Result<T, E>,
        findings: &mut Findings,
    ) -> Option<T> {
        match self.field(column) {
            "" => {
                self.fault(column, "this is empty", findings);
                None
            }
            field => match parse(field) {
                Ok(value) => Some(value),
                Err(reason) => {
                    self.fault(column, reason, findings);
                    None
                }
            },
        }
    }

    /// A field that may be empty, as what it means: the outer option is none where it is wrong.
    pub(super) fn optional<T, E: fmt::Display>(
        self,
        column: &str,
        parse: impl FnOnce(&str) -> Result<T, E>,
        findings: &mut Findings,
    ) -> Option<Option<T>> {
        if self.field(column).is_empty() {
            Some(None)
        } else {
            self.required(column, parse, findings).map(Some)
        }
    }

    pub(super) fn fault(self, column: &str, reason: impl fmt::Display, findings: &mut Findings) {
        findings.fault(self.source(), Some(self.line), Some(column), reason);
    }

    pub(super) fn note(self, says: impl Into<String>, findings: &mut Findings) {
        findings.note(self.source(), Some(self.line), says);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: Columns = (&["person", "name"], &["organisation"]);

    fn table(bytes: &[u8], findings: &mut Findings) -> Option<Table> {
        Table::parse(Source::People, bytes, COLUMNS, findings)
    }

    #[track_caller]
    fn check_rows(bytes: &[u8], expected: &[(u64, [&str; 3])]) {
        let mut findings = Findings::default();
        let table = table(bytes, &mut findings).unwrap();
        let rows: Vec<_> = table
            .rows()
            .map(|row| {
                (
                    row.line(),
                    ["person", "name", "organisation"].map(|name| row.field(name)),
                )
            })
            .collect();
        assert_eq!(rows, expected);
        assert_eq!(findings.into_faults(), []);
    }

    #[track_caller]
    fn check_fault(bytes: &[u8], expected: &str) {
        let mut findings = Findings::default();
        table(bytes, &mut findings);
        let faults = findings.into_faults();
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert_eq!(faults[0].to_string(), expected);
    }

    #[test]
    fn columns_stand_in_any_order_and_marks_of_windows_are_no_matter() {
        check_rows(
            b"\xef\xbb\xbfName,person\r\nAma,p1\r\n\"Smith, Ben\",p2\r\n",
            &[(2, ["p1", "Ama", ""]), (3, ["p2", "Smith, Ben", ""])],
        );
    }

    #[test]
    fn lines_are_counted_through_quoted_texts_and_empty_lines() {
        check_rows(
            b"person,name,organisation\n\np1,\"A\nma\",\n\n,,\n\np2,Ben\n",
            &[(3, ["p1", "A\nma", ""]), (8, ["p2", "Ben", ""])],
        );
    }

    #[test]
    fn what_is_no_table_is_named_by_line() {
        check_fault(b"", "people.csv, line 1: the header row is missing");
        check_fault(
            b"person,name\np1,Ama\np2,J\xf6rg\n",
            "people.csv, line 3: this is not UTF-8: save the file as CSV UTF-8",
        );
        check_fault(
            b"person\n",
            "people.csv, line 1, column name: this column is missing",
        );
        check_fault(
            b"person,name,Person\n",
            "people.csv, line 1, column person: this column is there twice",
        );
        check_fault(
            b"person,name\np1,Ama\n\np2,Smith, Ben\n",
            "people.csv, line 4: this row has 3 fields, and the header has 2: \
             a text with a comma stands in quotation marks",
        );
        check_fault(
            b"person,name\np1,\"Ama\np2,Ben\n",
            "people.csv, line 2: a quotation mark opens a field and none closes it",
        );
        check_fault(
            b"person,name\np1,A\0ma\n",
            "people.csv, line 2: a field holds a zero character",
        );
    }

    #[test]
    fn a_quotation_mark_inside_a_word_opens_nothing() {
        check_rows(b"person,name\np1,5\" pipe", &[(2, ["p1", "5\" pipe", ""])]);
        check_rows(
            b"person,name\np1,\"a \"\"b\"\"\"",
            &[(2, ["p1", "a \"b\"", ""])],
        );
    }

    #[test]
    fn unknown_columns_are_named_and_ignored() {
        let mut findings = Findings::default();
        let table = table(b"person,name,shoe size\np1,Ama,38\n", &mut findings).unwrap();
        assert_eq!(table.rows().count(), 1);
        let notes: Vec<_> = findings
            .into_notes()
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(
            notes,
            ["people.csv, line 1: the column \"shoe size\" is not known here and was ignored"]
        );
    }
}
