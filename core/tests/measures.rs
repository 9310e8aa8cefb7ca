//! What is kept up to date activity by activity comes to what the plain definitions say, to the bit, after any history:
//! with what arrives late, what is corrected, what is taken back, and what leaves the window.

mod attack;
mod boundaries;
mod care;
mod evidence;
mod in_the_page;
mod karate;
mod practice;
mod restraint;
mod stored;
mod talk;
mod telling;

use super::arbitrary::{Step, community, steps, tell};
use cop_core::activity::{Access, Activity, Recorded, Visibility};
use cop_core::measure::{History, Live, Measures, utc};
use cop_core::time::Timestamp;
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

fn config() -> ProptestConfig {
    let seeds = FileFailurePersistence::WithSource("proptest-regressions");
    ProptestConfig {
        cases: 500,
        failure_persistence: Some(Box::new(seeds)),
        ..ProptestConfig::default()
    }
}

/// The moment that many days after the beginning.
fn on(day: i64) -> Timestamp {
    Timestamp::parse("2026-01-01T12:00:00Z")
        .unwrap()
        .plus_days(day)
}

/// A history in which steps lie `pace` days apart, and some of what they came to happened days before or after.
fn history(steps: &[Step], pace: i64, shifts: &[i64]) -> Vec<Activity> {
    let log = tell(Visibility::Organisation, Access::Open, steps, |_, _, _| {});
    let mut activities = log.activities().to_vec();
    for (activity, nth) in activities.iter_mut().zip(0_i64..) {
        let shift = usize::try_from(nth).unwrap() % shifts.len();
        activity.at = on(nth * pace + shifts[shift]).plus_minutes(nth * 7);
    }
    activities
}

/// What is kept up to date comes to, at a moment, after a log was taken one by one.
fn kept(log: &[Activity], from: usize, moments: &[Timestamp]) -> Live {
    kept_with(log, from, moments, |live| live)
}

/// The same, with something switched on.
fn kept_with(
    log: &[Activity],
    from: usize,
    moments: &[Timestamp],
    with: impl Fn(Live) -> Live,
) -> Live {
    let replay = |log: &[Activity], as_of| with(Live::replay(log, as_of, utc));
    let mut live = replay(&log[..from], moments[0]);
    for nth in from..log.len() {
        let earlier = |id| {
            let place = log[..nth].iter().position(|earlier| earlier.id == id)?;
            Some(Recorded {
                position: place as u64 + 1,
                activity: log[place].clone(),
            })
        };
        if live.take(nth as u64 + 1, &log[nth], earlier).is_err() {
            live = replay(&log[..=nth], live.as_of());
        }
        let to = moments[nth % moments.len()];
        if live.advance(to).is_err() {
            live = replay(&log[..=nth], to);
        }
    }
    let to = moments[moments.len() - 1];
    if live.advance(to).is_err() {
        live = replay(log, to);
    }
    live
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_kept_up_to_date_is_what_the_plain_definition_says(
        steps in steps(),
        pace in 0_i64..9,
        shifts in prop::collection::vec(-40_i64..40, 1..20),
        from in 0_usize..20,
        mut moments in prop::collection::vec(-10_i64..500, 1..8),
    ) {
        let log = history(&steps, pace, &shifts);
        moments.sort_unstable();
        let moments: Vec<Timestamp> = moments.into_iter().map(on).collect();
        let live = kept(&log, from.min(log.len()), &moments);
        let plain = Measures::batch(&History::of(&log, &community(), live.as_of(), utc));
        let told = live.measures(&community());
        prop_assert_eq!(told.as_ref().unwrap_or(&plain), &plain);
        let written = |measures: &Measures| serde_json::to_string(measures).unwrap();
        prop_assert_eq!(told.as_ref().map(written).unwrap_or_default(), if told.is_some() { written(&plain) } else { String::new() });
    }
}
