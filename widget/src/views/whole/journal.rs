//! What am I learning? Private notes, with three questions to begin with.

mod sharing;

use std::rc::Rc;

use super::super::field::{form, sending};
use super::super::{button, crumb, failed, heading, hidden, loading, meta, notice, title};
use super::act::begun as begun_mark;
use super::ask::Ask;
use super::trace::part;
use super::words::{JOURNAL_QUESTIONS, word};
use crate::dom::{El, el};
use crate::form::{Form, Which, field_id};
use crate::messages::Key;
use crate::rich::rich;
use crate::route::Route;
use crate::session::{Caller, Failure, Note, NoteId, question_of, word_of};
use crate::widget::{AboutNote, Widget};

/// The name of the act of writing, by which its form is found.
const WRITE: &str = "note";
/// The field for what a note says.
const TEXT: &str = "note";
/// What stands in the form of when the note was last changed before.
const BEFORE: &str = "before";
/// What a note that answers no question is begun with.
const FREE: &str = "free";
/// The name of the file that a journal is taken along in.
const FILE: &str = "journal.md";

/// The reader's journal.
pub(super) fn screen(widget: &Rc<Widget>) -> El {
    let rest = match widget.session.caller() {
        Caller::Unknown => loading(widget),
        Caller::Nobody => failed(widget, &Failure::SignIn),
        Caller::Failed(failure) => failed(widget, &failure),
        Caller::Person { .. } => written(widget),
    };
    el("div")
        .key("screen")
        .child(crumb(widget, Route::Mine, widget.say(Key::TabMine)))
        .child(title(widget, widget.say(Key::Journal)))
        .maybe(notice(widget))
        .child(rest)
}

fn written(widget: &Rc<Widget>) -> El {
    let (notes, is_all_kept) = {
        let journal = widget.session.journal.borrow();
        (journal.notes().to_vec(), journal.is_all_kept())
    };
    let place = widget.look(|ui| ui.attributes.persist());
    let kept = match place.as_deref().filter(|_| widget.session.keeps()) {
        Some("device") => Key::KeptOnDevice,
        Some(_) => Key::KeptInTab,
        None => Key::KeptInPage,
    };
    el("div")
        .key("journal")
        .class("journal")
        .child(el("p").class("lead").text(widget.say(Key::JournalLead)))
        .child(el("p").key("kept").text(widget.say(kept)))
        .maybe((!is_all_kept).then(|| {
            el("p")
                .key("not-kept")
                .class("error")
                .attr("role", "alert")
                .text(widget.say(Key::NoteNotKept))
        }))
        .child(begin(widget))
        .child(
            part(widget, "notes", Key::MyNotes).child(if notes.is_empty() {
                meta(widget.say(Key::NoNotes))
            } else {
                el("ol")
                    .class("rows")
                    .children(notes.iter().map(|note| row(widget, note)))
            }),
        )
        .child(files(widget, notes.is_empty()))
        .maybe(question(widget))
}

/// The three questions and a free page, each of which begins a note.
fn begin(widget: &Rc<Widget>) -> El {
    let questions = JOURNAL_QUESTIONS.iter().map(|(question, key)| {
        let begun = word_of(*question).to_owned();
        (begun, *key)
    });
    let all: Vec<(String, Key)> = questions
        .chain([(FREE.to_owned(), Key::SomethingElse)])
        .collect();
    let open = all.iter().find_map(|(begun, key)| {
        let which = Which::Act(WRITE, begun.clone());
        let form = widget.look(|ui| ui.form(&which).cloned())?;
        Some(writing(
            widget,
            &form,
            widget.say(*key).to_owned(),
            opener_id(begun),
        ))
    });
    part(widget, "begin", Key::WriteANote)
        .child(
            el("ul")
                .key("questions")
                .class("questions")
                .children(all.iter().map(|(begun, key)| {
                    el("li").child(opener(widget, begun, *key, String::new(), "secondary"))
                })),
        )
        .maybe(open)
}

fn opener_id(begun: &str) -> String {
    ["write-", begun].concat()
}

/// The button that begins a note, or goes on with it.
fn opener(widget: &Rc<Widget>, begun: &str, label: Key, text: String, class: &'static str) -> El {
    let which = Which::Act(WRITE, begun.to_owned());
    let is_open = widget.look(|ui| ui.form(&which).is_some());
    let begun_before = begun_mark(widget, &which);
    let id = opener_id(begun);
    let (back_to, begun) = (id.clone(), begun.to_owned());
    button(widget, class, widget.say(label), move |widget| {
        if widget.look(|ui| ui.form(&which).is_some()) {
            return widget.close_form(&which, &back_to);
        }
        let has_draft = widget.look(|ui| ui.has_draft(&which));
        widget.open_form(which.clone(), Some(&field_id(TEXT)));
        if !has_draft {
            let known = widget.session.journal.borrow();
            let note = known.notes().iter().find(|note| note.id.as_str() == begun);
            let before = note.map(|note| note.last_at().to_string());
            drop(known);
            widget.preset(&which, TEXT, text.clone());
            widget.preset(&which, BEFORE, before.unwrap_or_default());
        }
    })
    .id(id)
    .attr("aria-expanded", if is_open { "true" } else { "false" })
    .maybe(begun_before)
}

/// The form in which a note is written or changed.
fn writing(widget: &Rc<Widget>, open: &Form, name: String, opener: String) -> El {
    form(widget, open, name.clone(), |widget, form| {
        let text = form.typed(TEXT).trim().to_owned();
        if text.is_empty() {
            let reason = widget.say(Key::FillIn).to_owned();
            return widget.fail_at(&form.which, TEXT, reason);
        }
        let Which::Act(_, begun) = &form.which else {
            return;
        };
        let now = widget.session.now();
        let known = {
            let journal = widget.session.journal.borrow();
            journal
                .notes()
                .iter()
                .find(|note| note.id.as_str() == begun)
                .cloned()
        };
        let note = match known {
            Some(note) => Note {
                changed_at: Some(now),
                text,
                ..note
            },
            None => Note {
                id: NoteId::new(),
                at: now,
                changed_at: None,
                question: question_of(begun),
                text,
            },
        };
        widget.drop_form(&form.which);
        let became = [Key::NoteKept, Key::NoteKeptBeside];
        widget.keep_note(note, form.typed(BEFORE).to_owned(), became);
    })
    .child(heading(widget, 2, name))
    .child(
        Ask::text(TEXT, Key::YourNote)
            .needed()
            .hint(Key::YourNoteHint)
            .shown(widget, open),
    )
    .child(sending(
        widget,
        &open.which,
        widget.say(Key::KeepNote),
        opener,
    ))
}

fn row(widget: &Rc<Widget>, note: &Note) -> El {
    let name = widget.note_name(note);
    let id = note.id.as_str().to_owned();
    let which = Which::Act(WRITE, id.clone());
    let of_note = || hidden([" ", &widget.fill(Key::NoteOf, &[("when", &name)])].concat());
    let open = widget.look(|ui| ui.form(&which).cloned());
    let deleted = note.id.clone();
    let delete = button(
        widget,
        "quiet",
        widget.say(Key::DeleteNote),
        move |widget| {
            let asked = AboutNote::Deleting(deleted.clone());
            widget.update(|ui| {
                ui.notice = None;
                ui.about_note = Some(asked);
            });
        },
    )
    .id(["delete-", &id].concat())
    .child(of_note());
    let key = note
        .question
        .and_then(|question| word(&JOURNAL_QUESTIONS, &question));
    el("li").key(id.clone()).class("row note-of-mine").child(
        el("div")
            .class("about")
            .child(heading(widget, 2, name.clone()))
            .maybe(key.map(|key| meta(widget.say(key))))
            .child(rich(&note.text))
            .child(
                el("div")
                    .key("acts")
                    .class("actions")
                    .child(
                        opener(widget, &id, Key::EditNote, note.text.clone(), "quiet")
                            .child(of_note()),
                    )
                    .child(sharing::opener(widget, note).child(of_note()))
                    .child(delete),
            )
            .maybe(open.map(|form| {
                let label = widget.say(Key::EditNote).to_owned();
                writing(widget, &form, label, opener_id(&id))
            }))
            .maybe(sharing::form_of(widget, note)),
    )
}

/// Taking the notes along, and reading them back.
fn files(widget: &Rc<Widget>, is_empty: bool) -> El {
    let reading = Rc::clone(widget);
    part(widget, "files", Key::NotesAsFile)
        .maybe((!is_empty).then(|| {
            el("p").key("save").class("actions").child(button(
                widget,
                "secondary",
                widget.say(Key::SaveNotes),
                |widget| {
                    let file = widget
                        .session
                        .journal
                        .borrow()
                        .as_file(widget.say(Key::Journal), |note| called(widget, note));
                    widget.save_text(FILE, "text/markdown", &file);
                },
            ))
        }))
        .child(
            el("div")
                .key("read")
                .class("field")
                .child(
                    el("label")
                        .attr("for", "read-notes")
                        .text(widget.say(Key::ReadNotes)),
                )
                .child(
                    el("p")
                        .class("hint")
                        .id("read-notes-hint")
                        .text(widget.say(Key::ReadNotesHint)),
                )
                .child(
                    el("input")
                        .attr("type", "file")
                        .attr("accept", ".md,.txt,text/markdown,text/plain")
                        .attr("aria-describedby", "read-notes-hint")
                        .id("read-notes")
                        .part("input")
                        .on("change", move |event| {
                            reading
                                .read_journal(&event, |widget, n| widget.count(Key::NotesRead, n));
                        }),
                ),
        )
}

/// What a note is called in a file.
fn called(widget: &Widget, note: &Note) -> String {
    let day = widget.note_name(note);
    match note
        .question
        .and_then(|question| word(&JOURNAL_QUESTIONS, &question))
    {
        Some(key) => [&day, ": ", widget.say(key)].concat(),
        None => day,
    }
}

/// What the reader is asked before a note is deleted or a part of it is sent.
fn question(widget: &Rc<Widget>) -> Option<El> {
    let asked = widget.look(|ui| ui.about_note.clone())?;
    Some(match asked {
        AboutNote::Sharing(excerpt) => sharing::preview(widget, excerpt),
        AboutNote::Deleting(id) => {
            let back_to = ["delete-", id.as_str()].concat();
            let stay = back_to.clone();
            dialog(widget, back_to)
                .child(
                    heading(widget, 1, widget.say(Key::DeleteNoteQuestion)).id("about-note-title"),
                )
                .child(el("p").text(widget.say(Key::DeleteNoteForGood)))
                .child(
                    el("p")
                        .class("actions")
                        .child(button(
                            widget,
                            "primary",
                            widget.say(Key::KeepTheNote),
                            move |widget| let_be(widget, &stay),
                        ))
                        .child(button(
                            widget,
                            "secondary",
                            widget.say(Key::DeleteNoteNow),
                            move |widget| {
                                widget.update(|ui| ui.about_note = None);
                                widget.session.drop_note(&id);
                                widget.tell_of_notes(widget.say(Key::NoteDeleted).to_owned());
                            },
                        )),
                )
        }
    })
}

/// A dialog over the journal; closing it leads back to what opened it.
fn dialog(widget: &Rc<Widget>, back_to: String) -> El {
    let closing = Rc::clone(widget);
    el("dialog")
        .key("about-note")
        .id("about-note")
        .class("dialog")
        .part("dialog")
        .attr("aria-labelledby", "about-note-title")
        // The browser closes it on Escape.
        .on("close", move |_| {
            if closing.look(|ui| ui.about_note.is_some()) {
                let_be(&closing, &back_to);
            }
        })
}

fn let_be(widget: &Rc<Widget>, back_to: &str) {
    widget.update(|ui| ui.about_note = None);
    widget.focus(back_to);
}
