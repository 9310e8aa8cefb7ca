//! Meetings.

use super::names::Teller;
use super::nouns::act;
use super::tree::As2;
use crate::activity::{Answer, Kind};
use crate::id::EventId;
use crate::schedule::Schedule;
use crate::text::TextRef;
use crate::time::CivilDateTime;

impl Teller<'_> {
    /// The address of a meeting, or of one of a series: by when the rule has it, as RECURRENCE-ID in iCalendar.
    pub(super) fn meeting(&self, event: &EventId, occurrence: Option<CivilDateTime>) -> String {
        match occurrence {
            None => self.event_address(event),
            Some(occurrence) => self.inside(&["events", event.as_str(), &occurrence.to_string()]),
        }
    }

    pub(super) fn event(&self, event: &EventId, occurrence: Option<CivilDateTime>) -> As2 {
        As2::of(&["Event"]).with("id", self.meeting(event, occurrence))
    }

    pub(super) fn scheduled(&self, schedule: &Schedule, place: Option<TextRef>) -> As2 {
        let place = place.and_then(|place| self.text(place));
        let rule = schedule
            .series
            .as_ref()
            .map(|series| series.rule.to_string());
        As2::Object(Vec::new())
            .with("startTime", schedule.starts_at.to_string())
            .maybe(
                "endTime",
                schedule
                    .series
                    .is_none()
                    .then(|| schedule.first_ends_at().to_string()),
            )
            .with("duration", format!("PT{}M", schedule.minutes))
            .with("cop:zone", schedule.zone.as_str())
            .maybe("cop:recurrence", rule)
            .maybe(
                "location",
                place.map(|place| As2::of(&["Place"]).with("name", place)),
            )
    }

    pub(super) fn planned(&self, kind: &Kind) -> Option<As2> {
        let Kind::EventPlanned {
            event,
            title,
            form,
            mode,
            schedule,
            place,
            capacity,
            problem,
            with,
            host,
        } = kind
        else {
            return None;
        };
        let meeting = match host {
            None => self.event(event, None),
            Some(host) => {
                let place = ["communities", host.as_str(), "events", event.as_str()];
                As2::of(&["Event"]).with("id", self.address(&place))
            }
        };
        let meeting = meeting
            .maybe("name", self.text(*title))
            .and(self.scheduled(schedule, *place))
            .with("cop:form", form.word())
            .with("cop:mode", mode.word())
            .maybe("cop:capacity", *capacity)
            .maybe(
                "cop:about",
                problem.as_ref().map(|problem| self.contribution(problem)),
            )
            .maybe(
                "cop:heldWith",
                with.as_ref().map(|other| self.other_group(other)),
            );
        Some(match host {
            None => act(&["Create"], meeting),
            // Another community asks this one to hold the meeting together with it.
            Some(host) => act(
                &["Invite"],
                meeting.with("attributedTo", self.other_group(host)),
            )
            .with("target", self.group()),
        })
    }

    /// An intention: whether somebody came is another fact.
    pub(super) fn answered(&self, event: As2, answer: Answer, as_host: bool) -> As2 {
        let word = match answer {
            Answer::Accepted => "Accept",
            Answer::Tentative => "TentativeAccept",
            Answer::Declined => "Reject",
        };
        act(&[word], event).maybe("cop:onBehalfOf", as_host.then(|| self.group()))
    }
}
