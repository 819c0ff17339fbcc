//! Values of nobody, for tests and benchmarks.

use std::fmt::Display;

use crate::id_number::check_digit;

/// An ID number that nobody has, as no division begins with 629999: right by birth date and check digit. Year, month and day
/// make a date; the order is below 1,000.
///
/// ```
/// use domain::{Date, IdNumber, made_up};
/// let number = made_up::id_number((1990, 3, 7), 11);
/// assert!(number.starts_with("62999919900307011"));
/// assert!(IdNumber::parse(&number, Date::new(2026, 11, 24).unwrap()).is_ok());
/// ```
pub fn id_number<N: Display>((year, month, day): (N, N, N), order: N) -> String {
    let mut number = format!("629999{year:04}{month:02}{day:02}{order:03}");
    number.push(check_digit(&number));
    number
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Date, IdNumber};

    #[test]
    fn every_check_digit_there_is_is_right() {
        let today = Date::new(2026, 11, 24).unwrap();
        let numbers = (0..336).map(|made| id_number((1980, made / 28 + 1, made % 28 + 1), made));
        let mut ends: Vec<char> = Vec::new();
        for number in numbers {
            assert!(IdNumber::parse(&number, today).is_ok(), "{number}");
            ends.extend(number.chars().last());
        }
        ends.sort_unstable();
        ends.dedup();
        assert_eq!(ends.iter().collect::<String>(), "0123456789X");
    }
}
