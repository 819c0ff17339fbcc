//! The keys of one data folder.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::{
    FileKey, OpenError,
    cipher::{Cipher, Envelope},
};

mod error;
mod file;

pub use error::KeyringError;

/// The secret of a data folder: the keys that seal, and the key that makes blind indexes.
#[derive(Clone)]
pub struct Keyring {
    /// Ascending by id; the last one seals, all of them open.
    data_keys: Vec<Cipher>,
    newest: Cipher,
    index_key: Zeroizing<[u8; 32]>,
}

impl Keyring {
    /// Where the keyring of a folder lies.
    #[must_use]
    pub fn path_in(directory: &Path) -> PathBuf {
        directory.join(file::NAME)
    }

    /// Makes a new keyring in a folder that has none, readable by its owner only (0400).
    ///
    /// # Errors
    /// `AlreadyThere` rather than ever replacing a keyring; otherwise what the disk says.
    ///
    /// ```
    /// # use vault::Keyring;
    /// let folder = tempfile::tempdir().unwrap();
    /// Keyring::create(folder.path()).unwrap();
    /// let keyring = Keyring::load(folder.path()).unwrap();
    /// let sealed = keyring.seal("persons/7/phone", b"13812345678");
    /// assert_eq!(keyring.open("persons/7/phone", &sealed).unwrap(), b"13812345678");
    /// assert!(keyring.open("persons/8/phone", &sealed).is_err());
    /// ```
    pub fn create(directory: &Path) -> Result<Self, KeyringError> {
        Self::create_file(&Self::path_in(directory))
    }

    /// Makes a new keyring in a file of any name; otherwise as [`create`](Self::create).
    ///
    /// # Errors
    /// As [`create`](Self::create).
    pub fn create_file(path: &Path) -> Result<Self, KeyringError> {
        let keys = file::Keys::generate();
        file::write(path, &keys)?;
        Self::from_keys(&keys).ok_or_else(|| KeyringError::Malformed {
            path: path.to_owned(),
        })
    }

    /// Reads the keyring of a folder.
    ///
    /// # Errors
    /// Missing, unreadable, malformed, or readable by others than its owner.
    pub fn load(directory: &Path) -> Result<Self, KeyringError> {
        Self::load_file(&Self::path_in(directory))
    }

    /// Reads a keyring that lies elsewhere, such as the copy kept apart from a backup.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn load_file(path: &Path) -> Result<Self, KeyringError> {
        Self::from_keys(&file::read(path)?).ok_or_else(|| KeyringError::Malformed {
            path: path.to_owned(),
        })
    }

    /// Copies a key file, readable by its owner only (0400). False if the same keys lie there already.
    ///
    /// # Errors
    /// As [`load`](Self::load) for what is copied; `AlreadyThere` rather than ever replacing other keys.
    ///
    /// ```
    /// # use vault::Keyring;
    /// # let folder = tempfile::tempdir().unwrap();
    /// let keyring = Keyring::create(folder.path()).unwrap();
    /// let apart = folder.path().join("apart.json");
    /// assert!(Keyring::copy_file(&Keyring::path_in(folder.path()), &apart).unwrap());
    /// assert_eq!(Keyring::load_file(&apart).unwrap().fingerprint(), keyring.fingerprint());
    /// ```
    pub fn copy_file(from: &Path, to: &Path) -> Result<bool, KeyringError> {
        let keys = file::read(from)?;
        match file::write(to, &keys) {
            Ok(()) => Ok(true),
            Err(KeyringError::AlreadyThere { .. }) if file::read(to)? == keys => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Names this keyring without telling anything about its keys; a key added later does not change the name.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let index = self.blind_index("fingerprint", "");
        index
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    fn from_keys(keys: &file::Keys) -> Option<Self> {
        let data_keys: Vec<Cipher> = keys
            .data
            .iter()
            .map(|(id, key)| Cipher::new(*id, key))
            .collect();
        let newest = data_keys.last()?.clone();
        Some(Self {
            data_keys,
            newest,
            index_key: keys.index.clone(),
        })
    }

    /// Seals a value for one place, named `table/row/column`. It opens nowhere else.
    #[must_use]
    pub fn seal(&self, aad: &str, plain: &[u8]) -> Vec<u8> {
        self.newest.seal(aad, plain)
    }

    /// Opens what `seal` made for the same place, under this or an older key.
    ///
    /// # Errors
    /// Says why the value does not open.
    pub fn open(&self, aad: &str, sealed: &[u8]) -> Result<Vec<u8>, OpenError> {
        let id = Envelope::read(sealed)?.key_id;
        let key = self
            .data_keys
            .iter()
            .find(|key| key.id() == id)
            .ok_or(OpenError::UnknownKey(id))?;
        key.open(aad, sealed)
    }

    /// Seals a file's key, so that it can lie in the database.
    ///
    /// ```
    /// # use vault::{FileKey, Keyring};
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let keyring = Keyring::create(folder.path()).unwrap();
    /// let key = FileKey::generate();
    /// let wrapped = keyring.wrap_file_key("a", &key);
    /// let sealed = key.seal("events/a/1", b"submitted");
    /// assert_eq!(keyring.unwrap_file_key("a", &wrapped).unwrap().open("events/a/1", &sealed).unwrap(), b"submitted");
    /// assert!(keyring.unwrap_file_key("b", &wrapped).is_err());
    /// ```
    #[must_use]
    pub fn wrap_file_key(&self, file_id: &str, key: &FileKey) -> Vec<u8> {
        self.seal(&file_key_place(file_id), key.secret())
    }

    /// Opens what `wrap_file_key` made for the same file.
    ///
    /// # Errors
    /// Says why the key does not open.
    pub fn unwrap_file_key(&self, file_id: &str, wrapped: &[u8]) -> Result<FileKey, OpenError> {
        let secret = Zeroizing::new(self.open(&file_key_place(file_id), wrapped)?);
        let secret: [u8; 32] = secret
            .as_slice()
            .try_into()
            .map_err(|_| OpenError::Truncated)?;
        Ok(FileKey::new(Zeroizing::new(secret)))
    }

    /// The same for the same purpose and value, and telling nothing about the value to whoever lacks the key. The
    /// purpose keeps a phone and an ID number of the same digits apart.
    ///
    /// ```
    /// # use vault::Keyring;
    /// # let folder = tempfile::tempdir().unwrap();
    /// # let keyring = Keyring::create(folder.path()).unwrap();
    /// assert_eq!(keyring.blind_index("phone", "13812345678"), keyring.blind_index("phone", "13812345678"));
    /// assert_ne!(keyring.blind_index("phone", "13812345678"), keyring.blind_index("tail", "13812345678"));
    /// ```
    #[must_use]
    pub fn blind_index(&self, purpose: &str, value: &str) -> [u8; 32] {
        #[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
        let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(&self.index_key[..])
            .expect("a key of any length");
        // The length keeps ("ab", "c") and ("a", "bc") apart.
        mac.update(
            &u64::try_from(purpose.len())
                .unwrap_or(u64::MAX)
                .to_be_bytes(),
        );
        mac.update(purpose.as_bytes());
        mac.update(value.as_bytes());
        mac.finalize().into_bytes().into()
    }
}

fn file_key_place(file_id: &str) -> String {
    format!("file_keys/{file_id}/wrapped")
}

impl fmt::Debug for Keyring {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Keyring({} keys, …)", self.data_keys.len())
    }
}

#[cfg(test)]
mod tests;
