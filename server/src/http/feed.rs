//! `GET /v1/communities/{id}/feed.atom`: what is new in a community, as an Atom feed (RFC 4287).
//!
//! It shows what the caller may see, as everything else does. What was taken back is not in it, and what was
//! corrected is in it as it counts now.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use cop_core::Model;
use cop_core::activity::{Activity, Kind, Recorded, Reference};
use cop_core::amendment::Standing;
use cop_core::community::Community;
use cop_core::id::{CommunityId, ContributionId, EventId, PersonId};
use cop_core::text::TextRef;
use cop_core::time::Timestamp;
use sha2::{Digest, Sha256};

use super::addresses::Subscriber;
use super::problem::Problem;
use super::read::CommunityAt;
use super::{App, blocking};
use crate::particulars::Wanted;
use crate::store::Purpose;

mod atom;

/// Most entries.
const N_ENTRIES: usize = 50;
/// How many activities are read at a time.
const PAGE: usize = 200;
/// How far back is looked at most: a community with so much else going on has no news to show.
const MAX_READ: usize = 5_000;

pub(super) async fn get(
    State(app): State<App>,
    CommunityAt(id): CommunityAt,
    subscriber: Subscriber,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let person = subscriber.person(&app, Purpose::Feed, Some(&id)).await?;
    blocking(move || {
        let by = person.as_ref();
        let site = app.site(&headers);
        let feed = atom::write(&app.feed(&id, by)?, &site);
        let hash = Sha256::digest(feed.as_bytes());
        let tag: String = hash
            .iter()
            .take(16)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let tag = format!("\"{tag}\"");
        let kept = headers
            .get(IF_NONE_MATCH)
            .and_then(|tags| tags.to_str().ok());
        let is_kept = kept.is_some_and(|tags| tags.split(',').any(|kept| is_same(kept, &tag)));
        // It may be kept by whoever asked, who has to ask again whether it still holds.
        let common = [
            (ETAG, tag.as_str()),
            (CACHE_CONTROL, "private, no-cache"),
            (VARY, "authorization"),
        ];
        Ok(if is_kept {
            (StatusCode::NOT_MODIFIED, common).into_response()
        } else {
            let kind = [(CONTENT_TYPE, "application/atom+xml; charset=utf-8")];
            (common, kind, feed).into_response()
        })
    })
    .await
}

/// Whether two tags name the same, however weakly: what packs an answer on its way makes its tag weak.
fn is_same(kept: &str, tag: &str) -> bool {
    let kept = kept.trim();
    kept == "*" || kept.strip_prefix("W/").unwrap_or(kept) == tag
}

struct Feed {
    community: CommunityId,
    name: String,
    updated: Timestamp,
    entries: Vec<Entry>,
}

struct Entry {
    activity: Activity,
    /// What it is, in a word or two.
    label: &'static str,
    title: String,
    /// None where the caller may not know the name.
    author: Option<String>,
}

/// A piece of news before its texts are looked up.
struct News {
    recorded: Recorded,
    label: &'static str,
    title: TextRef,
}

impl App {
    fn feed(&self, id: &CommunityId, by: Option<&PersonId>) -> Result<Feed, Problem> {
        let (name, founded_at) = self.live.look(|folded| {
            let community = folded.model.visible(id, by);
            let community = community.ok_or_else(Problem::no_such_community)?;
            Ok::<_, Problem>((community.frame.purpose.name, community.founded_at))
        })?;
        let news = self.news(id, by)?;
        let mut wanted = Wanted::default();
        wanted.texts(news.iter().map(|news| news.title).chain([name]));
        let texts = wanted.fetch(&self.store)?;
        let activities = news.iter().map(|news| news.recorded.clone()).collect();
        let items = self.items(activities, by)?;
        let entries: Vec<Entry> = news
            .into_iter()
            .zip(items)
            .filter_map(|(news, item)| {
                let actor = item.activity.actor.as_ref();
                Some(Entry {
                    label: news.label,
                    // Where the text was erased there is nothing to tell.
                    title: texts.text(news.title)?.to_owned(),
                    author: actor.and_then(|actor| item.particulars.people.get(actor).cloned()),
                    activity: item.activity,
                })
            })
            .collect();
        let recorded = entries.iter().map(|entry| entry.activity.recorded);
        Ok(Feed {
            name: texts.text(name).unwrap_or(id.as_str()).to_owned(),
            updated: recorded.max().unwrap_or(founded_at),
            community: id.clone(),
            entries,
        })
    }

    /// The newest news that a person may see, the newest first.
    fn news(&self, id: &CommunityId, by: Option<&PersonId>) -> Result<Vec<News>, Problem> {
        let mut all = Vec::new();
        // What is on the disk but not yet in the model can't be judged.
        let mut before = self.live.position() + 1;
        let mut n_read = 0;
        while all.len() < N_ENTRIES && n_read < MAX_READ {
            let page = self.store.newest_of(id, before, PAGE)?;
            let Some(oldest) = page.last() else { break };
            before = oldest.position;
            n_read += page.len();
            self.live.look(|folded| {
                if let Some(community) = folded.model.community(id) {
                    let of = |recorded| news_of(&folded.model, community, recorded, by);
                    all.extend(page.into_iter().filter_map(of));
                }
            });
        }
        all.truncate(N_ENTRIES);
        Ok(all)
    }
}

fn news_of(
    model: &Model,
    community: &Community,
    recorded: Recorded,
    by: Option<&PersonId>,
) -> Option<News> {
    if !model.shows(&recorded.activity, by) {
        return None;
    }
    let activity = match model.amendments().standing(&recorded.activity) {
        Standing::AsRecorded => recorded.activity,
        Standing::As(counts) => *counts,
        Standing::Retracted | Standing::Nothing => return None,
    };
    let (label, title) = headline(community, &activity.what)?;
    Some(News {
        recorded: Recorded {
            activity,
            ..recorded
        },
        label,
        title,
    })
}

/// What a piece of news is called: none where it is no news, or where what it is about was taken back.
fn headline(community: &Community, kind: &Kind) -> Option<(&'static str, TextRef)> {
    let thread = |id: &ContributionId| {
        let thread = community.talk.thread(id)?;
        thread.title.filter(|_| !thread.is_retracted)
    };
    // A title that was taken back is none.
    let meeting = |id: &EventId| community.events.get(id)?.title;
    match kind {
        Kind::ProblemRaised { title, .. } => Some(("Problem", *title)),
        Kind::Announced { title, .. } => Some(("News", *title)),
        Kind::ResourceShared { title, .. } => Some(("Resource", *title)),
        Kind::StoryTold { title, .. } => Some(("Story", *title)),
        Kind::ArtefactDrafted(draft) => Some(("New to use", draft.title)),
        Kind::ArtefactRevised {
            artefact, title, ..
        } => {
            let is_there = !community.fabric.practice.artefact(artefact)?.is_retracted;
            is_there.then_some(("Written anew", *title))
        }
        // Where another community asks this one to hold it too, it is not this one's yet.
        Kind::EventPlanned {
            title, host: None, ..
        } => Some(("Event", *title)),
        Kind::EventChanged { event, .. } => Some(("Event changed", meeting(event)?)),
        Kind::EventCancelled { event, .. } => Some(("Event called off", meeting(event)?)),
        Kind::Summarised { of, .. } => {
            let title = match of {
                Reference::Contribution(id) => thread(id),
                Reference::Event(id) => meeting(id),
                Reference::Person(_) => None,
            };
            Some(("Summary", title?))
        }
        Kind::ProblemReframed { problem, .. } => Some(("Seen anew", thread(problem)?)),
        _ => None,
    }
}
