//! Writes events as a calendar to subscribe to.

use super::lines::{Text, civil, utc};
use super::zone::ClockChanges;
use crate::activity::{Answer, Form};
use crate::event::{Event, EventState, Moved, Place};
use crate::id::PersonId;
use crate::particulars::Particulars;
use crate::recurrence::{End, Recurrence, Series};
use crate::schedule::Schedule;
use crate::text::TextRef;
use crate::time::{CivilDateTime, Timestamp};

/// How long a program may show what it has before it asks again.
const REFRESH: &str = "PT1H";

/// What a calendar is made of.
#[derive(Debug)]
pub struct Calendar<'a> {
    /// What it is called.
    pub name: &'a str,
    /// When the clocks change in the zones of its events: where a zone is missing, times are written in UTC.
    pub zones: &'a [ClockChanges],
    /// What is in it.
    pub entries: Vec<Entry<'a>>,
}

/// An event in a calendar.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The same for the same event for ever.
    pub uid: String,
    /// The event.
    pub event: &'a Event,
    /// Its texts.
    pub particulars: &'a Particulars,
    /// Where there is more about it.
    pub address: String,
    /// Whose calendar it is: what they declined is left out. None for the calendar of a community.
    pub by: Option<&'a PersonId>,
}

/// The text of a calendar, the same for the same events: it holds no moment at which it was written.
///
/// There are no organizers and attendees in it, because both are named by e-mail addresses, which are not kept here.
#[must_use]
pub fn calendar(calendar: &Calendar<'_>) -> String {
    let mut text = Text::default();
    text.line("BEGIN:VCALENDAR");
    text.line("VERSION:2.0");
    text.line("PRODID:-//communities-of-practice//EN");
    text.line("CALSCALE:GREGORIAN");
    text.text("NAME", calendar.name);
    text.text("X-WR-CALNAME", calendar.name);
    text.property("REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
    text.property("X-PUBLISHED-TTL", REFRESH);
    for zone in calendar.zones {
        zone.write(&mut text);
    }
    for entry in &calendar.entries {
        entry.write(calendar.zones, &mut text);
    }
    text.line("END:VCALENDAR");
    text.0
}

/// A time on the clock of a zone that the calendar describes, or in UTC.
struct Clock<'a> {
    schedule: &'a Schedule,
    changes: Option<&'a ClockChanges>,
}

impl<'a> Clock<'a> {
    fn of(schedule: &'a Schedule, zones: &'a [ClockChanges]) -> Self {
        Self {
            schedule,
            changes: zones.iter().find(|other| other.zone == schedule.zone),
        }
    }

    fn moment(&self, at: CivilDateTime) -> Timestamp {
        match self.changes {
            Some(changes) => changes.moment(at),
            None => self.schedule.about(at),
        }
    }

    fn write(&self, text: &mut Text, name: &str, at: CivilDateTime) {
        match self.changes {
            Some(changes) => text.property(&format!("{name};TZID={}", changes.zone), &civil(at)),
            None => text.property(name, &utc(self.moment(at))),
        }
    }

    /// When something begins and ends: it lasts as long as it does, also over a change of the clocks.
    fn write_when(&self, text: &mut Text, starts: CivilDateTime) {
        self.write(text, "DTSTART", starts);
        let ends_at = self
            .moment(starts)
            .plus_minutes(i64::from(self.schedule.minutes));
        match self.changes {
            Some(changes) => self.write(text, "DTEND", changes.civil(ends_at)),
            None => text.property("DTEND", &utc(ends_at)),
        }
    }
}

impl Entry<'_> {
    fn write(&self, zones: &[ClockChanges], text: &mut Text) {
        let event = self.event;
        let clock = Clock::of(&event.schedule, zones);
        let Some(series) = &event.schedule.series else {
            if !self.is_declined(None) {
                text.line("BEGIN:VEVENT");
                self.head(text);
                clock.write_when(text, event.schedule.starts);
                self.body(text, None);
            }
            return;
        };
        let is_left_out = self.is_declined(None);
        if !is_left_out {
            self.series(series, &clock, text);
        }
        for (name, occasion) in event.occasions() {
            let own = self.by.and_then(|by| event.answer(by, Some(name)));
            // Whoever waits for a place at the series may have one at this time, and the other way round.
            let place = |of| self.by.and_then(|by| event.roll(of).place(by));
            let differs = occasion.moved.is_some()
                || occasion.is_cancelled()
                || own.is_some()
                || place(Some(name)) != place(None);
            let is_wanted = own.map_or(!is_left_out, |own| own != Answer::Declined);
            if differs && is_wanted && event.schedule.has(name) {
                text.line("BEGIN:VEVENT");
                self.head(text);
                clock.write(text, "RECURRENCE-ID", name);
                match &occasion.moved {
                    Some(Moved { schedule, .. }) => {
                        Clock::of(schedule, zones).write_when(text, schedule.starts);
                    }
                    None => clock.write_when(text, name),
                }
                self.body(text, Some(name));
            }
        }
    }

    /// The series without what is different at one of its times.
    ///
    /// Here a series has the times that its rule gives, and its start is one only where the rule names it; in a
    /// calendar the start always is, so it is written as the first time that there is.
    fn series(&self, series: &Series, clock: &Clock<'_>, text: &mut Text) {
        let start = clock.schedule.starts;
        let ruled = series.rule.occurrences(start).next();
        let Some(first) = ruled.or(series.extra.iter().copied().next()) else {
            return;
        };
        text.line("BEGIN:VEVENT");
        self.head(text);
        clock.write_when(text, first);
        if ruled.is_some() {
            text.property("RRULE", &rule(&series.rule, clock));
        }
        for extra in series.extra.iter().filter(|extra| **extra != first) {
            clock.write(text, "RDATE", *extra);
        }
        for except in series.except.iter() {
            clock.write(text, "EXDATE", *except);
        }
        let declined = self.event.occasions().map(|(name, _)| name).filter(|name| {
            let own = self.by.and_then(|by| self.event.answer(by, Some(*name)));
            own == Some(Answer::Declined)
        });
        for name in declined {
            clock.write(text, "EXDATE", name);
        }
        self.body(text, None);
    }

    fn is_declined(&self, occurrence: Option<CivilDateTime>) -> bool {
        let answer = self.by.and_then(|by| self.event.answer(by, occurrence));
        answer == Some(Answer::Declined)
    }

    fn head(&self, text: &mut Text) {
        text.text("UID", &self.uid);
        text.property("DTSTAMP", &utc(self.event.changed_at));
        text.property("LAST-MODIFIED", &utc(self.event.changed_at));
        text.property("SEQUENCE", &self.event.revision.to_string());
    }

    fn body(&self, text: &mut Text, occurrence: Option<CivilDateTime>) {
        let event = self.event;
        let read = |reference: Option<TextRef>| self.particulars.text(reference?);
        text.text("SUMMARY", read(event.title).unwrap_or_default());
        if let Some(place) = read(event.place_at(occurrence)) {
            text.text("LOCATION", place);
            if is_address(place) {
                text.property("CONFERENCE;VALUE=URI", place);
            }
        }
        text.property("URL", &self.address);
        text.property(
            "CATEGORIES",
            match event.form {
                Form::Working => "WORKING",
                Form::Broadcast => "BROADCAST",
                Form::Social => "SOCIAL",
                Form::Mixed => "MIXED",
            },
        );
        match event.state_at(occurrence) {
            EventState::Planned => text.line("STATUS:CONFIRMED"),
            EventState::Cancelled { reason } => {
                text.line("STATUS:CANCELLED");
                if let Some(reason) = read(reason) {
                    text.text("COMMENT", reason);
                }
            }
        }
        if let Some(by) = self.by {
            self.answer(by, occurrence, text);
        }
        text.line("END:VEVENT");
    }

    /// What the person said: whoever has no place yet is not busy.
    fn answer(&self, by: &PersonId, occurrence: Option<CivilDateTime>, text: &mut Text) {
        let (answer, is_busy) = match self.event.roll(occurrence).place(by) {
            Some(Place::Going) => ("ACCEPTED", true),
            Some(Place::Waiting { .. }) => ("WAITING", false),
            Some(Place::Tentative) => ("TENTATIVE", false),
            Some(Place::Declined) => ("DECLINED", false),
            None => ("NEEDS-ACTION", false),
        };
        text.property("X-COP-ANSWER", answer);
        let transparency = if is_busy { "OPAQUE" } else { "TRANSPARENT" };
        text.property("TRANSP", transparency);
    }
}

/// Where one can go by clicking. What has a control character or a space in it is a text and no address.
fn is_address(place: &str) -> bool {
    let is_web = place.starts_with("https://") || place.starts_with("http://");
    is_web
        && place
            .chars()
            .all(|letter| !letter.is_control() && !letter.is_whitespace())
}

/// The rule with its end in UTC, as RFC 5545 wants it beside a zone.
///
/// The end is an hour after the last time there is, so that no reader whose zones differ from ours drops that.
fn rule(rule: &Recurrence, clock: &Clock<'_>) -> String {
    let written = rule.to_string();
    let End::Until(_) = rule.end() else {
        return written;
    };
    let last = Series::new(rule.clone()).last(clock.schedule.starts);
    let until = last.map(|last| utc(clock.moment(last).plus_minutes(60)));
    let parts: Vec<String> = written
        .split(';')
        .map(|part| match (&until, part.starts_with("UNTIL=")) {
            (Some(until), true) => format!("UNTIL={until}"),
            _ => part.to_owned(),
        })
        .collect();
    parts.join(";")
}
