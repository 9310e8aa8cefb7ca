//! Folds a log and prints who is in each community and which problems wait for a first reply.
//!
//! `cargo run -p cop-core --example fold_a_log < activities.jsonl`: one activity a line, such as
//! `jq -c '.activity // empty'` takes from an export. A log has no names and titles, so ids are printed.

use std::error::Error;
use std::io::{self, BufRead, Write};

use cop_core::Log;
use cop_core::community::Community;
use cop_core::talk::Root;

fn main() -> Result<(), Box<dyn Error>> {
    print(&read(io::stdin().lock())?, &mut io::stdout())
}

/// Reads a log, one activity a line.
pub fn read(input: impl BufRead) -> Result<Log, Box<dyn Error>> {
    let mut log = Log::default();
    for line in input.lines() {
        let line = line?;
        if !line.is_empty() {
            log.push(serde_json::from_str(&line)?);
        }
    }
    Ok(log)
}

/// Prints what it folds to.
pub fn print(log: &Log, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    for community in log.model().communities() {
        let members: Vec<&str> = community
            .membership
            .members
            .keys()
            .map(|id| id.as_str())
            .collect();
        writeln!(out, "{}: {}", community.id, members.join(", "))?;
        for problem in open_problems(community) {
            writeln!(out, "  waits for a first reply: {problem}")?;
        }
    }
    Ok(())
}

fn open_problems(community: &Community) -> impl Iterator<Item = &str> {
    community
        .talk
        .threads()
        .filter(|(_, thread)| thread.root == Root::Problem && !thread.is_answered())
        .map(|(id, _)| id.as_str())
}
