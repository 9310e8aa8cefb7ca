use super::*;
use crate::activity::{Preference, RetractionReason, Role, Stance};
use crate::command::Command;
use crate::measure::utc;
use crate::testing::{AMA, JOAN, RHYS, day, falls, log_after, open, person};

type Given = (&'static str, Command);

/// The measure after these commands, one a day, on the n-th day: kept up to date and by definition.
#[track_caller]
fn measured(given: &[Given], on: usize) -> Measure<Facilitation> {
    let log = log_after(given);
    let plain = batch(&History::of(log.activities(), &falls(), day(on), utc));
    let live = Live::replay(log.activities(), day(on), utc);
    assert_eq!(live.measures(&falls()).unwrap().facilitation, plain);
    plain
}

#[track_caller]
fn value(given: &[Given], on: usize) -> Facilitation {
    let measured = measured(given, on);
    measured.status.value().unwrap().clone()
}

fn join(who: &'static str) -> Given {
    (who, Command::Join { note: None })
}

fn welcome(by: &'static str, whom: &str) -> Given {
    let welcome = Command::Welcome {
        person: person(whom),
        message: None,
        in_reply_to: None,
    };
    (by, welcome)
}

fn raise(by: &'static str) -> Given {
    let raise = Command::RaiseProblem {
        title: "Who has moved handover?".into(),
        text: None,
        terms: vec![],
        vantage: None,
    };
    (by, raise)
}

fn give_role(whom: &str, recognised_by: Option<&str>) -> Given {
    let give = Command::GiveRole {
        person: person(whom),
        role: Role::Facilitator,
        protected_minutes: Some(60),
        recognised_by: recognised_by.map(Into::into),
    };
    (AMA, give)
}

/// What the n-th command made.
fn made_by(nth: u128) -> ContributionId {
    ContributionId::parse(&ActivityId::from_u128(nth * 100).to_string()).unwrap()
}

#[test]
fn a_welcome_took_hold_when_the_newcomer_contributes_on_a_later_day() {
    let mut given = vec![open(), join(RHYS), welcome(AMA, RHYS)];
    let welcomed = |given: &[Given], on| value(given, on).took_hold.welcomed;
    assert_eq!(welcomed(&given, 32), Share::of(0, 0));
    assert_eq!(welcomed(&given, 33), Share::of(0, 1));
    given.push(raise(RHYS));
    assert_eq!(welcomed(&given, 3), Share::of(1, 1));
    assert_eq!(value(&given, 3).reached, 1);
}

#[test]
fn what_a_newcomer_did_before_the_welcome_is_not_its_doing() {
    let given = [open(), join(RHYS), raise(RHYS), welcome(AMA, RHYS)];
    assert_eq!(value(&given, 60).took_hold.welcomed, Share::of(0, 1));
}

#[test]
fn a_welcome_taken_back_leaves_no_trace() {
    let mut given = vec![open(), join(RHYS), welcome(AMA, RHYS)];
    let of = log_after(&given).activities().last().unwrap().id;
    let reason = RetractionReason::OwnWish;
    given.push((AMA, Command::Retract { of, reason }));
    let value = value(&given, 60);
    assert_eq!(value.took_hold.welcomed, Share::of(0, 0));
    assert_eq!(value.reached, 0);
}

#[test]
fn an_introduction_took_hold_when_the_two_exchange_something() {
    let allow = Command::SetPreference {
        preference: Preference::Introductions,
        allowed: true,
    };
    let introduce = Command::Introduce {
        one: person(RHYS),
        other: person(JOAN),
        reason: None,
    };
    let mut given = vec![open(), join(RHYS), join(JOAN), raise(RHYS)];
    given.extend([(RHYS, allow.clone()), (JOAN, allow), (AMA, introduce)]);
    let introduced = |given: &[Given], on| value(given, on).took_hold.introduced;
    assert_eq!(introduced(&given, 66), Share::of(0, 0));
    assert_eq!(introduced(&given, 67), Share::of(0, 1));
    let reply = Command::Reply {
        in_reply_to: made_by(3),
        to: vec![],
        stance: Stance::Offer,
        text: "We keep two items for the corridor and say the rest.".into(),
        vantage: None,
    };
    given.push((JOAN, reply));
    assert_eq!(introduced(&given, 7), Share::of(1, 1));
    assert_eq!(value(&given, 7).reached, 2);
}

#[test]
fn a_problem_is_cared_for_by_whoever_sums_it_up() {
    let mut given = vec![open(), join(RHYS), raise(RHYS), join(JOAN)];
    assert_eq!(value(&given, 5).covered.problems, Share::of(0, 1));
    let summarise = Command::Summarise {
        of: Reference::Contribution(made_by(2)),
        text: "Two items stay in the corridor.".into(),
    };
    given.push((AMA, summarise));
    assert_eq!(value(&given, 5).covered.problems, Share::of(1, 1));
    assert_eq!(value(&given, 70).took_hold.summaries, Share::of(0, 1));
    let connect = Command::Connect {
        from: made_by(2),
        to: Reference::Person(person(JOAN)),
        reason: None,
    };
    let mut linked = given.clone();
    linked.push((RHYS, connect.clone()));
    assert_eq!(value(&linked, 70).took_hold.summaries, Share::of(1, 1));
    // Whoever wrote it does not make it taken up.
    given.push((AMA, connect));
    assert_eq!(value(&given, 70).took_hold.summaries, Share::of(0, 1));
}

#[test]
fn time_is_recognised_while_the_role_is_held() {
    let mut given = vec![open(), join(RHYS), give_role(RHYS, Some("Trust"))];
    let recognised = value(&given, 5).recognised;
    assert_eq!(recognised.roles, Share::of(1, 2));
    assert_eq!((recognised.minutes, recognised.other_minutes), (60, 0));
    given.push((RHYS, Command::Leave));
    assert_eq!(value(&given, 5).recognised.roles, Share::of(0, 1));
    given.extend([join(RHYS), give_role(RHYS, None)]);
    let recognised = value(&given, 9).recognised;
    assert_eq!((recognised.minutes, recognised.other_minutes), (0, 60));
    let says = measured(&given, 9).says.english();
    assert!(
        says.starts_with("3 facilitation acts in the last 180 days by 1 person; recognised time: 0 minutes a week."),
        "{says}"
    );
}

#[test]
fn nothing_in_the_window_is_no_zero() {
    let measured = measured(&[open()], 200);
    assert!(matches!(measured.status, Status::NotApplicable { .. }));
}

#[test]
fn a_statement_is_about_ones_own_acts_only() {
    let given = [open(), join(RHYS), welcome(AMA, RHYS), raise(RHYS)];
    let log = log_after(&given);
    let history = History::of(log.activities(), &falls(), day(9), utc);
    let own = statement(&history, &person(AMA));
    let done: Vec<_> = own.acts.iter().map(|done| (done.kind, done.n)).collect();
    assert_eq!(done, [("role_given", 1), ("welcomed", 1)]);
    assert_eq!(own.reached, 1);
    let other = statement(&history, &person(RHYS));
    assert!(other.acts.is_empty() && other.from.is_none());
    assert_eq!(other.reached, 0);
}
