//! `/v1/me/addresses`: personal addresses for programs that can't send a token, and whom such an address stands for.

use axum::Json;
use axum::extract::{FromRequestParts, Path, Query, State};
use axum::http::header::HOST;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use cop_core::id::{CommunityId, PersonId};
use cop_core::refusal::Refusal;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::auth::bearer;
use super::page::in_path;
use super::problem::{Code, Problem};
use super::read::Body;
use super::{App, blocking};
use crate::clock;
use crate::store::{Address, Purpose};
use crate::token::Caller;

/// How many random bytes a key has.
const KEY_BYTES: usize = 20;

/// Whoever reads by an address to subscribe to: the bearer of a token, the holder of a key, or nobody.
pub(super) enum Subscriber {
    Caller(Caller),
    Key(String),
    Nobody,
}

impl FromRequestParts<App> for Subscriber {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        #[derive(Deserialize)]
        struct Asked {
            key: Option<String>,
        }
        if let Some(caller) = bearer(&parts.headers, app).await? {
            return Ok(Self::Caller(caller));
        }
        let Query(asked) = Query::<Asked>::from_request_parts(parts, app)
            .await
            .map_err(|fault| Problem::new(Code::Malformed, fault.body_text()))?;
        Ok(asked.key.map_or(Self::Nobody, Self::Key))
    }
}

impl Subscriber {
    /// Who reads: a key is good for its own purpose and community only, and as long as the account of its person is.
    ///
    /// # Errors
    /// A key that is good for nobody here is a problem, whatever it would be good for elsewhere.
    pub(super) async fn person(
        self,
        app: &App,
        purpose: Purpose,
        community: Option<&CommunityId>,
    ) -> Result<Option<PersonId>, Problem> {
        let key = match self {
            Self::Caller(caller) => return Ok(Some(caller.person)),
            Self::Nobody => return Ok(None),
            Self::Key(key) => key,
        };
        let (app, community) = (app.clone(), community.cloned());
        blocking(move || {
            let address = app
                .store
                .address_of(&key)?
                .filter(|address| address.purpose == purpose && address.community == community);
            let person = address
                .ok_or_else(|| {
                    Problem::new(
                        Code::TokenNotValid,
                        "this address was taken back, or never was",
                    )
                })?
                .person;
            app.must_be_active(&person)?;
            let known = |folded: &crate::live::Folded| folded.model.amendments().person(&person);
            Ok(Some(app.live.look(known).unwrap_or(person)))
        })
        .await
    }
}

#[derive(Deserialize)]
pub(super) struct Wish {
    #[serde(rename = "for")]
    purpose: Purpose,
    #[serde(default)]
    community: Option<CommunityId>,
}

pub(super) async fn add(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    Body(wish): Body<Wish>,
) -> Result<(StatusCode, Json<Value>), Problem> {
    let base = app.base(&headers);
    blocking(move || {
        if let Some(community) = &wish.community {
            app.must_see(community, Some(&caller.person))?;
        }
        let path = match (wish.purpose, &wish.community) {
            (Purpose::Calendar, None) => "/v1/me/calendar.ics".to_owned(),
            (purpose, Some(community)) => format!(
                "/v1/communities/{}/{}",
                in_path(community.as_str()),
                match purpose {
                    Purpose::Calendar => "calendar.ics",
                    Purpose::Feed => "feed.atom",
                }
            ),
            (Purpose::Feed, None) => {
                return Err(Problem::new(
                    Code::Malformed,
                    "a feed is of one community: name it",
                ));
            }
        };
        let address = Address {
            id: Uuid::now_v7(),
            person: caller.person,
            purpose: wish.purpose,
            community: wish.community,
            created: clock::now(),
        };
        let key = new_key()?;
        if !app.store.add_address(&address, &key)? {
            return Err(Refusal::TooMany.into());
        }
        let url = format!("{base}{path}?key={key}");
        Ok((
            StatusCode::CREATED,
            Json(json!({ "id": address.id.to_string(), "url": url })),
        ))
    })
    .await
}

/// A key that nobody guesses. It is told once, and never written down.
fn new_key() -> Result<String, Problem> {
    let mut bytes = [0; KEY_BYTES];
    getrandom::fill(&mut bytes).map_err(|fault| {
        tracing::error!(%fault, "there is no randomness");
        Problem::new(Code::Internal, "something is wrong in the server")
    })?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

pub(super) async fn list(State(app): State<App>, caller: Caller) -> Result<Json<Value>, Problem> {
    blocking(move || {
        let addresses = app.store.addresses(&caller.person)?;
        Ok(Json(json!({ "addresses": addresses })))
    })
    .await
}

pub(super) async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    blocking(move || {
        let is_removed = match Uuid::parse_str(&id) {
            Ok(id) => app.store.remove_address(&caller.person, id)?,
            Err(_) => false,
        };
        if is_removed {
            Ok(StatusCode::NO_CONTENT)
        } else {
            Err(Problem::new(Code::NoSuchPage, "there is no such address"))
        }
    })
    .await
}

impl App {
    /// Where this server is found, as whoever asks sees it where nothing else is set.
    pub(super) fn base(&self, headers: &HeaderMap) -> String {
        self.public_url.clone().unwrap_or_else(|| {
            let host = headers.get(HOST).and_then(|host| host.to_str().ok());
            format!("http://{}", host.unwrap_or("localhost"))
        })
    }
}
