//! The contract between the server and its clients, through HTTP only: commands, the log live and in pages, what is
//! hidden, plain pages.
//!
//! What this suite cannot reach: power cuts, full disks, proxies between client and server, TLS.

#![allow(clippy::unwrap_used, reason = "a test that finds nothing has to fail")]

mod client;
mod commands;
mod hidden;
mod pages;
mod refusals;
mod stage;
mod streams;
