//! What the reader notes for themselves.
//!
//! No function here can send anything: what is kept is kept on the device, and what is shared goes the way of everything
//! that a member says.

mod file;

use cop_core::activity::JournalQuestion;
use cop_core::reads;
use cop_core::time::Timestamp;

use super::Session;
use super::acting::new_id;
use crate::json::{self, Object};

pub use file::notes_in;

/// The keys under which notes are kept on the device begin so.
const KEPT_UNDER: &str = "journal/";

/// The name of a note.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NoteId(String);

impl NoteId {
    /// The name of a note that is begun at this moment.
    pub fn new(at: Timestamp) -> Self {
        Self(new_id(at).to_string())
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn key(&self) -> String {
        [KEPT_UNDER, &self.0].concat()
    }
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Which.
    pub id: NoteId,
    /// When it was begun.
    pub at: Timestamp,
    /// When it was last changed: none before the first time.
    pub changed_at: Option<Timestamp>,
    /// Which of the three questions it answers, if one.
    pub question: Option<JournalQuestion>,
    /// What it says.
    pub text: String,
}

/// The words by which the questions go wherever a note is written down.
const QUESTIONS: [(&str, JournalQuestion); 3] = [
    ("skills_outside", JournalQuestion::SkillsOutside),
    ("opportunities", JournalQuestion::Opportunities),
    ("wider_system", JournalQuestion::WiderSystem),
];

/// The word by which a question goes.
pub fn word_of(question: JournalQuestion) -> &'static str {
    let found = QUESTIONS.iter().find(|(_, other)| *other == question);
    found.map_or("", |(word, _)| word)
}

/// The question that goes by a word.
pub fn question_of(word: &str) -> Option<JournalQuestion> {
    let found = QUESTIONS.iter().find(|(other, _)| *other == word);
    found.map(|(_, question)| *question)
}

/// A note as it is kept.
struct Kept {
    id: String,
    at: Timestamp,
    changed_at: Option<Timestamp>,
    question: Option<JournalQuestion>,
    text: String,
}

reads!(Kept {
    id,
    at,
    changed_at,
    question,
    text
});

impl Note {
    /// The note as it is kept.
    pub fn written(&self) -> String {
        let changed_at = self.changed_at.map(|at| at.to_string());
        Object::new()
            .text("id", &self.id.0)
            .text("at", &self.at.to_string())
            .maybe("changed_at", changed_at.as_deref())
            .maybe("question", self.question.map(word_of))
            .text("text", &self.text)
            .end()
    }

    /// The note that was kept.
    pub fn read(kept: &str) -> Option<Self> {
        let Kept {
            id,
            at,
            changed_at,
            question,
            text,
        } = json::read(kept)?;
        Some(Self {
            id: NoteId(id),
            at,
            changed_at,
            question,
            text,
        })
    }

    fn last_at(&self) -> Timestamp {
        self.changed_at.unwrap_or(self.at)
    }
}

/// All notes of one reader.
#[derive(Debug, Default)]
pub struct Journal {
    /// The newest first.
    notes: Vec<Note>,
    /// Whether what is kept was read.
    pub is_read: bool,
}

impl Session {
    /// Takes in what is kept of the journal on the device, where anything is.
    pub async fn read_kept_notes(&self) {
        let reader = self.person();
        let kept = self.kept(KEPT_UNDER).await.unwrap_or_default();
        // Somebody else may be reading by now.
        if self.person() == reader {
            let mut journal = self.journal.borrow_mut();
            for note in kept.iter().filter_map(|kept| Note::read(kept)) {
                journal.take_in(note);
            }
        }
    }

    /// Takes a note in, and keeps it on the device where that may be: whether it is news.
    pub fn take_note(&self, note: Note) -> bool {
        let (key, written) = (note.id.key(), note.written());
        let is_news = self.journal.borrow_mut().take_in(note);
        if is_news {
            self.keep(&key, Some(&written));
        }
        is_news
    }

    /// Drops a note, from the device too.
    pub fn drop_note(&self, id: &NoteId) {
        self.journal.borrow_mut().remove(id);
        self.keep(&id.key(), None);
    }
}

impl Journal {
    /// All notes, the newest first.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// A note.
    pub fn note(&self, id: &NoteId) -> Option<&Note> {
        self.notes.iter().find(|note| note.id == *id)
    }

    /// Takes a note in, in the place of the one that it is a later form of: whether it is news.
    pub fn take_in(&mut self, note: Note) -> bool {
        if let Some(known) = self.note(&note.id)
            && known.last_at() >= note.last_at()
        {
            return false;
        }
        self.remove(&note.id);
        self.notes.push(note);
        self.notes.sort_by(|a, b| (b.at, &b.id).cmp(&(a.at, &a.id)));
        true
    }

    /// Drops a note.
    pub fn remove(&mut self, id: &NoteId) {
        self.notes.retain(|note| note.id != *id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn note(id: &str, at_ms: i64, text: &str) -> Note {
        Note {
            id: NoteId(id.to_owned()),
            at: Timestamp::from_ms(at_ms),
            changed_at: None,
            question: None,
            text: text.to_owned(),
        }
    }

    #[test]
    fn the_newest_note_comes_first() {
        let mut journal = Journal::default();
        for (id, at_ms) in [("b", 2), ("c", 3), ("a", 1)] {
            assert!(journal.take_in(note(id, at_ms, "")));
        }
        let ids: Vec<&str> = journal
            .notes()
            .iter()
            .map(|note| note.id.as_str())
            .collect();
        assert_eq!(ids, ["c", "b", "a"]);
    }

    #[test]
    fn of_two_forms_of_a_note_the_later_stays() {
        let mut journal = Journal::default();
        let later = Note {
            changed_at: Some(Timestamp::from_ms(5)),
            ..note("a", 1, "later")
        };
        assert!(journal.take_in(later));
        assert!(!journal.take_in(note("a", 1, "earlier")));
        assert_eq!(journal.notes()[0].text, "later");
        assert_eq!(journal.notes().len(), 1);
    }

    #[test]
    fn every_question_has_a_word_and_is_found_by_it() {
        for question in JournalQuestion::ALL {
            assert_eq!(question_of(word_of(*question)), Some(*question));
            let written = serde_json::to_value(question).unwrap();
            assert_eq!(written, word_of(*question), "as the core writes it");
        }
    }

    #[test]
    fn what_is_kept_is_read_as_it_was() {
        let kept = Note {
            question: Some(JournalQuestion::WiderSystem),
            changed_at: Some(Timestamp::from_ms(9)),
            ..note("a", 1, "“Who else?”\n\nNobody \\ yet.")
        };
        assert_eq!(Note::read(&kept.written()), Some(kept));
    }
}
