//! The measures of care come to what their plain definitions say, after histories that hardly any community has had:
//! people who come and go, welcome and introduce each other all the time, and take most of it back.

use super::super::arbitrary::{community, person};
use super::{kept, on};
use cop_core::activity::{
    Activity, Audience, Basis, Erasure, Form, Kind, Mode, Part, Preference, Reference,
    RetractionReason, Role, Stance, Standpoint, Turn, VERSION, Via,
};
use cop_core::affiliation::{Affiliation, Dimension};
use cop_core::id::{
    ActivityId, ConstituencyId, ContributionId, EventId, GroupId, PersonId, Term, TextId,
};
use cop_core::measure::{
    History, Measures, Status, could_meet, facilitation, gone_quiet, utc, who_is_heard,
};
use cop_core::schedule::Schedule;
use cop_core::text::TextRef;
use cop_core::time::{CivilDate, Timestamp, Zone};
use proptest::prelude::*;

const N_PEOPLE: usize = 5;

fn text() -> TextRef {
    TextRef {
        id: TextId::from_u128(7),
        n_chars: 60,
    }
}

/// One of five problems that was raised before.
fn raised(nth: usize, log: &[Activity]) -> Option<ContributionId> {
    let raised = log.iter().filter_map(|earlier| match &earlier.what {
        Kind::ProblemRaised { problem, .. } => Some(problem),
        _ => None,
    });
    let raised: Vec<_> = raised.collect();
    raised
        .get(nth % raised.len().max(1))
        .map(|raised| (*raised).clone())
}

fn group(nth: usize) -> Affiliation {
    match nth % 4 {
        0 => Affiliation::NoneDeclared,
        nth => Affiliation::Known(GroupId::parse(&format!("h{nth}")).unwrap()),
    }
}

fn date(nth: usize) -> CivilDate {
    on(i64::try_from(nth).unwrap()).date_utc()
}

fn term(nth: usize) -> Term {
    Term::parse(["falls", "handover", "night"][nth % 3]).unwrap()
}

#[derive(Debug, Clone)]
struct Step {
    by: usize,
    whom: usize,
    about: usize,
    act: u8,
    day: i64,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = (0..N_PEOPLE, 0..N_PEOPLE, 0_usize..60, 0_u8..34, 0_i64..400);
    let step = step.prop_map(|(by, whom, about, act, day)| Step {
        by,
        whom,
        about,
        act,
        day,
    });
    prop::collection::vec(step, 0..200)
}

fn planned(event: EventId, problem: Option<ContributionId>) -> Kind {
    let starts_at = on(20);
    Kind::EventPlanned {
        event,
        title: text(),
        form: Form::Working,
        mode: Mode::Online,
        schedule: Schedule {
            starts: starts_at.civil_utc(),
            zone: Zone::utc(),
            minutes: 60,
            starts_at,
            series: None,
        },
        place: None,
        capacity: None,
        problem,
        with: None,
        host: None,
    }
}

fn happened(step: &Step, nth: usize, log: &[Activity]) -> Kind {
    let (by, whom, about) = (person(step.by), person(step.whom), step.about);
    let problems = log
        .iter()
        .filter(|earlier| matches!(earlier.what, Kind::ProblemRaised { .. }));
    let (n_problems, thread) = (problems.count(), raised(about, log));
    let Some(thread) = thread.filter(|_| n_problems >= 5 || !matches!(step.act, 13 | 14)) else {
        return Kind::ProblemRaised {
            problem: ContributionId::parse(&format!("c{nth}")).unwrap(),
            title: text(),
            text: None,
            terms: vec![term(about), term(step.whom)],
            vantage: None,
        };
    };
    let event = EventId::parse(&format!("e{}", about % 3)).unwrap();
    let constituency = ConstituencyId::parse(&format!("k{}", about % 2)).unwrap();
    let role = [Role::Steward, Role::Curator][about % 2];
    let earlier = log.get(about % log.len().max(1));
    let of = earlier.map_or(ActivityId::from_u128(1), |earlier| earlier.id);
    match step.act {
        0 | 1 => Kind::Joined {
            via: Via::Open,
            note: None,
        },
        2 => Kind::Left,
        3 | 4 | 31 | 32 => Kind::PreferenceSet {
            preference: [
                [Preference::NudgesByOthers, Preference::Nudges][usize::from(about % 7 == 2)],
                Preference::Introductions,
            ][about % 2],
            allowed: !about.is_multiple_of(5),
        },
        5 => Kind::Away {
            from: date(about * 6),
            until: (about % 2 == 0).then(|| date(about * 6 + 40)),
        },
        6 => Kind::Returned,
        7 => Kind::RoleGiven {
            person: whom,
            role,
            protected_minutes: (about % 3 > 0).then_some(60),
            recognised_by: (about % 4 > 1).then(|| GroupId::parse("h1").unwrap()),
        },
        8 => Kind::RoleEnded { person: whom, role },
        9 | 10 => Kind::Welcomed {
            person: whom,
            message: None,
            in_reply_to: (about % 2 == 0).then_some(thread),
        },
        11 => Kind::Introduced {
            one: whom,
            other: person(about % N_PEOPLE),
            reason: None,
        },
        12 => Kind::ContactNoted { person: whom },
        30 => Kind::Announced {
            contribution: ContributionId::parse(&format!("n{nth}")).unwrap(),
            title: text(),
            text: None,
            terms: vec![term(about), term(step.whom)],
            original: None,
        },
        13..=18 => Kind::Replied(Turn {
            turn: ContributionId::parse(&format!("t{nth}")).unwrap(),
            thread: thread.clone(),
            in_reply_to: thread,
            to: vec![],
            addressees: match about % 3 {
                0 => vec![whom],
                _ => vec![],
            },
            stance: [Stance::Offer, Stance::Thanks][usize::from(about % 7 == 0)],
            text: Some(text()),
            vantage: None,
        }),
        19 => Kind::Summarised {
            summary: ContributionId::parse(&format!("s{nth}")).unwrap(),
            of: match about % 2 {
                0 => Reference::Event(event),
                _ => Reference::Contribution(thread),
            },
            text: text(),
        },
        20 => Kind::Connected {
            from: thread,
            to: log
                .iter()
                .rev()
                .find_map(|earlier| match &earlier.what {
                    Kind::Summarised { summary, .. } => {
                        Some(Reference::Contribution(summary.clone()))
                    }
                    _ => None,
                })
                .unwrap_or(Reference::Person(whom)),
            reason: None,
        },
        21 if about % 3 == 0 => planned(event, (about % 2 == 0).then_some(thread)),
        21 | 22 => Kind::EventHeld {
            event,
            occurrence: None,
            notes: None,
            outcome: None,
            head_count: None,
        },
        23 => Kind::Attended {
            event,
            occurrence: None,
            part: Part::TookPart,
            presence: None,
        },
        24 => Kind::SessionWorked {
            event,
            occurrence: None,
            problem: thread,
            participants: vec![by, whom],
        },
        25 => Kind::ConstituencySought {
            constituency,
            name: text(),
            standpoints: vec![Standpoint {
                dimension: Dimension::Organisation,
                affiliation: group(about),
            }],
        },
        26 if about % 3 == 0 => Kind::ConstituencyDropped { constituency },
        26 | 27 => Kind::AffiliationStated {
            person: by,
            dimension: Dimension::Organisation,
            affiliation: group(about),
        },
        28 if about % 10 == 0 => Kind::Erased {
            of: Erasure::Person(whom),
        },
        28 | 29 => match earlier {
            Some(earlier) if !earlier.what.is_amendment() => Kind::Corrected {
                of,
                at: Some(on(step.day / 2)),
                patch: Box::new(earlier.what.clone()),
            },
            _ => Kind::Returned,
        },
        _ => Kind::Retracted {
            of,
            reason: RetractionReason::Mistake,
        },
    }
}

fn history(steps: &[Step]) -> Vec<Activity> {
    let mut log = Vec::new();
    for (nth, step) in steps.iter().enumerate() {
        let what = happened(step, nth, &log);
        // What people know of a meeting is of the same few days.
        let at = on(match what {
            Kind::EventHeld { .. } | Kind::Attended { .. } | Kind::SessionWorked { .. } => {
                step.day / 100 * 100
            }
            _ => step.day,
        });
        log.push(Activity {
            id: ActivityId::from_u128(1_000 + nth as u128),
            version: VERSION,
            actor: (step.about % 20 > 0).then(|| person(step.by)),
            recorder: None,
            community: Some(community()),
            at,
            recorded: at,
            basis: Basis::Seen,
            audience: Audience::Community,
            speaking_as: None,
            what,
        });
    }
    log
}

fn moments() -> impl Strategy<Value = Vec<Timestamp>> {
    let days = prop_oneof![3 => -5_i64..500, 1 => 500_i64..1_300];
    prop::collection::vec(days, 1..8).prop_map(|mut days| {
        days.sort_unstable();
        days.into_iter().map(on).collect()
    })
}

proptest! {
    #![proptest_config(super::config())]

    #[test]
    fn care_is_counted_alike_however_it_is_taken(steps in steps(), from in 0_usize..60, moments in moments()) {
        let log = history(&steps);
        let live = kept(&log, from.min(log.len()), &moments);
        let Some(told) = live.measures(&community()) else {
            return Ok(());
        };
        let history = History::of(&log, &community(), live.as_of(), utc);
        let plain = Measures::batch(&history);
        prop_assert_eq!(&told.facilitation, &plain.facilitation);
        prop_assert_eq!(&told.who_is_heard, &plain.who_is_heard);
        prop_assert_eq!(&told.four_activities, &plain.four_activities);
        let people: Vec<PersonId> = (0..N_PEOPLE).map(person).collect();
        for person in &people {
            prop_assert_eq!(gone_quiet::own(&live, &community(), person), Some(gone_quiet::own_batch(&history, person)));
            let told = gone_quiet::for_steward(&live, &community(), person);
            prop_assert_eq!(told, Some(gone_quiet::for_steward_batch(&history, person)));
            let told = could_meet::for_person(&live, &community(), person);
            prop_assert_eq!(told, Some(could_meet::for_person_batch(&history, person)));
            let told = could_meet::all(&live, &community(), person);
            prop_assert_eq!(told, Some(could_meet::all_batch(&history, person)));
        }
    }
}

/// That the histories above lead to something to compare.
#[test]
fn histories_lead_to_every_kind_of_answer() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;

    let mut runner = TestRunner::deterministic();
    let (mut n_quiet, mut n_pairs, mut n_heard, mut n_held) = (0, 0, 0, 0);
    for _ in 0..400 {
        let log = history(&steps().new_tree(&mut runner).unwrap().current());
        let history = History::of(&log, &community(), on(480), utc);
        for nth in 0..N_PEOPLE {
            let quiet = gone_quiet::for_steward_batch(&history, &person(nth));
            n_quiet += quiet.status.value().map_or(0, |quiet| quiet.members.len());
            let pairs = could_meet::all_batch(&history, &person(nth));
            n_pairs += pairs.status.value().map_or(0, |could| could.pairs.len());
        }
        let heard = who_is_heard::batch(&history);
        n_heard += usize::from(matches!(
            heard.status.value().map(|heard| &heard.organisation),
            Some(Status::Shown(_))
        ));
        let held = facilitation::batch(&history);
        n_held += held.status.value().map_or(0, |held| {
            usize::from(held.took_hold.introduced.num + held.took_hold.summaries.num > 0)
        });
    }
    assert!(n_quiet > 10, "{n_quiet} quiet");
    assert!(n_pairs > 10, "{n_pairs} pairs");
    assert!(n_heard > 10, "{n_heard} heard");
    assert!(n_held > 10, "{n_held} held");
}
