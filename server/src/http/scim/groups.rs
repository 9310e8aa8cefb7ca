//! `/scim/v2/Groups`.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use cop_core::Particulars;
use cop_core::community::Community;
use cop_core::id::{CommunityId, PersonId};
use serde_json::Value;

use super::error::ScimError;
use super::list::Asked;
use super::resource::{Attributes, Scim, ScimBody, text};
use super::{Base, group, patch};
use crate::http::problem::Problem;
use crate::http::{App, blocking};
use crate::store::Store;
use crate::writer::{MemberChange, Provisioning};

pub(super) async fn list(
    State(app): State<App>,
    asked: Asked,
    headers: HeaderMap,
) -> Result<Scim, ScimError> {
    let base = Base::of(&app, &headers);
    if asked.filter.as_ref().is_some_and(|filter| {
        !matches!(
            filter.attribute.as_str(),
            "displayname" | "id" | "externalid"
        )
    }) {
        return Err(ScimError::filter("groups are found by displayName or id"));
    }
    Ok(blocking(move || {
        let names = names(&app)?;
        let matches = |community: &Community| match &asked.filter {
            None => true,
            Some(filter) if filter.attribute == "id" => community.id.as_str() == filter.value,
            Some(filter) if filter.attribute == "displayname" => {
                is_called(community, &names, &filter.value)
            }
            // A community has no id but its own.
            Some(_) => false,
        };
        let accounts = accounts(&app.store, asked.with_members)?;
        Ok(app.live.look(|folded| {
            let mut total = 0;
            let mut groups = Vec::new();
            for community in folded
                .model
                .communities()
                .filter(|community| matches(community))
            {
                if total >= asked.offset && groups.len() < asked.limit {
                    groups.push(group::resource(community, &names, accounts.as_ref(), &base));
                }
                total += 1;
            }
            asked.page(total, groups)
        }))
    })
    .await?)
}

pub(super) async fn get(
    State(app): State<App>,
    Path(id): Path<String>,
    asked: Asked,
    headers: HeaderMap,
) -> Result<Scim, ScimError> {
    let base = Base::of(&app, &headers);
    shown(app, community(&id)?, asked.with_members, base).await
}

/// No community is founded here; one that is there is said to be.
pub(super) async fn post(
    State(app): State<App>,
    ScimBody(body): ScimBody,
) -> Result<Scim, ScimError> {
    let wanted = match Attributes::of(&body)?.get("displayName") {
        Some(name) => text("displayName", name, usize::MAX)?,
        None => None,
    };
    let wanted = wanted.ok_or_else(|| ScimError::value("a group has a displayName"))?;
    let is_there = blocking(move || {
        let names = names(&app)?;
        Ok(app.live.look(|folded| {
            let mut communities = folded.model.communities();
            communities.any(|community| is_called(community, &names, &wanted))
        }))
    })
    .await?;
    Err(if is_there {
        ScimError::is_there("there is a community of this name: find it by its displayName")
    } else {
        ScimError::not_founded_here()
    })
}

pub(super) async fn put(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    ScimBody(body): ScimBody,
) -> Result<Scim, ScimError> {
    let base = Base::of(&app, &headers);
    let community = community(&id)?;
    let members = match Attributes::of(&body)?.get("members") {
        None | Some(Value::Null) => Vec::new(),
        Some(members) => group::people(members)?,
    };
    let provisioning = Provisioning::Members {
        community: community.clone(),
        changes: vec![MemberChange::Replace(members)],
    };
    app.writer.provision(provisioning).await?;
    shown(app, community, true, base).await
}

pub(super) async fn patch(
    State(app): State<App>,
    Path(id): Path<String>,
    ScimBody(body): ScimBody,
) -> Result<StatusCode, ScimError> {
    let provisioning = Provisioning::Members {
        community: community(&id)?,
        changes: patch::of_group(&body)?,
    };
    app.writer.provision(provisioning).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn shown(
    app: App,
    id: CommunityId,
    with_members: bool,
    base: Base,
) -> Result<Scim, ScimError> {
    let found = blocking(move || {
        let names = names(&app)?;
        let accounts = accounts(&app.store, with_members)?;
        Ok(app.live.look(|folded| {
            let community = folded.model.community(&id)?;
            Some(group::resource(community, &names, accounts.as_ref(), &base))
        }))
    })
    .await?;
    found
        .map(Scim::ok)
        .ok_or_else(|| ScimError::not_found("group"))
}

/// The names of all communities.
fn names(app: &App) -> Result<Particulars, Problem> {
    let names: Vec<_> = app.live.look(|folded| {
        let communities = folded.model.communities();
        communities
            .map(|community| community.frame.purpose.name.id)
            .collect()
    });
    Ok(app
        .store
        .particulars(&BTreeSet::new(), &BTreeSet::new(), &names)?)
}

/// The people whom the identity provider knows, where they are wanted.
fn accounts(store: &Store, is_wanted: bool) -> Result<Option<BTreeSet<PersonId>>, Problem> {
    if !is_wanted {
        return Ok(None);
    }
    let accounts = store.accounts()?.into_iter();
    let live = accounts.filter(|account| account.user_name.is_some());
    Ok(Some(live.map(|account| account.person).collect()))
}

fn is_called(community: &Community, names: &Particulars, name: &str) -> bool {
    group::name(community, names).to_lowercase() == name.to_lowercase()
}

/// What can't be an id is no group either.
fn community(id: &str) -> Result<CommunityId, ScimError> {
    CommunityId::parse(id).map_err(|_| ScimError::not_found("group"))
}
