//! What is acknowledged is kept, also when the server is killed in the middle of its work.

#![allow(clippy::unwrap_used, reason = "a test that finds nothing has to fail")]

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use cop_core::id::PersonId;
use cop_server::token::TokenKey;
use serde_json::{Value, json};

const N_CLIENTS: usize = 8;
/// How many acknowledged commands there are when the server is killed.
const N_ACKNOWLEDGED: usize = 300;

struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("cop-kill-{}", uuid::Uuid::now_v7()));
        std::fs::create_dir(&folder).unwrap();
        Self(folder)
    }

    fn store(&self) -> String {
        format!("sqlite:{}", self.0.join("cop.db").display())
    }

    fn key(&self) -> PathBuf {
        self.0.join("cop.db.key")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

struct Running {
    process: Child,
    address: String,
}

impl Running {
    fn start(store: &str) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_cop-server"))
            .args([
                "serve",
                "--listen",
                "127.0.0.1:0",
                "--log",
                "error",
                "--store",
                store,
            ])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line
            .trim_end()
            .strip_prefix("Listening on http://")
            .unwrap()
            .to_owned();
        Self { process, address }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// What a server answers: none where it is gone before it has answered in full.
fn send(address: &str, method: &str, path: &str, token: &str, body: &str) -> Option<Value> {
    let mut stream = TcpStream::connect(address).ok()?;
    // HTTP/1.0, so that an answer is what comes until the connection ends.
    write!(
        stream,
        "{method} {path} HTTP/1.0\r\nhost: {address}\r\nauthorization: Bearer {token}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let body: Value = serde_json::from_str(body).ok()?;
    assert!(head.starts_with("HTTP/1.0 200"), "{answer}");
    Some(body)
}

fn raise(id: &str) -> String {
    json!({
        "id": id,
        "community": "falls",
        "command": { "type": "raise_problem", "title": format!("Problem {id}") },
    })
    .to_string()
}

/// Gives commands until the server is gone, tells each that was acknowledged, and returns the one that was not.
fn give_commands(address: &str, token: &str, acknowledged: &mpsc::Sender<(String, u64)>) -> String {
    loop {
        let id = uuid::Uuid::now_v7().to_string();
        let Some(answer) = send(address, "POST", "/v1/commands", token, &raise(&id)) else {
            return id;
        };
        let position = answer["position"].as_u64().unwrap();
        acknowledged.send((id, position)).unwrap();
    }
}

fn log(address: &str, token: &str) -> Vec<(u64, String)> {
    let mut log = Vec::new();
    let mut after = 0;
    loop {
        let path = format!("/v1/activities?after={after}");
        let page = send(address, "GET", &path, token, "").unwrap();
        for item in page["activities"].as_array().unwrap() {
            let title = &item["what"]["title"]["id"];
            let text = item["particulars"]["texts"][title.as_str().unwrap_or_default()].as_str();
            log.push((
                item["position"].as_u64().unwrap(),
                text.unwrap_or_default().to_owned(),
            ));
        }
        after = page["position"].as_u64().unwrap();
        if page["more"] == false {
            return log;
        }
    }
}

fn is_sound(store: &str) -> bool {
    Command::new(env!("CARGO_BIN_EXE_cop-server"))
        .args(["verify", "--store", store])
        .stdout(Stdio::null())
        .status()
        .unwrap()
        .success()
}

fn token(key: &Path) -> String {
    let person = PersonId::parse("ama").unwrap();
    TokenKey::load_or_create(key)
        .unwrap()
        .issue(&person, Some("Ama"), Duration::from_secs(3_600))
}

#[test]
fn what_was_acknowledged_is_there_after_a_kill() {
    let folder = Folder::new();
    let token = token(&folder.key());
    let mut server = Running::start(&folder.store());
    let found = json!({
        "id": uuid::Uuid::now_v7().to_string(),
        "community": "falls",
        "command": {
            "type": "found_community", "name": "Falls", "domain": "Falls.",
            "visibility": "organisation", "access": "open",
        },
    });
    send(
        &server.address,
        "POST",
        "/v1/commands",
        &token,
        &found.to_string(),
    )
    .unwrap();

    let (sender, acknowledged) = mpsc::channel();
    let (kept, open) = std::thread::scope(|scope| {
        let address = server.address.as_str();
        let clients: Vec<_> = (0..N_CLIENTS)
            .map(|_| {
                let (sender, token) = (sender.clone(), token.as_str());
                scope.spawn(move || give_commands(address, token, &sender))
            })
            .collect();
        drop(sender);
        let mut kept: Vec<(String, u64)> = acknowledged.iter().take(N_ACKNOWLEDGED).collect();
        // On Unix this is SIGKILL: the server has no chance to finish anything.
        server.process.kill().unwrap();
        server.process.wait().unwrap();
        kept.extend(acknowledged.iter());
        let open: Vec<String> = clients
            .into_iter()
            .map(|client| client.join().unwrap())
            .collect();
        (kept, open)
    });
    assert!(kept.len() >= N_ACKNOWLEDGED);
    assert!(is_sound(&folder.store()));

    let server = Running::start(&folder.store());
    let before = log(&server.address, &token);
    assert!(
        before
            .iter()
            .map(|(position, _)| *position)
            .eq(1..=before.len() as u64)
    );
    for (id, position) in &kept {
        let title = format!("Problem {id}");
        let found = before.iter().find(|(_, text)| *text == title);
        assert_eq!(
            found,
            Some(&(*position, title.clone())),
            "acknowledged, then lost"
        );
    }

    // Nobody knows of the others whether they were recorded; given again, they are recorded once.
    for id in &open {
        send(&server.address, "POST", "/v1/commands", &token, &raise(id)).unwrap();
    }
    let after = log(&server.address, &token);
    let titles: BTreeSet<&str> = after.iter().map(|(_, text)| text.as_str()).collect();
    for id in &open {
        assert!(titles.contains(format!("Problem {id}").as_str()));
    }
    let n_problems = after
        .iter()
        .filter(|(_, text)| text.starts_with("Problem"))
        .count();
    assert_eq!(n_problems, kept.len() + open.len());
    drop(server);
    assert!(is_sound(&folder.store()));
}
