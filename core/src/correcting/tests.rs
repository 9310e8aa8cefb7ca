use super::*;
use crate::activity::Reference;
use crate::id::ContributionId;
use crate::testing::{AMA, JOAN, NEW, RHYS, falls, intent, log_after, open, person, refused};

fn join() -> Command {
    Command::Join { note: None }
}

fn raise() -> Command {
    Command::RaiseProblem {
        title: "Who has moved handover?".into(),
        text: None,
        terms: vec![],
        vantage: None,
    }
}

/// The activity that the n-th command recorded first.
fn first(nth: usize) -> ActivityId {
    ActivityId::from_u128(nth as u128 * 100)
}

/// The problem that was raised by command 2 is made of a contribution, a title and, last, the activity.
fn problem() -> ActivityId {
    let log = log_after(&[open(), (RHYS, join()), (RHYS, raise())]);
    log.activities().last().unwrap().id
}

fn given() -> Vec<(&'static str, Command)> {
    vec![open(), (RHYS, join()), (RHYS, raise()), (JOAN, join())]
}

fn correct(of: ActivityId, title: &str) -> Command {
    Command::Correct {
        of,
        patch: Patch {
            title: Some(title.into()),
            ..Patch::default()
        },
    }
}

fn retract(of: ActivityId) -> Command {
    Command::Retract {
        of,
        reason: RetractionReason::OwnWish,
    }
}

fn erase(of: ActivityId) -> Command {
    Command::Erase {
        of: Erasure::Activity(of),
    }
}

#[test]
fn a_correction_counts_in_place_of_what_was_recorded() {
    let mut log = log_after(&given());
    log.give(&intent(
        4,
        RHYS,
        &correct(problem(), "Who moved bedside handover?"),
    ))
    .unwrap();
    let (_, thread) = log
        .model()
        .community(&falls())
        .unwrap()
        .talk
        .threads()
        .next()
        .unwrap();
    assert_eq!(thread.author, Some(person(RHYS)));
    assert_eq!(log.model().community(&falls()).unwrap().texts().len(), 3);
}

#[test]
fn the_last_correction_counts_and_taking_it_back_brings_back_the_one_before() {
    let mut log = log_after(&given());
    log.give(&intent(4, RHYS, &correct(problem(), "First")))
        .unwrap();
    let after_first = log.model().community(&falls()).cloned();
    log.give(&intent(5, RHYS, &correct(problem(), "Second")))
        .unwrap();
    assert_ne!(log.model().community(&falls()).cloned(), after_first);
    let second = log.activities().last().unwrap().id;
    log.give(&intent(6, RHYS, &retract(second))).unwrap();
    assert_eq!(log.model().community(&falls()).cloned(), after_first);
}

#[test]
fn only_who_did_it_corrects_and_erases_it() {
    refused(
        &given(),
        (JOAN, correct(problem(), "Mine")),
        Refusal::NotYours,
    );
    refused(
        &given(),
        (AMA, correct(problem(), "Mine")),
        Refusal::NotYours,
    );
    refused(&given(), (AMA, erase(problem())), Refusal::NotYours);
}

#[test]
fn who_holds_the_community_takes_back_what_has_no_place_in_it() {
    refused(&given(), (JOAN, retract(problem())), Refusal::NotYours);
    let log = log_after(&given());
    assert!(log.decide(&intent(4, AMA, &retract(problem()))).is_ok());
}

#[test]
fn what_is_not_there_is_not_corrected() {
    refused(
        &given(),
        (RHYS, retract(first(77))),
        Refusal::NoSuchActivity,
    );
    refused(&given(), (RHYS, erase(first(77))), Refusal::NoSuchActivity);
    refused(
        &given(),
        (NEW, correct(first(77), "?")),
        Refusal::NoSuchActivity,
    );
}

#[test]
fn nothing_is_taken_back_twice() {
    let mut given = given();
    given.push((RHYS, retract(problem())));
    refused(
        &given,
        (RHYS, retract(problem())),
        Refusal::AlreadyRetracted,
    );
    refused(
        &given,
        (RHYS, correct(problem(), "Again")),
        Refusal::AlreadyRetracted,
    );
    let log = log_after(&given);
    assert!(log.decide(&intent(9, RHYS, &erase(problem()))).is_ok());
}

#[test]
fn a_correction_corrects_something() {
    let nothing = Command::Correct {
        of: problem(),
        patch: Patch::default(),
    };
    refused(&given(), (RHYS, nothing), Refusal::NothingToCorrect);
    refused(
        &given(),
        (RHYS, correct(first(1), "A title for joining")),
        Refusal::NothingToCorrect,
    );
}

#[test]
fn what_happened_did_not_happen_later_than_now() {
    let later = Command::Correct {
        of: problem(),
        patch: Patch {
            at: Some(crate::testing::day(90)),
            ..Patch::default()
        },
    };
    refused(&given(), (RHYS, later), Refusal::DateRange);
}

#[test]
fn a_community_stays_with_its_steward_and_its_founding() {
    let role = ActivityId::from_u128(4);
    let log = log_after(&given());
    let founder_joined = log.activities()[1].id;
    let role_given = log.activities()[2].id;
    assert_ne!(role, founder_joined);
    refused(
        &given(),
        (AMA, retract(log.activities()[0].id)),
        Refusal::FoundingStands,
    );
    refused(
        &given(),
        (AMA, retract(founder_joined)),
        Refusal::LastSteward,
    );
    refused(&given(), (AMA, retract(role_given)), Refusal::LastSteward);
    let mut given = given();
    given.push((JOAN, retract(first(3))));
    let taken_back = log_after(&given).activities().last().unwrap().id;
    refused(&given, (JOAN, retract(taken_back)), Refusal::LastSteward);
}

#[test]
fn only_the_operator_erases_others_and_joins_accounts() {
    let erase = Command::Erase {
        of: Erasure::Person(person(RHYS)),
    };
    refused(&given(), (JOAN, erase), Refusal::OperatorNeeded);
    let same = Command::RecordSamePerson {
        from: person(RHYS),
        into: person(JOAN),
    };
    refused(&given(), (RHYS, same), Refusal::OperatorNeeded);
}

#[test]
fn what_was_taken_back_is_not_there_to_point_at() {
    let mut given = given();
    given.push((RHYS, retract(problem())));
    let contribution = ContributionId::parse(&first(2).to_string()).unwrap();
    refused(
        &given,
        (
            JOAN,
            Command::MarkInsight {
                about: Reference::Contribution(contribution),
            },
        ),
        Refusal::AlreadyRetracted,
    );
}
