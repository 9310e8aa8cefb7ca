//! Events as calendars have them (RFC 5545, with names and online places as RFC 7986 has them).
//!
//! [`calendar`] writes, [`read`] reads the part of it that events here have.
//! The core knows no time zones: when clocks change is handed in, and so is what a zone of another program is called.

mod lines;
mod read;
mod write;
mod zone;

pub use read::{ChangedMeeting, Fault, PlannedMeeting, Reading, Zones, read};
pub use write::{Calendar, Entry, calendar};
pub use zone::{ClockChange, ClockChanges};

#[cfg(test)]
mod tests;
