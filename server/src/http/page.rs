//! `/c/…`: plain HTML that works without script: what a community is, and a way in.

mod community;
mod directory;
mod frame;
mod html;
mod session;

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, SET_COOKIE, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{Html as HtmlResponse, IntoResponse, Redirect, Response};
use cop_core::activity::Access;
use cop_core::command::Command;
use cop_core::id::{CommandId, CommunityId};
use cop_core::membership::Standing;
use serde::Deserialize;

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

pub(super) async fn community(
    State(app): State<App>,
    Reader(caller): Reader,
    texts: Texts,
    CommunityAt(id): CommunityAt,
) -> Result<Response, Problem> {
    blocking(move || {
        let page = community_page(&app, &id, &texts, caller.as_ref(), None)?;
        Ok(HtmlResponse(page).into_response())
    })
    .await
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
    let view = cop_core::view::community(&slice.seen(&particulars));
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
    form: Result<Form<SigningIn>, FormRejection>,
) -> Result<Response, Problem> {
    let Form(form) = form.map_err(form_problem)?;
    let (caller, cookie) = signed_in(&app, &form.token).await;
    caller?;
    let next = texts.address(own_page(&form.next));
    Ok(with_cookie(cookie, Redirect::to(&next)))
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
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~%".contains(&byte);
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
    fn a_form_leads_to_our_own_pages_only() {
        assert_eq!(own_page("/c/falls-prevention"), "/c/falls-prevention");
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
