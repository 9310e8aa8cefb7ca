use super::*;
use crate::activity::Stance;
use crate::testing::{AMA, JOAN, NEW, RHYS, after, check, falls, intent, open, person, refused};

fn join() -> Command {
    Command::Join { note: None }
}

fn raise() -> Command {
    Command::RaiseProblem {
        title: "Who has moved handover to the bedside?".into(),
        text: None,
        terms: vec!["Handover".into(), "handover".into()],
        vantage: Some("As a ward sister".into()),
    }
}

/// The contribution that the n-th command makes.
fn made_by(nth: u128) -> ContributionId {
    ContributionId::parse(&crate::id::ActivityId::from_u128(nth * 100).to_string()).unwrap()
}

fn reply(to_nth: u128, to: &[&str], text: &str) -> Command {
    Command::Reply {
        in_reply_to: made_by(to_nth),
        to: to.iter().map(|id| person(id)).collect(),
        stance: Stance::Offer,
        text: text.into(),
        vantage: None,
    }
}

const LONG: &str = "What do you hand over that the next bed must not hear?";

fn problem() -> Vec<(&'static str, Command)> {
    vec![open(), (RHYS, join()), (JOAN, join()), (AMA, raise())]
}

fn addressees(given: &[(&str, Command)], by: &str, command: &Command) -> Vec<PersonId> {
    let decision = after(given)
        .decide(&intent(given.len(), by, command))
        .unwrap();
    match &decision.activities[0].what {
        Kind::Replied(turn) => turn.addressees.clone(),
        other => panic!("{other:?} is no reply"),
    }
}

#[test]
fn only_members_speak() {
    refused(&[open()], (NEW, raise()), Refusal::NotAMember);
    refused(&problem(), (NEW, reply(3, &[], LONG)), Refusal::NotAMember);
}

#[test]
fn a_problem_holds_no_text_but_where_it_stands() {
    let decision = after(&problem()[..3])
        .decide(&intent(3, AMA, &raise()))
        .unwrap();
    let [activity] = decision.activities.as_slice() else {
        panic!("one problem is one activity");
    };
    let Kind::ProblemRaised {
        title,
        terms,
        vantage,
        ..
    } = &activity.what
    else {
        panic!("{:?} is no problem", activity.what);
    };
    assert_eq!(
        decision.texts,
        [(
            title.id,
            "Who has moved handover to the bedside?".to_owned()
        )]
    );
    assert_eq!(terms.len(), 1);
    assert_eq!(vantage.as_ref().map(Term::as_str), Some("as a ward sister"));
}

#[test]
fn a_turn_is_to_whom_it_names_else_to_whom_it_answers() {
    let given = problem();
    assert_eq!(
        addressees(&given, RHYS, &reply(3, &[], LONG)),
        [person(AMA)]
    );
    assert_eq!(
        addressees(&given, RHYS, &reply(3, &[JOAN], LONG)),
        [person(JOAN)]
    );
}

#[test]
fn a_turn_on_ones_own_is_to_whoever_else_spoke_last_with_substance() {
    let mut given = problem();
    assert!(addressees(&given, AMA, &reply(3, &[], LONG)).is_empty());
    given.push((RHYS, reply(3, &[], LONG)));
    given.push((JOAN, reply(3, &[], "Thank you")));
    assert_eq!(
        addressees(&given, AMA, &reply(3, &[], LONG)),
        [person(RHYS)]
    );
}

#[test]
fn a_turn_is_to_members_or_to_people_in_the_thread() {
    refused(
        &problem(),
        (RHYS, reply(3, &[NEW], LONG)),
        Refusal::NoSuchAddressee,
    );
    let many = vec!["joan"; 21];
    refused(&problem(), (RHYS, reply(3, &many, LONG)), Refusal::TooMany);
}

#[test]
fn a_turn_answers_something_that_is_there() {
    refused(
        &problem(),
        (RHYS, reply(99, &[], LONG)),
        Refusal::NoSuchContribution,
    );
}

#[test]
fn a_reply_to_a_turn_stands_in_its_thread() {
    let mut given = problem();
    given.push((RHYS, reply(3, &[], LONG)));
    given.push((AMA, reply(4, &[], LONG)));
    let model = after(&given);
    let talk = &model.community(&falls()).unwrap().talk;
    let thread = talk.thread(&made_by(3)).unwrap();
    assert_eq!(thread.n_turns, 2);
    assert_eq!(thread.turns[1].turn.addressees, [person(RHYS)]);
}

#[test]
fn insight_is_marked_on_what_others_said_and_once() {
    let mut given = problem();
    given.push((RHYS, reply(3, &[], LONG)));
    let mark = |nth| Command::MarkInsight {
        about: made_by(nth),
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
    assert!(thread.turns[0].changed.contains(&person(AMA)));
}

#[test]
fn a_link_is_an_address_of_the_web() {
    let share = |link: &str| Command::ShareResource {
        title: "Bedside handover, one page".into(),
        text: None,
        link: Some(link.into()),
        terms: vec![],
    };
    refused(
        &[open()],
        (AMA, share("javascript:alert(1)")),
        Refusal::LinkScheme,
    );
    after(&[open(), (AMA, share("https://northmoor.example/handover"))]);
}

#[test]
fn a_term_is_no_paragraph() {
    let command = Command::RaiseProblem {
        title: "Falls".into(),
        text: None,
        terms: vec!["x".repeat(129)],
        vantage: None,
    };
    let then = Refusal::WordFormat(crate::id::IdFault::TooLong);
    refused(&[open()], (AMA, command), then);
}

#[test]
fn an_excerpt_holds_the_turns_of_the_thread_asked_for() {
    let mut given = problem();
    given.push((RHYS, reply(3, &[], LONG)));
    let model = after(&given);
    let community = model.community(&falls()).unwrap();
    let list = community.excerpt(None, None);
    assert_eq!(list, None, "nobody who is not signed in sees it");
    let list = community.excerpt(Some(&person(NEW)), None).unwrap();
    let thread = list.talk.thread(&made_by(3)).unwrap();
    assert_eq!((thread.n_turns, thread.turns.len()), (1, 0));
    let whole = community
        .excerpt(Some(&person(NEW)), Some(&made_by(3)))
        .unwrap();
    assert_eq!(whole.talk.thread(&made_by(3)).unwrap().turns.len(), 1);
    assert_eq!(whole.talk.root_of(&made_by(4)), Some(&made_by(3)));
}
