//! What frames a community: its purpose and how that changed, its stage, whom it seeks, its projects.

use serde::Serialize;

use crate::IS_WHOLE;
use crate::activity::{Activity, Kind, Purpose, Stage, Standpoint};
use crate::affiliation::{Affiliation, People};
use crate::command::{Command, Intent, StatedAffiliation, StatedStandpoint};
use crate::decision::{Decision, Draft, terms};
use crate::id::{ConstituencyId, GroupId, PersonId, ProjectId};
use crate::membership::Membership;
use crate::reads;
use crate::refusal::Refusal;
use crate::sorted::{SortedMap, SortedSet};
use crate::text::{Field, TextRef};
use crate::time::Timestamp;

/// What frames a community.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Frame {
    /// What it is for.
    pub purpose: Purpose,
    /// Which version of the purpose this is, from 1.
    pub version: u32,
    /// Since when it is this version.
    pub revised_at: Timestamp,
    /// Where it says it stands in its life.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<Declared>,
    /// Whom it seeks, by id.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    pub constituencies: SortedMap<ConstituencyId, Constituency>,
    /// Its joint work, by id.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    pub projects: SortedMap<ProjectId, Project>,
}

reads!(Frame { purpose, version, revised_at } whole { stage, constituencies, projects });

/// A stage as declared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Declared {
    /// Which.
    pub stage: Stage,
    /// When.
    pub at: Timestamp,
    /// By whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// What makes them say so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<TextRef>,
}

reads!(Declared {
    stage,
    at,
    by,
    reason
});

/// A kind of people whom a community seeks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Constituency {
    /// What they are called.
    pub name: TextRef,
    /// Where all of them stand.
    pub standpoints: Vec<Standpoint>,
}

reads!(Constituency { name, standpoints });

impl Constituency {
    /// Whether a person is one of them, as far as is known.
    #[must_use]
    pub fn has(&self, person: &PersonId, people: &People) -> bool {
        self.standpoints
            .iter()
            .all(|standpoint| people.on(person, standpoint.dimension) == standpoint.affiliation)
    }
}

/// A piece of joint work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Project {
    /// What it is called.
    pub title: TextRef,
    /// Who works on it.
    #[serde(skip_serializing_if = "SortedSet::is_empty")]
    pub people: SortedSet<PersonId>,
    /// Since when it belongs to the community.
    pub since: Timestamp,
}

reads!(Project {
    title,
    people,
    since
});

impl Frame {
    pub(crate) fn new(purpose: Purpose, at: Timestamp) -> Self {
        Self {
            purpose,
            version: 1,
            revised_at: at,
            stage: None,
            constituencies: SortedMap::new(),
            projects: SortedMap::new(),
        }
    }

    pub(crate) fn decide(
        &self,
        membership: &Membership,
        intent: &Intent,
    ) -> Result<Decision, Refusal> {
        let by = &intent.by;
        let mut draft = Draft::new(intent);
        match &intent.command {
            Command::RevisePurpose {
                name,
                domain,
                for_whom,
                what_we_do,
                terms: words,
            } => {
                membership.must_steer(by)?;
                let purpose = purpose(
                    &mut draft,
                    (name, domain),
                    (for_whom.as_deref(), what_we_do.as_deref()),
                    words,
                )?;
                draft.record(Kind::PurposeRevised {
                    version: self.version + 1,
                    purpose,
                });
            }
            Command::DeclareStage { stage, reason } => {
                membership.must_hold(by)?;
                let reason = draft.optional_text(Field::Reason, reason.as_deref())?;
                if reason.is_some() || self.stage.as_ref().map(|now| now.stage) != Some(*stage) {
                    draft.record(Kind::StageDeclared {
                        stage: *stage,
                        reason,
                    });
                }
            }
            Command::SeekConstituency { name, standpoints } => {
                membership.must_hold(by)?;
                let constituency = draft.ids.constituency();
                let name = draft.text(Field::Name, name)?;
                let standpoints = stated(&mut draft, standpoints)?;
                draft.record(Kind::ConstituencySought {
                    constituency,
                    name,
                    standpoints,
                });
            }
            Command::DropConstituency { constituency } => {
                membership.must_hold(by)?;
                if !self.constituencies.contains_key(constituency) {
                    return Err(Refusal::NoSuchConstituency);
                }
                draft.record(Kind::ConstituencyDropped {
                    constituency: constituency.clone(),
                });
            }
            Command::LinkProject { title, people } => {
                membership.must_hold(by)?;
                if people.iter().any(|person| !membership.is_member(person)) {
                    return Err(Refusal::PersonNotAMember);
                }
                let project = draft.ids.project();
                let title = draft.text(Field::Title, title)?;
                draft.record(Kind::ProjectLinked {
                    project,
                    title,
                    people: people.clone(),
                });
            }
            Command::UnlinkProject { project } => {
                membership.must_hold(by)?;
                if !self.projects.contains_key(project) {
                    return Err(Refusal::NoSuchProject);
                }
                draft.record(Kind::ProjectUnlinked {
                    project: project.clone(),
                });
            }
            _ => unreachable!("the community hands over what is about its frame only"),
        }
        draft.done()
    }

    pub(crate) fn evolve(&mut self, activity: &Activity) {
        match &activity.what {
            _ if !IS_WHOLE => {}
            Kind::PurposeRevised { version, purpose } => {
                self.purpose = purpose.clone();
                self.version = *version;
                self.revised_at = activity.at;
            }
            Kind::StageDeclared { stage, reason } => {
                self.stage = Some(Declared {
                    stage: *stage,
                    at: activity.at,
                    by: activity.actor.clone(),
                    reason: *reason,
                });
            }
            Kind::ConstituencySought {
                constituency,
                name,
                standpoints,
            } => {
                let sought = Constituency {
                    name: *name,
                    standpoints: standpoints.clone(),
                };
                self.constituencies.insert(constituency.clone(), sought);
            }
            Kind::ConstituencyDropped { constituency } => {
                self.constituencies.remove(constituency);
            }
            Kind::ProjectLinked {
                project,
                title,
                people,
            } => {
                let project_linked = Project {
                    title: *title,
                    people: people.iter().cloned().collect(),
                    since: activity.at,
                };
                self.projects.insert(project.clone(), project_linked);
            }
            Kind::ProjectUnlinked { project } => {
                self.projects.remove(project);
            }
            _ => {}
        }
    }

    pub(crate) fn people(&self, people: &mut SortedSet<PersonId>) {
        people.extend(self.stage.iter().filter_map(|stage| stage.by.clone()));
        for project in self.projects.values() {
            people.extend(project.people.iter().cloned());
        }
    }

    pub(crate) fn texts(&self, texts: &mut Vec<TextRef>) {
        texts.extend(self.purpose.texts());
        texts.extend(self.stage.iter().filter_map(|stage| stage.reason));
        texts.extend(self.constituencies.values().map(|sought| sought.name));
        texts.extend(self.projects.values().map(|project| project.title));
    }
}

/// The purpose that somebody typed.
pub(crate) fn purpose(
    draft: &mut Draft<'_>,
    (name, domain): (&str, &str),
    (for_whom, what_we_do): (Option<&str>, Option<&str>),
    words: &[String],
) -> Result<Purpose, Refusal> {
    Ok(Purpose {
        name: draft.text(Field::Name, name)?,
        domain: Some(draft.text(Field::Domain, domain)?),
        for_whom: draft.optional_text(Field::ForWhom, for_whom)?,
        what_we_do: draft.optional_text(Field::WhatWeDo, what_we_do)?,
        terms: terms(words)?,
    })
}

/// The affiliation that somebody typed, with the name of the group kept for the directory.
pub(crate) fn affiliation(
    draft: &mut Draft<'_>,
    stated: &StatedAffiliation,
) -> Result<Affiliation, Refusal> {
    Ok(match stated {
        StatedAffiliation::Known(label) => Affiliation::Known(group(draft, label)?),
        StatedAffiliation::NoneDeclared => Affiliation::NoneDeclared,
        StatedAffiliation::Unknown => Affiliation::Unknown,
    })
}

/// The group that a typed name stands for, with the name kept for the directory.
pub(crate) fn group(draft: &mut Draft<'_>, label: &str) -> Result<GroupId, Refusal> {
    let label = Field::Name.parse(label)?;
    let group = GroupId::from_label(&label)?;
    draft.label(&group, &label);
    Ok(group)
}

const MAX_STANDPOINTS: u32 = 4;

fn stated(
    draft: &mut Draft<'_>,
    standpoints: &[StatedStandpoint],
) -> Result<Vec<Standpoint>, Refusal> {
    if standpoints.is_empty() || standpoints.len() > MAX_STANDPOINTS as usize {
        return Err(Refusal::OutOfRange {
            min: 1,
            max: MAX_STANDPOINTS,
        });
    }
    standpoints
        .iter()
        .map(|typed| {
            Ok(Standpoint {
                dimension: typed.dimension,
                affiliation: affiliation(draft, &typed.affiliation)?,
            })
        })
        .collect()
}

#[cfg(test)]
#[cfg(feature = "whole")]
mod tests;
