//! The code to one's own phone before one's data goes out: a session that somebody left open is not enough.

use domain::PhoneNumber;
use store::login_codes::{self, Attempt, NewLoginCode};
use store::{StoreError, Tx};
use vault::Keyring;

use crate::login_code::{phone_index, send_within};
use crate::problem::ApiError;
use crate::rate_limit::{self, Limit};
use crate::sms::words;
use crate::state::AppState;
use crate::typed::digits;

/// Under this purpose the store keeps it: never the one of signing in.
const PURPOSE: &str = "own_data";
/// How long a code is good for.
pub(crate) const VALID_MINUTES: i64 = 10;
const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
/// Digits of a code.
const DIGITS: usize = 6;

const SEND_PER_PHONE_MINUTE: Limit = Limit {
    name: "own_data_phone_minute",
    most: 1,
    window_ms: MINUTE_MS,
};
const SEND_PER_PHONE_HOUR: Limit = Limit {
    name: "own_data_phone_hour",
    most: 5,
    window_ms: HOUR_MS,
};
/// A download reads everything there is of somebody.
const PROVEN_PER_PERSON: Limit = Limit {
    name: "own_data_person_day",
    most: 10,
    window_ms: 24 * HOUR_MS,
};

fn code_hash(keyring: &Keyring, phone: &PhoneNumber, code: &str) -> [u8; 32] {
    keyring.blind_index("own_data_code", &format!("{}/{code}", phone.as_str()))
}

/// Sends a new code; the one before it no longer works.
///
/// # Errors
/// `too_many_requests`; when store or gateway does not answer.
pub(crate) async fn send(state: &AppState, phone: &PhoneNumber) -> Result<(), ApiError> {
    let keyring = &state.keyring;
    let now_ms = state.clock.now_ms();
    let code = vault::random_digits(DIGITS);
    let row = NewLoginCode {
        phone_index: phone_index(keyring, phone),
        purpose: PURPOSE.to_owned(),
        code_hash: code_hash(keyring, phone, &code),
        created_ms: now_ms,
        expires_ms: now_ms + VALID_MINUTES * MINUTE_MS,
    };
    let buckets = [
        SEND_PER_PHONE_MINUTE.of(keyring, phone.as_str()),
        SEND_PER_PHONE_HOUR.of(keyring, phone.as_str()),
    ];
    let text = words::own_data(&code, VALID_MINUTES);
    send_within(state, phone, &buckets, (row, text)).await
}

/// Tries a code; one that is right is used up.
///
/// # Errors
/// What is wrong with it, at `/code`; `too_many_requests` after many downloads.
pub(crate) async fn prove(
    state: &AppState,
    person_id: &str,
    phone: &PhoneNumber,
    typed: &str,
) -> Result<(), ApiError> {
    let typed = digits(typed);
    if typed.is_empty() {
        return Err(ApiError::invalid_field("/code", "required"));
    }
    if typed.len() != DIGITS || !typed.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(ApiError::invalid_field("/code", "code_digits"));
    }
    let keyring = &state.keyring;
    let now_ms = state.clock.now_ms();
    let (index, hash) = (
        phone_index(keyring, phone),
        code_hash(keyring, phone, &typed),
    );
    let bucket = PROVEN_PER_PERSON.of(keyring, person_id);
    // A refusal is an `Ok` of the write: its count of tries must last.
    let attempt = move |tx: &Tx| -> Result<_, StoreError> {
        let tried = login_codes::attempt(tx, &index, PURPOSE, &hash, now_ms)?;
        if tried == Attempt::Accepted {
            return Ok((tried, rate_limit::hit(tx, &[bucket], now_ms)?));
        }
        Ok((tried, None))
    };
    match state.store.write::<_, _, StoreError>(attempt).await? {
        (Attempt::Accepted, None) => Ok(()),
        (Attempt::Accepted, Some(wait)) => Err(wait.into()),
        (Attempt::Exhausted, _) => Err(ApiError::invalid_field("/code", "code_spent")),
        (Attempt::Wrong { .. } | Attempt::Expired | Attempt::Unknown, _) => {
            Err(ApiError::invalid_field("/code", "credentials_wrong"))
        }
    }
}
