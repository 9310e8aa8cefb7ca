//! Times of day as people write them: `9:00`, `2PM`, `14.00`, `noon`, `10:00-11:00 UTC`.

use cop_core::time::CivilTime;

/// A written time of day.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Clock<'a> {
    pub(super) starts: CivilTime,
    /// How long it lasts, where an end was written as well.
    pub(super) minutes: Option<u32>,
    /// What follows the time.
    pub(super) rest: &'a str,
}

/// Hour, minute, and whether it is after noon where that was said.
struct Reading {
    hour: u32,
    minute: u32,
    is_afternoon: Option<bool>,
}

pub(super) fn read(text: &str) -> Option<Clock<'_>> {
    let (first, rest) = reading(text)?;
    let after_dash = rest
        .strip_prefix(['-', '–', '—'])
        .or_else(|| rest.strip_prefix("to "));
    let Some((last, rest)) = after_dash.and_then(|text| reading(text.trim_start())) else {
        return Some(Clock {
            starts: first.time()?,
            minutes: None,
            rest,
        });
    };
    let starts = match first.is_afternoon {
        // `2-3pm` says it once for both, `11-1pm` does not.
        None if last.is_afternoon.is_some() && first.hour <= last.hour => Reading {
            is_afternoon: last.is_afternoon,
            ..first
        }
        .time()?,
        _ => first.time()?,
    };
    let of_day = |time: CivilTime| time.hour() * 60 + time.minute();
    let minutes = (of_day(last.time()?) + 24 * 60 - of_day(starts)) % (24 * 60);
    Some(Clock {
        starts,
        minutes: (minutes > 0).then_some(minutes),
        rest,
    })
}

impl Reading {
    fn time(&self) -> Option<CivilTime> {
        let hour = match (self.is_afternoon, self.hour) {
            (None, hour) => hour,
            (Some(false), 12) => 0,
            (Some(true), 12) => 12,
            (Some(false), hour @ 1..12) => hour,
            (Some(true), hour @ 1..12) => hour + 12,
            // `14:00 pm` says the same thing twice.
            (Some(true), hour @ 13..24) => hour,
            _ => return None,
        };
        CivilTime::from_hm(hour, self.minute)
    }
}

fn reading(text: &str) -> Option<(Reading, &str)> {
    for (name, hour) in [("noon", 12), ("midday", 12), ("midnight", 0)] {
        if let Some(rest) = without_prefix(text, name) {
            let reading = Reading {
                hour,
                minute: 0,
                is_afternoon: None,
            };
            return Some((reading, rest.trim_start()));
        }
    }
    let (hour, rest) = number(text)?;
    let (hour, minute, rest) = match rest.strip_prefix([':', '.', 'h', 'H']) {
        Some(rest) => match number(rest) {
            Some((minute, rest)) => (hour, minute, rest),
            None => (hour, 0, rest),
        },
        // `1430`
        None if hour > 99 => (hour / 100, hour % 100, rest),
        None => (hour, 0, rest),
    };
    let rest = rest.strip_prefix(":00").unwrap_or(rest).trim_start();
    let halves = [("am", false), ("a.m.", false), ("pm", true), ("p.m.", true)];
    let half = halves.into_iter().find_map(|(name, is_afternoon)| {
        let rest = without_prefix(rest, name)?;
        (!rest.starts_with(char::is_alphabetic)).then_some((is_afternoon, rest))
    });
    let (is_afternoon, rest) = match half {
        Some((is_afternoon, rest)) => (Some(is_afternoon), rest),
        None => (None, rest),
    };
    let rest = ["o'clock", "hours", "hrs", "h "]
        .into_iter()
        .find_map(|name| without_prefix(rest, name))
        .unwrap_or(rest);
    let reading = Reading {
        hour,
        minute,
        is_afternoon,
    };
    Some((reading, rest.trim_start()))
}

fn number(text: &str) -> Option<(u32, &str)> {
    let n_digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at(n_digits);
    (1..=4)
        .contains(&n_digits)
        .then_some((digits.parse().ok()?, rest))
}

fn without_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, starts: &str, minutes: Option<u32>, rest: &str) {
        let clock = read(written).unwrap();
        assert_eq!(
            (clock.starts.to_string().as_str(), clock.minutes, clock.rest),
            (starts, minutes, rest),
            "{written}"
        );
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (written, starts) in [
            ("8:00", "08:00"),
            ("09:00", "09:00"),
            ("12:15", "12:15"),
            ("05:30", "05:30"),
            ("2PM", "14:00"),
            ("4 pm", "16:00"),
            ("9am", "09:00"),
            ("9:30 a.m.", "09:30"),
            ("12am", "00:00"),
            ("12pm", "12:00"),
            ("14.00", "14:00"),
            ("14h30", "14:30"),
            ("14h", "14:00"),
            ("1430", "14:30"),
            ("noon", "12:00"),
            ("Midnight", "00:00"),
            ("17:00:00", "17:00"),
            ("9 o'clock", "09:00"),
        ] {
            check(written, starts, None, "");
        }
    }

    #[test]
    fn an_end_gives_the_length_and_what_follows_is_kept() {
        check("10:00-11:30 UTC", "10:00", Some(90), "UTC");
        check("2-3pm", "14:00", Some(60), "");
        check("11 - 1pm", "11:00", Some(120), "");
        check("23:30 to 00:30", "23:30", Some(60), "");
        check("9am PT (Pacific Time)", "09:00", None, "PT (Pacific Time)");
    }

    #[test]
    fn what_no_clock_shows_is_not_a_time() {
        for written in ["", "TBD", "25:00", "9:60", "13am", "0pm", "12345", "é9"] {
            assert_eq!(read(written), None, "{written}");
        }
    }
}
