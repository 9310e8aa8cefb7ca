//! The demonstration: an example intranet that embeds the widget, with a believable organisation in it.
//!
//! Two origins, as in life: the server of the communities, and an intranet that was there before it.
//! Read [`seed`] for how five years of history are made, and [`intranet`] for the pages.

mod answering;
mod bundle;
mod content;
mod intranet;
mod organisation;
mod seed;
mod settings;
mod store;

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use cop_server::clock;
use cop_server::token::TokenKey;

use intranet::Intranet;
use settings::Settings;

/// How long a token of the intranet is good for.
const TOKEN_TTL: Duration = Duration::from_secs(15 * 60);

fn main() -> ExitCode {
    match run(&Settings::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn run(settings: &Settings) -> Result<(), String> {
    // First, so that a port in use is known before minutes of building.
    let server_socket = listen(settings.listen, "server", "--listen")?;
    let intranet_socket = listen(settings.intranet, "intranet", "--intranet")?;

    let workspace = workspace();
    println!("Building the widget (the first time, this takes some minutes)");
    bundle::build(&workspace)?;
    tokio::runtime::Runtime::new()
        .map_err(|error| format!("The demonstration can't start: {error}."))?
        .block_on(serve(settings, &workspace, server_socket, intranet_socket))
}

async fn serve(
    settings: &Settings,
    workspace: &Path,
    server_socket: TcpListener,
    intranet_socket: TcpListener,
) -> Result<(), String> {
    let path = store::path(workspace, settings);
    println!("Opening {}", path.display());
    let store = store::open(&path, settings.fresh)?;
    let (visitors, embedded) = match &settings.import {
        Some(folder) => {
            println!("Importing {}", folder.display());
            println!("{}", store::import(&store, folder, clock::now())?);
            organisation::imported(&store)
                .map_err(|error| format!("The store can't be read: {error}."))?
        }
        None => {
            let n_activities = store::seed(&store, clock::now())?;
            if n_activities > 0 {
                println!("Wrote five years of history: {n_activities} activities");
            }
            (
                organisation::invented_visitors(),
                organisation::invented_communities(),
            )
        }
    };
    let key_path = path.with_extension("key");
    let key = TokenKey::load_or_create(&key_path)
        .map_err(|error| format!("The key {} can't be kept: {error}.", key_path.display()))?;

    let intranet = intranet::routes(Intranet {
        server: format!("http://{}", settings.listen),
        visitors,
        embedded,
        mint: Box::new(move |visitor| key.issue(&visitor.id, Some(&visitor.name), TOKEN_TTL)),
    });
    drop(server_socket);
    let listener = tokio::net::TcpListener::from_std(intranet_socket).map_err(|e| e.to_string())?;
    tokio::spawn(async move { axum::serve(listener, intranet).await });
    answering::wait(settings.intranet, "/").await?;
    println!("Intranet: http://{}", settings.intranet);
    std::future::pending::<()>().await;
    Ok(())
}

/// The folder of the whole project, which this program was built in.
fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the package is in a folder of the workspace")
        .to_owned()
}

fn listen(address: SocketAddr, what: &str, flag: &str) -> Result<TcpListener, String> {
    let socket = TcpListener::bind(address).map_err(|error| {
        format!(
            "The {what} can't listen on {address}: {error}. \
             Choose another address: cargo run -p cop-demo -- {flag} 127.0.0.1:9080"
        )
    })?;
    socket
        .set_nonblocking(true)
        .map_err(|error| format!("The {what} can't listen on {address}: {error}."))?;
    Ok(socket)
}
