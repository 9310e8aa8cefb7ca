//! A user as SCIM writes it, and a person as they are kept.

use std::collections::BTreeMap;

use cop_core::Particulars;
use cop_core::id::{GroupId, PersonId};
use serde_json::{Value, json};
use uuid::Builder;

use super::Base;
use super::error::ScimError;
use super::resource::{Attributes, text};
use crate::store::Account;
use crate::token;
use crate::writer::Edit;

pub(super) const CORE: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
pub(super) const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/// Longest user name or outside id: an e-mail address has at most 254 characters.
const MAX_CHARS: usize = 256;

/// What a whole user says: what is not there is to go, but for `active`, which stays as it is.
pub(super) fn whole(user: &Value) -> Result<Vec<Edit>, ScimError> {
    let user = Attributes::of(user)?;
    let mut edits = part_of(user, true)?;
    if !edits.iter().any(|edit| matches!(edit, Edit::UserName(_))) {
        edits.push(Edit::UserName(user_name(&Value::Null)?));
    }
    Ok(edits)
}

/// What the attributes say that are there.
pub(super) fn part(user: &Value) -> Result<Vec<Edit>, ScimError> {
    part_of(Attributes::of(user)?, false)
}

fn part_of(user: Attributes<'_>, is_whole: bool) -> Result<Vec<Edit>, ScimError> {
    let mut edits = Vec::new();
    if let Some(value) = user.get("userName") {
        edits.push(Edit::UserName(user_name(value)?));
    }
    let mut optional = |value: Option<&Value>, name, edit: fn(Option<String>) -> Edit| {
        match value {
            Some(value) => edits.push(edit(text(name, value, MAX_CHARS)?)),
            None if is_whole => edits.push(edit(None)),
            None => {}
        }
        Ok::<(), ScimError>(())
    };
    optional(user.get("externalId"), "externalId", Edit::ExternalId)?;
    optional(user.get("title"), "title", Edit::Profession)?;
    let enterprise = user.part(ENTERPRISE)?;
    let is_enterprise_gone = enterprise.is_none() && user.get(ENTERPRISE).is_some();
    let organisation = enterprise.and_then(|enterprise| enterprise.get("organization"));
    optional(
        organisation.or(is_enterprise_gone.then_some(&Value::Null)),
        "organization",
        Edit::Organisation,
    )?;
    if let Some(name) = name(user, is_whole)? {
        edits.push(Edit::Name(name));
    }
    if let Some(value) = user.get("active") {
        edits.push(Edit::Active(active(value)?));
    }
    Ok(edits)
}

fn user_name(value: &Value) -> Result<String, ScimError> {
    text("userName", value, MAX_CHARS)?.ok_or_else(|| ScimError::value("a user has a userName"))
}

/// What the person is called: none where nothing is said about it.
fn name(user: Attributes<'_>, is_whole: bool) -> Result<Option<Option<String>>, ScimError> {
    let parts = user.part("name")?;
    let in_parts = |name: &str| parts.and_then(|parts| parts.get(name));
    let is_name_gone = parts.is_none() && user.get("name").is_some();
    let said = [user.get("displayName"), in_parts("formatted")];
    for value in said.into_iter().flatten() {
        if let Some(name) = text("displayName", value, MAX_CHARS)? {
            return Ok(Some(token::name(&name)));
        }
    }
    if is_whole {
        let mut names = Vec::new();
        for value in [in_parts("givenName"), in_parts("familyName")] {
            names.extend(
                value
                    .map(|value| text("name", value, MAX_CHARS))
                    .transpose()?,
            );
        }
        let names: Vec<String> = names.into_iter().flatten().collect();
        return Ok(Some(token::name(&names.join(" "))));
    }
    let is_gone = is_name_gone || said.into_iter().any(|value| value.is_some());
    Ok(is_gone.then_some(None))
}

/// A provider that is widely used writes "True" and "False".
fn active(value: &Value) -> Result<bool, ScimError> {
    match value {
        Value::Bool(is_active) => Ok(*is_active),
        Value::String(word) if word.eq_ignore_ascii_case("true") => Ok(true),
        Value::String(word) if word.eq_ignore_ascii_case("false") => Ok(false),
        _ => Err(ScimError::value("active is true or false")),
    }
}

/// The pseudonym of a new user: never an e-mail address.
pub(super) fn pseudonym(edits: &[Edit]) -> Result<PersonId, ScimError> {
    let external = edits.iter().find_map(|edit| match edit {
        Edit::ExternalId(id) => id.as_deref(),
        _ => None,
    });
    let user_name = edits.iter().find_map(|edit| match edit {
        Edit::UserName(name) => Some(name.as_str()),
        _ => None,
    });
    let named = [external, user_name]
        .into_iter()
        .flatten()
        .find_map(|id| PersonId::parse(id).ok());
    if let Some(person) = named {
        return Ok(person);
    }
    let mut random = [0; 16];
    getrandom::fill(&mut random)
        .map_err(|_| ScimError::value("there is no randomness for an id: send an externalId"))?;
    let id = Builder::from_random_bytes(random).into_uuid().to_string();
    PersonId::parse(&id).map_err(|_| ScimError::value("send an externalId"))
}

/// A user as it is sent back.
pub(super) fn resource(account: &Account, particulars: &Particulars, base: &Base) -> Value {
    let id = account.person.as_str();
    let label = |group: &Option<GroupId>| -> Option<String> {
        let group = group.as_ref()?;
        Some(
            particulars
                .labels
                .get(group)
                .map_or_else(|| group.to_string(), String::clone),
        )
    };
    let mut user = json!({
        "schemas": [CORE, ENTERPRISE],
        "id": id,
        "userName": account.user_name,
        "active": account.is_active,
        "meta": {
            "resourceType": "User",
            "created": account.created.to_string(),
            "lastModified": account.changed.to_string(),
            "location": base.location("Users", id),
        },
    });
    let optional: BTreeMap<&str, Option<String>> = [
        ("externalId", account.external_id.clone()),
        (
            "displayName",
            particulars.people.get(&account.person).cloned(),
        ),
        ("title", label(&account.profession)),
    ]
    .into();
    for (name, value) in optional {
        if let Some(value) = value {
            user[name] = value.into();
        }
    }
    if let Some(name) = user.get("displayName").cloned() {
        user["name"] = json!({ "formatted": name });
    }
    if let Some(organisation) = label(&account.organisation) {
        user[ENTERPRISE] = json!({ "organization": organisation });
    }
    user
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pseudonym_is_never_an_email_address() {
        let edits = |user: Value| whole(&user).unwrap();
        let id = |user: Value| pseudonym(&edits(user)).unwrap().to_string();
        assert_eq!(id(json!({ "userName": "ama", "externalId": "p1" })), "p1");
        assert_eq!(id(json!({ "userName": "ama" })), "ama");
        let mail = json!({ "userName": "ama@northmoor.example", "externalId": "ama@nm.example" });
        assert!(!id(mail.clone()).contains('@'));
        assert_ne!(id(mail.clone()), id(mail));
    }

    #[test]
    fn a_whole_user_takes_away_what_it_does_not_say_but_for_active() {
        assert_eq!(
            whole(&json!({ "USERNAME": " ama " })),
            Ok(vec![
                Edit::UserName("ama".into()),
                Edit::ExternalId(None),
                Edit::Profession(None),
                Edit::Organisation(None),
                Edit::Name(None),
            ])
        );
        assert!(whole(&json!({ "displayName": "Ama" })).is_err());
    }

    #[test]
    fn the_name_to_show_comes_before_the_formatted_one_and_its_parts() {
        let name = |user: Value| {
            let edits = whole(&user).unwrap();
            edits.into_iter().find_map(|edit| match edit {
                Edit::Name(name) => name,
                _ => None,
            })
        };
        let parts = json!({ "givenName": "Ama", "familyName": "Boateng" });
        let all = json!({ "userName": "a", "displayName": "Ama B", "name": { "formatted": "x" } });
        assert_eq!(name(all).as_deref(), Some("Ama B"));
        let formatted = json!({ "userName": "a", "name": { "formatted": "Ms Boateng" } });
        assert_eq!(name(formatted).as_deref(), Some("Ms Boateng"));
        let only_parts = json!({ "userName": "a", "name": parts });
        assert_eq!(name(only_parts).as_deref(), Some("Ama Boateng"));
    }

    #[test]
    fn what_is_not_kept_is_not_read() {
        let said = json!({
            "emails": [{ "value": "ama@northmoor.example" }],
            "userType": "Employee",
            ENTERPRISE: { "employeeNumber": "7", "costCenter": "9", "manager": { "value": "x" } },
        });
        assert_eq!(part(&said), Ok(vec![]));
    }

    #[test]
    fn an_account_is_switched_off_by_a_word_too() {
        for value in [json!(false), json!("False")] {
            let edits = part(&json!({ "active": value }));
            assert_eq!(edits, Ok(vec![Edit::Active(false)]));
        }
        assert!(part(&json!({ "active": 0 })).is_err());
    }
}
