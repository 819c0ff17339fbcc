//! The day by the server's clock: a phone's own may be a year wrong, and classes would be past that are still to come.

use domain::Date;

/// How far the device's clock is behind the server's, in milliseconds: `public/offline.js` asks once a page is of use and keeps
/// it in `sessionStorage`, as 0 where it is less than an hour.
const BEHIND: &str = "fumin.behind";

/// Today in Asia/Shanghai by the server's clock; until it is known, and without a line, by the device's.
#[must_use]
pub fn today() -> Date {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds since 1970 fit for 285,000 years"
    )]
    let device_ms = js_sys::Date::now() as i64;
    Date::from_unix_ms_shanghai(device_ms.saturating_add(behind_ms().unwrap_or_default()))
}

fn behind_ms() -> Option<i64> {
    let storage = web_sys::window()?.session_storage().ok()??;
    storage.get_item(BEHIND).ok()??.parse().ok()
}
