//! Correcting and taking back: everybody sees it at once, and what was taken back is told nowhere.

use serde_json::{Value, json};

use crate::client::{Events, Request};
use crate::reach::{Ids, check_silent};
use crate::stage::{Stage, new_id};

const OLD: &str = "Wunderkammer";
const NEW: &str = "Kaleidoscope";

async fn follow(stage: &Stage, person: &str, after: u64) -> Events {
    let path = format!("/v1/activities?after={after}");
    Request::get(stage.address, &path)
        .by(Some(&stage.token(person)))
        .follow()
        .await
}

/// A community of ama's that ben is in, with a problem of ben's: its id, and that of the activity.
async fn raised(stage: &Stage) -> (String, String) {
    stage.found("ama", "falls", "organisation", "open").await;
    for person in ["ben", "cai"] {
        stage.done(person, "falls", json!({ "type": "join" })).await;
    }
    let raise = json!({
        "type": "raise_problem", "title": format!("{OLD} at night"), "text": format!("{OLD} in more words"),
    });
    stage.make("ben", "falls", raise).await
}

fn ids(problem: &str) -> Ids<'static> {
    Ids::from([
        ("community", vec!["falls".to_owned()]),
        ("problem", vec![problem.to_owned()]),
    ])
}

async fn check_not_told(stage: &Stage, problem: &str, words: &[&str]) {
    let people = ["ama", "ben", "cai", "outsider"];
    check_silent(&stage.told(&people, &ids(problem)).await, words);
    let head = stage.store().head().unwrap();
    for person in people {
        for (position, item) in stage.streamed(person, head).await {
            check_silent(&[(format!("position {position}"), item.to_string())], words);
        }
    }
}

async fn problems(stage: &Stage, person: &str) -> Value {
    stage
        .get("/v1/communities/falls/problems", Some(person))
        .await
        .json()
}

#[tokio::test]
async fn what_is_taken_back_is_gone_for_others_at_once() {
    let stage = Stage::open().await;
    let (problem, activity) = raised(&stage).await;
    let head = stage.store().head().unwrap();
    let mut of_cai = follow(&stage, "cai", head).await;
    let retract = json!({ "type": "retract", "of": activity, "reason": "own_wish" });
    let position = stage.done("ben", "falls", retract).await;
    let (seen, item) = of_cai.next().await.unwrap();
    assert_eq!(seen, position);
    assert_eq!(
        item["what"],
        json!({ "type": "retracted", "of": activity, "reason": "own_wish" })
    );
    assert_eq!(problems(&stage, "cai").await["total"], 0);
    let gone = stage
        .get(
            &format!("/v1/communities/falls/problems/{problem}"),
            Some("cai"),
        )
        .await;
    assert_eq!(
        (gone.status, gone.code().as_str()),
        (404, "no_such_contribution")
    );
    check_not_told(&stage, &problem, &[OLD]).await;
    stage.check_sound();
    let stage = stage.reopen().await;
    assert_eq!(problems(&stage, "cai").await["total"], 0);
}

#[tokio::test]
async fn what_others_answered_stays_as_a_trace_without_its_words() {
    let stage = Stage::open().await;
    let (problem, activity) = raised(&stage).await;
    let reply = json!({
        "type": "reply", "in_reply_to": problem, "stance": "offer", "text": "We lower the beds after supper.",
    });
    stage.done("cai", "falls", reply).await;
    let retract = json!({ "type": "retract", "of": activity, "reason": "moderation" });
    // Whoever holds the community may.
    stage.done("ama", "falls", retract).await;
    let line = &problems(&stage, "cai").await["problems"][0];
    assert_eq!(
        (&line["is_retracted"], &line["title"]),
        (&json!(true), &json!(""))
    );
    assert_eq!(line["author"]["id"], "ben");
    let view = stage
        .get(
            &format!("/v1/communities/falls/problems/{problem}"),
            Some("outsider"),
        )
        .await
        .json();
    assert_eq!(view["text"], json!(null));
    assert_eq!(view["turns"][0]["text"], "We lower the beds after supper.");
    check_not_told(&stage, &problem, &[OLD]).await;
    stage.check_sound();
}

#[tokio::test]
async fn what_is_put_right_replaces_what_was_said_everywhere() {
    let stage = Stage::open().await;
    let (problem, activity) = raised(&stage).await;
    let head = stage.store().head().unwrap();
    let mut of_cai = follow(&stage, "cai", head).await;
    let correct = json!({
        "type": "correct", "of": activity,
        "patch": { "title": format!("{NEW} at night"), "text": format!("{NEW} in more words") },
    });
    let position = stage.done("ben", "falls", correct).await;
    let (seen, item) = of_cai.next().await.unwrap();
    assert_eq!(
        (seen, &item["what"]["type"]),
        (position, &json!("corrected"))
    );
    let title = item["what"]["patch"]["title"]["id"].as_str().unwrap();
    assert_eq!(
        item["particulars"]["texts"][title],
        format!("{NEW} at night")
    );
    assert_eq!(
        problems(&stage, "cai").await["problems"][0]["title"],
        format!("{NEW} at night")
    );
    check_not_told(&stage, &problem, &[OLD]).await;
    // Whoever reads from the beginning gets it as it counts now, at the same place.
    let log = stage.get("/v1/activities", Some("cai")).await.json();
    let first = log["activities"]
        .as_array()
        .unwrap()
        .iter()
        .find(|item| item["id"] == activity.as_str())
        .unwrap();
    assert!(first["particulars"].to_string().contains(NEW));
    stage.check_sound();
}

#[tokio::test]
async fn a_correction_that_is_taken_back_leaves_what_was_said_first() {
    let stage = Stage::open().await;
    let (problem, activity) = raised(&stage).await;
    let correct = json!({ "type": "correct", "of": activity, "patch": { "title": NEW } });
    let corrected = stage.give("ben", "falls", correct).await;
    let retract = json!({ "type": "retract", "of": corrected[0]["id"], "reason": "mistake" });
    stage.done("ben", "falls", retract).await;
    assert_eq!(
        problems(&stage, "cai").await["problems"][0]["title"],
        format!("{OLD} at night")
    );
    check_not_told(&stage, &problem, &[NEW]).await;
}

#[tokio::test]
async fn only_ones_own_is_put_right_and_only_once_taken_back() {
    let stage = Stage::open().await;
    let (_, activity) = raised(&stage).await;
    let correct = json!({ "type": "correct", "of": activity, "patch": { "title": NEW } });
    let retract = json!({ "type": "retract", "of": activity, "reason": "mistake" });
    let nothing = json!({ "type": "correct", "of": activity, "patch": { "part": "chair" } });
    let later =
        json!({ "type": "correct", "of": activity, "patch": { "at": "2999-01-01T00:00:00Z" } });
    let unknown = json!({ "type": "retract", "of": new_id(), "reason": "mistake" });
    for (person, command, status, code) in [
        ("cai", &correct, 403, "not_yours"),
        ("cai", &retract, 403, "not_yours"),
        ("ama", &correct, 403, "not_yours"),
        ("ben", &nothing, 422, "nothing_to_correct"),
        ("ben", &later, 422, "date_range"),
        ("ben", &unknown, 404, "no_such_activity"),
        ("ben", &retract, 200, ""),
        ("ben", &retract, 409, "already_retracted"),
    ] {
        let body = json!({ "id": new_id(), "community": "falls", "command": command });
        let answer = stage.post(&body, Some(person)).await;
        assert_eq!(answer.status, status, "{person} {command}: {}", answer.body);
        if status != 200 {
            assert_eq!(answer.code(), code, "{person} {command}");
        }
    }
}

#[tokio::test]
async fn nobody_learns_by_a_correction_what_is_hidden_from_them() {
    let stage = Stage::open().await;
    stage
        .found("ama", "quiet", "members", "by_invitation")
        .await;
    let raise = json!({ "type": "raise_problem", "title": OLD });
    let (_, activity) = stage.make("ama", "quiet", raise).await;
    for of in [activity, new_id()] {
        for community in [json!("quiet"), json!("falls"), Value::Null] {
            let command = json!({ "type": "retract", "of": of, "reason": "mistake" });
            let body = json!({ "id": new_id(), "community": community, "command": command });
            let answer = stage.post(&body, Some("ben")).await;
            let expected = match community {
                Value::Null => "no_such_activity",
                _ => "no_such_community",
            };
            assert_eq!((answer.status, answer.code().as_str()), (404, expected));
            assert!(!answer.body.contains(OLD));
        }
    }
}
