//! Whether somebody may change what was recorded before, and how it would count then.

mod patch;

use crate::activity::{Activity, Erasure, Kind, RetractionReason, Role};
use crate::amendment::Standing;
use crate::command::{Command, Intent, Patch};
use crate::community::Community;
use crate::decision::{Decision, Draft};
use crate::event::Event;
use crate::id::{ActivityId, PersonId};
use crate::model::Model;
use crate::refusal::Refusal;

use patch::patch_kind;

impl Model {
    /// What a correction, a retraction, an erasure or a merging of accounts leads to.
    pub(crate) fn decide_amendment(&self, intent: &Intent) -> Result<Decision, Refusal> {
        match &intent.command {
            Command::Correct { of, patch } => self.decide_correction(intent, *of, patch),
            Command::Retract { of, reason } => self.decide_retraction(intent, *of, *reason),
            Command::Erase {
                of: Erasure::Person(person),
            } => decide_erasure_of(intent, person),
            Command::Erase {
                of: Erasure::Activity(of),
            } => self.decide_erasure(intent, *of),
            Command::RecordSamePerson { from, into } => decide_same_person(intent, from, into),
            _ => Err(Refusal::NoSuchActivity),
        }
    }

    /// The activity that a command is about, as it counts now, where it is there for this person.
    fn earlier<'a>(
        &'a self,
        intent: &'a Intent,
        of: ActivityId,
    ) -> Result<(Option<&'a Community>, Activity), Refusal> {
        let recorded = intent
            .context
            .earlier
            .as_ref()
            .filter(|earlier| earlier.id == of && earlier.community == intent.community)
            .ok_or(Refusal::NoSuchActivity)?;
        let is_known = intent.context.is_operator
            || is_own(recorded, &intent.by)
            || self.showed(recorded, Some(&intent.by));
        if !is_known {
            return Err(Refusal::NoSuchActivity);
        }
        let community = recorded
            .community
            .as_ref()
            .and_then(|id| self.community(id));
        match self.amendments().standing(recorded) {
            Standing::AsRecorded => Ok((community, recorded.clone())),
            Standing::As(earlier) => Ok((community, *earlier)),
            Standing::Retracted => Err(Refusal::AlreadyRetracted),
            Standing::Nothing => Err(Refusal::NoSuchActivity),
        }
    }

    fn decide_correction(
        &self,
        intent: &Intent,
        of: ActivityId,
        patch: &Patch,
    ) -> Result<Decision, Refusal> {
        let (community, earlier) = self.earlier(intent, of)?;
        must_be_own(&earlier, intent)?;
        must_be_of_one_community(community, &earlier)?;
        if earlier.what.is_amendment() {
            return Err(Refusal::NothingToCorrect);
        }
        let mut draft = Draft::new(intent);
        let mut what = earlier.what.clone();
        patch_kind(&mut draft, &mut what, patch)?;
        let at = patch.at.filter(|at| *at != earlier.at);
        if at.is_some_and(|at| at > intent.at) {
            return Err(Refusal::DateRange);
        }
        if what == earlier.what && at.is_none() {
            return Err(Refusal::NothingToCorrect);
        }
        draft.record_for_audience(
            earlier.audience,
            Kind::Corrected {
                of,
                // A correction replaces the one before it, so it says again what that one said.
                at: patch.at.or(Some(earlier.at)),
                patch: Box::new(what),
            },
        );
        draft.done()
    }

    fn decide_retraction(
        &self,
        intent: &Intent,
        of: ActivityId,
        reason: RetractionReason,
    ) -> Result<Decision, Refusal> {
        let (community, earlier) = self.earlier(intent, of)?;
        may_take_back(community, &earlier, intent)?;
        must_be_of_one_community(community, &earlier)?;
        if let Some(community) = community {
            must_leave_it_held(community, &earlier)?;
        }
        if matches!(earlier.what, Kind::Erased { .. } | Kind::SamePerson { .. })
            && !intent.context.is_operator
        {
            return Err(Refusal::OperatorNeeded);
        }
        let mut draft = Draft::new(intent);
        draft.record_for_audience(earlier.audience, Kind::Retracted { of, reason });
        draft.done()
    }

    fn decide_erasure(&self, intent: &Intent, of: ActivityId) -> Result<Decision, Refusal> {
        let (community, earlier) = match self.earlier(intent, of) {
            // What was taken back can still be erased, by whoever runs the server or did it.
            Err(Refusal::AlreadyRetracted) => {
                let recorded = intent.context.earlier.clone();
                (None, recorded.ok_or(Refusal::NoSuchActivity)?)
            }
            earlier => earlier?,
        };
        must_be_own(&earlier, intent)?;
        if let Some(community) = community
            && !intent.context.is_operator
        {
            must_leave_it_held(community, &earlier)?;
        }
        if !is_called_off(community, &earlier) {
            must_be_of_one_community(community, &earlier)?;
        }
        let mut draft = Draft::new(intent);
        draft.record_for_audience(
            earlier.audience,
            Kind::Erased {
                of: Erasure::Activity(of),
            },
        );
        draft.done()
    }
}

/// A person is erased everywhere, whatever they hold: nobody has to hand anything over first.
fn decide_erasure_of(intent: &Intent, person: &PersonId) -> Result<Decision, Refusal> {
    if *person != intent.by && !intent.context.is_operator {
        return Err(Refusal::OperatorNeeded);
    }
    let everywhere = intent.everywhere();
    let mut draft = Draft::new(&everywhere);
    draft.record(Kind::Erased {
        of: Erasure::Person(person.clone()),
    });
    draft.done()
}

fn decide_same_person(
    intent: &Intent,
    from: &PersonId,
    into: &PersonId,
) -> Result<Decision, Refusal> {
    if !intent.context.is_operator {
        return Err(Refusal::OperatorNeeded);
    }
    if from == into {
        return Err(Refusal::NotOneself);
    }
    let everywhere = intent.everywhere();
    let mut draft = Draft::new(&everywhere);
    draft.record(Kind::SamePerson {
        from: from.clone(),
        into: into.clone(),
    });
    draft.done()
}

/// Whether a person did something, or wrote it down.
fn is_own(earlier: &Activity, by: &PersonId) -> bool {
    [&earlier.actor, &earlier.recorder]
        .into_iter()
        .flatten()
        .any(|person| person == by)
}

fn must_be_own(earlier: &Activity, intent: &Intent) -> Result<(), Refusal> {
    if is_own(earlier, &intent.by) || intent.context.is_operator {
        Ok(())
    } else {
        Err(Refusal::NotYours)
    }
}

/// Taking back must come to nothing that no command allows: roles are for those who steer, what others said for
/// those who hold the community, and what people said of themselves, or took back, for nobody else.
fn may_take_back(
    community: Option<&Community>,
    earlier: &Activity,
    intent: &Intent,
) -> Result<(), Refusal> {
    if intent.context.is_operator {
        return Ok(());
    }
    let Some(Community { membership, .. }) = community else {
        return must_be_own(earlier, intent);
    };
    match taken_back_by(&earlier.what) {
        TakenBackBy::Steering => membership.must_steer(&intent.by),
        TakenBackBy::Holding if membership.holds(&intent.by) => Ok(()),
        TakenBackBy::Holding | TakenBackBy::Oneself => must_be_own(earlier, intent),
    }
}

/// Who may take something back, beside whoever did it.
enum TakenBackBy {
    /// Those who give and take roles; not even whoever did it without that.
    Steering,
    /// Those who hold the community.
    Holding,
    /// Nobody else.
    Oneself,
}

fn taken_back_by(what: &Kind) -> TakenBackBy {
    match what {
        Kind::RoleGiven { .. } | Kind::RoleEnded { .. } | Kind::PurposeRevised { .. } => {
            TakenBackBy::Steering
        }
        Kind::StageDeclared { .. }
        | Kind::ConstituencySought { .. }
        | Kind::ConstituencyDropped { .. }
        | Kind::ProjectLinked { .. }
        | Kind::ProjectUnlinked { .. }
        | Kind::Invited { .. }
        | Kind::RequestDeclined { .. }
        | Kind::Welcomed { .. }
        | Kind::Introduced { .. }
        | Kind::EventPlanned { .. }
        | Kind::EventChanged { .. }
        | Kind::EventCancelled { .. }
        | Kind::Attended { .. }
        | Kind::EventHeld { .. }
        | Kind::SessionWorked { .. }
        | Kind::ProblemRaised { .. }
        | Kind::Announced { .. }
        | Kind::ResourceShared { .. }
        | Kind::Replied(_)
        | Kind::ConcernRaised { .. }
        | Kind::ConcernAnswered { .. }
        | Kind::ProblemReframed { .. }
        | Kind::Summarised { .. }
        | Kind::Connected { .. }
        | Kind::StoryTold { .. }
        | Kind::JournalShared { .. }
        | Kind::ArtefactDrafted(_)
        | Kind::ArtefactRevised { .. }
        | Kind::ArtefactReviewed { .. }
        | Kind::EvidenceCited { .. }
        | Kind::ValueReported(_)
        | Kind::SelfIntroduced { .. } => TakenBackBy::Holding,
        _ => TakenBackBy::Oneself,
    }
}

/// What two communities hold together stands in the logs of both, so it is changed and called off, and not put right
/// in one of them.
fn must_be_of_one_community(
    community: Option<&Community>,
    earlier: &Activity,
) -> Result<(), Refusal> {
    match shared_event(community, earlier) {
        Some(_) => Err(Refusal::HeldTogether),
        None => Ok(()),
    }
}

fn is_called_off(community: Option<&Community>, earlier: &Activity) -> bool {
    shared_event(community, earlier).is_some_and(|event| event.is_cancelled())
}

/// The event that an activity is about, where another community holds it too or was asked to.
fn shared_event<'a>(community: Option<&'a Community>, earlier: &Activity) -> Option<&'a Event> {
    let id = match &earlier.what {
        Kind::EventPlanned { event, .. }
        | Kind::EventChanged { event, .. }
        | Kind::EventCancelled { event, .. }
        | Kind::InvitationAnswered {
            event,
            as_host: true,
            ..
        } => event,
        _ => return None,
    };
    let event = community?.events.get(id)?;
    event.co_host.is_some().then_some(event)
}

/// A community stays with somebody who steers it, and with its founding.
fn must_leave_it_held(community: &Community, earlier: &Activity) -> Result<(), Refusal> {
    let membership = &community.membership;
    match (&earlier.what, &earlier.actor) {
        (Kind::CommunityFounded { .. }, _) if membership.members.len() > 1 => {
            Err(Refusal::FoundingStands)
        }
        (Kind::RoleGiven { person, role, .. }, _) if membership.has_role(person, *role) => {
            membership.must_keep_steering_without(person, *role)
        }
        (Kind::Joined { .. }, Some(person)) if membership.is_member(person) => {
            membership.must_not_be_last_steward(person)
        }
        // What was taken back may have been that somebody went; which of them it was is not known here.
        (Kind::Retracted { .. }, _) if membership.with_role(Role::Steward).nth(1).is_none() => {
            Err(Refusal::LastSteward)
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
#[cfg(feature = "whole")]
mod tests;
