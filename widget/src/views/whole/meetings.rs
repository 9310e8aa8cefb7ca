//! When do we meet, and what came of it? With the ways to plan a meeting and to write down what it was.

mod acts;
mod one;
mod planning;

use std::rc::Rc;

use cop_core::activity::Visibility;
use cop_core::id::CommunityId;
use cop_core::membership::Standing;
use cop_core::schedule::{Occurrence, Schedule};
use cop_core::time::CivilDateTime;
use cop_core::view::{self, CommunityView, EventView, Linked, RecordView, Seen, SummaryView};

use super::super::{community, heading, link, meeting, meta, not_here, paged};
use super::act::{further, offers, told_apart};
use super::ask::Named;
use super::trace::{by, names};
use super::words::references;
use crate::dom::{El, el};
use crate::messages::Key;
use crate::rich::rich;
use crate::route::{Route, Tab};
use crate::session::{Known, SliceId};
use crate::when;
use crate::widget::Widget;

pub(super) use one::screen as one;

/// How many of the meetings that are over are in sight.
const N_PAST: usize = 12;

/// A meeting with what has to be known to act on it.
#[derive(Clone)]
struct Meeting {
    view: EventView,
    schedule: Option<Schedule>,
    /// The times that are near: of a single meeting the only one.
    times: Vec<Time>,
    summaries: Vec<SummaryView>,
    /// Whether the reader said that it changed how they see something.
    changed_me: bool,
}

/// One time of a meeting.
#[derive(Clone)]
struct Time {
    /// By which commands name it: none for a single meeting.
    occurrence: Option<CivilDateTime>,
    when: Occurrence,
}

fn meeting_of(seen: &Seen<'_>, view: EventView) -> Meeting {
    let event = seen.community.events.get(&view.id);
    let is_series = view.rule.is_some();
    let near = seen.particulars.occurrences.get(&view.id);
    let near: Vec<Occurrence> = match near {
        Some(near) if is_series => near.clone(),
        _ => vec![view.when.clone()],
    };
    let received = seen.community.talk.reception(&view.id);
    let to = cop_core::activity::Reference::Event(view.id.clone());
    Meeting {
        schedule: event.map(|event| event.schedule.clone()),
        times: near
            .into_iter()
            .map(|when| Time {
                occurrence: is_series.then(|| when.name()),
                when,
            })
            .collect(),
        summaries: view::summaries(seen, &to),
        changed_me: seen
            .by
            .is_some_and(|me| received.is_some_and(|all| all.changed.contains_key(me))),
        view,
    }
}

/// What the acts on meetings need beside the meeting.
struct Around<'a> {
    slice: &'a SliceId,
    holds: bool,
    is_member: bool,
    problems: &'a [Named],
    /// Other communities that could hold a meeting too, as far as they are known.
    communities: &'a [Named],
}

/// The meetings of a community: what comes, then what was.
pub(super) fn screen(widget: &Rc<Widget>, id: &CommunityId) -> El {
    let slice = SliceId::of(id);
    let known = widget.session.look(&slice, |seen| {
        let meetings: Vec<Meeting> = view::events(seen)
            .into_iter()
            .map(|event| meeting_of(seen, event))
            .collect();
        let problems = references(widget, seen, &[Linked::Problem]);
        (view::community(seen), meetings, problems)
    });
    let (shown, meetings, problems) = match known {
        Known::Here(all) => all,
        known => return not_here(widget, &known),
    };
    let communities = other_communities(widget, id);
    let around = Around {
        slice: &slice,
        holds: shown.holds,
        is_member: shown.standing == Some(Standing::Member),
        problems: &problems,
        communities: &communities,
    };
    let may_answer = matches!(shown.standing, Some(Standing::Member | Standing::Observer));
    // What was called off stays among what comes until its time has passed, so that nobody goes there.
    let (past, coming): (Vec<&Meeting>, Vec<&Meeting>) =
        meetings.iter().partition(|meeting| meeting.view.is_over);
    let row = |meeting: &Meeting| {
        el("li")
            .key(meeting.view.id.as_str())
            .child(card(widget, &around, meeting, may_answer))
    };
    let list = || el("ul").class("meetings");
    let cards = |meetings: &[&Meeting]| list().children(meetings.iter().map(|one| row(one)));
    let none_coming = if shown.holds {
        Key::NoMeetingHolder
    } else {
        Key::NoMeetingYet
    };
    let plan = shown.holds.then(|| acts::plan(widget, &around));
    community::part(widget, &shown, Tab::Meetings, Key::ComingUp)
        .maybe(offers(widget, plan.into_iter().collect()))
        .child(if coming.is_empty() {
            meta(widget.say(none_coming)).key("coming")
        } else {
            let of = (coming.len(), Key::ShowMoreMeetings);
            paged::list(widget, "coming", list(), of, &|nth| row(coming[nth]))
        })
        .maybe(subscribe(widget, &shown))
        .maybe((!past.is_empty()).then(|| {
            el("div")
                .key("past")
                .class("part")
                .child(heading(widget, 1, widget.say(Key::Past)))
                .child(cards(&past[..past.len().min(N_PAST)]))
                .maybe((past.len() > N_PAST).then(|| {
                    let earlier = &past[N_PAST..];
                    let of = (earlier.len(), Key::ShowMoreMeetings);
                    el("details")
                        .key("earlier")
                        .child(el("summary").text(widget.say(Key::EarlierMeetings)))
                        .child(paged::list(widget, "earlier", list(), of, &|nth| {
                            row(earlier[nth])
                        }))
                }))
        }))
}

fn other_communities(widget: &Widget, id: &CommunityId) -> Vec<Named> {
    widget.look(|ui| match &ui.directory {
        Known::Here(entries) => entries
            .iter()
            .filter(|entry| entry.id != *id)
            .map(|entry| (entry.id.to_string(), entry.name.clone()))
            .collect(),
        Known::Loading | Known::Failed(_) => Vec::new(),
    })
}

/// The way to have all meetings in one's own calendar: where everybody may read them, an address is enough.
fn subscribe(widget: &Widget, shown: &CommunityView) -> Option<El> {
    if shown.visibility != Visibility::Public {
        return None;
    }
    let (_, server) = widget.session.server.split_once("://")?;
    let path = ["/v1/communities/", shown.id.as_str(), "/calendar.ics"].concat();
    let address = ["webcal://", server, &path].concat();
    Some(
        el("div")
            .key("subscribe")
            .class("part")
            .child(
                el("p").class("more").child(
                    el("a")
                        .attr("href", address)
                        .attr("aria-describedby", "subscribe-what-next")
                        .text(widget.say(Key::Subscribe)),
                ),
            )
            .child(meta(widget.say(Key::SubscribeWhatNext)).id("subscribe-what-next")),
    )
}

fn card(widget: &Rc<Widget>, around: &Around<'_>, meeting: &Meeting, may_answer: bool) -> El {
    let now = widget.session.now();
    let mut acts = Vec::new();
    let called_off = |time: &Time| {
        let later = meeting.view.later.iter();
        let mut off = later.filter(|later| later.is_cancelled);
        off.any(|off| time.occurrence == Some(off.occurrence))
    };
    let ahead: Vec<&Time> = meeting
        .times
        .iter()
        .filter(|time| time.when.ends_at > now && !called_off(time))
        .collect();
    let begun: Vec<&Time> = meeting
        .times
        .iter()
        .rev()
        .filter(|time| time.when.starts_at <= now)
        .collect();
    if around.holds && !ahead.is_empty() && !meeting.view.is_cancelled {
        acts.push(acts::change(widget, around, meeting, &ahead));
        acts.push(acts::cancel(widget, around, meeting, &ahead));
    }
    if !begun.is_empty() && may_answer {
        acts.extend(acts::afterwards(widget, around, meeting, &begun));
    }
    let summaries = meeting.summaries.iter().map(|summary| {
        el("div")
            .key(summary.id.as_str())
            .maybe(summary.text.as_ref().map(|text| rich(text)))
            .child(meta(by(widget, summary.author.as_ref(), summary.at)))
    });
    meeting::card(widget, around.slice, &meeting.view, may_answer)
        .children(days_called_off(widget, meeting))
        .children(
            meeting
                .view
                .records
                .iter()
                .map(|record| written_down(widget, around.slice, record)),
        )
        .children(summaries)
        .maybe(further(
            widget,
            Key::MeetingMore,
            &meeting.view.title,
            told_apart(acts, meeting.view.id.as_str()),
        ))
}

/// The single times of a series that were called off, so that nobody goes there.
fn days_called_off(widget: &Widget, meeting: &Meeting) -> Vec<El> {
    let now = widget.session.now();
    let off = meeting
        .view
        .later
        .iter()
        .filter(|later| later.is_cancelled && !meeting.view.is_cancelled);
    off.map(|off| {
        let day = widget.look(|ui| when::day(&ui.texts, now, off.when.starts_at));
        let mut text = widget.fill(Key::DayCalledOff, &[("day", &day)]);
        if let Some(reason) = &off.cancel_reason {
            text.push(' ');
            text.push_str(reason);
        }
        el("p").class("called-off").attr("dir", "auto").text(text)
    })
    .collect()
}

/// What became of one time: what it came to, what was worked on and with whom, who was there.
fn written_down(widget: &Rc<Widget>, slice: &SliceId, record: &RecordView) -> El {
    // Of a single meeting the day stands above.
    let when = record.when.as_ref().filter(|_| record.occurrence.is_some());
    let day = when.map(|when| {
        let now = widget.session.now();
        let day = widget.look(|ui| when::day(&ui.texts, now, when.starts_at));
        el("p").child(el("b").text(day))
    });
    let outcome = record.outcome.as_ref().map(|text| {
        el("div")
            .child(el("p").class("meta").text(widget.say(Key::CameTo)))
            .child(rich(text))
    });
    let worked_on = record.sessions.iter().map(|session| {
        let route = Route::Problem(slice.community.clone(), session.problem.clone());
        let title = session.problem_title.clone().unwrap_or_default();
        let names = names(widget, &session.participants);
        el("p")
            .class("meta")
            .text(widget.say(Key::WorkedOn))
            .text(" ")
            .child(link(widget, route).attr("dir", "auto").text(title))
            .text(" ")
            .text(widget.fill(Key::WithWhom, &[("names", &names)]))
    });
    let attended: Vec<_> = record
        .attended
        .iter()
        .map(|attended| attended.person.clone())
        .collect();
    let were_there = (!attended.is_empty())
        .then(|| widget.fill(Key::WereThere, &[("names", &names(widget, &attended))]))
        .or_else(|| Some(widget.count(Key::NCame, record.head_count? as usize)));
    el("div")
        .maybe(day)
        .maybe(outcome)
        .maybe(record.notes.as_ref().map(|text| rich(text)))
        .children(worked_on)
        .maybe(were_there.map(meta))
}
