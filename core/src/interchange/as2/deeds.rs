//! Which activity of the vocabulary each of ours is. Every kind stands here, also those that are not told.

use super::names::Teller;
use super::nouns::{act, tags};
use super::tree::As2;
use crate::activity::{Erasure, Form, Kind, Mode, Presence, Purpose, Role, Standpoint};
use crate::affiliation::{Affiliation, Dimension};
use crate::id::{ActivityId, GroupId, PersonId};
use crate::text::TextRef;
use crate::time::Timestamp;

impl Teller<'_> {
    /// What was done, to what: without who did it and when.
    pub(super) fn deed(&self, kind: &Kind) -> Option<As2> {
        let deed = match kind {
            // Frame.
            Kind::CommunityFounded {
                purpose,
                visibility,
                access,
                zone,
            } => {
                let group = self
                    .worded(purpose, self.group())
                    .with("cop:visibility", visibility.word())
                    .with("cop:access", access.word())
                    .maybe("cop:zone", zone.as_ref().map(|zone| zone.as_str()));
                act(&["Create"], group)
            }
            Kind::PurposeRevised { version, purpose } => self.purpose_revised(*version, purpose),
            Kind::StageDeclared { stage, reason } => {
                let group = self.group().with("cop:stage", stage.word());
                self.because(act(&["Update"], group), *reason)
            }
            Kind::ConstituencySought {
                constituency,
                name,
                standpoints,
            } => {
                let group = As2::of(&["Group", "cop:Constituency"])
                    .with(
                        "id",
                        self.inside(&["constituencies", constituency.as_str()]),
                    )
                    .maybe("name", self.text(*name))
                    .each(
                        "cop:standpoint",
                        standpoints.iter().map(|one| self.standpoint(one)),
                    );
                act(&["Create"], group)
            }
            Kind::ConstituencyDropped { constituency } => {
                let id = self.inside(&["constituencies", constituency.as_str()]);
                act(&["Delete"], self.tombstone(id, "Group"))
            }
            Kind::ProjectLinked {
                project,
                title,
                people,
            } => {
                let project = self
                    .project(project.as_str())
                    .maybe("name", self.text(*title))
                    .each("cop:worksOnIt", self.people(people));
                act(&["Add"], project).with("target", self.group())
            }
            Kind::ProjectUnlinked { project } => {
                act(&["Remove"], self.project(project.as_str())).with("origin", self.group())
            }
            Kind::RoleGiven {
                person,
                role,
                protected_minutes,
                recognised_by,
            } => {
                let organisation = |group: &GroupId| self.boundary_group(&["Organization"], group);
                let held = self
                    .role(person, *role)
                    .maybe("cop:protectedMinutes", *protected_minutes)
                    .maybe("cop:recognisedBy", recognised_by.as_ref().map(organisation));
                act(&["Add"], held).with("target", self.group())
            }
            Kind::RoleEnded { person, role } => {
                act(&["Remove"], self.role(person, *role)).with("origin", self.group())
            }
            Kind::AffiliationStated {
                person,
                dimension,
                affiliation,
            } => {
                let person = self
                    .person(person)
                    .and(self.stands(*dimension, affiliation));
                act(&["Update"], person)
            }

            // People.
            Kind::Invited { person } => {
                act(&["Invite"], self.group()).with("target", self.person(person))
            }
            Kind::Joined { via, note } => {
                let joined = act(&["Join"], self.group()).with("cop:via", via.word());
                self.because(joined, *note)
            }
            Kind::Left => act(&["Leave"], self.group()),
            Kind::AskedToJoin { reason } => {
                self.because(act(&["Offer"], self.joining(self.actor)), Some(*reason))
            }
            Kind::RequestWithdrawn => {
                let asked = act(&["Offer"], self.joining(self.actor));
                self.undone(asked)
            }
            Kind::RequestApproved { person, message } => {
                self.because(act(&["Accept"], self.joining(Some(person))), *message)
            }
            Kind::RequestDeclined { person, message } => {
                self.because(act(&["Reject"], self.joining(Some(person))), Some(*message))
            }
            Kind::Followed => act(&["Follow"], self.group()),
            Kind::Unfollowed => {
                let followed = act(&["Follow"], self.group());
                self.undone(followed)
            }
            Kind::Welcomed {
                person,
                message,
                in_reply_to,
            } => {
                let actor = self
                    .actor
                    .map_or_else(|| self.inside(&[]), |actor| self.person_address(actor));
                let welcome = self.relationship(actor, "welcomes", self.person_address(person));
                let welcomed = act(&["Offer"], welcome)
                    .with("target", self.person(person))
                    .maybe(
                        "inReplyTo",
                        in_reply_to.as_ref().map(|id| self.contribution(id)),
                    );
                self.because(welcomed, *message)
            }
            Kind::Introduced { one, other, reason } => {
                let met = self.relationship(
                    self.person_address(one),
                    "introducedTo",
                    self.person_address(other),
                );
                let introduced = act(&["Offer"], met).each("target", self.people([one, other]));
                self.because(introduced, *reason)
            }
            Kind::MentoringAgreed { mentor, mentee } => self.mentoring(mentor, mentee),
            Kind::MentoringEnded { mentor, mentee } => {
                let agreed = self.mentoring(mentor, mentee);
                self.undone(agreed)
            }
            // Who is away, what somebody allows and whom a facilitator spoke with stays in the community.
            Kind::Away { .. }
            | Kind::Returned
            | Kind::PreferenceSet { .. }
            | Kind::ContactNoted { .. } => return None,

            // Events.
            Kind::EventPlanned { .. } => self.planned(kind)?,
            Kind::EventChanged {
                event,
                occurrence,
                schedule,
                place,
                capacity,
                mode,
                form,
                problem,
            } => {
                let about = problem.as_ref();
                let event = self
                    .event(event, *occurrence)
                    .and(self.scheduled(schedule, *place))
                    .maybe("cop:form", form.map(Form::word))
                    .maybe("cop:mode", mode.map(Mode::word))
                    .maybe("cop:capacity", *capacity)
                    .maybe("cop:about", about.map(|about| self.contribution(about)));
                act(&["Update"], event)
            }
            Kind::EventCancelled {
                event,
                occurrence,
                reason,
            } => {
                let id = self.meeting(event, *occurrence);
                self.because(act(&["Delete"], self.tombstone(id, "Event")), *reason)
            }
            Kind::InvitationAnswered {
                event,
                occurrence,
                answer,
                as_host,
            } => self.answered(self.event(event, *occurrence), *answer, *as_host),
            Kind::Attended {
                event,
                occurrence,
                part,
                presence,
            } => act(
                &["Activity", "cop:Attended"],
                self.event(event, *occurrence),
            )
            .with("cop:part", part.word())
            .maybe("cop:presence", presence.map(Presence::word)),
            Kind::EventHeld {
                event,
                occurrence,
                notes,
                outcome,
                head_count,
            } => {
                let event = self.said(self.event(event, *occurrence), None, *notes);
                let event = event
                    .maybe("summary", outcome.and_then(|outcome| self.text(outcome)))
                    .with("cop:held", true)
                    .maybe("cop:headCount", *head_count);
                act(&["Update"], event)
            }
            Kind::SessionWorked {
                event,
                occurrence,
                problem,
                participants,
            } => act(&["Activity", "cop:SessionWorked"], self.note(problem))
                .with("instrument", self.event(event, *occurrence))
                .each("cop:participant", self.people(participants)),

            // Talk.
            Kind::ProblemRaised {
                problem,
                title,
                text,
                terms,
                vantage,
            } => {
                let problem = self
                    .contributed(&["Note", "cop:Problem"], problem)
                    .each("tag", tags(terms))
                    .maybe(
                        "cop:vantage",
                        vantage.as_ref().map(|vantage| vantage.as_str()),
                    );
                act(&["Create"], self.said(problem, Some(*title), *text))
            }
            Kind::Announced { .. } => self.announced(kind)?,
            Kind::ResourceShared { .. } => self.shared(kind)?,
            Kind::Replied(turn) => self.replied(turn),
            Kind::ConcernRaised {
                contribution,
                about,
                title,
                text,
            } => {
                let concern = self
                    .contributed(&["Note", "cop:Concern"], contribution)
                    .maybe(
                        "cop:about",
                        about.as_ref().map(|about| self.reference(about)),
                    );
                let concern = self.said(concern, Some(*title), *text);
                act(&["Create", "cop:ConcernRaised"], concern)
            }
            Kind::InsightMarked { about } => {
                act(&["Like", "cop:InsightMarked"], self.pointed(about))
                    .with("result", As2::of(&["Object", "cop:Insight"]))
            }
            Kind::StoryTold {
                contribution,
                title,
                text,
            } => {
                let story = self.contributed(&["Note", "cop:Story"], contribution);
                act(&["Create"], self.said(story, Some(*title), *text))
            }
            Kind::ConcernAnswered {
                concern,
                outcome,
                text,
            } => {
                let answer = As2::of(&["Note"])
                    .with("inReplyTo", self.contribution(concern))
                    .with("cop:outcome", outcome.word());
                act(
                    &["Create", "cop:ConcernAnswered"],
                    self.said(answer, None, *text),
                )
            }
            Kind::ProblemReframed {
                problem,
                statement,
                confirmed_by,
            } => {
                let id = self.contribution(problem);
                let statement = self.said(As2::of(&["Note"]), None, Some(*statement));
                act(&["Update", "cop:ProblemReframed"], self.note(problem))
                    .with("result", statement.with("prov:wasDerivedFrom", id))
                    .each("cop:confirmedBy", self.people(confirmed_by))
            }
            Kind::Summarised { summary, of, text } => {
                let summary = self
                    .contributed(&["Note", "cop:Summary"], summary)
                    .with("inReplyTo", self.reference(of));
                act(&["Create"], self.said(summary, None, Some(*text)))
            }
            Kind::Connected { from, to, reason } => {
                let tie =
                    self.relationship(self.contribution(from), "connectedTo", self.reference(to));
                self.because(act(&["Create"], tie), *reason)
            }
            Kind::Reacted { to, reaction } => self.reacted(to, *reaction),
            Kind::Read { of } => act(&["Read"], self.pointed(of)),

            // Practice and what came of it.
            Kind::ArtefactDrafted(draft) => self.drafted(draft),
            Kind::ArtefactRevised { .. } => self.revised(kind)?,
            Kind::ArtefactReviewed {
                artefact,
                state,
                next_review,
                note,
            } => {
                let reviewed = self.reviewed(artefact, *state);
                let reviewed =
                    reviewed.maybe("cop:nextReview", next_review.map(|day| day.to_string()));
                self.because(reviewed, *note)
            }
            Kind::ArtefactUsed {
                artefact,
                context,
                note,
            } => {
                let used = act(&["Activity", "cop:ArtefactUsed"], self.document(artefact)).maybe(
                    "cop:in",
                    context.as_ref().map(|context| self.reference(context)),
                );
                self.because(used, *note)
            }
            Kind::EvidenceCited { by, source } => {
                act(&["Add", "cop:EvidenceCited"], self.source(source))
                    .with("target", self.pointed(by))
            }
            Kind::ValueReported(report) => self.reported(report),
            Kind::ValueConfirmed { report, relation } => {
                let report =
                    As2::of(&["Object", "cop:Value"]).with("id", self.contribution(report));
                act(&["Accept", "cop:ValueConfirmed"], report).with("cop:relation", relation.word())
            }

            // Identity.
            Kind::SelfIntroduced { text } => {
                let note = As2::of(&["Note", "cop:SelfIntroduction"]).maybe(
                    "attributedTo",
                    self.actor.map(|actor| self.person_address(actor)),
                );
                act(&["Create"], self.said(note, None, Some(*text)))
            }
            Kind::PurposeEndorsed { version } => act(&["Accept"], self.purpose(*version)),
            Kind::EndorsementWithdrawn { version } => {
                let endorsed = act(&["Accept"], self.purpose(*version));
                self.undone(endorsed)
            }
            Kind::JournalShared {
                contribution,
                question,
                title,
                text,
            } => {
                let excerpt = self
                    .contributed(&["Note", "cop:JournalExcerpt"], contribution)
                    .with("cop:question", question.word());
                act(&["Create"], self.said(excerpt, Some(*title), Some(*text)))
            }
            // An activity has an actor, and nobody is to know who answered.
            Kind::PulseAnswered { .. } => return None,

            // What changes what was recorded before.
            Kind::Corrected { of, at, patch } => self.corrected(*of, *at, patch)?,
            Kind::Retracted { of, reason } => {
                act(&["Delete"], self.tombstone(self.activity(*of), "Activity"))
                    .with("cop:reason", reason.word())
            }
            Kind::Erased {
                of: Erasure::Activity(of),
            } => act(&["Delete"], self.tombstone(self.activity(*of), "Activity")),
            Kind::Erased {
                of: Erasure::Person(person),
            } => act(
                &["Delete"],
                self.tombstone(self.person_address(person), "Person"),
            ),
            // Whom to forget is not known any more, so there is nothing to say.
            Kind::Erased {
                of: Erasure::Somebody,
            } => return None,
            Kind::SamePerson { from, into } => {
                act(&["Move"], self.person(from)).with("target", self.person(into))
            }
        };
        Some(deed)
    }

    /// The words that went with it, where texts are handed in.
    fn because(&self, deed: As2, text: Option<TextRef>) -> As2 {
        self.said(deed, None, text)
    }

    fn undone(&self, deed: As2) -> As2 {
        let actor = self.actor.map(|actor| self.person(actor));
        act(&["Undo"], deed.maybe("actor", actor))
    }

    fn purpose_revised(&self, version: u32, purpose: &Purpose) -> As2 {
        act(&["Update"], self.worded(purpose, self.purpose(version)))
    }

    fn project(&self, id: &str) -> As2 {
        As2::of(&["Object", "cop:Project"]).with("id", self.inside(&["projects", id]))
    }

    fn role(&self, person: &PersonId, role: Role) -> As2 {
        self.relationship(self.person_address(person), role.word(), self.inside(&[]))
    }

    fn standpoint(&self, standpoint: &Standpoint) -> As2 {
        As2::of(&["Object", "cop:Standpoint"])
            .and(self.stands(standpoint.dimension, &standpoint.affiliation))
    }

    fn stands(&self, dimension: Dimension, affiliation: &Affiliation) -> As2 {
        let types: &[&str] = match dimension {
            Dimension::Organisation => &["Organization"],
            Dimension::Profession | Dimension::Sector | Dimension::Band => &["Group"],
        };
        let group = match affiliation {
            Affiliation::Known(group) => self.boundary_group(types, group),
            Affiliation::NoneDeclared => "none_declared".into(),
            Affiliation::Unknown => "unknown".into(),
        };
        As2::Object(Vec::new())
            .with("cop:dimension", dimension.word())
            .with("cop:affiliation", group)
    }

    fn joining(&self, person: Option<&PersonId>) -> As2 {
        act(&["Join"], self.group()).maybe("actor", person.map(|person| self.person(person)))
    }

    /// Offered by one of the two, to the other.
    fn mentoring(&self, mentor: &PersonId, mentee: &PersonId) -> As2 {
        let other = if self.actor == Some(mentor) {
            mentee
        } else {
            mentor
        };
        let guides = self.relationship(
            self.person_address(mentor),
            "mentors",
            self.person_address(mentee),
        );
        act(&["Offer"], guides).with("target", self.person(other))
    }

    /// The earlier activity as it counts now. Whose it was, the correction does not say.
    fn corrected(&self, of: ActivityId, at: Option<Timestamp>, patch: &Kind) -> Option<As2> {
        let earlier = Teller {
            actor: None,
            ..*self
        };
        let corrected = earlier
            .deed(patch)?
            .with("id", self.activity(of))
            .maybe("startTime", at.map(|at| at.to_string()));
        Some(act(&["Update"], corrected))
    }
}
