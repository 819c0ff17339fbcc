//! Whether a ZIP is a package as a portal signed it: the signature under the manifest, and the hash of every member.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::archive::unpack;
use super::manifest::{FORMAT, MANIFEST, Manifest, Member, SIGNATURE};

/// Why a ZIP is no such package.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotWhole {
    /// It is no ZIP.
    #[error("this is no ZIP file, or it is damaged; fetch the package again")]
    NoArchive,
    /// Something that every package has is not there.
    #[error("`{0}` is missing; this is no package, or somebody took it out")]
    Missing(&'static str),
    /// The signature does not fit.
    #[error(
        "the signature is not the portal's: the manifest was changed, or the key file is another portal's"
    )]
    NotSigned,
    /// The manifest is of another kind.
    #[error("the manifest is of a form that this program does not know; use a newer one")]
    UnknownFormat,
    /// A member is not the one that was signed.
    #[error("`{0}` is not what was signed: it was changed, is missing, or was added")]
    Changed(String),
}

/// Checks a ZIP with a portal's public key.
///
/// # Errors
/// Says the first thing that is wrong with the whole, or every member that is.
pub fn check(zip: &[u8], public_key: &[u8]) -> Result<Manifest, Vec<NotWhole>> {
    let members = unpack(zip).ok_or_else(|| vec![NotWhole::NoArchive])?;
    let find = |name: &'static str| {
        let mut found = members.iter().filter(|(member, _)| member == name);
        let found = found.next().map(|(_, bytes)| bytes.as_slice());
        found.ok_or_else(|| vec![NotWhole::Missing(name)])
    };
    let (signed, signature) = (find(MANIFEST)?, find(SIGNATURE)?);
    let signature = STANDARD.decode(signature.trim_ascii()).unwrap_or_default();
    if !vault::is_signed(public_key, signed, &signature) {
        return Err(vec![NotWhole::NotSigned]);
    }
    let manifest = serde_json::from_slice::<Manifest>(signed);
    let manifest = manifest
        .ok()
        .filter(|manifest| manifest.format == FORMAT)
        .ok_or_else(|| vec![NotWhole::UnknownFormat])?;
    let found: Vec<Member> = members
        .iter()
        .filter(|(name, _)| name != MANIFEST && name != SIGNATURE)
        .map(|(name, bytes)| Member::of(name, bytes))
        .collect();
    let missing = manifest.members.iter().filter(|one| !found.contains(one));
    let added = found.iter().filter(|one| {
        let mut known = manifest.members.iter();
        !known.any(|known| known.name == one.name)
    });
    let changed: Vec<NotWhole> = missing
        .chain(added)
        .map(|one| NotWhole::Changed(one.name.clone()))
        .collect();
    if changed.is_empty() {
        Ok(manifest)
    } else {
        Err(changed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packages::archive::pack;
    use domain::Date;
    use vault::{Keyring, SigningKey};

    fn fresh_key() -> SigningKey {
        let folder = tempfile::tempdir().unwrap();
        super::super::manifest::key_of(&Keyring::create(folder.path()).unwrap())
    }

    fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
        let members: Vec<_> = members
            .iter()
            .map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()))
            .collect();
        pack(&members, Date::new(2026, 11, 24).unwrap()).unwrap()
    }

    fn manifest(members: Vec<Member>) -> Vec<u8> {
        serde_json::to_vec(&Manifest {
            format: FORMAT.into(),
            package: "N-P1".into(),
            check_code: "2222-3333".into(),
            file_number: "N".into(),
            stage: "bank".into(),
            state: "bank_review".into(),
            file_version: 4,
            chain_hash: "00".into(),
            from: "示例局".into(),
            to: "示例银行".into(),
            made_at: "2026-11-24T10:00:00+08:00".into(),
            decisions: Vec::new(),
            signed_with: "00".into(),
            members,
            unscanned: Vec::new(),
            findings: std::collections::BTreeMap::new(),
        })
        .unwrap()
    }

    #[test]
    fn only_what_was_signed_is_whole() {
        let key = fresh_key();
        let signed = manifest(vec![Member::of("a.html", b"words")]);
        let signature = STANDARD.encode(key.sign(&signed));
        let parts = |page: &[u8], signed: &[u8]| {
            zip(&[
                ("a.html", page),
                (MANIFEST, signed),
                (SIGNATURE, signature.as_bytes()),
            ])
        };
        let public = key.public_key();
        let whole = check(&parts(b"words", &signed), &public).unwrap();
        assert_eq!(whole.package, "N-P1");
        let changed = |name: &str| Err(vec![NotWhole::Changed(name.into())]);
        assert_eq!(check(&parts(b"wordz", &signed), &public), changed("a.html"));
        let other = manifest(vec![Member::of("a.html", b"wordz")]);
        let forged = check(&parts(b"wordz", &other), &public);
        assert_eq!(forged, Err(vec![NotWhole::NotSigned]));
        let foreign = check(&parts(b"words", &signed), &fresh_key().public_key());
        assert_eq!(foreign, Err(vec![NotWhole::NotSigned]));
        let more = zip(&[
            ("a.html", b"words"),
            ("b.html", b"more"),
            (MANIFEST, &signed),
            (SIGNATURE, signature.as_bytes()),
        ]);
        assert_eq!(check(&more, &public), changed("b.html"));
        let less = zip(&[(MANIFEST, &signed), (SIGNATURE, signature.as_bytes())]);
        assert_eq!(check(&less, &public), changed("a.html"));
        let bare = zip(&[("a.html", b"words")]);
        assert_eq!(
            check(&bare, &public),
            Err(vec![NotWhole::Missing(MANIFEST)])
        );
        assert_eq!(check(b"x", &public), Err(vec![NotWhole::NoArchive]));
    }
}
