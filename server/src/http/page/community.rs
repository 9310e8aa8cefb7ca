//! The page of one community.

use cop_core::activity::Access;
use cop_core::membership::Standing;
use cop_core::view::{CommunityView, PersonView, ProblemLine};

use super::html::Html;
use super::{Refused, event, frame, new_command_id};
use crate::token::Caller;

pub(super) fn page(
    view: &CommunityView,
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
        .add(way_in(view, caller, refused))
        .if_some(view.for_whom.as_deref(), |html, for_whom| {
            html.raw("<h2>Who it is for</h2>\n").paragraphs(for_whom)
        })
        .if_some(view.what_we_do.as_deref(), |html, what_we_do| {
            html.raw("<h2>What we do</h2>\n").paragraphs(what_we_do)
        })
        .add(next_event(view))
        .add(problems(view))
        .add(people(view));
    frame::page(&view.name, caller, main)
}

fn way_in(view: &CommunityView, caller: Option<&Caller>, refused: Option<Refused<'_>>) -> Html {
    let words = refused.as_ref().map_or("", |refused| refused.words);
    let html = Html::new()
        .raw("<section class=\"way-in\" aria-labelledby=\"way-in\">\n")
        .if_some(refused.as_ref(), |html, refused| {
            html.raw("<p class=\"refused\" role=\"alert\">")
                .text(frame::sentence(refused.sentence))
                .raw("</p>\n")
        });
    let html = match (view.standing, view.access) {
        (Some(Standing::Member), _) => html.raw(
            "<h2 id=\"way-in\">You are a member</h2>\n<p>You are a member of this community.</p>\n",
        ),
        (Some(Standing::Asked), _) => html.raw(
            "<h2 id=\"way-in\">You asked to join</h2>\n\
             <p>Those who hold the community have your request and will answer it.</p>\n",
        ),
        (Some(Standing::Declined), Access::OnRequest) => html
            .raw("<h2 id=\"way-in\">Your request was turned down</h2>\n")
            .if_some(view.declined_message.as_deref(), |html, message| {
                html.raw("<blockquote>")
                    .paragraphs(message)
                    .raw("</blockquote>\n")
            }),
        (Some(Standing::Invited), _) | (_, Access::Open) => form(html, view, caller, words, &JOIN),
        (_, Access::OnRequest) => form(html, view, caller, words, &ASK),
        (_, Access::ByInvitation) => {
            let html = html.raw(
                "<h2 id=\"way-in\">Joining is by invitation</h2>\n\
                 <p>Somebody who holds the community can invite you.</p>\n",
            );
            match caller {
                Some(_) => html,
                None => frame::sign_in_form(html, &frame::address(view)),
            }
        }
    };
    html.raw("</section>\n")
}

/// How a form to come in is worded.
struct Wording {
    heading: &'static str,
    label: &'static str,
    required: &'static str,
    button: &'static str,
}

const JOIN: Wording = Wording {
    heading: "Join",
    label: "What brings you? (if you like)",
    required: "",
    button: "Join this community",
};

const ASK: Wording = Wording {
    heading: "Ask to join",
    label: "Why would you like to join? Those who hold the community read it.",
    required: " required",
    button: "Ask to join",
};

fn form(
    html: Html,
    view: &CommunityView,
    caller: Option<&Caller>,
    words: &str,
    wording: &Wording,
) -> Html {
    let html = html
        .raw("<h2 id=\"way-in\">")
        .raw(wording.heading)
        .raw("</h2>\n<form method=\"post\" action=\"")
        .text(frame::address(view))
        .raw("/join\">\n<input type=\"hidden\" name=\"id\" value=\"")
        .text(new_command_id())
        .raw("\">\n<p><label for=\"words\">")
        .raw(wording.label)
        .raw("</label>\n<textarea id=\"words\" name=\"words\" rows=\"3\" maxlength=\"1000\"")
        .raw(wording.required)
        .raw(">")
        .text(words)
        .raw("</textarea></p>\n");
    let html = match caller {
        Some(_) => html,
        None => frame::code_field(html),
    };
    html.raw("<p><button>")
        .raw(wording.button)
        .raw("</button></p>\n</form>\n")
}

fn next_event(view: &CommunityView) -> Html {
    let html = Html::new().raw("<h2>What is next</h2>\n");
    let Some(event) = &view.next else {
        return html.raw("<p>No event is planned.</p>\n");
    };
    html.raw("<div class=\"next\"><p><strong dir=\"auto\"><a href=\"")
        .text(frame::event_address(view, &event.id))
        .raw("\">")
        .text(&event.title)
        .raw("</a></strong></p>\n")
        .add(event::facts(event))
        .raw("</div>\n")
}

fn problems(view: &CommunityView) -> Html {
    if view.problems.is_empty() {
        return Html::new();
    }
    Html::new()
        .raw("<h2>Problems we think through</h2>\n<ul class=\"rows\">\n")
        .each(&view.problems, |html, problem: &ProblemLine| {
            html.raw("<li><p dir=\"auto\"><a href=\"")
                .text(frame::problem_address(view, &problem.id))
                .raw("\">")
                .text(&problem.title)
                .raw("</a></p>\n<p class=\"meta\">")
                .text(match (problem.answered, problem.n_turns) {
                    (false, _) => "waits for a first reply".to_owned(),
                    (true, 1) => "1 reply".to_owned(),
                    (true, n) => format!("{n} replies"),
                })
                .raw("</p></li>\n")
        })
        .raw("</ul>\n")
}

fn people(view: &CommunityView) -> Html {
    let html = Html::new()
        .raw("<h2>People</h2>\n<p>")
        .text(members(view.n_members, view.n_organisations))
        .raw("</p>\n");
    if view.held_by.is_empty() {
        return html;
    }
    html.raw("<p>Held by:</p>\n<ul>\n")
        .each(&view.held_by, |html, person: &PersonView| {
            html.raw("<li><bdi>")
                .text(person.name.as_deref().unwrap_or(person.id.as_str()))
                .raw("</bdi>")
                .if_some(person.organisation.as_ref(), |html, organisation| {
                    html.raw(", <bdi>").text(organisation).raw("</bdi>")
                })
                .raw("</li>\n")
        })
        .raw("</ul>\n")
}

/// How many there are, from how many organisations.
pub(super) fn members(n_members: usize, n_organisations: usize) -> String {
    let people = match n_members {
        1 => "1 member".to_owned(),
        n => format!("{n} members"),
    };
    match n_organisations {
        0 => format!("{people}."),
        1 => format!("{people} from 1 organisation."),
        n => format!("{people} from {n} organisations."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_not_many() {
        assert_eq!(members(1, 0), "1 member.");
        assert_eq!(members(2, 1), "2 members from 1 organisation.");
    }
}
