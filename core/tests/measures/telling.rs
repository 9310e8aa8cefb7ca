//! Activities as they stand in a log, without a command for each: for what only counts and flows of exchange show.

use cop_core::activity::{Activity, Audience, Basis, Kind, Stance, Turn, VERSION, Via};
use cop_core::affiliation::{Affiliation, Dimension};
use cop_core::id::{ActivityId, CommunityId, ContributionId, GroupId, PersonId, TextId};
use cop_core::text::TextRef;
use cop_core::time::Timestamp;

pub fn club() -> CommunityId {
    CommunityId::parse("club").unwrap()
}

pub fn person(nth: usize) -> PersonId {
    PersonId::parse(&format!("{nth}")).unwrap()
}

pub fn group(label: &str) -> Affiliation {
    Affiliation::Known(GroupId::from_label(label).unwrap())
}

/// An activity recorded when it happened.
pub fn activity(nth: usize, at: Timestamp, by: usize, what: Kind) -> Activity {
    let is_everywhere = matches!(what, Kind::AffiliationStated { .. });
    Activity {
        id: ActivityId::from_u128(nth as u128 + 1),
        version: VERSION,
        actor: Some(person(by)),
        recorder: None,
        community: (!is_everywhere).then(club),
        at,
        recorded: at,
        basis: Basis::Seen,
        audience: Audience::Community,
        speaking_as: None,
        what,
    }
}

pub fn joined() -> Kind {
    Kind::Joined {
        via: Via::Open,
        note: None,
    }
}

pub fn stated(whom: usize, dimension: Dimension, affiliation: Affiliation) -> Kind {
    Kind::AffiliationStated {
        person: person(whom),
        dimension,
        affiliation,
    }
}

/// A turn of so many characters to somebody.
pub fn said(nth: usize, to: usize, n_chars: u32) -> Kind {
    let turn = |name: &str| ContributionId::parse(name).unwrap();
    Kind::Replied(Turn {
        turn: turn(&format!("turn {nth}")),
        thread: turn("talk"),
        in_reply_to: turn("talk"),
        to: vec![person(to)],
        addressees: vec![person(to)],
        stance: Stance::Offer,
        text: Some(TextRef {
            id: TextId::from_u128(nth as u128),
            n_chars,
        }),
        vantage: None,
    })
}
