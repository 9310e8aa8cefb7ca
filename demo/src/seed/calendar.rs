//! When things happened: counted back from the moment of the demonstration, by people who mostly work by day.

use cop_core::schedule::Schedule;
use cop_core::time::{CivilDate, CivilDateTime, CivilTime, Timestamp, Weekday, Zone};
use cop_server::zones;

use super::random::Random;

/// Where the example organisation has its clocks.
pub const ZONE: &str = "Europe/London";

const MINUTES_PER_DAY: i64 = 24 * 60;

/// Counts back from the moment of the demonstration.
#[derive(Debug, Clone, Copy)]
pub struct Calendar {
    /// The moment of the demonstration.
    pub now: Timestamp,
}

impl Calendar {
    /// So many hours ago.
    #[must_use]
    pub fn hours_ago(self, hours: u32) -> Timestamp {
        self.now.plus_minutes(-60 * i64::from(hours))
    }

    /// Some time by day, so many days ago.
    #[must_use]
    pub fn day(self, days_ago: i64, random: &mut Random) -> Timestamp {
        let date = self.date(-days_ago);
        let minutes = random.between(7 * 60 + 10, 18 * 60 + 50);
        self.before_now(midnight(date).plus_minutes(minutes))
    }

    /// The same moment, or one a little before now if it has not come yet.
    #[must_use]
    pub fn before_now(self, moment: Timestamp) -> Timestamp {
        moment.min(self.now.plus_minutes(-3))
    }

    /// The day so many days from today; before today when negative.
    #[must_use]
    pub fn date(self, days: i64) -> CivilDate {
        self.now.plus_days(days).date_utc()
    }

    /// The first of these weekdays that is at least so many days from today.
    #[must_use]
    pub fn next(self, weekday: Weekday, days: i64) -> CivilDate {
        let from = self.date(days);
        let ahead = from.weekday().days_until(weekday);
        CivilDate::from_days(from.days_since_epoch() + ahead)
    }
}

/// The same moment, or the next morning for one at night, when few people write.
#[must_use]
pub fn by_day(moment: Timestamp) -> Timestamp {
    let hour = i64::from(moment.civil_utc().time.hour());
    match hour {
        0..6 => moment.plus_minutes(60 * 7),
        22.. => moment.plus_minutes(60 * 9),
        _ => moment,
    }
}

/// How many whole days lie between two moments.
#[must_use]
pub fn days_between(from: Timestamp, to: Timestamp) -> i64 {
    (to.ms() - from.ms()) / (MINUTES_PER_DAY * 60_000)
}

/// A single meeting at a time of day in the organisation's own zone.
#[must_use]
pub fn meeting(date: CivilDate, time: &str, minutes: u32) -> Schedule {
    let starts = CivilDateTime::new(date, CivilTime::parse(time).expect("it is written 12:30"));
    let zone = Zone::parse(ZONE).expect("it has the form of a zone");
    let starts_at = zones::resolve(starts, &zone).expect("every time zone database has London");
    Schedule {
        starts,
        zone,
        minutes,
        starts_at,
        series: None,
    }
}

fn midnight(date: CivilDate) -> Timestamp {
    CivilDateTime::new(date, CivilTime::MIDNIGHT).as_if_utc()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_stays_at_its_time_of_day_in_summer() {
        let check = |date, starts_at| {
            let date = CivilDate::parse(date).unwrap();
            assert_eq!(
                meeting(date, "12:30", 60).starts_at,
                Timestamp::parse(starts_at).unwrap()
            );
        };
        check("2026-11-26", "2026-11-26T12:30:00Z");
        check("2026-06-25", "2026-06-25T11:30:00Z");
    }

    #[test]
    fn the_next_thursday_is_a_thursday() {
        let calendar = Calendar {
            now: Timestamp::parse("2026-11-20T09:00:00Z").unwrap(),
        };
        assert_eq!(
            calendar.next(Weekday::Thursday, 3).to_string(),
            "2026-11-26"
        );
    }
}
