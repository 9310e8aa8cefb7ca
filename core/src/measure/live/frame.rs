//! Purpose, stage, roles, endorsements, answers to the pulse, and as whom people speak.

use std::collections::BTreeMap;

use super::super::Window;
use super::super::interner::Table;
use super::super::stored::{stored, stored_variants};
use super::practice::keep;
use super::{Deed, Names};
use crate::activity::{Basis, Kind, PulseItem, Purpose, Role, SpeakingAs, Stage};
use crate::id::ProjectId;
use crate::time::CivilDate;

/// Purpose, stage, roles, endorsements, answers to the pulse, and as whom people speak.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Frame {
    /// The purposes there were, by position; the last is the present one.
    pub(in super::super) purposes: BTreeMap<u64, PurposeHere>,
    /// The stages that were declared and since when, by position.
    pub(in super::super) stages: BTreeMap<u64, (Stage, CivilDate)>,
    /// By person and position: the version that they endorse from there on, or that they endorse none.
    endorsed: Table<u32, BTreeMap<u64, Option<(u32, Basis)>>>,
    /// By person and position: that a role was given or ended, or that all were by leaving.
    roles: Table<u32, BTreeMap<u64, Change>>,
    /// By quarter and question, how often each answer was given, from 1 to 7.
    pub(in super::super) pulse: BTreeMap<(i64, PulseItem), [u64; 7]>,
    /// By quarter and as whom people spoke, how many turns each person took.
    pub(in super::super) speaking: BTreeMap<(i64, SpeakingAs), Table<Option<u32>, u64>>,
    /// By project and position: that it was linked on a day and who works on it, or that it is not from there on.
    projects: BTreeMap<ProjectId, BTreeMap<u64, Linked>>,
}

stored!(Frame {
    purposes,
    stages,
    endorsed,
    roles,
    pulse,
    speaking,
    projects
});

/// The day on which a project was linked and who works on it: none where it was unlinked.
type Linked = Option<(CivilDate, Vec<u32>)>;

/// What a community said it is for.
#[derive(Debug, Clone)]
pub(in super::super) struct PurposeHere {
    /// Which version, from 1.
    pub(in super::super) version: u32,
    /// Whether there was one before.
    is_revision: bool,
    /// Who wrote it.
    pub(in super::super) who: Option<u32>,
    /// Since which day.
    pub(in super::super) day: CivilDate,
    /// Whether it says what the community cares about.
    pub(in super::super) has_domain: bool,
    /// The words it goes by.
    pub(in super::super) terms: Vec<u32>,
    /// How it is known.
    pub(in super::super) basis: Basis,
}

stored!(PurposeHere {
    version,
    is_revision,
    who,
    day,
    has_domain,
    terms,
    basis
});

/// What happened to the roles of a person.
#[derive(Debug, Clone, Copy)]
enum Change {
    Given(Role),
    Ended(Role),
    Left,
}

stored_variants!(Change { 0 => Given(role), 1 => Ended(role), 2 => Left });

/// The quarter of a day, numbered through the years.
pub(in super::super) fn quarter(day: CivilDate) -> i64 {
    day.month_index().div_euclid(3)
}

impl Frame {
    /// What the community says it is for.
    pub(in super::super) fn purpose(&self) -> Option<&PurposeHere> {
        Some(self.purposes.last_key_value()?.1)
    }

    /// Whether a purpose was put anew after the first.
    pub(in super::super) fn is_revised(&self) -> bool {
        self.purposes.values().any(|purpose| purpose.is_revision)
    }

    /// How a person's endorsement of a version is known: none where they do not endorse it now.
    pub(in super::super) fn endorses(&self, who: u32, version: u32) -> Option<Basis> {
        let (_, last) = self.endorsed.get(&who)?.last_key_value()?;
        last.and_then(|(endorsed, basis)| (endorsed == version).then_some(basis))
    }

    /// Whether a person holds a role now.
    pub(in super::super) fn has_role(&self, who: u32) -> bool {
        let mut held = std::collections::BTreeSet::new();
        for change in self.roles.get(&who).into_iter().flat_map(BTreeMap::values) {
            match change {
                Change::Given(role) => {
                    held.insert(*role);
                }
                Change::Ended(role) => {
                    held.remove(role);
                }
                Change::Left => held.clear(),
            }
        }
        !held.is_empty()
    }

    /// Who works on the projects that were linked on the days of a window and still are; some more than once.
    pub(in super::super) fn on_projects(&self, window: &Window) -> impl Iterator<Item = u32> {
        let last = self.projects.values().filter_map(BTreeMap::last_key_value);
        let linked = last.filter_map(|(_, linked)| linked.as_ref());
        let recent = linked.filter(|(day, _)| window.includes(*day));
        recent.flat_map(|(_, people)| people.iter().copied())
    }

    pub(super) fn count(&mut self, names: &mut Names, deed: &Deed<'_>, sign: i64) {
        match &deed.activity.what {
            Kind::CommunityFounded { purpose, .. } => {
                self.count_purpose(names, deed, 1, purpose, sign);
            }
            Kind::PurposeRevised { version, purpose } => {
                self.count_purpose(names, deed, *version, purpose, sign);
            }
            Kind::StageDeclared { stage, .. } => {
                keep(&mut self.stages, deed, (*stage, deed.day), sign);
            }
            Kind::RoleGiven { person, role, .. } => {
                let changes = self.roles.entry(names.person(person)).or_default();
                keep(changes, deed, Change::Given(*role), sign);
            }
            Kind::RoleEnded { person, role } => {
                let changes = self.roles.entry(names.person(person)).or_default();
                keep(changes, deed, Change::Ended(*role), sign);
            }
            Kind::PurposeEndorsed { version } => {
                self.count_endorsement(deed, Some(*version), sign);
            }
            Kind::EndorsementWithdrawn { .. } => self.count_endorsement(deed, None, sign),
            Kind::Left => {
                self.count_endorsement(deed, None, sign);
                if let Some(who) = deed.who {
                    keep(self.roles.entry(who).or_default(), deed, Change::Left, sign);
                }
            }
            Kind::PulseAnswered { item, value } => {
                self.count_answer(deed, *item, *value, sign);
            }
            Kind::Replied(_) => self.count_speaker(deed, sign),
            Kind::ProjectLinked {
                project, people, ..
            } => {
                let people = people.iter().map(|person| names.person(person));
                let linked = Some((deed.day, people.collect()));
                self.count_project(project, deed, linked, sign);
            }
            Kind::ProjectUnlinked { project } => {
                self.count_project(project, deed, None, sign);
            }
            _ => {}
        }
    }

    fn count_project(&mut self, project: &ProjectId, deed: &Deed<'_>, linked: Linked, sign: i64) {
        let changes = self.projects.entry(project.clone()).or_default();
        keep(changes, deed, linked, sign);
        if changes.is_empty() {
            self.projects.remove(project);
        }
    }

    fn count_purpose(
        &mut self,
        names: &mut Names,
        deed: &Deed<'_>,
        version: u32,
        purpose: &Purpose,
        sign: i64,
    ) {
        let purpose = PurposeHere {
            version,
            is_revision: matches!(deed.activity.what, Kind::PurposeRevised { .. }),
            who: deed.who,
            day: deed.day,
            has_domain: purpose.domain.is_some(),
            terms: purpose.terms.iter().map(|term| names.term(term)).collect(),
            basis: deed.activity.basis,
        };
        keep(&mut self.purposes, deed, purpose, sign);
    }

    fn count_endorsement(&mut self, deed: &Deed<'_>, version: Option<u32>, sign: i64) {
        let Some(who) = deed.who else { return };
        let endorsed = version.map(|version| (version, deed.activity.basis));
        keep(self.endorsed.entry(who).or_default(), deed, endorsed, sign);
    }

    fn count_answer(&mut self, deed: &Deed<'_>, item: PulseItem, value: u32, sign: i64) {
        // An answer stands on the first of its month in UTC, whatever the zone of the community.
        let quarter = quarter(deed.activity.at.date_utc());
        let answers = self.pulse.entry((quarter, item)).or_default();
        let nth = usize::try_from(value).unwrap_or(usize::MAX);
        if let Some(n) = nth.checked_sub(1).and_then(|nth| answers.get_mut(nth)) {
            *n = n.saturating_add_signed(sign);
        }
    }

    fn count_speaker(&mut self, deed: &Deed<'_>, sign: i64) {
        let Some(speaking_as) = deed.activity.speaking_as else {
            return;
        };
        let turns = self.speaking.entry((quarter(deed.day), speaking_as));
        let turns = turns.or_default().entry(deed.who).or_insert(0);
        *turns = turns.saturating_add_signed(sign);
    }
}
