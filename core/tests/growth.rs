//! Folding takes room for what is so now, and none for how it came to be so.

use cop_core::activity::{
    Activity, Answer, Basis, Kind, Part, Preference, PulseItem, Reaction, Reference, Role, VERSION,
    Via,
};
use cop_core::id::{ActivityId, CommunityId, ContributionId, EventId, PersonId};
use cop_core::time::Timestamp;
use cop_core::{Evolved, Model};

/// How many activities are folded.
const N: u64 = 10_000_000;
const N_PEOPLE: u64 = 40;

/// A sequence that looks like chance and is the same each time (Vigna 2015, splitmix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % n
    }
}

/// What people go on doing without adding anything that stays.
fn happening(
    chance: &mut Chance,
    people: &[PersonId],
    event: &EventId,
    problem: &ContributionId,
) -> Kind {
    let mut somebody = || people[usize::try_from(chance.below(N_PEOPLE)).unwrap()].clone();
    let (one, other) = (somebody(), somebody());
    let about = || Reference::Contribution(problem.clone());
    match chance.below(20) {
        0 | 1 => Kind::Joined {
            via: Via::Open,
            note: None,
        },
        2 => Kind::Left,
        3 => Kind::Followed,
        4 => Kind::Unfollowed,
        5 => Kind::RoleGiven {
            person: one,
            role: Role::Facilitator,
            protected_minutes: None,
            recognised_by: None,
        },
        6 => Kind::RoleEnded {
            person: one,
            role: Role::Facilitator,
        },
        7 => Kind::Invited { person: one },
        8 => Kind::Returned,
        9 => Kind::PreferenceSet {
            preference: Preference::Introductions,
            allowed: chance.below(2) == 0,
        },
        10 => Kind::Welcomed {
            person: one,
            message: None,
            in_reply_to: None,
        },
        11 => Kind::Introduced {
            one,
            other,
            reason: None,
        },
        12 => Kind::MentoringAgreed {
            mentor: one,
            mentee: other,
        },
        13 => Kind::ContactNoted { person: one },
        14 => Kind::InvitationAnswered {
            event: event.clone(),
            occurrence: None,
            answer: [Answer::Accepted, Answer::Tentative, Answer::Declined]
                [usize::try_from(chance.below(3)).unwrap()],
            as_host: false,
        },
        15 => Kind::Attended {
            event: event.clone(),
            occurrence: None,
            part: Part::TookPart,
            presence: None,
        },
        16 => Kind::InsightMarked { about: about() },
        17 => Kind::Reacted {
            to: about(),
            reaction: Reaction::Thanks,
        },
        18 => Kind::PurposeEndorsed { version: 1 },
        _ => Kind::PulseAnswered {
            item: PulseItem::Identification,
            value: 4,
        },
    }
}

/// How much there is to say of a state: what it holds, written down, with runs of digits counted as one.
fn room(model: &Model) -> usize {
    let written = format!("{model:?}");
    let mut was_digit = false;
    written
        .bytes()
        .filter(|byte| {
            let is_digit = byte.is_ascii_digit();
            let counts = !(is_digit && was_digit);
            was_digit = is_digit;
            counts
        })
        .count()
}

#[test]
fn ten_million_activities_leave_no_more_behind_than_what_is_so_now() {
    let stage = super::stage::founded();
    let community = CommunityId::parse("falls").unwrap();
    let mut model = stage.log.model().clone();
    let held = model.community(&community).unwrap();
    let event = held.events.iter().next().unwrap().0.clone();
    let problem = held.talk.threads().next().unwrap().0.clone();
    let people: Vec<PersonId> = (0..N_PEOPLE)
        .map(|nth| super::stage::person(&format!("person-{nth:02}")))
        .collect();
    let mut chance = Chance(1);
    let mut greatest = [0, 0];
    for nth in 0..N {
        let actor = people[usize::try_from(chance.below(N_PEOPLE)).unwrap()].clone();
        let what = happening(&mut chance, &people, &event, &problem);
        // All in one month, so that the pulse has one count.
        let at = Timestamp::parse("2026-04-01T00:00:00Z").unwrap();
        let activity = Activity {
            id: ActivityId::from_u128(u128::from(nth) + (1 << 64)),
            version: VERSION,
            actor: Some(actor),
            recorder: None,
            community: Some(community.clone()),
            at,
            recorded: at,
            basis: Basis::Seen,
            audience: cop_core::activity::Audience::Community,
            speaking_as: None,
            what,
        };
        assert_eq!(model.evolve(&activity), Evolved::Done);
        // Once all that can be so has been so, there is nothing to add.
        if nth % (N / 100) == 0 && nth >= N / 10 {
            let half = usize::from(nth >= N * 55 / 100);
            greatest[half] = greatest[half].max(room(&model));
        }
    }
    let [first, second] = greatest;
    assert!(
        second <= first + first / 50,
        "the state went from {first} to {second}"
    );
}
