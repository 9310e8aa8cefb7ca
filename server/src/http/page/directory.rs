//! The page that lists the communities that its reader may see.

use super::frame;
use super::html::{Html, in_path};
use crate::http::directory::Answer;
use crate::token::Caller;

pub(super) fn page(words: &str, found: &Answer, caller: Option<&Caller>) -> String {
    let main = Html::new()
        .raw(
            "<h1>Communities of practice</h1>\n\
             <form method=\"get\" action=\"/c\" role=\"search\">\n\
             <p><label for=\"q\">Search by name, word or problem</label>\n\
             <input id=\"q\" name=\"q\" type=\"search\" value=\"",
        )
        .text(words)
        .raw("\"></p>\n<p><button>Search</button></p>\n</form>\n<p>")
        .text(match found.total {
            0 => "No community found.".to_owned(),
            1 => "1 community.".to_owned(),
            total if total > found.communities.len() => {
                format!(
                    "{total} communities, of which these {} come first.",
                    found.communities.len()
                )
            }
            total => format!("{total} communities."),
        })
        .raw("</p>\n<ul class=\"rows\">\n")
        .each(&found.communities, |html, entry| {
            html.raw("<li><h2><a href=\"/c/")
                .text(in_path(entry.id.as_str()))
                .raw("\"><bdi>")
                .text(&entry.name)
                .raw("</bdi></a></h2>\n")
                .if_some(entry.domain.as_deref(), Html::paragraphs)
                .raw("<p class=\"meta\">")
                .text(super::community::members(
                    entry.n_members,
                    entry.n_organisations,
                ))
                .raw("</p></li>\n")
        })
        .raw("</ul>\n");
    let main = match caller {
        Some(_) => main,
        None => frame::sign_in_form(
            main.raw("<h2>Sign in</h2>\n<p>Signed in, you see the communities of your organisation too.</p>\n"),
            "/c",
        ),
    };
    frame::page("Communities of practice", caller, main)
}
