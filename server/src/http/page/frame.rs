//! What every page has around it.

use cop_core::id::{ContributionId, EventId};
use cop_core::view::CommunityView;

use super::html::{Html, in_path};
use crate::http::problem::Problem;
use crate::token::Caller;

/// A whole page.
pub(super) fn page(title: &str, caller: Option<&Caller>, main: Html) -> String {
    Html::new()
        .raw(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <link rel=\"stylesheet\" href=\"/c/style.css\">\n<title>",
        )
        .text(title)
        .raw("</title>\n</head>\n<body>\n<header>\n<p><a href=\"/c\">Communities of practice</a></p>\n")
        .if_some(caller, |html, caller| {
            html.raw("<form class=\"session\" method=\"post\" action=\"/sign-out\"><p>Signed in as <bdi>")
                .text(caller.name.as_deref().unwrap_or(caller.person.as_str()))
                .raw("</bdi> <button class=\"quiet\">Sign out</button></p></form>\n")
        })
        .raw("</header>\n<main>\n")
        .add(main)
        .raw("</main>\n</body>\n</html>\n")
        .into_string()
}

/// The address of a community's page.
pub(super) fn address(community: &CommunityView) -> String {
    format!("/c/{}", in_path(community.id.as_str()))
}

/// The address of a problem, or of whatever else began a thread.
pub(super) fn problem_address(community: &CommunityView, problem: &ContributionId) -> String {
    let problem = in_path(problem.as_str());
    format!("{}?problem={problem}", address(community))
}

/// The address of a meeting.
pub(super) fn event_address(community: &CommunityView, event: &EventId) -> String {
    format!("{}?event={}", address(community), in_path(event.as_str()))
}

/// The way from what is in a community to the community.
pub(super) fn way_back(community: &CommunityView) -> Html {
    Html::new()
        .raw("<p><a href=\"")
        .text(address(community))
        .raw("\"><bdi>")
        .text(&community.name)
        .raw("</bdi></a></p>\n")
}

/// What a reader can do at the end of what is in a community: go on to all of it, or first sign in.
pub(super) fn way_on(
    html: Html,
    community: &CommunityView,
    caller: Option<&Caller>,
    here: &str,
) -> Html {
    let html = html
        .raw("<section class=\"way-in\" aria-labelledby=\"way-in\">\n<h2 id=\"way-in\">To take part</h2>\n<p>Find this community in your intranet, or <a href=\"")
        .text(address(community))
        .raw("\">read more about it</a>.</p>\n");
    let html = match caller {
        Some(_) => html,
        None => sign_in_form(
            html.raw("<p>Signed in, you see who is in it and who says what.</p>\n"),
            here,
        ),
    };
    html.raw("</section>\n")
}

/// The field into which the code from the intranet is put.
pub(super) fn code_field(html: Html) -> Html {
    html.raw(
        "<p><label for=\"token\">Sign-in code from your intranet</label>\n\
         <input id=\"token\" name=\"token\" type=\"text\" required autocomplete=\"off\" \
         autocapitalize=\"off\" spellcheck=\"false\"></p>\n",
    )
}

/// A form to sign in with, which leads to a page of ours.
pub(super) fn sign_in_form(html: Html, next: &str) -> Html {
    let html = html
        .raw("<form method=\"post\" action=\"/sign-in\">\n<input type=\"hidden\" name=\"next\" value=\"")
        .text(next)
        .raw("\">\n");
    code_field(html).raw("<p><button>Sign in</button></p>\n</form>\n")
}

/// The page for a problem. It does not say what was asked for, so that all that is hidden looks the same.
pub(super) fn problem(problem: &Problem) -> String {
    let title = match problem.status().as_u16() {
        404 => "Not found",
        401 => "Sign in first",
        403 => "Not allowed",
        _ => "That did not work",
    };
    let main = Html::new()
        .raw("<h1>")
        .text(title)
        .raw("</h1>\n<p>")
        .text(sentence(problem.detail()))
        .raw("</p>\n<p>Some communities are shown only to people who are signed in, or to their members.</p>\n");
    // Nor does the form: where to go on to, the browser says.
    page(title, None, sign_in_form(main, ""))
}

/// A detail as a sentence: it begins with a capital and ends with a full stop.
pub(super) fn sentence(detail: &str) -> String {
    let mut letters = detail.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), letters.as_str())
}
