//! A community as one screen needs it, and how it follows the log.

use std::rc::Rc;

use cop_core::activity::Activity;
use cop_core::id::{CommunityId, ContributionId, PersonId};
use cop_core::time::Timestamp;
use cop_core::view::Seen;
use cop_core::{Model, Particulars};

use super::acting::Pending;
use super::wire::{Failure, Item, State};
use crate::json;
use crate::route::escaped;

/// Which part of what the server has: a community, with the turns of one thread or of none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SliceId {
    /// The community.
    pub community: CommunityId,
    /// The thread that is whole.
    pub problem: Option<ContributionId>,
}

impl SliceId {
    /// The community without turns.
    pub fn of(community: &CommunityId) -> Self {
        Self {
            community: community.clone(),
            problem: None,
        }
    }

    /// The community with the turns of one thread.
    pub fn with_thread(community: &CommunityId, problem: &ContributionId) -> Self {
        Self {
            community: community.clone(),
            problem: Some(problem.clone()),
        }
    }

    pub(super) fn path(&self) -> String {
        let mut path = String::from("/v1/communities/");
        path.push_str(&escaped(self.community.as_str()));
        path.push_str("/state");
        if let Some(problem) = &self.problem {
            path.push_str("?problem=");
            path.push_str(&escaped(problem.as_str()));
        }
        path
    }
}

/// How far a part is there.
pub(super) enum Slice {
    Loading,
    Failed(Failure),
    Loaded(Box<Loaded>),
}

/// A part that is there.
pub(super) struct Loaded {
    /// As the server sent it, from which the state is read again where something has to be undone: code that copies
    /// a state would weigh three kilobytes.
    sent: String,
    position: u64,
    /// What has come over the stream since.
    since: Vec<Rc<Item>>,
    /// With what is on its way.
    shown: Model,
    /// Whether anything on its way is in it.
    is_ahead: bool,
    /// Whether something was heard since that it does not tell of.
    pub(super) is_stale: bool,
    particulars: Particulars,
}

impl Loaded {
    pub(super) fn new(sent: String, state: State) -> Self {
        Self {
            sent,
            position: state.position,
            since: Vec::new(),
            shown: Model::from_excerpt(state.community, state.people),
            is_ahead: false,
            is_stale: false,
            particulars: state.particulars,
        }
    }

    /// Takes in what came over the stream, unless it is known or about another community.
    pub(super) fn take(&mut self, id: &SliceId, item: &Rc<Item>) {
        let is_here = match &item.activity.community {
            Some(community) => *community == id.community,
            // What is true of a person everywhere.
            None => true,
        };
        if item.position <= self.position || !is_here {
            return;
        }
        self.position = item.position;
        self.since.push(Rc::clone(item));
        if !self.is_ahead {
            evolve(&mut self.shown, &item.activity);
        }
        self.particulars.learn(&item.particulars);
    }

    /// Puts what is on its way on top of what is confirmed.
    pub(super) fn fold<'a>(&mut self, pending: impl Iterator<Item = &'a Pending>) {
        if self.is_ahead
            && let Some(state) = json::read::<State>(&self.sent)
        {
            self.shown = Model::from_excerpt(state.community, state.people);
            for item in &self.since {
                evolve(&mut self.shown, &item.activity);
            }
            self.is_ahead = false;
        }
        for pending in pending {
            for activity in &pending.activities {
                evolve(&mut self.shown, activity);
            }
            self.particulars.texts.extend(pending.texts.iter().cloned());
            self.is_ahead = true;
        }
    }

    pub(super) fn name(&mut self, person: &PersonId, name: &str) {
        self.particulars
            .people
            .get_or_insert_with(person, || name.to_owned());
    }

    pub(super) fn position(&self) -> u64 {
        self.position
    }

    pub(super) fn shown(&self) -> &Model {
        &self.shown
    }

    /// The state to show: none where the community has gone out of sight.
    pub(super) fn seen<'a>(
        &'a self,
        community: &CommunityId,
        by: Option<&'a PersonId>,
        now: Timestamp,
    ) -> Option<Seen<'a>> {
        Some(Seen {
            community: self.shown.visible(community, by)?,
            people: self.shown.people(),
            particulars: &self.particulars,
            by,
            now,
        })
    }
}

/// Takes over what happened. What changes something recorded before is passed over: the page does not hold the log,
/// so the session reads the state anew.
fn evolve(model: &mut Model, activity: &Activity) {
    model.evolve(activity).pass_over();
}
