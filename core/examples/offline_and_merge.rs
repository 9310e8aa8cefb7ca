//! Two copies of a log grow apart and are put together again: by id, in one order, with the same outcome both ways.

use std::error::Error;

use cop_core::Log;
use cop_core::activity::Activity;
use cop_core::command::{Command, Context, Intent};
use cop_core::id::{CommandId, CommunityId, PersonId};
use cop_core::time::Timestamp;

const SLIPPERS: &str = r#"{"type": "raise_problem", "title": "Slippers"}"#;
const FOUNDING: &str = r#"{"type": "found_community", "name": "Falls", "domain": "Staying on one's feet.", "visibility": "organisation", "access": "open"}"#;

fn main() -> Result<(), Box<dyn Error>> {
    apart_and_together().map(|outcome| println!("{outcome}"))
}

/// Says what came of it.
pub fn apart_and_together() -> Result<String, Box<dyn Error>> {
    let mut server = Log::default();
    give(&mut server, 1, "ama", FOUNDING)?;
    let mut laptop = server.clone();

    // Both have the founding; now they do not see each other.
    give(&mut server, 2, "rhys", r#"{"type": "join"}"#)?;
    give(&mut laptop, 3, "joan", r#"{"type": "join"}"#)?;
    give(&mut laptop, 4, "joan", SLIPPERS)?;

    let one_way = merged(&server, &laptop);
    let other_way = merged(&laptop, &server);
    assert_eq!(one_way.model(), other_way.model());
    let [here, there, both] = [server, laptop, one_way].map(|log| log.activities().len());
    Ok(format!(
        "{here} here and {there} there are {both} together, and the same both ways"
    ))
}

/// All activities of both, each once, in an order that both ends agree on.
fn merged(one: &Log, other: &Log) -> Log {
    let mut all: Vec<&Activity> = one.activities().iter().chain(other.activities()).collect();
    all.sort_by_key(|activity| (activity.recorded, activity.id));
    all.into_iter().cloned().collect()
}

fn give(log: &mut Log, nth: u64, by: &str, command: &str) -> Result<(), Box<dyn Error>> {
    let command: Command = serde_json::from_str(command)?;
    log.give(&Intent {
        id: CommandId::from_u128(u128::from(nth) * 1_000),
        by: PersonId::parse(by)?,
        at: Timestamp::parse("2026-11-20T09:00:00Z")?.plus_minutes(i64::try_from(nth)?),
        community: Some(CommunityId::parse("falls")?),
        command,
        context: Context::default(),
    })?;
    Ok(())
}
