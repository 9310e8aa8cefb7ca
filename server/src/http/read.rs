//! Reading requests: queries, addresses and bodies, with a problem in place of what can't be read.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use cop_core::id::{CommunityId, ContributionId};
use cop_core::measure::Name;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::problem::{Code, Problem};

/// A query as a struct.
pub(super) struct Params<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Params<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Query(params) = Query::from_request_parts(parts, state)
            .await
            .map_err(|fault| Problem::new(Code::Malformed, fault.body_text()))?;
        Ok(Self(params))
    }
}

/// A JSON body as a struct.
pub(super) struct Body<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        // A form of another site can send text only, so a type that no form has makes the browser ask first.
        let is_json = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
            .is_some_and(|kind| kind.split(';').next().map(str::trim) == Some("application/json"));
        if !is_json {
            return Err(Problem::new(
                Code::Malformed,
                "the Content-Type of a command is application/json",
            ));
        }
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(body_problem)?;
        serde_json::from_slice(&bytes)
            .map(Self)
            .map_err(|fault| Problem::new(Code::Malformed, fault.to_string()))
    }
}

fn body_problem(fault: BytesRejection) -> Problem {
    if fault.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Problem::new(Code::TooLarge, "the body is larger than 64 KiB")
    } else {
        Problem::new(Code::Malformed, fault.body_text())
    }
}

/// The community that an address names.
pub(super) struct CommunityAt(pub(super) CommunityId);

impl<S: Send + Sync> FromRequestParts<S> for CommunityAt {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        #[derive(Deserialize)]
        struct Named {
            community: CommunityId,
        }
        // What can't be an id is no community either.
        let Path(named) = Path::<Named>::from_request_parts(parts, state)
            .await
            .map_err(|_| Problem::no_such_community())?;
        Ok(Self(named.community))
    }
}

/// The problem that an address names: none where it can't be one.
pub(super) struct ProblemAt(pub(super) Option<ContributionId>);

impl<S: Send + Sync> FromRequestParts<S> for ProblemAt {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        #[derive(Deserialize)]
        struct Named {
            problem: ContributionId,
        }
        let named = Path::<Named>::from_request_parts(parts, state).await;
        Ok(Self(named.ok().map(|Path(named)| named.problem)))
    }
}

/// The artefact that an address names: none where it can't be one.
pub(super) struct ArtefactAt(pub(super) Option<ContributionId>);

impl<S: Send + Sync> FromRequestParts<S> for ArtefactAt {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        #[derive(Deserialize)]
        struct Named {
            artefact: ContributionId,
        }
        let named = Path::<Named>::from_request_parts(parts, state).await;
        Ok(Self(named.ok().map(|Path(named)| named.artefact)))
    }
}

/// The measure that an address names: none where there is no such measure.
pub(super) struct MeasureAt(pub(super) Option<Name>);

impl<S: Send + Sync> FromRequestParts<S> for MeasureAt {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        #[derive(Deserialize)]
        struct Named {
            measure: String,
        }
        let named = Path::<Named>::from_request_parts(parts, state).await;
        let named = named.ok().map(|Path(named)| named.measure);
        let is_named = |name: &&Name| Some(name.as_str()) == named.as_deref();
        Ok(Self(Name::ALL.iter().find(is_named).copied()))
    }
}
