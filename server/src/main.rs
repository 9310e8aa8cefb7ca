//! `cop-server`: serves, imports, exports, restores, reports, verifies.

mod settings;

use std::error::Error;
use std::fs;
use std::io::{self, IsTerminal};
use std::process::ExitCode;

use clap::Parser;
use cop_core::activity::Erasure;
use cop_core::command::Command;
use cop_server::store::{Store, StoreUrl};
use cop_server::token::TokenKey;
use cop_server::{Server, clock, export, import, operate, report, snapshot, verify};
use settings::{Cli, File, Format, HookSettings, Secret, Serve, SettingsError, Shared, Task};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(code) => code,
        Err(fault) => {
            eprintln!("cop-server: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> Result<ExitCode, Box<dyn Error>> {
    let file = cli.shared.file()?;
    let url = cli.shared.store(&file)?;
    let open = || Store::open(&url);
    match cli.task {
        Task::Serve(arguments) => {
            let key = match cli.shared.key_file(&file, &url) {
                Some(path) => TokenKey::load_or_create(&path)?,
                None => TokenKey::ephemeral(),
            };
            serve(open()?, key, arguments.with(file)?)?;
        }
        Task::Import { dir } => println!("{}", import::run(&open()?, &dir, clock::now())?),
        Task::ImportCalendar { file, community } => {
            let text = fs::read_to_string(file)?;
            let summary = import::calendar::run(&open()?, &text, &community, clock::now())?;
            println!("{summary}");
        }
        Task::Export { community } => {
            export::run(&open()?, community.as_ref(), io::stdout().lock())?;
        }
        Task::Restore { file } => {
            let lines = io::BufReader::new(fs::File::open(file)?);
            let n = export::restore(&open()?, lines)?;
            println!("{n} activities restored.");
        }
        Task::Report {
            format,
            community,
            as_of,
            raw,
        } => {
            let scope = report::Scope {
                community,
                as_of: as_of.unwrap_or_else(clock::now),
                is_raw: raw,
            };
            let format = match format {
                Format::Text => report::Format::Text,
                Format::Json => report::Format::Json,
                Format::Csv => report::Format::Csv,
            };
            report::run(&open()?, &scope, format, io::stdout().lock())?;
        }
        Task::Snapshot { dir } => println!("{}", snapshot::run(open()?, &dir)?),
        Task::Verify => {
            let found = verify::run(&open()?)?;
            println!("{found}");
            if !found.is_sound() {
                return Ok(ExitCode::FAILURE);
            }
        }
        Task::Erase { person, activity } => {
            let of = person
                .map(Erasure::Person)
                .or(activity.map(Erasure::Activity))
                .ok_or("name a person or an activity")?;
            println!("{}", operate(open()?, Command::Erase { of })?);
        }
        Task::SamePerson { from, into } => {
            println!(
                "{}",
                operate(open()?, Command::RecordSamePerson { from, into })?
            );
        }
        Task::Token { person, name, ttl } => {
            let key = key(&cli.shared, &file, &url)?;
            println!("{}", key.issue(&person, name.as_deref(), ttl));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Gives a command as whoever runs the server, and says what came of it.
fn operate(store: Store, command: Command) -> Result<&'static str, Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let accepted = runtime.block_on(operate::run(store, command))?;
    Ok(if accepted.activities.is_empty() {
        "There was nothing to do."
    } else {
        "Done."
    })
}

fn key(shared: &Shared, file: &File, url: &StoreUrl) -> Result<TokenKey, Box<dyn Error>> {
    let path = shared.key_file(file, url).ok_or(SettingsError::NoKeyFile)?;
    Ok(TokenKey::load_or_create(&path)?)
}

fn serve(store: Store, key: TokenKey, settings: Serve) -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_new(&settings.log)?)
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        .init();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(settings.listen).await?;
        println!("Listening on http://{}", listener.local_addr()?);
        let server = Server {
            store,
            listener,
            key,
            widget_dir: settings.widget,
            allowed_origins: settings.allow_origin,
            allowed_frames: settings.allow_frame,
            public_url: settings.public_url,
            hook: settings.hook.map(HookSettings::open).transpose()?,
            scim_token: settings.scim_token.map(Secret::into_text),
        };
        Ok(cop_server::serve(server, told_to_stop()).await?)
    })
}

/// Done when somebody presses Ctrl-C or the system asks the program to end.
async fn told_to_stop() {
    let interrupted = async {
        // Where the signal can't be caught, it ends the program by itself.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}
