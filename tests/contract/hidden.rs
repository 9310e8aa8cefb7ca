//! What is hidden: to whoever may not see a community it does not exist, byte for byte.

use serde_json::{Value, json};

use crate::client::{Answer, Request};
use crate::stage::{Stage, new_id};

const HIDDEN: &str = "quiet-room-7f3a";
const NEVER: &str = "never-was-4b1c0";
const SECRETS: [&str; 5] = [HIDDEN, "Zzyzx", "Qwghlm", "ama surname", "xyzzy"];

async fn stage() -> Stage {
    let stage = Stage::open().await;
    stage.found("dot", "falls", "public", "open").await;
    let found = json!({
        "type": "found_community",
        "name": "Zzyzx circle",
        "domain": "Qwghlm, and what to do about it.",
        "terms": ["xyzzy"],
        "visibility": "members",
        "access": "by_invitation",
    });
    stage.done("ama", HIDDEN, found).await;
    stage.raise("ama", HIDDEN, "Zzyzx at night").await;
    stage
        .done("ama", HIDDEN, json!({ "type": "invite", "person": "eve" }))
        .await;
    stage
}

fn paths(community: &str) -> Vec<String> {
    let under = format!("/v1/communities/{community}");
    let mut paths: Vec<String> = [
        "",
        "/people",
        "/problems",
        "/problems/some-problem",
        "/events",
        "/artefacts",
        "/artefacts/some-artefact",
        "/concerns",
        "/value",
        "/stories",
        "/desk",
        "/measures",
        "/measures/participation/evidence",
        "/measures/nonsense/evidence",
        "/state",
        "/feed.atom",
        "/state?problem=some-problem",
        "/nonsense",
    ]
    .iter()
    .map(|part| format!("{under}{part}"))
    .collect();
    paths.push(format!("/v1/activities?community={community}"));
    for about in [
        "",
        "?problem=some-problem",
        "?event=some-event",
        "/calendar.ics?event=some-event",
    ] {
        paths.push(format!("/c/{community}{about}"));
    }
    paths
}

#[track_caller]
fn check_silent(path: &str, answer: &Answer) {
    let said = format!("{:?} {}", answer.headers, answer.body);
    for secret in SECRETS {
        assert!(!said.contains(secret), "{path} says {secret}: {said}");
    }
}

#[tokio::test]
async fn a_hidden_community_is_answered_like_one_that_never_was() {
    let stage = stage().await;
    for person in [None, Some("ben")] {
        for (hidden, never) in paths(HIDDEN).iter().zip(paths(NEVER)) {
            let answer = stage.get(hidden, person).await;
            check_silent(hidden, &answer);
            assert_eq!(answer.status, 404, "{hidden}");
            assert_eq!(answer, stage.get(&never, person).await, "{hidden}");
        }
    }
    assert_eq!(
        stage
            .get(&format!("/v1/communities/{HIDDEN}"), Some("ben"))
            .await
            .code(),
        "no_such_community"
    );
}

#[tokio::test]
async fn no_list_names_a_hidden_community() {
    let stage = stage().await;
    for person in [None, Some("ben")] {
        for path in [
            "/v1/activities",
            "/v1/communities",
            "/v1/communities?q=circle",
            "/v1/communities?topic=circle&open=false",
            "/v1/communities?organisation=Northmoor",
            "/v1/communities/falls",
            "/v1/communities/falls/state",
            "/v1/me",
            "/v1/openapi.json",
            "/c",
            "/c?q=circle",
            "/metrics",
            "/readyz",
        ] {
            check_silent(path, &stage.get(path, person).await);
        }
    }
}

#[tokio::test]
async fn a_stream_is_silent_about_a_hidden_community() {
    let stage = stage().await;
    let mut events = Request::get(stage.address, "/v1/activities")
        .by(Some(&stage.token("ben")))
        .follow()
        .await;
    stage.raise("ama", HIDDEN, "Zzyzx by day").await;
    let last = stage.raise("dot", "falls", "a positive marker").await;
    loop {
        let (position, item) = events.next().await.expect("the stream is open");
        let item = item.to_string();
        for secret in SECRETS {
            assert!(!item.contains(secret), "{item}");
        }
        if position == last {
            break;
        }
    }
}

#[tokio::test]
async fn every_command_for_a_hidden_community_meets_none() {
    let stage = stage().await;
    let commands: [Value; 8] = [
        json!({ "type": "join" }),
        json!({ "type": "ask_to_join", "reason": "Please." }),
        json!({ "type": "leave" }),
        json!({ "type": "follow" }),
        json!({ "type": "invite", "person": "ben" }),
        json!({ "type": "raise_problem", "title": "Night falls" }),
        json!({ "type": "give_role", "person": "ben", "role": "steward" }),
        json!({ "type": "mark_insight", "about": "some-problem" }),
    ];
    for command in commands {
        for expected_position in [Value::Null, json!(0)] {
            let send = |community: &str| {
                json!({
                    "id": new_id(),
                    "community": community,
                    "expected_position": expected_position,
                    "command": command,
                })
            };
            let answer = stage.post(&send(HIDDEN), Some("ben")).await;
            check_silent(&command.to_string(), &answer);
            assert_eq!(answer.code(), "no_such_community", "{command}");
            assert_eq!(answer, stage.post(&send(NEVER), Some("ben")).await);
        }
    }
}

#[tokio::test]
async fn a_form_for_a_hidden_community_meets_none() {
    let stage = stage().await;
    let join = |community: &str| {
        let body = format!("id={}&words=please&token={}", new_id(), stage.token("ben"));
        let path = format!("/c/{community}/join");
        Request::post(
            stage.address,
            &path,
            "application/x-www-form-urlencoded",
            body,
        )
    };
    let without_cookie = |mut answer: Answer| {
        answer.headers.retain(|(name, _)| name != "set-cookie");
        answer
    };
    let hidden = without_cookie(join(HIDDEN).send().await);
    check_silent("the form", &hidden);
    assert_eq!(hidden.status, 404);
    assert_eq!(hidden, without_cookie(join(NEVER).send().await));
}

#[tokio::test]
async fn the_invited_see_what_is_hidden_from_others() {
    let stage = stage().await;
    let path = format!("/v1/communities/{HIDDEN}");
    assert_eq!(
        stage.get(&path, Some("eve")).await.json()["name"],
        "Zzyzx circle"
    );
    stage.done("eve", HIDDEN, json!({ "type": "join" })).await;
    let mine = stage.get("/v1/me", Some("eve")).await.json();
    assert_eq!(mine["communities"][0]["id"], HIDDEN);
}

#[tokio::test]
async fn whoever_is_not_signed_in_learns_who_holds_a_role_and_of_others_nothing_that_names_them() {
    let stage = stage().await;
    let note = "My mother fell";
    let porter = json!({ "type": "state_affiliation", "dimension": "profession", "affiliation": { "known": "Porter" } });
    stage.done("ben", "falls", porter).await;
    stage
        .done("ben", "falls", json!({ "type": "join", "note": note }))
        .await;
    stage.raise("ben", "falls", "Night falls").await;
    for path in [
        "/v1/activities",
        "/v1/communities/falls",
        "/v1/communities/falls/people",
        "/v1/communities/falls/problems",
        "/v1/communities/falls/state",
        "/c/falls",
    ] {
        let open = stage.get(path, None).await;
        assert_eq!(open.status, 200);
        for told in ["ben surname", "porter", "Porter", note] {
            assert!(!open.body.contains(told), "{path} tells {told}");
        }
    }
    let people = stage.get("/v1/communities/falls/people", None).await;
    assert!(people.body.contains("dot surname"));
    let people = stage.get("/v1/communities/falls/people", Some("cai")).await;
    for told in ["ben surname", "Porter", note] {
        assert!(people.body.contains(told), "a colleague is told {told}");
    }
}
