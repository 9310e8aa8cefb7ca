//! Threads: problems, what else people began, and the turns in them.

use super::{Deed, Names};

/// Threads: problems, what else people began, and the turns in them.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Talk {}

impl Talk {
    pub(super) fn count(&mut self, names: &mut Names, deed: &Deed<'_>, sign: i64) {
        let _ = (names, deed, sign);
    }
}
