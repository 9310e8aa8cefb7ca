//! What can be done with a meeting: planned, moved, called off, and written down.

use cop_core::activity::Reference;
use cop_core::command::{Attendance, Command};
use cop_core::id::{CommunityId, ContributionId, PersonId};
use cop_core::time::CivilDateTime;

use super::super::act::{Act, number};
use super::super::ask::{Ask, Named, each};
use super::super::contributing::summarise;
use super::super::words::{
    MEETING_FORMS, MODES, PARTS, chosen, members, options, people_in, reference_in, value_of,
};
use super::super::{concerns, value};
use super::planning::{asks, schedule};
use super::{Around, Meeting, Time};
use crate::form::Form;
use crate::messages::Key;
use crate::when;
use crate::widget::Widget;

/// Announces a meeting or a series.
pub(super) fn plan(widget: &Widget, around: &Around<'_>) -> Act {
    let mut problems = vec![(
        "none".to_owned(),
        widget.say(Key::NoProblemInMind).to_owned(),
    )];
    problems.extend(around.problems.iter().cloned());
    let mut hosts = vec![("none".to_owned(), widget.say(Key::WithNobody).to_owned())];
    hosts.extend(around.communities.iter().cloned());
    let with = if hosts.len() > 1 {
        Ask::choice("with", Key::HoldWith, hosts)
    } else {
        Ask::line("with", Key::HoldWith).hint(Key::HoldWithHint)
    };
    Act::new(around.slice, "plan", "", Key::PlanAMeeting)
        .primary()
        .ask(Ask::line("title", Key::MeetingTitle).needed())
        .asks(asks(widget, None))
        .ask(Ask::choice("mode", Key::WhereFrom, options(widget, &MODES)))
        .ask(Ask::line("place", Key::MeetingPlace).hint(Key::MeetingPlaceHint))
        .ask(Ask::choice("problem", Key::AboutWhichProblem, problems))
        .ask(
            Ask::choice(
                "form",
                Key::WhatKindOfMeeting,
                options(widget, &MEETING_FORMS),
            )
            .with(value_of(&MEETING_FORMS, &cop_core::activity::Form::Working))
            .rare(),
        )
        .ask(
            Ask::number("capacity", Key::RoomFor)
                .hint(Key::RoomForHint)
                .rare(),
        )
        .ask(with.rare())
        .send(Key::PlanIt)
        .said(Key::Planned)
        .makes(|form| {
            let with = form.optional("with").filter(|id| id != "none");
            Ok(Command::PlanEvent {
                title: form.typed("title").to_owned(),
                form: chosen(&MEETING_FORMS, form.typed("form")),
                mode: chosen(&MODES, form.typed("mode")),
                schedule: schedule(form, None)?,
                place: form.optional("place"),
                capacity: number(form, "capacity")?,
                problem: problem_in(form),
                with: match with {
                    Some(id) => {
                        Some(CommunityId::parse(&id).map_err(|_| ("with", Key::NotACommunity))?)
                    }
                    None => None,
                },
            })
        })
}

fn problem_in(form: &Form) -> Option<ContributionId> {
    reference_in(form, "problem")?.contribution().cloned()
}

/// Which time of a series it is about: nothing to ask for a single meeting.
fn which(widget: &Widget, times: &[&Time], all: Option<Key>) -> Option<Ask> {
    let mut options: Vec<Named> = Vec::new();
    for time in times {
        let day = widget.look(|ui| when::day(&ui.texts, widget.session.now(), time.when.starts_at));
        options.push((time.occurrence?.to_string(), day));
    }
    options.extend(all.map(|key| ("all".to_owned(), widget.say(key).to_owned())));
    Some(Ask::choice("time_of_series", Key::WhichTime, options))
}

fn occurrence(form: &Form) -> Option<CivilDateTime> {
    CivilDateTime::parse(form.typed("time_of_series")).ok()
}

/// Moves a meeting, or makes it larger or smaller.
pub(super) fn change(
    widget: &Widget,
    around: &Around<'_>,
    meeting: &Meeting,
    ahead: &[&Time],
) -> Act {
    let (event, now) = (meeting.view.id.clone(), meeting.schedule.clone());
    // What is to come is what is moved, not what was.
    let begins = ahead.first().map_or(&meeting.view.when, |time| &time.when);
    let from_next = now.clone().map(|now| cop_core::schedule::Schedule {
        starts: begins.starts,
        ..now
    });
    let capacity = meeting.view.capacity.map(|n| n.to_string());
    Act::new(around.slice, "change", event.as_str(), Key::ChangeMeeting)
        .of(meeting.view.title.clone())
        .asks(which(widget, ahead, Some(Key::AllOfThemFromNow)))
        .asks(asks(widget, from_next.as_ref()))
        .ask(
            Ask::line("place", Key::MeetingPlace)
                .with(meeting.view.place.clone().unwrap_or_default()),
        )
        .ask(
            Ask::choice("mode", Key::WhereFrom, options(widget, &MODES))
                .with(value_of(&MODES, &meeting.view.mode)),
        )
        .ask(Ask::number("capacity", Key::RoomFor).with(capacity.unwrap_or_default()))
        .send(Key::SaveIt)
        .said(Key::MeetingChanged)
        .makes(move |form| {
            let occurrence = occurrence(form);
            let mut schedule = schedule(form, now.as_ref())?;
            if occurrence.is_some() {
                schedule.series = None;
            }
            Ok(Command::ChangeEvent {
                event: event.clone(),
                occurrence,
                schedule,
                place: form.optional("place"),
                capacity: number(form, "capacity")?,
                mode: Some(chosen(&MODES, form.typed("mode"))),
                form: None,
                problem: None,
            })
        })
}

/// Calls a meeting off.
pub(super) fn cancel(
    widget: &Widget,
    around: &Around<'_>,
    meeting: &Meeting,
    ahead: &[&Time],
) -> Act {
    let event = meeting.view.id.clone();
    Act::new(around.slice, "cancel", event.as_str(), Key::CallOff)
        .of(meeting.view.title.clone())
        .lead(Key::CallOffWhatNext)
        .asks(which(widget, ahead, Some(Key::AllOfThemFromNow)))
        .ask(Ask::line("reason", Key::WhyCalledOff))
        .said(Key::HasBeenCalledOff)
        .makes(move |form| {
            Ok(Command::CancelEvent {
                event: event.clone(),
                occurrence: occurrence(form),
                reason: form.optional("reason"),
            })
        })
}

/// What can be written down of a meeting that has begun.
pub(super) fn afterwards(
    widget: &Widget,
    around: &Around<'_>,
    meeting: &Meeting,
    begun: &[&Time],
) -> Vec<Act> {
    let to = Reference::Event(meeting.view.id.clone());
    let title = meeting.view.title.as_str();
    let mut acts = vec![attendance(widget, around, meeting, begun)];
    if around.holds {
        acts.push(report(widget, around, meeting, begun));
    }
    if around.is_member {
        if !around.problems.is_empty() {
            acts.push(session(widget, around, meeting, begun));
        }
        acts.push(summarise(around.slice, &to, title));
        acts.push(value::report(widget, around.slice, &to, title, &[]));
        if !meeting.changed_me {
            acts.push(
                Act::new(
                    around.slice,
                    "insight",
                    meeting.view.id.as_str(),
                    Key::ChangedMe,
                )
                .of(title)
                .said(Key::Marked)
                .does(Command::MarkInsight { about: to.clone() }),
            );
        }
        acts.push(concerns::raise(around.slice, Some(&to), title));
    }
    acts
}

/// Writes down who was there: those who hold the community of everybody, everybody else of themselves.
fn attendance(widget: &Widget, around: &Around<'_>, meeting: &Meeting, begun: &[&Time]) -> Act {
    let event = meeting.view.id.clone();
    let mut parts = vec![("absent".to_owned(), widget.say(Key::PartAbsent).to_owned())];
    parts.extend(options(widget, &PARTS));
    let act = Act::new(
        around.slice,
        "attendance",
        event.as_str(),
        Key::RecordAttendance,
    )
    .of(meeting.view.title.clone())
    .asks(which(widget, begun, None))
    .send(Key::WriteItDown)
    .said(Key::AttendanceRecorded);
    if !around.holds {
        let me = widget.session.person();
        return act
            .ask(Ask::choice(
                "part",
                Key::WhatDidYouDo,
                options(widget, &PARTS),
            ))
            .makes(move |form| {
                let person = me.clone().ok_or(("part", Key::FillIn))?;
                Ok(Command::RecordAttendance {
                    event: event.clone(),
                    occurrence: occurrence(form),
                    people: vec![Attendance {
                        person,
                        part: chosen(&PARTS, form.typed("part")),
                        presence: None,
                    }],
                })
            });
    }
    // Those who said that they come are first.
    let mut people: Vec<Named> = meeting
        .view
        .going
        .iter()
        .map(|person| super::super::words::named(widget, person))
        .collect();
    for other in members(widget, around.slice, true) {
        if !people.contains(&other) {
            people.push(other);
        }
    }
    act.ask(Ask::each("people", Key::WhoWasThere, people, parts))
        .makes(move |form| {
            let people: Vec<Attendance> = each(form, "people")
                .iter()
                .filter(|(_, part)| part != "absent")
                .filter_map(|(person, part)| {
                    Some(Attendance {
                        person: PersonId::parse(person).ok()?,
                        part: chosen(&PARTS, part),
                        presence: None,
                    })
                })
                .collect();
            if people.is_empty() {
                return Err(("people", Key::NobodyChosen));
            }
            Ok(Command::RecordAttendance {
                event: event.clone(),
                occurrence: occurrence(form),
                people,
            })
        })
}

fn report(widget: &Widget, around: &Around<'_>, meeting: &Meeting, begun: &[&Time]) -> Act {
    let event = meeting.view.id.clone();
    Act::new(around.slice, "held", event.as_str(), Key::ReportMeeting)
        .of(meeting.view.title.clone())
        .asks(which(widget, begun, None))
        .ask(Ask::text("outcome", Key::MeetingOutcome))
        .ask(Ask::text("notes", Key::MeetingNotes))
        .ask(Ask::number("head_count", Key::HeadCount).hint(Key::HeadCountHint))
        .send(Key::WriteItDown)
        .said(Key::MeetingReported)
        .makes(move |form| {
            let (notes, outcome) = (form.optional("notes"), form.optional("outcome"));
            let head_count = number(form, "head_count")?;
            if notes.is_none() && outcome.is_none() && head_count.is_none() {
                return Err(("outcome", Key::FillIn));
            }
            Ok(Command::ReportEvent {
                event: event.clone(),
                occurrence: occurrence(form),
                notes,
                outcome,
                head_count,
            })
        })
}

fn session(widget: &Widget, around: &Around<'_>, meeting: &Meeting, begun: &[&Time]) -> Act {
    let event = meeting.view.id.clone();
    let problem = Ask::choice("problem", Key::WhichProblem, around.problems.to_vec());
    let problem = match &meeting.view.problem {
        Some(id) => problem.with(["c:", id.as_str()].concat()),
        None => problem,
    };
    Act::new(around.slice, "session", event.as_str(), Key::RecordSession)
        .of(meeting.view.title.clone())
        .asks(which(widget, begun, None))
        .ask(problem)
        .ask(
            Ask::several(
                "people",
                Key::WhoThoughtIt,
                members(widget, around.slice, true),
            )
            .needed(),
        )
        .send(Key::WriteItDown)
        .said(Key::SessionRecorded)
        .makes(move |form| {
            Ok(Command::RecordSession {
                event: event.clone(),
                occurrence: occurrence(form),
                problem: problem_in(form).ok_or(("problem", Key::FillIn))?,
                participants: people_in(form, "people"),
            })
        })
}
