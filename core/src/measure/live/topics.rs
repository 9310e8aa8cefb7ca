//! What each person took part in: threads, and the words they used.

use std::collections::BTreeMap;

use super::super::could_meet::{Topic, topics, worked_on};
use super::super::interner::{Interner, Table};
use super::super::stored::stored;
use super::people::day_number;
use super::tally::Tally;
use super::{Deed, Names};

/// What each person took part in, and when; and how many people took part in each.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Topics {
    topics: Interner<Topic>,
    of_people: Table<u32, BTreeMap<u32, Tally>>,
    n_people: Table<u32, u64>,
}

stored!(Topics {
    topics,
    of_people,
    n_people
});

impl Topics {
    /// What a person took part in, with when, and how many people did.
    pub(in super::super) fn of(&self, who: u32) -> impl Iterator<Item = (&Topic, &Tally, u64)> {
        let of_person = self.of_people.get(&who).into_iter().flatten();
        of_person.map(|(topic, days)| (self.topics.id(*topic), days, self.n_people[topic]))
    }

    pub(super) fn count(&mut self, names: &mut Names, deed: &Deed<'_>, sign: i64) {
        let day = day_number(deed.day);
        let what = &deed.activity.what;
        if let Some(who) = deed.who {
            for topic in topics(what) {
                self.add(who, &topic, day, sign);
            }
        }
        if let Some((problem, people)) = worked_on(what) {
            for person in people {
                self.add(names.person(person), &problem, day, sign);
            }
        }
    }

    fn add(&mut self, who: u32, topic: &Topic, day: i32, sign: i64) {
        let topic = self.topics.number(topic);
        let of_person = self.of_people.entry(who).or_default();
        let days = of_person.entry(topic).or_default();
        let was_there = !days.is_empty();
        days.add(day, sign);
        let is_there = !days.is_empty();
        if !is_there {
            of_person.remove(&topic);
        }
        if was_there == is_there {
            return;
        }
        let n = self.n_people.entry(topic).or_insert(0);
        *n = if is_there { *n + 1 } else { *n - 1 };
    }
}
