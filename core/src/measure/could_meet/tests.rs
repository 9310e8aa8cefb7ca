use super::*;

/// Zachary 1977, "An information flow model for conflict and fission in small groups": who of the karate club met
/// whom, as in networkx.
const KARATE: [&[usize]; 34] = [
    &[1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31],
    &[2, 3, 7, 13, 17, 19, 21, 30],
    &[3, 7, 8, 9, 13, 27, 28, 32],
    &[7, 12, 13],
    &[6, 10],
    &[6, 10, 16],
    &[16],
    &[],
    &[30, 32, 33],
    &[33],
    &[],
    &[],
    &[],
    &[33],
    &[32, 33],
    &[32, 33],
    &[],
    &[],
    &[32, 33],
    &[33],
    &[32, 33],
    &[],
    &[32, 33],
    &[25, 27, 29, 32, 33],
    &[25, 27, 31],
    &[31],
    &[29, 33],
    &[33],
    &[31, 33],
    &[32, 33],
    &[32, 33],
    &[32, 33],
    &[33],
    &[],
];

/// What two of the club share: whoever both of them met, with how many people that one met.
fn score_of(one: usize, other: usize) -> u64 {
    let met = |who: usize| -> BTreeSet<usize> {
        let later = KARATE[who].iter().copied();
        let earlier = (0..who).filter(|earlier| KARATE[*earlier].contains(&who));
        later.chain(earlier).collect()
    };
    let (ones, others) = (met(one), met(other));
    score(ones.intersection(&others).map(|who| met(*who).len() as u64))
}

#[test]
fn the_score_is_that_of_adamic_and_adar() {
    let mut scores = Vec::new();
    for (one, later) in KARATE.iter().enumerate() {
        for other in one + 1..KARATE.len() {
            if !later.contains(&other) && score_of(one, other) > 0 {
                scores.push((score_of(one, other), (one, other)));
            }
        }
    }
    assert_eq!(scores.len(), 265);
    scores.sort_unstable_by(|a, b| b.cmp(a));
    let reference = [
        (4_719_381_261_461, (2, 33)),
        (2_711_019_722_297, (0, 33)),
        (2_252_921_681_631, (1, 33)),
    ];
    for ((found, pair), (expected, of)) in scores.into_iter().zip(reference) {
        assert_eq!(pair, of);
        // Each of up to a dozen summands is rounded to 10⁻¹².
        assert!(found.abs_diff(expected) <= 6, "{found} for {expected}");
    }
}

fn stands(organisation: Affiliation) -> [Affiliation; 4] {
    let mut stands = [const { Affiliation::Unknown }; 4];
    stands[Dimension::Organisation as usize] = organisation;
    stands
}

fn hospital(name: &str) -> Affiliation {
    Affiliation::Known(crate::id::GroupId::from_label(name).unwrap())
}

fn topic(name: &str) -> Topic {
    Topic::Term(Term::from_typed(name).unwrap())
}

fn candidate(name: &str, organisation: Affiliation, topics: &[&str]) -> Candidate {
    Candidate {
        person: PersonId::parse(name).unwrap(),
        stands: stands(organisation),
        topics: topics.iter().copied().map(topic).collect(),
    }
}

#[track_caller]
fn check(ana: &Candidate, ben: &Candidate, n_people: u64, have_met: bool, expected: usize) {
    let topics = ana.topics.union(&ben.topics).cloned();
    let n_people = topics.map(|topic| (topic, n_people)).collect();
    let found = pairs(
        &[ana.clone(), ben.clone()],
        &n_people,
        |_, _| have_met,
        None,
    );
    assert_eq!(found.len(), expected);
}

#[test]
fn two_who_share_two_topics_from_two_places_could_meet() {
    let ana = candidate("ana", hospital("h1"), &["falls", "handover"]);
    let ben = candidate("ben", hospital("h2"), &["falls", "handover", "sailing"]);
    check(&ana, &ben, 2, false, 1);
    check(&ana, &ben, 50, false, 1);
    check(&ana, &ben, 51, false, 0);
    check(&ana, &ben, 2, true, 0);
    let other = candidate("ben", hospital("h2"), &["falls", "sailing"]);
    check(&ana, &other, 2, false, 0);
}

#[test]
fn the_unknown_is_never_different_and_no_organisation_is() {
    let topics = ["falls", "handover"];
    let ana = candidate("ana", hospital("h1"), &topics);
    check(
        &ana,
        &candidate("ben", hospital("h1"), &topics),
        2,
        false,
        0,
    );
    check(
        &ana,
        &candidate("ben", Affiliation::Unknown, &topics),
        2,
        false,
        0,
    );
    let carer = candidate("ben", Affiliation::NoneDeclared, &topics);
    check(&ana, &carer, 2, false, 1);
    check(&carer, &carer, 2, false, 0);
}

#[test]
fn months_apart_are_those_of_the_calendar() {
    let date = |text| CivilDate::parse(text).unwrap();
    assert!(!is_apart(date("2024-11-01"), date("2026-11-30")));
    assert!(is_apart(date("2024-10-31"), date("2026-11-01")));
}
