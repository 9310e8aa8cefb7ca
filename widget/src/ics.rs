//! An event as a file that calendars read (RFC 5545).

use cop_core::schedule::Schedule;
use cop_core::time::{CivilDateTime, Timestamp};

/// An event as a calendar should show it.
pub struct Invitation<'a> {
    /// The same for the same event for ever.
    pub uid: &'a str,
    /// How often it was changed.
    pub revision: u32,
    /// What it is called.
    pub title: &'a str,
    /// Where it is.
    pub place: Option<&'a str>,
    /// Where there is more about it.
    pub address: Option<&'a str>,
    /// When it is.
    pub schedule: &'a Schedule,
    /// Whether it was called off.
    pub is_cancelled: bool,
    /// When the file is written.
    pub now: Timestamp,
    /// When the clocks of the zone change: only a series needs them.
    pub changes: &'a [ClockChange],
}

/// A moment from which the clocks of a zone are otherwise ahead of UTC than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockChange {
    /// What the clocks show then, before the change.
    pub at: CivilDateTime,
    /// By how much they were ahead before.
    pub from_minutes: i64,
    /// By how much they are ahead from then on.
    pub to_minutes: i64,
}

/// The text of the file.
pub fn write(invitation: &Invitation<'_>) -> String {
    let schedule = invitation.schedule;
    let mut file = File::default();
    file.line("BEGIN:VCALENDAR");
    file.line("VERSION:2.0");
    file.line("PRODID:-//communities-of-practice//EN");
    if schedule.series.is_some() {
        file.zone(schedule.zone.as_str(), invitation.changes);
    }
    file.line("BEGIN:VEVENT");
    file.property("UID", &escaped(invitation.uid));
    file.property("DTSTAMP", &utc(invitation.now));
    file.property("SEQUENCE", &invitation.revision.to_string());
    file.when(schedule);
    file.property("DURATION", &format!("PT{}M", schedule.minutes));
    file.property("SUMMARY", &escaped(invitation.title));
    if let Some(place) = invitation.place {
        file.property("LOCATION", &escaped(place));
    }
    if let Some(address) = invitation.address {
        file.property("URL", address);
    }
    if invitation.is_cancelled {
        file.line("STATUS:CANCELLED");
    }
    file.line("END:VEVENT");
    file.line("END:VCALENDAR");
    file.text
}

/// What the clocks of a zone show at `from`, and when they change in the days after, by what they are ahead of
/// UTC at a moment.
pub fn clock_changes(
    from: Timestamp,
    n_days: i64,
    offset_minutes: impl Fn(Timestamp) -> Option<i64>,
) -> Vec<ClockChange> {
    let mut changes = Vec::new();
    let mut start = from;
    let end = from.plus_days(n_days);
    let Some(mut before) = offset_minutes(start) else {
        return changes;
    };
    changes.push(ClockChange {
        at: start.plus_minutes(before).civil_utc(),
        from_minutes: before,
        to_minutes: before,
    });
    // No zone changes its clocks twice within a week and back again.
    while start < end {
        let next = start.plus_days(7);
        let Some(after) = offset_minutes(next) else {
            return changes;
        };
        if after != before {
            let at = first_with(start, next, |moment| offset_minutes(moment) == Some(after));
            changes.push(ClockChange {
                at: at.plus_minutes(before).civil_utc(),
                from_minutes: before,
                to_minutes: after,
            });
        }
        before = after;
        start = next;
    }
    changes
}

/// The first minute after `before` and not after `after` from which something is so.
fn first_with(before: Timestamp, after: Timestamp, is_so: impl Fn(Timestamp) -> bool) -> Timestamp {
    let (mut not_yet, mut already) = (0, (after.ms() - before.ms()) / 60_000);
    while already - not_yet > 1 {
        let middle = not_yet.midpoint(already);
        if is_so(before.plus_minutes(middle)) {
            already = middle;
        } else {
            not_yet = middle;
        }
    }
    before.plus_minutes(already)
}

/// Most bytes of a line, without its end.
const MAX_LINE_BYTES: usize = 75;

#[derive(Default)]
struct File {
    text: String,
}

impl File {
    fn when(&mut self, schedule: &Schedule) {
        let Some(series) = &schedule.series else {
            self.property("DTSTART", &utc(schedule.starts_at));
            return;
        };
        let zoned = |name: &str| format!("{name};TZID={}", schedule.zone);
        self.property(&zoned("DTSTART"), &civil(schedule.starts));
        self.property("RRULE", &rule_in_utc(&series.rule.to_string(), schedule));
        for except in &series.except {
            self.property(&zoned("EXDATE"), &civil(*except));
        }
        for extra in &series.extra {
            self.property(&zoned("RDATE"), &civil(*extra));
        }
    }

    fn zone(&mut self, zone: &str, changes: &[ClockChange]) {
        self.line("BEGIN:VTIMEZONE");
        self.property("TZID", zone);
        for change in changes {
            let kind = if change.to_minutes > change.from_minutes {
                "DAYLIGHT"
            } else {
                "STANDARD"
            };
            self.property("BEGIN", kind);
            self.property("DTSTART", &civil(change.at));
            self.property("TZOFFSETFROM", &offset(change.from_minutes));
            self.property("TZOFFSETTO", &offset(change.to_minutes));
            self.property("END", kind);
        }
        self.line("END:VTIMEZONE");
    }

    fn property(&mut self, name: &str, value: &str) {
        self.line(&format!("{name}:{value}"));
    }

    /// Lines are folded between characters, each with a blank before what goes on.
    fn line(&mut self, line: &str) {
        let mut n_bytes = 0;
        for letter in line.chars() {
            if n_bytes + letter.len_utf8() > MAX_LINE_BYTES {
                self.text.push_str("\r\n ");
                n_bytes = 1;
            }
            self.text.push(letter);
            n_bytes += letter.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

/// With a zone, UNTIL has to be in UTC. By the offset of the first time it is right to the hour, and a series
/// has no second occurrence within an hour of its last.
fn rule_in_utc(rule: &str, schedule: &Schedule) -> String {
    let ahead = schedule.starts.as_if_utc().ms() - schedule.starts_at.ms();
    let parts: Vec<String> = rule
        .split(';')
        .map(
            |part| match part.strip_prefix("UNTIL=").and_then(read_civil) {
                Some(until) => {
                    let late = Timestamp::from_ms(until.as_if_utc().ms() - ahead).plus_minutes(60);
                    format!("UNTIL={}", utc(late))
                }
                None => part.to_owned(),
            },
        )
        .collect();
    cop_core::text::joined(&parts, ";")
}

fn read_civil(written: &str) -> Option<CivilDateTime> {
    let (date, time) = written.split_once('T')?;
    let spread = format!(
        "{}-{}-{}T{}:{}:{}",
        date.get(..4)?,
        date.get(4..6)?,
        date.get(6..8)?,
        time.get(..2)?,
        time.get(2..4)?,
        time.get(4..6)?
    );
    CivilDateTime::parse(&spread).ok()
}

fn utc(moment: Timestamp) -> String {
    civil(moment.civil_utc()) + "Z"
}

fn civil(moment: CivilDateTime) -> String {
    let (date, time) = (moment.date, moment.time);
    format!(
        "{:04}{:02}{:02}T{:02}{:02}{:02}",
        date.year(),
        date.month(),
        date.day(),
        time.hour(),
        time.minute(),
        time.second()
    )
}

fn offset(minutes: i64) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.abs();
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use cop_core::recurrence::{Recurrence, Series};
    use cop_core::time::Zone;

    fn schedule(rule: Option<&str>) -> Schedule {
        Schedule {
            starts: CivilDateTime::parse("2026-11-26T12:30").unwrap(),
            zone: Zone::parse("Europe/Berlin").unwrap(),
            minutes: 60,
            starts_at: Timestamp::parse("2026-11-26T11:30:00Z").unwrap(),
            series: rule.map(|rule| Series::new(Recurrence::parse(rule).unwrap())),
        }
    }

    fn file(schedule: &Schedule, title: &str) -> String {
        write(&Invitation {
            uid: "e1@falls",
            revision: 2,
            title,
            place: Some("Room 4; online"),
            address: Some("https://cop.example/c/falls#events"),
            schedule,
            is_cancelled: false,
            now: Timestamp::parse("2026-11-20T09:00:00Z").unwrap(),
            changes: &clock_changes(
                Timestamp::parse("2026-10-01T00:00:00Z").unwrap(),
                180,
                berlin,
            ),
        })
    }

    /// Summer time ends on 25 October 2026 and begins on 28 March 2027, both at 01:00 UTC.
    fn berlin(moment: Timestamp) -> Option<i64> {
        let ends = Timestamp::parse("2026-10-25T01:00:00Z").unwrap();
        let begins = Timestamp::parse("2027-03-28T01:00:00Z").unwrap();
        Some(if (ends..begins).contains(&moment) {
            60
        } else {
            120
        })
    }

    #[track_caller]
    fn check(file: &str, lines: &[&str]) {
        for line in lines {
            assert!(
                file.split("\r\n").any(|other| other == *line),
                "{line} is not in\n{file}"
            );
        }
    }

    #[test]
    fn a_single_meeting_is_written_in_utc() {
        let file = file(&schedule(None), "Bedside handover");
        check(
            &file,
            &[
                "UID:e1@falls",
                "SEQUENCE:2",
                "DTSTART:20261126T113000Z",
                "DURATION:PT60M",
                "LOCATION:Room 4\\; online",
            ],
        );
        assert!(!file.contains("VTIMEZONE"));
        assert!(file.ends_with("END:VCALENDAR\r\n"));
    }

    #[test]
    fn a_series_keeps_the_clock_on_the_wall() {
        let schedule = schedule(Some("FREQ=MONTHLY;UNTIL=20271231T123000;BYDAY=4TH"));
        check(
            &file(&schedule, "Bedside handover"),
            &[
                "DTSTART;TZID=Europe/Berlin:20261126T123000",
                "RRULE:FREQ=MONTHLY;UNTIL=20271231T123000Z;BYDAY=4TH",
                "TZID:Europe/Berlin",
                "BEGIN:STANDARD",
                "DTSTART:20261025T030000",
                "TZOFFSETFROM:+0200",
                "TZOFFSETTO:+0100",
                "BEGIN:DAYLIGHT",
                "DTSTART:20270328T020000",
            ],
        );
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        let title = "é".repeat(60);
        let file = file(&schedule(None), &title);
        assert!(file.split("\r\n").all(|line| line.len() <= 75));
        assert!(file.replace("\r\n ", "").contains(&title));
    }

    #[test]
    fn text_cannot_add_properties() {
        let file = file(&schedule(None), "a\r\nATTENDEE:mailto:x@y.example, b\\");
        check(&file, &["SUMMARY:a\\nATTENDEE:mailto:x@y.example\\, b\\\\"]);
    }
}
