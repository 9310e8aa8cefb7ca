//! What there is, and what it is made of (RFC 7644, section 4).

use axum::extract::Path;
use serde_json::{Value, json};

use super::error::ScimError;
use super::list::MAX_RESOURCES;
use super::resource::Scim;
use super::user::{CORE, ENTERPRISE};
use super::{group, resource};

pub(super) async fn service_provider_config() -> Scim {
    let no = json!({ "supported": false });
    Scim::ok(json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
        "patch": { "supported": true },
        "bulk": { "supported": false, "maxOperations": 0, "maxPayloadSize": 0 },
        "filter": { "supported": true, "maxResults": MAX_RESOURCES },
        "changePassword": no,
        "sort": no,
        "etag": no,
        "authenticationSchemes": [{
            "type": "oauthbearertoken",
            "name": "Bearer token",
            "description": "A secret that whoever runs the server shares with the identity provider.",
            "specUri": "https://www.rfc-editor.org/info/rfc6750",
            "primary": true,
        }],
        "meta": {
            "resourceType": "ServiceProviderConfig",
            "location": "/scim/v2/ServiceProviderConfig",
        },
    }))
}

pub(super) async fn resource_types() -> Scim {
    all(types())
}

pub(super) async fn resource_type(Path(id): Path<String>) -> Result<Scim, ScimError> {
    one(types(), &id, "resource type")
}

pub(super) async fn schemas() -> Scim {
    all(described())
}

pub(super) async fn schema(Path(id): Path<String>) -> Result<Scim, ScimError> {
    one(described(), &id, "schema")
}

fn all(resources: Vec<Value>) -> Scim {
    Scim::ok(json!({
        "schemas": [resource::LIST],
        "totalResults": resources.len(),
        "startIndex": 1,
        "itemsPerPage": resources.len(),
        "Resources": resources,
    }))
}

fn one(resources: Vec<Value>, id: &str, what: &str) -> Result<Scim, ScimError> {
    resources
        .into_iter()
        .find(|resource| resource["id"] == id)
        .map(Scim::ok)
        .ok_or_else(|| ScimError::not_found(what))
}

fn types() -> Vec<Value> {
    let resource_type = |id: &str, endpoint: &str, schema: &str, extensions: Value| {
        json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
            "id": id,
            "name": id,
            "endpoint": endpoint,
            "schema": schema,
            "schemaExtensions": extensions,
            "meta": {
                "resourceType": "ResourceType",
                "location": format!("/scim/v2/ResourceTypes/{id}"),
            },
        })
    };
    let enterprise = json!([{ "schema": ENTERPRISE, "required": false }]);
    vec![
        resource_type("User", "/Users", CORE, enterprise),
        resource_type("Group", "/Groups", group::CORE, json!([])),
    ]
}

/// The attributes that are kept, and no others.
fn described() -> Vec<Value> {
    let schema = |id: &str, name: &str, attributes: Value| {
        json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Schema"],
            "id": id,
            "name": name,
            "description": name,
            "attributes": attributes,
            "meta": { "resourceType": "Schema", "location": format!("/scim/v2/Schemas/{id}") },
        })
    };
    let active = attribute("active", "boolean", "Whether the person's tokens are good.");
    let mut user_name = text(
        "userName",
        "What the person signs in with; never in the log.",
    );
    user_name["required"] = true.into();
    user_name["uniqueness"] = "server".into();
    let mut external_id = text(
        "externalId",
        "The pseudonym, where it is no e-mail address.",
    );
    external_id["caseExact"] = true.into();
    let mut name = attribute("name", "complex", "What the person is called.");
    name["subAttributes"] = json!([text("formatted", "Where there is no displayName.")]);
    let mut group_name = text("displayName", "What the community is called.");
    group_name["mutability"] = "readOnly".into();
    let mut members = attribute("members", "complex", "The members who are users here.");
    members["multiValued"] = true.into();
    let mut value = text("value", "The id of a user.");
    value["mutability"] = "immutable".into();
    members["subAttributes"] = json!([value]);
    vec![
        schema(
            CORE,
            "User",
            json!([
                user_name,
                external_id,
                text("displayName", "The name in the directory."),
                name,
                text("title", "The profession."),
                active,
            ]),
        ),
        schema(
            ENTERPRISE,
            "EnterpriseUser",
            json!([text("organization", "The organisation.")]),
        ),
        schema(group::CORE, "Group", json!([group_name, members])),
    ]
}

fn text(name: &str, description: &str) -> Value {
    let mut text = attribute(name, "string", description);
    text["caseExact"] = false.into();
    text
}

fn attribute(name: &str, kind: &str, description: &str) -> Value {
    json!({
        "name": name,
        "type": kind,
        "description": description,
        "multiValued": false,
        "required": false,
        "mutability": "readWrite",
        "returned": "default",
        "uniqueness": "none",
    })
}
