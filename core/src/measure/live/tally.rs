//! On how many occasions something happened, by day.

use super::super::stored::stored;
/// On how many occasions something happened, by day; days without any are not in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in super::super) struct Tally {
    // Invariant: sorted by day, and no count is 0.
    days: Vec<(i32, u32)>,
}

stored!(Tally { days });

impl Tally {
    /// Counts one more on a day, or one less of those that were counted.
    pub(super) fn add(&mut self, day: i32, sign: i64) {
        // Mostly it is today.
        let place = match self.days.last() {
            Some((last, _)) if *last < day => Err(self.days.len()),
            _ => self.days.binary_search_by_key(&day, |(day, _)| *day),
        };
        let place = place.unwrap_or_else(|place| {
            self.days.insert(place, (day, 0));
            place
        });
        let (_, n) = &mut self.days[place];
        *n = if sign > 0 { *n + 1 } else { *n - 1 };
        if *n == 0 {
            self.days.remove(place);
        }
    }

    /// Whether it never happened.
    pub(in super::super) fn is_empty(&self) -> bool {
        self.days.is_empty()
    }

    /// The first day it happened on.
    pub(in super::super) fn first(&self) -> Option<i32> {
        self.days.first().map(|(day, _)| *day)
    }

    /// The last day it happened on.
    pub(in super::super) fn last(&self) -> Option<i32> {
        self.days.last().map(|(day, _)| *day)
    }

    /// Whether it happened from one day to another, both included.
    pub(in super::super) fn has_between(&self, from: i32, to: i32) -> bool {
        let next = self.days.partition_point(|(day, _)| *day < from);
        self.days.get(next).is_some_and(|(day, _)| *day <= to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_back_leaves_no_trace() {
        let mut tally = Tally::default();
        for day in [5, 3, 5, 9] {
            tally.add(day, 1);
        }
        assert_eq!((tally.first(), tally.last()), (Some(3), Some(9)));
        assert!(tally.has_between(4, 5) && !tally.has_between(6, 8));
        for day in [9, 5, 3] {
            tally.add(day, -1);
        }
        assert_eq!((tally.first(), tally.last()), (Some(5), Some(5)));
        tally.add(5, -1);
        assert_eq!(tally, Tally::default());
    }
}
