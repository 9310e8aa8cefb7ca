//! What a community has learned, doubts and tells, and what came of it: in pages, and with nothing of what is hidden.

use serde_json::{Value, json};

use crate::stage::Stage;

async fn community(stage: &Stage) {
    stage.found("ama", "falls", "public", "open").await;
    for person in ["ben", "cai"] {
        stage.done(person, "falls", json!({ "type": "join" })).await;
    }
}

async fn list(stage: &Stage, part: &str, person: Option<&str>) -> Value {
    let path = format!("/v1/communities/falls/{part}");
    let path = path.trim_end_matches('/');
    let answer = stage.get(path, person).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    answer.json()
}

fn column<'a>(list: &'a Value, name: &str, field: &str) -> Vec<&'a Value> {
    let lines = list[name].as_array().unwrap();
    lines.iter().map(|line| &line[field]).collect()
}

#[tokio::test]
async fn an_artefact_stands_with_the_thread_it_came_from_and_what_came_of_it() {
    let stage = Stage::open().await;
    community(&stage).await;
    let raise = json!({ "type": "raise_problem", "title": "Night falls" });
    let (problem, _) = stage.make("ben", "falls", raise).await;
    let draft = json!({
        "type": "draft_artefact", "form": "tool", "title": "Bed card", "text": "Lower it after supper.",
        "thread": problem, "authors": ["cai"], "cites": ["https://doi.org/10.1186/1748-5908-4-27"],
    });
    let (artefact, _) = stage.make("ben", "falls", draft).await;
    let revise = json!({
        "type": "revise_artefact", "artefact": artefact, "title": "Bed card, second edition", "note": "Shorter.",
    });
    stage.give("cai", "falls", revise).await;
    let review = json!({
        "type": "review_artefact", "artefact": artefact, "state": "needs_work", "next_review": "2999-01-01",
    });
    stage.give("ben", "falls", review).await;
    let used = json!({ "type": "use_artefact", "artefact": artefact, "context": problem, "note": "It hangs there." });
    stage.give("ama", "falls", used).await;
    let report = json!({
        "type": "report_value", "rung": "applied", "outcome": "helped", "source": artefact, "beneficiary": "team",
        "text": "Nobody fell last week.",
    });
    let (applied, _) = stage.make("ama", "falls", report).await;
    let report = json!({
        "type": "report_value", "rung": "realised", "outcome": "helped", "source": artefact,
        "beneficiary": "service_users", "follows": applied, "evidence": "NICE CG161",
    });
    let (realised, _) = stage.make("cai", "falls", report).await;
    let confirm = json!({ "type": "confirm_value", "report": applied, "relation": "colleague" });
    stage.give("ben", "falls", confirm).await;
    let resource = json!({ "type": "share_resource", "title": "A film", "artefact": artefact });
    stage.give("ben", "falls", resource).await;

    let artefacts = list(&stage, "artefacts", Some("cai")).await;
    let line = &artefacts["artefacts"][0];
    assert_eq!(line["title"], "Bed card, second edition");
    assert_eq!(
        (&line["revision"], &line["state"], &line["next_review"]),
        (&json!(2), &json!("needs_work"), &json!("2999-01-01"))
    );
    assert_eq!(line["thread"]["title"], "Night falls");
    assert_eq!(line["authors"][1]["name"], "cai surname");
    assert_eq!(
        (&artefacts["total"], &artefacts["resources_total"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(artefacts["resources"][0]["title"], "A film");

    let view = list(&stage, &format!("artefacts/{artefact}"), Some("cai")).await;
    assert_eq!(view["revisions"][0]["note"], "Shorter.");
    assert_eq!(view["revisions"][1]["text"], "Lower it after supper.");
    assert_eq!(view["uses"][0]["note"], "It hangs there.");
    assert_eq!(view["evidence"][0]["source"], "doi:10.1186/1748-5908-4-27");
    assert_eq!(view["shared"][0]["title"], "A film");
    assert_eq!(
        column(&view, "value", "id"),
        [&json!(realised), &json!(applied)]
    );

    let value = list(&stage, "value", Some("cai")).await;
    assert_eq!(value["reports"][1]["text"], "Nobody fell last week.");
    assert_eq!(
        value["reports"][1]["source"]["title"],
        "Bed card, second edition"
    );
    assert_eq!(
        value["reports"][1]["confirmed_by"][0]["by"]["name"],
        "ben surname"
    );
    assert_eq!(
        value["stories"],
        json!([{ "reports": [applied, realised], "is_complete": true }])
    );
    let of_problem = list(&stage, &format!("problems/{problem}"), Some("cai")).await;
    assert_eq!(of_problem["artefacts"][0]["id"], json!(artefact));
    assert_eq!(of_problem["value"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn concerns_that_wait_come_first_and_say_what_became_of_the_others() {
    let stage = Stage::open().await;
    community(&stage).await;
    let raise = json!({ "type": "raise_problem", "title": "Night falls" });
    let (problem, _) = stage.make("ben", "falls", raise).await;
    let raise =
        json!({ "type": "raise_concern", "title": "The corridor has ears", "about": problem });
    let (first, _) = stage.make("ben", "falls", raise).await;
    let raise = json!({ "type": "raise_concern", "title": "Nobody has time" });
    let (second, _) = stage.make("cai", "falls", raise).await;
    let answer = json!({ "type": "answer_concern", "concern": first, "outcome": "changed", "text": "We moved." });
    stage.give("ama", "falls", answer).await;
    let concerns = list(&stage, "concerns", Some("cai")).await;
    assert_eq!(
        column(&concerns, "concerns", "id"),
        [&json!(second), &json!(first)]
    );
    let answered = &concerns["concerns"][1];
    assert_eq!(answered["about"]["title"], "Night falls");
    assert_eq!(answered["answers"][0]["text"], "We moved.");
    assert_eq!(answered["answers"][0]["by"]["name"], "ama surname");
    assert_eq!(
        (&answered["outcome"], &answered["is_open"]),
        (&json!("changed"), &json!(false))
    );
}

#[tokio::test]
async fn stories_parts_of_journals_and_announcements_are_told_in_one_list() {
    let stage = Stage::open().await;
    community(&stage).await;
    for command in [
        json!({ "type": "tell_story", "title": "The night the lights went out", "text": "We found the torch." }),
        json!({ "type": "share_journal", "question": "skills_outside", "title": "The porter", "text": "He knew." }),
        json!({ "type": "announce", "title": "The library is closed" }),
    ] {
        stage.make("ben", "falls", command).await;
    }
    let stories = list(&stage, "stories", Some("cai")).await;
    assert_eq!(
        column(&stories, "stories", "root"),
        ["announcement", "journal", "story"]
    );
    assert_eq!(
        stories["stories"][2]["title"],
        "The night the lights went out"
    );
    let id = stories["stories"][1]["id"].as_str().unwrap();
    let journal = list(&stage, &format!("problems/{id}"), Some("cai")).await;
    assert_eq!(
        (&journal["text"], &journal["question"]),
        (&json!("He knew."), &json!("skills_outside"))
    );
}

#[tokio::test]
async fn every_list_comes_in_pages() {
    let stage = Stage::open().await;
    community(&stage).await;
    let raise = json!({ "type": "raise_problem", "title": "Night falls" });
    let (problem, _) = stage.make("ben", "falls", raise).await;
    for n in 0..3 {
        for command in [
            json!({ "type": "draft_artefact", "form": "case", "title": format!("Case {n}"), "text": "It was so." }),
            json!({ "type": "share_resource", "title": format!("Film {n}") }),
            json!({ "type": "raise_concern", "title": format!("Doubt {n}") }),
            json!({ "type": "tell_story", "title": format!("Story {n}"), "text": "Once." }),
            json!({
                "type": "report_value", "rung": "immediate", "outcome": "helped", "source": problem,
                "beneficiary": "self",
            }),
        ] {
            stage.make("cai", "falls", command).await;
        }
    }
    for (part, name) in [
        ("artefacts", "artefacts"),
        ("concerns", "concerns"),
        ("stories", "stories"),
        ("value", "reports"),
    ] {
        let whole = list(&stage, part, Some("ben")).await;
        assert_eq!(
            (whole[name].as_array().unwrap().len(), &whole["next"]),
            (3, &Value::Null)
        );
        let first = list(&stage, &format!("{part}?limit=2"), Some("ben")).await;
        let next = first["next"].as_str().unwrap();
        let last = list(&stage, &format!("{part}?limit=2&after={next}"), Some("ben")).await;
        let mut lines = first[name].as_array().unwrap().clone();
        lines.extend(last[name].as_array().unwrap().clone());
        assert_eq!(json!(lines), whole[name], "{part}");
        assert_eq!((&last["total"], &last["next"]), (&json!(3), &Value::Null));
    }
    let first = list(&stage, "artefacts?limit=2", Some("ben")).await;
    let next = first["resources_next"].as_str().unwrap();
    let path = format!("artefacts?limit=2&resources_after={next}");
    let last = list(&stage, &path, Some("ben")).await;
    assert_eq!(column(&last, "resources", "title"), ["Film 0"]);
    assert_eq!(column(&last, "artefacts", "title"), ["Case 2", "Case 1"]);
}

#[tokio::test]
async fn a_frame_tells_its_stage_its_projects_and_whom_it_seeks_by_number() {
    let stage = Stage::open().await;
    community(&stage).await;
    let porter = json!({ "known": "Porter" });
    let stated =
        json!({ "type": "state_affiliation", "dimension": "profession", "affiliation": porter });
    stage.give("ben", "falls", stated).await;
    for command in [
        json!({ "type": "declare_stage", "stage": "maturing", "reason": "We know what we are for." }),
        json!({
            "type": "seek_constituency", "name": "Porters",
            "standpoints": [{ "dimension": "profession", "affiliation": porter }],
        }),
        json!({ "type": "link_project", "title": "Bay nursing trial", "people": ["cai"] }),
    ] {
        stage.give("ama", "falls", command).await;
    }
    stage
        .give(
            "ben",
            "falls",
            json!({ "type": "endorse_purpose", "version": 1 }),
        )
        .await;
    let view = list(&stage, "", Some("ben")).await;
    assert_eq!(view["stage"]["stage"], "maturing");
    assert_eq!(view["stage"]["reason"], "We know what we are for.");
    assert_eq!(
        (&view["purpose_version"], &view["endorses_purpose"]),
        (&json!(1), &json!(true))
    );
    assert_eq!(view["constituencies"][0]["name"], "Porters");
    assert_eq!(view["constituencies"][0]["n_members"], 1);
    assert_eq!(view["projects"][0]["title"], "Bay nursing trial");
    assert_eq!(view["projects"][0]["people"][0]["name"], "cai surname");
    let revise = json!({ "type": "revise_purpose", "name": "Falls and frailty", "domain": "On one's feet." });
    stage.give("ama", "falls", revise).await;
    let view = list(&stage, "", Some("ben")).await;
    assert_eq!(
        (&view["purpose_version"], &view["endorses_purpose"]),
        (&json!(2), &json!(false))
    );
    // Somebody who is not signed in learns no names of those who hold no role.
    let open = list(&stage, "", None).await;
    assert_eq!(open["projects"][0]["people"][0]["name"], Value::Null);
    assert_eq!(open["endorses_purpose"], false);
}

#[tokio::test]
async fn people_are_told_with_who_they_say_they_are_and_who_welcomed_them() {
    let stage = Stage::open().await;
    community(&stage).await;
    for (person, command) in [
        (
            "ben",
            json!({ "type": "introduce_self", "text": "I work nights." }),
        ),
        ("ben", json!({ "type": "go_away", "from": "2026-12-01" })),
        (
            "cai",
            json!({ "type": "welcome", "person": "ben", "message": "Good that you are here." }),
        ),
        ("ama", json!({ "type": "note_contact", "person": "ben" })),
    ] {
        stage.give(person, "falls", command).await;
    }
    let of = |people: Value| {
        let mut members = people["members"].as_array().unwrap().iter();
        members
            .find(|member| member["id"] == "ben")
            .unwrap()
            .clone()
    };
    let ben = of(list(&stage, "people", Some("cai")).await);
    assert_eq!(ben["introduction"], "I work nights.");
    assert_eq!(ben["away"], json!({ "from": "2026-12-01" }));
    assert_eq!(ben["welcomed_by"][0]["name"], "cai surname");
    assert_eq!(ben["welcome"], "Good that you are here.");
    assert_eq!(ben["contacted_at"], Value::Null);
    let of_holder = of(list(&stage, "people", Some("ama")).await);
    assert_ne!(of_holder["contacted_at"], Value::Null);
    let of_stranger = of(list(&stage, "people", None).await);
    for field in [
        "introduction",
        "away",
        "welcome",
        "contacted_at",
        "note",
        "name",
    ] {
        assert_eq!(of_stranger[field], Value::Null, "{field}");
    }
    assert_eq!(of_stranger["welcomed_by"], json!([]));
}
