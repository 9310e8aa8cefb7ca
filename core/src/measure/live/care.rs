//! Welcomes, introductions, and what people allow.

use super::{Deed, Names};

/// Welcomes, introductions, and what people allow.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Care {}

impl Care {
    pub(super) fn count(&mut self, names: &mut Names, deed: &Deed<'_>, sign: i64) {
        let _ = (names, deed, sign);
    }
}
