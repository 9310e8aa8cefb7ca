//! Concerns and their answers, reframings, summaries, connections.

use super::*;
use crate::activity::ConcernOutcome;

fn concern(about: Option<Reference>) -> Command {
    Command::RaiseConcern {
        title: "The chart is read by nobody".into(),
        text: None,
        about,
    }
}

fn answer(outcome: ConcernOutcome, text: Option<&str>) -> Command {
    Command::AnswerConcern {
        concern: made_by(4),
        outcome,
        text: text.map(Into::into),
    }
}

fn raised() -> Vec<(&'static str, Command)> {
    let mut given = problem();
    given.push((RHYS, concern(Some(made_by(3).into()))));
    given
}

#[test]
fn a_concern_is_about_something_that_is_there() {
    let about_nobody = concern(Some(Reference::Person(person(AMA))));
    refused(
        &problem(),
        (RHYS, about_nobody),
        Refusal::NoSuchContribution,
    );
    let about_nothing = concern(Some(made_by(99).into()));
    refused(
        &problem(),
        (RHYS, about_nothing),
        Refusal::NoSuchContribution,
    );
    let no_event = EventId::parse("e9").unwrap();
    let about_no_meeting = concern(Some(Reference::Event(no_event)));
    refused(&problem(), (RHYS, about_no_meeting), Refusal::NoSuchEvent);
    refused(&problem(), (NEW, concern(None)), Refusal::NotAMember);
    after(&raised());
}

#[test]
fn of_the_answers_to_a_concern_the_last_counts_and_all_are_kept() {
    let mut given = raised();
    given.push((
        AMA,
        answer(ConcernOutcome::Explained, Some("It is read at night.")),
    ));
    given.push((JOAN, answer(ConcernOutcome::Changed, None)));
    check(
        &given,
        (JOAN, answer(ConcernOutcome::Changed, None)),
        Ok(vec![]),
    );
    let held = community(&given);
    let thread = held.talk.thread(&made_by(4)).unwrap();
    let outcomes = thread.answers.iter().map(|answer| answer.outcome);
    assert!(outcomes.eq([ConcernOutcome::Explained, ConcernOutcome::Changed]));
    assert!(
        !thread.is_open()
            && community(&raised())
                .talk
                .thread(&made_by(4))
                .unwrap()
                .is_open()
    );
}

#[test]
fn a_concern_is_answered_by_another_member() {
    let explained = answer(ConcernOutcome::Explained, None);
    refused(
        &raised(),
        (RHYS, explained.clone()),
        Refusal::OwnContribution,
    );
    refused(&raised(), (NEW, explained), Refusal::NotAMember);
    let of_a_problem = Command::AnswerConcern {
        concern: made_by(3),
        outcome: ConcernOutcome::Changed,
        text: None,
    };
    refused(&raised(), (JOAN, of_a_problem), Refusal::NoSuchContribution);
}

fn reframe(confirmed_by: &[&str]) -> Command {
    Command::ReframeProblem {
        problem: made_by(3),
        statement: "What must the next bed not hear?".into(),
        confirmed_by: confirmed_by.iter().map(|id| person(id)).collect(),
    }
}

#[test]
fn a_problem_is_put_anew_by_whoever_is_in_it_or_holds_the_community() {
    let mut given = vec![open(), (RHYS, join()), (JOAN, join()), (RHYS, raise())];
    refused(&given, (JOAN, reframe(&[])), Refusal::NotYours);
    refused(&given, (NEW, reframe(&[])), Refusal::NotAMember);
    after(&[given.clone(), vec![(AMA, reframe(&[]))]].concat());
    given.push((JOAN, reply(3, &[], LONG)));
    given.push((JOAN, reframe(&[RHYS, RHYS])));
    given.push((RHYS, reframe(&[])));
    let held = community(&given);
    let thread = held.talk.thread(&made_by(3)).unwrap();
    assert_eq!(thread.reframings[0].confirmed_by, [person(RHYS)]);
    assert_eq!(thread.statement(), Some(thread.reframings[1].statement));
    assert_ne!(thread.statement(), thread.title);
}

#[test]
fn a_reframing_is_confirmed_by_others_in_the_thread() {
    let given = problem();
    refused(&given, (AMA, reframe(&[AMA])), Refusal::NotOneself);
    refused(&given, (AMA, reframe(&[RHYS])), Refusal::NoSuchAddressee);
    refused(&given, (AMA, reframe(&[RHYS; 21])), Refusal::TooMany);
    refused(
        &raised(),
        (
            RHYS,
            Command::ReframeProblem {
                problem: made_by(4),
                statement: "A concern is no problem".into(),
                confirmed_by: vec![],
            },
        ),
        Refusal::NoSuchContribution,
    );
}

fn connect(from: u128, to: Reference, reason: Option<&str>) -> Command {
    Command::Connect {
        from: made_by(from),
        to,
        reason: reason.map(Into::into),
    }
}

#[test]
fn what_was_connected_is_connected_from_both_ends() {
    let mut given = raised();
    given.push((
        JOAN,
        connect(3, made_by(4).into(), Some("Both are about who reads.")),
    ));
    check(
        &given,
        (JOAN, connect(3, made_by(4).into(), None)),
        Ok(vec![]),
    );
    check(
        &given,
        (AMA, connect(4, made_by(3).into(), None)),
        Ok(vec![]),
    );
    check(
        &given,
        (AMA, connect(4, made_by(4).into(), None)),
        Ok(vec![]),
    );
    let held = community(&given);
    let connection = held.talk.connections().next().unwrap();
    assert_eq!(connection.other_end(&made_by(3)), Some(made_by(4).into()));
    assert_eq!(connection.other_end(&made_by(4)), Some(made_by(3).into()));
}

#[test]
fn a_thread_is_connected_with_another_thread_an_artefact_or_another_member() {
    let (given, meeting) = met();
    let member = |id| Reference::Person(person(id));
    after(&[given.clone(), vec![(AMA, connect(3, member(JOAN), None))]].concat());
    refused(
        &given,
        (AMA, connect(3, member(AMA), None)),
        Refusal::NotOneself,
    );
    refused(
        &given,
        (AMA, connect(3, member(NEW), None)),
        Refusal::PersonNotAMember,
    );
    refused(
        &given,
        (AMA, connect(3, meeting, None)),
        Refusal::NoSuchContribution,
    );
    refused(
        &given,
        (AMA, connect(9, member(JOAN), None)),
        Refusal::NoSuchContribution,
    );
    refused(
        &given,
        (NEW, connect(3, member(JOAN), None)),
        Refusal::NotAMember,
    );
}

#[test]
fn a_summary_is_of_a_thread_or_of_a_meeting_and_a_contribution_of_its_own() {
    let (mut given, meeting) = met();
    given.push((RHYS, reply(3, &[], LONG)));
    given.push((JOAN, summarise(made_by(5).into())));
    given.push((RHYS, summarise(meeting.clone())));
    let held = community(&given);
    assert_eq!(
        held.talk.summary(&made_by(6)).unwrap().of,
        made_by(3).into()
    );
    assert_eq!(held.talk.summary(&made_by(7)).unwrap().of, meeting);
    assert_eq!(held.author_of(&made_by(6).into()), Some(&person(JOAN)));
    refused(
        &given,
        (JOAN, summarise(made_by(7).into())),
        Refusal::NoSuchContribution,
    );
    refused(
        &given,
        (NEW, summarise(made_by(3).into())),
        Refusal::NotAMember,
    );
}

#[test]
fn an_activity_stands_with_what_it_created() {
    let given = raised();
    let held = community(&given);
    let thread = held.talk.thread(&made_by(4)).unwrap();
    let decision = after(&given[..4])
        .decide(&intent(4, given[4].0, &given[4].1))
        .unwrap();
    let activity: ActivityId = decision.activities[0].id;
    assert_eq!(thread.activity, activity);
}
