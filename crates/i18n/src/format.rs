//! Numbers, dates and money, written the way each language writes them.

use crate::{Language, language, t};
use domain::{Date, Money};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const DAY_MS: i64 = 86_400_000;
const SHANGHAI_MS: i64 = 28_800_000;

/// A day: `2026年11月24日`, `24 Nov 2026`.
#[must_use]
pub fn date(day: Date) -> String {
    let (year, number) = (day.year(), day.day());
    match language() {
        Language::Chinese => format!("{year}年{}月{number}日", day.month()),
        Language::English => format!("{number} {} {year}", month_name(day)),
    }
}

/// A month: `2026年11月`, `Nov 2026`.
#[must_use]
pub fn month(day: Date) -> String {
    match language() {
        Language::Chinese => format!("{}年{}月", day.year(), day.month()),
        Language::English => format!("{} {}", month_name(day), day.year()),
    }
}

/// A day and its weekday: `2026年11月24日（星期二）`.
#[must_use]
pub fn date_with_weekday(day: Date) -> String {
    t::common::with_note(date(day), weekday(day))
}

fn weekday(day: Date) -> &'static str {
    let since_monday =
        Date::new(2024, 1, 1).map_or(0, |monday| monday.days_until(day).rem_euclid(7));
    match since_monday {
        0 => t::common::weekday::monday(),
        1 => t::common::weekday::tuesday(),
        2 => t::common::weekday::wednesday(),
        3 => t::common::weekday::thursday(),
        4 => t::common::weekday::friday(),
        5 => t::common::weekday::saturday(),
        _ => t::common::weekday::sunday(),
    }
}

fn month_name(day: Date) -> &'static str {
    usize::try_from(day.month())
        .ok()
        .and_then(|month| MONTHS.get(month.wrapping_sub(1)))
        .copied()
        .unwrap_or("")
}

/// An instant with its time of day in Asia/Shanghai: `2026年11月24日 9:05`.
#[must_use]
pub fn time_ms(instant_ms: i64) -> String {
    let minutes = (instant_ms + SHANGHAI_MS).rem_euclid(DAY_MS) / 60_000;
    format!(
        "{} {}:{:02}",
        date(Date::from_unix_ms_shanghai(instant_ms)),
        minutes / 60,
        minutes % 60
    )
}

/// An exact sum: `200,000.00 元`, `200,000.00 yuan`.
#[must_use]
pub fn money(sum: Money) -> String {
    t::common::yuan(sum)
}

/// A sum for reading: `20 万元`, `4,500 元`, `3,500.50 元`; in English always in yuan.
#[must_use]
pub fn money_in_words(sum: Money) -> String {
    let fen = sum.fen();
    if language() == Language::Chinese && fen != 0 && fen % 1_000_000 == 0 {
        return t::common::ten_thousand_yuan(number(fen / 1_000_000));
    }
    if fen % 100 == 0 {
        t::common::yuan(number(fen / 100))
    } else {
        money(sum)
    }
}

/// A count with thousands set apart: `10,000`.
#[must_use]
pub fn number(count: i64) -> String {
    let digits = count.unsigned_abs().to_string();
    let mut out = String::from(if count < 0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{date, date_with_weekday, money, money_in_words, month, number, time_ms};
    use domain::{Date, Money};

    #[test]
    fn chinese_dates() {
        let day = Date::new(2026, 11, 24).unwrap();
        assert_eq!(date(day), "2026年11月24日");
        assert_eq!(month(day), "2026年11月");
        assert_eq!(date_with_weekday(day), "2026年11月24日（星期二）");
        // 2026-11-24 01:05 UTC
        assert_eq!(time_ms(1_795_482_300_000), "2026年11月24日 9:05");
    }

    #[test]
    fn sums_are_exact_or_readable() {
        let table = [
            (20_000_000, "200,000.00 元", "20 万元"),
            (450_000, "4,500.00 元", "4,500 元"),
            (350_050, "3,500.50 元", "3,500.50 元"),
            (0, "0.00 元", "0 元"),
        ];
        for (fen, exact, readable) in table {
            assert_eq!(money(Money::from_fen(fen)), exact);
            assert_eq!(money_in_words(Money::from_fen(fen)), readable);
        }
    }

    #[test]
    fn thousands_are_set_apart() {
        for (count, expected) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (-1_234_567, "-1,234,567"),
        ] {
            assert_eq!(number(count), expected);
        }
    }
}
