use super::*;
use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value, json};

use crate::Particulars;
use crate::time::Timestamp;

const BASE: &str = "https://cop.example/v1/";
const OURS: &str = "https://cop.example/ns#";

/// Every type of the vocabulary (W3C Recommendation of 23 May 2017, sections 2 and 3).
const TYPES: &[&str] = &[
    "Object",
    "Link",
    "Activity",
    "IntransitiveActivity",
    "Collection",
    "OrderedCollection",
    "CollectionPage",
    "OrderedCollectionPage",
    "Accept",
    "TentativeAccept",
    "Add",
    "Arrive",
    "Create",
    "Delete",
    "Follow",
    "Ignore",
    "Join",
    "Leave",
    "Like",
    "Offer",
    "Invite",
    "Reject",
    "TentativeReject",
    "Remove",
    "Undo",
    "Update",
    "View",
    "Listen",
    "Read",
    "Move",
    "Travel",
    "Announce",
    "Block",
    "Flag",
    "Dislike",
    "Question",
    "Application",
    "Group",
    "Organization",
    "Person",
    "Service",
    "Relationship",
    "Article",
    "Document",
    "Audio",
    "Image",
    "Video",
    "Note",
    "Page",
    "Event",
    "Place",
    "Mention",
    "Profile",
    "Tombstone",
];

/// Every property of the vocabulary (section 4), and the two words of JSON-LD that stand for themselves.
const PROPERTIES: &[&str] = &[
    "id",
    "type",
    "actor",
    "attachment",
    "attributedTo",
    "audience",
    "bcc",
    "bto",
    "cc",
    "context",
    "current",
    "first",
    "generator",
    "icon",
    "image",
    "inReplyTo",
    "instrument",
    "last",
    "location",
    "items",
    "orderedItems",
    "oneOf",
    "anyOf",
    "closed",
    "origin",
    "next",
    "object",
    "prev",
    "preview",
    "result",
    "replies",
    "tag",
    "target",
    "to",
    "url",
    "accuracy",
    "altitude",
    "content",
    "name",
    "duration",
    "height",
    "href",
    "hreflang",
    "partOf",
    "latitude",
    "longitude",
    "mediaType",
    "endTime",
    "published",
    "startTime",
    "radius",
    "rel",
    "startIndex",
    "summary",
    "totalItems",
    "units",
    "updated",
    "width",
    "subject",
    "relationship",
    "describes",
    "formerType",
    "deleted",
    "@context",
];

fn golden() -> Vec<Activity> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/activities");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    assert!(paths.len() > 50, "only {} files found", paths.len());
    let read = |path| serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    paths.into_iter().map(read).collect()
}

fn document(activity: &Activity, names: &Names<'_>) -> Option<Value> {
    to_as2(activity, names).map(|document| serde_json::to_value(document).unwrap())
}

fn plain(activity: &Activity) -> Option<Value> {
    document(activity, &Names::new(BASE, OURS))
}

fn types(object: &Value) -> Vec<&str> {
    match &object["type"] {
        Value::String(word) => vec![word],
        Value::Array(words) => words.iter().map(|word| word.as_str().unwrap()).collect(),
        _ => panic!("{object} has no type"),
    }
}

/// All objects in a document that have properties of their own, itself first; not the context.
fn objects(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(values) => values.iter().flat_map(objects).collect(),
        Value::Object(properties) => {
            let parts = properties.iter().filter(|(name, _)| *name != "@context");
            std::iter::once(value)
                .chain(parts.flat_map(|(_, part)| objects(part)))
                .collect()
        }
        _ => Vec::new(),
    }
}

#[track_caller]
fn check_object(object: &Value) {
    let types = types(object);
    assert!(
        types.iter().any(|word| TYPES.contains(word)),
        "nobody else knows what this is: {object}"
    );
    for word in &types {
        assert!(TYPES.contains(word) || word.starts_with(PREFIX), "{word}");
    }
    for property in object.as_object().unwrap().keys() {
        assert!(
            PROPERTIES.contains(&property.as_str())
                || property.starts_with(PREFIX)
                || property.starts_with("prov:"),
            "{property} in {object}"
        );
    }
    let needed: &[&str] = match types[0] {
        "Relationship" => &["subject", "relationship", "object"],
        "Tombstone" => &["id", "formerType", "deleted"],
        "Add" | "Invite" | "Move" => &["object", "target"],
        "Remove" => &["object", "origin"],
        "Person" | "Group" | "Organization" | "Event" | "Collection" => &["id"],
        "Create" | "Update" | "Delete" | "Join" | "Leave" | "Follow" | "Offer" | "Accept"
        | "TentativeAccept" | "Reject" | "Undo" | "Like" | "Read" | "Announce" | "Activity" => {
            &["object"]
        }
        _ => &[],
    };
    for property in needed {
        assert!(!object[property].is_null(), "{property} of {object}");
    }
    for property in ["published", "startTime", "endTime", "deleted"] {
        if let Some(time) = object.get(property) {
            assert!(Timestamp::parse(time.as_str().unwrap()).is_ok(), "{time}");
        }
    }
}

#[test]
fn every_document_is_in_the_words_of_the_vocabulary() {
    for activity in golden() {
        let Some(document) = plain(&activity) else {
            continue;
        };
        assert_eq!(document["@context"][0], CONTEXT);
        assert_eq!(document["@context"][1]["cop"], OURS);
        assert!(document["id"].as_str().unwrap().starts_with(BASE));
        assert!(document["actor"]["id"].as_str().unwrap().starts_with(BASE));
        let published = Timestamp::parse(document["published"].as_str().unwrap());
        assert_eq!(published, Ok(activity.recorded));
        for object in objects(&document) {
            check_object(object);
        }
    }
}

/// The types of each kind, in the order of the enum; nothing where it is not told.
const TOLD: &[(&str, &[&str])] = &[
    ("community_founded", &["Create"]),
    ("purpose_revised", &["Update"]),
    ("stage_declared", &["Update"]),
    ("constituency_sought", &["Create"]),
    ("constituency_dropped", &["Delete"]),
    ("project_linked", &["Add"]),
    ("project_unlinked", &["Remove"]),
    ("role_given", &["Add"]),
    ("role_ended", &["Remove"]),
    ("affiliation_stated", &["Update"]),
    ("invited", &["Invite"]),
    ("joined", &["Join"]),
    ("left", &["Leave"]),
    ("asked_to_join", &["Offer"]),
    ("request_withdrawn", &["Undo"]),
    ("request_approved", &["Accept"]),
    ("request_declined", &["Reject"]),
    ("followed", &["Follow"]),
    ("unfollowed", &["Undo"]),
    ("away", &[]),
    ("returned", &[]),
    ("preference_set", &[]),
    ("welcomed", &["Offer"]),
    ("introduced", &["Offer"]),
    ("mentoring_agreed", &["Offer"]),
    ("mentoring_ended", &["Undo"]),
    ("contact_noted", &[]),
    ("event_planned", &["Create", "Invite"]),
    ("event_changed", &["Update"]),
    ("event_cancelled", &["Delete"]),
    (
        "invitation_answered",
        &["Accept", "TentativeAccept", "Reject"],
    ),
    ("attended", &["Activity+cop:Attended"]),
    ("event_held", &["Update"]),
    ("session_worked", &["Activity+cop:SessionWorked"]),
    ("problem_raised", &["Create"]),
    ("announced", &["Create", "Announce"]),
    ("resource_shared", &["Create", "Announce"]),
    ("replied", &["Create"]),
    ("concern_raised", &["Create+cop:ConcernRaised"]),
    ("concern_answered", &["Create+cop:ConcernAnswered"]),
    ("problem_reframed", &["Update+cop:ProblemReframed"]),
    ("insight_marked", &["Like+cop:InsightMarked"]),
    ("summarised", &["Create"]),
    ("connected", &["Create"]),
    ("reacted", &["Like", "Like+cop:Thanks"]),
    ("read", &["Read"]),
    ("artefact_drafted", &["Create"]),
    ("artefact_revised", &["Update"]),
    ("artefact_reviewed", &["Add", "Remove"]),
    ("artefact_used", &["Activity+cop:ArtefactUsed"]),
    ("evidence_cited", &["Add+cop:EvidenceCited"]),
    (
        "value_reported",
        &["Like+cop:ValueReported", "Activity+cop:ValueReported"],
    ),
    ("value_confirmed", &["Accept+cop:ValueConfirmed"]),
    ("self_introduced", &["Create"]),
    ("purpose_endorsed", &["Accept"]),
    ("endorsement_withdrawn", &["Undo"]),
    ("story_told", &["Create"]),
    ("journal_shared", &["Create"]),
    ("pulse_answered", &[]),
    ("corrected", &["Update"]),
    ("retracted", &["Delete"]),
    ("erased", &["Delete"]),
    ("same_person", &["Move"]),
];

#[test]
fn each_kind_is_the_activity_that_others_know() {
    for activity in golden() {
        let kind = activity.what.word();
        let (_, expected) = TOLD.iter().find(|(word, _)| *word == kind).unwrap();
        match plain(&activity) {
            Some(document) => {
                let told = types(&document).join("+");
                assert!(
                    expected.contains(&told.as_str()),
                    "{kind} is told as {told}"
                );
            }
            // Whom to forget is not known any more.
            None if kind == "erased" => assert!(activity.actor.is_none()),
            None => assert!(expected.is_empty(), "{kind} is not told"),
        }
    }
}

#[test]
fn neither_names_nor_texts_get_out_unless_they_are_handed_in() {
    let mut particulars = Particulars::default();
    let all = golden();
    for activity in &all {
        for person in activity.people() {
            particulars
                .people
                .insert(person.clone(), format!("Name of {person}"));
        }
        for text in activity.what.texts() {
            particulars
                .texts
                .insert(text.id, format!("Text {}", text.id));
        }
    }
    let bare = Names::new(BASE, OURS);
    let (mut n_named, mut n_worded) = (0, 0);
    for activity in &all {
        let told = |names| document(activity, &names).unwrap_or_default().to_string();
        assert!(!told(bare).contains("Name of"));
        assert!(!told(bare).contains("Text "));
        assert!(!told(bare.with_people(&particulars)).contains("Text "));
        assert!(!told(bare.with_texts(&particulars)).contains("Name of"));
        n_named += usize::from(told(bare.with_people(&particulars)).contains("Name of"));
        let worded = told(bare.with_texts(&particulars));
        if worded != "null" {
            for text in activity.what.texts() {
                assert!(worded.contains(&format!("Text {}", text.id)), "{worded}");
                n_worded += 1;
            }
        }
    }
    assert!(n_named > 40 && n_worded > 40, "{n_named} and {n_worded}");
}

#[track_caller]
fn told(what: Value) -> Value {
    let activity = json!({
        "id": "019a9f3e-7c00-7abc-8def-000000000900", "v": 1, "actor": "ama",
        "community": "falls prevention/2", "at": "2026-11-20T09:30:00Z",
        "recorded": "2026-11-21T10:00:00Z", "basis": "said", "what": what,
    });
    plain(&serde_json::from_value(activity).unwrap()).unwrap()
}

#[test]
fn an_id_is_one_part_of_an_address_whatever_is_in_it() {
    let left = told(json!({ "type": "left" }));
    let group = "https://cop.example/v1/communities/falls%20prevention%2F2";
    assert_eq!(left["object"], json!({ "type": "Group", "id": group }));
    assert_eq!(left["context"]["id"], group);
}

#[test]
fn what_was_written_down_later_keeps_when_it_happened() {
    let left = told(json!({ "type": "left" }));
    assert_eq!(left["published"], "2026-11-21T10:00:00Z");
    assert_eq!(left["startTime"], "2026-11-20T09:30:00Z");
}

#[test]
fn a_reply_says_to_what_and_in_which_thread() {
    let replied = told(json!({
        "type": "replied", "turn": "t2", "thread": "c1", "in_reply_to": "t1", "stance": "build",
    }));
    let place = "https://cop.example/v1/communities/falls%20prevention%2F2/contributions";
    assert_eq!(replied["object"]["inReplyTo"], format!("{place}/t1"));
    assert_eq!(replied["object"]["context"], format!("{place}/c1"));
    assert_eq!(
        replied["object"]["attributedTo"],
        "https://cop.example/v1/people/ama"
    );
}

#[test]
fn what_made_things_worse_is_not_liked() {
    let mut report = json!({
        "type": "value_reported", "report": "r1", "rung": "applied", "outcome": "worse",
        "source": "c1", "beneficiary": "team",
    });
    let worse = told(report.clone());
    assert_eq!(worse["type"], json!(["Activity", "cop:ValueReported"]));
    assert_eq!(worse["result"]["cop:rung"], "applied");
    report["outcome"] = "helped".into();
    assert_eq!(told(report)["type"], json!(["Like", "cop:ValueReported"]));
}

#[test]
fn what_was_taken_back_leaves_a_tombstone() {
    let of = "019a9f3e-7c00-7abc-8def-000000000212";
    let retracted = told(json!({ "type": "retracted", "of": of, "reason": "own_wish" }));
    let left = json!({
        "type": "Tombstone", "id": format!("{BASE}activities/{of}"),
        "formerType": "Activity", "deleted": "2026-11-20T09:30:00Z",
    });
    assert_eq!(retracted["object"], left);
}

#[test]
fn a_community_asked_to_hold_a_meeting_too_is_invited_to_it() {
    let asked = told(json!({
        "type": "event_planned", "event": "e1",
        "title": { "id": "019a9f3e-7c00-7abc-8def-000000000901", "n_chars": 9 },
        "form": "working", "mode": "online", "host": "sepsis",
        "schedule": {
            "starts": "2026-11-26T12:30:00", "zone": "Europe/London", "minutes": 60,
            "starts_at": "2026-11-26T12:30:00Z",
        },
    }));
    assert_eq!(asked["type"], "Invite");
    assert_eq!(
        asked["object"]["id"],
        "https://cop.example/v1/communities/sepsis/events/e1"
    );
    assert_eq!(asked["object"]["endTime"], "2026-11-26T13:30:00Z");
    assert_eq!(asked["target"], asked["context"]);
}

#[test]
fn a_page_holds_what_is_told_and_says_where_the_next_begins() {
    let all = golden();
    let page = Page {
        id: "https://cop.example/v1/activities?after=0",
        part_of: "https://cop.example/v1/activities",
        next: Some("https://cop.example/v1/activities?after=90"),
        position: 90,
    };
    let page = serde_json::to_value(to_page(&all, page, &Names::new(BASE, OURS))).unwrap();
    check_object(&page);
    let items = page["orderedItems"].as_array().unwrap();
    let ids: BTreeSet<&str> = items
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect();
    let expected: Vec<Value> = all.iter().filter_map(plain).collect();
    assert_eq!(items.len(), expected.len());
    assert!(!ids.is_empty());
    assert!(items.iter().all(|item| item.get("@context").is_none()));
    assert_eq!(page["cop:position"], 90);
}
