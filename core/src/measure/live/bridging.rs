//! Who stands between whom in the window, where that is kept up to date.

use super::super::bridges::{Bridges, Roles};
use super::super::interner::Table;
use super::super::stored::stored;

/// The bridges in one community, between organisations as people belong to them now.
#[derive(Debug, Clone, Default)]
pub(super) struct Bridging {
    /// Everybody who ever exchanged something, by their place among the nodes.
    nodes: Table<u32, u32>,
    /// How many exchanges a tie stands for.
    n: Table<(u32, u32), u32>,
    bridges: Bridges,
}

stored!(Bridging { nodes, n, bridges });

impl Bridging {
    /// Somebody who is about to have a tie, and in which group they are.
    pub(super) fn meet(&mut self, who: u32, group: Option<u32>) {
        let fresh = u32::try_from(self.nodes.len()).expect("people are numbered by u32");
        let node = *self.nodes.entry(who).or_insert(fresh);
        if node == fresh {
            self.bridges.place(node, group);
        }
    }

    /// Somebody who may have ties is in another group.
    pub(super) fn place(&mut self, who: u32, group: Option<u32>) {
        if let Some(node) = self.nodes.get(&who) {
            self.bridges.place(*node, group);
        }
    }

    /// An exchange between two who were met comes or goes.
    pub(super) fn exchange(&mut self, by: u32, to: u32, n: u32, sign: i64) {
        let (by, to) = (self.nodes[&by], self.nodes[&to]);
        let exchanges = self.n.entry((by, to)).or_insert(0);
        match sign {
            1 => *exchanges += n,
            _ => *exchanges -= n,
        }
        if *exchanges == 0 {
            self.n.remove(&(by, to));
            self.bridges.remove(by, to);
        } else {
            self.bridges.add(by, to);
        }
    }

    pub(super) fn roles(&self, who: u32) -> Roles {
        let node = self.nodes.get(&who);
        node.map(|node| self.bridges.roles(*node))
            .unwrap_or_default()
    }
}
