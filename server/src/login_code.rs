//! One-time codes: six digits, five minutes, five tries; asked for and answered alike whether or not a phone is known.

use api::ProblemCode;
use domain::PhoneNumber;
use store::login_codes::{self, Attempt, NewLoginCode};
use store::persons::{self, NewPerson};
use store::sessions::{self, Session};
use vault::Keyring;

use crate::middleware::client_address::ClientAddress;
use crate::problem::ApiError;
use crate::rate_limit::{self, Bucket, Limit};
use crate::session::{NewSession, phone_aad};
use crate::sms::words;
use crate::state::AppState;

const PURPOSE: &str = "sign_in";
const VALID_MS: i64 = 5 * 60_000;
const HOUR_MS: i64 = 3_600_000;

const SEND_PER_PHONE_MINUTE: Limit = Limit {
    name: "code_phone_minute",
    most: 1,
    window_ms: 60_000,
};
const SEND_PER_PHONE_HOUR: Limit = Limit {
    name: "code_phone_hour",
    most: 5,
    window_ms: HOUR_MS,
};
/// A village may share one address.
const SEND_PER_ADDRESS: Limit = Limit {
    name: "code_address_hour",
    most: 60,
    window_ms: HOUR_MS,
};
const TRY_PER_ADDRESS: Limit = Limit {
    name: "code_try_address_hour",
    most: 120,
    window_ms: HOUR_MS,
};

/// The blind index under which a phone is found.
#[must_use]
pub fn phone_index(keyring: &Keyring, phone: &PhoneNumber) -> [u8; 32] {
    keyring.blind_index("phone", phone.as_str())
}

fn code_hash(keyring: &Keyring, phone: &PhoneNumber, code: &str) -> [u8; 32] {
    keyring.blind_index("login_code", &format!("{}/{code}", phone.as_str()))
}

/// Sends a new code; the one before it no longer works.
pub(crate) async fn send(
    state: &AppState,
    phone: &PhoneNumber,
    from: ClientAddress,
) -> Result<(), ApiError> {
    let keyring = &state.keyring;
    let now_ms = state.clock.now_ms();
    let code = vault::random_digits(6);
    let row = NewLoginCode {
        phone_index: phone_index(keyring, phone),
        purpose: PURPOSE.to_owned(),
        code_hash: code_hash(keyring, phone, &code),
        created_ms: now_ms,
        expires_ms: now_ms + VALID_MS,
    };
    let buckets = [
        SEND_PER_PHONE_MINUTE.of(keyring, phone.as_str()),
        SEND_PER_PHONE_HOUR.of(keyring, phone.as_str()),
        SEND_PER_ADDRESS.of(keyring, &from.bucket()),
    ];
    let text = words::sign_in(&code);
    send_within(state, phone, &buckets, (row, text)).await
}

/// Keeps a code and sends what carries it, unless one of the buckets is full. The code before it, of the same purpose, no
/// longer works.
///
/// # Errors
/// `too_many_requests`; when store or gateway does not answer.
pub(crate) async fn send_within(
    state: &AppState,
    phone: &PhoneNumber,
    buckets: &[Bucket],
    (row, text): (NewLoginCode, String),
) -> Result<(), ApiError> {
    let (buckets, now_ms) = (buckets.to_vec(), row.created_ms);
    let wait = state
        .store
        .write::<_, _, ApiError>(move |tx| {
            let wait = rate_limit::hit(tx, &buckets, now_ms)?;
            if wait.is_none() {
                login_codes::put(tx, &row)?;
            }
            Ok(wait)
        })
        .await?;
    match wait {
        Some(wait) => Err(wait.into()),
        None => state.sms.send(phone, text, now_ms).await,
    }
}

/// Tries a code and begins the session it is good for; a phone seen for the first time becomes a person.
pub(crate) async fn sign_in(
    state: &AppState,
    phone: &PhoneNumber,
    code: &str,
    from: ClientAddress,
) -> Result<NewSession, ApiError> {
    let keyring = &state.keyring;
    let now_ms = state.clock.now_ms();
    let index = phone_index(keyring, phone);
    let hash = code_hash(keyring, phone, code.trim());
    let id = crate::ids::fresh();
    let sealed_phone = keyring.seal(&phone_aad(&id), phone.as_str().as_bytes());
    let person = NewPerson {
        id,
        phone_index: index,
        sealed_phone,
        created_ms: now_ms,
    };
    let bucket = TRY_PER_ADDRESS.of(keyring, &from.bucket());
    let session = NewSession::of_resident(state);
    let row = session.row();
    // A refusal is an `Ok` of the write: its count of tries must last.
    let person_id = state
        .store
        .write::<_, _, ApiError>(move |tx| {
            if let Some(wait) = rate_limit::hit(tx, &[bucket], now_ms)? {
                return Ok(Err(ApiError::from(wait)));
            }
            match login_codes::attempt(tx, &index, PURPOSE, &hash, now_ms)? {
                Attempt::Accepted => {}
                Attempt::Exhausted => return Ok(Err(ProblemCode::CodeSpent.into())),
                Attempt::Wrong { .. } | Attempt::Expired | Attempt::Unknown => {
                    return Ok(Err(ProblemCode::CredentialsWrong.into()));
                }
            }
            let row = Session {
                subject_id: persons::find_or_create(tx, &person)?.id,
                ..row.clone()
            };
            sessions::insert(tx, &row)?;
            Ok(Ok(row.subject_id))
        })
        .await??;
    Ok(session.belonging_to(person_id))
}
