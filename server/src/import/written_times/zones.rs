//! Time zones as people write them: `PT (Pacific Time)`, `Poland`, `UTC+2`, `Europe/Berlin`.

use cop_core::time::Zone;
use jiff::tz;

/// What people call a zone, and which of the database they mean.
///
/// Whoever writes `EST` or `GMT` beside a meeting means the clock of that place, in summer as well.
const NAMES: &[(&str, &[&str])] = &[
    (
        "UTC",
        &["utc", "z", "zulu", "universal", "coordinated universal"],
    ),
    (
        "America/Los_Angeles",
        &[
            "pt",
            "pst",
            "pdt",
            "pacific",
            "pacific standard",
            "pacific daylight",
            "us pacific",
        ],
    ),
    (
        "America/Denver",
        &[
            "mt",
            "mst",
            "mdt",
            "mountain",
            "mountain standard",
            "mountain daylight",
            "us mountain",
        ],
    ),
    (
        "America/Chicago",
        &[
            "ct",
            "cst",
            "cdt",
            "central",
            "central standard",
            "central daylight",
            "us central",
        ],
    ),
    (
        "America/New_York",
        &[
            "et",
            "est",
            "edt",
            "eastern",
            "eastern standard",
            "eastern daylight",
            "us eastern",
        ],
    ),
    (
        "America/Halifax",
        &["at", "ast", "adt", "atlantic", "atlantic standard"],
    ),
    (
        "America/Sao_Paulo",
        &["brt", "brazil", "brasilia", "brasília"],
    ),
    (
        "Europe/London",
        &[
            "gmt",
            "bst",
            "greenwich mean",
            "british summer",
            "british",
            "uk",
            "gb",
            "united kingdom",
            "england",
            "scotland",
            "wales",
        ],
    ),
    ("Europe/Dublin", &["ireland", "irish", "irish standard"]),
    (
        "Europe/Lisbon",
        &["wet", "west", "western european", "portugal"],
    ),
    (
        "Europe/Berlin",
        &[
            "cet",
            "cest",
            "mez",
            "mesz",
            "central european",
            "central european summer",
            "germany",
            "german",
        ],
    ),
    ("Europe/Warsaw", &["poland", "polish"]),
    ("Europe/Paris", &["france", "french"]),
    ("Europe/Madrid", &["spain", "spanish"]),
    ("Europe/Rome", &["italy", "italian"]),
    ("Europe/Amsterdam", &["netherlands", "dutch"]),
    ("Europe/Brussels", &["belgium"]),
    ("Europe/Zurich", &["switzerland", "swiss", "zürich"]),
    ("Europe/Vienna", &["austria"]),
    ("Europe/Prague", &["czechia", "czech republic"]),
    ("Europe/Stockholm", &["sweden"]),
    ("Europe/Oslo", &["norway"]),
    ("Europe/Copenhagen", &["denmark"]),
    (
        "Europe/Helsinki",
        &[
            "eet",
            "eest",
            "eastern european",
            "eastern european summer",
            "finland",
        ],
    ),
    ("Europe/Athens", &["greece"]),
    ("Europe/Kyiv", &["ukraine"]),
    ("Europe/Istanbul", &["turkey", "türkiye", "trt"]),
    ("Europe/Moscow", &["msk"]),
    ("Asia/Jerusalem", &["israel", "israel standard", "idt"]),
    (
        "Asia/Kolkata",
        &[
            "ist",
            "india",
            "indian",
            "india standard",
            "indian standard",
        ],
    ),
    ("Asia/Singapore", &["sgt"]),
    ("Asia/Shanghai", &["china", "china standard", "beijing"]),
    ("Asia/Hong_Kong", &["hkt"]),
    ("Asia/Tokyo", &["jst", "japan", "japan standard"]),
    (
        "Asia/Seoul",
        &["kst", "korea", "south korea", "korea standard"],
    ),
    (
        "Australia/Sydney",
        &[
            "aet",
            "aest",
            "aedt",
            "australian eastern",
            "australian eastern standard",
            "australian eastern daylight",
        ],
    ),
    ("Australia/Adelaide", &["acst", "acdt"]),
    ("Australia/Perth", &["awst"]),
    ("Pacific/Auckland", &["nzt", "nzst", "nzdt", "new zealand"]),
    ("Africa/Johannesburg", &["sast", "south africa"]),
    ("Africa/Nairobi", &["eat"]),
    ("Africa/Lagos", &["wat", "nigeria"]),
];

/// Abbreviations that other places use as well.
const SHARED: &[&str] = &["ast", "bst", "cst", "ct", "ist", "mst", "west"];

/// The zone that is meant, and a note where it could have been another.
pub(super) fn read(text: &str) -> Option<(Zone, Option<String>)> {
    // What stands in brackets is the longer name, or the abbreviation of it.
    let (before, inside) = match text.split_once('(') {
        Some((before, rest)) => (before, rest.split(')').next()),
        None => (text, None),
    };
    if let Some(zone) = inside.and_then(named) {
        return Some((zone, None));
    }
    let zone = named(before)?;
    let is_shared = SHARED.contains(&before.trim().to_lowercase().as_str());
    let note = is_shared.then(|| format!("{} is taken for {zone}", before.trim()));
    Some((zone, note))
}

fn named(text: &str) -> Option<Zone> {
    let text = text.trim();
    let lower = text.to_lowercase();
    let short = ["local time", "timezone", "time zone", "time"]
        .into_iter()
        .find_map(|ending| lower.strip_suffix(ending))
        .map_or(lower.as_str(), str::trim);
    let known = NAMES.iter().find(|(_, names)| names.contains(&short));
    if let Some((zone, _)) = known {
        return database(zone);
    }
    database(text)
        .or_else(|| offset(short))
        .or_else(|| city(short))
}

/// A zone that the database has, under the name that it has there.
fn database(name: &str) -> Option<Zone> {
    let zone = tz::db().get(name).ok()?;
    Zone::parse(zone.iana_name()?).ok()
}

/// Whole hours from UTC, such as `UTC+2`; their names in the database have the sign turned round.
fn offset(text: &str) -> Option<Zone> {
    let signed = text
        .strip_prefix("utc")
        .or_else(|| text.strip_prefix("gmt"))
        .unwrap_or(text)
        .trim_start();
    let sign = match signed.chars().next()? {
        '+' => '-',
        '-' | '−' => '+',
        _ => return None,
    };
    let hours = signed.trim_start_matches(['+', '-', '−']).trim_start();
    let hours = hours.strip_suffix(":00").unwrap_or(hours);
    match hours.parse::<u8>().ok()? {
        0 => database("UTC"),
        hours => database(&format!("Etc/GMT{sign}{hours}")),
    }
}

/// The zone named after a city, such as `Berlin` or `New York`.
fn city(text: &str) -> Option<Zone> {
    let name = text.replace(' ', "_");
    let is_it = |zone: &str| {
        let last = zone.rsplit_once('/').map(|(_, city)| city);
        last.is_some_and(|city| city.eq_ignore_ascii_case(&name))
    };
    let is_region = |zone: &str| !zone.starts_with("Etc/") && !zone.starts_with("US/");
    let mut found: Vec<String> = tz::db()
        .available()
        .map(|zone| zone.as_str().to_owned())
        .filter(|zone| is_it(zone) && is_region(zone))
        .collect();
    found.sort();
    database(found.first()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(zone: &str, spellings: &[&str]) {
        for written in spellings {
            let found = read(written).map(|(zone, _)| zone.to_string());
            assert_eq!(found.as_deref(), Some(zone), "{written}");
        }
    }

    #[test]
    fn zones_are_read_as_people_write_them() {
        check(
            "America/Los_Angeles",
            &[
                "PT (Pacific Time)",
                "PT",
                "Pacific",
                "Pacific Time",
                "PST",
                "america/los_angeles",
            ],
        );
        check(
            "America/New_York",
            &[
                "Eastern Time (ET)",
                "EST (Eastern Time)",
                "ET",
                "EST",
                "New York",
                "New York time",
            ],
        );
        check(
            "Europe/Berlin",
            &[
                "CET (Central European Time)",
                "CET",
                "CEST",
                "Berlin",
                "Europe/Berlin",
            ],
        );
        check("Europe/Warsaw", &["Poland", "Warsaw"]);
        check("Europe/London", &["UK time", "GMT", "BST", "London"]);
        check("Europe/Dublin", &["IST (Irish Standard Time)"]);
        check("Asia/Kolkata", &["IST", "India"]);
        check("Asia/Tokyo", &["JST"]);
        check("Australia/Sydney", &["AEST", "Australia/Sydney"]);
        check("UTC", &["UTC", "utc", "UTC time", "UTC+0"]);
        check("Etc/GMT-2", &["UTC+2", "GMT +02:00", "+2"]);
        check("Etc/GMT+5", &["UTC-5", "UTC−5"]);
    }

    #[test]
    fn an_abbreviation_of_several_places_is_noted() {
        let note = |written| read(written).unwrap().1;
        assert_eq!(
            note("IST").as_deref(),
            Some("IST is taken for Asia/Kolkata")
        );
        assert_eq!(note("IST (India)"), None);
        assert_eq!(note("PT"), None);
    }

    #[test]
    fn an_unknown_place_has_no_zone() {
        for written in [
            "",
            "()",
            "Mars",
            "Europe/Atlantis",
            "UTC+25",
            "UTC+05:30",
            "../UTC",
        ] {
            assert_eq!(read(written), None, "{written}");
        }
    }

    #[test]
    fn every_zone_of_the_table_is_in_the_database() {
        for (zone, _) in NAMES {
            assert!(database(zone).is_some(), "{zone}");
        }
    }
}
