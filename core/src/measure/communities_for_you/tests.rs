use super::*;

fn term(text: &str) -> Term {
    Term::from_typed(text).unwrap()
}

fn community(name: &str, purpose: &[&str], threads: &[(&str, u64)]) -> Candidate {
    Candidate {
        community: CommunityId::parse(name).unwrap(),
        is_member: false,
        purpose: purpose.iter().copied().map(term).collect(),
        threads: threads.iter().map(|(word, n)| (term(word), *n)).collect(),
        would_bring: None,
    }
}

fn reference() -> Vec<Candidate> {
    vec![
        community(
            "falls",
            &["falls", "older people"],
            &[("falls", 1), ("community nursing", 1)],
        ),
        community(
            "dementia",
            &["dementia", "older people", "carers"],
            &[("dementia", 1)],
        ),
        community(
            "commissioning",
            &["commissioning", "evidence"],
            &[("commissioning", 1)],
        ),
        community(
            "wounds",
            &["wound care", "community nursing"],
            &[("wound care", 1)],
        ),
    ]
}

fn told(person: &[&str], communities: &[Candidate]) -> Personal<CommunitiesForYou> {
    let person = person.iter().copied().map(term).collect();
    let as_of = Timestamp::parse("2026-11-28T12:00:00Z").unwrap();
    suggest(&person, communities, as_of)
}

fn named(told: &Personal<CommunitiesForYou>) -> Vec<(&str, u64)> {
    let value = told.status.value().unwrap();
    let named = value.communities.iter();
    named
        .map(|suggestion| (suggestion.community.as_str(), suggestion.score))
        .collect()
}

const NURSE: [&str; 4] = ["community nursing", "older people", "carers", "sailing"];

#[test]
fn the_reference_vectors_hold() {
    let told = told(&NURSE, &reference());
    let expected = [
        ("dementia", 550_255_464),
        ("falls", 357_815_387),
        ("wounds", 244_913_028),
    ];
    assert_eq!(named(&told), expected);
    let suggestions = &told.status.value().unwrap().communities;
    let reasons = |nth: usize| -> Vec<&str> {
        let reasons = suggestions[nth].reasons.iter();
        reasons.map(Term::as_str).collect()
    };
    assert_eq!(reasons(0), ["carers", "older people"]);
    assert_eq!(reasons(1), ["older people", "community nursing"]);
    assert_eq!(reasons(2), ["community nursing"]);
}

#[test]
fn a_profession_is_enough_and_nothing_is_not() {
    let found = told(&["community nursing"], &reference());
    assert_eq!(named(&found).len(), 2);
    assert!(told(&[], &reference()).status.value().is_none());
    assert!(named(&told(&["sailing"], &reference())).is_empty());
    assert!(named(&told(&["sailing"], &[])).is_empty());
}

#[test]
fn ones_own_communities_are_weighed_and_not_named() {
    let mut communities = reference();
    communities[1].is_member = true;
    let found = told(&NURSE, &communities);
    assert_eq!(
        named(&found),
        [("falls", 357_815_387), ("wounds", 244_913_028)]
    );
}

#[test]
fn a_word_of_many_threads_outweighs_no_purpose_by_much() {
    let flooded = community("flooded", &["falls"], &[("sailing", 10_000)]);
    let modest = community("modest", &["falls"], &[("sailing", RULES.thread_terms)]);
    assert_eq!(words(&flooded), words(&modest));
}

#[test]
fn whom_they_would_bring_is_said() {
    let mut communities = reference();
    communities[0].would_bring = Some(ConstituencyId::parse("third-sector").unwrap());
    let found = told(&NURSE, &communities);
    let says = &found.status.value().unwrap().communities[1].says.english();
    assert_eq!(
        says,
        "You both care about older people and community nursing. They look for people like you, and have nobody yet."
    );
}

fn beside(told: &Personal<CommunitiesForYou>) -> Vec<(&str, Option<Beside>)> {
    let suggestions = told.status.value().unwrap().communities.iter();
    suggestions
        .map(|suggestion| (suggestion.community.as_str(), suggestion.beside))
        .collect()
}

#[test]
fn a_place_that_is_left_is_for_one_that_lies_beside_the_nearest() {
    let found = told(&["wound care"], &reference());
    let expected = [("wounds", None), ("falls", Some(Beside::Nearest))];
    assert_eq!(beside(&found), expected);
    let suggestion = &found.status.value().unwrap().communities[1];
    assert_eq!(suggestion.reasons, [term("community nursing")]);
    assert_eq!(
        suggestion.says.english(),
        "It shares no word with you. It lies beside the first of these: both care about community nursing."
    );
    assert_eq!(
        found.says.english(),
        "1 community goes by your words.",
        "one that lies beside is not counted"
    );
}

#[test]
fn one_may_lie_beside_a_community_of_ones_own() {
    let mut communities = reference();
    communities[3].is_member = true;
    let found = told(&["sailing"], &communities);
    assert_eq!(beside(&found), [("falls", Some(Beside::Own))]);
    let says = &found.status.value().unwrap().communities[0].says.english();
    assert!(says.contains("a community of yours"), "{says}");
}

#[test]
fn what_lies_beside_takes_no_place_from_what_is_nearer() {
    let found = told(&NURSE, &reference());
    assert!(beside(&found).iter().all(|(_, beside)| beside.is_none()));
    assert!(
        told(&["commissioning"], &reference())
            .status
            .value()
            .unwrap()
            .communities
            .len()
            == 1
    );
}
