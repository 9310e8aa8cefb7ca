//! What frames a community: its purpose, its stage, whom it seeks, its projects.

use std::rc::Rc;

use cop_core::activity::{Role, Stage};
use cop_core::affiliation::Affiliation;
use cop_core::command::{Command, StatedAffiliation, StatedStandpoint};
use cop_core::id::{ConstituencyId, PersonId, ProjectId};
use cop_core::view::{CommunityView, Seen};

use super::super::super::{heading, meta};
use super::super::act::{Act, offers, words};
use super::super::ask::Ask;
use super::super::trace::part;
use super::super::words::{
    DIMENSIONS, STAGES, chosen, members, options, people_in, value_of, word,
};
use super::about;
use crate::dom::{El, el};
use crate::form::Form;
use crate::messages::Key;
use crate::session::SliceId;
use crate::widget::Widget;

/// The frame as shown.
pub(super) struct Framed {
    stage: Option<(Stage, Option<String>)>,
    sought: Vec<(ConstituencyId, String, Vec<String>)>,
    projects: Vec<(ProjectId, String, Vec<String>)>,
}

/// What frames the community that is seen.
pub(super) fn of(seen: &Seen<'_>) -> Framed {
    let frame = &seen.community.frame;
    let text = |text| seen.particulars.text(text).unwrap_or_default().to_owned();
    let name = |person: &PersonId| seen.particulars.people.get(person).cloned();
    Framed {
        stage: frame
            .stage
            .as_ref()
            .map(|declared| (declared.stage, declared.reason.map(text))),
        sought: frame
            .constituencies
            .iter()
            .map(|(id, sought)| {
                let groups = sought.standpoints.iter().filter_map(|standpoint| {
                    let Affiliation::Known(group) = &standpoint.affiliation else {
                        return None;
                    };
                    let label = seen.particulars.labels.get(group).cloned();
                    Some(label.unwrap_or_else(|| group.to_string()))
                });
                (id.clone(), text(sought.name), groups.collect())
            })
            .collect(),
        projects: frame
            .projects
            .iter()
            .map(|(id, project)| {
                let people = project.people.iter().filter_map(name).collect();
                (id.clone(), text(project.title), people)
            })
            .collect(),
    }
}

/// The frame, with what may be changed of it.
pub(super) fn shown(
    widget: &Rc<Widget>,
    slice: &SliceId,
    community: &CommunityView,
    framed: &Framed,
) -> El {
    let steers = community.roles.contains(&Role::Steward);
    let mut acts = Vec::new();
    if steers {
        acts.push(revise(slice, community));
    }
    acts.push(declare(widget, slice, framed));
    acts.push(seek(widget, slice));
    acts.push(link_project(widget, slice));
    let stage = framed.stage.as_ref().map(|(stage, reason)| {
        let mut says = word(&STAGES, stage)
            .map_or("", |key| widget.say(key))
            .to_owned();
        if let Some(reason) = reason {
            says.push_str(". ");
            says.push_str(reason.trim_end_matches('.'));
        }
        meta(widget.fill(Key::StageIs, &[("stage", &says)])).key("stage")
    });
    let sought = list(
        widget,
        ("sought", Key::WhomWeSeek),
        framed.sought.iter().map(|(id, name, groups)| {
            let drop = Act::new(slice, "drop", id.as_str(), Key::SeekNoLonger)
                .of(name.clone())
                .said(Key::SoughtNoLonger)
                .does(Command::DropConstituency {
                    constituency: id.clone(),
                });
            (
                id.to_string(),
                name.clone(),
                widget.look(|ui| ui.texts.list(groups)),
                drop,
            )
        }),
    );
    let projects = list(
        widget,
        ("projects", Key::Projects),
        framed.projects.iter().map(|(id, title, people)| {
            let unlink = Act::new(slice, "unlink", id.as_str(), Key::UnlinkProject)
                .of(title.clone())
                .said(Key::ProjectUnlinked)
                .does(Command::UnlinkProject {
                    project: id.clone(),
                });
            let people = widget.look(|ui| ui.texts.list(people));
            (id.to_string(), title.clone(), people, unlink)
        }),
    );
    part(widget, "frame", Key::WhatWeAreFor)
        .maybe(
            community
                .domain
                .as_ref()
                .map(|domain| el("p").attr("dir", "auto").text(domain.clone())),
        )
        .maybe(stage)
        .maybe(sought)
        .maybe(projects)
        .maybe(offers(widget, acts))
}

fn list(
    widget: &Rc<Widget>,
    (key, name): (&'static str, Key),
    rows: impl Iterator<Item = (String, String, String, Act)>,
) -> Option<El> {
    let rows: Vec<El> = rows
        .map(|(id, name, facts, act)| {
            el("li").key(id).class("row").child(
                el("div")
                    .class("about")
                    .child(el("p").attr("dir", "auto").text(name))
                    .maybe((!facts.is_empty()).then(|| meta(facts)))
                    .maybe(offers(widget, vec![act])),
            )
        })
        .collect();
    (!rows.is_empty()).then(|| {
        el("div")
            .key(key)
            .class("part")
            .child(heading(widget, 2, widget.say(name)))
            .child(el("ul").class("rows").children(rows))
    })
}

/// The fields that say what a community is for.
pub(in super::super) fn purpose_asks() -> [Ask; 5] {
    [
        Ask::line("name", Key::CommunityName).needed(),
        Ask::text("domain", Key::CommunityDomain)
            .needed()
            .hint(Key::CommunityDomainHint),
        Ask::text("for_whom", Key::CommunityForWhom),
        Ask::text("what_we_do", Key::CommunityDoes),
        Ask::line("terms", Key::Terms).hint(Key::TermsHint),
    ]
}

fn revise(slice: &SliceId, community: &CommunityView) -> Act {
    let now = about(community);
    let asks = purpose_asks().into_iter().map(|ask| {
        let now = now.iter().find(|(name, _)| *name == ask.name);
        ask.with(now.map(|(_, now)| now.clone()).unwrap_or_default())
    });
    Act::new(slice, "purpose", "", Key::RevisePurpose)
        .edits()
        .lead(Key::RevisePurposeLead)
        .asks(asks)
        .send(Key::SaveIt)
        .said(Key::PurposeRevised)
        .makes(|form| {
            Ok(Command::RevisePurpose {
                name: form.typed("name").to_owned(),
                domain: form.typed("domain").to_owned(),
                for_whom: form.optional("for_whom"),
                what_we_do: form.optional("what_we_do"),
                terms: words(form, "terms"),
            })
        })
}

fn declare(widget: &Widget, slice: &SliceId, framed: &Framed) -> Act {
    let stage = Ask::choice("stage", Key::WhichStage, options(widget, &STAGES));
    let stage = match &framed.stage {
        Some((now, _)) => stage.with(value_of(&STAGES, now)),
        None => stage,
    };
    Act::new(slice, "stage", "", Key::DeclareStage)
        .ask(stage)
        .ask(Ask::text("reason", Key::WhyThisStage))
        .send(Key::SaySo)
        .said(Key::StageDeclared)
        .makes(|form| {
            Ok(Command::DeclareStage {
                stage: chosen(&STAGES, form.typed("stage")),
                reason: form.optional("reason"),
            })
        })
}

/// Where people of a kind stand, on up to two boundaries.
fn standpoints(form: &Form) -> Vec<StatedStandpoint> {
    [("dimension", "group"), ("dimension_2", "group_2")]
        .iter()
        .filter_map(|(dimension, group)| {
            Some(StatedStandpoint {
                dimension: chosen(&DIMENSIONS, form.typed(dimension)),
                affiliation: StatedAffiliation::Known(form.optional(group)?),
            })
        })
        .collect()
}

fn seek(widget: &Widget, slice: &SliceId) -> Act {
    Act::new(slice, "seek", "", Key::SeekPeople)
        .lead(Key::SeekPeopleLead)
        .ask(Ask::line("name", Key::WhoIsMissing).needed())
        .ask(Ask::choice(
            "dimension",
            Key::TheyShareA,
            options(widget, &DIMENSIONS),
        ))
        .ask(Ask::line("group", Key::GroupName).needed())
        .ask(Ask::choice("dimension_2", Key::AndAlsoA, options(widget, &DIMENSIONS)).rare())
        .ask(Ask::line("group_2", Key::GroupName).rare())
        .send(Key::AddIt)
        .said(Key::PeopleSought)
        .makes(|form| {
            Ok(Command::SeekConstituency {
                name: form.typed("name").to_owned(),
                standpoints: standpoints(form),
            })
        })
}

fn link_project(widget: &Widget, slice: &SliceId) -> Act {
    Act::new(slice, "project", "", Key::LinkProject)
        .ask(Ask::line("title", Key::ProjectTitle).needed())
        .ask(Ask::several(
            "people",
            Key::WhoWorksOnIt,
            members(widget, slice, true),
        ))
        .send(Key::AddIt)
        .said(Key::ProjectLinked)
        .makes(|form| {
            Ok(Command::LinkProject {
                title: form.typed("title").to_owned(),
                people: people_in(form, "people"),
            })
        })
}
