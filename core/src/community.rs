//! One community: its frame, and the parts that make it up.

#[cfg(not(feature = "whole"))]
mod bare;
#[cfg(feature = "whole")]
mod fabric;
mod near;
mod referent;

#[cfg(not(feature = "whole"))]
use bare as fabric;

use serde::Serialize;

use crate::IS_WHOLE;
use crate::activity::{Access, Activity, Audience, Kind, Visibility};
use crate::command::{Command, Intent};
use crate::decision::{Decision, Draft};
use crate::event::Events;
use crate::frame::{self, Frame};
use crate::id::{CommunityId, ContributionId, GroupId, PersonId};
use crate::membership::Membership;
use crate::reads;
use crate::refusal::Refusal;
use crate::sorted::SortedSet;
use crate::talk::Talk;
use crate::text::TextRef;
use crate::time::{Timestamp, Zone};

pub use fabric::Fabric;
pub(crate) use fabric::Woven;
pub(crate) use referent::Referent;

/// The state of a community, or of the part of it that somebody may see.
///
/// It is serialized only to be sent to a page, which decides and folds on it; the log is what is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Community {
    /// Which.
    pub id: CommunityId,
    /// When it began.
    pub founded_at: Timestamp,
    /// The zone in which its days and months begin; UTC where none is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<Zone>,
    /// What it is for, and whom and what it counts as its own.
    pub frame: Frame,
    /// Who may see it.
    pub visibility: Visibility,
    /// How people become members.
    pub access: Access,
    /// When something last happened in it.
    pub last_at: Timestamp,
    /// Who is in it.
    pub membership: Membership,
    /// When it meets.
    pub events: Events,
    /// What it talks about.
    pub talk: Talk,
    /// How its people are with each other, what it has learned, what came of it.
    pub fabric: Fabric,
}

reads!(Community {
    id,
    founded_at,
    zone,
    frame,
    visibility,
    access,
    last_at,
    membership,
    events,
    talk,
    fabric
});

/// How many of the newest problems an excerpt holds, and how many of all other threads, beside the one asked for and what it is linked with.
const EXCERPT_THREADS: usize = 60;

impl Community {
    /// The community that an activity founds: none unless it is a founding.
    #[must_use]
    pub fn founded(activity: &Activity) -> Option<Self> {
        match (&activity.community, &activity.what) {
            (
                Some(id),
                Kind::CommunityFounded {
                    purpose,
                    visibility,
                    access,
                    zone,
                },
            ) => Some(Self {
                id: id.clone(),
                founded_at: activity.at,
                zone: zone.clone(),
                frame: Frame::new(purpose.clone(), activity.at),
                visibility: *visibility,
                access: *access,
                last_at: activity.at,
                membership: Membership::default(),
                events: Events::default(),
                talk: Talk::default(),
                fabric: Fabric::default(),
            }),
            _ => None,
        }
    }

    /// Decides the founding of a community that is not there yet.
    pub(crate) fn decide_founding(intent: &Intent) -> Result<Decision, Refusal> {
        let Command::FoundCommunity {
            name,
            domain,
            for_whom,
            what_we_do,
            terms,
            visibility,
            access,
            zone,
        } = &intent.command
        else {
            return Err(Refusal::NoSuchCommunity);
        };
        let id = intent.community.as_ref().ok_or(Refusal::CommunityNeeded)?;
        if !is_address(id.as_str()) {
            return Err(Refusal::CommunityIdFormat);
        }
        let mut draft = Draft::new(intent);
        let purpose = frame::purpose(
            &mut draft,
            (name, domain),
            (for_whom.as_deref(), what_we_do.as_deref()),
            terms,
        )?;
        draft.record(Kind::CommunityFounded {
            purpose,
            visibility: *visibility,
            access: *access,
            zone: zone.clone(),
        });
        Membership::record_founder(&mut draft, &intent.by);
        draft.done()
    }

    /// Decides a command for this community.
    pub(crate) fn decide(&self, intent: &Intent) -> Result<Decision, Refusal> {
        if !self.is_visible_to(Some(&intent.by)) {
            return match intent.command {
                // The address is taken, whoever asks; anything else would overwrite what is there.
                Command::FoundCommunity { .. } => Err(Refusal::CommunityExists),
                _ => Err(Refusal::NoSuchCommunity),
            };
        }
        match &intent.command {
            Command::FoundCommunity { .. } => Err(Refusal::CommunityExists),
            Command::GiveRole { .. }
            | Command::HandOverRole { .. }
            | Command::EndRole { .. }
            | Command::Invite { .. }
            | Command::Join { .. }
            | Command::AskToJoin { .. }
            | Command::WithdrawRequest
            | Command::ApproveRequest { .. }
            | Command::DeclineRequest { .. }
            | Command::Leave
            | Command::Follow
            | Command::Unfollow => self.membership.decide(self.access, intent),
            Command::PlanEvent { .. }
            | Command::ChangeEvent { .. }
            | Command::CancelEvent { .. }
            | Command::AnswerInvitation { .. }
            | Command::AnswerCoHosting { .. }
            | Command::RecordAttendance { .. }
            | Command::ReportEvent { .. }
            | Command::RecordSession { .. } => self.events.decide(self, intent),
            Command::RaiseProblem { .. }
            | Command::Reply { .. }
            | Command::Announce { .. }
            | Command::ShareResource { .. }
            | Command::RaiseConcern { .. }
            | Command::AnswerConcern { .. }
            | Command::ReframeProblem { .. }
            | Command::MarkInsight { .. }
            | Command::Summarise { .. }
            | Command::Connect { .. }
            | Command::React { .. }
            | Command::MarkRead { .. }
            | Command::TellStory { .. }
            | Command::ShareJournal { .. } => self.talk.decide(self, intent),
            _ if !IS_WHOLE => Ok(Decision::default()),
            Command::RevisePurpose { .. }
            | Command::DeclareStage { .. }
            | Command::SeekConstituency { .. }
            | Command::DropConstituency { .. }
            | Command::LinkProject { .. }
            | Command::UnlinkProject { .. } => self.frame.decide(&self.membership, intent),
            Command::GoAway { .. }
            | Command::Return
            | Command::SetPreference { .. }
            | Command::Welcome { .. }
            | Command::Introduce { .. }
            | Command::AgreeMentoring { .. }
            | Command::EndMentoring { .. }
            | Command::NoteContact { .. }
            | Command::DraftArtefact(_)
            | Command::ReviseArtefact { .. }
            | Command::ReviewArtefact { .. }
            | Command::UseArtefact { .. }
            | Command::CiteEvidence { .. }
            | Command::ReportValue(_)
            | Command::ConfirmValue { .. }
            | Command::IntroduceSelf { .. }
            | Command::EndorsePurpose { .. }
            | Command::WithdrawEndorsement
            | Command::AnswerPulse { .. } => self.fabric.decide(self, intent),
            Command::StateAffiliation { .. }
            | Command::Correct { .. }
            | Command::Retract { .. }
            | Command::Erase { .. }
            | Command::RecordSamePerson { .. } => {
                unreachable!(
                    "the model decides what is true of a person everywhere, and corrections"
                )
            }
        }
    }

    /// Takes over what was recorded.
    pub fn evolve(&mut self, activity: &Activity) {
        // When somebody asked or was answered is not for everybody to see.
        if activity.audience == Audience::Community {
            self.last_at = self.last_at.max(activity.at);
        }
        self.frame.evolve(activity);
        self.membership.evolve(activity);
        self.events.evolve(activity);
        self.talk.evolve(activity);
        self.fabric.evolve(activity);
    }

    /// Takes over that something was recorded and taken back: others may refer to it, so a trace of it stays.
    pub(crate) fn bury(&mut self, activity: &Activity) {
        self.events.bury(activity);
        self.talk.bury(activity);
        self.fabric.bury(activity);
    }

    /// Whether a person may know that the community exists, or anybody where none is named.
    #[must_use]
    pub fn is_visible_to(&self, person: Option<&PersonId>) -> bool {
        match (self.visibility, person) {
            (Visibility::Public, _) | (Visibility::Organisation, Some(_)) => true,
            (Visibility::Organisation, None) | (Visibility::Members, None) => false,
            (Visibility::Members, Some(person)) => self.membership.is_inside(person),
        }
    }

    /// Whether a person may see an activity of this community.
    #[must_use]
    pub fn shows(&self, activity: &Activity, person: Option<&PersonId>) -> bool {
        if !self.is_visible_to(person) {
            return false;
        }
        match activity.audience {
            Audience::Community => true,
            Audience::Stewards => person
                .is_some_and(|person| self.membership.holds(person) || activity.concerns(person)),
        }
    }

    /// The part of the community that a person may see: of requests, invitations and refusals just their own,
    /// unless they hold it; of threads, artefacts and reports the newest, and whatever `about`, a thread or an
    /// artefact, is linked with, with the turns of its thread only. None where it does not exist for them.
    #[must_use]
    pub fn excerpt(
        &self,
        person: Option<&PersonId>,
        about: Option<&ContributionId>,
    ) -> Option<Community> {
        if !self.is_visible_to(person) {
            return None;
        }
        let holds = person.is_some_and(|person| self.membership.holds(person));
        let near = about.map(|about| self.near(about)).unwrap_or_default();
        let whole = about.and_then(|about| self.talk.root_of(about));
        Some(Community {
            id: self.id.clone(),
            founded_at: self.founded_at,
            zone: self.zone.clone(),
            frame: self.frame.clone(),
            visibility: self.visibility,
            access: self.access,
            last_at: self.last_at,
            membership: self.membership.excerpt(person),
            events: self.events.excerpt(holds),
            talk: self.talk.excerpt(person, EXCERPT_THREADS, whole, &near),
            fabric: self.fabric.excerpt(person, holds, &near),
        })
    }

    /// Everybody whom this state names.
    #[must_use]
    pub fn people(&self) -> SortedSet<PersonId> {
        let mut people = SortedSet::new();
        self.frame.people(&mut people);
        self.membership.people(&mut people);
        self.fabric.people(&mut people);
        self.events.people(&mut people);
        self.talk.people(&mut people);
        people
    }

    /// Every group that this state names, beside those that its people are in.
    #[must_use]
    pub fn groups(&self) -> SortedSet<GroupId> {
        let recognising = self.membership.members.values().flat_map(|member| {
            let terms = member.terms.values();
            terms.filter_map(|terms| terms.recognised_by.clone())
        });
        let mut groups: SortedSet<GroupId> = recognising.collect();
        groups.extend(self.frame.constituencies.values().flat_map(|constituency| {
            let standpoints = constituency.standpoints.iter();
            standpoints.filter_map(|standpoint| standpoint.affiliation.known().cloned())
        }));
        groups
    }

    /// Every text that this state refers to.
    #[must_use]
    pub fn texts(&self) -> Vec<TextRef> {
        let mut texts = Vec::new();
        self.frame.texts(&mut texts);
        self.membership.texts(&mut texts);
        self.fabric.texts(&mut texts);
        self.events.texts(&mut texts);
        self.talk.texts(&mut texts);
        texts
    }
}

fn is_address(id: &str) -> bool {
    (2..=60).contains(&id.len())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
