//! When a meeting is, from what was typed.

use cop_core::recurrence::{Recurrence, Series};
use cop_core::schedule::Schedule;
use cop_core::time::{CivilDate, CivilDateTime, CivilTime, Timestamp, Weekday, Zone};

use super::super::act::{Wrong, day, number};
use super::super::ask::{Ask, Named};
use crate::form::Form;
use crate::messages::Key;
use crate::platform;
use crate::widget::Widget;

/// How a meeting comes again, with what that is called.
const REPEATS: [(&str, Key); 4] = [
    ("once", Key::RepeatOnce),
    ("weekly", Key::RepeatWeekly),
    ("fortnightly", Key::RepeatFortnightly),
    ("monthly", Key::RepeatMonthly),
];

/// The fields that say when a meeting is; `now` is when it is by now.
pub(super) fn asks(widget: &Widget, now: Option<&Schedule>) -> Vec<Ask> {
    let mut repeats: Vec<Named> = REPEATS
        .iter()
        .map(|(value, key)| ((*value).to_owned(), widget.say(*key).to_owned()))
        .collect();
    if now.is_some_and(|now| now.series.is_some()) {
        repeats.insert(
            0,
            ("as_now".to_owned(), widget.say(Key::RepeatAsNow).to_owned()),
        );
    }
    let starts = now.map(|now| now.starts.to_string()).unwrap_or_default();
    let (date, time) = starts.split_once('T').unwrap_or(("", "12:00"));
    let minutes = now.map_or(60, |now| now.minutes);
    vec![
        Ask::day("date", Key::WhichDay).needed().with(date),
        Ask::time("time", Key::FromWhen)
            .needed()
            .with(time.get(..5).unwrap_or(time)),
        Ask::number("minutes", Key::HowLong)
            .needed()
            .with(minutes.to_string()),
        Ask::choice("repeat", Key::HowOften, repeats),
        Ask::number("count", Key::HowManyTimes)
            .hint(Key::HowManyTimesHint)
            .rare(),
    ]
}

/// When the meeting is, by the clocks of its zone: of a new one, that of the reader.
pub(super) fn schedule(form: &Form, now: Option<&Schedule>) -> Result<Schedule, Wrong> {
    let date = day(form, "date")?.ok_or(("date", Key::FillIn))?;
    let time = CivilTime::parse(form.typed("time").trim()).map_err(|_| ("time", Key::NotATime))?;
    let minutes = number(form, "minutes")?.ok_or(("minutes", Key::FillIn))?;
    let zone = match now {
        Some(now) => now.zone.clone(),
        None => platform::own_zone()
            .and_then(|zone| Zone::parse(&zone).ok())
            .unwrap_or_else(Zone::utc),
    };
    let starts = CivilDateTime::new(date, time);
    Ok(Schedule {
        starts_at: moment(starts, &zone).ok_or(("date", Key::NotADay))?,
        starts,
        zone,
        minutes,
        series: match form.typed("repeat") {
            "as_now" => now.and_then(|now| now.series.clone()),
            repeat => series(repeat, date, number(form, "count")?),
        },
    })
}

fn series(repeat: &str, date: CivilDate, count: Option<u32>) -> Option<Series> {
    let mut rule = match repeat {
        "weekly" => "FREQ=WEEKLY".to_owned(),
        "fortnightly" => "FREQ=WEEKLY;INTERVAL=2".to_owned(),
        "monthly" => ["FREQ=MONTHLY;BYDAY=", &nth_weekday(date)].concat(),
        _ => return None,
    };
    if let Some(count) = count {
        rule.push_str(";COUNT=");
        rule.push_str(&count.to_string());
    }
    Recurrence::parse(&rule).ok().map(Series::new)
}

/// "3WE" for a day that is the third Wednesday of its month; the fifth is the last.
fn nth_weekday(date: CivilDate) -> String {
    const DAYS: [(Weekday, &str); 7] = [
        (Weekday::Monday, "MO"),
        (Weekday::Tuesday, "TU"),
        (Weekday::Wednesday, "WE"),
        (Weekday::Thursday, "TH"),
        (Weekday::Friday, "FR"),
        (Weekday::Saturday, "SA"),
        (Weekday::Sunday, "SU"),
    ];
    let nth = match (date.day() - 1) / 7 + 1 {
        5 => "-1".to_owned(),
        nth => nth.to_string(),
    };
    let weekday = DAYS.iter().find(|(day, _)| *day == date.weekday());
    nth + weekday.map_or("MO", |(_, name)| name)
}

/// The moment at which the clocks of a zone show this.
fn moment(shown: CivilDateTime, zone: &Zone) -> Option<Timestamp> {
    let mut text = shown.to_string();
    text.push('Z');
    let as_utc = Timestamp::parse(&text).ok()?;
    // Where clocks are set between the two, the second look has the offset of the moment itself.
    let near = platform::offset_minutes(zone.as_str(), as_utc.ms())?;
    let offset = platform::offset_minutes(zone.as_str(), as_utc.plus_minutes(-near).ms())?;
    Some(as_utc.plus_minutes(-offset))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(date: &str, repeat: &str, rule: &str) {
        let found = series(repeat, CivilDate::parse(date).unwrap(), Some(6));
        assert_eq!(found.unwrap().rule.to_string(), rule);
    }

    #[test]
    fn a_month_repeats_by_the_weekday_of_its_first_day() {
        check("2026-11-18", "monthly", "FREQ=MONTHLY;COUNT=6;BYDAY=3WE");
        check("2026-11-30", "monthly", "FREQ=MONTHLY;COUNT=6;BYDAY=-1MO");
        check(
            "2026-11-18",
            "fortnightly",
            "FREQ=WEEKLY;INTERVAL=2;COUNT=6",
        );
    }
}
