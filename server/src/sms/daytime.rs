//! When a job may send messages.

use domain::Date;

/// Nobody is woken by a message.
const HOURS: std::ops::Range<i64> = 9..20;
const HOUR_MS: i64 = 60 * 60 * 1000;

/// Whether people are awake at an instant.
#[must_use]
pub fn is_daytime(now_ms: i64) -> bool {
    let today = Date::from_unix_ms_shanghai(now_ms);
    let hour = (now_ms - today.start_ms_shanghai()) / HOUR_MS;
    HOURS.contains(&hour)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_that_of_liangzhou() {
        let start_ms = Date::new(2026, 11, 24).unwrap().start_ms_shanghai();
        for (hour, expected) in [
            (0, false),
            (8, false),
            (9, true),
            (19, true),
            (20, false),
            (23, false),
        ] {
            assert_eq!(is_daytime(start_ms + hour * HOUR_MS), expected, "{hour}");
        }
    }
}
