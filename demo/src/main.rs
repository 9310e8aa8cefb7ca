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

use std::future::IntoFuture;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use cop_server::token::TokenKey;
use cop_server::{Server, clock};

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
    // Where `cop-server token` looks for the key of this store.
    let key_path = path.with_extension("db.key");
    let key = TokenKey::load_or_create(&key_path)
        .map_err(|error| format!("The key {} can't be kept: {error}.", key_path.display()))?;

    let server = Server {
        widget_dir: workspace.join("target/widget"),
        allowed_frames: vec![url(settings.intranet)],
        ..Server::new(store, tokio_socket(server_socket)?, key.clone())
    };
    let intranet = intranet::routes(Intranet {
        server: url(settings.listen),
        visitors,
        embedded,
        mint: Box::new(move |visitor| key.issue(&visitor.id, Some(&visitor.name), TOKEN_TTL)),
    });
    let intranet = axum::serve(tokio_socket(intranet_socket)?, intranet);
    let (server_url, intranet_url) = (url(settings.listen), url(settings.intranet));
    let announced = async {
        answering::wait(settings.listen, "/healthz").await?;
        answering::wait(settings.intranet, "/").await?;
        println!("Server:   {server_url}");
        println!("Intranet: {intranet_url} (open this one; end with Ctrl-C)");
        tokio::signal::ctrl_c()
            .await
            .map_err(|error| format!("The demonstration can't wait for Ctrl-C: {error}."))
    };
    tokio::select! {
        ended = cop_server::serve(server, std::future::pending()) => {
            ended.map_err(|error| format!("The server ended: {error}."))
        }
        ended = intranet.into_future() => {
            ended.map_err(|error| format!("The intranet ended: {error}."))
        }
        ended = announced => ended,
    }
}

fn tokio_socket(socket: TcpListener) -> Result<tokio::net::TcpListener, String> {
    tokio::net::TcpListener::from_std(socket)
        .map_err(|error| format!("The demonstration can't listen: {error}."))
}

/// Where a browser on this computer finds what listens at an address.
fn url(address: SocketAddr) -> String {
    if address.ip().is_unspecified() {
        format!("http://127.0.0.1:{}", address.port())
    } else {
        format!("http://{address}")
    }
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
        let other = SocketAddr::new(address.ip(), address.port().saturating_add(1_000));
        format!(
            "The {what} can't listen on {address}: {error}. \
             Choose another address: cargo run -p cop-demo -- {flag} {other}"
        )
    })?;
    socket
        .set_nonblocking(true)
        .map_err(|error| format!("The {what} can't listen on {address}: {error}."))?;
    Ok(socket)
}
