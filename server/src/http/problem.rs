//! Problems (RFC 9457): why a request came to nothing, with a stable code. Status codes stand here and nowhere else.

use axum::http::header::{CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use cop_core::refusal::Refusal;
use serde_json::json;

use crate::store::StoreError;
use crate::token::TokenFault;
use crate::writer::Fault;
use crate::zones::UnknownZone;

/// Why a request came to nothing, beside the refusals of the core.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// The body, the query or an id can't be read.
    Malformed,
    /// The body is too large.
    TooLarge,
    /// Only somebody who is signed in may.
    SignInNeeded,
    /// The token names nobody.
    TokenNotValid,
    /// The token is good, and the account of whom it names is switched off.
    AccountInactive,
    /// The form was sent from another site.
    CrossSite,
    /// The position belongs to another log.
    EpochChanged,
    /// The id names another command.
    CommandIdReused,
    /// Something happened in the community since.
    ChangedSince,
    /// There is no such time zone.
    UnknownZone,
    /// The store could not; nothing was recorded.
    NotRecorded,
    /// The server can't answer yet, or no longer.
    NotReady,
    /// There is no such measure.
    NoSuchMeasure,
    /// There is no such address.
    NoSuchPage,
    /// The address is there, for another method.
    MethodNotAllowed,
    /// The widget was not built.
    NoBundle,
    /// Something is wrong in the server.
    Internal,
}

impl Code {
    /// Every code of the server's own.
    pub const ALL: [Self; 17] = [
        Self::Malformed,
        Self::TooLarge,
        Self::SignInNeeded,
        Self::TokenNotValid,
        Self::AccountInactive,
        Self::CrossSite,
        Self::EpochChanged,
        Self::CommandIdReused,
        Self::ChangedSince,
        Self::UnknownZone,
        Self::NotRecorded,
        Self::NotReady,
        Self::NoSuchMeasure,
        Self::NoSuchPage,
        Self::MethodNotAllowed,
        Self::NoBundle,
        Self::Internal,
    ];

    /// The stable code: part of the contract.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::TooLarge => "too_large",
            Self::SignInNeeded => "sign_in_needed",
            Self::TokenNotValid => "token_not_valid",
            Self::AccountInactive => "account_inactive",
            Self::CrossSite => "cross_site",
            Self::EpochChanged => "epoch_changed",
            Self::CommandIdReused => "command_id_reused",
            Self::ChangedSince => "changed_since",
            Self::UnknownZone => "unknown_zone",
            Self::NotRecorded => "not_recorded",
            Self::NotReady => "not_ready",
            Self::NoSuchMeasure => "no_such_measure",
            Self::NoSuchPage => "no_such_page",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::NoBundle => "no_bundle",
            Self::Internal => "internal",
        }
    }

    fn status(self) -> StatusCode {
        match self {
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::SignInNeeded | Self::TokenNotValid | Self::AccountInactive => {
                StatusCode::UNAUTHORIZED
            }
            Self::CrossSite => StatusCode::FORBIDDEN,
            Self::EpochChanged => StatusCode::GONE,
            Self::CommandIdReused | Self::ChangedSince => StatusCode::CONFLICT,
            Self::UnknownZone => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotRecorded | Self::NotReady => StatusCode::SERVICE_UNAVAILABLE,
            Self::NoSuchMeasure | Self::NoSuchPage | Self::NoBundle => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

fn status_of_refusal(code: &str) -> StatusCode {
    match code {
        "not_a_member" | "role_needed" | "ask_first" | "invitation_needed" | "declined_before"
        | "not_yours" | "operator_needed" | "no_consent" => StatusCode::FORBIDDEN,
        "community_exists"
        | "already_a_member"
        | "open_to_join"
        | "last_steward"
        | "event_already_cancelled"
        | "event_already_over"
        | "already_retracted"
        | "artefact_retired"
        | "event_not_begun"
        | "founding_stands"
        | "held_together"
        | "own_contribution"
        | "purpose_revised_since" => StatusCode::CONFLICT,
        code if code.starts_with("no_such_") && code != "no_such_addressee" => {
            StatusCode::NOT_FOUND
        }
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// Why a request came to nothing, as its sender is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    status: StatusCode,
    code: String,
    detail: String,
}

impl Problem {
    /// A problem of the server's own.
    #[must_use]
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        Self {
            status: code.status(),
            code: code.as_str().to_owned(),
            detail: detail.into(),
        }
    }

    /// The problem of somebody who has to sign in first.
    #[must_use]
    pub fn sign_in_needed() -> Self {
        Self::new(Code::SignInNeeded, "this needs a signed-in person")
    }

    /// The problem of somebody whose account was switched off since their token was issued.
    #[must_use]
    pub fn account_inactive() -> Self {
        Self::new(
            Code::AccountInactive,
            "the account of this person is switched off",
        )
    }

    /// The problem that a community, or its like, does not exist: the same whether it is hidden or not there.
    #[must_use]
    pub fn no_such_community() -> Self {
        Refusal::NoSuchCommunity.into()
    }

    /// The status that goes with it.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The sentence for whoever asked.
    #[must_use]
    pub fn detail(&self) -> &str {
        &self.detail
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self {
            status: status_of_refusal(refusal.code()),
            code: refusal.code().to_owned(),
            detail: refusal.to_string(),
        }
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        let detail = fault.to_string();
        match fault {
            Fault::Refused { code, detail } => Self {
                status: status_of_refusal(&code),
                code,
                detail,
            },
            Fault::IdReused => Self::new(Code::CommandIdReused, detail),
            Fault::ChangedSince { .. } => Self::new(Code::ChangedSince, detail),
            Fault::NotRecorded => Self::new(Code::NotRecorded, detail),
        }
    }
}

impl From<TokenFault> for Problem {
    fn from(fault: TokenFault) -> Self {
        Self::new(Code::TokenNotValid, fault.to_string())
    }
}

impl From<UnknownZone> for Problem {
    fn from(fault: UnknownZone) -> Self {
        Self::new(Code::UnknownZone, fault.to_string())
    }
}

impl From<StoreError> for Problem {
    fn from(fault: StoreError) -> Self {
        tracing::error!(%fault, "the store could not be read");
        Self::new(Code::Internal, "the store could not be read")
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = json!({
            "type": "about:blank",
            "title": self.status.canonical_reason().unwrap_or_default(),
            "status": self.status.as_u16(),
            "code": self.code,
            "detail": self.detail,
        });
        let mut response = (self.status, body.to_string()).into_response();
        let headers = response.headers_mut();
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        // For the pages, which say the same in HTML.
        response.extensions_mut().insert(self);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(refusal: Refusal, status: StatusCode) {
        assert_eq!(Problem::from(refusal).status(), status);
    }

    #[test]
    fn a_refusal_has_the_status_of_its_kind() {
        check(Refusal::NoSuchCommunity, StatusCode::NOT_FOUND);
        check(Refusal::NoSuchEvent, StatusCode::NOT_FOUND);
        check(Refusal::NoSuchAddressee, StatusCode::UNPROCESSABLE_ENTITY);
        check(Refusal::RoleNeeded, StatusCode::FORBIDDEN);
        check(Refusal::LastSteward, StatusCode::CONFLICT);
        check(Refusal::TooMany, StatusCode::UNPROCESSABLE_ENTITY);
    }

    #[test]
    fn the_servers_codes_are_not_the_cores() {
        for code in Code::ALL {
            assert!(!Refusal::CODES.contains(&code.as_str()));
        }
    }
}
