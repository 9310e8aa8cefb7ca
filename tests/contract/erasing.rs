//! Erasing: whoever is erased is nowhere any more, and what others did stays.

use cop_core::activity::Erasure;
use cop_core::command::Command;
use cop_core::id::{ActivityId, PersonId};
use cop_server::operate;
use serde_json::json;

use crate::busy::{AMA, Busy, HERS, ZANELE, busy};
use crate::client::{Answer, Request};
use crate::reach::check_silent;
use crate::stage::Stage;

/// What must not be found of her, in whatever case.
const SECRETS: [&str; 3] = [ZANELE, HERS, "xhosaquill"];

async fn delete(stage: &Stage, person: &str) -> Answer {
    let mut request = Request::get(stage.address, "/v1/me").by(Some(&stage.token(person)));
    request.method = "DELETE";
    request.send().await
}

/// Checks that she is nowhere, and that Ama keeps what she did.
async fn check_gone(stage: &Stage, made: &Busy) {
    let told = stage.told(&[AMA, "cai"], &made.ids()).await;
    check_silent(&told, &SECRETS);
    let head = stage.store().head().unwrap();
    for person in [AMA, "cai"] {
        for (position, item) in stage.streamed(person, head).await {
            check_silent(
                &[(format!("position {position}"), item.to_string())],
                &SECRETS,
            );
        }
    }
    check_silent(
        &[("the export".to_owned(), stage.exported("falls"))],
        &SECRETS,
    );
    stage.check_sound();

    let all: String = told.into_iter().map(|(_, text)| text).collect();
    for kept in [
        "Night falls",
        "Ama's own words",
        "Ama's answer.",
        "Ama's trial",
        "Ama used it.",
    ] {
        assert!(all.contains(kept), "{kept} is gone");
    }
    let community = stage.get("/v1/communities/falls", Some(AMA)).await.json();
    assert_eq!(community["n_members"], 1);
    assert_eq!(community["roles"], json!(["steward"]));
    let problem = format!("/v1/communities/falls/problems/{}", made.problem);
    let problem = stage.get(&problem, Some(AMA)).await.json();
    assert_eq!(problem["turns"].as_array().unwrap().len(), 2);
    assert_eq!(problem["turns"][0]["author"], json!(null));
    assert_eq!(problem["turns"][0]["text"], json!(null));
    assert_eq!(problem["turns"][1]["author"]["id"], AMA);
}

#[tokio::test]
async fn before_somebody_is_erased_they_can_be_found_by_all_that_is_looked_at() {
    let stage = Stage::open().await;
    let made = busy(&stage).await;
    let told = stage.told(&[AMA], &made.ids()).await;
    for part in [
        "/people",
        "/problems",
        "/concerns",
        "/artefacts",
        "/value",
        "/stories",
        "/state",
        "/v1/activities",
    ] {
        let finds = |word: &str| {
            told.iter()
                .any(|(place, text)| place.contains(part) && text.contains(word))
        };
        assert!(finds(HERS), "{part} has none of her texts");
    }
    let export = stage.exported("falls");
    for word in SECRETS {
        assert!(export.contains(word), "{word}");
    }
    stage.check_sound();
}

#[tokio::test]
async fn whoever_erases_themselves_is_in_no_answer_no_stream_and_no_export() {
    let stage = Stage::open().await;
    let made = busy(&stage).await;
    let erased = delete(&stage, ZANELE).await;
    assert_eq!((erased.status, erased.body.as_str()), (204, ""));
    check_gone(&stage, &made).await;
    // A second time there is nothing to erase, and nothing is recorded.
    let head = stage.store().head().unwrap();
    assert_eq!(delete(&stage, ZANELE).await.status, 204);
    assert_eq!(stage.store().head().unwrap(), head);
    // And a restart finds what it left.
    let stage = stage.reopen().await;
    check_gone(&stage, &made).await;
}

#[tokio::test]
async fn erasing_oneself_takes_a_token() {
    let stage = Stage::open().await;
    let mut request = Request::get(stage.address, "/v1/me");
    request.method = "DELETE";
    let answer = request.send().await;
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (401, "sign_in_needed")
    );
}

#[tokio::test]
async fn a_file_that_somebody_was_erased_from_does_not_hold_their_words() {
    let stage = Stage::open().await;
    busy(&stage).await;
    assert_eq!(delete(&stage, ZANELE).await.status, 204);
    let folder = stage.folder().to_owned();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let Ok(bytes) = std::fs::read(&path) else {
            continue;
        };
        for word in SECRETS {
            let found = bytes
                .windows(word.len())
                .any(|part| part == word.as_bytes());
            assert!(!found, "{} has {word}", path.display());
        }
    }
}

#[tokio::test]
async fn the_operator_erases_a_person_while_a_server_runs() {
    let stage = Stage::open().await;
    let made = busy(&stage).await;
    let head = stage.store().head().unwrap();
    let mut events = Request::get(stage.address, &format!("/v1/activities?after={head}"))
        .by(Some(&stage.token("cai")))
        .follow()
        .await;
    let of = Erasure::Person(PersonId::parse(ZANELE).unwrap());
    let accepted = operate::run(stage.store(), Command::Erase { of })
        .await
        .unwrap();
    assert_eq!(accepted.position, head + 1);
    let (position, item) = events.next().await.unwrap();
    assert_eq!(position, head + 1);
    assert_eq!(
        item["what"],
        json!({ "type": "erased", "of": { "somebody": true } })
    );
    check_gone(&stage, &made).await;
}

#[tokio::test]
async fn the_operator_erases_one_activity_while_a_server_runs() {
    let stage = Stage::open().await;
    let made = busy(&stage).await;
    let correct = json!({
        "type": "correct", "of": made.raised, "patch": { "title": "Corrected Wunderkammer" },
    });
    stage.give(ZANELE, "falls", correct).await;
    let head = stage.store().head().unwrap();
    let mut events = Request::get(stage.address, &format!("/v1/activities?after={head}"))
        .by(Some(&stage.token("cai")))
        .follow()
        .await;
    let of = Erasure::Activity(ActivityId::parse(&made.raised).unwrap());
    operate::run(stage.store(), Command::Erase { of })
        .await
        .unwrap();
    let (_, item) = events.next().await.unwrap();
    assert_eq!(item["what"]["type"], "erased");

    let erased = [
        "Xhosaquill problem",
        "Xhosaquill more",
        "Corrected Wunderkammer",
    ];
    let told = stage.told(&[AMA, "cai", ZANELE], &made.ids()).await;
    check_silent(&told, &erased);
    check_silent(
        &[("the export".to_owned(), stage.exported("falls"))],
        &erased,
    );
    for (position, item) in stage.streamed(ZANELE, head + 1).await {
        check_silent(
            &[(format!("position {position}"), item.to_string())],
            &erased,
        );
    }
    stage.check_sound();
    // What else she did stays.
    let all: String = told.into_iter().map(|(_, text)| text).collect();
    assert!(all.contains("Xhosaquill story"));
}

#[tokio::test]
async fn only_the_operator_erases_others() {
    let stage = Stage::open().await;
    let made = busy(&stage).await;
    for of in [
        json!({ "person": ZANELE }),
        json!({ "activity": made.raised }),
    ] {
        let command = json!({ "type": "erase", "of": of });
        let body =
            json!({ "id": crate::stage::new_id(), "community": "falls", "command": command });
        let answer = stage.post(&body, Some(AMA)).await;
        assert_eq!(answer.status, 403, "{}", answer.body);
    }
}

#[tokio::test]
async fn somebody_with_two_accounts_is_erased_under_both() {
    let stage = Stage::open().await;
    let made = busy(&stage).await;
    let (old, new) = (ZANELE, "zanele-new");
    stage.give(new, "falls", json!({ "type": "join" })).await;
    // Where one activity names both, both go.
    let both = json!({ "type": "link_project", "title": "A second trial", "people": [old, new] });
    stage.give(AMA, "falls", both).await;
    let joined = Command::RecordSamePerson {
        from: PersonId::parse(old).unwrap(),
        into: PersonId::parse(new).unwrap(),
    };
    operate::run(stage.store(), joined).await.unwrap();
    let head = stage.store().head().unwrap();
    stage.streamed(AMA, head - 1).await;
    assert_eq!(delete(&stage, new).await.status, 204);
    check_gone(&stage, &made).await;
    check_silent(
        &[("the export".to_owned(), stage.exported("falls"))],
        &[new],
    );
}

/// The title of the only event of a community, as a person reads it.
async fn title_of_the_event(stage: &Stage, community: &str, person: &str) -> serde_json::Value {
    let path = format!("/v1/communities/{community}/events");
    let events = stage.get(&path, Some(person)).await.json();
    events["events"][0]["title"].clone()
}

#[tokio::test]
async fn whoever_agreed_to_hold_a_meeting_too_takes_nothing_of_the_other_community_away() {
    let stage = Stage::open().await;
    for (steward, community) in [("ana", "falls"), ("gus", "rehab")] {
        stage
            .found(steward, community, "organisation", "open")
            .await;
    }
    let planned = json!({
        "type": "plan_event", "title": "Held together", "form": "working", "mode": "online",
        "place": "Room 4", "with": "rehab",
        "schedule": {
            "starts": "2099-01-05T10:00:00", "starts_at": "2099-01-05T10:00:00Z",
            "zone": "Europe/London", "minutes": 60,
        },
    });
    let planned = stage.give("ana", "falls", planned).await;
    let event = planned[0]["what"]["event"].clone();
    let accept = json!({ "type": "answer_co_hosting", "event": event, "accepted": true });
    stage.give("gus", "rehab", accept).await;
    assert_eq!(delete(&stage, "gus").await.status, 204);
    for community in ["falls", "rehab"] {
        let title = title_of_the_event(&stage, community, "ana").await;
        assert_eq!(title, "Held together", "{community}");
    }
    stage.check_sound();
    // Whose words they are takes them away from both.
    assert_eq!(delete(&stage, "ana").await.status, 204);
    check_silent(
        &[("the export".to_owned(), stage.exported("rehab"))],
        &["Held together", "Room 4"],
    );
    stage.check_sound();
}

#[tokio::test]
async fn an_erased_correction_takes_away_what_it_said_anew_and_nothing_else() {
    let stage = Stage::open().await;
    stage.found("ana", "falls", "organisation", "open").await;
    let raise = json!({ "type": "raise_problem", "title": "First title", "text": "A long body." });
    let raised = stage.give("ana", "falls", raise).await;
    let of = raised[0]["id"].clone();
    let correct = json!({ "type": "correct", "of": of, "patch": { "title": "Second title" } });
    let corrected = stage.give("ana", "falls", correct).await;
    let erase = json!({ "type": "erase", "of": { "activity": corrected[0]["id"] } });
    stage.give("ana", "falls", erase).await;
    let problem = raised[0]["what"]["problem"].as_str().unwrap();
    let path = format!("/v1/communities/falls/problems/{problem}");
    let problem = stage.get(&path, Some("ana")).await.json();
    assert_eq!(
        (&problem["title"], &problem["text"]),
        (&json!("First title"), &json!("A long body."))
    );
    check_silent(
        &[("the export".to_owned(), stage.exported("falls"))],
        &["Second title"],
    );
    stage.check_sound();
}
