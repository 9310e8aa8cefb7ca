//! What frames a community, as it presents itself: its stage, whom it seeks, its joint work.

use serde::Serialize;

use crate::activity::Stage;
use crate::id::{ConstituencyId, ProjectId};
use crate::time::Timestamp;
use crate::view::{PersonView, Seen};

/// What frames a community.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FrameView {
    /// Where it says it stands in its life.
    pub stage: Option<StageView>,
    /// Which version of the purpose this is, from 1.
    pub purpose_version: u32,
    /// Whether the one who looks said that this version is what they are for.
    pub endorses_purpose: bool,
    /// Whom it seeks.
    pub constituencies: Vec<ConstituencyView>,
    /// Its joint work.
    pub projects: Vec<ProjectView>,
}

/// Where a community says it stands in its life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StageView {
    /// Where.
    pub stage: Stage,
    /// Since when it says so.
    pub at: Timestamp,
    /// Who said so.
    pub by: Option<PersonView>,
    /// What makes them say so.
    pub reason: Option<String>,
}

/// A kind of people whom a community seeks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConstituencyView {
    /// Which.
    pub id: ConstituencyId,
    /// What they are called.
    pub name: String,
    /// How many members are among them, as far as known.
    pub n_members: usize,
}

/// A piece of joint work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProjectView {
    /// Which.
    pub id: ProjectId,
    /// What it is called.
    pub title: String,
    /// Who works on it, by name.
    pub people: Vec<PersonView>,
    /// Since when it belongs to the community.
    pub since: Timestamp,
}

pub(super) fn frame(seen: &Seen<'_>) -> FrameView {
    let community = seen.community;
    let version = community.frame.version;
    let endorsed = &community.fabric.identity.endorsed;
    FrameView {
        stage: stage(seen),
        purpose_version: version,
        endorses_purpose: seen
            .by
            .is_some_and(|person| endorsed.get(person) == Some(&version)),
        constituencies: constituencies(seen),
        projects: projects(seen),
    }
}

fn stage(seen: &Seen<'_>) -> Option<StageView> {
    let declared = seen.community.frame.stage.as_ref()?;
    Some(StageView {
        stage: declared.stage,
        at: declared.at,
        by: declared.by.as_ref().map(|by| seen.person(by)),
        reason: seen.text(declared.reason),
    })
}

fn constituencies(seen: &Seen<'_>) -> Vec<ConstituencyView> {
    let sought = seen.community.frame.constituencies.iter();
    let members = || seen.community.membership.members.keys();
    sought
        .map(|(id, constituency)| ConstituencyView {
            id: id.clone(),
            name: seen.text(Some(constituency.name)).unwrap_or_default(),
            n_members: members()
                .filter(|person| constituency.has(person, seen.people))
                .count(),
        })
        .collect()
}

fn projects(seen: &Seen<'_>) -> Vec<ProjectView> {
    let projects = seen.community.frame.projects.iter();
    projects
        .map(|(id, project)| ProjectView {
            id: id.clone(),
            title: seen.text(Some(project.title)).unwrap_or_default(),
            people: seen.by_name(&project.people),
            since: project.since,
        })
        .collect()
}
