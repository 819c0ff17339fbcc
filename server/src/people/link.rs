//! The link that the applicant passes on: which consent, and that the portal made it. When it ends is the consent's.

use vault::Keyring;

/// What the link brings behind its hash mark: a browser keeps that part to itself.
#[must_use]
pub fn token(keyring: &Keyring, consent_id: &str) -> String {
    let sign = sign(keyring, consent_id);
    format!("{consent_id}.{sign}")
}

/// The page, without the portal's address.
#[must_use]
pub fn page(keyring: &Keyring, consent_id: &str) -> String {
    let token = token(keyring, consent_id);
    format!("/track/consent#{token}")
}

/// The consent of a link that the portal made; none for any other.
#[must_use]
pub fn read(keyring: &Keyring, token: &str) -> Option<String> {
    let (id, found) = token.trim().rsplit_once('.')?;
    (sign(keyring, id) == found).then(|| id.to_owned())
}

fn sign(keyring: &Keyring, consent_id: &str) -> String {
    let hash = keyring.blind_index("consent_link", consent_id);
    hash.iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_link_of_this_portal_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let keyring = Keyring::create(folder.path()).unwrap();
        let link = token(&keyring, "c-1");
        assert_eq!(read(&keyring, &link), Some("c-1".into()));
        assert_eq!(read(&keyring, &format!(" {link} ")), Some("c-1".into()));
        let forged = link.replacen("c-1", "c-2", 1);
        for odd in [forged.as_str(), "", ".", "c-1", "c-1.00"] {
            assert_eq!(read(&keyring, odd), None, "{odd}");
        }
        let other = tempfile::tempdir().unwrap();
        let other = Keyring::create(other.path()).unwrap();
        assert_eq!(read(&other, &link), None);
    }
}
