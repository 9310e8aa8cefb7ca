//! The cast and the stage of the model's own tests: commands given one after the other, and what came of the last.

use crate::activity::{Access, Kind, Visibility};
use crate::command::{Command, Intent};
use crate::id::{CommandId, CommunityId, PersonId};
use crate::refusal::Refusal;
use crate::time::Timestamp;
use crate::{Log, Model};

pub(crate) const AMA: &str = "ama";
pub(crate) const RHYS: &str = "rhys";
pub(crate) const JOAN: &str = "joan";
pub(crate) const NEW: &str = "new";

pub(crate) fn person(id: &str) -> PersonId {
    PersonId::parse(id).unwrap()
}

pub(crate) fn falls() -> CommunityId {
    CommunityId::parse("falls").unwrap()
}

pub(crate) fn founding(visibility: Visibility, access: Access) -> (&'static str, Command) {
    let command = Command::FoundCommunity {
        zone: None,
        name: "Falls prevention".into(),
        domain: "Keeping people on their feet.".into(),
        for_whom: None,
        what_we_do: None,
        terms: vec!["Falls".into()],
        visibility,
        access,
    };
    (AMA, command)
}

pub(crate) fn open() -> (&'static str, Command) {
    founding(Visibility::Organisation, Access::Open)
}

/// Noon of the day on which the n-th command is given.
pub(crate) fn day(n: usize) -> Timestamp {
    Timestamp::parse("2026-01-01T12:00:00Z")
        .unwrap()
        .plus_days(i64::try_from(n).unwrap())
}

pub(crate) fn intent(nth: usize, by: &str, command: &Command) -> Intent {
    Intent {
        context: crate::command::Context::default(),
        id: CommandId::from_u128(nth as u128 * 100),
        by: person(by),
        at: day(nth),
        community: Some(falls()),
        command: command.clone(),
    }
}

/// The log after these commands, each of which must be accepted.
#[track_caller]
pub(crate) fn log_after(given: &[(&str, Command)]) -> Log {
    let mut log = Log::default();
    for (nth, (by, command)) in given.iter().enumerate() {
        log.give(&intent(nth, by, command))
            .unwrap_or_else(|refusal| panic!("{by} {command:?}: {refusal}"));
    }
    log
}

/// The model after these commands, each of which must be accepted.
#[track_caller]
pub(crate) fn after(given: &[(&str, Command)]) -> Model {
    log_after(given).model().clone()
}

/// Gives the commands in order and compares what the last one comes to.
#[track_caller]
pub(crate) fn check(
    given: &[(&str, Command)],
    when: (&str, Command),
    then: Result<Vec<Kind>, Refusal>,
) {
    let (by, command) = when;
    let decided = log_after(given).decide(&intent(given.len(), by, &command));
    let kinds = decided.map(|decision| {
        let what = |activity: crate::activity::Activity| activity.what;
        decision
            .activities
            .into_iter()
            .map(what)
            .collect::<Vec<_>>()
    });
    assert_eq!(kinds, then);
}

#[track_caller]
pub(crate) fn refused(given: &[(&str, Command)], when: (&str, Command), then: Refusal) {
    check(given, when, Err(then));
}
