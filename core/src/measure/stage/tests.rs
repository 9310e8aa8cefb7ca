use super::*;
use crate::command::Command;
use crate::measure::utc;
use crate::testing::{AMA, RHYS, day, falls, log_after, open};

#[track_caller]
fn measured(given: &[(&str, Command)], on: usize) -> Stage {
    let log = log_after(given);
    let plain = batch(&History::of(log.activities(), &falls(), day(on), utc));
    let kept = Live::replay(log.activities(), day(on), utc);
    assert_eq!(kept.measures(&falls()).unwrap().stage, plain);
    plain.status.value().unwrap().clone()
}

fn met(signs: &[Sign]) -> Vec<&'static str> {
    let met = signs.iter().filter(|sign| sign.met);
    met.map(|sign| sign.sign).collect()
}

#[test]
fn a_community_that_has_just_begun_shows_the_signs_of_potential() {
    let stage = measured(&[open()], 3);
    assert_eq!(stage.declared, None);
    assert_eq!(
        met(&stage.signs.potential),
        ["purpose_stated", "few_events"]
    );
    assert_eq!(met(&stage.signs.stewardship), [""; 0]);
    assert_eq!(met(&stage.signs.transformation), [""; 0]);
}

#[test]
fn the_stage_is_what_was_declared_whatever_the_signs() {
    let declare = |stage| Command::DeclareStage {
        stage,
        reason: None,
    };
    let given = [
        open(),
        (AMA, declare(Word::Maturing)),
        (AMA, declare(Word::Transformation)),
    ];
    let stage = measured(&given, 9);
    let declared = stage.declared.unwrap();
    assert_eq!(declared.stage, Word::Transformation);
    assert_eq!(declared.since, day(2).date_utc());
    assert_eq!(met(&stage.signs.transformation), ["declared"]);
}

#[test]
fn contributions_of_those_who_hold_roles_are_most_until_others_give_as_many() {
    let story = |by| {
        let story = Command::TellStory {
            title: "The night the lights went out".into(),
            text: "We found the torch.".into(),
        };
        (by, story)
    };
    let mut given = vec![open(), (RHYS, Command::Join { note: None }), story(AMA)];
    let is_met = |given: &[(&str, Command)]| {
        let stage = measured(given, 20);
        met(&stage.signs.potential).contains(&"mostly_by_roles")
    };
    assert!(is_met(&given));
    given.push(story(RHYS));
    assert!(!is_met(&given));
}

#[test]
fn who_has_been_core_for_longer_did_not_become_it() {
    let months = |contributed: std::ops::Range<i64>| Months {
        led: contributed.clone().collect(),
        contributed: contributed.collect(),
    };
    assert!(months(0..4).became_core());
    assert!(!months(0..3).became_core());
    assert!(!months(0..16).became_core());
    // Core when the year began, and no more.
    assert!(!months(11..18).became_core());
}

#[test]
fn a_quarter_is_compared_with_the_best_of_two_years() {
    let is_met = |quarters| {
        let counted = Counted {
            quarters,
            ..Counted::default()
        };
        let signs = counted.signs(window(CivilDate::parse("2026-11-20").unwrap()));
        met(&signs.transformation).contains(&"fewer_contributors")
    };
    assert!(is_met([4, 4, 6, 9, 0, 0, 0, 0]));
    assert!(!is_met([4, 5, 6, 9, 0, 0, 0, 0]));
    assert!(!is_met([0; QUARTERS]));
}
