//! Signatures by the scheme of Standard Webhooks (<https://www.standardwebhooks.com>).

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use thiserror::Error;

const PREFIX: &str = "whsec_";
/// Fewest and most bytes of a secret, by the specification.
const BYTES: std::ops::RangeInclusive<usize> = 24..=64;

/// Why a secret can't be used. It says nothing of the secret itself.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum SecretFault {
    /// It is not base64.
    #[error(
        "a hook's secret is base64, after whsec_ or on its own: make one with `openssl rand -base64 32`"
    )]
    Form,
    /// It is too short or too long.
    #[error("a hook's secret has 24 to 64 bytes: make one with `openssl rand -base64 32`")]
    Length,
}

/// What deliveries are signed with.
pub(super) struct Secret(hmac::Key);

impl Secret {
    pub(super) fn parse(text: &str) -> Result<Self, SecretFault> {
        let text = text.trim();
        let encoded = text.strip_prefix(PREFIX).unwrap_or(text);
        let bytes = STANDARD.decode(encoded).map_err(|_| SecretFault::Form)?;
        if !BYTES.contains(&bytes.len()) {
            return Err(SecretFault::Length);
        }
        Ok(Self(hmac::Key::new(hmac::HMAC_SHA256, &bytes)))
    }

    /// The value of `webhook-signature`.
    pub(super) fn sign(&self, id: &str, timestamp: i64, body: &str) -> String {
        let signed = format!("{id}.{timestamp}.{body}");
        let tag = hmac::sign(&self.0, signed.as_bytes());
        format!("v1,{}", STANDARD.encode(tag))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_that_of_the_specifications_example() {
        let secret = Secret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        assert_eq!(
            secret.sign(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1_614_265_330,
                "{\"test\": 2432232314}"
            ),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
        );
    }

    #[test]
    fn a_secret_that_is_no_secret_is_refused() {
        assert_eq!(Secret::parse("not base64!").err(), Some(SecretFault::Form));
        assert_eq!(
            Secret::parse("whsec_c2hvcnQ=").err(),
            Some(SecretFault::Length)
        );
        let bare = Secret::parse("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n").unwrap();
        let marked = Secret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        assert_eq!(bare.sign("a", 1, "b"), marked.sign("a", 1, "b"));
    }
}
