//! What of each kind of activity can be put right, and where in it that stands.

use crate::activity::{Kind, Part};
use crate::command::Patch;
use crate::decision::{self, Draft, terms, vantage};
use crate::id::Term;
use crate::refusal::Refusal;
use crate::text::{Field, TextRef};

/// Puts what was different into what happened.
pub(super) fn patch_kind(
    draft: &mut Draft<'_>,
    what: &mut Kind,
    patch: &Patch,
) -> Result<(), Refusal> {
    let Places {
        title,
        text,
        link,
        words,
        seen_from,
        part,
    } = places(what);
    if let Some(typed) = &patch.title {
        let (field, place) = title.ok_or(Refusal::NothingToCorrect)?;
        *place = draft.text(field, typed)?;
    }
    if let Some(typed) = &patch.text {
        match text.ok_or(Refusal::NothingToCorrect)? {
            Place::Needed(field, place) => *place = draft.text(field, typed)?,
            Place::Free(field, place) => *place = draft.optional_text(field, Some(typed))?,
        }
    }
    if let Some(typed) = &patch.link {
        let place = link.ok_or(Refusal::NothingToCorrect)?;
        *place = decision::link(draft, Some(typed))?;
    }
    if let Some(typed) = &patch.terms {
        *words.ok_or(Refusal::NothingToCorrect)? = terms(typed)?;
    }
    if let Some(typed) = &patch.vantage {
        *seen_from.ok_or(Refusal::NothingToCorrect)? = vantage(Some(typed))?;
    }
    if let Some(typed) = patch.part {
        *part.ok_or(Refusal::NothingToCorrect)? = typed;
    }
    Ok(())
}

/// What of an activity can be put right, and where it stands.
#[derive(Default)]
struct Places<'a> {
    title: Option<(Field, &'a mut TextRef)>,
    text: Option<Place<'a>>,
    link: Option<&'a mut Option<TextRef>>,
    words: Option<&'a mut Vec<Term>>,
    seen_from: Option<&'a mut Option<Term>>,
    part: Option<&'a mut Part>,
}

/// A text that has to be there, or one that may be.
enum Place<'a> {
    Needed(Field, &'a mut TextRef),
    Free(Field, &'a mut Option<TextRef>),
}

fn places(what: &mut Kind) -> Places<'_> {
    let nothing = Places::default();
    match what {
        Kind::ProblemRaised {
            title,
            text,
            terms,
            vantage,
            ..
        } => Places {
            title: Some((Field::Title, title)),
            text: Some(Place::Free(Field::Text, text)),
            words: Some(terms),
            seen_from: Some(vantage),
            ..nothing
        },
        Kind::Announced {
            title,
            text,
            terms,
            original: link,
            ..
        }
        | Kind::ResourceShared {
            title,
            text,
            terms,
            link,
            ..
        } => Places {
            title: Some((Field::Title, title)),
            text: Some(Place::Free(Field::Text, text)),
            link: Some(link),
            words: Some(terms),
            ..nothing
        },
        Kind::ArtefactDrafted(draft) => Places {
            title: Some((Field::Title, &mut draft.title)),
            text: Some(Place::Free(Field::Text, &mut draft.text)),
            link: Some(&mut draft.link),
            words: Some(&mut draft.terms),
            ..nothing
        },
        Kind::ArtefactRevised {
            title, text, link, ..
        } => Places {
            title: Some((Field::Title, title)),
            text: Some(Place::Free(Field::Text, text)),
            link: Some(link),
            ..nothing
        },
        Kind::ConcernRaised { title, text, .. } | Kind::StoryTold { title, text, .. } => Places {
            title: Some((Field::Title, title)),
            text: Some(Place::Free(Field::Text, text)),
            ..nothing
        },
        Kind::JournalShared { title, text, .. } => Places {
            title: Some((Field::Title, title)),
            text: Some(Place::Needed(Field::Text, text)),
            ..nothing
        },
        Kind::Replied(turn) => Places {
            text: Some(Place::Free(Field::Text, &mut turn.text)),
            seen_from: Some(&mut turn.vantage),
            ..nothing
        },
        Kind::EventPlanned { title, place, .. } => Places {
            title: Some((Field::Title, title)),
            text: Some(Place::Free(Field::Place, place)),
            ..nothing
        },
        Kind::Attended { part, .. } => Places {
            part: Some(part),
            ..nothing
        },
        Kind::ProjectLinked { title, .. } => Places {
            title: Some((Field::Title, title)),
            ..nothing
        },
        Kind::ConstituencySought { name, .. } => Places {
            title: Some((Field::Name, name)),
            ..nothing
        },
        Kind::CommunityFounded { purpose, .. } | Kind::PurposeRevised { purpose, .. } => Places {
            title: Some((Field::Name, &mut purpose.name)),
            text: Some(Place::Free(Field::Domain, &mut purpose.domain)),
            words: Some(&mut purpose.terms),
            ..nothing
        },
        Kind::AskedToJoin { reason: text } => needed(Field::Reason, text),
        Kind::RequestDeclined { message: text, .. } => needed(Field::Message, text),
        Kind::ProblemReframed {
            statement: text, ..
        }
        | Kind::Summarised { text, .. }
        | Kind::SelfIntroduced { text } => needed(Field::Text, text),
        Kind::Joined { note: text, .. } => free(Field::Note, text),
        Kind::RequestApproved { message: text, .. } | Kind::Welcomed { message: text, .. } => {
            free(Field::Message, text)
        }
        Kind::StageDeclared { reason: text, .. }
        | Kind::Introduced { reason: text, .. }
        | Kind::EventCancelled { reason: text, .. }
        | Kind::Connected { reason: text, .. } => free(Field::Reason, text),
        Kind::EventChanged { place: text, .. } => free(Field::Place, text),
        Kind::EventHeld { notes: text, .. } | Kind::ConcernAnswered { text, .. } => {
            free(Field::Text, text)
        }
        Kind::ArtefactReviewed { note: text, .. } | Kind::ArtefactUsed { note: text, .. } => {
            free(Field::Note, text)
        }
        Kind::ValueReported(report) => free(Field::Text, &mut report.text),
        _ => nothing,
    }
}

fn needed(field: Field, text: &mut TextRef) -> Places<'_> {
    Places {
        text: Some(Place::Needed(field, text)),
        ..Places::default()
    }
}

fn free(field: Field, text: &mut Option<TextRef>) -> Places<'_> {
    Places {
        text: Some(Place::Free(field, text)),
        ..Places::default()
    }
}
