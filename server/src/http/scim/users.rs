//! `/scim/v2/Users`.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use cop_core::id::PersonId;
use serde_json::Value;

use super::error::ScimError;
use super::list::Asked;
use super::resource::{Scim, ScimBody};
use super::{Base, patch, user};
use crate::http::{App, blocking};
use crate::store::{Account, AccountFilter, Store, StoreError};
use crate::writer::{Edit, Provisioning};

pub(super) async fn list(
    State(app): State<App>,
    asked: Asked,
    headers: HeaderMap,
) -> Result<Scim, ScimError> {
    let base = Base::of(&app, &headers);
    let filter = match &asked.filter {
        None => AccountFilter::All,
        Some(filter) => match filter.attribute.as_str() {
            "username" => AccountFilter::UserName(filter.value.clone()),
            "externalid" => AccountFilter::ExternalId(filter.value.clone()),
            "id" => AccountFilter::Person(filter.value.clone()),
            _ => {
                return Err(ScimError::filter(
                    "users are found by userName, externalId or id",
                ));
            }
        },
    };
    Ok(blocking(move || {
        let (total, accounts) = app
            .store
            .find_accounts(&filter, asked.offset, asked.limit)?;
        let users = resources(&app.store, &accounts, &base)?;
        Ok(asked.page(total, users))
    })
    .await?)
}

pub(super) async fn get(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Scim, ScimError> {
    let base = Base::of(&app, &headers);
    let person = person(&id)?;
    let store = app.store.clone();
    let account = blocking(move || Ok(store.account(&person)?)).await?;
    match account.filter(|account| account.user_name.is_some()) {
        Some(account) => shown(&app, account, &base).await.map(Scim::ok),
        None => Err(ScimError::not_found("user")),
    }
}

pub(super) async fn post(
    State(app): State<App>,
    headers: HeaderMap,
    ScimBody(body): ScimBody,
) -> Result<Scim, ScimError> {
    let base = Base::of(&app, &headers);
    let edits = user::whole(&body)?;
    let person = user::pseudonym(&edits)?;
    let location = base.location("Users", person.as_str());
    let body = provisioned(&app, Provisioning::NewAccount { person, edits }, &base).await?;
    Ok(Scim {
        status: StatusCode::CREATED,
        location: Some(location),
        body,
    })
}

pub(super) async fn put(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    ScimBody(body): ScimBody,
) -> Result<Scim, ScimError> {
    change(&app, &id, &headers, user::whole(&body)?).await
}

pub(super) async fn patch(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    ScimBody(body): ScimBody,
) -> Result<Scim, ScimError> {
    let touched = patch::of_user(&body)?;
    change(&app, &id, &headers, user::part(&touched)?).await
}

pub(super) async fn delete(
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<StatusCode, ScimError> {
    let person = person(&id)?;
    app.writer
        .provision(Provisioning::DeleteAccount { person })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn change(
    app: &App,
    id: &str,
    headers: &HeaderMap,
    edits: Vec<Edit>,
) -> Result<Scim, ScimError> {
    let base = Base::of(app, headers);
    let person = person(id)?;
    let body = provisioned(app, Provisioning::ChangeAccount { person, edits }, &base).await?;
    Ok(Scim::ok(body))
}

async fn provisioned(
    app: &App,
    provisioning: Provisioning,
    base: &Base,
) -> Result<Value, ScimError> {
    match app.writer.provision(provisioning).await?.account {
        Some(account) => shown(app, account, base).await,
        None => Err(ScimError::not_found("user")),
    }
}

async fn shown(app: &App, account: Account, base: &Base) -> Result<Value, ScimError> {
    let (store, base) = (app.store.clone(), Base(base.0.clone()));
    let mut users = blocking(move || Ok(resources(&store, &[account], &base)?)).await?;
    users.pop().ok_or_else(|| ScimError::not_found("user"))
}

fn resources(store: &Store, accounts: &[Account], base: &Base) -> Result<Vec<Value>, StoreError> {
    let people: BTreeSet<PersonId> = accounts
        .iter()
        .map(|account| account.person.clone())
        .collect();
    let groups = accounts
        .iter()
        .flat_map(|account| [&account.organisation, &account.profession])
        .flatten()
        .cloned()
        .collect();
    let particulars = store.particulars(&people, &groups, &[])?;
    Ok(accounts
        .iter()
        .map(|account| user::resource(account, &particulars, base))
        .collect())
}

/// What can't be an id is no user either.
fn person(id: &str) -> Result<PersonId, ScimError> {
    PersonId::parse(id).map_err(|_| ScimError::not_found("user"))
}
