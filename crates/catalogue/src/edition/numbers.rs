//! Columns of whole numbers as text: what compresses best is one letter for each small number, and no comma.

/// Numbers below this are one letter; a larger one is several, lowest digits first.
const BASE: u64 = 0x4000;
/// The letter of zero. The letters end far below the surrogates.
const ZERO: u32 = '0' as u32;

/// Appends a number.
pub(super) fn push(column: &mut String, number: u64) {
    let mut rest = number;
    while rest >= BASE {
        column.push(letter(BASE + rest % BASE));
        rest /= BASE;
    }
    column.push(letter(rest));
}

/// Appends a number that may be negative.
pub(super) fn push_signed(column: &mut String, number: i64) {
    push(column, ((number << 1) ^ (number >> 63)) as u64);
}

fn letter(digit: u64) -> char {
    u32::try_from(digit)
        .ok()
        .and_then(|digit| char::from_u32(ZERO + digit))
        .unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Reads a column from its start.
pub(super) struct Numbers<'a>(std::str::Chars<'a>);

impl<'a> Numbers<'a> {
    pub(super) fn new(column: &'a str) -> Self {
        Self(column.chars())
    }

    /// The next number; none at the end or when there is no such number.
    pub(super) fn next(&mut self) -> Option<u64> {
        let (mut number, mut worth) = (0_u64, 1_u64);
        loop {
            let digit = u64::from(u32::from(self.0.next()?).checked_sub(ZERO)?);
            if digit >= BASE * 2 {
                return None;
            }
            number = number.checked_add((digit % BASE).checked_mul(worth)?)?;
            if digit < BASE {
                return Some(number);
            }
            worth = worth.checked_mul(BASE)?;
        }
    }

    /// The next number as one that may be negative.
    pub(super) fn next_signed(&mut self) -> Option<i64> {
        let number = self.next()?;
        Some((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    /// The next number as a place in a list.
    pub(super) fn next_in<T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        list.get(usize::try_from(self.next()?).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_are_one_letter() {
        let mut column = String::new();
        for number in [0, 9, 40, 200] {
            push(&mut column, number);
        }
        assert_eq!(column, "09Xø");
    }

    proptest::proptest! {
        #[test]
        fn every_number_is_read_as_written(number: u64, signed: i64) {
            let mut column = String::new();
            push(&mut column, number);
            push_signed(&mut column, signed);
            push(&mut column, number % 90);
            let mut read = Numbers::new(&column);
            proptest::prop_assert_eq!(
                (read.next(), read.next_signed(), read.next(), read.next()),
                (Some(number), Some(signed), Some(number % 90), None)
            );
        }

        #[test]
        fn any_text_is_read_to_an_end(text: String) {
            let mut read = Numbers::new(&text);
            while read.next().is_some() {}
        }
    }
}
