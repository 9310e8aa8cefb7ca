use super::*;
use crate::activity::{Role, Visibility};
use crate::affiliation::Dimension;
use crate::testing::{AMA, JOAN, RHYS, after, check, falls, open, person, refused};

fn join() -> Command {
    Command::Join { note: None }
}

fn revise(name: &str) -> Command {
    Command::RevisePurpose {
        name: name.into(),
        domain: "Staying on one's feet, at home and on the ward.".into(),
        for_whom: None,
        what_we_do: None,
        terms: vec!["Falls".into(), "frailty".into()],
    }
}

fn declare(stage: Stage) -> Command {
    Command::DeclareStage {
        stage,
        reason: None,
    }
}

fn seek(standpoints: Vec<StatedStandpoint>) -> Command {
    Command::SeekConstituency {
        name: "Commissioners".into(),
        standpoints,
    }
}

fn commissioner() -> StatedStandpoint {
    StatedStandpoint {
        dimension: Dimension::Profession,
        affiliation: StatedAffiliation::Known("Commissioner".into()),
    }
}

fn link(people: &[&str]) -> Command {
    Command::LinkProject {
        title: "Bay nursing trial".into(),
        people: people.iter().map(|id| person(id)).collect(),
    }
}

fn given() -> Vec<(&'static str, Command)> {
    vec![open(), (RHYS, join())]
}

fn frame_after(given: &[(&str, Command)]) -> Frame {
    after(given).community(&falls()).unwrap().frame.clone()
}

#[test]
fn a_purpose_that_is_put_anew_is_the_next_version() {
    let mut given = given();
    given.push((AMA, revise("Falls and frailty")));
    let frame = frame_after(&given);
    assert_eq!((frame.version, frame.purpose.terms.len()), (2, 2));
    assert_eq!(frame.revised_at, crate::testing::day(2));
}

#[test]
fn only_who_steers_puts_the_purpose_anew() {
    refused(&given(), (RHYS, revise("Mine")), Refusal::RoleNeeded);
    refused(&given(), (JOAN, revise("Mine")), Refusal::NotAMember);
    let facilitator = Command::GiveRole {
        person: person(RHYS),
        role: Role::Facilitator,
        protected_minutes: None,
        recognised_by: None,
    };
    let mut given = given();
    given.push((AMA, facilitator));
    refused(&given, (RHYS, revise("Ours")), Refusal::RoleNeeded);
}

#[test]
fn a_purpose_has_a_name() {
    refused(
        &given(),
        (AMA, revise(" ")),
        Refusal::TextLength {
            field: Field::Name,
            n_chars: 0,
            min_chars: 1,
            max_chars: 120,
        },
    );
}

#[test]
fn a_stage_is_declared_by_who_holds_the_community_and_once() {
    refused(
        &given(),
        (RHYS, declare(Stage::Maturing)),
        Refusal::RoleNeeded,
    );
    let mut given = given();
    given.push((AMA, declare(Stage::Coalescing)));
    assert_eq!(
        frame_after(&given).stage.map(|declared| declared.stage),
        Some(Stage::Coalescing)
    );
    check(&given, (AMA, declare(Stage::Coalescing)), Ok(vec![]));
}

#[test]
fn a_constituency_is_told_by_where_its_people_stand() {
    let mut given = given();
    given.push((AMA, seek(vec![commissioner()])));
    let state = Command::StateAffiliation {
        dimension: Dimension::Profession,
        affiliation: StatedAffiliation::Known("commissioner".into()),
    };
    given.push((RHYS, state));
    let model = after(&given);
    let frame = &model.community(&falls()).unwrap().frame;
    let sought = frame.constituencies.values().next().unwrap();
    assert!(sought.has(&person(RHYS), model.people()));
    assert!(!sought.has(&person(AMA), model.people()));
}

#[test]
fn a_constituency_stands_on_one_to_four_boundaries() {
    let needed = Refusal::OutOfRange { min: 1, max: 4 };
    refused(&given(), (AMA, seek(vec![])), needed);
    refused(&given(), (AMA, seek(vec![commissioner(); 5])), needed);
    refused(
        &given(),
        (RHYS, seek(vec![commissioner()])),
        Refusal::RoleNeeded,
    );
}

#[test]
fn what_is_no_longer_sought_is_gone() {
    let mut given = given();
    given.push((AMA, seek(vec![commissioner()])));
    let constituency = frame_after(&given)
        .constituencies
        .keys()
        .next()
        .unwrap()
        .clone();
    let drop = Command::DropConstituency { constituency };
    refused(&given, (RHYS, drop.clone()), Refusal::RoleNeeded);
    given.push((AMA, drop.clone()));
    assert_eq!(frame_after(&given).constituencies.len(), 0);
    refused(&given, (AMA, drop), Refusal::NoSuchConstituency);
}

#[test]
fn a_project_belongs_to_a_community_as_long_as_it_is_linked() {
    refused(&given(), (RHYS, link(&[])), Refusal::RoleNeeded);
    refused(&given(), (AMA, link(&[JOAN])), Refusal::PersonNotAMember);
    let mut given = given();
    given.push((AMA, link(&[RHYS])));
    let frame = frame_after(&given);
    let (project, linked) = frame.projects.iter().next().unwrap();
    assert!(linked.people.contains(&person(RHYS)));
    let unlink = Command::UnlinkProject {
        project: project.clone(),
    };
    refused(&given, (RHYS, unlink.clone()), Refusal::RoleNeeded);
    given.push((AMA, unlink.clone()));
    refused(&given, (AMA, unlink), Refusal::NoSuchProject);
}

#[test]
fn a_founding_names_the_zone_of_its_months() {
    let zone = crate::time::Zone::parse("Europe/London").unwrap();
    let (by, mut founding) =
        crate::testing::founding(Visibility::Public, crate::activity::Access::Open);
    if let Command::FoundCommunity { zone: typed, .. } = &mut founding {
        *typed = Some(zone.clone());
    }
    let model = after(&[(by, founding)]);
    assert_eq!(model.community(&falls()).unwrap().zone, Some(zone));
}
