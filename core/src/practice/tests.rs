use super::*;
use crate::activity::{ArtefactForm, Beneficiary, Reaction, Rung, ValueOutcome};
use crate::command::NewReport;
use crate::testing::{
    AMA, JOAN, NEW, RHYS, after, check, day, falls, intent, open, person, refused,
};

/// The contribution that the n-th command makes.
fn made_by(nth: u128) -> ContributionId {
    ContributionId::parse(&crate::id::ActivityId::from_u128(nth * 100).to_string()).unwrap()
}

fn join() -> Command {
    Command::Join { note: None }
}

fn guide() -> NewArtefact {
    NewArtefact {
        form: ArtefactForm::Guide,
        title: "Bedside handover, one page".into(),
        text: Some("Two items stay in the corridor.".into()),
        link: None,
        authors: vec![person(JOAN), person(AMA)],
        thread: Some(made_by(3)),
        cites: vec![
            "10.1186/1748-5908-4-27".into(),
            "doi:10.1186/1748-5908-4-27".into(),
        ],
        terms: vec!["Handover".into()],
    }
}

/// A problem by Rhys, and a guide from it by Ama and Joan, which is made by the fourth command.
fn drafted() -> Vec<(&'static str, Command)> {
    let raise = Command::RaiseProblem {
        title: "Who has moved handover to the bedside?".into(),
        text: None,
        terms: vec![],
        vantage: None,
    };
    vec![
        open(),
        (RHYS, join()),
        (JOAN, join()),
        (RHYS, raise),
        (AMA, Command::DraftArtefact(guide())),
    ]
}

fn with(more: &[(&'static str, Command)]) -> Vec<(&'static str, Command)> {
    [drafted().as_slice(), more].concat()
}

fn community(given: &[(&str, Command)]) -> Community {
    after(given).community(&falls()).unwrap().clone()
}

fn held(given: &[(&str, Command)]) -> Artefact {
    community(given)
        .fabric
        .practice
        .artefact(&made_by(4))
        .unwrap()
        .clone()
}

fn revise() -> Command {
    Command::ReviseArtefact {
        artefact: made_by(4),
        title: "Bedside handover".into(),
        text: None,
        link: Some("https://northmoor.example/handover".into()),
        note: Some("Shorter.".into()),
    }
}

fn review_it(state: ArtefactState, next_review: Option<CivilDate>) -> Command {
    Command::ReviewArtefact {
        artefact: made_by(4),
        state,
        next_review,
        note: None,
    }
}

fn use_it(context: Option<Reference>) -> Command {
    Command::UseArtefact {
        artefact: made_by(4),
        context,
        note: None,
    }
}

#[test]
fn whoever_drafts_is_the_first_author_and_each_source_is_cited_once() {
    let artefact = held(&drafted());
    assert_eq!(artefact.authors, [person(AMA), person(JOAN)]);
    assert_eq!(
        (artefact.thread, artefact.evidence.len()),
        (Some(made_by(3)), 1)
    );
    assert_eq!((artefact.revisions.len(), artefact.terms.len()), (1, 1));
}

#[test]
fn a_draft_is_held_to_what_is_there() {
    let given = &drafted()[..4];
    let draft = |change: fn(&mut NewArtefact)| {
        let mut new = guide();
        change(&mut new);
        Command::DraftArtefact(new)
    };
    refused(given, (NEW, draft(|_| {})), Refusal::NotAMember);
    let stranger = draft(|new| new.authors.push(person(NEW)));
    refused(given, (AMA, stranger), Refusal::PersonNotAMember);
    let many = draft(|new| new.authors = vec![person(JOAN); 21]);
    refused(given, (AMA, many), Refusal::TooMany);
    let from_nothing = draft(|new| new.thread = Some(made_by(99)));
    refused(given, (AMA, from_nothing), Refusal::NoSuchContribution);
    let unnamed = draft(|new| new.cites = vec!["x".repeat(201)]);
    refused(given, (AMA, unnamed), Refusal::SourceFormat);
    let elsewhere = draft(|new| new.link = Some("file:///guide".into()));
    refused(given, (AMA, elsewhere), Refusal::LinkScheme);
}

#[test]
fn whoever_revises_wrote_the_revision_and_not_the_first() {
    let artefact = held(&with(&[(RHYS, revise()), (RHYS, revise())]));
    assert_eq!(artefact.authors, [person(AMA), person(JOAN)]);
    let latest = artefact.latest().unwrap();
    assert_eq!((latest.revision, &latest.author), (3, &Some(person(RHYS))));
    assert!(latest.text.is_none() && artefact.revisions[0].text.is_some());
    assert!(artefact.is_by(&person(RHYS)));
}

#[test]
fn members_revise_what_is_there() {
    refused(&drafted(), (NEW, revise()), Refusal::NotAMember);
    refused(
        &drafted()[..4],
        (AMA, revise()),
        Refusal::NoSuchContribution,
    );
}

#[test]
fn authors_curators_and_those_who_hold_the_community_review() {
    let found = || review_it(ArtefactState::NeedsWork, None);
    refused(&drafted(), (NEW, found()), Refusal::NotAMember);
    refused(&drafted(), (RHYS, found()), Refusal::RoleNeeded);
    let curator = Command::GiveRole {
        person: person(RHYS),
        role: Role::Curator,
        protected_minutes: None,
        recognised_by: None,
    };
    let given = with(&[
        (AMA, curator),
        (RHYS, found()),
        (JOAN, found()),
        (AMA, found()),
    ]);
    assert_eq!(held(&given).reviews.len(), 3);
    assert_eq!(held(&given).state(), ArtefactState::NeedsWork);
    refused(&drafted()[..4], (AMA, found()), Refusal::NoSuchContribution);
}

#[test]
fn the_next_review_is_not_before_today_and_due_from_its_day_on() {
    let today = day(5).date_utc();
    let in_time = |next| review_it(ArtefactState::Current, Some(next));
    refused(
        &drafted(),
        (AMA, in_time(today.plus_days(-1))),
        Refusal::DateRange,
    );
    let given = with(&[(AMA, in_time(today.plus_days(30)))]);
    let held = community(&given);
    assert_eq!(held.fabric.practice.due(today.plus_days(29)).count(), 0);
    assert_eq!(held.fabric.practice.due(today.plus_days(30)).count(), 1);
}

#[test]
fn looking_again_on_another_day_is_another_review_but_not_on_the_same() {
    let given = with(&[(AMA, review_it(ArtefactState::Current, None))]);
    let mut again = intent(6, AMA, &review_it(ArtefactState::Current, None));
    assert_eq!(after(&given).decide(&again).unwrap().activities.len(), 1);
    again.at = day(5);
    assert_eq!(after(&given).decide(&again).unwrap().activities.len(), 0);
}

#[test]
fn what_was_retired_is_neither_used_nor_revised_until_it_is_found_current_again() {
    let retire = || review_it(ArtefactState::Retired, None);
    let mut given = with(&[(AMA, retire())]);
    refused(&given, (RHYS, use_it(None)), Refusal::ArtefactRetired);
    refused(&given, (RHYS, revise()), Refusal::ArtefactRetired);
    given.push((JOAN, review_it(ArtefactState::Current, None)));
    given.push((RHYS, use_it(None)));
    assert_eq!(held(&given).uses.len(), 1);
}

#[test]
fn an_artefact_is_used_in_a_thread_a_meeting_or_ones_own_practice() {
    let given = with(&[
        (RHYS, use_it(Some(made_by(3).into()))),
        (RHYS, use_it(None)),
    ]);
    let uses = held(&given).uses;
    assert_eq!(uses[0].context, Some(made_by(3).into()));
    assert_eq!(uses[1].context, None);
    let nowhere = use_it(Some(made_by(99).into()));
    refused(&drafted(), (RHYS, nowhere), Refusal::NoSuchContribution);
    let no_meeting = Reference::Event(crate::id::EventId::parse("e9").unwrap());
    refused(
        &drafted(),
        (RHYS, use_it(Some(no_meeting))),
        Refusal::NoSuchEvent,
    );
    refused(&drafted(), (NEW, use_it(None)), Refusal::NotAMember);
}

#[test]
fn using_it_again_on_the_same_day_says_something_new_only_with_a_note() {
    let given = with(&[(RHYS, use_it(None))]);
    let mut again = intent(6, RHYS, &use_it(None));
    again.at = day(5);
    assert_eq!(after(&given).decide(&again).unwrap().activities.len(), 0);
    if let Command::UseArtefact { note, .. } = &mut again.command {
        *note = Some("It took two minutes.".into());
    }
    assert_eq!(after(&given).decide(&again).unwrap().activities.len(), 1);
}

fn cite_it(by: u128, source: &str) -> Command {
    Command::CiteEvidence {
        by: made_by(by).into(),
        source: source.into(),
    }
}

#[test]
fn evidence_is_cited_once_by_artefacts_threads_and_turns() {
    let reply = Command::Reply {
        in_reply_to: made_by(3),
        to: vec![],
        stance: crate::activity::Stance::Offer,
        text: "It says so in the guideline.".into(),
        vantage: None,
    };
    let mut given = with(&[(JOAN, reply)]);
    for cited_by in [3, 4, 5] {
        given.push((AMA, cite_it(cited_by, "NICE CG161")));
        check(
            &given,
            (RHYS, cite_it(cited_by, " NICE  CG161")),
            Ok(vec![]),
        );
    }
    let held = community(&given);
    let thread = held.talk.thread(&made_by(3)).unwrap();
    assert_eq!(
        (thread.evidence.len(), thread.turns[0].evidence.len()),
        (1, 1)
    );
    assert_eq!(
        held.fabric
            .practice
            .artefact(&made_by(4))
            .unwrap()
            .evidence
            .len(),
        2
    );
}

#[test]
fn what_is_cited_has_a_source_and_rests_in_something_that_was_said() {
    refused(&drafted(), (AMA, cite_it(3, " ")), Refusal::SourceFormat);
    refused(
        &drafted(),
        (AMA, cite_it(99, "NICE CG161")),
        Refusal::NoSuchContribution,
    );
    refused(
        &drafted(),
        (NEW, cite_it(3, "NICE CG161")),
        Refusal::NotAMember,
    );
    let by_somebody = Command::CiteEvidence {
        by: Reference::Person(person(RHYS)),
        source: "NICE CG161".into(),
    };
    refused(&drafted(), (AMA, by_somebody), Refusal::NoSuchContribution);
}

#[test]
fn an_artefact_changes_how_others_see_it_but_not_its_authors() {
    let mark = || Command::MarkInsight {
        about: made_by(4).into(),
    };
    refused(&drafted(), (JOAN, mark()), Refusal::OwnContribution);
    let given = with(&[(RHYS, mark())]);
    check(&given, (RHYS, mark()), Ok(vec![]));
    assert!(held(&given).reception.changed.contains_key(&person(RHYS)));
    let like = Command::React {
        to: made_by(4).into(),
        reaction: Reaction::Like,
    };
    let given = with(&[(RHYS, like.clone())]);
    check(&given, (RHYS, like), Ok(vec![]));
}

#[test]
fn what_was_taken_back_is_left_without_text_and_takes_nothing_new() {
    let given = drafted();
    let model = after(&given[..4]);
    let decision = model.decide(&intent(4, AMA, &given[4].1)).unwrap();
    let mut held = model.community(&falls()).unwrap().clone();
    held.bury(&decision.activities[0]);
    let later = after(&given).decide(&intent(5, RHYS, &revise())).unwrap();
    held.evolve(&later.activities[0]);
    let artefact = held.fabric.practice.artefact(&made_by(4)).unwrap();
    let mut texts = Vec::new();
    held.fabric.practice.texts(&mut texts);
    assert_eq!((texts.len(), artefact.revisions.len()), (0, 2));
    assert!(artefact.is_retracted && artefact.is_shown() && artefact.evidence.is_empty());
    let using = held.decide(&intent(6, RHYS, &use_it(None)));
    assert_eq!(using, Err(Refusal::AlreadyRetracted));
    let reporting = Command::ReportValue(NewReport {
        rung: Rung::Applied,
        outcome: ValueOutcome::Helped,
        source: made_by(4).into(),
        beneficiary: Beneficiary::Team,
        follows: None,
        evidence: None,
        text: None,
    });
    let reporting = held.decide(&intent(6, RHYS, &reporting));
    assert_eq!(reporting, Err(Refusal::AlreadyRetracted));
}

#[test]
fn an_excerpt_holds_the_newest_artefacts_and_what_the_thread_asked_for_came_to() {
    let mut given = drafted();
    for _ in 0..100 {
        given.push((
            AMA,
            Command::DraftArtefact(NewArtefact {
                thread: None,
                ..guide()
            }),
        ));
    }
    let held = community(&given);
    let list = held.excerpt(Some(&person(RHYS)), None).unwrap();
    assert_eq!(list.fabric.practice.artefacts().count(), 100);
    assert!(list.fabric.practice.artefact(&made_by(4)).is_none());
    let asked = held
        .excerpt(Some(&person(RHYS)), Some(&made_by(3)))
        .unwrap();
    assert!(asked.fabric.practice.artefact(&made_by(4)).is_some());
}
