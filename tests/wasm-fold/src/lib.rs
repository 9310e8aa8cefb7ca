//! A second binding of the core: a log as JSON Lines in, what the screens show as JSON out.
//!
//! For other programs it shows how little a binding needs; for the project, that the core gives the same bytes
//! in Wasm, where pointers have 32 bits, as natively.

#[cfg(target_arch = "wasm32")]
mod exports;
#[path = "../../../core/benches/invented.rs"]
#[allow(
    dead_code,
    reason = "the benchmark of the core invents logs of other shapes too"
)]
mod invented;

use cop_core::activity::Activity;
use cop_core::community::Community;
use cop_core::id::PersonId;
use cop_core::measure::{Live, Measures, utc};
use cop_core::time::Timestamp;
use cop_core::view::{self, Seen};
use cop_core::{Log, Particulars};
use serde::Serialize;

/// What one person sees of one community.
#[derive(Serialize)]
struct Screens {
    by: Option<PersonId>,
    community: view::CommunityView,
    people: view::PeopleView,
    problems: Vec<view::ProblemView>,
    resources: Vec<view::ResourceLine>,
    events: Vec<view::EventView>,
}

#[derive(Serialize)]
struct Folded<'a> {
    state: &'a Community,
    screens: Vec<Screens>,
    measures: Option<Measures>,
}

/// An invented log of that many activities, of the demo's shape.
#[must_use]
pub fn invented(n: usize) -> Vec<Activity> {
    invented::log(invented::Shape::of_the_demo(n))
}

/// Takes a log for its measures, and gives a number that tells whether two machines came to the same.
#[must_use]
pub fn measured(log: &[Activity]) -> u64 {
    let live = Live::replay(log, invented::end(), utc);
    let first = log.iter().find_map(|activity| activity.community.as_ref());
    let measures = first.and_then(|community| live.measures(community));
    let written = serde_json::to_vec(&measures).unwrap_or_default();
    written.iter().fold(0, |sum: u64, byte| {
        sum.wrapping_mul(31).wrapping_add((*byte).into())
    })
}

/// Folds a log, one activity a line, and says what every screen shows at a moment: to strangers and to each member.
///
/// # Errors
/// [`serde_json::Error`] for a line that is no activity.
pub fn views(log: &str, now: Timestamp) -> Result<String, serde_json::Error> {
    let log = log
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<Log, _>>()?;
    let live = Live::replay(log.activities(), now, utc);
    let folded: Vec<Folded<'_>> = log
        .model()
        .communities()
        .map(|community| {
            let members = community.membership.members.keys().cloned().map(Some);
            Folded {
                state: community,
                screens: std::iter::once(None)
                    .chain(members)
                    .map(|by| screens(&log, community, by, now))
                    .collect(),
                measures: live.measures(&community.id),
            }
        })
        .collect();
    serde_json::to_string(&folded)
}

fn screens(log: &Log, community: &Community, by: Option<PersonId>, now: Timestamp) -> Screens {
    let seen = Seen {
        community,
        people: log.model().people(),
        // The log has no names and no texts, and nothing else is handed in.
        particulars: &Particulars::default(),
        by: by.as_ref(),
        now,
    };
    let problems = view::problems(&seen).into_iter();
    Screens {
        community: view::community(&seen),
        people: view::people(&seen),
        problems: problems
            .filter_map(|line| view::problem(&seen, &line.id))
            .collect(),
        resources: view::resources(&seen),
        events: view::events(&seen),
        by,
    }
}
