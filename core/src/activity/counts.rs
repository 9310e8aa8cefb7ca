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
    const CF: Counts = Counts {
        contribution: true,
        ..Counts::F
    };
    const CLF: Counts = Counts {
        contribution: true,
        observing: false,
        lead: true,
        facilitation: true,
    };
}

/// The words of those contributions that the first part of a page does not read. Whether somebody took part in a
/// meeting or was just present it does not know.
#[cfg(any(test, not(feature = "whole")))]
pub(super) const CONTRIBUTIONS_OF_WHOLE: [&str; 26] = [
    "welcomed",
    "introduced",
    "session_worked",
    "connected",
    "event_planned",
    "event_changed",
    "event_cancelled",
    "summarised",
    "artefact_reviewed",
    "problem_reframed",
    "mentoring_agreed",
    "mentoring_ended",
    "announced",
    "resource_shared",
    "concern_raised",
    "concern_answered",
    "artefact_drafted",
    "artefact_revised",
    "artefact_used",
    "evidence_cited",
    "value_reported",
    "value_confirmed",
    "self_introduced",
    "purpose_endorsed",
    "story_told",
    "journal_shared",
];

impl Kind {
    /// What it counts as, by the table of kinds.
    #[must_use]
    pub fn counts(&self) -> Counts {
        match self {
            Kind::CommunityFounded { .. }
            | Kind::PurposeRevised { .. }
            | Kind::StageDeclared { .. }
            | Kind::ConstituencySought { .. }
            | Kind::ConstituencyDropped { .. }
            | Kind::ProjectLinked { .. }
            | Kind::ProjectUnlinked { .. } => Counts::L,
            Kind::RoleGiven { .. }
            | Kind::RoleEnded { .. }
            | Kind::Invited { .. }
            | Kind::RequestApproved { .. }
            | Kind::RequestDeclined { .. }
            | Kind::ContactNoted { .. }
            | Kind::EventHeld { .. } => Counts::F,
            Kind::AffiliationStated { .. }
            | Kind::Left
            | Kind::AskedToJoin { .. }
            | Kind::RequestWithdrawn
            | Kind::Unfollowed
            | Kind::Away { .. }
            | Kind::Returned
            | Kind::PreferenceSet { .. }
            | Kind::EndorsementWithdrawn { .. }
            | Kind::PulseAnswered { .. }
            | Kind::Corrected { .. }
            | Kind::Retracted { .. }
            | Kind::Erased { .. }
            | Kind::SamePerson { .. } => Counts::NOTHING,
            Kind::Joined { .. } | Kind::Followed | Kind::Reacted { .. } | Kind::Read { .. } => {
                Counts::O
            }
            Kind::Welcomed { .. }
            | Kind::Introduced { .. }
            | Kind::SessionWorked { .. }
            | Kind::Connected { .. } => Counts::CF,
            Kind::EventPlanned { .. }
            | Kind::EventChanged { .. }
            | Kind::EventCancelled { .. }
            | Kind::Summarised { .. }
            | Kind::ArtefactReviewed { .. } => Counts::CLF,
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
            Kind::ProblemReframed { .. } => Counts {
                contribution: true,
                ..Counts::L
            },
            Kind::MentoringAgreed { .. }
            | Kind::MentoringEnded { .. }
            | Kind::ProblemRaised { .. }
            | Kind::Announced { .. }
            | Kind::ResourceShared { .. }
            | Kind::ConcernRaised { .. }
            | Kind::ConcernAnswered { .. }
            | Kind::InsightMarked { .. }
            | Kind::ArtefactDrafted(_)
            | Kind::ArtefactRevised { .. }
            | Kind::ArtefactUsed { .. }
            | Kind::EvidenceCited { .. }
            | Kind::ValueReported(_)
            | Kind::ValueConfirmed { .. }
            | Kind::SelfIntroduced { .. }
            | Kind::PurposeEndorsed { .. }
            | Kind::StoryTold { .. }
            | Kind::JournalShared { .. } => Counts::C,
            #[cfg(not(feature = "whole"))]
            Kind::Unread { is_contribution } => Counts {
                contribution: *is_contribution,
                ..Counts::NOTHING
            },
        }
    }
}

#[cfg(test)]
#[cfg(feature = "whole")]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    /// What the first part reads, and what counts by what it holds.
    const READ: [&str; 10] = [
        "joined",
        "left",
        "asked_to_join",
        "request_withdrawn",
        "followed",
        "unfollowed",
        "invitation_answered",
        "problem_raised",
        "replied",
        "insight_marked",
    ];

    #[test]
    fn the_first_part_knows_what_gives_something_without_reading_it() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/activities");
        let mut n_found = 0;
        for entry in fs::read_dir(folder).unwrap() {
            let written = fs::read_to_string(entry.unwrap().path()).unwrap();
            let activity: crate::activity::Activity = serde_json::from_str(&written).unwrap();
            let word = activity.what.word();
            if READ.contains(&word) || word == "attended" {
                continue;
            }
            let is_listed = CONTRIBUTIONS_OF_WHOLE.contains(&word);
            assert_eq!(activity.what.counts().contribution, is_listed, "{word}");
            n_found += 1;
        }
        assert!(
            n_found >= CONTRIBUTIONS_OF_WHOLE.len(),
            "only {n_found} read"
        );
    }
}
