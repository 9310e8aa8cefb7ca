//! What a reference points at, as the community has it.

use super::{Community, Woven};
use crate::activity::Reference;
use crate::event::Event;
use crate::id::{ContributionId, EventId, PersonId};
use crate::refusal::Refusal;
use crate::talk::{Reception, Said, Summary, Thread};

/// What a reference points at.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Referent<'a> {
    /// A thread, by its root.
    Thread(&'a ContributionId, &'a Thread),
    /// A turn in the thread with this root.
    Turn(&'a ContributionId, &'a Thread, &'a Said),
    /// What a thread or a meeting came to.
    Summary(&'a Summary),
    /// An artefact, or a report of value.
    Woven(Woven<'a>),
    /// A meeting or a series of them.
    Event(&'a EventId, &'a Event),
    /// A member.
    Person(&'a PersonId),
}

impl<'a> Referent<'a> {
    fn is_retracted(self) -> bool {
        match self {
            Referent::Thread(_, thread) => thread.is_retracted,
            Referent::Turn(_, _, said) => said.is_retracted,
            Referent::Summary(summary) => summary.is_retracted,
            Referent::Woven(woven) => woven.is_retracted(),
            Referent::Event(_, event) => event.is_retracted,
            Referent::Person(_) => false,
        }
    }

    fn standing(self) -> Result<Self, Refusal> {
        if self.is_retracted() {
            return Err(Refusal::AlreadyRetracted);
        }
        Ok(self)
    }

    /// Whose it is: whoever said it, wrote it first, planned it.
    fn author(self) -> Option<&'a PersonId> {
        match self {
            Referent::Thread(_, thread) => thread.author.as_ref(),
            Referent::Turn(_, _, said) => said.author.as_ref(),
            Referent::Summary(summary) => summary.author.as_ref(),
            Referent::Woven(woven) => woven.author(),
            Referent::Event(_, event) => event.planned_by.as_ref(),
            Referent::Person(_) => None,
        }
    }

    /// Whether it is a person's own, be it together with others.
    pub(crate) fn is_of(self, person: &PersonId) -> bool {
        match self {
            Referent::Woven(woven) => woven.is_of(person),
            _ => self.author() == Some(person),
        }
    }
}

impl Community {
    /// Whether the community has, or had, what is pointed at.
    #[must_use]
    pub fn has(&self, reference: &Reference) -> bool {
        self.referent(reference).is_some()
    }

    /// Who said, first wrote or planned what is pointed at: none where the community has no such thing,
    /// or nobody did.
    #[must_use]
    pub fn author_of<'a>(&'a self, reference: &'a Reference) -> Option<&'a PersonId> {
        self.referent(reference)?.author()
    }

    fn referent<'a>(&'a self, reference: &'a Reference) -> Option<Referent<'a>> {
        match reference {
            Reference::Contribution(id) => self.contribution(id),
            Reference::Event(id) => Some(Referent::Event(id, self.events.get(id)?)),
            Reference::Person(id) => self
                .membership
                .is_member(id)
                .then_some(Referent::Person(id)),
        }
    }

    fn contribution<'a>(&'a self, id: &'a ContributionId) -> Option<Referent<'a>> {
        let talk = &self.talk;
        if let Some(root) = talk.root_of(id) {
            let thread = talk.thread(root)?;
            return Some(match root == id {
                true => Referent::Thread(root, thread),
                false => Referent::Turn(root, thread, thread.said(id)?),
            });
        }
        if let Some(summary) = talk.summary(id) {
            return Some(Referent::Summary(summary));
        }
        self.fabric.woven(id).map(Referent::Woven)
    }

    /// What is pointed at, where it was not taken back.
    pub(crate) fn find<'a>(&'a self, reference: &'a Reference) -> Result<Referent<'a>, Refusal> {
        let found = self.referent(reference).ok_or(match reference {
            Reference::Contribution(_) => Refusal::NoSuchContribution,
            Reference::Event(_) => Refusal::NoSuchEvent,
            Reference::Person(_) => Refusal::PersonNotAMember,
        })?;
        found.standing()
    }

    pub(crate) fn find_contribution<'a>(
        &'a self,
        id: &'a ContributionId,
    ) -> Result<Referent<'a>, Refusal> {
        let found = self.contribution(id).ok_or(Refusal::NoSuchContribution)?;
        found.standing()
    }

    /// A contribution or a meeting, but not a person.
    pub(crate) fn said_or_met<'a>(
        &'a self,
        reference: &'a Reference,
    ) -> Result<Referent<'a>, Refusal> {
        match reference {
            Reference::Person(_) => Err(Refusal::NoSuchContribution),
            Reference::Contribution(_) | Reference::Event(_) => self.find(reference),
        }
    }

    /// The thread that a root or a turn stands in, with its root.
    pub(crate) fn thread_of<'a>(
        &'a self,
        id: &'a ContributionId,
    ) -> Result<(&'a ContributionId, &'a Thread), Refusal> {
        match self.find_contribution(id)? {
            Referent::Thread(root, thread) | Referent::Turn(root, thread, _) => Ok((root, thread)),
            _ => Err(Refusal::NoSuchContribution),
        }
    }

    /// The root of the thread that is pointed at or pointed into, or the meeting.
    pub(crate) fn thread_or_event(&self, reference: &Reference) -> Result<Reference, Refusal> {
        match self.said_or_met(reference)? {
            Referent::Thread(root, _) | Referent::Turn(root, _, _) => Ok(root.clone().into()),
            Referent::Event(event, _) => Ok(Reference::Event(event.clone())),
            _ => Err(Refusal::NoSuchContribution),
        }
    }

    /// That there is such an artefact.
    pub(crate) fn must_have_artefact(&self, id: &ContributionId) -> Result<(), Refusal> {
        match self.find_contribution(id)? {
            Referent::Woven(woven) if woven.artefact().is_some() => Ok(()),
            _ => Err(Refusal::NoSuchContribution),
        }
    }

    /// How something was received: none where nobody said anything yet.
    pub(crate) fn reception<'a>(&'a self, of: Referent<'a>) -> Option<&'a Reception> {
        match of {
            Referent::Thread(_, thread) => Some(&thread.reception),
            Referent::Turn(_, _, said) => Some(&said.reception),
            Referent::Summary(summary) => Some(&summary.reception),
            Referent::Woven(woven) => Some(woven.reception()),
            Referent::Event(event, _) => self.talk.reception(event),
            Referent::Person(_) => None,
        }
    }
}
