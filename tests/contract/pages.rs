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
        "<html lang=\"en\" dir=\"ltr\">",
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

async fn read_in(stage: &Stage, path: &str, accepted: &str) -> Answer {
    Request::get(stage.address, path)
        .with("accept-language", accepted)
        .send()
        .await
}

#[track_caller]
fn says(page: &Answer, sentences: &[&str]) {
    for sentence in sentences {
        assert!(
            page.body.contains(sentence),
            "{sentence} is not in {}",
            page.body
        );
    }
}

#[tokio::test]
async fn a_page_is_in_the_language_that_the_browser_likes_best() {
    let stage = Stage::open().await;
    stage.found("ama", "falls", "public", "open").await;
    stage.raise("ama", "falls", "Who?").await;
    let expected: [(&str, &[&str]); 4] = [
        (
            "cy-GB,en;q=0.8",
            &[
                "<html lang=\"cy\" dir=\"ltr\">",
                "1 aelod.",
                "Ymuno â’r gymuned hon",
                "yn aros am ateb cyntaf",
            ],
        ),
        (
            "de-AT",
            &[
                "<html lang=\"de\" dir=\"ltr\">",
                "1 Mitglied.",
                "Dieser Gemeinschaft beitreten",
                "wartet auf eine erste Antwort",
            ],
        ),
        (
            "fi, ar;q=0.5",
            &[
                "<html lang=\"ar\" dir=\"rtl\">",
                "عضو واحد.",
                "الانضمام إلى هذا المجتمع",
                "تنتظر أول رد",
            ],
        ),
        (
            "fi",
            &[
                "<html lang=\"en\" dir=\"ltr\">",
                "1 member.",
                "Join this community",
                "waits for a first reply",
            ],
        ),
    ];
    for (accepted, sentences) in expected {
        let page = read_in(&stage, "/c/falls", accepted).await;
        assert_eq!(page.status, 200);
        says(&page, sentences);
        // The language is the browser's, so no address has to say it.
        assert!(!page.body.contains("?lang="), "{}", page.body);
        let vary: Vec<&str> = page
            .headers
            .iter()
            .filter(|(name, _)| name == "vary")
            .map(|(_, value)| value.as_str())
            .collect();
        assert!(vary.join(",").contains("accept-language"), "{vary:?}");
    }
}

#[tokio::test]
async fn an_address_that_asks_for_a_language_leads_to_pages_in_it() {
    let stage = Stage::open().await;
    stage.found("ama", "falls", "public", "open").await;
    let list = read_in(&stage, "/c?lang=cy", "de").await;
    says(
        &list,
        &[
            "<html lang=\"cy\" dir=\"ltr\">",
            "Chwilio yn ôl enw, gair neu broblem",
            "1 gymuned.",
            "href=\"/c/falls?lang=cy\"",
            "<input type=\"hidden\" name=\"lang\" value=\"cy\">",
            "action=\"/sign-in?lang=cy\"",
        ],
    );
    let page = read_in(&stage, "/c/falls?lang=cy", "de").await;
    says(
        &page,
        &["action=\"/c/falls/join?lang=cy\"", "href=\"/c?lang=cy\""],
    );

    let body = format!("words=Nos+da.&token={}", stage.token("ben"));
    let joined = send(&stage, "/c/falls/join?lang=cy", &body, &[]).await;
    assert_eq!(joined.header("location"), Some("/c/falls?lang=cy"));
    let body = format!("token={}&next=/c/falls", stage.token("ben"));
    let signed_in = send(&stage, "/sign-in?lang=cy", &body, &[]).await;
    assert_eq!(signed_in.header("location"), Some("/c/falls?lang=cy"));
    let signed_out = send(&stage, "/sign-out?lang=cy", "", &[]).await;
    assert_eq!(signed_out.header("location"), Some("/c?lang=cy"));
    // What nobody has translated is asked for in vain.
    let unknown = read_in(&stage, "/c?lang=%22%3E%3Cb%3E", "de").await;
    says(
        &unknown,
        &["<html lang=\"de\" dir=\"ltr\">", "href=\"/c/falls\""],
    );
}

#[tokio::test]
async fn what_went_wrong_is_said_in_the_readers_language() {
    let stage = Stage::open().await;
    stage.found("ama", "falls", "public", "by_invitation").await;
    let hidden = read_in(&stage, "/c/never-was", "de").await;
    assert_eq!(hidden.status, 404);
    says(
        &hidden,
        &[
            "<html lang=\"de\"",
            "<h1>Nicht gefunden</h1>",
            "Diese Gemeinschaft gibt es nicht, oder sie steht Ihnen nicht offen.",
        ],
    );

    let bearer = format!("Bearer {}", stage.token("ben"));
    let headers = [
        ("authorization", bearer.as_str()),
        ("accept-language", "ar"),
    ];
    let refused = send(&stage, "/c/falls/join", "words=x", &headers).await;
    assert_eq!(refused.status, 403);
    says(
        &refused,
        &["role=\"alert\">الانضمام إلى هذا المجتمع يكون بدعوة.</p>"],
    );

    let foreign = [("sec-fetch-site", "cross-site"), ("accept-language", "cy")];
    let foreign = send(&stage, "/c/falls/join", "words=x", &foreign).await;
    assert_eq!(foreign.status, 403);
    says(
        &foreign,
        &[
            "<h1>Dim caniatâd</h1>",
            "Cafodd y ffurflen hon ei hanfon o wefan arall",
        ],
    );

    let wrong = send(&stage, "/sign-in?lang=cy", "token=x", &[]).await;
    assert_eq!(wrong.status, 401);
    says(&wrong, &["Dydy’r cod hwnnw ddim yn ddilys"]);
}
