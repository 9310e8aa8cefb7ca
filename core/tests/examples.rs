//! The examples, run on a small log.

#[expect(dead_code, reason = "its main is for the command line")]
#[path = "../examples/fold_a_log.rs"]
mod fold_a_log;
#[expect(dead_code, reason = "its main is for the command line")]
#[path = "../examples/nightly_report.rs"]
mod nightly_report;
#[expect(dead_code, reason = "its main is for the command line")]
#[path = "../examples/offline_and_merge.rs"]
mod offline_and_merge;

use cop_core::Log;
use cop_core::command::{Context, Intent};
use cop_core::id::{CommandId, CommunityId, PersonId};
use cop_core::time::Timestamp;
use serde_json::{Value, json};

const NOW: &str = "2026-11-20T09:00:00Z";

/// Two problems about handover, of which rhys answered one.
fn log() -> Log {
    let mut log = Log::default();
    let mut give = |nth: u128, by, command: Value| {
        let intent = Intent {
            id: CommandId::from_u128(nth << 8),
            by: PersonId::parse(by).unwrap(),
            at: Timestamp::parse(NOW).unwrap(),
            community: Some(CommunityId::parse("falls").unwrap()),
            command: serde_json::from_value(command).unwrap(),
            context: Context::default(),
        };
        log.give(&intent).unwrap();
    };
    give(
        1,
        "ama",
        json!({
            "type": "found_community", "name": "Falls", "domain": "Staying on one's feet.",
            "visibility": "organisation", "access": "open",
        }),
    );
    give(2, "rhys", json!({ "type": "join" }));
    give(3, "joan", json!({ "type": "join" }));
    let problem = |title| json!({ "type": "raise_problem", "title": title, "terms": ["handover"] });
    give(4, "ama", problem("Who has moved handover?"));
    give(
        5,
        "rhys",
        json!({
            "type": "reply", "in_reply_to": "00000000-0000-0000-0000-000000000400",
            "stance": "experience", "text": "We have, to the bedside, and lost nobody on the way.",
        }),
    );
    give(6, "joan", problem("How long is your handover?"));
    log
}

fn text(out: Vec<u8>) -> String {
    String::from_utf8(out).unwrap()
}

#[test]
fn a_log_that_was_written_is_read_and_folded() {
    let lines: Vec<String> = log()
        .activities()
        .iter()
        .map(|activity| serde_json::to_string(activity).unwrap())
        .collect();
    let mut out = Vec::new();
    let read = fold_a_log::read(lines.join("\n").as_bytes()).unwrap();
    fold_a_log::print(&read, &mut out).unwrap();
    assert_eq!(
        text(out),
        "falls: ama, joan, rhys\n  \
         waits for a first reply: 00000000-0000-0000-0000-000000000600\n"
    );
}

#[test]
fn logs_that_grew_apart_come_together() {
    assert_eq!(
        offline_and_merge::apart_and_together().unwrap(),
        "4 here and 5 there are 6 together, and the same both ways"
    );
}

#[test]
fn the_report_says_who_could_help_whom() {
    let mut out = Vec::new();
    nightly_report::report(&log(), Timestamp::parse(NOW).unwrap(), &mut out).unwrap();
    let report = text(out);
    let helps: Vec<&str> = report
        .lines()
        .filter(|line| line.contains("could help"))
        .collect();
    assert_eq!(
        helps,
        ["  rhys could help with 00000000-0000-0000-0000-000000000600"]
    );
    assert!(
        report.contains("too early to say how people take part"),
        "{report}"
    );
}
