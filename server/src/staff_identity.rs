//! Phone and ID number of an officer, recorded by the administrator: nobody decides on an own file under another name.

use domain::{Date, IdNumber, PhoneNumber};
use store::staff_identities::{self, StaffIdentity};
use store::{StoreError, Tx, staff};
use vault::Keyring;

use crate::login_code::phone_index;

/// What is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentityKind {
    /// The own phone.
    Phone,
    /// The resident identity number.
    IdNumber,
}

impl IdentityKind {
    /// Its name in the store.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::IdNumber => "id_number",
        }
    }
}

/// A phone or an ID number, checked. Prints masked, as its parts do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identity {
    /// The own phone.
    Phone(PhoneNumber),
    /// The resident identity number.
    IdNumber(IdNumber),
}

impl Identity {
    /// Reads what was typed.
    ///
    /// # Errors
    /// What is wrong with it, in words for the terminal.
    pub fn parse(kind: IdentityKind, text: &str, today: Date) -> Result<Self, String> {
        match kind {
            IdentityKind::Phone => PhoneNumber::parse(text)
                .map(Self::Phone)
                .map_err(|error| error.to_string()),
            IdentityKind::IdNumber => IdNumber::parse(text, today)
                .map(Self::IdNumber)
                .map_err(|error| error.to_string()),
        }
    }

    const fn kind(&self) -> IdentityKind {
        match self {
            Self::Phone(_) => IdentityKind::Phone,
            Self::IdNumber(_) => IdentityKind::IdNumber,
        }
    }

    fn index(&self, keyring: &Keyring) -> [u8; 32] {
        match self {
            Self::Phone(phone) => phone_index(keyring, phone),
            Self::IdNumber(number) => keyring.blind_index("id_number", number.as_str()),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Phone(phone) => phone.as_str(),
            Self::IdNumber(number) => number.as_str(),
        }
    }
}

/// Records one for an account, in the place of what was recorded before; false if nobody has that name.
///
/// # Errors
/// When the store does not answer.
pub fn record(
    tx: &Tx,
    keyring: &Keyring,
    username: &str,
    identity: &Identity,
    now_ms: i64,
) -> Result<bool, StoreError> {
    let Some(member) = staff::find_by_username(tx, username)? else {
        return Ok(false);
    };
    let kind = identity.kind().as_str();
    let place = format!("staff_identities/{}/{kind}", member.id);
    let new = StaffIdentity {
        value_index: identity.index(keyring),
        sealed_value: keyring.seal(&place, identity.as_str().as_bytes()),
        staff_id: member.id,
        kind: kind.to_owned(),
        recorded_ms: now_ms,
    };
    staff_identities::put(tx, &new)?;
    Ok(true)
}

/// Takes one away again; false if nobody has that name, or nothing was recorded.
///
/// # Errors
/// When the store does not answer.
pub fn remove(tx: &Tx, username: &str, kind: IdentityKind) -> Result<bool, StoreError> {
    match staff::find_by_username(tx, username)? {
        Some(member) => staff_identities::remove(tx, &member.id, kind.as_str()),
        None => Ok(false),
    }
}
