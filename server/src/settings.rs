//! Settings: flags, which beat environment variables, which beat a TOML file, which beats what is set otherwise.

mod secret;

use std::env;
use std::fs;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};
use cop_core::id::{ActivityId, CommunityId, PersonId};
use cop_core::time::Timestamp;
use cop_server::hook::{Hook, HookFault};
use cop_server::store::{StoreError, StoreUrl};
use serde::Deserialize;
use thiserror::Error;

pub use secret::Secret;

const DEFAULT_STORE: &str = "sqlite:communities.db";
const DEFAULT_LISTEN: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 8080);
const DEFAULT_WIDGET: &str = "target/widget";
const DEFAULT_LOG: &str = "info";
/// Fewest characters of the token of an identity provider.
const SCIM_TOKEN_CHARS: usize = 24;

/// The server of communities of practice.
#[derive(Debug, Parser)]
#[command(name = "cop-server", version)]
pub struct Cli {
    #[command(flatten)]
    pub shared: Shared,
    #[command(subcommand)]
    pub task: Task,
}

/// What every subcommand takes.
#[derive(Debug, Args)]
pub struct Shared {
    /// Where everything is kept: sqlite:PATH, or memory: for a store that ends with the program
    /// [default: sqlite:communities.db]
    #[arg(long, env = "COP_STORE", global = true, value_name = "URL")]
    store: Option<String>,
    /// A TOML file with settings named like the flags, with _ for -; a flag or a variable beats what it says
    #[arg(long, env = "COP_CONFIG", global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The key that tokens are signed with; made where there is none
    /// [default: the file of the store with .key at its end]
    #[arg(long, env = "COP_KEY_FILE", global = true, value_name = "FILE")]
    key_file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum Task {
    /// Answers over HTTP until it is told to stop
    Serve(ServeArgs),
    /// Brings in a folder of spreadsheets: all or nothing, and a second time adds nothing
    Import {
        /// The folder that holds communities.csv, people.csv, memberships.csv and so on
        dir: PathBuf,
    },
    /// Brings the events of a calendar file (.ics) into a community: all or nothing, and a second time adds nothing
    ImportCalendar {
        /// The file
        file: PathBuf,
        /// The community
        #[arg(long, value_name = "ID", value_parser = community)]
        community: CommunityId,
    },
    /// Writes the whole store to standard output as JSON Lines
    Export {
        /// Only this community
        #[arg(long, value_name = "ID", value_parser = community)]
        community: Option<CommunityId>,
    },
    /// Reads what an export wrote into an empty store
    Restore {
        /// The file that an export wrote
        file: PathBuf,
    },
    /// Says how the communities are doing: every measure, with what is behind it and what it does not say
    Report {
        /// How it is written
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        /// Only this community
        #[arg(long, value_name = "ID", value_parser = community)]
        community: Option<CommunityId>,
        /// As of a moment such as 2026-11-20T12:00:00Z, or the beginning of a day such as 2026-11-20
        /// [default: now]
        #[arg(long, value_name = "TIME", value_parser = Timestamp::parse_lenient)]
        as_of: Option<Timestamp>,
        /// Without suppression and rounding: for whoever runs the server and holds the log anyway, not to be passed on
        #[arg(long)]
        raw: bool,
    },
    /// Writes what anybody may read, of the communities that are public, as files that any web server can hand out, for
    /// pages that show the widget with no server behind it; a second time replaces what is there
    Snapshot {
        /// The folder: new, empty, or with an earlier snapshot in it
        dir: PathBuf,
    },
    /// Reads the log, folds it, checks positions, references and texts, and says what it found
    Verify,
    /// Erases a person, or one activity, for ever: names, texts, and the person's id in all that they did
    Erase {
        /// Whom
        #[arg(long, value_name = "ID", value_parser = person, required_unless_present = "activity", conflicts_with = "activity")]
        person: Option<PersonId>,
        /// Which activity
        #[arg(long, value_name = "UUID", value_parser = activity)]
        activity: Option<ActivityId>,
    },
    /// Makes two accounts of one person one
    SamePerson {
        /// The account that is not used any more
        #[arg(long, value_name = "ID", value_parser = person)]
        from: PersonId,
        /// The account that stands for both
        #[arg(long, value_name = "ID", value_parser = person)]
        into: PersonId,
    },
    /// Prints a signed token, for trying things out
    Token {
        /// Whom it is to name
        #[arg(long, value_name = "ID", value_parser = person)]
        person: PersonId,
        /// Under which name
        #[arg(long)]
        name: Option<String>,
        /// How long it is good: a number with s, m, h or d
        #[arg(long, default_value = "1h", value_parser = duration)]
        ttl: Duration,
    },
}

#[derive(Debug, Args)]
pub struct ServeArgs {
    /// Where to listen [default: 127.0.0.1:8080]
    #[arg(long, env = "COP_LISTEN", value_name = "ADDR")]
    listen: Option<SocketAddr>,
    /// The folder that holds the built widget [default: target/widget]
    #[arg(long, env = "COP_WIDGET", value_name = "DIR")]
    widget: Option<PathBuf>,
    /// A site whose pages may call, such as https://intranet.example.org; may be given several times
    /// [default: any]
    #[arg(
        long,
        env = "COP_ALLOW_ORIGIN",
        value_name = "ORIGIN",
        value_delimiter = ','
    )]
    allow_origin: Vec<String>,
    /// A site whose pages may show the widget in a frame, such as https://intranet.example.org; may be given several
    /// times. It is a list of its own, because inside the frame the server itself is the one that calls
    /// [default: none but the server's own]
    #[arg(
        long,
        env = "COP_ALLOW_FRAME",
        value_name = "ORIGIN",
        value_delimiter = ','
    )]
    allow_frame: Vec<String>,
    /// Where browsers find this server, if that is not where it listens
    #[arg(long, env = "COP_PUBLIC_URL", value_name = "URL")]
    public_url: Option<String>,
    /// Where every activity is told to as it is recorded: a CloudEvent, posted in order and at least once, and signed
    /// by the scheme of Standard Webhooks. It is for whoever runs the server, who holds the log: activities of every
    /// community are told, hidden ones too, by ids, without names and texts. Set it for one server of a store only
    #[arg(long, env = "COP_HOOK_URL", value_name = "URL", hide_env_values = true)]
    hook_url: Option<String>,
    /// The file with the secret that the hook signs with, in base64; or put the secret itself into COP_HOOK_SECRET
    #[arg(long, env = "COP_HOOK_SECRET_FILE", value_name = "FILE")]
    hook_secret_file: Option<PathBuf>,
    /// After which position a hook begins that is new: 0 for the whole log
    /// [default: the last position of the log]
    #[arg(long, env = "COP_HOOK_FROM", value_name = "POSITION")]
    hook_from: Option<u64>,
    /// The file with the token of an identity provider that provisions people and members by SCIM 2.0 at /scim/v2; or
    /// put the token itself into COP_SCIM_TOKEN. Whoever has it sees every community, hidden ones too
    /// [default: no SCIM]
    #[arg(long, env = "COP_SCIM_TOKEN_FILE", value_name = "FILE")]
    scim_token_file: Option<PathBuf>,
    /// What to log, from error, warn, info, debug and trace [default: info]
    #[arg(long, env = "COP_LOG", value_name = "FILTER")]
    log: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Format {
    /// To read, with plots where they help
    Text,
    /// One JSON document
    Json,
    /// One long table for a spreadsheet: a row for each number
    Csv,
}

/// What a TOML file may say.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    store: Option<String>,
    key_file: Option<PathBuf>,
    listen: Option<SocketAddr>,
    widget: Option<PathBuf>,
    #[serde(default)]
    allow_origin: Vec<String>,
    #[serde(default)]
    allow_frame: Vec<String>,
    public_url: Option<String>,
    hook_url: Option<String>,
    hook_secret_file: Option<PathBuf>,
    hook_from: Option<u64>,
    scim_token_file: Option<PathBuf>,
    log: Option<String>,
}

#[derive(Debug, Error)]
pub enum SettingsError {
    #[error("{} can't be read: {why}", .file.display())]
    Unreadable { file: PathBuf, why: io::Error },
    #[error("{}: {why}", .file.display())]
    Toml {
        file: PathBuf,
        why: Box<toml::de::Error>,
    },
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("a hook needs a secret: name its file with --hook-secret-file")]
    NoHookSecret,
    #[error("the token of the identity provider has at least {SCIM_TOKEN_CHARS} characters")]
    ScimToken,
    #[error("a store in memory has no key beside it: name one with --key-file")]
    NoKeyFile,
}

/// How to serve.
#[derive(Debug, PartialEq, Eq)]
pub struct Serve {
    pub listen: SocketAddr,
    pub widget: PathBuf,
    pub allow_origin: Vec<String>,
    pub allow_frame: Vec<String>,
    pub public_url: Option<String>,
    pub hook: Option<HookSettings>,
    pub scim_token: Option<Secret>,
    pub log: String,
}

/// Where activities are told to.
#[derive(Debug, PartialEq, Eq)]
pub struct HookSettings {
    url: String,
    secret: Secret,
    from: Option<u64>,
}

impl HookSettings {
    pub fn open(self) -> Result<Hook, HookFault> {
        let mut hook = Hook::new(&self.url, self.secret.as_str())?;
        hook.from = self.from;
        Ok(hook)
    }
}

impl Shared {
    /// The file with settings: an empty one where none is named.
    pub fn file(&self) -> Result<File, SettingsError> {
        match &self.config {
            None => Ok(File::default()),
            Some(path) => {
                let text = fs::read_to_string(path).map_err(|why| SettingsError::Unreadable {
                    file: path.clone(),
                    why,
                })?;
                File::parse(&text, path)
            }
        }
    }

    pub fn store(&self, file: &File) -> Result<StoreUrl, SettingsError> {
        let url = self.store.as_ref().or(file.store.as_ref());
        Ok(url.map_or(DEFAULT_STORE, String::as_str).parse()?)
    }

    /// Where the key is: none for a store in memory, where no place was named.
    pub fn key_file(&self, file: &File, store: &StoreUrl) -> Option<PathBuf> {
        let named = self.key_file.as_ref().or(file.key_file.as_ref()).cloned();
        named.or_else(|| match store {
            StoreUrl::Sqlite(path) => {
                let mut beside = path.clone().into_os_string();
                beside.push(".key");
                Some(beside.into())
            }
            StoreUrl::Memory | StoreUrl::Postgres(_) => None,
        })
    }
}

impl ServeArgs {
    pub fn with(self, file: File) -> Result<Serve, SettingsError> {
        let listen = self.listen.or(file.listen);
        let widget = self.widget.or(file.widget);
        let hook_secret = Secret::find(
            self.hook_secret_file,
            env::var("COP_HOOK_SECRET").ok(),
            file.hook_secret_file,
        )?;
        let scim_token = Secret::find(
            self.scim_token_file,
            env::var("COP_SCIM_TOKEN").ok(),
            file.scim_token_file,
        )?;
        if scim_token
            .as_ref()
            .is_some_and(|token| token.as_str().chars().count() < SCIM_TOKEN_CHARS)
        {
            return Err(SettingsError::ScimToken);
        }
        let hook = match (self.hook_url.or(file.hook_url), hook_secret) {
            (None, _) => None,
            (Some(_), None) => return Err(SettingsError::NoHookSecret),
            (Some(url), Some(secret)) => Some(HookSettings {
                url,
                secret,
                from: self.hook_from.or(file.hook_from),
            }),
        };
        Ok(Serve {
            listen: listen.unwrap_or(DEFAULT_LISTEN),
            widget: widget.unwrap_or_else(|| DEFAULT_WIDGET.into()),
            allow_origin: if self.allow_origin.is_empty() {
                file.allow_origin
            } else {
                self.allow_origin
            },
            allow_frame: if self.allow_frame.is_empty() {
                file.allow_frame
            } else {
                self.allow_frame
            },
            public_url: self.public_url.or(file.public_url),
            hook,
            scim_token,
            log: self.log.or(file.log).unwrap_or_else(|| DEFAULT_LOG.into()),
        })
    }
}

impl File {
    fn parse(text: &str, path: &Path) -> Result<Self, SettingsError> {
        toml::from_str(text).map_err(|why| SettingsError::Toml {
            file: path.to_owned(),
            why: Box::new(why),
        })
    }
}

fn community(text: &str) -> Result<CommunityId, cop_core::id::IdFault> {
    CommunityId::parse(text)
}

fn activity(text: &str) -> Result<ActivityId, String> {
    ActivityId::parse(text).ok_or_else(|| "an activity's id is a UUID".to_owned())
}

fn person(text: &str) -> Result<PersonId, cop_core::id::IdFault> {
    PersonId::parse(text)
}

fn duration(text: &str) -> Result<Duration, String> {
    let wrong = || format!("{text:?} is not a number with s, m, h or d");
    let unit = text.chars().next_back().ok_or_else(wrong)?;
    let seconds = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        _ => return Err(wrong()),
    };
    text.strip_suffix(unit)
        .and_then(|number| number.parse::<u64>().ok())
        .and_then(|number| number.checked_mul(seconds))
        .map(Duration::from_secs)
        .ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn cli(words: &[&str]) -> Cli {
        Cli::try_parse_from([&["cop-server"], words].concat()).unwrap()
    }

    #[track_caller]
    fn check(flags: &[&str], file: &str, expected: &Serve) {
        let Task::Serve(arguments) = cli(&[&["serve"], flags].concat()).task else {
            panic!("serve is not serve");
        };
        let file = File::parse(file, Path::new("cop.toml")).unwrap();
        assert_eq!(arguments.with(file).unwrap(), *expected);
    }

    fn unset() -> Serve {
        Serve {
            listen: DEFAULT_LISTEN,
            widget: "target/widget".into(),
            allow_origin: Vec::new(),
            allow_frame: Vec::new(),
            public_url: None,
            hook: None,
            scim_token: None,
            log: "info".into(),
        }
    }

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_flag_beats_the_file_which_beats_what_is_set_otherwise() {
        check(&[], "", &unset());
        let file = "listen = \"127.0.0.1:1\"\nallow_origin = [\"https://a.example\"]\n\
                    allow_frame = [\"https://b.example\"]";
        let from_file = Serve {
            listen: ([127, 0, 0, 1], 1).into(),
            allow_origin: vec!["https://a.example".into()],
            allow_frame: vec!["https://b.example".into()],
            ..unset()
        };
        check(&[], file, &from_file);
        let flags = ["--listen", "127.0.0.1:2", "--widget", "w"];
        let from_flags = Serve {
            listen: ([127, 0, 0, 1], 2).into(),
            widget: "w".into(),
            ..from_file
        };
        check(&flags, file, &from_flags);
    }

    #[test]
    fn a_file_with_an_unknown_setting_is_refused() {
        assert!(File::parse("listne = \"127.0.0.1:1\"", Path::new("cop.toml")).is_err());
    }

    #[test]
    fn a_hook_without_a_secret_and_a_guessable_token_are_refused() {
        let with = |file: &str| {
            let Task::Serve(arguments) = cli(&["serve"]).task else {
                panic!("serve is not serve");
            };
            arguments.with(File::parse(file, Path::new("cop.toml")).unwrap())
        };
        let url = "hook_url = \"https://hooks.example.org\"\nhook_from = 0";
        assert!(matches!(with(url), Err(SettingsError::NoHookSecret)));
        let path = std::env::temp_dir().join(format!("cop-{}.token", uuid::Uuid::now_v7()));
        fs::write(&path, "short").unwrap();
        let token = format!("scim_token_file = {path:?}");
        assert!(matches!(with(&token), Err(SettingsError::ScimToken)));
        let hook = format!("{url}\nhook_secret_file = {path:?}");
        assert_eq!(
            with(&hook).unwrap().hook.unwrap().open().err(),
            Some(HookFault::Secret(cop_server::hook::SecretFault::Form))
        );
        fs::remove_file(path).unwrap();
    }

    #[test]
    fn the_key_stands_beside_the_store() {
        let shared = cli(&["verify", "--store", "sqlite:a/b.db"]).shared;
        let file = File::default();
        let store = shared.store(&file).unwrap();
        assert_eq!(shared.key_file(&file, &store), Some("a/b.db.key".into()));
        assert_eq!(shared.key_file(&file, &StoreUrl::Memory), None);
    }

    #[test]
    fn a_duration_has_a_unit() {
        assert_eq!(duration("15m"), Ok(Duration::from_secs(900)));
        for wrong in ["", "15", "h", "-1h", "1é", "99999999999999999999d"] {
            assert!(duration(wrong).is_err(), "{wrong}");
        }
    }
}
