//! What a member gives to the community beside problems and turns.

use cop_core::activity::{ArtefactForm, Reference};
use cop_core::command::{Command, NewArtefact};
use cop_core::id::ContributionId;

use super::act::{Act, words};
use super::ask::{Ask, Named};
use super::words::{
    ARTEFACT_FORMS, JOURNAL_QUESTIONS, chosen, members, options, people_in, value_of, written,
};
use crate::messages::Key;
use crate::session::SliceId;
use crate::widget::Widget;

/// Says that one has read something, for those who allow that it is logged.
pub(super) fn read(slice: &SliceId, of: &Reference, title: &str) -> Act {
    Act::new(slice, "read", written(of), Key::HaveRead)
        .of(title)
        .said(Key::ReadNoted)
        .does(Command::MarkRead { of: of.clone() })
}

/// Says what something rests on.
pub(super) fn cite(slice: &SliceId, by: &Reference, whose: &str) -> Act {
    let to = by.clone();
    Act::new(slice, "cite", written(by), Key::CiteEvidence)
        .of(whose)
        .ask(
            Ask::line("source", Key::Source)
                .needed()
                .hint(Key::SourceHint),
        )
        .send(Key::AddIt)
        .said(Key::Cited)
        .makes(move |form| {
            Ok(Command::CiteEvidence {
                by: to.clone(),
                source: form.typed("source").to_owned(),
            })
        })
}

/// Writes something for others to use.
pub(super) fn draft(
    widget: &Widget,
    slice: &SliceId,
    thread: Option<ContributionId>,
    whose: &str,
) -> Act {
    let about = thread
        .as_ref()
        .map_or("", ContributionId::as_str)
        .to_owned();
    let others = members(widget, slice, false);
    let authors =
        (!others.is_empty()).then(|| Ask::several("authors", Key::WhoWroteToo, others).rare());
    let act = Act::new(slice, "draft", about, Key::DraftArtefact)
        .ask(
            Ask::choice("form", Key::WhatIsIt, options(widget, &ARTEFACT_FORMS))
                .with(value_of(&ARTEFACT_FORMS, &ArtefactForm::Guide)),
        )
        .ask(Ask::line("title", Key::WhatItIsCalled).needed())
        .ask(Ask::text("text", Key::WhatItSays).hint(Key::WhatItSaysHint))
        .ask(Ask::line("link", Key::Link).hint(Key::LinkHint))
        .ask(Ask::line("terms", Key::Terms).hint(Key::TermsHint).rare())
        .ask(
            Ask::text("source", Key::Sources)
                .hint(Key::SourcesHint)
                .rare(),
        )
        .asks(authors)
        .send(Key::ShareIt)
        .said(Key::Drafted)
        .makes(move |form| {
            if form.optional("text").is_none() && form.optional("link").is_none() {
                return Err(("text", Key::TextOrLink));
            }
            Ok(Command::DraftArtefact(NewArtefact {
                form: chosen(&ARTEFACT_FORMS, form.typed("form")),
                title: form.typed("title").to_owned(),
                text: form.optional("text"),
                link: form.optional("link"),
                authors: people_in(form, "authors"),
                thread: thread.clone(),
                cites: form
                    .typed("source")
                    .lines()
                    .map(str::trim)
                    .filter(|source| !source.is_empty())
                    .map(str::to_owned)
                    .collect(),
                terms: words(form, "terms"),
            }))
        });
    if whose.is_empty() { act } else { act.of(whose) }
}

/// Says what a thread or a meeting came to.
pub(super) fn summarise(slice: &SliceId, of: &Reference, whose: &str) -> Act {
    let to = of.clone();
    Act::new(slice, "summarise", written(of), Key::Summarise)
        .of(whose)
        .ask(
            Ask::text("text", Key::SummaryText)
                .needed()
                .hint(Key::SummaryHint),
        )
        .send(Key::AddIt)
        .said(Key::Summarised)
        .makes(move |form| {
            Ok(Command::Summarise {
                of: to.clone(),
                text: form.typed("text").to_owned(),
            })
        })
}

/// Tells the community something.
pub(super) fn announce(slice: &SliceId) -> Act {
    Act::new(slice, "announce", "", Key::Announce)
        .ask(Ask::line("title", Key::AnnounceTitle).needed())
        .ask(Ask::text("text", Key::InMore))
        .ask(Ask::line("link", Key::FirstTold).hint(Key::LinkHint).rare())
        .ask(Ask::line("terms", Key::Terms).hint(Key::TermsHint).rare())
        .send(Key::TellThem)
        .said(Key::Announced)
        .makes(|form| {
            Ok(Command::Announce {
                title: form.typed("title").to_owned(),
                text: form.optional("text"),
                terms: words(form, "terms"),
                original: form.optional("link"),
            })
        })
}

/// Hands on a document, a tool, a link, or an artefact that the community holds.
pub(super) fn share_resource(widget: &Widget, slice: &SliceId, artefacts: Vec<Named>) -> Act {
    let mut held = vec![("none".to_owned(), widget.say(Key::NoArtefact).to_owned())];
    let has_some = !artefacts.is_empty();
    held.extend(artefacts);
    Act::new(slice, "share", "", Key::ShareResource)
        .ask(Ask::line("title", Key::WhatItIsCalled).needed())
        .ask(Ask::line("link", Key::Link).hint(Key::LinkHint))
        .ask(Ask::text("text", Key::WhyItHelps))
        .ask(Ask::line("terms", Key::Terms).hint(Key::TermsHint).rare())
        .asks(has_some.then(|| Ask::choice("artefact", Key::WhichArtefact, held).rare()))
        .send(Key::ShareIt)
        .said(Key::ResourceShared)
        .makes(|form| {
            Ok(Command::ShareResource {
                title: form.typed("title").to_owned(),
                text: form.optional("text"),
                link: form.optional("link"),
                terms: words(form, "terms"),
                artefact: form
                    .optional("artefact")
                    .filter(|id| id != "none")
                    .and_then(|id| ContributionId::parse(&id).ok()),
            })
        })
}

/// Tells what happened to oneself.
pub(super) fn tell_story(slice: &SliceId) -> Act {
    Act::new(slice, "story", "", Key::TellStory)
        .ask(Ask::line("title", Key::StoryTitle).needed())
        .ask(
            Ask::text("text", Key::StoryText)
                .needed()
                .hint(Key::StoryHint),
        )
        .send(Key::TellIt)
        .said(Key::StoryTold)
        .makes(|form| {
            Ok(Command::TellStory {
                title: form.typed("title").to_owned(),
                text: form.typed("text").to_owned(),
            })
        })
}

/// Shares a part of one's private journal.
pub(super) fn share_journal(widget: &Widget, slice: &SliceId) -> Act {
    Act::new(slice, "journal", "", Key::ShareJournal)
        .lead(Key::ShareJournalLead)
        .ask(Ask::choice(
            "question",
            Key::JournalQuestion,
            options(widget, &JOURNAL_QUESTIONS),
        ))
        .ask(Ask::line("title", Key::StoryTitle).needed())
        .ask(Ask::text("text", Key::JournalText).needed())
        .send(Key::ShareIt)
        .said(Key::JournalShared)
        .makes(|form| {
            Ok(Command::ShareJournal {
                question: chosen(&JOURNAL_QUESTIONS, form.typed("question")),
                title: form.typed("title").to_owned(),
                text: form.typed("text").to_owned(),
            })
        })
}
