//! Formats of others: what happened here, told so that programs that know nothing of this crate understand it.
//!
//! Nothing foreign is stored. What a format can't say is left out of it, and never bent to fit.

pub mod as2;
pub mod icalendar;
