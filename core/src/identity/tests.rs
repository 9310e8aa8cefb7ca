use super::*;
use crate::testing::{AMA, JOAN, RHYS, after, check, day, falls, log_after, open, person, refused};

fn join() -> Command {
    Command::Join { note: None }
}

fn given() -> Vec<(&'static str, Command)> {
    vec![open(), (RHYS, join())]
}

fn endorse(version: u32) -> Command {
    Command::EndorsePurpose { version }
}

fn pulse(value: u32) -> Command {
    Command::AnswerPulse {
        item: PulseItem::Identification,
        value,
    }
}

fn introduce() -> Command {
    Command::IntroduceSelf {
        text: "I look after the night wards.".into(),
    }
}

fn identity_after(given: &[(&str, Command)]) -> Identity {
    after(given)
        .community(&falls())
        .unwrap()
        .fabric
        .identity
        .clone()
}

#[test]
fn what_somebody_said_of_themselves_last_stands() {
    let mut given = given();
    given.extend([(RHYS, introduce()), (RHYS, introduce())]);
    assert_eq!(identity_after(&given).introductions.len(), 1);
    refused(&given, (JOAN, introduce()), Refusal::NotAMember);
}

#[test]
fn a_purpose_is_endorsed_as_it_was_read() {
    let mut given = given();
    given.push((RHYS, endorse(1)));
    check(&given, (RHYS, endorse(1)), Ok(vec![]));
    assert_eq!(identity_after(&given).endorsing(1).count(), 1);
    refused(&given, (RHYS, endorse(2)), Refusal::PurposeRevisedSince);
    refused(&given, (JOAN, endorse(1)), Refusal::NotAMember);
}

#[test]
fn an_endorsement_can_be_withdrawn_and_ends_with_membership() {
    let mut given = given();
    check(&given, (RHYS, Command::WithdrawEndorsement), Ok(vec![]));
    given.push((RHYS, endorse(1)));
    let mut left = given.clone();
    left.push((RHYS, Command::Leave));
    assert_eq!(identity_after(&left).endorsed.len(), 0);
    given.push((RHYS, Command::WithdrawEndorsement));
    assert_eq!(identity_after(&given).endorsed.len(), 0);
}

#[test]
fn who_answered_the_pulse_and_on_which_day_nobody_can_tell() {
    let mut given = given();
    given.push((RHYS, pulse(6)));
    let log = log_after(&given);
    let answered = log.activities().last().unwrap();
    assert_eq!((&answered.actor, &answered.recorder), (&None, &None));
    assert_eq!(answered.at, day(2).month_utc());
    assert_eq!(answered.recorded, day(2).month_utc());
    assert!(answered.people().is_empty());
}

#[test]
fn the_pulse_is_counted_by_month() {
    let mut given = given();
    given.extend([(RHYS, pulse(6)), (AMA, pulse(6)), (AMA, pulse(1))]);
    let identity = identity_after(&given);
    assert_eq!(identity.pulse().len(), 1);
    assert_eq!(identity.pulse()[0].counts, [1, 0, 0, 0, 0, 2, 0]);
}

#[test]
fn the_pulse_goes_from_one_to_seven() {
    let needed = Refusal::OutOfRange { min: 1, max: 7 };
    refused(&given(), (RHYS, pulse(0)), needed);
    refused(&given(), (RHYS, pulse(8)), needed);
    refused(&given(), (JOAN, pulse(4)), Refusal::NotAMember);
}

#[test]
fn the_pulse_is_in_no_excerpt() {
    let mut given = given();
    given.push((RHYS, pulse(6)));
    let model = after(&given);
    let community = model.community(&falls()).unwrap();
    for person in [AMA, RHYS].map(person) {
        let seen = community.excerpt(Some(&person), None).unwrap();
        assert!(seen.fabric.identity.pulse().is_empty());
    }
}
