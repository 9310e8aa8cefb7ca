use serde::Deserialize;

use super::*;
use crate::Log;
use crate::activity::{
    Access, Activity, Basis, Part, Reference, RetractionReason, Stance, Visibility,
};
use crate::command::{Command, StatedAffiliation};
use crate::id::{EventId, PersonId};
use crate::measure::utc;
use crate::testing::{day, falls, founding, intent, person};

/// Threads with the grade that each of them has.
#[derive(Deserialize)]
struct Threads {
    /// The organisation and the profession of each person, where they are known.
    vantage: std::collections::BTreeMap<String, [Option<String>; 2]>,
    threads: Vec<Vector>,
}

#[derive(Deserialize)]
struct Vector {
    case: String,
    root: String,
    /// Number, who, what it answers, whether it is substantive.
    turns: Vec<(usize, String, usize, u8)>,
    /// Who says that a turn changed how they see it.
    attest: Vec<(String, usize)>,
    grade: u8,
}

/// A log that is told command by command, a day each, and to which activities are added that no command allows.
struct Telling {
    log: Log,
    n: usize,
    more: Vec<Activity>,
}

impl Telling {
    fn new() -> Self {
        let mut telling = Self {
            log: Log::default(),
            n: 0,
            more: Vec::new(),
        };
        let (founder, command) = founding(Visibility::Organisation, Access::Open);
        telling.give(founder, command);
        telling
    }

    /// Gives a command, and the id of what it made.
    fn give(&mut self, by: &str, command: Command) -> ActivityId {
        let decision = self.log.give(&intent(self.n, by, &command));
        self.n += 1;
        decision.unwrap_or_else(|refusal| panic!("{by} {command:?}: {refusal}"));
        self.log.activities().last().unwrap().id
    }

    fn join(&mut self, who: &str, organisation: Option<&str>, profession: Option<&str>) {
        self.give(who, Command::Join { note: None });
        for (dimension, label) in [
            (Dimension::Organisation, organisation),
            (Dimension::Profession, profession),
        ] {
            if let Some(label) = label {
                let affiliation = StatedAffiliation::Known(label.into());
                self.give(
                    who,
                    Command::StateAffiliation {
                        dimension,
                        affiliation,
                    },
                );
            }
        }
    }

    fn raise(&mut self, by: &str, vantage: Option<&str>) -> ContributionId {
        self.give(
            by,
            Command::RaiseProblem {
                title: "Who has moved handover?".into(),
                text: None,
                terms: vec![],
                vantage: vantage.map(Into::into),
            },
        );
        match &self.log.activities().last().unwrap().what {
            Kind::ProblemRaised { problem, .. } => problem.clone(),
            other => panic!("{other:?}"),
        }
    }

    fn reply(
        &mut self,
        by: &str,
        in_reply_to: &ContributionId,
        text: &str,
        vantage: Option<&str>,
    ) -> ContributionId {
        self.give(
            by,
            Command::Reply {
                in_reply_to: in_reply_to.clone(),
                to: vec![],
                stance: match text {
                    SAYS => Stance::Offer,
                    _ => Stance::Thanks,
                },
                text: text.into(),
                vantage: vantage.map(Into::into),
            },
        );
        match &self.log.activities().last().unwrap().what {
            Kind::Replied(turn) => turn.turn.clone(),
            other => panic!("{other:?}"),
        }
    }

    fn add(&mut self, by: &str, what: Kind) -> ActivityId {
        let id = ActivityId::from_u128(1_000_000 + self.n as u128);
        let at = day(self.n);
        self.n += 1;
        self.more.push(Activity {
            id,
            version: crate::activity::VERSION,
            actor: Some(person(by)),
            recorder: None,
            community: Some(falls()),
            at,
            recorded: at,
            basis: Basis::Said,
            audience: crate::activity::Audience::Community,
            speaking_as: None,
            what,
        });
        id
    }

    fn attest(&mut self, by: &str, about: Reference) -> ActivityId {
        self.add(by, Kind::InsightMarked { about })
    }

    /// Clarify, context, suggestion.
    fn dialogue(&mut self, asker: &str, other: &str) -> [ContributionId; 4] {
        let problem = self.raise(asker, None);
        let clarifies = self.reply(other, &problem, SAYS, None);
        let context = self.reply(asker, &clarifies, SAYS, None);
        let suggests = self.reply(other, &context, SAYS, None);
        [problem, clarifies, context, suggests]
    }

    fn measured(&self, on: usize) -> Measure<ThinkingTogether> {
        let log = [self.log.activities(), &self.more].concat();
        let plain = batch(&History::of(&log, &falls(), day(on), utc));
        let live = Live::replay(&log, day(on), utc);
        assert_eq!(live.measures(&falls()).unwrap().thinking_together, plain);
        plain
    }

    #[track_caller]
    fn value(&self) -> ThinkingTogether {
        self.measured(self.n).status.value().unwrap().clone()
    }

    #[track_caller]
    fn grade(&self) -> u8 {
        self.value().problems[0].grade
    }
}

const SAYS: &str = "We keep two items for the corridor and say the rest at the bed.";
const THANKS: &str = "Thank you!";

fn about(turn: &ContributionId) -> Reference {
    Reference::Contribution(turn.clone())
}

#[test]
fn threads_have_the_grades_of_the_reference() {
    let reference = include_str!("../../../tests/reference/threads.json");
    let reference: Threads = serde_json::from_str(reference).unwrap();
    assert_eq!(reference.threads.len(), 14);
    for vector in &reference.threads {
        let mut telling = Telling::new();
        for (who, [organisation, profession]) in &reference.vantage {
            telling.join(who, organisation.as_deref(), profession.as_deref());
        }
        let mut said = vec![telling.raise(&vector.root, None)];
        for (nth, by, in_reply_to, is_substantive) in &vector.turns {
            assert_eq!(*nth, said.len());
            let text = if *is_substantive == 1 { SAYS } else { THANKS };
            let turn = telling.reply(by, &said[*in_reply_to], text, None);
            said.push(turn);
        }
        for (by, nth) in &vector.attest {
            telling.attest(by, about(&said[*nth]));
        }
        assert_eq!(telling.grade(), vector.grade, "{}", vector.case);
    }
}

#[test]
fn the_sentence_tells_problems_people_and_organisations() {
    let mut telling = Telling::new();
    telling.join("a", Some("H1"), None);
    telling.join("b", Some("H2"), None);
    let says = |telling: &Telling, on| telling.measured(on).says.english();
    assert_eq!(
        says(&telling, 10),
        "A list of people so far: no problem was ever worked through here, as far as this log sees."
    );
    let [.., suggests] = telling.dialogue("a", "b");
    assert_eq!(
        says(&telling, 10),
        "1 problem worked through in the last 6 months; nobody has said yet that it changed anything."
    );
    telling.attest("a", about(&suggests));
    let attested_on = telling.n - 1;
    assert_eq!(
        says(&telling, attested_on + 12),
        "1 problem thought through together in the last 6 months, by 2 people from 2 organisations; the last one 12 days ago."
    );
    assert!(says(&telling, attested_on).ends_with("the last one today."));
    let value = telling.value();
    assert_eq!((value.grade_1, value.grade_2, value.grade_3), (0, 0, 1));
    assert_eq!(
        (value.people, value.organisations, value.said),
        (2, Some(2), 0)
    );
    assert_eq!(value.problems[0].reached, Some(day(attested_on)));
    // Half a year later nothing of it is in the window.
    assert!(says(&telling, attested_on + 180).starts_with("No problem was worked through"));
}

#[test]
fn organisations_are_told_where_they_are_known_of_most() {
    let mut telling = Telling::new();
    telling.join("a", Some("H1"), None);
    telling.join("b", None, None);
    let [.., suggests] = telling.dialogue("a", "b");
    telling.attest("a", about(&suggests));
    let measure = telling.measured(telling.n);
    assert_eq!(measure.coverage, Some(Share::of(1, 2)));
    let says = measure.says.english();
    assert!(says.contains("by 2 people; the last one"), "{says}");
}

#[test]
fn a_retraction_lowers_the_grade_and_what_returns_raises_it() {
    let mut telling = Telling::new();
    telling.join("a", Some("H1"), None);
    telling.join("b", Some("H2"), None);
    let [.., suggests] = telling.dialogue("a", "b");
    telling.attest("a", about(&suggests));
    let last_turn = telling.log.activities().last().unwrap().id;
    let retract = |of| Kind::Retracted {
        of,
        reason: RetractionReason::OwnWish,
    };
    let retraction = telling.add("b", retract(last_turn));
    assert_eq!(telling.grade(), 0);
    telling.add("b", retract(retraction));
    assert_eq!(telling.grade(), 3);
    let mut activities = telling.log.activities().iter();
    let raised = activities
        .find(|activity| matches!(activity.what, Kind::ProblemRaised { .. }))
        .map(|activity| activity.id);
    telling.add("a", retract(raised.unwrap()));
    assert!(telling.value().problems.is_empty());
}

#[test]
fn who_takes_part_after_attesting_attests() {
    let mut telling = Telling::new();
    for who in ["a", "b", "c"] {
        telling.join(who, None, None);
    }
    let [problem, .., suggests] = telling.dialogue("a", "b");
    telling.attest("c", about(&suggests));
    assert_eq!(telling.grade(), 1);
    telling.reply("c", &problem, THANKS, None);
    assert_eq!(telling.grade(), 2);
    assert_eq!(telling.value().people, 3);
}

#[test]
fn vantages_count_where_both_say_theirs() {
    for (vantages, grade) in [
        ([Some("as a carer"), Some("as a nurse")], 3),
        ([Some("as a nurse"), Some("as a nurse")], 2),
        ([Some("as a carer"), None], 2),
    ] {
        let mut telling = Telling::new();
        telling.join("a", None, None);
        telling.join("b", None, None);
        let problem = telling.raise("a", vantages[0]);
        let clarifies = telling.reply("b", &problem, SAYS, vantages[1]);
        let context = telling.reply("a", &clarifies, SAYS, None);
        let suggests = telling.reply("b", &context, SAYS, None);
        telling.attest("a", about(&suggests));
        assert_eq!(telling.grade(), grade, "{vantages:?}");
    }
}

#[test]
fn who_moved_stood_where_they_stood() {
    let mut telling = Telling::new();
    telling.join("a", Some("H1"), None);
    telling.join("b", Some("H1"), None);
    let [.., suggests] = telling.dialogue("a", "b");
    telling.attest("a", about(&suggests));
    let affiliation = StatedAffiliation::Known("H2".into());
    let dimension = Dimension::Organisation;
    telling.give(
        "b",
        Command::StateAffiliation {
            dimension,
            affiliation,
        },
    );
    assert_eq!(telling.grade(), 2);
    assert_eq!(telling.value().organisations, Some(2));
}

#[test]
fn a_problem_put_anew_counts_when_another_sees_it_so() {
    for (confirmed_by, grade) in [(vec![], 1), (vec!["b"], 2), (vec!["bystander"], 1)] {
        let mut telling = Telling::new();
        telling.join("a", None, None);
        telling.join("b", None, None);
        let [problem, ..] = telling.dialogue("a", "b");
        let statement = match &telling.log.activities().last().unwrap().what {
            Kind::Replied(turn) => turn.text.unwrap(),
            other => panic!("{other:?}"),
        };
        let confirmed_by: Vec<PersonId> = confirmed_by.into_iter().map(person).collect();
        telling.add(
            "a",
            Kind::ProblemReframed {
                problem,
                statement,
                confirmed_by,
            },
        );
        assert_eq!(telling.grade(), grade);
    }
}

#[test]
fn a_meeting_counts_when_two_who_were_there_say_so() {
    let mut telling = Telling::new();
    telling.join("a", Some("H1"), None);
    telling.join("b", Some("H2"), None);
    telling.join("c", Some("H1"), None);
    let problem = telling.raise("a", None);
    let event = EventId::parse("session").unwrap();
    let about = Reference::Event(event.clone());
    let participants = vec![person("a"), person("b")];
    telling.add(
        "c",
        Kind::SessionWorked {
            event: event.clone(),
            occurrence: None,
            problem,
            participants,
        },
    );
    assert_eq!((telling.grade(), telling.value().worked_on), (0, 1));
    assert!(
        telling
            .measured(telling.n)
            .says
            .english()
            .contains("1 meeting worked on one")
    );
    telling.attest("a", about.clone());
    // Somebody who was not there.
    telling.attest("ama", about.clone());
    assert_eq!(telling.grade(), 0);
    telling.attest("c", about.clone());
    assert_eq!(telling.grade(), 0, "c was not there");
    let attended = Kind::Attended {
        event,
        occurrence: None,
        part: Part::Present,
        presence: None,
    };
    telling.add("c", attended);
    assert_eq!(telling.grade(), 2);
    telling.attest("b", about);
    let value = telling.value();
    assert_eq!((value.grade_3, value.said, value.people), (1, 1, 3));
    assert_eq!(value.problems[0].basis, Some(Basis::Said));
}

#[test]
fn nothing_is_said_of_a_community_without_members() {
    let mut telling = Telling::new();
    telling.add("ama", Kind::Left);
    let measure = telling.measured(telling.n);
    assert!(matches!(measure.status, Status::NotApplicable { .. }));
}
