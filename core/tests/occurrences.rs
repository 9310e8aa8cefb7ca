//! What holds for every history of a series: its times are filled, moved and called off one by one.

use cop_core::activity::{Access, Activity, Answer, Form, Mode, Visibility};
use cop_core::command::{Command, Context, Intent};
use cop_core::event::{Event, Place};
use cop_core::id::{CommandId, CommunityId, EventId, PersonId};
use cop_core::recurrence::{Recurrence, Series};
use cop_core::schedule::Schedule;
use cop_core::time::{CivilDateTime, Timestamp, Zone};
use cop_core::{Evolved, Model};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

const N_PEOPLE: usize = 5;
const N_TIMES: usize = 5;
const CAPACITY: u32 = 2;

fn community() -> CommunityId {
    CommunityId::parse("falls").unwrap()
}

fn person(nth: usize) -> PersonId {
    PersonId::parse(&format!("p{nth}")).unwrap()
}

/// What the second command plans.
fn event() -> EventId {
    EventId::parse("00000000-0000-0000-0000-000000000064").unwrap()
}

fn starts_at(day: usize) -> Timestamp {
    Timestamp::parse("2026-06-01T12:00:00Z")
        .unwrap()
        .plus_days(i64::try_from(day).unwrap())
}

fn time(nth: usize) -> CivilDateTime {
    starts_at(7 * nth).civil_utc()
}

fn schedule(day: usize, rule: Option<&str>) -> Schedule {
    Schedule {
        starts: starts_at(day).civil_utc(),
        zone: Zone::utc(),
        minutes: 60,
        starts_at: starts_at(day),
        series: rule.map(|rule| Series::new(Recurrence::parse(rule).unwrap())),
    }
}

#[derive(Debug, Clone)]
struct Step {
    by: usize,
    occurrence: Option<usize>,
    act: u8,
    n: u32,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let occurrence = prop::option::of(0..N_TIMES + 1);
    let step = (0..N_PEOPLE, occurrence, 0_u8..14, 1_u32..4);
    let step = step.prop_map(|(by, occurrence, act, n)| Step {
        by,
        occurrence,
        act,
        n,
    });
    prop::collection::vec(step, 0..60)
}

fn command(step: &Step) -> Command {
    let occurrence = step.occurrence.map(time);
    let answer = |answer| Command::AnswerInvitation {
        event: event(),
        occurrence,
        answer,
    };
    match step.act {
        0..=4 => answer(Answer::Accepted),
        5 => answer(Answer::Tentative),
        6 | 7 => answer(Answer::Declined),
        8 => Command::Join { note: None },
        9 => Command::Leave,
        10 => Command::Follow,
        11 => Command::Unfollow,
        12 => Command::CancelEvent {
            event: event(),
            occurrence,
            reason: None,
        },
        _ => Command::ChangeEvent {
            event: event(),
            occurrence,
            schedule: match step.occurrence {
                Some(nth) => schedule(7 * nth + 1, None),
                None => schedule(0, Some(&format!("FREQ=WEEKLY;COUNT={}", step.n + 2))),
            },
            place: None,
            capacity: Some(step.n),
            mode: None,
            form: None,
            problem: None,
        },
    }
}

fn intent(nth: usize, by: usize, command: Command) -> Intent {
    Intent {
        id: CommandId::from_u128(nth as u128 * 100),
        by: person(by),
        at: Timestamp::parse("2026-01-01T12:00:00Z").unwrap(),
        community: Some(community()),
        command,
        context: Context::default(),
    }
}

fn beginning() -> Vec<(usize, Command)> {
    let found = Command::FoundCommunity {
        name: "Falls prevention".into(),
        domain: "Keeping people on their feet.".into(),
        for_whom: None,
        what_we_do: None,
        terms: vec![],
        visibility: Visibility::Organisation,
        access: Access::Open,
        zone: None,
    };
    let plan = Command::PlanEvent {
        title: "Working session".into(),
        form: Form::Working,
        mode: Mode::Hybrid,
        schedule: schedule(0, Some(&format!("FREQ=WEEKLY;COUNT={N_TIMES}"))),
        place: None,
        capacity: Some(CAPACITY),
        problem: None,
        with: None,
    };
    let join = |nth| (nth, Command::Join { note: None });
    let mut beginning = vec![(0, found), (0, plan)];
    beginning.extend((1..N_PEOPLE).map(join));
    beginning
}

fn tell(steps: &[Step], mut each: impl FnMut(&Model, &Intent)) -> Vec<Activity> {
    let steps = steps.iter().map(|step| (step.by, command(step)));
    let mut model = Model::default();
    let mut log = Vec::new();
    for (nth, (by, command)) in beginning().into_iter().chain(steps).enumerate() {
        let intent = intent(nth, by, command);
        let Ok(decision) = model.decide(&intent) else {
            continue;
        };
        for activity in decision.activities {
            assert_eq!(model.evolve(&activity), Evolved::Done);
            log.push(activity);
        }
        each(&model, &intent);
    }
    log
}

fn planned(model: &Model) -> Option<&Event> {
    model.community(&community())?.events.get(&event())
}

/// Seeds that once failed stand beside this file and are tried first.
fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 512,
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource(
            "proptest-regressions",
        ))),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn no_time_of_a_series_is_ever_overfull(steps in steps()) {
        tell(&steps, |model, _| {
            for (event, nth) in planned(model).into_iter().flat_map(|event| (0..N_TIMES).map(move |nth| (event, nth))) {
                let roll = event.roll(Some(time(nth)));
                let capacity = roll.capacity().map_or(usize::MAX, |capacity| capacity as usize);
                assert!(roll.going().len() <= capacity);
                assert!(roll.waiting().is_empty() || roll.going().len() == capacity);
                let membership = &model.community(&community()).unwrap().membership;
                for person in roll.going().iter().chain(roll.waiting()) {
                    assert!(membership.is_member(person) || membership.observers.contains(*person));
                }
            }
        });
    }

    #[test]
    fn everybody_has_one_place_and_it_is_what_they_last_said_of_that_time(steps in steps()) {
        tell(&steps, |model, _| {
            for (event, nth) in planned(model).into_iter().flat_map(|event| (0..N_TIMES).map(move |nth| (event, nth))) {
                let roll = event.roll(Some(time(nth)));
                for person in (0..N_PEOPLE).map(person) {
                    let said = event.answer(&person, Some(time(nth))).or_else(|| event.answer(&person, None));
                    let comes_to = match roll.place(&person) {
                        Some(Place::Going | Place::Waiting { .. }) => Some(Answer::Accepted),
                        Some(Place::Tentative) => Some(Answer::Tentative),
                        Some(Place::Declined) => Some(Answer::Declined),
                        None => None,
                    };
                    assert_eq!(comes_to, said);
                    let n = roll.going().iter().chain(roll.waiting()).filter(|other| ***other == person).count();
                    assert_eq!(n, usize::from(said == Some(Answer::Accepted)));
                }
            }
        });
    }

    #[test]
    fn giving_a_command_again_records_nothing(steps in steps()) {
        tell(&steps, |model, intent| {
            if let Ok(again) = model.decide(intent)
                && !matches!(intent.command, Command::PlanEvent { .. })
            {
                assert_eq!(again.activities, [], "{:?}", intent.command);
            }
        });
    }

    #[test]
    fn what_is_folded_is_written_and_read_again(steps in steps()) {
        let model = Model::replay(&tell(&steps, |_, _| {}));
        let events = &model.community(&community()).unwrap().events;
        let json = serde_json::to_string(events).unwrap();
        let read: cop_core::event::Events = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&read, events);
    }
}
