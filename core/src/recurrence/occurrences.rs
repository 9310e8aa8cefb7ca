//! Walks through the occurrences of a recurrence, one day, week or month at a time.

use super::{End, MonthlyWeekday, Pattern, Recurrence};
use crate::sorted::SortedSet;
use crate::time::{CivilDate, CivilDateTime};

/// The calendar repeats itself after 400 years, so a rule that gave nothing for as many months never will.
const MAX_EMPTY_PERIODS: u32 = 4_800;

/// Occurrences of a recurrence, in order.
#[derive(Debug, Clone)]
pub struct Occurrences<'a> {
    rule: &'a Recurrence,
    start: CivilDateTime,
    from: CivilDateTime,
    n_left: Option<u32>,
    next_period: i64,
    period: Period,
    n_empty: u32,
}

/// The days of one day, week or month that recur and are still to come.
#[derive(Debug, Clone, Copy)]
struct Period {
    first: CivilDate,
    // Bit n is set where n days after the first one is a day that recurs.
    days: u32,
}

impl<'a> Occurrences<'a> {
    pub(super) fn new(rule: &'a Recurrence, start: CivilDateTime, from: CivilDateTime) -> Self {
        let (n_left, next_period) = match rule.end {
            End::Count(count) => (Some(count), 0),
            End::Never | End::Until(_) => (None, rule.period_of(start.date, from.date)),
        };
        Self {
            rule,
            start,
            from,
            n_left,
            next_period,
            period: Period {
                first: start.date,
                days: 0,
            },
            n_empty: 0,
        }
    }

    fn is_past_end(&self, occurrence: CivilDateTime) -> bool {
        matches!(self.rule.end, End::Until(last) if occurrence > last)
    }
}

impl Iterator for Occurrences<'_> {
    type Item = CivilDateTime;

    fn next(&mut self) -> Option<CivilDateTime> {
        while self.n_left != Some(0) {
            if self.period.days == 0 {
                if self.n_empty > MAX_EMPTY_PERIODS {
                    return None;
                }
                self.period = self.rule.period(self.start.date, self.next_period)?;
                self.next_period += 1;
                self.n_empty += 1;
                continue;
            }
            let days = self.period.days.trailing_zeros();
            self.period.days &= self.period.days - 1;
            let date = self.period.first.plus_days(i64::from(days));
            let occurrence = date.at(self.start.time);
            if occurrence < self.start {
                continue;
            }
            if self.is_past_end(occurrence) {
                self.n_left = Some(0);
                return None;
            }
            self.n_empty = 0;
            self.n_left = self.n_left.map(|n| n - 1);
            if occurrence >= self.from {
                return Some(occurrence);
            }
        }
        None
    }
}

impl Recurrence {
    /// The number of the last period that begins on or before `from`, 0 being that of `start`.
    fn period_of(&self, start: CivilDate, from: CivilDate) -> i64 {
        let days = from.days_since_epoch() - start.days_since_epoch();
        let interval = i64::from(self.interval);
        let period = match self.pattern {
            Pattern::Daily => days / interval,
            Pattern::Weekly(_) => {
                let weeks = from.monday().days_since_epoch() - start.monday().days_since_epoch();
                weeks / 7 / interval
            }
            Pattern::Monthly { .. } => (from.month_index() - start.month_index()) / interval,
            Pattern::Yearly => (from.month_index() - start.month_index()) / (interval * 12),
        };
        period.max(0)
    }

    /// The days of the n-th period, or nothing when that lies beyond the calendar.
    fn period(&self, start: CivilDate, n: i64) -> Option<Period> {
        let step = n.checked_mul(i64::from(self.interval))?;
        match &self.pattern {
            Pattern::Daily => Some(Period {
                first: later(start, step, 0)?,
                days: 1,
            }),
            Pattern::Weekly(weekdays) => {
                let bit = |since_monday: i64| 1 << since_monday;
                let days = match weekdays.is_empty() {
                    true => bit(start.weekday().days_since_monday()),
                    false => weekdays
                        .iter()
                        .map(|day| bit(day.days_since_monday()))
                        .sum(),
                };
                let first = later(start.monday(), step.checked_mul(7)?, 6)?;
                Some(Period { first, days })
            }
            Pattern::Monthly { weekdays, days } => {
                let first = CivilDate::first_of_month(start.month_index() + step)?;
                let days = match weekdays.is_empty() && days.is_empty() {
                    true => day_of_month(first, start.day()),
                    false => month_days(first, weekdays, days),
                };
                Some(Period { first, days })
            }
            Pattern::Yearly => {
                let first = CivilDate::first_of_month(start.month_index() + step.checked_mul(12)?)?;
                let days = day_of_month(first, start.day());
                Some(Period { first, days })
            }
        }
    }
}

/// The day that many days later, if it and those that go with it are within the calendar.
fn later(date: CivilDate, days: i64, n_more: i64) -> Option<CivilDate> {
    let last = date
        .days_since_epoch()
        .checked_add(days)?
        .checked_add(n_more)?;
    (last <= CivilDate::MAX.days_since_epoch()).then(|| date.plus_days(days))
}

fn day_of_month(first: CivilDate, day: u32) -> u32 {
    if day <= first.days_in_month() {
        1 << (day - 1)
    } else {
        0
    }
}

/// The days of a month that are in both lists; an empty list holds them all.
fn month_days(first: CivilDate, weekdays: &SortedSet<MonthlyWeekday>, days: &SortedSet<i8>) -> u32 {
    let n_days = i64::from(first.days_in_month());
    let bit = |since_first: i64| match (0..n_days).contains(&since_first) {
        true => 1_u32 << since_first,
        false => 0,
    };
    let mut by_day = 0;
    for &day in days {
        let day = i64::from(day);
        by_day |= bit(if day > 0 { day - 1 } else { n_days + day });
    }
    let mut by_weekday = 0;
    for day in weekdays {
        let earliest = first.weekday().days_until(day.weekday);
        let latest = earliest + (n_days - 1 - earliest) / 7 * 7;
        by_weekday |= match i64::from(day.ordinal) {
            0 => (0..5).fold(0, |found, week| found | bit(earliest + 7 * week)),
            ordinal @ 1.. => bit(earliest + 7 * (ordinal - 1)),
            ordinal => bit(latest + 7 * (ordinal + 1)),
        };
    }
    let all = u32::MAX >> (32 - n_days);
    let or_all = |found, is_empty| if is_empty { all } else { found };
    or_all(by_day, days.is_empty()) & or_all(by_weekday, weekdays.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn civil(text: &str) -> CivilDateTime {
        CivilDateTime::parse(text).unwrap()
    }

    #[track_caller]
    fn check(rule: &str, start: &str, expected: &[&str]) {
        let rule = Recurrence::parse(rule).unwrap();
        let start = civil(&format!("{start}T12:30"));
        let found: Vec<_> = rule.occurrences(start).take(expected.len()).collect();
        let days: Vec<_> = found.iter().map(|day| day.date.to_string()).collect();
        assert_eq!(days, expected);
        assert!(found.iter().all(|day| day.time == start.time));
        for (n, &from) in found.iter().enumerate() {
            let rest = rule.occurrences_from(start, from).take(expected.len() - n);
            assert!(rest.eq(found[n..].iter().copied()), "from {from}");
        }
    }

    #[test]
    fn weeks_begin_on_monday() {
        check(
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO",
            "2026-11-22",
            &["2026-11-22", "2026-11-30", "2026-12-06", "2026-12-14"],
        );
    }

    #[test]
    fn a_start_that_the_rule_does_not_name_is_no_occurrence() {
        check(
            "FREQ=MONTHLY;BYDAY=3WE",
            "2026-11-19",
            &["2026-12-16", "2027-01-20"],
        );
    }

    #[test]
    fn days_that_a_month_does_not_have_are_left_out() {
        check(
            "FREQ=MONTHLY",
            "2026-01-31",
            &["2026-01-31", "2026-03-31", "2026-05-31"],
        );
        check(
            "FREQ=MONTHLY;BYMONTHDAY=-1",
            "2026-01-05",
            &["2026-01-31", "2026-02-28"],
        );
        check("FREQ=YEARLY", "1896-02-29", &["1896-02-29", "1904-02-29"]);
    }

    #[test]
    fn weekdays_are_counted_from_either_end_of_the_month() {
        check(
            "FREQ=MONTHLY;BYDAY=1FR,-1FR",
            "2026-11-01",
            &["2026-11-06", "2026-11-27", "2026-12-04", "2026-12-25"],
        );
        check(
            "FREQ=MONTHLY;BYDAY=5MO",
            "2026-11-01",
            &["2026-11-30", "2027-03-29"],
        );
    }

    #[test]
    fn both_lists_together_name_the_days_in_both() {
        check(
            "FREQ=MONTHLY;BYMONTHDAY=23,24,25,26,27,28,29;BYDAY=WE",
            "2026-09-01",
            &["2026-09-23", "2026-10-28", "2026-11-25", "2026-12-23"],
        );
    }

    #[test]
    fn a_rule_that_never_comes_true_ends() {
        check("FREQ=MONTHLY;BYMONTHDAY=1;BYDAY=5MO", "2026-11-01", &[]);
        let rule = Recurrence::parse("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31").unwrap();
        assert_eq!(rule.occurrences(civil("2026-02-01T09:00")).next(), None);
    }

    #[test]
    fn the_calendar_ends_with_the_year_9999() {
        for rule in ["FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY"] {
            let rule = Recurrence::parse(rule).unwrap();
            let n_found = rule.occurrences(civil("9999-12-20T09:00")).count();
            assert!((1..=12).contains(&n_found), "{rule}: {n_found}");
        }
    }

    #[test]
    fn an_end_is_counted_from_the_start() {
        let start = civil("2026-11-20T12:30");
        let from = civil("2026-11-21T00:00");
        let count = Recurrence::parse("FREQ=DAILY;COUNT=3").unwrap();
        assert_eq!(count.occurrences_from(start, from).count(), 2);
        let until = Recurrence::parse("FREQ=DAILY;UNTIL=20261122T123000").unwrap();
        assert_eq!(until.occurrences_from(start, from).count(), 2);
    }
}
