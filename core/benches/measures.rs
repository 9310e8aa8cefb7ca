//! What it costs to keep the measures up to date, to read them, and to restore them.
//!
//! `cargo bench -p cop-core`; ids are `fold/shape/n`, `publish/shape/n` and `measure/what/n`.
//! What is made is given back outside the time. Times of different sizes are compared by activity: they are not to grow with how many there are.

mod invented;

use std::hint::black_box;

use cop_core::activity::Activity;
use cop_core::amendment::Amendments;
use cop_core::id::CommunityId;
use cop_core::measure::disclosure::Publisher;
use cop_core::measure::{Live, utc};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use invented::Shape;

const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

fn live(log: &[Activity]) -> Live {
    Live::replay(log, invented::end(), utc)
}

fn restored(bytes: &[u8]) -> Live {
    let restored = Live::restored(bytes, Amendments::default(), utc, |_| None);
    restored.expect("they were just written")
}

fn fold(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("fold");
    group.sample_size(10);
    for (name, shape) in [
        ("demo", Shape::of_the_demo as fn(usize) -> Shape),
        ("one", Shape::of_one_community),
        ("large", Shape::of_a_large_organisation),
    ] {
        for n in SIZES {
            let log = invented::log(shape(n));
            assert_eq!(log.len(), n);
            group.throughput(Throughput::Elements(n as u64));
            group.bench_with_input(BenchmarkId::new(name, n), &log, |bench, log| {
                bench.iter_with_large_drop(|| live(log));
            });
        }
    }
    group.finish();
}

/// From the log as it is kept, one activity a line: what a program does that starts with nothing but its log.
fn read(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("fold");
    group.sample_size(10);
    for n in &SIZES[..2] {
        let log = invented::log(Shape::of_the_demo(*n));
        let written = log.iter().map(serde_json::to_string);
        let lines: Vec<String> = written
            .collect::<Result<_, _>>()
            .expect("it can be written");
        group.throughput(Throughput::Elements(*n as u64));
        group.bench_function(BenchmarkId::new("read", n), |bench| {
            bench.iter_with_large_drop(|| {
                let log = lines.iter().map(|line| serde_json::from_str(line));
                let log: Vec<Activity> = log.collect::<Result<_, _>>().expect("it was written");
                (live(&log), log)
            });
        });
    }
    group.finish();
}

fn measure(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("measure");
    group.sample_size(10);
    let community = CommunityId::parse("community-00000").expect("it is an id");
    for n in SIZES {
        let log = invented::log(Shape::of_the_demo(n));
        let live = live(&log);
        group.bench_function(BenchmarkId::new("read", n), |bench| {
            bench.iter(|| black_box(live.measures(&community)).is_some());
        });
        group.throughput(Throughput::Elements(n as u64));
        group.bench_function(BenchmarkId::new("store", n), |bench| {
            bench.iter(|| black_box(live.stored()).len());
        });
        // Beside `fold/read`, which is what it saves, and `fold/demo`, where the log lies in memory.
        let bytes = live.stored();
        group.bench_function(BenchmarkId::new("restore", n), |bench| {
            bench.iter_with_large_drop(|| restored(&bytes));
        });
    }
    group.finish();
}

/// What it costs to close month after month on the way: to be compared with `fold` of the same shape.
fn publish(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("publish");
    group.sample_size(10);
    for (name, shape, sizes) in [
        (
            "demo",
            Shape::of_the_demo as fn(usize) -> Shape,
            &SIZES[..2],
        ),
        ("large", Shape::of_a_large_organisation, &SIZES[1..]),
    ] {
        for n in sizes {
            let log = invented::log(shape(*n));
            group.throughput(Throughput::Elements(*n as u64));
            group.bench_with_input(BenchmarkId::new(name, n), &log, |bench, log| {
                bench.iter_with_large_drop(|| Publisher::replay(log, invented::end(), utc));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, fold, read, measure, publish);
criterion_main!(benches);
