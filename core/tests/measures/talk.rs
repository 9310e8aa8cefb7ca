//! The same, in communities that do nothing but talk: few people, few threads, and everything that bears on them.

use super::{kept, on};
use crate::arbitrary::{community, person};
use cop_core::activity::{
    Activity, Audience, Basis, ConcernOutcome, Form, Kind, Mode, Part, Reference, RetractionReason,
    Stance, Turn, VERSION, Via,
};
use cop_core::affiliation::{Affiliation, Dimension};
use cop_core::id::{ActivityId, ContributionId, EventId, GroupId, PersonId, Term, TextId};
use cop_core::measure::{History, Measures, utc};
use cop_core::schedule::Schedule;
use cop_core::text::TextRef;
use cop_core::time::Zone;
use proptest::prelude::*;

const N_PEOPLE: usize = 4;
const N_ROOTS: usize = 4;

/// What happens next, to be read from a few numbers.
#[derive(Debug, Clone)]
struct Next {
    act: u8,
    by: usize,
    to: usize,
    about: usize,
    day: i64,
}

fn next() -> impl Strategy<Value = Next> {
    (0..46_u8, 0..N_PEOPLE, 0..N_PEOPLE, 0_usize..60, 0_i64..400).prop_map(
        |(act, by, to, about, day)| Next {
            act,
            by,
            to,
            about,
            day,
        },
    )
}

fn text(n_chars: u32) -> TextRef {
    TextRef {
        id: TextId::from_u128(1),
        n_chars,
    }
}

fn contribution(name: &str, nth: usize) -> ContributionId {
    ContributionId::parse(&format!("{name}{nth}")).unwrap()
}

fn root(nth: usize) -> ContributionId {
    contribution("root", nth % N_ROOTS)
}

fn vantage(nth: usize) -> Option<Term> {
    let words = ["as a carer", "as a nurse"];
    words.get(nth % 5).map(|word| Term::parse(word).unwrap())
}

fn event(nth: usize) -> EventId {
    EventId::parse(&format!("event{}", nth % 2)).unwrap()
}

/// What a thread begins with: each kind has one.
fn begin(nth: usize) -> Kind {
    let (contribution, title) = (root(nth), text(9));
    let (text, terms) = (None, vec![]);
    match nth % N_ROOTS {
        0 | 1 => Kind::ProblemRaised {
            problem: contribution,
            title,
            text,
            terms,
            vantage: vantage(nth / N_ROOTS),
        },
        2 => Kind::ConcernRaised {
            contribution,
            about: None,
            title,
            text,
        },
        _ => Kind::Announced {
            contribution,
            title,
            text,
            terms,
            original: None,
        },
    }
}

fn what(next: &Next, nth: usize, log: &[Activity]) -> Kind {
    let about = match next.about % 3 {
        0 => root(next.about),
        _ => contribution("turn", next.about % (nth + 1)),
    };
    let earlier = &log[next.about % log.len()];
    match next.act {
        0..=14 => Kind::Replied(Turn {
            turn: contribution("turn", nth),
            thread: root(next.about),
            in_reply_to: root(next.about),
            to: vec![],
            addressees: vec![person(next.to)],
            stance: [Stance::Build, Stance::Ask, Stance::Offer, Stance::Thanks][next.about % 4],
            text: Some(text(50)),
            vantage: vantage(next.about / 4),
        }),
        15..=19 => Kind::InsightMarked {
            about: Reference::Contribution(about),
        },
        20 | 21 => Kind::InsightMarked {
            about: Reference::Event(event(next.about)),
        },
        22 | 23 => Kind::ProblemReframed {
            problem: root(next.about % 2),
            statement: text(9),
            confirmed_by: vec![person(next.to)],
        },
        24 | 25 => Kind::SessionWorked {
            event: event(next.about),
            occurrence: None,
            problem: root(next.to % 2),
            participants: vec![person(next.to), person(next.about % N_PEOPLE)],
        },
        26 => Kind::Attended {
            event: event(next.about),
            occurrence: None,
            part: Part::Present,
            presence: None,
        },
        27 | 28 => Kind::ConcernAnswered {
            concern: root(2),
            outcome: ConcernOutcome::ALL[next.about % 3],
            text: None,
        },
        29 => Kind::AffiliationStated {
            person: person(next.by),
            dimension: Dimension::ALL[next.about % 2],
            affiliation: match next.to {
                0 => Affiliation::NoneDeclared,
                nth => Affiliation::Known(GroupId::from_label(&format!("H{nth}")).unwrap()),
            },
        },
        30 => Kind::Joined {
            via: [Via::Open, Via::Founding][next.about % 2],
            note: None,
        },
        31 => Kind::Left,
        32 => Kind::Welcomed {
            person: person(next.to),
            message: None,
            in_reply_to: None,
        },
        33 | 34 => Kind::EventHeld {
            event: event(next.about),
            occurrence: None,
            notes: None,
            outcome: None,
            head_count: None,
        },
        35 | 36 => Kind::EventPlanned {
            event: event(next.about),
            title: text(9),
            form: [Form::Working, Form::Broadcast, Form::Mixed][next.to % 3],
            mode: Mode::Online,
            schedule: Schedule {
                starts: on(0).civil_utc(),
                zone: Zone::utc(),
                minutes: 60,
                starts_at: on(0),
                series: None,
            },
            place: None,
            capacity: None,
            problem: None,
            with: None,
            host: None,
        },
        37 | 38 => Kind::Joined {
            via: Via::Open,
            note: None,
        },
        39..=42 => Kind::Corrected {
            of: earlier.id,
            at: Some(on(next.day)),
            patch: Box::new(corrected(&earlier.what, person(next.to))),
        },
        _ => Kind::Retracted {
            of: earlier.id,
            reason: RetractionReason::Mistake,
        },
    }
}

/// The same, but said to somebody else.
fn corrected(what: &Kind, to: PersonId) -> Kind {
    match what.clone() {
        Kind::Replied(turn) => Kind::Replied(Turn {
            addressees: vec![to],
            ..turn
        }),
        Kind::Corrected { patch, .. } => *patch,
        what => what,
    }
}

fn history(nexts: &[Next], late: i64) -> Vec<Activity> {
    let mut log: Vec<Activity> = Vec::new();
    for nth in 0..nexts.len() + N_ROOTS {
        let begins = nth < N_ROOTS;
        let next = match begins {
            true => &nexts[nth % nexts.len()],
            false => &nexts[nth - N_ROOTS],
        };
        let happened = match begins {
            true => on(next.day / 2),
            // Mostly in order, and sometimes late.
            false => on(nth as i64 * 3 + if next.day < late { next.day - late } else { 0 }),
        };
        let what = match begins {
            true => begin(nth),
            false => what(next, nth, &log),
        };
        let is_everywhere = matches!(what, Kind::AffiliationStated { .. });
        log.push(Activity {
            id: ActivityId::from_u128(nth as u128 + 1),
            version: VERSION,
            actor: Some(person(next.by)),
            recorder: (next.to == 1).then(|| person(next.about % N_PEOPLE)),
            community: (!is_everywhere).then(community),
            at: happened.plus_minutes(nth as i64 % 3),
            recorded: happened,
            basis: [Basis::Seen, Basis::Said, Basis::Imported][next.about % 3],
            audience: Audience::Community,
            speaking_as: None,
            what,
        });
    }
    log
}

proptest! {
    #![proptest_config(super::config())]

    #[test]
    fn talk_that_is_kept_up_to_date_is_what_the_plain_definition_says(
        nexts in prop::collection::vec(next(), 1..90),
        late in 0_i64..200,
        from in 0_usize..20,
        mut days in prop::collection::vec(-10_i64..500, 1..8),
    ) {
        let log = history(&nexts, late);
        days.sort_unstable();
        let moments: Vec<_> = days.into_iter().map(on).collect();
        let live = kept(&log, from.min(log.len()), &moments);
        let plain = Measures::batch(&History::of(&log, &community(), live.as_of(), utc));
        let told = live.measures(&community());
        prop_assert_eq!(told.as_ref().unwrap_or(&plain), &plain);
    }
}
