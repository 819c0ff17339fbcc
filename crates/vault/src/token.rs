//! Session tokens, of which only the hash is kept.

use std::fmt;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::random_bytes;

/// A bearer secret of 128 random bits. The browser keeps the text, the database only its hash.
pub struct Token(Zeroizing<String>);

impl Token {
    /// A new one.
    ///
    /// ```
    /// # use vault::Token;
    /// let token = Token::generate();
    /// assert_eq!(token.expose().len(), 22);
    /// assert_eq!(token.hash(), vault::hash_token(token.expose()));
    /// ```
    #[must_use]
    pub fn generate() -> Self {
        let bytes = Zeroizing::new(random_bytes::<16>());
        Self(Zeroizing::new(URL_SAFE_NO_PAD.encode(&bytes[..])))
    }

    /// The text for the cookie, safe in URLs and headers.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What the database keeps.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        hash_token(&self.0)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Token(…)")
    }
}

/// SHA-256 of a token's text. 128 random bits cannot be guessed, so no salt and no slow hash are needed.
#[must_use]
pub fn hash_token(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}
