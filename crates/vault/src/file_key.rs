//! A key of its own for each file, so that destroying it erases the file.

use zeroize::Zeroizing;

use crate::{OpenError, cipher::Cipher, random_bytes};

/// No key of a keyring has this id, so a value sealed under a file's own key says so.
const OWN_KEY_ID: u16 = 0;

/// The key of one file's events and documents. The database keeps it wrapped by the keyring; when the wrapped key is
/// destroyed, nobody can read the events any more, while their hashes still form a chain.
#[derive(Clone, Debug)]
pub struct FileKey {
    secret: Secret,
    cipher: Cipher,
}

#[derive(Clone)]
struct Secret(Zeroizing<[u8; 32]>);

impl std::fmt::Debug for Secret {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("…")
    }
}

impl FileKey {
    /// A new key for a new file.
    ///
    /// ```
    /// # use vault::FileKey;
    /// let key = FileKey::generate();
    /// let sealed = key.seal("events/a/1", b"submitted");
    /// assert_eq!(key.open("events/a/1", &sealed).unwrap(), b"submitted");
    /// assert!(FileKey::generate().open("events/a/1", &sealed).is_err());
    /// ```
    #[must_use]
    pub fn generate() -> Self {
        Self::new(Zeroizing::new(random_bytes()))
    }

    /// Seals a value for one place, such as `events/ID/3`.
    #[must_use]
    pub fn seal(&self, aad: &str, plain: &[u8]) -> Vec<u8> {
        self.cipher.seal(aad, plain)
    }

    /// Opens what `seal` made for the same place.
    ///
    /// # Errors
    /// Says why the value does not open.
    pub fn open(&self, aad: &str, sealed: &[u8]) -> Result<Vec<u8>, OpenError> {
        self.cipher.open(aad, sealed)
    }

    pub(crate) fn new(secret: Zeroizing<[u8; 32]>) -> Self {
        let cipher = Cipher::new(OWN_KEY_ID, &secret);
        Self {
            secret: Secret(secret),
            cipher,
        }
    }

    pub(crate) fn secret(&self) -> &[u8; 32] {
        &self.secret.0
    }
}
