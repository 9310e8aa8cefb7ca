//! What the page says of who reads: tokens, and that there has to be one.

use super::{Notice, Widget};
use crate::session::Failure;

impl Widget {
    /// Tells the page, and the reader, that they have to sign in.
    pub fn ask_to_sign_in(&self) {
        self.tell("cop-auth-required", "{\"reason\":\"signed_out\"}");
        self.update(|ui| ui.notice = Some(Notice::SignIn));
        self.focus("notice");
    }

    /// A short-lived token: none where nobody is signed in.
    ///
    /// # Errors
    /// If the page could not be asked for one.
    pub async fn token(&self) -> Result<Option<String>, Failure> {
        let token = wasm_bindgen_futures::JsFuture::from(self.host.token()).await;
        token
            .map(|token| token.as_string())
            .map_err(|_| Failure::Unreachable)
    }

    /// Says that the server did not accept a token.
    pub fn token_rejected(&self, token: &str) {
        self.host.token_rejected(token);
    }
}
