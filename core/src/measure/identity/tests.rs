use super::*;
use crate::activity::Activity;
use crate::command::Command;
use crate::measure::utc;
use crate::testing::{AMA, RHYS, day, falls, log_after, open};

#[track_caller]
fn measured(given: &[(&str, Command)], on: usize) -> Measure<Identity> {
    let log = log_after(given);
    let activities: &[Activity] = log.activities();
    let plain = batch(&History::of(activities, &falls(), day(on), utc));
    let kept = Live::replay(activities, day(on), utc);
    assert_eq!(kept.measures(&falls()).unwrap().identity, plain);
    plain
}

fn endorse(by: &'static str, version: u32) -> (&'static str, Command) {
    (by, Command::EndorsePurpose { version })
}

fn revise() -> (&'static str, Command) {
    let command = Command::RevisePurpose {
        name: "Falls and frailty".into(),
        domain: "Staying on one's feet.".into(),
        for_whom: None,
        what_we_do: None,
        terms: vec![],
    };
    (AMA, command)
}

#[test]
fn an_endorsement_is_of_one_version_and_can_be_withdrawn() {
    let join = (RHYS, Command::Join { note: None });
    let mut given = vec![open(), join, endorse(AMA, 1), endorse(RHYS, 1)];
    let endorsed = |given: &[(&str, Command)]| {
        let told = measured(given, 20);
        let value = told.status.value().unwrap().clone();
        assert_eq!(value.organisations, None);
        (value.version, value.endorsed)
    };
    assert_eq!(endorsed(&given), (1, Share::of(2, 2)));
    given.push((RHYS, Command::WithdrawEndorsement));
    assert_eq!(endorsed(&given), (1, Share::of(1, 2)));
    given.push(revise());
    assert_eq!(endorsed(&given), (2, Share::of(0, 2)));
    given.push(endorse(RHYS, 2));
    given.push((RHYS, Command::Leave));
    assert_eq!(endorsed(&given), (2, Share::of(0, 1)));
}

#[test]
fn the_pulse_is_told_of_eleven_who_do_not_all_agree() {
    let need = RULES.k_attitudes;
    assert_eq!(answers(vec![1; 10]), Status::TooFew { have: 10, need });
    assert_eq!(answers(vec![7; 11]), Status::Suppressed { rule: "P1" });
    let mut values = vec![7; 6];
    values.extend([2; 6]);
    let median = Ratio { num: 9, den: 2 };
    assert_eq!(answers(values), Status::Shown(Answers { median, n: 12 }));
}

#[test]
fn the_pulse_of_this_quarter_is_not_told_before_it_is_over() {
    let pulse = Command::AnswerPulse {
        item: PulseItem::Identification,
        value: 5,
    };
    let given = [open(), (AMA, pulse)];
    for (on, have) in [(80, 0), (100, 1), (200, 0)] {
        let told = measured(&given, on);
        let value = told.status.value().unwrap();
        let need = RULES.k_attitudes;
        let expected = Status::TooFew { have, need };
        assert_eq!(value.pulse[0].answers, expected, "day {on}");
    }
}

/// As whom so many people spoke, each of them once; the same people in each.
fn spoke(n_people: [u32; 3]) -> Status<Speakers> {
    let cells = SpeakingAs::ALL.iter().zip(n_people);
    let cells = cells.map(|(speaking_as, n)| (*speaking_as, n.into(), (0..n).collect()));
    speakers::<u32>(cells.collect())
}

#[test]
fn speaking_as_is_told_where_enough_people_did() {
    let told = spoke([20, 10, 0]);
    let shown = told.value().unwrap();
    assert_eq!((shown.cells.len(), shown.others), (2, None));
    assert_eq!(shown.cells[0].spoken.people, 20);
}

#[test]
fn what_is_hidden_cannot_be_told_by_subtraction() {
    let told = spoke([20, 10, 3]);
    let shown = told.value().unwrap();
    assert_eq!(shown.cells.len(), 1);
    let others = shown.others.unwrap();
    assert_eq!((others.turns, others.people), (15, 10));
    assert_eq!(spoke([20, 3, 0]), Status::Suppressed { rule: "P2" });
    let need = RULES.k;
    assert_eq!(spoke([7, 7, 7]), Status::TooFew { have: 7, need });
}
