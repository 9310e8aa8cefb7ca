//! Sharing a part of a note as a story: written, looked at as it would be sent, and only then sent.

use std::rc::Rc;

use cop_core::activity::Visibility;
use cop_core::id::CommunityId;
use cop_core::membership::Standing;

use super::super::super::field::{form, sending};
use super::super::super::{button, heading, meta};
use super::super::ask::{Ask, Named};
use super::super::words::{JOURNAL_QUESTIONS, chosen, options, value_of, word};
use super::{dialog, let_be};
use crate::dom::{El, el};
use crate::form::{Which, field_id};
use crate::messages::Key;
use crate::rich::rich;
use crate::session::{Known, MyCommunity, Note, SliceId};
use crate::widget::{AboutNote, Excerpt, Widget};

const SHARE: &str = "share-note";

fn which(note: &Note) -> Which {
    Which::Act(SHARE, note.id.as_str().to_owned())
}

fn opener_id(note: &str) -> String {
    ["share-", note].concat()
}

/// The communities that the reader is a member of.
fn communities(widget: &Widget) -> Vec<MyCommunity> {
    widget.look(|ui| match &ui.mine {
        Known::Here(mine) => {
            let all = mine.communities.iter();
            all.filter(|mine| mine.entry.standing == Some(Standing::Member))
                .cloned()
                .collect()
        }
        Known::Loading | Known::Failed(_) => Vec::new(),
    })
}

/// The button that begins to share.
pub(super) fn opener(widget: &Rc<Widget>, note: &Note) -> El {
    let which = which(note);
    let is_open = widget.look(|ui| ui.form(&which).is_some());
    let (note, id) = (note.clone(), opener_id(note.id.as_str()));
    let back_to = id.clone();
    button(
        widget,
        "quiet",
        widget.say(Key::ShareAPart),
        move |widget| {
            if widget.look(|ui| ui.form(&which).is_some()) {
                return widget.close_form(&which, &back_to);
            }
            let has_draft = widget.look(|ui| ui.has_draft(&which));
            widget.open_form(which.clone(), Some(&field_id("to")));
            if !has_draft {
                let question = note
                    .question
                    .map(|question| value_of(&JOURNAL_QUESTIONS, &question));
                widget.preset(&which, "to", String::new());
                widget.preset(&which, "question", question.unwrap_or_default());
                widget.preset(&which, "title", String::new());
                widget.preset(&which, "text", note.text.clone());
            }
        },
    )
    .id(id)
    .attr("aria-expanded", if is_open { "true" } else { "false" })
}

/// The form in which the part is chosen, if it is open.
pub(super) fn form_of(widget: &Rc<Widget>, note: &Note) -> Option<El> {
    let open = widget.look(|ui| ui.form(&which(note)).cloned())?;
    let label = widget.say(Key::ShareAPart).to_owned();
    let names: Vec<Named> = communities(widget)
        .into_iter()
        .map(|mine| (mine.entry.id.to_string(), mine.entry.name))
        .collect();
    let asks = [
        Ask::open_choice(widget, "to", Key::WithWhichCommunity, names.clone()),
        Ask::open_choice(
            widget,
            "question",
            Key::JournalQuestion,
            options(widget, &JOURNAL_QUESTIONS),
        ),
        Ask::line("title", Key::StoryTitle).needed(),
        Ask::text("text", Key::JournalText)
            .needed()
            .hint(Key::JournalTextHint),
    ];
    let required = asks.clone();
    let form = form(widget, &open, label.clone(), move |widget, form| {
        let is_missing = |ask: &&Ask| ask.is_needed && form.typed(ask.name).trim().is_empty();
        if let Some(ask) = required.iter().find(is_missing) {
            let reason = widget.say(Key::FillIn).to_owned();
            return widget.fail_at(&form.which, ask.name, reason);
        }
        let Ok(community) = CommunityId::parse(form.typed("to")) else {
            return;
        };
        // What is decided in the page is decided on this.
        widget.session.want(&SliceId::of(&community));
        let excerpt = Excerpt {
            form: form.which.clone(),
            community,
            question: chosen(&JOURNAL_QUESTIONS, form.typed("question")),
            title: form.typed("title").trim().to_owned(),
            text: form.typed("text").trim().to_owned(),
        };
        widget.update(|ui| {
            ui.notice = None;
            ui.about_note = Some(AboutNote::Sharing(excerpt));
        });
    })
    .child(heading(widget, 2, label))
    .child(el("p").text(widget.say(Key::ShareJournalLead)));
    let opener = opener_id(note.id.as_str());
    Some(if names.is_empty() {
        let which = open.which.clone();
        form.child(meta(widget.say(Key::NowhereToShare)))
            .child(el("p").class("actions").child(button(
                widget,
                "quiet",
                widget.say(Key::NotNow),
                move |widget| widget.close_form(&which, &opener),
            )))
    } else {
        form.children(asks.iter().map(|ask| ask.shown(widget, &open)))
            .child(sending(
                widget,
                &open.which,
                widget.say(Key::SeeWhatIsSent),
                opener,
            ))
    })
}

/// Exactly what would be sent, and who could read it.
pub(super) fn preview(widget: &Rc<Widget>, excerpt: Excerpt) -> El {
    let mine = communities(widget);
    let community = mine.iter().find(|mine| mine.entry.id == excerpt.community);
    let (name, visibility, n_members) = match community {
        Some(mine) => (
            mine.entry.name.clone(),
            mine.entry.visibility,
            mine.entry.n_members,
        ),
        None => (excerpt.community.to_string(), Visibility::Organisation, 0),
    };
    let readers = match visibility {
        Visibility::Members => widget.count(Key::ReadByMembers, n_members),
        Visibility::Organisation => widget.say(Key::ReadBySignedIn).to_owned(),
        Visibility::Public => widget.say(Key::ReadByEverybody).to_owned(),
    };
    let question = word(&JOURNAL_QUESTIONS, &excerpt.question).map_or("", |key| widget.say(key));
    let back_to = match &excerpt.form {
        Which::Act(_, note) => opener_id(note),
        _ => "title".to_owned(),
    };
    let stay = back_to.clone();
    dialog(widget, back_to)
        .child(
            heading(
                widget,
                1,
                widget.fill(Key::ShareWithWhom, &[("name", &name)]),
            )
            .id("about-note-title"),
        )
        .child(el("p").text(widget.say(Key::ThisIsSent)))
        .child(
            el("blockquote")
                .class("sent")
                .child(meta(question))
                .child(
                    el("p")
                        .attr("dir", "auto")
                        .child(el("b").text(excerpt.title.clone())),
                )
                .child(rich(&excerpt.text)),
        )
        .child(el("p").text(readers))
        .child(
            el("p")
                .class("actions")
                .child(button(
                    widget,
                    "primary",
                    widget.say(Key::NotNow),
                    move |widget| {
                        let_be(widget, &stay);
                    },
                ))
                .child(button(
                    widget,
                    "secondary",
                    widget.say(Key::ShareIt),
                    move |widget| {
                        widget.share_excerpt(excerpt.clone(), widget.say(Key::JournalShared));
                    },
                )),
        )
}
