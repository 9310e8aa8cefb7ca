//! What is refused, and how: problems with stable codes, and nothing that a stranger could make use of.

use serde_json::json;

use crate::client::{Answer, Request};
use crate::stage::{Stage, new_id};

#[track_caller]
fn check(answer: &Answer, status: u16, code: &str) {
    assert_eq!((answer.status, answer.code().as_str()), (status, code));
}

#[tokio::test]
async fn a_malformed_body_is_refused() {
    let stage = Stage::open().await;
    let token = stage.token("ama");
    let send = |kind: &str, body: &str| {
        Request::post(stage.address, "/v1/commands", kind, body)
            .by(Some(&token))
            .send()
    };
    let json = "application/json";
    for body in [
        "",
        "{",
        "[]",
        "{\"id\":\"x\",\"command\":{\"type\":\"join\"}}",
        "{\"command\":{\"type\":\"join\"}}",
        "{\"id\":\"019a9f3e-7c00-7abc-8def-0123456789ab\",\"command\":{\"type\":\"dance\"}}",
        "{\"id\":\"019a9f3e-7c00-7abc-8def-0123456789ab\",\"command\":{\"type\":\"invite\",\"person\":\"a@b\"}}",
    ] {
        check(&send(json, body).await, 400, "malformed");
    }
    let join = json!({ "id": new_id(), "community": "falls", "command": { "type": "join" } });
    // A form of another site could send this without asking first.
    check(
        &send("text/plain", &join.to_string()).await,
        400,
        "malformed",
    );
    check(&send(json, &" ".repeat(70_000)).await, 413, "too_large");
    check(
        &stage.get("/v1/activities?after=x", Some("ama")).await,
        400,
        "malformed",
    );
}

#[tokio::test]
async fn an_unknown_caller_is_refused() {
    let stage = Stage::open().await;
    let join = json!({ "id": new_id(), "community": "falls", "command": { "type": "join" } });
    check(&stage.post(&join, None).await, 401, "sign_in_needed");
    check(&stage.get("/v1/me", None).await, 401, "sign_in_needed");

    let other = cop_server::token::TokenKey::ephemeral();
    let person = cop_core::id::PersonId::parse("ama").unwrap();
    let forged = other.issue(&person, None, std::time::Duration::from_secs(60));
    for header in [
        format!("Bearer {forged}"),
        "Bearer x".into(),
        "Basic eDp5".into(),
    ] {
        // A token that is not good is no way to be nobody.
        for path in ["/v1/me", "/v1/communities"] {
            let answer = Request::get(stage.address, path)
                .with("authorization", &header)
                .send()
                .await;
            check(&answer, 401, "token_not_valid");
            assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
        }
    }
}

#[tokio::test]
async fn under_v1_a_cookie_says_nothing() {
    let stage = Stage::open().await;
    let answer = Request::get(stage.address, "/v1/me")
        .with("cookie", &format!("cop_session={}", stage.token("ama")))
        .send()
        .await;
    check(&answer, 401, "sign_in_needed");
}

#[tokio::test]
async fn every_refusal_is_a_problem_with_its_code() {
    let stage = Stage::open().await;
    stage
        .found("ama", "falls", "organisation", "on_request")
        .await;
    let of = |person: &'static str, community: &str, command: serde_json::Value| {
        let body = json!({ "id": new_id(), "community": community, "command": command });
        let stage = &stage;
        async move { stage.post(&body, Some(person)).await }
    };
    let found = json!({
        "type": "found_community", "name": "Falls", "domain": "Falls.",
        "visibility": "public", "access": "open",
    });
    check(
        &of("ben", "falls", found.clone()).await,
        409,
        "community_exists",
    );
    check(
        &of("ben", "Falls Again", found).await,
        422,
        "community_id_format",
    );
    check(
        &of("ben", "falls", json!({ "type": "join" })).await,
        403,
        "ask_first",
    );
    check(
        &of("ama", "falls", json!({ "type": "leave" })).await,
        409,
        "last_steward",
    );
    let approve = json!({ "type": "approve_request", "person": "ben" });
    check(&of("ama", "falls", approve).await, 404, "no_such_request");
    let raise = json!({ "type": "raise_problem", "title": "x" });
    check(&of("ben", "falls", raise).await, 403, "not_a_member");
    let raise = json!({ "type": "raise_problem", "title": " " });
    check(&of("ama", "falls", raise).await, 422, "text_length");
    let reply = json!({ "type": "reply", "in_reply_to": "x", "stance": "offer", "text": "x" });
    check(
        &of("ama", "falls", reply).await,
        404,
        "no_such_contribution",
    );
    let share = json!({ "type": "share_resource", "title": "x", "link": "javascript:alert(1)" });
    check(&of("ama", "falls", share).await, 422, "link_scheme");
    let answer = json!({ "type": "answer_invitation", "event": "x", "answer": "accepted" });
    check(&of("ama", "falls", answer).await, 404, "no_such_event");
}

#[tokio::test]
async fn an_address_or_method_that_is_not_there_is_a_problem() {
    let stage = Stage::open().await;
    check(&stage.get("/v1/nonsense", None).await, 404, "no_such_page");
    check(
        &stage.get("/v1/commands", None).await,
        405,
        "method_not_allowed",
    );
    check(&stage.get("/embed/v1/cop.js", None).await, 404, "no_bundle");
}

#[tokio::test]
async fn a_page_of_any_site_may_call_without_credentials() {
    let stage = Stage::open().await;
    let mut preflight = Request::get(stage.address, "/v1/commands")
        .with("origin", "https://intranet.example")
        .with("access-control-request-method", "POST")
        .with(
            "access-control-request-headers",
            "authorization,content-type",
        );
    preflight.method = "OPTIONS";
    let answer = preflight.send().await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert_eq!(answer.header("access-control-allow-credentials"), None);
    assert_eq!(answer.header("access-control-max-age"), Some("7200"));
    let problem = Request::get(stage.address, "/v1/me")
        .with("origin", "https://intranet.example")
        .send()
        .await;
    assert_eq!(problem.header("access-control-allow-origin"), Some("*"));
}

#[tokio::test]
async fn answers_carry_no_other_headers_than_these() {
    let stage = Stage::open().await;
    stage.found("ama", "falls", "public", "open").await;
    for path in [
        "/v1/communities",
        "/v1/me",
        "/c/falls",
        "/c/nobody",
        "/healthz",
        "/metrics",
    ] {
        for (name, _) in stage.get(path, None).await.headers {
            assert!(
                [
                    "content-type",
                    "content-length",
                    "cache-control",
                    "x-content-type-options",
                    "access-control-allow-origin",
                    "vary",
                    "www-authenticate",
                    "content-security-policy",
                    "referrer-policy",
                    "cross-origin-opener-policy",
                ]
                .contains(&name.as_str()),
                "{path}: {name}"
            );
        }
    }
}

#[tokio::test]
async fn released_files_are_packed_as_the_browser_likes_and_kept_by_version() {
    let stage = Stage::open().await;
    let widget = stage.folder().join("widget");
    std::fs::create_dir(&widget).unwrap();
    for (name, text) in [
        ("integrity.json", "{\"version\":\"1.0-abc\"}"),
        ("cop.js", "plain"),
        ("cop.js.br", "brotli"),
        ("cop.js.gz", "gzip"),
        ("cop.wasm", "wasm"),
    ] {
        std::fs::write(widget.join(name), text).unwrap();
    }
    for (accepted, body) in [
        ("gzip, br", "brotli"),
        ("gzip", "gzip"),
        ("identity", "plain"),
    ] {
        let answer = Request::get(stage.address, "/embed/v1/cop.js")
            .with("accept-encoding", accepted)
            .send()
            .await;
        assert_eq!(answer.body, body);
        assert_eq!(answer.header("cache-control"), Some("public, max-age=300"));
        assert_eq!(
            answer.header("cross-origin-resource-policy"),
            Some("cross-origin")
        );
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    }
    let wasm = stage.get("/embed/1.0-abc/cop.wasm", None).await;
    assert_eq!(wasm.header("content-type"), Some("application/wasm"));
    assert_eq!(
        wasm.header("cache-control"),
        Some("public, max-age=31536000, immutable")
    );
    for path in [
        "/embed/0.9/cop.wasm",
        "/embed/1.0-abc/none.js",
        "/embed/1.0-abc/../cop.db",
        "/embed/1.0-abc/..%2Fcop.db",
    ] {
        assert_eq!(stage.get(path, None).await.status, 404, "{path}");
    }
}
