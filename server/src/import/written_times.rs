//! Meetings as people write them down, read as a start on the wall clock, a zone and a recurrence.

mod clock;
mod pattern;
mod start;
mod words;
mod zones;

use cop_core::schedule::Schedule;
use cop_core::time::{CivilDate, Zone};

use pattern::Pattern;
use words::Column;

/// How long a meeting is whose end nobody wrote.
const MINUTES: u32 = 60;

/// A meeting as it was written.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) schedule: Schedule,
    /// Whether the start was stated, and not only the first day that fits.
    pub(super) is_start_stated: bool,
    /// What had to be chosen, and what was left out.
    pub(super) notes: Vec<String>,
}

/// A column that cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unreadable {
    pub(super) column: &'static str,
    /// What is wrong with it, with what it holds.
    pub(super) reason: String,
}

impl Unreadable {
    fn new(column: &'static str, value: &str, says: &str) -> Self {
        let reason = format!("`{value}` {says}");
        Self { column, reason }
    }
}

/// Reads a meeting whose first one is on or after the start that is stated, or else on or after `earliest`.
///
/// # Errors
/// [`Unreadable`] names the column and what it holds.
pub(super) fn read(
    weekday: &str,
    time: &str,
    timezone: &str,
    frequency: &str,
    earliest: CivilDate,
) -> Result<Written, Unreadable> {
    let mut notes = Vec::new();
    let clock = clock::read(time.trim())
        .ok_or_else(|| Unreadable::new("time", time, "is not a time of day"))?;
    let timezone = match timezone.trim() {
        "" => clock.rest,
        timezone => timezone,
    };
    let refused = || Unreadable::new("timezone", timezone, "is no time zone that is known");
    let (zone, note) = zone(timezone).ok_or_else(refused)?;
    notes.extend(note);

    let (from_weekday, days) = start::take(weekday);
    let (from_frequency, often) = start::take(frequency);
    let stated = from_frequency.or(from_weekday);
    let (days, often) = (Column::read(&days), Column::read(&often));
    let mut pattern = Pattern::read(&days, &often, stated).map_err(|fault| match fault {
        pattern::Fault::Weekday(says) => Unreadable::new("weekday", weekday, says),
        pattern::Fault::Frequency(says) => Unreadable::new("frequency", frequency, says),
    })?;
    let remarks = days.remarks.iter().chain(&often.remarks);
    notes.extend(remarks.map(|remark| format!("“{remark}” is not part of how often it recurs")));
    notes.append(&mut pattern.notes);

    let anchor = match stated {
        Some(stated) => stated,
        None if pattern.interval == 1 => earliest,
        None if pattern.is_weekly && (days.alternates() || often.alternates()) => {
            notes.push(
                "it takes the weeks between those of the meeting that it alternates with"
                    .to_owned(),
            );
            earliest.plus_days(7 * i64::from(pattern.interval / 2))
        }
        None => {
            notes.push(
                "which of the weeks or months is not said: it is counted from the first".to_owned(),
            );
            earliest
        }
    };
    let (starts, series) = pattern
        .series(anchor, clock.starts)
        .map_err(|says| Unreadable::new("frequency", frequency, &says))?;
    if stated.is_some_and(|stated| stated != starts.date) {
        let date = starts.date;
        notes.push(format!(
            "the stated start is no such day: the first one after it is {date}"
        ));
    }
    let starts_at = crate::zones::resolve(starts, &zone)
        .map_err(|_| Unreadable::new("timezone", timezone, "is no time zone that is known"))?;
    Ok(Written {
        schedule: Schedule {
            starts,
            zone,
            minutes: clock.minutes.unwrap_or(MINUTES),
            starts_at,
            series: Some(series),
        },
        is_start_stated: stated.is_some(),
        notes,
    })
}

/// The zone that is meant, and a note where it could have been another.
pub(super) fn zone(text: &str) -> Option<(Zone, Option<String>)> {
    zones::read(text)
}

#[cfg(test)]
mod tests;
