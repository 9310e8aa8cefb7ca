//! Whether an address answers: what is printed is only printed once it is true.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Asks for a path and waits until it is answered with success.
///
/// # Errors
/// A sentence on what came instead.
pub async fn wait(address: SocketAddr, path: &str) -> Result<(), String> {
    let line = first_line(address, path)
        .await
        .map_err(|error| format!("http://{address} does not answer: {error}."))?;
    if line.starts_with("HTTP/1.1 200") {
        Ok(())
    } else {
        Err(format!("http://{address}{path} answers {line}."))
    }
}

async fn first_line(address: SocketAddr, path: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    let answer = String::from_utf8_lossy(&answer);
    Ok(answer.lines().next().unwrap_or_default().to_owned())
}
