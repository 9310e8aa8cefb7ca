//! What happened: the vocabulary of the log.

mod read;

use serde::Serialize;

use super::{
    Access, Answer, ArtefactDraft, ArtefactState, ConcernOutcome, Erasure, Form, JournalQuestion,
    Mode, Part, Preference, Presence, PulseItem, Purpose, Reaction, Reference, Relation,
    RetractionReason, Role, Source, Stage, Standpoint, Turn, ValueReport, Via, Visibility,
};
use crate::affiliation::{Affiliation, Dimension};
use crate::id::{
    ActivityId, CommunityId, ConstituencyId, ContributionId, EventId, GroupId, PersonId, ProjectId,
    Term,
};
use crate::schedule::Schedule;
use crate::text::TextRef;
use crate::time::{CivilDate, CivilDateTime, Timestamp, Zone};

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
        /// The zone in which its days and months begin; UTC where none is named.
        #[serde(skip_serializing_if = "Option::is_none")]
        zone: Option<Zone>,
    },
    /// What a community is for was put anew.
    PurposeRevised {
        /// Which one this is, from 2.
        version: u32,
        /// What it is for now.
        purpose: Purpose,
    },
    /// A community said where it stands in its life.
    StageDeclared {
        /// Where.
        stage: Stage,
        /// What makes them say so.
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<TextRef>,
    },
    /// A community looks for people of a kind who are not there enough.
    ConstituencySought {
        /// Which.
        constituency: ConstituencyId,
        /// What they are called.
        name: TextRef,
        /// Where all of them stand.
        standpoints: Vec<Standpoint>,
    },
    /// A community looks for them no longer.
    ConstituencyDropped {
        /// Which.
        constituency: ConstituencyId,
    },
    /// A piece of joint work belongs to the community.
    ProjectLinked {
        /// Which.
        project: ProjectId,
        /// What it is called.
        title: TextRef,
        /// Who works on it.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        people: Vec<PersonId>,
    },
    /// A piece of joint work belongs to it no longer.
    ProjectUnlinked {
        /// Which.
        project: ProjectId,
    },
    /// A person holds a role from now on.
    RoleGiven {
        /// Who.
        person: PersonId,
        /// Which.
        role: Role,
        /// How many minutes a week are kept free for it.
        #[serde(skip_serializing_if = "Option::is_none")]
        protected_minutes: Option<u32>,
        /// The organisation that acknowledges it.
        #[serde(skip_serializing_if = "Option::is_none")]
        recognised_by: Option<GroupId>,
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
    /// The actor is away and is not to be missed.
    Away {
        /// From which day.
        from: CivilDate,
        /// To which day; none where it is not known.
        #[serde(skip_serializing_if = "Option::is_none")]
        until: Option<CivilDate>,
    },
    /// The actor is back.
    Returned,
    /// The actor said what they allow.
    PreferenceSet {
        /// What.
        preference: Preference,
        /// Whether they do.
        allowed: bool,
    },
    /// The actor welcomed somebody.
    Welcomed {
        /// Whom.
        person: PersonId,
        /// With which words.
        #[serde(skip_serializing_if = "Option::is_none")]
        message: Option<TextRef>,
        /// On what they said first.
        #[serde(skip_serializing_if = "Option::is_none")]
        in_reply_to: Option<ContributionId>,
    },
    /// The actor brought two people together.
    Introduced {
        /// The one.
        one: PersonId,
        /// The other.
        other: PersonId,
        /// What they have to do with each other.
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<TextRef>,
    },
    /// The actor, one of the two, said that one guides the other. It holds when both have said so.
    MentoringAgreed {
        /// Who guides.
        mentor: PersonId,
        /// Who is guided.
        mentee: PersonId,
    },
    /// The actor, one of the two, said that it is over.
    MentoringEnded {
        /// Who guided.
        mentor: PersonId,
        /// Who was guided.
        mentee: PersonId,
    },
    /// The actor, who keeps the community going, spoke with somebody; of what, is nobody's business.
    ContactNoted {
        /// With whom.
        person: PersonId,
    },
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
        /// The community that was asked to hold it together with this one.
        #[serde(skip_serializing_if = "Option::is_none")]
        with: Option<CommunityId>,
        /// In the log of the community that was asked: the one that asks.
        #[serde(skip_serializing_if = "Option::is_none")]
        host: Option<CommunityId>,
    },
    /// A meeting was moved to another time or place, or made larger or smaller.
    EventChanged {
        /// Which.
        event: EventId,
        /// Which one of a series, by when the rule has it; none for all of them.
        #[serde(skip_serializing_if = "Option::is_none")]
        occurrence: Option<CivilDateTime>,
        /// When it is now.
        schedule: Schedule,
        /// Where it is now.
        #[serde(skip_serializing_if = "Option::is_none")]
        place: Option<TextRef>,
        /// How many can come now.
        #[serde(skip_serializing_if = "Option::is_none")]
        capacity: Option<u32>,
        /// Where people are now, if not where they were to be.
        #[serde(skip_serializing_if = "Option::is_none")]
        mode: Option<Mode>,
        /// What kind of meeting it is now, if not what it was.
        #[serde(skip_serializing_if = "Option::is_none")]
        form: Option<Form>,
        /// The problem that it is about now, if not the one that it was.
        #[serde(skip_serializing_if = "Option::is_none")]
        problem: Option<ContributionId>,
    },
    /// A meeting will not be.
    EventCancelled {
        /// Which.
        event: EventId,
        /// Which one of a series, by when the rule has it; none for all of them.
        #[serde(skip_serializing_if = "Option::is_none")]
        occurrence: Option<CivilDateTime>,
        /// Why.
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<TextRef>,
    },
    /// The actor said whether they come.
    InvitationAnswered {
        /// To what.
        event: EventId,
        /// Which one of a series, by when the rule has it; none for all of them.
        #[serde(skip_serializing_if = "Option::is_none")]
        occurrence: Option<CivilDateTime>,
        /// What they said.
        answer: Answer,
        /// Whether the answer is the community's own, to being asked to hold it together with another.
        #[serde(skip_serializing_if = "is_false")]
        as_host: bool,
    },
    /// The actor was there.
    Attended {
        /// At what.
        event: EventId,
        /// Which one of a series, by when the rule has it; none for all of them.
        #[serde(skip_serializing_if = "Option::is_none")]
        occurrence: Option<CivilDateTime>,
        /// Doing what.
        part: Part,
        /// In the room or on a screen.
        #[serde(skip_serializing_if = "Option::is_none")]
        presence: Option<Presence>,
    },
    /// A meeting took place.
    EventHeld {
        /// Which.
        event: EventId,
        /// Which one of a series, by when the rule has it; none for all of them.
        #[serde(skip_serializing_if = "Option::is_none")]
        occurrence: Option<CivilDateTime>,
        /// What was written down.
        #[serde(skip_serializing_if = "Option::is_none")]
        notes: Option<TextRef>,
        /// What it came to.
        #[serde(skip_serializing_if = "Option::is_none")]
        outcome: Option<TextRef>,
        /// How many were there, where nobody wrote down who.
        #[serde(skip_serializing_if = "Option::is_none")]
        head_count: Option<u32>,
    },
    /// People thought through a problem together, in one room.
    SessionWorked {
        /// At which meeting.
        event: EventId,
        /// Which one of a series, by when the rule has it; none for all of them.
        #[serde(skip_serializing_if = "Option::is_none")]
        occurrence: Option<CivilDateTime>,
        /// On which problem.
        problem: ContributionId,
        /// Who took part.
        participants: Vec<PersonId>,
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
        /// Where it was first told, when it was handed on.
        #[serde(skip_serializing_if = "Option::is_none")]
        original: Option<TextRef>,
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
        /// The artefact that it is, when the community holds it.
        #[serde(skip_serializing_if = "Option::is_none")]
        artefact: Option<ContributionId>,
    },
    /// The actor answered in a thread.
    Replied(Turn),
    /// The actor doubts something.
    ConcernRaised {
        /// Which.
        contribution: ContributionId,
        /// About what.
        #[serde(skip_serializing_if = "Option::is_none")]
        about: Option<Reference>,
        /// In a sentence.
        title: TextRef,
        /// In more.
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<TextRef>,
    },
    /// Something changed how the actor sees it.
    InsightMarked {
        /// Which turn, meeting or artefact.
        about: Reference,
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
    /// A concern was answered.
    ConcernAnswered {
        /// Which.
        concern: ContributionId,
        /// What became of it.
        outcome: ConcernOutcome,
        /// In words.
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<TextRef>,
    },
    /// A problem is seen otherwise by now.
    ProblemReframed {
        /// Which.
        problem: ContributionId,
        /// As it is put now.
        statement: TextRef,
        /// Who sees it so too, by the word of the actor.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        confirmed_by: Vec<PersonId>,
    },
    /// The actor said what a thread or a meeting came to.
    Summarised {
        /// This summary.
        summary: ContributionId,
        /// Of what.
        of: Reference,
        /// What it came to.
        text: TextRef,
    },
    /// The actor saw that two things have to do with each other.
    Connected {
        /// The thread.
        from: ContributionId,
        /// Another thread, a person, an artefact.
        to: Reference,
        /// What they have to do with each other.
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<TextRef>,
    },
    /// The actor gave a word's worth of answer.
    Reacted {
        /// To what.
        to: Reference,
        /// Which.
        reaction: Reaction,
    },
    /// The actor read something, and allows that this is known.
    Read {
        /// What.
        of: Reference,
    },
    /// Something was written for others to use.
    ArtefactDrafted(ArtefactDraft),
    /// It was written anew.
    ArtefactRevised {
        /// Which.
        artefact: ContributionId,
        /// Which one this is, from 2.
        revision: u32,
        /// What it is called now.
        title: TextRef,
        /// What it says now.
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<TextRef>,
        /// Where it is now.
        #[serde(skip_serializing_if = "Option::is_none")]
        link: Option<TextRef>,
        /// What was changed, and why.
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<TextRef>,
    },
    /// The actor looked whether it still holds.
    ArtefactReviewed {
        /// Which.
        artefact: ContributionId,
        /// What they found.
        state: ArtefactState,
        /// When somebody should look again.
        #[serde(skip_serializing_if = "Option::is_none")]
        next_review: Option<CivilDate>,
        /// In words.
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<TextRef>,
    },
    /// The actor used it.
    ArtefactUsed {
        /// Which.
        artefact: ContributionId,
        /// In which thread or meeting; none for their own practice.
        #[serde(skip_serializing_if = "Option::is_none")]
        context: Option<Reference>,
        /// What happened.
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<TextRef>,
    },
    /// Something rests on evidence.
    EvidenceCited {
        /// What does: an artefact, a thread, a turn.
        by: Reference,
        /// On which.
        source: Source,
    },
    /// The actor said what came of something.
    ValueReported(ValueReport),
    /// Somebody else saw that too.
    ValueConfirmed {
        /// Which report.
        report: ContributionId,
        /// How they know.
        relation: Relation,
    },
    /// The actor said who they are.
    SelfIntroduced {
        /// In their own words.
        text: TextRef,
    },
    /// What the community is for is what the actor is for.
    PurposeEndorsed {
        /// Which version of it.
        version: u32,
    },
    /// It is no longer.
    EndorsementWithdrawn {
        /// Which version of it.
        version: u32,
    },
    /// The actor shared a part of their private journal.
    JournalShared {
        /// Which.
        contribution: ContributionId,
        /// What prompted it.
        question: JournalQuestion,
        /// In a sentence.
        title: TextRef,
        /// The part that they chose.
        text: TextRef,
    },
    /// Somebody answered the pulse. Nobody knows who: it has no actor, and `at` is the first of the month.
    PulseAnswered {
        /// What was asked.
        item: PulseItem,
        /// From 1, not at all, to 7, fully.
        value: u32,
    },
    /// An earlier activity counts as if it had been recorded like this.
    Corrected {
        /// Which.
        of: ActivityId,
        /// When it happened, if not when it said.
        #[serde(skip_serializing_if = "Option::is_none")]
        at: Option<Timestamp>,
        /// What happened instead; of the same kind.
        patch: Box<Kind>,
    },
    /// An earlier activity counts as if it had not been.
    Retracted {
        /// Which.
        of: ActivityId,
        /// Why.
        reason: RetractionReason,
    },
    /// A person, or one activity, was erased.
    Erased {
        /// Which.
        of: Erasure,
    },
    /// Two people turned out to be one, who goes by the second id.
    SamePerson {
        /// The id that is not used any more.
        from: PersonId,
        /// The id that stands for both.
        into: PersonId,
    },
    /// Something that the first part of a page does not fold: what it shows is read again.
    #[cfg(not(feature = "whole"))]
    Unread {
        /// Whether it gives something.
        is_contribution: bool,
    },
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands out references"
)]
fn is_false(flag: &bool) -> bool {
    !flag
}
