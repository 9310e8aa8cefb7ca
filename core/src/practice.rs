//! What a community has learned: artefacts with their history, and the evidence that things rest on.

mod artefact;

use serde::Serialize;

use crate::activity::{Activity, ArtefactDraft, ArtefactState, Kind, Reference, Role, Source};
use crate::command::{Command, Intent, NewArtefact};
use crate::community::{Community, Referent, Woven};
use crate::decision::{Decision, Draft, at_most_twenty, link, terms};
use crate::id::{ContributionId, PersonId};
use crate::order::ordered;
use crate::reads;
use crate::refusal::Refusal;
use crate::sorted::{SortedMap, SortedSet};
use crate::talk::received;
use crate::text::{Field, TextRef};
use crate::time::CivilDate;

pub use artefact::{Artefact, Review, Revision, Use};

/// The artefacts of a community.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Practice {
    /// Artefacts, by id.
    artefacts: SortedMap<ContributionId, Artefact>,
}

reads!(Practice { artefacts });

impl Practice {
    /// An artefact by its id.
    #[must_use]
    pub fn artefact(&self, id: &ContributionId) -> Option<&Artefact> {
        self.artefacts.get(id)
    }

    /// All artefacts, by id.
    pub fn artefacts(&self) -> impl Iterator<Item = (&ContributionId, &Artefact)> {
        self.artefacts.iter()
    }

    /// The artefacts at which somebody should look on this day, by id.
    pub fn due(&self, day: CivilDate) -> impl Iterator<Item = (&ContributionId, &Artefact)> {
        self.artefacts()
            .filter(move |(_, artefact)| artefact.is_due(day))
    }

    pub(crate) fn decide(
        &self,
        community: &Community,
        intent: &Intent,
    ) -> Result<Decision, Refusal> {
        community.membership.must_be_member(&intent.by)?;
        let mut draft = Draft::new(intent);
        match &intent.command {
            Command::DraftArtefact(new) => draft_artefact(community, &intent.by, new, &mut draft)?,
            Command::ReviseArtefact {
                artefact,
                title,
                text,
                link: typed_link,
                note,
            } => {
                let held = must_be_in_use(community, artefact)?;
                let last = held.latest().map_or(0, |revision| revision.revision);
                let title = draft.text(Field::Title, title)?;
                let text = draft.optional_text(Field::Text, text.as_deref())?;
                let link = link(&mut draft, typed_link.as_deref())?;
                let note = draft.optional_text(Field::Note, note.as_deref())?;
                draft.record(Kind::ArtefactRevised {
                    artefact: artefact.clone(),
                    revision: last + 1,
                    title,
                    text,
                    link,
                    note,
                });
            }
            Command::ReviewArtefact { .. } => review(community, intent, &mut draft)?,
            Command::UseArtefact { .. } => use_artefact(community, intent, &mut draft)?,
            Command::CiteEvidence { by, source } => {
                let evidence = match community.said_or_met(by)? {
                    Referent::Thread(_, thread) => &thread.evidence,
                    Referent::Turn(_, _, said) => &said.evidence,
                    Referent::Woven(Woven::Artefact(_, artefact)) => &artefact.evidence,
                    _ => return Err(Refusal::NoSuchContribution),
                };
                let source = Source::from_typed(source).ok_or(Refusal::SourceFormat)?;
                if evidence.iter().all(|cited| cited.source != source) {
                    draft.record(Kind::EvidenceCited {
                        by: by.clone(),
                        source,
                    });
                }
            }
            _ => unreachable!("the community hands over what is about practice only"),
        }
        draft.done()
    }

    pub(crate) fn evolve(&mut self, activity: &Activity) {
        let about = match &activity.what {
            Kind::ArtefactDrafted(draft) => {
                self.artefacts
                    .get_or_insert_with(&draft.artefact, || Artefact::new(activity, draft));
                return;
            }
            Kind::ArtefactRevised { artefact, .. }
            | Kind::ArtefactReviewed { artefact, .. }
            | Kind::ArtefactUsed { artefact, .. }
            | Kind::EvidenceCited {
                by: Reference::Contribution(artefact),
                ..
            } => Some(artefact),
            what => received(what).and_then(Reference::contribution),
        };
        if let Some(artefact) = about.and_then(|id| self.artefacts.get_mut(id)) {
            artefact.evolve(activity);
        }
    }

    /// Marks the artefact that an activity brought as taken back.
    pub(crate) fn bury(&mut self, activity: &Activity) {
        self.evolve(activity);
        if let Kind::ArtefactDrafted(draft) = &activity.what
            && let Some(artefact) = self.artefacts.get_mut(&draft.artefact)
        {
            artefact.bury();
        }
    }

    /// The newest artefacts and those that are near.
    pub(crate) fn excerpt(
        &self,
        person: Option<&PersonId>,
        n_newest: usize,
        near: &SortedSet<ContributionId>,
    ) -> Practice {
        let newest = ordered(self.artefacts.iter().collect(), |(a_id, a), (b_id, b)| {
            (b.revised_at(), b_id).cmp(&(a.revised_at(), a_id))
        });
        let artefacts = newest
            .into_iter()
            .enumerate()
            .filter(|(nth, (id, _))| *nth < n_newest || near.contains(*id))
            .map(|(_, (id, artefact))| {
                let reception = artefact.reception.excerpt(person);
                let artefact = Artefact {
                    reception,
                    ..artefact.clone()
                };
                (id.clone(), artefact)
            })
            .collect();
        Practice { artefacts }
    }

    pub(crate) fn people(&self, people: &mut SortedSet<PersonId>) {
        for artefact in self.artefacts.values() {
            artefact.people(people);
        }
    }

    pub(crate) fn texts(&self, texts: &mut Vec<TextRef>) {
        for artefact in self.artefacts.values() {
            artefact.texts(texts);
        }
    }
}

fn must_be_in_use<'a>(
    community: &'a Community,
    artefact: &'a ContributionId,
) -> Result<&'a Artefact, Refusal> {
    let artefact = must_be_artefact(community, artefact)?;
    match artefact.state() {
        ArtefactState::Current | ArtefactState::NeedsWork => Ok(artefact),
        ArtefactState::Retired => Err(Refusal::ArtefactRetired),
    }
}

fn draft_artefact(
    community: &Community,
    by: &PersonId,
    new: &NewArtefact,
    draft: &mut Draft<'_>,
) -> Result<(), Refusal> {
    let artefact = draft.ids.contribution();
    at_most_twenty(new.authors.len())?;
    let mut authors = vec![by.clone()];
    for author in &new.authors {
        if !community.membership.is_member(author) {
            return Err(Refusal::PersonNotAMember);
        }
        if !authors.contains(author) {
            authors.push(author.clone());
        }
    }
    let thread = match &new.thread {
        Some(thread) => Some(community.thread_of(thread)?.0.clone()),
        None => None,
    };
    at_most_twenty(new.cites.len())?;
    let mut cites = Vec::with_capacity(new.cites.len());
    for typed in &new.cites {
        let source = Source::from_typed(typed).ok_or(Refusal::SourceFormat)?;
        if !cites.contains(&source) {
            cites.push(source);
        }
    }
    let drafted = ArtefactDraft {
        artefact,
        form: new.form,
        title: draft.text(Field::Title, &new.title)?,
        text: draft.optional_text(Field::Text, new.text.as_deref())?,
        link: link(draft, new.link.as_deref())?,
        authors,
        thread,
        cites,
        terms: terms(&new.terms)?,
    };
    draft.record(Kind::ArtefactDrafted(drafted));
    Ok(())
}

fn review(community: &Community, intent: &Intent, draft: &mut Draft<'_>) -> Result<(), Refusal> {
    let Command::ReviewArtefact {
        artefact,
        state,
        next_review,
        note,
    } = &intent.command
    else {
        unreachable!("only reviews are handed over");
    };
    let by = &intent.by;
    let membership = &community.membership;
    let held = must_be_artefact(community, artefact)?;
    if !held.is_by(by) && !membership.has_role(by, Role::Curator) && !membership.holds(by) {
        return Err(Refusal::RoleNeeded);
    }
    let today = intent.at.date_utc();
    if next_review.is_some_and(|next| next < today) {
        return Err(Refusal::DateRange);
    }
    let note = draft.optional_text(Field::Note, note.as_deref())?;
    // Who finds the same on another day has looked again.
    let is_said = held.reviews.last().is_some_and(|last| {
        last.by.as_ref() == Some(by)
            && last.at.date_utc() == today
            && (last.state, last.next_review) == (*state, *next_review)
    });
    if !is_said || note.is_some() {
        draft.record(Kind::ArtefactReviewed {
            artefact: artefact.clone(),
            state: *state,
            next_review: *next_review,
            note,
        });
    }
    Ok(())
}

fn use_artefact(
    community: &Community,
    intent: &Intent,
    draft: &mut Draft<'_>,
) -> Result<(), Refusal> {
    let Command::UseArtefact {
        artefact,
        context,
        note,
    } = &intent.command
    else {
        unreachable!("only uses are handed over");
    };
    let held = must_be_in_use(community, artefact)?;
    let context = match context {
        Some(context) => Some(community.thread_or_event(context)?),
        None => None,
    };
    let note = draft.optional_text(Field::Note, note.as_deref())?;
    // Who uses it again on another day has used it twice.
    let is_said = held.uses.iter().any(|used| {
        used.by.as_ref() == Some(&intent.by)
            && used.at.date_utc() == intent.at.date_utc()
            && used.context == context
    });
    if !is_said || note.is_some() {
        draft.record(Kind::ArtefactUsed {
            artefact: artefact.clone(),
            context,
            note,
        });
    }
    Ok(())
}

fn must_be_artefact<'a>(
    community: &'a Community,
    id: &'a ContributionId,
) -> Result<&'a Artefact, Refusal> {
    match community.find_contribution(id)? {
        Referent::Woven(Woven::Artefact(_, artefact)) => Ok(artefact),
        _ => Err(Refusal::NoSuchContribution),
    }
}

#[cfg(test)]
mod tests;
