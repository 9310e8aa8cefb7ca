//! What calendars have to know of time zones: when clocks change, and what other programs call a zone.

use cop_core::interchange::icalendar::{ClockChange, ClockChanges, Zones};
use cop_core::time::{CivilDate, CivilDateTime, Timestamp, Zone};
use jiff::tz::TimeZone;

use super::{moment, time_zone};

/// Most changes that one calendar describes of a zone: two a year for more than a lifetime.
const MAX_CHANGES: usize = 200;

/// When the clocks of a zone change between two moments: none for UTC, whose clocks don't, and for unknown zones.
#[must_use]
pub fn clock_changes(zone: &Zone, from: Timestamp, until: Timestamp) -> Option<ClockChanges> {
    if *zone == Zone::utc() {
        return None;
    }
    let found = time_zone(zone).ok()?;
    // What lies before is written as if the clocks had always been as they were then.
    let from = from.max(until.minus_days(MAX_CHANGES as i64 / 2 * 365));
    let begin = jiff::Timestamp::from_millisecond(from.ms()).ok()?;
    let end = jiff::Timestamp::from_millisecond(until.ms()).ok()?;
    let changes = found
        .following(begin)
        .take_while(|change| change.timestamp() <= end)
        .take(MAX_CHANGES)
        .map(|change| ClockChange {
            at: Timestamp::from_ms(change.timestamp().as_millisecond()),
            ahead_seconds: i64::from(change.offset().seconds()),
        });
    Some(ClockChanges {
        zone: zone.clone(),
        from: (from, i64::from(found.to_offset(begin).seconds())),
        changes: changes.collect(),
    })
}

/// What the clock on the wall shows at a moment; in UTC where the database does not have the zone.
#[must_use]
pub fn civil(at: Timestamp, zone: &Zone) -> CivilDateTime {
    let offset_seconds = TimeZone::get(zone.as_str())
        .and_then(|zone| Ok(zone.to_offset(jiff::Timestamp::from_millisecond(at.ms())?)))
        .map_or(0, |offset| i64::from(offset.seconds()));
    Timestamp::from_ms(at.ms() + offset_seconds * 1_000).civil_utc()
}

/// The day that it is at a moment, for whoever lives by a zone; in UTC where the database does not have it.
#[must_use]
pub fn day(zone: &Zone, at: Timestamp) -> CivilDate {
    civil(at, zone).date
}

/// The zone database, as the reader of calendars asks for it.
#[derive(Debug, Clone, Copy)]
pub struct Database;

impl Zones for Database {
    /// A zone by its name, with or without the path that some programs put before it, or by the name that Windows
    /// has for it.
    fn zone(&self, name: &str) -> Option<Zone> {
        let known = |name: &str| {
            let zone = Zone::parse(name).ok()?;
            time_zone(&zone).is_ok().then_some(zone)
        };
        let mut ends: Vec<&str> = name
            .match_indices('/')
            .map(|(at, _)| &name[at + 1..])
            .collect();
        ends.insert(0, name);
        ends.into_iter().find_map(known).or_else(|| {
            let windows = WINDOWS.iter().find(|(windows, _)| *windows == name)?;
            known(windows.1)
        })
    }

    fn moment(&self, civil: CivilDateTime, zone: &Zone) -> Timestamp {
        time_zone(zone).map_or_else(|_| civil.as_if_utc(), |zone| moment(civil, &zone))
    }

    fn civil(&self, moment: Timestamp, zone: &Zone) -> CivilDateTime {
        civil(moment, zone)
    }
}

/// What Windows calls the zones that calendars most often name, by the Unicode CLDR table `windowsZones`.
const WINDOWS: [(&str, &str); 24] = [
    ("AUS Eastern Standard Time", "Australia/Sydney"),
    ("Arab Standard Time", "Asia/Riyadh"),
    ("Atlantic Standard Time", "America/Halifax"),
    ("Canada Central Standard Time", "America/Regina"),
    ("Central Europe Standard Time", "Europe/Budapest"),
    ("Central European Standard Time", "Europe/Warsaw"),
    ("Central Standard Time", "America/Chicago"),
    ("China Standard Time", "Asia/Shanghai"),
    ("E. Europe Standard Time", "Europe/Chisinau"),
    ("Eastern Standard Time", "America/New_York"),
    ("FLE Standard Time", "Europe/Kiev"),
    ("GMT Standard Time", "Europe/London"),
    ("GTB Standard Time", "Europe/Bucharest"),
    ("Greenwich Standard Time", "Atlantic/Reykjavik"),
    ("India Standard Time", "Asia/Calcutta"),
    ("Israel Standard Time", "Asia/Jerusalem"),
    ("Mountain Standard Time", "America/Denver"),
    ("New Zealand Standard Time", "Pacific/Auckland"),
    ("Pacific Standard Time", "America/Los_Angeles"),
    ("Romance Standard Time", "Europe/Paris"),
    ("Singapore Standard Time", "Asia/Singapore"),
    ("South Africa Standard Time", "Africa/Johannesburg"),
    ("Tokyo Standard Time", "Asia/Tokyo"),
    ("W. Europe Standard Time", "Europe/Berlin"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn an_event_of_long_ago_leaves_the_clocks_of_today_as_they_are() {
        let london = Zone::parse("Europe/London").unwrap();
        let (long_ago, until) = (at("0026-01-01T00:00:00Z"), at("2036-12-31T00:00:00Z"));
        let changes = clock_changes(&london, long_ago, until).unwrap().changes;
        let last = changes.last().unwrap().at;
        assert!(last > at("2036-10-01T00:00:00Z"), "{last}");
    }

    #[test]
    fn clocks_change_when_the_database_says_so() {
        let london = Zone::parse("Europe/London").unwrap();
        let changes = clock_changes(
            &london,
            at("2026-01-01T00:00:00Z"),
            at("2026-12-31T00:00:00Z"),
        )
        .unwrap();
        assert_eq!(changes.from.1, 0);
        let changes: Vec<_> = changes
            .changes
            .iter()
            .map(|change| (change.at.to_string(), change.ahead_seconds))
            .collect();
        assert_eq!(
            changes,
            [
                ("2026-03-29T01:00:00Z".to_owned(), 3_600),
                ("2026-10-25T01:00:00Z".to_owned(), 0)
            ]
        );
        let (from, until) = (at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z"));
        assert_eq!(clock_changes(&Zone::utc(), from, until), None);
        assert_eq!(
            clock_changes(&Zone::parse("Mars").unwrap(), from, until),
            None
        );
    }

    #[test]
    fn zones_are_known_by_the_names_that_other_programs_have_for_them() {
        let name = |text: &str| Database.zone(text).map(|zone| zone.to_string());
        assert_eq!(name("Europe/London").as_deref(), Some("Europe/London"));
        assert_eq!(
            name("/freeassociation.sourceforge.net/Europe/Berlin").as_deref(),
            Some("Europe/Berlin")
        );
        assert_eq!(
            name("America/Argentina/Buenos_Aires").as_deref(),
            Some("America/Argentina/Buenos_Aires")
        );
        assert_eq!(name("GMT Standard Time").as_deref(), Some("Europe/London"));
        assert_eq!(name("Mars/Olympus"), None);
        for (windows, _) in WINDOWS {
            assert!(Database.zone(windows).is_some(), "{windows}");
        }
    }
}
