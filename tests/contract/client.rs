//! A client of a few lines: HTTP/1.0, so that an answer is what comes until the connection ends.

use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// How long anything may take before the test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// Waits, and says for what when it gives up.
pub async fn within<T>(what: &str, future: impl Future<Output = T>) -> T {
    match tokio::time::timeout(PATIENCE, future).await {
        Ok(value) => value,
        Err(_) => panic!("gave up waiting for {what}"),
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    /// In lower case, without the date.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(other, _)| other == name)
            .map(|(_, value)| value.as_str())
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body)
            .unwrap_or_else(|fault| panic!("{fault}: {} {}", self.status, self.body))
    }

    /// The code of a problem, which has the form of one.
    #[track_caller]
    pub fn code(&self) -> String {
        assert_eq!(
            self.header("content-type"),
            Some("application/problem+json"),
            "{} {}",
            self.status,
            self.body
        );
        let problem = self.json();
        assert_eq!(problem["status"], self.status);
        problem["code"].as_str().unwrap().to_owned()
    }
}

/// A request in the making.
#[derive(Clone)]
pub struct Request {
    address: SocketAddr,
    pub method: &'static str,
    path: String,
    headers: Vec<(String, String)>,
    body: String,
}

impl Request {
    pub fn get(address: SocketAddr, path: &str) -> Self {
        Self {
            address,
            method: "GET",
            path: path.to_owned(),
            headers: Vec::new(),
            body: String::new(),
        }
    }

    pub fn post(address: SocketAddr, path: &str, kind: &str, body: impl Into<String>) -> Self {
        Self {
            method: "POST",
            body: body.into(),
            ..Self::get(address, path).with("content-type", kind)
        }
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn by(self, token: Option<&str>) -> Self {
        match token {
            Some(token) => self.with("authorization", &format!("Bearer {token}")),
            None => self,
        }
    }

    pub async fn send(self) -> Answer {
        let what = format!("{} {}", self.method, self.path);
        within(&what, async {
            let mut connection = self.connect().await;
            let (status, headers) = head(&mut connection).await;
            let mut body = String::new();
            connection.read_to_string(&mut body).await.unwrap();
            Answer {
                status,
                headers,
                body,
            }
        })
        .await
    }

    /// Follows an event stream.
    pub async fn follow(self) -> Events {
        let request = self.with("accept", "text/event-stream");
        let mut connection = within("the stream to open", request.connect()).await;
        let (status, headers) = within("the stream's head", head(&mut connection)).await;
        assert_eq!(status, 200, "{headers:?}");
        Events { connection }
    }

    async fn connect(&self) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let mut text = format!(
            "{} {} HTTP/1.0\r\nhost: {}\r\ncontent-length: {}\r\n",
            self.method,
            self.path,
            self.address,
            self.body.len()
        );
        for (name, value) in &self.headers {
            text += &format!("{name}: {value}\r\n");
        }
        text += "\r\n";
        text += &self.body;
        stream.write_all(text.as_bytes()).await.unwrap();
        BufReader::new(stream)
    }
}

async fn head(connection: &mut BufReader<TcpStream>) -> (u16, Vec<(String, String)>) {
    let mut line = String::new();
    connection.read_line(&mut line).await.unwrap();
    let status = line.split(' ').nth(1).unwrap().parse().unwrap();
    let mut headers = Vec::new();
    loop {
        line.clear();
        connection.read_line(&mut line).await.unwrap();
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            return (status, headers);
        };
        if name != "date" {
            headers.push((name.to_owned(), value.to_owned()));
        }
    }
}

/// An open event stream.
pub struct Events {
    connection: BufReader<TcpStream>,
}

impl Events {
    /// The next event's id and data: none when the server ended the stream.
    pub async fn next(&mut self) -> Option<(u64, Value)> {
        within("an event", async {
            let (mut id, mut data) = (None, None);
            let mut line = String::new();
            loop {
                line.clear();
                if self.connection.read_line(&mut line).await.unwrap() == 0 {
                    return None;
                }
                let text = line.trim_end();
                if let Some(text) = text.strip_prefix("id: ") {
                    id = Some(text.parse().unwrap());
                } else if let Some(text) = text.strip_prefix("data: ") {
                    data = Some(serde_json::from_str(text).unwrap());
                } else if text.is_empty()
                    && let Some(event) = id.take().zip(data.take())
                {
                    return Some(event);
                }
            }
        })
        .await
    }

    /// The positions of the next events.
    pub async fn positions(&mut self, n: usize) -> Vec<u64> {
        let mut positions = Vec::with_capacity(n);
        while positions.len() < n {
            positions.push(self.next().await.expect("the stream is open").0);
        }
        positions
    }
}
