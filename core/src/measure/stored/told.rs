//! What measures tell, where it is kept as it was told.

use super::super::across_boundaries::{AcrossOn, TiesOf};
use super::super::both_ways::{BothWaysOn, Flow};
use super::super::boundaries::ByDimension;
use super::super::disclosure::Published;
use super::super::mix::{Cell, Contributors, MixOn};
use super::super::single_links::{Link, SingleLinks};
use super::super::who_is_heard::{ConstituencyHeard, GroupHeard, Heard, Voices, WhoIsHeard};
use super::super::{Measure, Provenance, Ratio, Sentence, Share, Signed, Status, Window};
use super::{Stored, restore_text, store_text, stored};

stored!(Ratio { num, den });
stored!(Share { num, den });
stored!(Signed { num, den });
stored!(Window { from, to });
stored!(Provenance {
    seen,
    said,
    imported
});
stored!(Measure<T> { name, as_of, window, status, basis, people, coverage, says });
stored!(ByDimension<T> { organisation, profession, sector, band });

stored!(MixOn {
    month,
    known,
    effective,
    differ,
    groups,
    independent,
    cells,
    contributors
});
stored!(Cell { group, people });
stored!(Contributors {
    month,
    known,
    effective,
    differ
});
stored!(AcrossOn {
    month,
    ties,
    exchanges,
    chance,
    chance_by_degree,
    e_i,
    expected_e_i,
    known,
    groups,
});
stored!(TiesOf { group, ties, e_i });
stored!(BothWaysOn {
    month,
    num,
    den,
    flows
});
stored!(Flow { from, to, n, back });
stored!(SingleLinks {
    links,
    single,
    dimensions,
    months,
    pairs
});
stored!(Link {
    dimension,
    between,
    exchanges,
    people
});
stored!(WhoIsHeard {
    organisation,
    profession,
    sector,
    band,
    constituencies
});
stored!(Voices {
    groups,
    independent
});
stored!(GroupHeard { group, heard });
stored!(Heard {
    contributions,
    members
});
stored!(ConstituencyHeard {
    constituency,
    members,
    heard,
    in_problem
});
stored!(Published {
    month,
    late,
    mix,
    across_boundaries,
    both_ways,
    single_links,
    who_is_heard,
    links_for_stewards,
});

/// The rules by which something is not shown.
const PRIVACY_RULES: [&str; 5] = ["P1", "P2", "P3", "P4", "P5"];

impl<T: Stored> Stored for Status<T> {
    fn store(&self, bytes: &mut Vec<u8>) {
        match self {
            Status::Shown(value) => {
                bytes.push(0);
                value.store(bytes);
            }
            Status::TooFew { have, need } => {
                bytes.push(1);
                (*have, *need).store(bytes);
            }
            Status::LowCoverage { known, total } => {
                bytes.push(2);
                (*known, *total).store(bytes);
            }
            Status::Suppressed { rule } => {
                bytes.push(3);
                store_text(rule, bytes);
            }
            Status::NotApplicable { why } => {
                bytes.push(4);
                why.store(bytes);
            }
        }
    }

    fn restore(bytes: &mut &[u8]) -> Option<Self> {
        Some(match u8::restore(bytes)? {
            0 => Status::Shown(T::restore(bytes)?),
            1 => {
                let (have, need) = Stored::restore(bytes)?;
                Status::TooFew { have, need }
            }
            2 => {
                let (known, total) = Stored::restore(bytes)?;
                Status::LowCoverage { known, total }
            }
            3 => {
                let word = restore_text(bytes)?;
                let rule = PRIVACY_RULES.into_iter().find(|rule| *rule == word)?;
                Status::Suppressed { rule }
            }
            4 => {
                let why = Sentence::restore(bytes)?;
                Status::NotApplicable { why }
            }
            _ => return None,
        })
    }
}
