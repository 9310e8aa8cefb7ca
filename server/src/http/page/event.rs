//! The page of one meeting, or of a series of them: when, where, who holds it, and afterwards what it came to.

use cop_core::activity::Mode;
use cop_core::event::Consent;
use cop_core::view::{
    CoHostView, CommunityView, EventView, OccurrenceView, RecordView, SessionView,
};

use super::frame;
use super::html::{Html, in_path};
use super::written::{apart, count_of, joined, moment, names, place_of};
use crate::http::texts::{Key, Texts};
use crate::token::Caller;

/// How many of the times after the next are listed.
const N_LATER: usize = 5;

pub(super) fn page(
    event: &EventView,
    community: &CommunityView,
    texts: &Texts,
    caller: Option<&Caller>,
) -> String {
    let main = frame::way_back(community, texts)
        .raw("<h1 dir=\"auto\">")
        .text(&event.title)
        .raw("</h1>\n")
        .raw("<div class=\"next\">\n")
        .add(facts(event, texts))
        .add(held_by(event, community, texts))
        .add(about(event, community, texts))
        .raw("</div>\n")
        .add(later(event, texts))
        .add(calendar(event, community, texts))
        .each(&event.records, |html, record| {
            html.add(became(record, community, texts, caller))
        });
    let here = frame::event_address(community, &event.id);
    let main = frame::way_on(main, community, texts, caller, &here);
    frame::page(&event.title, texts, caller, main)
}

/// When it is, how long, where, and whether there is room.
pub(super) fn facts(event: &EventView, texts: &Texts) -> Html {
    let minutes = count_of(event.minutes);
    let place = format!("{} ({})", place_of(event), event.zone);
    let gaps = [
        (
            "date",
            moment(texts, event.when.starts_at, event.when.starts),
        ),
        ("n", Html::new().text(minutes)),
        ("place", apart(&place)),
    ];
    let html = Html::new()
        .raw("<p>")
        .sentence(texts.counted(Key::PageWhen, minutes), &gaps)
        .raw("</p>\n");
    let html = if event.is_cancelled {
        html.raw("<p class=\"refused\">")
            .text(texts.say(Key::CalledOff))
            .raw("</p>\n")
            .if_some(event.cancel_reason.as_deref(), Html::paragraphs)
    } else {
        html
    };
    let mode = texts.say(match event.mode {
        Mode::InPerson => Key::InPerson,
        Mode::Online => Key::Online,
        Mode::Hybrid => Key::Hybrid,
    });
    html.raw("<p>")
        .text(texts.fill(Key::Sentence, &[("text", mode)]))
        .raw("</p>\n")
        .if_some(event.place.as_deref(), Html::rich)
        .if_some(event.places_left, |html, places_left| {
            html.raw("<p>")
                .text(match count_of(places_left) {
                    0 => texts.say(Key::PageFull).to_owned(),
                    n => texts.count(Key::NPlacesLeft, n),
                })
                .raw("</p>\n")
        })
}

fn held_by(event: &EventView, community: &CommunityView, texts: &Texts) -> Html {
    let agreed = |other: &&CoHostView| other.consent == Consent::Given;
    let other = event.co_host.as_ref().filter(agreed).map(|other| {
        let address = format!("/c/{}", in_path(other.community.as_str()));
        link(&texts.address(&address), apart(&other.name))
    });
    let communities = std::iter::once(apart(&community.name)).chain(other);
    Html::new()
        .raw("<p>")
        .sentence(
            texts.say(Key::PageEventBy),
            &[("communities", joined(texts, communities))],
        )
        .raw("</p>\n")
}

fn link(address: &str, text: Html) -> Html {
    Html::new()
        .raw("<a href=\"")
        .text(address)
        .raw("\">")
        .add(text)
        .raw("</a>")
}

fn about(event: &EventView, community: &CommunityView, texts: &Texts) -> Html {
    let about = event.problem.as_ref().zip(event.problem_title.as_ref());
    Html::new().if_some(about, |html, (problem, title)| {
        let address = texts.address(&frame::problem_address(community, problem));
        html.raw("<p>")
            .text(texts.say(Key::AboutTheProblem))
            .raw(" ")
            .add(link(&address, apart(title)))
            .raw("</p>\n")
    })
}

/// The times of a series after the next one.
fn later(event: &EventView, texts: &Texts) -> Html {
    if event.later.is_empty() || event.is_cancelled {
        return Html::new();
    }
    Html::new()
        .raw("<h2>")
        .text(texts.say(Key::PageThenAgain))
        .raw("</h2>\n<ul>\n")
        .each(
            event.later.iter().take(N_LATER),
            |html, later: &OccurrenceView| {
                let when = moment(texts, later.when.starts_at, later.when.starts);
                let html = html.raw("<li>");
                let html = if later.is_cancelled {
                    html.sentence(texts.say(Key::DayCalledOff), &[("day", when)])
                } else {
                    html.add(when)
                };
                html.raw("</li>\n")
            },
        )
        .raw("</ul>\n")
}

fn calendar(event: &EventView, community: &CommunityView, texts: &Texts) -> Html {
    if event.is_over {
        return Html::new();
    }
    let address = format!(
        "{}/calendar.ics?event={}",
        frame::address(community),
        in_path(event.id.as_str())
    );
    let add = Html::new().text(texts.say(Key::AddToCalendar));
    Html::new()
        .raw("<p>")
        .add(link(&texts.address(&address), add))
        .raw("</p>\n")
}

/// What became of one time.
fn became(
    record: &RecordView,
    community: &CommunityView,
    texts: &Texts,
    caller: Option<&Caller>,
) -> Html {
    let html = Html::new()
        .raw("<h2>")
        .text(texts.say(Key::WhatCameOfIt))
        .raw("</h2>\n")
        .if_some(record.when.as_ref(), |html, when| {
            html.raw("<p class=\"meta\">")
                .add(moment(texts, when.starts_at, when.starts))
                .raw("</p>\n")
        })
        .if_some(record.outcome.as_deref(), Html::rich)
        .if_some(record.notes.as_deref(), Html::rich)
        .each(&record.sessions, |html, session| {
            html.add(worked_on(session, community, texts, caller))
        });
    let attended = record.attended.iter().map(|one| &one.person);
    let were_there = match (record.attended.is_empty(), record.head_count) {
        (false, _) => {
            let gaps = [("names", names(attended, texts, caller))];
            Some(Html::new().sentence(texts.say(Key::WereThere), &gaps))
        }
        (true, Some(n)) => Some(Html::new().text(texts.count(Key::NCame, count_of(n)))),
        (true, None) => None,
    };
    html.if_some(were_there, |html, were_there| {
        html.raw("<p class=\"meta\">").add(were_there).raw("</p>\n")
    })
}

fn worked_on(
    session: &SessionView,
    community: &CommunityView,
    texts: &Texts,
    caller: Option<&Caller>,
) -> Html {
    let address = texts.address(&frame::problem_address(community, &session.problem));
    let title = match &session.problem_title {
        Some(title) => apart(title),
        None => Html::new().text(texts.say(Key::TextErased)),
    };
    let with = [("names", names(&session.participants, texts, caller))];
    let with = Html::new().sentence(texts.say(Key::WithWhom), &with);
    Html::new()
        .raw("<p class=\"meta\">")
        .text(texts.say(Key::WorkedOn))
        .raw(" ")
        .add(joined(texts, [link(&address, title), with]))
        .raw("</p>\n")
}
