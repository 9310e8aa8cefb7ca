//! Provisioning by SCIM 2.0: people and members as an identity provider says, and nothing that it must not say.

use cop_core::command::Command;
use cop_core::id::PersonId;
use cop_server::{Server, operate};
use serde_json::{Value, json};

use crate::client::{Answer, Request};
use crate::stage::Stage;

const TOKEN: &str = "the identity provider's own token";
const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

fn with_scim(server: &mut Server) {
    server.scim_token = Some(TOKEN.to_owned());
    server.public_url = Some("https://cop.example.org/".to_owned());
}

async fn open() -> Stage {
    Stage::open_with(with_scim).await
}

async fn scim(stage: &Stage, method: &'static str, path: &str, body: Option<&Value>) -> Answer {
    let path = format!("/scim/v2/{path}");
    let body = body.map(Value::to_string).unwrap_or_default();
    let kind = "application/scim+json; charset=utf-8";
    let mut request = Request::post(stage.address, &path, kind, body).by(Some(TOKEN));
    request.method = method;
    request.send().await
}

async fn get(stage: &Stage, path: &str) -> Answer {
    scim(stage, "GET", path, None).await
}

/// Creates a user and gives what came of it.
async fn user(stage: &Stage, user: Value) -> Value {
    let answer = scim(stage, "POST", "Users", Some(&user)).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    let created = answer.json();
    assert_eq!(
        answer.header("location"),
        created["meta"]["location"].as_str()
    );
    created
}

async fn patch(stage: &Stage, path: &str, operations: Value) -> Answer {
    let body = json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": operations,
    });
    scim(stage, "PATCH", path, Some(&body)).await
}

#[track_caller]
fn check_error(answer: &Answer, status: u16, scim_type: Option<&str>) {
    let error = answer.json();
    assert_eq!(answer.status, status, "{}", answer.body);
    assert_eq!(
        error["schemas"],
        json!(["urn:ietf:params:scim:api:messages:2.0:Error"])
    );
    assert_eq!(error["status"], status.to_string());
    assert_eq!(error.get("scimType").and_then(Value::as_str), scim_type);
    assert_eq!(answer.header("content-type"), Some("application/scim+json"));
}

/// The last position of the log.
async fn head(stage: &Stage) -> u64 {
    let page = stage.get("/v1/activities", None).await.json();
    page["position"].as_u64().unwrap()
}

async fn members(stage: &Stage, community: &str) -> Vec<String> {
    let path = format!("/v1/communities/{community}/people");
    let people = stage.get(&path, Some("reader")).await.json();
    let members = people["members"].as_array();
    let members = members.unwrap_or_else(|| panic!("no members in {people}"));
    let mut ids: Vec<String> = members
        .iter()
        .map(|member| member["id"].as_str().unwrap().to_owned())
        .collect();
    ids.sort();
    ids
}

#[tokio::test]
async fn without_a_token_of_its_own_there_is_no_scim_and_another_token_opens_nothing() {
    let without = Stage::open().await;
    let answer = get(&without, "Users").await;
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (404, "no_such_page")
    );

    let stage = open().await;
    for token in [
        None,
        Some("another token"),
        Some(""),
        Some(&*stage.token("ama")),
    ] {
        let answer = Request::get(stage.address, "/scim/v2/Users")
            .by(token)
            .send()
            .await;
        check_error(&answer, 401, None);
        assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
    }
    let as_person = Request::get(stage.address, "/v1/me").by(Some(TOKEN));
    assert_eq!(as_person.send().await.code(), "token_not_valid");
}

#[tokio::test]
async fn a_user_is_a_person_with_a_name_an_organisation_and_a_profession() {
    let stage = open().await;
    let created = user(
        &stage,
        json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", ENTERPRISE],
            "userName": "ama.boateng@northmoor.example",
            "externalId": "p0047",
            "name": { "formatted": "Ms Ama Boateng" },
            "displayName": "Ama Boateng",
            "title": "Nurse",
            "userType": "Employee",
            "emails": [{ "value": "ama@northmoor.example", "primary": true }],
            ENTERPRISE: { "organization": "Northmoor Trust", "employeeNumber": "E-1234",
                "manager": { "value": "boss-77" } },
        }),
    )
    .await;
    assert_eq!(created["id"], "p0047");
    assert_eq!(created["displayName"], "Ama Boateng");
    assert_eq!(created["title"], "Nurse");
    assert_eq!(
        created[ENTERPRISE],
        json!({ "organization": "Northmoor Trust" })
    );
    assert_eq!(created["active"], true);
    assert_eq!(
        created["meta"]["location"],
        "https://cop.example.org/scim/v2/Users/p0047"
    );
    assert_eq!(get(&stage, "Users/p0047").await.json(), created);

    stage.found("p0047", "falls", "organisation", "open").await;
    let people = stage
        .get("/v1/communities/falls/people", Some("ben"))
        .await
        .body;
    assert!(
        people.contains("Northmoor Trust") && people.contains("Nurse"),
        "{people}"
    );
    let log = stage.get("/v1/activities", Some("p0047")).await.body;
    for other in ["@northmoor", "E-1234", "boss-77", "Employee"] {
        assert!(!log.contains(other), "{other}: {log}");
        assert!(!people.contains(other), "{other}: {people}");
    }
}

#[tokio::test]
async fn an_email_address_as_a_user_name_never_reaches_the_log() {
    let stage = open().await;
    let mail = "ben@northmoor.example";
    let created = user(
        &stage,
        json!({ "userName": mail, "externalId": mail, "title": "Carer" }),
    )
    .await;
    let id = created["id"].as_str().unwrap();
    assert!(!id.contains('@') && !id.contains("ben"), "{id}");
    assert_eq!(created["userName"], mail);
    stage.found("ama", "falls", "organisation", "open").await;
    let joined = patch(
        &stage,
        "Groups/falls",
        json!([{ "op": "add", "path": "members", "value": [{ "value": id }] }]),
    )
    .await;
    assert_eq!(joined.status, 204, "{}", joined.body);
    assert_eq!(members(&stage, "falls").await, {
        let mut both = vec!["ama".to_owned(), id.to_owned()];
        both.sort();
        both
    });
    let mut lines = Vec::new();
    let file = stage.folder().join("cop.db");
    let store = cop_server::store::StoreUrl::Sqlite(file);
    let store = cop_server::store::Store::open(&store).unwrap();
    cop_server::export::run(&store, None, &mut lines).unwrap();
    let lines = String::from_utf8(lines).unwrap();
    let activities: Vec<&str> = lines
        .lines()
        .filter(|line| line.starts_with("{\"activity\""))
        .collect();
    assert_eq!(activities.len(), 5);
    assert!(!activities.concat().contains('@'));
}

#[tokio::test]
async fn users_are_found_by_what_the_identity_provider_knows() {
    let stage = open().await;
    for n in 1..=5 {
        let named = json!({ "userName": format!("User{n}"), "externalId": format!("e{n}") });
        user(&stage, named).await;
    }
    let ids = |answer: Answer| -> (u64, Vec<String>) {
        let list = answer.json();
        let found = list["Resources"].as_array().unwrap();
        assert_eq!(list["itemsPerPage"], found.len());
        let ids = found
            .iter()
            .map(|user| user["id"].as_str().unwrap().to_owned());
        (list["totalResults"].as_u64().unwrap(), ids.collect())
    };
    let by_name = get(&stage, "Users?filter=userName%20eq%20%22uSER3%22").await;
    assert_eq!(ids(by_name), (1, vec!["e3".to_owned()]));
    let by_id = get(&stage, "Users?filter=externalId+eq+%22e4%22").await;
    assert_eq!(ids(by_id), (1, vec!["e4".to_owned()]));
    let nobody = get(&stage, "Users?filter=userName%20eq%20%22nobody%22").await;
    assert_eq!(ids(nobody), (0, vec![]));
    let page = get(&stage, "Users?startIndex=2&count=2").await;
    assert_eq!(page.json()["startIndex"], 2);
    assert_eq!(ids(page), (5, vec!["e2".to_owned(), "e3".to_owned()]));
    let count = get(&stage, "Users?count=0").await;
    assert_eq!(ids(count), (5, vec![]));
    let other = get(&stage, "Users?filter=userName%20co%20%22a%22").await;
    check_error(&other, 400, Some("invalidFilter"));
    check_error(&get(&stage, "Users/nobody").await, 404, None);
}

#[tokio::test]
async fn the_same_twice_is_once() {
    let stage = open().await;
    let ama = json!({
        "userName": "ama", "displayName": "Ama", "title": "Nurse",
        ENTERPRISE: { "organization": "Northmoor" },
    });
    let created = user(&stage, ama.clone()).await;
    let recorded = head(&stage).await;
    assert_eq!(recorded, 2);
    let again = scim(&stage, "POST", "Users", Some(&ama)).await;
    check_error(&again, 409, Some("uniqueness"));
    let capitals = json!({ "userName": "AMA", "externalId": "other" });
    let other = scim(&stage, "POST", "Users", Some(&capitals)).await;
    check_error(&other, 409, Some("uniqueness"));
    for _ in 0..2 {
        let put = scim(&stage, "PUT", "Users/ama", Some(&ama)).await;
        assert_eq!((put.status, put.json()), (200, created.clone()));
    }
    assert_eq!(head(&stage).await, recorded);

    stage.found("eve", "falls", "organisation", "open").await;
    let recorded = head(&stage).await;
    let add = json!([{ "op": "Add", "path": "members", "value": [{ "value": "ama" }] }]);
    for _ in 0..2 {
        assert_eq!(patch(&stage, "Groups/falls", add.clone()).await.status, 204);
    }
    assert_eq!(head(&stage).await, recorded + 1);
}

#[tokio::test]
async fn a_user_changes_in_part_or_as_a_whole_and_what_they_said_themselves_stays() {
    let stage = open().await;
    user(
        &stage,
        json!({ "userName": "ama", "displayName": "Ama", "title": "Nurse" }),
    )
    .await;
    let changed = patch(
        &stage,
        "Users/ama",
        json!([
            { "op": "Replace", "path": format!("{ENTERPRISE}:organization"), "value": "Northmoor" },
            { "op": "replace", "value": { "displayName": "Ama Boateng", "nickName": "A" } },
            { "op": "remove", "path": "title" },
        ]),
    )
    .await
    .json();
    assert_eq!(changed["displayName"], "Ama Boateng");
    assert_eq!(changed[ENTERPRISE]["organization"], "Northmoor");
    assert_eq!(changed.get("title"), None);

    let own = json!({
        "type": "state_affiliation",
        "dimension": "organisation",
        "affiliation": { "known": "Southmoor" },
    });
    stage.done("ama", "falls", own).await;
    let recorded = head(&stage).await;
    let whole = json!({ "userName": "ama2", "displayName": "Ama Boateng" });
    let put = scim(&stage, "PUT", "Users/ama", Some(&whole)).await.json();
    assert_eq!(
        (&put["id"], &put["userName"]),
        (&json!("ama"), &json!("ama2"))
    );
    assert_eq!(put.get(ENTERPRISE), None);
    // The provider takes back what it said, and Southmoor is what she said.
    assert_eq!(head(&stage).await, recorded);
    let unnamed = json!({ "displayName": "Ama" });
    let refused = scim(&stage, "PUT", "Users/ama", Some(&unnamed)).await;
    check_error(&refused, 400, Some("invalidValue"));
}

#[tokio::test]
async fn whose_account_is_switched_off_stays_a_member_and_is_let_in_no_more() {
    let stage = open().await;
    user(&stage, json!({ "userName": "ama", "displayName": "Ama B" })).await;
    stage.found("eve", "falls", "organisation", "open").await;
    let join = json!({ "type": "join" });
    let joined = stage.done("ama", "falls", join).await;
    let off = json!([{ "op": "replace", "path": "active", "value": "False" }]);
    let patched = patch(&stage, "Users/ama", off).await.json();
    assert_eq!(patched["active"], false);
    let answer = stage.get("/v1/me", Some("ama")).await;
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (401, "account_inactive")
    );
    assert_eq!(members(&stage, "falls").await, ["ama", "eve"]);
    assert_eq!(head(&stage).await, joined);

    let on = json!([{ "op": "replace", "value": { "active": true } }]);
    patch(&stage, "Users/ama", on).await;
    assert_eq!(stage.get("/v1/me", Some("ama")).await.status, 200);
}

#[tokio::test]
async fn a_deleted_user_has_no_name_and_no_way_in_and_what_they_did_stays() {
    let stage = open().await;
    user(
        &stage,
        json!({ "userName": "ama", "displayName": "Ama Boateng" }),
    )
    .await;
    stage.found("ama", "falls", "organisation", "open").await;
    let deleted = scim(&stage, "DELETE", "Users/ama", None).await;
    assert_eq!((deleted.status, deleted.body.as_str()), (204, ""));
    check_error(&get(&stage, "Users/ama").await, 404, None);
    check_error(&scim(&stage, "DELETE", "Users/ama", None).await, 404, None);
    assert_eq!(members(&stage, "falls").await, ["ama"]);
    let people = stage.get("/v1/communities/falls/people", Some("ben")).await;
    assert!(!people.body.contains("Boateng"), "{}", people.body);
    let answer = stage.get("/v1/me", Some("ama")).await;
    assert_eq!(answer.code(), "account_inactive");

    let stage = stage.reopen_with(with_scim).await;
    assert_eq!(stage.get("/v1/me", Some("ama")).await.status, 401);
    user(&stage, json!({ "userName": "ama" })).await;
    assert_eq!(stage.get("/v1/me", Some("ama")).await.status, 200);
}

#[tokio::test]
async fn a_group_is_a_community_and_its_members_come_and_go() {
    let stage = open().await;
    for name in ["ama", "ben", "cai"] {
        user(&stage, json!({ "userName": name })).await;
    }
    stage
        .found("eve", "falls", "members", "by_invitation")
        .await;
    stage
        .done(
            "eve",
            "falls",
            json!({ "type": "invite", "person": "reader" }),
        )
        .await;
    let group = || async {
        let group = get(&stage, "Groups/falls").await.json();
        let members = group["members"].as_array().unwrap().clone();
        let ids = members
            .iter()
            .map(|member| member["value"].as_str().unwrap().to_owned());
        ids.collect::<Vec<_>>()
    };
    let value = |id: &str| json!({ "value": id });
    let put = json!({ "displayName": "Other", "members": [value("ama"), value("ben")] });
    let answer = scim(&stage, "PUT", "Groups/falls", Some(&put)).await;
    assert_eq!(answer.json()["displayName"], "Name of falls");
    // Eve has no account, so the identity provider neither sees nor moves her.
    assert_eq!(members(&stage, "falls").await, ["ama", "ben", "eve"]);
    assert_eq!(group().await, ["ama", "ben"]);

    let picked = json!([
        { "op": "remove", "path": "members[value eq \"ama\"]" },
        { "op": "add", "value": { "members": [value("cai")] } },
    ]);
    assert_eq!(patch(&stage, "Groups/falls", picked).await.status, 204);
    assert_eq!(members(&stage, "falls").await, ["ben", "cai", "eve"]);
    let stranger =
        json!([{ "op": "add", "path": "members", "value": [value("eve"), value("dan")] }]);
    let recorded = head(&stage).await;
    let answer = patch(&stage, "Groups/falls", stranger).await;
    check_error(&answer, 400, Some("invalidValue"));
    assert_eq!(head(&stage).await, recorded);

    let found = get(
        &stage,
        "Groups?excludedAttributes=members&filter=displayName%20eq%20%22name%20OF%20falls%22",
    )
    .await
    .json();
    assert_eq!(
        (&found["totalResults"], &found["Resources"][0]["id"]),
        (&json!(1), &json!("falls"))
    );
    assert_eq!(found["Resources"][0].get("members"), None);
}

#[tokio::test]
async fn nobody_is_taken_out_who_alone_steers_and_no_community_is_founded() {
    let stage = open().await;
    for name in ["ama", "ben"] {
        user(&stage, json!({ "userName": name })).await;
    }
    stage.found("ama", "falls", "organisation", "open").await;
    stage.done("ben", "falls", json!({ "type": "join" })).await;
    let recorded = head(&stage).await;
    let empty = json!([{ "op": "remove", "path": "members" }]);
    check_error(&patch(&stage, "Groups/falls", empty).await, 409, None);
    assert_eq!(head(&stage).await, recorded);
    let give = json!({ "type": "give_role", "person": "ben", "role": "facilitator" });
    stage.done("ama", "falls", give).await;
    let remove = json!([{ "op": "remove", "path": "members", "value": [{ "value": "ama" }] }]);
    assert_eq!(patch(&stage, "Groups/falls", remove).await.status, 204);
    assert_eq!(members(&stage, "falls").await, ["ben"]);

    let there = json!({ "displayName": "Name of falls" });
    let answer = scim(&stage, "POST", "Groups", Some(&there)).await;
    check_error(&answer, 409, Some("uniqueness"));
    let new = json!({ "displayName": "Sepsis" });
    check_error(&scim(&stage, "POST", "Groups", Some(&new)).await, 403, None);
    check_error(
        &scim(&stage, "DELETE", "Groups/falls", None).await,
        405,
        None,
    );
    check_error(&get(&stage, "Groups/sepsis").await, 404, None);
    let rename = json!([{ "op": "replace", "path": "displayName", "value": "Other" }]);
    let answer = patch(&stage, "Groups/falls", rename).await;
    check_error(&answer, 400, Some("mutability"));
}

#[tokio::test]
async fn what_there_is_and_what_it_is_made_of_can_be_read() {
    let stage = open().await;
    let config = get(&stage, "ServiceProviderConfig").await.json();
    assert_eq!(config["patch"]["supported"], true);
    assert_eq!(config["bulk"]["supported"], false);
    let types = get(&stage, "ResourceTypes").await.json();
    assert_eq!(types["totalResults"], 2);
    for resource_type in types["Resources"].as_array().unwrap() {
        let endpoint = resource_type["endpoint"].as_str().unwrap();
        assert_eq!(get(&stage, &endpoint[1..]).await.status, 200);
        let schema = resource_type["schema"].as_str().unwrap();
        let described = get(&stage, &format!("Schemas/{schema}")).await.json();
        assert_eq!(described["id"], schema);
    }
    check_error(&get(&stage, "Schemas/none").await, 404, None);
    let broken = Request::post(
        stage.address,
        "/scim/v2/Users",
        "application/scim+json",
        "{\"userName\": \"Ama",
    );
    let broken = broken.by(Some(TOKEN)).send().await;
    check_error(&broken, 400, Some("invalidSyntax"));
    assert!(!broken.body.contains("Ama"), "{}", broken.body);
}

#[tokio::test]
async fn somebody_with_two_accounts_is_one_member_and_is_let_in_by_neither_that_is_switched_off() {
    let stage = open().await;
    for name in ["sue", "sue2"] {
        user(&stage, json!({ "userName": name, "displayName": "Sue" })).await;
    }
    stage.found("eve", "falls", "organisation", "open").await;
    let same = Command::RecordSamePerson {
        from: PersonId::parse("sue").unwrap(),
        into: PersonId::parse("sue2").unwrap(),
    };
    operate::run(stage.store(), same).await.unwrap();
    let add = json!([{ "op": "add", "path": "members", "value": [{ "value": "sue" }] }]);
    patch(&stage, "Groups/falls", add.clone()).await;
    let recorded = head(&stage).await;
    patch(&stage, "Groups/falls", add).await;
    assert_eq!(head(&stage).await, recorded);
    assert_eq!(members(&stage, "falls").await, ["eve", "sue2"]);

    let off = json!([{ "op": "replace", "path": "active", "value": false }]);
    patch(&stage, "Users/sue2", off).await;
    for account in ["sue", "sue2"] {
        let answer = stage.get("/v1/me", Some(account)).await;
        assert_eq!(answer.code(), "account_inactive", "{account}");
    }
    let remove = json!([{ "op": "remove", "path": "members[value eq \"sue\"]" }]);
    patch(&stage, "Groups/falls", remove).await;
    assert_eq!(members(&stage, "falls").await, ["eve"]);
}
