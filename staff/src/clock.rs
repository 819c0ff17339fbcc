//! The browser's clock, read in one place.

use domain::Date;

/// The instant, unix milliseconds.
#[expect(
    clippy::cast_possible_truncation,
    reason = "milliseconds since 1970 are far below 2^53"
)]
pub(crate) fn now_ms() -> i64 {
    js_sys::Date::now() as i64
}

/// Today in China.
pub(crate) fn today() -> Date {
    Date::from_unix_ms_shanghai(now_ms())
}
