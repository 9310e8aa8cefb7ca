//! Something written for others to use, with its history.

use serde::Serialize;

use crate::activity::{Activity, ArtefactDraft, ArtefactForm, ArtefactState, Kind, Reference};
use crate::id::{ActivityId, ContributionId, PersonId, Term};
use crate::reads;
use crate::sorted::SortedSet;
use crate::talk::{Evidence, Reception, cite};
use crate::text::TextRef;
use crate::time::{CivilDate, Timestamp};

/// Something written for others to use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Artefact {
    /// The activity that brought it.
    pub activity: ActivityId,
    /// What it is.
    pub form: ArtefactForm,
    /// Who wrote it first, the one who brought it first of all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<PersonId>,
    /// The thread that it came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thread: Option<ContributionId>,
    /// The words it goes by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<Term>,
    /// Whether whoever brought it, or who holds the community, took it back.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_retracted: bool,
    /// How it was written, and written anew. Invariant: there is at least the first.
    pub revisions: Vec<Revision>,
    /// Who looked whether it still holds, the first time first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<Review>,
    /// Who used it, the first time first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub uses: Vec<Use>,
    /// What it rests on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// How it was received.
    #[serde(skip_serializing_if = "Reception::is_empty")]
    pub reception: Reception,
}

reads!(Artefact {
    activity,
    form,
    authors,
    thread,
    terms,
    is_retracted,
    revisions,
    reviews,
    uses,
    evidence,
    reception
});

/// An artefact as it was written once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Revision {
    /// The activity that wrote it.
    pub activity: ActivityId,
    /// Which one, from 1.
    pub revision: u32,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<PersonId>,
    /// When.
    pub at: Timestamp,
    /// What it was called: none where it was taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<TextRef>,
    /// What it said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<TextRef>,
    /// Where it was, when it was kept elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<TextRef>,
    /// What was changed, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<TextRef>,
}

reads!(Revision {
    activity,
    revision,
    author,
    at,
    title,
    text,
    link,
    note
});

/// A look whether an artefact still holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Review {
    /// The activity that says so.
    pub activity: ActivityId,
    /// Who looked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
    /// What they found.
    pub state: ArtefactState,
    /// When somebody should look again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_review: Option<CivilDate>,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<TextRef>,
}

reads!(Review {
    activity,
    by,
    at,
    state,
    next_review,
    note
});

/// A time that somebody used an artefact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Use {
    /// The activity that says so.
    pub activity: ActivityId,
    /// Who used it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// When they said so.
    pub at: Timestamp,
    /// In which thread or meeting; none for their own practice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<Reference>,
    /// What happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<TextRef>,
}

reads!(Use {
    activity,
    by,
    at,
    context,
    note
});

impl Artefact {
    pub(super) fn new(activity: &Activity, draft: &ArtefactDraft) -> Self {
        let mut evidence = Vec::new();
        for source in &draft.cites {
            cite(&mut evidence, activity, source);
        }
        Self {
            activity: activity.id,
            form: draft.form,
            authors: draft.authors.clone(),
            thread: draft.thread.clone(),
            terms: draft.terms.clone(),
            is_retracted: false,
            revisions: vec![Revision {
                activity: activity.id,
                revision: 1,
                author: activity.actor.clone(),
                at: activity.at,
                title: Some(draft.title),
                text: draft.text,
                link: draft.link,
                note: None,
            }],
            reviews: Vec::new(),
            uses: Vec::new(),
            evidence,
            reception: Reception::default(),
        }
    }

    /// As it was written last.
    #[must_use]
    pub fn latest(&self) -> Option<&Revision> {
        self.revisions.last()
    }

    /// When it was written last.
    #[must_use]
    pub fn revised_at(&self) -> Option<Timestamp> {
        self.latest().map(|revision| revision.at)
    }

    /// What the last review found; before the first it is current.
    #[must_use]
    pub fn state(&self) -> ArtefactState {
        self.reviews
            .last()
            .map_or(ArtefactState::Current, |review| review.state)
    }

    /// When somebody should look again whether it still holds.
    #[must_use]
    pub fn next_review(&self) -> Option<CivilDate> {
        self.reviews.last()?.next_review
    }

    /// Whether somebody should look on this day whether it still holds.
    #[must_use]
    pub fn is_due(&self, day: CivilDate) -> bool {
        !self.is_retracted && self.next_review().is_some_and(|next| next <= day)
    }

    /// Whether a person wrote it, at first or anew.
    #[must_use]
    pub fn is_by(&self, person: &PersonId) -> bool {
        self.authors.contains(person)
            || self
                .revisions
                .iter()
                .any(|revision| revision.author.as_ref() == Some(person))
    }

    /// Whether it is to be shown: what was taken back is, without its text, where somebody else worked with it.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        !self.is_retracted
            || self.revisions.len() > 1
            || !self.reviews.is_empty()
            || !self.uses.is_empty()
    }

    pub(super) fn evolve(&mut self, activity: &Activity) {
        let by = activity.actor.clone();
        // What was taken back has no texts any more, whoever wrote them.
        let kept = |text: Option<TextRef>| text.filter(|_| !self.is_retracted);
        match &activity.what {
            Kind::ArtefactRevised {
                revision,
                title,
                text,
                link,
                note,
                ..
            } => {
                let revision = Revision {
                    activity: activity.id,
                    revision: *revision,
                    author: by,
                    at: activity.at,
                    title: kept(Some(*title)),
                    text: kept(*text),
                    link: kept(*link),
                    note: kept(*note),
                };
                self.revisions.push(revision);
            }
            Kind::ArtefactReviewed {
                state,
                next_review,
                note,
                ..
            } => self.reviews.push(Review {
                activity: activity.id,
                by,
                at: activity.at,
                state: *state,
                next_review: *next_review,
                note: *note,
            }),
            Kind::ArtefactUsed { context, note, .. } => self.uses.push(Use {
                activity: activity.id,
                by,
                at: activity.at,
                context: context.clone(),
                note: *note,
            }),
            Kind::EvidenceCited { source, .. } if !self.is_retracted => {
                cite(&mut self.evidence, activity, source);
            }
            Kind::InsightMarked { .. } | Kind::Reacted { .. } | Kind::Read { .. } => {
                self.reception.take(activity);
            }
            _ => {}
        }
    }

    pub(super) fn bury(&mut self) {
        self.is_retracted = true;
        self.terms.clear();
        self.evidence.clear();
        for revision in &mut self.revisions {
            revision.title = None;
            revision.text = None;
            revision.link = None;
            revision.note = None;
        }
    }

    pub(super) fn people(&self, people: &mut SortedSet<PersonId>) {
        people.extend(self.authors.iter().cloned());
        people.extend(self.revisions.iter().filter_map(|one| one.author.clone()));
        people.extend(self.reviews.iter().filter_map(|one| one.by.clone()));
        people.extend(self.uses.iter().filter_map(|one| one.by.clone()));
        people.extend(self.evidence.iter().filter_map(|one| one.by.clone()));
        self.reception.people(people);
    }

    pub(super) fn texts(&self, texts: &mut Vec<TextRef>) {
        for revision in &self.revisions {
            let all = [revision.title, revision.text, revision.link, revision.note];
            texts.extend(all.into_iter().flatten());
        }
        texts.extend(self.reviews.iter().filter_map(|review| review.note));
        texts.extend(self.uses.iter().filter_map(|used| used.note));
    }
}
