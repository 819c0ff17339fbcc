//! The key file: JSON, so that an administrator can see what it is and a later version can add to it.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::Path,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use super::KeyringError;
use crate::random_bytes;

pub(super) const NAME: &str = "keyring.json";
const VERSION: u32 = 1;
const OTHERS: u32 = 0o077;

#[derive(PartialEq)]
pub(super) struct Keys {
    /// Ascending by id, never empty, no id twice and none 0.
    pub(super) data: Vec<(u16, Zeroizing<[u8; 32]>)>,
    pub(super) index: Zeroizing<[u8; 32]>,
}

impl Keys {
    pub(super) fn generate() -> Self {
        Self {
            data: vec![(1, Zeroizing::new(random_bytes()))],
            index: Zeroizing::new(random_bytes()),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    version: u32,
    data_keys: Vec<DataKey>,
    index_key: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DataKey {
    id: u16,
    key: String,
}

impl Drop for Document {
    fn drop(&mut self) {
        self.index_key.zeroize();
        self.data_keys
            .iter_mut()
            .for_each(|data| data.key.zeroize());
    }
}

pub(super) fn write(path: &Path, keys: &Keys) -> Result<(), KeyringError> {
    write_new(path, keys).map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists => KeyringError::AlreadyThere {
            path: path.to_owned(),
        },
        _ => KeyringError::Unwritable {
            path: path.to_owned(),
            source,
        },
    })
}

/// Under another name first and linked when complete: no crash leaves half a keyring, and no race replaces one.
fn write_new(path: &Path, keys: &Keys) -> io::Result<()> {
    let document = Document {
        version: VERSION,
        data_keys: keys
            .data
            .iter()
            .map(|(id, key)| DataKey {
                id: *id,
                key: STANDARD.encode(&key[..]),
            })
            .collect(),
        index_key: STANDARD.encode(&keys.index[..]),
    };
    let text = Zeroizing::new(serde_json::to_vec_pretty(&document)?);
    let draft = path.with_extension(format!("{}.new", std::process::id()));
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o400)
        .open(&draft)
        .and_then(|mut file| {
            file.write_all(&text)?;
            file.sync_all()?;
            fs::hard_link(&draft, path)
        });
    // Whether this works does not matter: the draft holds the same keys with the same mode.
    let _ = fs::remove_file(&draft);
    written?;
    path.parent()
        .map_or(Ok(()), |directory| File::open(directory)?.sync_all())
}

pub(super) fn read(path: &Path) -> Result<Keys, KeyringError> {
    let unreadable = |source| KeyringError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let mut file = File::open(path).map_err(|source| match source.kind() {
        io::ErrorKind::NotFound => KeyringError::Missing {
            path: path.to_owned(),
        },
        _ => unreadable(source),
    })?;
    let metadata = file.metadata().map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(unreadable(io::ErrorKind::IsADirectory.into()));
    }
    let mode = metadata.permissions().mode() & 0o7777;
    if mode & OTHERS != 0 {
        return Err(KeyringError::TooOpen {
            path: path.to_owned(),
            mode,
        });
    }
    let mut text = Zeroizing::new(Vec::new());
    file.read_to_end(&mut text).map_err(unreadable)?;
    parse(&text).ok_or_else(|| KeyringError::Malformed {
        path: path.to_owned(),
    })
}

fn parse(text: &[u8]) -> Option<Keys> {
    let document: Document = serde_json::from_slice(text).ok()?;
    if document.version != VERSION {
        return None;
    }
    let mut data = Vec::new();
    for entry in &document.data_keys {
        data.push((entry.id, decode(&entry.key)?));
    }
    let ascending = data
        .windows(2)
        .all(|pair| matches!(pair, [(low, _), (high, _)] if low < high));
    let numbered = data.first().is_some_and(|(id, _)| *id > 0);
    (ascending && numbered).then_some(Keys {
        data,
        index: decode(&document.index_key)?,
    })
}

fn decode(text: &str) -> Option<Zeroizing<[u8; 32]>> {
    let bytes = Zeroizing::new(STANDARD.decode(text).ok()?);
    bytes.as_slice().try_into().ok().map(Zeroizing::new)
}
