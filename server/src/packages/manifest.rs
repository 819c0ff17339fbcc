//! What a package holds, and the signature under it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use vault::{Keyring, SigningKey};
use workflow::loan::HandOverDecision;

/// The form of this manifest.
pub const FORMAT: &str = "fumin-package-1";
/// The manifest's name in the ZIP.
pub const MANIFEST: &str = "manifest.json";
/// The signature's: Ed25519 over the manifest's bytes, in base64.
pub const SIGNATURE: &str = "manifest.sig";

/// What a package holds and whom it is for. Its bytes are signed, so it is written once and kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: String,
    /// The number on its papers.
    pub package: String,
    /// Stands on the form beside the number.
    pub check_code: String,
    /// The file's acceptance number.
    pub file_number: String,
    /// The stage it is decided in.
    pub stage: String,
    /// Where the file stood.
    pub state: String,
    /// The number of the file's events then.
    pub file_version: u32,
    /// The hash of the last of them, which every one before it goes into.
    pub chain_hash: String,
    /// The bureau that hands over.
    pub from: String,
    /// The agency it is for.
    pub to: String,
    /// When it was made, RFC 3339.
    pub made_at: String,
    /// What the agency can decide.
    pub decisions: Vec<HandOverDecision>,
    /// Names the key of the signature.
    pub signed_with: String,
    /// Everything else in the ZIP.
    pub members: Vec<Member>,
    /// The members that came as they are and that no virus scanner has looked at, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unscanned: Vec<String>,
    /// What the agency's own desk would have said of the people asked, by the consent's id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub findings: BTreeMap<String, Vec<String>>,
}

/// One file of a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Its name in the ZIP.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// Its hash, hexadecimal.
    pub sha256: String,
}

impl Member {
    /// Describes what is at hand.
    #[must_use]
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        Self {
            name: name.to_owned(),
            bytes: bytes.len() as u64,
            sha256: hex(&Sha256::digest(bytes)),
        }
    }
}

/// The key under every package of a portal.
#[must_use]
pub fn key_of(keyring: &Keyring) -> SigningKey {
    keyring.signing_key("packages")
}

/// Names a public key without being it: what two people can read to each other over the phone.
#[must_use]
pub fn name_of(public_key: &[u8]) -> String {
    hex(&Sha256::digest(public_key)).chars().take(16).collect()
}

/// Bytes in hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// An instant as the manifest spells it, in the district's time.
#[must_use]
pub fn rfc3339(unix_ms: i64) -> String {
    let seconds = (unix_ms + 8 * 3_600_000)
        .div_euclid(1000)
        .rem_euclid(86_400);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let day = domain::Date::from_unix_ms_shanghai(unix_ms);
    format!("{day}T{hour:02}:{minute:02}:{second:02}+08:00")
}

/// What a wrongly typed number would not have: eight letters and digits that nobody takes for one another.
#[must_use]
pub fn check_code(keyring: &Keyring, package_id: &str, number: &str) -> String {
    const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let index = keyring.blind_index("package_check_code", &format!("{package_id}/{number}"));
    let letters = index.iter().take(8).map(|byte| {
        let letter = LETTERS.get(usize::from(byte % 32));
        char::from(letter.copied().unwrap_or(b'2'))
    });
    let code: String = letters.collect();
    let (first, second) = code.split_at(4);
    format!("{first}-{second}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_names_when_and_what() {
        assert_eq!(rfc3339(1_795_485_600_000), "2026-11-24T10:00:00+08:00");
        let member = Member::of("a", b"");
        assert!(member.sha256.starts_with("e3b0c442") && member.bytes == 0);
        let folder = tempfile::tempdir().unwrap();
        let keyring = Keyring::create(folder.path()).unwrap();
        let code = check_code(&keyring, "p", "n-1");
        assert_eq!(code.len(), 9);
        assert_ne!(code, check_code(&keyring, "p", "n-2"));
        assert_eq!(name_of(&key_of(&keyring).public_key()).len(), 16);
    }
}
