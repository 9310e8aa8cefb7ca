//! A receiver of deliveries: it keeps what it is sent and answers as the test says.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};

use crate::client::within;

const KEY: &[u8; 32] = b"a key of thirty-two plain bytes.";

/// What the receiver does with a delivery.
pub enum Reply {
    /// Answers with a status and further headers.
    Status(u16, &'static str),
    /// Ends the connection without a word.
    HangUp,
    /// Takes it, but only when it is told to.
    Held(oneshot::Receiver<()>),
}

/// What was posted.
#[derive(Debug)]
pub struct Posted {
    pub headers: Vec<(String, String)>,
    pub body: String,
}

pub struct Receiver {
    pub address: SocketAddr,
    replies: Arc<Mutex<VecDeque<Reply>>>,
    posted: mpsc::UnboundedReceiver<Posted>,
}

impl Receiver {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let replies = Arc::new(Mutex::new(VecDeque::new()));
        let (tell, posted) = mpsc::unbounded_channel();
        let scripted = replies.clone();
        tokio::spawn(async move {
            loop {
                let (connection, _) = listener.accept().await.unwrap();
                tokio::spawn(answer(connection, scripted.clone(), tell.clone()));
            }
        });
        Self {
            address,
            replies,
            posted,
        }
    }

    pub fn url(&self) -> String {
        format!("http://{}/cop", self.address)
    }

    pub fn secret() -> String {
        format!("whsec_{}", STANDARD.encode(KEY))
    }

    /// What it does with the next deliveries; those after them it takes.
    pub fn reply(&self, replies: impl IntoIterator<Item = Reply>) {
        self.replies.lock().unwrap().extend(replies);
    }

    /// Forgets what it was sent and how it was to reply.
    pub fn forget(&mut self) {
        self.replies.lock().unwrap().clear();
        while self.posted.try_recv().is_ok() {}
    }

    pub async fn next(&mut self) -> Posted {
        let next = within("a delivery", self.posted.recv()).await;
        next.expect("the receiver listens")
    }

    /// The positions of the next deliveries.
    pub async fn positions(&mut self, n: usize) -> Vec<u64> {
        let mut positions = Vec::with_capacity(n);
        while positions.len() < n {
            positions.push(self.next().await.position());
        }
        positions
    }
}

impl Posted {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    pub fn position(&self) -> u64 {
        self.json()["position"].as_str().unwrap().parse().unwrap()
    }

    #[track_caller]
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(other, _)| other == name);
        &found.unwrap_or_else(|| panic!("there is no {name}")).1
    }

    /// Whether the signature is right, reckoned by RFC 2104 from the hash alone.
    pub fn is_signed(&self) -> bool {
        let pad = |byte: u8| {
            let mut block = [byte; 64];
            block
                .iter_mut()
                .zip(KEY)
                .for_each(|(byte, key)| *byte ^= key);
            block
        };
        let signed = format!(
            "{}.{}.{}",
            self.header("webhook-id"),
            self.header("webhook-timestamp"),
            self.body
        );
        let inner = Sha256::new()
            .chain_update(pad(0x36))
            .chain_update(signed)
            .finalize();
        let outer = Sha256::new()
            .chain_update(pad(0x5c))
            .chain_update(inner)
            .finalize();
        self.header("webhook-signature") == format!("v1,{}", STANDARD.encode(outer))
    }
}

async fn answer(
    connection: TcpStream,
    replies: Arc<Mutex<VecDeque<Reply>>>,
    tell: mpsc::UnboundedSender<Posted>,
) {
    let mut connection = BufReader::new(connection);
    while let Some(posted) = read(&mut connection).await {
        // A test that is over asks no more.
        tell.send(posted).ok();
        let reply = replies.lock().unwrap().pop_front();
        let (status, headers) = match reply {
            None => (204, ""),
            Some(Reply::Status(status, headers)) => (status, headers),
            Some(Reply::HangUp) => return,
            Some(Reply::Held(told)) => {
                told.await.ok();
                (204, "")
            }
        };
        let answer = format!("HTTP/1.1 {status} -\r\n{headers}content-length: 0\r\n\r\n");
        if connection.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
    }
}

/// The next request: none where the connection ended.
async fn read(connection: &mut BufReader<TcpStream>) -> Option<Posted> {
    let mut line = String::new();
    connection.read_line(&mut line).await.ok()?;
    if !line.starts_with("POST /cop ") {
        return None;
    }
    let mut headers = Vec::new();
    loop {
        line.clear();
        connection.read_line(&mut line).await.ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            break;
        };
        headers.push((name.to_lowercase(), value.to_owned()));
    }
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let mut body = vec![0; length?.1.parse().ok()?];
    connection.read_exact(&mut body).await.ok()?;
    Some(Posted {
        headers,
        body: String::from_utf8(body).ok()?,
    })
}
