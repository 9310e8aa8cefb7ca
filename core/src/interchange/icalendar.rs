//! Events as calendars have them (RFC 5545, with names and online places as RFC 7986 has them).
//!
//! [`calendar`] writes, [`read`] reads the part of it that events here have.
//! The core knows no time zones: when clocks change is handed in, and so is what a zone of another program is called.
//!
//! ```
//! use cop_core::interchange::icalendar::{Zones, read};
//! use cop_core::time::{CivilDateTime, Timestamp, Zone};
//!
//! struct OnlyUtc;
//!
//! impl Zones for OnlyUtc {
//!     fn zone(&self, name: &str) -> Option<Zone> {
//!         (name == "UTC").then(Zone::utc)
//!     }
//!     fn moment(&self, civil: CivilDateTime, _: &Zone) -> Timestamp {
//!         civil.as_if_utc()
//!     }
//!     fn civil(&self, moment: Timestamp, _: &Zone) -> CivilDateTime {
//!         moment.civil_utc()
//!     }
//! }
//!
//! let lines = [
//!     "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN", "BEGIN:VEVENT", "UID:1@example",
//!     "SUMMARY:Falls huddle", "DTSTART:20261202T100000Z", "RRULE:FREQ=WEEKLY;COUNT=4", "END:VEVENT",
//!     "END:VCALENDAR", "",
//! ];
//! let reading = read(&lines.join("\r\n"), &OnlyUtc).unwrap();
//! assert!(reading.meetings[0].schedule.series.is_some());
//! ```

mod lines;
mod read;
mod write;
mod zone;

pub use read::{ChangedMeeting, Fault, PlannedMeeting, Reading, Zones, read};
pub use write::{Calendar, Entry, calendar};
pub use zone::{ClockChange, ClockChanges};

#[cfg(test)]
mod tests;
