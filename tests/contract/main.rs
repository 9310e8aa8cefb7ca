//! The contract between the server and its clients, through HTTP only: commands, the log live and in pages, what is
//! hidden, the directory, plain pages, the hook, provisioning, what people allow, what is put right and what is erased.
//!
//! What this suite cannot reach: power cuts, full disks, proxies between client and server, TLS.

#![allow(clippy::unwrap_used, reason = "a test that finds nothing has to fail")]

mod addresses;
mod busy;
mod client;
mod commands;
mod consent;
mod correcting;
mod directory;
mod erasing;
mod hidden;
mod hook;
mod interchange;
mod measures;
mod pages;
mod practice;
mod reach;
mod receiver;
mod refusals;
mod rules;
mod scim;
mod stage;
mod streams;
