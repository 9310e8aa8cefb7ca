//! A recurrence as the value of an `RRULE`, in and out.

use std::fmt;

use super::{End, MonthlyWeekday, Pattern, Recurrence};
use crate::sorted::SortedSet;
use crate::time::{CivilDate, CivilDateTime, CivilTime, Timestamp, Weekday, written_as_text};

const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// Why a text is not a recurrence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecurrenceError {
    /// It is longer than [`Recurrence::MAX_BYTES`].
    TooLong,
    /// It has no `FREQ`.
    NoFrequency,
    /// A part of it is not known here, or is not written `NAME=VALUE`.
    UnknownPart(String),
    /// A part comes twice.
    Twice(&'static str),
    /// A part has a value that it cannot have.
    Value {
        /// Its name.
        part: &'static str,
        /// What was written.
        value: String,
    },
    /// `COUNT` and `UNTIL` are both there.
    TwoEnds,
    /// `UNTIL` is in UTC, and nothing says what the clock shows then where the event takes place.
    UntilInUtc,
    /// A part does not go with this frequency.
    NotWith {
        /// Its name.
        part: &'static str,
        /// The frequency.
        frequency: &'static str,
    },
}

impl fmt::Display for RecurrenceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => f.write_str("a recurrence has at most 1000 characters"),
            Self::NoFrequency => f.write_str("a recurrence needs FREQ"),
            Self::UnknownPart(part) => write!(f, "a recurrence has no part `{part}` here"),
            Self::Twice(part) => write!(f, "{part} comes twice"),
            Self::Value { part, value } => write!(f, "{part} can't be `{value}`"),
            Self::TwoEnds => f.write_str("a recurrence has either COUNT or UNTIL"),
            Self::UntilInUtc => f.write_str(
                "UNTIL is written without Z, as the clock shows it where the event takes place",
            ),
            Self::NotWith { part, frequency } => {
                write!(f, "{part} doesn't go with FREQ={frequency}")
            }
        }
    }
}

impl std::error::Error for RecurrenceError {}

impl Recurrence {
    /// Reads the value of an `RRULE`, such as `FREQ=MONTHLY;BYDAY=3WE`, with or without `RRULE:` before it.
    ///
    /// # Errors
    /// [`RecurrenceError::TooLong`], [`RecurrenceError::NoFrequency`], [`RecurrenceError::UnknownPart`],
    /// [`RecurrenceError::Twice`], [`RecurrenceError::Value`], [`RecurrenceError::TwoEnds`],
    /// [`RecurrenceError::NotWith`], and [`RecurrenceError::UntilInUtc`] because `UNTIL` has to be civil.
    pub fn parse(text: &str) -> Result<Self, RecurrenceError> {
        Parts::split(text)?.recurrence(|_| None)
    }

    /// Reads the value of an `RRULE` whose `UNTIL` may be in UTC; `civil` says what the clock shows then.
    ///
    /// # Errors
    /// [`RecurrenceError::TooLong`], [`RecurrenceError::NoFrequency`], [`RecurrenceError::UnknownPart`],
    /// [`RecurrenceError::Twice`], [`RecurrenceError::Value`], [`RecurrenceError::TwoEnds`]
    /// or [`RecurrenceError::NotWith`].
    pub fn parse_in_zone(
        text: &str,
        civil: impl FnOnce(Timestamp) -> CivilDateTime,
    ) -> Result<Self, RecurrenceError> {
        Parts::split(text)?.recurrence(|until| Some(civil(until)))
    }
}

/// The values of a rule, by the names of its parts.
#[derive(Default)]
struct Parts {
    freq: Option<String>,
    interval: Option<String>,
    count: Option<String>,
    until: Option<String>,
    by_day: Option<String>,
    by_month_day: Option<String>,
    wkst: Option<String>,
}

impl Parts {
    fn split(text: &str) -> Result<Self, RecurrenceError> {
        if text.len() > Recurrence::MAX_BYTES {
            return Err(RecurrenceError::TooLong);
        }
        let text = text.trim().to_ascii_uppercase();
        let mut parts = Self::default();
        for part in text.strip_prefix("RRULE:").unwrap_or(&text).split(';') {
            if part.is_empty() {
                continue;
            }
            let unknown = || RecurrenceError::UnknownPart(part.to_owned());
            let (name, value) = part.split_once('=').ok_or_else(unknown)?;
            let (name, place) = match name {
                "FREQ" => ("FREQ", &mut parts.freq),
                "INTERVAL" => ("INTERVAL", &mut parts.interval),
                "COUNT" => ("COUNT", &mut parts.count),
                "UNTIL" => ("UNTIL", &mut parts.until),
                "BYDAY" => ("BYDAY", &mut parts.by_day),
                "BYMONTHDAY" => ("BYMONTHDAY", &mut parts.by_month_day),
                "WKST" => ("WKST", &mut parts.wkst),
                _ => return Err(unknown()),
            };
            if place.replace(value.to_owned()).is_some() {
                return Err(RecurrenceError::Twice(name));
            }
        }
        Ok(parts)
    }

    fn recurrence(
        self,
        civil: impl FnOnce(Timestamp) -> Option<CivilDateTime>,
    ) -> Result<Recurrence, RecurrenceError> {
        let interval = match &self.interval {
            Some(value) => number("INTERVAL", value, Recurrence::MAX_INTERVAL)?,
            None => 1,
        };
        let end = match (&self.count, &self.until) {
            (Some(_), Some(_)) => return Err(RecurrenceError::TwoEnds),
            (Some(count), None) => End::Count(number("COUNT", count, Recurrence::MAX_COUNT)?),
            (None, Some(until)) => End::Until(last(until, civil)?),
            (None, None) => End::Never,
        };
        match self.wkst.as_deref() {
            None | Some("MO") => {}
            Some(other) => return Err(wrong("WKST", other)),
        }
        Ok(Recurrence {
            pattern: self.pattern(interval)?,
            interval,
            end,
        })
    }

    fn pattern(&self, interval: u32) -> Result<Pattern, RecurrenceError> {
        let weekdays = set(self.by_day.as_deref(), monthly_weekday)?;
        let days = set(self.by_month_day.as_deref(), day_of_month)?;
        let refuse = |frequency| match (weekdays.is_empty(), days.is_empty()) {
            (_, false) => Err(not_with("BYMONTHDAY", frequency)),
            (false, true) => Err(not_with("BYDAY", frequency)),
            (true, true) => Ok(()),
        };
        match self.freq.as_deref().ok_or(RecurrenceError::NoFrequency)? {
            // Every day that is one of these weekdays: a week says the same.
            "DAILY" if interval == 1 && !weekdays.is_empty() && days.is_empty() => {
                weekly(weekdays, "DAILY")
            }
            "DAILY" => refuse("DAILY").map(|()| Pattern::Daily),
            "WEEKLY" if days.is_empty() => weekly(weekdays, "WEEKLY"),
            "WEEKLY" => Err(not_with("BYMONTHDAY", "WEEKLY")),
            "MONTHLY" => Ok(Pattern::Monthly { weekdays, days }),
            "YEARLY" => refuse("YEARLY").map(|()| Pattern::Yearly),
            other => Err(wrong("FREQ", other)),
        }
    }
}

fn weekly(
    weekdays: SortedSet<MonthlyWeekday>,
    frequency: &'static str,
) -> Result<Pattern, RecurrenceError> {
    if weekdays.iter().any(|day| day.ordinal != 0) {
        return Err(not_with("BYDAY with a number", frequency));
    }
    Ok(Pattern::Weekly(
        weekdays.into_iter().map(|day| day.weekday).collect(),
    ))
}

fn wrong(part: &'static str, value: &str) -> RecurrenceError {
    let value = value.to_owned();
    RecurrenceError::Value { part, value }
}

const fn not_with(part: &'static str, frequency: &'static str) -> RecurrenceError {
    RecurrenceError::NotWith { part, frequency }
}

fn number(part: &'static str, value: &str, max: u32) -> Result<u32, RecurrenceError> {
    let is_plain = value.bytes().all(|byte| byte.is_ascii_digit());
    match value.parse() {
        Ok(number) if is_plain && (1..=max).contains(&number) => Ok(number),
        _ => Err(wrong(part, value)),
    }
}

fn set<T: Ord>(
    list: Option<&str>,
    parse: fn(&str) -> Result<T, RecurrenceError>,
) -> Result<SortedSet<T>, RecurrenceError> {
    let mut found = SortedSet::new();
    if let Some(list) = list {
        for item in list.split(',') {
            found.insert(parse(item)?);
        }
    }
    Ok(found)
}

fn monthly_weekday(value: &str) -> Result<MonthlyWeekday, RecurrenceError> {
    let refused = || wrong("BYDAY", value);
    let (ordinal, name) = value
        .split_at_checked(value.len().saturating_sub(2))
        .ok_or_else(refused)?;
    let n = WEEKDAYS.iter().position(|weekday| *weekday == name);
    let ordinal = match ordinal {
        "" => 0,
        written => match written.parse() {
            Ok(ordinal @ (-5..=-1 | 1..=5)) => ordinal,
            _ => return Err(refused()),
        },
    };
    let weekday = Weekday::ALL[n.ok_or_else(refused)?];
    Ok(MonthlyWeekday { ordinal, weekday })
}

fn day_of_month(value: &str) -> Result<i8, RecurrenceError> {
    match value.parse() {
        Ok(day @ (-31..=-1 | 1..=31)) => Ok(day),
        _ => Err(wrong("BYMONTHDAY", value)),
    }
}

/// Reads `20261231`, which includes that whole day, `20261231T123000` or the same in UTC with `Z`.
fn last(
    value: &str,
    civil: impl FnOnce(Timestamp) -> Option<CivilDateTime>,
) -> Result<CivilDateTime, RecurrenceError> {
    let refused = || wrong("UNTIL", value);
    let (written, is_utc) = match value.strip_suffix('Z') {
        Some(written) => (written, true),
        None => (value, false),
    };
    let (date, time) = match written.split_once('T') {
        Some((date, time)) => (date, time),
        None if is_utc => return Err(refused()),
        None => (written, "235959"),
    };
    let parts = |text: &str, first: usize, mark: char| {
        let (first, rest) = text.split_at_checked(first)?;
        let (second, third) = rest.split_at_checked(2)?;
        let mut spaced = String::with_capacity(10);
        spaced.push_str(first);
        spaced.push(mark);
        spaced.push_str(second);
        spaced.push(mark);
        spaced.push_str(third);
        Some(spaced)
    };
    let date = parts(date, 4, '-').ok_or_else(refused)?;
    let time = parts(time, 2, ':').ok_or_else(refused)?;
    let date = CivilDate::parse(&date).map_err(|_| refused())?;
    let until = date.at(CivilTime::parse(&time).map_err(|_| refused())?);
    match is_utc {
        true => civil(until.as_if_utc()).ok_or(RecurrenceError::UntilInUtc),
        false => Ok(until),
    }
}

impl fmt::Display for Recurrence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.pattern {
            Pattern::Daily => "FREQ=DAILY",
            Pattern::Weekly(_) => "FREQ=WEEKLY",
            Pattern::Monthly { .. } => "FREQ=MONTHLY",
            Pattern::Yearly => "FREQ=YEARLY",
        })?;
        if self.interval > 1 {
            write!(f, ";INTERVAL={}", self.interval)?;
        }
        match self.end {
            End::Never => {}
            End::Count(count) => write!(f, ";COUNT={count}")?,
            End::Until(last) => {
                let (date, time) = (last.date, last.time);
                write!(
                    f,
                    ";UNTIL={:04}{:02}{:02}",
                    date.year(),
                    date.month(),
                    date.day()
                )?;
                write!(
                    f,
                    "T{:02}{:02}{:02}",
                    time.hour(),
                    time.minute(),
                    time.second()
                )?;
            }
        }
        match &self.pattern {
            Pattern::Daily | Pattern::Yearly => Ok(()),
            Pattern::Weekly(weekdays) => list(f, ";BYDAY=", weekdays, |f, day| weekday(f, *day)),
            Pattern::Monthly { weekdays, days } => {
                list(f, ";BYMONTHDAY=", days, |f, day| write!(f, "{day}"))?;
                list(f, ";BYDAY=", weekdays, |f, day| {
                    if day.ordinal != 0 {
                        write!(f, "{}", day.ordinal)?;
                    }
                    weekday(f, day.weekday)
                })
            }
        }
    }
}

fn weekday(f: &mut fmt::Formatter<'_>, weekday: Weekday) -> fmt::Result {
    f.write_str(WEEKDAYS[weekday as usize])
}

fn list<T>(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    values: &SortedSet<T>,
    write: impl Fn(&mut fmt::Formatter<'_>, &T) -> fmt::Result,
) -> fmt::Result {
    for (n, value) in values.iter().enumerate() {
        f.write_str(if n == 0 { name } else { "," })?;
        write(f, value)?;
    }
    Ok(())
}

written_as_text!(Recurrence => Recurrence {
    pattern: Pattern::Daily,
    interval: 1,
    end: End::Never,
});

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, canonical: &str) {
        let rule = Recurrence::parse(text).unwrap();
        assert_eq!(rule.to_string(), canonical);
        assert_eq!(Recurrence::parse(canonical), Ok(rule));
    }

    #[test]
    fn a_rule_is_written_in_one_way() {
        check("FREQ=MONTHLY;BYDAY=3WE", "FREQ=MONTHLY;BYDAY=3WE");
        check(
            "rrule:byday=fr,mo,fr;interval=1;wkst=mo;freq=weekly;",
            "FREQ=WEEKLY;BYDAY=MO,FR",
        );
        check(
            "FREQ=MONTHLY;BYDAY=+1FR,-1FR",
            "FREQ=MONTHLY;BYDAY=-1FR,1FR",
        );
        check(
            "FREQ=MONTHLY;BYMONTHDAY=-1,15",
            "FREQ=MONTHLY;BYMONTHDAY=-1,15",
        );
        check("FREQ=DAILY;BYDAY=MO,TU", "FREQ=WEEKLY;BYDAY=MO,TU");
        check(
            "FREQ=DAILY;UNTIL=20261231",
            "FREQ=DAILY;UNTIL=20261231T235959",
        );
        check(
            "FREQ=YEARLY;INTERVAL=2;COUNT=5",
            "FREQ=YEARLY;INTERVAL=2;COUNT=5",
        );
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (text, error) in [
            ("", "a recurrence needs FREQ"),
            ("FREQ=HOURLY", "FREQ can't be `HOURLY`"),
            (
                "FREQ=DAILY;BYSETPOS=1",
                "a recurrence has no part `BYSETPOS=1` here",
            ),
            (
                "every Tuesday",
                "a recurrence has no part `EVERY TUESDAY` here",
            ),
            ("FREQ=DAILY;FREQ=DAILY", "FREQ comes twice"),
            ("FREQ=DAILY;INTERVAL=0", "INTERVAL can't be `0`"),
            ("FREQ=DAILY;COUNT=+2", "COUNT can't be `+2`"),
            (
                "FREQ=DAILY;COUNT=2;UNTIL=20261231",
                "a recurrence has either COUNT or UNTIL",
            ),
            ("FREQ=DAILY;UNTIL=20260230", "UNTIL can't be `20260230`"),
            ("FREQ=DAILY;UNTIL=2026123é", "UNTIL can't be `2026123é`"),
            (
                "FREQ=WEEKLY;BYDAY=1MO",
                "BYDAY with a number doesn't go with FREQ=WEEKLY",
            ),
            (
                "FREQ=WEEKLY;BYMONTHDAY=1",
                "BYMONTHDAY doesn't go with FREQ=WEEKLY",
            ),
            ("FREQ=YEARLY;BYDAY=MO", "BYDAY doesn't go with FREQ=YEARLY"),
            ("FREQ=MONTHLY;BYDAY=6MO", "BYDAY can't be `6MO`"),
            ("FREQ=MONTHLY;BYDAY=é", "BYDAY can't be `é`"),
            ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY can't be `0`"),
            ("FREQ=WEEKLY;WKST=SU", "WKST can't be `SU`"),
        ] {
            assert_eq!(
                Recurrence::parse(text).unwrap_err().to_string(),
                error,
                "{text}"
            );
        }
        let long = "FREQ=DAILY;".repeat(100);
        assert_eq!(Recurrence::parse(&long), Err(RecurrenceError::TooLong));
    }

    #[test]
    fn an_end_in_utc_needs_to_know_where() {
        let text = "FREQ=DAILY;UNTIL=20261231T230000Z";
        assert_eq!(Recurrence::parse(text), Err(RecurrenceError::UntilInUtc));
        let rule = Recurrence::parse_in_zone(text, |until| until.plus_minutes(60).civil_utc());
        assert_eq!(
            rule.unwrap().to_string(),
            "FREQ=DAILY;UNTIL=20270101T000000"
        );
    }
}
