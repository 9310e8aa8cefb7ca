//! The directory, as it is searched: by where the members stand, seen from where the caller stands.

use serde_json::json;

use crate::stage::Stage;

/// Falls with Ama and Ben, wounds with Dot. Ama and Cai are porters; Ben and Cai work for Northmoor.
async fn stage() -> Stage {
    let stage = Stage::open().await;
    for (person, community) in [("ama", "falls"), ("dot", "wounds")] {
        stage.found(person, community, "public", "open").await;
    }
    let join = json!({ "type": "join" });
    stage.done("ben", "falls", join).await;
    for (person, dimension, group) in [
        ("ama", "profession", "Porter"),
        ("cai", "profession", "Porter"),
        ("ben", "organisation", "Northmoor"),
        ("cai", "organisation", "Northmoor"),
    ] {
        let affiliation = json!({ "known": group });
        let command = json!({ "type": "state_affiliation", "dimension": dimension, "affiliation": affiliation });
        stage.done(person, "falls", command).await;
    }
    stage
}

async fn found(stage: &Stage, query: &str, person: &str) -> Vec<String> {
    let path = format!("/v1/communities?{query}");
    let answer = stage.get(&path, Some(person)).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let communities = answer.json()["communities"].clone();
    let communities = communities.as_array().unwrap().iter();
    communities
        .map(|community| community["id"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn somebody_finds_the_communities_with_people_from_where_they_stand() {
    let stage = stage().await;
    for query in [
        "my_profession=true",
        "my_organisation=true",
        "my_profession=true&my_organisation=true",
    ] {
        assert_eq!(found(&stage, query, "cai").await, ["falls"], "{query}");
    }
    assert_eq!(found(&stage, "my_profession=false", "cai").await.len(), 2);
}

#[tokio::test]
async fn nobody_is_the_colleague_that_they_find() {
    let stage = stage().await;
    let none: [&str; 0] = [];
    assert_eq!(found(&stage, "my_profession=true", "ama").await, none);
    assert_eq!(found(&stage, "my_organisation=true", "ben").await, none);
}

#[tokio::test]
async fn somebody_of_whom_nothing_is_known_finds_nobody_like_them() {
    let stage = stage().await;
    let none: [&str; 0] = [];
    assert_eq!(found(&stage, "my_profession=true", "eve").await, none);
}

#[tokio::test]
async fn whoever_asks_for_their_own_has_to_say_who_they_are() {
    let stage = stage().await;
    let answer = stage.get("/v1/communities?my_profession=true", None).await;
    assert_eq!(
        (answer.status, answer.code()),
        (401, "sign_in_needed".into())
    );
}
