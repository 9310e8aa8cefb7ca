//! Commands: what somebody asks for, as typed. What was accepted is an [`Activity`](crate::activity::Activity).

use serde::{Deserialize, Serialize};

use crate::activity::{Access, Answer, Form, Mode, Role, Stance, Visibility};
use crate::affiliation::Dimension;
use crate::id::{CommandId, CommunityId, ContributionId, EventId, PersonId};
use crate::schedule::Schedule;
use crate::time::Timestamp;

/// A command with who gives it, when, and where.
#[derive(Debug, Clone)]
pub struct Intent {
    /// Names the command; everything that it makes takes its id from this one.
    pub id: CommandId,
    /// Who gives it.
    pub by: PersonId,
    /// When, by the clock of whoever decides.
    pub at: Timestamp,
    /// The community it is for: none for what is true of a person everywhere.
    pub community: Option<CommunityId>,
    /// What is asked for.
    pub command: Command,
}

/// What can be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Command {
    /// Begins a community, whose id is the one the command is for. Anybody may; they become its steward.
    FoundCommunity {
        /// What it is called.
        name: String,
        /// What it cares about.
        domain: String,
        /// Who it is for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        for_whom: Option<String>,
        /// What it does.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        what_we_do: Option<String>,
        /// The words it goes by.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        terms: Vec<String>,
        /// Who may see it.
        visibility: Visibility,
        /// How people become members.
        access: Access,
    },
    /// Gives a member a role. Stewards may.
    GiveRole {
        /// Who.
        person: PersonId,
        /// Which.
        role: Role,
    },
    /// Takes a role from a member, or gives one's own back. Stewards may, and whoever holds it.
    EndRole {
        /// Who.
        person: PersonId,
        /// Which.
        role: Role,
    },
    /// Says where one stands on a boundary. Everybody may, for themselves.
    StateAffiliation {
        /// On which boundary.
        dimension: Dimension,
        /// In which group.
        affiliation: StatedAffiliation,
    },
    /// Asks somebody in. Stewards, facilitators and convenors may; where joining is open, members too.
    Invite {
        /// Whom.
        person: PersonId,
    },
    /// Becomes a member. Whoever access lets in may.
    Join {
        /// What brings them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// Asks to become a member, where joining is on request.
    AskToJoin {
        /// Why.
        reason: String,
    },
    /// Takes back one's own request.
    WithdrawRequest,
    /// Lets somebody in who asked. Stewards, facilitators and convenors may.
    ApproveRequest {
        /// Who asked.
        person: PersonId,
        /// With which words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message: Option<String>,
    },
    /// Turns somebody down who asked. Stewards, facilitators and convenors may.
    DeclineRequest {
        /// Who asked.
        person: PersonId,
        /// With which words.
        message: String,
    },
    /// Stops being a member. Members may, but for the last steward.
    Leave,
    /// Follows without joining. Whoever sees the community may.
    Follow,
    /// Follows no longer.
    Unfollow,
    /// Announces a meeting or a series. Stewards, facilitators and convenors may.
    PlanEvent {
        /// What it is called.
        title: String,
        /// What kind of meeting.
        form: Form,
        /// Where people are.
        mode: Mode,
        /// When.
        schedule: Schedule,
        /// Which room, which link.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<String>,
        /// How many can come.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        capacity: Option<u32>,
        /// The problem it is about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        problem: Option<ContributionId>,
    },
    /// Moves a meeting, or makes it larger or smaller. Whoever may plan it may.
    ChangeEvent {
        /// Which.
        event: EventId,
        /// When it is to be.
        schedule: Schedule,
        /// Where it is to be.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<String>,
        /// How many are to come.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        capacity: Option<u32>,
    },
    /// Calls a meeting off. Whoever may plan it may.
    CancelEvent {
        /// Which.
        event: EventId,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// Says whether one comes. Members and observers may.
    AnswerInvitation {
        /// To what.
        event: EventId,
        /// Yes, maybe, no.
        answer: Answer,
    },
    /// Puts a problem to the community. Members may.
    RaiseProblem {
        /// In a sentence.
        title: String,
        /// In more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// The words it goes by.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        terms: Vec<String>,
        /// From where one sees it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        vantage: Option<String>,
    },
    /// Answers in a thread. Members may.
    Reply {
        /// What it answers: the thread's root or a turn in it.
        in_reply_to: ContributionId,
        /// To whom.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        to: Vec<PersonId>,
        /// How it relates to what it answers.
        stance: Stance,
        /// What is said.
        text: String,
        /// From where one sees it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        vantage: Option<String>,
    },
    /// Tells the community something. Members may.
    Announce {
        /// In a sentence.
        title: String,
        /// In more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// Hands on a document, a tool, a link. Members may.
    ShareResource {
        /// What it is called.
        title: String,
        /// What there is to say about it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// Where it is, by http or https.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        link: Option<String>,
        /// The words it goes by.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        terms: Vec<String>,
    },
    /// Says that somebody else's turn changed how one sees it. Members may.
    MarkInsight {
        /// Which turn.
        about: ContributionId,
    },
}

/// An affiliation as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatedAffiliation {
    /// The name of the group.
    Known(String),
    /// There is none.
    NoneDeclared,
    /// It is not said, or no longer.
    Unknown,
}
