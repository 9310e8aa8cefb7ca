//! One community: its frame, and the parts that make it up.

use serde::Serialize;

use crate::activity::{Access, Activity, Audience, Kind, Purpose, Visibility};
use crate::command::{Command, Intent};
use crate::decision::{Decision, Draft, terms};
use crate::event::Events;
use crate::id::{CommunityId, ContributionId, PersonId};
use crate::membership::Membership;
use crate::reads;
use crate::refusal::Refusal;
use crate::sorted::SortedSet;
use crate::talk::Talk;
use crate::text::{Field, TextRef};
use crate::time::Timestamp;

/// The state of a community, or of the part of it that somebody may see.
///
/// It is serialized only to be sent to a page, which decides and folds on it; the log is what is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Community {
    /// Which.
    pub id: CommunityId,
    /// When it began.
    pub founded_at: Timestamp,
    /// What it is for.
    pub purpose: Purpose,
    /// Who may see it.
    pub visibility: Visibility,
    /// How people become members.
    pub access: Access,
    /// When something last happened in it.
    pub last_at: Timestamp,
    /// Who is in it.
    pub membership: Membership,
    /// When it meets.
    pub events: Events,
    /// What it talks about.
    pub talk: Talk,
}

reads!(Community {
    id,
    founded_at,
    purpose,
    visibility,
    access,
    last_at,
    membership,
    events,
    talk
});

/// How many of the newest threads an excerpt holds, beside the one asked for.
const EXCERPT_THREADS: usize = 60;

impl Community {
    /// The community that an activity founds: none unless it is a founding.
    #[must_use]
    pub fn founded(activity: &Activity) -> Option<Self> {
        match (&activity.community, &activity.what) {
            (
                Some(id),
                Kind::CommunityFounded {
                    purpose,
                    visibility,
                    access,
                },
            ) => Some(Self {
                id: id.clone(),
                founded_at: activity.at,
                purpose: purpose.clone(),
                visibility: *visibility,
                access: *access,
                last_at: activity.at,
                membership: Membership::default(),
                events: Events::default(),
                talk: Talk::default(),
            }),
            _ => None,
        }
    }

    /// Decides the founding of a community that is not there yet.
    pub(crate) fn decide_founding(intent: &Intent) -> Result<Decision, Refusal> {
        let Command::FoundCommunity {
            name,
            domain,
            for_whom,
            what_we_do,
            terms: typed_terms,
            visibility,
            access,
        } = &intent.command
        else {
            return Err(Refusal::NoSuchCommunity);
        };
        let id = intent.community.as_ref().ok_or(Refusal::CommunityNeeded)?;
        if !is_address(id.as_str()) {
            return Err(Refusal::CommunityIdFormat);
        }
        let mut draft = Draft::new(intent);
        let purpose = Purpose {
            name: draft.text(Field::Name, name)?,
            domain: Some(draft.text(Field::Domain, domain)?),
            for_whom: draft.optional_text(Field::ForWhom, for_whom.as_deref())?,
            what_we_do: draft.optional_text(Field::WhatWeDo, what_we_do.as_deref())?,
            terms: terms(typed_terms)?,
        };
        draft.record(Kind::CommunityFounded {
            purpose,
            visibility: *visibility,
            access: *access,
        });
        Membership::record_founder(&mut draft, &intent.by);
        draft.done()
    }

    /// Decides a command for this community.
    pub(crate) fn decide(&self, intent: &Intent) -> Result<Decision, Refusal> {
        if !self.is_visible_to(Some(&intent.by)) {
            return match intent.command {
                // The address is taken, whoever asks; anything else would overwrite what is there.
                Command::FoundCommunity { .. } => Err(Refusal::CommunityExists),
                _ => Err(Refusal::NoSuchCommunity),
            };
        }
        match &intent.command {
            Command::FoundCommunity { .. } => Err(Refusal::CommunityExists),
            Command::GiveRole { .. }
            | Command::EndRole { .. }
            | Command::Invite { .. }
            | Command::Join { .. }
            | Command::AskToJoin { .. }
            | Command::WithdrawRequest
            | Command::ApproveRequest { .. }
            | Command::DeclineRequest { .. }
            | Command::Leave
            | Command::Follow
            | Command::Unfollow => self.membership.decide(self.access, intent),
            Command::PlanEvent { .. }
            | Command::ChangeEvent { .. }
            | Command::CancelEvent { .. }
            | Command::AnswerInvitation { .. } => {
                self.events.decide(&self.membership, &self.talk, intent)
            }
            Command::RaiseProblem { .. }
            | Command::Reply { .. }
            | Command::Announce { .. }
            | Command::ShareResource { .. }
            | Command::MarkInsight { .. } => self.talk.decide(&self.membership, intent),
            Command::StateAffiliation { .. } => {
                unreachable!("the model decides what is true of a person everywhere")
            }
        }
    }

    /// Takes over what was recorded.
    pub fn evolve(&mut self, activity: &Activity) {
        // When somebody asked or was answered is not for everybody to see.
        if activity.audience == Audience::Community {
            self.last_at = self.last_at.max(activity.at);
        }
        self.membership.evolve(activity);
        self.events.evolve(activity);
        self.talk.evolve(activity);
    }

    /// Whether a person may know that the community exists, or anybody where none is named.
    #[must_use]
    pub fn is_visible_to(&self, person: Option<&PersonId>) -> bool {
        match (self.visibility, person) {
            (Visibility::Public, _) | (Visibility::Organisation, Some(_)) => true,
            (Visibility::Organisation, None) | (Visibility::Members, None) => false,
            (Visibility::Members, Some(person)) => self.membership.is_inside(person),
        }
    }

    /// Whether a person may see an activity of this community.
    #[must_use]
    pub fn shows(&self, activity: &Activity, person: Option<&PersonId>) -> bool {
        if !self.is_visible_to(person) {
            return false;
        }
        match activity.audience {
            Audience::Community => true,
            Audience::Stewards => person.is_some_and(|person| {
                self.membership.holds(person)
                    || activity.actor.as_ref() == Some(person)
                    || activity.what.subject() == Some(person)
            }),
        }
    }

    /// The part of the community that a person may see: of requests, invitations and refusals just their own,
    /// unless they hold it; of threads the newest, with the turns of `thread` only. None where it does not
    /// exist for them.
    #[must_use]
    pub fn excerpt(
        &self,
        person: Option<&PersonId>,
        thread: Option<&ContributionId>,
    ) -> Option<Community> {
        if !self.is_visible_to(person) {
            return None;
        }
        Some(Community {
            id: self.id.clone(),
            founded_at: self.founded_at,
            purpose: self.purpose.clone(),
            visibility: self.visibility,
            access: self.access,
            last_at: self.last_at,
            membership: self.membership.excerpt(person),
            events: self.events.clone(),
            talk: self.talk.excerpt(EXCERPT_THREADS, thread),
        })
    }

    /// Everybody whom this state names.
    #[must_use]
    pub fn people(&self) -> SortedSet<PersonId> {
        let mut people = SortedSet::new();
        self.membership.people(&mut people);
        self.events.people(&mut people);
        self.talk.people(&mut people);
        people
    }

    /// Every text that this state refers to.
    #[must_use]
    pub fn texts(&self) -> Vec<TextRef> {
        let purpose = &self.purpose;
        let mut texts = vec![purpose.name];
        texts.extend(purpose.domain);
        texts.extend(purpose.for_whom);
        texts.extend(purpose.what_we_do);
        self.membership.texts(&mut texts);
        self.events.texts(&mut texts);
        self.talk.texts(&mut texts);
        texts
    }
}

fn is_address(id: &str) -> bool {
    (2..=60).contains(&id.len())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
