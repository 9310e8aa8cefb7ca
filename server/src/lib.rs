//! The server of communities of practice: an activity log behind HTTP, with an embedded store.
//!
//! A command goes one way: `http` reads it and who sends it, the `writer` decides it with `cop-core` and appends what
//! it came to in one transaction of the `store`, then the `live` state takes it over and rings a bell, and the streams
//! in `http` read the log on from where they are, and so does the `hook`, which tells another program.
//!
//! It does **not** decide anything itself, keeps no sessions, sends no mail, and puts no name and no text into the log.
//!
//! Read `store` first, then `live`, `writer`, `hook`, `token`, `zones`, `particulars`, and `http` last.
//!
//! ```no_run
//! use cop_server::store::{Store, StoreUrl};
//! use cop_server::token::TokenKey;
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let listener = tokio::net::TcpListener::bind("127.0.0.1:8080").await?;
//! let server = cop_server::Server::new(Store::open(&StoreUrl::Memory)?, listener, TokenKey::ephemeral());
//! cop_server::serve(server, std::future::pending()).await?;
//! # Ok(())
//! # }
//! ```

pub mod store;

pub mod live;
pub mod writer;

pub mod hook;

pub mod clock;
pub mod token;
pub mod zones;

pub mod measures;
pub mod particulars;

pub mod export;
pub mod import;
pub mod operate;
pub mod report;
pub mod snapshot;
pub mod verify;

pub mod http;

mod server;

pub use server::{ServeError, Server, serve};
