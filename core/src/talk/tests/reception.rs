//! Insights, reactions and what was read.

use super::*;
use crate::activity::{Access, Reaction, Visibility};
use crate::testing::founding;

fn react(to: Reference, reaction: Reaction) -> Command {
    Command::React { to, reaction }
}

#[test]
fn members_and_observers_react_once_each_way_to_what_others_said() {
    let (mut given, meeting) = met();
    let like = react(made_by(3).into(), Reaction::Like);
    refused(&given, (NEW, like.clone()), Refusal::NotAMember);
    refused(&given, (AMA, like.clone()), Refusal::OwnContribution);
    refused(
        &given,
        (AMA, react(meeting.clone(), Reaction::Like)),
        Refusal::OwnContribution,
    );
    let to_somebody = react(Reference::Person(person(AMA)), Reaction::Thanks);
    refused(&given, (RHYS, to_somebody), Refusal::NoSuchContribution);
    given.extend([
        (NEW, Command::Follow),
        (NEW, like.clone()),
        (JOAN, react(meeting.clone(), Reaction::Like)),
    ]);
    check(&given, (NEW, like), Ok(vec![]));
    check(&given, (JOAN, react(meeting, Reaction::Like)), Ok(vec![]));
    given.push((NEW, react(made_by(3).into(), Reaction::Thanks)));
    let held = community(&given);
    let reception = &held.talk.thread(&made_by(3)).unwrap().reception;
    assert_eq!((reception.liked.len(), reception.thanked.len()), (1, 1));
}

#[test]
fn reading_is_logged_for_who_allows_it_and_shown_to_nobody_else() {
    let mut given = problem();
    let read = Command::MarkRead {
        of: made_by(3).into(),
    };
    refused(&given, (RHYS, read.clone()), Refusal::NoConsent);
    refused(&given, (NEW, read.clone()), Refusal::NotAMember);
    given.push((
        RHYS,
        Command::SetPreference {
            preference: Preference::ReadsLogged,
            allowed: true,
        },
    ));
    let nothing = Command::MarkRead {
        of: made_by(99).into(),
    };
    refused(&given, (RHYS, nothing), Refusal::NoSuchContribution);
    given.push((RHYS, read.clone()));
    check(&given, (RHYS, read), Ok(vec![]));
    let held = community(&given);
    let n_reading = |who: &str| {
        let seen = held.excerpt(Some(&person(who)), None).unwrap();
        seen.talk.thread(&made_by(3)).unwrap().reception.read.len()
    };
    assert_eq!(
        (n_reading(RHYS), n_reading(JOAN), n_reading(AMA)),
        (1, 0, 0)
    );
}

#[test]
fn insight_is_marked_on_a_meeting_but_by_who_planned_it() {
    let (mut given, meeting) = met();
    let mark = Command::MarkInsight {
        about: meeting.clone(),
    };
    refused(&given, (AMA, mark.clone()), Refusal::OwnContribution);
    given.push((JOAN, mark.clone()));
    check(&given, (JOAN, mark), Ok(vec![]));
    let held = community(&given);
    let reception = held.talk.reception(meeting.event().unwrap()).unwrap();
    assert!(reception.changed.contains_key(&person(JOAN)));
    let somebody = Command::MarkInsight {
        about: Reference::Person(person(RHYS)),
    };
    refused(&given, (JOAN, somebody), Refusal::NoSuchContribution);
    given.push((RHYS, summarise(made_by(3).into())));
    let summary = Command::MarkInsight {
        about: made_by(6).into(),
    };
    refused(&given, (JOAN, summary), Refusal::NoSuchContribution);
}

#[test]
fn strangers_see_a_public_thread_and_react_to_nothing() {
    let given = vec![founding(Visibility::Public, Access::Open), (AMA, raise())];
    assert!(
        community(&given)
            .excerpt(None, None)
            .unwrap()
            .talk
            .thread(&made_by(1))
            .is_some()
    );
    refused(
        &given,
        (NEW, react(made_by(1).into(), Reaction::Like)),
        Refusal::NotAMember,
    );
}

#[test]
fn insight_is_marked_on_what_others_said_and_once() {
    let mut given = problem();
    given.push((RHYS, reply(3, &[], LONG)));
    let mark = |nth| Command::MarkInsight {
        about: made_by(nth).into(),
    };
    refused(&given, (RHYS, mark(4)), Refusal::OwnContribution);
    refused(&given, (AMA, mark(3)), Refusal::OwnContribution);
    refused(&given, (AMA, mark(99)), Refusal::NoSuchContribution);
    given.push((AMA, mark(4)));
    check(&given, (AMA, mark(4)), Ok(vec![]));
    let model = after(&given);
    let thread = model
        .community(&falls())
        .unwrap()
        .talk
        .thread(&made_by(3))
        .unwrap();
    assert_eq!(thread.n_insights, 1);
    assert!(thread.turns[0].reception.changed.contains_key(&person(AMA)));
}
