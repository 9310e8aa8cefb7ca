//! What every page has around it.

use super::html::Html;
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
    page(title, None, sign_in_form(main, "/c"))
}

/// A detail as a sentence: it begins with a capital and ends with a full stop.
pub(super) fn sentence(detail: &str) -> String {
    let mut letters = detail.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), letters.as_str())
}
