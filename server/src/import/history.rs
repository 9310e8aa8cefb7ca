//! The log as it will be: what it holds already, and after it what the rows add.

use std::collections::{BTreeMap, HashSet};

use cop_core::Model;
use cop_core::activity::{Activity, Audience, Basis, Kind, VERSION};
use cop_core::affiliation::{Affiliation, Dimension};
use cop_core::id::{ActivityId, CommunityId, EventId, GroupId, PersonId, TextId};
use cop_core::schedule::Schedule;
use cop_core::text::TextRef;
use cop_core::time::Timestamp;

use super::derived;
use crate::store::{Batch, Store, StoreError};

/// How many activities are held at a time while the log is read.
const PAGE: usize = 10_000;

/// The log with what an import adds to it.
pub(super) struct History {
    now: Timestamp,
    head: u64,
    model: Model,
    ids: HashSet<ActivityId>,
    added: HashSet<ActivityId>,
    people: HashSet<PersonId>,
    /// What imports said last, and how often they said something.
    affiliations: BTreeMap<(PersonId, Dimension), (Affiliation, u64)>,
    schedules: BTreeMap<EventId, (Schedule, u64)>,
    batch: Batch,
    /// For the next activity to be recorded.
    texts: Vec<(TextId, String)>,
    labels: Vec<(GroupId, String)>,
    n_repeated: usize,
}

impl History {
    /// Reads the log.
    pub(super) fn of(store: &Store, now: Timestamp) -> Result<Self, StoreError> {
        let mut history = Self {
            now,
            head: 0,
            model: Model::default(),
            ids: HashSet::new(),
            added: HashSet::new(),
            people: HashSet::new(),
            affiliations: BTreeMap::new(),
            schedules: BTreeMap::new(),
            batch: Batch::default(),
            texts: Vec::new(),
            labels: Vec::new(),
            n_repeated: 0,
        };
        loop {
            let page = store.read(history.head, PAGE)?;
            let Some(last) = page.last() else {
                return Ok(history);
            };
            history.head = last.position;
            for recorded in &page {
                history.ids.insert(recorded.activity.id);
                history.take_over(&recorded.activity);
            }
        }
    }

    fn take_over(&mut self, activity: &Activity) {
        // An import corrects nothing; what a store was corrected by before is not looked at again here.
        self.model.evolve(activity).pass_over();
        for person in activity.actor.iter().chain(activity.what.subject()) {
            if !self.people.contains(person) {
                self.people.insert(person.clone());
            }
        }
        if activity.basis != Basis::Imported {
            return;
        }
        match &activity.what {
            Kind::AffiliationStated {
                person,
                dimension,
                affiliation,
            } => count(
                &mut self.affiliations,
                (person.clone(), *dimension),
                affiliation,
            ),
            Kind::EventPlanned {
                event, schedule, ..
            }
            | Kind::EventChanged {
                event, schedule, ..
            } => count(&mut self.schedules, event.clone(), schedule),
            _ => {}
        }
    }

    /// Everything that happened, folded.
    pub(super) fn model(&self) -> &Model {
        &self.model
    }

    /// When the import takes place.
    pub(super) fn now(&self) -> Timestamp {
        self.now
    }

    /// Whether the log has ever heard of a person.
    pub(super) fn knows(&self, person: &PersonId) -> bool {
        self.people.contains(person)
    }

    /// What an import last said of a person, and how often imports said something.
    pub(super) fn imported_affiliation(
        &self,
        person: &PersonId,
        dimension: Dimension,
    ) -> Option<&(Affiliation, u64)> {
        self.affiliations.get(&(person.clone(), dimension))
    }

    /// When an import last said that an event is, and how often imports said something.
    pub(super) fn imported_schedule(&self, event: &EventId) -> Option<&(Schedule, u64)> {
        self.schedules.get(event)
    }

    /// Whether the log had an activity before the import.
    pub(super) fn is_recorded(&self, id: ActivityId) -> bool {
        self.ids.contains(&id)
    }

    /// Counts a row that says what the log knows.
    pub(super) fn repeat(&mut self) {
        self.n_repeated += 1;
    }

    /// A text of the activity that is recorded next.
    pub(super) fn text(&mut self, of: ActivityId, part: &str, text: &str) -> TextRef {
        let id = derived::text_id(of, part);
        self.texts.push((id, text.to_owned()));
        TextRef {
            id,
            n_chars: u32::try_from(text.chars().count()).expect("fields are far shorter"),
        }
    }

    /// A text of the activity that is recorded next, where there is one.
    pub(super) fn optional_text(
        &mut self,
        of: ActivityId,
        part: &str,
        text: &str,
    ) -> Option<TextRef> {
        (!text.is_empty()).then(|| self.text(of, part, text))
    }

    /// The name of a group in the activity that is recorded next.
    pub(super) fn label(&mut self, group: &GroupId, label: &str) {
        let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
        self.labels.push((group.clone(), label));
    }

    /// A text that was added.
    pub(super) fn added_text(&self, id: TextId) -> Option<&str> {
        let mut added = self.batch.texts.iter();
        let (_, text) = added.find(|(other, _)| *other == id)?;
        Some(text)
    }

    /// Adds an activity, unless the log has it or another row said the same.
    pub(super) fn record(
        &mut self,
        id: ActivityId,
        at: Timestamp,
        actor: Option<&PersonId>,
        community: Option<&CommunityId>,
        what: Kind,
    ) -> Option<Activity> {
        let texts = std::mem::take(&mut self.texts);
        let labels = std::mem::take(&mut self.labels);
        if self.is_recorded(id) {
            self.repeat();
            return None;
        }
        if !self.added.insert(id) {
            return None;
        }
        let activity = Activity {
            speaking_as: None,
            id,
            version: VERSION,
            actor: actor.cloned(),
            recorder: None,
            community: community.cloned(),
            at,
            recorded: self.now,
            basis: Basis::Imported,
            audience: Audience::Community,
            what,
        };
        self.take_over(&activity);
        self.batch.activities.push(activity.clone());
        self.batch.texts.extend(texts);
        self.batch.labels.extend(labels);
        Some(activity)
    }

    /// What is to be appended after which position, and how many rows said what the log knew.
    pub(super) fn into_batch(self) -> (u64, Batch, usize) {
        (self.head, self.batch, self.n_repeated)
    }
}

fn count<K: Ord, V: Clone>(said: &mut BTreeMap<K, (V, u64)>, key: K, value: &V) {
    let n = said.get(&key).map_or(0, |(_, n)| *n);
    said.insert(key, (value.clone(), n + 1));
}
