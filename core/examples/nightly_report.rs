//! What a server may run at night: how each community is doing, and who could help whom.
//!
//! `cargo run -p cop-core --example nightly_report -- 2026-11-20T03:00:00Z < activities.jsonl`

use std::error::Error;
use std::io::{self, Write};

use cop_core::Log;
use cop_core::community::Community;
use cop_core::id::PersonId;
use cop_core::measure::{Live, utc};
use cop_core::sorted::SortedSet;
use cop_core::talk::{Root, Thread};
use cop_core::time::Timestamp;

fn main() -> Result<(), Box<dyn Error>> {
    let at = Timestamp::parse(&std::env::args().nth(1).ok_or("say as of when")?)?;
    let mut log = Log::default();
    for line in io::stdin().lines() {
        log.push(serde_json::from_str(&line?)?);
    }
    report(&log, at, &mut io::stdout())
}

/// Writes the report.
pub fn report(log: &Log, as_of: Timestamp, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let live = Live::replay(log.activities(), as_of, utc);
    for community in log.model().communities() {
        writeln!(out, "{}", community.id)?;
        if let Some(measures) = live.measures(&community.id) {
            for told in measures.told() {
                writeln!(
                    out,
                    "  {} {}",
                    told.says.english(),
                    told.does_not_say.english()
                )?;
            }
        }
        let is_open = |thread: &Thread| thread.root == Root::Problem && !thread.is_answered();
        let threads = community.talk.threads();
        for (id, problem) in threads.filter(|(_, thread)| is_open(thread)) {
            for person in who_could_help(community, problem) {
                writeln!(out, "  {person} could help with {id}")?;
            }
        }
    }
    Ok(())
}

/// Whoever answered others about one of the words that the problem goes by.
fn who_could_help<'a>(community: &'a Community, problem: &Thread) -> SortedSet<&'a PersonId> {
    let is_about_it =
        |thread: &Thread| thread.terms.iter().any(|term| problem.terms.contains(term));
    let threads = community
        .talk
        .threads()
        .filter(|(_, thread)| is_about_it(thread));
    threads
        .flat_map(|(_, thread)| &thread.speakers)
        .filter(|person| problem.author.as_ref() != Some(*person))
        .collect()
}
