//! Sorting, in code that comes once for all types: what is compared are places in a list.

use std::cmp::Ordering;
use std::ops::Range;

/// The items in the order that `compare` gives; equal ones stay as they were.
pub(crate) fn ordered<T>(mut items: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let mut places = places(items.len(), &|a, b| compare(&items[a], &items[b]));
    for here in 0..items.len() {
        while places[here] != here {
            let there = places[here];
            items.swap(here, there);
            places.swap(here, there);
        }
    }
    items
}

/// The place that each item has to go to.
fn places(n: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places = vec![0; n];
    for (place, item) in sorted(0..n, compare).into_iter().enumerate() {
        places[item] = place;
    }
    places
}

/// Sorts each half and merges them: the standard library's sort, which is faster, is several times the code.
fn sorted(items: Range<usize>, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    if items.len() < 2 {
        return items.collect();
    }
    let middle = items.start.midpoint(items.end);
    let first = sorted(items.start..middle, compare);
    let mut merged = Vec::with_capacity(items.len());
    let mut left = first.into_iter().peekable();
    for right in sorted(middle..items.end, compare) {
        while let Some(next) = left.next_if(|left| compare(*left, right).is_le()) {
            merged.push(next);
        }
        merged.push(right);
    }
    merged.extend(left);
    merged
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_does_what_the_standard_sort_does(keys in prop::collection::vec(0_u8..20, 0..300)) {
            let items: Vec<(u8, usize)> = keys.into_iter().zip(0..).collect();
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            prop_assert_eq!(ordered(items, |(a, _), (b, _)| a.cmp(b)), expected);
        }
    }

    #[test]
    fn equal_items_stay_as_they_were() {
        let items = vec![(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        let sorted = ordered(items, |(a, _), (b, _)| a.cmp(b));
        assert_eq!(sorted, [(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
    }
}
