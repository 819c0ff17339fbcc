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

/// The first instant of daytime from an instant on: itself while people are awake.
#[must_use]
pub fn from_daytime_ms(now_ms: i64) -> i64 {
    if is_daytime(now_ms) {
        return now_ms;
    }
    let begins = |day: Date| day.start_ms_shanghai() + HOURS.start * HOUR_MS;
    let today = Date::from_unix_ms_shanghai(now_ms);
    if now_ms < begins(today) {
        begins(today)
    } else {
        begins(today.add_days(1))
    }
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

    #[test]
    fn what_falls_into_the_night_waits_for_the_next_morning() {
        let start_ms = Date::new(2026, 11, 24).unwrap().start_ms_shanghai();
        for (hour, expected) in [(0, 9), (8, 9), (9, 9), (19, 19), (20, 33), (23, 33)] {
            let from_ms = from_daytime_ms(start_ms + hour * HOUR_MS);
            assert_eq!(from_ms, start_ms + expected * HOUR_MS, "{hour}");
        }
    }
}
