use cop_core::activity::{Activity, Erasure, RetractionReason};
use cop_core::id::ActivityId;

use super::*;
use crate::store::{Batch, StoreUrl};

fn written(n: u128, what: &str) -> Activity {
    let id = uuid::Uuid::from_u128(n);
    serde_json::from_str(&format!(
        r#"{{"id":"{id}","v":1,"actor":"ama","community":"falls","at":"2026-11-20T09:00:00Z",
            "recorded":"2026-11-20T09:00:00Z","basis":"seen","what":{what}}}"#
    ))
    .unwrap()
}

fn founded() -> Activity {
    let what = r#"{"type":"community_founded","purpose":{"name":{"id":"019a9f3e-7c00-7000-8000-000000000002","n_chars":5}},"visibility":"public","access":"open"}"#;
    written(1, what)
}

fn joined(n: u128) -> Activity {
    written(n, r#"{"type":"joined","via":"open"}"#)
}

fn raised(n: u128) -> Activity {
    let what = r#"{"type":"problem_raised","problem":"p1","title":{"id":"019a9f3e-7c00-7000-8000-000000000003","n_chars":5}}"#;
    written(n, what)
}

fn retracted(n: u128, of: u128) -> Activity {
    let mut activity = joined(n);
    activity.what = Kind::Retracted {
        of: ActivityId::from_u128(of),
        reason: RetractionReason::Mistake,
    };
    activity
}

fn erased(n: u128) -> Activity {
    let mut activity = joined(n);
    activity.what = Kind::Erased {
        of: Erasure::Somebody,
    };
    activity
}

/// Whatever is appended, what is kept comes to the same as what is taken from the beginning.
#[track_caller]
fn check(steps: Vec<Vec<Activity>>) {
    let store = Store::open(&StoreUrl::Memory).unwrap();
    let falls = CommunityId::parse("falls").unwrap();
    let now = Timestamp::parse("2026-11-21T09:00:00Z").unwrap();
    let kept = Kept::new(store.clone());
    for (nth, activities) in (0..).zip(steps) {
        let batch = Batch {
            activities,
            ..Batch::default()
        };
        store.append(store.head().unwrap(), &batch).unwrap();
        let now = now.plus_days(nth);
        let again = Kept::new(store.clone());
        assert_eq!(
            kept.shown(&falls, now).unwrap(),
            again.shown(&falls, now).unwrap(),
            "after step {nth}"
        );
    }
}

#[test]
fn what_is_recorded_later_is_counted() {
    check(vec![vec![founded()], vec![joined(2), raised(3)]]);
}

#[test]
fn what_is_taken_back_counts_no_more() {
    check(vec![
        vec![founded(), joined(2), raised(3)],
        vec![retracted(4, 3)],
        vec![retracted(5, 2), joined(6)],
        vec![retracted(7, 4)],
    ]);
}

#[test]
fn an_erasure_takes_everything_again() {
    check(vec![vec![founded(), joined(2)], vec![raised(3), erased(4)]]);
}

#[test]
fn a_long_stretch_of_the_log_is_taken_from_the_beginning() {
    let many = (0..=PAGE as u128).map(|n| joined(100 + n));
    check(vec![vec![founded()], many.collect()]);
}
