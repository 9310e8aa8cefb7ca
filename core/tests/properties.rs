//! What holds for every history: laws of the log, and rules that no sequence of commands gets round.

use std::collections::BTreeSet;

use super::arbitrary::{
    CAPACITY, N_PEOPLE, Step, at, command, community, intent, person, steps, tell,
};
use cop_core::activity::{Access, Activity, Erasure, Kind, RetractionReason, Role, Visibility};
use cop_core::command::Command;
use cop_core::id::{ActivityId, ContributionId, PersonId};
use cop_core::measure::{History, concentration, participation, utc};
use cop_core::membership::Standing;
use cop_core::particulars::Particulars;
use cop_core::view::{self, Seen};
use cop_core::{Evolved, Log, Model};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::FileFailurePersistence;

/// Steps that change nothing recorded before.
fn plain_steps() -> impl Strategy<Value = Vec<Step>> {
    steps().prop_map(|mut steps| {
        steps.retain(|step| !matches!(step.act, 65 | 66));
        steps
    })
}

/// Steps after which nobody was erased, and nobody is two people.
fn steps_of_lasting_people() -> impl Strategy<Value = Vec<Step>> {
    steps().prop_map(|mut steps| {
        steps.retain(|step| !(step.act == 66 && step.whom < 2));
        steps
    })
}

/// A few steps more.
fn last_steps() -> impl Strategy<Value = Vec<Step>> {
    steps().prop_map(|mut steps| {
        steps.truncate(12);
        steps
    })
}

/// Takes over an activity that stands at a place of a log.
fn evolve(model: &mut Model, log: &[Activity], nth: usize) {
    if let Evolved::FoldAgain(scope) = model.evolve(&log[nth]) {
        model.fold_again(&scope, &log[..=nth]);
    }
}

/// The thread's root or turn that a command is about.
fn about(command: &Command) -> Option<ContributionId> {
    match command {
        Command::Reply {
            in_reply_to: about, ..
        }
        | Command::AnswerConcern { concern: about, .. }
        | Command::ReframeProblem { problem: about, .. }
        | Command::Connect { from: about, .. } => Some(about.clone()),
        Command::MarkInsight { about }
        | Command::RaiseConcern {
            about: Some(about), ..
        }
        | Command::Summarise { of: about, .. }
        | Command::React { to: about, .. }
        | Command::MarkRead { of: about }
        | Command::CiteEvidence { by: about, .. } => about.contribution().cloned(),
        Command::ReportValue(report) => report.source.contribution().cloned(),
        Command::DraftArtefact(draft) => draft.thread.clone(),
        _ => None,
    }
}

/// All that anybody is shown of a log, as JSON.
fn shown(log: &Log, now: cop_core::time::Timestamp) -> Vec<String> {
    let particulars = Particulars::default();
    let everybody = (0..N_PEOPLE).map(|nth| Some(person(nth))).chain([None]);
    let mut shown = Vec::new();
    for by in everybody {
        for held in log.model().communities() {
            let Some(seen) = held.excerpt(by.as_ref(), None) else {
                continue;
            };
            let seen = Seen {
                community: &seen,
                people: log.model().people(),
                particulars: &particulars,
                by: by.as_ref(),
                now,
            };
            shown.extend([
                serde_json::to_string(&view::community(&seen)).unwrap(),
                serde_json::to_string(&view::people(&seen)).unwrap(),
                serde_json::to_string(&view::problems(&seen)).unwrap(),
                serde_json::to_string(&view::events(&seen)).unwrap(),
                serde_json::to_string(&view::artefacts(&seen)).unwrap(),
                serde_json::to_string(&view::concerns(&seen)).unwrap(),
                serde_json::to_string(&view::value(&seen)).unwrap(),
                serde_json::to_string(&view::resources(&seen)).unwrap(),
            ]);
        }
    }
    shown
}

/// The activity with which something is taken back, as whoever runs the server may with anything.
fn retraction(nth: usize, of: &Activity) -> Activity {
    Activity {
        id: ActivityId::from_u128((1 << 64) + nth as u128),
        actor: None,
        recorder: None,
        speaking_as: None,
        what: Kind::Retracted {
            of: of.id,
            reason: RetractionReason::Mistake,
        },
        ..of.clone()
    }
}

fn access() -> impl Strategy<Value = Access> {
    prop_oneof![
        Just(Access::Open),
        Just(Access::OnRequest),
        Just(Access::ByInvitation)
    ]
}

fn visibility() -> impl Strategy<Value = Visibility> {
    prop_oneof![
        Just(Visibility::Public),
        Just(Visibility::Organisation),
        Just(Visibility::Members)
    ]
}

/// Seeds that once failed stand beside this file and are tried first.
fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 2_000,
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource(
            "proptest-regressions",
        ))),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_log_split_anywhere_folds_the_same(
        visibility in visibility(), access in access(), steps in steps(), cut in 0_usize..80,
    ) {
        let log = tell(visibility, access, &steps, |_, _, _| {});
        let activities = log.activities();
        prop_assert_eq!(&Model::replay(activities), log.model());
        let cut = cut.min(activities.len());
        let mut model = Model::replay(&activities[..cut]);
        for nth in cut..activities.len() {
            evolve(&mut model, activities, nth);
        }
        prop_assert_eq!(&model, log.model());
    }

    #[test]
    fn what_is_taken_back_leaves_everything_as_it_was(
        visibility in visibility(), access in access(), steps in steps(), last in last_steps(),
    ) {
        let mut log = tell(visibility, access, &steps, |_, _, _| {});
        let now = at(200);
        let before = shown(&log, now);
        let mut n_taken_back = 0;
        for (nth, step) in last.iter().enumerate() {
            let nth = steps.len() + 1 + nth;
            let intent = intent(nth, step.by, command(step, nth, &log));
            let Ok(decision) = log.give(&intent) else { continue };
            // What is erased is gone for ever.
            let is_erasing = |activity: &Activity| matches!(activity.what, Kind::Erased { .. });
            prop_assume!(!decision.activities.iter().any(is_erasing));
            for activity in decision.activities.iter().rev() {
                log.push(retraction(n_taken_back, activity));
                n_taken_back += 1;
            }
            prop_assert_eq!(shown(&log, now), before.clone(), "{:?}", intent.command);
        }
    }

    #[test]
    fn a_log_that_forgot_a_person_folds_as_one_in_which_they_are_erased(
        visibility in visibility(), access in access(), steps in plain_steps(), whom in 0..N_PEOPLE,
    ) {
        let mut log = tell(visibility, access, &steps, |_, _, _| {});
        let whom = person(whom);
        let known = log.activities().to_vec();
        log.give(&intent(300, 0, Command::Erase { of: Erasure::Person(person(0)) })).unwrap();
        let mut erased = log.activities().last().unwrap().clone();
        let mut log: Log = known.into_iter().collect();
        erased.what = Kind::Erased { of: Erasure::Person(whom.clone()) };
        log.push(erased);
        let forgot: Log = log
            .activities()
            .iter()
            .map(|activity| activity.without_person(&whom))
            .collect();
        let written = format!("\"{whom}\"");
        for activity in forgot.activities() {
            let is_there = serde_json::to_string(activity).unwrap().contains(&written);
            prop_assert!(!is_there, "{:?}", activity);
        }
        let communities = |log: &Log| log.model().communities().cloned().collect::<Vec<_>>();
        prop_assert_eq!(communities(&forgot), communities(&log));
        prop_assert_eq!(forgot.model().people(), log.model().people());
    }

    #[test]
    fn the_same_command_gives_the_same_decision(
        visibility in visibility(), access in access(), steps in steps(),
    ) {
        tell(visibility, access, &steps, |log, intent, decision| {
            assert_eq!(log.decide(intent).as_ref(), Ok(decision));
        });
    }

    #[test]
    fn what_is_written_is_read_again_and_holds_no_text(
        visibility in visibility(), access in access(), steps in steps(),
    ) {
        let mut texts = BTreeSet::new();
        let log = tell(visibility, access, &steps, |_, _, decision| {
            texts.extend(decision.texts.iter().map(|(_, text)| text.clone()));
        });
        for activity in log.activities() {
            let written = serde_json::to_string(activity).unwrap();
            let read: Activity = serde_json::from_str(&written).unwrap();
            prop_assert_eq!(&read, activity);
            for text in &texts {
                prop_assert!(!written.contains(text.as_str()), "{} is in {}", text, written);
            }
        }
    }

    #[test]
    fn any_bytes_read_as_an_activity_give_an_activity_or_an_error(bytes in any::<Vec<u8>>()) {
        drop(serde_json::from_slice::<Activity>(&bytes));
    }

    /// Bytes that chance alone makes are hardly ever JSON, so these are of activities that something befell.
    #[test]
    fn what_is_left_of_a_spoilt_activity_is_an_activity_or_an_error(
        which in any::<usize>(), spoils in proptest::collection::vec(spoil(), 1..4),
    ) {
        let golden = golden_activities();
        let mut value: serde_json::Value = serde_json::from_str(&golden[which % golden.len()]).unwrap();
        let mut bytes = Vec::new();
        for spoil in &spoils {
            match spoil {
                Spoil::Value(nth, odd) => replace_nth(&mut value, *nth, odd),
                Spoil::Byte(at, byte) => bytes.push((*at, *byte)),
            }
        }
        let mut written = serde_json::to_vec(&value).unwrap();
        for (at, byte) in bytes {
            let at = at % written.len();
            written[at] = byte;
        }
        if let Ok(activity) = serde_json::from_slice::<Activity>(&written) {
            // Whatever was read can be folded, and is read as the same again.
            let log: Vec<Activity> = golden.iter().map(|text| serde_json::from_str(text).unwrap()).collect();
            drop(Model::replay(log.iter().chain([&activity])));
            let again = serde_json::to_string(&activity).unwrap();
            prop_assert_eq!(serde_json::from_str::<Activity>(&again).unwrap(), activity);
        }
    }

    #[test]
    fn nobody_enters_a_community_by_invitation_uninvited(
        visibility in visibility(), steps in steps(),
    ) {
        tell(visibility, Access::ByInvitation, &steps, |log, _, decision| {
            for activity in &decision.activities {
                if let (Kind::Joined { .. }, Some(who)) = (&activity.what, &activity.actor)
                    && let Some(community) = log.model().community(&community())
                {
                    assert_eq!(community.membership.standing(who), Standing::Invited);
                }
            }
        });
    }

    #[test]
    fn nobody_enters_a_community_on_request_but_by_asking_or_being_invited(
        visibility in visibility(), steps in steps(),
    ) {
        tell(visibility, Access::OnRequest, &steps, |log, _, decision| {
            for activity in &decision.activities {
                if let (Kind::Joined { .. }, Some(who)) = (&activity.what, &activity.actor)
                    && let Some(community) = log.model().community(&community())
                {
                    let standing = community.membership.standing(who);
                    assert!(matches!(standing, Standing::Invited | Standing::Asked), "{standing:?}");
                }
            }
        });
    }

    #[test]
    fn a_declined_person_stays_out_until_somebody_invites_them(steps in plain_steps()) {
        let mut out: BTreeSet<PersonId> = BTreeSet::new();
        tell(Visibility::Organisation, Access::OnRequest, &steps, |_, _, decision| {
            for activity in &decision.activities {
                match (&activity.what, &activity.actor) {
                    (Kind::RequestDeclined { person, .. }, _) => {
                        out.insert(person.clone());
                    }
                    (Kind::Invited { person }, _) => {
                        out.remove(person);
                    }
                    (Kind::Joined { .. }, Some(who)) => assert!(!out.contains(who)),
                    _ => {}
                }
            }
        });
    }

    #[test]
    fn capacity_is_never_exceeded_and_nobody_waits_beside_a_free_place(
        access in access(), steps in steps(),
    ) {
        let log = tell(Visibility::Organisation, access, &steps, |_, _, _| {});
        let mut model = Model::default();
        for nth in 0..log.activities().len() {
            evolve(&mut model, log.activities(), nth);
            for (_, event) in model.communities().flat_map(|community| community.events.iter()) {
                let roll = event.roll(None);
                prop_assert!(roll.going().len() <= CAPACITY as usize);
                prop_assert!(roll.waiting().is_empty() || roll.going().len() == CAPACITY as usize);
            }
        }
    }

    #[test]
    fn there_is_always_a_steward(
        visibility in visibility(), access in access(), steps in steps_of_lasting_people(),
    ) {
        let check = |log: &Log| {
            for community in log.model().communities() {
                assert!(community.membership.with_role(Role::Steward).next().is_some());
            }
        };
        let log = tell(visibility, access, &steps, |log, _, _| check(log));
        check(&log);
    }

    #[test]
    fn whoever_may_not_see_a_community_gets_nothing_of_it(access in access(), steps in steps()) {
        let log = tell(Visibility::Members, access, &steps, |log, intent, _| {
            // An accepted command never came from somebody for whom the community does not exist.
            if let (Some(community), false) = (
                log.model().community(&community()),
                matches!(
                    intent.command,
                    Command::StateAffiliation { .. }
                        | Command::Erase { .. }
                        | Command::RecordSamePerson { .. }
                ),
            ) {
                assert!(community.is_visible_to(Some(&intent.by)));
            }
        });
        let Some(held) = log.model().community(&community()) else { return Ok(()) };
        for nth in 0..N_PEOPLE {
            let who = person(nth);
            let inside = held.membership.is_inside(&who);
            prop_assert_eq!(held.excerpt(Some(&who), None).is_some(), inside);
            for activity in log.activities().iter().filter(|activity| activity.community.is_some()) {
                prop_assert!(inside || !log.model().shows(activity, Some(&who)));
            }
        }
        prop_assert!(held.excerpt(None, None).is_none());
    }

    #[test]
    fn an_excerpt_decides_as_the_whole_does(
        access in access(), steps in steps(), last in plain_steps(),
    ) {
        let log = tell(Visibility::Organisation, access, &steps, |_, _, _| {});
        let Some(held) = log.model().community(&community()) else { return Ok(()) };
        // Who else was invited is not for everybody, so a page may invite again where the server finds it done.
        for (nth, step) in last.iter().filter(|step| step.act != 7).enumerate() {
            let who = person(step.by);
            let nth = steps.len() + 1 + nth;
            let intent = intent(nth, step.by, command(step, nth, &log));
            // The page holds the turns of the thread it shows.
            let thread = about(&intent.command).and_then(|about| held.talk.root_of(&about).cloned());
            let excerpt = held.excerpt(Some(&who), thread.as_ref()).unwrap();
            let page = Model::from_excerpt(excerpt, log.model().people().clone());
            prop_assert_eq!(page.decide(&intent), log.model().decide(&intent), "{:?}", intent.command);
        }
    }

    #[test]
    fn what_a_page_is_sent_is_what_it_reads(
        access in access(), steps in steps(), who in 0..N_PEOPLE, about in 0_usize..8,
    ) {
        let log = tell(Visibility::Public, access, &steps, |_, _, _| {});
        let Some(held) = log.model().community(&community()) else { return Ok(()) };
        let thread = held.talk.threads().nth(about).map(|(root, _)| root);
        let excerpt = held.excerpt(Some(&person(who)), thread).unwrap();
        let written = serde_json::to_string(&excerpt).unwrap();
        let read: cop_core::community::Community = serde_json::from_str(&written).unwrap();
        prop_assert_eq!(read, excerpt);
    }

    #[test]
    fn measures_are_whole_numbers_that_add_up(access in access(), steps in plain_steps()) {
        let log = tell(Visibility::Organisation, access, &steps, |_, _, _| {});
        let history = History::of(log.activities(), &community(), at(200), utc);
        let held = log.model().community(&community()).unwrap();
        let taking_part = participation::batch(&history);
        let value = taking_part.status.value().unwrap();
        prop_assert_eq!(value.members, held.membership.members.len() as u64);
        let levels = value.core + value.active + value.occasional + value.peripheral;
        prop_assert_eq!(value.members, levels + value.not_seen + value.new);
        if let Some(value) = concentration::batch(&history).status.value() {
            prop_assert!(value.absence_factor >= 1);
            prop_assert!(value.absence_factor <= value.contributors);
        }
    }
}

/// What may befall an activity that is written down.
#[derive(Debug, Clone)]
enum Spoil {
    /// One of its values is another one.
    Value(usize, serde_json::Value),
    /// One of its bytes is another one.
    Byte(usize, u8),
}

fn spoil() -> impl Strategy<Value = Spoil> {
    let odd = [
        "null",
        "true",
        "0",
        "-1",
        "7",
        "1e400",
        "0.5",
        "170141183460469231731687303715884105728",
        "\"\"",
        "\"x\"",
        "\"0000-01-01T00:00:00Z\"",
        "\"9999-12-31T23:59:59.999Z\"",
        "\"FREQ=DAILY;COUNT=10000\"",
        "\"00000000-0000-0000-0000-000000000000\"",
        "[]",
        "[[]]",
        "{}",
        "{\"type\":\"left\"}",
    ];
    let odd: Vec<serde_json::Value> = odd
        .iter()
        .filter_map(|text| serde_json::from_str(text).ok())
        .collect();
    prop_oneof![
        (any::<usize>(), proptest::sample::select(odd))
            .prop_map(|(nth, odd)| Spoil::Value(nth, odd)),
        (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Spoil::Byte(at, byte)),
    ]
}

/// The golden activities, as they are written; the foundings first.
fn golden_activities() -> &'static [String] {
    static GOLDEN: std::sync::OnceLock<Vec<String>> = std::sync::OnceLock::new();
    GOLDEN.get_or_init(|| {
        let folder =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/activities");
        let mut texts: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap())
            .collect();
        texts.sort_by_key(|text| (!text.contains("community_founded"), text.clone()));
        texts
    })
}

/// Puts something else in the place of one value, counted from the outside in.
fn replace_nth(value: &mut serde_json::Value, nth: usize, odd: &serde_json::Value) {
    let mut left = nth % n_values(value);
    put(value, &mut left, odd);
}

fn n_values(value: &serde_json::Value) -> usize {
    1 + match value {
        serde_json::Value::Array(items) => items.iter().map(n_values).sum(),
        serde_json::Value::Object(fields) => fields.values().map(n_values).sum::<usize>(),
        _ => 0,
    }
}

/// Whether the value was put.
fn put(value: &mut serde_json::Value, nth: &mut usize, odd: &serde_json::Value) -> bool {
    if *nth == 0 {
        *value = odd.clone();
        return true;
    }
    *nth -= 1;
    match value {
        serde_json::Value::Array(items) => items.iter_mut().any(|item| put(item, nth, odd)),
        serde_json::Value::Object(fields) => fields.values_mut().any(|field| put(field, nth, odd)),
        _ => false,
    }
}

/// The laws would hold of empty histories too, so what they are tried on has to contain everything.
#[test]
fn arbitrary_histories_have_every_kind_of_activity_in_them() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut found = BTreeSet::new();
    for _ in 0..4_000 {
        let steps = steps().new_tree(&mut runner).unwrap().current();
        let access = access().new_tree(&mut runner).unwrap().current();
        let log = tell(Visibility::Organisation, access, &steps, |_, _, _| {});
        found.extend(log.activities().iter().map(|activity| activity.what.word()));
    }
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/activities");
    let mut missing: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap())
        .map(|text| {
            let golden: serde_json::Value = serde_json::from_str(&text).unwrap();
            golden["what"]["type"].as_str().unwrap().to_owned()
        })
        .collect();
    missing.retain(|word| !found.contains(word.as_str()));
    assert_eq!(missing, BTreeSet::new());
}
