//! From the words in which people say how often to a rule.

use std::collections::BTreeSet;

use cop_core::recurrence::{Recurrence, Series};
use cop_core::time::{CivilDate, CivilDateTime, CivilTime, Weekday};

use super::words::{Column, Often, Said, Unit};

/// Meetings that the rule cannot name are named one by one for so many years.
const YEARS_NAMED: i64 = 50;

/// What is wrong, by the column that it is about.
#[derive(Debug)]
pub(super) enum Fault {
    Weekday(&'static str),
    Frequency(&'static str),
}

/// How often, as the parts of a rule.
pub(super) struct Pattern {
    /// The rule without its interval.
    rule: String,
    pub(super) interval: u32,
    pub(super) is_weekly: bool,
    /// What had to be chosen.
    pub(super) notes: Vec<String>,
    /// Days of the next month that the rule cannot name: days after the given weekday of the month.
    spill: Option<Spill>,
}

/// So many days after the n-th weekday of a month, where that is in the next month.
struct Spill {
    n: i64,
    weekday: Weekday,
    days: i64,
}

impl Pattern {
    /// How often the two columns say; a stated start can stand in for a day that is not said.
    pub(super) fn read(
        days: &Column,
        often: &Column,
        stated: Option<CivilDate>,
    ) -> Result<Self, Fault> {
        let is_monthly = days.counts_months() || often.counts_months();
        let day = Said::by(&days.words, is_monthly);
        let said = Said::by(&often.words, is_monthly);
        let is_other_day = day.weekdays != said.weekdays;
        if is_other_day && !day.weekdays.is_empty() && !said.weekdays.is_empty() {
            return Err(Fault::Frequency(
                "names another weekday than the column of weekdays",
            ));
        }
        let named = Named {
            ordinals: day.ordinals.union(&said.ordinals).copied().collect(),
            is_twice: day.is_twice || said.is_twice,
            stated,
            weekdays: if day.weekdays.is_empty() {
                said.weekdays
            } else {
                day.weekdays
            },
        };
        let has_every = day.has_every || said.has_every;
        let mut oftens = said.often;
        for often in day.often {
            if !oftens.contains(&often) {
                oftens.push(often);
            }
        }
        let often = match (&oftens[..], said.counted_in.or(day.counted_in)) {
            (&[often], _) | (&[], Some(often)) => often,
            (&[], None) if !named.ordinals.is_empty() => (1, Unit::Month),
            (&[], None) if has_every => (1, Unit::Week),
            (&[], None) => return Err(Fault::Frequency("doesn't say how often")),
            _ => return Err(Fault::Frequency("says two different things")),
        };
        let mut pattern = match day.after.or(said.after) {
            Some((n, after)) => after_weekday(n, after, &named.weekdays, often)?,
            None => named.every(often)?,
        };
        if day.took_second_for_other || said.took_second_for_other {
            pattern
                .notes
                .push("every second one is taken for every other week".to_owned());
        }
        Ok(pattern)
    }
}

/// The days that were named.
struct Named {
    weekdays: BTreeSet<Weekday>,
    ordinals: BTreeSet<i8>,
    is_twice: bool,
    stated: Option<CivilDate>,
}

impl Named {
    fn every(self, (interval, unit): Often) -> Result<Pattern, Fault> {
        let has_weeks = !self.ordinals.is_empty();
        match unit {
            Unit::Month => self.monthly(interval),
            // Two weeks of every month are what some call biweekly.
            Unit::Week if interval == 2 && self.ordinals.len() == 2 => self.monthly(1),
            Unit::Week | Unit::Day if has_weeks => {
                Err(Fault::Frequency("doesn't go with named weeks of the month"))
            }
            Unit::Day if self.weekdays.is_empty() => {
                Ok(Pattern::new("FREQ=DAILY".to_owned(), interval))
            }
            Unit::Day if self.weekdays.len() == 1 => {
                Err(Fault::Frequency("is more often than the one weekday"))
            }
            Unit::Day | Unit::Week => self.weekly(interval),
        }
    }

    fn weekly(self, interval: u32) -> Result<Pattern, Fault> {
        if self.is_twice && self.weekdays.len() != 2 {
            return Err(Fault::Weekday("would have to be two weekdays"));
        }
        let weekdays = match self.stated {
            Some(stated) if self.weekdays.is_empty() => BTreeSet::from([stated.weekday()]),
            _ if self.weekdays.is_empty() => return Err(Fault::Weekday("names no weekday")),
            _ => self.weekdays,
        };
        let days = by_day(&weekdays, &BTreeSet::from([0]));
        Ok(Pattern {
            is_weekly: true,
            ..Pattern::new(format!("FREQ=WEEKLY;BYDAY={days}"), interval)
        })
    }

    fn monthly(mut self, interval: u32) -> Result<Pattern, Fault> {
        if self.weekdays.is_empty() {
            let days: Vec<String> = match self.stated {
                _ if !self.ordinals.is_empty() => self.ordinals.iter().map(i8::to_string).collect(),
                Some(stated) => vec![stated.day().to_string()],
                None => return Err(Fault::Weekday("names no weekday")),
            };
            let rule = format!("FREQ=MONTHLY;BYMONTHDAY={}", days.join(","));
            return Ok(Pattern::new(rule, interval));
        }
        if self.ordinals.iter().any(|n| !(-5..=5).contains(n)) {
            return Err(Fault::Frequency("names a week that no month has"));
        }
        let note = self.choose_weeks();
        let rule = format!(
            "FREQ=MONTHLY;BYDAY={}",
            by_day(&self.weekdays, &self.ordinals)
        );
        Ok(Pattern {
            notes: note.map(str::to_owned).into_iter().collect(),
            ..Pattern::new(rule, interval)
        })
    }

    /// Which weeks of the month, and a note where they had to be chosen.
    fn choose_weeks(&mut self) -> Option<&'static str> {
        match self.stated {
            _ if !self.ordinals.is_empty() => None,
            _ if self.is_twice => {
                self.ordinals.extend([1, 3]);
                Some("which two of the month is not said: the first and the third are taken")
            }
            Some(stated) => {
                let n = i8::try_from((stated.day() - 1) / 7 + 1).expect("a month has five weeks");
                self.ordinals.insert(if n == 5 { -1 } else { n });
                Some("which one of the month is not said: that of the stated start is taken")
            }
            None => {
                self.ordinals.insert(1);
                Some("which one of the month is not said: the first is taken")
            }
        }
    }
}

/// The first of a weekday after the n-th of another one: a weekday that falls on one of seven days of the month.
fn after_weekday(
    n: i8,
    after: Weekday,
    weekdays: &BTreeSet<Weekday>,
    often: Often,
) -> Result<Pattern, Fault> {
    let (Some(&weekday), 1) = (weekdays.first(), weekdays.len()) else {
        return Err(Fault::Weekday("would have to be one weekday"));
    };
    let days = match after.days_until(weekday) {
        0 => 7,
        days => days,
    };
    let n = i64::from(n);
    let first = 7 * (n - 1) + 1 + days;
    if !(1..=4).contains(&n) || first + 6 > 31 || often != (1, Unit::Month) {
        return Err(Fault::Frequency("is more than a rule can say"));
    }
    let month_days: Vec<String> = (first..first + 7).map(|day| day.to_string()).collect();
    let days_and_weekday = format!(
        "{};BYDAY={}",
        month_days.join(","),
        by_day(weekdays, &BTreeSet::from([0]))
    );
    Ok(Pattern {
        spill: Some(Spill {
            n,
            weekday: after,
            days,
        }),
        ..Pattern::new(format!("FREQ=MONTHLY;BYMONTHDAY={days_and_weekday}"), 1)
    })
}

fn by_day(weekdays: &BTreeSet<Weekday>, ordinals: &BTreeSet<i8>) -> String {
    let name = |weekday: &Weekday| weekday.as_str()[..2].to_ascii_uppercase();
    let ordinal = |n: &i8| {
        if *n == 0 {
            String::new()
        } else {
            n.to_string()
        }
    };
    let each = |n: &i8| {
        weekdays
            .iter()
            .map(|day| ordinal(n) + &name(day))
            .collect::<Vec<_>>()
    };
    ordinals.iter().flat_map(each).collect::<Vec<_>>().join(",")
}

impl Pattern {
    const fn new(rule: String, interval: u32) -> Self {
        Self {
            rule,
            interval,
            is_weekly: false,
            notes: Vec::new(),
            spill: None,
        }
    }

    /// The first meeting on or after the anchor, and the series that begins with it.
    pub(super) fn series(
        &self,
        anchor: CivilDate,
        time: CivilTime,
    ) -> Result<(CivilDateTime, Series), String> {
        let parse = |rule: &str| Recurrence::parse(rule).map_err(|error| error.to_string());
        let once = parse(&self.rule)?;
        let ruled = once.occurrences(anchor.at(time)).next();
        let rule = parse(&format!("{};INTERVAL={}", self.rule, self.interval))?;
        let mut series = Series::new(rule);
        if let Some(spill) = &self.spill {
            series.extra = spill.dates(anchor).map(|date| date.at(time)).collect();
        }
        let first = ruled
            .into_iter()
            .chain(series.extra.iter().next().copied())
            .min();
        Ok((first.ok_or("never happens")?, series))
    }
}

impl Spill {
    fn dates(&self, anchor: CivilDate) -> impl Iterator<Item = CivilDate> {
        let months = anchor.month_index() - 1..anchor.month_index() + 12 * YEARS_NAMED;
        let dates = months.filter_map(|month| {
            let first = CivilDate::first_of_month(month)?;
            let weeks = 7 * (self.n - 1);
            let nth = first.plus_days(first.weekday().days_until(self.weekday) + weeks);
            let date = nth.plus_days(self.days);
            (date.month_index() != month).then_some(date)
        });
        dates.filter(move |date| *date >= anchor)
    }
}
