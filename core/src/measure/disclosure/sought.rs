//! How far those are there whom a community seeks, as it may be told.

use std::collections::BTreeMap;

use super::super::live::Here;
use super::super::who_is_heard::{ConstituencyHeard, together};
use super::super::{Live, RULES};
use super::coarse::rounded;
use super::drawn::{Numbers, People};
use crate::activity::Standpoint;
use crate::affiliation::Affiliation;
use crate::id::ConstituencyId;

/// What was drawn of those whom a community seeks.
#[derive(Debug, Clone, Default)]
pub(super) struct Sought {
    told: BTreeMap<ConstituencyId, Told>,
    /// Every set of people of which a number was ever told: with two that differ in few, these few would be told of.
    behind: Vec<People>,
}

/// What was told of one constituency: how many belong, were heard, and are in a problem.
#[derive(Debug, Clone, Default)]
struct Told {
    standpoints: Vec<Standpoint>,
    n: [Option<u64>; 3],
}

impl Sought {
    /// Draws each number anew of which enough people differ. `cells` are the sets that are told of elsewhere: to be one
    /// of them tells nothing more.
    pub(super) fn draw(&mut self, live: &Live, here: &Here, cells: &[People]) {
        let now = here.sought.now();
        self.told.retain(|id, _| now.contains_key(id));
        if now.is_empty() {
            return;
        }
        let together = together(live, here);
        for (id, standpoints) in now {
            let told = self.told.entry(id.clone()).or_default();
            if told.standpoints != standpoints {
                *told = Told {
                    standpoints: standpoints.to_vec(),
                    n: [None; 3],
                };
            }
            let members = here.people.members();
            let belong = || {
                members.clone().filter(|member| {
                    let profile = live.names().profile_now(member.who);
                    standpoints.iter().all(|sought| {
                        let now: Affiliation = live.names().affiliation(profile, sought.dimension);
                        now == sought.affiliation
                    })
                })
            };
            let all = People(members.clone().map(|member| member.who).collect());
            let heard = belong().filter(|member| member.recent.contributions > 0);
            let heard = People(heard.map(|member| member.who).collect());
            let in_problem = belong().filter(|member| together.contains(&member.who));
            let in_problem = People(in_problem.map(|member| member.who).collect());
            let belong = People(belong().map(|member| member.who).collect());
            let sets = [(&belong, &all), (&heard, &belong), (&in_problem, &belong)];
            for (n, (set, of)) in told.n.iter_mut().zip(sets) {
                let is_many = set.n() >= RULES.k && of.n() - set.n() >= RULES.k;
                let mut behind = self.behind.iter();
                let mut cells = cells.iter().map(|cell| cell.n_differing(set));
                if is_many
                    && behind.all(|before| before.n_differing(set) >= RULES.k)
                    && cells.all(|n_differing| n_differing == 0 || n_differing >= RULES.k)
                {
                    *n = Some(rounded(set.n()));
                    self.behind.push(set.clone());
                }
            }
        }
    }

    /// What may be told of each.
    pub(super) fn told(&self) -> Vec<ConstituencyHeard> {
        let told = self.told.iter().map(|(id, told)| {
            let [members, heard, in_problem] = told.n;
            ConstituencyHeard {
                constituency: id.clone(),
                members,
                heard,
                in_problem,
            }
        });
        told.collect()
    }

    pub(super) fn renumber(&mut self, numbers: &mut impl Numbers) {
        for people in &mut self.behind {
            people.renumber(numbers);
        }
    }
}
