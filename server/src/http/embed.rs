//! `/embed/…`: the released files of the widget, for the pages of any site.

mod frame;

use std::path::{Path, PathBuf};

use axum::extract::{Path as At, State};
use axum::http::header::{
    ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE,
    VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::App;
use super::problem::{Code, Problem};

pub(super) use frame::frame;

/// A name that may change what it stands for within minutes.
const SHORT_LIVED: &str = "public, max-age=300";
/// A name that never stands for anything else.
const IMMUTABLE: &str = "public, max-age=31536000, immutable";

#[derive(Deserialize)]
struct Integrity {
    version: String,
}

/// A problem that a page of any site may read, so that it can tell a missing file from a forbidden one.
type OpenProblem = ([(HeaderName, &'static str); 1], Problem);

fn open(problem: Problem) -> OpenProblem {
    ([(ACCESS_CONTROL_ALLOW_ORIGIN, "*")], problem)
}

pub(super) async fn newest(
    State(app): State<App>,
    headers: HeaderMap,
) -> Result<Response, OpenProblem> {
    alias(&app, "cop.js", &headers).await
}

pub(super) async fn newest_frame(
    State(app): State<App>,
    headers: HeaderMap,
) -> Result<Response, OpenProblem> {
    alias(&app, "frame.js", &headers).await
}

async fn alias(app: &App, file: &str, headers: &HeaderMap) -> Result<Response, OpenProblem> {
    version(&app.widget_dir).await.map_err(open)?;
    send(&app.widget_dir, file, SHORT_LIVED, headers)
        .await
        .map_err(open)
}

pub(super) async fn released(
    State(app): State<App>,
    At((wanted, file)): At<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, OpenProblem> {
    if version(&app.widget_dir).await.map_err(open)? != wanted {
        return Err(open(no_such_file()));
    }
    send(&app.widget_dir, &file, IMMUTABLE, &headers)
        .await
        .map_err(open)
}

/// The version of the files in the folder.
async fn version(folder: &Path) -> Result<String, Problem> {
    // It is written last and removed first, so that a bundle in the making is none.
    let text = tokio::fs::read(folder.join("integrity.json"))
        .await
        .map_err(|_| no_bundle())?;
    let integrity: Integrity = serde_json::from_slice(&text).map_err(|_| no_bundle())?;
    Ok(integrity.version)
}

async fn send(
    folder: &Path,
    file: &str,
    cache: &'static str,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    let path = folder.join(relative(file).ok_or_else(no_such_file)?);
    let kind = content_type(file).ok_or_else(no_such_file)?;
    let mut found = None;
    for (encoding, ending) in [("br", ".br"), ("gzip", ".gz")] {
        if accepts(headers, encoding) {
            let mut packed = path.clone().into_os_string();
            packed.push(ending);
            if let Ok(bytes) = tokio::fs::read(PathBuf::from(packed)).await {
                found = Some((bytes, Some(encoding)));
                break;
            }
        }
    }
    let (bytes, encoding) = match found {
        Some(found) => found,
        None => (
            tokio::fs::read(&path).await.map_err(|_| no_such_file())?,
            None,
        ),
    };
    let shared = [
        (CONTENT_TYPE, kind),
        (CACHE_CONTROL, cache),
        (VARY, "accept-encoding"),
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "cross-origin",
        ),
    ];
    let encoding = encoding.map(|encoding| [(CONTENT_ENCODING, encoding)]);
    Ok(match encoding {
        Some(encoding) => (shared, encoding, bytes).into_response(),
        None => (shared, bytes).into_response(),
    })
}

/// A path below the folder, of plain names only.
fn relative(file: &str) -> Option<PathBuf> {
    file.split('/')
        .map(|name| {
            let is_plain = name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
            (is_plain && !name.is_empty() && !name.starts_with('.')).then_some(name)
        })
        .collect()
}

fn content_type(file: &str) -> Option<&'static str> {
    match file.rsplit_once('.')?.1 {
        "js" => Some("text/javascript; charset=utf-8"),
        "wasm" => Some("application/wasm"),
        "json" => Some("application/json"),
        "css" => Some("text/css; charset=utf-8"),
        "ts" => Some("text/plain; charset=utf-8"),
        _ => None,
    }
}

fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    headers
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|accepted| accepted.to_str().ok())
        .flat_map(|accepted| accepted.split(','))
        .any(|accepted| {
            let (name, weight) = accepted.split_once(';').unwrap_or((accepted, ""));
            let is_refused = weight
                .trim()
                .strip_prefix("q=")
                .is_some_and(|weight| weight.parse() == Ok(0.0_f32));
            name.trim().eq_ignore_ascii_case(encoding) && !is_refused
        })
}

fn no_bundle() -> Problem {
    Problem::new(
        Code::NoBundle,
        "the widget was not built: run `cargo bundle`, or name its folder with --widget",
    )
}

fn no_such_file() -> Problem {
    Problem::new(Code::NoSuchPage, "there is no such file in this release")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_names_below_the_folder_are_files() {
        assert!(relative("cop.js").is_some());
        assert!(relative("messages/en.json").is_some());
        for escape in [
            "../key",
            "a/../../key",
            "/etc/passwd",
            ".git",
            "a\\b",
            "a//b",
            "",
        ] {
            assert_eq!(relative(escape), None, "{escape}");
        }
    }

    #[test]
    fn an_encoding_with_weight_nought_is_refused() {
        let headers = |accepted: &'static str| {
            HeaderMap::from_iter([(ACCEPT_ENCODING, accepted.parse().unwrap())])
        };
        assert!(accepts(&headers("gzip, br;q=0.8"), "br"));
        assert!(!accepts(&headers("gzip, br;q=0"), "br"));
        assert!(!accepts(&headers("gzip"), "br"));
    }
}
