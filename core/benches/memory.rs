//! What the measures keep in memory, in bytes for each person and for each live thread.
//!
//! `cargo bench -p cop-core --bench memory`. What is counted is what was asked of the allocator and not given back.

#![allow(
    unsafe_code,
    reason = "an allocator that counts hands on to the one of the system"
)]

#[expect(dead_code, reason = "it asks for one of the shapes only")]
mod invented;

use std::alloc::{GlobalAlloc, Layout, System};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use cop_core::activity::{Activity, Kind};
use cop_core::measure::{Live, utc};
use invented::Shape;

static HELD: AtomicUsize = AtomicUsize::new(0);

struct Counting;

// SAFETY: everything is handed on to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        HELD.fetch_add(layout.size(), Ordering::Relaxed);
        // SAFETY: by the contract of this function.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: by the contract of this function.
        unsafe { System.dealloc(place, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// What is held for the measures of a log.
fn held(log: &[Activity]) -> usize {
    let before = HELD.load(Ordering::Relaxed);
    let live = Live::replay(log, invented::end(), utc);
    let held = HELD.load(Ordering::Relaxed) - before;
    assert_eq!(live.as_of(), invented::end());
    held
}

fn is_talk(activity: &Activity) -> bool {
    matches!(
        activity.what,
        Kind::ProblemRaised { .. }
            | Kind::Replied(_)
            | Kind::InsightMarked { .. }
            | Kind::Summarised { .. }
    )
}

fn main() {
    for n in [10_000, 100_000, 1_000_000] {
        let log = invented::log(Shape::of_the_demo(n));
        let all = held(&log);
        let silent: Vec<Activity> = log
            .iter()
            .filter(|activity| !is_talk(activity))
            .cloned()
            .collect();
        let without_talk = held(&silent);
        let people: BTreeSet<_> = log.iter().filter_map(|it| it.actor.as_ref()).collect();
        let is_problem = |it: &&Activity| matches!(it.what, Kind::ProblemRaised { .. });
        let n_threads = log.iter().filter(is_problem).count();
        println!(
            "{n} activities, {} people, {n_threads} threads: {all} bytes, \
             {} a person without what they said, {} a thread",
            people.len(),
            without_talk / people.len().max(1),
            all.saturating_sub(without_talk) / n_threads.max(1),
        );
    }
}
