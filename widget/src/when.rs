//! Moments in the reader's words.

use cop_core::time::Timestamp;

use crate::messages::{Key, Texts};
use crate::platform::{self, DateParts};

/// A day with its weekday, and its year where it is not this one.
pub fn day(texts: &Texts, now: Timestamp, moment: Timestamp) -> String {
    let parts = if moment.date_utc().year() == now.date_utc().year() {
        DateParts::Day
    } else {
        DateParts::DayAndYear
    };
    written(texts, parts, moment)
}

/// A day without its weekday.
pub fn short_day(texts: &Texts, moment: Timestamp) -> String {
    written(texts, DateParts::ShortDay, moment)
}

/// A time of day by the reader's clock.
pub fn time(texts: &Texts, moment: Timestamp) -> String {
    written(texts, DateParts::Time, moment)
}

/// A time of day by the reader's clock, with the name of its zone.
pub fn time_and_zone(texts: &Texts, moment: Timestamp) -> String {
    written(texts, DateParts::TimeAndZone, moment)
}

/// A time of day by the clocks of a zone: none where they show what the reader's clock shows.
pub fn time_elsewhere(texts: &Texts, moment: Timestamp, zone: &str) -> Option<String> {
    let there = platform::offset_minutes(zone, moment.ms())?;
    let here = platform::offset_minutes(&platform::own_zone()?, moment.ms())?;
    if there == here {
        return None;
    }
    date(texts, DateParts::TimeAndZone, zone, moment)
}

/// A month with its year, in UTC.
#[cfg(feature = "whole")]
pub fn month(texts: &Texts, moment: Timestamp) -> Option<String> {
    date(texts, DateParts::Month, "UTC", moment)
}

/// How long ago, in the largest unit that says enough; the day itself where it is longer ago than some weeks.
pub fn ago(texts: &Texts, now: Timestamp, moment: Timestamp) -> String {
    let (n, unit) = rough(now.ms() - moment.ms());
    match unit {
        "" => return short_day(texts, moment),
        "second" => return texts.say(Key::JustNow).to_owned(),
        _ => {}
    }
    if texts.is_written_by_browser {
        return platform::relative(&texts.locale, -n, unit)
            .unwrap_or_else(|| short_day(texts, moment));
    }
    let key = match unit {
        "minute" => Key::MinutesAgo,
        "hour" => Key::HoursAgo,
        "day" => Key::DaysAgo,
        _ => Key::WeeksAgo,
    };
    texts.count(key, usize::try_from(n).unwrap_or_default(), &[])
}

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

fn rough(elapsed_ms: i64) -> (i64, &'static str) {
    match elapsed_ms {
        // The clocks of two people differ a little: nothing is said to lie ahead.
        ..MINUTE_MS => (0, "second"),
        MINUTE_MS..HOUR_MS => (elapsed_ms / MINUTE_MS, "minute"),
        HOUR_MS..DAY_MS => (elapsed_ms / HOUR_MS, "hour"),
        _ if elapsed_ms < 14 * DAY_MS => (elapsed_ms / DAY_MS, "day"),
        _ if elapsed_ms < 60 * DAY_MS => (elapsed_ms / (7 * DAY_MS), "week"),
        _ => (0, ""),
    }
}

fn written(texts: &Texts, parts: DateParts, moment: Timestamp) -> String {
    date(texts, parts, "", moment).unwrap_or_else(|| moment.to_string())
}

/// A moment in words, in a zone or else in the reader's: none where the browser does not know the zone.
fn date(texts: &Texts, parts: DateParts, zone: &str, moment: Timestamp) -> Option<String> {
    if texts.is_written_by_browser {
        return platform::date(&texts.locale, parts, zone, moment.ms());
    }
    let pattern = match parts {
        DateParts::Day => Key::DayThisYear,
        DateParts::DayAndYear => Key::DayAndYear,
        DateParts::ShortDay => Key::ShortDay,
        #[cfg(feature = "whole")]
        DateParts::Month => Key::MonthAndYear,
        // Numbers only, of a clock with 24 hours.
        DateParts::Time | DateParts::TimeAndZone | DateParts::Numbers => {
            return platform::date("en-GB", parts, zone, moment.ms());
        }
    };
    let (date, _) = platform::civil(zone, moment.ms())?;
    let nth = |names: Key, n: usize| {
        texts
            .say(names)
            .split(',')
            .nth(n)
            .map_or("", |name| name.trim_start_matches(' '))
    };
    let month = usize::try_from(date.month() - 1).unwrap_or_default();
    let gaps = [
        ("weekday", nth(Key::Weekdays, date.weekday() as usize)),
        ("day", &date.day().to_string()),
        ("month", nth(Key::Months, month)),
        ("year", &date.year().to_string()),
    ];
    Some(texts.fill(pattern, &gaps))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_says_enough() {
        assert_eq!(rough(-5_000), (0, "second"));
        assert_eq!(rough(90_000), (1, "minute"));
        assert_eq!(rough(5 * HOUR_MS), (5, "hour"));
        assert_eq!(rough(13 * DAY_MS), (13, "day"));
        assert_eq!(rough(21 * DAY_MS), (3, "week"));
        assert_eq!(rough(90 * DAY_MS), (0, ""));
    }
}
