use super::*;
use crate::Log;
use crate::activity::RetractionReason;
use crate::command::{Command, Intent};
use crate::testing::{AMA, JOAN, RHYS, after, falls, intent, log_after, open, person};

fn join() -> Command {
    Command::Join { note: None }
}

/// The log of an open community that Rhys joined, with these said in it afterwards.
fn log() -> Log {
    log_after(&[open(), (RHYS, join()), (JOAN, join())])
}

/// The activity that the n-th command recorded first.
fn first(nth: usize) -> ActivityId {
    ActivityId::from_u128(nth as u128 * 100)
}

fn retract(of: ActivityId) -> Command {
    Command::Retract {
        of,
        reason: RetractionReason::Mistake,
    }
}

fn give(log: &mut Log, nth: usize, by: &str, command: &Command) {
    log.give(&intent(nth, by, command)).unwrap();
}

fn operate(nth: usize, command: Command) -> Intent {
    let mut intent = intent(nth, AMA, &command);
    intent.context.is_operator = true;
    intent
}

#[test]
fn what_was_taken_back_never_was() {
    let mut log = log();
    give(&mut log, 3, JOAN, &retract(first(2)));
    let before = after(&[open(), (RHYS, join())]);
    assert_eq!(log.model().community(&falls()), before.community(&falls()));
}

#[test]
fn taking_back_can_be_taken_back() {
    let mut log = log();
    let before = log.model().community(&falls()).cloned();
    // A second steward, so that the community stays with somebody whatever comes back.
    give(&mut log, 3, JOAN, &retract(first(2)));
    let steward = Command::GiveRole {
        person: person(RHYS),
        role: crate::activity::Role::Steward,
        protected_minutes: None,
        recognised_by: None,
    };
    give(&mut log, 4, AMA, &steward);
    give(&mut log, 5, JOAN, &retract(first(3)));
    give(&mut log, 6, AMA, &retract(first(4)));
    assert_eq!(log.model().community(&falls()).cloned(), before);
}

#[test]
fn two_accounts_of_one_person_are_one_member_with_what_both_did() {
    let mut log = log();
    log.give(&operate(
        3,
        Command::RecordSamePerson {
            from: person(RHYS),
            into: person(JOAN),
        },
    ))
    .unwrap();
    let membership = &log.model().community(&falls()).unwrap().membership;
    assert_eq!(membership.members.len(), 2);
    assert!(!membership.is_member(&person(RHYS)));
}

#[test]
fn accounts_that_lead_in_a_circle_come_to_an_end() {
    let mut amendments = Amendments::default();
    let same = |nth: u128, from: &str, into: &str| {
        let what = Kind::SamePerson {
            from: person(from),
            into: person(into),
        };
        let mut activity = log().activities()[0].clone();
        activity.id = ActivityId::from_u128(nth);
        activity.what = what;
        activity
    };
    assert!(amendments.take(&same(1_000, RHYS, JOAN)));
    assert!(amendments.take(&same(1_001, JOAN, RHYS)));
    assert!(amendments.person(&person(RHYS)).is_some());
}

#[test]
fn who_was_erased_is_nobody_and_what_they_did_stays() {
    let mut log = log_after(&[
        open(),
        (RHYS, join()),
        (
            RHYS,
            Command::RaiseProblem {
                title: "Who has moved handover?".into(),
                text: None,
                terms: vec![],
                vantage: Some("as a carer".into()),
            },
        ),
    ]);
    let erase = Command::Erase {
        of: Erasure::Person(person(RHYS)),
    };
    give(&mut log, 3, RHYS, &erase);
    let community = log.model().community(&falls()).unwrap();
    assert!(!community.people().contains(&person(RHYS)));
    let (_, thread) = community.talk.threads().next().unwrap();
    assert_eq!((&thread.author, &thread.vantage), (&None, &None));
}

#[test]
fn a_log_without_the_person_folds_to_the_same() {
    let mut log = log();
    let erase = Command::Erase {
        of: Erasure::Person(person(RHYS)),
    };
    give(&mut log, 3, RHYS, &erase);
    let without: Log = log
        .activities()
        .iter()
        .map(|activity| activity.without_person(&person(RHYS)))
        .collect();
    assert!(
        without
            .activities()
            .iter()
            .all(|activity| !activity.people().contains(&&person(RHYS)))
    );
    assert_eq!(
        without.model().community(&falls()),
        log.model().community(&falls())
    );
}

#[test]
fn what_arrives_after_its_retraction_does_not_count() {
    let mut log = log();
    give(&mut log, 3, JOAN, &retract(first(2)));
    let mut late = log.activities().to_vec();
    let joined = late
        .iter()
        .position(|activity| activity.id == first(2))
        .unwrap();
    let joined = late.remove(joined);
    late.push(joined);
    let late: Log = late.into_iter().collect();
    assert_eq!(late.model(), log.model());
}
