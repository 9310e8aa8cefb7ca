//! Who was at which meeting.

use std::collections::BTreeMap;

use super::super::interner::Table;
use super::{Deed, Names, Window};
use crate::activity::Kind;
use crate::time::CivilDate;

/// Who was at which meeting: each day of a series is one.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Meetings {
    /// By day and event, how often each person was recorded as there.
    attended: BTreeMap<(CivilDate, u32), Table<u32, u32>>,
}

impl Meetings {
    /// How many meetings there were in the window to which somebody came.
    pub(in super::super) fn n_recent(&self, today: CivilDate) -> usize {
        self.recent(today).count()
    }

    /// To how many of them a person came.
    pub(in super::super) fn n_attended(&self, who: u32, today: CivilDate) -> usize {
        let recent = self.recent(today);
        recent.filter(|people| people.contains_key(&who)).count()
    }

    fn recent(&self, today: CivilDate) -> impl Iterator<Item = &Table<u32, u32>> {
        let recent = self.attended.iter();
        recent
            .filter(move |((day, _), _)| Window::has(today, *day))
            .map(|(_, people)| people)
    }

    pub(super) fn count(&mut self, names: &mut Names, deed: &Deed<'_>, sign: i64) {
        let (Kind::Attended { event, .. }, Some(who)) = (&deed.activity.what, deed.who) else {
            return;
        };
        let meeting = (deed.day, names.event(event));
        let people = self.attended.entry(meeting).or_default();
        let n = people.entry(who).or_insert(0);
        *n = if sign > 0 { *n + 1 } else { *n - 1 };
        if *n == 0 {
            people.remove(&who);
        }
        if people.is_empty() {
            self.attended.remove(&meeting);
        }
    }
}
