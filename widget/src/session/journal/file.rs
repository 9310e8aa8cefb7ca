//! A journal as a file to take along, and such a file read back: Markdown, with a line before each note that no reader
//! of Markdown shows and that says which note it is.

use cop_core::time::Timestamp;

use super::{Journal, Note, NoteId, question_of, word_of};

const MARK: &str = "<!-- note ";
const MARK_END: &str = " -->";

impl Journal {
    /// All notes as one text, the newest first, with what each of them is called there.
    pub fn as_file(&self, title: &str, name: impl Fn(&Note) -> String) -> String {
        let mut file = ["# ", title, "\n"].concat();
        for note in &self.notes {
            for part in ["\n## ", &name(note), "\n", &mark(note), "\n\n"] {
                file.push_str(part);
            }
            for line in note.text.lines() {
                if line.trim_start_matches('\\').starts_with(MARK) {
                    file.push('\\');
                }
                file.push_str(line);
                file.push('\n');
            }
        }
        file
    }
}

fn mark(note: &Note) -> String {
    let mut mark = [MARK, "id=", note.id.as_str(), " at=", &note.at.to_string()].concat();
    if let Some(changed_at) = note.changed_at {
        mark.push_str(" changed=");
        mark.push_str(&changed_at.to_string());
    }
    if let Some(question) = note.question {
        mark.push_str(" question=");
        mark.push_str(word_of(question));
    }
    mark.push_str(MARK_END);
    mark
}

/// The notes in such a file; any other text is one note of this moment by a name of its own, and an empty one is none.
pub fn notes_in(file: &str, fresh: NoteId, now: Timestamp) -> Vec<Note> {
    let mut notes: Vec<(Note, Vec<&str>)> = Vec::new();
    let mut before: Vec<&str> = Vec::new();
    for line in file.lines() {
        let lines = notes.last_mut().map_or(&mut before, |(_, lines)| lines);
        match marked(line) {
            Some(note) => {
                // What it is called stands above the mark, and below the note before.
                if lines.last().is_some_and(|last| last.starts_with("## ")) {
                    lines.pop();
                }
                notes.push((note, Vec::new()));
            }
            None => lines.push(line),
        }
    }
    if notes.is_empty() {
        let note = Note {
            id: fresh,
            at: now,
            changed_at: None,
            question: None,
            text: file.trim().to_owned(),
        };
        return Some(note)
            .filter(|note| !note.text.is_empty())
            .into_iter()
            .collect();
    }
    notes
        .into_iter()
        .map(|(note, lines)| Note {
            text: text(&lines),
            ..note
        })
        .collect()
}

fn text(lines: &[&str]) -> String {
    let mut text = String::new();
    for line in lines {
        let is_escaped = line.starts_with('\\') && line.trim_start_matches('\\').starts_with(MARK);
        text.push_str(if is_escaped { &line[1..] } else { line });
        text.push('\n');
    }
    text.trim_matches('\n').to_owned()
}

fn marked(line: &str) -> Option<Note> {
    let said = line.strip_prefix(MARK)?.trim_end().strip_suffix(MARK_END)?;
    let said = |name: &str| {
        said.split_whitespace()
            .filter_map(|pair| pair.split_once('='))
            .find(|(other, _)| *other == name)
            .map(|(_, value)| value)
    };
    let moment = |name| Timestamp::parse(said(name)?).ok();
    let question = said("question").and_then(question_of);
    Some(Note {
        id: NoteId(said("id")?.to_owned()),
        at: moment("at")?,
        changed_at: moment("changed"),
        question,
        text: String::new(),
    })
}

#[cfg(test)]
mod tests {
    use cop_core::activity::JournalQuestion;

    use super::super::tests::note;
    use super::*;

    fn now() -> Timestamp {
        Timestamp::from_ms(1_000)
    }

    fn fresh() -> NoteId {
        NoteId("fresh".to_owned())
    }

    #[track_caller]
    fn comes_back(notes: &[Note]) {
        let mut journal = Journal::default();
        for note in notes {
            journal.take_in(note.clone());
        }
        let file = journal.as_file("Journal", |_| "A day".to_owned());
        assert_eq!(notes_in(&file, fresh(), now()), journal.notes(), "{file}");
    }

    #[test]
    fn what_is_taken_along_can_be_read_back() {
        comes_back(&[
            note("a", 1, "One line"),
            Note {
                question: Some(JournalQuestion::SkillsOutside),
                changed_at: Some(Timestamp::from_ms(7)),
                ..note("b", 2, "Two\n\n## of them, with a heading\n\n- and a list")
            },
            note("c", 3, "A heading at the end\n## here"),
        ]);
    }

    #[test]
    fn a_note_about_a_mark_is_not_taken_for_one() {
        comes_back(&[note(
            "a",
            1,
            "<!-- note id=x at=1970-01-01T00:00:00Z -->\n\\<!-- note so too\n\\ this is not",
        )]);
    }

    #[test]
    fn any_other_text_is_one_note() {
        let read = notes_in("\nI wrote this elsewhere.\n", fresh(), now());
        assert_eq!(read.len(), 1);
        assert_eq!(
            (read[0].at, read[0].text.as_str()),
            (now(), "I wrote this elsewhere.")
        );
        assert!(notes_in(" \n", fresh(), now()).is_empty());
    }
}
