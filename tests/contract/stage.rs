//! A server of its own for each test: in this process, on a free port, with its own database file.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use cop_core::id::PersonId;
use cop_server::Server;
use cop_server::store::{Store, StoreUrl};
use cop_server::token::TokenKey;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::client::{Answer, Request, within};

/// A folder that is gone with the test.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

pub struct Stage {
    pub address: SocketAddr,
    pub key: TokenKey,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
    folder: Arc<Folder>,
}

impl Stage {
    pub async fn open() -> Self {
        Self::open_with(|_| {}).await
    }

    /// A server that is set up in another way than usual.
    pub async fn open_with(set_up: impl FnOnce(&mut Server)) -> Self {
        let folder = std::env::temp_dir().join(format!("cop-contract-{}", uuid::Uuid::now_v7()));
        std::fs::create_dir(&folder).unwrap();
        Self::on(Arc::new(Folder(folder)), TokenKey::ephemeral(), set_up).await
    }

    async fn on(folder: Arc<Folder>, key: TokenKey, set_up: impl FnOnce(&mut Server)) -> Self {
        let store = Store::open(&StoreUrl::Sqlite(folder.0.join("cop.db"))).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut server = Server::new(store, listener, key.clone());
        server.widget_dir = folder.0.join("widget");
        set_up(&mut server);
        let (stop, stopped) = oneshot::channel::<()>();
        let task = tokio::spawn(async move {
            let shutdown = async {
                stopped.await.ok();
            };
            cop_server::serve(server, shutdown).await.unwrap();
        });
        Self {
            address,
            key,
            stop,
            task,
            folder,
        }
    }

    /// Stops the server and starts another one on the same file.
    pub async fn reopen(self) -> Self {
        self.reopen_with(|_| {}).await
    }

    pub async fn reopen_with(self, set_up: impl FnOnce(&mut Server)) -> Self {
        self.stop.send(()).unwrap();
        within("the server to stop", self.task).await.unwrap();
        Self::on(self.folder, self.key, set_up).await
    }

    /// Another server on the same file.
    pub async fn beside(&self) -> Self {
        Self::on(self.folder.clone(), self.key.clone(), |_| {}).await
    }

    pub fn folder(&self) -> &std::path::Path {
        &self.folder.0
    }

    pub fn token(&self, person: &str) -> String {
        let person = PersonId::parse(person).unwrap();
        let name = format!("{person} surname");
        self.key
            .issue(&person, Some(&name), Duration::from_secs(3_600))
    }

    pub async fn get(&self, path: &str, person: Option<&str>) -> Answer {
        let token = person.map(|person| self.token(person));
        Request::get(self.address, path)
            .by(token.as_deref())
            .send()
            .await
    }

    pub async fn post(&self, body: &Value, person: Option<&str>) -> Answer {
        let token = person.map(|person| self.token(person));
        Request::post(
            self.address,
            "/v1/commands",
            "application/json",
            body.to_string(),
        )
        .by(token.as_deref())
        .send()
        .await
    }

    /// Gives a command that is accepted, and tells its position.
    #[track_caller]
    pub fn done(&self, person: &str, community: &str, command: Value) -> impl Future<Output = u64> {
        let caller = std::panic::Location::caller();
        async move {
            let body = json!({ "id": new_id(), "community": community, "command": command });
            let answer = self.post(&body, Some(person)).await;
            assert_eq!(answer.status, 200, "{caller}: {}", answer.body);
            answer.json()["position"].as_u64().unwrap()
        }
    }

    pub async fn found(
        &self,
        person: &str,
        community: &str,
        visibility: &str,
        access: &str,
    ) -> u64 {
        let command = json!({
            "type": "found_community",
            "name": format!("Name of {community}"),
            "domain": "Keeping people on their feet.",
            "terms": ["falls"],
            "visibility": visibility,
            "access": access,
        });
        self.done(person, community, command).await
    }

    pub async fn raise(&self, person: &str, community: &str, title: &str) -> u64 {
        let command = json!({ "type": "raise_problem", "title": title });
        self.done(person, community, command).await
    }
}

pub fn new_id() -> String {
    uuid::Uuid::now_v7().to_string()
}
