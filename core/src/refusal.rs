//! Refusals: the rule that a command would break, with a stable code.

use std::fmt;

use crate::id::IdFault;
use crate::text::Field;

/// Why a command is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The community does not exist, or the person may not know that it does.
    NoSuchCommunity,
    /// The id of a new community is in use.
    CommunityExists,
    /// The id of a new community is not 2 to 60 of a to z, 0 to 9 and hyphen.
    CommunityIdFormat,
    /// The command is for a community, and none is named.
    CommunityNeeded,
    /// Only members may.
    NotAMember,
    /// Only those who hold the community in this way may.
    RoleNeeded,
    /// Joining is on request.
    AskFirst,
    /// Joining is by invitation.
    InvitationNeeded,
    /// Joining is open, so there is nothing to ask for.
    OpenToJoin,
    /// The person asked before and was turned down.
    DeclinedBefore,
    /// The person is a member already.
    AlreadyAMember,
    /// The person did not ask to join.
    NoSuchRequest,
    /// The person is not a member.
    PersonNotAMember,
    /// The community would be left without a steward.
    LastSteward,
    /// There is no such event in the community.
    NoSuchEvent,
    /// The event was called off.
    EventAlreadyCancelled,
    /// The event is over.
    EventAlreadyOver,
    /// The event would begin in the past.
    EventInThePast,
    /// The event would last less than a minute or more than two weeks.
    EventLength,
    /// The event would have room for nobody, or for more than a million.
    CapacityRange,
    /// There is no such contribution in the community.
    NoSuchContribution,
    /// It is one's own.
    OwnContribution,
    /// An addressee is neither a member nor in the thread.
    NoSuchAddressee,
    /// More than twenty addressees or terms.
    TooMany,
    /// A link is neither http nor https.
    LinkScheme,
    /// There is no such activity in the community.
    NoSuchActivity,
    /// Only whoever did it or wrote it down may, or those who hold the community.
    NotYours,
    /// The activity has nothing of what is to be corrected, or is so already.
    NothingToCorrect,
    /// The activity was taken back.
    AlreadyRetracted,
    /// A community with other members can't be taken back.
    FoundingStands,
    /// What two communities hold together is changed or called off, and not put right in one of them.
    HeldTogether,
    /// Only whoever runs the server may.
    OperatorNeeded,
    /// A person has not allowed it.
    NoConsent,
    /// It is for somebody else than oneself.
    NotOneself,
    /// The purpose was revised since it was read.
    PurposeRevisedSince,
    /// There is no such project in the community.
    NoSuchProject,
    /// The community looks for no such constituency.
    NoSuchConstituency,
    /// The series has no such occurrence.
    NoSuchOccurrence,
    /// The event has not begun yet.
    EventNotBegun,
    /// The artefact was retired.
    ArtefactRetired,
    /// A source is neither a DOI nor the short id of a guideline.
    SourceFormat,
    /// A date lies before the one that it must follow.
    DateRange,
    /// A number is too small or too large.
    OutOfRange {
        /// Least.
        min: u32,
        /// Greatest.
        max: u32,
    },
    /// A text is too short or too long.
    TextLength {
        /// Which text.
        field: Field,
        /// How long it is.
        n_chars: usize,
        /// How long it must be.
        min_chars: usize,
        /// How long it may be.
        max_chars: usize,
    },
    /// A term, a vantage or a group can't be used as an id.
    WordFormat(IdFault),
}

impl Refusal {
    /// The stable code: part of the contract.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::NoSuchCommunity => "no_such_community",
            Refusal::CommunityExists => "community_exists",
            Refusal::CommunityIdFormat => "community_id_format",
            Refusal::CommunityNeeded => "community_needed",
            Refusal::NotAMember => "not_a_member",
            Refusal::RoleNeeded => "role_needed",
            Refusal::AskFirst => "ask_first",
            Refusal::InvitationNeeded => "invitation_needed",
            Refusal::OpenToJoin => "open_to_join",
            Refusal::DeclinedBefore => "declined_before",
            Refusal::AlreadyAMember => "already_a_member",
            Refusal::NoSuchRequest => "no_such_request",
            Refusal::PersonNotAMember => "person_not_a_member",
            Refusal::LastSteward => "last_steward",
            Refusal::NoSuchEvent => "no_such_event",
            Refusal::EventAlreadyCancelled => "event_already_cancelled",
            Refusal::EventAlreadyOver => "event_already_over",
            Refusal::EventInThePast => "event_in_the_past",
            Refusal::EventLength => "event_length",
            Refusal::CapacityRange => "capacity_range",
            Refusal::NoSuchContribution => "no_such_contribution",
            Refusal::OwnContribution => "own_contribution",
            Refusal::NoSuchAddressee => "no_such_addressee",
            Refusal::TooMany => "too_many",
            Refusal::LinkScheme => "link_scheme",
            Refusal::NoSuchActivity => "no_such_activity",
            Refusal::NotYours => "not_yours",
            Refusal::NothingToCorrect => "nothing_to_correct",
            Refusal::AlreadyRetracted => "already_retracted",
            Refusal::FoundingStands => "founding_stands",
            Refusal::HeldTogether => "held_together",
            Refusal::OperatorNeeded => "operator_needed",
            Refusal::NoConsent => "no_consent",
            Refusal::NotOneself => "not_oneself",
            Refusal::PurposeRevisedSince => "purpose_revised_since",
            Refusal::NoSuchProject => "no_such_project",
            Refusal::NoSuchConstituency => "no_such_constituency",
            Refusal::NoSuchOccurrence => "no_such_occurrence",
            Refusal::EventNotBegun => "event_not_begun",
            Refusal::ArtefactRetired => "artefact_retired",
            Refusal::SourceFormat => "source_format",
            Refusal::DateRange => "date_range",
            Refusal::OutOfRange { .. } => "out_of_range",
            Refusal::TextLength { .. } => "text_length",
            Refusal::WordFormat(_) => "word_format",
        }
    }

    /// Every code, for the documents that list them.
    pub const CODES: [&'static str; 44] = [
        "no_such_community",
        "community_exists",
        "community_id_format",
        "community_needed",
        "not_a_member",
        "role_needed",
        "ask_first",
        "invitation_needed",
        "open_to_join",
        "declined_before",
        "already_a_member",
        "no_such_request",
        "person_not_a_member",
        "last_steward",
        "no_such_event",
        "event_already_cancelled",
        "event_already_over",
        "event_in_the_past",
        "event_length",
        "capacity_range",
        "no_such_contribution",
        "own_contribution",
        "no_such_addressee",
        "too_many",
        "link_scheme",
        "no_such_activity",
        "not_yours",
        "nothing_to_correct",
        "already_retracted",
        "founding_stands",
        "operator_needed",
        "no_consent",
        "not_oneself",
        "purpose_revised_since",
        "no_such_project",
        "no_such_constituency",
        "no_such_occurrence",
        "event_not_begun",
        "artefact_retired",
        "source_format",
        "date_range",
        "out_of_range",
        "text_length",
        "word_format",
    ];
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Refusal::NoSuchCommunity => "there is no such community",
            Refusal::CommunityExists => "a community with that id exists already",
            Refusal::CommunityIdFormat => {
                "the id of a community has 2 to 60 of the characters a to z, 0 to 9 and hyphen"
            }
            Refusal::CommunityNeeded => "this command needs a community",
            Refusal::NotAMember => "only members may do this",
            Refusal::RoleNeeded => "only those who hold the community may do this",
            Refusal::AskFirst => "to join this community, ask first",
            Refusal::InvitationNeeded => "this community is joined by invitation",
            Refusal::OpenToJoin => "this community is open: join it without asking",
            Refusal::DeclinedBefore => "this request was turned down before",
            Refusal::AlreadyAMember => "the person is a member already",
            Refusal::NoSuchRequest => "the person has not asked to join",
            Refusal::PersonNotAMember => "the person is not a member",
            Refusal::LastSteward => "the last steward can't go: make somebody else a steward first",
            Refusal::NoSuchEvent => "there is no such event",
            Refusal::EventAlreadyCancelled => "the event was called off",
            Refusal::EventAlreadyOver => "the event is over",
            Refusal::EventInThePast => "an event can't begin in the past",
            Refusal::EventLength => "an event lasts from a minute to two weeks",
            Refusal::CapacityRange => "an event has room for 1 to 1,000,000 people",
            Refusal::NoSuchContribution => "there is no such contribution",
            Refusal::OwnContribution => "this is for what somebody else said",
            Refusal::NoSuchAddressee => "an addressee is neither a member nor in the thread",
            Refusal::TooMany => "at most twenty of these",
            Refusal::LinkScheme => "a link begins with https:// or http://",
            Refusal::NoSuchActivity => "there is no such activity",
            Refusal::NotYours => "only whoever did it may, or those who hold the community",
            Refusal::NothingToCorrect => "the activity has nothing of what is to be corrected",
            Refusal::AlreadyRetracted => "this was taken back",
            Refusal::FoundingStands => "a community with other members can't be taken back",
            Refusal::HeldTogether => {
                "two communities hold this together: change it or call it off instead"
            }
            Refusal::OperatorNeeded => "only whoever runs the server may do this",
            Refusal::NoConsent => "the person has not allowed this",
            Refusal::NotOneself => "this is for somebody else than oneself",
            Refusal::PurposeRevisedSince => "the purpose was revised since it was read",
            Refusal::NoSuchProject => "there is no such project",
            Refusal::NoSuchConstituency => "there is no such constituency",
            Refusal::NoSuchOccurrence => "the series has no such occurrence",
            Refusal::EventNotBegun => "the event has not begun yet",
            Refusal::ArtefactRetired => "the artefact was retired",
            Refusal::SourceFormat => {
                "a source is a DOI or the id of a guideline, of at most 200 characters"
            }
            Refusal::DateRange => "a date lies before the one that it must follow",
            Refusal::OutOfRange { min, max } => {
                return write!(f, "a number from {min} to {max}");
            }
            Refusal::TextLength {
                field,
                n_chars,
                min_chars,
                max_chars,
            } => {
                return write!(
                    f,
                    "{field:?} has {min_chars} to {max_chars} characters, not {n_chars}"
                );
            }
            Refusal::WordFormat(fault) => return fault.fmt(f),
        })
    }
}

impl std::error::Error for Refusal {}

impl From<IdFault> for Refusal {
    fn from(fault: IdFault) -> Self {
        Refusal::WordFormat(fault)
    }
}
