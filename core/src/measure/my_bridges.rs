//! M22: a person's own bridges, for that person alone.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::boundaries::Behind;
use super::exchanged::{behind, live_behind};
use super::history::History;
use super::live::Between;
use super::{Live, Measure, Name, RULES, Ratio, Sentence, Status};
use crate::affiliation::Dimension;
use crate::id::{CommunityId, GroupId, PersonId};

pub use super::bridges::{Bridges, Roles, gould_fernandez, participation_coefficient};

/// Where somebody stands between people who do not talk to each other directly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MyBridges {
    /// The boundary by which it is told: organisations, where the person's is known, and else the next.
    pub dimension: Dimension,
    /// How often, by where the three stand now (Gould & Fernandez 1989).
    #[serde(flatten)]
    pub roles: Roles,
    /// Participation coefficient 1−Σ(k_g/k)² over those they exchange anything with (Guimerà & Amaral 2005);
    /// none where it is known of none of them where they stand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub participation: Option<Ratio>,
    /// From which group into which they most often carry things; at most three.
    pub carries: Vec<Carried>,
}

/// What somebody carries from one group into another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Carried {
    /// From.
    pub from: GroupId,
    /// Into.
    pub into: GroupId,
    /// How many people here and there they stand between, in pairs.
    pub n: u64,
}

const MOST_CARRIED: usize = 3;

/// Somebody's own bridges, by the plain definition.
#[must_use]
pub fn batch(history: &History<'_>, person: &PersonId) -> Measure<MyBridges> {
    let exchanges = history.exchanges();
    let ties: Ties<&PersonId> = exchanges
        .map(|exchange| (exchange.by, exchange.to))
        .collect();
    let known = |dimension: &Dimension| history.people.on(person, *dimension).known().is_some();
    let value = Dimension::ALL.into_iter().find(known).map(|dimension| {
        let group = |who: &PersonId| history.people.on(who, dimension).known().cloned();
        let roles = gould_fernandez(&ties, group);
        let ego = Ego::of(&ties, person, group);
        MyBridges {
            dimension,
            roles: roles.get(person).copied().unwrap_or_default(),
            participation: ego.participation(),
            carries: ego.carries(&ties),
        }
    });
    told(value, behind(history))
}

/// Somebody's own bridges, none for somebody of whom nothing is recorded: read where [`Live::with_bridges`] keeps them, and counted where it does not.
///
/// Exchanges are hidden from no member, and where others stand is: their own page finds no bridge until it has taken an
/// [`AffiliationStated`](crate::activity::Kind::AffiliationStated) for whatever it shows of where people stand. Since all
/// count where they stand now, it comes to what the server would say.
#[must_use]
pub fn own(live: &Live, community: &CommunityId, person: &PersonId) -> Option<Measure<MyBridges>> {
    let names = live.names();
    let here = live.here(community)?;
    let who = names.known_person(person)?;
    let exchanged: Vec<(Between, u64)> = here.exchanges.counted().collect();
    let between = exchanged.iter();
    let ties: Ties<u32> = between
        .map(|(between, _)| (between.by, between.to))
        .collect();
    let known = |dimension: &Dimension| names.group_now(who, *dimension).is_some();
    let value = Dimension::ALL.into_iter().find(known).map(|dimension| {
        let group = |who| {
            let group = names.group_now(who, dimension)?;
            Some(names.group_id(group).clone())
        };
        let ego = Ego::of(&ties, who, group);
        let kept = here.exchanges.bridges(who);
        let kept = kept.filter(|_| dimension == Dimension::Organisation);
        MyBridges {
            dimension,
            roles: kept.unwrap_or_else(|| ego.roles(&ties)),
            participation: ego.participation(),
            carries: ego.carries(&ties),
        }
    });
    Some(told(value, live_behind(live, here, &exchanged)))
}

/// Who said something to whom.
type Ties<P> = BTreeSet<(P, P)>;

/// A person among those they exchange something with, as far as it is known where these stand.
struct Ego<P> {
    own: Option<GroupId>,
    into: BTreeMap<P, GroupId>,
    out: BTreeMap<P, GroupId>,
}

impl<P: Copy + Ord> Ego<P> {
    fn of(ties: &Ties<P>, who: P, group: impl Fn(P) -> Option<GroupId>) -> Self {
        let into = ties.iter().filter(|(_, to)| *to == who);
        let out = ties.iter().filter(|(by, _)| *by == who);
        Self {
            own: group(who),
            into: into
                .filter_map(|(by, _)| Some((*by, group(*by)?)))
                .collect(),
            out: out.filter_map(|(_, to)| Some((*to, group(*to)?))).collect(),
        }
    }

    /// From where to where an open two-path leads through them.
    fn paths<'a>(&'a self, ties: &'a Ties<P>) -> impl Iterator<Item = (&'a GroupId, &'a GroupId)> {
        self.into.iter().flat_map(move |(by, from)| {
            let out = self.out.iter();
            let open = out.filter(move |(to, _)| by != *to && !ties.contains(&(*by, **to)));
            open.map(move |(_, into)| (from, into))
        })
    }

    fn roles(&self, ties: &Ties<P>) -> Roles {
        let mut roles = Roles::default();
        if let Some(own) = &self.own {
            for (from, into) in self.paths(ties) {
                roles.count(&from, &own, &into, 1);
            }
        }
        roles
    }

    fn participation(&self) -> Option<Ratio> {
        let mut neighbours: BTreeMap<P, &GroupId> = BTreeMap::new();
        neighbours.extend(
            self.into
                .iter()
                .chain(&self.out)
                .map(|(who, at)| (*who, at)),
        );
        participation_coefficient(neighbours.into_values())
    }

    fn carries(&self, ties: &Ties<P>) -> Vec<Carried> {
        let mut carried: BTreeMap<(&GroupId, &GroupId), u64> = BTreeMap::new();
        for (from, into) in self.paths(ties).filter(|(from, into)| from != into) {
            *carried.entry((from, into)).or_default() += 1;
        }
        let carried = carried.into_iter().map(|((from, into), n)| Carried {
            from: from.clone(),
            into: into.clone(),
            n,
        });
        let mut carried: Vec<Carried> = carried.collect();
        carried.sort_by_key(|carried| std::cmp::Reverse(carried.n));
        carried.truncate(MOST_CARRIED);
        carried
    }
}

fn told(value: Option<MyBridges>, behind: Behind) -> Measure<MyBridges> {
    let days = RULES.window_days.unsigned_abs();
    let (status, says) = match value {
        None => {
            let why = Sentence::of("my_bridges.unknown");
            (Status::NotApplicable { why: why.clone() }, why)
        }
        Some(value) => {
            let says = match (value.carries.first(), value.roles.n()) {
                (Some(most), _) => Sentence::of("my_bridges.carries")
                    .text("from", most.from.as_str())
                    .text("into", most.into.as_str()),
                (None, 0) => Sentence::of("my_bridges.none").number("days", days.into()),
                (None, n) => Sentence::of("my_bridges.says").number("n", n),
            };
            (Status::Shown(value), says)
        }
    };
    Measure {
        name: Name::MyBridges,
        as_of: behind.as_of,
        window: behind.window,
        status,
        basis: behind.basis,
        people: behind.people,
        coverage: None,
        says,
    }
}
