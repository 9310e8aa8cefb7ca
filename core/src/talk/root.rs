//! What a thread begins with: a problem, an announcement, a resource, a concern, a story, a part of a journal.

use serde::Serialize;

use super::Thread;
use crate::IS_WHOLE;
use crate::activity::{Activity, Kind};
use crate::command::Command;
use crate::community::Community;
use crate::decision::{Draft, link, terms, vantage};
use crate::id::ContributionId;
use crate::refusal::Refusal;
use crate::text::Field;
use crate::wire::reads_words;

/// What a thread began with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Root {
    /// A problem.
    Problem,
    /// Something told to the community.
    Announcement,
    /// A document, a tool, a link.
    Resource,
    /// A doubt.
    Concern,
    /// What happened to somebody.
    Story,
    /// A part of somebody's private journal.
    Journal,
}

reads_words!(Root { "problem" => Problem, "announcement" => Announcement, "resource" => Resource, "concern" => Concern, "story" => Story, "journal" => Journal });

pub(super) fn decide(
    community: &Community,
    command: &Command,
    draft: &mut Draft<'_>,
) -> Result<(), Refusal> {
    let contribution = draft.ids.contribution();
    let what = match command {
        Command::RaiseProblem {
            title,
            text,
            terms: words,
            vantage: typed_vantage,
        } => Kind::ProblemRaised {
            problem: contribution,
            title: draft.text(Field::Title, title)?,
            text: draft.optional_text(Field::Text, text.as_deref())?,
            terms: terms(words)?,
            vantage: vantage(typed_vantage.as_deref())?,
        },
        _ if !IS_WHOLE => return Ok(()),
        Command::Announce {
            title,
            text,
            terms: words,
            original,
        } => Kind::Announced {
            contribution,
            title: draft.text(Field::Title, title)?,
            text: draft.optional_text(Field::Text, text.as_deref())?,
            terms: terms(words)?,
            original: link(draft, original.as_deref())?,
        },
        Command::ShareResource {
            title,
            text,
            link: typed_link,
            terms: words,
            artefact,
        } => {
            if let Some(artefact) = artefact {
                community.must_have_artefact(artefact)?;
            }
            Kind::ResourceShared {
                contribution,
                title: draft.text(Field::Title, title)?,
                text: draft.optional_text(Field::Text, text.as_deref())?,
                link: link(draft, typed_link.as_deref())?,
                terms: terms(words)?,
                artefact: artefact.clone(),
            }
        }
        Command::RaiseConcern { title, text, about } => {
            if let Some(about) = about {
                community.said_or_met(about)?;
            }
            Kind::ConcernRaised {
                contribution,
                about: about.clone(),
                title: draft.text(Field::Title, title)?,
                text: draft.optional_text(Field::Text, text.as_deref())?,
            }
        }
        Command::TellStory { title, text } => Kind::StoryTold {
            contribution,
            title: draft.text(Field::Title, title)?,
            text: Some(draft.text(Field::Text, text)?),
        },
        Command::ShareJournal {
            question,
            title,
            text,
        } => Kind::JournalShared {
            contribution,
            question: *question,
            title: draft.text(Field::Title, title)?,
            text: draft.text(Field::Text, text)?,
        },
        _ => unreachable!("only what begins a thread is handed over"),
    };
    draft.record(what);
    Ok(())
}

/// The thread that an activity begins, where it does.
pub(super) fn begun(activity: &Activity) -> Option<(&ContributionId, Thread)> {
    let begin = |root, title, text| Thread::new(activity, root, title, text);
    match &activity.what {
        Kind::ProblemRaised {
            problem,
            title,
            text,
            terms,
            vantage,
        } => {
            let thread = Thread {
                terms: terms.clone(),
                vantage: vantage.clone(),
                ..begin(Root::Problem, *title, *text)
            };
            Some((problem, thread))
        }
        _ if !IS_WHOLE => None,
        Kind::Announced {
            contribution,
            title,
            text,
            terms,
            original,
        } => {
            let thread = Thread {
                terms: terms.clone(),
                link: *original,
                ..begin(Root::Announcement, *title, *text)
            };
            Some((contribution, thread))
        }
        Kind::ResourceShared {
            contribution,
            title,
            text,
            link,
            terms,
            artefact,
        } => {
            let thread = Thread {
                terms: terms.clone(),
                link: *link,
                about: artefact.clone().map(Into::into),
                ..begin(Root::Resource, *title, *text)
            };
            Some((contribution, thread))
        }
        Kind::ConcernRaised {
            contribution,
            about,
            title,
            text,
        } => {
            let thread = Thread {
                about: about.clone(),
                ..begin(Root::Concern, *title, *text)
            };
            Some((contribution, thread))
        }
        Kind::StoryTold {
            contribution,
            title,
            text,
        } => Some((contribution, begin(Root::Story, *title, *text))),
        Kind::JournalShared {
            contribution,
            question,
            title,
            text,
        } => {
            let thread = Thread {
                question: Some(*question),
                ..begin(Root::Journal, *title, Some(*text))
            };
            Some((contribution, thread))
        }
        _ => None,
    }
}
