//! Addresses that are sent to a colleague: plain pages of a problem and of an event, without script.

use serde_json::{Value, json};

use crate::client::{Answer, Request};
use crate::stage::{Stage, new_id};

/// Gives a command that is accepted, and tells what it recorded first.
async fn make(stage: &Stage, person: &str, community: &str, command: Value) -> Value {
    let body = json!({ "id": new_id(), "community": community, "command": command });
    let answer = stage.post(&body, Some(person)).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()["activities"][0]["what"].clone()
}

#[track_caller]
fn check_shows(page: &Answer, all: &[&str]) {
    assert_eq!(page.status, 200, "{}", page.body);
    for shown in all {
        assert!(page.body.contains(shown), "{shown} is not in {}", page.body);
    }
    for inline in ["<script", "<style", " style=", " onclick="] {
        assert!(!page.body.contains(inline), "{inline}");
    }
}

/// A problem with a turn, put anew and summed up, by its address.
async fn thought_through(stage: &Stage, visibility: &str) -> String {
    stage.found("ama", "falls", visibility, "open").await;
    let join = json!({ "type": "join" });
    stage.done("ben", "falls", join).await;
    let raised = json!({
        "type": "raise_problem",
        "title": "Falls <at> night",
        "text": "Why **then**? <b>Really</b>",
        "vantage": "a night nurse",
    });
    let problem = make(stage, "ama", "falls", raised).await["problem"].clone();
    let reply = json!({
        "type": "reply",
        "in_reply_to": problem,
        "to": ["ama"],
        "stance": "build",
        "text": "- Ask the carers\n- See https://a.example/night",
        "vantage": "a carer",
    });
    stage.done("ben", "falls", reply).await;
    let reframed = json!({
        "type": "reframe_problem",
        "problem": problem,
        "statement": "How do people get to the toilet?",
        "confirmed_by": ["ben"],
    });
    stage.done("ama", "falls", reframed).await;
    let summary = json!({
        "type": "summarise",
        "of": problem,
        "text": "It is about *light*.",
    });
    stage.done("ben", "falls", summary).await;
    format!("/c/falls?problem={}", problem.as_str().unwrap())
}

#[tokio::test]
async fn the_address_of_a_problem_shows_what_was_said_to_whom_and_what_it_came_to() {
    let stage = Stage::open().await;
    let address = thought_through(&stage, "public").await;
    let page = stage.get(&address, Some("ben")).await;
    check_shows(
        &page,
        &[
            "<h1 dir=\"auto\">Falls &lt;at&gt; night</h1>",
            "<p>Why <strong>then</strong>? &lt;b&gt;Really&lt;/b&gt;</p>",
            "speaking as <bdi>a night nurse</bdi>",
            "How do people get to the toilet?",
            "<bdi>ben surname</bdi> agrees.",
            "speaking as <bdi>a carer</bdi>, to <bdi>ama surname</bdi>",
            "<li>Ask the carers</li>",
            "href=\"https://a.example/night\"",
            "It is about <em>light</em>.",
            "<a href=\"/c/falls\"><bdi>Name of falls</bdi></a>",
        ],
    );
    let list = stage.get("/c/falls", None).await;
    check_shows(&list, &[&format!("<a href=\"{address}\">")]);
}

#[tokio::test]
async fn strangers_read_a_public_problem_without_the_names_of_members() {
    let stage = Stage::open().await;
    let address = thought_through(&stage, "public").await;
    let page = stage.get(&address, None).await;
    check_shows(
        &page,
        &[
            "Ask the carers",
            "<bdi>A member</bdi>",
            "<bdi>ama surname</bdi>",
            &format!("name=\"next\" value=\"{address}\""),
        ],
    );
    assert!(!page.body.contains("ben"), "{}", page.body);
}

#[tokio::test]
async fn what_a_reader_may_not_see_looks_like_what_is_not_there_and_signing_in_leads_back() {
    let stage = Stage::open().await;
    let address = thought_through(&stage, "organisation").await;
    let hidden = stage.get(&address, None).await;
    assert_eq!(hidden.status, 404);
    for secret in ["night", "Name of", "toilet", "falls"] {
        assert!(!hidden.body.contains(secret), "{secret}");
    }
    assert_eq!(hidden, stage.get("/c/never-was?problem=p", None).await);

    let form = format!("next=&token={}", stage.token("cem"));
    let kind = "application/x-www-form-urlencoded";
    let signed_in = Request::post(stage.address, "/sign-in", kind, form)
        .with("referer", &format!("http://{}{address}", stage.address))
        .send()
        .await;
    assert_eq!(signed_in.header("location"), Some(address.as_str()));
    let cookie = signed_in.header("set-cookie").unwrap();
    let page = Request::get(stage.address, &address)
        .with("cookie", cookie.split(';').next().unwrap())
        .send()
        .await;
    check_shows(&page, &["Falls &lt;at&gt; night", "ben surname"]);
}

#[tokio::test]
async fn a_problem_or_an_event_that_is_not_there_is_said_to_be_none() {
    let stage = Stage::open().await;
    stage.found("ama", "falls", "public", "open").await;
    for (address, sentence) in [
        ("/c/falls?problem=never-was", "There is no such problem"),
        ("/c/falls?problem=", "There is no such problem"),
        ("/c/falls?event=never-was", "There is no such meeting"),
        (
            "/c/falls/calendar.ics?event=never-was",
            "There is no such meeting",
        ),
    ] {
        let page = stage.get(address, Some("ama")).await;
        assert_eq!(page.status, 404, "{address}");
        assert!(page.body.contains(sentence), "{address}: {}", page.body);
    }
}

#[tokio::test]
async fn the_address_of_an_event_says_when_it_is_by_whose_clock_where_and_with_whom() {
    let stage = Stage::open().await;
    stage.found("ama", "falls", "organisation", "open").await;
    let planned = json!({
        "type": "plan_event",
        "title": "Working session",
        "form": "working",
        "mode": "online",
        "place": "https://meet.example/falls",
        "schedule": {
            "starts": "2199-01-08T12:30:00",
            "zone": "Europe/London",
            "minutes": 60,
            "starts_at": "2199-01-08T12:30:00Z",
        },
        "capacity": 12,
    });
    let event = make(&stage, "ama", "falls", planned).await["event"].clone();
    let event = event.as_str().unwrap();
    let address = format!("/c/falls?event={event}");
    assert_eq!(stage.get(&address, None).await.status, 404);
    let page = stage.get(&address, Some("ben")).await;
    let file = format!("/c/falls/calendar.ics?event={event}");
    check_shows(
        &page,
        &[
            "<h1 dir=\"auto\">Working session</h1>",
            "Tuesday 8 January 2199, 12:30",
            "60 minutes, time in <bdi>London (Europe/London)</bdi>",
            "Online.",
            "href=\"https://meet.example/falls\"",
            "Held by <bdi>Name of falls</bdi>.",
            "12 places left.",
            &format!("<a href=\"{file}\">"),
        ],
    );
    let list = stage.get("/c/falls", Some("ben")).await;
    check_shows(&list, &[&format!("<a href=\"{address}\">")]);

    assert_eq!(stage.get(&file, None).await.status, 404);
    let file = stage.get(&file, Some("ben")).await;
    assert_eq!(
        file.header("content-type"),
        Some("text/calendar; charset=utf-8")
    );
    let unfolded = file.body.replace("\r\n ", "");
    assert_eq!(unfolded.matches("BEGIN:VEVENT").count(), 1);
    assert!(unfolded.contains(&address), "{unfolded}");
}

#[tokio::test]
async fn what_is_in_a_community_is_shown_in_the_language_that_its_address_asks_for() {
    let stage = Stage::open().await;
    let address = thought_through(&stage, "public").await;
    let planned = json!({
        "type": "plan_event",
        "title": "Working session",
        "form": "working",
        "mode": "hybrid",
        "place": "Room 2",
        "schedule": {
            "starts": "2199-01-08T12:30:00",
            "zone": "Europe/London",
            "minutes": 60,
            "starts_at": "2199-01-08T12:30:00Z",
        },
    });
    let event = make(&stage, "ama", "falls", planned).await["event"].clone();
    let event = format!("event={}", event.as_str().unwrap());
    let german = stage.get(&format!("{address}&lang=de"), None).await;
    check_shows(
        &german,
        &[
            "<html lang=\"de\" dir=\"ltr\">",
            "Bisherige Beiträge",
            "spricht als <bdi>a carer</bdi>, an <bdi>ama surname</bdi>",
            "<bdi>Ein Mitglied</bdi> stimmt zu.",
            "<a href=\"/c/falls?lang=de\">Mehr über diese Gemeinschaft</a>",
            "action=\"/sign-in?lang=de\"",
        ],
    );
    let arabic = stage.get(&format!("/c/falls?{event}&lang=ar"), None).await;
    check_shows(
        &arabic,
        &[
            "<html lang=\"ar\" dir=\"rtl\">",
            "الثلاثاء، 8 يناير 2199، 12:30",
            "ينظمه: <bdi>Name of falls</bdi>.",
            "عبر الإنترنت وحضوريا.",
            &format!("<a href=\"/c/falls/calendar.ics?{event}&amp;lang=ar\">"),
        ],
    );
    let welsh = stage.get("/c/falls?lang=cy", None).await;
    let problem = format!("<a href=\"{address}&amp;lang=cy\">");
    let event = format!("<a href=\"/c/falls?{event}&amp;lang=cy\">");
    check_shows(&welsh, &[&problem, &event]);

    let form = format!("next=&token={}", stage.token("ben"));
    let kind = "application/x-www-form-urlencoded";
    let here = format!("http://{}{address}&lang=cy", stage.address);
    let signed_in = Request::post(stage.address, "/sign-in?lang=cy", kind, form)
        .with("referer", &here)
        .send()
        .await;
    let back = format!("{address}&lang=cy");
    assert_eq!(signed_in.header("location"), Some(back.as_str()));
}
