//! The server of communities of practice: an activity log behind HTTP, with an embedded store.

pub mod store;
