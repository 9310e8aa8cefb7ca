//! Who may give which command: a few of each part of a community, through HTTP.

use serde_json::{Value, json};

use crate::busy::{AMA, Busy, ZANELE, busy};
use crate::stage::{Stage, new_id};

/// Who gives what, and the code with which it is refused: none where it is accepted.
fn rows(made: &Busy) -> Vec<(&'static str, Value, Option<&'static str>)> {
    let (problem, hers, artefact, report) =
        (&made.problem, &made.hers[0], &made.artefact, &made.report);
    let long = "Said at some length, so that it counts as more than a word or two.";
    vec![
        // Of the frame.
        (
            AMA,
            json!({ "type": "declare_stage", "stage": "coalescing" }),
            None,
        ),
        (
            "ben",
            json!({ "type": "declare_stage", "stage": "coalescing" }),
            Some("role_needed"),
        ),
        (
            "ben",
            json!({ "type": "link_project", "title": "Trial" }),
            Some("role_needed"),
        ),
        (
            AMA,
            json!({ "type": "unlink_project", "project": "x" }),
            Some("no_such_project"),
        ),
        (
            AMA,
            json!({ "type": "drop_constituency", "constituency": "x" }),
            Some("no_such_constituency"),
        ),
        // Of membership and roles.
        (
            "outsider",
            json!({ "type": "ask_to_join", "reason": "x" }),
            Some("open_to_join"),
        ),
        (
            AMA,
            json!({ "type": "invite", "person": "ben" }),
            Some("already_a_member"),
        ),
        ("outsider", json!({ "type": "leave" }), Some("not_a_member")),
        (AMA, json!({ "type": "leave" }), Some("last_steward")),
        (
            "ben",
            json!({ "type": "give_role", "person": "ben", "role": "steward" }),
            Some("role_needed"),
        ),
        (
            AMA,
            json!({ "type": "give_role", "person": "outsider", "role": "curator" }),
            Some("person_not_a_member"),
        ),
        (
            AMA,
            json!({ "type": "give_role", "person": "ben", "role": "facilitator", "protected_minutes": 2_401 }),
            Some("out_of_range"),
        ),
        // Of relationships.
        ("ben", json!({ "type": "welcome", "person": ZANELE }), None),
        (
            "ben",
            json!({ "type": "welcome", "person": "ben" }),
            Some("not_oneself"),
        ),
        (
            "ben",
            json!({ "type": "note_contact", "person": ZANELE }),
            Some("role_needed"),
        ),
        (
            "ben",
            json!({ "type": "go_away", "from": "2026-12-02", "until": "2026-12-01" }),
            Some("date_range"),
        ),
        (
            "outsider",
            json!({ "type": "return" }),
            Some("not_a_member"),
        ),
        // Of events.
        (
            "ben",
            json!({ "type": "cancel_event", "event": "x" }),
            Some("role_needed"),
        ),
        (
            AMA,
            json!({ "type": "cancel_event", "event": "x" }),
            Some("no_such_event"),
        ),
        (
            AMA,
            json!({ "type": "report_event", "event": "x" }),
            Some("no_such_event"),
        ),
        // Of talk.
        (
            "observer",
            json!({ "type": "react", "to": hers, "reaction": "thanks" }),
            None,
        ),
        (
            "observer",
            json!({ "type": "raise_problem", "title": "Day falls" }),
            Some("not_a_member"),
        ),
        (
            "ben",
            json!({ "type": "mark_insight", "about": hers }),
            None,
        ),
        (
            ZANELE,
            json!({ "type": "mark_insight", "about": hers }),
            Some("own_contribution"),
        ),
        (
            "ben",
            json!({ "type": "reply", "in_reply_to": "x", "stance": "offer", "text": long }),
            Some("no_such_contribution"),
        ),
        (
            "ben",
            json!({ "type": "answer_concern", "concern": made.hers[1], "outcome": "explained" }),
            None,
        ),
        (
            ZANELE,
            json!({ "type": "answer_concern", "concern": made.hers[1], "outcome": "explained" }),
            Some("own_contribution"),
        ),
        (
            "ben",
            json!({ "type": "summarise", "of": problem, "text": long }),
            None,
        ),
        (
            "ben",
            json!({ "type": "connect", "from": problem, "to": { "person": ZANELE } }),
            None,
        ),
        (
            "ben",
            json!({ "type": "announce", "title": "News", "original": "javascript:alert(1)" }),
            Some("link_scheme"),
        ),
        // Of practice.
        (
            "outsider",
            json!({ "type": "use_artefact", "artefact": artefact }),
            Some("not_a_member"),
        ),
        (
            "ben",
            json!({ "type": "use_artefact", "artefact": artefact, "context": hers }),
            None,
        ),
        (
            "ben",
            json!({ "type": "cite_evidence", "by": artefact, "source": " " }),
            Some("source_format"),
        ),
        (
            ZANELE,
            json!({ "type": "review_artefact", "artefact": artefact, "state": "retired" }),
            None,
        ),
        (
            "ben",
            json!({ "type": "revise_artefact", "artefact": artefact, "title": "Again" }),
            Some("artefact_retired"),
        ),
        // Of value.
        (
            "ben",
            json!({ "type": "confirm_value", "report": report, "relation": "manager" }),
            None,
        ),
        (
            ZANELE,
            json!({ "type": "confirm_value", "report": report, "relation": "manager" }),
            Some("own_contribution"),
        ),
        (
            "ben",
            json!({
                "type": "report_value", "rung": "applied", "outcome": "worse", "source": "x",
                "beneficiary": "team",
            }),
            Some("no_such_contribution"),
        ),
        // Of identity.
        (
            "ben",
            json!({ "type": "endorse_purpose", "version": 1 }),
            None,
        ),
        (
            "ben",
            json!({ "type": "endorse_purpose", "version": 2 }),
            Some("purpose_revised_since"),
        ),
        (
            "outsider",
            json!({ "type": "introduce_self", "text": long }),
            Some("not_a_member"),
        ),
        // Of what only the operator may.
        (
            AMA,
            json!({ "type": "record_same_person", "from": "ben", "into": ZANELE }),
            Some("operator_needed"),
        ),
        (
            AMA,
            json!({ "type": "erase", "of": { "person": "ben" } }),
            Some("operator_needed"),
        ),
    ]
}

#[tokio::test]
async fn every_command_is_accepted_or_refused_by_its_rule() {
    let stage = Stage::open().await;
    let made = busy(&stage).await;
    stage.give("ben", "falls", json!({ "type": "join" })).await;
    stage
        .give("observer", "falls", json!({ "type": "follow" }))
        .await;
    for (person, command, refused) in rows(&made) {
        let body = json!({ "id": new_id(), "community": "falls", "command": command });
        let before = stage.store().head().unwrap();
        let answer = stage.post(&body, Some(person)).await;
        let code = (answer.status != 200).then(|| answer.code());
        assert_eq!(
            code.as_deref(),
            refused,
            "{person} {command}: {}",
            answer.body
        );
        let recorded = stage.store().head().unwrap() - before;
        assert_eq!(recorded > 0, refused.is_none(), "{person} {command}");
    }
    stage.check_sound();
}
