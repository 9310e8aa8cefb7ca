//! Which meetings took place, in which form.

use std::collections::BTreeMap;

use super::super::super::Window;
use super::super::super::interner::Table;
use super::super::super::network_or_community::Meetings;
use super::super::super::stored::stored;
use super::super::{Deed, Names};
use super::put;
use crate::activity::{Form, Kind};
use crate::time::{CivilDate, CivilDateTime};

/// The meetings that took place: held by somebody's word, or attended.
#[derive(Debug, Clone, Default)]
pub(in super::super::super) struct Held {
    /// On which days each meeting of each event did, by how many activities.
    days: BTreeMap<(u32, Option<CivilDateTime>), BTreeMap<CivilDate, u32>>,
    /// The forms that each event was to have, by position; the last one holds.
    forms: Table<u32, Vec<(u64, Form)>>,
}

stored!(Held { days, forms });

impl Held {
    /// How many of them took place in a window, by form.
    pub(in super::super::super) fn in_window(&self, window: &Window) -> Meetings {
        let from = window.from.unwrap_or(CivilDate::MIN);
        let mut meetings = Meetings::default();
        for ((event, _), days) in &self.days {
            let form = self.forms.get(event).and_then(|forms| forms.last());
            if let Some((_, form)) = form
                && days.range(from..=window.to).next().is_some()
            {
                meetings.count(*form);
            }
        }
        meetings
    }

    pub(super) fn count(&mut self, names: &mut Names, deed: &Deed<'_>, sign: i64) {
        let (event, form) = match &deed.activity.what {
            Kind::EventPlanned { event, form, .. } => (event, *form),
            Kind::EventChanged {
                event,
                occurrence: None,
                form: Some(form),
                ..
            } => (event, *form),
            Kind::EventHeld {
                event, occurrence, ..
            }
            | Kind::Attended {
                event, occurrence, ..
            } => {
                let event = names.event(event);
                self.count_day((event, *occurrence), deed.day, sign);
                return;
            }
            _ => return,
        };
        let forms = self.forms.entry(names.event(event)).or_default();
        put(
            forms,
            (deed.position, form),
            |(position, _)| *position,
            sign,
        );
    }

    fn count_day(&mut self, meeting: (u32, Option<CivilDateTime>), day: CivilDate, sign: i64) {
        let days = self.days.entry(meeting).or_default();
        let n = days.entry(day).or_insert(0);
        *n = if sign > 0 { *n + 1 } else { *n - 1 };
        if *n == 0 {
            days.remove(&day);
        }
    }
}
