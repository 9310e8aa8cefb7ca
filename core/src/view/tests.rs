use super::*;
use crate::Model;
use crate::activity::{
    ArtefactForm, ArtefactState, Beneficiary, ConcernOutcome, Reference, Rung, Stance, ValueOutcome,
};
use crate::command::{Command, NewArtefact, NewReport};
use crate::id::ContributionId;
use crate::sorted::SortedMap;
use crate::talk::Meaning;
use crate::testing::{AMA, JOAN, NEW, RHYS, after, day, falls, intent, open, person};

/// The contribution that the n-th command makes.
fn made_by(nth: u128) -> ContributionId {
    ContributionId::parse(&crate::id::ActivityId::from_u128(nth * 100).to_string()).unwrap()
}

/// A problem of Rhys that is marked as a solution (3), a turn of Joan's (4), its reframing (5) and summary (6),
/// a guide from it by Ama (7), its use by Joan (8), a report on it by Joan (9) and one that follows (10), another
/// problem (11) that is connected with it (12) and with the guide (13), a concern about the turn (14) that is answered
/// (15), evidence for the turn (16), an insight from it (17), and a share of the guide (18).
fn given() -> Vec<(&'static str, Command)> {
    let join = || Command::Join { note: None };
    let raise = |title: &str, terms: &[&str]| Command::RaiseProblem {
        title: title.into(),
        text: Some("It takes ten minutes.".into()),
        terms: terms.iter().map(|term| (*term).into()).collect(),
        vantage: None,
    };
    let report = |rung, source: u128, follows: Option<u128>| {
        Command::ReportValue(NewReport {
            rung,
            outcome: ValueOutcome::Helped,
            source: made_by(source).into(),
            beneficiary: Beneficiary::Team,
            follows: follows.map(made_by),
            evidence: None,
            text: Some("Nobody fell at night.".into()),
        })
    };
    let connect = |to: u128| Command::Connect {
        from: made_by(11),
        to: made_by(to).into(),
        reason: Some("Both are about who listens.".into()),
    };
    vec![
        open(),
        (RHYS, join()),
        (JOAN, join()),
        (RHYS, raise("Handover at the bedside", &["solution"])),
        (
            JOAN,
            Command::Reply {
                in_reply_to: made_by(3),
                to: vec![],
                stance: Stance::Build,
                text: "We keep two items for the corridor and say the rest at the bed.".into(),
                vantage: None,
            },
        ),
        (
            RHYS,
            Command::ReframeProblem {
                problem: made_by(3),
                statement: "What must the next bed not hear?".into(),
                confirmed_by: vec![person(JOAN)],
            },
        ),
        (
            AMA,
            Command::Summarise {
                of: made_by(3).into(),
                text: "Two items stay in the corridor.".into(),
            },
        ),
        (
            AMA,
            Command::DraftArtefact(NewArtefact {
                form: ArtefactForm::Guide,
                title: "Bedside handover, one page".into(),
                text: Some("Say the rest at the bed.".into()),
                link: None,
                authors: vec![],
                thread: Some(made_by(3)),
                cites: vec!["NICE CG161".into()],
                terms: vec![],
            }),
        ),
        (
            JOAN,
            Command::UseArtefact {
                artefact: made_by(7),
                context: None,
                note: Some("It took two minutes.".into()),
            },
        ),
        (JOAN, report(Rung::Potential, 4, None)),
        (JOAN, report(Rung::Realised, 7, Some(9))),
        (JOAN, raise("Nobody reads the chart", &[])),
        (AMA, connect(3)),
        (AMA, connect(7)),
        (
            RHYS,
            Command::RaiseConcern {
                title: "The next bed hears all of it".into(),
                text: None,
                about: Some(made_by(4).into()),
            },
        ),
        (
            JOAN,
            Command::AnswerConcern {
                concern: made_by(14),
                outcome: ConcernOutcome::Explained,
                text: Some("We draw the curtain.".into()),
            },
        ),
        (
            AMA,
            Command::CiteEvidence {
                by: made_by(4).into(),
                source: "10.1186/1748-5908-4-27".into(),
            },
        ),
        (
            RHYS,
            Command::MarkInsight {
                about: made_by(4).into(),
            },
        ),
        (
            RHYS,
            Command::ShareResource {
                title: "The guide that we wrote".into(),
                text: None,
                link: None,
                terms: vec![],
                artefact: Some(made_by(7)),
            },
        ),
    ]
}

/// What a page shows that asked for a thread or an artefact.
fn show<T>(
    model: &Model,
    by: &str,
    about: Option<&ContributionId>,
    view: impl FnOnce(&Seen<'_>) -> T,
) -> T {
    let by = person(by);
    let community = model
        .community(&falls())
        .and_then(|community| community.excerpt(Some(&by), about))
        .unwrap();
    let texts: SortedMap<_, _> = community
        .texts()
        .into_iter()
        .map(|text| (text.id, format!("text {}", text.id)))
        .collect();
    let people = community.people().into_iter();
    let particulars = Particulars {
        people: people
            .map(|id| {
                let name = id.to_string();
                (id, name)
            })
            .collect(),
        texts,
        ..Particulars::default()
    };
    view(&Seen {
        community: &community,
        people: model.people(),
        particulars: &particulars,
        by: Some(&by),
        now: day(60),
    })
}

fn problem_seen(by: &str, nth: u128) -> ProblemView {
    let id = made_by(nth);
    show(&after(&given()), by, Some(&id), |seen| problem(seen, &id)).unwrap()
}

fn artefact_seen(by: &str) -> ArtefactView {
    let id = made_by(7);
    show(&after(&given()), by, Some(&id), |seen| artefact(seen, &id)).unwrap()
}

#[test]
fn a_problem_shows_what_came_of_it() {
    let view = problem_seen(RHYS, 3);
    assert!(
        view.line.statement.is_some() && view.line.statement == view.links.reframings[0].statement
    );
    assert_eq!(view.line.meanings, [Meaning::Solution]);
    assert_eq!(view.links.summaries[0].id, made_by(6));
    assert_eq!(view.links.insights[0].about, made_by(4));
    assert_eq!(view.links.artefacts[0].id, made_by(7));
    assert_eq!(view.links.evidence[0].cited_by, made_by(4));
    assert_eq!(view.links.uses[0].artefact.to, made_by(7).into());
    let value: Vec<_> = view
        .links
        .value
        .iter()
        .map(|line| line.id.clone())
        .collect();
    assert_eq!(value, [made_by(10), made_by(9)]);
    assert_eq!(view.links.concerns[0].id, made_by(14));
    assert_eq!(view.links.connections[0].link.to, made_by(11).into());
}

#[test]
fn turns_of_a_problem_can_be_left_out() {
    let mut given = given();
    let reply = |text: &str| Command::Reply {
        in_reply_to: made_by(3),
        to: vec![],
        stance: Stance::Build,
        text: text.into(),
        vantage: None,
    };
    given.extend([
        (RHYS, reply("And at the weekend?")),
        (JOAN, reply("Then, too.")),
    ]);
    let id = made_by(3);
    let seen = |n_skipped: usize, but: &ContributionId| {
        let from =
            |seen: &Seen<'_>| problem_from(seen, &id, |n| n.min(n_skipped), &|turn| turn != but);
        show(&after(&given), AMA, Some(&id), from).unwrap()
    };
    let whole = seen(0, &id);
    assert_eq!(whole.turns.len(), 3);
    let second = whole.turns[1].id.clone();
    for n_skipped in 0..5 {
        for but in [&id, &second] {
            let part = seen(n_skipped, but);
            let wanted = whole.turns.iter().skip(n_skipped);
            let wanted: Vec<_> = wanted.filter(|turn| turn.id != *but).cloned().collect();
            assert_eq!(part.turns, wanted);
            assert_eq!(part.n_shown, 3);
            assert_eq!(
                (part.line, part.others),
                (whole.line.clone(), whole.others.clone())
            );
        }
    }
}

#[test]
fn a_solution_shows_where_it_was_taken_up_and_another_problem_does_not() {
    let adoption = problem_seen(RHYS, 3).links.adoption.unwrap();
    assert_eq!((adoption.uses.len(), adoption.value.len()), (1, 1));
    assert_eq!(adoption.value[0].rung, Rung::Realised);
    assert_eq!(problem_seen(RHYS, 11).links.adoption, None);
}

#[test]
fn a_connection_is_shown_on_both_ends() {
    let other: Vec<Reference> = problem_seen(AMA, 11)
        .links
        .connections
        .into_iter()
        .map(|connection| connection.link.to)
        .collect();
    assert_eq!(other, [made_by(7).into(), made_by(3).into()]);
    assert_eq!(
        artefact_seen(AMA).connections[0].link.to,
        made_by(11).into()
    );
}

#[test]
fn an_artefact_shows_where_it_came_from_and_what_came_of_it() {
    let view = artefact_seen(JOAN);
    assert_eq!(view.line.thread.unwrap().to, made_by(3).into());
    let people: Vec<_> = view.thread_people.into_iter().map(|one| one.id).collect();
    assert_eq!(people, [person(JOAN), person(RHYS)]);
    assert_eq!((view.revisions.len(), view.evidence.len()), (1, 1));
    assert_eq!((view.line.n_uses, view.line.n_used_by_others), (1, 1));
    assert_eq!(view.value[0].follows, Some(made_by(9)));
    assert_eq!(view.shared[0].to, made_by(18).into());
    assert!(view.may_use && !view.may_review && !view.is_mine);
}

#[test]
fn a_concern_shows_what_it_is_about_and_what_became_of_it() {
    let mut given = given();
    given.push((
        JOAN,
        Command::RaiseConcern {
            title: "We only hear from hospitals".into(),
            text: None,
            about: None,
        },
    ));
    let model = after(&given);
    let lines = show(&model, AMA, Some(&made_by(3)), concerns);
    assert!(lines[0].is_open && lines[0].about.is_none());
    assert_eq!(lines[1].outcome, Some(ConcernOutcome::Explained));
    let about = lines[1].about.as_ref().unwrap();
    assert_eq!(
        (about.what, &about.thread),
        (Linked::Turn, &Some(made_by(3)))
    );
}

#[test]
fn what_is_current_comes_before_what_is_retired() {
    let mut given = given();
    given.push((
        RHYS,
        Command::DraftArtefact(NewArtefact {
            form: ArtefactForm::Tool,
            title: "A card for the pocket".into(),
            text: None,
            link: None,
            authors: vec![],
            thread: None,
            cites: vec![],
            terms: vec![],
        }),
    ));
    given.push((
        RHYS,
        Command::ReviewArtefact {
            artefact: made_by(19),
            state: ArtefactState::Retired,
            next_review: Some(day(40).date_utc()),
            note: None,
        },
    ));
    let model = after(&given);
    let lines = show(&model, AMA, None, artefacts);
    assert_eq!((&lines[0].id, &lines[1].id), (&made_by(7), &made_by(19)));
    let due = show(&model, AMA, None, due_for_review);
    assert_eq!(due.len(), 1);
    assert!(due[0].is_due);
}

#[test]
fn nobody_confirms_their_own_report_or_one_twice() {
    let lines = |by| show(&after(&given()), by, None, value);
    assert!(lines(AMA)[0].may_confirm && !lines(JOAN)[0].may_confirm);
    assert!(!lines(NEW)[0].may_confirm);
    let stories = show(&after(&given()), AMA, None, value_stories);
    assert_eq!(stories[0].reports.len(), 2);
}

/// The ids of the texts that stand anywhere in what was written.
fn text_ids(written: &serde_json::Value, found: &mut Vec<String>) {
    match written {
        serde_json::Value::Object(fields) => {
            if let (Some(id), true) = (fields.get("id"), fields.contains_key("n_chars")) {
                found.push(id.as_str().unwrap().to_owned());
            }
            fields.values().for_each(|value| text_ids(value, found));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| text_ids(item, found)),
        _ => {}
    }
}

#[test]
fn no_text_in_the_state_is_forgotten_when_texts_are_looked_up() {
    let model = after(&given());
    let community = model.community(&falls()).unwrap();
    let known = community
        .texts()
        .into_iter()
        .map(|text| text.id.to_string());
    let known: Vec<String> = known.collect();
    let mut found = Vec::new();
    text_ids(&serde_json::to_value(community).unwrap(), &mut found);
    assert!(found.len() > 15, "the state has lost its texts");
    for id in found {
        assert!(known.contains(&id), "{id}");
    }
}

#[test]
fn nothing_that_is_shown_lacks_its_title_or_its_name() {
    let mut shown: Vec<String> = [3, 11, 14, 18]
        .map(|nth| serde_json::to_string(&problem_seen(AMA, nth)).unwrap())
        .to_vec();
    shown.push(serde_json::to_string(&artefact_seen(AMA)).unwrap());
    for shown in shown {
        assert!(!shown.contains(r#""title":"""#), "{shown}");
        assert!(!shown.contains(r#""title":null,"person":{"id""#), "{shown}");
        assert!(!shown.contains(r#""name":null"#), "{shown}");
    }
}

#[test]
fn what_was_taken_back_is_left_out_but_where_somebody_answered_it() {
    let given = given();
    let fold = |taken_back: u128| {
        let mut community = None;
        for (nth, (by, command)) in given.iter().enumerate() {
            let model = after(&given[..nth]);
            for activity in model.decide(&intent(nth, by, command)).unwrap().activities {
                let community = match &mut community {
                    Some(community) => community,
                    none => none.insert(Community::founded(&activity).unwrap()),
                };
                if nth as u128 == taken_back {
                    community.bury(&activity);
                } else {
                    community.evolve(&activity);
                }
            }
        }
        Model::from_excerpt(community.unwrap(), after(&given).people().clone())
    };
    let id = made_by(3);
    let root = show(&fold(3), AMA, Some(&id), |seen| problem(seen, &id)).unwrap();
    assert!(root.line.is_retracted && root.text.is_none() && root.line.title.is_empty());
    assert_eq!((root.line.statement, root.turns.len()), (None, 1));
    let other = made_by(11);
    let alone = show(&fold(11), AMA, Some(&other), |seen| problem(seen, &other));
    assert_eq!(alone, None);
    assert!(
        show(&fold(11), AMA, None, problems)
            .iter()
            .all(|line| line.id != other)
    );
    let without_turn = show(&fold(4), AMA, Some(&id), |seen| problem(seen, &id)).unwrap();
    assert_eq!(
        (without_turn.turns.len(), without_turn.line.n_turns),
        (0, 0)
    );
    assert!(show(&fold(7), AMA, None, artefacts).is_empty());
    let reports = show(&fold(9), AMA, None, value);
    assert!(reports[1].is_retracted && reports[1].text.is_none());
    assert_eq!(show(&fold(10), AMA, None, value).len(), 1);
}
