//! The log live and in pages: nothing missing, nothing twice, whoever reads how slowly.

use std::sync::Arc;
use std::time::Duration;

use cop_core::id::PersonId;
use serde_json::json;

use crate::client::{Events, Request};
use crate::stage::Stage;

async fn follow(stage: &Stage, person: &str, after: u64) -> Events {
    let path = format!("/v1/activities?after={after}");
    Request::get(stage.address, &path)
        .by(Some(&stage.token(person)))
        .follow()
        .await
}

#[tokio::test]
async fn a_stream_resumes_after_a_position_with_nothing_missing_and_nothing_twice() {
    let stage = Stage::open().await;
    stage.found("ama", "falls", "organisation", "open").await;
    stage.raise("ama", "falls", "before").await;
    let mut events = follow(&stage, "ama", 0).await;
    assert_eq!(events.positions(2).await, [1, 2]);
    drop(events);

    stage.raise("ama", "falls", "while away").await;
    let mut events = Request::get(stage.address, "/v1/activities?after=0")
        .with("last-event-id", "2")
        .by(Some(&stage.token("ama")))
        .follow()
        .await;
    assert_eq!(events.positions(3).await, [3, 4, 5]);
    stage.raise("ama", "falls", "live").await;
    let (position, item) = events.next().await.unwrap();
    assert_eq!(position, 6);
    assert_eq!(item["position"], 6);
    let title = item["what"]["title"]["id"].as_str().unwrap();
    assert_eq!(item["particulars"]["texts"][title], "live");
    assert_eq!(item["particulars"]["people"]["ama"], "ama surname");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slow_reader_gets_all_of_a_thousand_activities() {
    const WRITERS: usize = 20;
    const EACH: usize = 50;
    let stage = Arc::new(Stage::open().await);
    let founded = stage.found("ama", "falls", "organisation", "open").await;
    let mut slow = follow(&stage, "ama", founded).await;

    // More than the buffers between the two hold, so that the server has to wait for the reader.
    let text = "A long story. ".repeat(400);
    let mut writers = Vec::new();
    for _ in 0..WRITERS {
        let (stage, text) = (stage.clone(), text.clone());
        writers.push(tokio::spawn(async move {
            for _ in 0..EACH {
                let command = json!({ "type": "raise_problem", "title": "Falls", "text": text });
                stage.done("ama", "falls", command).await;
            }
        }));
    }
    for writer in writers {
        writer.await.unwrap();
    }
    let n = WRITERS * EACH;
    let expected: Vec<u64> = (founded + 1..).take(n).collect();
    assert_eq!(slow.positions(n).await, expected);
}

#[tokio::test]
async fn pages_follow_each_other_without_a_gap() {
    let stage = Stage::open().await;
    stage.found("ama", "falls", "organisation", "open").await;
    for n in 0..250 {
        stage.raise("ama", "falls", &format!("Problem {n}")).await;
    }
    let mut positions = Vec::new();
    let mut after = 0;
    loop {
        let path = format!("/v1/activities?after={after}&community=falls");
        let page = stage.get(&path, Some("ben")).await.json();
        let activities = page["activities"].as_array().unwrap();
        positions.extend(
            activities
                .iter()
                .map(|item| item["position"].as_u64().unwrap()),
        );
        after = page["position"].as_u64().unwrap();
        if page["more"] == false {
            break;
        }
    }
    assert_eq!(positions, (1..=253).collect::<Vec<u64>>());
    assert_eq!(after, 253);
}

#[tokio::test]
async fn a_stream_of_one_community_is_silent_about_others() {
    let stage = Stage::open().await;
    stage.found("ama", "falls", "organisation", "open").await;
    stage.found("ama", "sepsis", "organisation", "open").await;
    let mut events = Request::get(stage.address, "/v1/activities?community=sepsis")
        .by(Some(&stage.token("ben")))
        .follow()
        .await;
    stage.raise("ama", "falls", "elsewhere").await;
    let last = stage.raise("ama", "sepsis", "here").await;
    assert_eq!(events.positions(4).await, [4, 5, 6, last]);
}

#[tokio::test]
async fn a_request_to_join_reaches_those_who_answer_it_and_nobody_else() {
    let stage = Stage::open().await;
    let founded = stage
        .found("ama", "falls", "organisation", "on_request")
        .await;
    let mut of_steward = follow(&stage, "ama", founded).await;
    let mut of_other = follow(&stage, "cai", founded).await;
    let ask = json!({ "type": "ask_to_join", "reason": "I work nights." });
    let asked = stage.done("ben", "falls", ask).await;
    let raised = stage.raise("ama", "falls", "Night falls").await;
    assert_eq!(of_steward.positions(2).await, [asked, raised]);
    assert_eq!(of_other.positions(1).await, [raised]);
}

#[tokio::test]
async fn a_stream_ends_with_the_token() {
    let stage = Stage::open().await;
    stage.found("ama", "falls", "organisation", "open").await;
    // It has just expired, and is still taken because clocks differ a little.
    let person = PersonId::parse("ama").unwrap();
    let token = stage.key.issue(&person, None, Duration::ZERO);
    let mut events = Request::get(stage.address, "/v1/activities?after=3")
        .by(Some(&token))
        .follow()
        .await;
    assert_eq!(events.next().await, None);
}

#[tokio::test]
async fn a_stream_ends_when_the_server_does_and_goes_on_with_the_next_one() {
    let stage = Stage::open().await;
    let founded = stage.found("ama", "falls", "organisation", "open").await;
    let mut events = follow(&stage, "ama", founded).await;
    let stage = stage.reopen().await;
    assert_eq!(events.next().await, None);
    let raised = stage.raise("ama", "falls", "after the restart").await;
    let mut events = follow(&stage, "ama", founded).await;
    assert_eq!(events.positions(1).await, [raised]);
}

#[tokio::test]
async fn a_position_of_another_log_is_told_apart() {
    let stage = Stage::open().await;
    let founded = stage.found("ama", "falls", "organisation", "open").await;
    let epoch = stage.get("/v1/activities", Some("ama")).await.json()["epoch"].clone();
    let epoch = epoch.as_str().unwrap();
    let same = format!("/v1/activities?after={founded}&epoch={epoch}");
    assert_eq!(stage.get(&same, Some("ama")).await.status, 200);
    for other in [
        "/v1/activities?after=1&epoch=another".to_owned(),
        format!("/v1/activities?after={}", founded + 1),
    ] {
        let answer = stage.get(&other, Some("ama")).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (410, "epoch_changed")
        );
    }
}

#[tokio::test]
async fn two_servers_on_one_file_hear_of_each_other() {
    let one = Stage::open().await;
    let founded = one.found("ama", "falls", "organisation", "open").await;
    let other = one.beside().await;
    let mut of_one = follow(&one, "ama", founded).await;
    let mut of_other = follow(&other, "ama", founded).await;
    let mut raised = Vec::new();
    for n in 0..5 {
        raised.push(one.raise("ama", "falls", &format!("One {n}")).await);
        raised.push(other.raise("ama", "falls", &format!("Other {n}")).await);
    }
    assert_eq!(of_one.positions(10).await, raised);
    assert_eq!(of_other.positions(10).await, raised);
}
