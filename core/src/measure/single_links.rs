//! M9: links between groups that rest on one person.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::boundaries::{Behind, ByDimension, Crowd, is_covered, why_not};
use super::exchanged::{behind, is_behind, live_behind};
use super::history::History;
use super::live::{Between, Here, Names, Place};
use super::{Live, Measure, Name, RULES, Sentence, Share, Status};
use crate::affiliation::{Affiliation, Dimension};
use crate::id::{ActivityId, CommunityId, GroupId, PersonId};
use crate::time::CivilDate;

/// Links between groups on all boundaries, and which of them rest on one person.
///
/// Two groups are linked by enough exchanges in the window, whichever way; where people stood then counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SingleLinks {
    /// Links in all.
    pub links: u64,
    /// Those with a single person on a side.
    pub single: u64,
    /// The boundaries on which enough is known to look for links.
    pub dimensions: Vec<Dimension>,
    /// The months at whose ends they were drawn for each of these, by the first days; empty for numbers as they are now.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub months: Vec<CivilDate>,
    /// The links, boundary by boundary, by the ids of the groups; only some where not all are to be told.
    pub pairs: Vec<Link>,
}

/// A link between two groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Across which boundary.
    pub dimension: Dimension,
    /// Between which two groups, by id.
    pub between: [GroupId; 2],
    /// How many exchanges, both ways together.
    pub exchanges: u64,
    /// How many different people took part in them on either side.
    pub people: [u64; 2],
}

impl Link {
    /// Whether it rests on one person.
    #[must_use]
    pub fn is_single(&self) -> bool {
        self.people.contains(&1)
    }
}

/// What was found on one boundary.
struct Found {
    known: Share,
    links: Vec<Link>,
    /// Groups that members come from or that exchange anything.
    groups: BTreeSet<GroupId>,
}

/// Which links rest on one person, by the plain definition.
#[must_use]
pub fn batch(history: &History<'_>) -> Measure<SingleLinks> {
    let found = ByDimension::of(|dimension| {
        let members = Crowd::of_members(history, dimension);
        status(dimension, find(history, dimension), &members)
    });
    told(&found, behind(history))
}

fn find(history: &History<'_>, dimension: Dimension) -> Found {
    let mut known = Share::default();
    let mut groups = BTreeSet::new();
    let mut links: BTreeMap<[&GroupId; 2], (u64, [BTreeSet<&PersonId>; 2])> = BTreeMap::new();
    let exchanges: Vec<_> = history.exchanges().collect();
    for exchange in &exchanges {
        known.den += 1;
        let (from, to) = (exchange.from.on(dimension), exchange.towards.on(dimension));
        if *from == Affiliation::Unknown || *to == Affiliation::Unknown {
            continue;
        }
        known.num += 1;
        groups.extend(
            [from, to]
                .into_iter()
                .filter_map(Affiliation::known)
                .cloned(),
        );
        let (Some(from), Some(to)) = (from.known(), to.known()) else {
            continue;
        };
        let ((one, his), (other, hers)) = match from.cmp(to) {
            std::cmp::Ordering::Less => ((from, exchange.by), (to, exchange.to)),
            std::cmp::Ordering::Greater => ((to, exchange.to), (from, exchange.by)),
            std::cmp::Ordering::Equal => continue,
        };
        let (n, sides) = links.entry([one, other]).or_default();
        *n += 1;
        sides[0].insert(his);
        sides[1].insert(hers);
    }
    let links = links.into_iter().map(|(between, (exchanges, sides))| Link {
        dimension,
        between: between.map(Clone::clone),
        exchanges,
        people: sides.map(|side| side.len() as u64),
    });
    Found {
        known,
        links: links.filter(is_link).collect(),
        groups,
    }
}

pub(super) fn live(live: &Live, here: &Here) -> Measure<SingleLinks> {
    let exchanged: Vec<(Between, u64)> = here.exchanges.counted().collect();
    let names = live.names();
    let found = ByDimension::of(|dimension| {
        let members = Crowd::at_members(names, here, dimension);
        status(dimension, kept(names, &exchanged, dimension), &members)
    });
    told(&found, live_behind(live, here, &exchanged))
}

fn kept(names: &Names, exchanged: &[(Between, u64)], dimension: Dimension) -> Found {
    let places = |between: &Between| {
        [between.from, between.towards].map(|stood| names.place(stood, dimension))
    };
    let is_known = |(between, _): &&(Between, u64)| !places(between).contains(&Place::Unknown);
    let known = exchanged.iter().filter(is_known);
    let mut numbers: Vec<u32> = known
        .clone()
        .flat_map(|(between, _)| places(between))
        .filter_map(|place| match place {
            Place::Group(group) => Some(group),
            Place::Independent | Place::Unknown => None,
        })
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    let links = sides(names, exchanged, dimension).into_iter();
    let mut links: Vec<Link> = links
        .map(|(between, side)| side.link(names, dimension, between))
        .filter(is_link)
        .collect();
    links.sort_unstable_by(|a, b| a.between.cmp(&b.between));
    Found {
        known: Share::of(
            known.map(|(_, n)| n).sum(),
            exchanged.iter().map(|(_, n)| n).sum(),
        ),
        links,
        groups: numbers
            .into_iter()
            .map(|group| names.group_id(group).clone())
            .collect(),
    }
}

/// Who stands on either side of what goes between two groups.
#[derive(Default)]
struct Sides {
    exchanges: u64,
    people: [Vec<u32>; 2],
}

impl Sides {
    fn link(mut self, names: &Names, dimension: Dimension, between: [u32; 2]) -> Link {
        for side in &mut self.people {
            side.sort_unstable();
            side.dedup();
        }
        let [one, other] = between.map(|group| names.group_id(group).clone());
        let [his, hers] = self.people.map(|side| side.len() as u64);
        let (between, people) = match one < other {
            true => ([one, other], [his, hers]),
            false => ([other, one], [hers, his]),
        };
        Link {
            dimension,
            between,
            exchanges: self.exchanges,
            people,
        }
    }
}

/// What goes between each two groups, by their numbers, the lower first.
fn sides(
    names: &Names,
    exchanged: &[(Between, u64)],
    dimension: Dimension,
) -> BTreeMap<[u32; 2], Sides> {
    let mut links: BTreeMap<[u32; 2], Sides> = BTreeMap::new();
    for (between, n) in exchanged {
        let (Place::Group(from), Place::Group(to)) = (
            names.place(between.from, dimension),
            names.place(between.towards, dimension),
        ) else {
            continue;
        };
        if from == to {
            continue;
        }
        let sides = links.entry([from.min(to), from.max(to)]).or_default();
        sides.exchanges += n;
        sides.people[usize::from(from > to)].push(between.by);
        sides.people[usize::from(from < to)].push(between.to);
    }
    links
}

fn is_link(link: &Link) -> bool {
    link.exchanges >= RULES.link_exchanges
}

fn status(dimension: Dimension, found: Found, members: &Crowd) -> Status<Vec<Link>> {
    let mut groups = found.groups;
    groups.extend(members.groups.keys().cloned());
    if is_covered(members.known()) && groups.len() == 1 {
        return super::boundaries::one_side(dimension);
    }
    if !is_covered(found.known) {
        return Status::LowCoverage {
            known: found.known.num,
            total: found.known.den,
        };
    }
    if found.known.num == 0 {
        return Status::TooFew {
            have: 0,
            need: RULES.link_exchanges,
        };
    }
    Status::Shown(found.links)
}

fn told(found: &ByDimension<Status<Vec<Link>>>, behind: Behind) -> Measure<SingleLinks> {
    let mut value = SingleLinks::default();
    for dimension in Dimension::ALL {
        if let Some(links) = found.on(dimension).value() {
            value.dimensions.push(dimension);
            value.pairs.extend(links.iter().cloned());
        }
    }
    value.links = value.pairs.len() as u64;
    value.single = value.pairs.iter().filter(|link| link.is_single()).count() as u64;
    match value.dimensions.is_empty() {
        false => told_of(Status::Shown(value), behind),
        true => {
            let why = found.organisation.clone().map(|_| value);
            told_of(why, behind)
        }
    }
}

/// The measure with what it says.
pub(super) fn told_of(status: Status<SingleLinks>, behind: Behind) -> Measure<SingleLinks> {
    let says = match status.value() {
        Some(value) if value.links == 0 => {
            Sentence::of("single_links.none").number("exchanges", RULES.link_exchanges)
        }
        Some(value) => Sentence::of("single_links.says")
            .number("single", value.single)
            .number("links", value.links),
        None => why_not(&status, Dimension::Organisation),
    };
    Measure {
        name: Name::SingleLinks,
        as_of: behind.as_of,
        window: behind.window,
        status,
        basis: behind.basis,
        people: behind.people,
        coverage: None,
        says,
    }
}

/// The links that run through one person alone, with what to tell that person and nobody else.
///
/// Exchanges are hidden from no member, and where others stand is: their own page finds no link until it has taken an
/// [`AffiliationStated`](crate::activity::Kind::AffiliationStated) for whatever it shows of where people stand, before
/// all else. Then these stand everywhere and always where they stand now.
#[must_use]
pub fn own(live: &Live, community: &CommunityId, person: &PersonId) -> Vec<(Link, Sentence)> {
    let (Some(here), Some(who)) = (live.here(community), live.names().known_person(person)) else {
        return Vec::new();
    };
    let exchanged: Vec<(Between, u64)> = here.exchanges.counted().collect();
    let names = live.names();
    let mut own = Vec::new();
    for dimension in Dimension::ALL {
        for (between, sides) in sides(names, &exchanged, dimension) {
            let is_alone = |side: &Vec<u32>| side.iter().all(|other| *other == who);
            if !sides.people.iter().any(is_alone) {
                continue;
            }
            let link = sides.link(names, dimension, between);
            if is_link(&link) {
                let [one, other] = &link.between;
                let sentence = Sentence::of("single_links.own")
                    .text("one", one.as_str())
                    .text("other", other.as_str());
                own.push((link, sentence));
            }
        }
    }
    own.sort_by(|(a, _), (b, _)| (a.dimension, &a.between).cmp(&(b.dimension, &b.between)));
    own
}

/// The activities behind its numbers.
pub(super) fn evidence(history: &History<'_>) -> Vec<(&'static str, Vec<ActivityId>)> {
    vec![
        ("exchanges", history.behind(is_behind)),
        ("members", history.memberships()),
        ("known", history.affiliations()),
    ]
}
