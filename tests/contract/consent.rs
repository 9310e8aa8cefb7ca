//! What people allow, and what nobody is to learn: readings, introductions, the pulse; and as whom they speak.

use cop_core::command::Command;
use cop_core::id::PersonId;
use cop_server::operate;
use serde_json::{Value, json};

use crate::client::Answer;
use crate::stage::{Stage, new_id};

async fn community(stage: &Stage) {
    stage.found("ama", "falls", "public", "open").await;
    for person in ["ben", "cai"] {
        stage.done(person, "falls", json!({ "type": "join" })).await;
    }
}

async fn send(stage: &Stage, person: &str, command: &Value) -> Answer {
    let body = json!({ "id": new_id(), "community": "falls", "command": command });
    stage.post(&body, Some(person)).await
}

#[track_caller]
fn check(answer: &Answer, status: u16, code: &str) {
    assert_eq!(answer.status, status, "{}", answer.body);
    assert_eq!(answer.code(), code);
}

fn allow(preference: &str) -> Value {
    json!({ "type": "set_preference", "preference": preference, "allowed": true })
}

#[tokio::test]
async fn a_reading_is_logged_only_by_consent_and_shown_to_nobody_but_those_who_hold_the_community()
{
    let stage = Stage::open().await;
    community(&stage).await;
    let raise = json!({ "type": "raise_problem", "title": "Night falls" });
    let (problem, _) = stage.make("cai", "falls", raise).await;
    let read = json!({ "type": "mark_read", "of": problem });
    check(&send(&stage, "ben", &read).await, 403, "no_consent");
    stage.done("ben", "falls", allow("reads_logged")).await;
    let position = stage.done("ben", "falls", read).await;
    let sees = |items: Vec<(u64, Value)>| items.iter().any(|(seen, _)| *seen == position);
    let raised = stage.raise("ama", "falls", "Day falls").await;
    assert!(sees(stage.streamed("ben", raised).await));
    assert!(sees(stage.streamed("ama", raised).await));
    assert!(!sees(stage.streamed("cai", raised).await));
    // What somebody allows is not told to others either.
    let of_cai = stage.streamed("cai", raised).await;
    assert!(
        of_cai
            .iter()
            .all(|(_, item)| item["what"]["type"] != "preference_set")
    );
    let state = stage
        .get(
            &format!("/v1/communities/falls/state?problem={problem}"),
            Some("cai"),
        )
        .await;
    assert!(!state.body.contains("\"read\""), "{}", state.body);
}

#[tokio::test]
async fn two_people_are_introduced_when_both_allow_it() {
    let stage = Stage::open().await;
    community(&stage).await;
    let introduce =
        json!({ "type": "introduce", "one": "ben", "other": "cai", "reason": "Both lower beds." });
    check(&send(&stage, "ama", &introduce).await, 403, "no_consent");
    stage.done("ben", "falls", allow("introductions")).await;
    check(&send(&stage, "ama", &introduce).await, 403, "no_consent");
    stage.done("cai", "falls", allow("introductions")).await;
    let before = stage.get("/v1/communities/falls/people", Some("ama")).await;
    let allows = |person: &str| {
        let people = before.json();
        let mut members = people["members"].as_array().unwrap().iter();
        members.find(|member| member["id"] == person).unwrap()["allows_introductions"].clone()
    };
    assert_eq!((allows("ben"), allows("ama")), (json!(true), json!(false)));
    stage.done("ama", "falls", introduce).await;
}

#[tokio::test]
async fn mentoring_holds_when_both_said_so_and_until_then_is_for_the_two() {
    let stage = Stage::open().await;
    community(&stage).await;
    let agree = json!({ "type": "agree_mentoring", "mentor": "ben", "mentee": "cai" });
    check(
        &send(
            &stage,
            "ama",
            &json!({ "type": "agree_mentoring", "mentor": "ben", "mentee": "cai" }),
        )
        .await,
        403,
        "not_yours",
    );
    stage.done("ben", "falls", agree.clone()).await;
    let pairs = |answer: Answer| answer.json()["mentoring"].as_array().unwrap().clone();
    let people = "/v1/communities/falls/people";
    let of_cai = pairs(stage.get(people, Some("cai")).await);
    assert_eq!(
        (&of_cai[0]["is_agreed"], &of_cai[0]["agreed_by_me"]),
        (&json!(false), &json!(false))
    );
    assert!(pairs(stage.get(people, Some("outsider")).await).is_empty());
    stage.done("cai", "falls", agree).await;
    let of_others = pairs(stage.get(people, Some("outsider")).await);
    assert_eq!(of_others[0]["mentor"]["id"], "ben");
    assert_eq!(of_others[0]["is_agreed"], true);
    assert!(pairs(stage.get(people, None).await).is_empty());
}

#[tokio::test]
async fn nobody_can_be_found_who_answered_the_pulse() {
    let stage = Stage::open().await;
    community(&stage).await;
    let before = stage.store().head().unwrap();
    let sent = new_id();
    let answer =
        |value: u32| json!({ "type": "answer_pulse", "item": "identification", "value": value });
    let body = json!({
        "id": sent, "community": "falls", "command": answer(6), "speaking_as": "role",
    });
    let first = stage.post(&body, Some("ben")).await;
    assert_eq!(first.status, 200, "{}", first.body);
    stage.done("cai", "falls", answer(2)).await;

    let store = stage.store();
    for recorded in store.read(before, 10).unwrap() {
        let activity = recorded.activity;
        let first_of_month = activity.at.month_utc();
        assert_eq!(activity.people().iter().count(), 0);
        assert_eq!(
            (activity.at, activity.recorded),
            (first_of_month, first_of_month)
        );
        assert_eq!(activity.speaking_as, None);
        assert_ne!(
            activity.id.to_string()[..18],
            sent[..18],
            "the id of the command leads to it"
        );
    }
    let commands = store.commands(None, 100).unwrap();
    let n_of = |person: &str| {
        commands
            .iter()
            .filter(|record| record.by.as_str() == person)
            .count()
    };
    assert_eq!((n_of("ben"), n_of("cai"), n_of("-")), (1, 1, 2));
    assert!(commands.iter().all(|record| record.id.to_string() != sent));
    for line in stage.exported("falls").lines() {
        if line.contains("pulse") {
            assert!(!line.contains("ben") && !line.contains("cai"), "{line}");
        }
    }
    let mine = stage.get("/v1/me/export", Some("ben")).await;
    assert!(!mine.body.contains("pulse"), "{}", mine.body);
    let state = stage.get("/v1/communities/falls/state", Some("ama")).await;
    assert_eq!(state.json()["community"]["identity"].get("pulse"), None);
    stage.check_sound();
}

#[tokio::test]
async fn the_pulse_counts_once_a_month_for_everybody() {
    let stage = Stage::open().await;
    community(&stage).await;
    let answer =
        |item: &str, value: u32| json!({ "type": "answer_pulse", "item": item, "value": value });
    let first = send(&stage, "ben", &answer("identification", 6)).await;
    assert_eq!(first.status, 200);
    let again = send(&stage, "ben", &answer("identification", 6)).await;
    assert_eq!(again, first);
    check(
        &send(&stage, "ben", &answer("identification", 7)).await,
        409,
        "command_id_reused",
    );
    let stage = stage.reopen().await;
    check(
        &send(&stage, "ben", &answer("identification", 7)).await,
        409,
        "command_id_reused",
    );
    let other = send(&stage, "ben", &answer("shared_purpose", 4)).await;
    assert_eq!(other.status, 200);
    check(
        &send(&stage, "cai", &answer("identification", 8)).await,
        422,
        "out_of_range",
    );
    check(
        &send(&stage, "outsider", &answer("identification", 3)).await,
        403,
        "not_a_member",
    );
    let n = stage.store().head().unwrap();
    let log = stage.store().read(0, 100).unwrap();
    let pulses = log
        .iter()
        .filter(|recorded| recorded.activity.what.word() == "pulse_answered");
    assert_eq!((pulses.count(), log.len() as u64), (2, n));
}

#[tokio::test]
async fn as_whom_somebody_speaks_is_kept() {
    let stage = Stage::open().await;
    community(&stage).await;
    for word in ["self", "role", "organisation", "community"] {
        let body = json!({
            "id": new_id(), "community": "falls", "speaking_as": word,
            "command": { "type": "raise_problem", "title": format!("As {word}") },
        });
        let answer = stage.post(&body, Some("ben")).await;
        assert_eq!(answer.json()["activities"][0]["speaking_as"], word);
    }
    let head = stage.store().head().unwrap();
    let items = stage.streamed("cai", head).await;
    let said: Vec<&str> = items
        .iter()
        .filter_map(|(_, item)| item["speaking_as"].as_str())
        .collect();
    assert_eq!(said, ["self", "role", "organisation", "community"]);
    assert!(
        stage
            .exported("falls")
            .contains("\"speaking_as\":\"organisation\"")
    );
    let body = json!({
        "id": new_id(), "community": "falls", "speaking_as": "somebody",
        "command": { "type": "raise_problem", "title": "As nobody" },
    });
    check(&stage.post(&body, Some("ben")).await, 400, "malformed");
}

#[tokio::test]
async fn two_accounts_of_one_person_act_as_one() {
    let stage = Stage::open().await;
    community(&stage).await;
    let raise = json!({ "type": "raise_problem", "title": "Night falls" });
    let (problem, _) = stage.make("ben", "falls", raise).await;
    let joined = Command::RecordSamePerson {
        from: PersonId::parse("ben").unwrap(),
        into: PersonId::parse("benjamin").unwrap(),
    };
    let joined = operate::run(stage.store(), joined).await.unwrap();
    // The server has taken it over when it tells of it.
    stage.raise("ama", "falls", "Day falls").await;
    assert!(stage.store().head().unwrap() > joined.position);

    for account in ["ben", "benjamin"] {
        let me = stage.get("/v1/me", Some(account)).await.json();
        assert_eq!(me["person"], "benjamin");
        assert_eq!(me["communities"][0]["standing"], "member");
        let mine = stage
            .get(
                &format!("/v1/communities/falls/problems/{problem}"),
                Some(account),
            )
            .await
            .json();
        assert_eq!(
            (&mine["is_mine"], &mine["author"]["id"]),
            (&json!(true), &json!("benjamin"))
        );
        // What the first account did stands in the export of both.
        let export = stage.get("/v1/me/export", Some(account)).await.json();
        assert_eq!(export["accounts"][0]["id"], "ben");
        assert!(export["texts"].to_string().contains("Night falls"));
    }
    let by_old = json!({ "type": "tell_story", "title": "Once", "text": "It rained." });
    let told = stage.give("ben", "falls", by_old).await;
    assert_eq!(told[0]["actor"], "benjamin");
    check(
        &send(
            &stage,
            "ben",
            &json!({ "type": "mark_insight", "about": problem }),
        )
        .await,
        409,
        "own_contribution",
    );
    stage.check_sound();
}
