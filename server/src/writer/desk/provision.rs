//! Recording what an identity provider says: accounts, names and affiliations, and who is in which community.
//!
//! It is kept as history that happened elsewhere, as an import is, and what is so already is not recorded again.

use std::collections::BTreeSet;

use cop_core::activity::{Activity, Audience, Basis, Kind, Recorded, VERSION, Via};
use cop_core::affiliation::{Affiliation, Dimension};
use cop_core::id::{ActivityId, CommunityId, GroupId, PersonId};
use cop_core::time::Timestamp;
use uuid::Uuid;

use super::{Desk, Draft};
use crate::clock;
use crate::store::{Account, AccountFilter, Batch, StoreError};
use crate::writer::{Edit, MemberChange, ProvisionFault, Provisioned, Provisioning};

/// What is to be written, before it has a place in the log.
#[derive(Default)]
struct Plan {
    batch: Batch,
    activities: Vec<Activity>,
    account: Option<Account>,
}

type Planned = Result<Result<Plan, ProvisionFault>, StoreError>;

impl Desk {
    pub(super) fn provision(
        &mut self,
        provisioning: &Provisioning,
    ) -> Result<Provisioned, ProvisionFault> {
        loop {
            let outcome = match self.plan(provisioning, clock::now()) {
                Ok(Ok(plan)) => self.carry_out(plan),
                Ok(Err(fault)) => return Err(fault),
                Err(fault) => Err(fault),
            };
            let outcome = match outcome {
                Err(StoreError::Moved { .. }) => self.catch_up(),
                Err(fault) => Err(fault),
                Ok(provisioned) => return Ok(provisioned),
            };
            self.forget_what_was_not_recorded();
            if let Err(fault) = outcome {
                tracing::error!(%fault, "nothing was recorded");
                return Err(ProvisionFault::NotRecorded);
            }
        }
    }

    fn plan(&self, provisioning: &Provisioning, now: Timestamp) -> Planned {
        match provisioning {
            Provisioning::NewAccount { person, edits } => {
                let known = self.store.account(person)?;
                if known.is_some_and(|account| account.user_name.is_some()) {
                    return Ok(Err(ProvisionFault::AccountExists));
                }
                let account = Account {
                    person: person.clone(),
                    user_name: None,
                    external_id: None,
                    is_active: true,
                    organisation: None,
                    profession: None,
                    created: now,
                    changed: now,
                };
                self.plan_account(account, edits, now)
            }
            Provisioning::ChangeAccount { person, edits } => match self.live_account(person)? {
                Some(account) => self.plan_account(account, edits, now),
                None => Ok(Err(ProvisionFault::NoSuchAccount)),
            },
            Provisioning::DeleteAccount { person } => match self.live_account(person)? {
                Some(account) => Ok(Ok(Plan {
                    batch: forget_person(account, now),
                    ..Plan::default()
                })),
                None => Ok(Err(ProvisionFault::NoSuchAccount)),
            },
            Provisioning::Members { community, changes } => {
                self.plan_members(community, changes, now)
            }
        }
    }

    /// Whether a person has an account that is not shut out, be it one of two.
    fn has_account(&self, person: &PersonId) -> Result<bool, StoreError> {
        for account in self.model.amendments().accounts_of(person) {
            if self.live_account(&account)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn live_account(&self, person: &PersonId) -> Result<Option<Account>, StoreError> {
        let account = self.store.account(person)?;
        Ok(account.filter(|account| account.user_name.is_some()))
    }

    fn plan_account(&self, mut account: Account, edits: &[Edit], now: Timestamp) -> Planned {
        let before = account.clone();
        let mut plan = Plan::default();
        for edit in edits {
            match edit {
                Edit::UserName(name) => account.user_name = Some(name.clone()),
                Edit::ExternalId(id) => account.external_id.clone_from(id),
                Edit::Active(is_active) => account.is_active = *is_active,
                Edit::Name(name) => self.plan_name(&account.person, name.as_ref(), &mut plan),
                Edit::Organisation(label) => match group(label.as_deref(), &mut plan) {
                    Ok(group) => account.organisation = group,
                    Err(fault) => return Ok(Err(fault)),
                },
                Edit::Profession(label) => match group(label.as_deref(), &mut plan) {
                    Ok(group) => account.profession = group,
                    Err(fault) => return Ok(Err(fault)),
                },
            }
        }
        if let Some(name) = account.user_name.clone() {
            let (_, same) = self
                .store
                .find_accounts(&AccountFilter::UserName(name), 0, 1)?;
            if same.iter().any(|other| other.person != account.person) {
                return Ok(Err(ProvisionFault::UserNameTaken));
            }
        }
        for (dimension, before, after) in [
            (
                Dimension::Organisation,
                &before.organisation,
                &account.organisation,
            ),
            (
                Dimension::Profession,
                &before.profession,
                &account.profession,
            ),
        ] {
            if let Some(affiliation) = self.restated(&account.person, dimension, before, after) {
                let stated = Kind::AffiliationStated {
                    person: account.person.clone(),
                    dimension,
                    affiliation,
                };
                plan.activities.push(activity(None, None, now, stated));
            }
        }
        let is_changed =
            account != before || !plan.batch.names.is_empty() || !plan.batch.forgotten.is_empty();
        if is_changed {
            account.changed = now;
            plan.batch.accounts.push(account.clone());
        }
        plan.account = Some(account);
        Ok(Ok(plan))
    }

    fn plan_name(&self, person: &PersonId, name: Option<&String>, plan: &mut Plan) {
        // The last edit is the one that counts.
        plan.batch.names.clear();
        plan.batch.forgotten.clear();
        let known = self.names.get(person);
        match name {
            Some(name) if known != Some(name) => {
                plan.batch.names.push((person.clone(), name.clone()));
            }
            None if known.is_some() => plan.batch.forgotten.push(person.clone()),
            Some(_) | None => {}
        }
    }

    /// What there is to record where an identity provider says something else than it did before.
    ///
    /// What the person said themselves stays until then, and stays where the provider takes back what it said.
    fn restated(
        &self,
        person: &PersonId,
        dimension: Dimension,
        before: &Option<GroupId>,
        after: &Option<GroupId>,
    ) -> Option<Affiliation> {
        if before == after {
            return None;
        }
        let own = self.model.people().on(person, dimension);
        match (before, after) {
            (None, Some(_)) if own != Affiliation::Unknown => None,
            (_, Some(group)) if own.known() != Some(group) => {
                Some(Affiliation::Known(group.clone()))
            }
            (Some(group), None) if own.known() == Some(group) => Some(Affiliation::Unknown),
            _ => None,
        }
    }

    fn plan_members(&self, id: &CommunityId, changes: &[MemberChange], now: Timestamp) -> Planned {
        // As people go by now: of somebody with two accounts the identity provider may name either.
        let known = |people: &[PersonId]| -> Vec<PersonId> {
            let amendments = self.model.amendments();
            let known = |person: &PersonId| amendments.person(person);
            let people = people.iter();
            people
                .map(|person| known(person).unwrap_or_else(|| person.clone()))
                .collect()
        };
        let changes: Vec<MemberChange> = changes
            .iter()
            .map(|change| match change {
                MemberChange::Add(people) => MemberChange::Add(known(people)),
                MemberChange::Remove(people) => MemberChange::Remove(known(people)),
                MemberChange::Replace(people) => MemberChange::Replace(known(people)),
            })
            .collect();
        let Some(community) = self.model.community(id) else {
            return Ok(Err(ProvisionFault::NoSuchCommunity));
        };
        let membership = &community.membership;
        let mut named = BTreeSet::new();
        let mut is_everybody = false;
        for change in &changes {
            match change {
                MemberChange::Add(people) | MemberChange::Remove(people) => named.extend(people),
                MemberChange::Replace(_) => is_everybody = true,
            }
        }
        let mut members = BTreeSet::new();
        for person in membership.members.keys() {
            // Whoever has no account is none of the identity provider's business.
            if (is_everybody || named.contains(person)) && self.has_account(person)? {
                members.insert(person.clone());
            }
        }
        let before = members.clone();
        for change in &changes {
            match change {
                MemberChange::Add(people) => members.extend(people.iter().cloned()),
                MemberChange::Remove(people) => members.retain(|person| !people.contains(person)),
                MemberChange::Replace(people) => members = people.iter().cloned().collect(),
            }
        }
        let mut plan = Plan::default();
        for person in before.difference(&members) {
            let left = activity(Some(id), Some(person), now, Kind::Left);
            plan.activities.push(left);
        }
        let is_steered_without = |gone: &[Activity]| {
            membership.members.keys().any(|person| {
                membership.holds(person)
                    && !gone.iter().any(|left| left.actor.as_ref() == Some(person))
            })
        };
        if is_steered_without(&[]) && !is_steered_without(&plan.activities) {
            return Ok(Err(ProvisionFault::NobodySteers));
        }
        for person in members.difference(&before) {
            if !self.has_account(person)? {
                return Ok(Err(ProvisionFault::NoSuchMember));
            }
            let joined = Kind::Joined {
                via: Via::Import,
                note: None,
            };
            plan.activities
                .push(activity(Some(id), Some(person), now, joined));
        }
        Ok(Ok(plan))
    }

    fn carry_out(&mut self, plan: Plan) -> Result<Provisioned, StoreError> {
        let Plan {
            batch,
            activities,
            account,
        } = plan;
        let activities: Vec<Recorded> = (self.head + 1..)
            .zip(activities)
            .map(|(position, activity)| Recorded { position, activity })
            .collect();
        let is_nothing = activities.is_empty()
            && batch.accounts.is_empty()
            && batch.names.is_empty()
            && batch.forgotten.is_empty();
        if !is_nothing {
            let mut draft = Draft {
                batch,
                ..Draft::default()
            };
            for recorded in &activities {
                draft.add(recorded);
            }
            let head = self.store.append(self.head, &draft.batch)?;
            for recorded in &activities {
                let evolved = self.model.evolve(&recorded.activity);
                debug_assert_eq!(evolved, cop_core::Evolved::Done);
            }
            for person in &draft.batch.forgotten {
                self.names.remove(person);
            }
            self.publish(head, &draft);
        }
        Ok(Provisioned {
            account,
            activities,
        })
    }
}

/// What there is to write so that only a person's pseudonym is left of their account, and their name is forgotten.
///
/// What they did stays as it is: the erasure of that begins here, on the day it is asked for together with this.
fn forget_person(account: Account, now: Timestamp) -> Batch {
    Batch {
        forgotten: vec![account.person.clone()],
        accounts: vec![Account {
            user_name: None,
            external_id: None,
            is_active: false,
            organisation: None,
            profession: None,
            changed: now,
            ..account
        }],
        ..Batch::default()
    }
}

fn group(label: Option<&str>, plan: &mut Plan) -> Result<Option<GroupId>, ProvisionFault> {
    let Some(label) = label else {
        return Ok(None);
    };
    let group = GroupId::from_label(label).map_err(ProvisionFault::Label)?;
    let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
    plan.batch.labels.push((group.clone(), label));
    Ok(Some(group))
}

fn activity(
    community: Option<&CommunityId>,
    actor: Option<&PersonId>,
    now: Timestamp,
    what: Kind,
) -> Activity {
    Activity {
        id: ActivityId::from_u128(Uuid::now_v7().as_u128()),
        version: VERSION,
        actor: actor.cloned(),
        recorder: None,
        community: community.cloned(),
        at: now,
        recorded: now,
        basis: Basis::Imported,
        audience: Audience::Community,
        speaking_as: None,
        what,
    }
}
