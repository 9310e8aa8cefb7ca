//! What is kept, written as bytes and read again, is the same and goes on in the same way.

use super::telling::{activity, joined, said};
use super::{config, history, kept, on};
use crate::arbitrary::{community, steps};
use cop_core::Log;
use cop_core::activity::{Activity, Kind, Recorded, RetractionReason};
use cop_core::amendment::Amendments;
use cop_core::id::ActivityId;
use cop_core::measure::{Live, utc};
use proptest::prelude::*;

fn amendments(log: &[Activity]) -> Amendments {
    let mut folded = Log::default();
    for activity in log {
        folded.push(activity.clone());
    }
    folded.model().amendments().clone()
}

fn recorded(log: &[Activity], position: u64) -> Option<Activity> {
    let place = usize::try_from(position).ok()?.checked_sub(1)?;
    log.get(place).cloned()
}

fn restored(bytes: &[u8], log: &[Activity]) -> Option<Live> {
    Live::restored(bytes, amendments(log), utc, |position| {
        recorded(log, position)
    })
}

/// Takes the next of a log and goes a few days further; whether both could be done.
fn goes_on(live: &mut Live, log: &[Activity], nth: usize, days: i64) -> bool {
    let earlier = |id| {
        let place = log[..nth].iter().position(|earlier| earlier.id == id)?;
        Some(Recorded {
            position: place as u64 + 1,
            activity: log[place].clone(),
        })
    };
    live.take(nth as u64 + 1, &log[nth], earlier).is_ok()
        && live.advance(live.as_of().plus_days(days)).is_ok()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_restored_is_what_was_stored_and_goes_on_alike(
        steps in steps(),
        pace in 0_i64..9,
        shifts in prop::collection::vec(-40_i64..40, 1..20),
        cut in 0_usize..70,
        mut moments in prop::collection::vec(-10_i64..500, 1..4),
        days in prop::collection::vec(0_i64..60, 1..5),
        has_bridges in any::<bool>(),
    ) {
        let log = history(&steps, pace, &shifts);
        moments.sort_unstable();
        let moments: Vec<_> = moments.into_iter().map(on).collect();
        let cut = cut.min(log.len());
        let mut live = kept(&log[..cut], cut / 2, &moments);
        if has_bridges {
            live = live.with_bridges();
        }
        let bytes = live.stored();
        let mut again = restored(&bytes, &log[..cut]).unwrap();
        prop_assert_eq!(again.stored(), bytes);
        prop_assert_eq!(again.measures(&community()), live.measures(&community()));
        for nth in cut..log.len() {
            let days = days[nth % days.len()];
            let goes_on = [&mut live, &mut again].map(|live| goes_on(live, &log, nth, days));
            prop_assert_eq!(goes_on[0], goes_on[1]);
            if !goes_on[0] {
                return Ok(());
            }
        }
        prop_assert_eq!(again.measures(&community()), live.measures(&community()));
        prop_assert_eq!(again.stored(), live.stored());
    }

    #[test]
    fn of_damaged_bytes_nothing_is_read(
        steps in steps(),
        place in any::<prop::sample::Index>(),
        change in 1_u8..,
    ) {
        let log = history(&steps, 3, &[0, 9, -4]);
        let mut bytes = Live::replay(&log, on(100), utc).stored();
        let place = place.index(bytes.len());
        prop_assert!(restored(&bytes[..place], &log).is_none());
        bytes[place] ^= change;
        prop_assert!(restored(&bytes, &log).is_none());
    }
}

#[test]
fn bytes_are_of_a_log_with_what_was_said_later_in_it() {
    let of = ActivityId::from_u128(3);
    let reason = RetractionReason::Mistake;
    let log = [
        activity(0, on(0), 0, joined()),
        activity(1, on(0), 1, joined()),
        activity(2, on(1), 0, said(2, 1, 40)),
        activity(3, on(2), 0, Kind::Retracted { of, reason }),
    ];
    let bytes = Live::replay(&log, on(9), utc).stored();
    assert!(restored(&bytes, &log).is_some());
    assert!(restored(&bytes, &log[..3]).is_none());
}
