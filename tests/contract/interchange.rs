//! What programs that know nothing of this server can read: ActivityStreams 2.0, and an Atom feed.

use serde_json::{Value, json};

use crate::client::{Answer, Request};
use crate::stage::Stage;

const FEED: &str = "/v1/communities/falls/feed.atom";

async fn streams(stage: &Stage, path: &str, person: Option<&str>) -> Answer {
    let token = person.map(|person| stage.token(person));
    let request = Request::get(stage.address, path).with("accept", "application/activity+json");
    request.by(token.as_deref()).send().await
}

fn types(page: &Value) -> Vec<&str> {
    let items = page["orderedItems"].as_array().unwrap();
    items
        .iter()
        .map(|item| item["type"].as_str().unwrap())
        .collect()
}

/// The titles of the entries, and the names of their authors.
#[track_caller]
fn entries(feed: &Answer) -> Vec<(String, Option<String>)> {
    assert_eq!(
        feed.header("content-type"),
        Some("application/atom+xml; charset=utf-8")
    );
    let document = roxmltree::Document::parse(&feed.body).unwrap();
    let root = document.root_element();
    assert_eq!(
        root.tag_name().namespace(),
        Some("http://www.w3.org/2005/Atom")
    );
    for name in ["id", "title", "updated", "author", "link"] {
        assert!(
            root.children().any(|child| child.has_tag_name(name)),
            "{name}"
        );
    }
    let text = |entry: roxmltree::Node<'_, '_>, name: &str| {
        let found = entry.descendants().find(|child| child.has_tag_name(name));
        found.and_then(|child| child.text()).map(str::to_owned)
    };
    let entries = root.children().filter(|child| child.has_tag_name("entry"));
    entries
        .map(|entry| {
            assert!(text(entry, "id").unwrap().starts_with("urn:uuid:"));
            assert!(text(entry, "updated").unwrap().ends_with('Z'));
            (text(entry, "title").unwrap(), text(entry, "name"))
        })
        .collect()
}

#[tokio::test]
async fn the_log_is_told_in_activitystreams_page_by_page() {
    let stage = Stage::open().await;
    stage.found("ama", "falls", "organisation", "open").await;
    stage.done("ben", "falls", json!({ "type": "join" })).await;
    stage.raise("ama", "falls", "Zzyzx at night").await;

    let answer = streams(&stage, "/v1/activities?community=falls", Some("ben")).await;
    assert_eq!(
        answer.header("content-type"),
        Some("application/activity+json")
    );
    let page = answer.json();
    assert_eq!(page["type"], "OrderedCollectionPage");
    assert_eq!(types(&page), ["Create", "Join", "Add", "Join", "Create"]);
    assert_eq!(page["cop:position"], 5);
    assert_eq!(page.get("next"), None);
    let site = format!("http://{}", stage.address);
    assert_eq!(
        page["partOf"],
        format!("{site}/v1/activities?community=falls")
    );
    let joined = &page["orderedItems"][3];
    assert_eq!(joined["actor"]["id"], format!("{site}/v1/people/ben"));
    assert_eq!(
        joined["object"]["id"],
        format!("{site}/v1/communities/falls")
    );
}

#[tokio::test]
async fn names_and_texts_go_with_it_only_when_they_are_asked_for() {
    let stage = Stage::open().await;
    stage.found("ama", "falls", "public", "open").await;
    stage.done("ben", "falls", json!({ "type": "join" })).await;
    stage.raise("ben", "falls", "Zzyzx at night").await;

    let bare = streams(&stage, "/v1/activities", Some("ama")).await;
    assert!(
        !bare.body.contains("surname") && !bare.body.contains("Zzyzx"),
        "{}",
        bare.body
    );
    let named = streams(&stage, "/v1/activities?names=true", Some("ama")).await;
    assert!(
        named.body.contains("ben surname") && !named.body.contains("Zzyzx"),
        "{}",
        named.body
    );
    let worded = streams(&stage, "/v1/activities?texts=true", Some("ama")).await;
    assert!(
        !worded.body.contains("surname") && worded.body.contains("Zzyzx"),
        "{}",
        worded.body
    );
    // A stranger learns only the names of those who hold a role.
    let strange = streams(&stage, "/v1/activities?names=true", None).await;
    assert!(strange.body.contains("ama surname") && !strange.body.contains("ben surname"));
}

#[tokio::test]
async fn what_one_may_not_see_is_not_told_in_activitystreams_either() {
    let stage = Stage::open().await;
    stage
        .found("ama", "falls", "members", "by_invitation")
        .await;
    let page = streams(&stage, "/v1/activities", Some("ben")).await.json();
    assert_eq!(types(&page), Vec::<&str>::new());
    let answer = streams(&stage, "/v1/activities?community=falls", Some("ben")).await;
    assert_eq!(answer.code(), "no_such_community");
}

#[tokio::test]
async fn news_stand_in_the_feed_the_newest_first() {
    let stage = Stage::open().await;
    stage.found("ama", "falls", "public", "open").await;
    stage.done("ben", "falls", json!({ "type": "join" })).await;
    stage.raise("ben", "falls", "Stairs & <rails>").await;
    let story = json!({ "type": "tell_story", "title": "One night", "text": "It was dark." });
    stage.done("ama", "falls", story).await;

    let name = |name: &str| Some(format!("{name} surname"));
    let feed = stage.get(FEED, Some("ama")).await;
    let expected = [
        ("Story: One night".to_owned(), name("ama")),
        ("Problem: Stairs & <rails>".to_owned(), name("ben")),
    ];
    assert_eq!(entries(&feed), expected);
    // A stranger learns only the names of those who hold a role; joining is no news.
    let strange = stage.get(FEED, None).await;
    let authors: Vec<_> = entries(&strange)
        .into_iter()
        .map(|(_, author)| author)
        .collect();
    assert_eq!(authors, [name("ama"), None]);
}

#[tokio::test]
async fn what_was_taken_back_is_not_in_the_feed() {
    let stage = Stage::open().await;
    stage.found("ama", "falls", "organisation", "open").await;
    let position = stage.raise("ama", "falls", "Zzyzx at night").await;
    stage.raise("ama", "falls", "Stairs").await;
    let path = format!("/v1/activities?after={}", position - 1);
    let page = stage.get(&path, Some("ama")).await.json();
    let of = page["activities"][0]["id"].clone();
    let retract = json!({ "type": "retract", "of": of, "reason": "own_wish" });
    stage.done("ama", "falls", retract).await;

    let feed = stage.get(FEED, Some("ama")).await;
    assert!(!feed.body.contains("Zzyzx"), "{}", feed.body);
    assert_eq!(entries(&feed).len(), 1);
}

#[tokio::test]
async fn a_feed_that_has_not_changed_is_not_sent_again() {
    let stage = Stage::open().await;
    stage.found("ama", "falls", "organisation", "open").await;
    stage.raise("ama", "falls", "Stairs").await;
    let first = stage.get(FEED, Some("ama")).await;
    let tag = first.header("etag").unwrap().to_owned();
    let again = || async {
        let request = Request::get(stage.address, FEED).with("if-none-match", &tag);
        request.by(Some(&stage.token("ama"))).send().await
    };
    let unchanged = again().await;
    assert_eq!((unchanged.status, unchanged.body.as_str()), (304, ""));
    stage.raise("ama", "falls", "Rails").await;
    let changed = again().await;
    assert_eq!(changed.status, 200);
    assert_eq!(entries(&changed).len(), 2);
}
