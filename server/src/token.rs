//! Tokens: who somebody is, signed by a key that the server and whoever issues tokens for it share.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use cop_core::id::{IdFault, PersonId};
use cop_core::time::Timestamp;
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;

/// Whom the tokens are for.
pub const AUDIENCE: &str = "communities-of-practice";

/// Longest token, in bytes.
const MAX_BYTES: usize = 8 * 1024;
/// Longest name that is taken from a token, in characters.
const MAX_NAME_CHARS: usize = 200;
const KEY_BYTES: usize = 32;
const LEEWAY_SECONDS: u64 = 30;

/// Who calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// Under which pseudonym.
    pub person: PersonId,
    /// Under which name, where the token says.
    pub name: Option<String>,
    /// Until when, by the clock of whoever issued the token.
    pub until: Timestamp,
}

/// Why a token says nothing.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum TokenFault {
    /// It is not a token.
    #[error("this is not a token")]
    Form,
    /// Somebody else signed it.
    #[error("the token is not signed by this server's key")]
    Signature,
    /// It was good until a while ago.
    #[error("the token has expired")]
    Expired,
    /// It is not good yet.
    #[error("the token is not valid yet")]
    Early,
    /// It is for another service.
    #[error("the token is for another audience than {AUDIENCE}")]
    Audience,
    /// It names nobody, or nobody that can be named in the log.
    #[error("the token names nobody: {0}")]
    Person(IdFault),
}

#[derive(Serialize, Deserialize)]
struct Claims {
    sub: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    exp: u64,
    aud: String,
}

/// What a token must hold; `aud` is checked before and may be a list.
#[derive(Deserialize)]
struct Accepted {
    sub: String,
    #[serde(default)]
    name: Option<String>,
    exp: u64,
}

/// The secret that tokens are signed with (HS256).
#[derive(Clone)]
pub struct TokenKey {
    encoding: EncodingKey,
    decoding: DecodingKey,
    validation: Validation,
}

impl TokenKey {
    /// The key in a file; where there is none, a new one that only the owner of the file can read.
    ///
    /// # Errors
    /// The file can't be read or written, or holds no key.
    pub fn load_or_create(path: &Path) -> io::Result<Self> {
        match fs::read(path) {
            Ok(secret) if secret.len() >= KEY_BYTES => Ok(Self::from_secret(&secret)),
            Ok(secret) => Err(io::Error::new(
                io::ErrorKind::InvalidData,
                format!(
                    "{} holds {} bytes, and a key has at least {KEY_BYTES}",
                    path.display(),
                    secret.len()
                ),
            )),
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => {
                let secret = random()?;
                // Written whole beside its place first: a key cut short by a crash would lock everybody out.
                let mut draft = path.as_os_str().to_owned();
                draft.push(format!(".{}", std::process::id()));
                let mut options = OpenOptions::new();
                options.write(true).create(true).truncate(true);
                #[cfg(unix)]
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
                let mut file = options.open(&draft)?;
                file.write_all(&secret)?;
                file.sync_all()?;
                match fs::hard_link(&draft, path) {
                    Ok(()) => fs::remove_file(&draft)?,
                    // Another process was faster: its key is the one.
                    Err(fault) if fault.kind() == io::ErrorKind::AlreadyExists => {
                        fs::remove_file(&draft)?;
                        return Self::load_or_create(path);
                    }
                    // Not every file system knows links.
                    Err(_) => fs::rename(&draft, path)?,
                }
                Ok(Self::from_secret(&secret))
            }
            Err(fault) => Err(fault),
        }
    }

    /// A key that is gone with the program.
    ///
    /// # Panics
    /// Where the operating system gives no random bytes.
    #[must_use]
    pub fn ephemeral() -> Self {
        Self::from_secret(&random().expect("the operating system gives random bytes"))
    }

    fn from_secret(secret: &[u8]) -> Self {
        // The library panics at the first use where no provider is installed; a second installation is none.
        jsonwebtoken::crypto::aws_lc::DEFAULT_PROVIDER
            .install_default()
            .ok();
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["exp", "aud", "sub"]);
        validation.leeway = LEEWAY_SECONDS;
        validation.validate_nbf = true;
        Self {
            encoding: EncodingKey::from_secret(secret),
            decoding: DecodingKey::from_secret(secret),
            validation,
        }
    }

    /// A token for a person, good for a while from now.
    ///
    /// # Panics
    /// Never: a few words and a number always have a JSON form, and HMAC takes any key.
    #[must_use]
    pub fn issue(&self, person: &PersonId, name: Option<&str>, ttl: Duration) -> String {
        let claims = Claims {
            sub: person.to_string(),
            name: name.map(str::to_owned),
            exp: jsonwebtoken::get_current_timestamp().saturating_add(ttl.as_secs()),
            aud: AUDIENCE.to_owned(),
        };
        jsonwebtoken::encode(&Header::default(), &claims, &self.encoding)
            .expect("claims of text and numbers are signed by HMAC with any key")
    }

    /// A number that stands for a text, which nobody can tell who lacks the key.
    ///
    /// # Panics
    /// Never: HMAC takes any key and any text.
    #[must_use]
    pub fn fingerprint(&self, text: &str) -> u128 {
        let signed = jsonwebtoken::crypto::sign(text.as_bytes(), &self.encoding, Algorithm::HS256)
            .expect("HMAC takes any key and any text");
        let digest: [u8; 32] = Sha256::digest(signed).into();
        let first = digest.first_chunk().expect("32 bytes begin with 16");
        u128::from_be_bytes(*first)
    }

    /// Whom a token names.
    ///
    /// # Errors
    /// [`TokenFault`] says why it names nobody.
    pub fn verify(&self, token: &str) -> Result<Caller, TokenFault> {
        if token.len() > MAX_BYTES {
            return Err(TokenFault::Form);
        }
        let claims = jsonwebtoken::decode::<Accepted>(token, &self.decoding, &self.validation)
            .map_err(|fault| match fault.kind() {
                ErrorKind::ExpiredSignature => TokenFault::Expired,
                ErrorKind::ImmatureSignature => TokenFault::Early,
                ErrorKind::InvalidAudience => TokenFault::Audience,
                ErrorKind::InvalidSignature | ErrorKind::InvalidAlgorithm => TokenFault::Signature,
                _ => TokenFault::Form,
            })?
            .claims;
        Ok(Caller {
            person: PersonId::parse(&claims.sub).map_err(TokenFault::Person)?,
            name: claims.name.as_deref().and_then(name),
            until: Timestamp::from_ms(
                i64::try_from(claims.exp)
                    .unwrap_or(i64::MAX)
                    .saturating_mul(1_000),
            ),
        })
    }
}

fn random() -> io::Result<[u8; KEY_BYTES]> {
    let mut secret = [0; KEY_BYTES];
    getrandom::fill(&mut secret).map_err(io::Error::other)?;
    Ok(secret)
}

/// A name fit to be shown: no control characters, none that turn the direction of what follows.
pub(crate) fn name(claimed: &str) -> Option<String> {
    let is_shown = |letter: &char| {
        !letter.is_control() && !matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let name: String = claimed
        .trim()
        .chars()
        .filter(is_shown)
        .take(MAX_NAME_CHARS)
        .collect();
    Some(name).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock;

    fn ama() -> PersonId {
        PersonId::parse("ama").unwrap()
    }

    #[test]
    fn a_token_names_whom_it_was_issued_for() {
        let key = TokenKey::ephemeral();
        let token = key.issue(
            &ama(),
            Some(" Ama \u{202e}Boateng"),
            Duration::from_secs(60),
        );
        let caller = key.verify(&token).unwrap();
        assert_eq!(caller.person, ama());
        assert_eq!(caller.name.as_deref(), Some("Ama Boateng"));
        assert!(caller.until > clock::now());
    }

    #[test]
    fn a_token_of_another_key_says_nothing() {
        let token = TokenKey::ephemeral().issue(&ama(), None, Duration::from_secs(60));
        assert_eq!(
            TokenKey::ephemeral().verify(&token),
            Err(TokenFault::Signature)
        );
        assert_eq!(TokenKey::ephemeral().verify("ama"), Err(TokenFault::Form));
    }

    #[test]
    fn a_token_ends() {
        let key = TokenKey::ephemeral();
        let claims = Claims {
            sub: "ama".into(),
            name: None,
            exp: jsonwebtoken::get_current_timestamp() - LEEWAY_SECONDS - 1,
            aud: AUDIENCE.into(),
        };
        let token = jsonwebtoken::encode(&Header::default(), &claims, &key.encoding).unwrap();
        assert_eq!(key.verify(&token), Err(TokenFault::Expired));
    }

    #[test]
    fn a_token_for_another_service_or_without_a_signature_says_nothing() {
        let key = TokenKey::ephemeral();
        let claims = Claims {
            sub: "ama".into(),
            name: None,
            exp: jsonwebtoken::get_current_timestamp() + 60,
            aud: "payroll".into(),
        };
        let token = jsonwebtoken::encode(&Header::default(), &claims, &key.encoding).unwrap();
        assert_eq!(key.verify(&token), Err(TokenFault::Audience));
        // {"alg":"none","typ":"JWT"}
        let (_, rest) = token.split_once('.').unwrap();
        let unsigned = format!("eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{rest}");
        assert!(key.verify(&unsigned).is_err());
    }

    #[test]
    fn the_key_in_a_file_is_the_same_next_time_and_for_its_owner_only() {
        let path = std::env::temp_dir().join(format!("cop-{}.key", uuid::Uuid::now_v7()));
        let token =
            TokenKey::load_or_create(&path)
                .unwrap()
                .issue(&ama(), None, Duration::from_secs(60));
        assert!(
            TokenKey::load_or_create(&path)
                .unwrap()
                .verify(&token)
                .is_ok()
        );
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        fs::remove_file(path).unwrap();
    }
}
