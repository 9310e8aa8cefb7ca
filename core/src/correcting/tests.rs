use super::*;
use crate::activity::{Preference, Reference, Role};
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

/// What somebody did last in a community with a second holder, Rhys, whom only the role of facilitator makes one.
#[track_caller]
fn last_of(more: Vec<(&'static str, Command)>) -> (Vec<(&'static str, Command)>, ActivityId) {
    let role = Command::GiveRole {
        person: person(RHYS),
        role: Role::Facilitator,
        protected_minutes: None,
        recognised_by: None,
    };
    let mut all = given();
    all.push((AMA, role));
    all.extend(more);
    let last = log_after(&all).activities().last().unwrap().id;
    (all, last)
}

fn steward(person_id: &str) -> Command {
    Command::GiveRole {
        person: person(person_id),
        role: Role::Steward,
        protected_minutes: None,
        recognised_by: None,
    }
}

#[test]
fn taking_back_comes_to_nothing_that_no_command_allows() {
    let (given, role) = last_of(vec![(AMA, steward(JOAN))]);
    refused(&given, (RHYS, retract(role)), Refusal::RoleNeeded);
    let (given, left) = last_of(vec![(JOAN, Command::Leave)]);
    refused(&given, (RHYS, retract(left)), Refusal::NotYours);
    let reads = Command::SetPreference {
        preference: Preference::Introductions,
        allowed: true,
    };
    let (given, said) = last_of(vec![(JOAN, reads)]);
    refused(&given, (AMA, retract(said)), Refusal::NotYours);
    let (mut given, raised) = last_of(vec![(JOAN, raise())]);
    given.push((JOAN, retract(raised)));
    let taken_back = log_after(&given).activities().last().unwrap().id;
    refused(&given, (RHYS, retract(taken_back)), Refusal::NotYours);
}

#[test]
fn whoever_gave_up_steering_does_not_take_that_back() {
    let ended = Command::EndRole {
        person: person(JOAN),
        role: Role::Steward,
    };
    let (given, ended) = last_of(vec![(AMA, steward(JOAN)), (JOAN, ended)]);
    refused(&given, (JOAN, retract(ended)), Refusal::RoleNeeded);
}

#[test]
fn an_address_stays_taken_when_the_founding_was_taken_back() {
    let founded = log_after(&[open()]).activities()[0].id;
    let given = [open(), (AMA, retract(founded))];
    refused(&given, (RHYS, open().1), Refusal::CommunityExists);
    let taken_back = log_after(&given).activities().last().unwrap().id;
    let log = log_after(&[open(), (AMA, retract(founded)), (AMA, retract(taken_back))]);
    assert_eq!(log.model().communities().count(), 1);
}

#[test]
fn what_was_corrected_anew_is_told_no_more() {
    let mut given = given();
    given.push((RHYS, correct(problem(), "The first word")));
    let first_word = log_after(&given).activities().last().unwrap().clone();
    given.push((RHYS, correct(problem(), "The second word")));
    let log = log_after(&given);
    let second_word = log.activities().last().unwrap();
    let amendments = log.model().amendments();
    assert!(amendments.counted(&first_word).is_none());
    assert!(amendments.counted(second_word).is_some());
    given.push((RHYS, retract(problem())));
    let log = log_after(&given);
    assert!(log.model().amendments().counted(second_word).is_none());
}

#[test]
fn nobody_is_told_of_one_answer_to_the_pulse() {
    let pulse = Command::AnswerPulse {
        item: crate::activity::PulseItem::Identification,
        value: 2,
    };
    let mut given = given();
    given.push((RHYS, pulse));
    let log = log_after(&given);
    let answer = log.activities().last().unwrap();
    for who in [AMA, RHYS] {
        assert!(!log.model().shows(answer, Some(&person(who))));
    }
}

#[test]
fn what_somebody_did_is_theirs_after_they_left() {
    let hidden = crate::testing::founding(
        crate::activity::Visibility::Members,
        crate::activity::Access::ByInvitation,
    );
    let invite = Command::Invite {
        person: person(RHYS),
    };
    let mut given = vec![hidden, (AMA, invite), (RHYS, join()), (RHYS, raise())];
    let raised = log_after(&given).activities().last().unwrap().id;
    given.push((RHYS, Command::Leave));
    let log = log_after(&given);
    for command in [erase(raised), retract(raised), correct(raised, "Better")] {
        assert!(
            log.decide(&intent(9, RHYS, &command)).is_ok(),
            "{command:?}"
        );
    }
    refused(&given, (JOAN, retract(raised)), Refusal::NoSuchCommunity);
}
