use super::*;
use crate::activity::{Beneficiary, Relation, Rung, ValueOutcome};
use crate::testing::{AMA, JOAN, NEW, RHYS, after, check, falls, intent, open, person, refused};

/// The contribution that the n-th command makes.
fn made_by(nth: u128) -> ContributionId {
    ContributionId::parse(&crate::id::ActivityId::from_u128(nth * 100).to_string()).unwrap()
}

fn new_report(rung: Rung, follows: Option<u128>) -> NewReport {
    NewReport {
        rung,
        outcome: ValueOutcome::Helped,
        source: made_by(3).into(),
        beneficiary: Beneficiary::ServiceUsers,
        follows: follows.map(made_by),
        evidence: Some("NICE CG161".into()),
        text: Some("Nobody fell at night for a month.".into()),
    }
}

fn report(rung: Rung, follows: Option<u128>) -> Command {
    Command::ReportValue(new_report(rung, follows))
}

fn raised() -> Vec<(&'static str, Command)> {
    let raise = Command::RaiseProblem {
        title: "Who has moved handover to the bedside?".into(),
        text: None,
        terms: vec![],
        vantage: None,
    };
    let join = || Command::Join { note: None };
    vec![open(), (RHYS, join()), (JOAN, join()), (RHYS, raise)]
}

fn community(given: &[(&str, Command)]) -> Community {
    after(given).community(&falls()).unwrap().clone()
}

#[test]
fn value_comes_from_something_that_the_community_has() {
    let from = |source| {
        let plain = new_report(Rung::Applied, None);
        Command::ReportValue(NewReport { source, ..plain })
    };
    refused(
        &raised(),
        (AMA, from(made_by(99).into())),
        Refusal::NoSuchContribution,
    );
    let no_meeting = Reference::Event(crate::id::EventId::parse("e9").unwrap());
    refused(&raised(), (AMA, from(no_meeting)), Refusal::NoSuchEvent);
    let somebody = Reference::Person(person(RHYS));
    refused(
        &raised(),
        (AMA, from(somebody)),
        Refusal::NoSuchContribution,
    );
    refused(
        &raised(),
        (NEW, report(Rung::Applied, None)),
        Refusal::NotAMember,
    );
    let mut given = raised();
    given.push((AMA, report(Rung::Applied, None)));
    refused(
        &given,
        (AMA, from(made_by(4).into())),
        Refusal::NoSuchContribution,
    );
}

#[test]
fn a_report_follows_a_report_and_names_what_backs_it() {
    refused(
        &raised(),
        (AMA, report(Rung::Realised, Some(3))),
        Refusal::NoSuchContribution,
    );
    let unnamed = NewReport {
        evidence: Some("x".repeat(201)),
        ..new_report(Rung::Realised, None)
    };
    refused(
        &raised(),
        (AMA, Command::ReportValue(unnamed)),
        Refusal::SourceFormat,
    );
}

#[test]
fn another_member_confirms_a_report_once() {
    let confirm = |relation| Command::ConfirmValue {
        report: made_by(4),
        relation,
    };
    let colleague = || confirm(Relation::Colleague);
    let mut given = raised();
    refused(&given, (RHYS, colleague()), Refusal::NoSuchContribution);
    given.push((AMA, report(Rung::Applied, None)));
    refused(&given, (AMA, colleague()), Refusal::OwnContribution);
    refused(&given, (NEW, colleague()), Refusal::NotAMember);
    given.push((RHYS, colleague()));
    check(&given, (RHYS, confirm(Relation::Manager)), Ok(vec![]));
    let held = community(&given);
    let confirmations = &held.fabric.value.report(&made_by(4)).unwrap().confirmations;
    assert_eq!(
        confirmations.get(&person(RHYS)).unwrap().relation,
        Relation::Colleague
    );
}

#[test]
fn reports_that_follow_one_another_are_a_story() {
    let mut given = raised();
    given.push((AMA, report(Rung::Potential, None)));
    given.push((JOAN, report(Rung::Applied, Some(4))));
    let held = community(&given);
    assert!(!held.fabric.value.stories()[0].is_complete());
    given.push((AMA, report(Rung::Realised, Some(5))));
    given.push((RHYS, report(Rung::Immediate, None)));
    let held = community(&given);
    let stories = held.fabric.value.stories();
    let [story] = stories.as_slice() else {
        panic!("one of {} is told in parts", stories.len());
    };
    let ids: Vec<_> = story.reports.iter().map(|(id, _)| (*id).clone()).collect();
    assert_eq!(ids, [made_by(4), made_by(5), made_by(6)]);
    assert!(story.is_complete());
}

#[test]
fn a_story_that_leads_in_a_circle_ends() {
    let decision = after(&raised())
        .decide(&intent(4, AMA, &report(Rung::Applied, None)))
        .unwrap();
    let mut activity = decision.activities[0].clone();
    if let Kind::ValueReported(report) = &mut activity.what {
        report.follows = Some(report.report.clone());
    }
    let mut value = Value::default();
    value.evolve(&activity);
    assert_eq!(value.story(&made_by(4)).reports.len(), 1);
}

#[test]
fn a_report_that_was_taken_back_is_left_without_text_and_followed_by_nothing() {
    let model = after(&raised());
    let decision = model
        .decide(&intent(4, AMA, &report(Rung::Applied, None)))
        .unwrap();
    let mut held = model.community(&falls()).unwrap().clone();
    held.bury(&decision.activities[0]);
    let report_held = held.fabric.value.report(&made_by(4)).unwrap();
    assert!(report_held.is_retracted && report_held.text.is_none());
    assert_eq!(report_held.evidence, None);
    let going_on = intent(5, JOAN, &report(Rung::Realised, Some(4)));
    assert_eq!(held.decide(&going_on), Err(Refusal::AlreadyRetracted));
}
