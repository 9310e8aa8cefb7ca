//! Requests to the server.

use gloo::timers::callback::Timeout;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, ReadableStreamDefaultReader, RequestInit, Response};

/// Longest wait for the answer to a request.
const TIMEOUT_MS: u32 = 20_000;

/// The server gave no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreachable;

impl From<JsValue> for Unreachable {
    fn from(_: JsValue) -> Self {
        Unreachable
    }
}

/// What the server answered.
pub struct Answer {
    /// The status of HTTP.
    pub status: u16,
    /// The text.
    pub body: String,
}

/// Asks with GET, or sends JSON with POST.
///
/// # Errors
/// If no whole answer came in time.
pub async fn fetch(
    address: &str,
    token: Option<&str>,
    json: Option<&str>,
) -> Result<Answer, Unreachable> {
    let controller = AbortController::new()?;
    let aborted = controller.clone();
    // Dropped, and with it called off, when the answer is there.
    let _timeout = Timeout::new(TIMEOUT_MS, move || aborted.abort());
    let response = send(address, token, json, "application/json", &controller).await?;
    Ok(Answer {
        status: response.status(),
        body: text(&response).await?,
    })
}

/// Fetches a published file, which has to have this hash.
///
/// # Errors
/// If it does not come, or is another one.
pub async fn fetch_file(address: &str, integrity: &str) -> Result<String, Unreachable> {
    let controller = AbortController::new()?;
    let aborted = controller.clone();
    let _timeout = Timeout::new(TIMEOUT_MS, move || aborted.abort());
    let init = RequestInit::new();
    init.set_signal(Some(&controller.signal()));
    init.set_integrity(integrity);
    init.set_credentials(web_sys::RequestCredentials::Omit);
    let window = web_sys::window().ok_or(Unreachable)?;
    let response = JsFuture::from(window.fetch_with_str_and_init(address, &init)).await?;
    let response: Response = response.dyn_into()?;
    let text = text(&response).await?;
    response.ok().then_some(text).ok_or(Unreachable)
}

/// What came, as a text. It is taken as bytes: a text of the browser's would be written anew letter by letter.
async fn text(response: &Response) -> Result<String, JsValue> {
    let bytes = JsFuture::from(response.array_buffer()?).await?;
    let bytes = js_sys::Uint8Array::new(&bytes).to_vec();
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Opens a stream of events.
///
/// # Errors
/// If the server does not answer.
pub async fn open_stream(
    address: &str,
    token: Option<&str>,
) -> Result<(u16, Option<Chunks>), Unreachable> {
    let controller = AbortController::new()?;
    let response = send(address, token, None, "text/event-stream", &controller).await?;
    let status = response.status();
    let chunks = match response.body() {
        Some(body) if response.ok() => Some(Chunks {
            reader: body.get_reader().unchecked_into(),
            controller,
        }),
        _ => None,
    };
    Ok((status, chunks))
}

/// The pieces in which an answer comes; closes the connection when dropped.
pub struct Chunks {
    reader: ReadableStreamDefaultReader,
    controller: AbortController,
}

impl Chunks {
    /// A handle that closes the connection, so that a wait for the next piece ends.
    pub fn closer(&self) -> AbortController {
        self.controller.clone()
    }

    /// The next piece: none at the end, and where the connection broke.
    pub async fn next(&mut self) -> Option<Vec<u8>> {
        let read = JsFuture::from(self.reader.read()).await.ok()?;
        let value = js_sys::Reflect::get(&read, &"value".into()).ok()?;
        let bytes: js_sys::Uint8Array = value.dyn_into().ok()?;
        Some(bytes.to_vec())
    }
}

impl Drop for Chunks {
    fn drop(&mut self) {
        self.controller.abort();
    }
}

async fn send(
    address: &str,
    token: Option<&str>,
    json: Option<&str>,
    accept: &str,
    controller: &AbortController,
) -> Result<Response, JsValue> {
    let headers = Headers::new()?;
    headers.set("accept", accept)?;
    if let Some(token) = token {
        let mut value = String::from("Bearer ");
        value.push_str(token);
        headers.set("authorization", &value)?;
    }
    let init = RequestInit::new();
    if let Some(json) = json {
        init.set_method("POST");
        headers.set("content-type", "application/json")?;
        init.set_body(&json.into());
    }
    init.set_headers(&headers);
    init.set_signal(Some(&controller.signal()));
    // Who asks is said by the token alone.
    init.set_credentials(web_sys::RequestCredentials::Omit);
    init.set_cache(web_sys::RequestCache::NoStore);
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response = JsFuture::from(window.fetch_with_str_and_init(address, &init)).await?;
    response.dyn_into()
}
