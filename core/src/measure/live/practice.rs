//! Artefacts and reports of value.

use super::{Deed, Names};

/// Artefacts and reports of value.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Practice {}

impl Practice {
    pub(super) fn count(&mut self, names: &mut Names, deed: &Deed<'_>, sign: i64) {
        let _ = (names, deed, sign);
    }
}
