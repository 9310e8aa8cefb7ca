//! `calendar.ics`: the events of a community, or of all communities of a person, to subscribe to.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use cop_core::Particulars;
use cop_core::activity::Answer;
use cop_core::community::Community;
use cop_core::event::Event;
use cop_core::id::{CommunityId, EventId, PersonId};
use cop_core::interchange::icalendar::{self, Calendar, ClockChanges, Entry};
use cop_core::refusal::Refusal;
use cop_core::schedule::Schedule;
use cop_core::text::TextRef;
use cop_core::time::{CivilDate, CivilTime, Timestamp, Zone};
use sha2::{Digest, Sha256};

use super::addresses::Subscriber;
use super::page::in_path;
use super::problem::Problem;
use super::read::CommunityAt;
use super::{App, blocking};
use crate::clock;
use crate::particulars::Wanted;
use crate::store::Purpose;
use crate::zones::clock_changes;

/// For how many years to come a calendar knows when clocks change.
const N_YEARS: i64 = 10;

/// An event of a community.
struct Planned {
    community: CommunityId,
    id: EventId,
    event: Event,
}

pub(super) async fn of_community(
    State(app): State<App>,
    CommunityAt(id): CommunityAt,
    subscriber: Subscriber,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let person = subscriber
        .person(&app, Purpose::Calendar, Some(&id))
        .await?;
    let base = app.base(&headers);
    let text = blocking(move || {
        let (name, planned) = app.live.look(|folded| {
            let community = folded
                .model
                .visible(&id, person.as_ref())
                .ok_or_else(Problem::no_such_community)?;
            Ok::<_, Problem>((community.frame.purpose.name, events_of(community)))
        })?;
        let particulars = particulars(&app, &planned, Some(name))?;
        let name = particulars.text(name).unwrap_or(id.as_str());
        Ok(write(name, &planned, &particulars, &base, None))
    })
    .await?;
    Ok(answer(&headers, text))
}

pub(super) async fn mine(
    State(app): State<App>,
    subscriber: Subscriber,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let person = subscriber
        .person(&app, Purpose::Calendar, None)
        .await?
        .ok_or_else(Problem::sign_in_needed)?;
    let base = app.base(&headers);
    let text = blocking(move || {
        let planned = app.live.look(|folded| {
            let communities = folded.model.communities().filter(|community| {
                let membership = &community.membership;
                membership.is_member(&person) || membership.observers.contains(&person)
            });
            let events = communities.flat_map(events_of).collect();
            each_once(events, &person)
        });
        let particulars = particulars(&app, &planned, None)?;
        let name = "Communities of practice";
        Ok(write(name, &planned, &particulars, &base, Some(&person)))
    })
    .await?;
    Ok(answer(&headers, text))
}

/// A file with one event of a community, for whoever reads its page.
pub(super) fn file_of_event(
    app: &App,
    id: &CommunityId,
    person: Option<&PersonId>,
    event: &str,
    base: &str,
) -> Result<String, Problem> {
    let planned = app.live.look(|folded| {
        let community = folded
            .model
            .visible(id, person)
            .ok_or_else(Problem::no_such_community)?;
        let mut events = events_of(community);
        events.retain(|planned| planned.id.as_str() == event);
        Ok::<_, Problem>(events)
    })?;
    let [one] = &planned[..] else {
        return Err(Refusal::NoSuchEvent.into());
    };
    let particulars = particulars(app, &planned, None)?;
    let title = one.event.title.and_then(|title| particulars.text(title));
    let name = title.unwrap_or(event);
    Ok(write(name, &planned, &particulars, base, person))
}

fn events_of(community: &Community) -> Vec<Planned> {
    community
        .events
        .iter()
        .map(|(id, event)| Planned {
            community: community.id.clone(),
            id: id.clone(),
            event: event.clone(),
        })
        .collect()
}

/// An event that two of somebody's communities hold together stands in their calendar once: where they answered it,
/// or else as the community has it that planned it.
fn each_once(events: Vec<Planned>, person: &PersonId) -> Vec<Planned> {
    let rank = |planned: &Planned| {
        let is_host = planned
            .event
            .co_host
            .as_ref()
            .is_none_or(|other| !other.is_host);
        let coming = planned.event.answer(person, None) == Some(Answer::Accepted);
        let answered = planned.event.answer(person, None).is_some();
        (!planned.event.is_cancelled(), coming, answered, is_host)
    };
    let mut kept: BTreeMap<EventId, Planned> = BTreeMap::new();
    for planned in events {
        let is_better = kept
            .get(&planned.id)
            .is_none_or(|other| rank(other) < rank(&planned));
        if is_better {
            kept.insert(planned.id.clone(), planned);
        }
    }
    kept.into_values().collect()
}

fn particulars(
    app: &App,
    planned: &[Planned],
    name: Option<TextRef>,
) -> Result<Particulars, Problem> {
    let mut wanted = Wanted::default();
    wanted.texts(name);
    for Planned { event, .. } in planned {
        wanted.texts(event.title);
        wanted.texts(event.place);
        wanted.texts(event.state.reason());
        for (_, occasion) in event.occasions() {
            wanted.texts(occasion.moved.as_ref().and_then(|moved| moved.place));
            wanted.texts(occasion.state.reason());
        }
    }
    Ok(wanted.fetch(&app.store)?)
}

fn write(
    name: &str,
    planned: &[Planned],
    particulars: &Particulars,
    base: &str,
    by: Option<&PersonId>,
) -> String {
    let zones = zones(planned, clock::now());
    let entries = planned.iter().map(|planned| Entry {
        uid: format!("{}@{}", planned.id, host(planned)),
        event: &planned.event,
        particulars,
        address: format!(
            "{base}/c/{}?event={}",
            in_path(planned.community.as_str()),
            in_path(planned.id.as_str())
        ),
        by,
    });
    icalendar::calendar(&Calendar {
        name,
        zones: &zones,
        entries: entries.collect(),
    })
}

/// The community that planned it: the event is the same one in the calendars of both that hold it.
fn host(planned: &Planned) -> &CommunityId {
    match &planned.event.co_host {
        Some(other) if other.is_host => &other.community,
        Some(_) | None => &planned.community,
    }
}

/// When clocks change in the zones of these events, from the year of the first one on. It does not hang on the day
/// on which it is asked, so that a calendar in which nothing has changed stays the same.
fn zones(planned: &[Planned], now: Timestamp) -> Vec<ClockChanges> {
    let mut first: BTreeMap<Zone, Timestamp> = BTreeMap::new();
    for schedule in planned.iter().flat_map(|planned| schedules(&planned.event)) {
        let known = first
            .entry(schedule.zone.clone())
            .or_insert(schedule.starts_at);
        *known = (*known).min(schedule.starts_at);
    }
    let until = new_year(now.date_utc().year() + N_YEARS);
    first
        .into_iter()
        .filter_map(|(zone, first)| clock_changes(&zone, new_year(first.date_utc().year()), until))
        .collect()
}

fn schedules(event: &Event) -> impl Iterator<Item = &Schedule> {
    let moved = event
        .occasions()
        .filter_map(|(_, occasion)| occasion.moved.as_ref());
    std::iter::once(&event.schedule).chain(moved.map(|moved| &moved.schedule))
}

fn new_year(year: i64) -> Timestamp {
    CivilDate::from_ymd(year, 1, 1).map_or(Timestamp::MAX, |date| {
        date.at(CivilTime::MIDNIGHT).as_if_utc()
    })
}

/// The calendar, or that it is the one that the program has.
fn answer(headers: &HeaderMap, text: String) -> Response {
    let hash: [u8; 32] = Sha256::digest(text.as_bytes()).into();
    let hash: String = hash[..16]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    // Weak, because what is packed on its way has other bytes.
    let tag = format!("W/\"{hash}\"");
    let is_known = headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|known| known.to_str().ok())
        .flat_map(|known| known.split(','))
        .map(|known| known.trim().trim_start_matches("W/"))
        .collect::<BTreeSet<_>>()
        .contains(format!("\"{hash}\"").as_str());
    let about = [(ETAG, tag.as_str()), (CACHE_CONTROL, "private, no-cache")];
    if is_known {
        return (StatusCode::NOT_MODIFIED, about).into_response();
    }
    let kind = [(CONTENT_TYPE, "text/calendar; charset=utf-8")];
    (about, kind, text).into_response()
}
