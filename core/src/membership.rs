//! Who is in a community: members and their roles, observers, requests, invitations.

use serde::Serialize;

use crate::IS_WHOLE;
use crate::activity::{Access, Activity, Kind, Role, Via};
use crate::command::{Command, Intent};
use crate::decision::{Decision, Draft};
use crate::frame;
use crate::id::{GroupId, PersonId};
use crate::reads;
use crate::refusal::Refusal;
use crate::sorted::{SortedMap, SortedSet};
use crate::text::{Field, TextRef};
use crate::time::Timestamp;
use crate::wire::reads_words;

/// Who is in a community.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Membership {
    /// Members, by id.
    pub members: SortedMap<PersonId, Member>,
    /// Those who follow without joining.
    #[serde(skip_serializing_if = "SortedSet::is_empty")]
    pub observers: SortedSet<PersonId>,
    /// Those who asked to join and have no answer yet.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    pub requests: SortedMap<PersonId, Request>,
    /// Those who were asked in and have not joined yet, with who asked them.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    pub invitations: SortedMap<PersonId, Option<PersonId>>,
    /// Those who were let in on request, with the words they were let in with.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    pub welcomed: SortedMap<PersonId, TextRef>,
    /// Those who were turned down, with the words.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    pub declined: SortedMap<PersonId, TextRef>,
}

reads!(Membership {
    members,
    observers,
    requests,
    invitations,
    welcomed,
    declined
});

/// A member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Member {
    /// Since when.
    pub since: Timestamp,
    /// What they do for the community beside taking part.
    #[serde(skip_serializing_if = "SortedSet::is_empty")]
    pub roles: SortedSet<Role>,
    /// On which terms, by role; a role without any is not in it.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    pub terms: SortedMap<Role, RoleTerms>,
    /// What brought them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<TextRef>,
}

reads!(Member { since, roles, note } whole { terms });

/// On which terms somebody holds a role: facilitation needs to be acknowledged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RoleTerms {
    /// How many minutes a week are kept free for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protected_minutes: Option<u32>,
    /// The organisation that acknowledges it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recognised_by: Option<GroupId>,
}

reads!(RoleTerms {
    protected_minutes,
    recognised_by
});

/// Most minutes a week that can be kept free for a role: 40 hours.
pub const MAX_PROTECTED_MINUTES: u32 = 2_400;

/// A request to join that has no answer yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Request {
    /// Since when.
    pub at: Timestamp,
    /// Why.
    pub reason: TextRef,
}

reads!(Request { at, reason });

/// How a person stands to a community.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nothing yet.
    Outside,
    /// Follows without joining.
    Observer,
    /// Asked to join and has no answer yet.
    Asked,
    /// Was turned down.
    Declined,
    /// Was asked in.
    Invited,
    /// Is a member.
    Member,
}

reads_words!(Standing { "outside" => Outside, "observer" => Observer, "asked" => Asked, "declined" => Declined, "invited" => Invited, "member" => Member });

impl Membership {
    /// How a person stands to the community.
    #[must_use]
    pub fn standing(&self, person: &PersonId) -> Standing {
        if self.members.contains_key(person) {
            Standing::Member
        } else if self.invitations.contains_key(person) {
            Standing::Invited
        } else if self.requests.contains_key(person) {
            Standing::Asked
        } else if self.declined.contains_key(person) {
            Standing::Declined
        } else if self.observers.contains(person) {
            Standing::Observer
        } else {
            Standing::Outside
        }
    }

    /// Whether a person is a member, an observer or invited.
    #[must_use]
    pub fn is_inside(&self, person: &PersonId) -> bool {
        self.members.contains_key(person)
            || self.observers.contains(person)
            || self.invitations.contains_key(person)
    }

    /// Whether a person is a member.
    #[must_use]
    pub fn is_member(&self, person: &PersonId) -> bool {
        self.members.contains_key(person)
    }

    /// Whether a member holds a role.
    #[must_use]
    pub fn has_role(&self, person: &PersonId, role: Role) -> bool {
        self.members
            .get(person)
            .is_some_and(|member| member.roles.contains(&role))
    }

    /// On which terms a member holds a role: none where nothing was said of them.
    #[must_use]
    pub fn terms(&self, person: &PersonId, role: Role) -> Option<&RoleTerms> {
        self.members.get(person)?.terms.get(&role)
    }

    fn changes_terms(&self, person: &PersonId, role: Role, terms: &RoleTerms) -> bool {
        *terms != RoleTerms::default() && self.terms(person, role) != Some(terms)
    }

    /// Whether a person lets people in and plans events: stewards, facilitators and convenors do.
    #[must_use]
    pub fn holds(&self, person: &PersonId) -> bool {
        [Role::Steward, Role::Facilitator, Role::Convenor]
            .into_iter()
            .any(|role| self.has_role(person, role))
    }

    /// Whether a person gives and takes roles: stewards do, and where there is none, whoever else holds it.
    #[must_use]
    pub fn steers(&self, person: &PersonId) -> bool {
        self.has_role(person, Role::Steward)
            || (self.with_role(Role::Steward).next().is_none() && self.holds(person))
    }

    /// The members who hold a role, by id.
    pub fn with_role(&self, role: Role) -> impl Iterator<Item = &PersonId> {
        self.members
            .iter()
            .filter(move |(_, member)| member.roles.contains(&role))
            .map(|(person, _)| person)
    }

    pub(crate) fn must_be_member(&self, person: &PersonId) -> Result<(), Refusal> {
        if self.is_member(person) {
            Ok(())
        } else {
            Err(Refusal::NotAMember)
        }
    }

    pub(crate) fn must_hold(&self, person: &PersonId) -> Result<(), Refusal> {
        self.must_be_member(person)?;
        if self.holds(person) {
            Ok(())
        } else {
            Err(Refusal::RoleNeeded)
        }
    }

    pub(crate) fn must_steer(&self, person: &PersonId) -> Result<(), Refusal> {
        self.must_be_member(person)?;
        if self.steers(person) {
            Ok(())
        } else {
            Err(Refusal::RoleNeeded)
        }
    }

    /// Where nobody is a steward, as in an imported community, whoever steers in their place counts as one.
    pub(crate) fn must_not_be_last_steward(&self, person: &PersonId) -> Result<(), Refusal> {
        let mut steering = self.members.keys().filter(|member| self.steers(member));
        match (steering.next(), steering.next()) {
            (Some(only), None) if only == person => Err(Refusal::LastSteward),
            _ => Ok(()),
        }
    }

    /// That somebody steers the community when this person does not hold this role.
    pub(crate) fn must_keep_steering_without(
        &self,
        person: &PersonId,
        role: Role,
    ) -> Result<(), Refusal> {
        if self.lets_go(person, role) {
            self.must_not_be_last_steward(person)
        } else {
            Ok(())
        }
    }

    /// Whether a person who gives up a role gives up holding the community.
    fn lets_go(&self, person: &PersonId, role: Role) -> bool {
        match role {
            Role::Steward => true,
            Role::Facilitator | Role::Convenor => {
                ![Role::Steward, Role::Facilitator, Role::Convenor]
                    .into_iter()
                    .any(|other| other != role && self.has_role(person, other))
            }
            Role::Curator | Role::Sponsor => false,
        }
    }

    pub(crate) fn record_founder(draft: &mut Draft<'_>, founder: &PersonId) {
        draft.record(Kind::Joined {
            via: Via::Founding,
            note: None,
        });
        draft.record(role_given(founder, Role::Steward, RoleTerms::default()));
    }

    pub(crate) fn decide(&self, access: Access, intent: &Intent) -> Result<Decision, Refusal> {
        let by = &intent.by;
        let mut draft = Draft::new(intent);
        match &intent.command {
            Command::Join { note } => {
                if let Some(via) = self.way_in(access, by)? {
                    let note = draft.optional_text(Field::Note, note.as_deref())?;
                    draft.record(Kind::Joined { via, note });
                }
            }
            Command::AskToJoin { reason } => {
                if self.may_ask(access, by)? {
                    let reason = draft.text(Field::Reason, reason)?;
                    draft.record_for_stewards(Kind::AskedToJoin { reason });
                }
            }
            Command::WithdrawRequest => {
                if self.requests.contains_key(by) {
                    draft.record_for_stewards(Kind::RequestWithdrawn);
                }
            }
            Command::Leave => {
                self.must_be_member(by)?;
                self.must_not_be_last_steward(by)?;
                draft.record(Kind::Left);
            }
            Command::Follow => {
                if !self.is_member(by) && !self.observers.contains(by) {
                    draft.record(Kind::Followed);
                }
            }
            Command::Unfollow => {
                if self.observers.contains(by) {
                    draft.record(Kind::Unfollowed);
                }
            }
            _ if !IS_WHOLE => {}
            Command::ApproveRequest { person, message } => {
                self.must_hold(by)?;
                if !self.requests.contains_key(person) {
                    return Err(Refusal::NoSuchRequest);
                }
                let message = draft.optional_text(Field::Message, message.as_deref())?;
                draft.record_for_stewards(Kind::RequestApproved {
                    person: person.clone(),
                    message,
                });
                draft.record_for(
                    person,
                    Kind::Joined {
                        via: Via::Request,
                        note: None,
                    },
                );
            }
            Command::DeclineRequest { person, message } => {
                self.must_hold(by)?;
                if !self.requests.contains_key(person) {
                    return Err(Refusal::NoSuchRequest);
                }
                let message = draft.text(Field::Message, message)?;
                draft.record_for_stewards(Kind::RequestDeclined {
                    person: person.clone(),
                    message,
                });
            }
            Command::Invite { person } => {
                self.may_invite(access, by)?;
                if self.is_member(person) {
                    return Err(Refusal::AlreadyAMember);
                }
                if !self.invitations.contains_key(person) {
                    draft.record_for_stewards(Kind::Invited {
                        person: person.clone(),
                    });
                }
            }
            Command::GiveRole {
                person,
                role,
                protected_minutes,
                recognised_by,
            } => {
                self.must_steer(by)?;
                if !self.is_member(person) {
                    return Err(Refusal::PersonNotAMember);
                }
                if protected_minutes.is_some_and(|minutes| minutes > MAX_PROTECTED_MINUTES) {
                    return Err(Refusal::OutOfRange {
                        min: 0,
                        max: MAX_PROTECTED_MINUTES,
                    });
                }
                let recognised_by = match recognised_by {
                    Some(label) => Some(frame::group(&mut draft, label)?),
                    None => None,
                };
                let terms = RoleTerms {
                    protected_minutes: *protected_minutes,
                    recognised_by,
                };
                if !self.has_role(person, *role) || self.changes_terms(person, *role, &terms) {
                    draft.record(role_given(person, *role, terms));
                }
            }
            Command::HandOverRole { person, role } => {
                self.must_be_member(by)?;
                if !self.has_role(by, *role) {
                    return Err(Refusal::RoleNeeded);
                }
                if person == by {
                    return Err(Refusal::NotOneself);
                }
                if !self.is_member(person) {
                    return Err(Refusal::PersonNotAMember);
                }
                if !self.has_role(person, *role) {
                    let terms = self.terms(by, *role).cloned().unwrap_or_default();
                    draft.record(role_given(person, *role, terms));
                }
                draft.record(Kind::RoleEnded {
                    person: by.clone(),
                    role: *role,
                });
            }
            Command::EndRole { person, role } => {
                if person != by {
                    self.must_steer(by)?;
                }
                if self.has_role(person, *role) {
                    self.must_keep_steering_without(person, *role)?;
                    draft.record(Kind::RoleEnded {
                        person: person.clone(),
                        role: *role,
                    });
                }
            }
            _ => unreachable!("the community hands over what is about membership only"),
        }
        draft.done()
    }

    /// How a person comes in now: none for a member, who is in already.
    fn way_in(&self, access: Access, person: &PersonId) -> Result<Option<Via>, Refusal> {
        match (self.standing(person), access) {
            // A double click asks twice; the second time there is nothing to record.
            (Standing::Member, _) => Ok(None),
            (Standing::Invited, _) => Ok(Some(Via::Invitation)),
            (Standing::Declined, Access::OnRequest) => Err(Refusal::DeclinedBefore),
            (_, Access::Open) => Ok(Some(Via::Open)),
            (_, Access::OnRequest) => Err(Refusal::AskFirst),
            (_, Access::ByInvitation) => Err(Refusal::InvitationNeeded),
        }
    }

    /// Whether there is something to ask for: not for a member, and not twice.
    fn may_ask(&self, access: Access, person: &PersonId) -> Result<bool, Refusal> {
        match (self.standing(person), access) {
            (Standing::Member | Standing::Asked, _) => Ok(false),
            (Standing::Invited, _) | (_, Access::Open) => Err(Refusal::OpenToJoin),
            (_, Access::ByInvitation) => Err(Refusal::InvitationNeeded),
            (Standing::Declined, Access::OnRequest) => Err(Refusal::DeclinedBefore),
            (Standing::Outside | Standing::Observer, Access::OnRequest) => Ok(true),
        }
    }

    fn may_invite(&self, access: Access, person: &PersonId) -> Result<(), Refusal> {
        match access {
            Access::Open => self.must_be_member(person),
            Access::OnRequest | Access::ByInvitation => self.must_hold(person),
        }
    }

    pub(crate) fn evolve(&mut self, activity: &Activity) {
        match (&activity.what, &activity.actor) {
            (Kind::Joined { note, .. }, Some(person)) => {
                self.members.get_or_insert_with(person, || Member {
                    since: activity.at,
                    roles: SortedSet::new(),
                    terms: SortedMap::new(),
                    note: *note,
                });
                self.observers.remove(person);
                self.requests.remove(person);
                self.invitations.remove(person);
                self.declined.remove(person);
            }
            (Kind::Left, Some(person)) => {
                self.members.remove(person);
                self.welcomed.remove(person);
            }
            (Kind::Followed, Some(person)) => {
                self.observers.insert(person.clone());
            }
            (Kind::Unfollowed, Some(person)) => {
                self.observers.remove(person);
            }
            // Whoever asked under an account that turned out to be a member's is in already.
            (Kind::AskedToJoin { .. }, Some(person))
                if IS_WHOLE && self.members.contains_key(person) => {}
            (Kind::AskedToJoin { reason }, Some(person)) => {
                let request = Request {
                    at: activity.at,
                    reason: *reason,
                };
                self.requests.insert(person.clone(), request);
            }
            (Kind::RequestWithdrawn, Some(person)) => {
                self.requests.remove(person);
            }
            _ if !IS_WHOLE => {}
            (Kind::RequestApproved { person, message }, _) => {
                self.requests.remove(person);
                if let Some(message) = message {
                    self.welcomed.insert(person.clone(), *message);
                }
            }
            (Kind::RequestDeclined { person, message }, _) => {
                self.requests.remove(person);
                self.declined.insert(person.clone(), *message);
            }
            (Kind::Invited { person }, by) => {
                // An invitation answers what somebody asked or was told before.
                self.requests.remove(person);
                self.declined.remove(person);
                self.invitations.insert(person.clone(), by.clone());
            }
            (
                Kind::RoleGiven {
                    person,
                    role,
                    protected_minutes,
                    recognised_by,
                },
                _,
            ) => {
                if let Some(member) = self.members.get_mut(person) {
                    member.roles.insert(*role);
                    let terms = RoleTerms {
                        protected_minutes: *protected_minutes,
                        recognised_by: recognised_by.clone(),
                    };
                    if terms == RoleTerms::default() {
                        member.terms.remove(role);
                    } else {
                        member.terms.insert(*role, terms);
                    }
                }
            }
            (Kind::RoleEnded { person, role }, _) => {
                if let Some(member) = self.members.get_mut(person) {
                    member.roles.remove(role);
                    member.terms.remove(role);
                }
            }
            _ => {}
        }
    }

    pub(crate) fn excerpt(&self, person: Option<&PersonId>) -> Membership {
        match person {
            Some(person) if self.holds(person) => self.clone(),
            Some(person) => Membership {
                members: self.members.clone(),
                observers: self.observers.clone(),
                requests: own(&self.requests, person),
                invitations: own(&self.invitations, person),
                welcomed: own(&self.welcomed, person),
                declined: own(&self.declined, person),
            },
            // What brought people was told to colleagues, not to the world.
            None => Membership {
                members: self
                    .members
                    .iter()
                    .map(|(person, member)| {
                        (
                            person.clone(),
                            Member {
                                note: None,
                                ..member.clone()
                            },
                        )
                    })
                    .collect(),
                observers: self.observers.clone(),
                ..Membership::default()
            },
        }
    }

    pub(crate) fn people(&self, people: &mut SortedSet<PersonId>) {
        people.extend(self.members.keys().cloned());
        people.extend(self.observers.iter().cloned());
        people.extend(self.requests.keys().cloned());
        people.extend(self.invitations.keys().cloned());
        people.extend(self.invitations.values().flatten().cloned());
    }

    pub(crate) fn texts(&self, texts: &mut Vec<TextRef>) {
        texts.extend(self.members.values().filter_map(|member| member.note));
        texts.extend(self.requests.values().map(|request| request.reason));
        texts.extend(self.welcomed.values().copied());
        texts.extend(self.declined.values().copied());
    }
}

fn role_given(person: &PersonId, role: Role, terms: RoleTerms) -> Kind {
    Kind::RoleGiven {
        person: person.clone(),
        role,
        protected_minutes: terms.protected_minutes,
        recognised_by: terms.recognised_by,
    }
}

fn own<T: Clone>(all: &SortedMap<PersonId, T>, person: &PersonId) -> SortedMap<PersonId, T> {
    all.get(person)
        .map(|entry| (person.clone(), entry.clone()))
        .into_iter()
        .collect()
}

#[cfg(test)]
#[cfg(feature = "whole")]
mod tests;
