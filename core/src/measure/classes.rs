//! What each kind of activity counts as beside contribution, observing, lead and facilitation: the four activities
//! that communities of practice have in common, and passing on or working on.

use crate::activity::{Kind, Part, Rung, Stance};

/// The four activities characteristic of communities of practice (Li et al. 2009, Implementation Science 4:27).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Characteristic {
    /// SI: being with each other.
    SocialInteraction,
    /// KS: passing on what somebody knows.
    KnowledgeSharing,
    /// KC: working out what nobody knew.
    KnowledgeCreation,
    /// ID: becoming somebody who belongs.
    IdentityBuilding,
}

impl Characteristic {
    /// All four, in the order in which they are shown.
    pub const ALL: [Characteristic; 4] = [
        Characteristic::SocialInteraction,
        Characteristic::KnowledgeSharing,
        Characteristic::KnowledgeCreation,
        Characteristic::IdentityBuilding,
    ];
}

/// Passing on, or working on (M1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bent {
    /// D: passing something on, as a network does.
    Disseminating,
    /// P: working on practice and learning, as a community does.
    Practice,
}

/// Which of the four activities a kind serves; a kind may serve two, and the four are never added up.
#[must_use]
pub fn characteristics(kind: &Kind) -> &'static [Characteristic] {
    use Characteristic::{
        IdentityBuilding as ID, KnowledgeCreation as KC, KnowledgeSharing as KS,
        SocialInteraction as SI,
    };
    match kind {
        Kind::CommunityFounded { .. }
        | Kind::PurposeRevised { .. }
        | Kind::RoleGiven { .. }
        | Kind::RoleEnded { .. }
        | Kind::Joined { .. }
        | Kind::PurposeEndorsed { .. }
        | Kind::EndorsementWithdrawn { .. }
        | Kind::JournalShared { .. }
        | Kind::PulseAnswered { .. } => &[ID],
        Kind::Invited { .. }
        | Kind::Welcomed { .. }
        | Kind::Introduced { .. }
        | Kind::ContactNoted { .. }
        | Kind::EventPlanned { .. }
        | Kind::EventChanged { .. }
        | Kind::EventCancelled { .. }
        | Kind::Reacted { .. } => &[SI],
        Kind::MentoringAgreed { .. }
        | Kind::MentoringEnded { .. }
        | Kind::SelfIntroduced { .. } => &[ID, SI],
        Kind::Attended { part, .. } => match part {
            Part::Chair | Part::Spoke => &[SI, KS],
            Part::TookPart | Part::Present => &[SI],
        },
        Kind::Replied(turn) => match turn.stance {
            Stance::Build => &[SI, KS, KC],
            Stance::Ask
            | Stance::Offer
            | Stance::Experience
            | Stance::Challenge
            | Stance::Thanks
            | Stance::Agree => &[SI, KS],
        },
        Kind::ProblemRaised { .. }
        | Kind::Announced { .. }
        | Kind::ResourceShared { .. }
        | Kind::Connected { .. }
        | Kind::ArtefactReviewed { .. }
        | Kind::ArtefactUsed { .. }
        | Kind::EvidenceCited { .. } => &[KS],
        Kind::SessionWorked { .. }
        | Kind::ConcernRaised { .. }
        | Kind::ConcernAnswered { .. }
        | Kind::ProblemReframed { .. }
        | Kind::Summarised { .. }
        | Kind::ArtefactDrafted(_)
        | Kind::ArtefactRevised { .. } => &[KC],
        Kind::InsightMarked { .. } => &[KC, ID],
        Kind::ValueReported(report) if report.rung >= Rung::Applied => &[KC],
        Kind::StoryTold { .. } => &[ID, KS],
        Kind::StageDeclared { .. }
        | Kind::AffiliationStated { .. }
        | Kind::ConstituencySought { .. }
        | Kind::ConstituencyDropped { .. }
        | Kind::ProjectLinked { .. }
        | Kind::ProjectUnlinked { .. }
        | Kind::Left
        | Kind::AskedToJoin { .. }
        | Kind::RequestWithdrawn
        | Kind::RequestApproved { .. }
        | Kind::RequestDeclined { .. }
        | Kind::Followed
        | Kind::Unfollowed
        | Kind::Away { .. }
        | Kind::Returned
        | Kind::PreferenceSet { .. }
        | Kind::InvitationAnswered { .. }
        | Kind::EventHeld { .. }
        | Kind::Read { .. }
        | Kind::ValueReported(_)
        | Kind::ValueConfirmed { .. }
        | Kind::Corrected { .. }
        | Kind::Retracted { .. }
        | Kind::Erased { .. }
        | Kind::SamePerson { .. } => &[],
    }
}

/// Whether an act makes something that others can go on from (M3): a new statement of a problem, a summary, an artefact,
/// something applied.
#[must_use]
pub fn is_producing(kind: &Kind) -> bool {
    match kind {
        Kind::ProblemReframed { .. }
        | Kind::Summarised { .. }
        | Kind::ArtefactDrafted(_)
        | Kind::ArtefactRevised { .. } => true,
        Kind::ValueReported(report) => report.rung >= Rung::Applied,
        _ => false,
    }
}

/// Whether an act passes something on or works on something, attendance left out: a webinar with a hundred people
/// would swamp everything. Raising a problem is neither, answering it is work.
#[must_use]
pub fn bent(kind: &Kind, is_in_problem: bool) -> Option<Bent> {
    let works = match kind {
        Kind::Announced { .. } | Kind::ResourceShared { .. } => {
            return Some(Bent::Disseminating);
        }
        Kind::Replied(turn) => is_in_problem && turn.is_substantive(),
        Kind::ArtefactDrafted(draft) => draft.thread.is_some() || draft.authors.len() > 1,
        Kind::ValueReported(report) => report.rung >= Rung::Applied,
        Kind::MentoringAgreed { .. }
        | Kind::MentoringEnded { .. }
        | Kind::SessionWorked { .. }
        | Kind::ConcernRaised { .. }
        | Kind::ConcernAnswered { .. }
        | Kind::ProblemReframed { .. }
        | Kind::InsightMarked { .. }
        | Kind::Summarised { .. }
        | Kind::ArtefactRevised { .. }
        | Kind::ArtefactReviewed { .. }
        | Kind::ArtefactUsed { .. }
        | Kind::EvidenceCited { .. }
        | Kind::ValueConfirmed { .. }
        | Kind::StoryTold { .. }
        | Kind::JournalShared { .. } => true,
        _ => false,
    };
    works.then_some(Bent::Practice)
}
