//! A resident's ID number by GB 11643.

use std::fmt;

use thiserror::Error;

use crate::{Date, typed::compact_without_hyphens};

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
/// Nobody alive was born earlier; such a year is a slip of the finger.
const EARLIEST_BIRTH_YEAR: i32 = 1900;

/// A resident's ID number by GB 11643: 18 characters with a valid birth date and check digit.
///
/// The first six digits tell where the number was first issued, long ago and for life. They are not a residence and
/// this type does not offer them: Wuwei's own code changed in 2001.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct IdNumber {
    text: String,
    birth_date: Date,
}

/// Why a typed ID number is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum IdNumberError {
    /// Nothing was typed.
    #[error("the ID number is empty")]
    Empty,
    /// The short form that ended about 2000; the holder's card now shows 18 characters.
    #[error("the ID number is of the old 15-digit form")]
    FifteenDigits,
    /// Neither 18 characters nor the old 15.
    #[error("the ID number has {found} characters instead of 18")]
    WrongLength {
        /// How many characters there were.
        found: usize,
    },
    /// A character that no ID number has at that place.
    #[error("the ID number has a character that is no digit")]
    BadCharacter,
    /// The eight digits of the birth date are no day.
    #[error("the birth date in the ID number does not exist")]
    BadBirthDate,
    /// The birth date has not come yet.
    #[error("the birth date in the ID number is in the future")]
    BornInFuture,
    /// The last character does not fit the others: one of them is mistyped.
    #[error("the check digit of the ID number is wrong")]
    BadChecksum,
}

impl IdNumberError {
    /// The problem code the API sends.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "id_number_empty",
            Self::FifteenDigits => "id_number_fifteen_digits",
            Self::WrongLength { .. } => "id_number_wrong_length",
            Self::BadCharacter => "id_number_bad_character",
            Self::BadBirthDate => "id_number_bad_birth_date",
            Self::BornInFuture => "id_number_born_in_future",
            Self::BadChecksum => "id_number_checksum",
        }
    }
}

impl IdNumber {
    /// Reads what was typed; spaces, hyphens, full-width digits and a small x are forgiven.
    ///
    /// # Errors
    /// Says what is wrong with the number.
    ///
    /// ```
    /// # use domain::{Date, IdNumber, IdNumberError};
    /// let today = Date::new(2026, 11, 24).unwrap();
    /// let number = IdNumber::parse("110105 19491231 002x", today).unwrap();
    /// assert_eq!(number.as_str(), "11010519491231002X");
    /// assert_eq!(IdNumber::parse("360426199101010072", today), Err(IdNumberError::BadChecksum));
    /// ```
    pub fn parse(typed: &str, today: Date) -> Result<Self, IdNumberError> {
        let text = compact_without_hyphens(typed);
        let count = text.chars().count();
        let digits = text.chars().filter(char::is_ascii_digit).count();
        match count {
            0 => return Err(IdNumberError::Empty),
            15 if digits == 15 => return Err(IdNumberError::FifteenDigits),
            18 => {}
            found => return Err(IdNumberError::WrongLength { found }),
        }
        let last_fits = text.ends_with(|last: char| last.is_ascii_digit() || last == 'X');
        if !last_fits
            || !text
                .chars()
                .take(17)
                .all(|character| character.is_ascii_digit())
        {
            return Err(IdNumberError::BadCharacter);
        }
        let birth_date = text
            .get(6..14)
            .and_then(Date::parse_compact)
            .filter(|born| born.year() >= EARLIEST_BIRTH_YEAR)
            .ok_or(IdNumberError::BadBirthDate)?;
        if birth_date > today {
            return Err(IdNumberError::BornInFuture);
        }
        if !text.ends_with(check_digit(&text)) {
            return Err(IdNumberError::BadChecksum);
        }
        Ok(Self { text, birth_date })
    }

    /// All 18 characters, upper-case.
    ///
    /// ```
    /// # use domain::{Date, IdNumber};
    /// let number = IdNumber::parse("360426199101010071", Date::new(2026, 11, 24).unwrap()).unwrap();
    /// assert_eq!(number.as_str(), "360426199101010071");
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the card records a man: the 17th digit is odd (GB 11643).
    ///
    /// ```
    /// # use domain::{Date, IdNumber};
    /// let number = IdNumber::parse("360426199101010071", Date::new(2026, 11, 24).unwrap()).unwrap();
    /// assert!(number.is_recorded_male());
    /// ```
    #[must_use]
    pub fn is_recorded_male(&self) -> bool {
        self.text
            .as_bytes()
            .get(16)
            .is_some_and(|digit| digit % 2 == 1)
    }

    /// The registered birth date.
    ///
    /// ```
    /// # use domain::{Date, IdNumber};
    /// let number = IdNumber::parse("360426199101010071", Date::new(2026, 11, 24).unwrap()).unwrap();
    /// assert_eq!(number.birth_date(), Date::new(1991, 1, 1).unwrap());
    /// ```
    #[must_use]
    pub fn birth_date(&self) -> Date {
        self.birth_date
    }

    /// The first three and last two characters, which lists may show.
    ///
    /// ```
    /// # use domain::{Date, IdNumber};
    /// let number = IdNumber::parse("360426199101010071", Date::new(2026, 11, 24).unwrap()).unwrap();
    /// assert_eq!(number.masked(), "360*************71");
    /// ```
    #[must_use]
    pub fn masked(&self) -> String {
        let (head, tail) = (
            self.text.get(..3).unwrap_or_default(),
            self.text.get(16..).unwrap_or_default(),
        );
        format!("{head}{}{tail}", "*".repeat(13))
    }
}

/// ISO 7064 MOD 11-2 over the first 17 digits.
pub(crate) fn check_digit(text: &str) -> char {
    let sum: u32 = text
        .chars()
        .zip(WEIGHTS)
        .map(|(digit, weight)| digit.to_digit(10).unwrap_or(0) * weight)
        .sum();
    CHECK_DIGITS
        .into_iter()
        .cycle()
        .nth(usize::try_from(sum % 11).unwrap_or(0))
        .unwrap_or('1')
}

impl fmt::Debug for IdNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "IdNumber({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Result<String, IdNumberError> {
        IdNumber::parse(typed, Date::new(2026, 11, 24).unwrap())
            .map(|number| number.as_str().to_owned())
    }

    #[test]
    fn valid_numbers() {
        // facts.md 6.1
        for (typed, plain) in [
            ("360426199101010071", "360426199101010071"),
            ("120103198806018241", "120103198806018241"),
            ("11010519491231002X", "11010519491231002X"),
            ("11010519491231002x", "11010519491231002X"),
            (" 110105 19491231 002Ｘ", "11010519491231002X"),
            ("３６０４２６１９９１０１０１００７１", "360426199101010071"),
            ("360426-19910101-0071", "360426199101010071"),
        ] {
            assert_eq!(read(typed).as_deref(), Ok(plain), "{typed:?}");
        }
    }

    #[test]
    fn invalid_numbers_say_why() {
        for (typed, error) in [
            ("", IdNumberError::Empty),
            (" 　", IdNumberError::Empty),
            ("360426910101007", IdNumberError::FifteenDigits),
            ("36042691010100X", IdNumberError::WrongLength { found: 15 }),
            (
                "36042619910101007",
                IdNumberError::WrongLength { found: 17 },
            ),
            (
                "3604261991010100711",
                IdNumberError::WrongLength { found: 19 },
            ),
            ("36042619910101007Y", IdNumberError::BadCharacter),
            ("3604261991010100X1", IdNumberError::BadCharacter),
            ("三60426199101010071", IdNumberError::BadCharacter),
            (
                "'; DROP TABLE x; --",
                IdNumberError::WrongLength { found: 13 },
            ),
            ("360426199102300071", IdNumberError::BadBirthDate),
            ("360426199113010071", IdNumberError::BadBirthDate),
            ("360426099101010071", IdNumberError::BadBirthDate),
            ("360426202611250071", IdNumberError::BornInFuture),
            ("360426199101010072", IdNumberError::BadChecksum),
            ("36042619910101007X", IdNumberError::BadChecksum),
        ] {
            assert_eq!(read(typed), Err(error), "{typed:?}");
        }
        assert_eq!(
            read(&"1".repeat(100_000)),
            Err(IdNumberError::WrongLength { found: 100_000 })
        );
    }

    #[test]
    fn any_single_slip_is_found() {
        let good = "120103198806018241";
        for place in 0..18 {
            for digit in '0'..='9' {
                let mut typed: Vec<char> = good.chars().collect();
                typed[place] = digit;
                let typed: String = typed.into_iter().collect();
                assert_eq!(read(&typed).is_ok(), typed == good, "{typed}");
            }
        }
    }

    #[test]
    fn an_old_wuwei_prefix_is_as_good_as_any() {
        let today = Date::new(2026, 11, 24).unwrap();
        let number = ('0'..='9')
            .chain(['X'])
            .find_map(|last| IdNumber::parse(&format!("62230119700101001{last}"), today).ok());
        assert!(number.is_some());
    }

    #[test]
    fn the_seventeenth_digit_says_who() {
        let today = Date::new(2026, 11, 24).unwrap();
        for (typed, male) in [
            ("360426199101010071", true),
            ("120103198806018241", false),
            ("11010519491231002X", false),
        ] {
            assert_eq!(
                IdNumber::parse(typed, today).unwrap().is_recorded_male(),
                male,
                "{typed}"
            );
        }
    }

    #[test]
    fn debug_is_masked() {
        let number =
            IdNumber::parse("360426199101010071", Date::new(2026, 11, 24).unwrap()).unwrap();
        assert_eq!(format!("{number:?}"), "IdNumber(360*************71)");
    }
}
