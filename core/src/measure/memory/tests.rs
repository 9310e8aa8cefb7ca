use super::*;
use crate::activity::Activity;
use crate::command::{Command, NewArtefact};
use crate::measure::utc;
use crate::testing::{AMA, RHYS, day, falls, log_after, open};

/// What the n-th command made first.
fn made(nth: u128) -> ContributionId {
    ContributionId::parse(&ActivityId::from_u128(nth * 100).to_string()).unwrap()
}

fn draft(form: ArtefactForm) -> Command {
    Command::DraftArtefact(NewArtefact {
        form,
        title: "Handover at the bedside".into(),
        text: None,
        link: Some("https://example.org/handover".into()),
        authors: vec![],
        thread: None,
        cites: vec!["NICE CG161".into()],
        terms: vec![],
    })
}

fn review(state: ArtefactState, next: usize) -> Command {
    Command::ReviewArtefact {
        artefact: made(2),
        state,
        next_review: Some(day(next).date_utc()),
        note: None,
    }
}

fn used(by: &'static str) -> (&'static str, Command) {
    let command = Command::UseArtefact {
        artefact: made(2),
        context: None,
        note: None,
    };
    (by, command)
}

/// Founded, joined, an artefact drafted on the third day, and then these.
fn log(then: Vec<(&'static str, Command)>) -> Vec<Activity> {
    let joined = (RHYS, Command::Join { note: None });
    let mut given = vec![open(), joined, (AMA, draft(ArtefactForm::Protocol))];
    given.extend(then);
    log_after(&given).activities().to_vec()
}

#[track_caller]
fn measured(activities: &[Activity], on: usize) -> Memory {
    let plain = batch(&History::of(activities, &falls(), day(on), utc));
    let kept = Live::replay(activities, day(on), utc);
    assert_eq!(kept.measures(&falls()).unwrap().memory, plain);
    plain.status.value().unwrap().clone()
}

#[test]
fn only_use_by_somebody_who_did_not_write_it_is_use_by_others() {
    let by_author = measured(&log(vec![used(AMA)]), 182);
    assert_eq!(by_author.used_by_others, Share::of(0, 1));
    let by_other = measured(&log(vec![used(RHYS)]), 182);
    assert_eq!(by_other.used_by_others, Share::of(1, 1));
}

#[test]
fn a_young_artefact_cannot_be_said_to_be_used_or_not() {
    let memory = measured(&log(vec![used(RHYS)]), 181);
    assert_eq!(memory.used_by_others, Share::of(0, 0));
}

#[test]
fn an_artefact_is_current_until_its_next_review_is_over() {
    let activities = log(vec![(AMA, review(ArtefactState::Current, 30))]);
    for (on, n_current) in [(30, 1), (31, 0)] {
        let memory = measured(&activities, on);
        assert_eq!(memory.current, Share::of(n_current, 1), "day {on}");
        assert_eq!(memory.never_reviewed, 0);
    }
}

#[test]
fn what_was_never_reviewed_is_not_current_and_what_is_retired_is_not_asked() {
    let memory = measured(&log(vec![]), 9);
    assert_eq!(
        (memory.current, memory.never_reviewed),
        (Share::of(0, 1), 1)
    );
    let memory = measured(&log(vec![(AMA, review(ArtefactState::Retired, 30))]), 9);
    assert_eq!(
        (memory.current, memory.never_reviewed),
        (Share::of(0, 0), 0)
    );
}

#[test]
fn a_problem_is_remembered_by_what_is_older_than_it() {
    let raise = Command::RaiseProblem {
        title: "Who has moved handover?".into(),
        text: None,
        terms: vec![],
        vantage: None,
    };
    let link = |to| Command::Connect {
        from: made(3),
        to: Reference::Contribution(to),
        reason: None,
    };
    let older = log(vec![(RHYS, raise.clone()), (RHYS, link(made(2)))]);
    assert_eq!(measured(&older, 16).remembered, Share::of(0, 0));
    assert_eq!(measured(&older, 17).remembered, Share::of(1, 1));
    let younger = log(vec![
        (RHYS, raise),
        (AMA, draft(ArtefactForm::Guide)),
        (RHYS, link(made(4))),
    ]);
    assert_eq!(measured(&younger, 20).remembered, Share::of(0, 1));
}

#[test]
fn evidence_that_a_protocol_cites_is_adopted_though_nobody_tried_it() {
    let path = measured(&log(vec![]), 9).evidence_path;
    assert_eq!(
        (path.cited, path.tried, path.difference, path.adopted),
        (1, 0, 0, 1)
    );
    assert_eq!(path.days_to_trial, None);
}

#[test]
fn the_days_to_trial_are_told_of_five_sources_and_not_of_four() {
    let mut path = Path::<u32>::new();
    let on = |n| day(n).date_utc();
    for nth in 0..4 {
        path.cite(nth, on(0));
        path.report(
            nth,
            Rung::Applied,
            ValueOutcome::Worse,
            on(10 + nth as usize),
        );
    }
    assert_eq!(path.told().days_to_trial, None);
    path.cite(4, on(9));
    path.report(4, Rung::Applied, ValueOutcome::Helped, on(10));
    path.report(4, Rung::Realised, ValueOutcome::NoDifference, on(12));
    let told = path.told();
    assert_eq!(told.days_to_trial, Ratio::of(11, 1));
    assert_eq!((told.tried, told.difference), (5, 0));
}
