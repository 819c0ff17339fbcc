//! Back-dating: "three working days ago, at the fifth step of the day".

use domain::Date;
use workflow::WorkCalendar;

const MINUTE_MS: i64 = 60_000;
/// Offices open at nine.
const OPENING_MS: i64 = 9 * 60 * MINUTE_MS;
const STEP_MS: i64 = 25 * MINUTE_MS;

/// The working day so many working days before a day; the day itself for none.
pub(super) fn working_day_before(calendar: &WorkCalendar, today: Date, count: u32) -> Date {
    let mut day = today;
    for _ in 0..count {
        day = day.add_days(-1);
        while !calendar.is_working_day(day) {
            day = day.add_days(-1);
        }
    }
    day
}

/// The instant of a story's step; never after now.
pub(super) fn instant(day: Date, step: usize, now_ms: i64) -> i64 {
    let steps = i64::try_from(step).unwrap_or_default();
    (day.start_ms_shanghai() + OPENING_MS + steps * STEP_MS).min(now_ms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekends_and_holidays_do_not_count() {
        let calendar = crate::district::load_calendar().unwrap();
        let day = |iso| Date::parse_iso(iso).unwrap();
        for (today, count, expected) in [
            ("2026-11-24", 0, "2026-11-24"),
            ("2026-11-24", 1, "2026-11-23"),
            ("2026-11-24", 2, "2026-11-20"),
            ("2026-11-22", 1, "2026-11-20"),
        ] {
            let found = working_day_before(&calendar, day(today), count);
            assert_eq!(found, day(expected), "{count} before {today}");
        }
    }
}
