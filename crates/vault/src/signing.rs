//! The portal's signature under what leaves it, for whoever keeps its public key.

use std::fmt;

use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use zeroize::Zeroizing;

use crate::Keyring;

/// Names what the key is for, so that nothing else made of the same secret can be it.
const PURPOSE: &str = "ed25519";

/// The key that signs, Ed25519 (RFC 8032). It is derived from the keyring, so there is no second secret to keep.
pub struct SigningKey(Ed25519KeyPair);

impl Keyring {
    /// The key for one purpose, such as `packages`; the same for as long as the keyring is.
    ///
    /// ```
    /// # use vault::Keyring;
    /// # let folder = tempfile::tempdir().unwrap();
    /// let key = Keyring::create(folder.path()).unwrap().signing_key("packages");
    /// let signature = key.sign(b"words");
    /// assert!(vault::is_signed(&key.public_key(), b"words", &signature));
    /// assert!(!vault::is_signed(&key.public_key(), b"other words", &signature));
    /// ```
    #[must_use]
    pub fn signing_key(&self, purpose: &str) -> SigningKey {
        let seed = Zeroizing::new(self.blind_index(PURPOSE, purpose));
        #[expect(clippy::expect_used, reason = "any 32 bytes are a seed")]
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed[..]).expect("32 bytes");
        SigningKey(pair)
    }
}

impl SigningKey {
    /// The signature, 64 bytes; the same words have the same one.
    #[must_use]
    pub fn sign(&self, words: &[u8]) -> Vec<u8> {
        self.0.sign(words).as_ref().to_vec()
    }

    /// What others check it with, 32 bytes; no secret.
    #[must_use]
    pub fn public_key(&self) -> Vec<u8> {
        self.0.public_key().as_ref().to_vec()
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("SigningKey(…)")
    }
}

/// Whether the holder of a key signed just these words.
#[must_use]
pub fn is_signed(public_key: &[u8], words: &[u8], signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&ED25519, public_key)
        .verify(words, signature)
        .is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_of_one_key_and_one_text() {
        let folder = tempfile::tempdir().unwrap();
        let keyring = Keyring::create(folder.path()).unwrap();
        let key = keyring.signing_key("packages");
        let signature = key.sign(b"manifest");
        let same = Keyring::load(folder.path())
            .unwrap()
            .signing_key("packages");
        assert_eq!(same.sign(b"manifest"), signature);
        assert!(is_signed(&key.public_key(), b"manifest", &signature));
        assert!(!is_signed(&key.public_key(), b"manifesu", &signature));
        let other = keyring.signing_key("letters").public_key();
        assert!(!is_signed(&other, b"manifest", &signature));
        assert!(!is_signed(b"no key", b"manifest", &signature));
        assert!(!is_signed(&key.public_key(), b"manifest", b"none"));
        assert_eq!(format!("{key:?}"), "SigningKey(…)");
    }
}
