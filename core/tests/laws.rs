//! What holds for every log, and for every log ever written: through the crate's published boundary only.

#![cfg(feature = "whole")]
#![allow(clippy::unwrap_used, reason = "a test that finds nothing has to fail")]

mod arbitrary;
mod stage;

mod command_table;
mod examples;
mod golden;
mod growth;
mod measures;
mod occurrences;
mod properties;
mod public_surface;
mod recurrence;
