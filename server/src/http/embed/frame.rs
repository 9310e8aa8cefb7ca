//! `GET /embed/v1/frame`: the element on a page of ours, for pages that can only show a frame.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, VARY,
};
use axum::response::{IntoResponse, Response};

use super::{SHORT_LIVED, version};
use crate::http::App;
use crate::http::page::{Html, in_path};
use crate::http::problem::Problem;
use crate::http::read::Params;
use crate::http::texts::{Key, Texts};

/// The attributes that the address may give to the element. Whatever else it says is passed over: with `server` or
/// `src`, anybody could show anything under our address.
const ATTRIBUTES: [&str; 7] = [
    "community",
    "view",
    "problem",
    "topic",
    "lang",
    "theme",
    "heading-level",
];

pub(in crate::http) async fn frame(
    State(app): State<App>,
    texts: Texts,
    Params(asked): Params<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let version = version(&app.widget_dir).await?;
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
        (CACHE_CONTROL, SHORT_LIVED.to_owned()),
        (CONTENT_SECURITY_POLICY, policy(&app.allowed_frames)),
        (REFERRER_POLICY, "no-referrer".to_owned()),
        (VARY, "accept-language".to_owned()),
    ];
    let page = page(&version, &app.allowed_frames, &texts, &asked);
    Ok((headers, page).into_response())
}

/// Our own files only, and only the named sites around it.
fn policy(allowed: &[String]) -> String {
    let around: String = allowed.iter().map(|site| format!(" {site}")).collect();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; \
         base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; \
         trusted-types communities-of-practice; frame-ancestors 'self'{around}"
    )
}

fn page(
    version: &str,
    allowed: &[String],
    texts: &Texts,
    asked: &BTreeMap<String, String>,
) -> String {
    let said = |name: &str| asked.get(name).map(String::as_str);
    let file = |html: Html, name: &'static str| {
        html.raw("\"/embed/")
            .text(version)
            .raw("/")
            .raw(name)
            .raw("\"")
    };
    let html = Html::new()
        .raw("<!doctype html>\n<html lang=\"")
        .text(texts.language())
        .raw("\" dir=\"")
        .text(texts.say(Key::Direction))
        .raw("\" data-theme=\"")
        .text(said("theme").unwrap_or("auto"))
        .raw("\" data-allowed=\"")
        .text(allowed.join(" "))
        .raw(
            "\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>",
        )
        .text(texts.say(Key::AllCommunities))
        .raw("</title>\n<base target=\"_blank\">\n<link rel=\"stylesheet\" href=");
    let html = file(html, "framed.css").raw(">\n<script type=\"module\" src=");
    let html = file(html, "cop.js").raw("></script>\n<script type=\"module\" src=");
    let html = file(html, "framed.js")
        .raw("></script>\n</head>\n<body>\n<communities-of-practice loading=\"eager\"")
        .each(ATTRIBUTES, |html, name| {
            html.if_some(said(name), |html, value| {
                html.raw(" ").raw(name).raw("=\"").text(value).raw("\"")
            })
        })
        .raw(">\n<a href=\"");
    let own_page = match said("community") {
        Some(community) => format!("/c/{}", in_path(community)),
        None => "/c".to_owned(),
    };
    html.text(texts.address(&own_page))
        .raw("\">")
        .text(texts.say(Key::PageOpenAlone))
        .raw("</a>\n</communities-of-practice>\n</body>\n</html>\n")
        .into_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(asked: &[(&str, &str)]) -> String {
        let asked = asked
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let allowed = ["https://a.example".to_owned()];
        page("1.0-abc", &allowed, &Texts::english(), &asked)
    }

    #[test]
    fn an_address_gives_the_element_its_attributes_and_no_others() {
        let page = shown(&[
            ("community", "falls"),
            ("heading-level", "3"),
            ("server", "https://evil.example"),
            ("src", "https://evil.example"),
            ("onclick", "x"),
        ]);
        assert!(page.contains("loading=\"eager\" community=\"falls\" heading-level=\"3\">"));
        assert!(!page.contains("evil") && !page.contains("onclick"));
    }

    #[test]
    fn what_an_address_says_is_never_markup() {
        let page = shown(&[("community", "\"><script>x</script>"), ("lang", "\"><b>")]);
        assert!(!page.contains("<script>") && !page.contains("<b>"));
    }

    #[test]
    fn only_the_named_sites_may_be_around_it() {
        assert!(policy(&[]).ends_with("frame-ancestors 'self'"));
        let two = [
            "https://a.example".to_owned(),
            "https://b.example".to_owned(),
        ];
        assert!(
            policy(&two).ends_with("frame-ancestors 'self' https://a.example https://b.example")
        );
    }
}
