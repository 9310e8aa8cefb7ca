//! What each kind of activity counts as: the letters C, O, L and F of the table of kinds.

use super::{Answer, Kind, Part};

/// What an activity counts as; one may count as several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// C: it gives something.
    pub contribution: bool,
    /// O: presence without contribution, legitimate and no deficit.
    pub observing: bool,
    /// L: it steers the community.
    pub lead: bool,
    /// F: it keeps the community going.
    pub facilitation: bool,
}

impl Counts {
    const NOTHING: Counts = Counts {
        contribution: false,
        observing: false,
        lead: false,
        facilitation: false,
    };
    const C: Counts = Counts {
        contribution: true,
        ..Counts::NOTHING
    };
    const O: Counts = Counts {
        observing: true,
        ..Counts::NOTHING
    };
    const L: Counts = Counts {
        lead: true,
        ..Counts::NOTHING
    };
    const F: Counts = Counts {
        facilitation: true,
        ..Counts::NOTHING
    };
    const CLF: Counts = Counts {
        contribution: true,
        observing: false,
        lead: true,
        facilitation: true,
    };
}

impl Kind {
    /// What it counts as, by the table of kinds.
    #[must_use]
    pub fn counts(&self) -> Counts {
        match self {
            Kind::CommunityFounded { .. } => Counts::L,
            Kind::RoleGiven { .. } | Kind::RoleEnded { .. } | Kind::Invited { .. } => Counts::F,
            Kind::AffiliationStated { .. }
            | Kind::Left
            | Kind::AskedToJoin { .. }
            | Kind::RequestWithdrawn
            | Kind::Unfollowed => Counts::NOTHING,
            Kind::RequestApproved { .. } | Kind::RequestDeclined { .. } => Counts::F,
            Kind::Joined { .. } | Kind::Followed => Counts::O,
            Kind::EventPlanned { .. } | Kind::EventChanged { .. } | Kind::EventCancelled { .. } => {
                Counts::CLF
            }
            Kind::InvitationAnswered { answer, .. } => match answer {
                Answer::Accepted => Counts::O,
                Answer::Tentative | Answer::Declined => Counts::NOTHING,
            },
            Kind::Attended { part, .. } => match part {
                Part::Chair | Part::Spoke | Part::TookPart => Counts {
                    contribution: true,
                    ..Counts::O
                },
                Part::Present => Counts::O,
            },
            Kind::Replied(turn) if turn.is_substantive() => Counts::C,
            Kind::Replied(_) => Counts::O,
            Kind::ProblemRaised { .. }
            | Kind::Announced { .. }
            | Kind::ResourceShared { .. }
            | Kind::ConcernRaised { .. }
            | Kind::InsightMarked { .. }
            | Kind::StoryTold { .. } => Counts::C,
        }
    }
}
