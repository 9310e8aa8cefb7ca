//! `/v1/me/…`: everything about the caller, their facilitation statement, and their erasure.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use cop_core::activity::{Activity, Erasure, Recorded, Role};
use cop_core::command::Command;
use cop_core::id::{CommandId, CommunityId, PersonId};
use cop_core::time::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};

use super::problem::Problem;
use super::{App, blocking};
use crate::clock;
use crate::particulars::Wanted;
use crate::token::Caller;
use crate::writer::Submission;

/// How far a facilitation statement looks back.
const STATEMENT_DAYS: i64 = 365;

/// What somebody did to keep a community going, to take to an appraisal.
#[derive(Serialize)]
pub(super) struct Statement {
    person: PersonId,
    name: Option<String>,
    from: Timestamp,
    until: Timestamp,
    communities: Vec<Facilitated>,
}

#[derive(Serialize)]
struct Facilitated {
    id: CommunityId,
    name: String,
    roles: Vec<HeldRole>,
    /// Facilitation acts by kind, as they count.
    acts: BTreeMap<&'static str, usize>,
    /// In how many different months there was one.
    months: usize,
}

#[derive(Serialize)]
struct HeldRole {
    role: Role,
    #[serde(skip_serializing_if = "Option::is_none")]
    protected_minutes_per_week: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recognised_by: Option<String>,
}

pub(super) async fn statement(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Statement>, Problem> {
    blocking(move || Ok(Json(app.statement(caller)?))).await
}

pub(super) async fn export(State(app): State<App>, caller: Caller) -> Result<Json<Value>, Problem> {
    blocking(move || Ok(Json(app.export_of(&caller.person)?))).await
}

/// Erases the caller: name, texts, and their id in all that they did.
pub(super) async fn erase(State(app): State<App>, caller: Caller) -> Result<StatusCode, Problem> {
    let submission = Submission {
        id: CommandId::from_u128(uuid::Uuid::now_v7().as_u128()),
        command: Command::Erase {
            of: Erasure::Person(caller.person.clone()),
        },
        by: caller.person,
        name: None,
        community: None,
        expected_position: None,
        speaking_as: None,
        is_operator: false,
    };
    app.writer.submit(submission).await?;
    Ok(StatusCode::NO_CONTENT)
}

impl App {
    /// What concerns a person, in the order of the log, as it counts now.
    fn concerning(&self, person: &PersonId) -> Result<Vec<Recorded>, Problem> {
        let mut found = Vec::new();
        for id in self.accounts_of(person) {
            found.extend(self.store.concerning(&id)?);
        }
        found.sort_by_key(|recorded| recorded.position);
        found.dedup_by_key(|recorded| recorded.position);
        self.live.look(|folded| {
            let amendments = folded.model.amendments();
            found.retain_mut(|recorded| match amendments.counted(&recorded.activity) {
                Some(counts) => {
                    let counts = counts.into_owned();
                    recorded.activity = counts;
                    true
                }
                None => false,
            });
        });
        Ok(found)
    }

    fn statement(&self, caller: Caller) -> Result<Statement, Problem> {
        let until = clock::now();
        let from = until.minus_days(STATEMENT_DAYS);
        let mut acts: BTreeMap<CommunityId, Vec<Activity>> = BTreeMap::new();
        for Recorded { activity, .. } in self.concerning(&caller.person)? {
            let is_theirs = activity.actor.as_ref() == Some(&caller.person);
            if let Some(community) = activity.community.clone()
                && is_theirs
                && activity.at > from
                && activity.what.counts().facilitation
            {
                acts.entry(community).or_default().push(activity);
            }
        }
        let held = self.live.look(|folded| {
            let mut held = Vec::new();
            for community in folded.model.communities() {
                let member = community.membership.members.get(&caller.person);
                let roles = member.map(|member| (member.roles.clone(), member.terms.clone()));
                let is_held = roles.as_ref().is_some_and(|(roles, _)| !roles.is_empty());
                if is_held || acts.contains_key(&community.id) {
                    let name = community.frame.purpose.name;
                    held.push((community.id.clone(), name, roles.unwrap_or_default()));
                }
            }
            held
        });
        let mut wanted = Wanted::default();
        wanted.person(&caller.person);
        wanted.texts(held.iter().map(|(_, name, _)| *name));
        let recognising = held.iter().flat_map(|(_, _, (_, terms))| terms.values());
        wanted.groups(recognising.filter_map(|terms| terms.recognised_by.clone()));
        let particulars = wanted.fetch(&self.store)?;
        let communities = held.into_iter().map(|(id, name, (roles, terms))| {
            let done = acts.remove(&id).unwrap_or_default();
            let months: std::collections::BTreeSet<Timestamp> = done
                .iter()
                .map(|activity| activity.at.month_utc())
                .collect();
            let mut by_kind = BTreeMap::new();
            for activity in &done {
                *by_kind.entry(activity.what.word()).or_insert(0) += 1;
            }
            Facilitated {
                name: particulars
                    .text(name)
                    .map_or_else(|| id.to_string(), str::to_owned),
                id,
                roles: roles
                    .iter()
                    .map(|role| {
                        let terms = terms.get(role);
                        HeldRole {
                            role: *role,
                            protected_minutes_per_week: terms
                                .and_then(|terms| terms.protected_minutes),
                            recognised_by: terms
                                .and_then(|terms| terms.recognised_by.as_ref())
                                .map(|group| {
                                    particulars
                                        .labels
                                        .get(group)
                                        .cloned()
                                        .unwrap_or_else(|| group.to_string())
                                }),
                        }
                    })
                    .collect(),
                acts: by_kind,
                months: months.len(),
            }
        });
        Ok(Statement {
            communities: communities.collect(),
            name: caller
                .name
                .or_else(|| particulars.people.get(&caller.person).cloned()),
            person: caller.person,
            from,
            until,
        })
    }

    /// All that is kept of a person: their name, what they did and what was done to them, and what they wrote.
    fn export_of(&self, person: &PersonId) -> Result<Value, Problem> {
        let concerning = self.concerning(person)?;
        let people = self
            .live
            .look(|folded| folded.model.people().excerpt([person]));
        let mut wanted = Wanted::default();
        wanted.person(person);
        wanted.groups_of(&people);
        for Recorded { activity, .. } in &concerning {
            wanted.texts(activity.what.texts());
        }
        let particulars = wanted.fetch(&self.store)?;
        let activities: Vec<Value> = concerning
            .into_iter()
            .map(|Recorded { position, activity }| json!({"position": position, "activity": activity}))
            .collect();
        let accounts = self
            .accounts_of(person)
            .into_iter()
            .map(|id| self.account(&id))
            .collect::<Result<Vec<_>, Problem>>()?;
        Ok(json!({
            "person": person,
            "name": particulars.people.get(person),
            "accounts": accounts,
            "affiliations": people,
            "labels": particulars.labels,
            "activities": activities,
            "texts": particulars.texts,
        }))
    }

    /// What is kept of an account: its name, and what an identity provider says of it.
    fn account(&self, id: &PersonId) -> Result<Value, Problem> {
        let mut wanted = Wanted::default();
        wanted.person(id);
        let particulars = wanted.fetch(&self.store)?;
        let mut kept = json!({ "id": id, "name": particulars.people.get(id) });
        if let Some(account) = self.store.account(id)? {
            kept["user_name"] = json!(account.user_name);
            kept["external_id"] = json!(account.external_id);
            kept["is_active"] = json!(account.is_active);
            kept["created"] = json!(account.created);
            kept["changed"] = json!(account.changed);
        }
        Ok(kept)
    }
}
