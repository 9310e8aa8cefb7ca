//! Requests to the server.

use gloo::timers::callback::Timeout;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Headers, ReadableStream, ReadableStreamDefaultReader, RequestInit, Response,
};

#[wasm_bindgen]
extern "C" {
    /// Makes text of bytes, of which a letter may come in two pieces.
    type TextDecoderStream;

    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<TextDecoderStream, JsValue>;

    /// What the server answered before this was there.
    type Early;

    #[wasm_bindgen(method, getter)]
    fn status(this: &Early) -> u16;

    #[wasm_bindgen(method, getter)]
    fn bytes(this: &Early) -> JsValue;

    /// A stream of bytes.
    type Bytes;

    #[wasm_bindgen(method, js_name = pipeThrough)]
    fn decoded(this: &Bytes, decoder: &TextDecoderStream) -> ReadableStream;
}

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

/// Asks with GET, or sends JSON with POST; where it was asked `early`, takes what was answered to that.
///
/// # Errors
/// If no whole answer came in time.
pub async fn fetch(
    address: &str,
    token: Option<&str>,
    json: Option<&str>,
    early: Option<js_sys::Promise>,
) -> Result<Answer, Unreachable> {
    match early {
        Some(answer) => {
            let answer: Early = JsFuture::from(answer).await?.unchecked_into();
            Ok(as_text(answer.status(), &answer.bytes()))
        }
        None => ask(address, token, json, None).await,
    }
}

/// Fetches a published file, which has to have this hash.
///
/// # Errors
/// If it does not come, or is another one.
pub fn fetch_file<'a>(
    address: &'a str,
    integrity: &'a str,
) -> impl Future<Output = Result<Answer, Unreachable>> + 'a {
    ask(address, None, None, Some(integrity))
}

async fn ask(
    address: &str,
    token: Option<&str>,
    json: Option<&str>,
    integrity: Option<&str>,
) -> Result<Answer, Unreachable> {
    let controller = AbortController::new()?;
    let aborted = controller.clone();
    // Dropped, and with it called off, when the answer is there.
    let _timeout = Timeout::new(TIMEOUT_MS, move || aborted.abort());
    let accept = "application/json";
    let response = send(address, token, json, accept, integrity, &controller).await?;
    // As bytes: a text of the browser's would be written anew letter by letter.
    let body = JsFuture::from(response.array_buffer()?).await?;
    Ok(as_text(response.status(), &body))
}

fn as_text(status: u16, bytes: &JsValue) -> Answer {
    let bytes = js_sys::Uint8Array::new(bytes).to_vec();
    Answer {
        status,
        body: String::from_utf8_lossy(&bytes).into_owned(),
    }
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
    let aborted = controller.clone();
    // A connection from before the machine slept may be there and dead.
    let _timeout = Timeout::new(TIMEOUT_MS, move || aborted.abort());
    let accept = "text/event-stream";
    let response = send(address, token, None, accept, None, &controller).await?;
    let status = response.status();
    let chunks = match response.body() {
        Some(body) if response.ok() => Some(Chunks {
            reader: body
                .unchecked_into::<Bytes>()
                .decoded(&TextDecoderStream::new()?)
                .get_reader()
                .unchecked_into(),
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
    pub async fn next(&mut self) -> Option<String> {
        let read = JsFuture::from(self.reader.read()).await.ok()?;
        let value = js_sys::Reflect::get(&read, &"value".into()).ok()?;
        value.as_string()
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
    integrity: Option<&str>,
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
    match integrity {
        // It is the same for ever.
        Some(integrity) => init.set_integrity(integrity),
        None => init.set_cache(web_sys::RequestCache::NoStore),
    }
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response = JsFuture::from(window.fetch_with_str_and_init(address, &init)).await?;
    Ok(response.unchecked_into())
}
