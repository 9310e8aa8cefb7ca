//! `/c/…`: plain HTML that works without script: what a community is, and a way in.

mod community;
mod directory;
mod event;
mod frame;
mod html;
mod problem;
mod session;
mod written;

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERER, REFERRER_POLICY, SET_COOKIE,
    VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{Html as HtmlResponse, IntoResponse, Redirect, Response};
use cop_core::activity::Access;
use cop_core::command::Command;
use cop_core::id::{CommandId, CommunityId, ContributionId};
use cop_core::membership::Standing;
use cop_core::refusal::Refusal;
use cop_core::time::Zone;
use cop_core::view;
use serde::Deserialize;

use super::calendar::file_of_event;
use super::directory::Asked;
use super::problem::{Code, Problem};
use super::read::{CommunityAt, Params};
use super::texts::Texts;
use super::{App, blocking};
use crate::token::Caller;
use crate::writer::Submission;
pub(super) use html::{Html, in_path};
use session::{Reader, SameSite};

/// Nothing but our own style sheet, and forms to ourselves.
const POLICY: &str = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; \
                      frame-ancestors 'none'";

pub(super) async fn root(texts: Texts) -> Redirect {
    Redirect::to(&texts.address("/c"))
}

pub(super) async fn style() -> impl IntoResponse {
    (
        [
            (CONTENT_TYPE, "text/css; charset=utf-8"),
            (CACHE_CONTROL, "public, max-age=300"),
        ],
        include_str!("page/style.css"),
    )
}

pub(super) async fn directory(
    State(app): State<App>,
    Reader(caller): Reader,
    texts: Texts,
    Params(asked): Params<Asked>,
) -> Result<Response, Problem> {
    blocking(move || {
        let words = asked.q.clone();
        let found = app.directory(asked, caller.as_ref().map(|caller| &caller.person))?;
        let page = directory::page(&words, &found, &texts, caller.as_ref());
        Ok(HtmlResponse(page).into_response())
    })
    .await
}

/// What of a community an address is about: the community itself where it names nothing in it.
#[derive(Deserialize)]
pub(super) struct About {
    #[serde(default)]
    problem: Option<String>,
    #[serde(default)]
    event: Option<String>,
}

pub(super) async fn community(
    State(app): State<App>,
    Reader(caller): Reader,
    texts: Texts,
    CommunityAt(id): CommunityAt,
    Params(about): Params<About>,
) -> Result<Response, Problem> {
    blocking(move || {
        let caller = caller.as_ref();
        let page = match (about.problem, about.event) {
            (Some(problem), _) => problem_page(&app, &id, &texts, caller, &problem),
            (None, Some(event)) => event_page(&app, &id, &texts, caller, &event),
            (None, None) => community_page(&app, &id, &texts, caller, None),
        };
        Ok(HtmlResponse(page?).into_response())
    })
    .await
}

/// Which event goes into a calendar.
#[derive(Deserialize)]
pub(super) struct Calendared {
    event: String,
}

pub(super) async fn calendar(
    State(app): State<App>,
    Reader(caller): Reader,
    CommunityAt(id): CommunityAt,
    Params(wanted): Params<Calendared>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let base = app.base(&headers);
    let person = caller.map(|caller| caller.person);
    blocking(move || {
        let file = file_of_event(&app, &id, person.as_ref(), &wanted.event, &base)?;
        Ok(([(CONTENT_TYPE, "text/calendar; charset=utf-8")], file).into_response())
    })
    .await
}

fn problem_page(
    app: &App,
    id: &CommunityId,
    texts: &Texts,
    caller: Option<&Caller>,
    problem: &str,
) -> Result<String, Problem> {
    // What can't be an id is no problem either.
    let problem = ContributionId::parse(problem).ok();
    let slice = app.slice(id, caller.map(|caller| &caller.person), problem.as_ref())?;
    let particulars = slice.particulars(app)?;
    let seen = slice.seen(&particulars);
    let view = problem
        .and_then(|problem| view::problem(&seen, &problem))
        .ok_or(Refusal::NoSuchContribution)?;
    let community = view::community(&seen);
    let zone = seen.community.zone.clone().unwrap_or_else(Zone::utc);
    Ok(problem::page(&view, &community, texts, &zone, caller))
}

fn event_page(
    app: &App,
    id: &CommunityId,
    texts: &Texts,
    caller: Option<&Caller>,
    event: &str,
) -> Result<String, Problem> {
    let slice = app.slice(id, caller.map(|caller| &caller.person), None)?;
    let particulars = slice.particulars(app)?;
    let seen = slice.seen(&particulars);
    let mut events = view::events(&seen)
        .into_iter()
        .chain(view::proposals(&seen));
    let view = events
        .find(|view| view.id.as_str() == event)
        .ok_or(Refusal::NoSuchEvent)?;
    let community = view::community(&seen);
    Ok(event::page(&view, &community, texts, caller))
}

/// Why a form was not taken, and what was typed into it.
struct Refused<'a> {
    sentence: String,
    words: &'a str,
}

fn community_page(
    app: &App,
    id: &CommunityId,
    texts: &Texts,
    caller: Option<&Caller>,
    refused: Option<Refused<'_>>,
) -> Result<String, Problem> {
    let slice = app.slice(id, caller.map(|caller| &caller.person), None)?;
    let particulars = slice.particulars(app)?;
    let view = view::community(&slice.seen(&particulars));
    Ok(community::page(&view, texts, caller, refused))
}

/// The form with which somebody joins or asks to.
#[derive(Deserialize)]
pub(super) struct Joining {
    /// Names the command, so that sending the form twice is sending it once.
    #[serde(default)]
    id: Option<CommandId>,
    /// What brings them, or why they ask.
    #[serde(default)]
    words: String,
    #[serde(default)]
    token: String,
}

pub(super) async fn join(
    State(app): State<App>,
    _: SameSite,
    Reader(reader): Reader,
    texts: Texts,
    CommunityAt(id): CommunityAt,
    form: Result<Form<Joining>, FormRejection>,
) -> Result<Response, Problem> {
    let Form(form) = form.map_err(form_problem)?;
    let (caller, cookie) = match reader {
        Some(caller) => (Ok(caller), None),
        None => signed_in(&app, &form.token).await,
    };
    let result = match caller {
        Ok(caller) => match submit(&app, &caller, &id, &form).await {
            Ok(()) => Ok(()),
            Err(problem) => Err((Some(caller), problem)),
        },
        Err(problem) => Err((None, problem)),
    };
    let mut response = match result {
        Ok(()) => {
            let community = format!("/c/{}", in_path(id.as_str()));
            Redirect::to(&texts.address(&community)).into_response()
        }
        Err((caller, problem)) => {
            let status = problem.status();
            let page = blocking(move || {
                let refused = Refused {
                    sentence: texts.refusal(problem.code()),
                    words: &form.words,
                };
                community_page(&app, &id, &texts, caller.as_ref(), Some(refused))
            })
            .await?;
            (status, HtmlResponse(page)).into_response()
        }
    };
    if let Some(cookie) = cookie {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    Ok(response)
}

async fn submit(
    app: &App,
    caller: &Caller,
    community: &CommunityId,
    form: &Joining,
) -> Result<(), Problem> {
    let by = &caller.person;
    let must_ask = app.live.look(|folded| {
        let community = folded
            .model
            .visible(community, Some(by))
            .ok_or_else(Problem::no_such_community)?;
        let is_invited = community.membership.standing(by) == Standing::Invited;
        Ok::<_, Problem>(community.access == Access::OnRequest && !is_invited)
    })?;
    let command = if must_ask {
        Command::AskToJoin {
            reason: form.words.clone(),
        }
    } else {
        Command::Join {
            note: Some(form.words.clone()),
        }
    };
    let submission = Submission {
        id: form.id.unwrap_or_else(new_command_id),
        by: by.clone(),
        name: caller.name.clone(),
        community: Some(community.clone()),
        command,
        expected_position: None,
        speaking_as: None,
        is_operator: false,
    };
    app.writer.submit(submission).await?;
    Ok(())
}

fn new_command_id() -> CommandId {
    CommandId::from_u128(uuid::Uuid::now_v7().as_u128())
}

#[derive(Deserialize)]
pub(super) struct SigningIn {
    token: String,
    #[serde(default)]
    next: String,
}

pub(super) async fn sign_in(
    State(app): State<App>,
    _: SameSite,
    texts: Texts,
    headers: HeaderMap,
    form: Result<Form<SigningIn>, FormRejection>,
) -> Result<Response, Problem> {
    let Form(form) = form.map_err(form_problem)?;
    let (caller, cookie) = signed_in(&app, &form.token).await;
    caller?;
    let next = match form.next.as_str() {
        "" => page_before(&headers),
        next => own_page(next),
    };
    Ok(with_cookie(cookie, Redirect::to(&texts.address(next))))
}

/// The page of ours from which a form was sent.
fn page_before(headers: &HeaderMap) -> &str {
    let address = headers.get(REFERER).and_then(|before| before.to_str().ok());
    let after_scheme = address.and_then(|address| address.split_once("://"));
    let path = after_scheme.and_then(|(_, rest)| Some(&rest[rest.find('/')?..]));
    own_page(path.unwrap_or_default())
}

pub(super) async fn sign_out(State(app): State<App>, _: SameSite, texts: Texts) -> Response {
    let cookie = session::signed_out(app.is_https);
    with_cookie(cookie, Redirect::to(&texts.address("/c")))
}

fn with_cookie(cookie: Option<HeaderValue>, redirect: Redirect) -> Response {
    let cookie: HeaderMap = cookie
        .map(|cookie| (SET_COOKIE, cookie))
        .into_iter()
        .collect();
    (cookie, redirect).into_response()
}

/// Whom a sign-in code names, and the cookie that remembers it.
async fn signed_in(app: &App, token: &str) -> (Result<Caller, Problem>, Option<HeaderValue>) {
    let token = token.trim();
    if token.is_empty() {
        let problem = Problem::new(
            Code::SignInNeeded,
            "to do this, sign in with the code from your intranet",
        );
        return (Err(problem), None);
    }
    match app.caller(token).await {
        Ok(caller) => {
            let cookie = session::signed_in(token, &caller, app.is_https);
            (Ok(caller), cookie)
        }
        Err(problem) => (Err(problem), None),
    }
}

/// A page of ours to go to; anything else is no page to be sent to by a form.
fn own_page(next: &str) -> &str {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~%?=&".contains(&byte);
    if next.starts_with("/c/") && next.bytes().all(is_plain) {
        next
    } else {
        "/c"
    }
}

fn form_problem(fault: FormRejection) -> Problem {
    if fault.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Problem::new(Code::TooLarge, "the form is larger than 64 KiB")
    } else {
        Problem::new(Code::Malformed, "the form can't be read")
    }
}

/// Gives every page its policy, and shows problems as pages.
pub(super) async fn guard(texts: Texts, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let mut response = match response.extensions().get::<Problem>() {
        Some(problem) => {
            let page = frame::problem(problem, &texts);
            (problem.status(), HtmlResponse(page)).into_response()
        }
        None => response,
    };
    for (name, value) in [
        (CONTENT_SECURITY_POLICY, POLICY),
        // With `no-referrer` a browser would not say where our own forms come from.
        (REFERRER_POLICY, "same-origin"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        // Beside what the address asks for.
        (VARY, "accept-language"),
    ] {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_that_does_not_say_where_to_go_on_leads_back() {
        let before = |address: &'static str| {
            let headers = HeaderMap::from_iter([(REFERER, HeaderValue::from_static(address))]);
            page_before(&headers).to_owned()
        };
        let address = "https://cop.example/c/falls?event=e1&lang=cy";
        assert_eq!(before(address), "/c/falls?event=e1&lang=cy");
        for elsewhere in [
            "https://cop.example",
            "about:blank",
            "https://cop.example/v1/me",
        ] {
            assert_eq!(before(elsewhere), "/c");
        }
        assert_eq!(page_before(&HeaderMap::new()), "/c");
    }

    #[test]
    fn a_form_leads_to_our_own_pages_only() {
        for own in ["/c/falls-prevention", "/c/falls?problem=p%201&lang=cy"] {
            assert_eq!(own_page(own), own);
        }
        for elsewhere in [
            "//evil.example",
            "https://evil.example",
            "/c//evil\r\nX: y",
            "",
        ] {
            assert_eq!(own_page(elsewhere), "/c");
        }
    }
}
