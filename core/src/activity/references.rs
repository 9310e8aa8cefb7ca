//! What an activity refers to and does not hold: people, and texts.

use super::{Activity, Kind};
use crate::id::PersonId;
use crate::sorted::SortedSet;
use crate::text::TextRef;

impl Activity {
    /// Everybody whom it names.
    #[must_use]
    pub fn people(&self) -> SortedSet<&PersonId> {
        let mut people: SortedSet<&PersonId> = self.actor.iter().collect();
        people.extend(&self.recorder);
        people.extend(self.what.subject());
        if let Kind::Replied(turn) = &self.what {
            people.extend(turn.to.iter().chain(&turn.addressees));
        }
        people
    }
}

impl Kind {
    /// Every text that it refers to.
    #[must_use]
    pub fn texts(&self) -> Vec<TextRef> {
        let all: [Option<TextRef>; 4] = match self {
            Kind::CommunityFounded { purpose, .. } => [
                Some(purpose.name),
                purpose.domain,
                purpose.for_whom,
                purpose.what_we_do,
            ],
            Kind::ResourceShared {
                title, text, link, ..
            } => [Some(*title), *text, *link, None],
            Kind::ProblemRaised { title, text, .. }
            | Kind::Announced { title, text, .. }
            | Kind::ConcernRaised { title, text, .. }
            | Kind::StoryTold { title, text, .. } => [Some(*title), *text, None, None],
            Kind::EventPlanned { title, place, .. } => [Some(*title), *place, None, None],
            Kind::AskedToJoin { reason: text } | Kind::RequestDeclined { message: text, .. } => {
                [Some(*text), None, None, None]
            }
            Kind::Joined { note: text, .. }
            | Kind::RequestApproved { message: text, .. }
            | Kind::EventChanged { place: text, .. }
            | Kind::EventCancelled { reason: text, .. } => [*text, None, None, None],
            Kind::Replied(turn) => [turn.text, None, None, None],
            Kind::RoleGiven { .. }
            | Kind::RoleEnded { .. }
            | Kind::AffiliationStated { .. }
            | Kind::Invited { .. }
            | Kind::Left
            | Kind::RequestWithdrawn
            | Kind::Followed
            | Kind::Unfollowed
            | Kind::InvitationAnswered { .. }
            | Kind::Attended { .. }
            | Kind::InsightMarked { .. } => [None; 4],
        };
        all.into_iter().flatten().collect()
    }
}
