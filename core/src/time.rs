//! Moments and civil times on whole numbers; what a time zone does to them is resolved elsewhere.

mod civil;
mod reader;

use std::fmt;
use std::sync::Arc;

pub use civil::{CivilDate, CivilDateTime, CivilTime, Weekday};

const MS_PER_MINUTE: i64 = 60_000;
const MS_PER_DAY: i64 = 86_400_000;

/// Why a text is not a date, a time, a moment or a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeError {
    /// Not written as a date is.
    DateForm,
    /// Written as a date, but the calendar has no such day.
    NoSuchDate,
    /// Not written as a time of day is.
    TimeForm,
    /// Written as a time of day, but no day has it.
    NoSuchTime,
    /// A moment without `Z` or an offset from UTC at its end.
    OffsetForm,
    /// Not the name of a weekday.
    WeekdayName,
    /// Not written as the name of a time zone is.
    ZoneForm,
}

impl fmt::Display for TimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TimeError::DateForm => "a date is written 2026-11-20",
            TimeError::NoSuchDate => "the calendar has no such day",
            TimeError::TimeForm => "a time is written 12:30 or 12:30:00",
            TimeError::NoSuchTime => "no day has that time",
            TimeError::OffsetForm => "a moment ends with Z or an offset such as +01:00",
            TimeError::WeekdayName => "a weekday is one of monday to sunday",
            TimeError::ZoneForm => {
                "a time zone is a name such as Europe/Berlin, of at most 64 characters"
            }
        })
    }
}

impl std::error::Error for TimeError {}

/// A moment, to the millisecond, within the years 0000 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The first moment of the year 0000.
    pub const MIN: Self = Self(CivilDate::MIN.days_since_epoch() * MS_PER_DAY);
    /// The last moment of the year 9999.
    pub const MAX: Self = Self((CivilDate::MAX.days_since_epoch() + 1) * MS_PER_DAY - 1);

    /// The moment that many milliseconds after 1970-01-01T00:00Z, or the nearest that a timestamp can hold.
    #[must_use]
    pub fn from_ms(ms: i64) -> Self {
        Self(ms.clamp(Self::MIN.0, Self::MAX.0))
    }

    /// Milliseconds since 1970-01-01T00:00Z.
    #[must_use]
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// Reads RFC 3339, such as `2026-11-20T23:15:05Z` or `2026-11-21T00:15:05.25+01:00`.
    ///
    /// Digits beyond the millisecond are dropped.
    ///
    /// # Errors
    /// [`TimeError::DateForm`], [`TimeError::NoSuchDate`], [`TimeError::TimeForm`], [`TimeError::NoSuchTime`] or
    /// [`TimeError::OffsetForm`].
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let mut reader = reader::Reader::new(text);
        let date = reader.date()?;
        if !reader.skip(b"Tt ") {
            return Err(TimeError::TimeForm);
        }
        let time = reader.time(true)?;
        let fraction_ms = reader.fraction_ms()?;
        let offset_minutes = reader.offset_minutes()?;
        reader.end(TimeError::OffsetForm)?;
        let ms = CivilDateTime::new(date, time).as_if_utc().0 + fraction_ms
            - offset_minutes * MS_PER_MINUTE;
        if !(Self::MIN.0..=Self::MAX.0).contains(&ms) {
            return Err(TimeError::NoSuchDate);
        }
        Ok(Self(ms))
    }

    /// Reads RFC 3339, or a bare date as its midnight in UTC.
    ///
    /// # Errors
    /// [`TimeError::DateForm`], [`TimeError::NoSuchDate`], [`TimeError::TimeForm`], [`TimeError::NoSuchTime`] or
    /// [`TimeError::OffsetForm`].
    pub fn parse_lenient(text: &str) -> Result<Self, TimeError> {
        let text = text.trim();
        match CivilDate::parse(text) {
            Ok(date) => Ok(CivilDateTime::new(date, CivilTime::MIDNIGHT).as_if_utc()),
            Err(_) => Self::parse(text),
        }
    }

    /// The moment that many minutes later, or earlier when negative.
    #[must_use]
    pub fn plus_minutes(self, minutes: i64) -> Self {
        Self::from_ms(self.0.saturating_add(minutes.saturating_mul(MS_PER_MINUTE)))
    }

    /// The moment that many times 24 hours later, or earlier when negative.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self::from_ms(self.0.saturating_add(days.saturating_mul(MS_PER_DAY)))
    }

    /// The moment that many times 24 hours earlier, or later when negative.
    #[must_use]
    pub fn minus_days(self, days: i64) -> Self {
        self.plus_days(days.saturating_neg())
    }

    /// What calendar and clock show in UTC, without the fraction of the second.
    #[must_use]
    pub fn civil_utc(self) -> CivilDateTime {
        let seconds = self.0.rem_euclid(MS_PER_DAY) / 1_000;
        CivilDateTime::new(self.date_utc(), CivilTime::from_seconds(seconds))
    }

    /// The first moment of the month it is in UTC.
    #[must_use]
    pub fn month_utc(self) -> Self {
        CivilDate::first_of_month(self.date_utc().month_index()).map_or(self, |first| {
            CivilDateTime::new(first, CivilTime::MIDNIGHT).as_if_utc()
        })
    }

    /// The day it is in UTC.
    #[must_use]
    pub fn date_utc(self) -> CivilDate {
        CivilDate::from_days(self.0.div_euclid(MS_PER_DAY))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.civil_utc())?;
        match self.0.rem_euclid(1_000) {
            0 => f.write_str("Z"),
            ms => write!(f, ".{ms:03}Z"),
        }
    }
}

/// The name of a time zone in the IANA database, such as `Europe/Berlin`.
///
/// Only its form is known here; whether the database has it is for whoever has the database.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Zone(Arc<str>);

impl Zone {
    /// Longest name, in bytes, all of which are ASCII.
    pub const MAX_CHARS: usize = 64;

    /// Coordinated Universal Time.
    #[must_use]
    pub fn utc() -> Self {
        Self(Arc::from("UTC"))
    }

    /// Reads a name.
    ///
    /// # Errors
    /// [`TimeError::ZoneForm`] for what cannot be the name of a zone.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let is_named = |byte: u8| byte.is_ascii_alphanumeric() || b"/_+-".contains(&byte);
        if text.is_empty() || text.len() > Self::MAX_CHARS || !text.bytes().all(is_named) {
            return Err(TimeError::ZoneForm);
        }
        Ok(Self(Arc::from(text)))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Gives each type the form of its text, which its `parse` reads and its `Display` writes; what stands in where a text
/// can't be read comes after it.
macro_rules! written_as_text {
    ($($name:ty => $standin:expr),+ $(,)?) => {$(
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        $crate::wire::reads_text!($name, "a moment, a date, a time, a zone or a rule", |text: &str| <$name>::parse(text).ok(), $standin);
    )+};
}

pub(crate) use written_as_text;

written_as_text!(Timestamp => Timestamp::MIN, Zone => Zone::utc());

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, ms: i64, written: &str) {
        let timestamp = Timestamp::parse(text).unwrap();
        assert_eq!(
            (timestamp.ms(), timestamp.to_string().as_str()),
            (ms, written)
        );
        assert_eq!(Timestamp::parse(written), Ok(timestamp));
    }

    #[test]
    fn moments_are_read_with_any_offset_and_written_in_utc() {
        check("1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00Z");
        check(
            "2026-11-21T00:15:05+01:00",
            1_795_216_505_000,
            "2026-11-20T23:15:05Z",
        );
        check(
            "2026-11-20t23:15:05.123999z",
            1_795_216_505_123,
            "2026-11-20T23:15:05.123Z",
        );
        check(
            "1969-12-31T23:59:59.9-00:00",
            -100,
            "1969-12-31T23:59:59.900Z",
        );
        check(
            "0000-01-01T00:00:00Z",
            Timestamp::MIN.ms(),
            "0000-01-01T00:00:00Z",
        );
    }

    #[test]
    fn what_is_not_a_moment_says_which_part_is_wrong() {
        for (text, error) in [
            ("", TimeError::DateForm),
            ("2026-02-29T00:00:00Z", TimeError::NoSuchDate),
            ("2026-02-28", TimeError::TimeForm),
            ("2026-02-28T10:00Z", TimeError::TimeForm),
            ("2026-02-28T24:00:00Z", TimeError::NoSuchTime),
            ("2026-02-28T10:00:00", TimeError::OffsetForm),
            ("2026-02-28T10:00:00Zulu", TimeError::OffsetForm),
            ("2026-02-28T10:00:00+0100", TimeError::OffsetForm),
            ("9999-12-31T23:59:59-01:00", TimeError::NoSuchDate),
        ] {
            assert_eq!(Timestamp::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn a_bare_date_is_its_midnight() {
        assert_eq!(
            Timestamp::parse_lenient(" 2026-11-20 "),
            Timestamp::parse("2026-11-20T00:00:00Z")
        );
        assert_eq!(
            Timestamp::parse_lenient("2026-11-20T01:00:00+01:00"),
            Timestamp::parse("2026-11-20T00:00:00Z")
        );
    }

    #[test]
    fn arithmetic_stops_at_the_ends_of_time() {
        assert_eq!(Timestamp::from_ms(i64::MAX), Timestamp::MAX);
        assert_eq!(Timestamp::MIN.minus_days(i64::MAX), Timestamp::MIN);
        assert_eq!(Timestamp::MAX.plus_minutes(i64::MAX), Timestamp::MAX);
        assert_eq!(Timestamp::MAX.to_string(), "9999-12-31T23:59:59.999Z");
        assert_eq!(Timestamp::from_ms(-1).date_utc().to_string(), "1969-12-31");
    }

    #[test]
    fn moments_travel_as_text() {
        let timestamp = Timestamp::from_ms(1_795_216_505_000);
        let json = serde_json::to_string(&timestamp).unwrap();
        assert_eq!(json, r#""2026-11-20T23:15:05Z""#);
        assert_eq!(serde_json::from_str::<Timestamp>(&json).unwrap(), timestamp);
        assert!(serde_json::from_str::<Timestamp>(r#""yesterday""#).is_err());
    }

    #[test]
    fn a_zone_has_the_form_of_a_name() {
        assert_eq!(
            Zone::parse("America/Port-au-Prince").unwrap().as_str(),
            "America/Port-au-Prince"
        );
        assert_eq!(Zone::parse("Etc/GMT+5").unwrap().to_string(), "Etc/GMT+5");
        assert_eq!(Zone::parse(""), Err(TimeError::ZoneForm));
        assert_eq!(Zone::parse("Europe/Zürich"), Err(TimeError::ZoneForm));
        assert_eq!(Zone::parse("../etc/passwd"), Err(TimeError::ZoneForm));
        assert_eq!(Zone::parse(&"a".repeat(65)), Err(TimeError::ZoneForm));
    }
}
