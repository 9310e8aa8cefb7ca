//! What a command leads to: activities for the log, texts for the text store, labels for the directory.

use crate::activity::{Activity, Audience, Basis, Kind, VERSION};
use crate::command::Intent;
use crate::id::{CommunityId, GroupId, IdFault, Ids, PersonId, Term, TextId, spaced};
use crate::refusal::Refusal;
use crate::text::{Field, TextRef};

/// What a command leads to. With no activities there was nothing to do, for instance on joining twice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decision {
    /// For the log, in order.
    pub activities: Vec<Activity>,
    /// For the text store: what the activities refer to.
    pub texts: Vec<(TextId, String)>,
    /// For the directory: the names of the groups that were stated.
    pub labels: Vec<(GroupId, String)>,
}

/// Most addressees of a turn, and most terms of a contribution.
const MAX_WORDS: usize = 20;

/// A decision while it is being made.
pub(crate) struct Draft<'a> {
    intent: &'a Intent,
    pub(crate) ids: Ids,
    decision: Decision,
}

impl<'a> Draft<'a> {
    pub(crate) fn new(intent: &'a Intent) -> Self {
        Self {
            intent,
            ids: Ids::of(intent.id),
            decision: Decision::default(),
        }
    }

    pub(crate) fn record(&mut self, what: Kind) {
        self.record_as(None, Audience::Community, what);
    }

    pub(crate) fn record_for_stewards(&mut self, what: Kind) {
        self.record_as(None, Audience::Stewards, what);
    }

    /// Records what only those may see who saw what it is about.
    pub(crate) fn record_for_audience(&mut self, audience: Audience, what: Kind) {
        self.record_as(None, audience, what);
    }

    /// Records what somebody else does by this command, for instance joining by being let in.
    pub(crate) fn record_for(&mut self, actor: &PersonId, what: Kind) {
        self.record_as(Some(actor), Audience::Community, what);
    }

    /// Records what nobody may be known to have done, in a month and no nearer.
    #[cfg(feature = "whole")]
    pub(crate) fn record_for_nobody(&mut self, what: Kind) {
        self.record(what);
        if let Some(activity) = self.decision.activities.last_mut() {
            activity.actor = None;
            activity.at = activity.at.month_utc();
            activity.recorded = activity.at;
            activity.speaking_as = None;
        }
    }

    /// Records what happens in another community by this command, for instance that it is asked for something.
    pub(crate) fn record_in(&mut self, community: &CommunityId, audience: Audience, what: Kind) {
        self.record_as(None, audience, what);
        if let Some(activity) = self.decision.activities.last_mut() {
            activity.community = Some(community.clone());
        }
    }

    /// Says of what was recorded last that it is known by somebody's word: it happened elsewhere.
    pub(crate) fn by_word(&mut self) {
        if let Some(activity) = self.decision.activities.last_mut() {
            activity.basis = Basis::Said;
        }
    }

    fn record_as(&mut self, other: Option<&PersonId>, audience: Audience, what: Kind) {
        let by = &self.intent.by;
        self.decision.activities.push(Activity {
            id: self.ids.activity(),
            version: VERSION,
            actor: if self.intent.context.is_operator {
                None
            } else {
                Some(other.unwrap_or(by).clone())
            },
            recorder: other.map(|_| by.clone()),
            community: self.intent.community.clone(),
            at: self.intent.at,
            recorded: self.intent.at,
            basis: Basis::Seen,
            audience,
            speaking_as: self.intent.context.speaking_as,
            what,
        });
    }

    pub(crate) fn text(&mut self, field: Field, typed: &str) -> Result<TextRef, Refusal> {
        let text = field.parse(typed)?;
        let text_ref = TextRef {
            id: self.ids.text(),
            n_chars: u32::try_from(crate::text::n_chars(&text)).expect("no field allows so many"),
        };
        self.decision.texts.push((text_ref.id, text));
        Ok(text_ref)
    }

    /// The text where something was typed: an empty box is no text.
    pub(crate) fn optional_text(
        &mut self,
        field: Field,
        typed: Option<&str>,
    ) -> Result<Option<TextRef>, Refusal> {
        match typed {
            Some(typed) if !typed.trim().is_empty() => self.text(field, typed).map(Some),
            Some(_) | None => Ok(None),
        }
    }

    pub(crate) fn label(&mut self, group: &GroupId, label: &str) {
        self.decision.labels.push((group.clone(), spaced(label)));
    }

    pub(crate) fn done(self) -> Result<Decision, Refusal> {
        Ok(self.decision)
    }
}

/// The terms as typed, each once, in the order given.
pub(crate) fn terms(typed: &[String]) -> Result<Vec<Term>, Refusal> {
    let mut terms = Vec::with_capacity(typed.len());
    for word in typed {
        if word.trim().is_empty() {
            continue;
        }
        let term = word_from_typed(word)?;
        if !terms.contains(&term) {
            terms.push(term);
        }
    }
    at_most_twenty(terms.len())?;
    Ok(terms)
}

/// Words stay in the log, where nobody can take them back: they are short, so that they name and do not tell.
const MAX_WORD_CHARS: usize = 60;

fn word_from_typed(typed: &str) -> Result<Term, IdFault> {
    let term = Term::from_typed(typed)?;
    if crate::text::n_chars(term.as_str()) > MAX_WORD_CHARS {
        return Err(IdFault::TooLong);
    }
    Ok(term)
}

pub(crate) fn vantage(typed: Option<&str>) -> Result<Option<Term>, IdFault> {
    match typed {
        Some(typed) if !typed.trim().is_empty() => word_from_typed(typed).map(Some),
        Some(_) | None => Ok(None),
    }
}

/// An address of the web, where one was typed.
pub(crate) fn link(draft: &mut Draft<'_>, typed: Option<&str>) -> Result<Option<TextRef>, Refusal> {
    match typed.map(str::trim) {
        None | Some("") => Ok(None),
        Some(link) if link.starts_with("https://") || link.starts_with("http://") => {
            draft.text(Field::Link, link).map(Some)
        }
        Some(_) => Err(Refusal::LinkScheme),
    }
}

pub(crate) fn at_most_twenty(n: usize) -> Result<(), Refusal> {
    if n > MAX_WORDS {
        return Err(Refusal::TooMany);
    }
    Ok(())
}
