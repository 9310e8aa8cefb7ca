//! What the reader notes for themselves.
//!
//! No function here can send anything: what is kept is kept on the device, and what is shared goes the way of everything
//! that a member says.

mod file;

use cop_core::activity::JournalQuestion;
use cop_core::reads;
use cop_core::sorted::SortedSet;
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
    /// The name of a note that is begun now.
    pub fn new() -> Self {
        Self(new_id().to_string())
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

    /// When it was last changed.
    pub fn last_at(&self) -> Timestamp {
        self.changed_at.unwrap_or(self.at)
    }

    /// The same as a note of its own.
    fn beside(self) -> Self {
        Self {
            id: NoteId::new(),
            at: self.last_at(),
            changed_at: None,
            ..self
        }
    }
}

/// All notes of one reader.
#[derive(Debug, Default)]
pub struct Journal {
    /// The newest first.
    notes: Vec<Note>,
    /// Whether what is kept was read.
    pub is_read: bool,
    /// What was seen on the device.
    on_device: SortedSet<NoteId>,
    /// For what there was no room on the device.
    not_kept: SortedSet<NoteId>,
}

impl Session {
    /// Takes in what is kept of the journal on the device, where anything is, and keeps there what is not yet.
    pub async fn read_kept_notes(&self) {
        let reader = self.person();
        // What is put there in the first round is seen in the second, where there was room.
        for _ in 0..2 {
            let kept = self.kept(KEPT_UNDER).await;
            // Somebody else may be reading by now.
            let Some(kept) = kept.filter(|_| self.person() == reader) else {
                return;
            };
            let kept = kept.iter().filter_map(|kept| Note::read(kept)).collect();
            let missing = self.journal.borrow_mut().follow(kept);
            if missing.is_empty() {
                return;
            }
            for note in &missing {
                self.keep(&note.id.key(), Some(&note.written()));
            }
        }
    }

    /// Reads the journal again after another tab has kept something, unless nobody has opened it here.
    pub(super) async fn read_notes_again(&self) {
        if self.journal.borrow().is_read {
            self.read_kept_notes().await;
            self.notify();
        }
    }

    /// Takes a note in, and keeps it on the device where that may be: whether it is news.
    pub fn take_note(&self, note: Note) -> bool {
        let (key, written) = (note.id.key(), note.written());
        let is_news = self.journal.borrow_mut().take_in(note);
        if is_news {
            self.keep(&key, Some(&written));
            self.call_tabs("");
        }
        is_news
    }

    /// Takes in a note that the reader changed when it was as at `before`: whether nobody has changed it meanwhile.
    /// If somebody has, it becomes a note of its own.
    pub async fn change_note(&self, note: Note, before: &str) -> bool {
        self.read_kept_notes().await;
        let known = self.journal.borrow().note(&note.id).map(Note::last_at);
        let is_last = known.is_none_or(|at| at.to_string() == before);
        self.take_note(if is_last { note } else { note.beside() });
        is_last
    }

    /// Drops a note, from the device too.
    pub fn drop_note(&self, id: &NoteId) {
        self.journal.borrow_mut().remove(id);
        self.keep(&id.key(), None);
        self.call_tabs("");
    }

    /// Takes note that a note could not be kept, and tries once more with the room that what was read takes up: whether
    /// that is news.
    pub(super) fn note_not_kept(&self, key: &str) -> bool {
        let mut journal = self.journal.borrow_mut();
        let mut notes = journal.notes.iter();
        let Some(note) = notes.find(|note| key.ends_with(note.id.as_str())).cloned() else {
            return false;
        };
        let is_news = journal.not_kept.insert(note.id.clone());
        if is_news {
            self.keep("r", None);
            self.keep(&note.id.key(), Some(&note.written()));
        }
        is_news
    }
}

impl Journal {
    /// All notes, the newest first.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Whether the device has room for all of them.
    pub fn is_all_kept(&self) -> bool {
        self.not_kept.is_empty()
    }

    /// Takes nothing more for kept.
    pub(super) fn begin_again(&mut self) {
        self.on_device = SortedSet::default();
        self.not_kept = SortedSet::default();
    }

    /// Comes to what is kept: what another tab has written or deleted is so here too. Gives what is not kept yet.
    fn follow(&mut self, kept: Vec<Note>) -> Vec<Note> {
        let is_kept = |note: &Note| {
            let mut kept = kept.iter();
            kept.any(|kept| kept.id == note.id && kept.last_at() >= note.last_at())
        };
        let was_there = |note: &Note| self.on_device.contains(&note.id);
        let is_named = |note: &Note| kept.iter().any(|kept| kept.id == note.id);
        let (missing, gone): (Vec<Note>, Vec<Note>) = self
            .notes
            .iter()
            .filter(|note| !is_kept(note))
            .cloned()
            .partition(|note| is_named(note) || !was_there(note));
        for note in gone {
            self.remove(&note.id);
        }
        for note in kept {
            self.on_device.insert(note.id.clone());
            if !missing.iter().any(|missing| missing.id == note.id) {
                self.not_kept.remove(&note.id);
            }
            self.take_in(note);
        }
        missing
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
    fn what_another_tab_wrote_or_deleted_is_so_here_too() {
        let mut journal = Journal::default();
        assert_eq!(
            journal.follow(vec![note("a", 1, "a"), note("b", 2, "b")]),
            []
        );
        assert!(journal.take_in(note("c", 3, "not kept yet")));
        let later = Note {
            changed_at: Some(Timestamp::from_ms(5)),
            ..note("b", 2, "changed there")
        };
        let missing = journal.follow(vec![later]);
        assert_eq!(missing, [note("c", 3, "not kept yet")]);
        let texts = journal.notes().iter().map(|note| note.text.as_str());
        assert_eq!(texts.collect::<Vec<_>>(), ["not kept yet", "changed there"]);
    }

    #[test]
    fn what_was_changed_here_and_is_older_on_the_device_is_missing_there() {
        let mut journal = Journal::default();
        journal.follow(vec![note("a", 1, "before")]);
        let changed = Note {
            changed_at: Some(Timestamp::from_ms(5)),
            ..note("a", 1, "changed here")
        };
        assert!(journal.take_in(changed.clone()));
        assert_eq!(journal.follow(vec![note("a", 1, "before")]), [changed]);
        assert_eq!(journal.notes()[0].text, "changed here");
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
