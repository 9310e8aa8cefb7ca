use super::*;
use crate::command::{Command, StatedAffiliation, StatedStandpoint};
use crate::measure::utc;
use crate::testing::{AMA, JOAN, RHYS, day, falls, log_after, open};

type Given = (&'static str, Command);

#[track_caller]
fn measured(given: &[Given], on: usize) -> Measure<WhoIsHeard> {
    let log = log_after(given);
    let plain = batch(&History::of(log.activities(), &falls(), day(on), utc));
    let live = Live::replay(log.activities(), day(on), utc);
    assert_eq!(live.measures(&falls()).unwrap().who_is_heard, plain);
    plain
}

fn join(who: &'static str) -> Given {
    (who, Command::Join { note: None })
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

fn stand(who: &'static str, affiliation: StatedAffiliation) -> Given {
    let stand = Command::StateAffiliation {
        dimension: Dimension::Organisation,
        affiliation,
    };
    (who, stand)
}

fn works_at(who: &'static str, organisation: &str) -> Given {
    stand(who, StatedAffiliation::Known(organisation.into()))
}

fn on_organisation(given: &[Given]) -> Status<Voices> {
    let measured = measured(given, 30);
    measured.status.value().unwrap().organisation.clone()
}

#[test]
fn nobody_is_heard_where_nothing_was_contributed() {
    let nothing = measured(&[open()], 30);
    assert!(matches!(nothing.status, Status::NotApplicable { .. }));
    let long_ago = measured(&[open(), raise(AMA)], 300);
    assert!(matches!(long_ago.status, Status::NotApplicable { .. }));
}

#[test]
fn of_whom_too_little_is_known_nothing_is_said() {
    let given = [open(), join(RHYS), works_at(RHYS, "h1"), raise(AMA)];
    let low = Status::LowCoverage { known: 1, total: 2 };
    assert_eq!(on_organisation(&given), low);
}

#[test]
fn one_organisation_is_no_comparison() {
    let given = [open(), works_at(AMA, "h1"), raise(AMA)];
    assert!(matches!(
        on_organisation(&given),
        Status::NotApplicable { .. }
    ));
}

#[test]
fn shares_stand_beside_each_other_and_the_independent_apart() {
    let mut given = vec![open(), join(RHYS), join(JOAN)];
    given.extend([works_at(AMA, "h1"), works_at(RHYS, "h2")]);
    given.push(stand(JOAN, StatedAffiliation::NoneDeclared));
    given.extend([raise(AMA), raise(AMA), raise(JOAN)]);
    // Whoever moves is heard from where they stood.
    given.push(works_at(AMA, "h2"));
    let shown = on_organisation(&given);
    let voices = shown.value().unwrap();
    let of = |contributions, members| Heard {
        contributions: Share::of(contributions, 3),
        members: Share::of(members, 3),
    };
    let groups: Vec<_> = voices
        .groups
        .iter()
        .map(|group| (group.group.as_str(), group.heard))
        .collect();
    assert_eq!(groups, [("h1", of(2, 0)), ("h2", of(0, 2))]);
    assert_eq!(voices.independent, Some(of(1, 1)));
}

#[test]
fn whom_the_community_seeks_is_there_or_heard_or_neither() {
    let seek = Command::SeekConstituency {
        name: "Third sector".into(),
        standpoints: vec![StatedStandpoint {
            dimension: Dimension::Organisation,
            affiliation: StatedAffiliation::Known("charity".into()),
        }],
    };
    let mut given = vec![open(), join(RHYS), join(JOAN), (AMA, seek)];
    given.extend([works_at(RHYS, "charity"), works_at(JOAN, "charity")]);
    given.extend([raise(AMA), raise(JOAN)]);
    let measured = measured(&given, 30);
    let value = measured.status.value().unwrap();
    let sought = &value.constituencies[0];
    assert_eq!((sought.members, sought.heard), (Some(2), Some(1)));
    let constituency = sought.constituency.clone();
    given.push((AMA, Command::DropConstituency { constituency }));
    let dropped = self::measured(&given, 30);
    assert!(dropped.status.value().unwrap().constituencies.is_empty());
}
