//! Plain pages: they say what a community is and let people in, without script.

use serde_json::json;

use crate::client::{Answer, Request};
use crate::stage::Stage;

const FORM: &str = "application/x-www-form-urlencoded";

async fn send(stage: &Stage, path: &str, body: &str, headers: &[(&str, &str)]) -> Answer {
    let request = Request::post(stage.address, path, FORM, body);
    headers
        .iter()
        .fold(request, |request, (name, value)| request.with(name, value))
        .send()
        .await
}

fn cookie(answer: &Answer) -> String {
    let cookie = answer.header("set-cookie").expect("a cookie is set");
    for attribute in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    cookie.split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_community_presents_itself_without_script() {
    let stage = Stage::open().await;
    stage.found("ama", "falls", "public", "open").await;
    stage
        .raise("ama", "falls", "<script>alert(1)</script>")
        .await;
    let page = stage.get("/c/falls", None).await;
    assert_eq!(page.status, 200);
    for shown in [
        "<html lang=\"en\">",
        "Name of falls",
        "Keeping people on their feet.",
        "1 member.",
        "ama surname",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "action=\"/c/falls/join\"",
    ] {
        assert!(page.body.contains(shown), "{shown} is not in {}", page.body);
    }
    for inline in ["<script", "<style", " style=", " onclick="] {
        assert!(!page.body.contains(inline), "{inline}");
    }
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"));
    let style = stage.get("/c/style.css", None).await;
    assert_eq!(
        style.header("content-type"),
        Some("text/css; charset=utf-8")
    );
}

#[tokio::test]
async fn somebody_joins_with_a_form_and_a_code() {
    let stage = Stage::open().await;
    stage.found("ama", "falls", "public", "open").await;
    let body = format!("words=I+work+nights.&token={}", stage.token("ben"));
    let joined = send(
        &stage,
        "/c/falls/join",
        &body,
        &[("sec-fetch-site", "same-origin")],
    )
    .await;
    assert_eq!(
        (joined.status, joined.header("location")),
        (303, Some("/c/falls"))
    );

    let cookie = cookie(&joined);
    let page = Request::get(stage.address, "/c/falls")
        .with("cookie", &cookie)
        .send()
        .await;
    assert!(page.body.contains("You are a member"), "{}", page.body);
    assert!(page.body.contains("2 members"));
    let people = stage.get("/v1/communities/falls/people", Some("ama")).await;
    assert!(people.body.contains("I work nights."));
}

#[tokio::test]
async fn the_same_form_sent_twice_asks_once() {
    let stage = Stage::open().await;
    stage.found("ama", "falls", "public", "on_request").await;
    let bearer = format!("Bearer {}", stage.token("ben"));
    let page = Request::get(stage.address, "/c/falls")
        .with("authorization", &bearer)
        .send()
        .await;
    assert!(page.body.contains("Ask to join"));
    let (_, rest) = page.body.split_once("name=\"id\" value=\"").unwrap();
    let (id, _) = rest.split_once('"').unwrap();
    let body = format!("id={id}&words=I+work+nights.");
    for _ in 0..2 {
        let sent = send(
            &stage,
            "/c/falls/join",
            &body,
            &[("authorization", &bearer)],
        )
        .await;
        assert_eq!(sent.status, 303, "{}", sent.body);
    }
    let people = stage
        .get("/v1/communities/falls/people", Some("ama"))
        .await
        .json();
    assert_eq!(people["requests"].as_array().unwrap().len(), 1);
    let page = Request::get(stage.address, "/c/falls")
        .with("authorization", &bearer)
        .send()
        .await;
    assert!(page.body.contains("You asked to join"));
}

#[tokio::test]
async fn a_refusal_shows_its_sentence_and_keeps_what_was_typed() {
    let stage = Stage::open().await;
    stage.found("ama", "falls", "public", "by_invitation").await;
    let bearer = format!("Bearer {}", stage.token("ben"));
    let page = stage.get("/c/falls", Some("ben")).await;
    assert!(page.body.contains("Joining is by invitation"));
    let sent = send(
        &stage,
        "/c/falls/join",
        "words=please",
        &[("authorization", &bearer)],
    )
    .await;
    assert_eq!(sent.status, 403);
    assert!(
        sent.body
            .contains("This community is joined by invitation."),
        "{}",
        sent.body
    );

    stage.found("ama", "sepsis", "public", "open").await;
    let sent = send(&stage, "/c/sepsis/join", "words=please&token=", &[]).await;
    assert_eq!(sent.status, 401);
    assert!(sent.body.contains(">please</textarea>"), "{}", sent.body);
}

#[tokio::test]
async fn a_form_of_another_site_is_refused() {
    let stage = Stage::open().await;
    stage.found("ama", "falls", "public", "open").await;
    let session = format!("cop_session={}", stage.token("ben"));
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
    ] {
        let headers = [("cookie", session.as_str()), (name, value)];
        for path in ["/c/falls/join", "/sign-out"] {
            assert_eq!(send(&stage, path, "words=", &headers).await.status, 403);
        }
        let body = format!("token={}&next=/c", stage.token("ben"));
        assert_eq!(
            send(&stage, "/sign-in", &body, &[(name, value)])
                .await
                .status,
            403
        );
    }
    let view = stage.get("/v1/communities/falls", Some("ben")).await.json();
    assert_eq!(view["standing"], "outside");
}

#[tokio::test]
async fn somebody_signs_in_and_out_again() {
    let stage = Stage::open().await;
    stage.found("ama", "falls", "organisation", "open").await;
    assert_eq!(stage.get("/c/falls", None).await.status, 404);
    let body = format!("token={}&next=/c/falls", stage.token("ben"));
    let signed_in = send(&stage, "/sign-in", &body, &[]).await;
    assert_eq!(
        (signed_in.status, signed_in.header("location")),
        (303, Some("/c/falls"))
    );
    let cookie = cookie(&signed_in);
    let with_cookie = |path: &str| {
        Request::get(stage.address, path)
            .with("cookie", &cookie)
            .send()
    };
    assert!(with_cookie("/c/falls").await.body.contains("ben surname"));
    assert!(with_cookie("/c").await.body.contains("Name of falls"));

    let out = send(&stage, "/sign-out", "", &[("cookie", &cookie)]).await;
    assert!(out.header("set-cookie").unwrap().contains("Max-Age=0"));
    let wrong = send(&stage, "/sign-in", "token=x&next=/c", &[]).await;
    assert_eq!((wrong.status, wrong.header("set-cookie")), (401, None));
}

#[tokio::test]
async fn a_members_page_offers_no_form() {
    let stage = Stage::open().await;
    stage.found("ama", "falls", "public", "open").await;
    stage.done("ben", "falls", json!({ "type": "join" })).await;
    let page = stage.get("/c/falls", Some("ben")).await;
    assert!(page.body.contains("You are a member"));
    assert!(!page.body.contains("/join\""));
}
