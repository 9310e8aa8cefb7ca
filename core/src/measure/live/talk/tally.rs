//! How something is known that happens by day.

use std::collections::BTreeMap;

use super::super::super::stored::stored;
use super::super::super::{Provenance, Window};
use crate::activity::Basis;
use crate::time::CivilDate;

/// How many activities there are by day, by how they are known.
#[derive(Debug, Clone, Default)]
pub(in super::super::super) struct Tally {
    days: BTreeMap<CivilDate, Provenance>,
}

stored!(Tally { days });

impl Tally {
    pub(super) fn count(&mut self, day: CivilDate, basis: Basis, sign: i64) {
        let of_day = self.days.entry(day).or_default();
        of_day.count(basis, sign);
        if of_day.n() == 0 {
            self.days.remove(&day);
        }
    }

    /// How those in a window are known.
    pub(in super::super::super) fn in_window(&self, window: &Window) -> Provenance {
        let from = window.from.unwrap_or(CivilDate::MIN);
        let mut sum = Provenance::default();
        for of_day in self.days.range(from..=window.to).map(|(_, of_day)| of_day) {
            sum.seen += of_day.seen;
            sum.said += of_day.said;
            sum.imported += of_day.imported;
        }
        sum
    }
}
