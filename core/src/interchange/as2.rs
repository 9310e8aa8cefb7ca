//! ActivityStreams 2.0 (W3C Recommendation of 23 May 2017), for programs that collect what happens elsewhere.
//!
//! [`to_as2`] says which activity of that vocabulary one of ours is. Where the vocabulary has no word, the nearest
//! type that is still true stands beside one of ours, such as `["Like", "cop:InsightMarked"]`, under the prefix
//! [`PREFIX`], whose address the caller hands in. What is nobody else's business is not told at all:
//! who is away, what somebody allows, whom a facilitator spoke with, and the pulse.
//!
//! The log holds neither names nor texts, so neither does what is made of it, unless the caller hands them in
//! ([`Names::with_people`], [`Names::with_texts`]). Only what the reader may see belongs there: see
//! [`Model::shows`](crate::Model::shows).
//!
//! Four choices are not obvious. A problem is a `Note` and never a `Question`, which elsewhere is a poll.
//! An answer to an invitation is an intention: having been there is `cop:Attended`, because `Arrive` is about a
//! place. `Announce` hands on what exists elsewhere; what is new is a `Create`. A concern is no `Flag`, which
//! reports somebody to a moderator, and no `Dislike`.
//!
//! ```
//! use cop_core::activity::Activity;
//! use cop_core::interchange::as2::{self, Names};
//!
//! let joined: Activity = serde_json::from_str(r#"{"id":"019a9f3e-7c00-7000-8000-000000000001","v":1,"actor":"ama","community":"falls","at":"2026-11-20T09:00:00Z","recorded":"2026-11-20T09:00:00Z","basis":"seen","what":{"type":"joined","via":"open"}}"#)?;
//! let names = Names::new("https://cop.example/v1/", "https://cop.example/ns#");
//! let document = as2::to_as2(&joined, &names).expect("joining is told to others");
//! assert_eq!(document.get("type").and_then(|word| word.as_str()), Some("Join"));
//! let json = serde_json::to_string(&document)?;
//! assert!(json.contains(r#""object":{"type":"Group","id":"https://cop.example/v1/communities/falls"}"#));
//! # Ok::<(), serde_json::Error>(())
//! ```

mod deeds;
mod events;
mod names;
mod nouns;
mod practice;
mod talk;
mod tree;

use crate::activity::{Activity, Audience, SpeakingAs};
use names::Teller;

pub use names::Names;
pub use tree::As2;

/// The address of the vocabulary.
pub const CONTEXT: &str = "https://www.w3.org/ns/activitystreams";

/// What stands before the words that the vocabulary lacks.
pub const PREFIX: &str = "cop:";

/// The media type under which documents like these are asked for and sent.
pub const MEDIA_TYPE: &str = "application/activity+json";

/// An activity as a document of ActivityStreams 2.0: none where it is not told to others.
#[must_use]
pub fn to_as2(activity: &Activity, names: &Names<'_>) -> Option<As2> {
    Some(context(names).and(told(activity, names)?))
}

/// Where a page of activities stands among others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page<'a> {
    /// Its own address.
    pub id: &'a str,
    /// The address of all pages together.
    pub part_of: &'a str,
    /// The address of the page after it.
    pub next: Option<&'a str>,
    /// The last position of the log that it goes through: to ask later for what follows.
    pub position: u64,
}

/// Activities in the order of the log, as a page of an `OrderedCollection`.
#[must_use]
pub fn to_page<'a>(
    activities: impl IntoIterator<Item = &'a Activity>,
    page: Page<'_>,
    names: &Names<'_>,
) -> As2 {
    let told = activities
        .into_iter()
        .filter_map(|activity| told(activity, names));
    context(names)
        .and(As2::of(&["OrderedCollectionPage"]))
        .with("id", page.id)
        .with("partOf", page.part_of)
        .maybe("next", page.next)
        .with("cop:position", page.position)
        .with("orderedItems", As2::List(told.collect()))
}

/// The words in use: the vocabulary's own without a prefix, ours and those of W3C PROV with one.
fn context(names: &Names<'_>) -> As2 {
    let prefixes = As2::Object(Vec::new())
        .with("cop", names.vocabulary)
        .with("prov", "http://www.w3.org/ns/prov#");
    let words = As2::List(vec![CONTEXT.into(), prefixes]);
    As2::Object(Vec::new()).with("@context", words)
}

fn told(activity: &Activity, names: &Names<'_>) -> Option<As2> {
    let teller = Teller {
        names,
        actor: activity.actor.as_ref(),
        community: activity.community.as_ref(),
        at: activity.at,
    };
    let community = activity.community.as_ref();
    let is_late = activity.at != activity.recorded;
    // Who did what nobody did is the program that keeps the log.
    let actor = teller.actor.map_or_else(
        || As2::of(&["Application"]).with("id", names.base),
        |actor| teller.person(actor),
    );
    let document = teller
        .deed(&activity.what)?
        .with("id", teller.activity(activity.id))
        .with("actor", actor)
        .with("published", activity.recorded.to_string())
        .maybe("startTime", is_late.then(|| activity.at.to_string()))
        .maybe("context", community.map(|_| teller.group()))
        .maybe(
            "audience",
            community.map(|_| teller.audience(activity.audience)),
        )
        .with("cop:kind", activity.what.word())
        .with("cop:basis", activity.basis.word())
        .maybe("cop:speakingAs", activity.speaking_as.map(SpeakingAs::word))
        .maybe(
            "cop:recordedBy",
            activity
                .recorder
                .as_ref()
                .map(|person| teller.person(person)),
        );
    Some(document)
}

impl Teller<'_> {
    fn audience(&self, audience: Audience) -> String {
        match audience {
            Audience::Community => self.inside(&[]),
            Audience::Stewards => self.inside(&["stewards"]),
        }
    }
}

#[cfg(test)]
mod tests;
