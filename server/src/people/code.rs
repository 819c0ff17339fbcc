//! The code sent to the phone of the person named: good for one consent, and for nothing else.

use api::ProblemCode;
use domain::PhoneNumber;
use store::login_codes::NewLoginCode;
use vault::Keyring;

use super::answer::open;
use crate::login_code::{phone_index, send_within};
use crate::middleware::client_address::ClientAddress;
use crate::problem::ApiError;
use crate::rate_limit::Limit;
use crate::sms::words;
use crate::state::AppState;

/// Under this purpose the store keeps it: never the one of signing in, nor that of a service point.
pub(super) const PURPOSE: &str = "consent_to_file";
const VALID_MS: i64 = 10 * 60_000;
const HOUR_MS: i64 = 3_600_000;

const SEND_PER_PHONE_MINUTE: Limit = Limit {
    name: "file_consent_phone_minute",
    most: 1,
    window_ms: 60_000,
};
const SEND_PER_PHONE_HOUR: Limit = Limit {
    name: "file_consent_phone_hour",
    most: 5,
    window_ms: HOUR_MS,
};
/// A village shares one address.
const SEND_PER_ADDRESS: Limit = Limit {
    name: "file_consent_address_hour",
    most: 60,
    window_ms: HOUR_MS,
};

/// The keyed hash of a code; the consent is part of it.
pub(super) fn code_hash(
    keyring: &Keyring,
    phone: &PhoneNumber,
    consent_id: &str,
    code: &str,
) -> [u8; 32] {
    let text = format!("{}/{consent_id}/{code}", phone.as_str());
    keyring.blind_index("file_consent_code", &text)
}

/// Sends a new code; the one before it no longer works.
///
/// # Errors
/// `not_found` for a link that the portal did not make; `action_not_possible` when nothing is left to say.
pub(crate) async fn send(
    state: &AppState,
    token: &str,
    from: ClientAddress,
) -> Result<(), ApiError> {
    let keyring = &state.keyring;
    let now_ms = state.clock.now_ms();
    let found = state
        .store
        .read(|connection| open(state, connection, token))?;
    if found.actions(now_ms).is_empty() {
        return Err(ProblemCode::ActionNotPossible.into());
    }
    let asked = found.asked()?;
    let (phone, id) = (asked.person.phone.clone(), asked.row.id.clone());
    let code = vault::random_digits(6);
    let row = NewLoginCode {
        phone_index: phone_index(keyring, &phone),
        purpose: PURPOSE.to_owned(),
        code_hash: code_hash(keyring, &phone, &id, &code),
        created_ms: now_ms,
        expires_ms: now_ms + VALID_MS,
    };
    let buckets = [
        SEND_PER_PHONE_MINUTE.of(keyring, phone.as_str()),
        SEND_PER_PHONE_HOUR.of(keyring, phone.as_str()),
        SEND_PER_ADDRESS.of(keyring, &from.bucket()),
    ];
    let text = words::consent_to_file(&code);
    send_within(state, &phone, &buckets, (row, text)).await
}
