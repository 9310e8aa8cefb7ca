//! Reads the events of a calendar that another program wrote.

use std::collections::BTreeMap;
use std::fmt;

use super::lines::{Line, lines, unescaped};
use crate::recurrence::{Recurrence, Series};
use crate::schedule::{MAX_MINUTES, Schedule};
use crate::text::Field;
use crate::time::{CivilDate, CivilDateTime, CivilTime, Timestamp, Zone};

/// How long a meeting is of which the calendar does not say it.
const MINUTES: u32 = 60;

/// What a reader has to know of time zones.
pub trait Zones {
    /// The zone that another program calls by this name.
    fn zone(&self, name: &str) -> Option<Zone>;
    /// The moment at which the clock of a zone shows a time.
    fn moment(&self, civil: CivilDateTime, zone: &Zone) -> Timestamp;
    /// What the clock of a zone shows at a moment.
    fn civil(&self, moment: Timestamp, zone: &Zone) -> CivilDateTime;
}

/// What a calendar holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Its events, in the order in which they stand in it.
    pub meetings: Vec<PlannedMeeting>,
    /// What was passed over.
    pub notes: Vec<Fault>,
}

/// An event of another program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedMeeting {
    /// The line on which it begins.
    pub line: usize,
    /// By what the other program knows it.
    pub uid: String,
    /// What it is called.
    pub title: String,
    /// Which room, which link.
    pub place: Option<String>,
    /// When.
    pub schedule: Schedule,
    /// Whether it was called off.
    pub is_cancelled: bool,
    /// The times of a series that differ, in order.
    pub changed: Vec<ChangedMeeting>,
}

/// One time of a series that was moved or called off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedMeeting {
    /// The line on which it begins.
    pub line: usize,
    /// The time that the series has for it.
    pub occurrence: CivilDateTime,
    /// When it is instead.
    pub schedule: Schedule,
    /// Which room, which link.
    pub place: Option<String>,
    /// Whether it was called off.
    pub is_cancelled: bool,
}

/// What is wrong on a line, or was passed over there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which line, from 1.
    pub line: usize,
    /// What is wrong, in a sentence.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

fn fault(line: usize, what: impl Into<String>) -> Fault {
    Fault {
        line,
        what: what.into(),
    }
}

/// Reads a calendar: events with their rules, exceptions and moved times; tasks and journals are passed over.
///
/// # Errors
/// Every line that can't be read, or says something that events here do not have.
pub fn read(text: &str, zones: &impl Zones) -> Result<Reading, Vec<Fault>> {
    let lines = lines(text).map_err(|number| {
        vec![fault(
            number,
            "this is no line of a calendar: it has no colon",
        )]
    })?;
    let mut reader = Reader {
        zones,
        default_zone: default_zone(&lines, zones),
        notes: Vec::new(),
    };
    let components = components(&lines, &mut reader.notes).map_err(|fault| vec![fault])?;
    let (mut series, mut single): (Vec<_>, Vec<_>) = (Vec::new(), Vec::new());
    let mut faults = Vec::new();
    for component in components {
        if component.lasts_whole_days() {
            let what = "this lasts whole days, and an event begins at a time; it is passed over";
            reader.notes.push(fault(component.line, what));
            continue;
        }
        match reader.component(&component) {
            Ok(Found::Meeting(meeting)) => series.push(*meeting),
            Ok(Found::Changed(uid, id)) => single.push((uid, id, component)),
            Err(fault) => faults.push(fault),
        }
    }
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (place, meeting) in series.iter().enumerate() {
        if places.insert(meeting.uid.clone(), place).is_some() {
            faults.push(fault(meeting.line, "another event has the same UID"));
        }
    }
    for (uid, id, component) in single {
        let Some(meeting) = places.get(&uid).map(|place| &mut series[*place]) else {
            let what =
                "this is one time of a series that the calendar does not have; it is passed over";
            reader.notes.push(fault(component.line, what));
            continue;
        };
        match reader.changed(meeting, id, &component) {
            Ok(Some(changed)) => meeting.changed.push(changed),
            Ok(None) => {}
            Err(fault) => faults.push(fault),
        }
    }
    if !faults.is_empty() {
        faults.sort_by_key(|fault| fault.line);
        return Err(faults);
    }
    for meeting in &mut series {
        meeting.changed.sort_by_key(|changed| changed.occurrence);
    }
    Ok(Reading {
        meetings: series,
        notes: reader.notes,
    })
}

/// The lines of one event.
struct Component<'a> {
    line: usize,
    lines: Vec<&'a Line>,
}

impl<'a> Component<'a> {
    fn lasts_whole_days(&self) -> bool {
        let mut begins = self.all("DTSTART");
        begins.any(|line| line.parameter("VALUE") == Some("DATE"))
    }

    fn all(&self, name: &str) -> impl Iterator<Item = &'a Line> {
        self.lines
            .iter()
            .copied()
            .filter(move |line| line.name == name)
    }

    fn one(&self, name: &str) -> Result<Option<&'a Line>, Fault> {
        let mut found = self.all(name);
        let first = found.next();
        match found.next() {
            Some(second) => Err(fault(second.number, format!("{name} comes twice"))),
            None => Ok(first),
        }
    }

    fn needed(&self, name: &str) -> Result<&'a Line, Fault> {
        self.one(name)?
            .ok_or_else(|| fault(self.line, format!("the event has no {name}")))
    }
}

fn components<'a>(lines: &'a [Line], notes: &mut Vec<Fault>) -> Result<Vec<Component<'a>>, Fault> {
    let mut open: Vec<&Line> = Vec::new();
    let mut found = Vec::new();
    for line in lines {
        match line.name.as_str() {
            "BEGIN" => {
                let is_first = open.is_empty();
                if is_first != line.value.eq_ignore_ascii_case("VCALENDAR") {
                    return Err(fault(
                        line.number,
                        "a calendar begins with BEGIN:VCALENDAR, once",
                    ));
                }
                open.push(line);
                if open.len() == 2 {
                    match line.value.to_ascii_uppercase().as_str() {
                        "VEVENT" => found.push(Component {
                            line: line.number,
                            lines: Vec::new(),
                        }),
                        "VTIMEZONE" => {}
                        other => notes.push(fault(line.number, format!("{other} is passed over"))),
                    }
                }
            }
            "END" => match open.pop() {
                Some(begun) if begun.value.eq_ignore_ascii_case(&line.value) => {}
                _ => return Err(fault(line.number, "this ends what has not begun")),
            },
            _ if open.is_empty() => {
                return Err(fault(line.number, "a calendar begins with BEGIN:VCALENDAR"));
            }
            _ if open.len() == 2 && open[1].value.eq_ignore_ascii_case("VEVENT") => {
                if let Some(component) = found.last_mut() {
                    component.lines.push(line);
                }
            }
            _ => {}
        }
    }
    match open.last() {
        Some(begun) => Err(fault(
            begun.number,
            format!("this {} has no end", begun.value),
        )),
        None if lines.is_empty() => Err(fault(1, "there is no calendar")),
        None => Ok(found),
    }
}

/// The zone that the calendar names for times without one.
fn default_zone(lines: &[Line], zones: &impl Zones) -> Option<Zone> {
    let named = lines.iter().find(|line| line.name == "X-WR-TIMEZONE")?;
    zones.zone(&named.value)
}

enum Found {
    Meeting(Box<PlannedMeeting>),
    /// One time of the series with that UID, named like this.
    Changed(String, Time),
}

/// A time as written.
#[derive(Clone)]
enum Time {
    At(CivilDateTime, Zone),
    Utc(Timestamp),
    Day(CivilDate),
}

struct Reader<'z, Z> {
    zones: &'z Z,
    default_zone: Option<Zone>,
    notes: Vec<Fault>,
}

impl<Z: Zones> Reader<'_, Z> {
    fn component(&self, component: &Component<'_>) -> Result<Found, Fault> {
        let uid = component.needed("UID")?;
        if uid.value.is_empty() {
            return Err(fault(uid.number, "UID is empty"));
        }
        if let Some(id) = component.one("RECURRENCE-ID")? {
            if id.parameter("RANGE").is_some() {
                let what =
                    "RANGE is not supported: a series is changed as a whole or one time at a time";
                return Err(fault(id.number, what));
            }
            let mut times = self.times(id)?;
            return match (times.pop(), times.pop()) {
                (Some(time), None) => Ok(Found::Changed(uid.value.clone(), time)),
                _ => Err(fault(id.number, "RECURRENCE-ID is one time")),
            };
        }
        let mut schedule = self.schedule(component)?;
        schedule.series = self.series(component, &schedule)?;
        Ok(Found::Meeting(Box::new(PlannedMeeting {
            line: component.line,
            uid: uid.value.clone(),
            title: bounded(component.needed("SUMMARY")?, Field::Title)?,
            place: self.place(component)?,
            schedule,
            is_cancelled: is_cancelled(component),
            changed: Vec::new(),
        })))
    }

    /// One time of a series: none where the series has no such time.
    fn changed(
        &mut self,
        meeting: &PlannedMeeting,
        id: Time,
        component: &Component<'_>,
    ) -> Result<Option<ChangedMeeting>, Fault> {
        let series = &meeting.schedule;
        let occurrence = self.in_zone(id, series);
        if !series.has(occurrence) {
            let what =
                "RECURRENCE-ID names a time that the series does not have; it is passed over";
            self.notes.push(fault(component.line, what));
            return Ok(None);
        }
        if meeting
            .changed
            .iter()
            .any(|other| other.occurrence == occurrence)
        {
            return Err(fault(component.line, "this time of the series comes twice"));
        }
        Ok(Some(ChangedMeeting {
            line: component.line,
            occurrence,
            schedule: self.schedule(component)?,
            place: self.place(component)?,
            is_cancelled: is_cancelled(component),
        }))
    }

    fn schedule(&self, component: &Component<'_>) -> Result<Schedule, Fault> {
        let line = component.needed("DTSTART")?;
        let (starts, zone) = match self.one_time(line)? {
            Time::At(starts, zone) => (starts, zone),
            Time::Utc(starts_at) => (starts_at.civil_utc(), Zone::utc()),
            Time::Day(_) => {
                return Err(fault(
                    line.number,
                    "whole days are not supported: an event begins at a time",
                ));
            }
        };
        let starts_at = self.zones.moment(starts, &zone);
        let minutes = match (component.one("DTEND")?, component.one("DURATION")?) {
            (Some(line), _) => {
                let ends_at = match self.one_time(line)? {
                    Time::At(ends, zone) => self.zones.moment(ends, &zone),
                    Time::Utc(ends_at) => ends_at,
                    Time::Day(_) => {
                        return Err(fault(line.number, "DTEND is a time, as DTSTART is"));
                    }
                };
                Some((line, (ends_at.ms() - starts_at.ms()) / 60_000))
            }
            (None, Some(line)) => {
                let minutes = duration_minutes(&line.value);
                let what = || fault(line.number, format!("DURATION can't be {:?}", line.value));
                Some((line, minutes.ok_or_else(what)?))
            }
            (None, None) => None,
        };
        let minutes = match minutes {
            None => MINUTES,
            Some((line, minutes)) => match u32::try_from(minutes) {
                Ok(minutes @ 1..=MAX_MINUTES) => minutes,
                _ => {
                    return Err(fault(
                        line.number,
                        "an event lasts from a minute to two weeks",
                    ));
                }
            },
        };
        Ok(Schedule {
            starts,
            zone,
            minutes,
            starts_at,
            series: None,
        })
    }

    fn series(
        &self,
        component: &Component<'_>,
        schedule: &Schedule,
    ) -> Result<Option<Series>, Fault> {
        let Some(line) = component.one("RRULE")? else {
            return self.dates(component, schedule);
        };
        let civil = |until| self.zones.civil(until, &schedule.zone);
        let written =
            without_its_own_day(&without_idle_week_start(&line.value), schedule.starts.date);
        let rule = Recurrence::parse_in_zone(&written, civil)
            .map_err(|why| fault(line.number, format!("RRULE is not supported: {why}")))?;
        let is_named = rule.occurrences(schedule.starts).next() == Some(schedule.starts);
        let mut series = Series::new(rule);
        if !is_named {
            series.extra.insert(schedule.starts);
        }
        for line in component.all("RDATE") {
            for time in self.times(line)? {
                series.extra.insert(self.in_zone(time, schedule));
            }
        }
        for line in component.all("EXDATE") {
            for time in self.times(line)? {
                series.except.insert(self.in_zone(time, schedule));
            }
        }
        Ok(Some(series))
    }

    /// A series of listed dates: one time by a rule, and the others beside it.
    fn dates(
        &self,
        component: &Component<'_>,
        schedule: &Schedule,
    ) -> Result<Option<Series>, Fault> {
        let mut series = Series::new(once());
        for line in component.all("RDATE") {
            for time in self.times(line)? {
                series.extra.insert(self.in_zone(time, schedule));
            }
        }
        if series.extra.is_empty() {
            return Ok(None);
        }
        for line in component.all("EXDATE") {
            for time in self.times(line)? {
                series.except.insert(self.in_zone(time, schedule));
            }
        }
        Ok(Some(series))
    }

    fn place(&self, component: &Component<'_>) -> Result<Option<String>, Fault> {
        let said = |line: &&Line| !unescaped(&line.value).trim().is_empty();
        let location = component.all("LOCATION").find(said);
        let line = location.or_else(|| component.all("CONFERENCE").find(said));
        line.map(|line| bounded(line, Field::Place)).transpose()
    }

    /// A time on the clock of a series, by which it is named.
    fn in_zone(&self, time: Time, series: &Schedule) -> CivilDateTime {
        let there = |moment| self.zones.civil(moment, &series.zone);
        match time {
            Time::At(civil, zone) if zone == series.zone => civil,
            Time::At(civil, zone) => there(self.zones.moment(civil, &zone)),
            Time::Utc(moment) => there(moment),
            Time::Day(day) => day.at(series.starts.time),
        }
    }

    fn one_time(&self, line: &Line) -> Result<Time, Fault> {
        let mut times = self.times(line)?;
        match (times.pop(), times.is_empty()) {
            (Some(time), true) => Ok(time),
            _ => Err(fault(line.number, format!("{} is one time", line.name))),
        }
    }

    fn times(&self, line: &Line) -> Result<Vec<Time>, Fault> {
        if line.parameter("VALUE") == Some("PERIOD") {
            return Err(fault(line.number, "periods are not supported"));
        }
        line.value
            .split(',')
            .map(|written| self.time(line, written.trim()))
            .collect()
    }

    fn time(&self, line: &Line, written: &str) -> Result<Time, Fault> {
        let wrong = || fault(line.number, format!("{} can't be {written:?}", line.name));
        let (date, time) = match written.split_once('T') {
            None => return Ok(Time::Day(date(written).ok_or_else(wrong)?)),
            Some(parts) => parts,
        };
        let (time, is_utc) = match time.strip_suffix('Z') {
            Some(time) => (time, true),
            None => (time, false),
        };
        let civil = date_time(date, time).ok_or_else(wrong)?;
        if is_utc {
            return Ok(Time::Utc(civil.as_if_utc()));
        }
        let zone = match line.parameter("TZID") {
            Some(name) => self.zones.zone(name).ok_or_else(|| {
                fault(
                    line.number,
                    format!("no time zone is known by the name {name:?}"),
                )
            })?,
            None => self
                .default_zone
                .clone()
                .ok_or_else(|| fault(line.number, format!("{} has no time zone", line.name)))?,
        };
        Ok(Time::At(civil, zone))
    }
}

fn once() -> Recurrence {
    Recurrence::parse("FREQ=DAILY;COUNT=1").expect("this is a rule")
}

fn is_cancelled(component: &Component<'_>) -> bool {
    component
        .all("STATUS")
        .any(|line| line.value.eq_ignore_ascii_case("CANCELLED"))
}

fn bounded(line: &Line, field: Field) -> Result<String, Fault> {
    field
        .parse(&unescaped(&line.value))
        .map_err(|refusal| fault(line.number, format!("{}: {refusal}", line.name)))
}

/// A yearly rule without the month and the day that it begins on anyway, as some programs write it.
fn without_its_own_day(rule: &str, starts: CivilDate) -> String {
    if !rule.split(';').any(|part| part == "FREQ=YEARLY") {
        return rule.to_owned();
    }
    let own = [
        format!("BYMONTH={}", starts.month()),
        format!("BYMONTHDAY={}", starts.day()),
    ];
    let parts = rule
        .split(';')
        .filter(|part| !own.iter().any(|own| own == part));
    parts.collect::<Vec<_>>().join(";")
}

/// On which day weeks begin says nothing but for every second or third week.
fn without_idle_week_start(rule: &str) -> String {
    let rule = rule.to_ascii_uppercase();
    let parts = || rule.split(';').map(str::trim);
    let has = |part: &str| parts().any(|other| other == part);
    let is_every_week = !parts().any(|part| part.starts_with("INTERVAL=")) || has("INTERVAL=1");
    if has("FREQ=WEEKLY") && !is_every_week {
        return rule;
    }
    let kept: Vec<&str> = parts().filter(|part| !part.starts_with("WKST=")).collect();
    kept.join(";")
}

fn date(written: &str) -> Option<CivilDate> {
    let is_plain = written.len() == 8 && written.bytes().all(|byte| byte.is_ascii_digit());
    let number = |part: &str| part.parse().ok();
    is_plain.then_some(())?;
    CivilDate::from_ymd(
        written[..4].parse().ok()?,
        number(&written[4..6])?,
        number(&written[6..])?,
    )
}

fn date_time(written_date: &str, written: &str) -> Option<CivilDateTime> {
    let is_plain = written.len() == 6 && written.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then_some(())?;
    let spread = format!("{}:{}:{}", &written[..2], &written[2..4], &written[4..]);
    Some(date(written_date)?.at(CivilTime::parse(&spread).ok()?))
}

/// Reads `PT1H30M`, `P1D`, `P2W`: whole minutes, none where it is something else.
fn duration_minutes(written: &str) -> Option<i64> {
    let written = written.trim().to_ascii_uppercase();
    let rest = written
        .strip_prefix('+')
        .unwrap_or(&written)
        .strip_prefix('P')?;
    let mut seconds = 0_i64;
    let mut number = String::new();
    let mut in_time = false;
    for letter in rest.chars() {
        let unit = match (letter, in_time) {
            ('0'..='9', _) => {
                number.push(letter);
                continue;
            }
            ('T', false) if number.is_empty() => {
                in_time = true;
                continue;
            }
            ('W', false) => 7 * 86_400,
            ('D', false) => 86_400,
            ('H', true) => 3_600,
            ('M', true) => 60,
            ('S', true) => 1,
            _ => return None,
        };
        seconds = seconds.checked_add(number.parse::<i64>().ok()?.checked_mul(unit)?)?;
        number.clear();
    }
    (number.is_empty() && seconds > 0).then_some(seconds / 60)
}
