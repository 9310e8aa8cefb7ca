//! Checks a store: positions, ids, references and texts, that the log folds, and that nothing is left of what was erased.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt;

use cop_core::Model;
use cop_core::activity::{Activity, Erasure, Kind, Recorded, Reference};
use cop_core::id::{ActivityId, PersonId, TextId};
use cop_core::text::TextRef;

use crate::store::{Outcome, Store, StoreError};

/// How many activities or texts are held at a time.
const PAGE: usize = 10_000;

/// Most damages that are named one by one.
const MAX_NAMED: usize = 100;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Activities read.
    pub activities: u64,
    /// Communities founded.
    pub communities: usize,
    /// People who act or are acted upon.
    pub people: usize,
    /// Those of them without a name in the directory, which is no damage: names can be erased.
    pub nameless: usize,
    /// Texts in the text store.
    pub texts: usize,
    /// What is wrong, in sentences: the first hundred.
    pub damages: Vec<String>,
    /// How many more there are.
    pub n_more: usize,
}

impl Report {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.damages.is_empty()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} activities in {} communities, {} people, {} texts.",
            self.activities, self.communities, self.people, self.texts
        )?;
        if self.nameless > 0 {
            writeln!(f, "{} people have no name in the directory.", self.nameless)?;
        }
        for damage in &self.damages {
            writeln!(f, "Damage: {damage}")?;
        }
        if self.n_more > 0 {
            writeln!(f, "Damage: and {} more", self.n_more)?;
        }
        if self.is_sound() {
            f.write_str("Nothing is wrong.")
        } else {
            f.write_str("The store is damaged.")
        }
    }
}

/// Reads the whole store and checks it.
///
/// # Errors
/// The database could not; a row that can't be read is damage and no error.
pub fn run(store: &Store) -> Result<Report, StoreError> {
    let mut check = Check::default();
    let head = store.head()?;
    let mut position = 0;
    let mut limit = PAGE;
    while position < head {
        match store.read(position, limit) {
            Ok(page) => {
                let Some(last) = page.last() else { break };
                let next = last.position;
                for recorded in &page {
                    check.position(position, recorded.position);
                    position = recorded.position;
                    check.activity(recorded);
                }
                position = next;
            }
            // From here on one by one, so that what stands behind the damage is read.
            Err(StoreError::Damaged { .. }) if limit > 1 => limit = 1,
            Err(StoreError::Damaged { what, why }) => {
                check.damage(format!("{what} can't be read: {why}"));
                position += 1;
            }
            Err(other) => return Err(other),
        }
    }
    check.commands(store, head)?;
    check.erased(store)?;
    check.texts(store)?;
    check.names(store)?;
    check.report.communities = check.model.communities().count();
    Ok(check.report)
}

/// What was read so far.
#[derive(Default)]
struct Check {
    report: Report,
    model: Model,
    ids: HashSet<ActivityId>,
    people: BTreeSet<PersonId>,
    /// Activities that were erased, with the position that says so.
    erased: BTreeMap<ActivityId, u64>,
    /// Corrections by what they are of, and where they stand, as far as there is something in them.
    corrections: Vec<(ActivityId, u64)>,
    /// The texts that activities refer to, with the first position that does.
    wanted: BTreeMap<TextId, (TextRef, u64)>,
}

impl Check {
    fn damage(&mut self, says: String) {
        let report = &mut self.report;
        if report.damages.last() == Some(&says) {
            return;
        }
        if report.damages.len() < MAX_NAMED {
            report.damages.push(says);
        } else {
            report.n_more += 1;
        }
    }

    fn position(&mut self, before: u64, position: u64) {
        match position.checked_sub(before + 1) {
            Some(0) => {}
            Some(1) => self.damage(format!("position {} is missing", before + 1)),
            _ => self.damage(format!(
                "positions {} to {} are missing",
                before + 1,
                position - 1
            )),
        }
    }

    fn activity(&mut self, recorded: &Recorded) {
        let Recorded { position, activity } = recorded;
        self.report.activities += 1;
        if !self.ids.insert(activity.id) {
            self.damage(format!(
                "position {position}: the id {} is there twice",
                activity.id
            ));
        }
        if let Some(missing) = missing(activity, &self.model) {
            self.damage(format!("position {position}: {missing}"));
        }
        self.amendment(*position, activity);
        for text in activity.what.texts() {
            let (first, since) = *self.wanted.entry(text.id).or_insert((text, *position));
            if first.n_chars != text.n_chars {
                self.damage(format!(
                    "position {position}: the text {} has another length than at position {since}",
                    text.id
                ));
            }
        }
        for person in activity.people() {
            if !self.people.contains(person) {
                self.people.insert(person.clone());
            }
        }
        // Whether something was there to refer to, a later correction does not change.
        self.model.evolve(activity).pass_over();
    }

    /// Checks what an activity says of earlier ones, and that it keeps to itself what nobody is to know.
    fn amendment(&mut self, position: u64, activity: &Activity) {
        match &activity.what {
            Kind::Erased {
                of: Erasure::Person(_),
            } => self.damage(format!("position {position}: it names who was erased")),
            Kind::PulseAnswered { .. } if activity.people().iter().next().is_some() => {
                self.damage(format!(
                    "position {position}: it names who answered the pulse"
                ));
            }
            Kind::Erased {
                of: Erasure::Activity(of),
            } => {
                self.erased.insert(*of, position);
            }
            Kind::Corrected { of, .. } if *activity != activity.without_content() => {
                self.corrections.push((*of, position));
            }
            _ => {}
        }
        if let Some(of) = amended(&activity.what)
            && (of == activity.id || !self.ids.contains(&of))
        {
            self.damage(format!(
                "position {position}: the activity {of} was not there before"
            ));
        }
    }

    /// Checks that nothing is left of what erased activities said, and of what was said of them.
    fn erased(&mut self, store: &Store) -> Result<(), StoreError> {
        for (of, position) in std::mem::take(&mut self.corrections) {
            if self.erased.contains_key(&of) {
                self.damage(format!("position {position}: it corrects what was erased"));
            }
        }
        for (id, position) in std::mem::take(&mut self.erased) {
            // A row that can't be read was named before.
            if let Ok(Some(left)) = store.activity(id)
                && left != left.without_content()
            {
                self.damage(format!(
                    "position {position}: the activity {id} was erased, and is still there"
                ));
            }
        }
        Ok(())
    }

    fn commands(&mut self, store: &Store, head: u64) -> Result<(), StoreError> {
        let mut after = None;
        loop {
            let page = store.commands(after, PAGE)?;
            let Some(last) = page.last() else {
                return Ok(());
            };
            after = Some(last.id);
            for command in &page {
                if let Outcome::Recorded { first, n } = command.outcome
                    && first.saturating_add(n.saturating_sub(1)) > head
                {
                    self.damage(format!(
                        "the command {} was recorded at position {first}, and the log ends at {head}",
                        command.id
                    ));
                }
            }
        }
    }

    fn texts(&mut self, store: &Store) -> Result<(), StoreError> {
        let mut wanted = std::mem::take(&mut self.wanted);
        let mut after = None;
        loop {
            let page = store.texts(after, PAGE)?;
            let Some((last, _)) = page.last() else { break };
            after = Some(*last);
            for (id, text) in &page {
                self.report.texts += 1;
                let n_chars = text.chars().count();
                match wanted.remove(id) {
                    None => self.damage(format!("nothing refers to the text {id}")),
                    Some((text, _)) if text.n_chars as usize == n_chars => {}
                    Some((text, position)) => self.damage(format!(
                        "position {position}: the text {id} has {n_chars} characters, and should have {}",
                        text.n_chars
                    )),
                }
            }
        }
        for (id, (_, position)) in wanted {
            self.damage(format!("position {position}: the text {id} is missing"));
        }
        Ok(())
    }

    fn names(&mut self, store: &Store) -> Result<(), StoreError> {
        let names = store.names()?;
        let named: HashSet<&PersonId> = names.iter().map(|(person, _)| person).collect();
        self.report.people = self.people.len();
        self.report.nameless = self
            .people
            .iter()
            .filter(|person| !named.contains(person))
            .count();
        Ok(())
    }
}

/// The activity that another one says something of.
fn amended(what: &Kind) -> Option<ActivityId> {
    match what {
        Kind::Corrected { of, .. }
        | Kind::Retracted { of, .. }
        | Kind::Erased {
            of: Erasure::Activity(of),
        } => Some(*of),
        _ => None,
    }
}

/// What an activity refers to and the log before it does not have.
fn missing(activity: &Activity, model: &Model) -> Option<String> {
    let Some(id) = &activity.community else {
        return match activity.what {
            Kind::AffiliationStated { .. } | Kind::Erased { .. } | Kind::SamePerson { .. } => None,
            // What is true of a person everywhere can be put right and taken back too.
            Kind::Corrected { .. } | Kind::Retracted { .. } => None,
            _ => Some("it belongs to no community".to_owned()),
        };
    };
    let Some(community) = model.community(id) else {
        return match activity.what {
            Kind::CommunityFounded { .. } => None,
            _ => Some(format!("the community {id} was not founded before")),
        };
    };
    let unknown = activity
        .what
        .refers_to()
        .into_iter()
        .find(|reference| !community.has(reference))?;
    Some(match unknown {
        Reference::Contribution(id) => format!("the contribution {id} was not there before"),
        Reference::Event(id) => format!("the event {id} was not planned before"),
        Reference::Person(id) => format!("{id} was no member before"),
    })
}

#[cfg(test)]
mod tests;
