//! The page that lists the communities that its reader may see.

use super::frame;
use super::html::{Html, in_path};
use crate::http::directory::Answer;
use crate::http::texts::{Key, Texts};
use crate::token::Caller;

pub(super) fn page(words: &str, found: &Answer, texts: &Texts, caller: Option<&Caller>) -> String {
    let title = texts.say(Key::AllCommunities);
    let main = Html::new()
        .raw("<h1>")
        .text(title)
        .raw(
            "</h1>\n<form method=\"get\" action=\"/c\" role=\"search\">\n\
             <p><label for=\"q\">",
        )
        .text(texts.say(Key::PageSearch))
        .raw("</label>\n<input id=\"q\" name=\"q\" type=\"search\" value=\"")
        .text(words)
        .raw("\"></p>\n")
        .if_some(texts.asked(), |html, language| {
            html.raw("<input type=\"hidden\" name=\"lang\" value=\"")
                .text(language)
                .raw("\">\n")
        })
        .raw("<p><button>")
        .text(texts.say(Key::PageSearchNow))
        .raw("</button></p>\n</form>\n<p>")
        .text(how_many(found, texts))
        .raw("</p>\n<ul class=\"rows\">\n")
        .each(&found.communities, |html, entry| {
            html.raw("<li><h2><a href=\"")
                .text(texts.address(&format!("/c/{}", in_path(entry.id.as_str()))))
                .raw("\"><bdi>")
                .text(&entry.name)
                .raw("</bdi></a></h2>\n")
                .if_some(entry.domain.as_deref(), Html::paragraphs)
                .raw("<p class=\"meta\">")
                .text(super::community::members(
                    texts,
                    entry.n_members,
                    entry.n_organisations,
                ))
                .raw("</p></li>\n")
        })
        .raw("</ul>\n");
    let main = match caller {
        Some(_) => main,
        None => frame::sign_in_form(
            main.raw("<h2>")
                .text(texts.say(Key::SignIn))
                .raw("</h2>\n<p>")
                .text(texts.say(Key::PageSignInLead))
                .raw("</p>\n"),
            texts,
            "/c",
        ),
    };
    frame::page(title, texts, caller, main)
}

/// How many were found, and how many of them are on the page.
fn how_many(found: &Answer, texts: &Texts) -> String {
    if found.total == 0 {
        return texts.say(Key::PageNothingFound).to_owned();
    }
    let all = texts.count(Key::NCommunities, found.total);
    let n_shown = found.communities.len();
    let said = if found.total > n_shown {
        texts.fill(Key::NShown, &[("shown", &n_shown.to_string()), ("n", &all)])
    } else {
        all
    };
    texts.fill(Key::Sentence, &[("text", &said)])
}
