//! Checks a store: positions, ids, references and texts, and that the log folds.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt;

use cop_core::Model;
use cop_core::activity::{Activity, Kind, Recorded, Turn};
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
        self.model.evolve(activity);
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

/// What an activity refers to and the log before it does not have.
fn missing(activity: &Activity, model: &Model) -> Option<String> {
    let Some(id) = &activity.community else {
        return match activity.what {
            Kind::AffiliationStated { .. } => None,
            _ => Some("it belongs to no community".to_owned()),
        };
    };
    let Some(community) = model.community(id) else {
        return match activity.what {
            Kind::CommunityFounded { .. } => None,
            _ => Some(format!("the community {id} was not founded before")),
        };
    };
    match &activity.what {
        Kind::EventChanged { event, .. }
        | Kind::EventCancelled { event, .. }
        | Kind::InvitationAnswered { event, .. }
        | Kind::Attended { event, .. }
            if community.events.get(event).is_none() =>
        {
            Some(format!("the event {event} was not planned before"))
        }
        Kind::EventPlanned {
            problem: Some(about),
            ..
        }
        | Kind::ConcernRaised {
            about: Some(about), ..
        }
        | Kind::InsightMarked { about }
        | Kind::Replied(Turn {
            in_reply_to: about, ..
        }) if community.talk.root_of(about).is_none() => {
            Some(format!("the contribution {about} was not there before"))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use cop_core::activity::{Audience, Basis, VERSION, Via};
    use cop_core::id::CommunityId;
    use cop_core::time::Timestamp;

    use super::*;
    use crate::store::{Batch, StoreUrl};

    fn activity(n: u128, what: Kind) -> Activity {
        Activity {
            id: ActivityId::from_u128(n),
            version: VERSION,
            actor: Some(PersonId::parse("ama").unwrap()),
            recorder: None,
            community: Some(CommunityId::parse("falls").unwrap()),
            at: Timestamp::from_ms(0),
            recorded: Timestamp::from_ms(0),
            basis: Basis::Seen,
            audience: Audience::Community,
            what,
        }
    }

    fn founded(n_chars: u32) -> Activity {
        use cop_core::activity::{Access, Purpose, Visibility};
        activity(
            1,
            Kind::CommunityFounded {
                purpose: Purpose {
                    name: TextRef {
                        id: TextId::from_u128(7),
                        n_chars,
                    },
                    domain: None,
                    for_whom: None,
                    what_we_do: None,
                    terms: Vec::new(),
                },
                visibility: Visibility::Public,
                access: Access::Open,
            },
        )
    }

    fn joined() -> Activity {
        activity(
            2,
            Kind::Joined {
                via: Via::Open,
                note: None,
            },
        )
    }

    #[track_caller]
    fn check(activities: Vec<Activity>, texts: &[(u128, &str)], damages: &[&str]) {
        let store = Store::open(&StoreUrl::Memory).unwrap();
        let batch = Batch {
            activities,
            texts: texts
                .iter()
                .map(|(id, text)| (TextId::from_u128(*id), (*text).to_owned()))
                .collect(),
            ..Batch::default()
        };
        store.append(0, &batch).unwrap();
        let report = run(&store).unwrap();
        assert_eq!(report.damages, damages);
        assert_eq!(report.is_sound(), damages.is_empty());
    }

    #[test]
    fn a_store_with_all_that_it_refers_to_is_sound() {
        check(vec![founded(5), joined()], &[(7, "Falls")], &[]);
    }

    #[test]
    fn texts_that_are_missing_or_other_or_left_over_are_named() {
        let id = "00000000-0000-0000-0000-000000000007";
        check(
            vec![founded(5)],
            &[],
            &[&format!("position 1: the text {id} is missing")],
        );
        check(
            vec![founded(4)],
            &[(7, "Falls")],
            &[&format!(
                "position 1: the text {id} has 5 characters, and should have 4"
            )],
        );
        check(
            vec![founded(5)],
            &[(7, "Falls"), (8, "?")],
            &["nothing refers to the text 00000000-0000-0000-0000-000000000008"],
        );
    }

    #[test]
    fn a_community_is_founded_before_anything_happens_in_it() {
        check(
            vec![joined()],
            &[],
            &["position 1: the community falls was not founded before"],
        );
    }

    #[test]
    fn people_without_a_name_are_counted_and_no_damage() {
        let store = Store::open(&StoreUrl::Memory).unwrap();
        let batch = Batch {
            activities: vec![founded(5)],
            texts: vec![(TextId::from_u128(7), "Falls".to_owned())],
            ..Batch::default()
        };
        store.append(0, &batch).unwrap();
        let report = run(&store).unwrap();
        assert_eq!(
            (report.people, report.nameless, report.is_sound()),
            (1, 1, true)
        );
        assert_eq!(
            report.to_string(),
            "1 activities in 1 communities, 1 people, 1 texts.\n\
             1 people have no name in the directory.\n\
             Nothing is wrong."
        );
    }
}
