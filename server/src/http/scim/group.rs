//! A group as SCIM writes it, and a community as it is.

use std::collections::BTreeSet;

use cop_core::Particulars;
use cop_core::community::Community;
use cop_core::id::PersonId;
use serde_json::{Value, json};

use super::Base;
use super::error::ScimError;
use super::resource::Attributes;

pub(super) const CORE: &str = "urn:ietf:params:scim:schemas:core:2.0:Group";

/// The people that members name: a list of objects with a value, or one such object.
pub(super) fn people(members: &Value) -> Result<Vec<PersonId>, ScimError> {
    let one = std::slice::from_ref(members);
    let members = members.as_array().map_or(one, Vec::as_slice);
    members
        .iter()
        .map(|member| {
            let id = Attributes::of(member)?.get("value").and_then(Value::as_str);
            let id =
                id.ok_or_else(|| ScimError::value("a member has a value, the id of a user"))?;
            PersonId::parse(id).map_err(|_| ScimError::value("a member is not a user here"))
        })
        .collect()
}

/// What a community is called.
pub(super) fn name<'a>(community: &'a Community, particulars: &'a Particulars) -> &'a str {
    particulars
        .text(community.frame.purpose.name)
        .unwrap_or(community.id.as_str())
}

/// A community as it is sent back, with the members who have accounts where they are wanted.
pub(super) fn resource(
    community: &Community,
    particulars: &Particulars,
    accounts: Option<&BTreeSet<PersonId>>,
    base: &Base,
) -> Value {
    let id = community.id.as_str();
    let mut group = json!({
        "schemas": [CORE],
        "id": id,
        "displayName": name(community, particulars),
        "meta": {
            "resourceType": "Group",
            "created": community.founded_at.to_string(),
            "lastModified": community.last_at.to_string(),
            "location": base.location("Groups", id),
        },
    });
    if let Some(accounts) = accounts {
        let members = community
            .membership
            .members
            .keys()
            .filter(|person| accounts.contains(person));
        group["members"] = members
            .map(|person| {
                json!({
                    "value": person,
                    "type": "User",
                    "$ref": base.location("Users", person.as_str()),
                })
            })
            .collect();
    }
    group
}
