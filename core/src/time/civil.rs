//! Dates and times as calendar and clock show them, in no particular place.

use std::fmt;

use serde::Serialize;

use super::reader::Reader;
use crate::wire::reads_words;

use super::{MS_PER_DAY, TimeError, Timestamp, written_as_text};

const SECONDS_PER_DAY: i64 = 86_400;

/// A day of the week, in the order of ISO 8601.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

reads_words!(Weekday { "monday" => Monday, "tuesday" => Tuesday, "wednesday" => Wednesday, "thursday" => Thursday, "friday" => Friday, "saturday" => Saturday, "sunday" => Sunday });

impl Weekday {
    /// All seven, Monday first.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    const NAMES: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];

    /// Reads an English name in any case.
    ///
    /// # Errors
    /// [`TimeError::WeekdayName`] for any other text.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        Self::ALL
            .into_iter()
            .find(|weekday| weekday.as_str().eq_ignore_ascii_case(text))
            .ok_or(TimeError::WeekdayName)
    }

    /// The English name, in lower case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// Days since Monday: 0 to 6.
    #[must_use]
    pub const fn days_since_monday(self) -> i64 {
        self as i64
    }

    /// Days to go from this weekday to the next `other`: 0 to 6.
    #[must_use]
    pub const fn days_until(self, other: Self) -> i64 {
        (other as i64 - self as i64).rem_euclid(7)
    }
}

impl fmt::Display for Weekday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A day of the Gregorian calendar, within the years 0000 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilDate {
    // Days since 1970-01-01.
    days: i32,
}

impl CivilDate {
    /// 0000-01-01.
    pub const MIN: Self = Self { days: -719_528 };
    /// 9999-12-31.
    pub const MAX: Self = Self { days: 2_932_896 };

    /// The day that many days after 1970-01-01, or the nearest that a date can hold.
    #[must_use]
    pub fn from_days(days: i64) -> Self {
        let days = days.clamp(Self::MIN.days_since_epoch(), Self::MAX.days_since_epoch());
        Self {
            days: i32::try_from(days).expect("MIN and MAX are within i32"),
        }
    }

    /// A day by its year (0 to 9999), month (1 to 12) and day of the month.
    #[must_use]
    pub fn from_ymd(year: i64, month: u32, day: u32) -> Option<Self> {
        let is_real = (0..=9_999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=n_days_of_month(year, month)).contains(&day);
        if !is_real {
            return None;
        }
        // The year begins in March here, so that a leap day is the last of its year (Hinnant, "chrono-compatible
        // low-level date algorithms").
        let year = year - i64::from(month <= 2);
        let year_of_era = year.rem_euclid(400);
        let month_from_march = i64::from((month + 9) % 12);
        let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Some(Self::from_days(
            year.div_euclid(400) * 146_097 + day_of_era - 719_468,
        ))
    }

    /// The first day of the month that [`month_index`](Self::month_index) gives that number.
    #[must_use]
    pub fn first_of_month(month_index: i64) -> Option<Self> {
        let month = u32::try_from(month_index.rem_euclid(12)).expect("a remainder of 12 is small");
        Self::from_ymd(month_index.div_euclid(12), month + 1, 1)
    }

    /// Reads `2026-11-20`.
    ///
    /// # Errors
    /// [`TimeError::DateForm`] or [`TimeError::NoSuchDate`].
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let mut reader = Reader::new(text);
        let date = reader.date()?;
        reader.end(TimeError::DateForm)?;
        Ok(date)
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub const fn days_since_epoch(self) -> i64 {
        self.days as i64
    }

    fn year_month_day(self) -> (i64, u32, u32) {
        let days = self.days_since_epoch() + 719_468;
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = (month_from_march + 2) % 12 + 1;
        let year = days.div_euclid(146_097) * 400 + year_of_era + i64::from(month <= 2);
        let small = |number: i64| u32::try_from(number).expect("a month has at most 31 days");
        (year, small(month), small(day))
    }

    /// The year, 0 to 9999.
    #[must_use]
    pub fn year(self) -> i64 {
        self.year_month_day().0
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.year_month_day().1
    }

    /// The day of the month, from 1.
    #[must_use]
    pub fn day(self) -> u32 {
        self.year_month_day().2
    }

    /// The weekday.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        let since_monday = (self.days + 3).rem_euclid(7);
        Weekday::ALL[usize::try_from(since_monday).expect("a remainder of 7 is small")]
    }

    /// The day that many days later, or earlier when negative.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self::from_days(self.days_since_epoch().saturating_add(days))
    }

    /// Days from this date to another; negative where that is earlier.
    #[cfg(feature = "whole")]
    #[must_use]
    pub(crate) const fn days_until(self, other: Self) -> i64 {
        other.days_since_epoch() - self.days_since_epoch()
    }

    /// How many days its month has.
    #[must_use]
    pub fn days_in_month(self) -> u32 {
        let (year, month, _) = self.year_month_day();
        n_days_of_month(year, month)
    }

    /// The number of its month: twelve times the year, plus 0 for January to 11 for December.
    #[must_use]
    pub fn month_index(self) -> i64 {
        let (year, month, _) = self.year_month_day();
        year * 12 + i64::from(month) - 1
    }

    /// The Monday of its week.
    #[must_use]
    pub fn monday(self) -> Self {
        self.plus_days(-self.weekday().days_since_monday())
    }

    /// This day at that time.
    #[must_use]
    pub const fn at(self, time: CivilTime) -> CivilDateTime {
        CivilDateTime::new(self, time)
    }
}

const fn n_days_of_month(year: i64, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for CivilDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.year_month_day();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// A time of day, to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilTime {
    // Seconds since midnight, below 86 400.
    pub(super) seconds: u32,
}

impl CivilTime {
    /// 00:00.
    pub const MIDNIGHT: Self = Self { seconds: 0 };

    /// A time by its hour (0 to 23) and minute (0 to 59).
    #[must_use]
    pub const fn from_hm(hour: u32, minute: u32) -> Option<Self> {
        if hour > 23 || minute > 59 {
            return None;
        }
        Some(Self {
            seconds: hour * 3_600 + minute * 60,
        })
    }

    pub(super) fn from_seconds(seconds: i64) -> Self {
        let seconds = seconds.rem_euclid(SECONDS_PER_DAY);
        Self {
            seconds: u32::try_from(seconds).expect("a day has 86 400 seconds"),
        }
    }

    /// Reads `12:30` or `12:30:00`.
    ///
    /// # Errors
    /// [`TimeError::TimeForm`] or [`TimeError::NoSuchTime`].
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let mut reader = Reader::new(text);
        let time = reader.time(false)?;
        reader.end(TimeError::TimeForm)?;
        Ok(time)
    }

    /// The hour, 0 to 23.
    #[must_use]
    pub const fn hour(self) -> u32 {
        self.seconds / 3_600
    }

    /// The minute, 0 to 59.
    #[must_use]
    pub const fn minute(self) -> u32 {
        self.seconds / 60 % 60
    }

    /// The second, 0 to 59.
    #[must_use]
    pub const fn second(self) -> u32 {
        self.seconds % 60
    }
}

impl fmt::Display for CivilTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour(), self.minute())?;
        match self.second() {
            0 => Ok(()),
            second => write!(f, ":{second:02}"),
        }
    }
}

/// A day and a time of day, wherever that may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilDateTime {
    /// The day.
    pub date: CivilDate,
    /// The time of day.
    pub time: CivilTime,
}

impl CivilDateTime {
    /// That day at that time.
    #[must_use]
    pub const fn new(date: CivilDate, time: CivilTime) -> Self {
        Self { date, time }
    }

    /// Reads `2026-11-26T12:30:00` or `2026-11-26T12:30`.
    ///
    /// # Errors
    /// [`TimeError::DateForm`], [`TimeError::NoSuchDate`], [`TimeError::TimeForm`] or [`TimeError::NoSuchTime`].
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let mut reader = Reader::new(text);
        let date = reader.date()?;
        if !reader.skip(b"Tt ") {
            return Err(TimeError::TimeForm);
        }
        let time = reader.time(false)?;
        reader.end(TimeError::TimeForm)?;
        Ok(Self { date, time })
    }

    /// Whole minutes from `earlier` to this, negative when `earlier` is later.
    #[must_use]
    pub fn minutes_since(self, earlier: Self) -> i64 {
        (self.seconds() - earlier.seconds()).div_euclid(60)
    }

    /// What calendar and clock show that many minutes later, or earlier when negative.
    #[must_use]
    pub fn plus_minutes(self, minutes: i64) -> Self {
        self.as_if_utc().plus_minutes(minutes).civil_utc()
    }

    /// The moment at which calendar and clock show this in UTC.
    #[must_use]
    pub fn as_if_utc(self) -> Timestamp {
        Timestamp::from_ms(self.seconds() * 1_000)
    }

    fn seconds(self) -> i64 {
        self.date.days_since_epoch() * (MS_PER_DAY / 1_000) + i64::from(self.time.seconds)
    }
}

impl fmt::Display for CivilDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = self.time;
        let (hour, minute, second) = (time.hour(), time.minute(), time.second());
        write!(f, "{}T{hour:02}:{minute:02}:{second:02}", self.date)
    }
}

written_as_text!(
    CivilDate => CivilDate::MIN,
    CivilTime => CivilTime::MIDNIGHT,
    CivilDateTime => CivilDateTime::new(CivilDate::MIN, CivilTime::MIDNIGHT),
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_the_calendar_follows_the_one_before_it() {
        let mut expected = (0_i64, 1, 1);
        for days in CivilDate::MIN.days_since_epoch()..=CivilDate::MAX.days_since_epoch() {
            let date = CivilDate::from_days(days);
            assert_eq!(date.year_month_day(), expected);
            let (year, month, day) = expected;
            assert_eq!(CivilDate::from_ymd(year, month, day), Some(date));
            expected = match (month, day) {
                (12, 31) => (year + 1, 1, 1),
                (_, last) if last == date.days_in_month() => (year, month + 1, 1),
                _ => (year, month, day + 1),
            };
        }
        assert_eq!(expected, (10_000, 1, 1));
    }

    #[test]
    fn weekdays_are_those_of_known_days() {
        for (date, weekday) in [
            ("1969-12-31", Weekday::Wednesday),
            ("1970-01-01", Weekday::Thursday),
            ("2000-02-29", Weekday::Tuesday),
            ("2026-11-20", Weekday::Friday),
        ] {
            assert_eq!(CivilDate::parse(date).unwrap().weekday(), weekday, "{date}");
        }
        assert_eq!(Weekday::Friday.days_until(Weekday::Tuesday), 4);
        assert_eq!(
            serde_json::to_string(&Weekday::Friday).unwrap(),
            r#""friday""#
        );
        assert_eq!(Weekday::parse("FRIDAY"), Ok(Weekday::Friday));
    }

    #[test]
    fn dates_and_times_are_written_as_they_are_read() {
        let civil = CivilDateTime::parse("2026-11-26T12:30").unwrap();
        assert_eq!(civil.to_string(), "2026-11-26T12:30:00");
        assert_eq!(CivilDateTime::parse(&civil.to_string()), Ok(civil));
        assert_eq!(civil.time.to_string(), "12:30");
        assert_eq!(
            CivilTime::parse("23:59:58").unwrap().to_string(),
            "23:59:58"
        );
        assert_eq!(CivilDate::parse("2026-02-30"), Err(TimeError::NoSuchDate));
        assert_eq!(CivilDate::parse("2026-2-03"), Err(TimeError::DateForm));
        assert_eq!(CivilTime::parse("9:00"), Err(TimeError::TimeForm));
        assert_eq!(CivilTime::parse("12:60"), Err(TimeError::NoSuchTime));
    }

    #[test]
    fn minutes_are_counted_across_midnight() {
        let evening = CivilDateTime::parse("2026-12-31T23:30").unwrap();
        let morning = evening.plus_minutes(45);
        assert_eq!(morning.to_string(), "2027-01-01T00:15:00");
        assert_eq!(morning.minutes_since(evening), 45);
        assert_eq!(evening.minutes_since(morning), -45);
    }

    #[test]
    fn months_are_numbered_through_the_years() {
        let date = CivilDate::parse("2024-02-29").unwrap();
        assert_eq!(date.month_index(), 2024 * 12 + 1);
        let first = CivilDate::first_of_month(date.month_index()).unwrap();
        assert_eq!(first.to_string(), "2024-02-01");
        assert_eq!(CivilDate::first_of_month(-1), None);
        assert_eq!(date.monday().to_string(), "2024-02-26");
    }
}
