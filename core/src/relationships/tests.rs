use super::*;
use crate::testing::{AMA, JOAN, NEW, RHYS, after, check, falls, open, person, refused};

fn join() -> Command {
    Command::Join { note: None }
}

fn given() -> Vec<(&'static str, Command)> {
    vec![open(), (RHYS, join()), (JOAN, join())]
}

fn day(text: &str) -> CivilDate {
    CivilDate::parse(text).unwrap()
}

fn away(from: &str, until: Option<&str>) -> Command {
    Command::GoAway {
        from: day(from),
        until: until.map(day),
    }
}

fn welcome(whom: &str, message: Option<&str>) -> Command {
    Command::Welcome {
        person: person(whom),
        message: message.map(Into::into),
        in_reply_to: None,
    }
}

fn introduce(one: &str, other: &str) -> Command {
    Command::Introduce {
        one: person(one),
        other: person(other),
        reason: Some("You both moved handover.".into()),
    }
}

fn allow(preference: Preference, allowed: bool) -> Command {
    Command::SetPreference {
        preference,
        allowed,
    }
}

fn mentoring(mentor: &str, mentee: &str) -> Command {
    Command::AgreeMentoring {
        mentor: person(mentor),
        mentee: person(mentee),
    }
}

fn end_mentoring(mentor: &str, mentee: &str) -> Command {
    Command::EndMentoring {
        mentor: person(mentor),
        mentee: person(mentee),
    }
}

fn note_contact(whom: &str) -> Command {
    Command::NoteContact {
        person: person(whom),
    }
}

fn relationships_after(given: &[(&str, Command)]) -> Relationships {
    after(given)
        .community(&falls())
        .unwrap()
        .fabric
        .relationships
        .clone()
}

#[test]
fn who_is_away_is_away_from_the_first_to_the_last_day() {
    let mut given = given();
    given.push((RHYS, away("2026-03-01", Some("2026-03-14"))));
    let relationships = relationships_after(&given);
    let is_away = |on| relationships.is_away(&person(RHYS), day(on));
    assert!(!is_away("2026-02-28") && is_away("2026-03-01"));
    assert!(is_away("2026-03-14") && !is_away("2026-03-15"));
    check(
        &given,
        (RHYS, away("2026-03-01", Some("2026-03-14"))),
        Ok(vec![]),
    );
    given.push((RHYS, Command::Return));
    assert_eq!(relationships_after(&given).away.len(), 0);
    check(&given, (RHYS, Command::Return), Ok(vec![]));
}

#[test]
fn an_absence_ends_after_it_begins() {
    refused(
        &given(),
        (RHYS, away("2026-03-02", Some("2026-03-01"))),
        Refusal::DateRange,
    );
    refused(
        &given(),
        (NEW, away("2026-03-02", None)),
        Refusal::NotAMember,
    );
}

#[test]
fn nothing_but_nudges_to_oneself_is_allowed_before_it_is_said() {
    let relationships = relationships_after(&given());
    let allows = |preference| relationships.allows(&person(RHYS), preference);
    assert!(allows(Preference::Nudges));
    assert!(!allows(Preference::NudgesByOthers));
    assert!(!allows(Preference::Introductions));
    assert!(!allows(Preference::NamedCredit));
    assert!(!allows(Preference::ReadsLogged));
    check(
        &given(),
        (RHYS, allow(Preference::Nudges, true)),
        Ok(vec![]),
    );
}

#[test]
fn whether_others_may_ask_after_somebody_is_said_apart_from_reminders() {
    let mut given = given();
    given.push((RHYS, allow(Preference::NudgesByOthers, true)));
    assert!(relationships_after(&given).allows(&person(RHYS), Preference::NudgesByOthers));
    given.push((RHYS, allow(Preference::NudgesByOthers, false)));
    let relationships = relationships_after(&given);
    assert!(!relationships.allows(&person(RHYS), Preference::NudgesByOthers));
    assert!(relationships.allows(&person(RHYS), Preference::Nudges));
}

#[test]
fn what_somebody_allows_they_can_take_back() {
    let mut given = given();
    given.push((RHYS, allow(Preference::ReadsLogged, true)));
    assert!(relationships_after(&given).allows(&person(RHYS), Preference::ReadsLogged));
    given.push((RHYS, allow(Preference::ReadsLogged, false)));
    assert!(!relationships_after(&given).allows(&person(RHYS), Preference::ReadsLogged));
}

#[test]
fn a_member_is_welcomed_by_each_once_and_again_with_words() {
    let mut given = given();
    given.push((AMA, welcome(RHYS, None)));
    check(&given, (AMA, welcome(RHYS, None)), Ok(vec![]));
    given.push((JOAN, welcome(RHYS, Some("Good to have you."))));
    let welcomed = &relationships_after(&given).welcomes;
    assert_eq!(welcomed.get(&person(RHYS)).unwrap().by.len(), 2);
    refused(&given, (RHYS, welcome(RHYS, None)), Refusal::NotOneself);
    refused(&given, (AMA, welcome(NEW, None)), Refusal::PersonNotAMember);
    refused(&given, (NEW, welcome(RHYS, None)), Refusal::NotAMember);
}

#[test]
fn two_are_introduced_when_both_allow_it() {
    let mut given = given();
    given.push((RHYS, allow(Preference::Introductions, true)));
    refused(&given, (AMA, introduce(RHYS, JOAN)), Refusal::NoConsent);
    given.push((JOAN, allow(Preference::Introductions, true)));
    given.push((AMA, introduce(RHYS, JOAN)));
    let introduced = relationships_after(&given).introductions;
    assert_eq!(introduced.len(), 1);
    assert_eq!(introduced[0].one, person(JOAN));
    refused(&given, (AMA, introduce(RHYS, RHYS)), Refusal::NotOneself);
    refused(
        &given,
        (AMA, introduce(RHYS, NEW)),
        Refusal::PersonNotAMember,
    );
    refused(&given, (RHYS, introduce(RHYS, JOAN)), Refusal::NotOneself);
}

#[test]
fn mentoring_holds_when_both_have_said_so() {
    let mut given = given();
    given.push((RHYS, mentoring(RHYS, JOAN)));
    assert!(!relationships_after(&given).mentoring[0].is_agreed());
    check(&given, (RHYS, mentoring(RHYS, JOAN)), Ok(vec![]));
    given.push((JOAN, mentoring(RHYS, JOAN)));
    assert!(relationships_after(&given).mentoring[0].is_agreed());
    refused(&given, (AMA, mentoring(RHYS, JOAN)), Refusal::NotYours);
    refused(&given, (AMA, end_mentoring(RHYS, JOAN)), Refusal::NotYours);
    refused(&given, (RHYS, mentoring(RHYS, RHYS)), Refusal::NotOneself);
    refused(
        &given,
        (RHYS, mentoring(RHYS, NEW)),
        Refusal::PersonNotAMember,
    );
    given.push((JOAN, end_mentoring(RHYS, JOAN)));
    assert!(relationships_after(&given).mentoring.is_empty());
    check(&given, (RHYS, end_mentoring(RHYS, JOAN)), Ok(vec![]));
}

#[test]
fn a_contact_is_noted_by_who_holds_the_community_and_seen_by_nobody_else() {
    refused(&given(), (RHYS, note_contact(JOAN)), Refusal::RoleNeeded);
    refused(
        &given(),
        (AMA, note_contact(NEW)),
        Refusal::PersonNotAMember,
    );
    refused(&given(), (AMA, note_contact(AMA)), Refusal::NotOneself);
    let mut given = given();
    given.push((AMA, note_contact(RHYS)));
    let model = after(&given);
    let community = model.community(&falls()).unwrap();
    let seen_by = |who| {
        let seen = community.excerpt(Some(&person(who)), None).unwrap();
        seen.fabric.relationships.contacts.len()
    };
    assert_eq!((seen_by(AMA), seen_by(JOAN)), (1, 0));
}

#[test]
fn what_others_allow_is_hidden_but_whether_they_can_be_introduced() {
    let mut given = given();
    given.push((RHYS, allow(Preference::ReadsLogged, true)));
    given.push((RHYS, allow(Preference::Introductions, true)));
    let model = after(&given);
    let community = model.community(&falls()).unwrap();
    let seen = community.excerpt(Some(&person(JOAN)), None).unwrap();
    let allows = |preference| seen.fabric.relationships.allows(&person(RHYS), preference);
    assert!(allows(Preference::Introductions));
    assert!(!allows(Preference::ReadsLogged));
}

#[test]
fn who_left_is_with_nobody_any_more() {
    let mut given = given();
    given.extend([
        (RHYS, away("2026-03-01", None)),
        (RHYS, allow(Preference::Introductions, true)),
        (AMA, welcome(RHYS, None)),
        (RHYS, mentoring(RHYS, JOAN)),
        (RHYS, Command::Leave),
    ]);
    assert_eq!(relationships_after(&given), Relationships::default());
}
