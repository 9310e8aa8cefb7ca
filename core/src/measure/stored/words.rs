//! The words that activities are told in, as their places among all words of their kind.

use super::{Stored, stored, stored_variants};
use crate::activity::{
    ArtefactForm, ArtefactState, Basis, ConcernOutcome, Form, Part, Preference, PulseItem, Role,
    Rung, SpeakingAs, Stage, Standpoint, ValueOutcome,
};
use crate::affiliation::{Affiliation, Dimension};
use crate::membership::RoleTerms;
use crate::relationships::Absence;

macro_rules! words {
    ($($word:ty),* $(,)?) => {$(
        impl Stored for $word {
            fn store(&self, bytes: &mut Vec<u8>) {
                bytes.push(*self as u8);
            }

            fn restore(bytes: &mut &[u8]) -> Option<Self> {
                let nth = u8::restore(bytes)?;
                Self::ALL.get(usize::from(nth)).copied()
            }
        }
    )*};
}

words!(
    ArtefactForm,
    ArtefactState,
    ConcernOutcome,
    Dimension,
    Preference,
    PulseItem,
    Rung,
    SpeakingAs,
    Stage,
    ValueOutcome,
);

stored_variants!(Basis { 0 => Seen, 1 => Said, 2 => Imported });
stored_variants!(Form { 0 => Working, 1 => Broadcast, 2 => Social, 3 => Mixed });
stored_variants!(Part { 0 => Chair, 1 => Spoke, 2 => TookPart, 3 => Present });
stored_variants!(Role { 0 => Steward, 1 => Facilitator, 2 => Convenor, 3 => Curator, 4 => Sponsor });
stored_variants!(Affiliation { 0 => Known(group), 1 => NoneDeclared, 2 => Unknown });

stored!(RoleTerms {
    protected_minutes,
    recognised_by
});
stored!(Absence { from, until });
stored!(Standpoint {
    dimension,
    affiliation
});
