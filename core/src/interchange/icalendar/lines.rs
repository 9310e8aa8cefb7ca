//! Content lines: folded and unfolded, with their texts escaped.

use crate::time::{CivilDateTime, Timestamp};

/// Most bytes of a line, without its end.
const MAX_LINE_BYTES: usize = 75;

/// A calendar while it is written.
#[derive(Debug, Default)]
pub(super) struct Text(pub(super) String);

impl Text {
    pub(super) fn property(&mut self, name: &str, value: &str) {
        self.line(&format!("{name}:{value}"));
    }

    /// A property whose value people read.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.property(name, &escaped(text));
    }

    /// Writes a line, folded between characters.
    pub(super) fn line(&mut self, line: &str) {
        let mut n_bytes = 0;
        for letter in line.chars() {
            if n_bytes + letter.len_utf8() > MAX_LINE_BYTES {
                self.0.push_str("\r\n ");
                n_bytes = 1;
            }
            self.0.push(letter);
            n_bytes += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// A text that can't be taken for anything but a text: no control character of it gets through but the end of a line.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

pub(super) fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(other) => text.push(other),
                None => {}
            },
            letter => text.push(letter),
        }
    }
    text
}

pub(super) fn civil(civil: CivilDateTime) -> String {
    let (date, time) = (civil.date, civil.time);
    format!(
        "{:04}{:02}{:02}T{:02}{:02}{:02}",
        date.year(),
        date.month(),
        date.day(),
        time.hour(),
        time.minute(),
        time.second()
    )
}

pub(super) fn utc(moment: Timestamp) -> String {
    civil(moment.civil_utc()) + "Z"
}

/// A line of a calendar that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Where it begins, from 1.
    pub(super) number: usize,
    /// In capital letters.
    pub(super) name: String,
    /// Names in capital letters.
    parameters: Vec<(String, String)>,
    pub(super) value: String,
}

impl Line {
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters
            .iter()
            .find(|(other, _)| other == name)
            .map(|(_, value)| value.as_str())
    }

    fn read(number: usize, line: &str) -> Option<Self> {
        let is_quoted = |at: usize| line[..at].matches('"').count() % 2 == 1;
        let (colon, _) = line.match_indices(':').find(|(at, _)| !is_quoted(*at))?;
        let (head, value) = (&line[..colon], &line[colon + 1..]);
        let mut parts = Vec::new();
        let mut begin = 0;
        for (at, _) in head.match_indices(';').filter(|(at, _)| !is_quoted(*at)) {
            parts.push(&head[begin..at]);
            begin = at + 1;
        }
        parts.push(&head[begin..]);
        let mut parts = parts.into_iter();
        let name = parts.next()?.trim().to_ascii_uppercase();
        let parameters = parts
            .filter_map(|part| part.split_once('='))
            .map(|(name, value)| {
                let value = value.trim_matches('"').to_owned();
                (name.trim().to_ascii_uppercase(), value)
            })
            .collect();
        (!name.is_empty()).then(|| Self {
            number,
            name,
            parameters,
            value: value.to_owned(),
        })
    }
}

/// The lines of a calendar, unfolded.
///
/// # Errors
/// The number of a line that is none.
pub(super) fn lines(text: &str) -> Result<Vec<Line>, usize> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut whole: Vec<(usize, String)> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.strip_suffix('\r').unwrap_or(line);
        match (line.strip_prefix([' ', '\t']), whole.last_mut()) {
            (Some(rest), Some((_, line))) => line.push_str(rest),
            _ if line.trim().is_empty() => {}
            _ => whole.push((number, line.to_owned())),
        }
    }
    whole
        .into_iter()
        .map(|(number, line)| Line::read(number, &line).ok_or(number))
        .collect()
}
