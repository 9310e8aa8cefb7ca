//! What the reader does with their journal: kept where the element may keep it, and sent to nobody.

use std::rc::Rc;

use cop_core::activity::JournalQuestion;
use cop_core::command::Command;
use cop_core::id::CommunityId;
use web_sys::Event;

use super::{Deed, Notice, Widget};
use crate::form::Which;
use crate::messages::Key;
use crate::platform;
use crate::route::Route;
use crate::session::{Note, NoteId, SliceId, notes_in};
use crate::when;

/// What the reader is asked before it is done.
#[derive(Debug, Clone)]
pub enum AboutNote {
    /// Whether they want to delete a note.
    Deleting(NoteId),
    /// Whether they want to send this, and nothing else.
    Sharing(Excerpt),
}

/// A part of a note as it would be sent.
#[derive(Debug, Clone)]
pub struct Excerpt {
    /// The form that it was written in.
    pub form: Which,
    /// To which community.
    pub community: CommunityId,
    /// Which question it answers.
    pub question: JournalQuestion,
    /// In a sentence.
    pub title: String,
    /// What it says.
    pub text: String,
}

impl Widget {
    /// Does what had to wait until it was known who the reader is.
    pub fn reader_is_known(&self) {
        self.find_reasons();
        if self.look(|ui| ui.route == Some(Route::Journal)) {
            self.fetch_journal();
        }
    }

    /// Reads what is kept of the journal, once, and where the reader could share something of it.
    pub(super) fn fetch_journal(&self) {
        self.fetch_mine();
        let (Some(widget), Some(_)) = (self.this.upgrade(), self.session.person()) else {
            return;
        };
        if std::mem::replace(&mut self.session.journal.borrow_mut().is_read, true) {
            return;
        }
        platform::spawn(async move {
            widget.session.read_kept_notes().await;
            widget.update(|_| ());
        });
    }

    /// Keeps a note that was as at `before` when the reader began to change it, and says what became of it: it is there,
    /// or it stands beside what they wrote in another tab.
    pub fn keep_note(self: &Rc<Self>, note: Note, before: String, became: [Key; 2]) {
        let widget = Rc::clone(self);
        platform::spawn(async move {
            let is_last = widget.session.change_note(note, &before).await;
            let [there, beside] = became;
            let said = widget.say(if is_last { there } else { beside });
            widget.tell_of_notes(said.to_owned());
        });
    }

    /// Says what became of notes.
    pub fn tell_of_notes(&self, said: String) {
        self.update(|ui| ui.notice = Some(Notice::Done(said)));
        self.focus("notice");
    }

    /// When a note was begun, which is what it is called.
    pub fn note_name(&self, note: &Note) -> String {
        self.look(|ui| {
            let day = when::day(&ui.texts, self.session.now(), note.at);
            [&day, ", ", &when::time(&ui.texts, note.at)].concat()
        })
    }

    /// Takes in the notes of a file that the reader chose, and says how many are news.
    pub fn read_journal(self: &Rc<Self>, event: &Event, says: fn(&Widget, usize) -> String) {
        let Some(text) = platform::chosen_file(event) else {
            return;
        };
        let widget = Rc::clone(self);
        platform::spawn(async move {
            let text = text.await.ok().and_then(|text| text.as_string());
            let now = widget.session.now();
            let read = text.map_or_else(Vec::new, |text| notes_in(&text, NoteId::new(), now));
            let is_new = |note: Note| widget.session.take_note(note);
            let n_new = read
                .into_iter()
                .map(is_new)
                .filter(|is_new| *is_new)
                .count();
            widget.tell_of_notes(says(&widget, n_new));
        });
    }

    /// Sends an excerpt, and nothing else; `said` is what the reader is told then.
    pub fn share_excerpt(self: &Rc<Self>, excerpt: Excerpt, said: &str) {
        self.update(|ui| ui.about_note = None);
        self.act(Deed {
            slice: SliceId::of(&excerpt.community),
            command: Command::ShareJournal {
                question: excerpt.question,
                title: excerpt.title,
                text: excerpt.text,
            },
            form: Some(excerpt.form),
            said: Some(said.to_owned()),
            focus: Some("notice".to_owned()),
        });
    }

    /// Opens the dialog over what the reader has to decide first.
    pub(super) fn ask_what_is_asked(&self) {
        let (erases, about_note) = self.look(|ui| (ui.asks_to_erase, ui.about_note.is_some()));
        if erases {
            platform::show_dialog(&self.root, "erasing");
        }
        if about_note {
            platform::show_dialog(&self.root, "about-note");
        }
    }
}
