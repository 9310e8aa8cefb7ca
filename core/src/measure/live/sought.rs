//! Whom the community seeks.

use std::collections::BTreeMap;

use super::super::stored::stored;
use super::Deed;
use crate::activity::{Kind, Standpoint};
use crate::id::ConstituencyId;

/// Whom the community seeks, and seeks no longer, in the order of the log.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Sought {
    said: BTreeMap<u64, (ConstituencyId, Option<Vec<Standpoint>>)>,
}

stored!(Sought { said });

impl Sought {
    /// Whom it seeks now, by id, and where all of them stand.
    pub(in super::super) fn now(&self) -> BTreeMap<&ConstituencyId, &[Standpoint]> {
        let mut now = BTreeMap::new();
        for (constituency, standpoints) in self.said.values() {
            match standpoints {
                Some(standpoints) => now.insert(constituency, standpoints.as_slice()),
                None => now.remove(constituency),
            };
        }
        now
    }

    pub(super) fn count(&mut self, deed: &Deed<'_>, sign: i64) {
        let said = match &deed.activity.what {
            Kind::ConstituencySought {
                constituency,
                standpoints,
                ..
            } => (constituency.clone(), Some(standpoints.clone())),
            Kind::ConstituencyDropped { constituency } => (constituency.clone(), None),
            _ => return,
        };
        if sign > 0 {
            self.said.insert(deed.position, said);
        } else {
            self.said.remove(&deed.position);
        }
    }
}
