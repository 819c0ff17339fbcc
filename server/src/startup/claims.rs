//! Whose a database is: the keys it is written with, and the district.

use std::path::Path;

use store::backup::Reads;
use store::{Location, Store, StoreError, portal};
use vault::Keyring;

use super::StartupError;

/// Writes into a new database whose it is, and refuses one that is somebody else's: what is sealed with one key cannot be
/// read with another, and what two districts write must not meet.
pub(super) async fn claim(
    store: &Store,
    keyring: &Keyring,
    key_file: &Path,
    district_code: &str,
) -> Result<(), StartupError> {
    let wanted = claims(keyring, district_code);
    let asked = wanted.clone();
    let claimed = store.write::<_, _, StoreError>(move |tx| {
        asked
            .iter()
            .map(|(name, value)| portal::keep(tx, name, value))
            .collect::<Result<Vec<_>, _>>()
    });
    let found = claimed.await.map_err(|source| StartupError::Database {
        location: store.location().to_string(),
        source,
    })?;
    compare(wanted, found, store.location(), key_file)
}

/// The same without writing: a database that says nothing of itself is let through.
///
/// # Errors
/// When the database is somebody else's.
pub(crate) fn check_claims(
    store: &impl Reads,
    location: &Location,
    keyring: &Keyring,
    key_file: &Path,
    district_code: &str,
) -> Result<(), StartupError> {
    let wanted = claims(keyring, district_code);
    let found = store.read::<_, StoreError>(|connection| {
        let kept = wanted.iter().map(|(name, value)| {
            let found = portal::find(connection, name)?;
            Ok(found.unwrap_or_else(|| value.clone()))
        });
        kept.collect::<Result<Vec<_>, _>>()
    });
    let found = found.map_err(|source| StartupError::Database {
        location: location.to_string(),
        source,
    })?;
    compare(wanted, found, location, key_file)
}

type Claims = [(&'static str, String); 2];

/// What a database keeps of the keys it is written with.
pub(crate) fn key_check(keyring: &Keyring) -> String {
    hex(&keyring.blind_index("portal", "key_check"))
}

fn claims(keyring: &Keyring, district_code: &str) -> Claims {
    [
        (portal::KEY_CHECK, key_check(keyring)),
        (portal::DISTRICT, district_code.to_owned()),
    ]
}

fn compare(
    wanted: Claims,
    found: Vec<String>,
    location: &Location,
    key_file: &Path,
) -> Result<(), StartupError> {
    let database = location.to_string();
    for ((name, wanted), found) in wanted.into_iter().zip(found) {
        if found == wanted {
            continue;
        }
        return Err(if name == portal::KEY_CHECK {
            StartupError::KeyWrong {
                database,
                key: key_file.to_owned(),
            }
        } else {
            StartupError::OtherDistrict {
                database,
                found,
                wanted,
            }
        });
    }
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
