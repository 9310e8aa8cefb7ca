//! The page of one meeting, or of a series of them: when, where, who holds it, and afterwards what it came to.

use cop_core::activity::Mode;
use cop_core::event::Consent;
use cop_core::view::{
    CoHostView, CommunityView, EventView, OccurrenceView, RecordView, SessionView,
};

use super::frame;
use super::html::{Html, in_path};
use super::written::{long_date, names, place_of};
use crate::token::Caller;

/// How many of the times after the next are listed.
const N_LATER: usize = 5;

pub(super) fn page(
    event: &EventView,
    community: &CommunityView,
    caller: Option<&Caller>,
) -> String {
    let main = frame::way_back(community)
        .raw("<h1 dir=\"auto\">")
        .text(&event.title)
        .raw("</h1>\n")
        .raw("<div class=\"next\">\n")
        .add(facts(event))
        .add(held_by(event, community))
        .add(about(event, community))
        .raw("</div>\n")
        .add(later(event))
        .add(calendar(event, community))
        .each(&event.records, |html, record| {
            html.add(became(record, community, caller))
        });
    let here = frame::event_address(community, &event.id);
    let main = frame::way_on(main, community, caller, &here);
    frame::page(&event.title, caller, main)
}

/// When it is, how long, where, and whether there is room.
pub(super) fn facts(event: &EventView) -> Html {
    let html = Html::new()
        .raw("<p><time datetime=\"")
        .text(event.when.starts_at)
        .raw("\">")
        .text(long_date(event.when.starts))
        .raw("</time>, ")
        .text(format_args!(
            "{} minutes, time in {} ({})",
            event.minutes,
            place_of(event),
            event.zone
        ))
        .raw("</p>\n");
    let html = if event.is_cancelled {
        html.raw("<p class=\"refused\">This meeting was called off.</p>\n")
            .if_some(event.cancel_reason.as_deref(), Html::paragraphs)
    } else {
        html
    };
    html.raw("<p>")
        .raw(match event.mode {
            Mode::InPerson => "In person.",
            Mode::Online => "Online.",
            Mode::Hybrid => "In person and online.",
        })
        .raw("</p>\n")
        .if_some(event.place.as_deref(), Html::rich)
        .if_some(event.places_left, |html, places_left| {
            html.raw("<p>")
                .text(match places_left {
                    0 => "All places are taken; there is a waiting list.".to_owned(),
                    1 => "1 place left.".to_owned(),
                    n => format!("{n} places left."),
                })
                .raw("</p>\n")
        })
}

fn held_by(event: &EventView, community: &CommunityView) -> Html {
    let agreed = |other: &&CoHostView| other.consent == Consent::Given;
    Html::new()
        .raw("<p>Held by <bdi>")
        .text(&community.name)
        .raw("</bdi>")
        .if_some(event.co_host.as_ref().filter(agreed), |html, other| {
            html.raw(" together with <a href=\"/c/")
                .text(in_path(other.community.as_str()))
                .raw("\"><bdi>")
                .text(&other.name)
                .raw("</bdi></a>")
        })
        .raw(".</p>\n")
}

fn about(event: &EventView, community: &CommunityView) -> Html {
    let about = event.problem.as_ref().zip(event.problem_title.as_ref());
    Html::new().if_some(about, |html, (problem, title)| {
        html.raw("<p>About the problem <a href=\"")
            .text(frame::problem_address(community, problem))
            .raw("\"><bdi>")
            .text(title)
            .raw("</bdi></a></p>\n")
    })
}

/// The times of a series after the next one.
fn later(event: &EventView) -> Html {
    if event.later.is_empty() || event.is_cancelled {
        return Html::new();
    }
    Html::new()
        .raw("<h2>Then again</h2>\n<ul>\n")
        .each(
            event.later.iter().take(N_LATER),
            |html, later: &OccurrenceView| {
                html.raw("<li><time datetime=\"")
                    .text(later.when.starts_at)
                    .raw("\">")
                    .text(long_date(later.when.starts))
                    .raw("</time>")
                    .raw(if later.is_cancelled {
                        ": called off"
                    } else {
                        ""
                    })
                    .raw("</li>\n")
            },
        )
        .raw("</ul>\n")
}

fn calendar(event: &EventView, community: &CommunityView) -> Html {
    if event.is_over {
        return Html::new();
    }
    Html::new()
        .raw("<p><a href=\"/c/")
        .text(in_path(community.id.as_str()))
        .raw("/calendar.ics?event=")
        .text(in_path(event.id.as_str()))
        .raw("\">Add it to your calendar</a></p>\n")
}

/// What became of one time.
fn became(record: &RecordView, community: &CommunityView, caller: Option<&Caller>) -> Html {
    let html = Html::new()
        .raw("<h2>What came of it</h2>\n")
        .if_some(record.when.as_ref(), |html, when| {
            html.raw("<p class=\"meta\">")
                .text(long_date(when.starts))
                .raw("</p>\n")
        })
        .if_some(record.outcome.as_deref(), Html::rich)
        .if_some(record.notes.as_deref(), Html::rich)
        .each(&record.sessions, |html, session| {
            html.add(worked_on(session, community, caller))
        });
    let were_there: Vec<_> = record.attended.iter().map(|one| &one.person).collect();
    match (were_there.is_empty(), record.head_count) {
        (false, _) => html
            .raw("<p class=\"meta\">There were ")
            .add(names(were_there, caller))
            .raw(".</p>\n"),
        (true, Some(1)) => html.raw("<p class=\"meta\">1 person came.</p>\n"),
        (true, Some(n)) => html
            .raw("<p class=\"meta\">")
            .text(n)
            .raw(" people came.</p>\n"),
        (true, None) => html,
    }
}

fn worked_on(session: &SessionView, community: &CommunityView, caller: Option<&Caller>) -> Html {
    Html::new()
        .raw("<p class=\"meta\">Worked on <a href=\"")
        .text(frame::problem_address(community, &session.problem))
        .raw("\"><bdi>")
        .text(session.problem_title.as_deref().unwrap_or("a problem"))
        .raw("</bdi></a>, with ")
        .add(names(&session.participants, caller))
        .raw(".</p>\n")
}
