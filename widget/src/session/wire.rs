//! What the server says, and how it is asked.

use cop_core::activity::Activity;
use cop_core::affiliation::People;
use cop_core::community::Community;
use cop_core::id::PersonId;
use cop_core::particulars::Particulars;
use cop_core::reads;
use cop_core::time::Timestamp;
use cop_core::view::DirectoryEntry;
use cop_core::wire::{Fields, Read, Reading, Value};

use super::{Session, snapshot};
use crate::json;
use crate::platform;

/// Why there is no answer that could be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The server could not be reached.
    Unreachable,
    /// The reader has to sign in first.
    SignIn,
    /// The server refused, with its stable code.
    Refused(String),
    /// The server answered in a way that cannot be understood.
    Garbled,
}

impl Failure {
    /// The codes that are not of the core's refusals.
    #[cfg(test)]
    pub const CODES: [&'static str; 3] = ["unreachable", "sign_in", "garbled"];

    /// The stable code.
    pub fn code(&self) -> &str {
        match self {
            Failure::Unreachable => "unreachable",
            Failure::SignIn => "sign_in",
            Failure::Refused(code) => code,
            Failure::Garbled => "garbled",
        }
    }
}

/// How long to wait before looking again whether the owner of what is kept is known.
const OWNER_PAUSE_MS: u32 = 10;

/// The one who asks.
pub(super) struct Me {
    pub(super) person: PersonId,
    pub(super) name: Option<String>,
}

reads!(Me { person, name });

/// A community, as far as the one who asks may see it, at a position of the log.
pub(super) struct State {
    pub(super) epoch: String,
    pub(super) position: u64,
    pub(super) community: Community,
    pub(super) people: People,
    pub(super) particulars: Particulars,
    pub(super) server_time: Timestamp,
}

reads!(State {
    epoch,
    position,
    community,
    people,
    particulars,
    server_time
});

/// The directory, at a position of the log.
#[derive(Debug, Clone)]
pub struct Directory {
    /// In the order in which they matter.
    pub communities: Vec<DirectoryEntry>,
    /// Where it goes on: none at the end.
    pub next: Option<String>,
    /// How many there are in all.
    pub total: usize,
    /// Which log.
    pub epoch: Option<String>,
    /// Where in the log.
    pub position: Option<u64>,
    /// When it was so, by the clock of the server.
    pub server_time: Option<Timestamp>,
}

reads!(Directory {
    communities,
    next,
    total,
    epoch,
    position,
    server_time
});

/// An activity at its place in the log, with the names and texts that it refers to.
#[derive(Debug)]
pub struct Item {
    /// Where in the log.
    pub position: u64,
    /// What happened.
    pub activity: Activity,
    /// Names, texts, times.
    pub particulars: Particulars,
}

impl Item {
    /// Reads an item of the stream.
    pub fn parse(json: &str) -> Option<Self> {
        json::read(json)
    }
}

impl Read for Item {
    fn read(value: Value, reading: &mut Reading) -> Self {
        let mut fields = Fields::of(value, reading);
        Self {
            position: fields.take("position"),
            particulars: fields.take::<Option<_>>("particulars").unwrap_or_default(),
            activity: fields.rest(),
        }
    }
}

struct Problem {
    code: String,
}

reads!(Problem { code });

impl Session {
    pub(super) async fn get<T: Read>(&self, path: &str) -> Result<T, Failure> {
        let body = self.request(path, None).await?;
        json::read(&body).ok_or(Failure::Garbled)
    }

    /// Asks the server; what was read before is read again from the device where the server cannot be reached.
    pub(super) async fn request(&self, path: &str, json: Option<&str>) -> Result<String, Failure> {
        let round = self.round.get();
        let answer = self.ask_server(path, json).await;
        if answer.is_ok() && self.stream.borrow().is_none() {
            self.set_cut_off(false);
        }
        let kept = match json {
            None => self.kept_of(path, &answer, round).await,
            Some(_) => None,
        };
        self.is_from_device.set(kept.is_some());
        if kept.is_some() {
            self.set_cut_off(true);
        }
        kept.map_or(answer, Ok)
    }

    /// Keeps what was read, and gives what was kept of it where the server cannot be reached.
    async fn kept_of(
        &self,
        path: &str,
        answer: &Result<String, Failure>,
        round: u32,
    ) -> Option<String> {
        // What was searched for is not kept, or there would be no end to it.
        let query = path.split_once('?').map_or("", |(_, query)| query);
        let words = query
            .strip_prefix("q=")
            .and_then(|words| words.bytes().next());
        let is_searched = words.is_some_and(|first| first != b'&');
        let is_kept = path == "/v1/me" || path.starts_with("/v1/communities");
        if is_searched || !is_kept || self.is_snapshot() {
            return None;
        }
        // Whose it is that is kept has to be known first.
        self.owner_is_known().await;
        // What somebody asked for who is gone by now is not to be found among what another reads.
        if !self.keeps() || round != self.round.get() {
            return None;
        }
        // No path has a space in it, so none begins like another.
        let key = cop_core::text::joined(&["r", path, " "], "");
        match answer {
            // What stands before the server may answer for it with something else.
            Ok(body) if json::value(body).is_some() => self.keep(&key, Some(body)),
            Err(Failure::Unreachable) => return self.kept(&key).await?.pop(),
            Err(Failure::Refused(code)) if code.starts_with("no_such_") => self.keep(&key, None),
            Ok(_) | Err(_) => {}
        }
        None
    }

    async fn owner_is_known(&self) {
        while !self.is_owner_known.get() {
            platform::pause(OWNER_PAUSE_MS).await;
        }
    }

    /// A token of whoever is known to read here.
    ///
    /// # Errors
    /// If the page could not be asked for one: then they are not taken for nobody. If it is another's: the reader has
    /// changed without a word.
    pub async fn token_of_reader(&self) -> Result<Option<String>, Failure> {
        let token = match self.token().await {
            Ok(token) => token,
            Err(failure) => {
                self.owner_is_known().await;
                if self.has_reader() {
                    return Err(failure);
                }
                None
            }
        };
        if self.is_of_another(token.as_deref()) {
            self.restart_soon();
            return Err(Failure::SignIn);
        }
        Ok(token)
    }

    async fn ask_server(&self, path: &str, json: Option<&str>) -> Result<String, Failure> {
        let mut address = self.server.clone();
        address.push_str(path);
        let token = self.token_of_reader().await?;
        let mut answer = self.ask(&address, token.as_deref(), json).await?;
        if answer.status == 401
            && let Some(token) = token
        {
            // It may have run out on the way, or the reader has changed.
            self.reject(&token);
            let fresh = self.token_of_reader().await?;
            answer = self.ask(&address, fresh.as_deref(), json).await?;
        }
        match answer.status {
            200..=299 => Ok(answer.body),
            401 => Err(Failure::SignIn),
            // What stands before the server answers for it, or too much was asked at once.
            429 | 502..=504 => Err(Failure::Unreachable),
            404 if self.is_snapshot() => Err(snapshot::missing(path)),
            _ => Err(match json::read::<Problem>(&answer.body) {
                Some(problem) => Failure::Refused(problem.code),
                None => Failure::Garbled,
            }),
        }
    }

    async fn ask(
        &self,
        address: &str,
        token: Option<&str>,
        json: Option<&str>,
    ) -> Result<platform::Answer, Failure> {
        let widget = self.widgets().into_iter().next();
        let early = widget.filter(|_| json.is_none());
        let early = early.and_then(|widget| widget.host().asked_early(address, token));
        platform::fetch(address, token, json, early)
            .await
            .map_err(|platform::Unreachable| Failure::Unreachable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_community_in_which_everything_has_happened_is_read() {
        let sent = include_str!("../../../core/tests/golden/state.json");
        let community: Community = json::read(sent).unwrap();
        assert_eq!(community.membership.members.len(), 5);
        assert_eq!(community.talk.threads().count(), 3);
    }
}
