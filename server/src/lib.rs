//! The server of communities of practice: an activity log behind HTTP, with an embedded store.

pub mod clock;
pub mod store;
pub mod token;
pub mod zones;
