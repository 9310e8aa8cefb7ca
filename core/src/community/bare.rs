//! A community without its fabric, as the first part of a page has it.

use std::convert::Infallible;
use std::marker::PhantomData;

use serde::Serialize;

use super::Community;
use crate::activity::{Activity, Preference};
use crate::command::Intent;
use crate::decision::Decision;
use crate::id::{ContributionId, PersonId};
use crate::refusal::Refusal;
use crate::sorted::SortedSet;
use crate::talk::Reception;
use crate::text::TextRef;
use crate::wire::{Read, Reading, Value};

/// Nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Fabric {}

impl Read for Fabric {
    fn read(_: Value, _: &mut Reading) -> Self {
        Self {}
    }
}

impl Fabric {
    pub(super) fn decide(&self, _: &Community, _: &Intent) -> Result<Decision, Refusal> {
        Ok(Decision::default())
    }

    pub(crate) fn allows(&self, _: &PersonId, _: Preference) -> bool {
        false
    }

    pub(super) fn evolve(&mut self, _: &Activity) {}

    pub(super) fn bury(&mut self, _: &Activity) {}

    pub(super) fn excerpt(
        &self,
        _: Option<&PersonId>,
        _: bool,
        _: &SortedSet<ContributionId>,
    ) -> Fabric {
        Fabric {}
    }

    pub(super) fn people(&self, _: &mut SortedSet<PersonId>) {}

    pub(super) fn texts(&self, _: &mut Vec<TextRef>) {}

    pub(super) fn links(&self) -> Vec<(&ContributionId, &ContributionId)> {
        Vec::new()
    }

    pub(super) fn woven(&self, _: &ContributionId) -> Option<Woven<'_>> {
        None
    }
}

/// Nothing is pointed at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Woven<'a>(Infallible, PhantomData<&'a ()>);

impl<'a> Woven<'a> {
    pub(super) fn is_retracted(self) -> bool {
        match self.0 {}
    }

    pub(super) fn author(self) -> Option<&'a PersonId> {
        match self.0 {}
    }

    pub(crate) fn artefact(self) -> Option<&'a ContributionId> {
        match self.0 {}
    }

    pub(super) fn is_of(self, _: &PersonId) -> bool {
        match self.0 {}
    }

    pub(super) fn reception(self) -> &'a Reception {
        match self.0 {}
    }
}
