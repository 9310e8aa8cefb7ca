//! The clock: the one place where the server asks what time it is.

use std::time::{SystemTime, UNIX_EPOCH};

use cop_core::time::Timestamp;

/// What time it is.
#[must_use]
pub fn now() -> Timestamp {
    let ms = match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_millis()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_millis()).map_or(i64::MIN, |ms| -ms),
    };
    Timestamp::from_ms(ms)
}
