//! Purpose, stage, roles, constituencies, endorsements, answers to the pulse.

use super::{Deed, Names};

/// Purpose, stage, roles, constituencies, endorsements, answers to the pulse.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Frame {}

impl Frame {
    pub(super) fn count(&mut self, names: &mut Names, deed: &Deed<'_>, sign: i64) {
        let _ = (names, deed, sign);
    }
}
