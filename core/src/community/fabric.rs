//! What a community is woven of beside its talk: how its people are with each other, what it learned, what came of
//! that, who they say they are.

use serde::Serialize;

use super::Community;
use crate::activity::{Activity, Preference, Reference};
use crate::command::{Command, Intent};
use crate::decision::Decision;
use crate::id::{ContributionId, PersonId};
use crate::identity::Identity;
use crate::practice::{Artefact, Practice};
use crate::reads;
use crate::refusal::Refusal;
use crate::relationships::Relationships;
use crate::sorted::SortedSet;
use crate::talk::Reception;
use crate::text::TextRef;
use crate::value::{Report, Value};

/// What the first part of a page does without.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Fabric {
    /// How its people are with each other.
    pub relationships: Relationships,
    /// What it has learned.
    pub practice: Practice,
    /// What came of it.
    pub value: Value,
    /// Who people say they are in it.
    pub identity: Identity,
}

reads!(Fabric {
    relationships,
    practice,
    value,
    identity
});

/// How many of the newest artefacts an excerpt holds, beside those that are near.
const EXCERPT_ARTEFACTS: usize = 100;
/// How many of the newest reports of value.
const EXCERPT_REPORTS: usize = 100;

impl Fabric {
    pub(super) fn decide(
        &self,
        community: &Community,
        intent: &Intent,
    ) -> Result<Decision, Refusal> {
        let membership = &community.membership;
        match &intent.command {
            Command::GoAway { .. }
            | Command::Return
            | Command::SetPreference { .. }
            | Command::Welcome { .. }
            | Command::Introduce { .. }
            | Command::AgreeMentoring { .. }
            | Command::EndMentoring { .. }
            | Command::NoteContact { .. } => self.relationships.decide(membership, intent),
            Command::DraftArtefact(_)
            | Command::ReviseArtefact { .. }
            | Command::ReviewArtefact { .. }
            | Command::UseArtefact { .. }
            | Command::CiteEvidence { .. } => self.practice.decide(community, intent),
            Command::ReportValue(_) | Command::ConfirmValue { .. } => {
                self.value.decide(community, intent)
            }
            Command::IntroduceSelf { .. }
            | Command::EndorsePurpose { .. }
            | Command::WithdrawEndorsement
            | Command::AnswerPulse { .. } => {
                self.identity
                    .decide(membership, community.frame.version, intent)
            }
            _ => unreachable!("the community hands over what is about its fabric only"),
        }
    }

    /// Whether a person allows something that others do with them.
    pub(crate) fn allows(&self, person: &PersonId, preference: Preference) -> bool {
        self.relationships.allows(person, preference)
    }

    pub(super) fn evolve(&mut self, activity: &Activity) {
        self.relationships.evolve(activity);
        self.practice.evolve(activity);
        self.value.evolve(activity);
        self.identity.evolve(activity);
    }

    pub(super) fn bury(&mut self, activity: &Activity) {
        self.practice.bury(activity);
        self.value.bury(activity);
    }

    /// What a person may see of it.
    pub(super) fn excerpt(
        &self,
        person: Option<&PersonId>,
        holds: bool,
        near: &SortedSet<ContributionId>,
    ) -> Fabric {
        Fabric {
            relationships: self.relationships.excerpt(person, holds),
            practice: self.practice.excerpt(person, EXCERPT_ARTEFACTS, near),
            value: self.value.excerpt(person, EXCERPT_REPORTS, near),
            identity: self.identity.excerpt(person),
        }
    }

    pub(super) fn people(&self, people: &mut SortedSet<PersonId>) {
        self.relationships.people(people);
        self.practice.people(people);
        self.value.people(people);
        self.identity.people(people);
    }

    pub(super) fn texts(&self, texts: &mut Vec<TextRef>) {
        self.relationships.texts(texts);
        self.practice.texts(texts);
        self.value.texts(texts);
        self.identity.texts(texts);
    }

    /// Every two contributions that are linked by an artefact or a report.
    pub(super) fn links(&self) -> Vec<(&ContributionId, &ContributionId)> {
        let mut links = Vec::new();
        for (id, artefact) in self.practice.artefacts() {
            links.extend(artefact.thread.as_ref().map(|to| (id, to)));
            let contexts = artefact
                .uses
                .iter()
                .filter_map(|used| used.context.as_ref());
            links.extend(
                contexts
                    .filter_map(Reference::contribution)
                    .map(|to| (id, to)),
            );
        }
        for (id, report) in self.value.reports() {
            links.extend(report.source.contribution().map(|to| (id, to)));
            links.extend(report.follows.as_ref().map(|to| (id, to)));
        }
        links
    }

    pub(super) fn woven<'a>(&'a self, id: &'a ContributionId) -> Option<Woven<'a>> {
        match self.practice.artefact(id) {
            Some(artefact) => Some(Woven::Artefact(id, artefact)),
            None => self.value.report(id).map(Woven::Report),
        }
    }
}

/// What is pointed at, of the fabric.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Woven<'a> {
    /// Something written for others to use.
    Artefact(&'a ContributionId, &'a Artefact),
    /// What came of something.
    Report(&'a Report),
}

impl<'a> Woven<'a> {
    pub(super) fn is_retracted(self) -> bool {
        match self {
            Woven::Artefact(_, artefact) => artefact.is_retracted,
            Woven::Report(report) => report.is_retracted,
        }
    }

    pub(super) fn author(self) -> Option<&'a PersonId> {
        match self {
            Woven::Artefact(_, artefact) => artefact.authors.first(),
            Woven::Report(report) => report.author.as_ref(),
        }
    }

    /// The id of an artefact.
    pub(crate) fn artefact(self) -> Option<&'a ContributionId> {
        match self {
            Woven::Artefact(id, _) => Some(id),
            Woven::Report(_) => None,
        }
    }

    pub(super) fn is_of(self, person: &PersonId) -> bool {
        match self {
            Woven::Artefact(_, artefact) => artefact.is_by(person),
            Woven::Report(_) => self.author() == Some(person),
        }
    }

    pub(super) fn reception(self) -> &'a Reception {
        match self {
            Woven::Artefact(_, artefact) => &artefact.reception,
            Woven::Report(report) => &report.reception,
        }
    }
}
