//! Commands: recorded once, in order, and there after a restart.

use serde_json::json;

use crate::stage::{Stage, new_id};

#[tokio::test]
async fn the_same_command_twice_is_recorded_once_also_after_a_restart() {
    let stage = Stage::open().await;
    stage.found("ama", "falls", "organisation", "open").await;
    let body = json!({ "id": new_id(), "community": "falls", "command": { "type": "join" } });
    let first = stage.post(&body, Some("ben")).await;
    assert_eq!(first.status, 200, "{}", first.body);
    assert_eq!(stage.post(&body, Some("ben")).await, first);

    let stage = stage.reopen().await;
    assert_eq!(stage.post(&body, Some("ben")).await, first);
    let log = stage.get("/v1/activities", Some("ama")).await.json();
    assert_eq!(log["position"], first.json()["position"]);
}

#[tokio::test]
async fn a_refusal_is_the_first_answer_too() {
    let stage = Stage::open().await;
    stage
        .found("ama", "falls", "organisation", "on_request")
        .await;
    let body = json!({ "id": new_id(), "community": "falls", "command": { "type": "join" } });
    let first = stage.post(&body, Some("ben")).await;
    assert_eq!((first.status, first.code().as_str()), (403, "ask_first"));
    stage
        .done("ama", "falls", json!({ "type": "invite", "person": "ben" }))
        .await;
    assert_eq!(stage.post(&body, Some("ben")).await, first);
    stage.done("ben", "falls", json!({ "type": "join" })).await;
}

#[tokio::test]
async fn an_id_names_one_command_of_one_person() {
    let stage = Stage::open().await;
    stage.found("ama", "falls", "organisation", "open").await;
    let id = new_id();
    let join = json!({ "id": id, "community": "falls", "command": { "type": "join" } });
    assert_eq!(stage.post(&join, Some("ben")).await.status, 200);
    let of_another = stage.post(&join, Some("cai")).await;
    assert_eq!(
        (of_another.status, of_another.code().as_str()),
        (409, "command_id_reused")
    );
    let other = json!({ "id": id, "community": "falls", "command": { "type": "leave" } });
    assert_eq!(
        stage.post(&other, Some("ben")).await.code(),
        "command_id_reused"
    );
}

#[tokio::test]
async fn an_id_just_before_anothers_takes_nothing_from_it() {
    let stage = Stage::open().await;
    stage.found("ama", "falls", "organisation", "open").await;
    let raise = |id: u128, title: &str| {
        json!({
            "id": uuid::Uuid::from_u128(id).to_string(),
            "community": "falls",
            "command": { "type": "raise_problem", "title": title },
        })
    };
    let id = uuid::Uuid::now_v7().as_u128();
    assert_eq!(
        stage
            .post(&raise(id, "Night falls"), Some("ama"))
            .await
            .status,
        200
    );
    for near in [id - 1, id + 1] {
        let answer = stage
            .post(&raise(near, "Something else"), Some("ama"))
            .await;
        assert_eq!(answer.code(), "command_id_reused");
    }
    let problems = stage
        .get("/v1/communities/falls/problems", Some("ama"))
        .await
        .json();
    assert_eq!(problems["problems"][0]["title"], "Night falls");
    assert_eq!(problems["total"], 1);
}

#[tokio::test]
async fn of_two_writers_who_expect_the_same_position_one_wins_and_the_other_is_told() {
    let stage = Stage::open().await;
    let position = stage.found("ama", "falls", "organisation", "open").await;
    let raise = |title: &str| {
        json!({
            "id": new_id(),
            "community": "falls",
            "expected_position": position,
            "command": { "type": "raise_problem", "title": title },
        })
    };
    let (one, other) = (raise("Night falls"), raise("Day falls"));
    let (one, other) = tokio::join!(
        stage.post(&one, Some("ama")),
        stage.post(&other, Some("ama"))
    );
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let told = if one.status == 409 { one } else { other };
    assert_eq!(told.code(), "changed_since");
}

#[tokio::test]
async fn what_happens_elsewhere_changes_nothing_here() {
    let stage = Stage::open().await;
    let position = stage.found("ama", "falls", "organisation", "open").await;
    stage.found("ama", "sepsis", "organisation", "open").await;
    let body = json!({
        "id": new_id(),
        "community": "falls",
        "expected_position": position,
        "command": { "type": "raise_problem", "title": "Night falls" },
    });
    assert_eq!(stage.post(&body, Some("ama")).await.status, 200);
}

#[tokio::test]
async fn everything_is_there_after_reopening_the_file() {
    let stage = Stage::open().await;
    stage.found("ama", "falls", "public", "open").await;
    stage.raise("ama", "falls", "Night falls").await;
    let before = stage.get("/v1/communities/falls", Some("ama")).await;
    let log = stage.get("/v1/activities", Some("ama")).await;
    let stage = stage.reopen().await;
    assert_eq!(
        stage.get("/v1/communities/falls", Some("ama")).await,
        before
    );
    assert_eq!(stage.get("/v1/activities", Some("ama")).await, log);
}

#[tokio::test]
async fn the_server_says_when_a_meeting_is_in_utc() {
    let stage = Stage::open().await;
    stage.found("ama", "falls", "organisation", "open").await;
    let plan = |zone: &str| {
        json!({
            "type": "plan_event",
            "title": "Walk round",
            "form": "working",
            "mode": "in_person",
            "schedule": {
                "starts": "2199-07-01T10:00:00",
                "zone": zone,
                "minutes": 45,
                "starts_at": "1999-01-01T00:00:00Z",
            },
        })
    };
    stage.done("ama", "falls", plan("Asia/Tokyo")).await;
    let events = stage
        .get("/v1/communities/falls/events", Some("ama"))
        .await
        .json();
    assert_eq!(
        events["events"][0]["when"]["starts_at"],
        "2199-07-01T01:00:00Z"
    );
    let body = json!({ "id": new_id(), "community": "falls", "command": plan("Mars/Olympus") });
    let refused = stage.post(&body, Some("ama")).await;
    assert_eq!(
        (refused.status, refused.code().as_str()),
        (422, "unknown_zone")
    );
}

#[tokio::test]
async fn a_community_has_its_days_in_a_zone_that_there_is() {
    let stage = Stage::open().await;
    let found = |zone: &str| {
        json!({ "id": new_id(), "community": "falls", "command": {
            "type": "found_community", "name": "Falls", "domain": "Staying up.",
            "visibility": "public", "access": "open", "zone": zone,
        } })
    };
    let refused = stage.post(&found("Mars/Olympus"), Some("ana")).await;
    assert_eq!(refused.code(), "unknown_zone");
    let founded = stage.post(&found("Europe/London"), Some("ana")).await;
    assert_eq!(founded.status, 200);
}
