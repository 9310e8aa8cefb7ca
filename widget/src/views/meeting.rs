//! A meeting: when it is, who comes, and the reader's answer.

use std::rc::Rc;

use cop_core::activity::{Answer, Kind, Mode};
use cop_core::command::Command;
use cop_core::event::Place;
use cop_core::id::EventId;
use cop_core::view::EventView;

use super::{button, for_members, heading, hidden, link, meta};
use crate::dom::{El, el};
use crate::ics::{self, Invitation};
use crate::messages::Key;
use crate::platform;
use crate::route::Route;
use crate::session::{Known, SliceId};
use crate::when;
use crate::widget::{Deed, Notice, Widget};

/// What a meeting is called as a file.
const FILE_NAME: &str = "meeting.ics";
/// How many days of clock changes a calendar is told of.
const CALENDAR_DAYS: i64 = 5 * 366;
/// How many of the times after the next are shown.
const N_LATER: usize = 3;

/// A meeting as shown; `may_answer` where the reader is a member or follows.
pub(super) fn card(
    widget: &Rc<Widget>,
    slice: &SliceId,
    event: &EventView,
    may_answer: bool,
) -> El {
    let is_to_come = !event.is_over && !event.is_cancelled;
    el("div")
        .key(event.id.as_str())
        .class(match (event.is_cancelled, is_to_come) {
            (true, _) => "meeting cancelled",
            (false, true) => "meeting next",
            (false, false) => "meeting",
        })
        .child(times(widget, event))
        .maybe(elsewhere(widget, event).map(meta))
        .maybe(event.is_cancelled.then(|| called_off(widget, event)))
        .child(what(widget, slice, event))
        .maybe(who(widget, event, is_to_come).map(|text| el("p").text(text)))
        .maybe(later(widget, event).map(meta))
        .maybe(about(widget, slice, event))
        .maybe(waiting(widget, event).map(|text| el("p").class("own").text(text)))
        .maybe((is_to_come && may_answer).then(|| answers(widget, slice, event)))
        .maybe(is_late(widget, event).then(|| meta(widget.say(Key::LateOther))))
        .maybe((is_to_come && !may_answer).then(|| for_members(widget, Key::AnswerAsMember)))
        .maybe((!event.is_over).then(|| add_to_calendar(widget, slice, event)))
}

fn times(widget: &Widget, event: &EventView) -> El {
    let now = widget.session.now();
    let (starts_at, ends_at) = (event.when.starts_at, event.when.ends_at);
    let text = widget.look(|ui| {
        let texts = &ui.texts;
        texts.fill(
            Key::DayFromTo,
            &[
                ("day", &when::day(texts, now, starts_at)),
                ("from", &when::time(texts, starts_at)),
                ("to", &when::time_and_zone(texts, ends_at)),
            ],
        )
    });
    heading(widget, 2, "")
        .id(event.id.as_str().to_owned())
        .child(
            el("time")
                .attr("datetime", starts_at.to_string())
                .text(text),
        )
}

/// What the clocks show where it takes place, where that is something else.
fn elsewhere(widget: &Widget, event: &EventView) -> Option<String> {
    let zone = event.zone.as_str();
    let time = widget.look(|ui| when::time_elsewhere(&ui.texts, event.when.starts_at, zone))?;
    let place = zone.rsplit('/').next().unwrap_or(zone).replace('_', " ");
    Some(widget.fill(Key::TimeThere, &[("time", &time), ("place", &place)]))
}

fn called_off(widget: &Widget, event: &EventView) -> El {
    let mut text = widget.say(Key::CalledOff).to_owned();
    if let Some(reason) = &event.cancel_reason {
        text.push(' ');
        text.push_str(reason);
    }
    el("p").class("called-off").text(text)
}

fn what(widget: &Rc<Widget>, slice: &SliceId, event: &EventView) -> El {
    let mode = widget.say(match event.mode {
        Mode::InPerson => Key::InPerson,
        Mode::Online => Key::Online,
        Mode::Hybrid => Key::Hybrid,
    });
    // Where it is says how it is: "Online, and room 4".
    let place = event.place.as_deref().unwrap_or(mode);
    let place = place.trim_end_matches('.');
    let sentence = |text: &str| widget.fill(Key::Sentence, &[("text", text)]);
    let what = el("p").attr("dir", "auto");
    let route = Route::Event(slice.community.clone(), event.id.clone());
    if widget.look(|ui| ui.route.as_ref() == Some(&route)) {
        // Its own screen has its title for a heading.
        return what.text(sentence(place));
    }
    let what = if widget.session.is_snapshot() {
        what.text(sentence(&event.title))
    } else {
        // Of a series there are many of one name: the heading above says which of them it is.
        let title = link(widget, route).attr("aria-describedby", event.id.to_string());
        what.child(title.text(event.title.clone()))
            .text(sentence(""))
    };
    what.text(" ").text(sentence(place))
}

fn who(widget: &Widget, event: &EventView, is_to_come: bool) -> Option<String> {
    if !is_to_come {
        return (event.n_attended > 0).then(|| widget.count(Key::NCame, event.n_attended));
    }
    let mut text = widget.count(Key::NComing, event.going.len());
    if let Some(n_left) = event.places_left {
        text.push(' ');
        text.push_str(&widget.count(Key::NPlacesLeft, n_left as usize));
    }
    if event.n_waiting > 0 {
        text.push(' ');
        text.push_str(&widget.count(Key::NWaiting, event.n_waiting));
    }
    Some(text)
}

fn later(widget: &Widget, event: &EventView) -> Option<String> {
    if event.later.is_empty() || event.is_cancelled {
        return None;
    }
    let now = widget.session.now();
    widget.look(|ui| {
        let days: Vec<String> = event
            .later
            .iter()
            .filter(|later| !later.is_cancelled)
            .take(N_LATER)
            .map(|later| when::day(&ui.texts, now, later.when.starts_at))
            .collect();
        Some(
            ui.texts
                .fill(Key::ThenAgain, &[("days", &ui.texts.list(&days))]),
        )
    })
}

fn about(widget: &Rc<Widget>, slice: &SliceId, event: &EventView) -> Option<El> {
    let (problem, title) = (event.problem.clone()?, event.problem_title.clone()?);
    let route = Route::Problem(slice.community.clone(), problem);
    Some(
        el("p")
            .class("meta")
            .text(widget.say(Key::AboutTheProblem))
            .text(" ")
            .child(link(widget, route).attr("dir", "auto").text(title)),
    )
}

fn waiting(widget: &Widget, event: &EventView) -> Option<String> {
    match event.mine? {
        Place::Waiting { ahead: 0 } => Some(widget.say(Key::YouAreNext).to_owned()),
        Place::Waiting { ahead } => Some(widget.count(Key::NAhead, ahead as usize)),
        Place::Going | Place::Tentative | Place::Declined => None,
    }
}

/// Whether the reader's answer could not be sent yet.
fn is_late(widget: &Widget, meant: &EventView) -> bool {
    let session = &widget.session;
    session.is_late(
        &|what| matches!(what, Kind::InvitationAnswered { event, .. } if *event == meant.id),
    )
}

fn answers(widget: &Rc<Widget>, slice: &SliceId, event: &EventView) -> El {
    let given = event.mine.map(|place| match place {
        Place::Going | Place::Waiting { .. } => Answer::Accepted,
        Place::Tentative => Answer::Tentative,
        Place::Declined => Answer::Declined,
    });
    let choice = |answer: Answer, label: Key| {
        let (slice, id) = (slice.clone(), event.id.clone());
        button(widget, "secondary", widget.say(label), move |widget| {
            widget.act(Deed {
                slice: slice.clone(),
                command: Command::AnswerInvitation {
                    occurrence: None,
                    event: id.clone(),
                    answer,
                },
                form: None,
                said: None,
                focus: None,
            });
        })
        // In a list of all buttons, of which meeting this is one.
        .attr("aria-describedby", event.id.as_str().to_owned())
        .attr(
            "aria-pressed",
            if given == Some(answer) {
                "true"
            } else {
                "false"
            },
        )
    };
    el("div")
        .class("answers")
        .attr("role", "group")
        .attr("aria-label", widget.say(Key::AreYouComing))
        .child(choice(Answer::Accepted, Key::Yes))
        .child(choice(Answer::Tentative, Key::Maybe))
        .child(choice(Answer::Declined, Key::No))
}

fn add_to_calendar(widget: &Rc<Widget>, slice: &SliceId, event: &EventView) -> El {
    let (slice, event) = (slice.clone(), event.clone());
    let mut name = String::from(" ");
    name.push_str(&event.title);
    let when = event.id.as_str().to_owned();
    button(
        widget,
        "quiet to-calendar",
        widget.say(Key::AddToCalendar),
        move |widget| {
            let has_file = calendar_file(widget, &slice, &event.id, &event)
                .is_some_and(|file| platform::download(FILE_NAME, "text/calendar", &file).is_ok());
            if has_file {
                // The browser shows it.
                widget.speak(widget.fill(Key::FileSaved, &[("name", FILE_NAME)]), false);
            } else {
                let says = widget.say(Key::NoFile).to_owned();
                widget.update(|ui| ui.notice = Some(Notice::Failed(says)));
            }
        },
    )
    .attr("aria-describedby", when)
    .child(hidden(name))
}

fn calendar_file(
    widget: &Widget,
    slice: &SliceId,
    id: &EventId,
    event: &EventView,
) -> Option<String> {
    let found = widget.session.look(slice, |seen| {
        seen.community
            .events
            .get(id)
            .map(|event| event.schedule.clone())
    });
    let Known::Here(Some(schedule)) = found else {
        return None;
    };
    let zone = schedule.zone.as_str();
    let changes = match schedule.series {
        Some(_) => ics::clock_changes(schedule.starts_at.minus_days(1), CALENDAR_DAYS, |moment| {
            platform::offset_minutes(zone, moment.ms())
        }),
        None => Vec::new(),
    };
    let mut uid = id.to_string();
    uid.push('@');
    uid.push_str(slice.community.as_str());
    let address = Route::Event(slice.community.clone(), id.clone());
    let address = (!widget.session.is_snapshot()).then(|| address.address(&widget.session.server));
    Some(ics::write(&Invitation {
        uid: &uid,
        revision: event.revision,
        title: &event.title,
        place: event.place.as_deref(),
        address: address.as_deref(),
        schedule: &schedule,
        is_cancelled: event.is_cancelled,
        now: widget.session.now(),
        changes: &changes,
    }))
}
