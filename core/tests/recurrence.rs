//! Recurrences against an independent reading of RFC 5545, in UTC.

use cop_core::recurrence::{Recurrence, Series};
use cop_core::time::{CivilDate, CivilDateTime, CivilTime};
use proptest::prelude::*;
use rrule::RRuleSet;

const N_COMPARED: u16 = 60;
/// How many extra dates there are at the most.
const N_EXTRA: u16 = 8;

fn written(civil: CivilDateTime) -> String {
    civil.to_string().replace(['-', ':'], "")
}

/// What the `rrule` crate gives for the same rule and start.
fn oracle(rule: &str, start: CivilDateTime) -> Vec<String> {
    oracle_with(rule, start, "")
}

/// What it gives for the same rule and start with these exceptions and extra dates.
fn oracle_with(rule: &str, start: CivilDateTime, dates: &str) -> Vec<String> {
    // With a start in UTC, RFC 5545 wants the end in UTC as well.
    let rule = match rule.split_once("UNTIL=") {
        Some((before, after)) => {
            let (until, rest) = after.split_at(15);
            format!("{before}UNTIL={until}Z{rest}")
        }
        None => rule.to_owned(),
    };
    let set: RRuleSet = format!("DTSTART:{}Z\nRRULE:{rule}{dates}", written(start))
        .parse()
        .unwrap_or_else(|error| panic!("{rule}: {error}"));
    // It gives a date twice that is extra and of the rule, which the standard has once.
    let mut dates = set.all(N_COMPARED + N_EXTRA).dates;
    dates.dedup();
    dates
        .iter()
        .take(usize::from(N_COMPARED))
        .map(|date| date.format("%Y-%m-%dT%H:%M:%S").to_string())
        .collect()
}

fn some_of<T: Copy + std::fmt::Debug + 'static>(
    values: &'static [T],
    max: usize,
) -> impl Strategy<Value = Vec<T>> {
    proptest::collection::vec(proptest::sample::select(values), 0..=max)
}

fn joined<T: ToString>(name: &str, values: &[T]) -> String {
    let values: Vec<_> = values.iter().map(T::to_string).collect();
    if values.is_empty() {
        String::new()
    } else {
        format!(";{name}={}", values.join(","))
    }
}

const WEEKDAYS: &[&str] = &["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
// None without a number: the oracle takes `MO,1MO` for the days that are both, the standard for those that are either.
const MONTHLY_WEEKDAYS: &[&str] = &[
    "1MO", "2TU", "3WE", "4TH", "5FR", "-1FR", "-2SU", "-4MO", "1SA",
];
const MONTH_DAYS: &[i8] = &[
    1, 2, 7, 8, 13, 15, 22, 27, 28, 29, 30, 31, -1, -2, -15, -30, -31,
];

fn pattern() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("FREQ=DAILY".to_owned()),
        Just("FREQ=YEARLY".to_owned()),
        some_of(WEEKDAYS, 4).prop_map(|days| format!("FREQ=WEEKLY{}", joined("BYDAY", &days))),
        some_of(MONTHLY_WEEKDAYS, 3)
            .prop_map(|days| format!("FREQ=MONTHLY{}", joined("BYDAY", &days))),
        some_of(MONTH_DAYS, 4)
            .prop_map(|days| format!("FREQ=MONTHLY{}", joined("BYMONTHDAY", &days))),
        (some_of(WEEKDAYS, 2), some_of(MONTH_DAYS, 6)).prop_map(|(weekdays, days)| {
            let days = joined("BYMONTHDAY", &days);
            format!("FREQ=MONTHLY{days}{}", joined("BYDAY", &weekdays))
        }),
    ]
}

fn start() -> impl Strategy<Value = CivilDateTime> {
    (0_i64..36_500, 0_u32..24, 0_u32..60).prop_map(|(days, hour, minute)| {
        let time = CivilTime::from_hm(hour, minute).expect("the ranges are those of a clock");
        CivilDate::from_days(days).at(time)
    })
}

/// A rule, where it starts, and a later moment.
fn rule() -> impl Strategy<Value = (String, CivilDateTime, CivilDateTime)> {
    let end = prop_oneof![
        Just((None, None)),
        (1_u32..80).prop_map(|count| (Some(count), None)),
        (0_i64..2_000_000).prop_map(|minutes| (None, Some(minutes))),
    ];
    (pattern(), 1_u32..6, end, start(), -1_000_i64..3_000_000).prop_map(
        |(pattern, interval, (count, until), start, later)| {
            let mut rule = format!("{pattern};INTERVAL={interval}");
            if let Some(count) = count {
                rule.push_str(&format!(";COUNT={count}"));
            }
            if let Some(minutes) = until {
                let until = start
                    .plus_minutes(minutes)
                    .to_string()
                    .replace(['-', ':'], "");
                rule.push_str(&format!(";UNTIL={until}"));
            }
            (rule, start, start.plus_minutes(later))
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn occurrences_are_those_of_the_standard((rule, start, _) in rule()) {
        let ours = Recurrence::parse(&rule).unwrap();
        let found: Vec<_> = ours
            .occurrences(start)
            .take(usize::from(N_COMPARED))
            .map(|occurrence| occurrence.to_string())
            .collect();
        prop_assert_eq!(found, oracle(&ours.to_string(), start), "{} from {}", rule, start);
    }

    #[test]
    fn exceptions_and_extra_dates_are_those_of_the_standard(
        (rule, start, _) in rule(),
        except in proptest::collection::vec(0_usize..30, 0..8),
        extra in proptest::collection::vec(1_i64..400_000, 0..usize::from(N_EXTRA)),
    ) {
        let ours = Recurrence::parse(&rule).unwrap();
        let ruled: Vec<_> = ours.occurrences(start).take(30).collect();
        let mut series = Series::new(ours);
        let mut dates = String::new();
        for nth in except {
            if let Some(&except) = ruled.get(nth) {
                series.except.insert(except);
                dates.push_str(&format!("\nEXDATE:{}Z", written(except)));
            }
        }
        for minutes in extra {
            let extra = start.plus_minutes(minutes);
            series.extra.insert(extra);
            dates.push_str(&format!("\nRDATE:{}Z", written(extra)));
        }
        let found: Vec<_> = series
            .occurrences_from(start, start)
            .take(usize::from(N_COMPARED))
            .collect();
        let texts: Vec<_> = found.iter().map(ToString::to_string).collect();
        let rule = series.rule.to_string();
        prop_assert_eq!(texts, oracle_with(&rule, start, &dates), "{} from {}{}", rule, start, dates);
        let has = series.those_of(start);
        for pair in found.windows(2) {
            prop_assert!(has(pair[0]) && series.has(start, pair[1]));
            let between = pair[0].plus_minutes(1);
            prop_assert_eq!(has(between), between == pair[1]);
        }
        if let Some(last) = series.last(start) && found.len() < usize::from(N_COMPARED) {
            prop_assert_eq!(last, found.last().copied().unwrap_or(start));
        }
    }

    #[test]
    fn skipping_gives_what_counting_gives((rule, start, from) in rule()) {
        let rule = Recurrence::parse(&rule).unwrap();
        let counted = rule.occurrences(start).skip_while(|occurrence| *occurrence < from).take(20);
        let skipped = rule.occurrences_from(start, from).take(20);
        prop_assert!(skipped.eq(counted));
    }

    #[test]
    fn what_is_written_is_read_again((rule, _, _) in rule()) {
        let rule = Recurrence::parse(&rule).unwrap();
        prop_assert_eq!(Recurrence::parse(&rule.to_string()), Ok(rule));
    }

    #[test]
    fn no_text_makes_the_reader_fall_over(text in "\\PC{0,80}", parts in "(FREQ|BYDAY|UNTIL|;|=|,|MO|[0-9TZé-]){0,20}") {
        for text in [text, parts] {
            if let Ok(rule) = Recurrence::parse(&text) {
                prop_assert_eq!(Recurrence::parse(&rule.to_string()), Ok(rule), "{}", text);
            }
        }
    }
}
