//! What is behind the numbers is found, and everybody finds all of it that is about them.

use std::collections::{BTreeMap, BTreeSet};

use cop_core::activity::{Activity, Kind, RetractionReason};
use cop_core::id::ActivityId;
use cop_core::measure::{History, Measures, Name, could_meet, gone_quiet, my_bridges, utc};
use cop_core::time::Timestamp;
use proptest::prelude::*;

use super::super::arbitrary::{N_PEOPLE, community, person, steps};
use super::{config, history, on};

fn taken_back(log: &[Activity], of: ActivityId) -> Vec<Activity> {
    let mut log = log.to_vec();
    let mut retraction = log[0].clone();
    retraction.id = ActivityId::from_u128(u128::MAX);
    retraction.what = Kind::Retracted {
        of,
        reason: RetractionReason::Mistake,
    };
    log.push(retraction);
    log
}

/// What each measure comes to, by its name.
fn written(log: &[Activity], as_of: Timestamp) -> BTreeMap<String, serde_json::Value> {
    let history = History::of(log, &community(), as_of, utc);
    let written = serde_json::to_value(Measures::batch(&history)).unwrap();
    serde_json::from_value(written).unwrap()
}

/// What the measures for one person alone come to.
fn own(log: &[Activity], as_of: Timestamp, who: usize) -> [(Name, String); 3] {
    let history = History::of(log, &community(), as_of, utc);
    let person = person(who);
    let write = |written: Result<String, serde_json::Error>| written.unwrap();
    [
        (
            Name::GoneQuiet,
            write(serde_json::to_string(&gone_quiet::own_batch(
                &history, &person,
            ))),
        ),
        (
            Name::CouldMeet,
            write(serde_json::to_string(&could_meet::for_person_batch(
                &history, &person,
            ))),
        ),
        (
            Name::MyBridges,
            write(serde_json::to_string(
                &my_bridges::batch(&history, &person).status,
            )),
        ),
    ]
}

/// The beginning of the community moves the days of everything.
fn can_be_missed(activity: &Activity) -> bool {
    !activity.what.is_amendment() && !matches!(activity.what, Kind::CommunityFounded { .. })
}

fn behind(history: &History<'_>, name: Name) -> BTreeSet<ActivityId> {
    let evidence = history.evidence(name).into_iter();
    evidence.flat_map(|(_, ids)| ids).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..config() })]

    #[test]
    fn what_changes_a_measure_when_it_is_taken_back_is_behind_it(
        steps in steps(),
        shifts in prop::collection::vec(-20_i64..20, 1..9),
    ) {
        let log = history(&steps, 1, &shifts);
        let as_of = on(100);
        let told = written(&log, as_of);
        let history = History::of(&log, &community(), as_of, utc);
        let names = Name::ALL.iter().filter(|name| told.contains_key(name.as_str()));
        let behind: Vec<_> = names.map(|name| (name.as_str(), behind(&history, *name))).collect();
        // What nobody did any more, since they were erased, is in the basis of some measures and in none of their numbers.
        let nobodys = history.acts.iter().filter(|act| act.by().is_none());
        let nobodys: BTreeSet<ActivityId> = nobodys.map(|act| act.activity.id).collect();
        let missed = log.iter().filter(|activity| can_be_missed(activity));
        for activity in missed.filter(|activity| !nobodys.contains(&activity.id)) {
            let without = written(&taken_back(&log, activity.id), as_of);
            for (name, behind) in &behind {
                let is_behind = behind.contains(&activity.id);
                prop_assert!(is_behind || without[*name] == told[*name], "{name}: {activity:?}");
            }
        }
    }

    #[test]
    fn everybody_finds_all_that_counts_of_them(
        steps in steps(),
        pace in 0_i64..9,
        shifts in prop::collection::vec(-40_i64..40, 1..9),
    ) {
        let log = history(&steps, pace, &shifts);
        let history = History::of(&log, &community(), on(300), utc);
        for who in 0..N_PEOPLE {
            let told = history.evidence_about(&person(who)).into_iter();
            let told: BTreeMap<Name, BTreeSet<ActivityId>> = told
                .map(|(name, evidence)| (name, evidence.into_iter().flat_map(|(_, ids)| ids).collect()))
                .collect();
            let all: BTreeSet<ActivityId> = told.values().flatten().copied().collect();
            let who = person(who);
            for act in &history.acts {
                let counts = act.counts();
                let does = counts.contribution || counts.observing || counts.lead || counts.facilitation;
                if does && act.by() == Some(&who) {
                    prop_assert!(all.contains(&act.activity.id), "{:?}", act.activity);
                }
                if act.activity.people().contains(&who) {
                    for name in Name::ALL.iter().filter(|name| behind(&history, **name).contains(&act.activity.id)) {
                        prop_assert!(told[name].contains(&act.activity.id), "{name:?}: {:?}", act.activity);
                    }
                }
            }
        }
    }

    #[test]
    fn what_changes_what_somebody_is_told_of_themselves_is_shown_to_them(
        steps in steps(),
        shifts in prop::collection::vec(-20_i64..20, 1..9),
        who in 0..N_PEOPLE,
    ) {
        let log = history(&steps, 1, &shifts);
        let as_of = on(100);
        let told = own(&log, as_of, who);
        let history = History::of(&log, &community(), as_of, utc);
        let shown = history.evidence_about(&person(who));
        let own_acts = log.iter().filter(|activity| activity.people().contains(&person(who)));
        for activity in own_acts.filter(|activity| can_be_missed(activity)) {
            let without = own(&taken_back(&log, activity.id), as_of, who);
            for ((name, before), (_, after)) in told.iter().zip(&without) {
                let mut evidence = shown.iter().filter(|(of, _)| of == name).flat_map(|(_, evidence)| evidence);
                let is_shown = evidence.any(|(_, ids)| ids.contains(&activity.id));
                prop_assert!(is_shown || before == after, "{name:?}: {activity:?}");
            }
        }
    }
}
