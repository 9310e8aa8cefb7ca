//! What every page has around it.

use cop_core::id::{ContributionId, EventId};
use cop_core::view::CommunityView;

use super::html::{Html, in_path};
use crate::http::problem::Problem;
use crate::http::texts::{Key, Texts};
use crate::token::Caller;

/// A whole page.
pub(super) fn page(title: &str, texts: &Texts, caller: Option<&Caller>, main: Html) -> String {
    Html::new()
        .raw("<!doctype html>\n<html lang=\"")
        .text(texts.language())
        .raw("\" dir=\"")
        .text(texts.say(Key::Direction))
        .raw(
            "\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <link rel=\"stylesheet\" href=\"/c/style.css\">\n<title>",
        )
        .text(title)
        .raw("</title>\n</head>\n<body>\n<header>\n<p><a href=\"")
        .text(texts.address("/c"))
        .raw("\">")
        .text(texts.say(Key::AllCommunities))
        .raw("</a></p>\n")
        .if_some(caller, |html, caller| session(html, texts, caller))
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
pub(super) fn way_back(community: &CommunityView, texts: &Texts) -> Html {
    Html::new()
        .raw("<p><a href=\"")
        .text(texts.address(&address(community)))
        .raw("\"><bdi>")
        .text(&community.name)
        .raw("</bdi></a></p>\n")
}

/// What a reader can do at the end of what is in a community: go on to all of it, or first sign in.
pub(super) fn way_on(
    html: Html,
    community: &CommunityView,
    texts: &Texts,
    caller: Option<&Caller>,
    here: &str,
) -> Html {
    let html = html
        .raw("<section class=\"way-in\" aria-labelledby=\"way-in\">\n<h2 id=\"way-in\">")
        .text(texts.say(Key::PageTakePart))
        .raw("</h2>\n<p>")
        .text(texts.say(Key::PageInIntranet))
        .raw("</p>\n<p><a href=\"")
        .text(texts.address(&address(community)))
        .raw("\">")
        .text(texts.say(Key::PageAboutCommunity))
        .raw("</a></p>\n");
    let html = match caller {
        Some(_) => html,
        None => sign_in_form(
            html.raw("<p>")
                .text(texts.say(Key::PageSignInNames))
                .raw("</p>\n"),
            texts,
            here,
        ),
    };
    html.raw("</section>\n")
}

/// Who is signed in, and the way out.
fn session(html: Html, texts: &Texts, caller: &Caller) -> Html {
    let name = caller.name.as_deref().unwrap_or(caller.person.as_str());
    let name = Html::new().raw("<bdi>").text(name).raw("</bdi>");
    html.raw("<form class=\"session\" method=\"post\" action=\"")
        .text(texts.address("/sign-out"))
        .raw("\"><p>")
        .sentence(texts.say(Key::PageSignedInAs), &[("name", name)])
        .raw(" <button class=\"quiet\">")
        .text(texts.say(Key::PageSignOut))
        .raw("</button></p></form>\n")
}

/// The field into which the code from the intranet is put.
pub(super) fn code_field(html: Html, texts: &Texts) -> Html {
    html.raw("<p><label for=\"token\">")
        .text(texts.say(Key::PageCode))
        .raw(
            "</label>\n\
             <input id=\"token\" name=\"token\" type=\"text\" required autocomplete=\"off\" \
             autocapitalize=\"off\" spellcheck=\"false\"></p>\n",
        )
}

/// A form to sign in with, which leads to a page of ours.
pub(super) fn sign_in_form(html: Html, texts: &Texts, next: &str) -> Html {
    let html = html
        .raw("<form method=\"post\" action=\"")
        .text(texts.address("/sign-in"))
        .raw("\">\n<input type=\"hidden\" name=\"next\" value=\"")
        .text(next)
        .raw("\">\n");
    code_field(html, texts)
        .raw("<p><button>")
        .text(texts.say(Key::SignIn))
        .raw("</button></p>\n</form>\n")
}

/// The page for a problem. It does not say what was asked for, so that all that is hidden looks the same.
pub(super) fn problem(problem: &Problem, texts: &Texts) -> String {
    let title = texts.say(match problem.status().as_u16() {
        404 => Key::PageNotFound,
        401 => Key::PageSignInFirst,
        403 => Key::PageNotAllowed,
        _ => Key::PageFailed,
    });
    let main = Html::new()
        .raw("<h1>")
        .text(title)
        .raw("</h1>\n<p>")
        .text(texts.refusal(problem.code()))
        .raw("</p>\n<p>")
        .text(texts.say(Key::PageSomeHidden))
        .raw("</p>\n");
    // Nor does the form: where to go on to, the browser says.
    page(title, texts, None, sign_in_form(main, texts, ""))
}
