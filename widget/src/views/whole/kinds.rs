//! What people did, in words: for lists of what is kept of them.

use crate::messages::Key;

/// What each kind of activity is called, by its word.
const KINDS: [(&str, Key); 60] = [
    ("affiliation_stated", Key::DidAffiliationStated),
    ("announced", Key::DidAnnounced),
    ("artefact_drafted", Key::DidArtefactDrafted),
    ("artefact_reviewed", Key::DidArtefactReviewed),
    ("artefact_revised", Key::DidArtefactRevised),
    ("artefact_used", Key::DidArtefactUsed),
    ("asked_to_join", Key::DidAskedToJoin),
    ("attended", Key::DidAttended),
    ("away", Key::DidAway),
    ("community_founded", Key::DidCommunityFounded),
    ("concern_answered", Key::DidConcernAnswered),
    ("concern_raised", Key::DidConcernRaised),
    ("connected", Key::DidConnected),
    ("constituency_dropped", Key::DidConstituencyDropped),
    ("constituency_sought", Key::DidConstituencySought),
    ("contact_noted", Key::DidContactNoted),
    ("corrected", Key::DidCorrected),
    ("endorsement_withdrawn", Key::DidEndorsementWithdrawn),
    ("event_cancelled", Key::DidEventCancelled),
    ("event_changed", Key::DidEventChanged),
    ("event_held", Key::DidEventHeld),
    ("event_planned", Key::DidEventPlanned),
    ("evidence_cited", Key::DidEvidenceCited),
    ("followed", Key::DidFollowed),
    ("insight_marked", Key::DidInsightMarked),
    ("introduced", Key::DidIntroduced),
    ("invitation_answered", Key::DidInvitationAnswered),
    ("invited", Key::DidInvited),
    ("joined", Key::DidJoined),
    ("journal_shared", Key::DidJournalShared),
    ("left", Key::DidLeft),
    ("mentoring_agreed", Key::DidMentoringAgreed),
    ("mentoring_ended", Key::DidMentoringEnded),
    ("preference_set", Key::DidPreferenceSet),
    ("problem_raised", Key::DidProblemRaised),
    ("problem_reframed", Key::DidProblemReframed),
    ("project_linked", Key::DidProjectLinked),
    ("project_unlinked", Key::DidProjectUnlinked),
    ("purpose_endorsed", Key::DidPurposeEndorsed),
    ("purpose_revised", Key::DidPurposeRevised),
    ("reacted", Key::DidReacted),
    ("read", Key::DidRead),
    ("replied", Key::DidReplied),
    ("request_approved", Key::DidRequestApproved),
    ("request_declined", Key::DidRequestDeclined),
    ("request_withdrawn", Key::DidRequestWithdrawn),
    ("resource_shared", Key::DidResourceShared),
    ("retracted", Key::DidRetracted),
    ("returned", Key::DidReturned),
    ("role_ended", Key::DidRoleEnded),
    ("role_given", Key::DidRoleGiven),
    ("self_introduced", Key::DidSelfIntroduced),
    ("session_worked", Key::DidSessionWorked),
    ("stage_declared", Key::DidStageDeclared),
    ("story_told", Key::DidStoryTold),
    ("summarised", Key::DidSummarised),
    ("unfollowed", Key::DidUnfollowed),
    ("value_confirmed", Key::DidValueConfirmed),
    ("value_reported", Key::DidValueReported),
    ("welcomed", Key::DidWelcomed),
];

/// What a kind of activity is called: none for one that is shown to nobody.
pub(super) fn kind(word: &str) -> Option<Key> {
    KINDS
        .iter()
        .find(|(known, _)| *known == word)
        .map(|(_, key)| *key)
}
