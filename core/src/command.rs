//! Commands: what somebody asks for, as typed. What was accepted is an [`Activity`](crate::activity::Activity).

#[cfg(not(feature = "whole"))]
mod given;
mod intent;
mod parts;

use serde::Deserialize;
#[cfg(feature = "whole")]
use serde::Serialize;

use crate::activity::{
    Access, Answer, ArtefactState, ConcernOutcome, Erasure, Form, JournalQuestion, Mode,
    Preference, PulseItem, Reaction, Reference, Relation, RetractionReason, Role, Stage, Stance,
    Visibility,
};
use crate::affiliation::Dimension;
use crate::id::{
    ActivityId, CommunityId, ConstituencyId, ContributionId, EventId, PersonId, ProjectId,
};
use crate::schedule::Schedule;
use crate::time::{CivilDate, CivilDateTime, Zone};

pub use intent::{Context, Intent};
pub use parts::{Attendance, NewArtefact, NewReport, Patch, StatedAffiliation, StatedStandpoint};

/// What can be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "whole", derive(Serialize))]
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
        /// The zone in which its days and months begin; UTC where none is named.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        zone: Option<Zone>,
    },
    /// Puts anew what the community is for. Stewards may.
    RevisePurpose {
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
    },
    /// Says where the community stands in its life. Stewards, facilitators and convenors may.
    DeclareStage {
        /// Where.
        stage: Stage,
        /// What makes one say so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// Looks for people of a kind who are not there enough. Stewards, facilitators and convenors may.
    SeekConstituency {
        /// What they are called.
        name: String,
        /// Where all of them stand: one to four.
        standpoints: Vec<StatedStandpoint>,
    },
    /// Looks for them no longer. Stewards, facilitators and convenors may.
    DropConstituency {
        /// Which.
        constituency: ConstituencyId,
    },
    /// Counts a piece of joint work as the community's. Stewards, facilitators and convenors may.
    LinkProject {
        /// What it is called.
        title: String,
        /// Who works on it: members.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        people: Vec<PersonId>,
    },
    /// Counts it as the community's no longer. Stewards, facilitators and convenors may.
    UnlinkProject {
        /// Which.
        project: ProjectId,
    },
    /// Gives a member a role. Stewards may.
    GiveRole {
        /// Who.
        person: PersonId,
        /// Which.
        role: Role,
        /// How many minutes a week are kept free for it: at most 2,400.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        protected_minutes: Option<u32>,
        /// The organisation that acknowledges it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        recognised_by: Option<String>,
    },
    /// Gives one's own role to another member. Whoever holds it may.
    HandOverRole {
        /// To whom.
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
    /// Is away and not to be missed. Members may.
    GoAway {
        /// From which day.
        from: CivilDate,
        /// To which day; none where it is not known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<CivilDate>,
    },
    /// Is back. Members may.
    Return,
    /// Says what one allows. Members may.
    SetPreference {
        /// What.
        preference: Preference,
        /// Whether one does.
        allowed: bool,
    },
    /// Welcomes a member. Other members may.
    Welcome {
        /// Whom.
        person: PersonId,
        /// With which words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message: Option<String>,
        /// On what they said first.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        in_reply_to: Option<ContributionId>,
    },
    /// Brings two members together who both allow it. Other members may.
    Introduce {
        /// The one.
        one: PersonId,
        /// The other.
        other: PersonId,
        /// What they have to do with each other.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// Says that one guides the other; it holds when both have said so. The two may.
    AgreeMentoring {
        /// Who guides.
        mentor: PersonId,
        /// Who is guided.
        mentee: PersonId,
    },
    /// Says that it is over. The two may.
    EndMentoring {
        /// Who guided.
        mentor: PersonId,
        /// Who was guided.
        mentee: PersonId,
    },
    /// Keeps in mind that one spoke with a member. Stewards, facilitators and convenors may.
    NoteContact {
        /// With whom.
        person: PersonId,
    },
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
        /// Another community that is asked to hold it too.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        with: Option<CommunityId>,
    },
    /// Moves a meeting, or makes it larger or smaller. Whoever may plan it may.
    ChangeEvent {
        /// Which.
        event: EventId,
        /// Which one of a series, by when the rule has it; none for all of them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        occurrence: Option<CivilDateTime>,
        /// When it is to be.
        schedule: Schedule,
        /// Where it is to be.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<String>,
        /// How many are to come.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        capacity: Option<u32>,
        /// Where people are, if not as before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mode: Option<Mode>,
        /// What kind of meeting it is, if not as before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        form: Option<Form>,
        /// The problem that it is about, if not as before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        problem: Option<ContributionId>,
    },
    /// Calls a meeting off. Whoever may plan it may.
    CancelEvent {
        /// Which.
        event: EventId,
        /// Which one of a series, by when the rule has it; none for all of them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        occurrence: Option<CivilDateTime>,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// Says whether one comes. Members and observers may.
    AnswerInvitation {
        /// To what.
        event: EventId,
        /// Which one of a series, by when the rule has it; none for all of them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        occurrence: Option<CivilDateTime>,
        /// Yes, maybe, no.
        answer: Answer,
    },
    /// Says whether the community holds a meeting together with the one that asks.
    /// Its stewards, facilitators and convenors may.
    AnswerCoHosting {
        /// Which.
        event: EventId,
        /// Whether it does.
        accepted: bool,
    },
    /// Writes down who was at a meeting that has begun. Stewards, facilitators and convenors may; for themselves,
    /// members and observers.
    RecordAttendance {
        /// Which.
        event: EventId,
        /// Which one of a series, by when the rule has it; none for all of them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        occurrence: Option<CivilDateTime>,
        /// Who was there, doing what: at most two hundred.
        people: Vec<Attendance>,
    },
    /// Says that a meeting took place, and what it came to. Stewards, facilitators and convenors may.
    ReportEvent {
        /// Which.
        event: EventId,
        /// Which one of a series, by when the rule has it; none for all of them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        occurrence: Option<CivilDateTime>,
        /// What was written down.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        notes: Option<String>,
        /// What it came to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outcome: Option<String>,
        /// How many were there, where nobody wrote down who.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        head_count: Option<u32>,
    },
    /// Says that people thought through a problem together at a meeting. Members may.
    RecordSession {
        /// Which.
        event: EventId,
        /// Which one of a series, by when the rule has it; none for all of them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        occurrence: Option<CivilDateTime>,
        /// On which problem.
        problem: ContributionId,
        /// Who took part: two to two hundred.
        participants: Vec<PersonId>,
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
        /// The words it goes by.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        terms: Vec<String>,
        /// Where it was first told, by http or https, when it is handed on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        original: Option<String>,
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
        /// The artefact that it is, when the community holds it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        artefact: Option<ContributionId>,
    },
    /// Says that something of somebody else changed how one sees it. Members may.
    MarkInsight {
        /// Which turn, meeting or artefact.
        about: Reference,
    },
    /// Doubts something. Members may.
    RaiseConcern {
        /// In a sentence.
        title: String,
        /// In more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// About what.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        about: Option<Reference>,
    },
    /// Answers a concern. Members may, but not one's own.
    AnswerConcern {
        /// Which.
        concern: ContributionId,
        /// What became of it.
        outcome: ConcernOutcome,
        /// In words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// Puts a problem as it is seen by now. Whoever raised it, whoever took a turn, and those who hold the community may.
    ReframeProblem {
        /// Which.
        problem: ContributionId,
        /// As it is put now.
        statement: String,
        /// Who in the thread sees it so too.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        confirmed_by: Vec<PersonId>,
    },
    /// Says what a thread or a meeting came to. Members may.
    Summarise {
        /// Which thread, which meeting.
        of: Reference,
        /// What it came to.
        text: String,
    },
    /// Says that two things have to do with each other. Members may.
    Connect {
        /// The thread.
        from: ContributionId,
        /// Another thread, a person, an artefact.
        to: Reference,
        /// What they have to do with each other.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// Likes something, or says thank you. Members and observers may.
    React {
        /// To what.
        to: Reference,
        /// Which.
        reaction: Reaction,
    },
    /// Has read something. Members may who allow that it is logged.
    MarkRead {
        /// What.
        of: Reference,
    },
    /// Tells what happened to oneself. Members may.
    TellStory {
        /// In a sentence.
        title: String,
        /// In more.
        text: String,
    },
    /// Writes something for others to use. Members may.
    DraftArtefact(NewArtefact),
    /// Writes it anew. Members may.
    ReviseArtefact {
        /// Which.
        artefact: ContributionId,
        /// What it is to be called.
        title: String,
        /// What it is to say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// Where it is to be.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        link: Option<String>,
        /// What was changed, and why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// Says whether it still holds. Its authors, curators, and those who hold the community may.
    ReviewArtefact {
        /// Which.
        artefact: ContributionId,
        /// What one found.
        state: ArtefactState,
        /// When somebody should look again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        next_review: Option<CivilDate>,
        /// In words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// Says that one used it. Members may.
    UseArtefact {
        /// Which.
        artefact: ContributionId,
        /// In which thread or meeting; none for one's own practice.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        context: Option<Reference>,
        /// What happened.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// Says what something rests on. Members may.
    CiteEvidence {
        /// What does: an artefact, a thread, a turn.
        by: Reference,
        /// A DOI, or the id of a guideline.
        source: String,
    },
    /// Says what came of something. Members may.
    ReportValue(NewReport),
    /// Says that one saw that too. Members may, but not of one's own.
    ConfirmValue {
        /// Which report.
        report: ContributionId,
        /// How one knows.
        relation: Relation,
    },
    /// Says who one is. Members may.
    IntroduceSelf {
        /// In one's own words.
        text: String,
    },
    /// Says that what the community is for is what one is for. Members may.
    EndorsePurpose {
        /// The version one has read.
        version: u32,
    },
    /// Says so no longer. Whoever did may.
    WithdrawEndorsement,
    /// Shares a part of one's private journal. Members may.
    ShareJournal {
        /// What prompted it.
        question: JournalQuestion,
        /// In a sentence.
        title: String,
        /// The part one chose.
        text: String,
    },
    /// Answers the pulse, once a month; nobody learns who. Members may.
    AnswerPulse {
        /// What was asked.
        item: PulseItem,
        /// From 1, not at all, to 7, fully.
        value: u32,
    },
    /// Says how an earlier activity should have been recorded. Whoever did it or wrote it down may.
    Correct {
        /// Which.
        of: ActivityId,
        /// What was different.
        patch: Patch,
    },
    /// Takes an earlier activity back. Whoever did it or wrote it down may, and those who hold the community.
    Retract {
        /// Which.
        of: ActivityId,
        /// Why.
        reason: RetractionReason,
    },
    /// Erases oneself, or an activity of one's own. The operator may erase anybody and anything.
    Erase {
        /// Whom, or what.
        of: Erasure,
    },
    /// Says that two accounts are one person's. The operator may.
    RecordSamePerson {
        /// The id that is not used any more.
        from: PersonId,
        /// The id that stands for both.
        into: PersonId,
    },
}
