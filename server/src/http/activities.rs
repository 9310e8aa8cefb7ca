//! `GET /v1/activities`: what the caller may see of the log, in order, in pages or as it happens.

use std::borrow::Cow;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::ACCEPT;
use axum::response::{IntoResponse, Response};
use cop_core::Particulars;
use cop_core::activity::{Activity, Recorded};
use cop_core::id::{CommunityId, PersonId};
use cop_core::interchange::as2::MEDIA_TYPE;
use serde::{Deserialize, Serialize};

use super::problem::{Code, Problem};
use super::read::Params;
use super::{App, as2, blocking, stream};
use crate::clock;
use crate::particulars::Wanted;
use crate::token::Caller;

/// How many positions of the log one page goes through.
const PAGE: usize = 200;

/// An activity as it is sent: with the names and texts that it refers to.
#[derive(Serialize)]
pub(super) struct Item {
    pub(super) position: u64,
    #[serde(flatten)]
    pub(super) activity: Activity,
    pub(super) particulars: Particulars,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    after: u64,
    #[serde(default)]
    community: Option<CommunityId>,
    #[serde(default)]
    epoch: Option<String>,
    /// Whether names go with ActivityStreams.
    #[serde(default)]
    names: bool,
    /// Whether titles and texts go with ActivityStreams.
    #[serde(default)]
    texts: bool,
}

/// What the caller may see of a stretch of the log.
pub(super) struct Page {
    pub(super) items: Vec<Item>,
    /// The last position that was gone through, whether the caller may see it or not.
    pub(super) position: u64,
    pub(super) more: bool,
}

#[derive(Serialize)]
struct Answer {
    epoch: String,
    activities: Vec<Item>,
    position: u64,
    more: bool,
}

/// Who follows what.
#[derive(Clone)]
pub(super) struct Follower {
    pub(super) caller: Option<Caller>,
    pub(super) community: Option<CommunityId>,
}

impl Follower {
    fn person(&self) -> Option<&PersonId> {
        self.caller.as_ref().map(|caller| &caller.person)
    }
}

pub(super) async fn get(
    State(app): State<App>,
    caller: Option<Caller>,
    Params(asked): Params<Asked>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let after = last_event_id(&headers).unwrap_or(asked.after);
    let is_other_log = asked.epoch.is_some_and(|epoch| epoch != app.epoch);
    if is_other_log || after > app.live.position() {
        return Err(Problem::new(
            Code::EpochChanged,
            "the position belongs to another log: start from a fresh view",
        ));
    }
    let follower = Follower {
        caller,
        community: asked.community,
    };
    if let Some(community) = &follower.community {
        app.must_see(community, follower.person())?;
    }
    if wants(&headers, "text/event-stream") {
        return Ok(stream::follow(app, follower, after).into_response());
    }
    blocking(move || {
        let page = app.page(&follower, after)?;
        if wants(&headers, MEDIA_TYPE) {
            let query = as2::Query {
                after,
                community: follower.community.as_ref(),
                with_names: asked.names,
                with_texts: asked.texts,
            };
            return as2::answer(&app, &headers, &page, &query);
        }
        Ok(Json(Answer {
            epoch: app.epoch.clone(),
            activities: page.items,
            position: page.position,
            more: page.more,
        })
        .into_response())
    })
    .await
}

/// Where a stream broke off is the last that was received, whatever its address says.
fn last_event_id(headers: &HeaderMap) -> Option<u64> {
    headers.get("last-event-id")?.to_str().ok()?.parse().ok()
}

fn wants(headers: &HeaderMap, wanted: &str) -> bool {
    headers
        .get_all(ACCEPT)
        .iter()
        .filter_map(|accept| accept.to_str().ok())
        .flat_map(|accept| accept.split(','))
        .any(|kind| kind.split(';').next().map(str::trim) == Some(wanted))
}

impl App {
    /// What a follower may see after a position: a page of the log, without the rest.
    pub(super) fn page(&self, follower: &Follower, after: u64) -> Result<Page, Problem> {
        // Taken before the log is read: what is on the disk but not yet in the model can't be judged, and what
        // arrives while the log is read must not be passed over.
        let head = self.live.position();
        let mut recorded = match &follower.community {
            Some(community) => self.store.read_of(community, after, PAGE)?,
            None => self.store.read(after, PAGE)?,
        };
        let is_full = recorded.len() == PAGE;
        let last = recorded.last().map_or(after, |last| last.position);
        recorded.retain(|recorded| recorded.position <= head);
        let more = is_full && last < head;
        let position = if more { last } else { head.max(after) };
        let items = self.items(self.shown(recorded, follower.person()), follower.person())?;
        Ok(Page {
            items,
            position,
            more,
        })
    }

    fn shown(&self, mut recorded: Vec<Recorded>, by: Option<&PersonId>) -> Vec<Recorded> {
        self.live.look(|folded| {
            recorded.retain_mut(|recorded| {
                let is_shown = folded.model.shows(&recorded.activity, by);
                // As it counts now: who followed it before got it as it was, and the correction after it.
                match folded.model.amendments().counted(&recorded.activity) {
                    Some(Cow::Owned(counts)) => recorded.activity = counts,
                    Some(Cow::Borrowed(_)) => {}
                    None => return false,
                }
                is_shown
            });
        });
        recorded
    }

    /// Activities with what they refer to.
    pub(super) fn items(
        &self,
        recorded: Vec<Recorded>,
        by: Option<&PersonId>,
    ) -> Result<Vec<Item>, Problem> {
        let now = clock::now();
        recorded
            .into_iter()
            .map(|Recorded { position, activity }| {
                let wanted = self
                    .live
                    .look(|folded| Wanted::of_activity(&activity, &folded.model, by, now));
                Ok(Item {
                    position,
                    activity,
                    particulars: wanted.fetch(&self.store)?,
                })
            })
            .collect()
    }
}
