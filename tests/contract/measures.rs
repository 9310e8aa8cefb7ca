//! The measures through HTTP: under their names, only for whoever may see them, with what is behind them.

use serde_json::{Value, json};

use crate::busy::{AMA, Busy, ZANELE, busy};
use crate::stage::Stage;

/// What is about a community, in the order of the table of measures.
const NAMES: [&str; 19] = [
    "three_elements",
    "network_or_community",
    "four_activities",
    "participation",
    "concentration",
    "thinking_together",
    "mix",
    "across_boundaries",
    "both_ways",
    "single_links",
    "who_is_heard",
    "unanswered",
    "concerns",
    "value",
    "memory",
    "facilitation",
    "identity",
    "stage",
    "event_card",
];

async fn measures(stage: &Stage, community: &str, person: Option<&str>) -> Value {
    let path = format!("/v1/communities/{community}/measures");
    let answer = stage.get(&path, person).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()
}

fn evidence(measure: &str) -> String {
    format!("/v1/communities/falls/measures/{measure}/evidence")
}

/// The ids behind a number.
#[track_caller]
fn behind(answer: &Value, number: &str) -> Vec<String> {
    let numbers = answer["evidence"].as_array().unwrap();
    let found = numbers.iter().find(|behind| behind["number"] == number);
    let ids = found.unwrap_or_else(|| panic!("{number} is not in {answer}"))["activities"]
        .as_array()
        .unwrap();
    ids.iter()
        .map(|id| id.as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn every_measure_is_there_under_its_name_and_says_what_it_does_not_say() {
    let stage = Stage::open().await;
    busy(&stage).await;
    for person in [None, Some(AMA), Some("outsider")] {
        let answer = measures(&stage, "falls", person).await;
        assert!(answer["as_of"].is_string() && answer["rules"].is_string());
        let measures = answer["measures"].as_object().unwrap();
        assert_eq!(measures.len(), NAMES.len());
        for name in NAMES {
            let measure = &measures[name];
            for field in ["status", "says", "does_not_say"] {
                let text = measure[field].as_str();
                assert!(
                    text.is_some_and(|text| !text.is_empty()),
                    "{name}: {measure}"
                );
            }
        }
    }
    stage.check_sound();
}

#[tokio::test]
async fn measures_follow_the_log_also_over_a_restart() {
    let stage = Stage::open().await;
    stage.found(AMA, "falls", "public", "open").await;
    let members = |answer: Value| answer["measures"]["participation"]["members"].clone();
    assert_eq!(members(measures(&stage, "falls", None).await), 1);
    stage.give("ben", "falls", json!({ "type": "join" })).await;
    let before = measures(&stage, "falls", None).await;
    assert_eq!(members(before), 2);
    stage.give("ben", "falls", json!({ "type": "leave" })).await;
    let mut before = measures(&stage, "falls", None).await;
    assert_eq!(members(before.clone()), 1);
    let stage = stage.reopen().await;
    let mut after = measures(&stage, "falls", None).await;
    for answer in [&mut before, &mut after] {
        forget_the_moment(answer);
    }
    assert_eq!(before, after);
}

fn forget_the_moment(answer: &mut Value) {
    answer.as_object_mut().unwrap().remove("as_of");
    for measure in answer["measures"].as_object_mut().unwrap().values_mut() {
        measure.as_object_mut().unwrap().remove("as_of");
    }
}

#[tokio::test]
async fn what_is_behind_a_number_is_for_members_alone() {
    let stage = Stage::open().await;
    let Busy { raised, .. } = busy(&stage).await;
    let path = evidence("participation");
    for (person, status, code) in [
        (None, 401, "sign_in_needed"),
        (Some("outsider"), 403, "not_a_member"),
    ] {
        let answer = stage.get(&path, person).await;
        assert_eq!((answer.status, answer.code().as_str()), (status, code));
    }
    let answer = stage.get(&path, Some(AMA)).await.json();
    assert_eq!(answer["measure"], "participation");
    assert!(behind(&answer, "contributed").contains(&raised), "{answer}");

    let links = evidence("single_links");
    assert_eq!(stage.get(&links, Some(ZANELE)).await.code(), "role_needed");
    assert_eq!(stage.get(&links, Some(AMA)).await.status, 200);
}

#[tokio::test]
async fn what_is_behind_a_number_comes_in_pages() {
    let stage = Stage::open().await;
    busy(&stage).await;
    let path = evidence("participation");
    let whole = stage.get(&path, Some(AMA)).await.json();
    let whole = behind(&whole, "contributed");
    assert!(whole.len() > 3);
    let mut found = Vec::new();
    let mut after = String::new();
    loop {
        let page = format!("{path}?number=contributed&limit=3{after}");
        let answer = stage.get(&page, Some(AMA)).await.json();
        assert_eq!(answer["evidence"].as_array().unwrap().len(), 1);
        assert_eq!(answer["evidence"][0]["n"], whole.len());
        found.extend(behind(&answer, "contributed"));
        match answer["evidence"][0]["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => break,
        }
    }
    assert_eq!(found, whole);
}

#[tokio::test]
async fn what_is_taken_back_is_behind_no_number() {
    let stage = Stage::open().await;
    let Busy { raised, .. } = busy(&stage).await;
    let retract = json!({ "type": "retract", "of": raised, "reason": "mistake" });
    stage.give(ZANELE, "falls", retract).await;
    let answer = stage.get(&evidence("participation"), Some(AMA)).await;
    assert!(!behind(&answer.json(), "contributed").contains(&raised));
}

#[tokio::test]
async fn no_measure_names_an_answer_to_the_pulse() {
    let stage = Stage::open().await;
    busy(&stage).await;
    let answer = json!({ "type": "answer_pulse", "item": "identification", "value": 5 });
    stage.give(ZANELE, "falls", answer).await;
    let recorded = stage.store().read(0, 1_000).unwrap();
    let pulse = recorded.last().unwrap().activity.id.to_string();
    for name in NAMES {
        let answer = stage.get(&evidence(name), Some(AMA)).await;
        assert_eq!(answer.status, 200, "{name}: {}", answer.body);
        assert!(!answer.body.contains(&pulse), "{name}: {}", answer.body);
    }
}

#[tokio::test]
async fn there_is_no_other_measure() {
    let stage = Stage::open().await;
    stage.found(AMA, "falls", "public", "open").await;
    for name in ["nonsense", "my_bridges", "gone_quiet", "%20"] {
        let answer = stage.get(&evidence(name), Some(AMA)).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (404, "no_such_measure"),
            "{name}"
        );
    }
}

#[tokio::test]
async fn the_desk_is_for_those_who_hold_the_community() {
    let stage = Stage::open().await;
    busy(&stage).await;
    let desk = "/v1/communities/falls/desk";
    for (person, status, code) in [
        (None, 401, "sign_in_needed"),
        (Some("outsider"), 403, "role_needed"),
        (Some(ZANELE), 403, "role_needed"),
    ] {
        let answer = stage.get(desk, person).await;
        assert_eq!((answer.status, answer.code().as_str()), (status, code));
    }
    let answer = stage.get(desk, Some(AMA)).await.json();
    assert_eq!(answer["gone_quiet"]["status"], "shown", "{answer}");
    assert_eq!(answer["could_meet"]["status"], "shown", "{answer}");
    // Nobody has gone quiet in a minute, and nobody allowed to be introduced to somebody else here.
    assert_eq!(answer["gone_quiet"]["members"], json!([]));
    assert_eq!(answer["could_meet"]["pairs"], json!([]));
}

#[tokio::test]
async fn a_few_people_have_no_breakdowns() {
    let stage = Stage::open().await;
    busy(&stage).await;
    for person in [None, Some(AMA), Some(ZANELE)] {
        let answer = measures(&stage, "falls", person).await;
        for name in [
            "mix",
            "across_boundaries",
            "both_ways",
            "single_links",
            "who_is_heard",
        ] {
            let measure = &answer["measures"][name];
            assert_eq!(measure["status"], "suppressed", "{name}: {measure}");
            assert_eq!(measure["rule"], "P5", "{name}: {measure}");
            assert!(measure.get("organisation").is_none(), "{name}: {measure}");
        }
        assert!(answer.get("month").is_none(), "{answer}");
    }
    let desk = stage.get("/v1/communities/falls/desk", Some(AMA)).await;
    assert_eq!(desk.json()["single_links"], json!([]));
}
