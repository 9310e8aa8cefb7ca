//! Short histories for the tests of the measures, told activity by activity.

use super::{History, Live, Measures, utc};
use crate::activity::{
    Access, Activity, Audience, Basis, ConcernOutcome, Kind, Purpose, Stance, Turn, VERSION, Via,
    Visibility,
};
use crate::id::{ActivityId, ContributionId, TextId};
use crate::testing::{day, falls, person};
use crate::text::TextRef;

/// A history of which every activity has its day.
pub(super) struct Telling {
    pub(super) log: Vec<Activity>,
}

pub(super) fn text(n_chars: u32) -> TextRef {
    TextRef {
        id: TextId::from_u128(7),
        n_chars,
    }
}

pub(super) fn contribution(id: &str) -> ContributionId {
    ContributionId::parse(id).unwrap()
}

impl Telling {
    /// A community that ama founded on day 0.
    pub(super) fn new() -> Self {
        let mut telling = Self { log: Vec::new() };
        let purpose = Purpose {
            name: text(9),
            domain: None,
            for_whom: None,
            what_we_do: None,
            terms: vec![],
        };
        let founded = Kind::CommunityFounded {
            purpose,
            visibility: Visibility::Organisation,
            access: Access::Open,
            zone: None,
        };
        telling.add("ama", 0, founded);
        telling.join("ama", 0, Via::Founding);
        telling
    }

    pub(super) fn add(&mut self, by: &str, on: usize, what: Kind) -> ActivityId {
        let id = ActivityId::from_u128(self.log.len() as u128 + 1);
        self.log.push(Activity {
            id,
            version: VERSION,
            actor: Some(person(by)),
            recorder: None,
            community: Some(falls()),
            at: day(on),
            recorded: day(on),
            basis: Basis::Seen,
            audience: Audience::Community,
            speaking_as: None,
            what,
        });
        id
    }

    pub(super) fn join(&mut self, by: &str, on: usize, via: Via) {
        self.add(by, on, Kind::Joined { via, note: None });
    }

    pub(super) fn raise(&mut self, by: &str, on: usize, id: &str) -> ActivityId {
        let what = Kind::ProblemRaised {
            problem: contribution(id),
            title: text(9),
            text: None,
            terms: vec![],
            vantage: None,
        };
        self.add(by, on, what)
    }

    pub(super) fn doubt(&mut self, by: &str, on: usize, id: &str) -> ActivityId {
        let what = Kind::ConcernRaised {
            contribution: contribution(id),
            about: None,
            title: text(9),
            text: None,
        };
        self.add(by, on, what)
    }

    pub(super) fn announce(&mut self, by: &str, on: usize, id: &str) -> ActivityId {
        let what = Kind::Announced {
            contribution: contribution(id),
            title: text(9),
            text: None,
            terms: vec![],
            original: None,
        };
        self.add(by, on, what)
    }

    pub(super) fn answer(&mut self, by: &str, on: usize, id: &str, outcome: ConcernOutcome) {
        let what = Kind::ConcernAnswered {
            concern: contribution(id),
            outcome,
            text: None,
        };
        self.add(by, on, what);
    }

    /// A turn of so many characters in a thread, to somebody.
    pub(super) fn reply(
        &mut self,
        by: &str,
        on: usize,
        thread: &str,
        to: &str,
        n_chars: u32,
    ) -> ActivityId {
        let turn = format!("turn{}", self.log.len());
        let what = Kind::Replied(Turn {
            turn: contribution(&turn),
            thread: contribution(thread),
            in_reply_to: contribution(thread),
            to: vec![],
            addressees: vec![person(to)],
            stance: Stance::Offer,
            text: Some(text(n_chars)),
            vantage: None,
        });
        self.add(by, on, what)
    }

    /// What everything comes to on a day, by the plain definitions and as it is kept up to date.
    #[track_caller]
    pub(super) fn measures(&self, on: usize) -> Measures {
        let plain = Measures::batch(&History::of(&self.log, &falls(), day(on), utc));
        let live = Live::replay(&self.log, day(on), utc);
        let kept = live.measures(&falls()).unwrap();
        assert_eq!(kept.network_or_community, plain.network_or_community);
        assert_eq!(kept.thinking_together, plain.thinking_together);
        assert_eq!(kept.unanswered, plain.unanswered);
        assert_eq!(kept.concerns, plain.concerns);
        plain
    }
}
