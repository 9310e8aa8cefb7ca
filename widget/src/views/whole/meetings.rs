//! When do we meet, and what came of it? With the ways to plan a meeting and to write down what it was.

mod acts;
mod planning;

use std::rc::Rc;

use cop_core::id::CommunityId;
use cop_core::membership::Standing;
use cop_core::schedule::{Occurrence, Schedule};
use cop_core::time::CivilDateTime;
use cop_core::view::{self, EventView, Linked, Seen, SummaryView};

use super::super::{community, heading, meeting, meta, not_here};
use super::act::{further, offers};
use super::ask::Named;
use super::trace::by;
use super::words::references;
use crate::dom::{El, el};
use crate::messages::Key;
use crate::rich::rich;
use crate::route::Tab;
use crate::session::{Known, SliceId};
use crate::widget::Widget;

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
                occurrence: is_series.then_some(when.starts),
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
    let communities: Vec<Named> = widget.look(|ui| match &ui.directory {
        Known::Here(entries) => entries
            .iter()
            .filter(|entry| entry.id != *id)
            .map(|entry| (entry.id.to_string(), entry.name.clone()))
            .collect(),
        Known::Loading | Known::Failed(_) => Vec::new(),
    });
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
    let cards = |meetings: &[&Meeting]| {
        el("ul")
            .class("meetings")
            .children(meetings.iter().map(|meeting| {
                el("li")
                    .key(meeting.view.id.as_str())
                    .child(card(widget, &around, meeting, may_answer))
            }))
    };
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
            cards(&coming).key("coming")
        })
        .maybe((!past.is_empty()).then(|| {
            el("div")
                .key("past")
                .class("part")
                .child(heading(widget, 1, widget.say(Key::Past)))
                .child(cards(&past[..past.len().min(N_PAST)]))
                .maybe((past.len() > N_PAST).then(|| {
                    el("details")
                        .key("earlier")
                        .child(el("summary").text(widget.say(Key::EarlierMeetings)))
                        .child(cards(&past[N_PAST..]))
                }))
        }))
}

fn card(widget: &Rc<Widget>, around: &Around<'_>, meeting: &Meeting, may_answer: bool) -> El {
    let now = widget.session.now();
    let mut acts = Vec::new();
    let ahead: Vec<&Time> = meeting
        .times
        .iter()
        .filter(|time| time.when.ends_at > now)
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
        .children(summaries)
        .maybe(further(widget, Key::MeetingMore, &meeting.view.title, acts))
}
