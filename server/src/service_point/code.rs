//! The code of consent: sent to the resident's phone, good for one clerk and one purpose, and for nothing else.

use api::service_point::HelpPurpose;
use domain::PhoneNumber;
use store::login_codes::NewLoginCode;
use vault::Keyring;

use super::Clerk;
use crate::login_code::{phone_index, send_within};
use crate::problem::ApiError;
use crate::rate_limit::Limit;
use crate::sms::words;
use crate::state::AppState;

/// Under this purpose the store keeps it: never the one of signing in.
pub(super) const PURPOSE: &str = "helped_session";
const VALID_MS: i64 = 10 * 60_000;
const HOUR_MS: i64 = 3_600_000;

const SEND_PER_PHONE_MINUTE: Limit = Limit {
    name: "consent_phone_minute",
    most: 1,
    window_ms: 60_000,
};
const SEND_PER_PHONE_HOUR: Limit = Limit {
    name: "consent_phone_hour",
    most: 5,
    window_ms: HOUR_MS,
};
/// Several residents an hour come to a point.
const SEND_PER_CLERK: Limit = Limit {
    name: "consent_clerk_hour",
    most: 60,
    window_ms: HOUR_MS,
};

/// The keyed hash of a code. Clerk and purpose are part of it: a code read out for one is wrong for every other.
pub(super) fn code_hash(
    keyring: &Keyring,
    phone: &PhoneNumber,
    clerk: &Clerk,
    purpose: HelpPurpose,
    code: &str,
) -> [u8; 32] {
    let (phone, clerk) = (phone.as_str(), &clerk.member.id);
    let text = format!("{phone}/{clerk}/{}/{code}", purpose.id());
    keyring.blind_index("consent_code", &text)
}

/// Sends a new code; the one before it no longer works.
pub(crate) async fn send(
    state: &AppState,
    clerk: &Clerk,
    phone: &PhoneNumber,
    purpose: HelpPurpose,
) -> Result<(), ApiError> {
    let keyring = &state.keyring;
    let now_ms = state.clock.now_ms();
    let code = vault::random_digits(6);
    let row = NewLoginCode {
        phone_index: phone_index(keyring, phone),
        purpose: PURPOSE.to_owned(),
        code_hash: code_hash(keyring, phone, clerk, purpose, &code),
        created_ms: now_ms,
        expires_ms: now_ms + VALID_MS,
    };
    let buckets = [
        SEND_PER_PHONE_MINUTE.of(keyring, phone.as_str()),
        SEND_PER_PHONE_HOUR.of(keyring, phone.as_str()),
        SEND_PER_CLERK.of(keyring, &clerk.member.id),
    ];
    let text = words::consent(&code, &clerk.point_name, purpose);
    send_within(state, phone, &buckets, (row, text)).await
}
