//! Days as people and sheets write them.

use domain::Date;

use crate::read::narrow;

/// The days a sheet's serial number can mean here: 1954 to 2119. Smaller numbers are counts, larger ones are written days.
const SERIALS: std::ops::RangeInclusive<i64> = 20_000..=80_000;
/// 1970-01-01 as a sheet counts it.
const EPOCH_SERIAL: i64 = 25_569;

/// The day written as `2026-03-05`, `2026.3.5`, `2026/3/5`, `2026年3月5日`, `20260305`, with full-width digits, with a time
/// of day behind it, or as the number a sheet keeps for it.
pub fn day(typed: &str) -> Option<Date> {
    let text = narrow(typed);
    let text = text.trim();
    if text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.')
        && !text.is_empty()
    {
        if let Some(found) = Date::parse_compact(text) {
            return Some(found);
        }
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        if part.bytes().all(|byte| byte == b'0') {
            return serial(whole.parse().ok()?);
        }
    }
    let text = text.split([' ', 'T']).next().unwrap_or_default();
    let text = text.strip_suffix(['日', '号']).unwrap_or(text);
    let parts: Vec<&str> = text.split(['-', '.', '/', '年', '月', '—', '–']).collect();
    let [year, month, day] = parts.as_slice() else {
        return None;
    };
    let number = |part: &str, most: usize| {
        let is_right =
            (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        is_right.then(|| part.parse::<i32>().ok()).flatten()
    };
    (year.len() == 4).then_some(())?;
    Date::new(number(year, 4)?, number(month, 2)?, number(day, 2)?)
}

fn serial(number: i64) -> Option<Date> {
    if !SERIALS.contains(&number) {
        return None;
    }
    let days = i32::try_from(number - EPOCH_SERIAL).ok()?;
    Some(Date::new(1970, 1, 1)?.add_days(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_however_they_are_written() {
        for typed in [
            "2026-03-05",
            "2026.3.5",
            "2026/3/5",
            "2026年3月5日",
            "２０２６年３月５日",
            "20260305",
            "2026-3-5 00:00:00",
            " 2026-03-05 ",
            "46086",
            "46086.0",
            "2026年3月5号",
        ] {
            assert_eq!(day(typed), Date::new(2026, 3, 5), "{typed}");
        }
    }

    #[test]
    fn what_is_no_day_is_none() {
        for typed in [
            "",
            "明年三月",
            "3月5日",
            "2026-02-30",
            "26-3-5",
            "2026-3",
            "12",
            "1e5",
            "46086.5",
            "2026-03-05-01",
            "99999999",
        ] {
            assert_eq!(day(typed), None, "{typed}");
        }
    }
}
