use super::*;
use crate::Log;
use crate::activity::{Activity, Beneficiary, Relation, RetractionReason};
use crate::command::{Command, NewReport};
use crate::measure::utc;
use crate::testing::{AMA, JOAN, RHYS, day, falls, log_after, open};

fn problem() -> (&'static str, Command) {
    let raise = Command::RaiseProblem {
        title: "Who has moved handover?".into(),
        text: None,
        terms: vec![],
        vantage: None,
    };
    (AMA, raise)
}

/// What the n-th command made first.
fn made(nth: u128) -> ContributionId {
    ContributionId::parse(&ActivityId::from_u128(nth * 100).to_string()).unwrap()
}

fn report(rung: Rung, outcome: ValueOutcome, follows: Option<u128>) -> Command {
    Command::ReportValue(NewReport {
        rung,
        outcome,
        source: Reference::Contribution(made(3)),
        beneficiary: Beneficiary::Team,
        follows: follows.map(made),
        evidence: None,
        text: None,
    })
}

/// Founded, joined by two, a problem raised, and then these.
fn log(then: Vec<(&'static str, Command)>) -> Log {
    let join = || Command::Join { note: None };
    let mut given = vec![open(), (RHYS, join()), (JOAN, join()), problem()];
    given.extend(then);
    log_after(&given)
}

#[track_caller]
fn measured(activities: &[Activity], on: usize) -> Measure<Value> {
    let plain = batch(&History::of(activities, &falls(), day(on), utc));
    let kept = Live::replay(activities, day(on), utc);
    assert_eq!(kept.measures(&falls()).unwrap().value, plain);
    plain
}

fn retracting(log: &Log, of: usize) -> Vec<Activity> {
    let mut activities = log.activities().to_vec();
    let mut retracted = activities[activities.len() - 1].clone();
    retracted.id = ActivityId::from_u128(9_999);
    retracted.what = Kind::Retracted {
        of: activities[activities.len() - of].id,
        reason: RetractionReason::Mistake,
    };
    activities.push(retracted);
    activities
}

#[test]
fn a_story_is_complete_when_a_report_goes_on_from_one_that_it_was_used() {
    let log = log(vec![
        (RHYS, report(Rung::Applied, ValueOutcome::Helped, None)),
        (RHYS, report(Rung::Realised, ValueOutcome::Helped, Some(4))),
        (JOAN, report(Rung::Reframing, ValueOutcome::Helped, Some(5))),
    ]);
    let told = measured(log.activities(), 10);
    let value = told.status.value().unwrap();
    assert_eq!((value.complete_stories, value.not_linked), (1, 0));
    assert_eq!(
        value.applied,
        OnRung {
            people: 1,
            sources: 1
        }
    );
    assert_eq!(told.people, 2);
}

#[test]
fn a_story_breaks_where_a_report_is_taken_back() {
    let log = log(vec![
        (RHYS, report(Rung::Applied, ValueOutcome::Helped, None)),
        (RHYS, report(Rung::Realised, ValueOutcome::Helped, Some(4))),
    ]);
    let told = measured(&retracting(&log, 2), 10);
    let value = told.status.value().unwrap();
    assert_eq!((value.complete_stories, value.not_linked), (0, 1));
    assert_eq!(value.applied, OnRung::default());
}

#[test]
fn what_made_no_difference_or_things_worse_counts_like_what_helped() {
    let log = log(vec![
        (
            RHYS,
            report(Rung::Applied, ValueOutcome::NoDifference, None),
        ),
        (JOAN, report(Rung::Applied, ValueOutcome::Worse, None)),
        (
            AMA,
            Command::ConfirmValue {
                report: made(5),
                relation: Relation::Colleague,
            },
        ),
    ]);
    let told = measured(log.activities(), 10);
    let value = told.status.value().unwrap();
    assert_eq!((value.helped, value.no_difference, value.worse), (0, 1, 1));
    assert_eq!((value.applied.people, value.applied.sources), (2, 1));
    assert_eq!(value.confirmed, 1);
}

#[test]
fn nothing_reported_in_the_window_is_not_nothing_that_came_of_it() {
    let log = log(vec![(
        RHYS,
        report(Rung::Immediate, ValueOutcome::Helped, None),
    )]);
    for (on, is_shown) in [(4, true), (183, true), (184, false)] {
        let told = measured(log.activities(), on);
        assert_eq!(told.status.value().is_some(), is_shown, "day {on}");
    }
}

#[test]
fn every_report_is_behind_its_rung_and_its_outcome() {
    let log = log(vec![
        (RHYS, report(Rung::Applied, ValueOutcome::Worse, None)),
        (JOAN, report(Rung::Applied, ValueOutcome::Helped, None)),
    ]);
    let history = History::of(log.activities(), &falls(), day(9), utc);
    let behind = history.evidence(Name::Value);
    let n_behind = |name| {
        let (_, ids) = behind.iter().find(|(number, _)| *number == name).unwrap();
        ids.len()
    };
    assert_eq!(
        (n_behind("applied"), n_behind("worse"), n_behind("realised")),
        (2, 1, 0)
    );
}
