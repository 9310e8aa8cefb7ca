//! What an activity refers to and does not hold: people, and texts.

use super::{Activity, Erasure, Kind, Purpose, Reference};
use crate::id::{ContributionId, EventId, GroupId, PersonId, TextId};
use crate::sorted::SortedSet;
use crate::text::TextRef;

impl Activity {
    /// Everybody whom it names.
    #[must_use]
    pub fn people(&self) -> SortedSet<&PersonId> {
        let mut people: SortedSet<&PersonId> = self.actor.iter().collect();
        people.extend(&self.recorder);
        people.extend(self.what.people());
        people
    }

    /// Whether a person did it, wrote it down, or is the one whom it is about.
    #[must_use]
    pub fn concerns(&self, person: &PersonId) -> bool {
        self.actor.as_ref() == Some(person)
            || self.recorder.as_ref() == Some(person)
            || self.what.subject() == Some(person)
    }
}

impl Kind {
    /// The person whom it is about, beside the actor.
    #[must_use]
    pub fn subject(&self) -> Option<&PersonId> {
        match self {
            Kind::RoleGiven { person, .. }
            | Kind::RoleEnded { person, .. }
            | Kind::AffiliationStated { person, .. }
            | Kind::Invited { person }
            | Kind::RequestApproved { person, .. }
            | Kind::RequestDeclined { person, .. }
            | Kind::Welcomed { person, .. }
            | Kind::ContactNoted { person }
            | Kind::Erased {
                of: Erasure::Person(person),
            }
            | Kind::SamePerson { into: person, .. } => Some(person),
            Kind::Corrected { patch, .. } => patch.subject(),
            _ => None,
        }
    }

    /// Everybody whom it names beside the actor.
    #[must_use]
    pub fn people(&self) -> Vec<&PersonId> {
        match self {
            Kind::ProjectLinked { people, .. }
            | Kind::SessionWorked {
                participants: people,
                ..
            }
            | Kind::ProblemReframed {
                confirmed_by: people,
                ..
            } => people.iter().collect(),
            Kind::ArtefactDrafted(draft) => draft.authors.iter().collect(),
            Kind::Introduced { one, other, .. } => vec![one, other],
            Kind::MentoringAgreed { mentor, mentee } | Kind::MentoringEnded { mentor, mentee } => {
                vec![mentor, mentee]
            }
            Kind::SamePerson { from, into } => vec![from, into],
            Kind::Replied(turn) => turn.to.iter().chain(&turn.addressees).collect(),
            Kind::InsightMarked { about: reference }
            | Kind::Summarised { of: reference, .. }
            | Kind::Connected { to: reference, .. }
            | Kind::Reacted { to: reference, .. }
            | Kind::Read { of: reference } => reference.person().into_iter().collect(),
            Kind::Corrected { patch, .. } => patch.people(),
            _ => self.subject().into_iter().collect(),
        }
    }

    /// Every group that it names.
    #[must_use]
    pub fn groups(&self) -> Vec<&GroupId> {
        match self {
            Kind::RoleGiven { recognised_by, .. } => recognised_by.iter().collect(),
            Kind::AffiliationStated { affiliation, .. } => {
                affiliation.known().into_iter().collect()
            }
            Kind::ConstituencySought { standpoints, .. } => standpoints
                .iter()
                .filter_map(|standpoint| standpoint.affiliation.known())
                .collect(),
            Kind::Corrected { patch, .. } => patch.groups(),
            _ => Vec::new(),
        }
    }

    /// What has to be there for it: whatever it is about but for people, who may have gone.
    #[must_use]
    pub fn refers_to(&self) -> Vec<Reference> {
        let contribution = |id: &ContributionId| Reference::Contribution(id.clone());
        let event = |id: &EventId| Reference::Event(id.clone());
        let mut all = match self {
            Kind::EventChanged { event: id, .. }
            | Kind::EventCancelled { event: id, .. }
            | Kind::InvitationAnswered { event: id, .. }
            | Kind::Attended { event: id, .. }
            | Kind::EventHeld { event: id, .. } => vec![event(id)],
            Kind::SessionWorked {
                event: id, problem, ..
            } => vec![event(id), contribution(problem)],
            Kind::Replied(turn) => vec![contribution(&turn.in_reply_to)],
            Kind::ConcernAnswered { concern: id, .. }
            | Kind::ProblemReframed { problem: id, .. }
            | Kind::ArtefactRevised { artefact: id, .. }
            | Kind::ArtefactReviewed { artefact: id, .. }
            | Kind::ValueConfirmed { report: id, .. } => vec![contribution(id)],
            Kind::EventPlanned { problem: about, .. }
            | Kind::Welcomed {
                in_reply_to: about, ..
            }
            | Kind::ResourceShared {
                artefact: about, ..
            } => about.iter().map(contribution).collect(),
            Kind::ArtefactDrafted(draft) => draft.thread.iter().map(contribution).collect(),
            Kind::ConcernRaised { about, .. } => about.iter().cloned().collect(),
            Kind::InsightMarked { about }
            | Kind::Summarised { of: about, .. }
            | Kind::Reacted { to: about, .. }
            | Kind::Read { of: about }
            | Kind::EvidenceCited { by: about, .. } => vec![about.clone()],
            Kind::Connected { from, to, .. } => vec![contribution(from), to.clone()],
            Kind::ArtefactUsed {
                artefact, context, ..
            } => std::iter::once(contribution(artefact))
                .chain(context.clone())
                .collect(),
            Kind::ValueReported(report) => std::iter::once(report.source.clone())
                .chain(report.follows.iter().map(contribution))
                .collect(),
            Kind::Corrected { patch, .. } => patch.refers_to(),
            _ => Vec::new(),
        };
        all.retain(|reference| reference.person().is_none());
        all
    }

    /// Forgets where every text stands that it refers to; how long each was stays.
    pub(crate) fn forget_texts(&mut self) {
        self.each_text(&mut |text| text.id = TextId::NONE);
    }

    /// Forgets where one text stands that it refers to.
    pub fn forget_text(&mut self, of: TextId) {
        self.each_text(&mut |text| {
            if text.id == of {
                text.id = TextId::NONE;
            }
        });
    }

    /// Every text that it refers to, but for those that were erased.
    #[must_use]
    pub fn texts(&self) -> Vec<TextRef> {
        let mut texts = Vec::new();
        self.clone().each_text(&mut |text| {
            if text.id != TextId::NONE {
                texts.push(*text);
            }
        });
        texts
    }

    fn each_text(&mut self, each: &mut dyn FnMut(&mut TextRef)) {
        let all: [Option<&mut TextRef>; 4] = match self {
            Kind::CommunityFounded { purpose, .. } | Kind::PurposeRevised { purpose, .. } => [
                Some(&mut purpose.name),
                purpose.domain.as_mut(),
                purpose.for_whom.as_mut(),
                purpose.what_we_do.as_mut(),
            ],
            Kind::Corrected { patch, .. } => return patch.each_text(each),
            Kind::ResourceShared {
                title, text, link, ..
            } => [Some(title), text.as_mut(), link.as_mut(), None],
            Kind::ArtefactDrafted(draft) => [
                Some(&mut draft.title),
                draft.text.as_mut(),
                draft.link.as_mut(),
                None,
            ],
            Kind::ArtefactRevised {
                title,
                text,
                link,
                note,
                ..
            } => [Some(title), text.as_mut(), link.as_mut(), note.as_mut()],
            Kind::Announced {
                title,
                text,
                original,
                ..
            } => [Some(title), text.as_mut(), original.as_mut(), None],
            Kind::ProblemRaised { title, text, .. }
            | Kind::ConcernRaised { title, text, .. }
            | Kind::StoryTold { title, text, .. } => [Some(title), text.as_mut(), None, None],
            Kind::JournalShared { title, text, .. } => [Some(title), Some(text), None, None],
            Kind::EventPlanned { title, place, .. } => [Some(title), place.as_mut(), None, None],
            Kind::EventHeld { notes, outcome, .. } => {
                [notes.as_mut(), outcome.as_mut(), None, None]
            }
            Kind::ValueReported(report) => [report.text.as_mut(), None, None, None],
            Kind::Replied(turn) => [turn.text.as_mut(), None, None, None],
            Kind::AskedToJoin { reason: text }
            | Kind::RequestDeclined { message: text, .. }
            | Kind::ConstituencySought { name: text, .. }
            | Kind::ProjectLinked { title: text, .. }
            | Kind::ProblemReframed {
                statement: text, ..
            }
            | Kind::Summarised { text, .. }
            | Kind::SelfIntroduced { text } => [Some(text), None, None, None],
            Kind::Joined { note: text, .. }
            | Kind::RequestApproved { message: text, .. }
            | Kind::StageDeclared { reason: text, .. }
            | Kind::Welcomed { message: text, .. }
            | Kind::Introduced { reason: text, .. }
            | Kind::EventChanged { place: text, .. }
            | Kind::EventCancelled { reason: text, .. }
            | Kind::ConcernAnswered { text, .. }
            | Kind::Connected { reason: text, .. }
            | Kind::ArtefactReviewed { note: text, .. }
            | Kind::ArtefactUsed { note: text, .. } => [text.as_mut(), None, None, None],
            Kind::RoleGiven { .. }
            | Kind::RoleEnded { .. }
            | Kind::AffiliationStated { .. }
            | Kind::ConstituencyDropped { .. }
            | Kind::ProjectUnlinked { .. }
            | Kind::Invited { .. }
            | Kind::Left
            | Kind::RequestWithdrawn
            | Kind::Followed
            | Kind::Unfollowed
            | Kind::Away { .. }
            | Kind::Returned
            | Kind::PreferenceSet { .. }
            | Kind::MentoringAgreed { .. }
            | Kind::MentoringEnded { .. }
            | Kind::ContactNoted { .. }
            | Kind::InvitationAnswered { .. }
            | Kind::Attended { .. }
            | Kind::SessionWorked { .. }
            | Kind::InsightMarked { .. }
            | Kind::Reacted { .. }
            | Kind::Read { .. }
            | Kind::EvidenceCited { .. }
            | Kind::ValueConfirmed { .. }
            | Kind::PurposeEndorsed { .. }
            | Kind::EndorsementWithdrawn { .. }
            | Kind::PulseAnswered { .. }
            | Kind::Retracted { .. }
            | Kind::Erased { .. }
            | Kind::SamePerson { .. } => [None, None, None, None],
            #[cfg(not(feature = "whole"))]
            Kind::Unread { .. } => [None, None, None, None],
        };
        all.into_iter().flatten().for_each(each);
    }
}

impl Purpose {
    /// The texts that it is made of.
    pub fn texts(&self) -> impl Iterator<Item = TextRef> {
        [Some(self.name), self.domain, self.for_whom, self.what_we_do]
            .into_iter()
            .flatten()
    }
}
