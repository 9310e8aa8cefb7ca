//! The hook: every activity once, in order, signed, whatever the receiver and the server go through.

use std::time::Duration;

use cop_server::Server;
use cop_server::hook::{Hook, Pace};
use serde_json::json;
use tokio::sync::oneshot;

use crate::client::within;
use crate::receiver::{Receiver, Reply};
use crate::stage::Stage;

/// A hook that does not keep a test waiting.
fn hook(receiver: &Receiver, from: Option<u64>) -> Hook {
    let mut hook = Hook::new(&receiver.url(), &Receiver::secret()).unwrap();
    hook.from = from;
    hook.pace = Pace {
        first: Duration::from_millis(1),
        longest: Duration::from_millis(2),
        longest_asked: Duration::from_millis(3),
        ..Pace::default()
    };
    hook
}

fn to(receiver: &Receiver) -> impl FnOnce(&mut Server) {
    let hook = hook(receiver, None);
    |server| server.hook = Some(hook)
}

async fn metric(stage: &Stage, name: &str) -> u64 {
    let metrics = stage.get("/metrics", None).await.body;
    let line = metrics.lines().find_map(|line| line.strip_prefix(name));
    let value = line.unwrap_or_else(|| panic!("there is no {name}"));
    value.trim().parse().unwrap()
}

#[tokio::test]
async fn every_activity_is_told_once_in_order_and_signed_and_without_names_and_texts() {
    let mut receiver = Receiver::open().await;
    let stage = Stage::open_with(to(&receiver)).await;
    stage.found("ama", "falls", "members", "on_request").await;
    stage.raise("ama", "falls", "Who falls at night").await;
    stage.found("ben", "sepsis", "public", "on_request").await;
    let ask = json!({ "type": "ask_to_join", "reason": "I work with children." });
    stage.done("cai", "sepsis", ask).await;
    let state = json!({
        "type": "state_affiliation",
        "dimension": "organisation",
        "affiliation": { "known": "Northmoor" },
    });
    let last = stage.done("cai", "sepsis", state).await;

    let epoch = stage.get("/v1/activities", None).await.json()["epoch"].clone();
    for position in 1..=last {
        let posted = receiver.next().await;
        assert!(posted.is_signed(), "{posted:?}");
        assert_eq!(
            posted.header("content-type"),
            "application/cloudevents+json"
        );
        let told = posted.json();
        assert_eq!(posted.position(), position);
        assert_eq!(
            (&told["specversion"], &told["epoch"]),
            (&json!("1.0"), &epoch)
        );
        assert_eq!(told["id"], posted.header("webhook-id"));
        assert_eq!(told["id"], told["data"]["id"]);
        let word = told["data"]["what"]["type"].as_str().unwrap();
        assert_eq!(told["type"], format!("communities-of-practice.{word}"));
        assert_eq!(told.get("subject"), told["data"].get("community"));
        for secret in [
            "surname",
            "Name of",
            "on their feet",
            "at night",
            "children",
        ] {
            assert!(!posted.body.contains(secret), "{secret}: {}", posted.body);
        }
    }
    assert_eq!(metric(&stage, "cop_hook_failed_total ").await, 0);
}

#[tokio::test]
async fn a_receiver_that_fails_gets_everything_later_in_order() {
    let mut receiver = Receiver::open().await;
    receiver.reply([
        Reply::Status(500, ""),
        Reply::HangUp,
        Reply::Status(503, "retry-after: 1\r\n"),
        Reply::Status(204, ""),
        Reply::Status(404, ""),
        Reply::Status(302, "location: http://elsewhere.example/\r\n"),
    ]);
    let stage = Stage::open_with(to(&receiver)).await;
    stage.found("ama", "falls", "organisation", "open").await;
    let told = receiver.positions(8).await;
    assert_eq!(told, [1, 1, 1, 1, 2, 2, 2, 3]);
    stage.raise("ama", "falls", "Falls").await;
    assert_eq!(receiver.positions(1).await, [4]);
    assert_eq!(metric(&stage, "cop_hook_failed_total ").await, 5);
}

#[tokio::test]
async fn after_a_restart_the_hook_goes_on_where_it_was() {
    let mut receiver = Receiver::open().await;
    let stage = Stage::open_with(to(&receiver)).await;
    let founded = stage.found("ama", "falls", "organisation", "open").await;
    assert_eq!(receiver.positions(3).await, [1, 2, 3]);

    // Without the hook, and then with a receiver that fails until the server stops once more.
    let stage = stage.reopen().await;
    let raised = stage.raise("ama", "falls", "While the hook was away").await;
    receiver.reply((0..10_000).map(|_| Reply::Status(500, "")));
    let stage = stage.reopen_with(to(&receiver)).await;
    assert_eq!(receiver.positions(2).await, [raised, raised]);
    let stage = stage.reopen().await;
    receiver.forget();

    let stage = stage.reopen_with(to(&receiver)).await;
    let last = stage.raise("ama", "falls", "Back again").await;
    assert_eq!((founded, raised, last), (3, 4, 5));
    assert_eq!(receiver.positions(2).await, [4, 5]);
    within("the hook to have told everything", async {
        while metric(&stage, "cop_hook_lag ").await > 0 {}
    })
    .await;
    assert_eq!(metric(&stage, "cop_hook_delivered_total ").await, 2);
}

#[tokio::test]
async fn a_new_hook_begins_at_the_head_or_where_it_is_told_to() {
    let mut receiver = Receiver::open().await;
    let stage = Stage::open().await;
    stage.found("ama", "falls", "organisation", "open").await;
    let stage = stage.reopen_with(to(&receiver)).await;
    stage.raise("ama", "falls", "Falls").await;
    assert_eq!(receiver.positions(1).await, [4]);

    let mut other = Receiver::open().await;
    let from_the_beginning = hook(&other, Some(0));
    let _stage = stage
        .reopen_with(|server| server.hook = Some(from_the_beginning))
        .await;
    assert_eq!(other.positions(4).await, [1, 2, 3, 4]);
}

#[tokio::test]
async fn a_receiver_that_is_gone_is_told_nothing_more_until_the_next_start() {
    let mut receiver = Receiver::open().await;
    receiver.reply([Reply::Status(204, ""), Reply::Status(410, "")]);
    let stage = Stage::open_with(to(&receiver)).await;
    stage.found("ama", "falls", "organisation", "open").await;
    assert_eq!(receiver.positions(2).await, [1, 2]);
    stage.raise("ama", "falls", "Nobody is told").await;
    let _stage = stage.reopen_with(to(&receiver)).await;
    assert_eq!(receiver.positions(3).await, [2, 3, 4]);
}

#[tokio::test]
async fn a_receiver_that_does_not_answer_keeps_nobody_from_writing() {
    let mut receiver = Receiver::open().await;
    let (release, held) = oneshot::channel();
    receiver.reply([Reply::Held(held)]);
    let stage = Stage::open_with(to(&receiver)).await;
    stage.found("ama", "falls", "organisation", "open").await;
    assert_eq!(receiver.positions(1).await, [1]);
    let mut last = 0;
    for n in 0..20 {
        last = stage.raise("ama", "falls", &format!("Problem {n}")).await;
    }
    assert_eq!(metric(&stage, "cop_hook_lag ").await, last);
    release.send(()).unwrap();
    let rest: Vec<u64> = (2..=last).collect();
    assert_eq!(receiver.positions(rest.len()).await, rest);
}
