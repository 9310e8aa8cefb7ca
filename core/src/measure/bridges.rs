//! Who stands between whom: brokerage after Gould & Fernandez 1989, counted whole and kept up to date.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Ratio;
use super::stored::stored;

/// How often somebody stands between two who have no direct tie, by where the three stand.
///
/// A tie goes one way. Counted are two-paths a → v → b, with a and b different and no tie a → b, for v in the middle.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Roles {
    /// All three are in one group (AAA).
    pub coordinator: u64,
    /// Between two of one group, from outside of it (ABA).
    pub itinerant: u64,
    /// Into their own group (ABB).
    pub gatekeeper: u64,
    /// Out of their own group (AAB).
    pub representative: u64,
    /// Between two other groups (ABC).
    pub liaison: u64,
}

stored!(Roles {
    coordinator,
    itinerant,
    gatekeeper,
    representative,
    liaison
});

impl Roles {
    /// How often in all.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.coordinator + self.itinerant + self.gatekeeper + self.representative + self.liaison
    }

    pub(super) fn count<G: PartialEq>(&mut self, from: &G, through: &G, into: &G, sign: i64) {
        let n = match (from == through, through == into, from == into) {
            (true, true, _) => &mut self.coordinator,
            (true, false, _) => &mut self.representative,
            (false, true, _) => &mut self.gatekeeper,
            (false, false, true) => &mut self.itinerant,
            (false, false, false) => &mut self.liaison,
        };
        *n = n.saturating_add_signed(sign);
    }
}

/// The roles of everybody who has a tie, by the plain definition; whoever is in no group is in no two-path.
#[must_use]
pub fn gould_fernandez<P: Copy + Ord, G: PartialEq>(
    ties: &BTreeSet<(P, P)>,
    group_of: impl Fn(P) -> Option<G>,
) -> BTreeMap<P, Roles> {
    let mut roles: BTreeMap<P, Roles> = BTreeMap::new();
    for (from, through) in ties {
        for (_, into) in ties.iter().filter(|(by, _)| by == through) {
            let is_open = from != into && !ties.contains(&(*from, *into));
            if let (true, Some(one), Some(own), Some(other)) = (
                is_open,
                group_of(*from),
                group_of(*through),
                group_of(*into),
            ) {
                let roles = roles.entry(*through).or_default();
                roles.count(&one, &own, &other, 1);
            }
        }
    }
    roles
}

/// Participation coefficient 1−Σ(k_g/k)² (Guimerà & Amaral 2005) of somebody whose ties go to these groups.
#[must_use]
pub fn participation_coefficient<G: Ord>(groups: impl IntoIterator<Item = G>) -> Option<Ratio> {
    let mut ties: BTreeMap<G, u128> = BTreeMap::new();
    for group in groups {
        *ties.entry(group).or_default() += 1;
    }
    let k: u128 = ties.values().sum();
    let inside: u128 = ties.values().map(|n| n * n).sum();
    Ratio::of(k * k - inside, k * k)
}

/// The roles of everybody, kept up to date tie by tie.
///
/// A tie costs as many steps as its two people have ties (O(d_a + d_b)).
#[derive(Debug, Clone, Default)]
pub struct Bridges {
    nodes: Vec<Node>,
}

stored!(Bridges { nodes });

#[derive(Debug, Clone, Default)]
struct Node {
    group: Option<u32>,
    /// To whom they have a tie, in order.
    out: Vec<u32>,
    /// Who has a tie to them, in order.
    into: Vec<u32>,
    roles: Roles,
}

stored!(Node {
    group,
    out,
    into,
    roles
});

impl Bridges {
    /// Says in which group somebody is from now on; their ties are counted anew.
    pub fn place(&mut self, who: u32, group: Option<u32>) {
        self.meet(who);
        if self.node(who).group == group {
            return;
        }
        let node = self.node(who);
        let out = node.out.iter().map(|to| (who, *to));
        let into = node.into.iter().map(|by| (*by, who));
        let ties: Vec<(u32, u32)> = out.chain(into).collect();
        for (by, to) in &ties {
            self.remove(*by, *to);
        }
        self.nodes[who as usize].group = group;
        for (by, to) in ties {
            self.add(by, to);
        }
    }

    /// A tie begins; one that is there already, or of somebody to themselves, changes nothing.
    pub fn add(&mut self, by: u32, to: u32) {
        self.meet(by.max(to));
        if by == to || self.has(by, to) {
            return;
        }
        self.count(by, to, 1);
        insert(&mut self.nodes[by as usize].out, to);
        insert(&mut self.nodes[to as usize].into, by);
    }

    /// A tie ends.
    pub fn remove(&mut self, by: u32, to: u32) {
        if !self.has(by, to) {
            return;
        }
        take_out(&mut self.nodes[by as usize].out, to);
        take_out(&mut self.nodes[to as usize].into, by);
        self.count(by, to, -1);
    }

    /// The roles of somebody.
    #[must_use]
    pub fn roles(&self, who: u32) -> Roles {
        let node = self.nodes.get(who as usize);
        node.map(|node| node.roles).unwrap_or_default()
    }

    /// Whether there is a tie.
    #[must_use]
    pub fn has(&self, by: u32, to: u32) -> bool {
        let node = self.nodes.get(by as usize);
        node.is_some_and(|node| node.out.binary_search(&to).is_ok())
    }

    fn meet(&mut self, who: u32) {
        if self.nodes.len() <= who as usize {
            self.nodes.resize_with(who as usize + 1, Node::default);
        }
    }

    fn node(&self, who: u32) -> &Node {
        &self.nodes[who as usize]
    }

    /// What a tie that is not among the ties changes for those in the middle, when it comes or when it is gone.
    fn count(&mut self, by: u32, to: u32, sign: i64) {
        let (from, into) = (self.node(by), self.node(to));
        // Those who stood between the two stand so no longer.
        let closed = common(&from.out, &into.into).map(|middle| (by, middle, to, -sign));
        let onwards = without(&into.out, &from.out).filter(|next| *next != by);
        let onwards = onwards.map(|next| (by, to, next, sign));
        let before = without(&from.into, &into.into).filter(|earlier| *earlier != to);
        let before = before.map(|earlier| (earlier, by, to, sign));
        let changes: Vec<(u32, u32, u32, i64)> = closed.chain(onwards).chain(before).collect();
        for (from, through, into, sign) in changes {
            let group = |who| self.node(who).group;
            if let (Some(one), Some(own), Some(other)) = (group(from), group(through), group(into))
            {
                let roles = &mut self.nodes[through as usize].roles;
                roles.count(&one, &own, &other, sign);
            }
        }
    }
}

fn insert(sorted: &mut Vec<u32>, who: u32) {
    if let Err(place) = sorted.binary_search(&who) {
        sorted.insert(place, who);
    }
}

fn take_out(sorted: &mut Vec<u32>, who: u32) {
    if let Ok(place) = sorted.binary_search(&who) {
        sorted.remove(place);
    }
}

/// What both have, in one pass through two lists in order.
fn common<'a>(these: &'a [u32], those: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    let mut those = those.iter().peekable();
    these.iter().copied().filter(move |who| {
        while those.next_if(|other| *other < who).is_some() {}
        those.peek() == Some(&who)
    })
}

/// What the first has and the second has not, likewise.
fn without<'a>(these: &'a [u32], those: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    let mut those = those.iter().peekable();
    these.iter().copied().filter(move |who| {
        while those.next_if(|other| *other < who).is_some() {}
        those.peek() != Some(&who)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn who_is_in_no_group_is_in_no_two_path() {
        let ties = BTreeSet::from([(0, 1), (1, 2)]);
        let group = |who: u32| (who != 2).then_some(0);
        assert_eq!(gould_fernandez(&ties, group), BTreeMap::new());
    }

    #[test]
    fn each_role_is_told_by_the_three_groups() {
        let roles = |groups: [u32; 3]| {
            let ties = BTreeSet::from([(0, 1), (1, 2)]);
            gould_fernandez(&ties, |who: u32| Some(groups[who as usize]))[&1]
        };
        assert_eq!(roles([0, 0, 0]).coordinator, 1);
        assert_eq!(roles([0, 1, 0]).itinerant, 1);
        assert_eq!(roles([0, 1, 1]).gatekeeper, 1);
        assert_eq!(roles([0, 0, 1]).representative, 1);
        assert_eq!(roles([0, 1, 2]).liaison, 1);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 24, ..ProptestConfig::default() })]

        #[test]
        fn what_is_kept_is_what_the_plain_definition_says(
            steps in prop::collection::vec((0_u32..9, 0_u32..9, 0_u32..12), 1_500..1_600),
        ) {
            let mut bridges = Bridges::default();
            let mut ties = BTreeSet::new();
            let mut groups: [Option<u32>; 9] = [None; 9];
            for (nth, (by, to, what)) in steps.into_iter().enumerate() {
                match what {
                    0 => {
                        groups[by as usize] = to.checked_sub(5);
                        bridges.place(by, to.checked_sub(5));
                    }
                    1..=6 => {
                        bridges.add(by, to);
                        if by != to {
                            ties.insert((by, to));
                        }
                    }
                    _ => {
                        bridges.remove(by, to);
                        ties.remove(&(by, to));
                    }
                }
                if nth % 50 == 0 || nth < 50 {
                    let plain = gould_fernandez(&ties, |who: u32| groups[who as usize]);
                    for who in 0..9 {
                        let expected = plain.get(&who).copied().unwrap_or_default();
                        prop_assert_eq!(bridges.roles(who), expected);
                    }
                }
            }
        }
    }
}
