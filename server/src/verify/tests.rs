use cop_core::activity::{Audience, Basis, PulseItem, RetractionReason, VERSION, Via};
use cop_core::id::CommunityId;
use cop_core::time::Timestamp;

use super::*;
use crate::store::{Batch, StoreUrl};

fn activity(n: u128, what: Kind) -> Activity {
    Activity {
        speaking_as: None,
        id: ActivityId::from_u128(n),
        version: VERSION,
        actor: Some(PersonId::parse("ama").unwrap()),
        recorder: None,
        community: Some(CommunityId::parse("falls").unwrap()),
        at: Timestamp::from_ms(0),
        recorded: Timestamp::from_ms(0),
        basis: Basis::Seen,
        audience: Audience::Community,
        what,
    }
}

fn founded(n_chars: u32) -> Activity {
    use cop_core::activity::{Access, Purpose, Visibility};
    activity(
        1,
        Kind::CommunityFounded {
            zone: None,
            purpose: Purpose {
                name: TextRef {
                    id: TextId::from_u128(7),
                    n_chars,
                },
                domain: None,
                for_whom: None,
                what_we_do: None,
                terms: Vec::new(),
            },
            visibility: Visibility::Public,
            access: Access::Open,
        },
    )
}

fn joined() -> Activity {
    activity(
        2,
        Kind::Joined {
            via: Via::Open,
            note: None,
        },
    )
}

#[track_caller]
fn check(activities: Vec<Activity>, texts: &[(u128, &str)], damages: &[&str]) {
    let store = Store::open(&StoreUrl::Memory).unwrap();
    let batch = Batch {
        activities,
        texts: texts
            .iter()
            .map(|(id, text)| (TextId::from_u128(*id), (*text).to_owned()))
            .collect(),
        ..Batch::default()
    };
    store.append(0, &batch).unwrap();
    let report = run(&store).unwrap();
    assert_eq!(report.damages, damages);
    assert_eq!(report.is_sound(), damages.is_empty());
}

#[test]
fn a_store_with_all_that_it_refers_to_is_sound() {
    check(vec![founded(5), joined()], &[(7, "Falls")], &[]);
}

#[test]
fn texts_that_are_missing_or_other_or_left_over_are_named() {
    let id = "00000000-0000-0000-0000-000000000007";
    check(
        vec![founded(5)],
        &[],
        &[&format!("position 1: the text {id} is missing")],
    );
    check(
        vec![founded(4)],
        &[(7, "Falls")],
        &[&format!(
            "position 1: the text {id} has 5 characters, and should have 4"
        )],
    );
    check(
        vec![founded(5)],
        &[(7, "Falls"), (8, "?")],
        &["nothing refers to the text 00000000-0000-0000-0000-000000000008"],
    );
}

#[test]
fn a_community_is_founded_before_anything_happens_in_it() {
    check(
        vec![joined()],
        &[],
        &["position 1: the community falls was not founded before"],
    );
}

#[test]
fn people_without_a_name_are_counted_and_no_damage() {
    let store = Store::open(&StoreUrl::Memory).unwrap();
    let batch = Batch {
        activities: vec![founded(5)],
        texts: vec![(TextId::from_u128(7), "Falls".to_owned())],
        ..Batch::default()
    };
    store.append(0, &batch).unwrap();
    let report = run(&store).unwrap();
    assert_eq!(
        (report.people, report.nameless, report.is_sound()),
        (1, 1, true)
    );
    assert_eq!(
        report.to_string(),
        "1 activities in 1 communities, 1 people, 1 texts.\n\
         1 people have no name in the directory.\n\
         Nothing is wrong."
    );
}

fn raised(n: u128, text: TextId) -> Activity {
    let problem = cop_core::id::ContributionId::parse("c1").unwrap();
    let title = TextRef {
        id: text,
        n_chars: 5,
    };
    activity(
        n,
        Kind::ProblemRaised {
            problem,
            title,
            text: None,
            terms: Vec::new(),
            vantage: None,
        },
    )
}

fn erased(n: u128, of: Erasure) -> Activity {
    activity(n, Kind::Erased { of })
}

fn corrected(n: u128, of: u128, patch: Activity) -> Activity {
    activity(
        n,
        Kind::Corrected {
            of: ActivityId::from_u128(of),
            at: None,
            patch: Box::new(patch.what),
        },
    )
}

const FALLS: [(u128, &str); 2] = [(7, "Falls"), (8, "Night")];
const TITLE: TextId = TextId::from_u128(8);

#[test]
fn a_text_that_was_erased_is_not_missed() {
    let of = Erasure::Activity(ActivityId::from_u128(3));
    check(
        vec![
            founded(5),
            joined(),
            raised(3, TextId::NONE),
            corrected(4, 3, raised(0, TextId::NONE)),
            erased(5, of),
        ],
        &FALLS[..1],
        &[],
    );
}

#[test]
fn what_was_erased_is_gone_with_what_was_said_of_it() {
    let of = Erasure::Activity(ActivityId::from_u128(3));
    let id = "00000000-0000-0000-0000-000000000003";
    check(
        vec![
            founded(5),
            joined(),
            raised(3, TITLE),
            corrected(4, 3, raised(0, TITLE)),
            erased(5, of),
        ],
        &FALLS,
        &[
            "position 4: it corrects what was erased",
            &format!("position 5: the activity {id} was erased, and is still there"),
        ],
    );
}

#[test]
fn who_was_erased_is_not_named() {
    let person = PersonId::parse("ben").unwrap();
    let everywhere = |mut activity: Activity| {
        activity.community = None;
        activity
    };
    check(
        vec![
            founded(5),
            everywhere(erased(2, Erasure::Somebody)),
            everywhere(erased(3, Erasure::Person(person))),
        ],
        &FALLS[..1],
        &["position 3: it names who was erased"],
    );
}

#[test]
fn what_is_said_of_an_activity_comes_after_it() {
    let id = "00000000-0000-0000-0000-000000000009";
    let missing = format!("the activity {id} was not there before");
    let retracted = activity(
        3,
        Kind::Retracted {
            of: ActivityId::from_u128(9),
            reason: RetractionReason::Mistake,
        },
    );
    check(
        vec![
            founded(5),
            joined(),
            retracted,
            corrected(4, 9, joined()),
            joined_as(9),
        ],
        &FALLS[..1],
        &[
            &format!("position 3: {missing}"),
            &format!("position 4: {missing}"),
        ],
    );
}

fn joined_as(n: u128) -> Activity {
    activity(n, joined().what)
}

#[test]
fn two_accounts_of_one_person_belong_to_no_community() {
    let person = |id| PersonId::parse(id).unwrap();
    let mut same = activity(
        3,
        Kind::SamePerson {
            from: person("ben"),
            into: person("benjamin"),
        },
    );
    same.community = None;
    check(vec![founded(5), joined(), same], &FALLS[..1], &[]);
}

#[test]
fn nobody_is_named_who_answered_the_pulse() {
    let answered = Kind::PulseAnswered {
        item: PulseItem::Identification,
        value: 6,
    };
    let mut by_nobody = activity(3, answered.clone());
    by_nobody.actor = None;
    check(
        vec![founded(5), joined(), by_nobody, activity(4, answered)],
        &FALLS[..1],
        &["position 4: it names who answered the pulse"],
    );
}
