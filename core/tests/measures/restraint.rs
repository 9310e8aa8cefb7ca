//! What is not to be measured is not measured: no person in a measure of a community, no score, no ranking, no
//! comparison of communities.

use cop_core::activity::Activity;
use cop_core::measure::{History, Live, Measures, utc};
use proptest::prelude::*;
use serde_json::Value;

use super::super::arbitrary::{N_PEOPLE, Step, community, person, steps};
use super::{config, history, on};

/// Words that no field of a measure has among its own, with what they would be.
const FORBIDDEN: &[&str] = &[
    // One number for all of it, and what is made of one.
    "score",
    "index",
    "health",
    "healthy",
    "rag",
    "colour",
    "color",
    "traffic",
    "rating",
    // Order among people or communities, and rewards.
    "rank",
    "ranking",
    "top",
    "league",
    "percentile",
    "points",
    "badge",
    "badges",
    "streak",
    "leaderboard",
    // Labels on people.
    "person",
    "member",
    "actor",
    "author",
    "detached",
    "critic",
    "critics",
    "lurker",
    "lurkers",
    // What lies in reading, in the text, or in the network of one.
    "reads",
    "online",
    "sentiment",
    "trust",
    "quality",
    "betweenness",
    "closeness",
    "constraint",
    "modularity",
    "assortativity",
    "roi",
];

/// Calls with each name of a field and each text of a value.
fn walk(value: &Value, field: &mut dyn FnMut(&str), text: &mut dyn FnMut(&str)) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                field(name);
                walk(value, field, text);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| walk(value, field, text)),
        Value::String(value) => text(value),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn fields(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    walk(value, &mut |name| found.push(name.to_owned()), &mut |_| {});
    found
}

/// Whether a text has an id in it that stands for itself, and not as part of a word.
fn names(text: &str, id: &str) -> bool {
    text.split(|sign: char| !sign.is_alphanumeric())
        .any(|word| word == id)
}

fn check(written: &Value) -> Result<(), TestCaseError> {
    for name in fields(written) {
        let mut words = name.split('_');
        let is_forbidden = words.any(|word| FORBIDDEN.contains(&word));
        prop_assert!(!is_forbidden, "{name}");
    }
    let mut named = None;
    walk(written, &mut |_| {}, &mut |text| {
        let mut people = (0..N_PEOPLE).map(|nth| person(nth).as_str().to_owned());
        named = named.take().or_else(|| people.find(|id| names(text, id)));
    });
    prop_assert_eq!(named, None);
    Ok(())
}

/// What happened here, and beside it the same in another community, by others of the same names.
fn beside(log: &[Activity]) -> Vec<Activity> {
    let elsewhere = cop_core::id::CommunityId::parse("elsewhere").unwrap();
    let others = log.iter().filter(|activity| activity.community.is_some());
    let others = others.filter(|activity| !activity.what.is_amendment());
    let mut both = log.to_vec();
    both.extend(others.map(|activity| {
        let mut other = activity.clone();
        other.id = cop_core::id::ActivityId::from_u128(activity.id.as_u128() + (1 << 100));
        other.community = Some(elsewhere.clone());
        other
    }));
    both
}

#[test]
fn the_check_finds_what_must_not_be_there() {
    let found = |written: Value| check(&written).is_err();
    assert!(found(serde_json::json!({"health_score": 1})));
    assert!(found(
        serde_json::json!({"groups": [{"says": "Ask p1 first."}]})
    ));
    assert!(found(serde_json::json!({"by": ["p0"]})));
    assert!(!found(
        serde_json::json!({"members": 3, "says": "3 people in p10."})
    ));
}

/// Everything at once: each kind of step by each of the people, so that no measure is left without a value.
fn rich() -> Vec<Activity> {
    let steps: Vec<Step> = (0..900)
        .map(|nth| Step {
            by: nth % N_PEOPLE,
            whom: (nth / 3) % N_PEOPLE,
            about: nth % 14,
            act: u8::try_from(nth % 77).unwrap(),
        })
        .collect();
    history(&steps, 0, &[0, 3, 7, 11, 40])
}

#[test]
fn a_rich_history_is_told_without_people_and_without_scores() {
    let log = rich();
    let plain = Measures::batch(&History::of(&log, &community(), on(60), utc));
    let written = serde_json::to_value(&plain).unwrap();
    check(&written).unwrap();
    let shown = written.as_object().unwrap().values();
    let n_shown = shown.filter(|measure| measure["status"] == "shown").count();
    assert!(n_shown >= 12, "only {n_shown} of the measures have a value");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..config() })]

    #[test]
    fn no_measure_of_a_community_names_anybody_or_scores_anything(
        steps in steps(),
        pace in 0_i64..9,
    ) {
        let log = history(&steps, pace, &[0, 5, -5]);
        let live = Live::replay(&log, on(200), utc);
        if let Some(measures) = live.measures(&community()) {
            check(&serde_json::to_value(&measures).unwrap())?;
        }
    }

    #[test]
    fn what_happens_in_another_community_moves_nothing_here(steps in steps(), pace in 0_i64..9) {
        let log = history(&steps, pace, &[0, 5, -5]);
        let alone = Live::replay(&log, on(200), utc).measures(&community());
        let beside = Live::replay(&beside(&log), on(200), utc).measures(&community());
        prop_assert_eq!(alone, beside);
    }
}
