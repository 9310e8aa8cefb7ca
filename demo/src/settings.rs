//! How the demonstration is started.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Parser;

/// An example intranet that embeds the widget, with a believable organisation in it.
#[derive(Debug, Parser)]
#[command(name = "cop-demo", version)]
pub struct Settings {
    /// Where the server of the communities listens.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Where the example intranet listens.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8081")]
    pub intranet: SocketAddr,
    /// Shows the organisation in this folder of spreadsheets instead of the invented one.
    #[arg(long, value_name = "DIR")]
    pub import: Option<PathBuf>,
    /// The file to keep what is done in the demonstration [default: under target/demo].
    #[arg(long, value_name = "FILE")]
    pub store: Option<PathBuf>,
    /// Begins anew: forgets what was done in the demonstration so far.
    #[arg(long)]
    pub fresh: bool,
}
