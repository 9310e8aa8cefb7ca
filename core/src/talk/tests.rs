mod links;
mod reception;

use super::*;
use crate::activity::{ArtefactForm, Form, JournalQuestion, Mode, Stance};
use crate::command::NewArtefact;
use crate::id::{ActivityId, Term};
use crate::schedule::Schedule;
use crate::testing::{
    AMA, JOAN, NEW, RHYS, after, check, day, falls, intent, open, person, refused,
};
use crate::time::Zone;

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
fn a_link_is_an_address_of_the_web() {
    let share = |link: &str| Command::ShareResource {
        artefact: None,
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

/// The model's community after these commands, with the last one recorded and then taken back.
fn taken_back(given: &[(&str, Command)]) -> Community {
    let (last, before) = given.split_last().unwrap();
    let model = after(before);
    let decision = model
        .decide(&intent(before.len(), last.0, &last.1))
        .unwrap();
    let mut community = model.community(&falls()).unwrap().clone();
    for activity in &decision.activities {
        community.bury(activity);
    }
    community
}

fn community(given: &[(&str, Command)]) -> Community {
    after(given).community(&falls()).unwrap().clone()
}

fn summarise(of: Reference) -> Command {
    Command::Summarise {
        of,
        text: "Two items stay in the corridor.".into(),
    }
}

fn meeting() -> (&'static str, Command) {
    let starts_at = day(100);
    let schedule = Schedule {
        starts: starts_at.civil_utc(),
        zone: Zone::utc(),
        minutes: 60,
        starts_at,
        series: None,
    };
    let command = Command::PlanEvent {
        title: "Working session".into(),
        form: Form::Working,
        mode: Mode::Online,
        schedule,
        place: None,
        capacity: None,
        problem: None,
        with: None,
    };
    (AMA, command)
}

fn met() -> (Vec<(&'static str, Command)>, Reference) {
    let mut given = problem();
    given.push(meeting());
    let event = community(&given).events.iter().next().unwrap().0.clone();
    (given, Reference::Event(event))
}

#[test]
fn a_story_a_part_of_a_journal_and_an_announcement_begin_threads_that_can_be_answered() {
    let story = Command::TellStory {
        title: "The first night".into(),
        text: "I was alone.".into(),
    };
    let journal = Command::ShareJournal {
        question: JournalQuestion::SkillsOutside,
        title: "A physio taught me".into(),
        text: "I could not have done it.".into(),
    };
    let announcement = Command::Announce {
        title: "New guideline".into(),
        text: None,
        terms: vec!["Falls".into()],
        original: Some("https://nice.example/cg161".into()),
    };
    let mut given = vec![
        open(),
        (RHYS, join()),
        (AMA, story.clone()),
        (AMA, journal.clone()),
        (AMA, announcement),
    ];
    for (nth, root) in [
        (2, Root::Story),
        (3, Root::Journal),
        (4, Root::Announcement),
    ] {
        given.push((RHYS, reply(nth, &[], LONG)));
        let held = community(&given);
        let thread = held.talk.thread(&made_by(nth)).unwrap();
        assert_eq!((thread.root, thread.n_turns), (root, 1));
    }
    let held = community(&given);
    let thread = held.talk.thread(&made_by(4)).unwrap();
    assert!(thread.link.is_some() && thread.terms.len() == 1);
    refused(&given, (NEW, story), Refusal::NotAMember);
    refused(&given, (NEW, journal), Refusal::NotAMember);
}

#[test]
fn an_announcement_was_first_told_at_an_address_of_the_web() {
    let announcement = Command::Announce {
        title: "New guideline".into(),
        text: None,
        terms: vec![],
        original: Some("ftp://nice.example".into()),
    };
    refused(&problem(), (AMA, announcement.clone()), Refusal::LinkScheme);
    refused(&problem(), (NEW, announcement), Refusal::NotAMember);
}

#[test]
fn a_resource_may_be_an_artefact_of_the_community() {
    let share = |nth| Command::ShareResource {
        title: "Bedside handover, one page".into(),
        text: None,
        link: None,
        terms: vec![],
        artefact: Some(made_by(nth)),
    };
    let mut given = problem();
    refused(&given, (AMA, share(3)), Refusal::NoSuchContribution);
    given.push((
        AMA,
        Command::DraftArtefact(NewArtefact {
            form: ArtefactForm::Guide,
            title: "Bedside handover".into(),
            text: None,
            link: None,
            authors: vec![],
            thread: None,
            cites: vec![],
            terms: vec![],
        }),
    ));
    given.push((RHYS, share(4)));
    let held = community(&given);
    let thread = held.talk.thread(&made_by(5)).unwrap();
    assert_eq!(thread.about, Some(made_by(4).into()));
}

#[test]
fn a_problem_says_by_its_terms_what_it_is_marked_as() {
    let marked = Command::RaiseProblem {
        title: "The call bell is out of reach".into(),
        text: None,
        terms: vec!["Risk".into(), "bells".into(), "solution".into()],
        vantage: None,
    };
    let held = community(&[open(), (AMA, marked)]);
    let thread = held.talk.thread(&made_by(1)).unwrap();
    assert!(thread.meanings().eq([Meaning::Risk, Meaning::Solution]));
}

#[test]
fn a_thread_that_was_taken_back_has_no_text_and_takes_no_reply() {
    let held = taken_back(&problem());
    let thread = held.talk.thread(&made_by(3)).unwrap();
    assert!(thread.is_retracted && !thread.is_shown());
    assert!(thread.title.is_none() && thread.terms.is_empty() && thread.vantage.is_none());
    assert!(held.has(&made_by(3).into()));
    let reply = intent(9, RHYS, &reply(3, &[], LONG));
    assert_eq!(held.decide(&reply), Err(Refusal::AlreadyRetracted));
}

#[test]
fn a_turn_that_was_taken_back_counts_for_nothing() {
    let mut given = problem();
    given.push((RHYS, reply(3, &[], LONG)));
    let mut held = taken_back(&given);
    let thread = held.talk.thread(&made_by(3)).unwrap();
    assert_eq!((thread.n_turns, thread.speakers.len()), (0, 0));
    assert_eq!((thread.last_at, thread.is_answered()), (day(3), false));
    assert_eq!(thread.turns[0].turn.text, None);
    let late = after(&given)
        .decide(&intent(
            5,
            AMA,
            &Command::MarkInsight {
                about: made_by(4).into(),
            },
        ))
        .unwrap();
    held.evolve(&late.activities[0]);
    assert_eq!(held.talk.thread(&made_by(3)).unwrap().n_insights, 0);
}

#[test]
fn a_summary_that_was_taken_back_has_no_text() {
    let mut given = problem();
    given.push((RHYS, summarise(made_by(3).into())));
    let held = taken_back(&given);
    let summary = held.talk.summary(&made_by(4)).unwrap();
    assert!(summary.is_retracted && summary.text.is_none());
}
