//! Errors in the shape of RFC 7644, section 3.12. The status codes of SCIM stand here and nowhere else.

use axum::http::header::{CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::resource::MEDIA_TYPE;
use crate::http::problem::Problem;
use crate::store::StoreError;
use crate::writer::ProvisionFault;

/// Why a request of an identity provider came to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ScimError {
    status: StatusCode,
    scim_type: Option<&'static str>,
    detail: String,
}

impl ScimError {
    fn new(status: StatusCode, scim_type: Option<&'static str>, detail: impl Into<String>) -> Self {
        Self {
            status,
            scim_type,
            detail: detail.into(),
        }
    }

    fn bad(scim_type: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, Some(scim_type), detail)
    }

    pub(super) fn not_let_in() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            None,
            "this takes the bearer token of the identity provider",
        )
    }

    pub(super) fn no_such_method() -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            None,
            "this address takes another method",
        )
    }

    pub(super) fn not_found(what: &str) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            None,
            format!("there is no {what} with this id"),
        )
    }

    pub(super) fn not_founded_here() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            None,
            "communities are founded by people: ask for one there, then look it up by its displayName",
        )
    }

    pub(super) fn is_there(detail: &str) -> Self {
        Self::new(StatusCode::CONFLICT, Some("uniqueness"), detail)
    }

    pub(super) fn too_large() -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            None,
            "the body is larger than 1 MiB",
        )
    }

    pub(super) fn syntax(detail: impl Into<String>) -> Self {
        Self::bad("invalidSyntax", detail)
    }

    pub(super) fn value(detail: impl Into<String>) -> Self {
        Self::bad("invalidValue", detail)
    }

    pub(super) fn filter(detail: impl Into<String>) -> Self {
        Self::bad("invalidFilter", detail)
    }

    pub(super) fn path(detail: impl Into<String>) -> Self {
        Self::bad("invalidPath", detail)
    }

    pub(super) fn no_target(detail: impl Into<String>) -> Self {
        Self::bad("noTarget", detail)
    }

    pub(super) fn mutability(detail: impl Into<String>) -> Self {
        Self::bad("mutability", detail)
    }
}

impl From<ProvisionFault> for ScimError {
    fn from(fault: ProvisionFault) -> Self {
        let detail = fault.to_string();
        match fault {
            ProvisionFault::NoSuchAccount | ProvisionFault::NoSuchCommunity => {
                Self::new(StatusCode::NOT_FOUND, None, detail)
            }
            ProvisionFault::AccountExists | ProvisionFault::UserNameTaken => {
                Self::new(StatusCode::CONFLICT, Some("uniqueness"), detail)
            }
            ProvisionFault::NobodySteers => Self::new(StatusCode::CONFLICT, None, detail),
            ProvisionFault::NoSuchMember | ProvisionFault::Label(_) => Self::value(detail),
            ProvisionFault::NotRecorded => Self::new(StatusCode::SERVICE_UNAVAILABLE, None, detail),
        }
    }
}

impl From<Problem> for ScimError {
    fn from(problem: Problem) -> Self {
        Self::new(problem.status(), None, problem.detail())
    }
}

impl From<StoreError> for ScimError {
    fn from(fault: StoreError) -> Self {
        Problem::from(fault).into()
    }
}

impl IntoResponse for ScimError {
    fn into_response(self) -> Response {
        let mut body = json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
            "status": self.status.as_u16().to_string(),
            "detail": self.detail,
        });
        if let Some(scim_type) = self.scim_type {
            body["scimType"] = scim_type.into();
        }
        let mut response = (self.status, body.to_string()).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
