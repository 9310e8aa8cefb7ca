//! Activities: the facts that the log records, and what each counts as.
//!
//! An activity holds ids, lengths and references, never a name or a text.
//! What each kind counts as (contribution, observing, lead, facilitation) stands in [`Kind::counts`].

mod counts;
mod references;
mod vocabulary;

use serde::Serialize;

use crate::affiliation::{Affiliation, Dimension};
use crate::id::{ActivityId, CommunityId, ContributionId, EventId, PersonId, Term};
use crate::schedule::Schedule;
use crate::text::TextRef;
use crate::time::Timestamp;
use crate::wire::{Fields, Read, Unreadable, Value, reads_tagged};
use crate::{deserializes, reads};

pub use counts::Counts;
pub use vocabulary::{
    Access, Answer, Audience, Basis, Form, Mode, Part, Role, Stance, Via, Visibility,
};

/// The version of the activities that this crate writes. It reads every version ever written.
pub const VERSION: u16 = 1;

/// One recorded fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Activity {
    /// The same id twice is once.
    pub id: ActivityId,
    /// The version of the format it was written in.
    #[serde(rename = "v")]
    pub version: u16,
    /// Who did it: none where the system did, which counts for nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<PersonId>,
    /// Who wrote it down for the actor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recorder: Option<PersonId>,
    /// Where it happened: none for what is true of a person everywhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub community: Option<CommunityId>,
    /// When it happened; a late arrival may lie before earlier positions.
    pub at: Timestamp,
    /// When it was written down.
    pub recorded: Timestamp,
    /// How it is known.
    pub basis: Basis,
    /// Who may see it, of those who may see the community.
    #[serde(skip_serializing_if = "Audience::is_community")]
    pub audience: Audience,
    /// What happened.
    pub what: Kind,
}

impl Read for Activity {
    fn read(value: Value) -> Result<Self, Unreadable> {
        let mut fields = Fields::of(value)?;
        Ok(Self {
            id: fields.take("id")?,
            version: fields.take("v")?,
            actor: fields.take("actor")?,
            recorder: fields.take("recorder")?,
            community: fields.take("community")?,
            at: fields.take("at")?,
            recorded: fields.take("recorded")?,
            basis: fields.take("basis")?,
            audience: fields.take("audience")?,
            what: fields.take("what")?,
        })
    }
}

deserializes!(Activity);

/// An activity at its place in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// From 1, without gaps.
    pub position: u64,
    /// The fact.
    pub activity: Activity,
}

/// A purpose in its parts: what a community cares about, who it is for, what it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Purpose {
    /// What the community is called.
    pub name: TextRef,
    /// What it cares about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<TextRef>,
    /// Who it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub for_whom: Option<TextRef>,
    /// What it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what_we_do: Option<TextRef>,
    /// The words it goes by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<Term>,
}

reads!(Purpose {
    name,
    domain,
    for_whom,
    what_we_do,
    terms
});

/// A turn in a thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Turn {
    /// This turn.
    pub turn: ContributionId,
    /// The contribution that the thread began with.
    pub thread: ContributionId,
    /// What it answers: the thread's root or an earlier turn.
    pub in_reply_to: ContributionId,
    /// To whom it was said to be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<PersonId>,
    /// To whom it is: `to`, else the author of what it answers, else the last other speaker.
    /// Resolved once, when it is recorded.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub addressees: Vec<PersonId>,
    /// How it relates to what it answers.
    pub stance: Stance,
    /// What was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<TextRef>,
    /// From where the speaker sees it, in their own words: "as a carer".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vantage: Option<Term>,
}

reads!(Turn {
    turn,
    thread,
    in_reply_to,
    to,
    addressees,
    stance,
    text,
    vantage
});

/// Fewest characters of a turn that counts as substantive.
///
/// It only removes "+1 great"; it is no test of quality.
pub const SUBSTANTIVE_CHARS: u32 = 40;

impl Turn {
    /// Whether the turn gives something, by form: not thanks or agreement, and not just a word or two.
    #[must_use]
    pub fn is_substantive(&self) -> bool {
        let gives = match self.stance {
            Stance::Ask
            | Stance::Offer
            | Stance::Experience
            | Stance::Build
            | Stance::Challenge => true,
            Stance::Thanks | Stance::Agree => false,
        };
        gives
            && self
                .text
                .is_some_and(|text| text.n_chars >= SUBSTANTIVE_CHARS)
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Kind {
    /// A community began.
    CommunityFounded {
        /// What it is for.
        purpose: Purpose,
        /// Who may see it.
        visibility: Visibility,
        /// How people become members.
        access: Access,
    },
    /// A person holds a role from now on.
    RoleGiven {
        /// Who.
        person: PersonId,
        /// Which.
        role: Role,
    },
    /// A person holds a role no longer.
    RoleEnded {
        /// Who.
        person: PersonId,
        /// Which.
        role: Role,
    },
    /// Where a person stands on a boundary, from `at` on.
    AffiliationStated {
        /// Who.
        person: PersonId,
        /// On which boundary.
        dimension: Dimension,
        /// In which group.
        affiliation: Affiliation,
    },
    /// A person was asked in.
    Invited {
        /// Whom.
        person: PersonId,
    },
    /// The actor became a member.
    Joined {
        /// How.
        via: Via,
        /// What brought them.
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<TextRef>,
    },
    /// The actor is a member no longer and holds no role.
    Left,
    /// The actor asked to join.
    AskedToJoin {
        /// Why.
        reason: TextRef,
    },
    /// The actor no longer asks to join.
    RequestWithdrawn,
    /// A request to join was granted.
    RequestApproved {
        /// Whose.
        person: PersonId,
        /// With which words.
        #[serde(skip_serializing_if = "Option::is_none")]
        message: Option<TextRef>,
    },
    /// A request to join was turned down.
    RequestDeclined {
        /// Whose.
        person: PersonId,
        /// With which words.
        message: TextRef,
    },
    /// The actor follows without joining.
    Followed,
    /// The actor follows no longer.
    Unfollowed,
    /// A meeting or a series was announced.
    EventPlanned {
        /// Which.
        event: EventId,
        /// What it is called.
        title: TextRef,
        /// What kind of meeting.
        form: Form,
        /// Where people are.
        mode: Mode,
        /// When.
        schedule: Schedule,
        /// Which room, which link.
        #[serde(skip_serializing_if = "Option::is_none")]
        place: Option<TextRef>,
        /// How many can come.
        #[serde(skip_serializing_if = "Option::is_none")]
        capacity: Option<u32>,
        /// The problem it is about.
        #[serde(skip_serializing_if = "Option::is_none")]
        problem: Option<ContributionId>,
    },
    /// A meeting was moved to another time or place, or made larger or smaller.
    EventChanged {
        /// Which.
        event: EventId,
        /// When it is now.
        schedule: Schedule,
        /// Where it is now.
        #[serde(skip_serializing_if = "Option::is_none")]
        place: Option<TextRef>,
        /// How many can come now.
        #[serde(skip_serializing_if = "Option::is_none")]
        capacity: Option<u32>,
    },
    /// A meeting will not be.
    EventCancelled {
        /// Which.
        event: EventId,
        /// Why.
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<TextRef>,
    },
    /// The actor said whether they come.
    InvitationAnswered {
        /// To what.
        event: EventId,
        /// What they said.
        answer: Answer,
    },
    /// The actor was there.
    Attended {
        /// At what.
        event: EventId,
        /// Doing what.
        part: Part,
    },
    /// The actor put a problem to the community.
    ProblemRaised {
        /// Which.
        problem: ContributionId,
        /// In a sentence.
        title: TextRef,
        /// In more.
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<TextRef>,
        /// The words it goes by.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        terms: Vec<Term>,
        /// From where the actor sees it, in their own words.
        #[serde(skip_serializing_if = "Option::is_none")]
        vantage: Option<Term>,
    },
    /// The actor told the community something.
    Announced {
        /// Which.
        contribution: ContributionId,
        /// In a sentence.
        title: TextRef,
        /// In more.
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<TextRef>,
        /// The words it goes by.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        terms: Vec<Term>,
    },
    /// The actor handed on a document, a tool, a link.
    ResourceShared {
        /// Which.
        contribution: ContributionId,
        /// What it is called.
        title: TextRef,
        /// What was said about it.
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<TextRef>,
        /// Where it is.
        #[serde(skip_serializing_if = "Option::is_none")]
        link: Option<TextRef>,
        /// The words it goes by.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        terms: Vec<Term>,
    },
    /// The actor answered in a thread.
    Replied(Turn),
    /// The actor doubts something.
    ConcernRaised {
        /// Which.
        contribution: ContributionId,
        /// About what.
        #[serde(skip_serializing_if = "Option::is_none")]
        about: Option<ContributionId>,
        /// In a sentence.
        title: TextRef,
        /// In more.
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<TextRef>,
    },
    /// Something changed how the actor sees it.
    InsightMarked {
        /// Which turn.
        about: ContributionId,
    },
    /// The actor told what happened to them.
    StoryTold {
        /// Which.
        contribution: ContributionId,
        /// In a sentence.
        title: TextRef,
        /// In more.
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<TextRef>,
    },
}

reads_tagged!(Kind {
    "community_founded" => CommunityFounded { purpose, visibility, access },
    "role_given" => RoleGiven { person, role },
    "role_ended" => RoleEnded { person, role },
    "affiliation_stated" => AffiliationStated { person, dimension, affiliation },
    "invited" => Invited { person },
    "joined" => Joined { via, note },
    "left" => Left {},
    "asked_to_join" => AskedToJoin { reason },
    "request_withdrawn" => RequestWithdrawn {},
    "request_approved" => RequestApproved { person, message },
    "request_declined" => RequestDeclined { person, message },
    "followed" => Followed {},
    "unfollowed" => Unfollowed {},
    "event_planned" => EventPlanned { event, title, form, mode, schedule, place, capacity, problem },
    "event_changed" => EventChanged { event, schedule, place, capacity },
    "event_cancelled" => EventCancelled { event, reason },
    "invitation_answered" => InvitationAnswered { event, answer },
    "attended" => Attended { event, part },
    "problem_raised" => ProblemRaised { problem, title, text, terms, vantage },
    "announced" => Announced { contribution, title, text, terms },
    "resource_shared" => ResourceShared { contribution, title, text, link, terms },
    "replied" => Replied (Turn),
    "concern_raised" => ConcernRaised { contribution, about, title, text },
    "insight_marked" => InsightMarked { about },
    "story_told" => StoryTold { contribution, title, text },
});

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
            | Kind::RequestDeclined { person, .. } => Some(person),
            Kind::CommunityFounded { .. }
            | Kind::Joined { .. }
            | Kind::Left
            | Kind::AskedToJoin { .. }
            | Kind::RequestWithdrawn
            | Kind::Followed
            | Kind::Unfollowed
            | Kind::EventPlanned { .. }
            | Kind::EventChanged { .. }
            | Kind::EventCancelled { .. }
            | Kind::InvitationAnswered { .. }
            | Kind::Attended { .. }
            | Kind::ProblemRaised { .. }
            | Kind::Announced { .. }
            | Kind::ResourceShared { .. }
            | Kind::Replied(_)
            | Kind::ConcernRaised { .. }
            | Kind::InsightMarked { .. }
            | Kind::StoryTold { .. } => None,
        }
    }
}
