use super::*;
use crate::command::Command;
use crate::measure::utc;
use crate::testing::{AMA, RHYS, day, falls, log_after, open, person};

#[track_caller]
fn measured(given: &[(&'static str, Command)], on: usize) -> Measure<FourActivities> {
    let log = log_after(given);
    let plain = batch(&History::of(log.activities(), &falls(), day(on), utc));
    let live = Live::replay(log.activities(), day(on), utc);
    assert_eq!(live.measures(&falls()).unwrap().four_activities, plain);
    plain
}

#[test]
fn people_and_acts_are_counted_of_each_and_never_added_up() {
    let welcome = Command::Welcome {
        person: person(RHYS),
        message: None,
        in_reply_to: None,
    };
    let introduce = Command::IntroduceSelf {
        text: "I work nights.".into(),
    };
    let given = [
        open(),
        (RHYS, Command::Join { note: None }),
        (AMA, welcome),
        (RHYS, introduce.clone()),
        (AMA, introduce),
    ];
    let told = measured(&given, 9);
    let value = told.status.value().unwrap();
    let n = |people, acts| Activeness { people, acts };
    assert_eq!(value.social_interaction, n(2, 3));
    assert_eq!(value.knowledge_sharing, n(0, 0));
    // Founding, its role and joining, joining, and who the two are.
    assert_eq!(value.identity_building, n(2, 6));
    assert_eq!(told.people, 2);
}

#[test]
fn nothing_in_the_window_is_no_zero() {
    let told = measured(&[open()], 200);
    assert!(matches!(told.status, Status::NotApplicable { .. }));
}
