//! Everything that somebody can be told: every address of the OpenAPI document, plain pages, the stream, an export.

use std::collections::BTreeMap;

use cop_core::id::CommunityId;
use cop_server::store::{Store, StoreUrl};
use cop_server::{export, verify};
use serde_json::Value;

use crate::client::Request;
use crate::stage::Stage;

/// Ids to put into addresses, by the name of the place: each is tried.
pub type Ids<'a> = BTreeMap<&'a str, Vec<String>>;

impl Stage {
    /// The store that the server has open, as another program on the same file sees it.
    pub fn store(&self) -> Store {
        Store::open(&StoreUrl::Sqlite(self.folder().join("cop.db"))).unwrap()
    }

    /// Every address that answers GET, with these ids in it.
    async fn addresses(&self, ids: &Ids<'_>) -> Vec<String> {
        let document = self.get("/v1/openapi.json", None).await.json();
        let mut addresses = vec!["/c".to_owned()];
        for (path, methods) in document["paths"].as_object().unwrap() {
            if methods.get("get").is_some() && path != "/v1/openapi.json" {
                addresses.extend(filled(path, ids));
            }
        }
        addresses.extend(filled("/c/{community}", ids));
        addresses.extend(filled("/c/{community}?problem={problem}", ids));
        addresses.extend(filled("/v1/activities?community={community}", ids));
        addresses.extend(filled(
            "/v1/communities/{community}/state?problem={problem}",
            ids,
        ));
        addresses
    }

    /// What all these people, and somebody who is not signed in, are told at every address, with where it was told.
    pub async fn told(&self, people: &[&str], ids: &Ids<'_>) -> Vec<(String, String)> {
        let mut told = Vec::new();
        for address in self.addresses(ids).await {
            for person in people.iter().copied().map(Some).chain([None]) {
                let answer = self.get(&address, person).await;
                assert!(
                    answer.status < 500,
                    "{address} for {person:?}: {}",
                    answer.body
                );
                told.push((format!("{address} for {person:?}"), answer.body));
            }
        }
        told
    }

    /// What a stream tells a person from the beginning to a position.
    pub async fn streamed(&self, person: &str, to: u64) -> Vec<(u64, Value)> {
        let mut events = Request::get(self.address, "/v1/activities?after=0")
            .by(Some(&self.token(person)))
            .follow()
            .await;
        let mut items = Vec::new();
        loop {
            let (position, item) = events.next().await.expect("the stream is open");
            items.push((position, item));
            if position >= to {
                return items;
            }
        }
    }

    /// The export of the whole store, and of a community.
    pub fn exported(&self, community: &str) -> String {
        let store = self.store();
        let community = CommunityId::parse(community).unwrap();
        let mut bytes = Vec::new();
        export::run(&store, None, &mut bytes).unwrap();
        export::run(&store, Some(&community), &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    /// Checks that nothing is wrong with the store, and that its positions have no gaps.
    #[track_caller]
    pub fn check_sound(&self) {
        let store = self.store();
        let report = verify::run(&store).unwrap();
        assert!(report.is_sound(), "{report}");
        let head = store.head().unwrap();
        let log = store.read(0, usize::MAX).unwrap();
        let positions: Vec<u64> = log.iter().map(|recorded| recorded.position).collect();
        assert_eq!(positions, (1..=head).collect::<Vec<u64>>());
        let (model, folded_to) = store.fold().unwrap();
        assert_eq!(folded_to, head);
        let again = cop_core::Model::replay(log.iter().map(|recorded| &recorded.activity));
        assert_eq!(model, again);
    }
}

/// Addresses with every id at each of its places; a place that nobody knows an id for gets one that leads nowhere.
fn filled(path: &str, ids: &Ids<'_>) -> Vec<String> {
    let Some((before, rest)) = path.split_once('{') else {
        return vec![path.to_owned()];
    };
    let (name, after) = rest.split_once('}').unwrap();
    let unknown = vec!["nowhere".to_owned()];
    let values = ids.get(name).unwrap_or(&unknown);
    values
        .iter()
        .flat_map(|value| filled(&format!("{before}{value}{after}"), ids))
        .collect()
}

/// Checks that none of these words was told anywhere.
#[track_caller]
pub fn check_silent(told: &[(String, String)], words: &[&str]) {
    for (place, text) in told {
        for word in words {
            assert!(!text.contains(word), "{place} tells {word}: {text}");
        }
    }
}
