//! What an import finds: rows that are wrong, and what is worth knowing about rows that are not.

use std::collections::BTreeMap;
use std::fmt;

/// A file of the folder, in the order in which they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// `communities.csv`, the only one that has to be there.
    Communities,
    /// `people.csv`.
    People,
    /// `memberships.csv`.
    Memberships,
    /// `events.csv`.
    Events,
    /// `contributions.csv`.
    Contributions,
    /// `attendance.csv`.
    Attendance,
}

impl Source {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Communities,
        Self::People,
        Self::Memberships,
        Self::Events,
        Self::Contributions,
        Self::Attendance,
    ];

    /// The name of the file.
    #[must_use]
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Communities => "communities.csv",
            Self::People => "people.csv",
            Self::Memberships => "memberships.csv",
            Self::Events => "events.csv",
            Self::Contributions => "contributions.csv",
            Self::Attendance => "attendance.csv",
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.file_name())
    }
}

/// A row that is wrong, or a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// In which file.
    pub source: Source,
    /// In which line, from 1: none where the whole file is meant.
    pub line: Option<u64>,
    /// In which column: none where the whole row is meant.
    pub column: Option<String>,
    /// What is wrong.
    pub reason: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.source)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": {}", self.reason)
    }
}

/// Something worth knowing that is true of some rows of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// In which file.
    pub source: Source,
    /// The first line that it is true of: none where the whole file is meant.
    pub line: Option<u64>,
    /// Of how many more lines it is true.
    pub n_more: usize,
    /// What it says.
    pub says: String,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.source)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        match self.n_more {
            0 => {}
            1 => f.write_str(" and 1 more")?,
            n => write!(f, " and {n} more")?,
        }
        write!(f, ": {}", self.says)
    }
}

/// Faults and notes while they are being collected.
#[derive(Debug, Default)]
pub(super) struct Findings {
    faults: Vec<Fault>,
    notes: Vec<Note>,
    /// Where in `notes` a sentence about a file stands.
    said: BTreeMap<(Source, String), usize>,
}

impl Findings {
    pub(super) fn fault(
        &mut self,
        source: Source,
        line: Option<u64>,
        column: Option<&str>,
        reason: impl fmt::Display,
    ) {
        self.faults.push(Fault {
            source,
            line,
            column: column.map(str::to_owned),
            reason: reason.to_string(),
        });
    }

    /// Notes a sentence; the same one about several lines of a file is one note.
    pub(super) fn note(&mut self, source: Source, line: Option<u64>, says: impl Into<String>) {
        let says = says.into();
        match self.said.get(&(source, says.clone())) {
            Some(nth) => self.notes[*nth].n_more += 1,
            None => {
                self.said.insert((source, says.clone()), self.notes.len());
                self.notes.push(Note {
                    source,
                    line,
                    n_more: 0,
                    says,
                });
            }
        }
    }

    pub(super) fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    /// The faults by file and line.
    pub(super) fn into_faults(self) -> Vec<Fault> {
        let mut faults = self.faults;
        faults.sort();
        faults
    }

    /// The notes by file and line.
    pub(super) fn into_notes(self) -> Vec<Note> {
        let mut notes = self.notes;
        notes.sort_by_key(|note| (note.source, note.line));
        notes
    }
}
