//! Resources as JSON: attributes by names that are read however they are capitalised (RFC 7643, section 2.1).

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value};

use super::error::ScimError;

pub(super) const MEDIA_TYPE: &str = "application/scim+json";
pub(super) const LIST: &str = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

/// A complex attribute, or a whole resource.
#[derive(Debug, Clone, Copy)]
pub(super) struct Attributes<'a>(&'a Map<String, Value>);

impl<'a> Attributes<'a> {
    pub(super) fn of(value: &'a Value) -> Result<Self, ScimError> {
        value
            .as_object()
            .map(Self)
            .ok_or_else(|| ScimError::syntax("here should be an object"))
    }

    pub(super) fn get(self, name: &str) -> Option<&'a Value> {
        self.0
            .iter()
            .find(|(other, _)| other.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    /// What is inside a complex attribute: nothing where it is not there.
    pub(super) fn part(self, name: &str) -> Result<Option<Self>, ScimError> {
        match self.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => Self::of(value).map(Some),
        }
    }

    pub(super) fn iter(self) -> impl Iterator<Item = (&'a String, &'a Value)> {
        self.0.iter()
    }
}

/// A text as it is kept: none where there is nothing in it.
pub(super) fn text(
    name: &str,
    value: &Value,
    max_chars: usize,
) -> Result<Option<String>, ScimError> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) if text.chars().count() > max_chars => Err(ScimError::value(format!(
            "{name} has at most {max_chars} characters"
        ))),
        Value::String(text) => Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty())),
        _ => Err(ScimError::value(format!("{name} is a string"))),
    }
}

/// A body that was sent.
pub(super) struct ScimBody(pub(super) Value);

impl<S: Send + Sync> FromRequest<S> for ScimBody {
    type Rejection = ScimError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ScimError> {
        let is_json = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
            .and_then(|kind| kind.split(';').next())
            .is_some_and(|kind| matches!(kind.trim(), MEDIA_TYPE | "application/json"));
        if !is_json {
            return Err(ScimError::syntax(format!(
                "the Content-Type is {MEDIA_TYPE}"
            )));
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|fault| {
            if fault.status() == StatusCode::PAYLOAD_TOO_LARGE {
                ScimError::too_large()
            } else {
                ScimError::syntax("the body can't be read")
            }
        })?;
        // What is wrong is said without the text in which it is, which may hold a name.
        serde_json::from_slice(&bytes).map(Self).map_err(|fault| {
            ScimError::syntax(format!(
                "the body is not JSON at line {}, column {}",
                fault.line(),
                fault.column()
            ))
        })
    }
}

/// A resource that is sent back.
pub(super) struct Scim {
    pub(super) status: StatusCode,
    pub(super) location: Option<String>,
    pub(super) body: Value,
}

impl Scim {
    pub(super) fn ok(body: Value) -> Self {
        Self {
            status: StatusCode::OK,
            location: None,
            body,
        }
    }
}

impl IntoResponse for Scim {
    fn into_response(self) -> Response {
        let kind: [(HeaderName, &str); 1] = [(CONTENT_TYPE, MEDIA_TYPE)];
        let location = self
            .location
            .map(|location| [(axum::http::header::LOCATION, location)]);
        let response = (self.status, kind, self.body.to_string()).into_response();
        match location {
            Some(location) => (location, response).into_response(),
            None => response,
        }
    }
}
