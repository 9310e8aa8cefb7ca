//! The page of one community.

use cop_core::activity::Access;
use cop_core::membership::Standing;
use cop_core::view::{CommunityView, PersonView, ProblemLine};

use super::html::Html;
use super::written::count_of;
use super::{Refused, event, frame, new_command_id};
use crate::http::texts::{Key, Texts};
use crate::token::Caller;

pub(super) fn page(
    view: &CommunityView,
    texts: &Texts,
    caller: Option<&Caller>,
    refused: Option<Refused<'_>>,
) -> String {
    let main = Html::new()
        .raw("<h1 dir=\"auto\">")
        .text(&view.name)
        .raw("</h1>\n")
        .if_some(view.domain.as_deref(), |html, domain| {
            html.raw("<div class=\"lead\">")
                .paragraphs(domain)
                .raw("</div>\n")
        })
        .add(way_in(view, texts, caller, refused))
        .if_some(view.for_whom.as_deref(), |html, for_whom| {
            heading(html, texts, Key::PageForWhom).paragraphs(for_whom)
        })
        .if_some(view.what_we_do.as_deref(), |html, what_we_do| {
            heading(html, texts, Key::WhatWeDo).paragraphs(what_we_do)
        })
        .add(next_event(view, texts))
        .add(problems(view, texts))
        .add(people(view, texts));
    frame::page(&view.name, texts, caller, main)
}

fn heading(html: Html, texts: &Texts, key: Key) -> Html {
    html.raw("<h2>").text(texts.say(key)).raw("</h2>\n")
}

fn paragraph(html: Html, texts: &Texts, key: Key) -> Html {
    html.raw("<p>").text(texts.say(key)).raw("</p>\n")
}

fn way_in(
    view: &CommunityView,
    texts: &Texts,
    caller: Option<&Caller>,
    refused: Option<Refused<'_>>,
) -> Html {
    let words = refused.as_ref().map_or("", |refused| refused.words);
    let html = Html::new()
        .raw("<section class=\"way-in\" aria-labelledby=\"way-in\">\n")
        .if_some(refused.as_ref(), |html, refused| {
            html.raw("<p class=\"refused\" role=\"alert\">")
                .text(&refused.sentence)
                .raw("</p>\n")
        });
    let titled = |html: Html, key| {
        html.raw("<h2 id=\"way-in\">")
            .text(texts.say(key))
            .raw("</h2>\n")
    };
    let html = match (view.standing, view.access) {
        (Some(Standing::Member), _) => {
            paragraph(titled(html, Key::YouAreAMember), texts, Key::PageYouAreIn)
        }
        (Some(Standing::Asked), _) => {
            paragraph(titled(html, Key::PageYouAsked), texts, Key::PageAskedNext)
        }
        (Some(Standing::Declined), Access::OnRequest) => titled(html, Key::Declined).if_some(
            view.declined_message.as_deref(),
            |html, message| {
                html.raw("<blockquote>")
                    .paragraphs(message)
                    .raw("</blockquote>\n")
            },
        ),
        (Some(Standing::Invited), _) | (_, Access::Open) => {
            form(titled(html, Key::Join), view, texts, caller, words, &JOIN)
        }
        (_, Access::OnRequest) => form(
            titled(html, Key::AskToJoin),
            view,
            texts,
            caller,
            words,
            &ASK,
        ),
        (_, Access::ByInvitation) => {
            let html = titled(html, Key::PageByInvitation);
            let html = paragraph(html, texts, Key::PageInvitationNext);
            match caller {
                Some(_) => html,
                None => frame::sign_in_form(html, texts, &frame::address(view)),
            }
        }
    };
    html.raw("</section>\n")
}

/// How a form to come in is worded.
struct Wording {
    label: Key,
    /// Who reads it.
    hint: Key,
    required: &'static str,
    button: Key,
}

const JOIN: Wording = Wording {
    label: Key::JoinNote,
    hint: Key::JoinWhatNext,
    required: "",
    button: Key::PageJoin,
};

const ASK: Wording = Wording {
    label: Key::AskReason,
    hint: Key::AskWhatNext,
    required: " required",
    button: Key::AskToJoin,
};

fn form(
    html: Html,
    view: &CommunityView,
    texts: &Texts,
    caller: Option<&Caller>,
    words: &str,
    wording: &Wording,
) -> Html {
    let html = html
        .raw("<form method=\"post\" action=\"")
        .text(texts.address(&format!("{}/join", frame::address(view))))
        .raw("\">\n<input type=\"hidden\" name=\"id\" value=\"")
        .text(new_command_id())
        .raw("\">\n<p><label for=\"words\">")
        .text(texts.say(wording.label))
        .raw(
            "</label>\n<textarea id=\"words\" name=\"words\" rows=\"3\" maxlength=\"1000\" \
             aria-describedby=\"words-next\"",
        )
        .raw(wording.required)
        .raw(">")
        .text(words)
        .raw("</textarea></p>\n<p class=\"meta\" id=\"words-next\">")
        .text(texts.say(wording.hint))
        .raw("</p>\n");
    let html = match caller {
        Some(_) => html,
        None => frame::code_field(html, texts),
    };
    html.raw("<p><button>")
        .text(texts.say(wording.button))
        .raw("</button></p>\n</form>\n")
}

fn next_event(view: &CommunityView, texts: &Texts) -> Html {
    let html = heading(Html::new(), texts, Key::NextMeeting);
    let Some(event) = &view.next else {
        return paragraph(html, texts, Key::NoMeetingYet);
    };
    html.raw("<div class=\"next\"><p><strong dir=\"auto\"><a href=\"")
        .text(texts.address(&frame::event_address(view, &event.id)))
        .raw("\">")
        .text(&event.title)
        .raw("</a></strong></p>\n")
        .add(event::facts(event, texts))
        .raw("</div>\n")
}

fn problems(view: &CommunityView, texts: &Texts) -> Html {
    if view.problems.is_empty() {
        return Html::new();
    }
    heading(Html::new(), texts, Key::ThinkingThrough)
        .raw("<ul class=\"rows\">\n")
        .each(&view.problems, |html, problem: &ProblemLine| {
            html.raw("<li><p dir=\"auto\"><a href=\"")
                .text(texts.address(&frame::problem_address(view, &problem.id)))
                .raw("\">")
                .text(&problem.title)
                .raw("</a></p>\n<p class=\"meta\">")
                .text(if problem.answered {
                    texts.count(Key::PageNReplies, count_of(problem.n_turns))
                } else {
                    texts.say(Key::PageNoReply).to_owned()
                })
                .raw("</p></li>\n")
        })
        .raw("</ul>\n")
}

fn people(view: &CommunityView, texts: &Texts) -> Html {
    let html = heading(Html::new(), texts, Key::TabPeople)
        .raw("<p>")
        .text(members(texts, view.n_members, view.n_organisations))
        .raw("</p>\n");
    if view.held_by.is_empty() {
        return html;
    }
    html.raw("<h3>")
        .text(texts.say(Key::HeldByHeading))
        .raw("</h3>\n<ul>\n")
        .each(&view.held_by, |html, person: &PersonView| {
            html.raw("<li><bdi>")
                .text(person.name.as_deref().unwrap_or(person.id.as_str()))
                .raw("</bdi>")
                .if_some(person.organisation.as_ref(), |html, organisation| {
                    html.raw(" <span class=\"meta\"><bdi>")
                        .text(organisation)
                        .raw("</bdi></span>")
                })
                .raw("</li>\n")
        })
        .raw("</ul>\n")
}

/// How many there are, from how many organisations.
pub(super) fn members(texts: &Texts, n_members: usize, n_organisations: usize) -> String {
    let people = texts.count(Key::PageNMembers, n_members);
    match n_organisations {
        0 => texts.fill(Key::Sentence, &[("text", &people)]),
        n => {
            let organisations = texts.count(Key::NOrganisations, n);
            texts.fill(
                Key::PeopleFrom,
                &[("people", &people), ("organisations", &organisations)],
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_counted_with_where_they_come_from() {
        let english = Texts::english();
        assert_eq!(members(&english, 1, 0), "1 member.");
        assert_eq!(members(&english, 2, 1), "2 members from 1 organisation.");
    }
}
